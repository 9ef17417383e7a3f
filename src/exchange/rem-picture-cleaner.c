/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-cleaner.h"

#include "rem-exchange-error.h"
#include "rem-media-type.h"
#include "rem-picture-cleaner-private.h"
#include "rem-picture-exif.h"

#include <string.h>

/*
 * A picture without what it says of the place, the camera and the program that made it: the parts
 * of the file that are needed to show it are copied as they are, and nothing else. So what is not
 * known is left out, and the pixels stay the same to the byte.
 *
 * How the picture lies is said in EXIF too. Where it does not lie upright, a block of our own says
 * that and nothing more.
 *
 * Every step goes forward in the file. A length that points out of it is no reason to guess: then
 * the picture is not cleaned.
 */

#define JPEG_EXIF_PREFIX "Exif\0\0"

const guint8 rem_picture_exif_block[] = { 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0,
                                          3,   0,   0, 0,  1, 0, 1, 0, 0, 0, 0,    0,    0 };

static void
append_number (GByteArray *out, guint32 number, guint n_bytes, gboolean is_big)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (number >> 8 * (is_big ? n_bytes - 1 - i : i));

      g_byte_array_append (out, &byte, 1);
    }
}

static void
append_span (GByteArray *out, const RemPictureSpan *span)
{
  g_byte_array_append (out, span->data, (guint) span->size);
}

static void
append_exif_block (GByteArray *out, int orientation)
{
  g_byte_array_append (out, rem_picture_exif_block, sizeof rem_picture_exif_block);
  out->data[out->len - sizeof rem_picture_exif_block + REM_PICTURE_EXIF_ORIENTATION_AT] =
      (guint8) orientation;
}

/* JPEG */

/* The tables, the frame, and what tells how its colours are meant. */
static gboolean
is_needed_segment (guint marker, const RemPictureSpan *segment)
{
  if (marker == 0xffe2)
    return rem_picture_span_begins_with (segment, "ICC_PROFILE", 12);
  if (marker == 0xffee)
    return rem_picture_span_begins_with (segment, "Adobe", 5) && segment->size == 12;
  return (marker >= 0xffc0 && marker <= 0xffcf) || (marker >= 0xffda && marker <= 0xffdf);
}

static void
append_segment (GByteArray *out, guint marker, const RemPictureSpan *segment)
{
  append_number (out, marker, 2, TRUE);
  append_number (out, (guint32) segment->size + 2, 2, TRUE);
  append_span (out, segment);
}

/* The density of the pixels, without the small picture that it may have beside it. */
static void
append_jfif (GByteArray *out, RemPictureSpan segment)
{
  if (!rem_picture_span_begins_with (&segment, "JFIF", 5) || segment.size < 14)
    return;
  segment.size = 14;
  append_segment (out, 0xffe0, &segment);
  out->data[out->len - 1] = out->data[out->len - 2] = 0;
}

static void
append_jpeg_exif (GByteArray *out, int orientation)
{
  append_number (out, 0xffe1, 2, TRUE);
  append_number (out, 2 + 6 + sizeof rem_picture_exif_block, 2, TRUE);
  g_byte_array_append (out, (const guint8 *) JPEG_EXIF_PREFIX, 6);
  append_exif_block (out, orientation);
}

/* The pixels of one pass, up to the marker that ends them. */
static RemPictureSpan
take_pixels (RemPictureSpan *file)
{
  RemPictureSpan rest = rem_picture_span_cut (file, file->at, G_MAXUINT64);
  const guint8 *found = NULL;
  gsize size = 0;

  while (size < rest.size && (found = memchr (rest.data + size, 0xff, rest.size - size)) != NULL)
    {
      guint8 next = found + 1 < rest.data + rest.size ? found[1] : 0;

      size = (gsize) (found - rest.data);
      if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7))
        return rem_picture_span_take (file, size);
      size++;
    }
  return rem_picture_span_take (file, rest.size);
}

