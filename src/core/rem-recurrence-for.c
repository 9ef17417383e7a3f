/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-recurrence.h"

#include "rem-hebrew.h"

/*
 * The rules that this program makes itself. In the Gregorian calendar they are ones that every
 * calendar program reads, as far as there is one: a day that does not exist every month is said as
 * "the last of 28, 29 and 30". In the others they carry RSCALE and SKIP.
 */

static const char *const CALENDAR_NAMES[] = {
  [REM_CALENDAR_GREGORIAN] = "GREGORIAN",
  [REM_CALENDAR_HEBREW] = "HEBREW",
  [REM_CALENDAR_ISLAMIC] = "ISLAMIC-UMALQURA",
  [REM_CALENDAR_PERSIAN] = "PERSIAN",
  [REM_CALENDAR_CHINESE] = "CHINESE",
  [REM_CALENDAR_KOREAN] = "DANGI",
  [REM_CALENDAR_ETHIOPIC] = "ETHIOPIC",
  [REM_CALENDAR_COPTIC] = "COPTIC",
  [REM_CALENDAR_INDIAN] = "INDIAN",
};

static const char *const SKIPS[] = {
  [REM_LEAP_DAY_BEFORE] = "BACKWARD",
  [REM_LEAP_DAY_AFTER] = "FORWARD",
  [REM_LEAP_DAY_LEAP_YEARS] = "OMIT",
};

static char *
build_gregorian_yearly (RemLeapDay leap_day, RemDate anchor)
{
  if (anchor.month != 2 || anchor.day != 29)
    return g_strdup ("FREQ=YEARLY");

  switch (leap_day)
    {
    case REM_LEAP_DAY_AFTER:
      return g_strdup ("FREQ=YEARLY;BYYEARDAY=60");
    case REM_LEAP_DAY_LEAP_YEARS:
      return g_strdup ("FREQ=YEARLY");
    case REM_LEAP_DAY_BEFORE:
    default:
      return g_strdup ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1");
    }
}

/* The same day a year later, or the last of February. */
static char *
build_first_year_end (RemDate anchor)
{
  RemDate end = anchor;

  if (end.year < 9999)
    end.year++;
  if (!rem_date_is_valid (end))
    end.day = 28;

  return g_strdup_printf (";UNTIL=%04d%02d%02d", end.year, end.month, end.day);
}

static char *
build_gregorian_monthly (RemLeapDay leap_day, RemDate anchor, gboolean is_first_year)
{
  const char *end = is_first_year ? ";COUNT=13" : "";

  if (anchor.day <= 28)
    return g_strdup_printf ("FREQ=MONTHLY%s", end);

  if (leap_day == REM_LEAP_DAY_AFTER)
    return g_strdup_printf ("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD%s", end);

  if (leap_day == REM_LEAP_DAY_LEAP_YEARS)
    {
      g_autofree char *until = is_first_year ? build_first_year_end (anchor) : g_strdup ("");

      return g_strdup_printf ("FREQ=MONTHLY%s", until);
    }

  switch (anchor.day)
    {
    case 29:
      return g_strdup_printf ("FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1%s", end);
    case 30:
      return g_strdup_printf ("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1%s", end);
    default:
      return g_strdup_printf ("FREQ=MONTHLY;BYMONTHDAY=-1%s", end);
    }
}

/*
 * The customs of the yahrzeit. A day 30 that the next year does not have is kept on the last day of
 * its month for ever, and on the day after it otherwise; 30 Adar I is kept on 30 Shevat in a year
 * with one Adar. Who died in the Adar of a common year is remembered in Adar I or in Adar II, which
 * is chosen.
 */
static char *
build_hebrew_yearly (RemLeapDay leap_day, RemDate anchor)
{
  RemHebrewDate hebrew = rem_hebrew_date_from_date (anchor);

  if ((hebrew.month == REM_HEBREW_MONTH_CHESHVAN || hebrew.month == REM_HEBREW_MONTH_KISLEV) &&
      hebrew.day == 30)
    {
      if (rem_hebrew_days_in_month (hebrew.year + 1, hebrew.month) == 30)
        return g_strdup_printf ("RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=%d;BYMONTHDAY=30;SKIP=FORWARD",
                                hebrew.month);

      return g_strdup_printf ("RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=%d;BYMONTHDAY=-1", hebrew.month);
    }

  if (hebrew.month == REM_HEBREW_MONTH_ADAR_I ||
      (hebrew.month == REM_HEBREW_MONTH_ADAR && !rem_hebrew_year_is_leap (hebrew.year) &&
       leap_day == REM_LEAP_DAY_BEFORE))
    return g_strdup_printf ("RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=%d;SKIP=%s",
                            hebrew.day, hebrew.day == 30 ? "BACKWARD" : "FORWARD");

  return g_strdup ("RSCALE=HEBREW;FREQ=YEARLY");
}

