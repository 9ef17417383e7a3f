/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-keepsakes.h"

static void
note_state_cb (RemContext *context, GParamSpec *pspec, GString *states)
{
  static const char letters[] = "NLBO";

  g_string_append_c (states, letters[rem_context_get_state (context)]);
}

static void
unlock_with (ModelFixture *fixture, const char *passphrase, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RemSecret) secret = rem_secret_new_passphrase (passphrase, -1);

  rem_context_unlock_async (fixture->context, REM_SLOT_PASSPHRASE, secret, NULL,
                            model_fixture_store_cb, &result);
  rem_context_unlock_finish (fixture->context, model_fixture_wait (&result), error);
}

static void
test_nothing_without_a_box (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) unlocked = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) no_box = NULL;
  g_autoptr (GError) closed = NULL;
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_NOTE);

  g_assert_cmpint (rem_context_get_state (fixture->context), ==, REM_CONTEXT_NO_BOX);
  g_assert_null (rem_context_get_box (fixture->context));

  unlock_with (fixture, "whatever", &no_box);
  g_assert_error (no_box, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_assert_cmpint (rem_context_get_state (fixture->context), ==, REM_CONTEXT_NO_BOX);

  rem_keepsakes_keep_async (fixture->context, draft, NULL, model_fixture_store_cb, &kept);
  g_assert_null (rem_keepsakes_keep_finish (fixture->context, model_fixture_wait (&kept), &closed));
  g_assert_error (closed, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);

  /* What is not open is locked. */
  model_fixture_lock (fixture);
}

static void
test_life (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) states = g_string_new (NULL);
  g_autoptr (GAsyncResult) created = NULL;
  g_autoptr (GAsyncResult) unlocked = NULL;
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_LETTER);
  g_autoptr (RemKeepsake) letter = rem_keepsake_with_text (draft, "Dear Luna, it snowed.");
  g_autoptr (RemKeepsake) found = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->context, "notify::state", G_CALLBACK (note_state_cb), states);

  rem_context_create_async (fixture->context, fixture->passphrase, 64, NULL, model_fixture_store_cb,
                            &created);
  g_assert_cmpint (rem_context_get_state (fixture->context), ==, REM_CONTEXT_BUSY);
  rem_context_create_finish (fixture->context, model_fixture_wait (&created), &code, &error);
  g_assert_no_error (error);
  g_assert_nonnull (code);
  g_assert_nonnull (rem_context_get_box (fixture->context));

  model_fixture_keep (fixture, letter);
  model_fixture_lock (fixture);
  g_assert_null (rem_context_get_box (fixture->context));

  unlock_with (fixture, "the sea in summer", &error);
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE);
  g_clear_error (&error);
  g_assert_cmpint (rem_context_get_state (fixture->context), ==, REM_CONTEXT_LOCKED);

  model_fixture_unlock (fixture);
  found = model_fixture_get (fixture, rem_keepsake_get_uuid (letter));
  g_assert_true (rem_keepsake_equal (found, letter));
  model_fixture_lock (fixture);

  /* The recovery code opens it as well. */
  rem_context_unlock_async (fixture->context, REM_SLOT_RECOVERY_CODE, code, NULL,
                            model_fixture_store_cb, &unlocked);
  rem_context_unlock_finish (fixture->context, model_fixture_wait (&unlocked), &error);
  g_assert_no_error (error);
  model_fixture_lock (fixture);

  g_assert_cmpstr (states->str, ==, "BOBLBLBOBLBOBL");
  g_signal_handlers_disconnect_by_data (fixture->context, states);
}

static void
test_one_box_once (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) created = NULL;
  g_autoptr (GError) exists = NULL;
  g_autoptr (GError) in_use = NULL;
  g_autoptr (GError) exists_still = NULL;
  g_autoptr (GAsyncResult) again = NULL;

  rem_context_create_async (fixture->context, fixture->passphrase, 64, NULL, model_fixture_store_cb,
                            &created);
  g_assert_false (
      rem_context_create_finish (fixture->context, model_fixture_wait (&created), NULL, &exists));
  g_assert_error (exists, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS);

  unlock_with (fixture, "the sea in winter", &in_use);
  g_assert_error (in_use, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE);
  g_assert_cmpint (rem_context_get_state (fixture->context), ==, REM_CONTEXT_OPEN);

  model_fixture_lock (fixture);
  rem_context_create_async (fixture->context, fixture->passphrase, 64, NULL, model_fixture_store_cb,
                            &again);
  g_assert_false (rem_context_create_finish (fixture->context, model_fixture_wait (&again), NULL,
                                             &exists_still));
  g_assert_error (exists_still, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS);
  g_assert_cmpint (rem_context_get_state (fixture->context), ==, REM_CONTEXT_LOCKED);
}

