/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-core-error.h"
#include "rem-date.h"

#include "test-language.h"

static const RemDate SUNDAY = { 2026, 11, 22 };

static void
test_parse_refuses (void)
{
  static const char *const refused[] = {
    "",           "2026",        "2026-11",    "20261122",    "2026-11-22 ",      " 2026-11-22",
    "2026-02-29", "1900-02-29",  "2026-02-30", "2026-04-31",  "2026-13-01",       "2026-00-10",
    "2026-11-00", "0000-01-01",  "2026-1-022", "2026/11/22",  "-026-11-22",       "+026-11-22",
    "2026-11-2x", "10000-01-01", "2026-11-32", "2026-11-221", "2026-\xc3\xb1-22",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      RemDate date = SUNDAY;

      g_assert_false (rem_date_parse (refused[i], &date, &error));
      g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_DATE);
      g_assert_true (rem_date_equal (date, SUNDAY));
    }
}

static void
test_parse_reads_back (void)
{
  static const char *const texts[] = { "0001-01-01", "1582-10-10", "2024-02-29",
                                       "2000-02-29", "2026-11-22", "9999-12-31" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *iso = NULL;
      RemDate date = REM_DATE_UNKNOWN;

      g_assert_true (rem_date_parse (texts[i], &date, &error));
      g_assert_no_error (error);
      iso = rem_date_to_iso (date);
      g_assert_cmpstr (iso, ==, texts[i]);
    }
}

static void
test_unknown (void)
{
  g_autofree char *iso = rem_date_to_iso (REM_DATE_UNKNOWN);
  g_autofree char *text = rem_date_format (REM_DATE_UNKNOWN, REM_DATE_STYLE_FULL);

  g_assert_false (rem_date_is_valid (REM_DATE_UNKNOWN));
  g_assert_cmpstr (iso, ==, "");
  g_assert_cmpstr (text, ==, "");
  g_assert_cmpint (rem_date_compare (REM_DATE_UNKNOWN, SUNDAY), <, 0);
  g_assert_true (rem_date_equal (REM_DATE_UNKNOWN, REM_DATE_UNKNOWN));
}

/* Every day of ten thousand years, against GDate. */
static void
test_every_day (void)
{
  RemDate first = { 1, 1, 1 };
  RemDate last = { 9999, 12, 31 };
  RemDate date = first;
  GDate other;
  int n_days = 0;

  g_date_clear (&other, 1);
  g_date_set_dmy (&other, 1, G_DATE_JANUARY, 1);

  while (TRUE)
    {
      RemDate next = rem_date_add_days (date, 1);

      if (date.day != g_date_get_day (&other) || date.month != (guint) g_date_get_month (&other) ||
          date.year != g_date_get_year (&other) ||
          rem_date_get_weekday (date) != (int) g_date_get_weekday (&other) ||
          rem_date_days_between (first, date) != n_days || !rem_date_is_valid (date))
        g_error ("Wrong at %04d-%02d-%02d", date.year, date.month, date.day);

      if (rem_date_equal (date, last))
        {
          g_assert_true (rem_date_equal (next, REM_DATE_UNKNOWN));
          break;
        }

      g_assert_true (rem_date_compare (date, next) < 0);
      g_date_add_days (&other, 1);
      date = next;
      n_days++;
    }

  g_assert_cmpint (n_days, ==, 3652058);
}

static void
test_add_days_far (void)
{
  RemDate first = { 1, 1, 1 };
  RemDate last = { 9999, 12, 31 };

  g_assert_true (rem_date_equal (rem_date_add_days (first, -1), REM_DATE_UNKNOWN));
  g_assert_true (rem_date_equal (rem_date_add_days (first, -400), REM_DATE_UNKNOWN));
  g_assert_true (rem_date_equal (rem_date_add_days (last, 1), REM_DATE_UNKNOWN));
  g_assert_true (rem_date_equal (rem_date_add_days (SUNDAY, G_MAXINT), REM_DATE_UNKNOWN));
  g_assert_true (rem_date_equal (rem_date_add_days (SUNDAY, G_MININT), REM_DATE_UNKNOWN));
  g_assert_true (rem_date_equal (rem_date_add_days (first, 3652058), last));
  g_assert_true (rem_date_equal (rem_date_add_days (last, -3652058), first));
  g_assert_cmpint (rem_date_days_between (last, first), ==, -3652058);
}

typedef struct
{
  RemDateStyle style;
  const char *english;
  const char *spanish;
} FormatCase;

static const FormatCase FORMAT_CASES[] = {
  { REM_DATE_STYLE_WEEKDAY, "Sunday, 22 November", "domingo, 22 de noviembre" },
  { REM_DATE_STYLE_FULL, "22 November 2026", "22 de noviembre de 2026" },
  { REM_DATE_STYLE_LONG, "Sunday, 22 November 2026", "domingo, 22 de noviembre de 2026" },
  { REM_DATE_STYLE_DAY_MONTH, "22 November", "22 de noviembre" },
  { REM_DATE_STYLE_MONTH_YEAR, "November 2026", "noviembre de 2026" },
};

static void
test_format_english (void)
{
  RemDate early = { 2027, 3, 4 };
  g_autofree char *padded = rem_date_format (early, REM_DATE_STYLE_WEEKDAY);

  g_assert_cmpstr (padded, ==, "Thursday, 4 March");

  for (gsize i = 0; i < G_N_ELEMENTS (FORMAT_CASES); i++)
    {
      g_autofree char *text = rem_date_format (SUNDAY, FORMAT_CASES[i].style);

      g_assert_cmpstr (text, ==, FORMAT_CASES[i].english);
    }
}

static void
test_format_spanish (void)
{
  if (!test_language_use ("es_ES.UTF-8"))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (FORMAT_CASES); i++)
    {
      g_autofree char *text = rem_date_format (SUNDAY, FORMAT_CASES[i].style);

      g_assert_cmpstr (text, ==, FORMAT_CASES[i].spanish);
    }

  test_language_reset ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  test_language_reset ();

  g_test_add_func ("/core/date/parse-refuses", test_parse_refuses);
  g_test_add_func ("/core/date/parse-reads-back", test_parse_reads_back);
  g_test_add_func ("/core/date/unknown", test_unknown);
  g_test_add_func ("/core/date/every-day", test_every_day);
  g_test_add_func ("/core/date/add-days-far", test_add_days_far);
  g_test_add_func ("/core/date/format-english", test_format_english);
  g_test_add_func ("/core/date/format-spanish", test_format_spanish);

  return g_test_run ();
}
