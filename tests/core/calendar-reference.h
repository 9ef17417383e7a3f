/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-recurrence.h"

G_BEGIN_DECLS

/*
 * The calendars that families keep, reckoned anew: neither libical nor src/core has a part in it.
 *
 * Coptic, Ethiopic and Indian days are arithmetic (Reingold and Dershowitz, "Calendrical
 * Calculations"). The Persian year begins on the day of the spring equinox if that comes before
 * noon at 52.5 degrees east, and on the day after otherwise (the law of Iran of 1925); the
 * equinoxes are reckoned after Meeus, "Astronomical Algorithms", chapter 27. The Hebrew calendar is
 * arithmetic again. Umm al-Qura, Chinese and Korean months are tables, since they are what is
 * published.
 */

/**
 * ReferenceMonth:
 * @year: of the calendar
 * @number: 1 for the first month; a leap month has the number of the one before it, but Adar I,
 *   which is 5L of RFC 7529
 * @is_leap: whether it is a leap month
 * @start: its first day
 * @n_days: how many it has
 */
typedef struct
{
  int year;
  int number;
  gboolean is_leap;
  RemDate start;
  int n_days;
} ReferenceMonth;

/** The last day for which Umm al-Qura months are published; 30 Dhu al-Hijja 1500. */
#define REFERENCE_LAST_ISLAMIC ((RemDate){ 2077, 11, 16 })

GArray *reference_list_months (RemCalendar calendar);
guint reference_find_month (GArray *months, RemDate date, int *day_out);

gboolean reference_hebrew_is_leap (int year);
int reference_hebrew_get_new_year (int year);
int reference_hebrew_get_last_day (int year, int month);

G_END_DECLS
