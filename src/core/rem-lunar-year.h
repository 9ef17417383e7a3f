/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-date.h"

G_BEGIN_DECLS

/** The years whose months can be reckoned in China and Korea; outside of them the turning of the
 * earth is not known well enough to tell a new moon before midnight from one after it. */
#define REM_LUNAR_FIRST_YEAR 1901
#define REM_LUNAR_LAST_YEAR  2199

/**
 * RemLunarCalendar:
 * @REM_LUNAR_CALENDAR_CHINESE: by the moon, and the clocks of China
 * @REM_LUNAR_CALENDAR_KOREAN: the same by the clocks of Korea; they differ in nothing else
 * @REM_LUNAR_CALENDAR_HEBREW: by arithmetic
 *
 * Calendars with leap months.
 */
typedef enum
{
  REM_LUNAR_CALENDAR_CHINESE,
  REM_LUNAR_CALENDAR_KOREAN,
  REM_LUNAR_CALENDAR_HEBREW,
} RemLunarCalendar;

/**
 * RemLunarMonth:
 * @start: its first day
 * @n_days: 29 or 30
 * @number: 1 to 12, as RFC 7529 counts: 1 is Tishri, 6 is Adar
 * @is_leap: whether it is the second one of its number; Adar I is 5 and leap
 */
typedef struct
{
  RemDate start;
  int n_days;
  int number;
  gboolean is_leap;
} RemLunarMonth;

/**
 * RemLunarYear:
 * @months: in order, from the first
 * @n_months: 12 or 13; 0 if the year cannot be reckoned
 *
 * The months of a year, which is named by the Gregorian year in which it begins.
 */
typedef struct
{
  RemLunarMonth months[13];
  int n_months;
} RemLunarYear;

void rem_lunar_year_find (RemLunarCalendar calendar, int year, RemLunarYear *year_out);

G_END_DECLS
