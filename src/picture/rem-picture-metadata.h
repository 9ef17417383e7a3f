/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "rem-picture-protocol.h"

G_BEGIN_DECLS

/**
 * RemPictureMetadata:
 *
 * What a picture says of itself. @taken_at is empty if it does not say so in a form that holds;
 * @orientation is that of EXIF, 1 to 8, or 1.
 */
typedef struct
{
  char taken_at[REM_PICTURE_TAKEN_AT_LENGTH + 1];
  int orientation;
} RemPictureMetadata;

gboolean rem_picture_metadata_load_library (void);
RemPictureMetadata rem_picture_metadata_read (const guint8 *data, gsize size);

G_END_DECLS
