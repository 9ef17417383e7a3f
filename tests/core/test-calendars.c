/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "calendar-reference.h"

#include <string.h>

/*
 * Every calendar against a reckoning that is not the program's. In the usual form each day of
 * 2024-2040 is an anchor, and the ways of coming back and the choices for days that do not exist
 * take turns; with -m slow, as in ./dev prove calendars, each day has each of them, and more
 * years are looked at.
 */

/* ICU takes long for this calendar, since it counts its months from 1300 on. */
#define ISLAMIC_STRIDE 7

static const char *const NAMES[] = {
  [REM_CALENDAR_GREGORIAN] = "GREGORIAN",
  [REM_CALENDAR_HEBREW] = "HEBREW",
  [REM_CALENDAR_ISLAMIC] = "ISLAMIC-UMALQURA",
  [REM_CALENDAR_PERSIAN] = "PERSIAN",
  [REM_CALENDAR_CHINESE] = "CHINESE",
  [REM_CALENDAR_KOREAN] = "DANGI",
  [REM_CALENDAR_ETHIOPIC] = "ETHIOPIC",
  [REM_CALENDAR_COPTIC] = "COPTIC",
  [REM_CALENDAR_INDIAN] = "INDIAN",
};

static RemDate
date_of (const char *iso)
{
  RemDate date = REM_DATE_UNKNOWN;

  g_assert_true (rem_date_parse (iso, &date, NULL));

  return date;
}

static void
fail_unless_same (const char *rule, RemDate anchor, GArray *found, GArray *wanted)
{
  g_autofree char *iso = rem_date_to_iso (anchor);

  for (guint i = 0; i < MAX (found->len, wanted->len); i++)
    {
      RemDate a = i < found->len ? g_array_index (found, RemDate, i) : REM_DATE_UNKNOWN;
      RemDate b = i < wanted->len ? g_array_index (wanted, RemDate, i) : REM_DATE_UNKNOWN;

      if (!rem_date_equal (a, b))
        g_error ("%s from %s: number %u is %04d-%02d-%02d, not %04d-%02d-%02d", rule, iso, i,
                 a.year, a.month, a.day, b.year, b.month, b.day);
    }
}

/* Days that are published, so that the reference is not taken on trust. */
static void
test_reference (void)
{
  static const struct
  {
    RemCalendar calendar;
    const char *date;
    int year, month, day;
  } known[] = {
    { REM_CALENDAR_ISLAMIC, "2000-04-06", 1421, 1, 1 },
    { REM_CALENDAR_ISLAMIC, "2024-03-11", 1445, 9, 1 },
    { REM_CALENDAR_ISLAMIC, "2025-06-26", 1447, 1, 1 },
    { REM_CALENDAR_ISLAMIC, "2026-03-20", 1447, 10, 1 },
    { REM_CALENDAR_ISLAMIC, "2077-11-16", 1500, 12, 30 },
    { REM_CALENDAR_PERSIAN, "2000-03-20", 1379, 1, 1 },
    { REM_CALENDAR_PERSIAN, "2001-03-21", 1380, 1, 1 },
    { REM_CALENDAR_PERSIAN, "2008-03-20", 1387, 1, 1 },
    { REM_CALENDAR_PERSIAN, "2021-03-20", 1399, 12, 30 },
    { REM_CALENDAR_PERSIAN, "2024-03-20", 1403, 1, 1 },
    { REM_CALENDAR_PERSIAN, "2025-03-20", 1403, 12, 30 },
    { REM_CALENDAR_PERSIAN, "2026-03-21", 1405, 1, 1 },
    { REM_CALENDAR_PERSIAN, "2026-11-26", 1405, 9, 5 },
    { REM_CALENDAR_ETHIOPIC, "2007-09-12", 2000, 1, 1 },
    { REM_CALENDAR_ETHIOPIC, "2023-09-11", 2015, 13, 6 },
    { REM_CALENDAR_ETHIOPIC, "2024-09-11", 2017, 1, 1 },
    { REM_CALENDAR_ETHIOPIC, "2025-01-07", 2017, 4, 29 },
    { REM_CALENDAR_COPTIC, "2023-09-12", 1740, 1, 1 },
    { REM_CALENDAR_COPTIC, "2024-09-11", 1741, 1, 1 },
    { REM_CALENDAR_COPTIC, "2025-01-07", 1741, 4, 29 },
    { REM_CALENDAR_INDIAN, "2023-03-22", 1945, 1, 1 },
    { REM_CALENDAR_INDIAN, "2024-03-21", 1946, 1, 1 },
    { REM_CALENDAR_INDIAN, "2026-01-26", 1947, 11, 6 },
    { REM_CALENDAR_CHINESE, "2033-12-22", 2033, 11, 1 },
    { REM_CALENDAR_CHINESE, "2050-01-23", 2050, 1, 1 },
    { REM_CALENDAR_KOREAN, "2026-09-25", 2026, 8, 15 },
    { REM_CALENDAR_KOREAN, "2050-01-23", 2050, 1, 1 },
    { REM_CALENDAR_HEBREW, "2024-02-10", 5784, 5, 1 },
    { REM_CALENDAR_HEBREW, "2025-09-23", 5786, 1, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (GArray) months = reference_list_months (known[i].calendar);
      int day = 0;
      const ReferenceMonth *month =
          &g_array_index (months, ReferenceMonth,
                          reference_find_month (months, date_of (known[i].date), &day));

      g_test_message ("%s %s", NAMES[known[i].calendar], known[i].date);
      g_assert_cmpint (month->year, ==, known[i].year);
      g_assert_cmpint (month->number, ==, known[i].month);
      g_assert_cmpint (day, ==, known[i].day);
    }
}

/* The days of a rule of a month and a day, by the reference. */
static GArray *
list_month_days (GArray *months, int number, int day, RemDate from, RemDate until)
{
  GArray *dates = g_array_new (FALSE, FALSE, sizeof (RemDate));

  for (guint i = 0; i < months->len; i++)
    {
      const ReferenceMonth *month = &g_array_index (months, ReferenceMonth, i);
      int wanted = day > 0 ? day : month->n_days;
      RemDate date = rem_date_add_days (month->start, wanted - 1);

      if ((number == 0 || number == month->number) && wanted <= month->n_days &&
          rem_date_compare (date, from) >= 0 && rem_date_compare (date, until) <= 0)
        g_array_append_val (dates, date);
    }

  return dates;
}

static void
check_month_days (
    RemCalendar calendar, GArray *months, int number, int day, RemDate from, RemDate until)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) wanted = list_month_days (months, number, day, from, until);
  g_autofree char *rule =
      number == 0 ? g_strdup_printf ("RSCALE=%s;FREQ=MONTHLY;BYMONTHDAY=%d", NAMES[calendar], day)
                  : g_strdup_printf ("RSCALE=%s;FREQ=YEARLY;BYMONTH=%d;BYMONTHDAY=%d",
                                     NAMES[calendar], number, day);
  g_autoptr (RemRecurrence) recurrence = rem_recurrence_new (rule, &error);
  g_autoptr (GArray) found = NULL;

  g_assert_no_error (error);
  found = rem_recurrence_list (recurrence, from, from, until, 0, &error);
  g_assert_no_error (error);
  fail_unless_same (rule, from, found, wanted);
}