/* What comes after the picture, such as a second picture or a film, is left out. One that breaks
 * off in its pixels is kept as far as it goes. */
static gboolean
clean_jpeg (RemPictureSpan file, int orientation, GByteArray *out)
{
  gboolean has_pixels = FALSE;
  gboolean is_told = orientation == 1;

  append_number (out, (guint32) rem_picture_span_take_big (&file, 2), 2, TRUE);
  while (rem_picture_span_count_left (&file) >= 2)
    {
      guint marker = (guint) rem_picture_span_take_big (&file, 2);
      guint64 length;
      RemPictureSpan segment;

      if (marker == 0xffd9)
        {
          append_number (out, marker, 2, TRUE);
          return has_pixels;
        }
      if (marker == 0xffff)
        {
          file.at--;
          continue;
        }
      length = rem_picture_span_take_big (&file, 2);
      if (marker < 0xffc0 || length < 2 || length - 2 > rem_picture_span_count_left (&file))
        return FALSE;
      segment = rem_picture_span_take (&file, length - 2);
      if (marker == 0xffe0)
        append_jfif (out, segment);
      if (!is_needed_segment (marker, &segment))
        continue;
      if (!is_told)
        append_jpeg_exif (out, orientation);
      is_told = TRUE;
      append_segment (out, marker, &segment);
      if (marker == 0xffda)
        {
          segment = take_pixels (&file);
          append_span (out, &segment);
          has_pixels = TRUE;
        }
    }
  return has_pixels;
}

/* PNG */

static guint32
sum_crc (const guint8 *data, gsize size)
{
  guint32 crc = G_MAXUINT32;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
  return ~crc;
}

static void
append_png_exif (GByteArray *out, int orientation)
{
  guint begin;

  append_number (out, sizeof rem_picture_exif_block, 4, TRUE);
  begin = out->len;
  g_byte_array_append (out, (const guint8 *) "eXIf", 4);
  append_exif_block (out, orientation);
  append_number (out, sum_crc (out->data + begin, out->len - begin), 4, TRUE);
}

/* Whether one of these names of four letters comes next. */
gboolean
rem_picture_cleaner_is_one_of (const RemPictureSpan *span, const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (rem_picture_span_begins_with (span, names[i], 4))
      return TRUE;
  return FALSE;
}

static gboolean
clean_png (RemPictureSpan file, int orientation, GByteArray *out)
{
  static const char *const needed[] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA",
                                        "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs",
                                        "cICP", "acTL", "fcTL", "fdAT", NULL };
  RemPictureSpan signature = rem_picture_span_take (&file, 8);

  append_span (out, &signature);
  while (rem_picture_span_count_left (&file) >= 12)
    {
      RemPictureSpan chunk = file;
      guint64 length = rem_picture_span_take_big (&file, 4);
      gboolean is_needed = rem_picture_cleaner_is_one_of (&file, needed);
      gboolean is_head = rem_picture_span_begins_with (&file, "IHDR", 4);
      gboolean is_end = rem_picture_span_begins_with (&file, "IEND", 4);
      /* A capital letter says that nothing can be shown without it. */
      gboolean is_critical = g_ascii_isupper (file.data[file.at]);

      if (length > rem_picture_span_count_left (&file) - 8 || (is_critical && !is_needed))
        return FALSE;
      chunk = rem_picture_span_take (&chunk, length + 12);
      rem_picture_span_skip (&file, length + 8);
      if (is_needed)
        append_span (out, &chunk);
      if (is_head && orientation != 1)
        append_png_exif (out, orientation);
      if (is_end)
        return TRUE;
    }
  return FALSE;
}

/* WebP */

