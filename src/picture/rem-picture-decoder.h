/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "rem-picture-protocol.h"

G_BEGIN_DECLS

/**
 * RemPictureAnswer:
 *
 * What is written to the parent. Zero it before use and clear it after.
 */
typedef struct
{
  RemPictureHeader header;
  guint8 *pixels;
  gsize pixels_size;
  char *thumbnail;
} RemPictureAnswer;

void rem_picture_answer_clear (RemPictureAnswer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RemPictureAnswer, rem_picture_answer_clear)

RemPictureExit rem_picture_decoder_load (const char *media_type);
RemPictureExit rem_picture_decoder_read (const char *media_type,
                                         const guint8 *data,
                                         gsize size,
                                         guint max_side,
                                         gboolean thumbnail,
                                         RemPictureAnswer *answer_out);

G_END_DECLS
