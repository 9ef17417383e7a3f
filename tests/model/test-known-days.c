/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-known-days.h"
#include "rem-occasions.h"
#include "rem-plan-writer.h"
#include "rem-reminders.h"

/* The fixture's day is 22 November 2026, in Madrid. */

static void
wish (ModelFixture *fixture,
      RemReminderWords words,
      const char *country,
      const char *day,
      RemDayWish wished)
{
  g_autoptr (RemReminderSettings) plain = rem_reminder_settings_new ();
  g_autoptr (RemReminderSettings) spoken = rem_reminder_settings_with_words (plain, words);
  g_autoptr (RemReminderSettings) placed = rem_reminder_settings_with_country (spoken, country);
  g_autoptr (RemReminderSettings) settings =
      rem_reminder_settings_with_day_wish (placed, day, wished);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_reminders_set_settings_async (fixture->context, settings, model_fixture_store_cb, &result);
  rem_reminders_set_settings_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
}

static void
assert_plan (ModelFixture *fixture, const char *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RemReminderPlan) plan = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  rem_plan_writer_flush_async (rem_context_get_plan_writer (fixture->context),
                               model_fixture_store_cb, &result);
  rem_plan_writer_flush_finish (rem_context_get_plan_writer (fixture->context),
                                model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  plan = rem_reminder_plan_load (fixture->plan_path, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < rem_reminder_plan_get_n_entries (plan); i++)
    {
      const RemPlanEntry *entry = rem_reminder_plan_get_entry (plan, i);
      g_autofree char *iso = rem_date_to_iso (entry->date);

      g_string_append_printf (text, "%s%s %02u:%02u", i > 0 ? "; " : "", iso, entry->hour,
                              entry->minute);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static char *
find_near (ModelFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_known_days_find_near_async (fixture->context, NULL, model_fixture_store_cb, &result);

  return rem_known_days_find_near_finish (fixture->context, model_fixture_wait (&result), error);
}

static void
test_closed (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  model_fixture_lock (fixture);
  g_assert_null (find_near (fixture, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
}

static void
test_nothing_unasked (ModelFixture *fixture, gconstpointer data)
{
  g_autofree char *near = find_near (fixture, NULL);

  g_assert_cmpstr (near, ==, "");
  wish (fixture, REM_REMINDER_WORDS_PRIVATE, "ES", "mothers-day", REM_DAY_WISH_NOTHING);
  assert_plan (fixture, "");
}

/* Six days before, and without a country there is nothing to tell. */
static void
test_told (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemReminderPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  wish (fixture, REM_REMINDER_WORDS_SOFT, NULL, "mothers-day", REM_DAY_WISH_TELL);
  assert_plan (fixture, "");
  wish (fixture, REM_REMINDER_WORDS_SOFT, "ES", "mothers-day", REM_DAY_WISH_TELL);
  assert_plan (fixture, "2027-04-26 10:00; 2028-05-01 10:00");
  plan = rem_reminder_plan_load (fixture->plan_path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rem_reminder_plan_get_entry (plan, 0)->title, ==, "In the coming days");
  g_assert_cmpstr (rem_reminder_plan_get_entry (plan, 0)->body, ==,
                   "Sunday may be a noisy day out there. You asked to know.");
}

static void
test_words (ModelFixture *fixture, gconstpointer data)
{
  static const struct
  {
    RemReminderWords words;
    const char *day;
    const char *body;
  } cases[] = {
    { REM_REMINDER_WORDS_PRIVATE, "october-15", "There is something here for you." },
    { REM_REMINDER_WORDS_SOFT, "october-15",
      "Friday is a day that others keep too. You asked to know." },
    { REM_REMINDER_WORDS_NAMED, "mothers-day", "Mother’s Day: Sunday, 2 May. You asked to know." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemReminderPlan) plan = NULL;
      g_autoptr (GAsyncResult) result = NULL;

      wish (fixture, cases[i].words, "ES", cases[i].day, REM_DAY_WISH_TELL);
      rem_plan_writer_flush_async (rem_context_get_plan_writer (fixture->context),
                                   model_fixture_store_cb, &result);
      g_assert_true (rem_plan_writer_flush_finish (rem_context_get_plan_writer (fixture->context),
                                                   model_fixture_wait (&result), NULL));
      plan = rem_reminder_plan_load (fixture->plan_path, NULL);
      g_assert_nonnull (plan);
      g_assert_cmpstr (rem_reminder_plan_get_entry (plan, 0)->body, ==, cases[i].body);
    }
}

/* The day and the six before it: what would be told then is not told at all. */
static void
test_silent_week (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemOccasion) date =
      model_fixture_build_date (fixture, "A", "2026-04-25", REM_REPEAT_RULE, "0d@10:00");
  g_autoptr (RemOccasion) daily = rem_occasion_with_rule (date, "FREQ=DAILY;UNTIL=20270504");

  rem_manual_clock_set (fixture->clock, "2027-04-23T12:00:00Z");
  model_fixture_keep_date (fixture, daily);
  assert_plan (
      fixture,
      "2027-04-22 10:00; 2027-04-24 10:00; 2027-04-25 10:00; 2027-04-26 10:00; 2027-04-27 10:00; "
      "2027-04-28 10:00; 2027-04-29 10:00; 2027-04-30 10:00; 2027-05-01 10:00; "
      "2027-05-02 10:00; 2027-05-03 10:00; 2027-05-04 10:00");
  wish (fixture, REM_REMINDER_WORDS_SOFT, "ES", "mothers-day", REM_DAY_WISH_SILENT);
  assert_plan (
      fixture,
      "2027-04-22 10:00; 2027-04-24 10:00; 2027-04-25 10:00; 2027-05-03 10:00; 2027-05-04 10:00");
}

/* Inside the window it is told by its name, from six days before until it is over. */
static void
test_near (ModelFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *now;
    const char *words;
  } cases[] = {
    { "2027-04-25T12:00:00Z", "" },
    { "2027-04-26T12:00:00Z", "Mother’s Day: Sunday, 2 May. You asked to know." },
    { "2027-05-02T12:00:00Z", "Mother’s Day: Sunday, 2 May. You asked to know." },
    { "2027-05-03T12:00:00Z", "" },
  };

  wish (fixture, REM_REMINDER_WORDS_PRIVATE, "ES", "mothers-day", REM_DAY_WISH_TELL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *near = NULL;

      rem_manual_clock_set (fixture->clock, cases[i].now);
      near = find_near (fixture, NULL);
      g_assert_cmpstr (near, ==, cases[i].words);
    }
}

/* It becomes a date like others, with its rule and its hour. */
static void
test_new_date (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) days = rem_known_day_list ();

  for (guint i = 0; i < days->len; i++)
    {
      RemKnownDay *day = g_ptr_array_index (days, i);
      g_autoptr (RemOccasion) date = rem_known_days_new_date (fixture->context, day, "FR");
      g_autoptr (GArray) found = NULL;

      g_test_message ("%s", rem_known_day_get_id (day));
      if (rem_known_day_get_rule (day, "FR") == NULL)
        {
          g_assert_null (date);
          continue;
        }
      g_assert_nonnull (date);
      g_assert_cmpstr (rem_occasion_get_label (date), ==, rem_known_day_get_title (day));
      found = rem_occasion_list_occurrences (date, (RemDate){ 2026, 11, 22 },
                                             (RemDate){ 2028, 11, 21 }, 0, NULL);
      g_assert_nonnull (found);
      g_assert_cmpuint (found->len, ==, 2);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/known-days/closed", test_closed);
  MODEL_FIXTURE_ADD ("/known-days/nothing-unasked", test_nothing_unasked);
  MODEL_FIXTURE_ADD ("/known-days/told", test_told);
  MODEL_FIXTURE_ADD ("/known-days/words", test_words);
  MODEL_FIXTURE_ADD ("/known-days/silent-week", test_silent_week);
  MODEL_FIXTURE_ADD ("/known-days/near", test_near);
  MODEL_FIXTURE_ADD ("/known-days/new-date", test_new_date);

  return g_test_run ();
}
