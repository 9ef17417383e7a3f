/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-occasions.h"
#include "rem-occurrence.h"
#include "rem-persons.h"
#include "rem-plan-writer.h"
#include "rem-reminder-answers.h"
#include "rem-reminder-plan.h"

#include <glib/gstdio.h>

static gboolean
flush (ModelFixture *fixture, GError **error)
{
  RemPlanWriter *writer = rem_context_get_plan_writer (fixture->context);
  g_autoptr (GAsyncResult) result = NULL;

  rem_plan_writer_flush_async (writer, model_fixture_store_cb, &result);
  return rem_plan_writer_flush_finish (writer, model_fixture_wait (&result), error);
}

static RemReminderPlan *
load_plan (ModelFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  RemReminderPlan *plan = NULL;

  flush (fixture, &error);
  g_assert_no_error (error);
  plan = rem_reminder_plan_load (fixture->plan_path, &error);
  g_assert_no_error (error);
  return plan;
}

/* "2026-11-24 10:00; 2027-11-24 10:00" */
static char *
describe (RemReminderPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < rem_reminder_plan_get_n_entries (plan); i++)
    {
      const RemPlanEntry *entry = rem_reminder_plan_get_entry (plan, i);
      g_autofree char *iso = rem_date_to_iso (entry->date);

      g_string_append_printf (text, "%s%s %02u:%02u", i > 0 ? "; " : "", iso, entry->hour,
                              entry->minute);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_plan (ModelFixture *fixture, const char *expected)
{
  g_autoptr (RemReminderPlan) plan = load_plan (fixture);
  g_autofree char *found = describe (plan);

  g_assert_cmpstr (found, ==, expected);
}

static void
skip (ModelFixture *fixture, RemOccasion *date, RemDate occurrence, gboolean skipped)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_occasions_set_skipped_async (fixture->context, rem_occasion_get_uuid (date), occurrence,
                                   skipped, NULL, model_fixture_store_cb, &result);
  rem_occasions_set_skipped_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
}

static void
set_up_where_plan_cannot_be (ModelFixture *fixture, gconstpointer data)
{
  model_fixture_set_up_without_box (fixture, data);
  g_assert_cmpint (g_mkdir (fixture->plan_path, 0700), ==, 0);
  {
    g_autofree char *inside = g_build_filename (fixture->plan_path, "x", NULL);

    g_assert_true (g_file_set_contents (inside, "x", 1, NULL));
  }
}

/* A plan that cannot be written holds nothing up. */
static void
test_lock_without_plan (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) created = NULL;
  g_autoptr (GError) error = NULL;

  rem_context_create_async (fixture->context, fixture->passphrase, 64, NULL, model_fixture_store_cb,
                            &created);
  rem_context_create_finish (fixture->context, model_fixture_wait (&created), NULL, &error);
  g_assert_no_error (error);
  g_assert_false (flush (fixture, &error));
  g_assert_nonnull (error);
  model_fixture_lock (fixture);
  g_assert_cmpint (rem_context_get_state (fixture->context), ==, REM_CONTEXT_LOCKED);
}

