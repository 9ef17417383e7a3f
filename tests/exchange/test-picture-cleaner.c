/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-exchange-error.h"
#include "rem-media-type.h"
#include "rem-picture-cleaner.h"
#include "rem-picture-exif.h"
#include "rem-picture-reader.h"
#include "rem-system-clock.h"

#include <string.h>

/* Real pictures with what cameras and programs write into them, and files whose lengths lie. */

#define SECRET "40.4168 N 3.7038 W"

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "pictures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static GBytes *
clean (GBytes *picture)
{
  g_autoptr (GError) error = NULL;
  GBytes *cleaned = rem_picture_cleaner_clean (picture, &error);

  g_assert_no_error (error);
  return cleaned;
}

static void
assert_refused (GBytes *picture)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_picture_cleaner_clean (picture, &error));
  g_assert_error (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_NOT_CLEANED);
}

static gboolean
has_bytes (GBytes *bytes, const char *wanted)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strstr_len (data, (gssize) size, wanted) != NULL ||
         memmem (data, size, wanted, strlen (wanted)) != NULL;
}

static RemPictureExif
read_exif (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return rem_picture_exif_read (rem_media_type_recognise (data, size), data, size);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* What the confined program sees of it. */
static RemPicture *
read_pixels (GBytes *bytes)
{
  g_autoptr (RemClock) clock = rem_system_clock_new ();
  g_autoptr (RemPictureReader) reader = rem_picture_reader_new (REM_TEST_PICTURE_PROGRAM, clock);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RemPicture *picture;

  rem_picture_reader_read_async (reader, bytes, 100, FALSE, NULL, read_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  picture = rem_picture_reader_read_finish (reader, result, &error);
  if (g_error_matches (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNAVAILABLE))
    return NULL;
  g_assert_no_error (error);
  return picture;
}

static const struct
{
  const char *name;
  int orientation;
} files[] = {
  { "quarters-1.jpeg", 1 }, { "quarters-2.jpeg", 2 }, { "quarters-3.jpeg", 3 },
  { "quarters-4.jpeg", 4 }, { "quarters-5.jpeg", 5 }, { "quarters-6.jpeg", 6 },
  { "quarters-7.jpeg", 7 }, { "quarters-8.jpeg", 8 }, { "progressive.jpeg", 1 },
  { "quarters-6.png", 6 },  { "quarters.png", 1 },    { "veil.png", 1 },
  { "quarters-6.webp", 6 }, { "quarters-6.heic", 1 }, { "quarters.heic", 1 },
  { "quarters.avif", 1 },
};

static void
test_same_picture (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = load (files[i].name);
      g_autoptr (GBytes) cleaned = clean (bytes);
      g_autoptr (GBytes) twice = clean (cleaned);
      g_autoptr (RemPicture) before = read_pixels (bytes);
      g_autoptr (RemPicture) after = read_pixels (cleaned);
      RemPictureExif exif = read_exif (cleaned);

      g_test_message ("%s", files[i].name);
      g_assert_cmpint (exif.orientation, ==, files[i].orientation);
      g_assert_cmpstr (exif.taken_at, ==, "");
      g_assert_true (g_bytes_equal (cleaned, twice));
      g_assert_cmpint (before == NULL, ==, after == NULL);
      if (before == NULL)
        continue;
      g_assert_cmpint (rem_picture_get_width (after), ==, rem_picture_get_width (before));
      g_assert_cmpint (rem_picture_get_height (after), ==, rem_picture_get_height (before));
      g_assert_true (
          g_bytes_equal (rem_picture_get_pixels (after), rem_picture_get_pixels (before)));
    }
}

static void
append (GByteArray *out, const char *bytes, gsize n_bytes)
{
  g_byte_array_append (out, (const guint8 *) bytes, (guint) n_bytes);
}

static void
append_segment (GByteArray *out, guint8 marker, const char *prefix, gsize n_prefix)
{
  const guint8 head[] = { 0xff, marker, 0, (guint8) (2 + n_prefix + strlen (SECRET)) };

  g_byte_array_append (out, head, sizeof head);
  append (out, prefix, n_prefix);
  append (out, SECRET, strlen (SECRET));
}

/* A JPEG as a telephone writes it: EXIF twice, XMP, IPTC, several pictures, a comment, and another
 * picture and a film behind it. */
static void
test_jpeg_parts (void)
{
  g_autoptr (GBytes) plain = load ("quarters-6.jpeg");
  g_autoptr (GBytes) expected = clean (plain);
  g_autoptr (GByteArray) made = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) cleaned = NULL;
  gsize size;
  const char *data = g_bytes_get_data (plain, &size);
  gsize head = 2;

  /* What the file begins with, its EXIF among it, stays in front. */
  while ((guint8) data[head + 1] >= 0xe0)
    head += 2 + ((gsize) (guint8) data[head + 2] << 8 | (guint8) data[head + 3]);
  append (made, data, head);
  append_segment (made, 0xe1, "Exif\0\0MM\0*", 10);
  append_segment (made, 0xe1, "http://ns.adobe.com/xap/1.0/", 29);
  append_segment (made, 0xe2, "MPF", 4);
  append_segment (made, 0xeb, "JP", 2);
  append_segment (made, 0xed, "Photoshop 3.0", 14);
  append_segment (made, 0xee, "Adobe", 5);
  append_segment (made, 0xef, "", 0);
  append_segment (made, 0xfe, "", 0);
  append (made, "\xff", 1);
  append (made, data + head, size - head);
  append (made, data, size);
  append (made, SECRET, strlen (SECRET));

  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&made));
  cleaned = clean (bytes);
  g_assert_true (has_bytes (bytes, SECRET));
  g_assert_false (has_bytes (cleaned, SECRET));
  g_assert_true (g_bytes_equal (cleaned, expected));
}

