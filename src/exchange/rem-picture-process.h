/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-picture.h"

G_BEGIN_DECLS

/**
 * RemPictureProcess:
 *
 * One run of remember-picture. Reference counted. run() blocks and belongs on a worker thread;
 * stop() may be called on any thread at any time.
 */
typedef struct _RemPictureProcess RemPictureProcess;

RemPictureProcess *rem_picture_process_new (
    const char *program, GBytes *bytes, const char *media_type, guint max_side, gboolean thumbnail);
RemPictureProcess *rem_picture_process_ref (RemPictureProcess *self);
void rem_picture_process_unref (RemPictureProcess *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemPictureProcess, rem_picture_process_unref)

RemPicture *rem_picture_process_run (RemPictureProcess *self, GError **error);
void rem_picture_process_stop (RemPictureProcess *self);

G_END_DECLS
