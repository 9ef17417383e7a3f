/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "model-fixture.h"
#include "rem-box-snapshot.h"
#include "rem-keepsakes.h"
#include "rem-safekeeper.h"

typedef struct
{
  ModelFixture model;
  RemSafekeeper *keeper;
  char *stick;
  char *copy;
} SafeFixture;

static void
set_up (SafeFixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;

  model_fixture_set_up (&fixture->model, data);
  fixture->stick = g_build_filename (fixture->model.folder, "stick", NULL);
  name = g_path_get_basename (fixture->model.box_path);
  fixture->copy = g_build_filename (fixture->stick, name, NULL);
  g_assert_cmpint (g_mkdir (fixture->stick, 0700), ==, 0);
  fixture->keeper = rem_context_get_safekeeper (fixture->model.context);
  rem_safekeeper_start (fixture->keeper);
  while (rem_safekeeper_get_settings (fixture->keeper) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (SafeFixture *fixture, gconstpointer data)
{
  model_fixture_tear_down (&fixture->model, data);
  g_free (fixture->stick);
  g_free (fixture->copy);
}

static void
wait_for_words (SafeFixture *fixture)
{
  while (rem_safekeeper_get_work (fixture->keeper) != REM_SAFE_NOTHING ||
         rem_safekeeper_get_words (fixture->keeper) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_words (SafeFixture *fixture, const char *expected)
{
  wait_for_words (fixture);
  g_assert_cmpstr (rem_safekeeper_get_words (fixture->keeper), ==, expected);
}

static void
keep_letter (SafeFixture *fixture, const char *text)
{
  g_autoptr (RemKeepsake) empty =
      rem_keepsakes_new_draft (fixture->model.context, REM_KEEPSAKE_KIND_LETTER);
  g_autoptr (RemKeepsake) letter = rem_keepsake_with_text (empty, text);

  model_fixture_keep (&fixture->model, letter);
}

static void
reload (SafeFixture *fixture)
{
  model_fixture_lock (&fixture->model);
  g_assert_null (rem_safekeeper_get_settings (fixture->keeper));
  model_fixture_unlock (&fixture->model);
  while (rem_safekeeper_get_settings (fixture->keeper) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_copy (SafeFixture *fixture, gconstpointer data)
{
  g_autofree char *nothing = g_build_filename (fixture->model.folder, "nothing", NULL);
  g_autofree char *line = NULL;

  /* Without a folder nothing is done. */
  rem_safekeeper_copy (fixture->keeper);
  g_assert_cmpint (rem_safekeeper_get_work (fixture->keeper), ==, REM_SAFE_NOTHING);

  rem_safekeeper_set_folder (fixture->keeper, nothing);
  rem_safekeeper_copy (fixture->keeper);
  assert_words (fixture, "The folder for the copy is not there. Nothing was copied. If it is on a "
                         "stick, connect that first.");
  g_assert_cmpint (rem_safekeeper_get_settings (fixture->keeper)->copied_us, ==, 0);

  keep_letter (fixture, "The first snow.");
  rem_safekeeper_set_folder (fixture->keeper, fixture->stick);
  rem_safekeeper_set_tell (fixture->keeper, TRUE);
  rem_safekeeper_copy (fixture->keeper);
  assert_words (fixture, "Your copy holds 1 letter. All whole.");
  g_assert_true (g_file_test (fixture->copy, G_FILE_TEST_IS_DIR));

  /* What was chosen stays, and when it was. */
  reload (fixture);
  g_assert_cmpstr (rem_safekeeper_get_settings (fixture->keeper)->folder, ==, fixture->stick);
  g_assert_true (rem_safekeeper_get_settings (fixture->keeper)->tell);
  g_assert_cmpint (rem_safekeeper_get_settings (fixture->keeper)->copied_us, >, 0);
  g_assert_null (rem_safekeeper_dup_soft_line (fixture->keeper));
  rem_manual_clock_advance (fixture->model.clock, 31 * 24 * 60 * 60);
  line = rem_safekeeper_dup_soft_line (fixture->keeper);
  g_assert_cmpstr (line, ==, "The last copy is of 22 November 2026.");
  rem_safekeeper_set_tell (fixture->keeper, FALSE);
  g_assert_null (rem_safekeeper_dup_soft_line (fixture->keeper));
}

static void
test_check (SafeFixture *fixture, gconstpointer data)
{
  g_autofree char *keys = g_build_filename (fixture->model.box_path, "keys", NULL);

  keep_letter (fixture, "The first snow.");
  rem_safekeeper_check (fixture->keeper);
  assert_words (fixture, "1 letter. All whole.");
  g_assert_true (rem_safekeeper_get_settings (fixture->keeper)->checked_whole);
  g_assert_cmpint (g_unlink (keys), ==, 0);
  rem_safekeeper_check (fixture->keeper);
  g_assert_null (rem_safekeeper_get_words (fixture->keeper));
  assert_words (fixture,
                "One copy of the keys is not whole. It is made anew when the box is opened "
                "next. Everything else is whole. Nothing was changed.");
  g_assert_false (rem_safekeeper_get_settings (fixture->keeper)->checked_whole);
}

/* The one sealed file of the box. */
static char *
find_object (SafeFixture *fixture)
{
  g_autofree char *objects = g_build_filename (fixture->model.box_path, "objects", NULL);
  g_autoptr (GDir) dir = g_dir_open (objects, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (objects, name, NULL);
      g_autoptr (GDir) inner = g_dir_open (folder, 0, NULL);
      const char *object = inner != NULL ? g_dir_read_name (inner) : NULL;

      if (object != NULL)
        return g_build_filename (folder, object, NULL);
    }
  return NULL;
}

static char *
keep_document (SafeFixture *fixture, const char *title)
{
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->model.context, REM_KEEPSAKE_KIND_DOCUMENT);
  g_autoptr (RemKeepsake) titled = rem_keepsake_with_title (draft, title);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("in the winter", 13, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RemAttachment) kept = NULL;
  g_autoptr (GError) error = NULL;

  rem_keepsakes_keep_file_async (fixture->model.context, titled, stream, "paper.bin", NULL, NULL,
                                 NULL, model_fixture_store_cb, &result);
  kept =
      rem_keepsakes_keep_file_finish (fixture->model.context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  return g_strdup (rem_keepsake_get_uuid (titled));
}

static GPtrArray *
list_damaged (SafeFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *keepsakes;

  rem_safekeeper_list_damaged_async (fixture->keeper, model_fixture_store_cb, &result);
  keepsakes = rem_safekeeper_list_damaged_finish (fixture->model.context,
                                                  model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  return keepsakes;
}

static void
check_and_wait (SafeFixture *fixture)
{
  rem_safekeeper_check (fixture->keeper);
  wait_for_words (fixture);
}

/* What is damaged is known by name, also after the lock, until a copy that has it was brought in.
 */
static void
test_damage (SafeFixture *fixture, gconstpointer data)
{
  g_autofree char *uuid = keep_document (fixture, "Paper of the hospital");
  g_autofree char *path = find_object (fixture);
  g_autoptr (GPtrArray) damaged = NULL;
  g_autoptr (GPtrArray) later = NULL;

  rem_safekeeper_set_folder (fixture->keeper, fixture->stick);
  rem_safekeeper_copy (fixture->keeper);
  wait_for_words (fixture);
  check_and_wait (fixture);
  g_assert_false (rem_safekeeper_has_damage (fixture->keeper));

  g_assert_true (g_file_set_contents (path, "no more", -1, NULL));
  check_and_wait (fixture);
  g_assert_true (rem_safekeeper_has_damage (fixture->keeper));
  reload (fixture);
  g_assert_true (rem_safekeeper_has_damage (fixture->keeper));
  damaged = list_damaged (fixture);
  g_assert_cmpuint (damaged->len, ==, 1);
  g_assert_cmpstr (rem_keepsake_get_uuid (g_ptr_array_index (damaged, 0)), ==, uuid);
  g_assert_cmpstr (rem_keepsake_get_title (g_ptr_array_index (damaged, 0)), ==,
                   "Paper of the hospital");

  /* Left be, it is told again only when it is something else. */
  rem_safekeeper_leave_damage (fixture->keeper);
  g_assert_false (rem_safekeeper_has_damage (fixture->keeper));
  check_and_wait (fixture);
  g_assert_false (rem_safekeeper_has_damage (fixture->keeper));
  later = list_damaged (fixture);
  g_assert_cmpuint (later->len, ==, 1);

  rem_safekeeper_preview (fixture->keeper, fixture->copy, NULL);
  assert_words (fixture, "1 file that cannot be read here is whole there, and would come.");
  rem_safekeeper_merge (fixture->keeper);
  assert_words (fixture, "1 file that could not be read here was taken from there. How your box "
                         "was before is kept.");
  while (*rem_safekeeper_get_settings (fixture->keeper)->damaged != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (rem_safekeeper_get_settings (fixture->keeper)->checked_whole);
}

static void
store_list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GPtrArray **) user_data = rem_safekeeper_list_finish (REM_SAFEKEEPER (source), result);
}

static GPtrArray *
list (SafeFixture *fixture)
{
  GPtrArray *snapshots = NULL;

  rem_safekeeper_list_async (fixture->keeper, store_list_cb, &snapshots);
  while (snapshots == NULL)
    g_main_context_iteration (NULL, TRUE);
  return snapshots;
}

/* A minute after the opening the state of the day is kept, and then what is due is done; nothing is
 * said of it. */
static void
test_by_itself (SafeFixture *fixture, gconstpointer data)
{
  rem_safekeeper_set_folder (fixture->keeper, fixture->stick);
  rem_safekeeper_set_weekly (fixture->keeper, TRUE);
  rem_manual_clock_advance (fixture->model.clock, 60);
  while (rem_safekeeper_get_settings (fixture->keeper)->copied_us == 0)
    g_main_context_iteration (NULL, TRUE);
  while (rem_context_is_working (fixture->model.context))
    g_main_context_iteration (NULL, TRUE);
  {
    g_autoptr (GPtrArray) snapshots = list (fixture);

    g_assert_cmpuint (snapshots->len, ==, 1);
  }
  g_assert_true (g_file_test (fixture->copy, G_FILE_TEST_IS_DIR));
  g_assert_null (rem_safekeeper_get_words (fixture->keeper));
  g_assert_cmpint (rem_safekeeper_get_settings (fixture->keeper)->checked_us, ==, 0);

  /* An hour later: everything is read, for that was never done. */
  rem_manual_clock_advance (fixture->model.clock, 60 * 60);
  while (rem_safekeeper_get_settings (fixture->keeper)->checked_us == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (rem_safekeeper_get_words (fixture->keeper));
}

static void
test_restore (SafeFixture *fixture, gconstpointer data)
{
  g_autofree char *place = g_build_filename (fixture->model.folder, "earlier", NULL);
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autofree char *expected = NULL;
  const RemSnapshot *snapshot;

  keep_letter (fixture, "The first snow.");
  rem_manual_clock_advance (fixture->model.clock, 60);
  while (snapshots == NULL || snapshots->len == 0)
    {
      g_clear_pointer (&snapshots, g_ptr_array_unref);
      snapshots = list (fixture);
    }
  while (rem_context_is_working (fixture->model.context))
    g_main_context_iteration (NULL, TRUE);
  snapshot = g_ptr_array_index (snapshots, 0);
  rem_safekeeper_restore (fixture->keeper, snapshot->name, place);
  expected = g_strdup_printf ("The new box holds 1 letter. All whole. It is in “%s” and opens with "
                              "the passphrase of this one.",
                              place);
  assert_words (fixture, expected);
  rem_safekeeper_restore (fixture->keeper, snapshot->name, place);
  assert_words (fixture, "Something of that name is already there. It was left as it is. Choose "
                         "another folder.");
}

static void
test_other_box (SafeFixture *fixture, gconstpointer data)
{
  g_autofree char *partner = g_build_filename (fixture->model.folder, "partner", NULL);
  g_autoptr (RemSecret) own = rem_secret_new_passphrase ("a quiet room", -1);
  g_autoptr (RemSecret) wrong = rem_secret_new_passphrase ("a loud room", -1);
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (RemBox) other =
      rem_box_create (partner, own, 64, REM_CLOCK (fixture->model.clock), &code, NULL, NULL);

  g_assert_true (rem_box_close (other, NULL));
  rem_safekeeper_preview (fixture->keeper, fixture->model.folder, NULL);
  assert_words (fixture, "There is no memory box in that folder. Nothing was changed. Choose the "
                         "folder of the box itself; its name often ends in “.memorybox”.");
  rem_safekeeper_preview (fixture->keeper, partner, NULL);
  wait_for_words (fixture);
  g_assert_true (rem_safekeeper_needs_secret (fixture->keeper));
  g_assert_false (rem_safekeeper_can_merge (fixture->keeper));
  rem_safekeeper_preview (fixture->keeper, partner, wrong);
  wait_for_words (fixture);
  g_assert_true (rem_safekeeper_needs_secret (fixture->keeper));
  rem_safekeeper_preview (fixture->keeper, partner, own);
  assert_words (fixture, "The other box holds nothing that is not here already.");
  g_assert_false (rem_safekeeper_needs_secret (fixture->keeper));
  g_assert_true (rem_safekeeper_can_merge (fixture->keeper));
  rem_safekeeper_merge (fixture->keeper);
  assert_words (fixture, "The other box holds nothing that is not here already. How your box was "
                         "before is kept.");
  g_assert_false (rem_safekeeper_can_merge (fixture->keeper));
  g_assert_true (rem_safekeeper_can_undo (fixture->keeper));
  keep_letter (fixture, "Written since.");
  rem_safekeeper_undo_merge (fixture->keeper);
  assert_words (fixture, "Your box is as it was before.");
  g_assert_false (rem_safekeeper_can_undo (fixture->keeper));
}

/* Locking ends what is under way, and the box is closed all the same. */
static void
test_lock_ends_work (SafeFixture *fixture, gconstpointer data)
{
  keep_letter (fixture, "The first snow.");
  rem_safekeeper_set_folder (fixture->keeper, fixture->stick);
  rem_safekeeper_copy (fixture->keeper);
  g_assert_cmpint (rem_safekeeper_get_work (fixture->keeper), ==, REM_SAFE_COPY);
  model_fixture_lock (&fixture->model);
  g_assert_cmpint (rem_safekeeper_get_work (fixture->keeper), ==, REM_SAFE_NOTHING);
  model_fixture_unlock (&fixture->model);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, SafeFixture, NULL, set_up, func, tear_down)
  ADD ("/safekeeper/copy", test_copy);
  ADD ("/safekeeper/check", test_check);
  ADD ("/safekeeper/damage", test_damage);
  ADD ("/safekeeper/by-itself", test_by_itself);
  ADD ("/safekeeper/restore", test_restore);
  ADD ("/safekeeper/other-box", test_other_box);
  ADD ("/safekeeper/lock-ends-work", test_lock_ends_work);
  return g_test_run ();
}
