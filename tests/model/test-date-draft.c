/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-date-draft.h"

static RemDateDraft *
build (const char *label, const char *edtf, RemRepeat repeat, RemCalendar calendar)
{
  g_autoptr (RemOccasion) base = NULL;
  g_autoptr (RemDateDraft) a = NULL;
  g_autoptr (RemDateDraft) b = NULL;
  g_autoptr (GError) error = NULL;
  RemDay day = REM_DAY_NONE;

  rem_day_parse (edtf, &day, &error);
  g_assert_no_error (error);
  base = rem_occasion_new ("5b1d2a52-3f0e-4d3a-9d15-6b1f6c1f0a11", label, day, 1);
  a = rem_date_draft_new (base);
  b = rem_date_draft_with_repeat (a, repeat);
  return rem_date_draft_with_calendar (b, calendar);
}

static void
test_complete (void)
{
  static const struct
  {
    const char *label;
    const char *day;
    gboolean is_complete;
    gboolean can_come_back;
  } cases[] = {
    { "", "", FALSE, FALSE },         { " \t", "", FALSE, FALSE },
    { "Luna", "", TRUE, FALSE },      { "", "2009", TRUE, FALSE },
    { "", "2009-21", TRUE, FALSE },   { "", "2009-03", TRUE, FALSE },
    { "", "2009-03-14", TRUE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemDateDraft) draft =
          build (cases[i].label, cases[i].day, REM_REPEAT_NEVER, REM_CALENDAR_GREGORIAN);

      g_assert_cmpint (rem_date_draft_is_complete (draft), ==, cases[i].is_complete);
      g_assert_cmpint (rem_date_draft_can_come_back (draft), ==, cases[i].can_come_back);
    }
}

/* A rule that is none is said, and cannot be kept. */
static void
test_rule (void)
{
  g_autoptr (RemDateDraft) plain =
      build ("A", "2026-11-22", REM_REPEAT_RULE, REM_CALENDAR_GREGORIAN);
  g_autoptr (RemDateDraft) bad = rem_date_draft_with_rule (plain, "FREQ=NEVER");
  g_autoptr (RemDateDraft) good =
      rem_date_draft_with_rule (plain, "FREQ=DAILY;INTERVAL=39;COUNT=2");
  g_autofree char *trouble = rem_date_draft_dup_trouble (bad);
  g_autofree char *no_trouble = rem_date_draft_dup_trouble (good);

  g_assert_nonnull (trouble);
  g_assert_false (rem_date_draft_is_complete (bad));
  g_assert_null (no_trouble);
  g_assert_true (rem_date_draft_is_complete (good));
}

/* As far as it is known, and no further. */
static void
test_can_repeat (void)
{
  static const struct
  {
    const char *day;
    RemRepeat repeat;
    gboolean can_repeat;
  } cases[] = {
    { "", REM_REPEAT_YEARLY, FALSE },        { "2009", REM_REPEAT_YEARLY, FALSE },
    { "2009", REM_REPEAT_NEVER, TRUE },      { "2009-03", REM_REPEAT_YEARLY, TRUE },
    { "2009-21", REM_REPEAT_YEARLY, TRUE },  { "2009-03", REM_REPEAT_MONTHLY, FALSE },
    { "2009-03", REM_REPEAT_RULE, FALSE },   { "2009-03-14", REM_REPEAT_WEEKLY, TRUE },
    { "2009-03-14", REM_REPEAT_RULE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemDateDraft) draft =
          build ("", cases[i].day, REM_REPEAT_NEVER, REM_CALENDAR_GREGORIAN);

      g_assert_cmpint (rem_date_draft_can_repeat (draft, cases[i].repeat), ==, cases[i].can_repeat);
    }
}

/* Only for a day of the one Adar of a common year: 8 Adar 5785, not 5784, which had two. */
static void
test_adar_choice (void)
{
  static const struct
  {
    const char *day;
    RemRepeat repeat;
    RemCalendar calendar;
    gboolean is_needed;
  } cases[] = {
    { "2025-03-08", REM_REPEAT_YEARLY, REM_CALENDAR_GREGORIAN, FALSE },
    { "2025-03-08", REM_REPEAT_MONTHLY, REM_CALENDAR_HEBREW, FALSE },
    { "2025-03", REM_REPEAT_YEARLY, REM_CALENDAR_HEBREW, FALSE },
    { "2025-06-08", REM_REPEAT_YEARLY, REM_CALENDAR_HEBREW, FALSE },
    { "2024-02-17", REM_REPEAT_YEARLY, REM_CALENDAR_HEBREW, FALSE },
    { "2024-03-18", REM_REPEAT_YEARLY, REM_CALENDAR_HEBREW, FALSE },
    { "2025-03-08", REM_REPEAT_YEARLY, REM_CALENDAR_HEBREW, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemDateDraft) draft = build ("", cases[i].day, cases[i].repeat, cases[i].calendar);

      g_assert_cmpint (rem_date_draft_needs_adar_choice (draft), ==, cases[i].is_needed);
    }
}

