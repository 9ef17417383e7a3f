/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-due-date.h"

static void
test_estimate (void)
{
  static const struct
  {
    RemDueDateFrom from;
    const char *date;
    int days;
    const char *due;
  } cases[] = {
    { REM_DUE_DATE_FROM_PERIOD, "9999-06-01", 28, "" },
    { REM_DUE_DATE_FROM_PERIOD, "2026-01-01", 28, "2026-10-08" },
    { REM_DUE_DATE_FROM_PERIOD, "2026-01-01", 31, "2026-10-11" },
    { REM_DUE_DATE_FROM_PERIOD, "2026-01-01", 0, "2026-09-30" },
    { REM_DUE_DATE_FROM_PERIOD, "2026-01-01", 400, "2026-10-25" },
    { REM_DUE_DATE_FROM_PERIOD, "2027-06-01", 28, "2028-03-07" }, /* over 29 February */
    { REM_DUE_DATE_FROM_CONCEPTION, "2026-01-15", 99, "2026-10-08" },
    { REM_DUE_DATE_FROM_TRANSFER, "2026-01-20", 5, "2026-10-08" },
    { REM_DUE_DATE_FROM_TRANSFER, "2026-01-18", 3, "2026-10-08" },
    { REM_DUE_DATE_FROM_TRANSFER, "2026-01-15", -4, "2026-10-08" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RemDate date = REM_DATE_UNKNOWN;
      RemDate due = REM_DATE_UNKNOWN;
      g_autofree char *iso = NULL;

      g_assert_true (rem_date_parse (cases[i].date, &date, NULL));
      due = rem_due_date_estimate (cases[i].from, date, cases[i].days);
      iso = rem_date_is_valid (due) ? rem_date_to_iso (due) : g_strdup ("");
      g_assert_cmpstr (iso, ==, cases[i].due);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/due-date/estimate", test_estimate);

  return g_test_run ();
}