/* The profile of the colours stays. */
static void
test_jpeg_colours (void)
{
  g_autoptr (GBytes) plain = load ("quarters-1.jpeg");
  g_autoptr (GByteArray) made = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) cleaned = NULL;
  gsize size;
  const char *data = g_bytes_get_data (plain, &size);

  append (made, data, 2);
  append_segment (made, 0xe2, "ICC_PROFILE\0\1\1", 14);
  append (made, data + 2, size - 2);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&made));
  cleaned = clean (bytes);
  g_assert_true (has_bytes (cleaned, SECRET));
}

static void
append_chunk (GByteArray *out, const char *name, const char *text)
{
  guint32 size = GUINT32_TO_BE ((guint32) strlen (text));

  g_byte_array_append (out, (const guint8 *) &size, 4);
  append (out, name, 4);
  append (out, text, strlen (text));
  append (out, "\1\2\3\4", 4);
}

static void
test_png_parts (void)
{
  static const char *const names[] = { "eXIf", "tEXt", "zTXt", "iTXt", "tIME", "caBX" };
  g_autoptr (GBytes) plain = load ("quarters.png");
  g_autoptr (GBytes) expected = clean (plain);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) cleaned = NULL;
  gsize size;
  const char *data = g_bytes_get_data (plain, &size);
  /* The signature and the first chunk. */
  const gsize head = 8 + 25;
  GByteArray *made = g_byte_array_new ();

  append (made, data, head);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    append_chunk (made, names[i], SECRET);
  append (made, data + head, size - head);
  append (made, SECRET, strlen (SECRET));
  bytes = g_byte_array_free_to_bytes (made);
  cleaned = clean (bytes);
  g_assert_false (has_bytes (cleaned, SECRET));
  g_assert_true (g_bytes_equal (cleaned, expected));

  /* What nothing can be shown without, and is not known, is no reason to guess. */
  made = g_byte_array_new ();
  append (made, data, head);
  append_chunk (made, "SECR", SECRET);
  append (made, data + head, size - head);
  g_bytes_unref (bytes);
  bytes = g_byte_array_free_to_bytes (made);
  assert_refused (bytes);
}