/*
 * Where months are left out, thirteen times would reach beyond the first year. The twelfth month
 * after the anchor ends before that many days, and the thirteenth day comes later: by lunar years,
 * by years of twelve months and some five days, and by those of twelve longer months.
 */
static char *
build_calendar_year_end (RemCalendar calendar, RemDate anchor)
{
  gboolean is_of_thirteen = calendar == REM_CALENDAR_ETHIOPIC || calendar == REM_CALENDAR_COPTIC;
  int n_days = calendar == REM_CALENDAR_ISLAMIC ? 370 : is_of_thirteen ? 362 : 380;
  RemDate end = rem_date_add_days (anchor, n_days);

  return g_strdup_printf (";UNTIL=%04d%02d%02d", end.year, end.month, end.day);
}

static char *
build_calendar_monthly (RemCalendar calendar,
                        RemLeapDay leap_day,
                        RemDate anchor,
                        gboolean is_first_year)
{
  g_autofree char *end = g_strdup (is_first_year ? ";COUNT=13" : "");

  if (calendar == REM_CALENDAR_HEBREW || calendar == REM_CALENDAR_CHINESE ||
      calendar == REM_CALENDAR_KOREAN)
    leap_day = REM_LEAP_DAY_BEFORE;

  if (is_first_year && leap_day == REM_LEAP_DAY_LEAP_YEARS)
    {
      g_free (end);
      end = build_calendar_year_end (calendar, anchor);
    }

  return g_strdup_printf ("RSCALE=%s;FREQ=MONTHLY;SKIP=%s%s", CALENDAR_NAMES[calendar],
                          SKIPS[leap_day], end);
}

static char *
build_rule (RemRepeat repeat, RemCalendar calendar, RemLeapDay leap_day, RemDate anchor)
{
  gboolean is_first_year = repeat == REM_REPEAT_MONTHLY_FIRST_YEAR;

  if (repeat == REM_REPEAT_WEEKLY)
    return g_strdup ("FREQ=WEEKLY");

  if (repeat == REM_REPEAT_YEARLY && calendar == REM_CALENDAR_GREGORIAN)
    return build_gregorian_yearly (leap_day, anchor);
  if (repeat == REM_REPEAT_YEARLY && calendar == REM_CALENDAR_HEBREW)
    return build_hebrew_yearly (leap_day, anchor);
  if (repeat == REM_REPEAT_YEARLY)
    return g_strdup_printf ("RSCALE=%s;FREQ=YEARLY;SKIP=%s", CALENDAR_NAMES[calendar],
                            SKIPS[leap_day]);

  if (calendar == REM_CALENDAR_GREGORIAN)
    return build_gregorian_monthly (leap_day, anchor, is_first_year);

  return build_calendar_monthly (calendar, leap_day, anchor, is_first_year);
}

/**
 * rem_calendar_is_supported:
 * @calendar: a calendar
 *
 * Tells whether this machine can compute the calendar, by computing a year that is known. The
 * Gregorian, the Hebrew, the Chinese and the Korean one it always can; the others need a libical
 * that was built with ICU and works with it. Any thread.
 *
 * Returns: whether dates can come back by it
 */
gboolean
rem_calendar_is_supported (RemCalendar calendar)
{
  g_autoptr (RemRecurrence) recurrence = NULL;
  g_autoptr (GArray) dates = NULL;
  g_autofree char *rule = NULL;
  RemDate anchor = { 2024, 3, 15 };
  RemDate from = { 2025, 2, 15 };
  RemDate until = { 2025, 4, 15 };

  g_return_val_if_fail ((gsize) calendar < G_N_ELEMENTS (CALENDAR_NAMES), FALSE);

  rule = g_strdup_printf ("RSCALE=%s;FREQ=YEARLY;SKIP=BACKWARD", CALENDAR_NAMES[calendar]);
  recurrence = rem_recurrence_new (rule, NULL);
  if (recurrence == NULL)
    return FALSE;

  dates = rem_recurrence_list (recurrence, anchor, from, until, 0, NULL);

  return dates != NULL && dates->len == 1;
}

