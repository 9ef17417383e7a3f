/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-occasions.h"
#include "rem-occurrence.h"
#include "rem-persons.h"
#include "rem-plan-writer.h"
#include "rem-reminders.h"

static void
flush (ModelFixture *fixture)
{
  RemPlanWriter *writer = rem_context_get_plan_writer (fixture->context);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_plan_writer_flush_async (writer, model_fixture_store_cb, &result);
  rem_plan_writer_flush_finish (writer, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
}

static RemReminderSettings *
get_settings (ModelFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RemReminderSettings *settings = NULL;

  rem_reminders_get_settings_async (fixture->context, NULL, model_fixture_store_cb, &result);
  settings =
      rem_reminders_get_settings_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  return settings;
}

static void
set_settings (ModelFixture *fixture, RemReminderSettings *settings)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_reminders_set_settings_async (fixture->context, settings, model_fixture_store_cb, &result);
  rem_reminders_set_settings_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
}

static void
set_words (ModelFixture *fixture, RemReminderWords words)
{
  g_autoptr (RemReminderSettings) settings = get_settings (fixture);
  g_autoptr (RemReminderSettings) changed = rem_reminder_settings_with_words (settings, words);

  set_settings (fixture, changed);
}

static void
set_pause (ModelFixture *fixture, RemReminderPause pause, RemDate until)
{
  g_autoptr (RemReminderSettings) settings = get_settings (fixture);
  g_autoptr (RemReminderSettings) changed =
      rem_reminder_settings_with_pause (settings, pause, until);

  set_settings (fixture, changed);
}

static void
set_own_words (ModelFixture *fixture, RemOccasion *date, const char *words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_reminders_set_own_words_async (fixture->context, rem_occasion_get_uuid (date), words,
                                     model_fixture_store_cb, &result);
  rem_reminders_set_own_words_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
}

/* The list on the page, and that the plan on the disk says the same in the same order. */
static void
assert_coming (ModelFixture *fixture, int n_days, const char *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) notices = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RemReminderPlan) plan = NULL;
  g_autoptr (RemReminderScheduler) scheduler = NULL;
  g_autoptr (GPtrArray) planned = NULL;
  g_autoptr (GError) error = NULL;
  RemDate until = rem_date_add_days (rem_clock_get_today (REM_CLOCK (fixture->clock)), n_days);

  rem_reminders_list_coming_async (fixture->context, NULL, model_fixture_store_cb, &result);
  notices = rem_reminders_list_coming_finish (fixture->context, model_fixture_wait (&result),
                                              n_days, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < notices->len; i++)
    {
      const RemNotice *notice = g_ptr_array_index (notices, i);
      g_autofree char *iso = rem_date_to_iso (notice->day);

      g_string_append_printf (text, "%s %s: %s\n", iso, notice->title, notice->body);
    }
  g_assert_cmpstr (text->str, ==, expected);

  flush (fixture);
  plan = rem_reminder_plan_load (fixture->plan_path, &error);
  g_assert_no_error (error);
  scheduler = rem_reminder_scheduler_new (REM_CLOCK (fixture->clock), rem_fired_record_new ());
  rem_reminder_scheduler_set_plan (scheduler, plan);
  planned = rem_reminder_scheduler_list_coming (scheduler, until);
  g_assert_cmpuint (planned->len, ==, notices->len);
  for (guint i = 0; i < notices->len; i++)
    g_assert_cmpstr (((RemNotice *) g_ptr_array_index (planned, i))->body, ==,
                     ((RemNotice *) g_ptr_array_index (notices, i))->body);
}

