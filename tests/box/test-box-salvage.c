/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Boxes that were damaged in every way that a disk knows, and what the ladder makes of them. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "box-fixture.h"
#include "box-memories.h"
#include "rem-box-check.h"
#include "rem-box-copy.h"
#include "rem-box-error.h"
#include "rem-box-restore.h"
#include "rem-box-salvage.h"
#include "rem-box-snapshot.h"
#include "rem-keepsake-kind.h"
#include "rem-snapshot-folder.h"

#define N_LETTERS 60
#define HEAD      16384
#define PAGE      4096

typedef struct
{
  BoxFixture box;
  char *database;
  char *saved;
} SalvageFixture;

static void
keep_letter (RemBox *box, guint number)
{
  g_autofree char *uuid = g_strdup_printf ("letter-%u", number);
  /* Some lie on one page with others, some on pages of their own. */
  g_autofree char *text = g_strnfill (200 + number % 10 * 700, (char) ('a' + number % 26));
  g_autoptr (GError) error = NULL;

  box_memories_keep_letter (box, uuid, text, &error);
  g_assert_no_error (error);
}

static void
set_up (SalvageFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  box_fixture_set_up (&fixture->box, data);
  fixture->database = g_build_filename (fixture->box.path, "box.db", NULL);
  fixture->saved = g_build_filename (fixture->box.folder, "saved.memorybox", NULL);
  for (guint i = 0; i < N_LETTERS; i++)
    keep_letter (fixture->box.box, i);
  box_memories_keep_photo (fixture->box.box, "photo", 1, 200000, &error);
  g_assert_no_error (error);
}

static void
tear_down (SalvageFixture *fixture, gconstpointer data)
{
  box_fixture_tear_down (&fixture->box, data);
  g_free (fixture->database);
  g_free (fixture->saved);
}

static void
close_box (SalvageFixture *fixture)
{
  g_assert_true (rem_box_close (fixture->box.box, NULL));
  g_clear_object (&fixture->box.box);
}

static void
take_snapshot (SalvageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name =
      rem_box_take_snapshot (fixture->box.box, REM_SNAPSHOT_DAILY, NULL, &error);

  g_assert_no_error (error);
}

static gint64
count_pages (SalvageFixture *fixture)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (fixture->database, &status), ==, 0);
  return (status.st_size - HEAD) / PAGE;
}

static void
spoil (const char *path, gint64 offset, gsize size)
{
  FILE *file = g_fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) offset, SEEK_SET), ==, 0);
  for (gsize i = 0; i < size; i++)
    fputc ((int) (i * 7 + 3) & 0xff, file);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
spoil_page (SalvageFixture *fixture, gint64 number)
{
  spoil (fixture->database, HEAD + (number - 1) * PAGE + 100, 64);
}

static RemBoxSalvageReport *
salvage (SalvageFixture *fixture, const char *const *copies)
{
  g_autoptr (GError) error = NULL;
  RemBoxSalvageReport *report =
      rem_box_salvage (fixture->box.path, REM_SLOT_PASSPHRASE, fixture->box.passphrase, copies,
                       fixture->saved, fixture->box.clock, NULL, &error);

  g_assert_no_error (error);
  return report;
}

/* How many letters the new box has, each as it was; it must be whole in itself. */
static guint
count_letters (SalvageFixture *fixture, guint n_letters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBox) box = rem_box_open (fixture->saved, REM_SLOT_PASSPHRASE,
                                         fixture->box.passphrase, fixture->box.clock, NULL, &error);
  g_autoptr (RemBoxReport) report = NULL;
  guint n = 0;

  g_assert_no_error (error);
  report = rem_box_check (box, REM_BOX_CHECK_QUICK, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (report->whole);
  for (guint i = 0; i < n_letters; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("letter-%u", i);
      g_autofree char *text = g_strnfill (200 + i % 10 * 700, (char) ('a' + i % 26));
      g_autofree char *found = box_memories_read_letter (box, uuid, NULL);

      if (found == NULL)
        continue;
      g_assert_cmpstr (found, ==, text);
      n++;
    }
  /* It takes what is new. */
  g_assert_true (box_memories_keep_letter (box, "new", "Written after.", &error));
  g_assert_true (rem_box_close (box, &error));
  g_assert_no_error (error);
  return n;
}

static void
refuse (SalvageFixture *fixture, RemSecret *secret, int expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_box_salvage (fixture->box.path, REM_SLOT_PASSPHRASE, secret, NULL,
                                  fixture->saved, fixture->box.clock, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, expected);
}

