/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "calendar-reference.h"

#include <math.h>

#define DEGREES (G_PI / 180)

static const RemDate FIRST_DAY = { 1, 1, 1 };

/* Days are counted as in the book: 1 January of the year 1 is day 1. */
static RemDate
make_date (int fixed)
{
  return rem_date_add_days (FIRST_DAY, fixed - 1);
}

static int
get_fixed (int year, int month, int day)
{
  RemDate date = { (gint16) year, (guint8) month, (guint8) day };

  return rem_date_days_between (FIRST_DAY, date) + 1;
}

static int
add_month (GArray *months, int year, int number, gboolean is_leap, int fixed, int n_days)
{
  ReferenceMonth month = { year, number, is_leap, make_date (fixed), n_days };

  g_array_append_val (months, month);

  return fixed + n_days;
}

gboolean
reference_hebrew_is_leap (int year)
{
  return (7 * year + 1) % 19 < 7;
}

static int
get_elapsed_days (int year)
{
  int months = (235 * year - 234) / 19;
  int parts = 12084 + 13753 * months;
  int days = 29 * months + parts / 25920;

  return (3 * (days + 1)) % 7 < 3 ? days + 1 : days;
}

/* The fixed day of 1 Tishri. */
int
reference_hebrew_get_new_year (int year)
{
  int before = get_elapsed_days (year - 1);
  int here = get_elapsed_days (year);
  int after = get_elapsed_days (year + 1);
  int delay = after - here == 356 ? 2 : here - before == 382 ? 1 : 0;

  return -1373427 + here + delay;
}

/* How many days a month has, which is counted from Nisan as in the book. */
int
reference_hebrew_get_last_day (int year, int month)
{
  int n_days = reference_hebrew_get_new_year (year + 1) - reference_hebrew_get_new_year (year);

  if (month == 2 || month == 4 || month == 6 || month == 10 || month == 13 ||
      (month == 12 && !reference_hebrew_is_leap (year)) ||
      (month == 8 && n_days != 355 && n_days != 385) ||
      (month == 9 && (n_days == 353 || n_days == 383)))
    return 29;

  return 30;
}

static void
list_hebrew (GArray *months)
{
  for (int year = 5758; year <= 5865; year++)
    {
      gboolean is_leap = reference_hebrew_is_leap (year);
      int fixed = reference_hebrew_get_new_year (year);

      /* From Tishri, 7 in the book and 1 here, to Elul, 6 and 12. */
      for (int month = 7; month <= (is_leap ? 13 : 12); month++)
        fixed =
            add_month (months, year, month == 12 && is_leap ? 5 : MIN (month - 6, 6),
                       month == 12 && is_leap, fixed, reference_hebrew_get_last_day (year, month));
      for (int month = 1; month <= 6; month++)
        fixed = add_month (months, year, month + 6, FALSE, fixed,
                           reference_hebrew_get_last_day (year, month));
    }
}

/* Coptic and Ethiopic years differ by when they were first counted: twelve months and five days. */
static void
list_alexandrian (GArray *months, int epoch, int first_year)
{
  for (int year = first_year; year <= first_year + 108; year++)
    {
      int fixed = epoch + 365 * (year - 1) + year / 4;

      for (int month = 1; month <= 12; month++)
        fixed = add_month (months, year, month, FALSE, fixed, 30);
      add_month (months, year, 13, FALSE, fixed, year % 4 == 3 ? 6 : 5);
    }
}

static void
list_indian (GArray *months)
{
  for (int year = 1998; year <= 2105; year++)
    {
      gboolean is_leap = rem_date_days_in_month (year, 2) == 29;
      int fixed = get_fixed (year, 3, is_leap ? 21 : 22);

      for (int month = 1; month <= 12; month++)
        fixed = add_month (months, year - 78, month, FALSE, fixed,
                           month == 1   ? (is_leap ? 31 : 30)
                           : month <= 6 ? 31
                                        : 30);
    }
}

