/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "model-fixture.h"
#include "rem-box-error.h"
#include "rem-keepsakes.h"
#include "rem-salvage.h"

static char *
keep_letters (ModelFixture *fixture)
{
  char *last = NULL;

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (RemKeepsake) empty =
          rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_LETTER);
      g_autofree char *text = g_strnfill (3000, 'a' + (char) (i % 26));
      g_autoptr (RemKeepsake) letter = rem_keepsake_with_text (empty, text);

      model_fixture_keep (fixture, letter);
      g_free (last);
      last = g_strdup (rem_keepsake_get_uuid (letter));
    }
  return last;
}

/* Pages of the writing, but not the first: the box does not open, or not to its end. */
static void
spoil (ModelFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->box_path, "box.db", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (gsize at = 16384 + 10 * 4096; at < size; at += 12 * 4096)
    bytes[at + 100] ^= 1;
  bytes[16384 + 4096 + 50] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static char *
salvage (ModelFixture *fixture,
         RemSecret *secret,
         GCancellable *cancellable,
         char **place,
         GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_salvage_async (fixture->context, REM_SLOT_PASSPHRASE, secret, NULL, cancellable,
                     model_fixture_store_cb, &result);
  return rem_salvage_finish (fixture->context, model_fixture_wait (&result), place, error);
}

static void
test_refusals (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemSecret) wrong = rem_secret_new_passphrase ("the sea in summer", -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *place = NULL;
  g_autofree char *saved = g_build_filename (fixture->folder, "test-saved.memorybox", NULL);
  g_autoptr (GError) error = NULL;

  /* It is open here. */
  g_assert_null (salvage (fixture, fixture->passphrase, NULL, &place, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE);
  g_clear_error (&error);
  model_fixture_lock (fixture);
  g_assert_null (salvage (fixture, wrong, NULL, &place, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (salvage (fixture, fixture->passphrase, cancellable, &place, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (saved, G_FILE_TEST_EXISTS));
}

/* Saved beside, put in its place, opened as always; the damaged one is there as it was. */
static void
test_saved_and_settled (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *last = keep_letters (fixture);
  g_autofree char *database = g_build_filename (fixture->box_path, "box.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *words = NULL;
  g_autofree char *place = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *aside_path = NULL;
  g_autofree char *aside_database = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GAsyncResult) settled = NULL;
  g_autoptr (RemKeepsake) found = NULL;
  g_autoptr (GError) error = NULL;
  gsize before_size;
  gsize after_size;

  model_fixture_lock (fixture);
  spoil (fixture);
  g_assert_true (g_file_get_contents (database, &before, &before_size, NULL));
  words = salvage (fixture, fixture->passphrase, NULL, &place, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (words, "The damaged box was left as it is."));
  g_assert_true (g_str_has_suffix (place, "-saved.memorybox"));

  rem_salvage_settle_async (fixture->context, place, model_fixture_store_cb, &settled);
  aside = rem_salvage_settle_finish (fixture->context, model_fixture_wait (&settled), &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (place, G_FILE_TEST_EXISTS));
  aside_path = g_build_filename (fixture->folder, aside, NULL);
  aside_database = g_build_filename (aside_path, "box.db", NULL);
  g_assert_true (g_file_get_contents (aside_database, &after, &after_size, NULL));
  g_assert_cmpmem (before, before_size, after, after_size);

  model_fixture_unlock (fixture);
  found = model_fixture_get (fixture, last);
  g_assert_nonnull (found);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/salvage/refusals", test_refusals);
  MODEL_FIXTURE_ADD ("/salvage/saved-and-settled", test_saved_and_settled);
  return g_test_run ();
}