static void
assert_nothing_beside (SalvageFixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->box.folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 1);
}

static void
test_refusals (SalvageFixture *fixture, gconstpointer data)
{
  g_autoptr (RemSecret) wrong = rem_secret_new_passphrase ("the sea in summer", -1);

  refuse (fixture, fixture->box.passphrase, REM_BOX_ERROR_IN_USE);
  close_box (fixture);
  refuse (fixture, wrong, REM_BOX_ERROR_WRONG_PASSPHRASE);
  assert_nothing_beside (fixture);

  /* Nothing at all is left of the pages. */
  spoil (fixture->database, HEAD, (gsize) count_pages (fixture) * PAGE);
  refuse (fixture, fixture->box.passphrase, REM_BOX_ERROR_DAMAGED);
  assert_nothing_beside (fixture);

  g_assert_cmpint (g_mkdir (fixture->saved, 0700), ==, 0);
  refuse (fixture, fixture->box.passphrase, REM_BOX_ERROR_EXISTS);
}

static void
test_whole (SalvageFixture *fixture, gconstpointer data)
{
  g_autoptr (RemBoxSalvageReport) report = NULL;

  close_box (fixture);
  report = salvage (fixture, NULL);
  g_assert_cmpuint (report->steps, ==, REM_SALVAGE_WHOLE);
  g_assert_cmpuint (report->missing->len, ==, 0);
  g_assert_cmpuint (count_letters (fixture, N_LETTERS), ==, N_LETTERS);
}

/* At least nine of ten whichever page is lost but the first, without a snapshot; the damaged box
 * stays as it is. */
static void
test_any_page_lost (SalvageFixture *fixture, gconstpointer data)
{
  gint64 n_pages;

  close_box (fixture);
  n_pages = count_pages (fixture);
  g_assert_cmpint (n_pages, >, 60);
  for (gint64 number = 2; number <= n_pages; number += 13)
    {
      g_autoptr (RemBoxSalvageReport) report = NULL;
      g_autofree char *before = NULL;
      g_autofree char *damaged = NULL;
      g_autofree char *after = NULL;
      gsize size;
      gsize after_size;

      g_assert_true (g_file_get_contents (fixture->database, &before, &size, NULL));
      spoil_page (fixture, number);
      g_assert_true (g_file_get_contents (fixture->database, &damaged, &size, NULL));
      report = salvage (fixture, NULL);
      g_test_message ("page %d: %u", (int) number, report->steps);
      g_assert_cmpuint (count_letters (fixture, N_LETTERS), >=, N_LETTERS * 9 / 10);
      g_assert_true (g_file_get_contents (fixture->database, &after, &after_size, NULL));
      g_assert_cmpmem (after, after_size, damaged, size);
      g_assert_true (g_file_set_contents (fixture->database, before, (gssize) size, NULL));
      box_fixture_remove_folder (fixture->saved);
    }
}

static void
test_first_page_lost (SalvageFixture *fixture, gconstpointer data)
{
  g_autoptr (RemBoxSalvageReport) report = NULL;

  close_box (fixture);
  spoil_page (fixture, 1);
  report = salvage (fixture, NULL);
  g_assert_cmpuint (report->steps, ==, REM_SALVAGE_ROWS | REM_SALVAGE_FIRST_PAGE);
  g_assert_cmpuint (report->n_lost_pages, ==, 1);
  g_assert_cmpuint (report->n_attachments, ==, 1);
  g_assert_cmpuint (report->missing->len, ==, 0);
  g_assert_cmpuint (count_letters (fixture, N_LETTERS), ==, N_LETTERS);
}

/* What was written since the snapshot is in the pages that are left. */
static void
test_through_a_snapshot (SalvageFixture *fixture, gconstpointer data)
{
  g_autoptr (RemBoxSalvageReport) report = NULL;
  gint64 n_pages;

  take_snapshot (fixture);
  keep_letter (fixture->box.box, N_LETTERS);
  close_box (fixture);
  n_pages = count_pages (fixture);
  spoil_page (fixture, 1);
  for (gint64 number = 20; number < n_pages - 5; number += 3)
    spoil_page (fixture, number);
  report = salvage (fixture, NULL);
  g_assert_cmpuint (report->steps, ==,
                    REM_SALVAGE_ROWS | REM_SALVAGE_FIRST_PAGE | REM_SALVAGE_SNAPSHOT);
  g_assert_cmpstr (report->snapshot, ==, "2026-11-22.db");
  g_assert_cmpuint (count_letters (fixture, N_LETTERS + 1), ==, N_LETTERS + 1);
}

