/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A box where nothing can be written, as on a stick with its switch on, or a burnt disc: it opens
 * for reading, says so, and not a byte of it changes. The same folder is mounted a second time, for
 * reading; that needs root, and elsewhere these are skipped. */

#include "config.h"

#include "box-fixture.h"
#include "box-memories.h"
#include "rem-box-check.h"
#include "rem-box-copy.h"
#include "rem-box-error.h"
#include "rem-box-restore.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>

typedef struct
{
  BoxFixture box;
  char *place; /* the folder of the box once more, where nothing can be written */
  char *path;  /* the box there */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  box_fixture_set_up (&self->box, data);
  self->place = g_dir_make_tmp ("remember-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->place, "test.memorybox", NULL);
  g_assert_true (box_memories_keep_letter (self->box.box, "letter", "The first snow.", &error));
  g_assert_true (box_memories_keep_photo (self->box.box, "photo", 1, 100000, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  umount2 (self->place, MNT_DETACH);
  g_rmdir (self->place);
  box_fixture_tear_down (&self->box, data);
  g_free (self->place);
  g_free (self->path);
}

static gboolean
protect (Fixture *self)
{
  if (mount (self->box.folder, self->place, NULL, MS_BIND, NULL) == 0 &&
      mount (NULL, self->place, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) == 0)
    return TRUE;
  g_test_skip ("a folder cannot be mounted for reading here");
  return FALSE;
}

static RemBox *
open_protected (Fixture *self, GError **error)
{
  return rem_box_open (self->path, REM_SLOT_PASSPHRASE, self->box.passphrase, self->box.clock, NULL,
                       error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
add_to_sum (GChecksum *sum, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *child = g_build_filename (path, g_ptr_array_index (names, i), NULL);
      g_autofree char *bytes = NULL;
      gsize size;

      g_checksum_update (sum, (const guchar *) child, -1);
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        add_to_sum (sum, child);
      else if (g_file_get_contents (child, &bytes, &size, NULL))
        g_checksum_update (sum, (const guchar *) bytes, (gssize) size);
    }
}

/* Of all that lies in the box. */
static char *
sum_up (const char *path)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  add_to_sum (sum, path);
  return g_strdup (g_checksum_get_string (sum));
}

static void
assert_readable (RemBox *box)
{
  g_autofree char *text = box_memories_read_letter (box, "letter", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBoxReport) report =
      rem_box_check (box, REM_BOX_CHECK_WHOLE, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (report->whole);
  g_assert_cmpstr (text, ==, "The first snow.");
  g_assert_true (box_memories_photo_is_whole (box, "photo", 1, 100000, NULL));
}

static void
assert_nothing_is_kept (RemBox *box)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rem_box_is_read_only (box));
  g_assert_false (box_memories_keep_letter (box, "new", "Not kept.", &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (box_memories_keep_photo (box, "new", 2, 3000, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_READ_ONLY);
}

static void
test_after_a_clean_end (Fixture *self, gconstpointer data)
{
  g_autoptr (RemBox) box = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_false (rem_box_is_read_only (self->box.box));
  g_assert_true (rem_box_close (self->box.box, NULL));
  if (!protect (self))
    return;
  before = sum_up (self->path);
  box = open_protected (self, &error);
  g_assert_no_error (error);
  assert_readable (box);
  assert_nothing_is_kept (box);
  assert_readable (box);
  g_assert_true (rem_box_close (box, &error));
  g_assert_no_error (error);
  after = sum_up (self->path);
  g_assert_cmpstr (before, ==, after);
}

/* What stands only in the log is read from there. */
static void
test_after_an_unclean_end (Fixture *self, gconstpointer data)
{
  g_autofree char *killed = g_build_filename (self->box.folder, "killed", NULL);
  g_autofree char *command = g_strdup_printf ("cp -r %s %s", self->box.path, killed);
  g_autoptr (RemBox) box = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  if (!protect (self))
    return;
  g_free (self->path);
  self->path = g_build_filename (self->place, "killed", NULL);
  before = sum_up (self->path);
  box = open_protected (self, &error);
  g_assert_no_error (error);
  assert_readable (box);
  assert_nothing_is_kept (box);
  rem_box_close (box, NULL);
  after = sum_up (self->path);
  g_assert_cmpstr (before, ==, after);
}

/* Who can write has it open: it is not read meanwhile, and the other way round. */
static void
test_open_elsewhere (Fixture *self, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (self->box.path, "lock", NULL);
  g_autoptr (RemBox) box = NULL;
  g_autoptr (RemBox) second = NULL;
  g_autoptr (GError) error = NULL;

  if (!protect (self))
    return;
  g_assert_null (open_protected (self, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_true (rem_box_close (self->box.box, NULL));
  box = open_protected (self, &error);
  g_assert_no_error (error);
  second = open_protected (self, &error);
  g_assert_no_error (error);
  g_assert_null (rem_box_open (self->box.path, REM_SLOT_PASSPHRASE, self->box.passphrase,
                               self->box.clock, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE);
  g_clear_error (&error);
  rem_box_close (second, NULL);
  rem_box_close (box, NULL);
  g_clear_object (&box);

  /* A copy on a disc never had a lock. */
  g_assert_cmpint (g_unlink (lock), ==, 0);
  box = open_protected (self, &error);
  g_assert_no_error (error);
  assert_readable (box);
  rem_box_close (box, NULL);
}

/* The way to a box that can be written in. */
static void
test_copy_from_it (Fixture *self, gconstpointer data)
{
  g_autofree char *stick = g_build_filename (self->box.folder, "stick", NULL);
  g_autofree char *copied = g_build_filename (stick, "test.memorybox", NULL);
  g_autofree char *beside = g_build_filename (self->box.folder, "beside", NULL);
  g_autoptr (RemBox) box = NULL;
  g_autoptr (RemBox) copy = NULL;
  g_autoptr (RemBoxCopyReport) report = NULL;
  g_autoptr (RemBoxCopyReport) restored = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (stick, 0700), ==, 0);
  g_assert_true (rem_box_close (self->box.box, NULL));
  if (!protect (self))
    return;
  box = open_protected (self, &error);
  g_assert_no_error (error);
  report = rem_box_copy (box, stick, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->missing->len, ==, 0);
  rem_box_close (box, NULL);
  copy = rem_box_open (copied, REM_SLOT_PASSPHRASE, self->box.passphrase, self->box.clock, NULL,
                       &error);
  g_assert_no_error (error);
  g_assert_false (rem_box_is_read_only (copy));
  g_assert_true (box_memories_keep_letter (copy, "new", "Kept.", &error));
  rem_box_close (copy, NULL);

  restored = rem_box_restore (self->path, NULL, REM_SLOT_PASSPHRASE, self->box.passphrase, beside,
                              NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (restored->missing->len, ==, 0);
}

/* An older schema would have to be brought up first. */
static void
test_older (Fixture *self, gconstpointer data)
{
  g_autofree char *frozen = g_test_build_filename (G_TEST_DIST, "data", "box-3", NULL);
  g_autofree char *older = g_build_filename (self->box.folder, "older", NULL);
  g_autofree char *command = g_strdup_printf ("cp -r %s %s", frozen, older);
  g_autoptr (RemSecret) passphrase = rem_secret_new_passphrase ("three quiet words", -1);
  g_autofree char *path = g_build_filename (self->place, "older", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  if (!protect (self))
    return;
  g_assert_null (
      rem_box_open (path, REM_SLOT_PASSPHRASE, passphrase, self->box.clock, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_READ_ONLY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/box-read-only/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("open-elsewhere", test_open_elsewhere);
  ADD ("older", test_older);
  ADD ("after-a-clean-end", test_after_a_clean_end);
  ADD ("after-an-unclean-end", test_after_an_unclean_end);
  ADD ("copy-from-it", test_copy_from_it);
  return g_test_run ();
}
