/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-recurrence.h"

/* Nicks are stored in the box and written by the command line: never change one. */

static const char *const CALENDAR_NICKS[] = {
  [REM_CALENDAR_GREGORIAN] = "gregorian", [REM_CALENDAR_HEBREW] = "hebrew",
  [REM_CALENDAR_ISLAMIC] = "islamic",     [REM_CALENDAR_PERSIAN] = "persian",
  [REM_CALENDAR_CHINESE] = "chinese",     [REM_CALENDAR_KOREAN] = "korean",
  [REM_CALENDAR_ETHIOPIC] = "ethiopic",   [REM_CALENDAR_COPTIC] = "coptic",
  [REM_CALENDAR_INDIAN] = "indian",
};

static const char *const REPEAT_NICKS[] = {
  [REM_REPEAT_NEVER] = "never",     [REM_REPEAT_YEARLY] = "yearly",
  [REM_REPEAT_MONTHLY] = "monthly", [REM_REPEAT_MONTHLY_FIRST_YEAR] = "monthly-first-year",
  [REM_REPEAT_WEEKLY] = "weekly",   [REM_REPEAT_RULE] = "rule",
};

static const char *const LEAP_DAY_NICKS[] = {
  [REM_LEAP_DAY_BEFORE] = "before",
  [REM_LEAP_DAY_AFTER] = "after",
  [REM_LEAP_DAY_LEAP_YEARS] = "leap-years",
};

static int
find_nick (const char *const *nicks, gsize n_nicks, const char *nick)
{
  for (gsize i = 0; i < n_nicks; i++)
    {
      if (g_strcmp0 (nicks[i], nick) == 0)
        return (int) i;
    }

  return -1;
}

/**
 * rem_calendar_to_nick:
 * @calendar: a calendar
 *
 * Pure; any thread.
 *
 * Returns: (transfer none): the word that is stored
 */
const char *
rem_calendar_to_nick (RemCalendar calendar)
{
  g_return_val_if_fail ((gsize) calendar < G_N_ELEMENTS (CALENDAR_NICKS), CALENDAR_NICKS[0]);

  return CALENDAR_NICKS[calendar];
}

/**
 * rem_calendar_from_nick:
 * @nick: (nullable): a word from outside
 * @calendar_out: (out): the calendar, on success
 *
 * Pure; any thread.
 *
 * Returns: whether @nick is known
 */
gboolean
rem_calendar_from_nick (const char *nick, RemCalendar *calendar_out)
{
  int index = find_nick (CALENDAR_NICKS, G_N_ELEMENTS (CALENDAR_NICKS), nick);

  g_return_val_if_fail (calendar_out != NULL, FALSE);

  if (index < 0)
    return FALSE;

  *calendar_out = (RemCalendar) index;

  return TRUE;
}

/**
 * rem_repeat_to_nick:
 * @repeat: how a date comes back
 *
 * Pure; any thread.
 *
 * Returns: (transfer none): the word that is stored
 */
const char *
rem_repeat_to_nick (RemRepeat repeat)
{
  g_return_val_if_fail ((gsize) repeat < G_N_ELEMENTS (REPEAT_NICKS), REPEAT_NICKS[0]);

  return REPEAT_NICKS[repeat];
}

/**
 * rem_repeat_from_nick:
 * @nick: (nullable): a word from outside
 * @repeat_out: (out): how a date comes back, on success
 *
 * Pure; any thread.
 *
 * Returns: whether @nick is known
 */
gboolean
rem_repeat_from_nick (const char *nick, RemRepeat *repeat_out)
{
  int index = find_nick (REPEAT_NICKS, G_N_ELEMENTS (REPEAT_NICKS), nick);

  g_return_val_if_fail (repeat_out != NULL, FALSE);

  if (index < 0)
    return FALSE;

  *repeat_out = (RemRepeat) index;

  return TRUE;
}

/**
 * rem_leap_day_to_nick:
 * @leap_day: a choice
 *
 * Pure; any thread.
 *
 * Returns: (transfer none): the word that is stored
 */
const char *
rem_leap_day_to_nick (RemLeapDay leap_day)
{
  g_return_val_if_fail ((gsize) leap_day < G_N_ELEMENTS (LEAP_DAY_NICKS), LEAP_DAY_NICKS[0]);

  return LEAP_DAY_NICKS[leap_day];
}

/**
 * rem_leap_day_from_nick:
 * @nick: (nullable): a word from outside
 * @leap_day_out: (out): the choice, on success
 *
 * Pure; any thread.
 *
 * Returns: whether @nick is known
 */
gboolean
rem_leap_day_from_nick (const char *nick, RemLeapDay *leap_day_out)
{
  int index = find_nick (LEAP_DAY_NICKS, G_N_ELEMENTS (LEAP_DAY_NICKS), nick);

  g_return_val_if_fail (leap_day_out != NULL, FALSE);

  if (index < 0)
    return FALSE;

  *leap_day_out = (RemLeapDay) index;

  return TRUE;
}
