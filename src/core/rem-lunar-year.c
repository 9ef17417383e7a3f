/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-lunar-year.h"

#include "rem-hebrew.h"

#include <math.h>

/*
 * The calendar that China and Korea share, by the places of sun and moon, as in Reingold and
 * Dershowitz, "Calendrical Calculations": a month begins on the day of a new moon; the eleventh has
 * the winter solstice; of the thirteen months between two of these, the first in which the sun
 * enters no new twelfth of its way is a leap month. Why not by libical: ICU 72 keeps what it knows
 * of new moons in one place for both, so that whichever is used second in a process is wrong; it
 * puts the Chinese new years of 2027 and 2030 a day off; and it takes 15 Kislev 5806 for the 16th.
 *
 * New moons after Meeus, "Astronomical Algorithms", chapter 49, to some seconds; the sun after
 * Bretagnon and Simon, to some seconds of arc. Moments are days and parts of days since
 * 2000-01-01 12:00.
 */

#define DEGREES      (G_PI / 180)
#define MEAN_MONTH   29.530588861
#define TROPICAL     365.242189
#define EPOCH_NUMBER 0.5 /* from the beginning of 2000-01-01 to its noon, in days */

static const struct
{
  double size;
  double addend;
  double multiplier;
} SUN[] = {
  { 403406, 270.54861, 0.9287892 },
  { 195207, 340.19128, 35999.1376958 },
  { 119433, 63.91854, 35999.4089666 },
  { 112392, 331.26220, 35998.7287385 },
  { 3891, 317.843, 71998.20261 },
  { 2819, 86.631, 71998.4403 },
  { 1721, 240.052, 36000.35726 },
  { 660, 310.26, 71997.4812 },
  { 350, 247.23, 32964.4678 },
  { 334, 260.87, -19.4410 },
  { 314, 297.82, 445267.1117 },
  { 268, 343.14, 45036.8840 },
  { 242, 166.79, 3.1008 },
  { 234, 81.53, 22518.4434 },
  { 158, 3.50, -19.9739 },
  { 132, 132.75, 65928.9345 },
  { 129, 182.95, 9038.0293 },
  { 114, 162.03, 3034.7684 },
  { 99, 29.8, 33718.148 },
  { 93, 266.4, 3034.448 },
  { 86, 249.2, -2280.773 },
  { 78, 157.6, 29929.992 },
  { 72, 257.8, 31556.493 },
  { 68, 185.1, 149.588 },
  { 64, 69.9, 9037.750 },
  { 46, 8.0, 107997.405 },
  { 38, 197.1, -4444.176 },
  { 37, 250.4, 151.771 },
  { 32, 65.3, 67555.316 },
  { 29, 162.7, 31556.080 },
  { 28, 341.5, -4561.540 },
  { 27, 291.6, 107996.706 },
  { 27, 98.5, 1221.655 },
  { 25, 146.7, 62894.167 },
  { 24, 110.0, 31437.369 },
  { 21, 5.2, 14578.298 },
  { 21, 342.6, -31931.757 },
  { 20, 230.9, 34777.243 },
  { 18, 256.1, 1221.999 },
  { 17, 45.3, 62894.511 },
  { 14, 242.9, -4442.039 },
  { 13, 115.2, 107997.909 },
  { 13, 151.8, 119.066 },
  { 13, 285.3, 16859.071 },
  { 12, 53.3, -4.578 },
  { 10, 126.6, 26895.292 },
  { 10, 205.7, -39.127 },
  { 10, 85.9, 12297.536 },
  { 10, 146.1, 90073.778 },
};

/* How far the even time of the planets is ahead of the turning earth, in days: Espenak and Meeus.
 */
static double
find_delta (double moment)
{
  double year = 2000 + moment / TROPICAL;
  double t = year - 2000;

  if (year < 1920)
    {
      t = year - 1900;
      return (-2.79 + t * (1.494119 + t * (-0.0598939 + t * (0.0061966 - t * 0.000197)))) / 86400;
    }
  if (year < 1941)
    {
      t = year - 1920;
      return (21.20 + t * (0.84493 + t * (-0.076100 + t * 0.0020936))) / 86400;
    }
  if (year < 1961)
    {
      t = year - 1950;
      return (29.07 + t * (0.407 + t * (-1 / 233.0 + t / 2547))) / 86400;
    }
  if (year < 1986)
    {
      t = year - 1975;
      return (45.45 + t * (1.067 + t * (-1 / 260.0 - t / 718))) / 86400;
    }
  if (year < 2005)
    return (63.86 + t * (0.3345 + t * (-0.060374 +
                                       t * (0.0017275 + t * (0.000651814 + t * 0.00002373599))))) /
           86400;
  if (year < 2050)
    return (62.92 + t * (0.32217 + t * 0.005589)) / 86400;

  t = (year - 1820) / 100;

  return (-20 + 32 * t * t - 0.5628 * MAX (0, 2150 - year)) / 86400;
}

