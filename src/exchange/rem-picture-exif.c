/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-exif.h"

#include "rem-picture-span.h"

#include <string.h>

/*
 * When a picture was taken and how it lies: two fields of EXIF, and nothing else of it.
 *
 * A whole EXIF library is large, takes longer to load than a thumbnail to make, and has had more
 * holes than any decoder here. Two fields need no recursion and no allocation: find the EXIF block
 * in the container, then look into its first directory and into the one that this names. Every step
 * goes forward in the file or is one of a fixed number, so there is nothing to go round in.
 */

#define TAG_ORIENTATION        0x0112
#define TAG_EXIF_DIRECTORY     0x8769
#define TAG_DATE_TIME_ORIGINAL 0x9003
#define TYPE_ASCII             2
#define TYPE_SHORT             3
#define TYPE_LONG              4

/* An EXIF block is a small TIFF file, of either byte order. */
typedef struct
{
  RemPictureSpan span;
  gboolean is_big;
} Tiff;

typedef struct
{
  guint type;
  guint32 count;
  guint64 value_at;
} Field;

static guint32
take_number (const Tiff *tiff, RemPictureSpan *span, guint n_bytes)
{
  return (guint32) (tiff->is_big ? rem_picture_span_take_big (span, n_bytes)
                                 : rem_picture_span_take_little (span, n_bytes));
}

static guint32
read_number_at (const Tiff *tiff, guint64 offset, guint n_bytes)
{
  RemPictureSpan span = rem_picture_span_cut (&tiff->span, offset, n_bytes);

  return take_number (tiff, &span, n_bytes);
}

static gboolean
find_field (const Tiff *tiff, guint32 directory, guint tag, Field *field_out)
{
  RemPictureSpan span = rem_picture_span_cut (&tiff->span, directory, G_MAXUINT64);
  guint n_fields = take_number (tiff, &span, 2);

  for (guint i = 0; i < n_fields && rem_picture_span_count_left (&span) >= 12; i++)
    {
      guint found = take_number (tiff, &span, 2);

      field_out->type = take_number (tiff, &span, 2);
      field_out->count = take_number (tiff, &span, 4);
      field_out->value_at = directory + span.at;
      rem_picture_span_skip (&span, 4);
      if (found == tag)
        return TRUE;
    }
  return FALSE;
}

static void
read_orientation (RemPictureExif *self, const Tiff *tiff, guint32 directory)
{
  Field field;
  guint32 value;

  if (!find_field (tiff, directory, TAG_ORIENTATION, &field) || field.type != TYPE_SHORT)
    return;
  value = read_number_at (tiff, field.value_at, 2);
  if (value >= 1 && value <= 8)
    self->orientation = (int) value;
}

/* "YYYY:MM:DD HH:MM:SS" to ISO 8601. Cameras whose clock was never set write zeros or spaces, which
 * is no date. */
static void
read_date (RemPictureExif *self, const Tiff *tiff, guint32 directory)
{
  char text[REM_PICTURE_TAKEN_AT_LENGTH + 1] = { 0 };
  RemPictureSpan span;
  Field field;

  if (!find_field (tiff, directory, TAG_DATE_TIME_ORIGINAL, &field) || field.type != TYPE_ASCII ||
      field.count < REM_PICTURE_TAKEN_AT_LENGTH)
    return;
  span = rem_picture_span_cut (&tiff->span, read_number_at (tiff, field.value_at, 4),
                               REM_PICTURE_TAKEN_AT_LENGTH);
  if (span.size != REM_PICTURE_TAKEN_AT_LENGTH)
    return;
  memcpy (text, span.data, REM_PICTURE_TAKEN_AT_LENGTH);
  if (text[4] != ':' || text[7] != ':' || text[10] != ' ')
    return;
  text[4] = '-';
  text[7] = '-';
  text[10] = 'T';
  if (rem_picture_taken_at_is_valid (text))
    memcpy (self->taken_at, text, sizeof text);
}

static void
read_block (RemPictureExif *self, RemPictureSpan span)
{
  Tiff tiff = { .span = span, .is_big = rem_picture_span_begins_with (&span, "MM\0*", 4) };
  guint32 first;
  Field field;

  if (!tiff.is_big && !rem_picture_span_begins_with (&span, "II*\0", 4))
    return;
  first = read_number_at (&tiff, 4, 4);
  read_orientation (self, &tiff, first);
  if (find_field (&tiff, first, TAG_EXIF_DIRECTORY, &field) && field.type == TYPE_LONG)
    read_date (self, &tiff, read_number_at (&tiff, field.value_at, 4));
}

