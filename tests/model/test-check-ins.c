/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-check-ins.h"

static GPtrArray *
list (ModelFixture *fixture, const char *words, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_check_ins_list_async (fixture->context, words, NULL, model_fixture_store_cb, &result);
  return rem_check_ins_list_finish (fixture->context, model_fixture_wait (&result), error);
}

static gboolean
keep (ModelFixture *fixture, RemCheckIn *check_in, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_check_ins_keep_async (fixture->context, check_in, NULL, model_fixture_store_cb, &result);
  return rem_check_ins_keep_finish (fixture->context, model_fixture_wait (&result), error);
}

static gboolean
set_removed (ModelFixture *fixture, RemCheckIn *check_in, gboolean removed, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_check_ins_set_removed_async (fixture->context, check_in, removed, NULL,
                                   model_fixture_store_cb, &result);
  return rem_check_ins_set_removed_finish (fixture->context, model_fixture_wait (&result), error);
}

static void
test_errors (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemCheckIn) draft = rem_check_ins_new_draft (fixture->context);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) list_error = NULL;
  g_autoptr (GError) keep_error = NULL;

  g_assert_false (set_removed (fixture, draft, TRUE, &missing));
  g_assert_error (missing, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  model_fixture_lock (fixture);
  g_assert_null (list (fixture, "", &list_error));
  g_assert_error (list_error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
  g_assert_false (keep (fixture, draft, &keep_error));
  g_assert_error (keep_error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
}

static void
test_keep_find_remove (ModelFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint n_found;
  } table[] = {
    { "", 2 },        { "corazon", 1 },     { "Corazón", 1 }, { "RELIEF", 1 },
    { "sadness", 2 }, { "sadness lak", 1 }, { "joy", 0 },     { "  ", 2 },
  };
  g_autoptr (RemCheckIn) first_draft = rem_check_ins_new_draft (fixture->context);
  g_autoptr (RemCheckIn) first =
      rem_check_in_with (first_draft, "Sadness\nRelief", "", "By the lake.");
  g_autoptr (RemCheckIn) second_draft = NULL;
  g_autoptr (RemCheckIn) second = NULL;
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (keep (fixture, first, &error));
  rem_manual_clock_advance (fixture->clock, 24 * 3600);
  second_draft = rem_check_ins_new_draft (fixture->context);
  second = rem_check_in_with (second_draft, "Sadness", "El corazón acelerado", "");
  g_assert_true (keep (fixture, second, &error));

  model_fixture_lock (fixture);
  model_fixture_unlock (fixture);
  both = list (fixture, "", &error);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpstr (rem_check_in_get_uuid (g_ptr_array_index (both, 0)), ==,
                   rem_check_in_get_uuid (second));
  g_assert_cmpstr (rem_check_in_get_feelings (g_ptr_array_index (both, 1)), ==, "Sadness\nRelief");
  g_assert_cmpstr (rem_check_in_get_words (g_ptr_array_index (both, 1)), ==, "By the lake.");
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GPtrArray) found = list (fixture, table[i].words, &error);

      g_test_message ("“%s”", table[i].words);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, table[i].n_found);
    }

  g_assert_true (set_removed (fixture, first, TRUE, &error));
  one = list (fixture, "", &error);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_true (set_removed (fixture, first, FALSE, &error));
  again = list (fixture, "", &error);
  g_assert_cmpuint (again->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/check-ins/errors", test_errors);
  MODEL_FIXTURE_ADD ("/check-ins/keep-find-remove", test_keep_find_remove);
  return g_test_run ();
}