static void
test_truncated (SalvageFixture *fixture, gconstpointer data)
{
  g_autoptr (RemBoxSalvageReport) report = NULL;
  g_autoptr (RemBoxSalvageReport) without = NULL;
  g_autofree char *snapshot = rem_snapshot_folder_build_path (fixture->box.path, "2026-11-22.db");
  gint64 n_pages;

  take_snapshot (fixture);
  close_box (fixture);
  n_pages = count_pages (fixture);
  g_assert_cmpint (truncate (fixture->database, HEAD + n_pages * 2 / 3 * PAGE + 1000), ==, 0);
  report = salvage (fixture, NULL);
  g_assert_cmpuint (count_letters (fixture, N_LETTERS), ==, N_LETTERS);
  box_fixture_remove_folder (fixture->saved);

  g_assert_cmpint (g_unlink (snapshot), ==, 0);
  without = salvage (fixture, NULL);
  g_assert_null (without->snapshot);
  g_assert_cmpuint (count_letters (fixture, N_LETTERS), >=, N_LETTERS / 2);
  box_fixture_remove_folder (fixture->saved);

  /* Not a single page. */
  g_assert_cmpint (truncate (fixture->database, 5000), ==, 0);
  refuse (fixture, fixture->box.passphrase, REM_BOX_ERROR_DAMAGED);
}

static void
test_keys_lost (SalvageFixture *fixture, gconstpointer data)
{
  g_autofree char *keys = g_build_filename (fixture->box.path, "keys", NULL);
  g_autoptr (RemBoxSalvageReport) from_keys = NULL;
  g_autoptr (RemBoxSalvageReport) from_snapshot = NULL;

  take_snapshot (fixture);
  close_box (fixture);
  spoil (fixture->database, 0, HEAD);
  from_keys = salvage (fixture, NULL);
  g_assert_cmpuint (from_keys->steps, ==, REM_SALVAGE_KEYS | REM_SALVAGE_WHOLE);
  g_assert_cmpuint (count_letters (fixture, N_LETTERS), ==, N_LETTERS);
  box_fixture_remove_folder (fixture->saved);

  g_assert_cmpint (g_unlink (keys), ==, 0);
  from_snapshot = salvage (fixture, NULL);
  g_assert_cmpuint (from_snapshot->steps, ==, REM_SALVAGE_KEYS | REM_SALVAGE_WHOLE);
  g_assert_cmpuint (count_letters (fixture, N_LETTERS), ==, N_LETTERS);
}

/* A file that the box lost is in the copy; what is lost everywhere is named. */
static void
test_object_lost (SalvageFixture *fixture, gconstpointer data)
{
  g_autofree char *stick = g_build_filename (fixture->box.folder, "stick", NULL);
  g_autofree char *place = g_build_filename (stick, "test.memorybox", NULL);
  g_autofree char *object = box_memories_find_object (fixture->box.path, 0);
  const char *const copies[] = { place, NULL };
  g_autoptr (RemBoxCopyReport) copied = NULL;
  g_autoptr (RemBoxSalvageReport) without = NULL;
  g_autoptr (RemBoxSalvageReport) with = NULL;
  g_autoptr (RemBox) box = NULL;

  g_assert_cmpint (g_mkdir (stick, 0700), ==, 0);
  copied = rem_box_copy (fixture->box.box, stick, NULL, NULL, NULL, NULL);
  g_assert_nonnull (copied);
  close_box (fixture);
  spoil (object, 70000, 10);
  without = salvage (fixture, NULL);
  g_assert_cmpuint (without->missing->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (without->missing, 0), ==, "photo-file");
  box_fixture_remove_folder (fixture->saved);

  g_assert_cmpint (g_unlink (object), ==, 0);
  with = salvage (fixture, copies);
  g_assert_cmpuint (with->missing->len, ==, 0);
  box = rem_box_open (fixture->saved, REM_SLOT_PASSPHRASE, fixture->box.passphrase,
                      fixture->box.clock, NULL, NULL);
  g_assert_true (box_memories_photo_is_whole (box, "photo", 1, 200000, NULL));
  rem_box_close (box, NULL);
}

