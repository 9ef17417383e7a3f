/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-time-since.h"

static RemDate
date_of (const char *iso)
{
  RemDate date = REM_DATE_UNKNOWN;

  g_assert_true (rem_date_parse (iso, &date, NULL));

  return date;
}

static void
test_span (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *span;
  } cases[] = {
    { "2026-11-22", "2026-11-22", "" },
    { "2026-11-22", "2026-11-23", "1 day" },
    { "2026-11-22", "2026-12-21", "29 days" },
    { "2026-11-22", "2026-12-22", "1 month" },
    { "2026-11-22", "2027-11-21", "11 months" },
    { "2026-11-22", "2027-11-22", "1 year" },
    { "2026-11-22", "2027-12-21", "1 year" },
    { "2026-11-22", "2027-12-22", "1 year and 1 month" },
    { "2007-08-22", "2026-11-22", "19 years and 3 months" },
    { "2007-08-23", "2026-11-22", "19 years and 2 months" },
    /* The last days of months. */
    { "2026-01-31", "2026-02-27", "27 days" },
    { "2026-01-31", "2026-02-28", "1 month" },
    { "2026-01-31", "2026-03-01", "1 month" },
    { "2026-01-31", "2026-03-30", "1 month" },
    { "2026-01-31", "2026-03-31", "2 months" },
    { "2024-02-29", "2025-02-28", "1 year" },
    { "2024-02-29", "2028-02-28", "3 years and 11 months" },
    { "2024-02-29", "2028-02-29", "4 years" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *span =
          rem_time_since_build_span (date_of (cases[i].from), date_of (cases[i].to));

      g_assert_cmpstr (span, ==, cases[i].span);
    }
}

static RemPerson *
make_person (const char *uuid, const char *name, gboolean tells_since, gboolean is_quiet)
{
  g_autoptr (RemPerson) plain = rem_person_new (uuid, name, 1);
  g_autoptr (RemPerson) telling = rem_person_with_tells_since (plain, tells_since);

  return rem_person_with_quiet (telling, is_quiet);
}

/* Off unless it was turned on for this one, and only where it can be known. */
static void
test_who (void)
{
  static const char *const both[] = { "a", "b", NULL };
  static const struct
  {
    const char *day;
    RemOccasionKind kind;
    gboolean a_tells, b_tells, b_is_quiet;
    const char *text;
  } cases[] = {
    { "2023-09-22", REM_OCCASION_KIND_LOSS, FALSE, FALSE, FALSE, "" },
    { "2023-09-22", REM_OCCASION_KIND_LOSS, TRUE, FALSE, FALSE,
      "It is 3 years and 2 months since the loss." },
    { "2023-09-22", REM_OCCASION_KIND_LOSS, TRUE, TRUE, FALSE,
      "It is 3 years and 2 months since the loss." },
    { "2023-09-22", REM_OCCASION_KIND_LOSS, FALSE, TRUE, TRUE, "" },
    { "2023-09-22", REM_OCCASION_KIND_DUE_DATE, TRUE, TRUE, FALSE, "" },
    { "2023-09", REM_OCCASION_KIND_LOSS, TRUE, TRUE, FALSE, "" },
    { "2026-11-22", REM_OCCASION_KIND_LOSS, TRUE, TRUE, FALSE, "" },
    { "2027-11-22", REM_OCCASION_KIND_LOSS, TRUE, TRUE, FALSE, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RemDay day = REM_DAY_NONE;
      g_autoptr (GPtrArray) persons =
          g_ptr_array_new_with_free_func ((GDestroyNotify) rem_person_unref);
      g_autoptr (RemOccasion) plain = NULL;
      g_autoptr (RemOccasion) kind = NULL;
      g_autoptr (RemOccasion) occasion = NULL;
      g_autofree char *text = NULL;

      g_assert_true (rem_day_parse (cases[i].day, &day, NULL));
      plain = rem_occasion_new ("o", "", day, 1);
      kind = rem_occasion_with_kind (plain, cases[i].kind);
      occasion = rem_occasion_with_persons (kind, both);
      g_ptr_array_add (persons, make_person ("a", "Luna", cases[i].a_tells, FALSE));
      g_ptr_array_add (persons, make_person ("b", "", cases[i].b_tells, cases[i].b_is_quiet));
      g_ptr_array_add (persons, make_person ("c", "Sol", TRUE, FALSE));
      text = rem_time_since_build (occasion, persons, date_of ("2026-11-22"));
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/time-since/span", test_span);
  g_test_add_func ("/core/time-since/who", test_who);

  return g_test_run ();
}
