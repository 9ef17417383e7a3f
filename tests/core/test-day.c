/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-core-error.h"
#include "rem-day.h"

#include "test-language.h"

typedef struct
{
  const char *edtf;
  RemPrecision precision;
  const char *first;
  const char *last;
  const char *english;
  const char *spanish;
} DayCase;

static const DayCase DAY_CASES[] = {
  { "", REM_PRECISION_NONE, "", "", "", "" },
  { "2009", REM_PRECISION_YEAR, "2009-01-01", "2009-12-31", "2009", "2009" },
  { "0001", REM_PRECISION_YEAR, "0001-01-01", "0001-12-31", "1", "1" },
  { "2009-21", REM_PRECISION_SEASON, "2009-03-01", "2009-05-31", "spring 2009",
    "primavera de 2009" },
  { "2009-22", REM_PRECISION_SEASON, "2009-06-01", "2009-08-31", "summer 2009", "verano de 2009" },
  { "2009-23", REM_PRECISION_SEASON, "2009-09-01", "2009-11-30", "autumn 2009", "otoño de 2009" },
  { "2009-24", REM_PRECISION_SEASON, "2009-12-01", "2010-02-28", "winter 2009",
    "invierno de 2009" },
  { "2023-24", REM_PRECISION_SEASON, "2023-12-01", "2024-02-29", "winter 2023",
    "invierno de 2023" },
  { "9999-24", REM_PRECISION_SEASON, "9999-12-01", "9999-12-31", "winter 9999",
    "invierno de 9999" },
  { "2009-03", REM_PRECISION_MONTH, "2009-03-01", "2009-03-31", "March 2009", "marzo de 2009" },
  { "2024-02", REM_PRECISION_MONTH, "2024-02-01", "2024-02-29", "February 2024",
    "febrero de 2024" },
  { "2009-03-14", REM_PRECISION_DAY, "2009-03-14", "2009-03-14", "14 March 2009",
    "14 de marzo de 2009" },
};

static void
test_parse_refuses (void)
{
  static const char *const refused[] = {
    " ",       "200",        "20090",      "2009-",      "2009-3",     "2009-00", "2009-13",
    "2009-20", "2009-25",    "2009-99",    "0000",       "0000-03",    "2009/03", "2009-2x",
    "20x9",    "2009-03-1",  "2009-02-29", "2009-03-32", "2009?",      "2009~",   "2009-03-14T10",
    "spring",  "2009-21-01", "+200",       "-200",       "2009-03-XX", "XXXX",    "..",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      RemDay day = REM_DAY_NONE;

      if (rem_day_parse (refused[i], &day, &error))
        g_error ("Took %s", refused[i]);
      g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_DATE);
      g_assert_true (rem_day_equal (day, REM_DAY_NONE));
    }
}

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (DAY_CASES); i++)
    {
      const DayCase *wanted = &DAY_CASES[i];
      g_autoptr (GError) error = NULL;
      g_autofree char *edtf = NULL;
      g_autofree char *first = NULL;
      g_autofree char *last = NULL;
      g_autofree char *text = NULL;
      RemDay day = REM_DAY_NONE;

      g_assert_true (rem_day_parse (wanted->edtf, &day, &error));
      g_assert_no_error (error);
      g_assert_cmpint (day.precision, ==, wanted->precision);

      edtf = rem_day_to_edtf (day);
      first = rem_date_to_iso (rem_day_get_first (day));
      last = rem_date_to_iso (rem_day_get_last (day));
      text = rem_day_format (day);
      g_assert_cmpstr (edtf, ==, wanted->edtf);
      g_assert_cmpstr (first, ==, wanted->first);
      g_assert_cmpstr (last, ==, wanted->last);
      g_assert_cmpstr (text, ==, wanted->english);
    }
}

static void
test_format_spanish (void)
{
  if (!test_language_use ("es_ES.UTF-8"))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (DAY_CASES); i++)
    {
      g_autofree char *text = NULL;
      RemDay day = REM_DAY_NONE;

      g_assert_true (rem_day_parse (DAY_CASES[i].edtf, &day, NULL));
      text = rem_day_format (day);
      g_assert_cmpstr (text, ==, DAY_CASES[i].spanish);
    }

  test_language_reset ();
}

static void
test_from_date (void)
{
  RemDate date = { 2009, 3, 14 };
  RemDate wrong = { 2009, 2, 30 };

  g_assert_true (rem_day_equal (rem_day_from_date (REM_DATE_UNKNOWN), REM_DAY_NONE));
  g_assert_true (rem_day_equal (rem_day_from_date (wrong), REM_DAY_NONE));
  g_assert_cmpint (rem_day_from_date (date).precision, ==, REM_PRECISION_DAY);
}

/* Only what is known is compared. */
static void
test_equal (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (DAY_CASES); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (DAY_CASES); j++)
        {
          RemDay a = REM_DAY_NONE;
          RemDay b = REM_DAY_NONE;

          g_assert_true (rem_day_parse (DAY_CASES[i].edtf, &a, NULL));
          g_assert_true (rem_day_parse (DAY_CASES[j].edtf, &b, NULL));
          g_assert_cmpint (rem_day_equal (a, b), ==, i == j);
        }
    }

  {
    RemDay a = { { 2009, 1, 1 }, REM_PRECISION_YEAR };
    RemDay b = { { 2009, 7, 9 }, REM_PRECISION_YEAR };

    g_assert_true (rem_day_equal (a, b));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  test_language_reset ();

  g_test_add_func ("/core/day/parse-refuses", test_parse_refuses);
  g_test_add_func ("/core/day/table", test_table);
  g_test_add_func ("/core/day/format-spanish", test_format_spanish);
  g_test_add_func ("/core/day/from-date", test_from_date);
  g_test_add_func ("/core/day/equal", test_equal);

  return g_test_run ();
}
