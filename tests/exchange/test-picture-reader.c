/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-exchange-error.h"
#include "rem-manual-clock.h"
#include "rem-picture-reader.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What the reader does with a program that does not behave. No picture is decoded here: the program
 * is an impostor, and the clock stands still unless it is moved. */

#define TIMEOUT_SECONDS 20

typedef struct
{
  RemManualClock *clock;
  char *folder;
  GBytes *bytes;
} Fixture;

typedef struct
{
  RemPicture *picture;
  GError *error;
  gboolean is_done;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->picture, rem_picture_unref);
  g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock = rem_manual_clock_new ("2024-03-01T10:00:00Z", "UTC");
  fixture->folder = g_dir_make_tmp ("remember-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->bytes = g_bytes_new_static ("GIF89a", 6);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_bytes_unref (fixture->bytes);
  g_assert_finalize_object (fixture->clock);
}

static RemPictureReader *
create_reader (Fixture *fixture, const char *manner)
{
  g_autofree char *path = g_build_filename (fixture->folder, manner, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_assert_cmpint (symlink (REM_TEST_PICTURE_IMPOSTOR, path), ==, 0);
  return rem_picture_reader_new (path, REM_CLOCK (fixture->clock));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->picture =
      rem_picture_reader_read_finish (REM_PICTURE_READER (source), result, &outcome->error);
  outcome->is_done = TRUE;
  g_assert_true ((outcome->picture != NULL) != (outcome->error != NULL));
}

static void
wait_for (Outcome *outcome)
{
  while (!outcome->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
read_bytes (
    RemPictureReader *reader, GBytes *bytes, int max_side, gboolean thumbnail, Outcome *outcome)
{
  rem_picture_reader_read_async (reader, bytes, max_side, thumbnail, NULL, read_cb, outcome);
  g_assert_false (outcome->is_done);
  wait_for (outcome);
}

static void
test_no_program (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nothing-here", NULL);
  g_autoptr (RemPictureReader) reader = rem_picture_reader_new (path, REM_CLOCK (fixture->clock));
  g_auto (Outcome) outcome = { 0 };

  read_bytes (reader, fixture->bytes, 100, FALSE, &outcome);
  g_assert_error (outcome.error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNAVAILABLE);
  g_assert_finalize_object (g_steal_pointer (&reader));
}

static void
test_no_picture (Fixture *fixture, gconstpointer data)
{
  /* The program is never asked: it would have answered. */
  g_autoptr (RemPictureReader) reader = create_reader (fixture, "honest");
  static const char *const texts[] = {
    "",           "x", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7", "RIFF....WAVEfmt ",
    "P6 2 2 255 "
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_auto (Outcome) outcome = { 0 };

      read_bytes (reader, bytes, 100, FALSE, &outcome);
      g_assert_error (outcome.error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNREADABLE);
    }
}

static void
test_too_many_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RemPictureReader) reader = create_reader (fixture, "honest");
  /* Looked at by its size alone. */
  g_autoptr (GBytes) bytes = g_bytes_new_static ("GIF89a", (gsize) REM_PICTURE_MAX_BYTES + 1);
  g_auto (Outcome) outcome = { 0 };

  read_bytes (reader, bytes, 100, FALSE, &outcome);
  g_assert_error (outcome.error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_TOO_LARGE);
}

static void
test_impostors (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *manner;
    gboolean thumbnail;
    RemExchangeError code;
  } cases[] = {
    { "exit-0", FALSE, REM_EXCHANGE_ERROR_UNREADABLE },
    { "exit-1", FALSE, REM_EXCHANGE_ERROR_UNREADABLE },
    { "exit-2", FALSE, REM_EXCHANGE_ERROR_UNAVAILABLE },
    { "exit-3", FALSE, REM_EXCHANGE_ERROR_TOO_LARGE },
    { "exit-4", FALSE, REM_EXCHANGE_ERROR_UNAVAILABLE },
    { "exit-5", FALSE, REM_EXCHANGE_ERROR_UNAVAILABLE },
    { "exit-99", FALSE, REM_EXCHANGE_ERROR_UNREADABLE },
    { "garbage", FALSE, REM_EXCHANGE_ERROR_UNREADABLE },
    { "header-cut", FALSE, REM_EXCHANGE_ERROR_UNREADABLE },
    { "pixels-cut", FALSE, REM_EXCHANGE_ERROR_UNREADABLE },
    { "one-more", FALSE, REM_EXCHANGE_ERROR_UNREADABLE },
    { "too-wide", FALSE, REM_EXCHANGE_ERROR_UNREADABLE },
    { "flood", FALSE, REM_EXCHANGE_ERROR_UNREADABLE },
    { "fails-late", FALSE, REM_EXCHANGE_ERROR_UNREADABLE },
    { "aborts", FALSE, REM_EXCHANGE_ERROR_UNREADABLE },
    { "honest", TRUE, REM_EXCHANGE_ERROR_UNREADABLE },
    { "thumbnail", FALSE, REM_EXCHANGE_ERROR_UNREADABLE },
    { "thumbnail-no-jpeg", TRUE, REM_EXCHANGE_ERROR_UNREADABLE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemPictureReader) reader = create_reader (fixture, cases[i].manner);
      g_auto (Outcome) outcome = { 0 };

      g_test_message ("%s", cases[i].manner);
      read_bytes (reader, fixture->bytes, 100, cases[i].thumbnail, &outcome);
      g_assert_error (outcome.error, REM_EXCHANGE_ERROR, (int) cases[i].code);
      g_assert_finalize_object (g_steal_pointer (&reader));
    }
}

