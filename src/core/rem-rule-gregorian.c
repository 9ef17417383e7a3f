/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-moving-day.h"
#include "rem-rule-private.h"

/*
 * The days of a rule in the Gregorian calendar, found by looking at days: a period (a day, a week,
 * a month, a year) is reckoned from the anchor and its number, never from the period before, and
 * each day in it is asked whether it fits. That is slower than leaping from one date to the next
 * and ends always: there are only 9999 years, and no period has more than 366 days. libical 3 does
 * not promise that (30 February keeps it searching), nor does it heed BYSETPOS by the week; the
 * tests hold both against each other where libical is right.
 */

typedef struct
{
  const RemRuleSpan *span;
  GArray *dates;
  int n_counted;
  RemDate last; /* the last one that counted */
} Found;

static RemDate
make_date (int year, int month, int day)
{
  RemDate date = { (gint16) year, (guint8) month, (guint8) day };

  return date;
}

static int
get_days_in_year (int year)
{
  return rem_date_days_in_month (year, 2) == 29 ? 366 : 365;
}

static int
get_day_of_year (RemDate date)
{
  return rem_date_days_between (make_date (date.year, 1, 1), date) + 1;
}

/* The day of @year, perhaps 0 or less, on which its first week begins: the first of four days. */
static int
get_first_week_start (int year, int week_start)
{
  int weekday = rem_date_get_weekday (make_date (year, 1, 1));
  int n_before = (weekday - week_start + 7) % 7;

  return n_before <= 3 ? 1 - n_before : 8 - n_before;
}

static int
get_weeks_in_year (int year, int week_start)
{
  int start = get_first_week_start (year, week_start);
  int weekday_after = (rem_date_get_weekday (make_date (year, 1, 1)) + get_days_in_year (year));
  int n_before = (weekday_after - week_start + 7) % 7;
  int next_start = get_days_in_year (year) + (n_before <= 3 ? 1 - n_before : 8 - n_before);

  return (next_start - start) / 7;
}

static gboolean
fits_week_number (const RemRule *rule, RemDate date)
{
  int year = date.year;
  int day = get_day_of_year (date);
  int start = get_first_week_start (year, rule->week_start);
  int n_weeks = get_weeks_in_year (year, rule->week_start);
  int week = 0;

  if (day < start)
    {
      if (year == 1)
        return FALSE;
      year--;
      day += get_days_in_year (year);
      start = get_first_week_start (year, rule->week_start);
      n_weeks = get_weeks_in_year (year, rule->week_start);
    }

  week = (day - start) / 7 + 1;
  if (week > n_weeks)
    {
      week = 1;
      n_weeks = year < 9999 ? get_weeks_in_year (year + 1, rule->week_start) : 52;
    }

  return rem_rule_has_number (rule, REM_RULE_WEEK_NUMBER, week) ||
         rem_rule_has_number (rule, REM_RULE_WEEK_NUMBER, week - n_weeks - 1);
}

static gboolean
fits_weekday (const RemRule *rule, RemDate date)
{
  int weekday = rem_date_get_weekday (date);
  gboolean is_in_month = rule->frequency == REM_RULE_MONTHLY || rule->n_numbers[REM_RULE_MONTH] > 0;
  int day = 0;
  int n_days = 0;

  if (rem_rule_has_weekday (rule, weekday, 0))
    return TRUE;
  if (rule->frequency == REM_RULE_DAILY || rule->frequency == REM_RULE_WEEKLY)
    return FALSE;

  day = is_in_month ? date.day : get_day_of_year (date);
  n_days =
      is_in_month ? rem_date_days_in_month (date.year, date.month) : get_days_in_year (date.year);

  return rem_rule_has_weekday (rule, weekday, (day - 1) / 7 + 1) ||
         rem_rule_has_weekday (rule, weekday, -((n_days - day) / 7 + 1));
}

static gboolean
fits (const RemRule *rule, RemDate date)
{
  const guint *n = rule->n_numbers;

  if (n[REM_RULE_MONTH] > 0 && !rem_rule_has_number (rule, REM_RULE_MONTH, date.month))
    return FALSE;

  if (n[REM_RULE_MONTH_DAY] > 0)
    {
      int n_days = rem_date_days_in_month (date.year, date.month);

      if (!rem_rule_has_number (rule, REM_RULE_MONTH_DAY, date.day) &&
          !rem_rule_has_number (rule, REM_RULE_MONTH_DAY, date.day - n_days - 1))
        return FALSE;
    }

  if (n[REM_RULE_YEAR_DAY] > 0)
    {
      int day = get_day_of_year (date);
      int n_days = get_days_in_year (date.year);

      if (!rem_rule_has_number (rule, REM_RULE_YEAR_DAY, day) &&
          !rem_rule_has_number (rule, REM_RULE_YEAR_DAY, day - n_days - 1))
        return FALSE;
    }

  if (rule->n_weekdays > 0 && !fits_weekday (rule, date))
    return FALSE;

  return n[REM_RULE_WEEK_NUMBER] == 0 || fits_week_number (rule, date);
}

