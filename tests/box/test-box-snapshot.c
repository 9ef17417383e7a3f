/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "box-fixture.h"
#include "box-memories.h"
#include "rem-box-check.h"
#include "rem-box-error.h"
#include "rem-box-snapshot.h"
#include "rem-snapshot-folder.h"

static char *
take (BoxFixture *fixture, RemSnapshotKind kind)
{
  g_autoptr (GError) error = NULL;
  char *name = rem_box_take_snapshot (fixture->box, kind, NULL, &error);

  g_assert_no_error (error);
  return name;
}

static void
keep (BoxFixture *fixture, const char *uuid, const char *text)
{
  g_autoptr (GError) error = NULL;

  box_memories_keep_letter (fixture->box, uuid, text, &error);
  g_assert_no_error (error);
}

static void
assert_letter (RemBox *box, const char *uuid, const char *expected)
{
  g_autofree char *text = box_memories_read_letter (box, uuid, NULL);

  g_assert_cmpstr (text, ==, expected);
}

/* Puts the snapshot in the place of the box, and opens that. */
static void
go_back_by_hand (BoxFixture *fixture, const char *name)
{
  g_autofree char *from = rem_snapshot_folder_build_path (fixture->path, name);
  g_autofree char *to = g_build_filename (fixture->path, "box.db", NULL);

  g_assert_true (rem_box_close (fixture->box, NULL));
  g_clear_object (&fixture->box);
  g_assert_cmpint (g_rename (from, to), ==, 0);
  box_fixture_reopen (fixture);
}