static void
test_honest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RemPictureReader) reader = create_reader (fixture, "honest");
  g_autoptr (RemPictureReader) with_thumbnail = create_reader (fixture, "thumbnail");
  g_auto (Outcome) outcome = { 0 };
  g_auto (Outcome) second = { 0 };

  read_bytes (reader, fixture->bytes, 100, FALSE, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (rem_picture_get_media_type (outcome.picture), ==, "image/gif");
  g_assert_cmpint (rem_picture_get_width (outcome.picture), ==, 2);
  g_assert_cmpint (rem_picture_get_height (outcome.picture), ==, 2);
  g_assert_cmpint (rem_picture_get_original_width (outcome.picture), ==, 2);
  g_assert_cmpint (rem_picture_get_original_height (outcome.picture), ==, 2);
  g_assert_cmpuint (rem_picture_get_stride (outcome.picture), ==, 8);
  g_assert_cmpuint (g_bytes_get_size (rem_picture_get_pixels (outcome.picture)), ==, 16);
  g_assert_null (rem_picture_get_taken_at (outcome.picture));
  g_assert_null (rem_picture_get_thumbnail (outcome.picture));
  g_assert_true (rem_picture_is_complete (outcome.picture));

  /* A side beyond every limit is brought into it. */
  read_bytes (with_thumbnail, fixture->bytes, G_MAXINT, TRUE, &second);
  g_assert_no_error (second.error);
  g_assert_cmpuint (g_bytes_get_size (rem_picture_get_thumbnail (second.picture)), ==, 8);
}

static void
test_time_limit (Fixture *fixture, gconstpointer data)
{
  static const char *const manners[] = { "hangs", "hangs-halfway", "hangs-closed" };

  for (gsize i = 0; i < G_N_ELEMENTS (manners); i++)
    {
      g_autoptr (RemPictureReader) reader = create_reader (fixture, manners[i]);
      g_auto (Outcome) outcome = { 0 };

      rem_picture_reader_read_async (reader, fixture->bytes, 100, FALSE, NULL, read_cb, &outcome);
      rem_manual_clock_advance (fixture->clock, TIMEOUT_SECONDS - 1);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_false (outcome.is_done);
      rem_manual_clock_advance (fixture->clock, 1);
      wait_for (&outcome);
      g_assert_error (outcome.error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_TIMED_OUT);
      g_assert_finalize_object (g_steal_pointer (&reader));
    }
}