/* Nothing is left but a copy. */
static void
test_from_a_copy (SalvageFixture *fixture, gconstpointer data)
{
  g_autofree char *stick = g_build_filename (fixture->box.folder, "stick", NULL);
  g_autofree char *place = g_build_filename (stick, "test.memorybox", NULL);
  g_autofree char *keys = g_build_filename (fixture->box.path, "keys", NULL);
  const char *const copies[] = { place, NULL };
  g_autoptr (RemBoxCopyReport) copied = NULL;
  g_autoptr (RemBoxSalvageReport) report = NULL;

  g_assert_cmpint (g_mkdir (stick, 0700), ==, 0);
  copied = rem_box_copy (fixture->box.box, stick, NULL, NULL, NULL, NULL);
  g_assert_nonnull (copied);
  close_box (fixture);
  g_assert_cmpint (g_unlink (fixture->database), ==, 0);
  g_assert_cmpint (g_unlink (keys), ==, 0);
  report = salvage (fixture, copies);
  g_assert_cmpuint (report->steps, ==,
                    REM_SALVAGE_KEYS | REM_SALVAGE_FIRST_PAGE | REM_SALVAGE_COPY);
  g_assert_cmpuint (count_letters (fixture, N_LETTERS), ==, N_LETTERS);
}

/* The box as a crash leaves it, with a hole in its log: what was saved behind the hole is found. */
static void
test_hole_in_the_log (SalvageFixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->database, "-wal", NULL);
  g_autofree char *database_bytes = NULL;
  g_autofree char *log_bytes = NULL;
  g_autoptr (RemBoxSalvageReport) report = NULL;
  gsize database_size;
  gsize log_size;

  box_fixture_reopen (&fixture->box);
  for (guint i = 0; i < 5; i++)
    keep_letter (fixture->box.box, N_LETTERS + i);
  g_assert_true (g_file_get_contents (fixture->database, &database_bytes, &database_size, NULL));
  g_assert_true (g_file_get_contents (log, &log_bytes, &log_size, NULL));
  close_box (fixture);
  g_assert_cmpuint (log_size, >, 10 * 4160);
  memset (log_bytes + 72 + 2 * 4160 + 500, 0x55, 20);
  g_assert_true (
      g_file_set_contents (fixture->database, database_bytes, (gssize) database_size, NULL));
  g_assert_true (g_file_set_contents (log, log_bytes, (gssize) log_size, NULL));

  report = salvage (fixture, NULL);
  g_assert_cmpuint (report->steps & (REM_SALVAGE_LOG | REM_SALVAGE_ROWS), ==,
                    REM_SALVAGE_LOG | REM_SALVAGE_ROWS);
  g_assert_cmpuint (count_letters (fixture, N_LETTERS + 5), >=, N_LETTERS + 4);
}

static gboolean
has_keepsake (SalvageFixture *fixture, const char *uuid)
{
  g_autoptr (RemBox) box = rem_box_open (fixture->saved, REM_SLOT_PASSPHRASE,
                                         fixture->box.passphrase, fixture->box.clock, NULL, NULL);
  g_autofree char *text = box_memories_read_letter (box, uuid, NULL);

  g_assert_true (rem_box_close (box, NULL));
  return text != NULL;
}

/* A photo whose keepsake is lost is still there to be seen: from the last page of the database
 * back, the first one whose loss takes the photo's keepsake, and not the row of its file. */
static void
test_photo_without_keepsake (SalvageFixture *fixture, gconstpointer data)
{
  gboolean met = FALSE;

  close_box (fixture);
  for (gint64 number = count_pages (fixture); number > 30 && !met; number--)
    {
      g_autoptr (RemBoxSalvageReport) report = NULL;
      g_autofree char *before = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (fixture->database, &before, &size, NULL));
      spoil_page (fixture, number);
      report = salvage (fixture, NULL);
      g_assert_cmpuint (report->counts[REM_KEEPSAKE_KIND_PHOTO], ==, 1);
      g_assert_cmpuint (report->n_attachments, ==, 1);
      g_assert_cmpuint (report->missing->len, ==, 0);
      met = !has_keepsake (fixture, "photo");
      g_assert_true (g_file_set_contents (fixture->database, before, (gssize) size, NULL));
      box_fixture_remove_folder (fixture->saved);
    }
  g_assert_true (met);
}

/* ---- restoring ---- */