static void
test_words_give_nothing_away (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemOccasion) date =
      model_fixture_build_date (fixture, "Luna’s day", "2025-11-25", REM_REPEAT_YEARLY, "1d@10:00");
  g_autoptr (RemReminderPlan) plan = NULL;
  g_autofree char *contents = NULL;
  GStatBuf status = { 0 };

  model_fixture_keep_date (fixture, date);
  plan = load_plan (fixture);
  g_assert_cmpuint (rem_reminder_plan_get_n_entries (plan), ==, 2);
  for (gsize i = 0; i < rem_reminder_plan_get_n_entries (plan); i++)
    {
      const RemPlanEntry *entry = rem_reminder_plan_get_entry (plan, i);

      g_assert_cmpstr (entry->title, ==, "Remember");
      g_assert_cmpstr (entry->body, ==,
                       i == 0 ? "There is something here for you."
                              : "There is something here for you. Opening Remember keeps "
                                "reminders coming.");
      g_assert_cmpuint (strlen (entry->id), ==, 32);
      g_assert_true (rem_reminder_plan_is_id (entry->id));
      g_assert_cmpstr (entry->id, !=, entry->about);
    }

  g_assert_true (g_file_get_contents (fixture->plan_path, &contents, NULL, NULL));
  g_assert_null (strstr (contents, "Luna"));
  g_assert_null (strstr (contents, rem_occasion_get_uuid (date)));
  g_assert_cmpint (g_stat (fixture->plan_path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_days_and_hours (ModelFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *label;
    const char *edtf;
    RemRepeat repeat;
    const char *reminder;
  } dates[] = {
    { "Each year", "2025-11-25", REM_REPEAT_YEARLY, "1d@10:00" },
    { "Once", "2026-12-01", REM_REPEAT_NEVER, "0d@19:30" },
    { "Past", "2026-11-01", REM_REPEAT_NEVER, "0d@10:00" },
    { "Told before today", "2026-11-25", REM_REPEAT_NEVER, "7d@10:00" },
    { "Vague", "2026-12", REM_REPEAT_YEARLY, "1d@10:00" },
    { "Not told", "2025-12-24", REM_REPEAT_YEARLY, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (RemOccasion) date =
          model_fixture_build_date (fixture, dates[i].label, dates[i].edtf, dates[i].repeat,
                                    dates[i].reminder);

      model_fixture_keep_date (fixture, date);
    }
  assert_plan (fixture, "2026-11-24 10:00; 2026-12-01 19:30; 2027-11-24 10:00");

  /* The plan stays while the box is locked, and says the same with the same ids afterwards. */
  {
    g_autoptr (RemReminderPlan) before = load_plan (fixture);
    g_autoptr (RemReminderPlan) locked = NULL;
    g_autoptr (RemReminderPlan) after = NULL;

    model_fixture_lock (fixture);
    locked = rem_reminder_plan_load (fixture->plan_path, NULL);
    g_assert_cmpuint (rem_reminder_plan_get_n_entries (locked), ==, 3);
    g_assert_cmpint (g_remove (fixture->plan_path), ==, 0);
    model_fixture_unlock (fixture);
    after = load_plan (fixture);
    for (gsize i = 0; i < 3; i++)
      g_assert_cmpstr (rem_reminder_plan_get_entry (after, i)->id, ==,
                       rem_reminder_plan_get_entry (before, i)->id);
  }
}

static void
test_skipped (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemOccasion) date =
      model_fixture_build_date (fixture, "A", "2025-11-25", REM_REPEAT_YEARLY, "1d@10:00");

  model_fixture_keep_date (fixture, date);
  skip (fixture, date, (RemDate){ 2026, 11, 25 }, TRUE);
  assert_plan (fixture, "2027-11-24 10:00");
  skip (fixture, date, (RemDate){ 2026, 11, 25 }, FALSE);
  assert_plan (fixture, "2026-11-24 10:00; 2027-11-24 10:00");
}

static void
keep_person (ModelFixture *fixture, RemPerson *person)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rem_persons_keep_async (fixture->context, person, NULL, model_fixture_store_cb, &result);
  rem_persons_keep_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
}

static void
test_quiet_person (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemPerson) luna = rem_persons_new_draft (fixture->context, "Luna");
  g_autoptr (RemPerson) resting = rem_person_with_quiet (luna, TRUE);
  const char *persons[] = { rem_person_get_uuid (luna), NULL };
  g_autoptr (RemOccasion) date =
      model_fixture_build_date (fixture, "A", "2026-11-25", REM_REPEAT_NEVER, "1d@10:00");
  g_autoptr (RemOccasion) about = rem_occasion_with_persons (date, persons);

  keep_person (fixture, luna);
  model_fixture_keep_date (fixture, about);
  assert_plan (fixture, "2026-11-24 10:00");
  keep_person (fixture, resting);
  assert_plan (fixture, "");
}

/* A date that is kept at eleven with a reminder at ten says nothing today; one that the plan had
 * already stays, for the service may still have to tell it. */
/* A muted date keeps its reminders, and none of them comes; one that has ended has none to come. */
static void
test_muted_and_ended (ModelFixture *fixture, gconstpointer data)
{
  RemDate end = { 2026, 11, 25 };
  g_autoptr (RemOccasion) date =
      model_fixture_build_date (fixture, "A", "2026-11-25", REM_REPEAT_NEVER, "1d@10:00");
  g_autoptr (RemOccasion) muted = rem_occasion_with_muted (date, TRUE);
  g_autoptr (RemOccasion) ended = rem_occasion_with_ended (date, end);

  model_fixture_keep_date (fixture, date);
  assert_plan (fixture, "2026-11-24 10:00");
  model_fixture_keep_date (fixture, muted);
  assert_plan (fixture, "");
  model_fixture_keep_date (fixture, date);
  assert_plan (fixture, "2026-11-24 10:00");
  model_fixture_keep_date (fixture, ended);
  assert_plan (fixture, "");
}

static void
test_hour_that_is_over (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemOccasion) passed =
      model_fixture_build_date (fixture, "A", "2026-11-22", REM_REPEAT_NEVER, "0d@10:00");
  g_autoptr (RemOccasion) to_come =
      model_fixture_build_date (fixture, "B", "2026-11-22", REM_REPEAT_NEVER, "0d@12:00");

  model_fixture_keep_date (fixture, passed);
  assert_plan (fixture, "");
  model_fixture_keep_date (fixture, to_come);
  assert_plan (fixture, "2026-11-22 12:00");
  rem_manual_clock_advance (fixture->clock, 2 * 60 * 60);
  assert_plan (fixture, "2026-11-22 12:00");
}

static GPtrArray *
find_told (ModelFixture *fixture, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  rem_occasions_find_told_async (fixture->context, id, NULL, model_fixture_store_cb, &result);
  found = rem_occasions_find_told_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  return g_steal_pointer (&found);
}

