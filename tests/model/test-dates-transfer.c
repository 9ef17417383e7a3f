/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"
#include "rem-box-error.h"
#include "rem-dates-text.h"
#include "rem-dates-transfer.h"
#include "rem-exchange-error.h"
#include "rem-occasions.h"
#include "rem-upcoming-list.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define N_MANY 800

static RemDatesFile *
read_file (ModelFixture *fixture, GFile *source, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_dates_transfer_read_async (fixture->context, source, NULL, model_fixture_store_cb, &result);

  return rem_dates_transfer_read_finish (fixture->context, model_fixture_wait (&result), error);
}

static GFile *
find_example (const char *name)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "dates-file", name, NULL);

  return g_file_new_for_path (path);
}

static RemDatesFile *
read_example (ModelFixture *fixture, const char *name)
{
  g_autoptr (GFile) source = find_example (name);
  g_autoptr (GError) error = NULL;
  RemDatesFile *file = read_file (fixture, source, &error);

  g_assert_no_error (error);

  return file;
}

static RemDatesKept
keep (ModelFixture *fixture, RemDatesFile *file, const gboolean *is_chosen)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RemDatesKept kept = { 0, 0 };

  rem_dates_transfer_keep_async (fixture->context, file, is_chosen, NULL, NULL,
                                 model_fixture_store_cb, &result);
  rem_dates_transfer_keep_finish (fixture->context, model_fixture_wait (&result), &kept, &error);
  g_assert_no_error (error);

  return kept;
}

static gboolean
write_file (ModelFixture *fixture,
            GFile *destination,
            gboolean with_real_words,
            gboolean may_replace,
            RemDatesGiven *given,
            GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_dates_transfer_write_async (fixture->context, destination, with_real_words, may_replace, NULL,
                                  NULL, model_fixture_store_cb, &result);

  return rem_dates_transfer_write_finish (fixture->context, model_fixture_wait (&result), given,
                                          error);
}

static GFile *
make_destination (ModelFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "dates.ics", NULL);

  return g_file_new_for_path (path);
}

static void
test_unreadable (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) nothing = make_destination (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "no.ics", NULL);
  g_autoptr (GFile) no_calendar = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_file (fixture, nothing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "Dear Vera\n", -1, NULL));
  g_assert_null (read_file (fixture, no_calendar, &error));
  g_assert_error (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNREADABLE);
}

/* Endless, and of no size that could be asked for. */
static void
test_endless (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) endless = g_file_new_for_path ("/dev/zero");
  g_autoptr (GError) error = NULL;

  g_assert_null (read_file (fixture, endless, &error));
  g_assert_error (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_TOO_LARGE);
}

