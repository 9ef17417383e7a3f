/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-protocol.h"

#include <string.h>

static const guint8 protocol_magic[8] = { 'R', 'e', 'm', 'P', 'i', 'c', 0, 1 };

static void
write_number (guint8 *data, guint32 number)
{
  number = GUINT32_TO_LE (number);
  memcpy (data, &number, sizeof number);
}

static guint32
read_number (const guint8 *data)
{
  guint32 number;

  memcpy (&number, data, sizeof number);
  return GUINT32_FROM_LE (number);
}

/* Reads @n_digits digits at @text; -1 if one of them is something else. */
static int
read_digits (const char *text, int n_digits)
{
  int number = 0;

  for (int i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      number = number * 10 + (text[i] - '0');
    }
  return number;
}

/**
 * rem_picture_taken_at_is_valid:
 * @text: (nullable): a text that may come from a hostile file
 *
 * Whether @text is a local date and time of the form "YYYY-MM-DDTHH:MM:SS" that exists in the
 * Gregorian calendar, from the year 1 on; second 60 is none. Pure; any thread.
 *
 * Returns: %TRUE if it is
 */
gboolean
rem_picture_taken_at_is_valid (const char *text)
{
  static const char shape[] = "dddd-dd-ddTdd:dd:dd";
  int year, month, day;

  if (text == NULL || strlen (text) != REM_PICTURE_TAKEN_AT_LENGTH)
    return FALSE;
  for (int i = 0; i < REM_PICTURE_TAKEN_AT_LENGTH; i++)
    {
      if (shape[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
        return FALSE;
    }
  year = read_digits (text, 4);
  month = read_digits (text + 5, 2);
  day = read_digits (text + 8, 2);
  return year > 0 && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year) &&
         read_digits (text + 11, 2) < 24 && read_digits (text + 14, 2) < 60 &&
         read_digits (text + 17, 2) < 60;
}

/**
 * rem_picture_header_is_valid:
 * @self: a header
 * @max_side: the longest side that was asked for, 1 to %REM_PICTURE_MAX_SIDE
 * @thumbnail: whether a thumbnail was asked for
 *
 * Whether every field of a header is one that an honest answer to this question can have. Pure;
 * any thread.
 *
 * Returns: %TRUE if so
 */
gboolean
rem_picture_header_is_valid (const RemPictureHeader *self, guint max_side, gboolean thumbnail)
{
  if (self->original_width == 0 || self->original_height == 0 ||
      (guint64) self->original_width * self->original_height > REM_PICTURE_MAX_PIXELS)
    return FALSE;
  if (self->width == 0 || self->width > MIN (max_side, self->original_width) || self->height == 0 ||
      self->height > MIN (max_side, self->original_height))
    return FALSE;
  if (thumbnail
          ? self->thumbnail_size == 0 || self->thumbnail_size > REM_PICTURE_MAX_THUMBNAIL_BYTES
          : self->thumbnail_size != 0)
    return FALSE;
  return self->taken_at[0] == '\0' || rem_picture_taken_at_is_valid (self->taken_at);
}

/**
 * rem_picture_header_write:
 * @self: a valid header
 * @data: (array fixed-size=48) (out caller-allocates): where the %REM_PICTURE_HEADER_SIZE bytes go
 *
 * Puts a header into the form of the pipe. Any thread.
 */
void
rem_picture_header_write (const RemPictureHeader *self, guint8 *data)
{
  memset (data, 0, REM_PICTURE_HEADER_SIZE);
  memcpy (data, protocol_magic, sizeof protocol_magic);
  write_number (data + 8, self->original_width);
  write_number (data + 12, self->original_height);
  write_number (data + 16, self->width);
  write_number (data + 20, self->height);
  write_number (data + 24, self->thumbnail_size);
  data[28] = self->is_complete ? 1 : 0;
  memcpy (data + 29, self->taken_at, strnlen (self->taken_at, REM_PICTURE_TAKEN_AT_LENGTH));
}

/**
 * rem_picture_header_read:
 * @self: (out caller-allocates): the header, set only on success
 * @data: (array fixed-size=48): %REM_PICTURE_HEADER_SIZE bytes from the pipe, which may be hostile
 * @max_side: the longest side that was asked for, 1 to %REM_PICTURE_MAX_SIDE
 * @thumbnail: whether a thumbnail was asked for
 *
 * Reads a header and checks every field of it. After success the pixels take at most
 * @max_side * @max_side * 4 bytes. Any thread.
 *
 * Returns: %TRUE if the header is valid
 */
gboolean
rem_picture_header_read (RemPictureHeader *self,
                         const guint8 *data,
                         guint max_side,
                         gboolean thumbnail)
{
  static const guint8 zeros[REM_PICTURE_TAKEN_AT_LENGTH] = { 0 };
  RemPictureHeader header = { 0 };

  if (memcmp (data, protocol_magic, sizeof protocol_magic) != 0 || data[28] > 1)
    return FALSE;
  header.original_width = read_number (data + 8);
  header.original_height = read_number (data + 12);
  header.width = read_number (data + 16);
  header.height = read_number (data + 20);
  header.thumbnail_size = read_number (data + 24);
  header.is_complete = data[28] == 1;
  memcpy (header.taken_at, data + 29, REM_PICTURE_TAKEN_AT_LENGTH);
  if (header.taken_at[0] == '\0' && memcmp (data + 29, zeros, sizeof zeros) != 0)
    return FALSE;
  if (!rem_picture_header_is_valid (&header, max_side, thumbnail))
    return FALSE;
  *self = header;
  return TRUE;
}