/* A notice stands for all that there is to tell on its day. */
static void
test_find_told (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemOccasion) a =
      model_fixture_build_date (fixture, "A", "2026-11-25", REM_REPEAT_NEVER, "1d@10:00");
  g_autoptr (RemOccasion) b =
      model_fixture_build_date (fixture, "B", "2026-12-01", REM_REPEAT_NEVER, "7d@19:00");
  g_autoptr (RemReminderPlan) plan = NULL;
  g_autoptr (GPtrArray) nothing = NULL;
  g_autoptr (GPtrArray) both = NULL;

  model_fixture_keep_date (fixture, a);
  model_fixture_keep_date (fixture, b);
  plan = load_plan (fixture);
  g_assert_cmpuint (rem_reminder_plan_get_n_entries (plan), ==, 2);

  nothing = find_told (fixture, "00");
  g_assert_cmpuint (nothing->len, ==, 0);
  both = find_told (fixture, rem_reminder_plan_get_entry (plan, 0)->id);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpstr (rem_occurrence_get_label (g_ptr_array_index (both, 0)), ==, "A");
  g_assert_cmpstr (rem_occurrence_get_label (g_ptr_array_index (both, 1)), ==, "B");
}

/* "Not this year" on a notice while the box was locked. */
static void
test_answers (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemOccasion) date =
      model_fixture_build_date (fixture, "A", "2025-11-25", REM_REPEAT_YEARLY, "1d@10:00");
  g_autofree char *answers_path = g_build_filename (fixture->folder, "answers", NULL);
  g_autoptr (RemReminderPlan) plan = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) error = NULL;
  RemReminderAnswer answers[2] = { { 0 }, { .id = (char *) "abcd", .about = (char *) "ef01" } };

  model_fixture_keep_date (fixture, date);
  plan = load_plan (fixture);
  answers[0].id = rem_reminder_plan_get_entry (plan, 0)->id;
  answers[0].about = rem_reminder_plan_get_entry (plan, 0)->about;
  model_fixture_lock (fixture);

  rem_reminder_answers_append (answers_path, answers, G_N_ELEMENTS (answers), &error);
  g_assert_no_error (error);
  model_fixture_unlock (fixture);
  assert_plan (fixture, "2027-11-24 10:00");
  waiting = rem_reminder_answers_load (answers_path, &error);
  g_assert_true (waiting == NULL || waiting->len == 0);
}

/* An answer is forgotten only when the plan was written without it: until then the service must
 * know that it was given. */
static void
test_answers_wait_for_the_plan (ModelFixture *fixture, gconstpointer data)
{
  g_autoptr (RemOccasion) date =
      model_fixture_build_date (fixture, "A", "2025-11-25", REM_REPEAT_YEARLY, "1d@10:00");
  g_autofree char *answers_path = g_build_filename (fixture->folder, "answers", NULL);
  g_autofree char *inside = g_build_filename (fixture->plan_path, "x", NULL);
  g_autoptr (RemReminderPlan) plan = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  RemReminderAnswer answer = { 0 };

  model_fixture_keep_date (fixture, date);
  plan = load_plan (fixture);
  answer.id = rem_reminder_plan_get_entry (plan, 0)->id;
  answer.about = rem_reminder_plan_get_entry (plan, 0)->about;
  model_fixture_lock (fixture);
  rem_reminder_answers_append (answers_path, &answer, 1, &error);
  g_assert_no_error (error);

  g_assert_cmpint (g_remove (fixture->plan_path), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->plan_path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (inside, "x", 1, NULL));
  model_fixture_unlock (fixture);
  g_assert_false (flush (fixture, &error));
  g_clear_error (&error);
  waiting = rem_reminder_answers_load (answers_path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (waiting->len, ==, 1);

  g_assert_cmpint (g_remove (inside), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->plan_path), ==, 0);
  assert_plan (fixture, "2027-11-24 10:00");
  after = rem_reminder_answers_load (answers_path, NULL);
  g_assert_true (after == NULL || after->len == 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/plan-writer/lock-without-plan", ModelFixture, NULL, set_up_where_plan_cannot_be,
              test_lock_without_plan, model_fixture_tear_down);
  MODEL_FIXTURE_ADD ("/plan-writer/words-give-nothing-away", test_words_give_nothing_away);
  MODEL_FIXTURE_ADD ("/plan-writer/days-and-hours", test_days_and_hours);
  MODEL_FIXTURE_ADD ("/plan-writer/skipped", test_skipped);
  MODEL_FIXTURE_ADD ("/plan-writer/quiet-person", test_quiet_person);
  MODEL_FIXTURE_ADD ("/plan-writer/muted-and-ended", test_muted_and_ended);
  MODEL_FIXTURE_ADD ("/plan-writer/hour-that-is-over", test_hour_that_is_over);
  MODEL_FIXTURE_ADD ("/plan-writer/find-told", test_find_told);
  MODEL_FIXTURE_ADD ("/plan-writer/answers", test_answers);
  MODEL_FIXTURE_ADD ("/plan-writer/answers-wait-for-the-plan", test_answers_wait_for_the_plan);

  return g_test_run ();
}
