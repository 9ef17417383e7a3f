/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-exchange-error.h"
#include "rem-picture-reader.h"
#include "rem-system-clock.h"

#include <string.h>

/* Files, whole, cut, changed and hostile, through the reader and the real program. The drawn scene
 * of tests/data/pictures has four quarters, red, green, blue and yellow from the top left. */

typedef struct
{
  RemPicture *picture;
  GError *error;
  gboolean is_done;
} Outcome;

static RemPictureReader *reader;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->picture, rem_picture_unref);
  g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->picture =
      rem_picture_reader_read_finish (REM_PICTURE_READER (source), result, &outcome->error);
  outcome->is_done = TRUE;
}

static void
read_bytes (GBytes *bytes, int max_side, gboolean thumbnail, Outcome *outcome)
{
  rem_picture_reader_read_async (reader, bytes, max_side, thumbnail, NULL, read_cb, outcome);
  while (!outcome->is_done)
    g_main_context_iteration (NULL, TRUE);
}

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

/* A computer without the loader for HEIC can keep such pictures but not show them. */
static gboolean
is_without_loader (const char *name, const Outcome *outcome)
{
  if (!g_error_matches (outcome->error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNAVAILABLE))
    return FALSE;
  if (!g_str_has_suffix (name, ".heic") && !g_str_has_suffix (name, ".avif") &&
      !g_str_has_suffix (name, ".webp"))
    return FALSE;
  g_test_message ("no loader for %s is installed", name);
  return TRUE;
}

static void
assert_colour (RemPicture *picture, int x, int y, guint32 colour)
{
  const guint8 *pixels = g_bytes_get_data (rem_picture_get_pixels (picture), NULL);
  const guint8 *pixel = pixels + (gsize) y * rem_picture_get_stride (picture) + (gsize) x * 4;

  for (int i = 0; i < 3; i++)
    g_assert_cmpint (ABS ((int) pixel[i] - (int) ((colour >> (16 - 8 * i)) & 0xff)), <=, 24);
  g_assert_cmpint (pixel[3], ==, 255);
}

static void
assert_quarters (RemPicture *picture)
{
  const int width = rem_picture_get_width (picture);
  const int height = rem_picture_get_height (picture);

  assert_colour (picture, width / 4, height / 4, 0xd03030);
  assert_colour (picture, width * 3 / 4, height / 4, 0x30a040);
  assert_colour (picture, width / 4, height * 3 / 4, 0x3050c0);
  assert_colour (picture, width * 3 / 4, height * 3 / 4, 0xe0d050);
}

typedef struct
{
  const char *name;
  const char *media_type;
  gboolean has_date;
} File;

static const File files[] = {
  { "quarters-1.jpeg", "image/jpeg", TRUE },
  { "quarters-2.jpeg", "image/jpeg", TRUE },
  { "quarters-3.jpeg", "image/jpeg", TRUE },
  { "quarters-4.jpeg", "image/jpeg", TRUE },
  { "quarters-5.jpeg", "image/jpeg", TRUE },
  { "quarters-6.jpeg", "image/jpeg", TRUE },
  { "quarters-7.jpeg", "image/jpeg", TRUE },
  { "quarters-8.jpeg", "image/jpeg", TRUE },
  { "progressive.jpeg", "image/jpeg", FALSE },
  { "quarters-6.png", "image/png", TRUE },
  { "quarters-6.tiff", "image/tiff", TRUE },
  { "quarters-6.webp", "image/webp", TRUE },
  { "quarters.png", "image/png", FALSE },
  { "quarters.bmp", "image/bmp", FALSE },
  { "quarters.gif", "image/gif", FALSE },
  /* EXIF says 6 in both: the first is turned by its own "irot", the second must not be. */
  { "quarters-6.heic", "image/heic", TRUE },
  { "quarters.heic", "image/heic", TRUE },
  { "quarters.avif", "image/avif", TRUE },
};

