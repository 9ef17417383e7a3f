/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-rule-private.h"

#include "rem-core-error.h"

#include <libical/ical.h>
#include <stdlib.h>

/*
 * The days of a rule in the calendars that are left to libical. This is the only file of the layer
 * that knows libical, and where its versions differ.
 *
 * libical is only asked questions that it can answer soon: rules by month and day with
 * SKIP=BACKWARD or SKIP=FORWARD have a day in every period. With SKIP=OMIT it would search for a
 * leap month that comes back in centuries, or never; so such a rule is expanded both ways, and a
 * day that both agree on was not moved and is one. COUNT is counted here for the same reason.
 */

/* ICU's Gregorian calendar is Julian before the reform; libical 3 ends in 2582. */
#define FIRST_YEAR 1583
#define LAST_YEAR  2582

/* As many steps as a rule by the month takes from the first year to the last, and more. */
#define MAX_STEPS 20000

typedef struct
{
#if ICAL_MAJOR_VERSION >= 4
  struct icalrecurrencetype *recurrence;
#else
  struct icalrecurrencetype recurrence;
#endif
  icalrecur_iterator *iterator;
  RemDate last;
  RemDate until;
  int n_steps;
} Walk;

/* Writes a list, which has one number or none. */
static void
append_number (GString *text, const RemRule *rule, RemRuleList list, const char *name)
{
  for (int number = -31; number <= 31; number++)
    {
      if (number != 0 && rem_rule_has_number (rule, list, number))
        {
          g_string_append_printf (text, "%s%d", name, number);
          if (list == REM_RULE_LEAP_MONTH)
            g_string_append_c (text, 'L');
        }
    }
}

/* The rule for libical: what is validated, and neither COUNT nor UNTIL. */
static char *
build_text (const RemRule *rule, RemRuleSkip skip)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "RSCALE=%s;FREQ=%s;INTERVAL=%d;SKIP=%s", rule->calendar,
                          rule->frequency == REM_RULE_YEARLY ? "YEARLY" : "MONTHLY", rule->interval,
                          skip == REM_RULE_SKIP_FORWARD ? "FORWARD" : "BACKWARD");
  append_number (text, rule, REM_RULE_MONTH, ";BYMONTH=");
  append_number (text, rule, REM_RULE_LEAP_MONTH, ";BYMONTH=");
  append_number (text, rule, REM_RULE_MONTH_DAY, ";BYMONTHDAY=");

  return g_string_free (text, FALSE);
}

static void
walk_clear (Walk *walk)
{
  if (walk->iterator != NULL)
    icalrecur_iterator_free (walk->iterator);
#if ICAL_MAJOR_VERSION >= 4
  if (walk->recurrence != NULL)
    icalrecurrencetype_unref (walk->recurrence);
#else
  free (walk->recurrence.rscale);
#endif
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static gboolean
walk_init (Walk *walk, const RemRule *rule, RemRuleSkip skip, const RemRuleSpan *span)
{
  g_autofree char *text = build_text (rule, skip);
  /* Not icaltime_null_date(), whose hour is -1: it begins a day early in some calendars. */
  struct icaltimetype start = icaltime_null_time ();

  start.year = span->anchor.year;
  start.month = span->anchor.month;
  start.day = span->anchor.day;
  start.is_date = 1;
  walk->until = span->until;

#if ICAL_MAJOR_VERSION >= 4
  walk->recurrence = icalrecurrencetype_new_from_string (text);
  if (walk->recurrence == NULL)
    return FALSE;
#else
  walk->recurrence = icalrecurrencetype_from_string (text);
  if (walk->recurrence.freq == ICAL_NO_RECURRENCE)
    return FALSE;
#endif

  walk->iterator = icalrecur_iterator_new (walk->recurrence, start);

  return walk->iterator != NULL;
}

/* The next day, later than the last; unknown when there is none up to the last day to tell. */
static RemDate
walk_next (Walk *walk)
{
  RemDate date = REM_DATE_UNKNOWN;

  while (walk->n_steps++ < MAX_STEPS)
    {
      struct icaltimetype next = icalrecur_iterator_next (walk->iterator);

      if (icaltime_is_null_time (next) || next.year > LAST_YEAR)
        return REM_DATE_UNKNOWN;

      date.year = (gint16) next.year;
      date.month = (guint8) next.month;
      date.day = (guint8) next.day;
      if (!rem_date_is_valid (date) || rem_date_compare (date, walk->until) > 0)
        return REM_DATE_UNKNOWN;

      /* Two days of a rule may be moved to the same one. */
      if (rem_date_compare (date, walk->last) > 0)
        {
          walk->last = date;
          return date;
        }
    }

  return REM_DATE_UNKNOWN;
}

/* The next day on which both walks agree. */
static RemDate
walk_next_of_both (Walk *backward, Walk *forward)
{
  RemDate a = walk_next (backward);
  RemDate b = walk_next (forward);

  while (rem_date_is_valid (a) && rem_date_is_valid (b))
    {
      int order = rem_date_compare (a, b);

      if (order == 0)
        return a;
      if (order < 0)
        a = walk_next (backward);
      else
        b = walk_next (forward);
    }

  return REM_DATE_UNKNOWN;
}

/*
 * rem_rule_list_calendar:
 * @self: a rule with a calendar
 * @span: which days to tell
 * @dates: (element-type RemDate): an empty array, to which they are added in order
 * @error: return location for an error, or %NULL
 *
 * Nothing is told after the year 2582, where libical 3 ends.
 *
 * Returns: %TRUE on success. Fails with %REM_CORE_ERROR_BAD_RULE if libical was built without the
 *   calendar, if the calendar has no such month or day, or if the anchor is before 1583.
 */
gboolean
rem_rule_list_calendar (const RemRule *self, const RemRuleSpan *span, GArray *dates, GError **error)
{
  gboolean is_omit = self->skip == REM_RULE_SKIP_OMIT;
  g_auto (Walk) backward = { 0 };
  g_auto (Walk) forward = { 0 };
  int n_counted = 0;

  if (span->anchor.year < FIRST_YEAR || span->anchor.year > LAST_YEAR ||
      !walk_init (&backward, self, is_omit ? REM_RULE_SKIP_BACKWARD : self->skip, span) ||
      (is_omit && !walk_init (&forward, self, REM_RULE_SKIP_FORWARD, span)))
    {
      g_set_error_literal (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RULE,
                           "The rule cannot be computed in its calendar");
      return FALSE;
    }

  while ((self->count == 0 || n_counted < self->count) &&
         (span->limit == 0 || dates->len < span->limit))
    {
      RemDate date = is_omit ? walk_next_of_both (&backward, &forward) : walk_next (&backward);

      if (!rem_date_is_valid (date) ||
          (rem_date_is_valid (self->until) && rem_date_compare (date, self->until) > 0))
        break;

      n_counted++;
      if (rem_date_compare (date, span->from) >= 0)
        g_array_append_val (dates, date);
    }

  return TRUE;
}