/* The session is locked while the key is being derived. */
static void
test_lock_while_opening (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) unlocked = NULL;
  g_autoptr (GAsyncResult) busy = NULL;
  g_autoptr (GAsyncResult) locked = NULL;
  g_autoptr (GError) error = NULL;

  model_fixture_lock (fixture);
  rem_context_unlock_async (fixture->context, REM_SLOT_PASSPHRASE, fixture->passphrase, NULL,
                            model_fixture_store_cb, &unlocked);
  rem_context_unlock_async (fixture->context, REM_SLOT_PASSPHRASE, fixture->passphrase, NULL,
                            model_fixture_store_cb, &busy);
  rem_context_lock_async (fixture->context, model_fixture_store_cb, &locked);

  g_assert_false (rem_context_unlock_finish (fixture->context, model_fixture_wait (&busy), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_clear_error (&error);

  rem_context_unlock_finish (fixture->context, model_fixture_wait (&unlocked), &error);
  g_assert_no_error (error);
  rem_context_lock_finish (fixture->context, model_fixture_wait (&locked), &error);
  g_assert_no_error (error);
  g_assert_cmpint (rem_context_get_state (fixture->context), ==, REM_CONTEXT_LOCKED);
}

static void
test_everybody_is_told_of_a_lock (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  rem_context_lock_async (fixture->context, model_fixture_store_cb, &first);
  rem_context_lock_async (fixture->context, model_fixture_store_cb, &second);
  rem_context_lock_finish (fixture->context, model_fixture_wait (&first), &error);
  g_assert_no_error (error);
  rem_context_lock_finish (fixture->context, model_fixture_wait (&second), &error);
  g_assert_no_error (error);
}

static void
note_changes_cb (RemContext *context, guint changes, guint *changes_out)
{
  *changes_out |= changes;
}

static void
test_changed (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemKeepsake) draft =
      rem_keepsakes_new_draft (fixture->context, REM_KEEPSAKE_KIND_NOTE);
  g_autoptr (RemOccasion) date =
      model_fixture_build_date (fixture, "A day", "2025-11-25", REM_REPEAT_YEARLY, NULL);
  guint changes = 0;

  model_fixture_settle (fixture);
  g_signal_connect (fixture->context, "changed", G_CALLBACK (note_changes_cb), &changes);
  model_fixture_keep (fixture, draft);
  model_fixture_settle (fixture);
  /* The plan writer may make its salt, a setting, at any moment after the box was opened. */
  g_assert_cmpuint (changes & ~(guint) REM_BOX_CHANGE_SETTINGS, ==, REM_BOX_CHANGE_KEEPSAKES);

  changes = 0;
  model_fixture_keep_date (fixture, date);
  model_fixture_settle (fixture);
  g_assert_cmpuint (changes & ~(guint) REM_BOX_CHANGE_SETTINGS, ==, REM_BOX_CHANGE_OCCASIONS);
  g_signal_handlers_disconnect_by_data (fixture->context, &changes);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/context/nothing-without-a-box", ModelFixture, NULL,
              model_fixture_set_up_without_box, test_nothing_without_a_box,
              model_fixture_tear_down);
  g_test_add ("/context/life", ModelFixture, NULL, model_fixture_set_up_without_box, test_life,
              model_fixture_tear_down);
  MODEL_FIXTURE_ADD ("/context/one-box-once", test_one_box_once);
  MODEL_FIXTURE_ADD ("/context/lock-while-opening", test_lock_while_opening);
  MODEL_FIXTURE_ADD ("/context/everybody-is-told-of-a-lock", test_everybody_is_told_of_a_lock);
  MODEL_FIXTURE_ADD ("/context/changed", test_changed);

  return g_test_run ();
}