/**
 * rem_recurrence_build_for:
 * @repeat: how a date comes back
 * @calendar: in which calendar
 * @leap_day: where it falls when there is no such day
 * @anchor: the day that comes back; it exists
 *
 * The text of the rule that rem_recurrence_new_for() makes, without a look at whether this machine
 * can compute it. Pure; any thread.
 *
 * Returns: (transfer full) (nullable): a rule; %NULL for %REM_REPEAT_NEVER and %REM_REPEAT_RULE
 */
char *
rem_recurrence_build_for (RemRepeat repeat,
                          RemCalendar calendar,
                          RemLeapDay leap_day,
                          RemDate anchor)
{
  g_return_val_if_fail ((gsize) calendar < G_N_ELEMENTS (CALENDAR_NAMES), NULL);
  g_return_val_if_fail ((gsize) leap_day < G_N_ELEMENTS (SKIPS), NULL);
  g_return_val_if_fail (rem_date_is_valid (anchor), NULL);

  if (repeat == REM_REPEAT_NEVER || repeat == REM_REPEAT_RULE)
    return NULL;

  return build_rule (repeat, calendar, leap_day, anchor);
}

/**
 * rem_recurrence_build_nth_weekday:
 * @anchor: a day that exists
 * @is_yearly: whether in its month of each year, rather than in each month
 * @is_last: whether to count from the end of the month when it is in the last week
 *
 * The weekday of a day, by its place in the month: the first Sunday of May. One that is the fifth
 * is always counted as the last, since not every month has a fifth. Pure; any thread.
 *
 * Returns: (transfer full): a rule
 */
char *
rem_recurrence_build_nth_weekday (RemDate anchor, gboolean is_yearly, gboolean is_last)
{
  static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  int position = 0;
  gboolean is_in_last_week = FALSE;

  g_return_val_if_fail (rem_date_is_valid (anchor), NULL);

  position = (anchor.day - 1) / 7 + 1;
  is_in_last_week = anchor.day + 7 > rem_date_days_in_month (anchor.year, anchor.month);
  if (position == 5 || (is_last && is_in_last_week))
    position = -1;

  if (is_yearly)
    return g_strdup_printf ("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", anchor.month, position,
                            weekdays[rem_date_get_weekday (anchor) - 1]);

  return g_strdup_printf ("FREQ=MONTHLY;BYDAY=%d%s", position,
                          weekdays[rem_date_get_weekday (anchor) - 1]);
}

/**
 * rem_recurrence_build_limited:
 * @rule: a rule without INTERVAL and COUNT
 * @every: each, each second, each third time, and so on; 0 for each
 * @times: how many times at most; 0 for no end
 *
 * Pure; any thread.
 *
 * Returns: (transfer full): the rule with both
 */
char *
rem_recurrence_build_limited (const char *rule, guint every, guint times)
{
  GString *text = NULL;

  g_return_val_if_fail (rule != NULL, NULL);

  text = g_string_new (rule);
  if (every > 1)
    g_string_append_printf (text, ";INTERVAL=%u", every);
  if (times > 0)
    g_string_append_printf (text, ";COUNT=%u", times);

  return g_string_free (text, FALSE);
}

/**
 * rem_recurrence_new_for:
 * @repeat: how a date comes back
 * @calendar: in which calendar
 * @leap_day: where it falls when there is no such day
 * @anchor: the day that comes back; it exists
 *
 * Makes the rule for what a person chooses.
 *
 * In the Gregorian calendar @leap_day counts for 29 February and for the 29th to 31st of each
 * month: the day before (28 February, the last day of the month), the day after (1 March, the first
 * of the next month), or only when the day exists. %REM_REPEAT_MONTHLY_FIRST_YEAR falls on the
 * anchor and on the twelve months after it.
 *
 * In the Hebrew calendar a yearly date follows the customs of the yahrzeit; @leap_day counts only
 * for the Adar of a common year: %REM_LEAP_DAY_BEFORE remembers it in Adar I of a leap year, the
 * others in Adar II. In the other calendars @leap_day counts for the days and leap months that a
 * month or a year does not have. Monthly dates of the Hebrew, the Chinese and the Korean calendar
 * fall on the last day of a shorter month whatever @leap_day. Weeks are the same in every calendar.
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): a recurrence; %NULL for %REM_REPEAT_NEVER and
 *   %REM_REPEAT_RULE, which this function has no rule for, and if this machine cannot compute
 *   @calendar
 */
RemRecurrence *
rem_recurrence_new_for (RemRepeat repeat, RemCalendar calendar, RemLeapDay leap_day, RemDate anchor)
{
  g_autofree char *rule = NULL;

  rule = rem_recurrence_build_for (repeat, calendar, leap_day, anchor);

  return rule != NULL ? rem_recurrence_new (rule, NULL) : NULL;
}