static RemBoxCopyReport *
restore (SalvageFixture *fixture, const char *snapshot)
{
  g_autoptr (GError) error = NULL;
  RemBoxCopyReport *report =
      rem_box_restore (fixture->box.path, snapshot, REM_SLOT_PASSPHRASE, fixture->box.passphrase,
                       fixture->saved, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
refuse_restore (SalvageFixture *fixture, const char *snapshot, RemSecret *secret, int expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_box_restore (fixture->box.path, snapshot, REM_SLOT_PASSPHRASE, secret,
                                  fixture->saved, NULL, NULL, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, expected);
}

static void
test_restore_refusals (SalvageFixture *fixture, gconstpointer data)
{
  g_autoptr (RemSecret) wrong = rem_secret_new_passphrase ("the sea in summer", -1);

  take_snapshot (fixture);
  refuse_restore (fixture, NULL, fixture->box.passphrase, REM_BOX_ERROR_IN_USE);
  refuse_restore (fixture, "2026-11-20.db", fixture->box.passphrase, REM_BOX_ERROR_NOT_FOUND);
  refuse_restore (fixture, "../box.db", fixture->box.passphrase, REM_BOX_ERROR_NOT_FOUND);
  close_box (fixture);
  refuse_restore (fixture, NULL, wrong, REM_BOX_ERROR_WRONG_PASSPHRASE);
  assert_nothing_beside (fixture);
  spoil_page (fixture, 3);
  refuse_restore (fixture, NULL, fixture->box.passphrase, REM_BOX_ERROR_DAMAGED);
  assert_nothing_beside (fixture);
  g_assert_cmpint (g_mkdir (fixture->saved, 0700), ==, 0);
  refuse_restore (fixture, "2026-11-22.db", fixture->box.passphrase, REM_BOX_ERROR_EXISTS);
}

static void
note_restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_restore_earlier_state (SalvageFixture *fixture, gconstpointer data)
{
  g_autofree char *object = box_memories_find_object (fixture->box.path, 0);
  g_autofree char *name = g_path_get_basename (object);
  g_autofree char *trash = g_build_filename (fixture->box.path, "objects", "trash", name, NULL);
  g_autoptr (RemBoxCopyReport) report = NULL;
  g_autoptr (RemBoxCopyReport) closed = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBox) box = NULL;

  take_snapshot (fixture);
  keep_letter (fixture->box.box, N_LETTERS);
  /* A file that only the earlier state needs lies in the trash. */
  g_assert_cmpint (g_rename (object, trash), ==, 0);

  /* While the box is open, with its keys. */
  rem_box_restore_async (fixture->box.box, "2026-11-22.db", fixture->saved, NULL, NULL, NULL,
                         note_restored_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  report = rem_box_restore_finish (fixture->box.box, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->place, ==, fixture->saved);
  g_assert_cmpuint (report->counts[REM_KEEPSAKE_KIND_LETTER], ==, N_LETTERS);
  g_assert_cmpuint (report->missing->len, ==, 0);
  g_assert_cmpuint (count_letters (fixture, N_LETTERS + 1), ==, N_LETTERS);
  box = rem_box_open (fixture->saved, REM_SLOT_RECOVERY_CODE, fixture->box.code, fixture->box.clock,
                      NULL, &error);
  g_assert_no_error (error);
  g_assert_true (box_memories_photo_is_whole (box, "photo", 1, 200000, NULL));
  g_assert_true (rem_box_close (box, NULL));
  box_fixture_remove_folder (fixture->saved);

  close_box (fixture);
  closed = restore (fixture, NULL);
  g_assert_cmpuint (count_letters (fixture, N_LETTERS + 1), ==, N_LETTERS + 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, SalvageFixture, NULL, set_up, func, tear_down)
  ADD ("/box-salvage/refusals", test_refusals);
  ADD ("/box-salvage/whole", test_whole);
  ADD ("/box-salvage/any-page-lost", test_any_page_lost);
  ADD ("/box-salvage/first-page-lost", test_first_page_lost);
  ADD ("/box-salvage/through-a-snapshot", test_through_a_snapshot);
  ADD ("/box-salvage/truncated", test_truncated);
  ADD ("/box-salvage/keys-lost", test_keys_lost);
  ADD ("/box-salvage/object-lost", test_object_lost);
  ADD ("/box-salvage/from-a-copy", test_from_a_copy);
  ADD ("/box-salvage/hole-in-the-log", test_hole_in_the_log);
  ADD ("/box-salvage/photo-without-keepsake", test_photo_without_keepsake);
  ADD ("/box-restore/refusals", test_restore_refusals);
  ADD ("/box-restore/earlier-state", test_restore_earlier_state);
  return g_test_run ();
}
