/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-bin.h"
#include "rem-box-error.h"
#include "rem-check-ins.h"
#include "rem-removed-words.h"
#include "rem-rituals.h"

static GPtrArray *
list (ModelFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  rem_removed_words_list_async (fixture->context, NULL, model_fixture_store_cb, &result);
  found = rem_removed_words_list_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  return found;
}

static gboolean
put_back (ModelFixture *fixture, RemRemovedKind kind, const char *uuid, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_removed_words_put_back_async (fixture->context, kind, uuid, model_fixture_store_cb, &result);
  return rem_removed_words_put_back_finish (fixture->context, model_fixture_wait (&result), error);
}

static RemRitualHeld *
remove_line (ModelFixture *fixture)
{
  RemRitualHeld *held = rem_rituals_new_held (fixture->context, "plant", "", "The plum tree.");
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GAsyncResult) removed = NULL;

  rem_rituals_keep_held_async (fixture->context, held, NULL, model_fixture_store_cb, &kept);
  g_assert_true (rem_rituals_keep_held_finish (fixture->context, model_fixture_wait (&kept), NULL));
  rem_manual_clock_advance (fixture->clock, 1);
  rem_rituals_set_held_removed_async (fixture->context, held, TRUE, NULL, model_fixture_store_cb,
                                      &removed);
  g_assert_true (
      rem_rituals_set_held_removed_finish (fixture->context, model_fixture_wait (&removed), NULL));
  return held;
}

static void
remove_check_in (ModelFixture *fixture)
{
  g_autoptr (RemCheckIn) draft = rem_check_ins_new_draft (fixture->context);
  g_autoptr (RemCheckIn) check_in =
      rem_check_in_with (draft, "Sadness\nRelief", "", "By the lake.");
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GAsyncResult) removed = NULL;

  rem_check_ins_keep_async (fixture->context, check_in, NULL, model_fixture_store_cb, &kept);
  g_assert_true (rem_check_ins_keep_finish (fixture->context, model_fixture_wait (&kept), NULL));
  rem_manual_clock_advance (fixture->clock, 1);
  rem_check_ins_set_removed_async (fixture->context, check_in, TRUE, NULL, model_fixture_store_cb,
                                   &removed);
  g_assert_true (
      rem_check_ins_set_removed_finish (fixture->context, model_fixture_wait (&removed), NULL));
}

static void
test_not_found (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (int kind = REM_REMOVED_LINE; kind <= REM_REMOVED_PERSON; kind++)
    {
      g_assert_false (put_back (fixture, (RemRemovedKind) kind, "none", &error));
      g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
}

static void
test_put_back (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemRitualHeld) held = remove_line (fixture);
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  RemRemovedWords *first;

  remove_check_in (fixture);
  both = list (fixture);
  g_assert_cmpuint (both->len, ==, 2);
  first = g_ptr_array_index (both, 0);
  g_assert_cmpint (first->kind, ==, REM_REMOVED_CHECK_IN);
  g_assert_cmpstr (first->day, ==, "2026-11-22");
  g_assert_cmpstr (first->words, ==, "Sadness\nRelief\n\nBy the lake.");

  g_assert_true (put_back (fixture, REM_REMOVED_LINE, rem_ritual_held_get_uuid (held), NULL));
  one = list (fixture);
  g_assert_cmpuint (one->len, ==, 1);
  rem_rituals_list_held_async (fixture->context, NULL, model_fixture_store_cb, &result);
  lines = rem_rituals_list_held_finish (fixture->context, model_fixture_wait (&result), NULL);
  g_assert_cmpuint (lines->len, ==, 1);
}

/* What is not removed stays when the rest is erased. */
static void
test_empty (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemRitualHeld) line = remove_line (fixture);
  g_autoptr (GAsyncResult) emptied = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  gboolean held = FALSE;

  g_assert_true (put_back (fixture, REM_REMOVED_LINE, rem_ritual_held_get_uuid (line), NULL));
  remove_check_in (fixture);
  rem_bin_empty_async (fixture->context, FALSE, NULL, model_fixture_store_cb, &emptied);
  g_assert_true (
      rem_bin_empty_finish (fixture->context, model_fixture_wait (&emptied), &held, &error));
  g_assert_no_error (error);
  none = list (fixture);
  g_assert_cmpuint (none->len, ==, 0);
  rem_rituals_list_held_async (fixture->context, NULL, model_fixture_store_cb, &listed);
  lines = rem_rituals_list_held_finish (fixture->context, model_fixture_wait (&listed), NULL);
  g_assert_cmpuint (lines->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/removed-words/not-found", test_not_found);
  MODEL_FIXTURE_ADD ("/removed-words/put-back", test_put_back);
  MODEL_FIXTURE_ADD ("/removed-words/empty", test_empty);
  return g_test_run ();
}
