/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occasion.h"

#include "rem-core-error.h"

/* Only a date that is known to the day has days to fall on, and only while it is not in the bin. */
static gboolean
has_days (RemOccasion *self)
{
  return rem_occasion_get_removed_us (self) == 0 &&
         rem_occasion_get_anchor (self).precision == REM_PRECISION_DAY;
}

/**
 * rem_occasion_dup_recurrence:
 * @self: a date that matters
 * @error: return location for an error, or %NULL
 *
 * How the date comes back.
 *
 * Returns: (transfer full) (nullable): a recurrence; %NULL without an error if it does not come
 *   back or its day is known only vaguely. Fails with %REM_CORE_ERROR_BAD_RULE if the rule is not
 *   one, or if this machine cannot compute the calendar.
 */
RemRecurrence *
rem_occasion_dup_recurrence (RemOccasion *self, GError **error)
{
  RemRecurrence *recurrence = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (rem_occasion_get_repeat (self) == REM_REPEAT_NEVER ||
      rem_occasion_get_anchor (self).precision != REM_PRECISION_DAY)
    return NULL;
  if (rem_occasion_get_repeat (self) == REM_REPEAT_RULE)
    return rem_recurrence_new (rem_occasion_get_rule (self), error);

  recurrence =
      rem_recurrence_new_for (rem_occasion_get_repeat (self), rem_occasion_get_calendar (self),
                              rem_occasion_get_leap_day (self),
                              rem_occasion_get_anchor (self).date);
  if (recurrence == NULL)
    g_set_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RULE,
                 "The %s calendar cannot be computed here",
                 rem_calendar_to_nick (rem_occasion_get_calendar (self)));

  return recurrence;
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  return rem_date_compare (*(const RemDate *) a, *(const RemDate *) b);
}

/* The days of the rule, or the anchor. */
static GArray *
list_by_rule (RemOccasion *self, RemDate from, RemDate until, guint limit, GError **error)
{
  RemDate anchor = rem_occasion_get_anchor (self).date;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RemRecurrence) recurrence = rem_occasion_dup_recurrence (self, &local_error);
  g_autoptr (GArray) dates = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (recurrence != NULL)
    return rem_recurrence_list (recurrence, anchor, from, until, limit, error);

  dates = g_array_new (FALSE, FALSE, sizeof (RemDate));
  if (rem_date_compare (anchor, from) >= 0 && rem_date_compare (anchor, until) <= 0)
    g_array_append_val (dates, anchor);

  return g_steal_pointer (&dates);
}

/* Adds the single days to those of the rule: in order, each once. */
static void
add_single_days (RemOccasion *self, RemDate from, RemDate until, GArray *dates)
{
  gsize n_days = 0;
  const RemDate *days = rem_occasion_get_days (self, &n_days);
  guint n_kept = 0;

  for (gsize i = 0; i < n_days; i++)
    {
      if (rem_date_compare (days[i], from) >= 0 && rem_date_compare (days[i], until) <= 0)
        g_array_append_val (dates, days[i]);
    }

  g_array_sort (dates, compare_dates);
  for (guint i = 0; i < dates->len; i++)
    {
      RemDate date = g_array_index (dates, RemDate, i);

      if (n_kept == 0 || !rem_date_equal (g_array_index (dates, RemDate, n_kept - 1), date))
        g_array_index (dates, RemDate, n_kept++) = date;
    }
  g_array_set_size (dates, n_kept);
}

/**
 * rem_occasion_list_occurrences:
 * @self: a date that matters
 * @from: the first day to look at
 * @until: the last day to look at, itself included
 * @limit: how many days to tell at most; 0 for all of them
 * @error: return location for an error, or %NULL
 *
 * The days on which the date falls, in order: those of its rule and its single days, and none from
 * the day on which it ended. A date that does not come back falls once, on its anchor. Only an
 * anchor that is known to the day falls on any: "March 2009" or "spring 2009" does not, and neither
 * does what is in the bin.
 *
 * Returns: (transfer full) (element-type RemDate): an array of #RemDate, perhaps empty. Fails with
 *   %REM_CORE_ERROR_BAD_RULE as rem_occasion_dup_recurrence() and rem_recurrence_list() do.
 */
GArray *
rem_occasion_list_occurrences (
    RemOccasion *self, RemDate from, RemDate until, guint limit, GError **error)
{
  g_autoptr (GArray) dates = NULL;
  RemDate ended = REM_DATE_UNKNOWN;
  gsize n_days = 0;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (rem_date_is_valid (from), NULL);
  g_return_val_if_fail (rem_date_is_valid (until), NULL);

  ended = rem_occasion_get_ended (self);
  if (rem_date_is_valid (ended) && rem_date_compare (until, ended) >= 0)
    until = rem_date_add_days (ended, -1);

  if (!has_days (self) || !rem_date_is_valid (until) || rem_date_compare (from, until) > 0)
    return g_array_new (FALSE, FALSE, sizeof (RemDate));

  dates = list_by_rule (self, from, until, limit, error);
  if (dates == NULL)
    return NULL;

  rem_occasion_get_days (self, &n_days);
  if (n_days > 0)
    add_single_days (self, from, until, dates);
  if (limit > 0 && dates->len > limit)
    g_array_set_size (dates, limit);

  return g_steal_pointer (&dates);
}
