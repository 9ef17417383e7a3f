/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-own-rituals.h"

static GPtrArray *
list (ModelFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_own_rituals_list_async (fixture->context, NULL, model_fixture_store_cb, &result);
  return rem_own_rituals_list_finish (fixture->context, model_fixture_wait (&result), error);
}

static gboolean
keep (ModelFixture *fixture, RemRitual *ritual, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_own_rituals_keep_async (fixture->context, ritual, NULL, model_fixture_store_cb, &result);
  return rem_own_rituals_keep_finish (fixture->context, model_fixture_wait (&result), error);
}

static gboolean
set_removed (ModelFixture *fixture, RemRitual *ritual, gboolean removed, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_own_rituals_set_removed_async (fixture->context, ritual, removed, NULL,
                                     model_fixture_store_cb, &result);
  return rem_own_rituals_set_removed_finish (fixture->context, model_fixture_wait (&result), error);
}

static void
test_errors (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemRitual) draft = rem_own_rituals_new_draft (fixture->context);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) list_error = NULL;
  g_autoptr (GError) keep_error = NULL;

  g_assert_false (set_removed (fixture, draft, TRUE, &missing));
  g_assert_error (missing, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  model_fixture_lock (fixture);
  g_assert_null (list (fixture, &list_error));
  g_assert_error (list_error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
  g_assert_false (keep (fixture, draft, &keep_error));
  g_assert_error (keep_error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
}

static void
test_keep_change_remove (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemRitual) draft = rem_own_rituals_new_draft (fixture->context);
  g_autoptr (RemRitual) ritual = rem_ritual_with (draft, " Bread ", "Knead it.\n\n Let it rest. \n",
                                                  "Flour", "For you.", REM_COMPANY_TWO, "d");
  g_autoptr (RemRitual) changed = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *steps = NULL;
  g_autoptr (GError) error = NULL;
  RemRitual *first;

  g_assert_true (keep (fixture, ritual, &error));
  model_fixture_lock (fixture);
  model_fixture_unlock (fixture);
  kept = list (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 1);
  first = g_ptr_array_index (kept, 0);
  g_assert_true (rem_ritual_is_own (first));
  g_assert_cmpstr (rem_ritual_get_id (first), ==, rem_ritual_get_id (draft));
  g_assert_cmpstr (rem_ritual_get_title (first), ==, "Bread");
  steps = rem_ritual_join_steps (first);
  g_assert_cmpstr (steps, ==, "Knead it.\nLet it rest.");
  g_assert_cmpstr (rem_ritual_get_needs (first), ==, "Flour");
  g_assert_cmpstr (rem_ritual_get_note (first), ==, "For you.");
  g_assert_cmpstr (rem_ritual_get_occasion (first), ==, "d");
  g_assert_cmpint (rem_ritual_get_company (first), ==, REM_COMPANY_TWO);

  changed = rem_ritual_with (first, "Bread", "", "", "", REM_COMPANY_EITHER, "");
  g_assert_true (keep (fixture, changed, &error));
  g_assert_true (set_removed (fixture, changed, TRUE, &error));
  none = list (fixture, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (set_removed (fixture, changed, FALSE, &error));
  again = list (fixture, &error);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_null (rem_ritual_get_steps (g_ptr_array_index (again, 0))[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/own-rituals/errors", test_errors);
  MODEL_FIXTURE_ADD ("/own-rituals/keep-change-remove", test_keep_change_remove);
  return g_test_run ();
}
