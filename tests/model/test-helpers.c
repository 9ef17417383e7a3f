/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-helpers.h"

static GPtrArray *
list (ModelFixture *fixture, RemHelperKind kind, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_helpers_list_async (fixture->context, kind, NULL, model_fixture_store_cb, &result);
  return rem_helpers_list_finish (fixture->context, model_fixture_wait (&result), error);
}

static gboolean
keep (ModelFixture *fixture, RemHelper *helper, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_helpers_keep_async (fixture->context, helper, NULL, model_fixture_store_cb, &result);
  return rem_helpers_keep_finish (fixture->context, model_fixture_wait (&result), error);
}

static gboolean
set_removed (ModelFixture *fixture, RemHelper *helper, gboolean removed, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_helpers_set_removed_async (fixture->context, helper, removed, NULL, model_fixture_store_cb,
                                 &result);
  return rem_helpers_set_removed_finish (fixture->context, model_fixture_wait (&result), error);
}

static void
note_cb (RemContext *context, guint changes, guint *all)
{
  *all |= changes;
}

static void
test_closed (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemHelper) draft = rem_helpers_new_draft (fixture->context, REM_HELPER_KIND_PERSON);
  g_autoptr (GError) list_error = NULL;
  g_autoptr (GError) keep_error = NULL;
  g_autoptr (GError) remove_error = NULL;

  model_fixture_lock (fixture);
  g_assert_null (list (fixture, REM_HELPER_KIND_PERSON, &list_error));
  g_assert_error (list_error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
  g_assert_false (keep (fixture, draft, &keep_error));
  g_assert_error (keep_error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
  g_assert_false (set_removed (fixture, draft, TRUE, &remove_error));
  g_assert_error (remove_error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
}

static void
test_life (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemHelper) draft = rem_helpers_new_draft (fixture->context, REM_HELPER_KIND_PERSON);
  g_autoptr (RemHelper) ana = rem_helper_with (draft, "Ana", "listens", "600 000 000");
  g_autoptr (RemHelper) changed = rem_helper_with (draft, "Ana", "listens, at night too", "");
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) things = NULL;
  g_autoptr (GError) error = NULL;
  guint changes = 0;

  g_signal_connect (fixture->context, "changed", G_CALLBACK (note_cb), &changes);
  before = list (fixture, REM_HELPER_KIND_PERSON, NULL);
  g_assert_cmpuint (before->len, ==, 0);
  g_assert_false (set_removed (fixture, ana, TRUE, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);

  g_assert_true (keep (fixture, ana, NULL));
  g_assert_true (keep (fixture, changed, NULL));
  g_assert_cmpuint (changes & REM_BOX_CHANGE_HELPERS, !=, 0);
  kept = list (fixture, REM_HELPER_KIND_PERSON, NULL);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpstr (rem_helper_get_how (g_ptr_array_index (kept, 0)), ==, "listens, at night too");

  g_assert_true (set_removed (fixture, ana, TRUE, NULL));
  without = list (fixture, REM_HELPER_KIND_PERSON, NULL);
  g_assert_cmpuint (without->len, ==, 0);
  g_assert_true (set_removed (fixture, ana, FALSE, NULL));
  again = list (fixture, REM_HELPER_KIND_PERSON, NULL);
  g_assert_cmpuint (again->len, ==, 1);
  things = list (fixture, REM_HELPER_KIND_COMFORT, NULL);
  g_assert_cmpuint (things->len, ==, 0);
  g_signal_handlers_disconnect_by_data (fixture->context, &changes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/model/helpers/closed", test_closed);
  MODEL_FIXTURE_ADD ("/model/helpers/life", test_life);

  return g_test_run ();
}