static void
test_every_type (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = load (files[i].name);
      g_auto (Outcome) outcome = { 0 };

      g_test_message ("%s", files[i].name);
      read_bytes (bytes, 1000, FALSE, &outcome);
      if (is_without_loader (files[i].name, &outcome))
        {
          g_test_incomplete ("a loader is not installed");
          continue;
        }
      g_assert_no_error (outcome.error);
      g_assert_cmpstr (rem_picture_get_media_type (outcome.picture), ==, files[i].media_type);
      g_assert_cmpint (rem_picture_get_original_width (outcome.picture), ==, 96);
      g_assert_cmpint (rem_picture_get_original_height (outcome.picture), ==, 64);
      g_assert_cmpint (rem_picture_get_width (outcome.picture), ==, 96);
      g_assert_cmpint (rem_picture_get_height (outcome.picture), ==, 64);
      g_assert_true (rem_picture_is_complete (outcome.picture));
      g_assert_cmpstr (rem_picture_get_taken_at (outcome.picture), ==,
                       files[i].has_date ? "2011-03-04T05:06:07" : NULL);
      assert_quarters (outcome.picture);
    }
}

static void
test_smaller (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = load (files[i].name);
      g_auto (Outcome) outcome = { 0 };
      g_auto (Outcome) again = { 0 };

      g_test_message ("%s", files[i].name);
      read_bytes (bytes, 24, TRUE, &outcome);
      if (is_without_loader (files[i].name, &outcome))
        continue;
      g_assert_no_error (outcome.error);
      g_assert_cmpint (rem_picture_get_original_width (outcome.picture), ==, 96);
      g_assert_cmpint (rem_picture_get_width (outcome.picture), ==, 24);
      g_assert_cmpint (rem_picture_get_height (outcome.picture), ==, 16);
      assert_quarters (outcome.picture);

      /* The thumbnail is a picture of its own, not smaller than it has to be. */
      read_bytes (rem_picture_get_thumbnail (outcome.picture), 1000, FALSE, &again);
      g_assert_no_error (again.error);
      g_assert_cmpstr (rem_picture_get_media_type (again.picture), ==, "image/jpeg");
      g_assert_cmpint (rem_picture_get_width (again.picture), ==, 96);
      g_assert_true (rem_picture_is_complete (again.picture));
      g_assert_null (rem_picture_get_taken_at (again.picture));
      assert_quarters (again.picture);
    }
}

static void
test_one_pixel (void)
{
  g_autoptr (GBytes) bytes = load ("quarters.png");
  g_auto (Outcome) outcome = { 0 };
  g_auto (Outcome) none = { 0 };

  read_bytes (bytes, 1, FALSE, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (g_bytes_get_size (rem_picture_get_pixels (outcome.picture)), ==, 4);
  read_bytes (bytes, -5, FALSE, &none);
  g_assert_no_error (none.error);
  g_assert_cmpint (rem_picture_get_width (none.picture), ==, 1);
}

/* The veil goes from an opaque orange to nothing. */
static void
test_transparent (void)
{
  g_autoptr (GBytes) bytes = load ("veil.png");
  g_auto (Outcome) outcome = { 0 };
  g_auto (Outcome) again = { 0 };
  const guint8 *pixels;
  gsize size;

  read_bytes (bytes, 100, TRUE, &outcome);
  g_assert_no_error (outcome.error);
  pixels = g_bytes_get_data (rem_picture_get_pixels (outcome.picture), &size);
  for (gsize i = 0; i < size; i += 4)
    {
      g_assert_cmpint (pixels[i], ==, pixels[i + 3]);
      g_assert_cmpint (ABS ((int) pixels[i + 1] * 255 - (int) pixels[i + 3] * 0x80), <=, 255);
      g_assert_cmpint (pixels[i + 2], ==, 0);
    }
  g_assert_cmpint (pixels[3], ==, 255);
  g_assert_cmpint (pixels[size - 1], ==, 0);

  /* On paper in the thumbnail, not on black. */
  read_bytes (rem_picture_get_thumbnail (outcome.picture), 100, FALSE, &again);
  g_assert_no_error (again.error);
  assert_colour (again.picture, 16, 31, 0xffffff);
}

static void
test_cut (void)
{
  static const struct
  {
    const char *name;
    gsize percent;
    gboolean has_pixels;
  } cases[] = {
    { "quarters-1.jpeg", 95, TRUE },  { "progressive.jpeg", 97, TRUE },
    { "quarters.png", 80, TRUE },     { "quarters-6.webp", 95, FALSE },
    { "quarters.gif", 95, TRUE },     { "quarters.heic", 80, FALSE },
    { "quarters.avif", 90, FALSE },   { "quarters-6.png", 3, FALSE },
    { "quarters-1.jpeg", 10, FALSE }, { "quarters-6.tiff", 10, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) whole = load (cases[i].name);
      g_autoptr (GBytes) bytes =
          g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) * cases[i].percent / 100);
      g_auto (Outcome) outcome = { 0 };

      g_test_message ("%s, %d percent", cases[i].name, (int) cases[i].percent);
      read_bytes (bytes, 1000, TRUE, &outcome);
      if (is_without_loader (cases[i].name, &outcome))
        continue;
      if (outcome.picture == NULL)
        g_assert_error (outcome.error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNREADABLE);
      else
        g_assert_false (rem_picture_is_complete (outcome.picture));
      if (cases[i].has_pixels)
        g_assert_nonnull (outcome.picture);
    }
}

