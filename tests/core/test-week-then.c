/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-week-then.h"

static RemPerson *
make_person (const char *uuid, const char *name, gboolean tells_week, gboolean is_quiet)
{
  g_autoptr (RemPerson) plain = rem_person_new (uuid, name, 1);
  g_autoptr (RemPerson) telling = rem_person_with_tells_week (plain, tells_week);

  return rem_person_with_quiet (telling, is_quiet);
}

static RemOccasion *
make_occasion (const char *iso, RemOccasionKind kind, const char *const *persons)
{
  RemDay day = REM_DAY_NONE;
  g_autoptr (RemOccasion) plain = NULL;
  g_autoptr (RemOccasion) of_kind = NULL;

  g_assert_true (rem_day_parse (iso, &day, NULL));
  plain = rem_occasion_new (iso, "", day, 1);
  of_kind = rem_occasion_with_kind (plain, kind);
  return rem_occasion_with_persons (of_kind, persons);
}

/* 2024-05-01 is the 280th day; the first of the pregnancy is 2023-07-26. */
static void
test_ages (void)
{
  static const char *const luna[] = { "a", NULL };
  static const struct
  {
    const char *loss;
    RemOccasionKind kind;
    const char *due;
    const char *birth; /* nullable */
    const char *text;
  } cases[] = {
    { "2023-09-22", REM_OCCASION_KIND_LOSS, "2024-05-01", NULL,
      "The pregnancy with Luna had come to 8 weeks and 2 days." },
    { "2023-09-20", REM_OCCASION_KIND_LOSS, "2024-05-01", NULL,
      "The pregnancy with Luna had come to 8 weeks." },
    { "2023-09-21", REM_OCCASION_KIND_LOSS, "2024-05-01", NULL,
      "The pregnancy with Luna had come to 8 weeks and 1 day." },
    { "2024-05-01", REM_OCCASION_KIND_LOSS, "2024-05-01", NULL,
      "The pregnancy with Luna had come to 40 weeks." },
    /* Stillborn on that day or the day after; or born, and died later. */
    { "2024-02-28", REM_OCCASION_KIND_LOSS, "2024-05-01", "2024-02-29",
      "The pregnancy with Luna had come to 31 weeks." },
    { "2024-02-28", REM_OCCASION_KIND_LOSS, "2024-05-01", "2024-02-28",
      "The pregnancy with Luna had come to 31 weeks." },
    { "2024-02-28", REM_OCCASION_KIND_LOSS, "2024-05-01", "2024-02-27", "" },
    /* The bounds. */
    { "2023-08-08", REM_OCCASION_KIND_LOSS, "2024-05-01", NULL, "" },
    { "2023-08-09", REM_OCCASION_KIND_LOSS, "2024-05-01", NULL,
      "The pregnancy with Luna had come to 2 weeks." },
    { "2024-06-04", REM_OCCASION_KIND_LOSS, "2024-05-01", NULL,
      "The pregnancy with Luna had come to 44 weeks and 6 days." },
    { "2024-06-05", REM_OCCASION_KIND_LOSS, "2024-05-01", NULL, "" },
    /* Not known to the day, and not a loss. */
    { "2023-09", REM_OCCASION_KIND_LOSS, "2024-05-01", NULL, "" },
    { "2023-09-22", REM_OCCASION_KIND_LOSS, "2024-05", NULL, "" },
    { "2023-09-22", REM_OCCASION_KIND_FAREWELL, "2024-05-01", NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) persons =
          g_ptr_array_new_with_free_func ((GDestroyNotify) rem_person_unref);
      g_autoptr (GPtrArray) occasions =
          g_ptr_array_new_with_free_func ((GDestroyNotify) rem_occasion_unref);
      g_autoptr (RemOccasion) loss = make_occasion (cases[i].loss, cases[i].kind, luna);
      g_autofree char *text = NULL;

      g_ptr_array_add (persons, make_person ("a", "Luna", TRUE, FALSE));
      g_ptr_array_add (occasions, rem_occasion_ref (loss));
      g_ptr_array_add (occasions, make_occasion (cases[i].due, REM_OCCASION_KIND_DUE_DATE, luna));
      if (cases[i].birth != NULL)
        g_ptr_array_add (occasions, make_occasion (cases[i].birth, REM_OCCASION_KIND_BIRTH, luna));
      text = rem_week_then_build (loss, occasions, persons);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Off unless it was turned on for this one, and by the due date of this one. */
static void
test_who (void)
{
  static const char *const all[] = { "a", "b", "c", NULL };
  static const char *const luna[] = { "a", NULL };
  static const char *const others[] = { "b", "c", NULL };
  static const struct
  {
    gboolean a_tells, b_tells, b_is_quiet, c_tells;
    const char *text;
  } cases[] = {
    { FALSE, FALSE, FALSE, FALSE, "" },
    { TRUE, FALSE, FALSE, FALSE, "The pregnancy with Luna had come to 8 weeks and 2 days." },
    { FALSE, TRUE, FALSE, TRUE, "The pregnancy had come to 9 weeks and 2 days." },
    { FALSE, TRUE, TRUE, FALSE, "" },
    { TRUE, TRUE, FALSE, FALSE,
      "The pregnancy with Luna had come to 8 weeks and 2 days.\n"
      "The pregnancy had come to 9 weeks and 2 days." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) persons =
          g_ptr_array_new_with_free_func ((GDestroyNotify) rem_person_unref);
      g_autoptr (GPtrArray) occasions =
          g_ptr_array_new_with_free_func ((GDestroyNotify) rem_occasion_unref);
      g_autoptr (RemOccasion) loss = make_occasion ("2023-09-22", REM_OCCASION_KIND_LOSS, all);
      g_autofree char *text = NULL;

      g_ptr_array_add (persons, make_person ("a", "Luna", cases[i].a_tells, FALSE));
      g_ptr_array_add (persons, make_person ("b", "", cases[i].b_tells, cases[i].b_is_quiet));
      g_ptr_array_add (persons, make_person ("c", "", cases[i].c_tells, FALSE));
      g_ptr_array_add (occasions, make_occasion ("2024-05-01", REM_OCCASION_KIND_DUE_DATE, luna));
      g_ptr_array_add (occasions, make_occasion ("2024-04-24", REM_OCCASION_KIND_DUE_DATE, others));
      text = rem_week_then_build (loss, occasions, persons);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/week-then/ages", test_ages);
  g_test_add_func ("/core/week-then/who", test_who);

  return g_test_run ();
}
