/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-date-draft.h"

#include "rem-hebrew.h"

#include <glib/gi18n.h>

/* What of a draft has to be asked, and what cannot be. */

/**
 * rem_date_draft_can_come_back:
 * @self: a draft
 *
 * Returns: %TRUE if the day is known exactly, so that it can repeat and be told of
 */
gboolean
rem_date_draft_can_come_back (RemDateDraft *self)
{
  return rem_date_draft_get_day (self).precision == REM_PRECISION_DAY;
}

/**
 * rem_date_draft_can_repeat:
 * @self: a draft
 * @repeat: how it would come back
 *
 * A date comes back only as far as it is known: a day in every way, a month or a season each year,
 * a year not at all.
 *
 * Returns: %TRUE if it can come back like that
 */
gboolean
rem_date_draft_can_repeat (RemDateDraft *self, RemRepeat repeat)
{
  RemPrecision precision = rem_date_draft_get_day (self).precision;

  if (precision == REM_PRECISION_DAY || repeat == REM_REPEAT_NEVER)
    return TRUE;

  return (precision == REM_PRECISION_MONTH || precision == REM_PRECISION_SEASON) &&
         repeat == REM_REPEAT_YEARLY;
}

/**
 * rem_date_draft_needs_leap_day_choice:
 * @self: a draft
 *
 * Whether it matters what happens when there is no day of that number: 29 February each year, or
 * the 29th to the 31st each month.
 *
 * Returns: %TRUE if it should be asked
 */
gboolean
rem_date_draft_needs_leap_day_choice (RemDateDraft *self)
{
  RemDate date = rem_date_draft_get_day (self).date;

  if (!rem_date_draft_can_come_back (self) ||
      rem_date_draft_get_calendar (self) != REM_CALENDAR_GREGORIAN)
    return FALSE;

  switch (rem_date_draft_get_repeat (self))
    {
    case REM_REPEAT_YEARLY:
      return date.month == 2 && date.day == 29;
    case REM_REPEAT_MONTHLY:
    case REM_REPEAT_MONTHLY_FIRST_YEAR:
      return date.day >= 29;
    case REM_REPEAT_NEVER:
    case REM_REPEAT_WEEKLY:
    case REM_REPEAT_RULE:
    default:
      return FALSE;
    }
}

/**
 * rem_date_draft_needs_adar_choice:
 * @self: a draft
 *
 * Whether the custom of the family matters: the day was in the Adar of a year that has only one,
 * and comes back each year by the Hebrew calendar.
 *
 * Returns: %TRUE if it should be asked
 */
gboolean
rem_date_draft_needs_adar_choice (RemDateDraft *self)
{
  RemHebrewDate hebrew;

  if (!rem_date_draft_can_come_back (self) ||
      rem_date_draft_get_calendar (self) != REM_CALENDAR_HEBREW ||
      rem_date_draft_get_repeat (self) != REM_REPEAT_YEARLY)
    return FALSE;

  hebrew = rem_hebrew_date_from_date (rem_date_draft_get_day (self).date);

  return hebrew.month == REM_HEBREW_MONTH_ADAR && !rem_hebrew_year_is_leap (hebrew.year);
}

/**
 * rem_date_draft_dup_trouble:
 * @self: a draft
 *
 * Returns: (transfer full) (nullable): a sentence about why the date cannot come back like that, or
 *   %NULL if it can
 */
char *
rem_date_draft_dup_trouble (RemDateDraft *self)
{
  g_autoptr (RemRecurrence) recurrence = NULL;

  if (rem_date_draft_get_repeat (self) != REM_REPEAT_RULE)
    return NULL;

  recurrence = rem_recurrence_new (rem_date_draft_get_rule (self), NULL);
  if (recurrence != NULL)
    return NULL;

  return g_strdup (_ ("Remember cannot follow this rule. It can be kept once it is one, or when "
                      "another way is chosen."));
}
