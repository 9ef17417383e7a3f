/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-exif.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *media_type;
  int orientation;
} File;

static const File files[] = {
  { "quarters-1.jpeg", "image/jpeg", 1 }, { "quarters-2.jpeg", "image/jpeg", 2 },
  { "quarters-3.jpeg", "image/jpeg", 3 }, { "quarters-4.jpeg", "image/jpeg", 4 },
  { "quarters-5.jpeg", "image/jpeg", 5 }, { "quarters-6.jpeg", "image/jpeg", 6 },
  { "quarters-7.jpeg", "image/jpeg", 7 }, { "quarters-8.jpeg", "image/jpeg", 8 },
  { "quarters-6.png", "image/png", 6 },   { "quarters-6.webp", "image/webp", 6 },
  { "quarters-6.tiff", "image/tiff", 6 }, { "quarters-6.heic", "image/heic", 6 },
  { "quarters.heic", "image/heic", 6 },   { "quarters.avif", "image/avif", 6 },
};

static guint8 *
load (const char *name, gsize *size_out)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "pictures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;

  g_file_get_contents (path, &data, size_out, &error);
  g_assert_no_error (error);
  return (guint8 *) data;
}

static void
assert_plausible (RemPictureExif exif)
{
  g_assert_cmpint (exif.orientation, >=, 1);
  g_assert_cmpint (exif.orientation, <=, 8);
  if (exif.taken_at[0] != '\0')
    g_assert_true (rem_picture_taken_at_is_valid (exif.taken_at));
}

/* An EXIF block of our own: one directory with orientation and the way to the second, which has the
 * date. */
static gsize
write_block (guint8 *data, gboolean is_big, const char *date, guint orientation)
{
  static const guint8 big[] = { 'M', 'M', 0, 42, 0, 0,  0, 8, 0,    2,    0x01, 0x12, 0,    3,
                                0,   0,   0, 1,  0, 0,  0, 0, 0x87, 0x69, 0,    4,    0,    0,
                                0,   1,   0, 0,  0, 38, 0, 0, 0,    0,    0,    1,    0x90, 0x03,
                                0,   2,   0, 0,  0, 20, 0, 0, 0,    56,   0,    0,    0,    0 };
  static const guint8 little[] = { 'I', 'I', 42, 0, 8, 0, 0,  0, 2,    0,    0x12, 0x01, 3,    0,
                                   1,   0,   0,  0, 0, 0, 0,  0, 0x69, 0x87, 4,    0,    1,    0,
                                   0,   0,   38, 0, 0, 0, 0,  0, 0,    0,    1,    0,    0x03, 0x90,
                                   2,   0,   20, 0, 0, 0, 56, 0, 0,    0,    0,    0,    0,    0 };

  memcpy (data, is_big ? big : little, sizeof big);
  data[is_big ? 19 : 18] = (guint8) orientation;
  memcpy (data + sizeof big, date, 20);
  return sizeof big + 20;
}

static void
test_bad_dates (void)
{
  static const struct
  {
    const char *date;
    const char *taken_at;
  } cases[] = {
    { "0000:00:00 00:00:00", "" },
    { "    :  :     :  :  ", "" },
    { "2011-03-04 05:06:07", "" },
    { "2011:03:04T05:06:07", "" },
    { "2011:02:30 05:06:07", "" },
    { "2011:03:04 25:06:07", "" },
    { "2011:03:04\0        ", "" },
    { "\xff\xff\xff\xff:03:04 05:06:07", "" },
    { "2011:03:04 05:06:07", "2011-03-04T05:06:07" },
    { "1999:12:31 23:59:59", "1999-12-31T23:59:59" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int is_big = 0; is_big < 2; is_big++)
      {
        guint8 data[128];
        gsize size = write_block (data, is_big, cases[i].date, 3);
        RemPictureExif exif = rem_picture_exif_read ("image/tiff", data, size);

        g_assert_cmpstr (exif.taken_at, ==, cases[i].taken_at);
        g_assert_cmpint (exif.orientation, ==, 3);
      }
}

static void
test_bad_orientations (void)
{
  static const guint orientations[] = { 0, 9, 255 };

  for (gsize i = 0; i < G_N_ELEMENTS (orientations); i++)
    {
      guint8 data[128];
      gsize size = write_block (data, TRUE, "2011:03:04 05:06:07", orientations[i]);

      g_assert_cmpint (rem_picture_exif_read ("image/tiff", data, size).orientation, ==, 1);
    }
}

/* Directories that name themselves, and offsets beyond everything. */
static void
test_bad_offsets (void)
{
  static const struct
  {
    gsize at;
    guint32 value;
  } cases[] = {
    { 4, 0 },  { 4, 4 },  { 4, 77 },  { 4, 0xffffffffu },  { 4, 0x7fffffffu },
    { 30, 8 }, { 30, 0 }, { 30, 77 }, { 30, 0xffffffffu }, { 30, 0xfffffff0u },
    { 48, 0 }, { 48, 8 }, { 48, 77 }, { 48, 0xffffffffu }, { 48, 60 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree guint8 *data = g_malloc (78);
      gsize size = write_block (data, TRUE, "2011:03:04 05:06:07", 3);
      guint32 value = GUINT32_TO_BE (cases[i].value);

      memcpy (data + cases[i].at, &value, 4);
      assert_plausible (rem_picture_exif_read ("image/tiff", data, MIN (size, 78)));
    }
}

static void
test_cut_and_changed (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gsize size;
      g_autofree guint8 *whole = load (files[i].name, &size);

      g_test_message ("%s", files[i].name);
      for (gsize cut = 0; cut <= size; cut++)
        {
          g_autofree guint8 *data = g_memdup2 (whole, cut);

          assert_plausible (rem_picture_exif_read (files[i].media_type, data, cut));
          for (int round = 0; cut > 0 && round < 8; round++)
            {
              data[g_rand_int_range (random, 0, (gint32) cut)] =
                  (guint8) g_rand_int_range (random, 0, 256);
              assert_plausible (rem_picture_exif_read (files[i].media_type, data, cut));
            }
        }
    }
}

static void
test_files (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gsize size;
      g_autofree guint8 *data = load (files[i].name, &size);
      RemPictureExif exif = rem_picture_exif_read (files[i].media_type, data, size);

      g_test_message ("%s", files[i].name);
      g_assert_cmpstr (exif.taken_at, ==, "2011-03-04T05:06:07");
      g_assert_cmpint (exif.orientation, ==, files[i].orientation);
      /* Looked for in another container it is not there, and nothing else happens. */
      for (gsize j = 0; j < G_N_ELEMENTS (files); j++)
        assert_plausible (rem_picture_exif_read (files[j].media_type, data, size));
    }
  g_assert_cmpint (rem_picture_exif_read ("image/gif", (const guint8 *) "GIF89a", 6).orientation,
                   ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture/exif/bad-dates", test_bad_dates);
  g_test_add_func ("/picture/exif/bad-orientations", test_bad_orientations);
  g_test_add_func ("/picture/exif/bad-offsets", test_bad_offsets);
  g_test_add_func ("/picture/exif/cut-and-changed", test_cut_and_changed);
  g_test_add_func ("/picture/exif/files", test_files);

  return g_test_run ();
}