static void
test_locked (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemDatesFile) file = read_example (fixture, "google.ics");
  g_autoptr (GFile) destination = make_destination (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RemDatesKept kept = { 0, 0 };
  RemDatesGiven given = { 0, 0 };

  model_fixture_lock (fixture);
  rem_dates_transfer_keep_async (fixture->context, file, NULL, NULL, NULL, model_fixture_store_cb,
                                 &result);
  g_assert_false (rem_dates_transfer_keep_finish (fixture->context, model_fixture_wait (&result),
                                                  &kept, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
  g_clear_error (&error);

  g_assert_false (write_file (fixture, destination, FALSE, FALSE, &given, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
  g_assert_false (g_file_query_exists (destination, NULL));
}

/* What is cancelled leaves nothing behind. */
static void
test_cancelled (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemDatesFile) file = read_example (fixture, "google.ics");
  g_autoptr (RemDatesFile) again = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RemDatesKept kept = { 0, 0 };

  g_cancellable_cancel (cancellable);
  rem_dates_transfer_keep_async (fixture->context, file, NULL, NULL, cancellable,
                                 model_fixture_store_cb, &result);
  g_assert_false (rem_dates_transfer_keep_finish (fixture->context, model_fixture_wait (&result),
                                                  &kept, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  kept = keep (fixture, file, NULL);
  g_assert_cmpuint (kept.n_kept, ==, rem_dates_file_get_n_dates (file));
  g_assert_cmpuint (kept.n_here, ==, 0);
}

typedef struct
{
  GCancellable *cancellable;
  guint n_told;
  guint n_all;
} Stopping;

static void
stop_cb (guint n_done, guint n_all, gpointer user_data)
{
  Stopping *stopping = user_data;

  stopping->n_told++;
  stopping->n_all = n_all;
  g_assert_cmpuint (n_done, <, n_all);
  g_cancellable_cancel (stopping->cancellable);
}

/* Dates enough that there is time to stop, since each is reckoned for thirty years. */
static RemDatesFile *
read_many (ModelFixture *fixture)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
  g_autofree char *path = g_build_filename (fixture->folder, "many.ics", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  RemDatesFile *file = NULL;

  for (int i = 0; i < N_MANY; i++)
    g_string_append_printf (text,
                            "BEGIN:VEVENT\r\nUID:many-%d\r\nDTSTART;VALUE=DATE:20240311\r\n"
                            "SUMMARY:A day\r\nRRULE:RSCALE=CHINESE;FREQ=MONTHLY;SKIP=BACKWARD\r\n"
                            "END:VEVENT\r\n",
                            i);
  g_string_append (text, "END:VCALENDAR\r\n");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  file = read_file (fixture, source, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rem_dates_file_get_n_dates (file), ==, N_MANY);

  return file;
}

/* Stopped as soon as the first is told of: the box is as it was, and there is no file. */
static void
test_stopped (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemDatesFile) file = read_many (fixture);
  g_autoptr (GFile) destination = make_destination (fixture);
  g_autoptr (GError) error = NULL;
  Stopping stopping = { 0 };
  RemDatesKept kept = { 0, 0 };
  RemDatesGiven given = { 0, 0 };

  for (int is_writing = 0; is_writing <= 1; is_writing++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (RemProgress) progress = rem_progress_new (stop_cb, &stopping);
      g_autoptr (GAsyncResult) result = NULL;

      stopping = (Stopping){ .cancellable = cancellable };
      if (is_writing)
        {
          kept = keep (fixture, file, NULL);
          g_assert_cmpuint (kept.n_kept, ==, N_MANY);
          rem_dates_transfer_write_async (fixture->context, destination, FALSE, FALSE, progress,
                                          cancellable, model_fixture_store_cb, &result);
          g_assert_false (rem_dates_transfer_write_finish (fixture->context,
                                                           model_fixture_wait (&result), &given,
                                                           &error));
          g_assert_false (g_file_query_exists (destination, NULL));
        }
      else
        {
          rem_dates_transfer_keep_async (fixture->context, file, NULL, progress, cancellable,
                                         model_fixture_store_cb, &result);
          g_assert_false (rem_dates_transfer_keep_finish (fixture->context,
                                                          model_fixture_wait (&result), &kept,
                                                          &error));
        }
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      g_assert_cmpuint (stopping.n_told, >=, 1);
      g_assert_cmpuint (stopping.n_all, ==, N_MANY);
    }
}

/* A pipe that nobody writes to, as a folder of another computer that never answers. */
static void
test_never_answers (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "pipe.ics", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int n_held = g_atomic_int_get (&G_OBJECT (fixture->context)->ref_count);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  rem_dates_transfer_read_async (fixture->context, source, cancellable, model_fixture_store_cb,
                                 &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (
      rem_dates_transfer_read_finish (fixture->context, model_fixture_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&result);
  /* So that the thread can end, and let go of the context: it may not have come to the pipe yet. */
  while (g_atomic_int_get (&G_OBJECT (fixture->context)->ref_count) > n_held)
    {
      int writer = g_open (path, O_RDWR | O_CLOEXEC, 0);

      g_assert_cmpint (writer, >=, 0);
      g_close (writer, NULL);
      g_usleep (1000);
    }
}

static void
test_keep (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemDatesFile) file = read_example (fixture, "google.ics");
  g_autoptr (RemDatesFile) again = read_example (fixture, "google.ics");
  g_autoptr (RemUpcomingList) upcoming = NULL;
  const gboolean is_chosen[] = { TRUE, FALSE };
  RemDatesKept kept = { 0, 0 };

  g_assert_cmpuint (rem_dates_file_get_n_dates (file), ==, G_N_ELEMENTS (is_chosen));
  kept = keep (fixture, file, is_chosen);
  g_assert_cmpuint (kept.n_kept, ==, 1);
  g_assert_cmpuint (kept.n_here, ==, 0);

  /* Another time: what is here stays as it is. */
  kept = keep (fixture, again, NULL);
  g_assert_cmpuint (kept.n_kept, ==, 1);
  g_assert_cmpuint (kept.n_here, ==, 1);
}

/* Out of one box and into it again, after all dates were removed: what was skipped, too. */
static void
test_there_and_back (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) destination = make_destination (fixture);
  g_autoptr (RemOccasion) first =
      model_fixture_build_date (fixture, "Vera", "2024-02-29", REM_REPEAT_YEARLY, "7d@10:00");
  g_autoptr (RemOccasion) second =
      model_fixture_build_date (fixture, "", "2009-21", REM_REPEAT_NEVER, NULL);
  g_autoptr (RemOccasion) found = NULL;
  g_autoptr (RemOccasion) same = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemDatesFile) file = NULL;
  g_autofree char *text = NULL;
  RemDate skipped = { 2027, 2, 28 };
  const RemOccasion *dates[] = { first, second };
  RemDatesGiven given = { 0, 0 };
  RemDatesKept kept = { 0, 0 };
  struct stat status;

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    model_fixture_keep_date (fixture, (RemOccasion *) dates[i]);
  {
    g_autoptr (GAsyncResult) result = NULL;

    rem_occasions_set_skipped_async (fixture->context, rem_occasion_get_uuid (first), skipped, TRUE,
                                     NULL, model_fixture_store_cb, &result);
    g_assert_true (
        rem_occasions_set_skipped_finish (fixture->context, model_fixture_wait (&result), &error));
  }

  g_assert_true (write_file (fixture, destination, TRUE, FALSE, &given, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (given.n_given, ==, 2);
  g_assert_cmpuint (given.n_left_out, ==, 0);
  g_assert_cmpint (g_stat (g_file_peek_path (destination), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  /* A file that is there is not written over, unless that is wanted. */
  g_assert_false (write_file (fixture, destination, FALSE, FALSE, &given, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  file = read_file (fixture, destination, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rem_dates_file_count_remarks (file), ==, 0);
  g_assert_true (write_file (fixture, destination, FALSE, TRUE, &given, &error));
  g_assert_true (g_file_load_contents (destination, NULL, &text, NULL, NULL, NULL));
  g_assert_null (strstr (text, "Vera"));

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      rem_occasions_set_removed_async (fixture->context,
                                       rem_occasion_get_uuid ((RemOccasion *) dates[i]), TRUE, NULL,
                                       model_fixture_store_cb, &result);
      g_assert_true (rem_occasions_set_removed_finish (fixture->context,
                                                       model_fixture_wait (&result), &error));
    }

  kept = keep (fixture, file, NULL);
  g_assert_cmpuint (kept.n_kept, ==, 2);
  {
    g_autoptr (GAsyncResult) result = NULL;

    rem_occasions_get_async (fixture->context, rem_occasion_get_uuid (first), NULL,
                             model_fixture_store_cb, &result);
    found = rem_occasions_get_finish (fixture->context, model_fixture_wait (&result), &error);
    g_assert_no_error (error);
  }
  same = rem_occasion_with_modified_us (first, rem_occasion_get_modified_us (found));
  g_assert_cmpstr (rem_occasion_get_label (found), ==, "Vera");
  g_assert_true (rem_occasion_get_removed_us (found) == 0);
  g_assert_cmpint (rem_occasion_get_repeat (found), ==, REM_REPEAT_YEARLY);
}

static void
test_remarks (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemDatesFile) file = read_example (fixture, "broken.ics");

  g_assert_cmpuint (rem_dates_file_get_n_remarks (file), >, 10);
  for (guint i = 0; i < rem_dates_file_get_n_remarks (file); i++)
    {
      g_autofree char *sentence = rem_dates_text_tell_remark (file, i);

      g_assert_true (g_str_has_suffix (sentence, "."));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/model/dates-transfer/unreadable", test_unreadable);
  MODEL_FIXTURE_ADD ("/model/dates-transfer/endless", test_endless);
  MODEL_FIXTURE_ADD ("/model/dates-transfer/locked", test_locked);
  MODEL_FIXTURE_ADD ("/model/dates-transfer/cancelled", test_cancelled);
  MODEL_FIXTURE_ADD ("/model/dates-transfer/stopped", test_stopped);
  MODEL_FIXTURE_ADD ("/model/dates-transfer/never-answers", test_never_answers);
  MODEL_FIXTURE_ADD ("/model/dates-transfer/keep", test_keep);
  MODEL_FIXTURE_ADD ("/model/dates-transfer/there-and-back", test_there_and_back);
  MODEL_FIXTURE_ADD ("/model/dates-transfer/remarks", test_remarks);

  return g_test_run ();
}