static void
test_closed (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) got = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) gone = NULL;
  g_autoptr (GError) error = NULL;

  model_fixture_lock (fixture);
  rem_reminders_get_settings_async (fixture->context, NULL, model_fixture_store_cb, &got);
  g_assert_null (
      rem_reminders_get_settings_finish (fixture->context, model_fixture_wait (&got), &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
  g_clear_error (&error);
  rem_reminders_list_coming_async (fixture->context, NULL, model_fixture_store_cb, &listed);
  g_assert_null (
      rem_reminders_list_coming_finish (fixture->context, model_fixture_wait (&listed), 7, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
  g_clear_error (&error);
  rem_reminders_list_gone_by_async (fixture->context, NULL, model_fixture_store_cb, &gone);
  g_assert_null (
      rem_reminders_list_gone_by_finish (fixture->context, model_fixture_wait (&gone), &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED);
}

static void
keep_dates (ModelFixture *fixture)
{
  static const struct
  {
    const char *label;
    const char *edtf;
    const char *reminder;
  } dates[] = {
    { "First snow", "2026-11-24", "0d@10:00" }, { "The plum tree", "2026-11-26", "1d@10:00" },
    { "Winter", "2026-12-03", "7d@10:00" },     { "Rain", "2026-12-02", "4d@10:00" },
    { "Far away", "2026-12-25", "26d@10:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (RemOccasion) date =
          model_fixture_build_date (fixture, dates[i].label, dates[i].edtf, REM_REPEAT_NEVER,
                                    dates[i].reminder);

      model_fixture_keep_date (fixture, date);
    }
}

static void
test_words (ModelFixture *fixture, gconstpointer data)
{
  keep_dates (fixture);
  assert_coming (fixture, 3,
                 "2026-11-24 Remember: There is something here for you.\n"
                 "2026-11-25 Remember: There is something here for you.\n");
  set_words (fixture, REM_REMINDER_WORDS_SOFT);
  assert_coming (
      fixture, 10,
      "2026-11-24 Today: Today is one of your dates. Nothing is expected of you.\n"
      "2026-11-25 Tomorrow: A date you marked is tomorrow.\n"
      "2026-11-26 A date you marked: It comes in a week. You decide what to do with it.\n"
      "2026-11-28 A date you marked: It comes on Wednesday. You decide what to do with it.\n"
      "2026-11-29 A date you marked: It comes on 25 December. You decide what to do with it.\n");
  set_words (fixture, REM_REMINDER_WORDS_NAMED);
  assert_coming (fixture, 4,
                 "2026-11-24 Today: Today: First snow. Nothing is expected of you.\n"
                 "2026-11-25 Tomorrow: Tomorrow: The plum tree. You decide what to do with it.\n"
                 "2026-11-26 A date you marked: Winter comes on Thursday, 3 December.\n");
}

static void
test_name (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemPerson) luna = rem_persons_new_draft (fixture->context, "Luna");
  const char *persons[] = { rem_person_get_uuid (luna), NULL };
  g_autoptr (RemOccasion) date =
      model_fixture_build_date (fixture, "Day", "2026-11-24", REM_REPEAT_NEVER, "0d@10:00");
  g_autoptr (RemOccasion) about = rem_occasion_with_persons (date, persons);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_persons_keep_async (fixture->context, luna, NULL, model_fixture_store_cb, &result);
  rem_persons_keep_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  model_fixture_keep_date (fixture, about);
  set_words (fixture, REM_REMINDER_WORDS_NAMED);
  assert_coming (fixture, 7, "2026-11-24 Today: Today is Luna’s date: Day.\n");
}

static void
test_own_words (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemOccasion) date =
      model_fixture_build_date (fixture, "A", "2026-11-24", REM_REPEAT_NEVER, "0d@10:00");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RemNotice) preview = NULL;
  g_autoptr (GError) error = NULL;

  /* Before anything is kept. */
  rem_reminders_preview_async (fixture->context, date, "The tea is warm.", NULL,
                               model_fixture_store_cb, &result);
  preview = rem_reminders_preview_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (preview->title, ==, "Remember");
  g_assert_cmpstr (preview->body, ==, "The tea is warm.");

  model_fixture_keep_date (fixture, date);
  set_words (fixture, REM_REMINDER_WORDS_NAMED);
  set_own_words (fixture, date, "The tea is warm.");
  assert_coming (fixture, 7, "2026-11-24 Remember: The tea is warm.\n");
  model_fixture_lock (fixture);
  model_fixture_unlock (fixture);
  assert_coming (fixture, 7, "2026-11-24 Remember: The tea is warm.\n");
  set_own_words (fixture, date, "");
  assert_coming (fixture, 7, "2026-11-24 Today: Today: A. Nothing is expected of you.\n");
}

static void
test_pause (ModelFixture *fixture, gconstpointer data)
{
  keep_dates (fixture);
  set_pause (fixture, REM_REMINDER_PAUSE_UNTIL, (RemDate){ 2026, 11, 28 });
  assert_coming (fixture, 6, "2026-11-28 Remember: There is something here for you.\n");
  set_pause (fixture, REM_REMINDER_PAUSE_OPEN, REM_DATE_UNKNOWN);
  assert_coming (fixture, 700, "");
  set_pause (fixture, REM_REMINDER_PAUSE_NONE, REM_DATE_UNKNOWN);
  assert_coming (fixture, 2, "2026-11-24 Remember: There is something here for you.\n");
}

/* Somebody who has not been here for two years hears it once, in the last words that there are. */
static void
test_low_plan (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemOccasion) date =
      model_fixture_build_date (fixture, "A", "2020-11-24", REM_REPEAT_YEARLY, "0d@10:00");
  g_autoptr (RemOccasion) once =
      model_fixture_build_date (fixture, "B", "2026-11-25", REM_REPEAT_NEVER, "0d@10:00");

  model_fixture_keep_date (fixture, once);
  assert_coming (fixture, 800, "2026-11-25 Remember: There is something here for you.\n");
  model_fixture_keep_date (fixture, date);
  assert_coming (fixture, 800,
                 "2026-11-24 Remember: There is something here for you.\n"
                 "2026-11-25 Remember: There is something here for you.\n"
                 "2027-11-24 Remember: There is something here for you. "
                 "Opening Remember keeps reminders coming.\n");
}

static char *
describe_gone_by (ModelFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  rem_reminders_list_gone_by_async (fixture->context, NULL, model_fixture_store_cb, &result);
  days = rem_reminders_list_gone_by_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < days->len; i++)
    g_string_append_printf (text, "%s;", rem_occurrence_get_label (g_ptr_array_index (days, i)));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_gone_by (ModelFixture *fixture, const char *expected)
{
  g_autofree char *found = describe_gone_by (fixture);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_gone_by (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemOccasion) told =
      model_fixture_build_date (fixture, "Told", "2026-11-23", REM_REPEAT_NEVER, "0d@10:00");
  g_autoptr (RemOccasion) untold =
      model_fixture_build_date (fixture, "Untold", "2026-11-24", REM_REPEAT_YEARLY, "1d@10:00");
  g_autoptr (RemOccasion) silent =
      model_fixture_build_date (fixture, "Silent", "2026-11-24", REM_REPEAT_NEVER, NULL);
  g_autoptr (RemFiredRecord) record = rem_fired_record_new ();
  g_autoptr (RemReminderPlan) plan = NULL;
  g_autofree char *told_path = g_build_filename (fixture->folder, "told", NULL);
  const char *ids[] = { NULL, NULL };
  g_autoptr (GError) error = NULL;

  model_fixture_keep_date (fixture, told);
  flush (fixture);
  plan = rem_reminder_plan_load (fixture->plan_path, &error);
  g_assert_no_error (error);
  ids[0] = rem_reminder_plan_get_entry (plan, 0)->id;
  rem_fired_record_add (record, (RemDate){ 2026, 11, 23 }, ids);
  rem_fired_record_save (record, told_path, &error);
  g_assert_no_error (error);

  model_fixture_keep_date (fixture, untold);
  model_fixture_keep_date (fixture, silent);
  assert_gone_by (fixture, "");
  rem_manual_clock_set (fixture->clock, "2026-11-25T09:00:00Z");
  assert_gone_by (fixture, "Untold;");
  rem_manual_clock_set (fixture->clock, "2026-11-27T09:00:00Z");
  assert_gone_by (fixture, "Untold;");
  set_pause (fixture, REM_REMINDER_PAUSE_UNTIL, (RemDate){ 2026, 12, 1 });
  assert_gone_by (fixture, "");
  set_pause (fixture, REM_REMINDER_PAUSE_NONE, REM_DATE_UNKNOWN);
  rem_manual_clock_set (fixture->clock, "2026-11-28T09:00:00Z");
  assert_gone_by (fixture, "");

  /* A date that was kept afterwards did not go by. */
  rem_manual_clock_set (fixture->clock, "2026-11-26T09:00:00Z");
  model_fixture_keep_date (fixture, untold);
  assert_gone_by (fixture, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/reminders/closed", test_closed);
  MODEL_FIXTURE_ADD ("/reminders/words", test_words);
  MODEL_FIXTURE_ADD ("/reminders/name", test_name);
  MODEL_FIXTURE_ADD ("/reminders/own-words", test_own_words);
  MODEL_FIXTURE_ADD ("/reminders/pause", test_pause);
  MODEL_FIXTURE_ADD ("/reminders/low-plan", test_low_plan);
  MODEL_FIXTURE_ADD ("/reminders/gone-by", test_gone_by);

  return g_test_run ();
}