/* Bytes after the end of a picture are no harm: phones put films and depth maps there. */
static void
test_appended (void)
{
  static const char *const names[] = { "quarters-1.jpeg", "quarters.png", "quarters-6.webp" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) whole = load (names[i]);
      g_autoptr (GByteArray) longer = g_byte_array_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_auto (Outcome) outcome = { 0 };
      gsize size;
      const guint8 *data = g_bytes_get_data (whole, &size);

      g_byte_array_append (longer, data, (guint) size);
      g_byte_array_append (longer, (const guint8 *) "MotionPhoto_Data\0\xff\xd8\xff", 20);
      bytes = g_byte_array_free_to_bytes (g_steal_pointer (&longer));
      g_test_message ("%s", names[i]);
      read_bytes (bytes, 1000, FALSE, &outcome);
      if (is_without_loader (names[i], &outcome))
        continue;
      g_assert_no_error (outcome.error);
      g_assert_true (rem_picture_is_complete (outcome.picture));
      assert_quarters (outcome.picture);
    }
}

static void
put_chunk (GByteArray *png, const char *type, const guint8 *data, guint32 size)
{
  /* The check sums are left at zero: the header is judged before anything is decoded. */
  const guint32 length = GUINT32_TO_BE (size);
  const guint32 sum = 0;

  g_byte_array_append (png, (const guint8 *) &length, 4);
  g_byte_array_append (png, (const guint8 *) type, 4);
  g_byte_array_append (png, data, size);
  g_byte_array_append (png, (const guint8 *) &sum, 4);
}

static guint32
sum_chunk (const guint8 *data, gsize size)
{
  guint32 sum = ~0u;

  for (gsize i = 0; i < size; i++)
    {
      sum ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xedb88320u : 0);
    }
  return ~sum;
}

/* A black and white PNG of any size, all of one colour: a few bytes for as many pixels as one
 * likes. */
