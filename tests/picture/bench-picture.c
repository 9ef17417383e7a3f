/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-media-type.h"
#include "rem-picture-reader.h"
#include "rem-system-clock.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <sys/resource.h>

/*
 * What confinement costs: thumbnails through the reader, two at once, against the same scaled
 * decoding in two threads of this process. The two take turns, and the medians are compared, so
 * that a busy machine slows both.
 *
 *   bench-picture [FILE...]     without files: a 12 megapixel JPEG with noise, made here
 */

#define SIDE     512
#define N_ROUNDS 5
#define N_EACH   12

static RemPictureReader *reader;

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static double
sum_cpu_ms (void)
{
  static const int whose[] = { RUSAGE_SELF, RUSAGE_CHILDREN };
  double sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (whose); i++)
    {
      struct rusage usage;

      getrusage (whose[i], &usage);
      sum += (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
             (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
    }
  return sum;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_left = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemPicture) picture =
      rem_picture_reader_read_finish (REM_PICTURE_READER (source), result, &error);

  if (picture == NULL)
    g_error ("%s", error->message);
  *n_left -= 1;
}

static double
time_reader (GBytes *bytes, guint n_pictures, int max_side, gboolean thumbnail)
{
  double start = now_ms ();
  guint n_left = n_pictures;

  for (guint i = 0; i < n_pictures; i++)
    rem_picture_reader_read_async (reader, bytes, max_side, thumbnail, NULL, read_cb, &n_left);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
  return now_ms () - start;
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  double scale = (double) SIDE / MAX (width, height);

  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, (int) (width * scale), (int) (height * scale));
}

static void
decode_here (gpointer data, gpointer user_data)
{
  GBytes *bytes = data;
  gboolean thumbnail = GPOINTER_TO_INT (user_data);
  gsize size;
  gconstpointer start = g_bytes_get_data (bytes, &size);
  const char *media_type = rem_media_type_recognise (start, size);
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type (media_type, NULL);
  g_autofree char *jpeg = NULL;
  gsize jpeg_size;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), NULL);
  if (!gdk_pixbuf_loader_write (loader, start, size, NULL) ||
      !gdk_pixbuf_loader_close (loader, NULL) || gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    g_error ("not decoded");
  if (thumbnail)
    gdk_pixbuf_save_to_buffer (gdk_pixbuf_loader_get_pixbuf (loader), &jpeg, &jpeg_size, "jpeg",
                               NULL, "quality", "85", NULL);
}

static double
time_here (GBytes *bytes, guint n_pictures, gboolean thumbnail)
{
  double start = now_ms ();
  GThreadPool *pool = g_thread_pool_new (decode_here, GINT_TO_POINTER (thumbnail), 2, TRUE, NULL);

  for (guint i = 0; i < n_pictures; i++)
    g_thread_pool_push (pool, bytes, NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  return now_ms () - start;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
find_median (double *times)
{
  qsort (times, N_ROUNDS, sizeof *times, compare_times);
  return times[N_ROUNDS / 2];
}

static void
compare (const char *name, GBytes *bytes)
{
  double one[N_ROUNDS], full[N_ROUNDS];
  double confined[N_ROUNDS], confined_cpu[N_ROUNDS], here[N_ROUNDS], here_cpu[N_ROUNDS];
  double alone_cpu[N_ROUNDS];
  double cpu;

  for (int round = 0; round < N_ROUNDS; round++)
    {
      one[round] = time_reader (bytes, 1, SIDE, TRUE);
      full[round] = time_reader (bytes, 1, 8192, FALSE);
      cpu = sum_cpu_ms ();
      confined[round] = time_reader (bytes, N_EACH, SIDE, TRUE);
      confined_cpu[round] = sum_cpu_ms () - cpu;
      cpu = sum_cpu_ms ();
      here[round] = time_here (bytes, N_EACH, TRUE);
      here_cpu[round] = sum_cpu_ms () - cpu;
      cpu = sum_cpu_ms ();
      time_here (bytes, N_EACH, FALSE);
      alone_cpu[round] = sum_cpu_ms () - cpu;
    }
  g_print ("%s: thumbnail %.1f ms, whole %.1f ms\n"
           "  two at once %.1f a second, in this process %.1f: ratio %.2f\n"
           "  processor %.1f ms each, in this process %.1f (without the JPEG %.1f): ratio %.2f\n",
           name, find_median (one), find_median (full), 1000 * N_EACH / find_median (confined),
           1000 * N_EACH / find_median (here), find_median (here) / find_median (confined),
           find_median (confined_cpu) / N_EACH, find_median (here_cpu) / N_EACH,
           find_median (alone_cpu) / N_EACH, find_median (here_cpu) / find_median (confined_cpu));
}

/* The fixed cost of a process: a picture with next to nothing in it. */
static void
measure_start (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 8, 8);
  g_autoptr (GBytes) bytes = NULL;
  double alone[N_ROUNDS], two_at_once[N_ROUNDS];
  char *data = NULL;
  gsize size = 0;

  gdk_pixbuf_fill (pixbuf, 0xc0a080ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", NULL, NULL);
  bytes = g_bytes_new_take (data, size);
  for (int round = 0; round < N_ROUNDS; round++)
    {
      alone[round] = time_reader (bytes, 1, SIDE, FALSE);
      two_at_once[round] = time_reader (bytes, 20, SIDE, FALSE) / 20;
    }
  g_print ("a picture of 8 by 8: %.1f ms; two at once: %.1f ms each\n", find_median (alone),
           find_median (two_at_once));
}

static GBytes *
draw_photo (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 4000, 3000);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  char *data = NULL;
  gsize size = 0;

  for (int y = 0; y < 3000; y++)
    for (int x = 0; x < 4000; x++)
      {
        guint8 *pixel = pixels + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf) + x * 3;
        guint32 noise = g_rand_int (random);

        pixel[0] = (guint8) (x / 20 + (int) (noise & 15));
        pixel[1] = (guint8) (y / 15 + (int) (noise >> 8 & 15));
        pixel[2] = (guint8) ((x + y) / 35 + (int) (noise >> 16 & 15));
      }
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", NULL, "quality", "90", NULL);
  return g_bytes_new_take (data, size);
}

int
main (int argc, char **argv)
{
  g_autoptr (RemClock) clock = rem_system_clock_new ();

  reader = rem_picture_reader_new (REM_TEST_PICTURE_PROGRAM, clock);
  for (int i = 1; i < argc; i++)
    {
      char *data;
      gsize size;
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *name = g_path_get_basename (argv[i]);

      if (!g_file_get_contents (argv[i], &data, &size, NULL))
        g_error ("%s cannot be read", argv[i]);
      bytes = g_bytes_new_take (data, size);
      compare (name, bytes);
    }
  if (argc == 1)
    {
      g_autoptr (GBytes) photo = draw_photo ();

      compare ("12 megapixel JPEG", photo);
    }
  measure_start ();
  g_object_unref (reader);
  return 0;
}
