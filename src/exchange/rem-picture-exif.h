/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "rem-picture-protocol.h"

G_BEGIN_DECLS

/**
 * RemPictureExif:
 *
 * What the EXIF data of a picture say, as far as it is used. @taken_at is empty if they do not say
 * so in a form that holds; @orientation is 1 to 8, and 1 if they do not say.
 */
typedef struct
{
  char taken_at[REM_PICTURE_TAKEN_AT_LENGTH + 1];
  int orientation;
} RemPictureExif;

RemPictureExif rem_picture_exif_read (const char *media_type, const guint8 *data, gsize size);

G_END_DECLS
