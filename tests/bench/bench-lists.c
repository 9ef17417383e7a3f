/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: how the list of a large box moves
 *
 * Usage: bench-lists [SIZE]    with a box of so many keepsakes (100000), a tenth of them photos
 *
 * The page of the box in a window of its own: how long until cards are there, how long the
 * processor works for each frame while the page is scrolled and while it jumps (on the frame
 * clock), how long from a key to the first results, and how the memory grows. */

#include "config.h"

#include "bench-letters.h"
#include "rem-attachment-store.h"
#include "rem-box-page.h"
#include "rem-context.h"
#include "rem-keepsake-list.h"
#include "rem-keepsake-store.h"
#include "rem-palette.h"
#include "rem-system-clock.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

extern void rem_ui_register_resource (void);

#define BATCH          1000
#define N_SCROLLED     400
#define N_JUMPS        60
#define FRAMES_A_JUMP  6
#define PIXELS_A_FRAME 40

/* A frame at 60 a second. */
#define GOOD_FRAME_MS   16.7
#define GOOD_RESULTS_MS 20.0

typedef struct
{
  guint first;
  guint n;
  GBytes *thumbnail;
} Batch;

typedef struct
{
  RemContext *context;
  GMainLoop *loop;
  GtkWindow *window;
  GtkAdjustment *adjustment;
  GArray *times; /* of double: the work for each frame, in ms of the processor */
  double begin;
  guint n_frames;
  gboolean jumps;
} Bench;

static gboolean all_good = TRUE;

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

