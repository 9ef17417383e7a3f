/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-picture-span.h"

G_BEGIN_DECLS

/* An EXIF block of big bytes first that says how a picture lies and nothing else, and where in it
 * that stands: 1 is upright. */
#define REM_PICTURE_EXIF_BLOCK_SIZE     26
#define REM_PICTURE_EXIF_ORIENTATION_AT 19
extern const guint8 rem_picture_exif_block[REM_PICTURE_EXIF_BLOCK_SIZE];

gboolean rem_picture_cleaner_is_one_of (const RemPictureSpan *span, const char *const *names);
gboolean rem_picture_cleaner_clean_heif (RemPictureSpan file, int orientation, GByteArray *out);

G_END_DECLS