/* What a rule does not say is taken from the day on which it begins. */
static void
fill_from_anchor (RemRule *rule, RemDate anchor)
{
  guint *n = rule->n_numbers;

  switch (rule->frequency)
    {
    case REM_RULE_WEEKLY:
      if (rule->n_weekdays == 0)
        rem_rule_add_weekday (rule, rem_date_get_weekday (anchor), 0);
      break;
    case REM_RULE_MONTHLY:
      if (n[REM_RULE_MONTH_DAY] == 0 && rule->n_weekdays == 0)
        rem_rule_add_number (rule, REM_RULE_MONTH_DAY, anchor.day);
      break;
    case REM_RULE_YEARLY:
      if (n[REM_RULE_YEAR_DAY] > 0 || n[REM_RULE_EASTER] > 0 || n[REM_RULE_QINGMING] > 0)
        break;
      if (n[REM_RULE_WEEK_NUMBER] > 0)
        {
          if (rule->n_weekdays == 0 && n[REM_RULE_MONTH_DAY] == 0)
            rem_rule_add_weekday (rule, rem_date_get_weekday (anchor), 0);
          break;
        }
      if (n[REM_RULE_MONTH_DAY] == 0 && rule->n_weekdays == 0)
        {
          if (n[REM_RULE_MONTH] == 0)
            rem_rule_add_number (rule, REM_RULE_MONTH, anchor.month);
          rem_rule_add_number (rule, REM_RULE_MONTH_DAY, anchor.day);
        }
      /* As libical and the calendar programs on it: a day of "the" month, not of each month. */
      else if (n[REM_RULE_MONTH_DAY] > 0 && n[REM_RULE_MONTH] == 0)
        rem_rule_add_number (rule, REM_RULE_MONTH, anchor.month);
      break;
    case REM_RULE_DAILY:
    default:
      break;
    }
}

/* The day of a month, counted from its end if negative, moved as RFC 7529 says if it is not there.
 */
static RemDate
find_month_day (RemRuleSkip skip, int year, int month, int day)
{
  int n_days = rem_date_days_in_month (year, month);

  if (day > n_days)
    return skip == REM_RULE_SKIP_FORWARD ? rem_date_add_days (make_date (year, month, n_days), 1)
                                         : make_date (year, month, n_days);
  if (day < -n_days)
    return skip == REM_RULE_SKIP_FORWARD ? make_date (year, month, 1)
                                         : rem_date_add_days (make_date (year, month, 1), -1);

  return make_date (year, month, day > 0 ? day : n_days + 1 + day);
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  return rem_date_compare (*(const RemDate *) a, *(const RemDate *) b);
}

static void
add_month (const RemRule *rule, int year, int month, GArray *candidates)
{
  if (rule->n_numbers[REM_RULE_MONTH] > 0 && !rem_rule_has_number (rule, REM_RULE_MONTH, month))
    return;

  if (rule->skip == REM_RULE_SKIP_OMIT)
    {
      int n_days = rem_date_days_in_month (year, month);

      for (int day = 1; day <= n_days; day++)
        {
          RemDate date = make_date (year, month, day);

          if (fits (rule, date))
            g_array_append_val (candidates, date);
        }
      return;
    }

  for (int day = -31; day <= 31; day++)
    {
      if (day != 0 && rem_rule_has_number (rule, REM_RULE_MONTH_DAY, day))
        {
          RemDate date = find_month_day (rule->skip, year, month, day);

          if (rem_date_is_valid (date))
            g_array_append_val (candidates, date);
        }
    }
  g_array_sort (candidates, compare_dates);
}

/* The day of a year that goes by Easter or by Qingming; such a rule says nothing else. */
static gboolean
add_moving_day (const RemRule *rule, int year, GArray *candidates)
{
  gboolean is_easter = rule->n_numbers[REM_RULE_EASTER] > 0;
  RemDate date = is_easter ? rem_moving_day_easter (year) : rem_moving_day_qingming (year);

  if (!is_easter && rule->n_numbers[REM_RULE_QINGMING] == 0)
    return FALSE;

  for (int days = REM_RULE_FIRST_MOVING; days <= REM_RULE_LAST_MOVING; days++)
    {
      RemDate moved = rem_date_is_valid (date) ? rem_date_add_days (date, days) : date;

      if (rem_date_is_valid (moved) &&
          rem_rule_has_number (rule, is_easter ? REM_RULE_EASTER : REM_RULE_QINGMING, days))
        g_array_append_val (candidates, moved);
    }

  return TRUE;
}