static RemPictureSpan
find_in_jpeg (RemPictureSpan file)
{
  const RemPictureSpan none = { 0 };

  rem_picture_span_skip (&file, 2);
  while (rem_picture_span_count_left (&file) >= 4)
    {
      guint64 marker = rem_picture_span_take_big (&file, 2);
      guint64 length = rem_picture_span_take_big (&file, 2);
      RemPictureSpan segment;

      /* The pixels begin, or it is no marker. */
      if (marker < 0xff01 || marker == 0xffda || length < 2)
        return none;
      segment = rem_picture_span_take (&file, length - 2);
      if (marker == 0xffe1 && rem_picture_span_begins_with (&segment, "Exif\0\0", 6))
        return rem_picture_span_cut (&segment, 6, G_MAXUINT64);
    }
  return none;
}

static RemPictureSpan
find_in_png (RemPictureSpan file)
{
  const RemPictureSpan none = { 0 };

  rem_picture_span_skip (&file, 8);
  while (rem_picture_span_count_left (&file) >= 12)
    {
      guint64 length = rem_picture_span_take_big (&file, 4);
      gboolean is_exif = rem_picture_span_begins_with (&file, "eXIf", 4);
      RemPictureSpan chunk;

      rem_picture_span_skip (&file, 4);
      chunk = rem_picture_span_take (&file, length);
      if (is_exif)
        return chunk;
      rem_picture_span_skip (&file, 4);
    }
  return none;
}

static RemPictureSpan
find_in_webp (RemPictureSpan file)
{
  const RemPictureSpan none = { 0 };

  rem_picture_span_skip (&file, 12);
  while (rem_picture_span_count_left (&file) >= 8)
    {
      gboolean is_exif = rem_picture_span_begins_with (&file, "EXIF", 4);
      guint64 length;
      RemPictureSpan chunk;

      rem_picture_span_skip (&file, 4);
      length = rem_picture_span_take_little (&file, 4);
      chunk = rem_picture_span_take (&file, length);
      /* Some writers leave the prefix of JPEG in front of it. */
      if (is_exif)
        return rem_picture_span_begins_with (&chunk, "Exif\0\0", 6)
                   ? rem_picture_span_cut (&chunk, 6, G_MAXUINT64)
                   : chunk;
      rem_picture_span_skip (&file, length & 1);
    }
  return none;
}

/* The content of the first box named @name among those from the place of @boxes on. */
static RemPictureSpan
find_box (RemPictureSpan boxes, const char *name)
{
  const RemPictureSpan none = { 0 };

  while (rem_picture_span_count_left (&boxes) >= 8)
    {
      guint64 header_size = 8;
      guint64 length = rem_picture_span_take_big (&boxes, 4);
      gboolean is_it = rem_picture_span_begins_with (&boxes, name, 4);
      RemPictureSpan box;

      rem_picture_span_skip (&boxes, 4);
      if (length == 1)
        {
          length = rem_picture_span_take_big (&boxes, 8);
          header_size = 16;
        }
      else if (length == 0)
        length = G_MAXUINT64;
      if (length < header_size)
        return none;
      box = rem_picture_span_take (&boxes, length - header_size);
      if (is_it)
        return box;
    }
  return none;
}

/* Which item of a HEIF file is the EXIF block: the "iinf" box lists them. 0 if none. */
static guint64
find_exif_item (RemPictureSpan iinf)
{
  guint64 version = rem_picture_span_take_big (&iinf, 1);

  rem_picture_span_skip (&iinf, 3 + (version == 0 ? 2 : 4));
  while (rem_picture_span_count_left (&iinf) >= 12)
    {
      guint64 length = rem_picture_span_take_big (&iinf, 4);
      RemPictureSpan infe;
      guint64 item;

      if (length < 8 || !rem_picture_span_begins_with (&iinf, "infe", 4))
        return 0;
      rem_picture_span_skip (&iinf, 4);
      infe = rem_picture_span_take (&iinf, length - 8);
      version = rem_picture_span_take_big (&infe, 1);
      rem_picture_span_skip (&infe, 3);
      item = rem_picture_span_take_big (&infe, version >= 3 ? 4 : 2);
      rem_picture_span_skip (&infe, 2);
      if (version >= 2 && rem_picture_span_begins_with (&infe, "Exif", 4))
        return item;
    }
  return 0;
}

