/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-moving-day.h"

/*
 * Days that no rule of RFC 5545 can say, because the moon or the sun decides them. A rule may name
 * them by BYEASTER and X-QINGMING, see rem_recurrence_new().
 */

#define FIRST_QINGMING_YEAR 1901
#define LAST_QINGMING_YEAR  2099

/**
 * rem_moving_day_easter:
 * @year: 1 to 9999
 *
 * Easter Sunday of the western churches, by the anonymous Gregorian algorithm; before 1583 as if
 * it had been kept so always. Pure; any thread.
 *
 * Returns: a day between 22 March and 25 April
 */
RemDate
rem_moving_day_easter (int year)
{
  int golden = year % 19;
  int century = year / 100;
  int in_century = year % 100;
  int moon_correction = (century - (century + 8) / 25 + 1) / 3;
  int epact = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
  int weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
  int late = (golden + 11 * epact + 22 * weekday) / 451;
  int number = epact + weekday - 7 * late + 114;
  RemDate date = { (gint16) year, (guint8) (number / 31), (guint8) (number % 31 + 1) };

  g_return_val_if_fail (year >= 1 && year <= 9999, REM_DATE_UNKNOWN);

  return date;
}

/**
 * rem_moving_day_qingming:
 * @year: a year
 *
 * The day in China on which the sun stands 15 degrees beyond the spring equinox, when graves are
 * swept. The rule of thumb is right for each year from 1901 to 2099, as the tests check by the
 * place of the sun. Pure; any thread.
 *
 * Returns: 4, 5 or 6 April; %REM_DATE_UNKNOWN outside of those years
 */
RemDate
rem_moving_day_qingming (int year)
{
  int in_century = year % 100;
  int constant = year < 2000 ? 55900 : 48100;
  RemDate date = { (gint16) year, 4, 0 };

  if (year < FIRST_QINGMING_YEAR || year > LAST_QINGMING_YEAR)
    return REM_DATE_UNKNOWN;

  date.day = (guint8) ((in_century * 2422 + constant) / 10000 - in_century / 4);

  return date;
}