/* Each month of 2000-2099 begins and ends on its day, and so does each day of the year. */
static void
test_century (void)
{
  static const RemCalendar calendars[] = { REM_CALENDAR_ISLAMIC, REM_CALENDAR_PERSIAN,
                                           REM_CALENDAR_ETHIOPIC, REM_CALENDAR_COPTIC,
                                           REM_CALENDAR_INDIAN };
  RemDate from = { 2000, 1, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (calendars); i++)
    {
      g_autoptr (GArray) months = reference_list_months (calendars[i]);
      RemDate until = { 2099, 12, 31 };

      if (!rem_calendar_is_supported (calendars[i]))
        {
          g_test_skip ("libical has no other calendars here");
          return;
        }

      if (calendars[i] == REM_CALENDAR_ISLAMIC)
        until = REFERENCE_LAST_ISLAMIC;
      check_month_days (calendars[i], months, 0, 1, from, until);
      check_month_days (calendars[i], months, 0, -1, from, until);
      for (int number = 1; number <= 13; number++)
        for (int day = 1; day <= 31; day++)
          if (g_test_slow () || (number * 31 + day) % 23 == 0 || day >= 29)
            {
              g_autoptr (GArray) days = list_month_days (months, number, day, from, until);

              if (days->len > 0)
                check_month_days (calendars[i], months, number, day, from, until);
            }
    }
}

/* Where a day of a month is kept; unknown if that month is left out. */
static RemDate
find_kept_day (const ReferenceMonth *month, int day, RemLeapDay leap_day)
{
  if (day <= month->n_days)
    return rem_date_add_days (month->start, day - 1);

  switch (leap_day)
    {
    case REM_LEAP_DAY_LEAP_YEARS:
      return REM_DATE_UNKNOWN;
    case REM_LEAP_DAY_AFTER:
      return rem_date_add_days (month->start, month->n_days);
    case REM_LEAP_DAY_BEFORE:
    default:
      return rem_date_add_days (month->start, month->n_days - 1);
    }
}

/*
 * The month of a year in which an anchor of @first is kept, or -1: a leap month that is not there
 * is the ordinary one of its number, or the one after that.
 */
static int
find_kept_month (
    GArray *months, guint from, const ReferenceMonth *first, int year, RemLeapDay leap_day)
{
  int ordinary = -1;

  for (guint i = from; i < months->len; i++)
    {
      const ReferenceMonth *month = &g_array_index (months, ReferenceMonth, i);

      if (month->year > year)
        break;
      if (month->year != year || month->number != first->number)
        continue;
      if (month->is_leap == first->is_leap)
        return (int) i;
      ordinary = (int) i;
    }

  if (!first->is_leap || leap_day == REM_LEAP_DAY_LEAP_YEARS)
    return -1;

  return leap_day == REM_LEAP_DAY_AFTER ? ordinary + 1 : ordinary;
}

