/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-wholeness.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *media_type;
} File;

static const File files[] = {
  { "quarters-1.jpeg", "image/jpeg" },  { "quarters-6.jpeg", "image/jpeg" },
  { "progressive.jpeg", "image/jpeg" }, { "quarters.png", "image/png" },
  { "quarters-6.png", "image/png" },    { "quarters.gif", "image/gif" },
  { "quarters-6.webp", "image/webp" },  { "quarters.bmp", "image/bmp" },
  { "quarters.heic", "image/heic" },    { "quarters.avif", "image/avif" },
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

/* Cut at every byte: never called whole, and never read past the cut. */
static void
test_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gsize size;
      g_autofree guint8 *whole = load (files[i].name, &size);

      g_test_message ("%s", files[i].name);
      for (gsize cut = 12; cut < size; cut++)
        {
          g_autofree guint8 *data = g_memdup2 (whole, cut);
          gboolean is_whole = rem_picture_wholeness_check (files[i].media_type, data, cut);

          /* Between two boxes a file of these could have ended: their decoder judges. */
          if (g_str_equal (files[i].media_type, "image/heic") ||
              g_str_equal (files[i].media_type, "image/avif"))
            continue;
          g_assert_false (is_whole);
        }
    }
}

static void
test_changed (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gsize size;
      g_autofree guint8 *whole = load (files[i].name, &size);

      for (int round = 0; round < 2000; round++)
        {
          gsize cut = (gsize) g_rand_int_range (random, 0, (gint32) size + 1);
          g_autofree guint8 *data = g_memdup2 (whole, cut);

          for (int change = 0; cut > 0 && change < 8; change++)
            data[g_rand_int_range (random, 0, (gint32) cut)] =
                (guint8) g_rand_int_range (random, 0, 256);
          rem_picture_wholeness_check (files[i].media_type, data, cut);
        }
    }
}

static void
test_whole (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gsize size;
      g_autofree guint8 *whole = load (files[i].name, &size);
      g_autofree guint8 *longer = g_malloc0 (size + 64);

      g_test_message ("%s", files[i].name);
      g_assert_true (rem_picture_wholeness_check (files[i].media_type, whole, size));
      memcpy (longer, whole, size);
      g_assert_true (rem_picture_wholeness_check (files[i].media_type, longer, size + 64));
    }
  g_assert_true (rem_picture_wholeness_check ("image/tiff", (const guint8 *) "II", 2));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture/wholeness/cut", test_cut);
  g_test_add_func ("/picture/wholeness/changed", test_changed);
  g_test_add_func ("/picture/wholeness/whole", test_whole);

  return g_test_run ();
}