static void
test_webp_parts (void)
{
  g_autoptr (GBytes) plain = load ("quarters-6.webp");
  g_autoptr (GBytes) expected = clean (plain);
  GByteArray *made = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) cleaned = NULL;
  gsize size;
  const char *data = g_bytes_get_data (plain, &size);
  const guint8 length[] = { (guint8) strlen (SECRET), 0, 0, 0 };

  append (made, data, size);
  append (made, "XMP ", 4);
  g_byte_array_append (made, length, sizeof length);
  append (made, SECRET, strlen (SECRET));
  made->data[4] = (guint8) (made->len - 8);
  made->data[5] = (guint8) ((made->len - 8) >> 8);
  append (made, SECRET, strlen (SECRET));
  bytes = g_byte_array_free_to_bytes (made);
  cleaned = clean (bytes);
  g_assert_false (has_bytes (cleaned, SECRET));
  g_assert_true (g_bytes_equal (cleaned, expected));
}

/* The day is gone from the bytes, not only from where it is looked for; what may hide anything is
 * written over, and what is not known is no reason to guess. */
static void
test_heif_parts (void)
{
  static const struct
  {
    const char *name;
    gboolean is_known;
  } boxes[] = { { "free", TRUE }, { "skip", TRUE }, { "uuid", FALSE }, { "moov", FALSE } };
  g_autoptr (GBytes) plain = load ("quarters-6.heic");
  g_autoptr (GBytes) expected = clean (plain);
  gsize size;
  const char *data = g_bytes_get_data (plain, &size);

  g_assert_true (has_bytes (plain, "2011:03:04"));
  g_assert_false (has_bytes (expected, "2011:03:04"));
  g_assert_cmpuint (g_bytes_get_size (expected), ==, size);
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      GByteArray *made = g_byte_array_new ();
      guint32 length = GUINT32_TO_BE ((guint32) (8 + strlen (SECRET)));
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) cleaned = NULL;

      append (made, data, size);
      g_byte_array_append (made, (const guint8 *) &length, 4);
      append (made, boxes[i].name, 4);
      append (made, SECRET, strlen (SECRET));
      bytes = g_byte_array_free_to_bytes (made);
      if (boxes[i].is_known)
        {
          cleaned = clean (bytes);
          g_assert_false (has_bytes (cleaned, SECRET));
        }
      else
        assert_refused (bytes);
    }
}

static void
test_other_kinds (void)
{
  static const char *const names[] = { "quarters-6.tiff", "quarters.gif", "quarters.bmp", NULL };
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) words = g_bytes_new_static ("no picture", 10);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GBytes) bytes = load (names[i]);

      assert_refused (bytes);
    }
  assert_refused (nothing);
  assert_refused (words);
}

/* Every file cut at every place, and with every byte changed: some copies are refused, and what is
 * cleaned is cleaned for good. */
static void
test_hostile (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = load (files[i].name);
      gsize size;
      const guint8 *data = g_bytes_get_data (bytes, &size);

      for (gsize at = 0; at < 2 * size; at++)
        {
          g_autofree guint8 *copy = g_memdup2 (data, size);
          g_autoptr (GBytes) changed = NULL;
          g_autoptr (GBytes) cleaned = NULL;
          g_autoptr (GBytes) twice = NULL;

          copy[at % size] = at % 3 == 0 ? 0xff : (guint8) (copy[at % size] + 1);
          changed = g_bytes_new (copy, at < size ? size : at - size);
          cleaned = rem_picture_cleaner_clean (changed, NULL);
          if (cleaned == NULL)
            continue;
          g_assert_cmpuint (g_bytes_get_size (cleaned), <=, g_bytes_get_size (changed) + 64);
          twice = clean (cleaned);
          g_assert_true (g_bytes_equal (cleaned, twice));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/exchange/picture-cleaner/same-picture", test_same_picture);
  g_test_add_func ("/exchange/picture-cleaner/jpeg-parts", test_jpeg_parts);
  g_test_add_func ("/exchange/picture-cleaner/jpeg-colours", test_jpeg_colours);
  g_test_add_func ("/exchange/picture-cleaner/png-parts", test_png_parts);
  g_test_add_func ("/exchange/picture-cleaner/webp-parts", test_webp_parts);
  g_test_add_func ("/exchange/picture-cleaner/heif-parts", test_heif_parts);
  g_test_add_func ("/exchange/picture-cleaner/other-kinds", test_other_kinds);
  g_test_add_func ("/exchange/picture-cleaner/hostile", test_hostile);

  return g_test_run ();
}
