/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-occasions.h"
#include "rem-upcoming-list.h"

static void
wait_until_quiet (ModelFixture *fixture, RemUpcomingList *list)
{
  model_fixture_settle (fixture);
  while (rem_upcoming_list_is_busy (list))
    g_main_context_iteration (NULL, TRUE);
}

/* "2026-11-25 A; 2026-11-25 B (skipped)" */
static char *
describe (GListModel *model)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (RemOccurrence) occurrence = g_list_model_get_item (model, i);
      g_autofree char *iso = rem_date_to_iso (rem_occurrence_get_date (occurrence));

      g_string_append_printf (text, "%s%s %s%s", i > 0 ? "; " : "", iso,
                              rem_occurrence_get_label (occurrence),
                              rem_occurrence_is_skipped (occurrence) ? " (skipped)" : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_list (ModelFixture *fixture,
             RemUpcomingList *list,
             const char *upcoming,
             const char *resting)
{
  g_autofree char *found = NULL;
  g_autofree char *found_resting = NULL;

  wait_until_quiet (fixture, list);
  found = describe (G_LIST_MODEL (list));
  found_resting = describe (rem_upcoming_list_get_resting (list));
  g_assert_cmpstr (found, ==, upcoming);
  g_assert_cmpstr (found_resting, ==, resting);
}

static void
keep (ModelFixture *fixture, const char *label, const char *edtf, RemRepeat repeat)
{
  g_autoptr (RemOccasion) date = model_fixture_build_date (fixture, label, edtf, repeat, NULL);

  model_fixture_keep_date (fixture, date);
}

static void
test_order_and_resting (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemUpcomingList) list = rem_upcoming_list_new (fixture->context, 60);

  g_assert_true (rem_upcoming_list_is_busy (list));
  assert_list (fixture, list, "", "");

  keep (fixture, "Later", "2025-12-24", REM_REPEAT_YEARLY);
  keep (fixture, "B", "2025-11-25", REM_REPEAT_YEARLY);
  keep (fixture, "A", "2024-11-25", REM_REPEAT_YEARLY);
  keep (fixture, "Today", "2020-11-22", REM_REPEAT_YEARLY);
  keep (fixture, "Once", "2026-12-01", REM_REPEAT_NEVER);
  keep (fixture, "Past", "2020-03-01", REM_REPEAT_NEVER);
  keep (fixture, "Spring", "2009-21", REM_REPEAT_YEARLY);
  keep (fixture, "Far", "2025-05-05", REM_REPEAT_YEARLY);
  assert_list (fixture, list,
               "2026-11-22 Today; 2026-11-25 A; 2026-11-25 B; 2026-12-01 Once; 2026-12-24 Later",
               "2009-03-01 Spring; 2020-03-01 Past; 2027-05-05 Far");
}

/* What comes each week would bury the rest: its next day stands for all, and one that was passed
 * over stays where it can be taken back. */
static void
test_series_is_folded (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemUpcomingList) list = rem_upcoming_list_new (fixture->context, 366);
  g_autoptr (RemOccasion) week =
      model_fixture_build_date (fixture, "Week", "2026-11-02", REM_REPEAT_WEEKLY, NULL);
  g_autoptr (GAsyncResult) skipped = NULL;
  g_autoptr (GError) error = NULL;

  model_fixture_keep_date (fixture, week);
  keep (fixture, "First months", "2026-01-30", REM_REPEAT_MONTHLY_FIRST_YEAR);
  assert_list (fixture, list,
               "2026-11-23 Week; 2026-11-30 First months; 2026-12-30 First months; "
               "2027-01-30 First months",
               "");

  rem_occasions_set_skipped_async (fixture->context, rem_occasion_get_uuid (week),
                                   (RemDate){ 2026, 11, 23 }, TRUE, NULL, model_fixture_store_cb,
                                   &skipped);
  rem_occasions_set_skipped_finish (fixture->context, model_fixture_wait (&skipped), &error);
  g_assert_no_error (error);
  assert_list (fixture, list,
               "2026-11-23 Week (skipped); 2026-11-30 First months; 2026-11-30 Week; "
               "2026-12-30 First months; 2027-01-30 First months",
               "");
}

/* A month or a season comes back as such, and stands with what comes now once it has begun. */
static void
test_vague (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemUpcomingList) list = rem_upcoming_list_new (fixture->context, 366);

  keep (fixture, "Autumn", "2009-23", REM_REPEAT_YEARLY);
  keep (fixture, "March", "2009-03", REM_REPEAT_YEARLY);
  keep (fixture, "A year", "2009", REM_REPEAT_YEARLY);
  assert_list (fixture, list, "2026-11-22 Autumn; 2027-03-01 March; 2027-09-01 Autumn",
               "2009-01-01 A year");
}