static void
test_leap_day_choice (void)
{
  static const struct
  {
    const char *day;
    RemRepeat repeat;
    RemCalendar calendar;
    gboolean is_needed;
  } cases[] = {
    { "2024-02-29", REM_REPEAT_YEARLY, REM_CALENDAR_GREGORIAN, TRUE },
    { "2024-02-29", REM_REPEAT_NEVER, REM_CALENDAR_GREGORIAN, FALSE },
    { "2024-02-29", REM_REPEAT_WEEKLY, REM_CALENDAR_GREGORIAN, FALSE },
    { "2024-02-29", REM_REPEAT_YEARLY, REM_CALENDAR_HEBREW, FALSE },
    { "2024-02", REM_REPEAT_YEARLY, REM_CALENDAR_GREGORIAN, FALSE },
    { "2024-02-28", REM_REPEAT_YEARLY, REM_CALENDAR_GREGORIAN, FALSE },
    { "2024-01-31", REM_REPEAT_YEARLY, REM_CALENDAR_GREGORIAN, FALSE },
    { "2024-01-31", REM_REPEAT_MONTHLY, REM_CALENDAR_GREGORIAN, TRUE },
    { "2024-01-30", REM_REPEAT_MONTHLY_FIRST_YEAR, REM_CALENDAR_GREGORIAN, TRUE },
    { "2024-01-29", REM_REPEAT_MONTHLY, REM_CALENDAR_GREGORIAN, TRUE },
    { "2024-01-28", REM_REPEAT_MONTHLY, REM_CALENDAR_GREGORIAN, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemDateDraft) draft = build ("", cases[i].day, cases[i].repeat, cases[i].calendar);

      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, cases[i].day);
      g_assert_cmpint (rem_date_draft_needs_leap_day_choice (draft), ==, cases[i].is_needed);
    }
}

static void
test_setters_leave_the_old_one (void)
{
  g_autoptr (RemDateDraft) old =
      build ("Luna", "2025-03-14", REM_REPEAT_YEARLY, REM_CALENDAR_GREGORIAN);
  g_autoptr (RemDateDraft) same = rem_date_draft_with_label (old, "Luna");
  g_autoptr (RemDateDraft) label = rem_date_draft_with_label (old, "Sol");
  g_autoptr (RemDateDraft) day = rem_date_draft_with_day (old, REM_DAY_NONE);
  g_autoptr (RemDateDraft) kind = rem_date_draft_with_kind (old, REM_OCCASION_KIND_LOSS);
  g_autoptr (RemDateDraft) leap = rem_date_draft_with_leap_day (old, REM_LEAP_DAY_AFTER);

  g_assert_true (rem_date_draft_equal (old, same));
  g_assert_false (rem_date_draft_equal (old, label));
  g_assert_false (rem_date_draft_equal (old, day));
  g_assert_false (rem_date_draft_equal (old, kind));
  g_assert_false (rem_date_draft_equal (old, leap));
  g_assert_cmpstr (rem_date_draft_get_label (old), ==, "Luna");
  g_assert_cmpint (rem_date_draft_get_kind (old), ==, REM_OCCASION_KIND_OWN);
}

static void
test_reminders (void)
{
  g_autoptr (RemDateDraft) none =
      build ("Luna", "2025-03-14", REM_REPEAT_YEARLY, REM_CALENDAR_GREGORIAN);
  g_autoptr (RemDateDraft) week = rem_date_draft_with_reminder (none, (RemReminder){ 7, 10, 0 });
  g_autoptr (RemDateDraft) two = rem_date_draft_with_reminder (week, (RemReminder){ 0, 9, 30 });
  g_autoptr (RemDateDraft) moved = rem_date_draft_with_reminder (two, (RemReminder){ 7, 19, 0 });
  g_autoptr (RemDateDraft) one = rem_date_draft_without_lead (moved, 0);
  const RemReminder *reminders = NULL;
  gsize n_reminders = 0;

  rem_date_draft_get_reminders (none, &n_reminders);
  g_assert_cmpuint (n_reminders, ==, 0);
  rem_date_draft_get_reminders (two, &n_reminders);
  g_assert_cmpuint (n_reminders, ==, 2);
  rem_date_draft_get_reminders (moved, &n_reminders);
  g_assert_cmpuint (n_reminders, ==, 2);
  reminders = rem_date_draft_get_reminders (one, &n_reminders);
  g_assert_cmpuint (n_reminders, ==, 1);
  g_assert_cmpuint (reminders[0].lead_days, ==, 7);
  g_assert_cmpuint (reminders[0].hour, ==, 19);
}

