/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "box-fixture.h"
#include "rem-box-check.h"
#include "rem-box-error.h"
#include "rem-keepsake-store.h"
#include "rem-setting-store.h"

static gpointer
put_keepsake (RemDatabase *database,
              RemObjectStore *objects,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  return rem_keepsake_store_put (database, data, error) ? data : NULL;
}

static gpointer
get_keepsake (RemDatabase *database,
              RemObjectStore *objects,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  return rem_keepsake_store_get (database, data, error);
}

static RemKeepsake *
new_letter (const char *uuid, const char *text)
{
  g_autoptr (RemKeepsake) empty = rem_keepsake_new (REM_KEEPSAKE_KIND_LETTER, uuid, 1);

  return rem_keepsake_with_text (empty, text);
}

static void
keep (BoxFixture *fixture, RemKeepsake *keepsake)
{
  g_autoptr (GError) error = NULL;

  rem_box_call (fixture->box, REM_BOX_CHANGE_KEEPSAKES, put_keepsake, keepsake, NULL, NULL, &error);
  g_assert_no_error (error);
}

static RemBox *
try_open (BoxFixture *fixture, const char *passphrase, GError **error)
{
  g_autoptr (RemSecret) secret = rem_secret_new_passphrase (passphrase, -1);

  return rem_box_open (fixture->path, REM_SLOT_PASSPHRASE, secret, fixture->clock, NULL, error);
}