/* Degrees from the spring equinox, 0 to 360, of the sun as it is seen. */
static double
find_sun (double moment)
{
  double c = (moment + find_delta (moment)) / 36525;
  double sum = 0;
  double nutation_a = (124.90 - 1934.134 * c + 0.002063 * c * c) * DEGREES;
  double nutation_b = (201.11 + 72001.5377 * c + 0.00057 * c * c) * DEGREES;
  double longitude = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (SUN); i++)
    sum += SUN[i].size * sin ((SUN[i].addend + SUN[i].multiplier * c) * DEGREES);

  longitude = 282.7771834 + 36000.76953744 * c + 0.000005729577951308232 * sum;
  longitude += 0.0000974 * cos ((177.63 + 35999.01848 * c) * DEGREES) - 0.005575;
  longitude += -0.004778 * sin (nutation_a) - 0.0003667 * sin (nutation_b);

  return longitude - 360 * floor (longitude / 360);
}

/* The moment of the new moon of a number; 0 is the first of the year 2000. */
static double
find_new_moon (int number)
{
  static const struct
  {
    double size;
    int e;
    int sun;
    int moon;
    int latitude;
  } terms[] = {
    { -0.40720, 0, 0, 1, 0 },   { 0.17241, 1, 1, 0, 0 },   { 0.01608, 0, 0, 2, 0 },
    { 0.01039, 0, 0, 0, 2 },    { 0.00739, 1, -1, 1, 0 },  { -0.00514, 1, 1, 1, 0 },
    { 0.00208, 2, 2, 0, 0 },    { -0.00111, 0, 0, 1, -2 }, { -0.00057, 0, 0, 1, 2 },
    { 0.00056, 1, 1, 2, 0 },    { -0.00042, 0, 0, 3, 0 },  { 0.00042, 1, 1, 0, 2 },
    { 0.00038, 1, 1, 0, -2 },   { -0.00024, 1, -1, 2, 0 }, { -0.00007, 0, 2, 1, 0 },
    { 0.00004, 0, 0, 2, -2 },   { 0.00004, 0, 3, 0, 0 },   { 0.00003, 0, 1, 1, -2 },
    { 0.00003, 0, 0, 2, 2 },    { -0.00003, 0, 1, 1, 2 },  { 0.00003, 0, -1, 1, 2 },
    { -0.00002, 0, -1, 1, -2 }, { -0.00002, 0, 1, 3, 0 },  { 0.00002, 0, 0, 4, 0 },
  };
  static const double planets[][3] = {
    { 299.77, 0.107408, 325 },  { 251.88, 0.016321, 165 }, { 251.83, 26.651886, 164 },
    { 349.42, 36.412478, 126 }, { 84.66, 18.206239, 110 }, { 141.74, 53.303771, 62 },
    { 207.14, 2.453732, 60 },   { 154.84, 7.306860, 56 },  { 34.52, 27.261239, 47 },
    { 207.19, 0.121824, 42 },   { 291.34, 1.844379, 40 },  { 161.72, 24.198154, 37 },
    { 239.56, 25.513099, 35 },  { 331.55, 3.592518, 23 },
  };
  double k = number;
  double t = k / 1236.85;
  double e = 1 - 0.002516 * t - 0.0000074 * t * t;
  double sun = 2.5534 + 29.10535670 * k - 0.0000014 * t * t;
  double moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t * t * t;
  double latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t - 0.00000227 * t * t * t;
  double node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t + 0.00000215 * t * t * t;
  double moment = 5.09766 + MEAN_MONTH * k + 0.00015437 * t * t - 0.000000150 * t * t * t;

  moment -= 0.00017 * sin (node * DEGREES);
  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    moment +=
        terms[i].size * pow (e, terms[i].e) *
        sin ((terms[i].sun * sun + terms[i].moon * moon + terms[i].latitude * latitude) * DEGREES);
  for (gsize i = 0; i < G_N_ELEMENTS (planets); i++)
    {
      double bend = i == 0 ? -0.009173 * t * t : 0;

      moment +=
          planets[i][2] / 1000000 * sin ((planets[i][0] + planets[i][1] * k + bend) * DEGREES);
    }

  return moment - find_delta (moment);
}

/* How far the clocks are ahead of Greenwich, in days. */
static double
find_offset (RemLunarCalendar calendar, double moment)
{
  double year = 2000 + moment / TROPICAL;

  if (calendar == REM_LUNAR_CALENDAR_CHINESE)
    return year < 1929 ? (116 + 25.0 / 60) / 360 : 8.0 / 24;
  if (year < 1908.25)
    return (116 + 25.0 / 60) / 360;

  return (year >= 1912 && year < 1954.22) || year >= 1961.61 ? 9.0 / 24 : 8.5 / 24;
}

