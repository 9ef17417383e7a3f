/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-rituals.h"

static GPtrArray *
list (ModelFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *lines;

  rem_rituals_list_held_async (fixture->context, NULL, model_fixture_store_cb, &result);
  lines = rem_rituals_list_held_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  return lines;
}

static void
keep (ModelFixture *fixture, RemRitualHeld *held)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_rituals_keep_held_async (fixture->context, held, NULL, model_fixture_store_cb, &result);
  g_assert_true (
      rem_rituals_keep_held_finish (fixture->context, model_fixture_wait (&result), &error));
  g_assert_no_error (error);
}

static gboolean
set_removed (ModelFixture *fixture, RemRitualHeld *held, gboolean removed, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_rituals_set_held_removed_async (fixture->context, held, removed, NULL, model_fixture_store_cb,
                                      &result);
  return rem_rituals_set_held_removed_finish (fixture->context, model_fixture_wait (&result),
                                              error);
}

static void
test_not_found (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemRitualHeld) held =
      rem_rituals_new_held (fixture->context, REM_RITUAL_CANDLE, "", "Never kept.");
  g_autoptr (GError) error = NULL;

  g_assert_false (set_removed (fixture, held, TRUE, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
}

static void
test_locked (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  model_fixture_lock (fixture);
  rem_rituals_list_held_async (fixture->context, NULL, model_fixture_store_cb, &result);
  g_assert_null (
      rem_rituals_list_held_finish (fixture->context, model_fixture_wait (&result), &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
}

static void
test_keep_remove_restore (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemRitualHeld) candle =
      rem_rituals_new_held (fixture->context, REM_RITUAL_CANDLE, "a-date", "A candle for Luna.");
  g_autoptr (RemRitualHeld) tree = NULL;
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;
  RemRitualHeld *first;

  keep (fixture, candle);
  rem_manual_clock_advance (fixture->clock, 24 * 3600);
  tree = rem_rituals_new_held (fixture->context, "plant", "", "The plum tree has leaves.");
  keep (fixture, tree);

  model_fixture_lock (fixture);
  model_fixture_unlock (fixture);
  both = list (fixture);
  g_assert_cmpuint (both->len, ==, 2);
  first = g_ptr_array_index (both, 0);
  g_assert_cmpstr (rem_ritual_held_get_words (first), ==, "The plum tree has leaves.");
  first = g_ptr_array_index (both, 1);
  g_assert_cmpstr (rem_ritual_held_get_ritual (first), ==, REM_RITUAL_CANDLE);
  g_assert_cmpstr (rem_ritual_held_get_occasion (first), ==, "a-date");
  g_assert_true (
      rem_date_equal (rem_ritual_held_get_day (first), rem_ritual_held_get_day (candle)));
  g_assert_cmpint (rem_ritual_held_get_created_us (first), ==,
                   rem_ritual_held_get_created_us (candle));

  g_assert_true (set_removed (fixture, candle, TRUE, &error));
  one = list (fixture);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_true (set_removed (fixture, candle, FALSE, &error));
  again = list (fixture);
  g_assert_cmpuint (again->len, ==, 2);
}

/* In other words, and still the same line about the same day. */
static void
test_change (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemRitualHeld) held =
      rem_rituals_new_held (fixture->context, REM_RITUAL_CANDLE, "", "A candle for Luna.");
  g_autoptr (RemRitualHeld) changed = rem_ritual_held_with_words (held, "A candle for both.");
  g_autoptr (GPtrArray) lines = NULL;

  keep (fixture, held);
  rem_manual_clock_advance (fixture->clock, 3600);
  keep (fixture, changed);
  lines = list (fixture);
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (rem_ritual_held_get_words (g_ptr_array_index (lines, 0)), ==,
                   "A candle for both.");
  g_assert_cmpint (rem_ritual_held_get_created_us (g_ptr_array_index (lines, 0)), ==,
                   rem_ritual_held_get_created_us (held));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/rituals/not-found", test_not_found);
  MODEL_FIXTURE_ADD ("/rituals/locked", test_locked);
  MODEL_FIXTURE_ADD ("/rituals/keep-remove-restore", test_keep_remove_restore);
  MODEL_FIXTURE_ADD ("/rituals/change", test_change);
  return g_test_run ();
}
