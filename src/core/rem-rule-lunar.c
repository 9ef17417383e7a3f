/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-rule-private.h"

#include "rem-core-error.h"
#include "rem-lunar-year.h"

#include <string.h>

/*
 * The days of a rule in the Chinese, the Korean or the Hebrew calendar, by our own reckoning, for
 * which rem-lunar-year.c has the reasons. Each year and each month is reckoned from the anchor,
 * never from the one before. A leap month that a year does not have is the ordinary one of its
 * number for SKIP=BACKWARD, and the month after that for SKIP=FORWARD (RFC 7529).
 */

/* As far as the other calendars go, which libical reckons. */
#define LAST_YEAR 2582

typedef struct
{
  const RemRule *rule;
  const RemRuleSpan *span;
  RemLunarCalendar calendar;
  GArray *dates;
  int n_counted;
  RemDate last;
} Found;

/*
 * rem_rule_is_lunar:
 * @self: a rule
 *
 * Returns: whether its calendar is one of those of this file
 */
gboolean
rem_rule_is_lunar (const RemRule *self)
{
  return strcmp (self->calendar, "CHINESE") == 0 || strcmp (self->calendar, "DANGI") == 0 ||
         strcmp (self->calendar, "HEBREW") == 0;
}

/* Finds the year, the month and the day of a date; FALSE if it is too early or too late. */
static gboolean
find_lunar_date (
    RemLunarCalendar calendar, RemDate date, RemLunarYear *year, int *number, int *index, int *day)
{
  for (int y = date.year; y >= date.year - 1; y--)
    {
      rem_lunar_year_find (calendar, y, year);
      for (int i = year->n_months - 1; i >= 0; i--)
        {
          int n_days = rem_date_days_between (year->months[i].start, date);

          if (n_days < 0 || n_days >= year->months[i].n_days)
            continue;

          *number = y;
          *index = i;
          *day = n_days + 1;
          return TRUE;
        }
    }

  return FALSE;
}

static int
find_month (const RemLunarYear *year, int number, gboolean is_leap)
{
  for (int i = 0; i < year->n_months; i++)
    {
      if (year->months[i].number == number && year->months[i].is_leap == is_leap)
        return i;
    }

  return -1;
}

/* The day of a month, moved as SKIP says; unknown if it is left out. */
static RemDate
find_day (const RemLunarMonth *month, int day, RemRuleSkip skip)
{
  if (day < 0)
    day += month->n_days + 1;
  if (day > month->n_days && skip == REM_RULE_SKIP_OMIT)
    return REM_DATE_UNKNOWN;
  if (day > month->n_days)
    day = skip == REM_RULE_SKIP_BACKWARD ? month->n_days : month->n_days + 1;

  return rem_date_add_days (month->start, day - 1);
}

/* Takes a day; FALSE if no later one can be wanted. */
static gboolean
take (Found *found, RemDate date)
{
  if (!rem_date_is_valid (date) || rem_date_compare (date, found->span->anchor) < 0 ||
      rem_date_compare (date, found->last) <= 0)
    return TRUE;
  if (rem_date_compare (date, found->span->until) > 0 ||
      (rem_date_is_valid (found->rule->until) && rem_date_compare (date, found->rule->until) > 0))
    return FALSE;

  found->last = date;
  found->n_counted++;
  if (rem_date_compare (date, found->span->from) >= 0)
    g_array_append_val (found->dates, date);

  return (found->rule->count == 0 || found->n_counted < found->rule->count) &&
         (found->span->limit == 0 || found->dates->len < found->span->limit);
}

/* The only number of a list; 0 if there is none. */
static int
get_number (const RemRule *rule, RemRuleList list)
{
  for (int number = -31; number <= 31; number++)
    {
      if (rem_rule_has_number (rule, list, number))
        return number;
    }

  return 0;
}

static void
list_yearly (Found *found, int anchor_year, const RemLunarMonth *anchor_month, int anchor_day)
{
  const RemRule *rule = found->rule;
  int leap_month = get_number (rule, REM_RULE_LEAP_MONTH);
  int month = MAX (leap_month, get_number (rule, REM_RULE_MONTH));
  gboolean is_leap = leap_month > 0;
  int day = get_number (rule, REM_RULE_MONTH_DAY);
  int first = 0;

  if (month == 0)
    {
      month = anchor_month->number;
      is_leap = anchor_month->is_leap;
    }
  if (day == 0)
    day = anchor_day;
  /* What is counted has to be counted from the beginning. */
  if (rule->count == 0)
    first = MAX (0, (found->span->from.year - anchor_year - 2) / rule->interval);

  for (gint64 year = anchor_year + (gint64) first * rule->interval; year <= LAST_YEAR;
       year += rule->interval)
    {
      RemLunarYear months;
      int index = 0;

      rem_lunar_year_find (found->calendar, (int) year, &months);
      if (months.n_months == 0)
        break;
      index = find_month (&months, month, is_leap);
      if (index < 0 && rule->skip != REM_RULE_SKIP_OMIT && is_leap)
        index = find_month (&months, month, FALSE) + (rule->skip == REM_RULE_SKIP_FORWARD ? 1 : 0);
      if (index < 0 || index >= months.n_months)
        continue;
      if (!take (found, find_day (&months.months[index], day, rule->skip)))
        break;
    }
}

static void
list_monthly (Found *found, int anchor_year, int anchor_index, int anchor_day)
{
  const RemRule *rule = found->rule;
  int day = get_number (rule, REM_RULE_MONTH_DAY);
  gint64 wanted = anchor_index;
  gint64 before = 0; /* months from the beginning of the anchor's year to that of @year */

  if (day == 0)
    day = anchor_day;

  for (int year = anchor_year; year <= LAST_YEAR; year++)
    {
      RemLunarYear months;

      rem_lunar_year_find (found->calendar, year, &months);
      if (months.n_months == 0)
        return;
      for (; wanted < before + months.n_months; wanted += rule->interval)
        {
          if (!take (found, find_day (&months.months[wanted - before], day, rule->skip)))
            return;
        }
      before += months.n_months;
      if (year > found->span->until.year)
        return;
    }
}

/*
 * rem_rule_list_lunar:
 * @self: a rule of one of the calendars of this file
 * @span: which days to tell
 * @dates: (element-type RemDate): an empty array, to which they are added in order
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE on success. Fails with %REM_CORE_ERROR_BAD_RULE if the anchor lies outside of the
 *   years that can be reckoned.
 */
gboolean
rem_rule_list_lunar (const RemRule *self, const RemRuleSpan *span, GArray *dates, GError **error)
{
  Found found = { self, span, REM_LUNAR_CALENDAR_CHINESE, dates, 0, REM_DATE_UNKNOWN };
  RemLunarYear year;
  int number = 0;
  int index = 0;
  int day = 0;

  if (strcmp (self->calendar, "DANGI") == 0)
    found.calendar = REM_LUNAR_CALENDAR_KOREAN;
  else if (strcmp (self->calendar, "HEBREW") == 0)
    found.calendar = REM_LUNAR_CALENDAR_HEBREW;

  /* Before 1583 the calendars of this program end, as those of libical do. */
  if (span->anchor.year < 1583 ||
      !find_lunar_date (found.calendar, span->anchor, &year, &number, &index, &day))
    {
      g_set_error_literal (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RULE,
                           "The rule cannot be computed in its calendar");
      return FALSE;
    }

  if (self->frequency == REM_RULE_YEARLY)
    list_yearly (&found, number, &year.months[index], day);
  else
    list_monthly (&found, number, index, day);

  return TRUE;
}
