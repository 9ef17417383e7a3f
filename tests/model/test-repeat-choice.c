/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"
#include "rem-occasions.h"
#include "rem-repeat-choice.h"

static RemDateDraft *
build_draft (ModelFixture *fixture, const char *edtf, RemOccasion **base_out)
{
  *base_out = model_fixture_build_date (fixture, "A day", edtf, REM_REPEAT_NEVER, NULL);

  return rem_date_draft_new (*base_out);
}

/* Kept in the box, and read from there into another draft. */
static RemDateDraft *
keep_and_open (ModelFixture *fixture, RemDateDraft *draft, RemOccasion *base)
{
  g_autoptr (RemOccasion) occasion = rem_date_draft_to_occasion (draft, base);
  g_autoptr (RemOccasion) kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  model_fixture_keep_date (fixture, occasion);
  rem_occasions_get_async (fixture->context, rem_occasion_get_uuid (occasion), NULL,
                           model_fixture_store_cb, &result);
  kept = rem_occasions_get_finish (fixture->context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);

  return rem_date_draft_new (kept);
}

/* Every way that can be chosen opens again as what it is. */
static void
test_there_and_back (ModelFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *day;
    RemRepeatChoice choice;
    const char *rule; /* as it is kept; empty if it is not by a rule */
  } cases[] = {
    { "2026-11-22", { REM_REPEAT_NEVER, 0, 1, 0 }, "" },
    { "2009", { REM_REPEAT_NEVER, 0, 1, 0 }, "" },
    { "2009-03", { REM_REPEAT_YEARLY, 0, 1, 0 }, "" },
    { "2009-21", { REM_REPEAT_YEARLY, 0, 1, 0 }, "" },
    { "2024-02-29", { REM_REPEAT_YEARLY, 0, 1, 0 }, "" },
    { "2026-01-31", { REM_REPEAT_MONTHLY, 0, 1, 0 }, "" },
    { "2026-01-31", { REM_REPEAT_MONTHLY_FIRST_YEAR, 0, 1, 0 }, "" },
    { "2026-11-22", { REM_REPEAT_WEEKLY, 0, 1, 0 }, "" },
    { "2026-11-22", { REM_REPEAT_WEEKLY, 0, 1, 7 }, "FREQ=WEEKLY;COUNT=7" },
    { "2026-11-22", { REM_REPEAT_WEEKLY, 0, 1, 999 }, "FREQ=WEEKLY;COUNT=999" },
    { "2026-11-22",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_WEEKDAY_OF_MONTH, 1, 0 },
      "FREQ=MONTHLY;BYDAY=4SU" },
    { "2026-11-30",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_WEEKDAY_OF_MONTH, 1, 12 },
      "FREQ=MONTHLY;BYDAY=-1MO;COUNT=12" },
    { "2026-11-22",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_WEEKDAY_OF_YEAR, 1, 0 },
      "FREQ=YEARLY;BYMONTH=11;BYDAY=4SU" },
    { "2026-11-22",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_WEEKDAY_OF_YEAR, 1, 3 },
      "FREQ=YEARLY;BYMONTH=11;BYDAY=4SU;COUNT=3" },
    { "2026-11-22", { REM_REPEAT_RULE, REM_REPEAT_WAY_DAYS, 1, 0 }, "FREQ=DAILY" },
    { "2026-11-22",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_DAYS, 7, 7 },
      "FREQ=DAILY;INTERVAL=7;COUNT=7" },
    { "2026-11-22",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_DAYS, 999, 999 },
      "FREQ=DAILY;INTERVAL=999;COUNT=999" },
    { "2026-11-22", { REM_REPEAT_RULE, REM_REPEAT_WAY_WEEKS, 1, 0 }, "FREQ=WEEKLY" },
    { "2026-11-22", { REM_REPEAT_RULE, REM_REPEAT_WAY_WEEKS, 2, 0 }, "FREQ=WEEKLY;INTERVAL=2" },
    { "2026-11-22",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_WEEKS, 2, 5 },
      "FREQ=WEEKLY;INTERVAL=2;COUNT=5" },
    { "2026-11-22", { REM_REPEAT_RULE, REM_REPEAT_WAY_MONTHS, 1, 0 }, "FREQ=MONTHLY" },
    { "2026-11-22",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_MONTHS, 3, 4 },
      "FREQ=MONTHLY;INTERVAL=3;COUNT=4" },
    { "2026-11-22", { REM_REPEAT_RULE, REM_REPEAT_WAY_YEARS, 1, 0 }, "FREQ=YEARLY" },
    { "2026-11-22", { REM_REPEAT_RULE, REM_REPEAT_WAY_YEARS, 5, 0 }, "FREQ=YEARLY;INTERVAL=5" },
    { "2026-11-22",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_40, 1, 0 },
      "FREQ=DAILY;INTERVAL=39;COUNT=2" },
    { "2026-11-22",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_49, 1, 0 },
      "FREQ=DAILY;INTERVAL=48;COUNT=2" },
    { "2026-11-22",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_100, 1, 0 },
      "FREQ=DAILY;INTERVAL=99;COUNT=2" },
    { "2026-11-22",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_RULE, 1, 0 },
      "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=15" },
    /* What comes from elsewhere and says more, or otherwise, than a way that is offered. */
    { "2026-11-22", { REM_REPEAT_RULE, REM_REPEAT_WAY_RULE, 1, 0 }, "FREQ=DAILY;INTERVAL=1000" },
    { "2026-11-22", { REM_REPEAT_RULE, REM_REPEAT_WAY_RULE, 1, 0 }, "FREQ=WEEKLY;COUNT=1000" },
    { "2026-11-22",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_RULE, 1, 0 },
      "FREQ=WEEKLY;BYDAY=MO;COUNT=4" },
    { "2026-11-22", { REM_REPEAT_RULE, REM_REPEAT_WAY_RULE, 1, 0 }, "FREQ=MONTHLY;BYDAY=1SU" },
    { "2026-11-22",
      { REM_REPEAT_RULE, REM_REPEAT_WAY_RULE, 1, 0 },
      "RSCALE=HEBREW;FREQ=YEARLY;COUNT=3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RemOccasion *base = NULL;
      g_autoptr (RemDateDraft) plain = build_draft (fixture, cases[i].day, &base);
      g_autoptr (RemOccasion) owned_base = base;
      g_autoptr (RemDateDraft) chosen =
          rem_repeat_choice_apply (cases[i].choice, plain, cases[i].rule);
      g_autoptr (RemDateDraft) opened = keep_and_open (fixture, chosen, base);
      RemRepeatChoice again = rem_repeat_choice_of_draft (opened);
      g_autoptr (RemDateDraft) twice =
          rem_repeat_choice_apply (again, opened, rem_date_draft_get_rule (opened));

      g_test_message ("%s %s", cases[i].day, cases[i].rule);
      g_assert_cmpint (again.repeat, ==, cases[i].choice.repeat);
      if (again.repeat == REM_REPEAT_RULE)
        g_assert_cmpint (again.way, ==, cases[i].choice.way);
      g_assert_cmpuint (again.every, ==, cases[i].choice.every);
      g_assert_cmpuint (again.times, ==, cases[i].choice.times);
      if (*cases[i].rule != '\0')
        g_assert_cmpstr (rem_date_draft_get_rule (opened), ==, cases[i].rule);
      g_assert_true (rem_date_draft_equal (opened, twice));
    }
}

/* A month comes back each year or never, whatever was chosen for a day. */
static void
test_vague (ModelFixture *fixture, gconstpointer data)
{
  RemOccasion *base = NULL;
  g_autoptr (RemDateDraft) plain = build_draft (fixture, "2009-03", &base);
  g_autoptr (RemOccasion) owned_base = base;
  RemRepeatChoice weekly = { REM_REPEAT_WEEKLY, 0, 1, 7 };
  RemRepeatChoice days = { REM_REPEAT_RULE, REM_REPEAT_WAY_DAYS, 3, 0 };
  g_autoptr (RemDateDraft) a = rem_repeat_choice_apply (weekly, plain, "");
  g_autoptr (RemDateDraft) b = rem_repeat_choice_apply (days, plain, "");

  g_assert_cmpint (rem_date_draft_get_repeat (a), ==, REM_REPEAT_NEVER);
  g_assert_cmpint (rem_date_draft_get_repeat (b), ==, REM_REPEAT_NEVER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  MODEL_FIXTURE_ADD ("/model/repeat-choice/there-and-back", test_there_and_back);
  MODEL_FIXTURE_ADD ("/model/repeat-choice/vague", test_vague);

  return g_test_run ();
}
