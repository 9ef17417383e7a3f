/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occasion.h"

static RemOccasion *
make_occasion (const char *edtf, RemRepeat repeat)
{
  g_autoptr (RemOccasion) plain = NULL;
  RemDay day = REM_DAY_NONE;

  g_assert_true (rem_day_parse (edtf, &day, NULL));
  plain = rem_occasion_new ("u", "a label", day, 1000);

  return rem_occasion_with_repeat (plain, repeat);
}

static void
test_periods (void)
{
  static const struct
  {
    const char *anchor;
    RemRepeat repeat;
    const char *from;
    const char *until;
    const char *periods;
  } cases[] = {
    /* Known to the day, or hardly at all: there is no month to fall in. */
    { "2009-03-14", REM_REPEAT_YEARLY, "2026-01-01", "2027-12-31", "" },
    { "2009", REM_REPEAT_YEARLY, "2026-01-01", "2027-12-31", "" },
    { "", REM_REPEAT_YEARLY, "2026-01-01", "2027-12-31", "" },
    /* Never before it was, and once if it does not come back. */
    { "2028-03", REM_REPEAT_YEARLY, "2026-01-01", "2027-12-31", "" },
    { "2009-03", REM_REPEAT_NEVER, "2026-01-01", "2027-12-31", "" },
    { "2027-03", REM_REPEAT_NEVER, "2026-01-01", "2027-12-31", "2027-03" },
    { "2027-03", REM_REPEAT_MONTHLY, "2026-01-01", "2028-12-31", "2027-03" },
    { "2009-03", REM_REPEAT_YEARLY, "2026-01-01", "2028-12-31", "2026-03 2027-03 2028-03" },
    /* A part of it is enough. */
    { "2009-03", REM_REPEAT_YEARLY, "2026-03-31", "2027-03-01", "2026-03 2027-03" },
    { "2009-03", REM_REPEAT_YEARLY, "2026-04-01", "2027-02-28", "" },
    { "2009-21", REM_REPEAT_YEARLY, "2026-05-31", "2027-02-28", "2026-21" },
    { "2009-24", REM_REPEAT_YEARLY, "2026-02-28", "2026-12-01", "2025-24 2026-24" },
    { "2009-24", REM_REPEAT_YEARLY, "2010-01-01", "2010-06-01", "2009-24" },
    { "2009-24", REM_REPEAT_YEARLY, "9999-12-01", "9999-12-31", "9999-24" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemOccasion) occasion = make_occasion (cases[i].anchor, cases[i].repeat);
      g_autoptr (GArray) periods = NULL;
      g_autoptr (GString) found = g_string_new (NULL);
      RemDate from = REM_DATE_UNKNOWN;
      RemDate until = REM_DATE_UNKNOWN;

      g_test_message ("%s from %s", cases[i].anchor, cases[i].from);
      g_assert_true (rem_date_parse (cases[i].from, &from, NULL));
      g_assert_true (rem_date_parse (cases[i].until, &until, NULL));
      periods = rem_occasion_list_periods (occasion, from, until);
      for (guint j = 0; j < periods->len; j++)
        {
          g_autofree char *edtf = rem_day_to_edtf (g_array_index (periods, RemDay, j));

          g_string_append_printf (found, "%s%s", j > 0 ? " " : "", edtf);
        }
      g_assert_cmpstr (found->str, ==, cases[i].periods);
    }
}

static void
test_removed (void)
{
  g_autoptr (RemOccasion) occasion = make_occasion ("2009-03", REM_REPEAT_YEARLY);
  g_autoptr (RemOccasion) removed = rem_occasion_with_removed_us (occasion, 5);
  g_autoptr (GArray) periods =
      rem_occasion_list_periods (removed, (RemDate){ 2026, 1, 1 }, (RemDate){ 2027, 1, 1 });

  g_assert_cmpuint (periods->len, ==, 0);
}

static void
test_why (void)
{
  static const struct
  {
    const char *anchor;
    RemRepeat repeat;
    const char *why;
  } cases[] = {
    { "2009-03", REM_REPEAT_NEVER, "" },
    { "2009", REM_REPEAT_YEARLY, "" },
    { "2009-03-14", REM_REPEAT_YEARLY, "" },
    { "2009-03", REM_REPEAT_YEARLY, "Every year in March; the day is not known." },
    { "2009-21", REM_REPEAT_YEARLY, "Every year in spring; the day is not known." },
    { "2009-24", REM_REPEAT_YEARLY, "Every year in winter; the day is not known." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemOccasion) occasion = make_occasion (cases[i].anchor, cases[i].repeat);
      g_autofree char *why = rem_occasion_dup_why_of_period (occasion);

      g_assert_cmpstr (why, ==, cases[i].why);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/occasion-periods/periods", test_periods);
  g_test_add_func ("/occasion-periods/removed", test_removed);
  g_test_add_func ("/occasion-periods/why", test_why);

  return g_test_run ();
}