/* Where an item of a HEIF file lies: the "iloc" box says, for each in one piece or several. Only
 * one piece is read; EXIF blocks come in one. */
static RemPictureSpan
find_item (RemPictureSpan iloc, guint64 item, RemPictureSpan file, RemPictureSpan idat)
{
  const RemPictureSpan none = { 0 };
  guint64 version = rem_picture_span_take_big (&iloc, 1);
  guint offset_size, length_size, base_size, index_size;
  guint64 sizes;

  rem_picture_span_skip (&iloc, 3);
  sizes = rem_picture_span_take_big (&iloc, 2);
  offset_size = (guint) (sizes >> 12 & 15);
  length_size = (guint) (sizes >> 8 & 15);
  base_size = (guint) (sizes >> 4 & 15);
  index_size = version == 0 ? 0 : (guint) (sizes & 15);
  if (version > 2 || offset_size > 8 || length_size > 8 || base_size > 8 || index_size > 8)
    return none;
  rem_picture_span_skip (&iloc, version < 2 ? 2 : 4);
  while (rem_picture_span_count_left (&iloc) >= 6)
    {
      guint64 found = rem_picture_span_take_big (&iloc, version < 2 ? 2 : 4);
      guint64 method = version == 0 ? 0 : rem_picture_span_take_big (&iloc, 2) & 15;
      guint64 base, n_pieces, offset, length;

      rem_picture_span_skip (&iloc, 2);
      base = rem_picture_span_take_big (&iloc, base_size);
      n_pieces = rem_picture_span_take_big (&iloc, 2);
      if (found != item)
        {
          rem_picture_span_skip (&iloc, n_pieces * (index_size + offset_size + length_size));
          continue;
        }
      rem_picture_span_skip (&iloc, index_size);
      offset = rem_picture_span_take_big (&iloc, offset_size);
      length = rem_picture_span_take_big (&iloc, length_size);
      if (n_pieces != 1 || method > 1 || base > G_MAXINT64 || offset > G_MAXINT64)
        return none;
      return rem_picture_span_cut (method == 1 ? &idat : &file, base + offset, length);
    }
  return none;
}

static RemPictureSpan
find_in_heif (RemPictureSpan file)
{
  RemPictureSpan meta = find_box (file, "meta");
  RemPictureSpan block = { 0 };
  guint64 item;

  rem_picture_span_skip (&meta, 4);
  item = find_exif_item (find_box (meta, "iinf"));
  if (item == 0)
    return block;
  block = find_item (find_box (meta, "iloc"), item, file, find_box (meta, "idat"));
  /* It begins with how far its TIFF header is from there. */
  return rem_picture_span_cut (&block, 4 + rem_picture_span_take_big (&block, 4), G_MAXUINT64);
}

static RemPictureSpan
find_in_tiff (RemPictureSpan file)
{
  return file;
}

/**
 * rem_picture_exif_read:
 * @media_type: the media type of the picture
 * @data: (array length=size): the picture, which may be hostile
 * @size: its size in bytes
 *
 * Reads when a picture was taken and how it lies, from its EXIF data. What cannot be read counts as
 * missing. Allocates nothing and takes time linear in @size. Pure; any thread.
 *
 * Returns: what was found
 */
RemPictureExif
rem_picture_exif_read (const char *media_type, const guint8 *data, gsize size)
{
  static const struct
  {
    const char *media_type;
    RemPictureSpan (*find) (RemPictureSpan file);
  } containers[] = {
    { "image/jpeg", find_in_jpeg }, { "image/png", find_in_png },   { "image/webp", find_in_webp },
    { "image/tiff", find_in_tiff }, { "image/heic", find_in_heif }, { "image/avif", find_in_heif },
  };
  const RemPictureSpan file = { .data = data, .size = size };
  RemPictureExif self = { .orientation = 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (containers); i++)
    {
      if (g_strcmp0 (media_type, containers[i].media_type) == 0)
        read_block (&self, containers[i].find (file));
    }
  return self;
}