static void
test_refusals (BoxFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancelled);
  g_assert_null (rem_box_take_snapshot (fixture->box, REM_SNAPSHOT_DAILY, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (rem_box_close (fixture->box, NULL));
  g_assert_null (rem_box_take_snapshot (fixture->box, REM_SNAPSHOT_DAILY, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
  none = rem_box_list_snapshots (fixture->path);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_is_the_box_of_then (BoxFixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *merge = NULL;
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autoptr (GError) error = NULL;
  RemSnapshot *snapshot;

  keep (fixture, "letter", "The first snow.");
  first = take (fixture, REM_SNAPSHOT_DAILY);
  g_assert_cmpstr (first, ==, "2026-11-22.db");
  keep (fixture, "letter", "Not the first snow.");

  /* One a day; one before each merge. */
  again = take (fixture, REM_SNAPSHOT_DAILY);
  g_assert_cmpstr (again, ==, first);
  merge = take (fixture, REM_SNAPSHOT_MERGE);
  snapshots = rem_box_list_snapshots (fixture->path);
  g_assert_cmpuint (snapshots->len, ==, 2);
  snapshot = g_ptr_array_index (snapshots, 0);
  g_assert_cmpint (snapshot->kind, ==, REM_SNAPSHOT_MERGE);
  g_assert_cmpstr (snapshot->name, ==, merge);
  g_assert_cmpint (snapshot->created_us, ==, rem_clock_get_unix_us (fixture->clock));
  snapshot = g_ptr_array_index (snapshots, 1);
  g_assert_cmpint (snapshot->kind, ==, REM_SNAPSHOT_DAILY);

  assert_letter (fixture->box, "letter", "Not the first snow.");
  go_back_by_hand (fixture, first);
  assert_letter (fixture->box, "letter", "The first snow.");
}

typedef struct
{
  BoxFixture *fixture;
  char *name;
  int done; /* atomic */
} Taker;

static gpointer
take_in_thread (gpointer data)
{
  Taker *taker = data;

  taker->name = take (taker->fixture, REM_SNAPSHOT_MERGE);
  g_atomic_int_set (&taker->done, TRUE);
  return NULL;
}

/* Writing goes on while one is made; what it holds is a state that was there, whole. */
static void
test_while_writing (BoxFixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (100 * 1024, 'a');
  Taker taker = { .fixture = fixture };
  GThread *thread;
  guint n = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("before-%u", i);

      keep (fixture, uuid, text);
    }
  thread = g_thread_new ("taker", take_in_thread, &taker);
  while (!g_atomic_int_get (&taker.done) && n < 2000)
    {
      g_autofree char *uuid = g_strdup_printf ("during-%u", n++);

      keep (fixture, uuid, "written meanwhile");
    }
  g_thread_join (thread);
  g_assert_cmpuint (n, >, 1);
  go_back_by_hand (fixture, taker.name);
  assert_letter (fixture->box, "before-39", text);
  g_free (taker.name);
}

static void
touch (BoxFixture *fixture, const char *name, gsize size)
{
  g_autofree char *path = rem_snapshot_folder_build_path (fixture->path, name);
  g_autofree char *bytes = g_malloc0 (size);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static gboolean
is_there (BoxFixture *fixture, const char *name)
{
  g_autofree char *path = rem_snapshot_folder_build_path (fixture->path, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_prune (BoxFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    gboolean stays;
  } cases[] = {
    /* Seven days. */
    { "2026-11-22.db", TRUE },
    { "2026-11-21.db", TRUE },
    { "2026-11-20.db", TRUE },
    { "2026-11-19.db", TRUE },
    { "2026-11-18.db", TRUE },
    { "2026-11-16.db", TRUE },
    { "2026-11-15.db", TRUE },
    /* The week of the last of them has one; then four weeks more. */
    { "2026-11-12.db", FALSE },
    { "2026-11-08.db", TRUE },
    { "2026-11-03.db", FALSE },
    { "2026-11-01.db", TRUE },
    { "2026-10-20.db", TRUE },
    { "2026-09-01.db", TRUE },
    { "2026-08-01.db", FALSE },
    /* Three of each of the others. */
    { "2026-11-22-101500-merge.db", TRUE },
    { "2026-11-21-101500-merge.db", TRUE },
    { "2025-11-20-101500-merge.db", TRUE },
    { "2024-11-19-101500-merge.db", FALSE },
    { "2020-11-19-101500-upgrade.db", TRUE },
    { "2020-11-19-101500-return.db", TRUE },
    /* A copy's are its own affair, and other files are nobody's. */
    { "copy-2019-11-19-101500-01.db", TRUE },
    { "own-2019-11-19-101500-01.db", TRUE },
    { "2019-11-19-.db", TRUE },
    { "2019-13-19.db", TRUE },
    { "own-2019-11-19.db", TRUE },
    { "note.txt", TRUE },
  };
  g_autoptr (GPtrArray) snapshots = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    touch (fixture, cases[i].name, 10);
  snapshots = rem_box_list_snapshots (fixture->path);
  g_assert_cmpuint (snapshots->len, ==, G_N_ELEMENTS (cases) - 4);
  rem_snapshot_folder_prune (fixture->path, 1000);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (is_there (fixture, cases[i].name), ==, cases[i].stays);
    }
}

/* Not more than the limit, and never without the newest. */
static void
test_limit (BoxFixture *fixture, gconstpointer data)
{
  touch (fixture, "2026-11-22.db", 600);
  touch (fixture, "2026-11-21.db", 300);
  touch (fixture, "2026-11-20.db", 200);
  rem_snapshot_folder_prune (fixture->path, 1000);
  g_assert_true (is_there (fixture, "2026-11-22.db"));
  g_assert_true (is_there (fixture, "2026-11-21.db"));
  g_assert_false (is_there (fixture, "2026-11-20.db"));
  rem_snapshot_folder_prune (fixture->path, 100);
  g_assert_true (is_there (fixture, "2026-11-22.db"));
  g_assert_false (is_there (fixture, "2026-11-21.db"));
}

/* What a snapshot of a program that was ended leaves is removed at the next opening. */
static void
test_leftovers (BoxFixture *fixture, gconstpointer data)
{
  touch (fixture, "new-1.db", 10);
  touch (fixture, "new-1.db-wal", 10);
  box_fixture_reopen (fixture);
  g_assert_false (is_there (fixture, "new-1.db"));
  g_assert_false (is_there (fixture, "new-1.db-wal"));
}

/* ---- the check ---- */

static RemBoxReport *
check (BoxFixture *fixture, RemBoxCheckWay way)
{
  g_autoptr (GError) error = NULL;
  RemBoxReport *report = rem_box_check (fixture->box, way, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
assert_names (RemBoxReport *report, const char *damaged, const char *keepsake)
{
  g_assert_cmpint (report->whole, ==, damaged == NULL);
  g_assert_cmpuint (report->damaged->len, ==, damaged != NULL ? 1 : 0);
  if (damaged == NULL)
    return;
  g_assert_cmpstr (g_ptr_array_index (report->damaged, 0), ==, damaged);
  g_assert_cmpstr (g_ptr_array_index (report->damaged_keepsakes, 0), ==, keepsake);
}

static void
flip (const char *path, gint64 offset)
{
  FILE *file = g_fopen (path, "r+b");
  int byte;

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) offset, SEEK_SET), ==, 0);
  byte = fgetc (file);
  g_assert_cmpint (fseek (file, (long) offset, SEEK_SET), ==, 0);
  fputc (byte ^ 1, file);
  fclose (file);
}

static void
note_progress (guint64 n_done, guint64 n_all, gpointer user_data)
{
  guint64 *last = user_data;

  g_assert_cmpuint (n_done, ==, *last + 1);
  g_assert_cmpuint (n_all, ==, 2);
  *last = n_done;
}

static void
test_check_names (BoxFixture *fixture, gconstpointer data)
{
  g_autofree char *keys = g_build_filename (fixture->path, "keys", NULL);
  g_autofree char *object = NULL;
  g_autoptr (RemBoxReport) whole = NULL;
  g_autoptr (RemBoxReport) quick = NULL;
  g_autoptr (RemBoxReport) object_damaged = NULL;
  g_autoptr (RemBoxReport) keys_damaged = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint64 last = 0;

  keep (fixture, "letter", "The first snow.");
  g_assert_true (box_memories_keep_photo (fixture->box, "photo", 1, 200000, NULL));
  whole = check (fixture, REM_BOX_CHECK_WHOLE);
  assert_names (whole, NULL, NULL);
  g_assert_cmpuint (whole->n_attachments, ==, 1);
  g_assert_cmpuint (whole->n_pages, >, 5);

  object = box_memories_find_object (fixture->path, 0);
  flip (object, 100000);
  object_damaged = check (fixture, REM_BOX_CHECK_GENTLY);
  assert_names (object_damaged, "photo-file", "photo");
  quick = check (fixture, REM_BOX_CHECK_QUICK);
  assert_names (quick, NULL, NULL);
  flip (object, 100000);
  g_assert_true (box_memories_keep_photo (fixture->box, "other", 2, 2000, NULL));
  flip (keys, 100);
  keys_damaged =
      rem_box_check (fixture->box, REM_BOX_CHECK_WHOLE, note_progress, &last, NULL, &error);
  g_assert_no_error (error);
  assert_names (keys_damaged, "keys", "");
  g_assert_cmpuint (last, ==, 2);

  g_cancellable_cancel (cancelled);
  g_assert_null (rem_box_check (fixture->box, REM_BOX_CHECK_WHOLE, NULL, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  left = rem_box_list_snapshots (fixture->path);
  g_assert_cmpuint (left->len, ==, 0);
}

/* A damaged page ends no check: it is named, and what can be read is counted. */
static void
test_check_damaged_page (BoxFixture *fixture, gconstpointer data)
{
  g_autofree char *database = g_build_filename (fixture->path, "box.db", NULL);
  g_autofree char *text = g_strnfill (100 * 1024, 'a');
  g_autoptr (RemBoxReport) report = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("letter-%u", i);

      keep (fixture, uuid, text);
    }
  g_assert_true (rem_box_close (fixture->box, NULL));
  g_clear_object (&fixture->box);
  g_assert_cmpint (g_stat (database, &status), ==, 0);
  /* An overflow page of one of the letters: far from the root of everything. */
  flip (database, 16384 + (status.st_size - 16384) / 4096 / 2 * 4096 + 50);
  box_fixture_reopen (fixture);
  report = rem_box_check (fixture->box, REM_BOX_CHECK_WHOLE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_names (report, "database", "");
  g_assert_cmpuint (report->counts[1] + report->counts[2], ==, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func)                                                                            \
  g_test_add (path, BoxFixture, NULL, box_fixture_set_up, func, box_fixture_tear_down)
  ADD ("/box-snapshot/refusals", test_refusals);
  ADD ("/box-snapshot/is-the-box-of-then", test_is_the_box_of_then);
  ADD ("/box-snapshot/while-writing", test_while_writing);
  ADD ("/box-snapshot/prune", test_prune);
  ADD ("/box-snapshot/limit", test_limit);
  ADD ("/box-snapshot/leftovers", test_leftovers);
  ADD ("/box-check/names", test_check_names);
  ADD ("/box-check/damaged-page", test_check_damaged_page);
  return g_test_run ();
}
