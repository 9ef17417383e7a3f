/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Boxes of older schemas, made once by the program of their time and frozen: each must open for
 * ever, whole, and take what is new. Never make the files anew. */

#include "config.h"

#include "box-fixture.h"

#include "rem-box-snapshot.h"
#include "rem-helper-store.h"
#include "rem-keepsake-store.h"
#include "rem-occasion-store.h"
#include "rem-person-store.h"

#include <glib/gstdio.h>

static const char *const file_names[] = { "box.db", "keys" };

static char *
thaw (const char *name, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "old.memorybox", NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *from =
          g_test_build_filename (G_TEST_DIST, "data", name, file_names[i], NULL);
      g_autofree char *to = g_build_filename (path, file_names[i], NULL);
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;
      gsize size;

      g_file_get_contents (from, &bytes, &size, &error);
      g_assert_no_error (error);
      g_file_set_contents_full (to, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
      g_assert_no_error (error);
    }
  return g_steal_pointer (&path);
}

static gpointer
look (RemDatabase *database,
      RemObjectStore *objects,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  RemKeepsakeQuery query = { .words = "mar" };
  g_autoptr (GArray) ids = rem_keepsake_store_query (database, &query, NULL, NULL);
  g_autoptr (GPtrArray) persons = rem_person_store_list (database, NULL);
  g_autoptr (GPtrArray) occasions = rem_occasion_store_list (database, NULL);
  g_autoptr (GPtrArray) helpers = rem_helper_store_list (database, REM_HELPER_KIND_PERSON, NULL);
  g_autoptr (RemHelper) empty = rem_helper_new (REM_HELPER_KIND_PERSON, "h", 1);
  g_autoptr (RemHelper) helper = rem_helper_with (empty, "Ana", "", "");

  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpuint (persons->len, ==, 1);
  g_assert_cmpstr (rem_person_get_name (g_ptr_array_index (persons, 0)), ==, "Luz");
  g_assert_cmpuint (occasions->len, ==, 1);
  g_assert_cmpuint (helpers->len, ==, GPOINTER_TO_UINT (data));
  g_assert_true (rem_helper_store_put (database, helper, 2, NULL));
  return GINT_TO_POINTER (TRUE);
}

/* What the older program left was kept first, whole: in the place of box.db it is brought up again.
 */
static void
assert_saved_before_upgrade (const char *path, RemSecret *passphrase, RemClock *clock)
{
  g_autoptr (GPtrArray) snapshots = rem_box_list_snapshots (path);
  g_autofree char *database = g_build_filename (path, "box.db", NULL);
  g_autofree char *saved = NULL;
  g_autoptr (RemBox) box = NULL;
  g_autoptr (GError) error = NULL;
  RemSnapshot *snapshot;

  g_assert_cmpuint (snapshots->len, ==, 1);
  snapshot = g_ptr_array_index (snapshots, 0);
  g_assert_cmpint (snapshot->kind, ==, REM_SNAPSHOT_UPGRADE);
  saved = g_build_filename (path, "snapshots", snapshot->name, NULL);
  g_assert_cmpint (g_rename (saved, database), ==, 0);
  box = rem_box_open (path, REM_SLOT_PASSPHRASE, passphrase, clock, NULL, &error);
  g_assert_no_error (error);
  rem_box_call (box, REM_BOX_CHANGE_HELPERS, look, GUINT_TO_POINTER (0), NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rem_box_close (box, &error));
}

static void
test_version (gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("rem-migration-XXXXXX", NULL);
  g_autofree char *path = thaw (data, folder);
  g_autoptr (RemSecret) passphrase = rem_secret_new_passphrase ("three quiet words", -1);
  g_autoptr (RemClock) clock =
      REM_CLOCK (rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid"));

  for (guint n_helpers = 0; n_helpers < 2; n_helpers++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RemBox) box =
          rem_box_open (path, REM_SLOT_PASSPHRASE, passphrase, clock, NULL, &error);

      g_assert_no_error (error);
      rem_box_call (box, REM_BOX_CHANGE_HELPERS, look, GUINT_TO_POINTER (n_helpers), NULL, NULL,
                    &error);
      g_assert_no_error (error);
      g_assert_true (rem_box_close (box, &error));
      g_assert_no_error (error);
    }
  assert_saved_before_upgrade (path, passphrase, clock);
  box_fixture_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/migration/version-1", "box-1", test_version);
  g_test_add_data_func ("/migration/version-3", "box-3", test_version);

  return g_test_run ();
}