/* The instant of the spring equinox, in days and universal time. */
static double
find_equinox (int year)
{
  static const double terms[][3] = {
    { 485, 324.96, 1934.136 },  { 203, 337.23, 32964.467 }, { 199, 342.08, 20.186 },
    { 182, 27.85, 445267.112 }, { 156, 73.14, 45036.886 },  { 136, 171.52, 22518.443 },
    { 77, 222.54, 65928.934 },  { 74, 296.72, 3034.906 },   { 70, 243.58, 9037.513 },
    { 58, 119.81, 33718.147 },  { 52, 297.17, 150.678 },    { 50, 21.02, 2281.226 },
    { 45, 247.54, 29929.562 },  { 44, 325.15, 31555.956 },  { 29, 60.93, 4443.417 },
    { 18, 155.12, 67555.328 },  { 17, 288.79, 4562.452 },   { 16, 198.04, 62894.029 },
    { 14, 199.76, 31436.921 },  { 12, 95.39, 14577.848 },   { 12, 287.11, 31931.756 },
    { 12, 320.81, 34777.259 },  { 9, 227.73, 1222.114 },    { 8, 15.45, 16859.074 },
  };
  double y = (year - 2000) / 1000.0;
  double mean = 2451623.80984 + 365242.37404 * y + 0.05169 * y * y - 0.00411 * y * y * y -
                0.00057 * y * y * y * y;
  double t = (mean - 2451545.0) / 36525;
  double w = (35999.373 * t - 2.47) * DEGREES;
  double lambda = 1 + 0.0334 * cos (w) + 0.0007 * cos (2 * w);
  /* How far the turning of the earth is behind: 64 seconds in 2000, about 70 in 2025, and about
   * three minutes more at the end of the century by what is foreseen. */
  double delay = 63.9 + 0.3345 * (year - 2000) + 0.0055 * (year - 2000) * (year - 2000);
  double sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    sum += terms[i][0] * cos ((terms[i][1] + terms[i][2] * t) * DEGREES);

  return mean + 0.00001 * sum / lambda - delay / 86400;
}

/* The fixed day of Nowruz. The Julian day 1721425.5 is the beginning of day 1. */
static int
find_nowruz (int gregorian_year)
{
  double in_iran = find_equinox (gregorian_year) - 1721424.5 + 3.5 / 24;
  int fixed = (int) floor (in_iran);
  double hours = (in_iran - fixed) * 24;

  /* Noon of the sun is some seven minutes later in March; no year of these comes as near. */
  g_assert_cmpfloat (fabs (hours - 12), >, 0.14);

  return hours < 12 ? fixed : fixed + 1;
}

static void
list_persian (GArray *months)
{
  for (int year = 1998; year <= 2103; year++)
    {
      int fixed = find_nowruz (year);
      int next = find_nowruz (year + 1);

      for (int month = 1; month <= 11; month++)
        fixed = add_month (months, year - 621, month, FALSE, fixed, month <= 6 ? 31 : 30);
      add_month (months, year - 621, 12, FALSE, fixed, next - fixed);
    }
}

/*
 * Umm al-Qura, 1420 to 1500: the highest of twelve bits is Muharram, and a bit that is set a month
 * of 30 days. Up to 1450, all that is printed and what KACST, which makes the calendar, tells agree
 * on every month (the list of R. H. van Gent, "The Umm al-Qura Calendar of Saudi Arabia"; ICU).
 * From 1451 on, May 2029, nothing is printed: these are what KACST tells today. An older list of
 * van Gent's has 211 of those 600 months a day earlier. So "about" is the right word for this
 * calendar.
 */
static const guint16 ISLAMIC[] = {
  0x4bd, 0x23d, 0x91d, 0xa95, 0xb4a, 0xb5a, 0x56d, 0x2b6, 0x93b, 0x49b, 0x655, 0x6a9, 0x754, 0xb6a,
  0x56c, 0xaad, 0x555, 0xb29, 0xb92, 0xba9, 0x5d4, 0xada, 0x55a, 0xaab, 0x595, 0x749, 0x764, 0xbaa,
  0x5b5, 0x2b6, 0xa56, 0xe4d, 0xb25, 0xb52, 0xb6a, 0x5ad, 0x2ae, 0x92f, 0x497, 0x64b, 0x6a5, 0x6ac,
  0xad6, 0x55d, 0x49d, 0xa4d, 0xd16, 0xd95, 0x5aa, 0x5b5, 0x2da, 0x95b, 0x4ad, 0x595, 0x6ca, 0x6e4,
  0xaea, 0x4f5, 0x2b6, 0x956, 0xaaa, 0xb54, 0xbd2, 0x5d9, 0x2ea, 0x96d, 0x4ad, 0xa95, 0xb4a, 0xba5,
  0x5b2, 0x9b5, 0x4d6, 0xa97, 0x547, 0x693, 0x749, 0xb55, 0x56a, 0xa6b, 0x52b,
};