static void
test_tells_within_a_day (void)
{
  static const struct
  {
    const char *anchor;
    RemReminder reminder;
    gboolean is_soon;
  } cases[] = {
    { "2020-11-22", { 0, 10, 0 }, FALSE }, /* today, but its hour is over */
    { "2020-11-22", { 0, 12, 0 }, TRUE },  /* today at noon */
    { "2020-11-23", { 0, 10, 0 }, TRUE },  /* tomorrow, 23 hours from now */
    { "2020-11-23", { 0, 12, 0 }, FALSE }, /* tomorrow, 25 hours from now */
    { "2020-11-23", { 1, 12, 0 }, TRUE },  /* told today */
    { "2020-11-29", { 7, 12, 0 }, TRUE },  { "2020-11-30", { 7, 10, 0 }, TRUE },
    { "2020-11-30", { 1, 10, 0 }, FALSE }, { "2020-11", { 0, 12, 0 }, FALSE },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Madrid");
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 11, 22, 11, 0, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemDateDraft) silent =
          build ("", cases[i].anchor, REM_REPEAT_YEARLY, REM_CALENDAR_GREGORIAN);
      g_autoptr (RemDateDraft) draft = rem_date_draft_with_reminder (silent, cases[i].reminder);

      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, cases[i].anchor);
      g_assert_false (rem_date_draft_tells_within_a_day (silent, now));
      g_assert_cmpint (rem_date_draft_tells_within_a_day (draft, now), ==, cases[i].is_soon);
    }
}

static void
test_to_occasion (void)
{
  g_autoptr (RemOccasion) base =
      rem_occasion_new ("5b1d2a52-3f0e-4d3a-9d15-6b1f6c1f0a11", "", REM_DAY_NONE, 7);
  g_autoptr (RemDateDraft) typed =
      build ("  Luna’s day ", "2024-02-29", REM_REPEAT_YEARLY, REM_CALENDAR_GREGORIAN);
  g_autoptr (RemDateDraft) leap = rem_date_draft_with_leap_day (typed, REM_LEAP_DAY_AFTER);
  g_autoptr (RemDateDraft) told = rem_date_draft_with_reminder (leap, (RemReminder){ 1, 10, 0 });
  g_autoptr (RemOccasion) occasion = rem_date_draft_to_occasion (told, base);
  g_autoptr (RemOccasion) again = rem_date_draft_to_occasion (told, occasion);
  gsize n_reminders = 0;

  g_assert_cmpstr (rem_occasion_get_label (occasion), ==, "Luna’s day");
  g_assert_cmpint (rem_occasion_get_created_us (occasion), ==, 7);
  g_assert_cmpint (rem_occasion_get_repeat (occasion), ==, REM_REPEAT_YEARLY);
  g_assert_cmpint (rem_occasion_get_leap_day (occasion), ==, REM_LEAP_DAY_AFTER);
  rem_occasion_get_reminders (occasion, &n_reminders);
  g_assert_cmpuint (n_reminders, ==, 1);
  g_assert_true (rem_occasion_equal (occasion, again));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/date-draft/complete", test_complete);
  g_test_add_func ("/date-draft/rule", test_rule);
  g_test_add_func ("/date-draft/can-repeat", test_can_repeat);
  g_test_add_func ("/date-draft/adar-choice", test_adar_choice);
  g_test_add_func ("/date-draft/leap-day-choice", test_leap_day_choice);
  g_test_add_func ("/date-draft/setters-leave-the-old-one", test_setters_leave_the_old_one);
  g_test_add_func ("/date-draft/reminders", test_reminders);
  g_test_add_func ("/date-draft/tells-within-a-day", test_tells_within_a_day);
  g_test_add_func ("/date-draft/to-occasion", test_to_occasion);

  return g_test_run ();
}