/* Gathers the days of a period; FALSE if the period is beyond the last year. */
static gboolean
add_period (const RemRule *rule, RemDate anchor, int number, RemDate *start_out, GArray *candidates)
{
  gint64 offset = (gint64) number * rule->interval;

  if (offset > 9999 * 366)
    return FALSE;

  if (rule->frequency == REM_RULE_YEARLY)
    {
      int year = anchor.year + (int) offset;

      if (year > 9999)
        return FALSE;
      if (!add_moving_day (rule, year, candidates))
        {
          for (int month = 1; month <= 12; month++)
            add_month (rule, year, month, candidates);
        }
      *start_out = make_date (year, 1, 1);
    }
  else if (rule->frequency == REM_RULE_MONTHLY)
    {
      int index = anchor.year * 12 + anchor.month - 1 + (int) offset;

      if (index / 12 > 9999)
        return FALSE;
      add_month (rule, index / 12, index % 12 + 1, candidates);
      *start_out = make_date (index / 12, index % 12 + 1, 1);
    }
  else
    {
      gboolean is_weekly = rule->frequency == REM_RULE_WEEKLY;
      int n_days = is_weekly ? 7 : 1;
      int back = is_weekly ? (rem_date_get_weekday (anchor) - rule->week_start + 7) % 7 : 0;
      RemDate start = REM_DATE_UNKNOWN;

      for (int i = 0; i < n_days; i++)
        {
          RemDate date = rem_date_add_days (anchor, (int) offset * n_days - back + i);

          /* The first week of all may begin before the year 1. */
          if (!rem_date_is_valid (date))
            continue;
          if (!rem_date_is_valid (start))
            start = date;
          if (fits (rule, date))
            g_array_append_val (candidates, date);
        }
      if (!rem_date_is_valid (start))
        return FALSE;
      *start_out = start;
    }

  return TRUE;
}

/* The number of a period that is certainly not after the one that holds the first day to tell. */
static int
find_first_period (const RemRule *rule, const RemRuleSpan *span)
{
  RemDate anchor = span->anchor;
  RemDate from = span->from;
  int distance = 0;

  /* What is counted has to be counted from the beginning. */
  if (rule->count > 0 || rem_date_compare (from, anchor) <= 0)
    return 0;

  switch (rule->frequency)
    {
    case REM_RULE_YEARLY:
      distance = from.year - anchor.year;
      break;
    case REM_RULE_MONTHLY:
      distance = (from.year - anchor.year) * 12 + from.month - anchor.month;
      break;
    case REM_RULE_WEEKLY:
      distance = rem_date_days_between (anchor, from) / 7;
      break;
    case REM_RULE_DAILY:
    default:
      distance = rem_date_days_between (anchor, from);
      break;
    }

  return MAX (0, distance / rule->interval - 1);
}

/* Takes a candidate; FALSE if no later one can be wanted. */
static gboolean
take (const RemRule *rule, Found *found, RemDate date)
{
  if (rem_date_compare (date, found->span->anchor) < 0 || rem_date_compare (date, found->last) <= 0)
    return TRUE;
  if (rem_date_is_valid (rule->until) && rem_date_compare (date, rule->until) > 0)
    return FALSE;
  if (rem_date_compare (date, found->span->until) > 0)
    return FALSE;

  found->last = date;
  found->n_counted++;
  if (rem_date_compare (date, found->span->from) >= 0)
    g_array_append_val (found->dates, date);

  return (rule->count == 0 || found->n_counted < rule->count) &&
         (found->span->limit == 0 || found->dates->len < found->span->limit);
}

static gboolean
take_period (const RemRule *rule, Found *found, const GArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      if (rule->n_numbers[REM_RULE_POSITION] > 0 &&
          !rem_rule_has_number (rule, REM_RULE_POSITION, (int) i + 1) &&
          !rem_rule_has_number (rule, REM_RULE_POSITION, (int) i - (int) candidates->len))
        continue;
      if (!take (rule, found, g_array_index (candidates, RemDate, i)))
        return FALSE;
    }

  return TRUE;
}

/*
 * rem_rule_list_gregorian:
 * @self: a rule of the Gregorian calendar
 * @span: which days to tell
 * @dates: (element-type RemDate): an empty array, to which they are added in order
 *
 * Looks at each day from the anchor, or from shortly before the first day to tell, to the last day
 * to tell, and at none twice.
 */
void
rem_rule_list_gregorian (const RemRule *self, const RemRuleSpan *span, GArray *dates)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (RemDate));
  RemRule rule = *self;
  Found found = { span, dates, 0, REM_DATE_UNKNOWN };
  RemDate start = REM_DATE_UNKNOWN;

  fill_from_anchor (&rule, span->anchor);

  for (int number = find_first_period (&rule, span);; number++)
    {
      g_array_set_size (candidates, 0);
      if (!add_period (&rule, span->anchor, number, &start, candidates))
        break;
      /* SKIP=BACKWARD may move a day to the end of the period before. */
      if (rem_date_days_between (span->until, start) > 1)
        break;
      if (!take_period (&rule, &found, candidates))
        break;
    }
}