static void
list_islamic (GArray *months)
{
  int fixed = get_fixed (1999, 4, 17);

  for (gsize i = 0; i < G_N_ELEMENTS (ISLAMIC); i++)
    for (int month = 1; month <= 12; month++)
      fixed = add_month (months, 1420 + (int) i, month, FALSE, fixed,
                         29 + ((ISLAMIC[i] >> (12 - month)) & 1));
}

/*
 * Chinese and Korean months from 2023 to 2050, as the observatories of Hong Kong and of Korea
 * (KASI) have them: the leap month in the lowest four bits, the twelve months above it, the first
 * one highest, and above these whether the leap month has 30 days.
 */
static const guint32 CHINESE[] = {
  0x05b52, 0x04b60, 0x0a6e6, 0x0a4e0, 0x0d260, 0x0ea65, 0x0d530, 0x05aa0, 0x076a3, 0x096d0,
  0x04afb, 0x04ad0, 0x0a4d0, 0x1d0b6, 0x0d250, 0x0d520, 0x0dd45, 0x0b5a0, 0x056d0, 0x055b2,
  0x049b0, 0x0a577, 0x0a4b0, 0x0aa50, 0x1b255, 0x06d20, 0x0ada0, 0x14b63,
};
static const guint32 KOREAN[] = {
  0x06b52, 0x04b60, 0x0a6e6, 0x0a570, 0x05270, 0x06a65, 0x0d930, 0x05aa0, 0x0b6a3, 0x096d0,
  0x04afb, 0x04ae0, 0x0a4d0, 0x1d0d6, 0x0d250, 0x0d520, 0x0dd45, 0x0b6a0, 0x096d0, 0x055b2,
  0x049b0, 0x0a577, 0x0a4b0, 0x0b250, 0x1b255, 0x06d40, 0x0ada0, 0x18b63,
};

static void
list_lunar (GArray *months, const guint32 *years, gsize n_years)
{
  int fixed = get_fixed (2023, 1, 22);

  for (gsize i = 0; i < n_years; i++)
    for (int month = 1; month <= 12; month++)
      {
        fixed = add_month (months, 2023 + (int) i, month, FALSE, fixed,
                           29 + (int) ((years[i] >> (16 - month)) & 1));
        if ((int) (years[i] & 15) == month)
          fixed = add_month (months, 2023 + (int) i, month, TRUE, fixed,
                             29 + (int) ((years[i] >> 16) & 1));
      }
}

/* All months of a calendar that are known here, in their order. */
GArray *
reference_list_months (RemCalendar calendar)
{
  GArray *months = g_array_new (FALSE, FALSE, sizeof (ReferenceMonth));

  switch (calendar)
    {
    case REM_CALENDAR_HEBREW:
      list_hebrew (months);
      break;
    case REM_CALENDAR_ISLAMIC:
      list_islamic (months);
      break;
    case REM_CALENDAR_PERSIAN:
      list_persian (months);
      break;
    case REM_CALENDAR_CHINESE:
      list_lunar (months, CHINESE, G_N_ELEMENTS (CHINESE));
      break;
    case REM_CALENDAR_KOREAN:
      list_lunar (months, KOREAN, G_N_ELEMENTS (KOREAN));
      break;
    case REM_CALENDAR_ETHIOPIC:
      /* 29 August of the year 8, Julian. */
      list_alexandrian (months, 2796, 1990);
      break;
    case REM_CALENDAR_COPTIC:
      /* 29 August of the year 284, Julian. */
      list_alexandrian (months, 103605, 1714);
      break;
    case REM_CALENDAR_INDIAN:
      list_indian (months);
      break;
    case REM_CALENDAR_GREGORIAN:
    default:
      for (int year = 1998; year <= 2105; year++)
        for (int month = 1; month <= 12; month++)
          add_month (months, year, month, FALSE, get_fixed (year, month, 1),
                     rem_date_days_in_month (year, month));
      break;
    }

  return months;
}

/* The index of the month of a day, and its day in there. */
guint
reference_find_month (GArray *months, RemDate date, int *day_out)
{
  guint first = 0;
  guint last = months->len;

  while (last - first > 1)
    {
      guint middle = (first + last) / 2;

      if (rem_date_compare (g_array_index (months, ReferenceMonth, middle).start, date) <= 0)
        first = middle;
      else
        last = middle;
    }

  *day_out = rem_date_days_between (g_array_index (months, ReferenceMonth, first).start, date) + 1;
  g_assert_cmpint (*day_out, >=, 1);
  g_assert_cmpint (*day_out, <=, g_array_index (months, ReferenceMonth, first).n_days);

  return first;
}