static gboolean
clean_webp (RemPictureSpan file, int orientation, GByteArray *out)
{
  static const char *const needed[] = {
    "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP", NULL
  };
  RemPictureSpan head = rem_picture_span_take (&file, 12);
  guint64 size_bytes;
  gboolean is_extended = FALSE;

  append_span (out, &head);
  rem_picture_span_skip (&head, 4);
  size_bytes = rem_picture_span_take_little (&head, 4);
  if (size_bytes < 4 || size_bytes - 4 > rem_picture_span_count_left (&file))
    return FALSE;
  file = rem_picture_span_take (&file, size_bytes - 4);

  while (rem_picture_span_count_left (&file) >= 8)
    {
      RemPictureSpan chunk = file;
      gboolean is_needed = rem_picture_cleaner_is_one_of (&file, needed);
      guint64 length;

      rem_picture_span_skip (&file, 4);
      length = rem_picture_span_take_little (&file, 4);
      if (length > rem_picture_span_count_left (&file))
        return FALSE;
      rem_picture_span_skip (&file, length + (length & 1));
      if (!is_needed)
        continue;
      chunk = rem_picture_span_take (&chunk, 8 + length + (length & 1));
      if (rem_picture_span_begins_with (&chunk, "VP8X", 4) && length >= 10)
        {
          is_extended = TRUE;
          append_span (out, &chunk);
          /* Which parts there are: neither XMP nor EXIF, but for how it lies. */
          out->data[out->len - chunk.size + 8] &= 0xf3;
          out->data[out->len - chunk.size + 8] |= orientation != 1 ? 0x08 : 0;
        }
      else
        append_span (out, &chunk);
      /* The last one may lack the byte that makes it even. */
      if (out->len % 2 == 1)
        append_number (out, 0, 1, FALSE);
    }

  /* Without the list of its parts nothing heeds EXIF, and it lies as it is. */
  if (orientation != 1 && is_extended)
    {
      g_byte_array_append (out, (const guint8 *) "EXIF", 4);
      append_number (out, sizeof rem_picture_exif_block, 4, FALSE);
      append_exif_block (out, orientation);
    }
  for (guint i = 0; i < 4; i++)
    out->data[4 + i] = (guint8) ((out->len - 8) >> 8 * i);
  return out->len > 12;
}

/**
 * rem_picture_cleaner_clean:
 * @picture: the bytes of a picture, which may be hostile
 * @error: return location for an error
 *
 * Makes a copy of a JPEG, PNG, WebP, HEIC or AVIF picture that has nothing but what is needed to
 * show it: no place, no day, no camera, no words. The pixels, their colours and how the picture
 * lies stay the same. Takes time linear in the size. Pure; any thread.
 *
 * Returns: (transfer full): the bytes of the copy. Fails with %REM_EXCHANGE_ERROR_NOT_CLEANED if
 *   the picture is of another kind, or damaged so that its parts cannot be told apart
 */
GBytes *
rem_picture_cleaner_clean (GBytes *picture, GError **error)
{
  static const struct
  {
    const char *media_type;
    gboolean (*clean) (RemPictureSpan file, int orientation, GByteArray *out);
  } kinds[] = {
    { "image/jpeg", clean_jpeg },
    { "image/png", clean_png },
    { "image/webp", clean_webp },
    { "image/heic", rem_picture_cleaner_clean_heif },
    { "image/avif", rem_picture_cleaner_clean_heif },
  };
  RemPictureSpan file = { 0 };
  g_autoptr (GByteArray) out = NULL;
  const char *media_type = NULL;

  g_return_val_if_fail (picture != NULL, NULL);

  file.data = g_bytes_get_data (picture, &file.size);
  media_type = rem_media_type_recognise (file.data, file.size);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (media_type, kinds[i].media_type) == 0 && file.size < G_MAXUINT32 / 2)
      {
        RemPictureExif exif = rem_picture_exif_read (media_type, file.data, file.size);

        out = g_byte_array_sized_new ((guint) file.size + 2 * sizeof rem_picture_exif_block);
        if (kinds[i].clean (file, exif.orientation, out))
          return g_byte_array_free_to_bytes (g_steal_pointer (&out));
        break;
      }
  g_set_error (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_NOT_CLEANED,
               "The parts of a picture of type %s cannot be told apart", media_type);
  return NULL;
}