/* What this thread has worked, whoever else uses the computer. */
static double
get_work_ms (void)
{
  struct timespec time = { 0 };

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

static double
read_resident_mib (void)
{
  g_autofree char *text = NULL;
  const char *line = NULL;

  g_file_get_contents ("/proc/self/status", &text, NULL, NULL);
  line = text != NULL ? strstr (text, "VmRSS:") : NULL;
  return line != NULL ? strtod (line + 6, NULL) / 1024 : 0;
}

/* @limit: what is still good; 0 for none. */
static void
tell (const char *what, double value, const char *unit, double limit)
{
  gboolean good = limit == 0 || value <= limit;

  printf ("%-44s %10.1f %-4s%s\n", what, value, unit, good ? "" : "   too much");
  fflush (stdout);
  all_good &= good;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
tell_times (const char *what, GArray *times, double limit)
{
  g_autofree char *median = g_strdup_printf ("%s, work a frame, median", what);
  g_autofree char *high = g_strdup_printf ("%s, work a frame, 95 of 100", what);
  g_autofree char *worst = g_strdup_printf ("%s, work a frame, worst", what);

  g_array_sort (times, compare_doubles);
  if (times->len == 0)
    return;
  tell (median, g_array_index (times, double, times->len / 2), "ms", limit);
  tell (high, g_array_index (times, double, times->len * 95 / 100), "ms", 0);
  tell (worst, g_array_index (times, double, times->len - 1), "ms", 0);
}

static gboolean
put_photo (RemDatabase *database, guint number, GBytes *thumbnail, GError **error)
{
  g_autofree char *uuid = g_strdup_printf ("10000000-0000-4000-8000-%012u", number);
  g_autofree char *file_uuid = g_strdup_printf ("20000000-0000-4000-8000-%012u", number);
  gint64 created_us = (G_GINT64_CONSTANT (946684830) + (gint64) number * 60) * G_USEC_PER_SEC;
  const guint8 sum[REM_ATTACHMENT_SUM_SIZE] = { 0 };
  g_autoptr (RemKeepsake) photo = rem_keepsake_new (REM_KEEPSAKE_KIND_PHOTO, uuid, created_us);
  g_autoptr (RemAttachment) plain =
      rem_attachment_new (file_uuid, uuid, "a.jpeg", "image/jpeg", 1000, sum,
                          "00000000000000000000000000000000");
  g_autoptr (RemAttachment) file = rem_attachment_with_picture (plain, 4000, 3000, "", thumbnail);

  return rem_keepsake_store_put (database, photo, error) &&
         rem_attachment_store_put (database, file, error);
}

static gpointer
put_func (RemDatabase *database,
          RemObjectStore *objects,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->n; i++)
    if ((batch->first + i) % 10 == 0
            ? !put_photo (database, batch->first + i, batch->thumbnail, error)
            : !bench_letters_put (database, batch->first + i, 1, error))
      return NULL;
  return GINT_TO_POINTER (TRUE);
}

static void
store_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
make_box (Bench *bench, const char *folder, guint size)
{
  g_autoptr (RemClock) clock = rem_system_clock_new ();
  g_autofree char *box = g_build_filename (folder, "bench.memorybox", NULL);
  g_autofree char *plan = g_build_filename (folder, "plan", NULL);
  g_autoptr (RemSecret) passphrase = rem_secret_new_passphrase ("three quiet words", -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;
  gsize n_bytes = 0;
  g_autoptr (GBytes) thumbnail = NULL;

  g_file_get_contents (REM_BENCH_THUMBNAIL, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  thumbnail = g_bytes_new_take (bytes, n_bytes);

  bench->context = rem_context_new (clock, box, plan, REM_BENCH_PICTURE_PROGRAM);
  rem_context_create_async (bench->context, passphrase, 64, NULL, store_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  rem_context_create_finish (bench->context, result, NULL, &error);
  g_assert_no_error (error);

  for (guint first = 0; first < size; first += BATCH)
    {
      Batch batch = { first, MIN (BATCH, size - first), thumbnail };

      rem_box_call (rem_context_get_box (bench->context), 0, put_func, &batch, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
before_paint_cb (Bench *bench)
{
  bench->begin = get_work_ms ();
}

static void
after_paint_cb (Bench *bench)
{
  double time = get_work_ms () - bench->begin;

  if (bench->times != NULL)
    g_array_append_val (bench->times, time);
}

static gboolean
move_cb (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer user_data)
{
  Bench *bench = user_data;
  double upper = gtk_adjustment_get_upper (bench->adjustment);

  if (bench->n_frames-- == 0)
    {
      g_main_loop_quit (bench->loop);
      return G_SOURCE_REMOVE;
    }
  if (!bench->jumps)
    gtk_adjustment_set_value (bench->adjustment,
                              gtk_adjustment_get_value (bench->adjustment) + PIXELS_A_FRAME);
  else if (bench->n_frames % FRAMES_A_JUMP == 0)
    gtk_adjustment_set_value (bench->adjustment, g_random_double_range (0, upper));
  return G_SOURCE_CONTINUE;
}

static void
measure_moves (Bench *bench, const char *what, gboolean jumps, guint n_frames)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  double begin = now_ms ();
  g_autofree char *rate = g_strdup_printf ("%s, frames a second", what);

  bench->times = times;
  bench->jumps = jumps;
  bench->n_frames = n_frames;
  gtk_widget_add_tick_callback (GTK_WIDGET (bench->window), move_cb, bench, NULL);
  g_main_loop_run (bench->loop);
  bench->times = NULL;
  tell (rate, n_frames / (now_ms () - begin) * 1000, "", 0);
  tell_times (what, times, GOOD_FRAME_MS);
}

static void
changed_cb (double *time)
{
  if (*time == 0)
    *time = now_ms ();
}

/* From the key to the first results, in the list that the page shows as well. */
static void
measure_search (Bench *bench)
{
  const guint ranks[] = { 0, 3, 40, 400, 4000, 15000 };
  g_autoptr (RemKeepsakeList) list = rem_keepsake_list_new (bench->context);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  double time = 0;

  while (rem_keepsake_list_is_busy (list))
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (changed_cb), &time);
  for (gsize i = 0; i < G_N_ELEMENTS (ranks); i++)
    {
      g_autofree char *word = g_strdup (bench_letters_get_word (ranks[i]));

      for (gsize n = 1; n <= strlen (word); n++)
        {
          g_autofree char *typed = g_strndup (word, n);
          double begin = now_ms ();
          double took;

          time = 0;
          rem_keepsake_list_set_words (list, typed);
          while (time == 0 && rem_keepsake_list_is_busy (list))
            g_main_context_iteration (NULL, TRUE);
          took = (time != 0 ? time : now_ms ()) - begin;
          g_array_append_val (times, took);
          while (rem_keepsake_list_is_busy (list))
            g_main_context_iteration (NULL, TRUE);
        }
    }
  g_array_sort (times, compare_doubles);
  tell ("key to first results, median", g_array_index (times, double, times->len / 2), "ms",
        GOOD_RESULTS_MS);
  tell ("key to first results, worst", g_array_index (times, double, times->len - 1), "ms", 0);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_remove (child);
    }
  g_rmdir (path);
}

static void
open_page (Bench *bench)
{
  g_autoptr (RemPalette) palette = rem_palette_new (gdk_display_get_default ());
  GtkWidget *page = NULL;
  GtkWidget *grid = NULL;
  GdkFrameClock *frame_clock = NULL;
  double begin = now_ms ();

  page = rem_box_page_new (bench->context);
  bench->window = GTK_WINDOW (g_object_new (ADW_TYPE_WINDOW, "content", page, "default-width", 1200,
                                            "default-height", 800, NULL));
  gtk_window_present (bench->window);
  grid = find_widget (page, GTK_TYPE_GRID_VIEW);
  bench->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (grid));
  while (gtk_adjustment_get_upper (bench->adjustment) <=
         gtk_adjustment_get_page_size (bench->adjustment) + 1)
    g_main_context_iteration (NULL, TRUE);
  tell ("from nothing to cards", now_ms () - begin, "ms", 0);

  frame_clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));
  g_signal_connect_swapped (frame_clock, "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect_swapped (frame_clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
}

int
main (int argc, char **argv)
{
  guint size = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 100000;
  Bench bench = { NULL };
  g_autofree char *folder = g_dir_make_tmp ("remember-lists-XXXXXX", NULL);
  double resident;

  rem_ui_register_resource ();
  adw_init ();
  bench.loop = g_main_loop_new (NULL, FALSE);
  make_box (&bench, folder, size);
  printf ("%u keepsakes, %u of them photos\n", size, (size + 9) / 10);

  open_page (&bench);
  measure_moves (&bench, "scrolled", FALSE, N_SCROLLED);
  resident = read_resident_mib ();
  tell ("memory after scrolling", resident, "MiB", 0);
  measure_moves (&bench, "jumped", TRUE, N_JUMPS * FRAMES_A_JUMP);
  measure_moves (&bench, "jumped again", TRUE, N_JUMPS * FRAMES_A_JUMP);
  tell ("memory grown by jumping", read_resident_mib () - resident, "MiB", 48);
  measure_search (&bench);

  remove_folder (folder);
  return all_good ? 0 : 1;
}
