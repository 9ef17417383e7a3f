/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RemPictureSpan:
 *
 * A part of a hostile file and a place in it. Reading past the end gives 0 and leaves the place at
 * the end; a span of size 0 is how "not there" is said. On the stack; nothing to free.
 */
typedef struct
{
  const guint8 *data;
  gsize size;
  gsize at;
} RemPictureSpan;

gsize rem_picture_span_count_left (const RemPictureSpan *self);
void rem_picture_span_skip (RemPictureSpan *self, guint64 n_bytes);
guint64 rem_picture_span_take_big (RemPictureSpan *self, guint n_bytes);
guint64 rem_picture_span_take_little (RemPictureSpan *self, guint n_bytes);
RemPictureSpan rem_picture_span_cut (const RemPictureSpan *self, guint64 offset, guint64 size);
RemPictureSpan rem_picture_span_take (RemPictureSpan *self, guint64 size);
gboolean
rem_picture_span_begins_with (const RemPictureSpan *self, const char *bytes, gsize n_bytes);

G_END_DECLS
