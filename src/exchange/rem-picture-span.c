/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-span.h"

#include <string.h>

/**
 * rem_picture_span_count_left:
 * @self: a span
 *
 * Returns: how many bytes there are from the place on
 */
gsize
rem_picture_span_count_left (const RemPictureSpan *self)
{
  return self->size - self->at;
}

/**
 * rem_picture_span_skip:
 * @self: a span
 * @n_bytes: how far to go, of any size
 *
 * Goes on, at most to the end.
 */
void
rem_picture_span_skip (RemPictureSpan *self, guint64 n_bytes)
{
  self->at += (gsize) MIN (n_bytes, rem_picture_span_count_left (self));
}

static guint64
take_number (RemPictureSpan *self, guint n_bytes, gboolean is_big)
{
  guint64 number = 0;

  if (n_bytes > 8 || n_bytes > rem_picture_span_count_left (self))
    {
      self->at = self->size;
      return 0;
    }
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = self->data[self->at + (is_big ? i : n_bytes - 1 - i)];

      number = number << 8 | byte;
    }
  self->at += n_bytes;
  return number;
}

/**
 * rem_picture_span_take_big:
 * @self: a span
 * @n_bytes: 0 to 8
 *
 * Takes a number with its largest byte first.
 *
 * Returns: the number, or 0 if fewer bytes are left
 */
guint64
rem_picture_span_take_big (RemPictureSpan *self, guint n_bytes)
{
  return take_number (self, n_bytes, TRUE);
}

/**
 * rem_picture_span_take_little:
 * @self: a span
 * @n_bytes: 0 to 8
 *
 * Takes a number with its smallest byte first.
 *
 * Returns: the number, or 0 if fewer bytes are left
 */
guint64
rem_picture_span_take_little (RemPictureSpan *self, guint n_bytes)
{
  return take_number (self, n_bytes, FALSE);
}

/**
 * rem_picture_span_cut:
 * @self: a span
 * @offset: where the part begins, counted from the beginning of @self, of any size
 * @size: how long it is, of any size
 *
 * Returns: the part, as much of it as there is, with its place at its beginning
 */
RemPictureSpan
rem_picture_span_cut (const RemPictureSpan *self, guint64 offset, guint64 size)
{
  RemPictureSpan part = { 0 };

  if (offset >= self->size)
    return part;
  part.data = self->data + offset;
  part.size = (gsize) MIN (size, self->size - offset);
  return part;
}

/**
 * rem_picture_span_take:
 * @self: a span
 * @size: how long the part is, of any size
 *
 * Takes the next @size bytes.
 *
 * Returns: the part, as much of it as there is
 */
RemPictureSpan
rem_picture_span_take (RemPictureSpan *self, guint64 size)
{
  RemPictureSpan part = rem_picture_span_cut (self, self->at, size);

  rem_picture_span_skip (self, size);
  return part;
}

/**
 * rem_picture_span_begins_with:
 * @self: a span
 * @bytes: (array length=n_bytes): what may come next
 * @n_bytes: how many
 *
 * Returns: whether these bytes come next
 */
gboolean
rem_picture_span_begins_with (const RemPictureSpan *self, const char *bytes, gsize n_bytes)
{
  return rem_picture_span_count_left (self) >= n_bytes &&
         memcmp (self->data + self->at, bytes, n_bytes) == 0;
}