static void
test_two_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RemPictureReader) reader = create_reader (fixture, "hangs");
  g_auto (Outcome) first = { 0 };
  g_auto (Outcome) second = { 0 };
  g_auto (Outcome) third = { 0 };

  rem_picture_reader_read_async (reader, fixture->bytes, 100, FALSE, NULL, read_cb, &first);
  rem_picture_reader_read_async (reader, fixture->bytes, 100, FALSE, NULL, read_cb, &second);
  rem_manual_clock_advance (fixture->clock, 5);
  rem_picture_reader_read_async (reader, fixture->bytes, 100, FALSE, NULL, read_cb, &third);
  rem_manual_clock_advance (fixture->clock, TIMEOUT_SECONDS - 5);
  wait_for (&first);
  wait_for (&second);
  g_assert_error (first.error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_TIMED_OUT);
  g_assert_error (second.error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_TIMED_OUT);

  /* The third had to wait for its place, and its time is counted from there. */
  rem_manual_clock_advance (fixture->clock, TIMEOUT_SECONDS - 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (third.is_done);
  rem_manual_clock_advance (fixture->clock, 1);
  wait_for (&third);
  g_assert_error (third.error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_TIMED_OUT);
  g_assert_finalize_object (g_steal_pointer (&reader));
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RemPictureReader) reader = create_reader (fixture, "hangs");
  GCancellable *cancellables[4] = { NULL };
  Outcome outcomes[4] = { 0 };

  cancellables[3] = g_cancellable_new ();
  g_cancellable_cancel (cancellables[3]);
  for (int i = 0; i < 4; i++)
    {
      if (cancellables[i] == NULL)
        cancellables[i] = g_cancellable_new ();
      rem_picture_reader_read_async (reader, fixture->bytes, 100, FALSE, cancellables[i], read_cb,
                                     &outcomes[i]);
    }
  wait_for (&outcomes[3]);

  /* One that waits goes at once, and gets no place when one becomes free. */
  g_cancellable_cancel (cancellables[2]);
  wait_for (&outcomes[2]);
  g_assert_false (outcomes[0].is_done);
  g_cancellable_cancel (cancellables[0]);
  wait_for (&outcomes[0]);
  g_assert_false (outcomes[1].is_done);
  g_cancellable_cancel (cancellables[1]);
  wait_for (&outcomes[1]);
  for (int i = 0; i < 4; i++)
    {
      g_assert_error (outcomes[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      outcome_clear (&outcomes[i]);
      g_clear_object (&cancellables[i]);
    }
  g_assert_finalize_object (g_steal_pointer (&reader));
}

static void
test_reader_let_go (Fixture *fixture, gconstpointer data)
{
  RemPictureReader *reader = create_reader (fixture, "honest");
  Outcome outcomes[5] = { 0 };

  for (int i = 0; i < 5; i++)
    rem_picture_reader_read_async (reader, fixture->bytes, 100, FALSE, NULL, read_cb, &outcomes[i]);
  /* What was asked is answered all the same. */
  g_object_unref (reader);
  for (int i = 0; i < 5; i++)
    {
      wait_for (&outcomes[i]);
      g_assert_no_error (outcomes[i].error);
      outcome_clear (&outcomes[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/exchange/picture-reader/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("no-program", test_no_program);
  ADD ("no-picture", test_no_picture);
  ADD ("too-many-bytes", test_too_many_bytes);
  ADD ("impostors", test_impostors);
  ADD ("time-limit", test_time_limit);
  ADD ("cancel", test_cancel);
  ADD ("two-at-once", test_two_at_once);
  ADD ("honest", test_honest);
  ADD ("reader-let-go", test_reader_let_go);
#undef ADD

  return g_test_run ();
}
