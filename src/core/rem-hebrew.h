/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-date.h"

G_BEGIN_DECLS

/**
 * RemHebrewMonth:
 * @REM_HEBREW_MONTH_ADAR: the Adar of a common year, and Adar II of a leap year
 *
 * The months in the order of the year, which begins with Tishri.
 */
typedef enum
{
  REM_HEBREW_MONTH_TISHRI = 1,
  REM_HEBREW_MONTH_CHESHVAN,
  REM_HEBREW_MONTH_KISLEV,
  REM_HEBREW_MONTH_TEVET,
  REM_HEBREW_MONTH_SHEVAT,
  REM_HEBREW_MONTH_ADAR_I,
  REM_HEBREW_MONTH_ADAR,
  REM_HEBREW_MONTH_NISAN,
  REM_HEBREW_MONTH_IYAR,
  REM_HEBREW_MONTH_SIVAN,
  REM_HEBREW_MONTH_TAMUZ,
  REM_HEBREW_MONTH_AV,
  REM_HEBREW_MONTH_ELUL,
} RemHebrewMonth;

/**
 * RemHebrewDate:
 * @year: 3761 or later
 * @month: a month that the year has
 * @day: 1 to 30
 *
 * A day of the Hebrew calendar, named by the civil date on which most of it lies: it begins the
 * evening before. Passed by value.
 */
typedef struct
{
  int year;
  RemHebrewMonth month;
  int day;
} RemHebrewDate;

RemHebrewDate rem_hebrew_date_from_date (RemDate date);
RemDate rem_hebrew_new_year (int year);
gboolean rem_hebrew_year_is_leap (int year);
int rem_hebrew_days_in_month (int year, RemHebrewMonth month);

G_END_DECLS
