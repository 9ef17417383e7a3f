/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "calendar-reference.h"

/*
 * When a death is remembered by the Hebrew calendar, after Reingold and Dershowitz, "Calendrical
 * Calculations", written anew: neither libical nor rem-hebrew.c has a part in what is expected.
 * Days are counted as in the book, 1 January of the year 1 being day 1; months from Nisan, 1, so
 * that Tishri is 7, Marheshvan 8, Kislev 9, Shevat 11, Adar or Adar I 12, Adar II 13.
 */

#define N_YEARS 20

typedef struct
{
  int year;
  int month;
  int day;
} Hebrew;

static int
get_last_month (int year)
{
  return reference_hebrew_is_leap (year) ? 13 : 12;
}

static int
get_fixed (int year, int month, int day)
{
  int fixed = reference_hebrew_get_new_year (year) + day - 1;

  if (month < 7)
    {
      for (int m = 7; m <= get_last_month (year); m++)
        fixed += reference_hebrew_get_last_day (year, m);
      for (int m = 1; m < month; m++)
        fixed += reference_hebrew_get_last_day (year, m);
    }
  else
    {
      for (int m = 7; m < month; m++)
        fixed += reference_hebrew_get_last_day (year, m);
    }

  return fixed;
}

static Hebrew
get_hebrew (int fixed)
{
  Hebrew hebrew = { fixed / 366 + 3760, 7, 1 };

  while (reference_hebrew_get_new_year (hebrew.year + 1) <= fixed)
    hebrew.year++;
  if (fixed >= get_fixed (hebrew.year, 1, 1))
    hebrew.month = 1;
  while (fixed > get_fixed (hebrew.year, hebrew.month,
                            reference_hebrew_get_last_day (hebrew.year, hebrew.month)))
    hebrew.month++;
  hebrew.day = fixed - get_fixed (hebrew.year, hebrew.month, 1) + 1;

  return hebrew;
}

/* The book's own function; the custom of the second Adar is the one of a birthday. */
static int
get_yahrzeit (Hebrew death, int year, gboolean is_second_adar)
{
  if (death.month == 8 && death.day == 30 &&
      reference_hebrew_get_last_day (death.year + 1, 8) == 29)
    return get_fixed (year, 9, 1) - 1;
  if (death.month == 9 && death.day == 30 &&
      reference_hebrew_get_last_day (death.year + 1, 9) == 29)
    return get_fixed (year, 10, 1) - 1;
  if (death.month == 13 ||
      (is_second_adar && death.month == 12 && !reference_hebrew_is_leap (death.year)))
    return get_fixed (year, get_last_month (year), death.day);
  if (death.day == 30 && death.month == 12 && !reference_hebrew_is_leap (year))
    return get_fixed (year, 11, 30);

  return get_fixed (year, death.month, 1) + death.day - 1;
}

static const RemDate FIRST_DAY = { 1, 1, 1 };

static RemDate
make_date (int fixed)
{
  return rem_date_add_days (FIRST_DAY, fixed - 1);
}

static void
check_death (int fixed, gboolean is_second_adar)
{
  RemDate anchor = make_date (fixed);
  Hebrew death = get_hebrew (fixed);
  RemLeapDay custom = is_second_adar ? REM_LEAP_DAY_AFTER : REM_LEAP_DAY_BEFORE;
  g_autoptr (RemRecurrence) recurrence =
      rem_recurrence_new_for (REM_REPEAT_YEARLY, REM_CALENDAR_HEBREW, custom, anchor);
  g_autoptr (GArray) dates = NULL;

  g_assert_nonnull (recurrence);
  dates = rem_recurrence_list (recurrence, anchor, anchor, rem_date_add_days (anchor, 8000),
                               N_YEARS + 1, NULL);
  g_assert_nonnull (dates);
  g_assert_cmpuint (dates->len, ==, N_YEARS + 1);
  g_assert_true (rem_date_equal (g_array_index (dates, RemDate, 0), anchor));

  for (int i = 1; i <= N_YEARS; i++)
    {
      RemDate wanted = make_date (get_yahrzeit (death, death.year + i, is_second_adar));
      RemDate found = g_array_index (dates, RemDate, i);

      if (!rem_date_equal (wanted, found))
        g_error ("died on %d/%d/%d: year %d is on %04d-%02d-%02d, not %04d-%02d-%02d", death.day,
                 death.month, death.year, i, wanted.year, wanted.month, wanted.day, found.year,
                 found.month, found.day);
    }
}

/* Known days, so that the arithmetic above is not taken on trust. */
static void
test_arithmetic (void)
{
  static const struct
  {
    RemDate date;
    Hebrew hebrew;
  } known[] = {
    { { 2000, 1, 1 }, { 5760, 10, 23 } },  { { 2023, 3, 7 }, { 5783, 12, 14 } },
    { { 2024, 2, 23 }, { 5784, 12, 14 } }, { { 2024, 3, 24 }, { 5784, 13, 14 } },
    { { 2024, 10, 3 }, { 5785, 7, 1 } },   { { 2025, 9, 23 }, { 5786, 7, 1 } },
    { { 2026, 4, 2 }, { 5786, 1, 15 } },   { { 1948, 5, 14 }, { 5708, 2, 5 } },
    { { 2025, 12, 20 }, { 5786, 9, 30 } }, { { 2024, 12, 1 }, { 5785, 8, 30 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      Hebrew found = get_hebrew (rem_date_days_between (FIRST_DAY, known[i].date) + 1);

      g_assert_cmpint (found.year, ==, known[i].hebrew.year);
      g_assert_cmpint (found.month, ==, known[i].hebrew.month);
      g_assert_cmpint (found.day, ==, known[i].hebrew.day);
    }
}

/* Every death of 2024 to 2040; before, deaths in all months, and all that are special. */
static void
test_deaths (void)
{
  RemDate first = { 1985, 1, 1 };
  int fixed = rem_date_days_between (FIRST_DAY, first) + 1;
  int first_of_all = rem_date_days_between (FIRST_DAY, (RemDate){ 2024, 1, 1 }) + 1;
  guint n_deaths = 0;
  guint n_special = 0;

  if (!rem_calendar_is_supported (REM_CALENDAR_HEBREW))
    {
      g_test_skip ("libical has no other calendars here");
      return;
    }

  for (int i = 0; i < 56 * 365 + 14; i++, fixed++)
    {
      Hebrew death = get_hebrew (fixed);
      gboolean is_adar = death.month >= 12;
      gboolean is_special = is_adar || (death.day == 30 && (death.month == 8 || death.month == 9));

      if (!is_special && fixed < first_of_all && i % 37 != 0)
        continue;

      check_death (fixed, FALSE);
      if (is_adar)
        check_death (fixed, TRUE);
      n_deaths++;
      n_special += is_special;
    }

  g_test_message ("%u deaths, %u of them special, %d years each", n_deaths, n_special, N_YEARS);
  g_assert_cmpuint (n_deaths, >, 8000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/yahrzeit/arithmetic", test_arithmetic);
  g_test_add_func ("/core/yahrzeit/deaths", test_deaths);

  return g_test_run ();
}
