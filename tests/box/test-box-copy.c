/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "box-fixture.h"
#include "box-memories.h"
#include "rem-box-check.h"
#include "rem-box-copy.h"
#include "rem-box-error.h"
#include "rem-box-keys.h"
#include "rem-keepsake-kind.h"

typedef struct
{
  BoxFixture box;
  char *stick;
  char *place;
} CopyFixture;

static void
set_up (CopyFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  box_fixture_set_up (&fixture->box, data);
  fixture->stick = g_build_filename (fixture->box.folder, "stick", NULL);
  fixture->place = g_build_filename (fixture->stick, "test.memorybox", NULL);
  g_assert_cmpint (g_mkdir (fixture->stick, 0700), ==, 0);
  box_memories_keep_letter (fixture->box.box, "letter", "Había un perro pequeño.", &error);
  box_memories_keep_photo (fixture->box.box, "photo", 1, 200000, &error);
  box_memories_keep_photo (fixture->box.box, "other", 2, 1000, &error);
  g_assert_no_error (error);
}

static void
tear_down (CopyFixture *fixture, gconstpointer data)
{
  box_fixture_tear_down (&fixture->box, data);
  g_free (fixture->stick);
  g_free (fixture->place);
}

static RemBoxCopyReport *
copy (CopyFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  RemBoxCopyReport *report =
      rem_box_copy (fixture->box.box, fixture->stick, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
copy_and_expect (CopyFixture *fixture, guint64 n_new_objects, guint n_generations)
{
  g_autoptr (RemBoxCopyReport) report = copy (fixture);

  g_assert_cmpuint (report->n_new_objects, ==, n_new_objects);
  g_assert_cmpuint (report->n_generations, ==, n_generations);
  g_assert_cmpuint (report->missing->len, ==, 0);
}

static void
refuse (CopyFixture *fixture, const char *destination, int expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_box_copy (fixture->box.box, destination, NULL, NULL, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, expected);
}

static RemBox *
open_copy (CopyFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  RemBox *box = rem_box_open (fixture->place, REM_SLOT_PASSPHRASE, fixture->box.passphrase,
                              fixture->box.clock, NULL, &error);

  g_assert_no_error (error);
  return box;
}

static void
assert_letter (RemBox *box, const char *uuid, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = box_memories_read_letter (box, uuid, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

/* The copy is a box by itself, and whole. */
static void
assert_whole (CopyFixture *fixture)
{
  g_autoptr (RemBox) box = open_copy (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBoxReport) report =
      rem_box_call (box, 0, rem_box_check_func, NULL, (GDestroyNotify) rem_box_report_free, NULL,
                    &error);

  g_assert_no_error (error);
  g_assert_true (report->whole);
  assert_letter (box, "letter", "Había un perro pequeño.");
  g_assert_true (box_memories_photo_is_whole (box, "photo", 1, 200000, &error));
  g_assert_true (rem_box_close (box, &error));
  g_assert_no_error (error);
}

static guint
count_snapshots (CopyFixture *fixture, const char *prefix)
{
  g_autofree char *folder = g_build_filename (fixture->place, "snapshots", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, prefix);
  return n;
}

static void
test_refusals (CopyFixture *fixture, gconstpointer data)
{
  g_autofree char *nothing = g_build_filename (fixture->box.folder, "nothing", NULL);
  g_autofree char *inside = g_build_filename (fixture->box.path, "objects", NULL);
  g_autofree char *own = g_build_filename (fixture->place, "a letter", NULL);
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (RemBox) other = NULL;
  g_autoptr (GError) error = NULL;

  refuse (fixture, nothing, REM_BOX_ERROR_NOT_FOUND);
  refuse (fixture, own, REM_BOX_ERROR_NOT_FOUND);
  refuse (fixture, fixture->box.folder, REM_BOX_ERROR_EXISTS);
  refuse (fixture, fixture->box.path, REM_BOX_ERROR_EXISTS);
  refuse (fixture, inside, REM_BOX_ERROR_EXISTS);

  /* Something else is there: a file, a folder of somebody's, another box. */
  g_assert_true (g_file_set_contents (fixture->place, "mine", -1, NULL));
  refuse (fixture, fixture->stick, REM_BOX_ERROR_EXISTS);
  g_assert_cmpint (g_remove (fixture->place), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->place, 0700), ==, 0);
  g_assert_true (g_file_set_contents (own, "mine", -1, NULL));
  refuse (fixture, fixture->stick, REM_BOX_ERROR_EXISTS);
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS));
  box_fixture_remove_folder (fixture->place);
  other = rem_box_create (fixture->place, NULL, 0, fixture->box.clock, &code, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rem_box_close (other, NULL));
  refuse (fixture, fixture->stick, REM_BOX_ERROR_EXISTS);
  box_fixture_remove_folder (fixture->place);

  /* The copy is open somewhere. */
  copy_and_expect (fixture, 2, 1);
  g_clear_object (&other);
  other = open_copy (fixture);
  refuse (fixture, fixture->stick, REM_BOX_ERROR_IN_USE);
  g_assert_true (rem_box_close (other, NULL));

  g_assert_true (rem_box_close (fixture->box.box, NULL));
  refuse (fixture, fixture->stick, REM_BOX_ERROR_CLOSED);
}

static void
test_is_a_box (CopyFixture *fixture, gconstpointer data)
{
  g_autoptr (RemBoxCopyReport) report = copy (fixture);
  g_autoptr (RemBox) box = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (report->place, ==, fixture->place);
  g_assert_cmpuint (report->counts[REM_KEEPSAKE_KIND_LETTER], ==, 1);
  g_assert_cmpuint (report->counts[REM_KEEPSAKE_KIND_PHOTO], ==, 2);
  g_assert_cmpuint (report->n_attachments, ==, 2);
  g_assert_cmpuint (report->n_new_objects, ==, 2);
  g_assert_cmpuint (report->n_generations, ==, 1);
  assert_whole (fixture);

  /* Without the box that it was made of, and with the recovery code. */
  g_assert_true (rem_box_close (fixture->box.box, NULL));
  box_fixture_remove_folder (fixture->box.path);
  assert_whole (fixture);
  box = rem_box_open (fixture->place, REM_SLOT_RECOVERY_CODE, fixture->box.code, fixture->box.clock,
                      NULL, &error);
  g_assert_no_error (error);
  g_assert_true (box_memories_keep_letter (box, "new", "Written in the copy.", &error));
  g_assert_true (rem_box_close (box, NULL));
}

static void
test_only_what_is_new (CopyFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  copy_and_expect (fixture, 2, 1);
  copy_and_expect (fixture, 0, 2);
  box_memories_keep_photo (fixture->box.box, "third", 3, 70000, &error);
  box_memories_keep_photo (fixture->box.box, "same again", 3, 70000, &error);
  g_assert_no_error (error);
  copy_and_expect (fixture, 1, 3);
  copy_and_expect (fixture, 0, 3);
  copy_and_expect (fixture, 0, 3);
  g_assert_cmpuint (count_snapshots (fixture, "copy-"), ==, 2);
  g_assert_cmpuint (count_snapshots (fixture, "own-"), ==, 0);
  assert_whole (fixture);
}

/* An earlier state, put in the place of the newest, is a box as it was then. */
static void
test_earlier_state (CopyFixture *fixture, gconstpointer data)
{
  g_autofree char *snapshots = g_build_filename (fixture->place, "snapshots", NULL);
  g_autofree char *database = g_build_filename (fixture->place, "box.db", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autofree char *earlier = NULL;
  g_autoptr (RemBox) box = NULL;
  g_autoptr (GError) error = NULL;

  copy_and_expect (fixture, 2, 1);
  box_memories_keep_letter (fixture->box.box, "letter", "Changed.", &error);
  g_assert_no_error (error);
  copy_and_expect (fixture, 0, 2);

  dir = g_dir_open (snapshots, 0, &error);
  g_assert_no_error (error);
  earlier = g_build_filename (snapshots, g_dir_read_name (dir), NULL);
  box = open_copy (fixture);
  assert_letter (box, "letter", "Changed.");
  g_assert_true (rem_box_close (box, NULL));
  g_clear_object (&box);
  g_assert_cmpint (g_rename (earlier, database), ==, 0);
  assert_whole (fixture);
}

/* Somebody opened the copy and wrote in it: that is never lost. */
static void
test_own_way (CopyFixture *fixture, gconstpointer data)
{
  g_autofree char *snapshots = g_build_filename (fixture->place, "snapshots", NULL);
  g_autofree char *database = g_build_filename (fixture->place, "box.db", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autofree char *own = NULL;
  g_autoptr (RemBox) box = NULL;
  g_autoptr (GError) error = NULL;

  copy_and_expect (fixture, 2, 1);
  box = open_copy (fixture);
  g_assert_true (box_memories_keep_letter (box, "elsewhere", "Written in the copy.", &error));
  g_assert_true (rem_box_close (box, NULL));
  g_clear_object (&box);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (RemBoxCopyReport) report = copy (fixture);

      g_assert_cmpuint (report->missing->len, ==, 0);
    }
  g_assert_cmpuint (count_snapshots (fixture, "own-"), ==, 1);
  assert_whole (fixture);

  dir = g_dir_open (snapshots, 0, &error);
  g_assert_no_error (error);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      if (g_str_has_prefix (name, "own-"))
        own = g_build_filename (snapshots, name, NULL);
    }
  g_assert_cmpint (g_rename (own, database), ==, 0);
  box = open_copy (fixture);
  assert_letter (box, "elsewhere", "Written in the copy.");
  g_assert_true (rem_box_close (box, NULL));
}

static void
flip_a_byte (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  bytes[size / 2] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

/* What the box itself has lost is said, by name; the rest is copied. */
static void
test_damaged_box (CopyFixture *fixture, gconstpointer data)
{
  g_autofree char *first = box_memories_find_object (fixture->box.path, 0);
  g_autofree char *second = box_memories_find_object (fixture->box.path, 1);
  g_autofree char *in_copy = NULL;
  g_autoptr (RemBoxCopyReport) report = NULL;
  g_autoptr (RemBoxCopyReport) again = NULL;

  flip_a_byte (first);
  report = copy (fixture);
  g_assert_cmpuint (report->missing->len, ==, 1);
  g_assert_cmpuint (report->n_new_objects, ==, 1);
  in_copy = box_memories_find_object (fixture->place, 1);
  g_assert_null (in_copy);

  /* A copy that has it whole keeps it. */
  g_assert_cmpint (g_remove (second), ==, 0);
  again = copy (fixture);
  g_assert_cmpuint (again->missing->len, ==, 1);
  g_assert_cmpuint (again->n_new_objects, ==, 0);
}

/* A file of a run that was cut off is read back before it counts, and brought anew. */
static void
test_damaged_in_the_copy (CopyFixture *fixture, gconstpointer data)
{
  g_autofree char *manifest = g_build_filename (fixture->place, "manifest", NULL);
  g_autofree char *object = NULL;

  copy_and_expect (fixture, 2, 1);
  object = box_memories_find_object (fixture->place, 0);
  flip_a_byte (object);
  g_assert_cmpint (g_remove (manifest), ==, 0);
  copy_and_expect (fixture, 1, 2);
  assert_whole (fixture);
}

static void
test_changed_passphrase (CopyFixture *fixture, gconstpointer data)
{
  g_autoptr (RemSecret) lake = rem_secret_new_passphrase ("a lake", -1);
  g_autoptr (GError) error = NULL;

  copy_and_expect (fixture, 2, 1);
  rem_box_change_keys (fixture->box.box, REM_BOX_KEY_CHANGE_PASSPHRASE, REM_SLOT_PASSPHRASE,
                       fixture->box.passphrase, lake, 64, NULL, &error);
  g_assert_no_error (error);
  assert_whole (fixture);
  copy_and_expect (fixture, 0, 2);
  g_clear_pointer (&fixture->box.passphrase, rem_secret_unref);
  fixture->box.passphrase = g_steal_pointer (&lake);
  assert_whole (fixture);
}

static void
cancel_cb (guint64 n_done, guint64 n_all, gpointer user_data)
{
  if (n_done == 1)
    g_cancellable_cancel (user_data);
}

static void
test_cancel (CopyFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *database = g_build_filename (fixture->place, "box.db", NULL);
  g_autofree char *unfinished = g_build_filename (fixture->place, "box.db.new", NULL);
  g_autoptr (GError) error = NULL;

  /* The first copy: what was brought stays, and is no box yet. */
  g_assert_null (
      rem_box_copy (fixture->box.box, fixture->stick, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (g_file_test (database, G_FILE_TEST_EXISTS));
  copy_and_expect (fixture, 1, 1);
  assert_whole (fixture);

  /* A later one: the earlier copy is as it was. */
  g_cancellable_reset (cancellable);
  box_memories_keep_letter (fixture->box.box, "letter", "Changed.", &error);
  g_assert_no_error (error);
  g_assert_null (
      rem_box_copy (fixture->box.box, fixture->stick, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (unfinished, G_FILE_TEST_EXISTS));
  assert_whole (fixture);
}

static void
empty (const char *folder, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, prefix))
        g_remove (path);
    }
}

/* A small stick: the earlier copy is whole, and the next one works once there is room. */
static void
test_full_stick (CopyFixture *fixture, gconstpointer data)
{
  g_autofree char *filler = g_build_filename (fixture->stick, "filler", NULL);
  g_autofree char *bytes = g_malloc0 (4 * 1024 * 1024);
  guint n = 0;
  g_autoptr (GError) error = NULL;

  if (mount ("tmpfs", fixture->stick, "tmpfs", 0, "size=4m") != 0)
    {
      g_test_skip ("a small file system cannot be mounted here");
      return;
    }
  copy_and_expect (fixture, 2, 1);

  /* No room for the database. */
  for (gsize size = 3 * 1024 * 1024; size >= 4096; size /= 2)
    {
      g_autofree char *part = g_strdup_printf ("%s-%" G_GSIZE_FORMAT, filler, size);

      while (g_file_set_contents_full (part, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600,
                                       NULL))
        {
          g_free (part);
          part = g_strdup_printf ("%s-%" G_GSIZE_FORMAT "-%u", filler, size, n++);
        }
    }
  refuse (fixture, fixture->stick, REM_BOX_ERROR_DISK_FULL);
  assert_whole (fixture);

  /* No room for a file. Once there is, all is well. */
  empty (fixture->stick, "filler");
  copy_and_expect (fixture, 0, 2);
  box_memories_keep_photo (fixture->box.box, "large", 9, 6 * 1024 * 1024, &error);
  g_assert_no_error (error);
  refuse (fixture, fixture->stick, REM_BOX_ERROR_DISK_FULL);
  assert_whole (fixture);
  g_assert_cmpint (umount2 (fixture->stick, MNT_DETACH), ==, 0);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RemBoxCopyReport **report = user_data;
  g_autoptr (GError) error = NULL;

  *report = rem_box_copy_finish (REM_BOX (source), result, &error);
  g_assert_no_error (error);
}

static void
count_progress_cb (guint64 n_done, guint64 n_all, gpointer user_data)
{
  guint *seen = user_data;

  g_assert_cmpuint (n_done, <=, n_all);
  *seen += 1;
}

static void
test_async (CopyFixture *fixture, gconstpointer data)
{
  g_autoptr (RemBoxCopyReport) report = NULL;
  guint seen = 0;

  rem_box_copy_async (fixture->box.box, fixture->stick, count_progress_cb, &seen, NULL, copied_cb,
                      &report);
  while (report == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (seen, >, 0);
  assert_whole (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add (name, CopyFixture, NULL, set_up, func, tear_down)

  ADD ("/box-copy/refusals", test_refusals);
  ADD ("/box-copy/damaged-box", test_damaged_box);
  ADD ("/box-copy/damaged-in-the-copy", test_damaged_in_the_copy);
  ADD ("/box-copy/cancel", test_cancel);
  ADD ("/box-copy/full-stick", test_full_stick);
  ADD ("/box-copy/is-a-box", test_is_a_box);
  ADD ("/box-copy/only-what-is-new", test_only_what_is_new);
  ADD ("/box-copy/earlier-state", test_earlier_state);
  ADD ("/box-copy/own-way", test_own_way);
  ADD ("/box-copy/changed-passphrase", test_changed_passphrase);
  ADD ("/box-copy/async", test_async);
  return g_test_run ();
}