static void
test_refusals (BoxFixture *fixture, gconstpointer data)
{
  g_autofree char *database = g_build_filename (fixture->path, "box.db", NULL);
  g_autofree char *keys = g_build_filename (fixture->path, "keys", NULL);
  g_autofree char *place = g_strdup (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  /* In use, by another handle of the same program too. */
  g_assert_null (try_open (fixture, "the sea in winter", &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE);
  g_clear_error (&error);
  box_fixture_forget (fixture);

  g_assert_null (try_open (fixture, "the sea in summer", &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE);
  g_clear_error (&error);

  /* A page is missing at the end; then half of one; then everything but the key region. */
  g_assert_true (g_file_get_contents (database, &bytes, &size, NULL));
  g_assert_cmpint (truncate (database, (off_t) size - 4096), ==, 0);
  g_assert_null (try_open (fixture, "the sea in winter", &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_TRUNCATED);
  g_clear_error (&error);
  g_assert_cmpint (truncate (database, (off_t) size - 6000), ==, 0);
  g_assert_null (try_open (fixture, "the sea in winter", &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_TRUNCATED);
  g_clear_error (&error);
  g_assert_cmpint (truncate (database, 9000), ==, 0);
  g_assert_null (try_open (fixture, "the sea in winter", &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_TRUNCATED);
  g_clear_error (&error);

  /* Something else entirely. */
  g_assert_true (g_file_set_contents (database, "SQLite format 3", -1, NULL));
  g_assert_cmpint (g_remove (keys), ==, 0);
  g_assert_null (try_open (fixture, "the sea in winter", &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_A_BOX);
  g_clear_error (&error);

  g_free (fixture->path);
  fixture->path = g_strdup (database);
  g_assert_null (try_open (fixture, "the sea in winter", &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_A_BOX);
  g_clear_error (&error);

  g_free (fixture->path);
  fixture->path = g_build_filename (fixture->folder, "nothing", NULL);
  g_assert_null (try_open (fixture, "the sea in winter", &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_free (fixture->path);
  fixture->path = g_steal_pointer (&place);
}

static void
test_never_over_anything (BoxFixture *fixture, gconstpointer data)
{
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  guint n_entries = 0;

  g_assert_null (
      rem_box_create (fixture->path, fixture->passphrase, 64, fixture->clock, &code, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS);

  folder = g_dir_open (fixture->folder, 0, NULL);
  while (g_dir_read_name (folder) != NULL)
    n_entries++;
  g_assert_cmpuint (n_entries, ==, 1);
}

static void
test_kept_and_found_again (BoxFixture *fixture, gconstpointer data)
{
  g_autoptr (RemKeepsake) letter = new_letter ("a", "Había un perro pequeño. 🕯 שלום");
  g_autoptr (RemKeepsake) found = NULL;
  g_autoptr (GError) error = NULL;

  keep (fixture, letter);
  box_fixture_reopen (fixture);
  found = rem_box_call (fixture->box, 0, get_keepsake, (gpointer) "a",
                        (GDestroyNotify) rem_keepsake_unref, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rem_keepsake_equal (found, letter));
}

static void
test_recovery_code (BoxFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  box_fixture_forget (fixture);
  fixture->box = rem_box_open (fixture->path, REM_SLOT_RECOVERY_CODE, fixture->code, fixture->clock,
                               NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->box);
}

static void
test_closed (BoxFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rem_box_close (fixture->box, &error));
  g_assert_true (rem_box_close (fixture->box, &error));
  g_assert_null (rem_box_call (fixture->box, 0, get_keepsake, (gpointer) "a", NULL, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
}

static gpointer
put_then_fail (RemDatabase *database,
               RemObjectStore *objects,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (RemKeepsake) letter = new_letter ("half", "half");

  g_assert_true (rem_keepsake_store_put (database, letter, NULL));
  g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "on purpose");
  return NULL;
}

static void
test_all_or_nothing (BoxFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_box_call (fixture->box, REM_BOX_CHANGE_KEEPSAKES, put_then_fail, NULL, NULL,
                               NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (
      rem_box_call (fixture->box, 0, get_keepsake, (gpointer) "half", NULL, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
}

typedef struct
{
  guint runs;
  guint failures;
} Faulty;

static gpointer
put_on_a_faulty_disk (RemDatabase *database,
                      RemObjectStore *objects,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  Faulty *faulty = data;
  g_autoptr (RemKeepsake) letter = new_letter ("again", "again");

  faulty->runs++;
  if (!rem_keepsake_store_put (database, letter, error))
    return NULL;
  if (faulty->runs <= faulty->failures)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO, "on purpose");
      return NULL;
    }
  return data;
}

static void
test_fail_stop (BoxFixture *fixture, gconstpointer data)
{
  Faulty once = { .failures = 1 };
  Faulty twice = { .failures = 2 };
  g_autoptr (RemKeepsake) letter = new_letter ("before", "before");
  g_autoptr (RemKeepsake) found = NULL;
  g_autoptr (GError) error = NULL;

  keep (fixture, letter);

  /* Twice in a row: told, and the box goes on. */
  g_assert_null (rem_box_call (fixture->box, REM_BOX_CHANGE_KEEPSAKES, put_on_a_faulty_disk, &twice,
                               NULL, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO);
  g_clear_error (&error);
  g_assert_cmpuint (twice.runs, ==, 2);

  /* Once: the second attempt, on a new connection, is taken. */
  g_assert_nonnull (rem_box_call (fixture->box, REM_BOX_CHANGE_KEEPSAKES, put_on_a_faulty_disk,
                                  &once, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (once.runs, ==, 2);

  found = rem_box_call (fixture->box, 0, get_keepsake, (gpointer) "before",
                        (GDestroyNotify) rem_keepsake_unref, NULL, &error);
  g_assert_no_error (error);
}

static void
changed_cb (RemBox *box, guint changes, gpointer user_data)
{
  guint *seen = user_data;

  *seen |= changes;
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  rem_box_call_finish (REM_BOX (source), result, &error);
  g_assert_no_error (error);
  *done = TRUE;
}

static void
test_changed (BoxFixture *fixture, gconstpointer data)
{
  guint seen = 0;
  gboolean done = FALSE;
  RemKeepsake *letter = new_letter ("a", "text");

  g_signal_connect (fixture->box, "changed", G_CALLBACK (changed_cb), &seen);
  rem_box_call_async (fixture->box, REM_BOX_CHANGE_KEEPSAKES, put_keepsake, letter,
                      (GDestroyNotify) rem_keepsake_unref, NULL, NULL, called_cb, &done);
  while (!done || seen == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (seen, ==, REM_BOX_CHANGE_KEEPSAKES);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;

  g_assert_true (rem_box_close_finish (REM_BOX (source), result, NULL));
  *done = TRUE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RemBox **box = user_data;
  g_autoptr (GError) error = NULL;

  *box = rem_box_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_async_life (BoxFixture *fixture, gconstpointer data)
{
  gboolean done = FALSE;

  rem_box_close_async (fixture->box, closed_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (g_steal_pointer (&fixture->box));

  rem_box_open_async (fixture->path, REM_SLOT_PASSPHRASE, fixture->passphrase, fixture->clock, NULL,
                      opened_cb, &fixture->box);
  while (fixture->box == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_check (BoxFixture *fixture, gconstpointer data)
{
  g_autofree char *database = g_build_filename (fixture->path, "box.db", NULL);
  g_autoptr (RemKeepsake) letter = NULL;
  g_autoptr (RemBoxReport) whole = NULL;
  g_autoptr (RemBoxReport) damaged = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *long_text = g_strnfill (200 * 1024, 'a');
  guint8 byte = 0;
  int fd;

  letter = new_letter ("a", long_text);
  keep (fixture, letter);
  box_fixture_reopen (fixture);
  whole = rem_box_call (fixture->box, 0, rem_box_check_func, NULL,
                        (GDestroyNotify) rem_box_report_free, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (whole->whole);
  g_assert_cmpuint (whole->counts[REM_KEEPSAKE_KIND_LETTER], ==, 1);

  /* One bit of the page before the last. */
  g_assert_true (rem_box_close (fixture->box, NULL));
  g_clear_object (&fixture->box);
  fd = open (database, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (lseek (fd, -4096 - 100, SEEK_END), >, 0);
  g_assert_cmpint (read (fd, &byte, 1), ==, 1);
  byte ^= 1;
  g_assert_cmpint (lseek (fd, -1, SEEK_CUR), >, 0);
  g_assert_cmpint (write (fd, &byte, 1), ==, 1);
  close (fd);

  box_fixture_reopen (fixture);
  damaged = rem_box_call (fixture->box, 0, rem_box_check_func, NULL,
                          (GDestroyNotify) rem_box_report_free, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (damaged->whole);
  g_assert_cmpstr (g_ptr_array_index (damaged->damaged, 0), ==, "database");
}

static void
copy_file (const char *from, const char *to, const char *name)
{
  g_autofree char *source = g_build_filename (from, name, NULL);
  g_autofree char *target = g_build_filename (to, name, NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (source, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (target, bytes, (gssize) size, NULL));
}

/* What a kill leaves is what a copy of the open box holds. */
static void
test_hole_in_the_log (BoxFixture *fixture, gconstpointer data)
{
  g_autofree char *left = g_build_filename (fixture->folder, "left.memorybox", NULL);
  g_autofree char *log = g_build_filename (left, "box.db-wal", NULL);
  g_autofree char *aside = g_build_filename (left, "box.db-wal.damaged", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *whole_path = g_steal_pointer (&fixture->path);
  g_autoptr (RemBox) box = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  gsize kept_size;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("%u", i);
      g_autoptr (RemKeepsake) letter = new_letter (uuid, "text");

      keep (fixture, letter);
    }
  g_assert_cmpint (g_mkdir (left, 0700), ==, 0);
  copy_file (whole_path, left, "box.db");
  copy_file (whole_path, left, "box.db-wal");
  copy_file (whole_path, left, "keys");
  g_assert_true (g_file_get_contents (log, &bytes, &size, NULL));
  bytes[72 + 4160 + 500] ^= 1;
  g_assert_true (g_file_set_contents (log, bytes, (gssize) size, NULL));

  fixture->path = g_steal_pointer (&left);
  box = try_open (fixture, "the sea in winter", &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (aside, &kept, &kept_size, NULL));
  g_assert_cmpmem (kept, kept_size, bytes, size);
  g_free (fixture->path);
  fixture->path = g_steal_pointer (&whole_path);
}

static void
test_lost_copy_of_the_keys (BoxFixture *fixture, gconstpointer data)
{
  g_autofree char *keys = g_build_filename (fixture->path, "keys", NULL);

  g_assert_true (rem_box_close (fixture->box, NULL));
  g_assert_cmpint (g_remove (keys), ==, 0);
  box_fixture_reopen (fixture);
  g_assert_true (g_file_test (keys, G_FILE_TEST_IS_REGULAR));
}

static void
test_folder (BoxFixture *fixture, gconstpointer data)
{
  static const char *const there[] = { "box.db",   "keys",           "lock",          "objects",
                                       ".nomedia", ".trackerignore", "objects/trash", "snapshots" };
  GStatBuf status;
  RemBoxSummary summary = rem_box_get_summary (fixture->box);

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (there); i++)
    {
      g_autofree char *path = g_build_filename (fixture->path, there[i], NULL);

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0077, ==, 0);
    }
  g_assert_cmpuint (summary.format, ==, 1);
  g_assert_cmpuint (summary.n_slots, ==, 2);
  g_assert_cmpuint (summary.cost.mem_kib, ==, 64 * 1024);
  g_assert_cmpuint (summary.database_bytes, >, 16384);
  g_assert_cmpuint (summary.n_objects, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func)                                                                            \
  g_test_add (name, BoxFixture, NULL, box_fixture_set_up, func, box_fixture_tear_down)

  ADD ("/box/refusals", test_refusals);
  ADD ("/box/never-over-anything", test_never_over_anything);
  ADD ("/box/closed", test_closed);
  ADD ("/box/kept-and-found-again", test_kept_and_found_again);
  ADD ("/box/recovery-code", test_recovery_code);
  ADD ("/box/all-or-nothing", test_all_or_nothing);
  ADD ("/box/fail-stop", test_fail_stop);
  ADD ("/box/changed", test_changed);
  ADD ("/box/async-life", test_async_life);
  ADD ("/box/check", test_check);
  ADD ("/box/hole-in-the-log", test_hole_in_the_log);
  ADD ("/box/lost-copy-of-the-keys", test_lost_copy_of_the_keys);
  ADD ("/box/folder", test_folder);
  return g_test_run ();
}
