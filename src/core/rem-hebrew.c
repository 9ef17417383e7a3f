/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-hebrew.h"

/*
 * The arithmetic of the Hebrew calendar after Reingold and Dershowitz, "Calendrical Calculations".
 * Days are counted from 1 January of the year 1, which is day 1. A day has 25920 parts in it.
 */

#define EPOCH_DAY     (-1373427)
#define PARTS_PER_DAY 25920

/* Days from the epoch to the new moon of a year, postponed so that no feast falls on a wrong day.
 */
static int
count_elapsed_days (int year)
{
  gint64 months = (235 * (gint64) year - 234) / 19;
  gint64 parts = 12084 + 13753 * months;
  gint64 day = 29 * months + parts / PARTS_PER_DAY;

  return (int) ((3 * (day + 1)) % 7 < 3 ? day + 1 : day);
}

static int
find_new_year (int year)
{
  int before = count_elapsed_days (year - 1);
  int here = count_elapsed_days (year);
  int after = count_elapsed_days (year + 1);
  int correction = 0;

  if (after - here == 356)
    correction = 2;
  else if (here - before == 382)
    correction = 1;

  return EPOCH_DAY + here + correction;
}

/**
 * rem_hebrew_new_year:
 * @year: a Hebrew year, 3762 or later
 *
 * Pure; any thread.
 *
 * Returns: the day of 1 Tishri
 */
RemDate
rem_hebrew_new_year (int year)
{
  RemDate first = { 1, 1, 1 };

  return rem_date_add_days (first, find_new_year (year) - 1);
}

/**
 * rem_hebrew_year_is_leap:
 * @year: a Hebrew year, 1 or later
 *
 * Pure; any thread.
 *
 * Returns: whether the year has an Adar I
 */
gboolean
rem_hebrew_year_is_leap (int year)
{
  return (7 * year + 1) % 19 < 7;
}

/**
 * rem_hebrew_days_in_month:
 * @year: a Hebrew year, 2 or later
 * @month: a month
 *
 * Pure; any thread.
 *
 * Returns: 29 or 30; 0 for Adar I in a year that has none
 */
int
rem_hebrew_days_in_month (int year, RemHebrewMonth month)
{
  int n_days = find_new_year (year + 1) - find_new_year (year);

  switch (month)
    {
    case REM_HEBREW_MONTH_CHESHVAN:
      return n_days % 10 == 5 ? 30 : 29;
    case REM_HEBREW_MONTH_KISLEV:
      return n_days % 10 == 3 ? 29 : 30;
    case REM_HEBREW_MONTH_ADAR_I:
      return rem_hebrew_year_is_leap (year) ? 30 : 0;
    case REM_HEBREW_MONTH_TISHRI:
    case REM_HEBREW_MONTH_SHEVAT:
    case REM_HEBREW_MONTH_NISAN:
    case REM_HEBREW_MONTH_SIVAN:
    case REM_HEBREW_MONTH_AV:
      return 30;
    case REM_HEBREW_MONTH_TEVET:
    case REM_HEBREW_MONTH_ADAR:
    case REM_HEBREW_MONTH_IYAR:
    case REM_HEBREW_MONTH_TAMUZ:
    case REM_HEBREW_MONTH_ELUL:
    default:
      return 29;
    }
}

/**
 * rem_hebrew_date_from_date:
 * @date: a civil date that exists
 *
 * The Hebrew day that most of the civil date lies in. Who died after sunset died on the next one.
 * Pure; any thread.
 *
 * Returns: a Hebrew date
 */
RemHebrewDate
rem_hebrew_date_from_date (RemDate date)
{
  RemDate first = { 1, 1, 1 };
  RemHebrewDate hebrew = { 3761, REM_HEBREW_MONTH_TISHRI, 1 };
  int day = 0;

  g_return_val_if_fail (rem_date_is_valid (date), hebrew);

  day = rem_date_days_between (first, date) + 1;
  hebrew.year = date.year + 3760;
  if (find_new_year (hebrew.year + 1) <= day)
    hebrew.year++;

  day -= find_new_year (hebrew.year);
  while (day >= rem_hebrew_days_in_month (hebrew.year, hebrew.month))
    day -= rem_hebrew_days_in_month (hebrew.year, hebrew.month++);
  hebrew.day = day + 1;

  return hebrew;
}