static void
test_skipped_and_removed (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemUpcomingList) list = rem_upcoming_list_new (fixture->context, 60);
  g_autoptr (RemOccasion) date =
      model_fixture_build_date (fixture, "A", "2024-11-25", REM_REPEAT_YEARLY, NULL);
  g_autoptr (GAsyncResult) skipped = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GError) error = NULL;

  model_fixture_keep_date (fixture, date);
  keep (fixture, "B", "2024-11-26", REM_REPEAT_YEARLY);
  rem_occasions_set_skipped_async (fixture->context, rem_occasion_get_uuid (date),
                                   (RemDate){ 2026, 11, 25 }, TRUE, NULL, model_fixture_store_cb,
                                   &skipped);
  rem_occasions_set_skipped_finish (fixture->context, model_fixture_wait (&skipped), &error);
  g_assert_no_error (error);
  assert_list (fixture, list, "2026-11-25 A (skipped); 2026-11-26 B", "");

  rem_occasions_set_removed_async (fixture->context, rem_occasion_get_uuid (date), TRUE, NULL,
                                   model_fixture_store_cb, &removed);
  rem_occasions_set_removed_finish (fixture->context, model_fixture_wait (&removed), &error);
  g_assert_no_error (error);
  assert_list (fixture, list, "2026-11-26 B", "");
}

static void
note_change_cb (GListModel *model, guint position, guint removed, guint added, GString *changes)
{
  g_string_append_printf (changes, "[%u -%u +%u]", position, removed, added);
}

/* What did not change stays where it is. */
static void
test_small_changes (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemUpcomingList) list = rem_upcoming_list_new (fixture->context, 60);
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autoptr (RemOccurrence) held = NULL;
  g_autoptr (RemOccurrence) again = NULL;

  keep (fixture, "A", "2025-11-25", REM_REPEAT_YEARLY);
  keep (fixture, "C", "2025-11-27", REM_REPEAT_YEARLY);
  wait_until_quiet (fixture, list);
  held = g_list_model_get_item (G_LIST_MODEL (list), 1);

  g_signal_connect (list, "items-changed", G_CALLBACK (note_change_cb), changes);
  keep (fixture, "B", "2025-11-26", REM_REPEAT_YEARLY);
  wait_until_quiet (fixture, list);
  g_assert_cmpstr (changes->str, ==, "[1 -0 +1]");
  again = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_assert_true (again == held);
}

/* The list turns with the day where the person is: midnight in Madrid, then a journey. */
static void
test_day_changes (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemUpcomingList) list = rem_upcoming_list_new (fixture->context, 3);

  keep (fixture, "A", "2025-11-22", REM_REPEAT_YEARLY);
  keep (fixture, "B", "2025-11-26", REM_REPEAT_YEARLY);
  assert_list (fixture, list, "2026-11-22 A", "2026-11-26 B");

  rem_manual_clock_advance (fixture->clock, 12 * 60 * 60 + 59 * 60);
  assert_list (fixture, list, "2026-11-22 A", "2026-11-26 B");
  rem_manual_clock_advance (fixture->clock, 60);
  assert_list (fixture, list, "2026-11-26 B", "2027-11-22 A");

  rem_manual_clock_set_zone (fixture->clock, "America/Lima");
  rem_manual_clock_advance (fixture->clock, 60 * 60);
  assert_list (fixture, list, "2026-11-22 A", "2026-11-26 B");
}

static void
test_lock_empties (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemUpcomingList) list = rem_upcoming_list_new (fixture->context, 60);

  keep (fixture, "A", "2025-11-25", REM_REPEAT_YEARLY);
  keep (fixture, "Past", "2020-03-01", REM_REPEAT_NEVER);
  assert_list (fixture, list, "2026-11-25 A", "2020-03-01 Past");
  model_fixture_lock (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (rem_upcoming_list_get_resting (list)), ==, 0);
  model_fixture_unlock (fixture);
  assert_list (fixture, list, "2026-11-25 A", "2020-03-01 Past");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/upcoming-list/order-and-resting", test_order_and_resting);
  MODEL_FIXTURE_ADD ("/upcoming-list/series-is-folded", test_series_is_folded);
  MODEL_FIXTURE_ADD ("/upcoming-list/vague", test_vague);
  MODEL_FIXTURE_ADD ("/upcoming-list/skipped-and-removed", test_skipped_and_removed);
  MODEL_FIXTURE_ADD ("/upcoming-list/small-changes", test_small_changes);
  MODEL_FIXTURE_ADD ("/upcoming-list/day-changes", test_day_changes);
  MODEL_FIXTURE_ADD ("/upcoming-list/lock-empties", test_lock_empties);

  return g_test_run ();
}