static GArray *
list_kept_days (GArray *months, RemRepeat repeat, RemLeapDay leap_day, RemDate anchor, int n_years)
{
  GArray *dates = g_array_new (FALSE, FALSE, sizeof (RemDate));
  int day = 0;
  guint first = reference_find_month (months, anchor, &day);
  const ReferenceMonth *first_month = &g_array_index (months, ReferenceMonth, first);

  if (repeat == REM_REPEAT_YEARLY)
    {
      for (int i = 0; i < n_years; i++)
        {
          int index = find_kept_month (months, first, first_month, first_month->year + i, leap_day);
          RemDate date = index < 0 ? REM_DATE_UNKNOWN
                                   : find_kept_day (&g_array_index (months, ReferenceMonth, index),
                                                    day, leap_day);

          if (rem_date_is_valid (date))
            g_array_append_val (dates, date);
        }
    }
  else
    {
      guint n_months = repeat == REM_REPEAT_MONTHLY_FIRST_YEAR ? 13 : 13 * (guint) n_years;

      for (guint i = first; i < first + n_months && i < months->len; i++)
        {
          RemDate date = find_kept_day (&g_array_index (months, ReferenceMonth, i), day, leap_day);

          if (rem_date_is_valid (date))
            g_array_append_val (dates, date);
        }
    }

  return dates;
}

static void
check_anchor (RemCalendar calendar,
              GArray *months,
              RemRepeat repeat,
              RemLeapDay leap_day,
              RemDate anchor,
              int n_years)
{
  gboolean has_leap_months = calendar == REM_CALENDAR_HEBREW || calendar == REM_CALENDAR_CHINESE ||
                             calendar == REM_CALENDAR_KOREAN;
  RemLeapDay kept = has_leap_months && repeat != REM_REPEAT_YEARLY ? REM_LEAP_DAY_BEFORE : leap_day;
  g_autoptr (GArray) wanted = list_kept_days (months, repeat, kept, anchor, n_years);
  g_autoptr (RemRecurrence) recurrence =
      rem_recurrence_new_for (repeat, calendar, leap_day, anchor);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = NULL;
  RemDate until = g_array_index (wanted, RemDate, wanted->len - 1);

  if (repeat == REM_REPEAT_MONTHLY_FIRST_YEAR)
    until = rem_date_add_days (anchor, 900);
  found = rem_recurrence_list (recurrence, anchor, anchor, until, 0, &error);
  g_assert_no_error (error);
  fail_unless_same (rem_recurrence_get_rule (recurrence), anchor, found, wanted);

  g_assert_true (rem_date_equal (g_array_index (found, RemDate, 0), anchor));
  for (guint i = 1; i < found->len; i++)
    g_assert_cmpint (rem_date_compare (g_array_index (found, RemDate, i - 1),
                                       g_array_index (found, RemDate, i)),
                     <, 0);
}

/*
 * Every day of 2024-2040 as an anchor: it is told first, all come in order, each is on the day of
 * the calendar that the anchor had or where the choice puts it, and none is left out. The years of
 * the Hebrew calendar have customs of their own, for which see test-yahrzeit.c.
 */
static void
test_every_anchor (gconstpointer data)
{
  static const RemRepeat repeats[] = { REM_REPEAT_YEARLY, REM_REPEAT_MONTHLY,
                                       REM_REPEAT_MONTHLY_FIRST_YEAR };
  RemCalendar calendar = (RemCalendar) GPOINTER_TO_INT (data);
  g_autoptr (GArray) months = reference_list_months (calendar);
  int n = 0;
  int n_rules = 0;

  if (!rem_calendar_is_supported (calendar))
    {
      g_test_skip ("libical has no other calendars here");
      return;
    }

  for (RemDate anchor = { 2024, 1, 1 }; anchor.year <= 2040; anchor = rem_date_add_days (anchor, 1))
    {
      n++;
      for (int way = 0; way < 9; way++)
        {
          RemRepeat repeat = repeats[way / 3];

          if (calendar == REM_CALENDAR_HEBREW && repeat == REM_REPEAT_YEARLY)
            continue;
          if (!g_test_slow () && ((n + n / 9) % 9 != way ||
                                  (calendar == REM_CALENDAR_ISLAMIC && n % ISLAMIC_STRIDE != 0)))
            continue;

          check_anchor (calendar, months, repeat, (RemLeapDay) (way % 3), anchor,
                        (g_test_slow () ? 3 : 1) * (repeat == REM_REPEAT_YEARLY ? 3 : 1));
          n_rules++;
        }
    }
  g_test_message ("%s: %d rules from %d days", NAMES[calendar], n_rules, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/calendars/reference", test_reference);
  g_test_add_func ("/core/calendars/century", test_century);
  for (int i = REM_CALENDAR_HEBREW; i <= REM_CALENDAR_INDIAN; i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/calendars/every-anchor/%s", NAMES[i]);

      g_test_add_data_func (path, GINT_TO_POINTER (i), test_every_anchor);
    }

  return g_test_run ();
}
