/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-lunar-year.h"

static RemDate
date_of (const char *iso)
{
  RemDate date = REM_DATE_UNKNOWN;

  g_assert_true (rem_date_parse (iso, &date, NULL));

  return date;
}

static RemDate
find_start (RemLunarCalendar calendar, int year, int month, gboolean is_leap)
{
  RemLunarYear months;

  rem_lunar_year_find (calendar, year, &months);
  for (int i = 0; i < months.n_months; i++)
    if (months.months[i].number == month && months.months[i].is_leap == is_leap)
      return months.months[i].start;

  return REM_DATE_UNKNOWN;
}

static void
test_outside (void)
{
  RemLunarYear months = { .n_months = 1 };

  rem_lunar_year_find (REM_LUNAR_CALENDAR_CHINESE, 1900, &months);
  g_assert_cmpint (months.n_months, ==, 0);
  rem_lunar_year_find (REM_LUNAR_CALENDAR_KOREAN, 2200, &months);
  g_assert_cmpint (months.n_months, ==, 0);
}

typedef struct
{
  RemLunarCalendar calendar;
  int month;
  gboolean is_leap;
  const char *start;
} MonthCase;

#define CHINA  REM_LUNAR_CALENDAR_CHINESE
#define KOREA  REM_LUNAR_CALENDAR_KOREAN
#define HEBREW REM_LUNAR_CALENDAR_HEBREW

/* As the almanacs of both countries have them; new years first, then months on which ICU 72 is a
 * day off, then leap months. */
static const MonthCase CASES[] = {
  { CHINA, 1, FALSE, "1901-02-19" },  { CHINA, 1, FALSE, "1954-02-03" },
  { CHINA, 1, FALSE, "1988-02-17" },  { CHINA, 1, FALSE, "1997-02-07" },
  { CHINA, 1, FALSE, "2020-01-25" },  { CHINA, 1, FALSE, "2021-02-12" },
  { CHINA, 1, FALSE, "2022-02-01" },  { CHINA, 1, FALSE, "2023-01-22" },
  { CHINA, 1, FALSE, "2024-02-10" },  { CHINA, 1, FALSE, "2025-01-29" },
  { CHINA, 1, FALSE, "2026-02-17" },  { CHINA, 1, FALSE, "2027-02-06" },
  { CHINA, 1, FALSE, "2028-01-26" },  { CHINA, 1, FALSE, "2029-02-13" },
  { CHINA, 1, FALSE, "2030-02-03" },  { CHINA, 1, FALSE, "2031-01-23" },
  { CHINA, 1, FALSE, "2032-02-11" },  { CHINA, 1, FALSE, "2033-01-31" },
  { CHINA, 1, FALSE, "2034-02-19" },  { CHINA, 7, FALSE, "2012-08-17" },
  { CHINA, 10, FALSE, "2018-11-08" }, { CHINA, 2, TRUE, "2023-03-22" },
  { CHINA, 6, TRUE, "2025-07-25" },   { CHINA, 4, TRUE, "2020-05-23" },
  { CHINA, 11, TRUE, "2033-12-22" },  { CHINA, 5, TRUE, "2028-06-23" },
  { KOREA, 1, FALSE, "1988-02-18" },  { KOREA, 1, FALSE, "1997-02-08" },
  { KOREA, 1, FALSE, "2012-01-23" },  { KOREA, 1, FALSE, "2017-01-28" },
  { KOREA, 1, FALSE, "2020-01-25" },  { KOREA, 1, FALSE, "2023-01-22" },
  { KOREA, 1, FALSE, "2024-02-10" },  { KOREA, 1, FALSE, "2025-01-29" },
  { KOREA, 1, FALSE, "2026-02-17" },  { KOREA, 1, FALSE, "2027-02-07" },
  { KOREA, 1, FALSE, "2028-01-27" },  { KOREA, 1, FALSE, "2030-02-03" },
  { KOREA, 2, FALSE, "2017-02-26" },  { KOREA, 2, TRUE, "2023-03-22" },
  { HEBREW, 1, FALSE, "2024-10-03" }, { HEBREW, 1, FALSE, "2025-09-23" },
  { HEBREW, 5, TRUE, "2024-02-10" },  { HEBREW, 6, FALSE, "2024-03-11" },
  { HEBREW, 6, FALSE, "2025-03-01" }, { HEBREW, 7, FALSE, "2026-03-19" },
  { KOREA, 3, TRUE, "2012-04-21" },   { KOREA, 5, TRUE, "2017-06-24" },
};

static void
test_months (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      RemDate wanted = date_of (CASES[i].start);
      RemDate found = find_start (CASES[i].calendar,
                                  CASES[i].calendar == HEBREW && wanted.month < 9 ? wanted.year - 1
                                                                                  : wanted.year,
                                  CASES[i].month, CASES[i].is_leap);
      g_autofree char *text = rem_date_to_iso (found);

      g_assert_cmpstr (text, ==, CASES[i].start);
    }
}

/* Harvest moon in Korea is the fifteenth of the eighth month. */
static void
test_chuseok (void)
{
  static const char *const days[] = { "2020-10-01", "2021-09-21", "2022-09-10",
                                      "2023-09-29", "2024-09-17", "2025-10-06",
                                      "2026-09-25", "2027-09-15", "2028-10-03" };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      RemDate wanted = date_of (days[i]);
      RemDate start = find_start (REM_LUNAR_CALENDAR_KOREAN, wanted.year, 8, FALSE);

      g_assert_true (rem_date_equal (rem_date_add_days (start, 14), wanted));
    }
}

/* One year follows the other without a gap, and each is made as a year is. */
static void
test_years (void)
{
  for (int calendar = REM_LUNAR_CALENDAR_CHINESE; calendar <= REM_LUNAR_CALENDAR_HEBREW; calendar++)
    {
      RemDate next = REM_DATE_UNKNOWN;

      for (int year = REM_LUNAR_FIRST_YEAR; year <= REM_LUNAR_LAST_YEAR; year++)
        {
          RemLunarYear months;
          int n_leap = 0;
          int number = 1;

          rem_lunar_year_find ((RemLunarCalendar) calendar, year, &months);
          g_assert_cmpint (months.n_months, >=, 12);
          g_assert_cmpint (months.months[0].start.year, ==, year);
          for (int i = 0; i < months.n_months; i++)
            {
              const RemLunarMonth *month = &months.months[i];

              if (rem_date_is_valid (next))
                g_assert_true (rem_date_equal (month->start, next));
              g_assert_true (month->n_days == 29 || month->n_days == 30);
              n_leap += month->is_leap;
              if (i > 0 && !month->is_leap)
                number++;
              g_assert_cmpint (month->number, ==, number);
              next = rem_date_add_days (month->start, month->n_days);
            }
          g_assert_cmpint (n_leap, ==, months.n_months - 12);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/lunar-year/outside", test_outside);
  g_test_add_func ("/core/lunar-year/months", test_months);
  g_test_add_func ("/core/lunar-year/chuseok", test_chuseok);
  g_test_add_func ("/core/lunar-year/years", test_years);

  return g_test_run ();
}
