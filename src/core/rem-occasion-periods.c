/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occasion.h"

#include <glib/gi18n.h>

/* Dates that are known to the month or the season come back as far as they are known: each year in
 * that month or season, without a day. A year does not come back. */

#define FIRST_SEASON 21

/* An index is a season of EDTF, from spring. */
static const char *const SEASON_SENTENCES[] = {
  N_ ("Every year in spring; the day is not known."),
  N_ ("Every year in summer; the day is not known."),
  N_ ("Every year in autumn; the day is not known."),
  N_ ("Every year in winter; the day is not known."),
};

static gboolean
is_between (RemDay day, RemDate from, RemDate until)
{
  return rem_date_compare (rem_day_get_last (day), from) >= 0 &&
         rem_date_compare (rem_day_get_first (day), until) <= 0;
}

/**
 * rem_occasion_list_periods:
 * @self: a date that matters
 * @from: the first day to look at
 * @until: the last day to look at, itself included
 *
 * The months or seasons in which a date falls that is known no better, in order: each year, or
 * once. A date that is known to the day has none; see rem_occasion_list_occurrences(). Neither has
 * one of which only the year is known, and what is in the bin. Any thread.
 *
 * Returns: (transfer full) (element-type RemDay): an array of #RemDay, perhaps empty
 */
GArray *
rem_occasion_list_periods (RemOccasion *self, RemDate from, RemDate until)
{
  GArray *periods = g_array_new (FALSE, FALSE, sizeof (RemDay));
  RemDay anchor = REM_DAY_NONE;
  RemDay day = REM_DAY_NONE;
  int last_year = 0;

  g_return_val_if_fail (self != NULL, periods);
  g_return_val_if_fail (rem_date_is_valid (from), periods);
  g_return_val_if_fail (rem_date_is_valid (until), periods);

  anchor = rem_occasion_get_anchor (self);
  if (rem_occasion_get_removed_us (self) != 0 ||
      (anchor.precision != REM_PRECISION_MONTH && anchor.precision != REM_PRECISION_SEASON))
    return periods;

  day = anchor;
  last_year = rem_occasion_get_repeat (self) == REM_REPEAT_YEARLY ? until.year : anchor.date.year;
  /* A winter reaches into the next year. */
  if (last_year > anchor.date.year)
    day.date.year = (gint16) MAX (anchor.date.year, from.year - 1);
  for (; day.date.year <= last_year; day.date.year++)
    if (is_between (day, from, until))
      g_array_append_val (periods, day);

  return periods;
}

/**
 * rem_occasion_dup_why_of_period:
 * @self: a date that matters
 *
 * Tells in one sentence, in the language of the interface, why a date that is known to the month or
 * the season comes when it comes. Any thread.
 *
 * Returns: (transfer full): a sentence; empty if it does not come back or is known otherwise
 */
char *
rem_occasion_dup_why_of_period (RemOccasion *self)
{
  RemDay anchor = REM_DAY_NONE;
  g_autoptr (GDateTime) noon = NULL;
  g_autofree char *month = NULL;

  g_return_val_if_fail (self != NULL, g_strdup (""));

  anchor = rem_occasion_get_anchor (self);
  if (rem_occasion_get_repeat (self) != REM_REPEAT_YEARLY)
    return g_strdup ("");
  if (anchor.precision == REM_PRECISION_SEASON)
    return g_strdup (_ (SEASON_SENTENCES[(anchor.date.month - FIRST_SEASON) % 4]));
  if (anchor.precision != REM_PRECISION_MONTH)
    return g_strdup ("");

  noon = g_date_time_new_utc (2000, anchor.date.month, 1, 12, 0, 0);
  month = g_date_time_format (noon, "%OB");

  /* TRANSLATORS: %s is the name of a month, as it stands alone: "March". */
  return g_strdup_printf (_ ("Every year in %s; the day is not known."), month);
}
