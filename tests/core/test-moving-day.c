/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-moving-day.h"

#include <math.h>

#define DEGREES (G_PI / 180)

/*
 * Where the sun stands, in degrees from the spring equinox, to about a hundredth of one: Meeus,
 * "Astronomical Algorithms", chapter 25. @julian_day is in universal time.
 */
static double
find_solar_longitude (double julian_day)
{
  double t = (julian_day + 70.0 / 86400 - 2451545.0) / 36525;
  double mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
  double anomaly = (357.52911 + 35999.05029 * t - 0.0001537 * t * t) * DEGREES;
  double centre = (1.914602 - 0.004817 * t) * sin (anomaly) +
                  (0.019993 - 0.000101 * t) * sin (2 * anomaly) + 0.000289 * sin (3 * anomaly);
  double node = (125.04 - 1934.136 * t) * DEGREES;
  double longitude = mean + centre - 0.00569 - 0.00478 * sin (node);

  return longitude - 360 * floor (longitude / 360);
}

/* The Julian day of the midnight in China with which a date begins. */
static double
find_midnight_in_china (RemDate date)
{
  RemDate epoch = { 2000, 1, 1 };

  return 2451544.5 + rem_date_days_between (epoch, date) - 8.0 / 24;
}

/* Gauss's way, independent of the one that the program takes. */
static RemDate
find_easter_by_gauss (int year)
{
  int a = year % 19;
  int b = year % 4;
  int c = year % 7;
  int k = year / 100;
  int p = (13 + 8 * k) / 25;
  int q = k / 4;
  int m = (15 - p + k - q) % 30;
  int n = (4 + k - q) % 7;
  int d = (19 * a + m) % 30;
  int e = (2 * b + 4 * c + 6 * d + n) % 7;
  RemDate march = { (gint16) year, 3, 22 };

  if (d == 29 && e == 6)
    return (RemDate){ (gint16) year, 4, 19 };
  if (d == 28 && e == 6 && (11 * m + 11) % 30 < 19)
    return (RemDate){ (gint16) year, 4, 18 };

  return rem_date_add_days (march, d + e);
}

static void
test_easter (void)
{
  static const RemDate known[] = { { 1818, 3, 22 }, { 1943, 4, 25 }, { 2024, 3, 31 },
                                   { 2027, 3, 28 }, { 2028, 4, 16 }, { 2030, 4, 21 },
                                   { 2038, 4, 25 }, { 2285, 3, 22 } };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_true (rem_date_equal (rem_moving_day_easter (known[i].year), known[i]));

  for (int year = 1583; year <= 9999; year++)
    {
      RemDate date = rem_moving_day_easter (year);

      g_assert_true (rem_date_equal (date, find_easter_by_gauss (year)));
      g_assert_cmpint (rem_date_get_weekday (date), ==, 7);
    }
}

static void
test_qingming (void)
{
  g_assert_false (rem_date_is_valid (rem_moving_day_qingming (1900)));
  g_assert_false (rem_date_is_valid (rem_moving_day_qingming (2100)));
  g_assert_cmpint (rem_moving_day_qingming (2027).day, ==, 5);
  g_assert_cmpint (rem_moving_day_qingming (2028).day, ==, 4);

  for (int year = 1901; year <= 2099; year++)
    {
      RemDate date = rem_moving_day_qingming (year);
      double begin = 0;

      g_assert_cmpint (date.month, ==, 4);
      g_assert_true (rem_date_is_valid (date));
      begin = find_midnight_in_china (date);
      g_assert_cmpfloat (find_solar_longitude (begin), <, 15);
      g_assert_cmpfloat (find_solar_longitude (begin + 1), >=, 15);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/moving-day/easter", test_easter);
  g_test_add_func ("/core/moving-day/qingming", test_qingming);

  return g_test_run ();
}
