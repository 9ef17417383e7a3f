/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define REM_TYPE_PICTURE (rem_picture_get_type ())

/**
 * RemPicture:
 *
 * What remember-picture made of untrusted image bytes: pixels the right way up, what the file
 * says of itself, and a small JPEG for lists. Immutable and reference counted. Any thread.
 */
typedef struct _RemPicture RemPicture;

GType rem_picture_get_type (void);

RemPicture *rem_picture_ref (RemPicture *self);
void rem_picture_unref (RemPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemPicture, rem_picture_unref)

const char *rem_picture_get_media_type (RemPicture *self);
int rem_picture_get_original_width (RemPicture *self);
int rem_picture_get_original_height (RemPicture *self);
const char *rem_picture_get_taken_at (RemPicture *self);
gboolean rem_picture_is_complete (RemPicture *self);
int rem_picture_get_width (RemPicture *self);
int rem_picture_get_height (RemPicture *self);
gsize rem_picture_get_stride (RemPicture *self);
GBytes *rem_picture_get_pixels (RemPicture *self);
GBytes *rem_picture_get_thumbnail (RemPicture *self);

G_END_DECLS