static GBytes *
draw_bomb (guint32 width, guint32 height)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  const gsize size = ((gsize) (width + 7) / 8 + 1) * height;
  g_autofree guint8 *rows = g_malloc0 (size);
  g_autofree guint8 *packed = g_malloc (size / 100 + 1024);
  g_autoptr (GByteArray) png = g_byte_array_new ();
  guint8 header[13] = { 0 };
  gsize n_read = 0, n_packed = 0;
  g_autoptr (GError) error = NULL;

  g_converter_convert (converter, rows, size, packed, size / 100 + 1024, G_CONVERTER_INPUT_AT_END,
                       &n_read, &n_packed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_read, ==, size);
  width = GUINT32_TO_BE (width);
  height = GUINT32_TO_BE (height);
  memcpy (header, &width, 4);
  memcpy (header + 4, &height, 4);
  header[8] = 1;
  g_byte_array_append (png, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  put_chunk (png, "IHDR", header, sizeof header);
  put_chunk (png, "IDAT", packed, (guint32) n_packed);
  put_chunk (png, "IEND", NULL, 0);
  for (gsize at = 8; at < png->len;)
    {
      guint32 length, sum;

      memcpy (&length, png->data + at, 4);
      length = GUINT32_FROM_BE (length);
      sum = GUINT32_TO_BE (sum_chunk (png->data + at + 4, length + 4));
      memcpy (png->data + at + 8 + length, &sum, 4);
      at += 12 + length;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}

static void
test_bombs (void)
{
  g_autoptr (GBytes) png = draw_bomb (30000, 30000);
  g_autoptr (GBytes) wide = draw_bomb (250001, 1000);
  g_autoptr (GBytes) gif =
      g_bytes_new_static ("GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\2D\1\0;", 27);
  GBytes *const bombs[] = { png, wide, gif };

  for (gsize i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_auto (Outcome) outcome = { 0 };

      g_test_message ("%d: %d bytes", (int) i, (int) g_bytes_get_size (bombs[i]));
      read_bytes (bombs[i], 100, TRUE, &outcome);
      g_assert_error (outcome.error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_TOO_LARGE);
    }
}

/* Just within the limit, and a thin one: both have to be read. */
static void
test_large (void)
{
  g_autoptr (GBytes) thin = draw_bomb (100000, 1);
  g_autoptr (GBytes) large = draw_bomb (8000, 8000);
  g_auto (Outcome) outcome = { 0 };
  g_auto (Outcome) second = { 0 };

  read_bytes (thin, 100, TRUE, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (rem_picture_get_original_width (outcome.picture), ==, 100000);
  g_assert_cmpint (rem_picture_get_width (outcome.picture), ==, 100);
  g_assert_cmpint (rem_picture_get_height (outcome.picture), ==, 1);
  read_bytes (large, 100, FALSE, &second);
  g_assert_no_error (second.error);
  g_assert_cmpint (rem_picture_get_original_height (second.picture), ==, 8000);
  g_assert_true (rem_picture_is_complete (second.picture));
}

static void
mutate_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_left = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemPicture) picture =
      rem_picture_reader_read_finish (REM_PICTURE_READER (source), result, &error);

  if (picture == NULL)
    {
      g_assert_cmpuint (error->domain, ==, REM_EXCHANGE_ERROR);
      g_assert_true (error->code == REM_EXCHANGE_ERROR_UNREADABLE ||
                     error->code == REM_EXCHANGE_ERROR_TOO_LARGE ||
                     error->code == REM_EXCHANGE_ERROR_UNAVAILABLE);
    }
  *n_left -= 1;
}

/* 378 files, the same at each run: whatever they do to a decoder, the answer is a picture or an
 * error within the time limit. */
static void
test_changed (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20110304);
  const int n_variants = 21;
  guint n_left = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) whole = load (files[i].name);

      for (int variant = 0; variant < n_variants; variant++)
        {
          gsize size;
          gconstpointer data = g_bytes_get_data (whole, &size);
          guint8 *changed = g_memdup2 (data, size);
          g_autoptr (GBytes) bytes = NULL;
          int n_changes = g_rand_int_range (random, 1, 12);

          /* The first bytes stay, or it would be no picture and never reach a decoder. */
          for (int change = 0; change < n_changes; change++)
            changed[g_rand_int_range (random, 12, (gint32) size)] =
                (guint8) g_rand_int_range (random, 0, 256);
          if (variant % 3 == 0)
            size = (gsize) g_rand_int_range (random, 12, (gint32) size);
          bytes = g_bytes_new_take (changed, size);
          n_left++;
          rem_picture_reader_read_async (reader, bytes, 64, TRUE, NULL, mutate_cb, &n_left);
        }
    }
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (RemClock) clock = NULL;
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  clock = rem_system_clock_new ();
  reader = rem_picture_reader_new (REM_TEST_PICTURE_PROGRAM, clock);

  g_test_add_func ("/exchange/picture-files/bombs", test_bombs);
  g_test_add_func ("/exchange/picture-files/cut", test_cut);
  g_test_add_func ("/exchange/picture-files/changed", test_changed);
  g_test_add_func ("/exchange/picture-files/every-type", test_every_type);
  g_test_add_func ("/exchange/picture-files/smaller", test_smaller);
  g_test_add_func ("/exchange/picture-files/one-pixel", test_one_pixel);
  g_test_add_func ("/exchange/picture-files/transparent", test_transparent);
  g_test_add_func ("/exchange/picture-files/appended", test_appended);
  g_test_add_func ("/exchange/picture-files/large", test_large);

  status = g_test_run ();
  g_assert_finalize_object (reader);
  return status;
}
