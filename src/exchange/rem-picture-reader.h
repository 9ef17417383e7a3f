/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-clock.h"
#include "rem-picture.h"

G_BEGIN_DECLS

#define REM_TYPE_PICTURE_READER (rem_picture_reader_get_type ())
G_DECLARE_FINAL_TYPE (RemPictureReader, rem_picture_reader, REM, PICTURE_READER, GObject)

/** The largest file that is taken for a picture, in bytes. */
#define REM_PICTURE_MAX_BYTES (512u * 1024u * 1024u)

RemPictureReader *rem_picture_reader_new (const char *program, RemClock *clock);

void rem_picture_reader_read_async (RemPictureReader *self,
                                    GBytes *bytes,
                                    int max_side,
                                    gboolean thumbnail,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
RemPicture *
rem_picture_reader_read_finish (RemPictureReader *self, GAsyncResult *result, GError **error);

G_END_DECLS