/* The number of the day, from 2000-01-01 as 0, on which a moment lies there. */
static int
find_day (RemLunarCalendar calendar, double moment)
{
  return (int) floor (moment + find_offset (calendar, moment) + EPOCH_NUMBER);
}

static double
find_midnight (RemLunarCalendar calendar, int day)
{
  return day - EPOCH_NUMBER - find_offset (calendar, day);
}

static int
find_moon_day (RemLunarCalendar calendar, int number)
{
  return find_day (calendar, find_new_moon (number));
}

/* The number of the last new moon on @day or before. */
static int
find_moon_before (RemLunarCalendar calendar, int day)
{
  int number = (int) floor ((day - 5.6) / MEAN_MONTH) + 1;

  while (find_moon_day (calendar, number) > day)
    number--;

  return number;
}

/* The day of the winter solstice of a Gregorian year. */
static int
find_solstice (RemLunarCalendar calendar, int year)
{
  RemDate epoch = { 2000, 1, 1 };
  RemDate early = { (gint16) year, 12, 18 };
  int day = rem_date_days_between (epoch, early);

  while (find_sun (find_midnight (calendar, day + 1)) < 270)
    day++;

  return day;
}

/* Which twelfth of its way the sun is in when a day begins. */
static int
find_twelfth (RemLunarCalendar calendar, int day)
{
  return (int) floor (find_sun (find_midnight (calendar, day)) / 30);
}

/* Adds the months from the one with the solstice of @year to the one before the next. */
static int
add_months (RemLunarCalendar calendar, int year, RemLunarMonth *months, int n_months)
{
  RemDate epoch = { 2000, 1, 1 };
  int first = find_moon_before (calendar, find_solstice (calendar, year));
  int last = find_moon_before (calendar, find_solstice (calendar, year + 1));
  gboolean needs_leap = last - first == 13;
  int month = 11;

  for (int number = first; number < last; number++)
    {
      int start = find_moon_day (calendar, number);
      int next = find_moon_day (calendar, number + 1);
      gboolean is_leap = needs_leap && number > first &&
                         find_twelfth (calendar, start) == find_twelfth (calendar, next);

      if (is_leap)
        needs_leap = FALSE;
      else if (number > first)
        month = month % 12 + 1;

      months[n_months++] =
          (RemLunarMonth){ rem_date_add_days (epoch, start), next - start, month, is_leap };
    }

  return n_months;
}

/* The year that begins in the autumn of a Gregorian year. */
static void
find_hebrew_year (int year, RemLunarYear *year_out)
{
  RemDate start = REM_DATE_UNKNOWN;
  int hebrew_year = year + 3761;

  if (year < 1 || year > 9990)
    return;

  start = rem_hebrew_new_year (hebrew_year);
  for (int month = REM_HEBREW_MONTH_TISHRI; month <= REM_HEBREW_MONTH_ELUL; month++)
    {
      int n_days = rem_hebrew_days_in_month (hebrew_year, (RemHebrewMonth) month);
      int number = month < (int) REM_HEBREW_MONTH_ADAR_I ? month : month - 1;

      if (n_days == 0)
        continue;
      year_out->months[year_out->n_months++] =
          (RemLunarMonth){ start, n_days, number, month == (int) REM_HEBREW_MONTH_ADAR_I };
      start = rem_date_add_days (start, n_days);
    }
}

/**
 * rem_lunar_year_find:
 * @calendar: in which calendar
 * @year: a Gregorian year
 * @year_out: (out caller-allocates): the months of the year that begins in it; none if they cannot
 *   be reckoned: outside of %REM_LUNAR_FIRST_YEAR and %REM_LUNAR_LAST_YEAR in China and Korea
 *
 * Pure; any thread.
 */
void
rem_lunar_year_find (RemLunarCalendar calendar, int year, RemLunarYear *year_out)
{
  RemLunarMonth months[26];
  int n_months = 0;
  int first = 0;

  year_out->n_months = 0;
  if (calendar == REM_LUNAR_CALENDAR_HEBREW)
    {
      find_hebrew_year (year, year_out);
      return;
    }
  if (year < REM_LUNAR_FIRST_YEAR || year > REM_LUNAR_LAST_YEAR)
    return;

  n_months = add_months (calendar, year - 1, months, 0);
  n_months = add_months (calendar, year, months, n_months);
  while (months[first].number != 1 || months[first].is_leap)
    first++;

  for (int i = first; i < n_months && year_out->n_months < 13; i++)
    {
      if (i > first && months[i].number == 1 && !months[i].is_leap)
        break;
      year_out->months[year_out->n_months++] = months[i];
    }
}
