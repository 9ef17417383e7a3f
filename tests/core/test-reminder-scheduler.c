/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminder-answers.h"

#include "test-reminder-life.h"

#include <locale.h>

static void
set_plan (Life *life, const char *const *lines)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (RemPlanEntry));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (RemReminderPlan) plan = NULL;

  /* "2026-11-25 10 00 id" and perhaps what it is about */
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      GStrv words = g_strsplit (lines[i], " ", 5);
      RemPlanEntry entry = { .id = words[3],
                             .hour = (guint8) g_ascii_strtoull (words[1], NULL, 10),
                             .minute = (guint8) g_ascii_strtoull (words[2], NULL, 10),
                             .title = (char *) "Remember",
                             .body = words[3],
                             .about = words[4] };

      g_ptr_array_add (texts, words);
      g_assert_true (rem_date_parse (words[0], &entry.date, NULL));
      g_array_append_val (entries, entry);
    }

  plan = rem_reminder_plan_new ((RemPlanEntry *) entries->data, entries->len);
  rem_reminder_scheduler_set_plan (life->scheduler, plan);
}

static void
assert_told (Life *life, const char *told)
{
  g_assert_cmpstr (life->told->str, ==, told);
  g_string_truncate (life->told, 0);
}

typedef struct
{
  const char *what;
  const char *zone;
  const char *start_utc;
  const char *plan[5];
  int days;
  const char *told;
} ZoneCase;

static const ZoneCase zone_cases[] = {
  { "an ordinary day",
    "UTC",
    "2026-11-24T00:00:00Z",
    { "2026-11-25 10 00 a" },
    3,
    "2026-11-25T10:00+0000 a\nwithdrawn\n" },
  { "the hour that is leapt over in spring",
    "Europe/Madrid",
    "2026-03-28T00:00:00Z",
    { "2026-03-29 02 30 a" },
    3,
    "2026-03-29T03:00+0200 a\nwithdrawn\n" },
  { "after the leap",
    "Europe/Madrid",
    "2026-03-28T00:00:00Z",
    { "2026-03-28 10 00 a", "2026-03-29 10 00 b", "2026-03-30 10 00 c" },
    4,
    "2026-03-28T10:00+0100 a\nwithdrawn\n2026-03-29T10:00+0200 b\nwithdrawn\n"
    "2026-03-30T10:00+0200 c\nwithdrawn\n" },
  { "the hour that comes twice in autumn",
    "Europe/Madrid",
    "2026-10-24T00:00:00Z",
    { "2026-10-25 02 30 a" },
    3,
    "2026-10-25T02:30+0100 a\nwithdrawn\n" },
  { "after the fall back",
    "Europe/Madrid",
    "2026-10-24T00:00:00Z",
    { "2026-10-24 10 00 a", "2026-10-25 10 00 b" },
    3,
    "2026-10-24T10:00+0200 a\nwithdrawn\n2026-10-25T10:00+0100 b\nwithdrawn\n" },
  { "a day without midnight",
    "America/Santiago",
    "2026-09-05T00:00:00Z",
    { "2026-09-05 23 30 a", "2026-09-06 00 00 b", "2026-09-07 00 00 c" },
    4,
    "2026-09-05T23:30-0400 a\nwithdrawn\n2026-09-06T01:00-0300 b\nwithdrawn\n"
    "2026-09-07T00:00-0300 c\nwithdrawn\n" },
  { "a day without midnight, half past",
    "Africa/Cairo",
    "2026-04-23T00:00:00Z",
    { "2026-04-24 00 30 a" },
    3,
    "2026-04-24T01:00+0300 a\nwithdrawn\n" },
  { "a day whose last hour comes twice",
    "America/Santiago",
    "2026-04-04T00:00:00Z",
    { "2026-04-04 23 30 a", "2026-04-05 00 15 b" },
    3,
    "2026-04-04T23:30-0400 a\nwithdrawn\n2026-04-05T00:15-0400 b\nwithdrawn\n" },
  { "a day whose first hour comes twice",
    "America/Havana",
    "2024-11-02T00:00:00Z", /* rules of years to come change with the data of the system */
    { "2024-11-02 10 00 a", "2024-11-03 00 30 b" },
    3,
    "2024-11-02T10:00-0400 a\nwithdrawn\n2024-11-03T00:30-0500 b\nwithdrawn\n" },
  { "a day whose last hour is leapt over",
    "America/Nuuk",
    "2026-03-27T00:00:00Z",
    { "2026-03-28 23 30 a" },
    4,
    "2026-03-28T22:59-0200 a\nwithdrawn\n" },
  { "a day that never was",
    "Pacific/Apia",
    "2011-12-28T00:00:00Z",
    { "2011-12-29 10 00 a", "2011-12-30 10 00 b", "2011-12-31 10 00 c" },
    5,
    "2011-12-29T10:00-1000 a\nwithdrawn\n2011-12-31T10:00+1400 c\nwithdrawn\n" },
  { "half an hour of summer time",
    "Australia/Lord_Howe",
    "2026-10-02T00:00:00Z",
    { "2026-10-04 02 15 a" },
    4,
    "2026-10-04T02:30+1100 a\nwithdrawn\n" },
  { "several on one day are one",
    "UTC",
    "2026-11-24T00:00:00Z",
    { "2026-11-25 19 00 b", "2026-11-25 10 00 a", "2026-11-26 08 00 c" },
    4,
    "2026-11-25T10:00+0000 a\nb\nwithdrawn\n2026-11-26T08:00+0000 c\nwithdrawn\n" },
};

static void
test_zones (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (zone_cases); i++)
    {
      const ZoneCase *zone_case = &zone_cases[i];
      g_autoptr (Life) life = begin_life (zone_case->start_utc, zone_case->zone);

      g_test_message ("%s", zone_case->what);
      set_plan (life, zone_case->plan);
      live (life, zone_case->days * DAY);
      assert_told (life, zone_case->told);
    }
}

static void
test_nothing_to_say (void)
{
  static const char *const none[] = { NULL };
  static const char *const past[] = { "2026-11-24 10 00 a", NULL };
  g_autoptr (Life) life = begin_life ("2026-11-25T12:00:00Z", "UTC");

  look (life);
  g_assert_cmpint (life->next_look_unix_us, ==, 0);
  set_plan (life, none);
  look (life);
  g_assert_cmpint (life->next_look_unix_us, ==, 0);
  set_plan (life, past);
  look (life);
  g_assert_cmpint (life->next_look_unix_us, ==, 0);
  assert_told (life, "");
}

static void
test_suspend (void)
{
  static const char *const plan[] = { "2026-11-25 10 00 a", "2026-11-27 10 00 b",
                                      "2026-11-29 10 00 c", NULL };
  g_autoptr (Life) life = begin_life ("2026-11-25T09:00:00Z", "UTC");

  set_plan (life, plan);
  live (life, HOUR / 2);
  sleep_for (life, 5 * HOUR); /* over the hour */
  assert_told (life, "2026-11-25T14:30+0000 a\n");
  sleep_for (life, 3 * DAY); /* over a whole day: it is over */
  assert_told (life, "withdrawn\n");
  live (life, 2 * DAY);
  assert_told (life, "2026-11-29T10:00+0000 c\nwithdrawn\n");
}

static void
test_clock_is_set (void)
{
  static const char *const plan[] = { "2026-11-25 10 00 a", "2026-11-26 10 00 b", NULL };
  g_autoptr (Life) life = begin_life ("2026-11-25T09:00:00Z", "UTC");

  set_plan (life, plan);
  look (life);
  rem_manual_clock_set (life->clock, "2026-11-25T10:30:00Z"); /* forward over it */
  look (life);
  assert_told (life, "2026-11-25T10:30+0000 a\n");
  rem_manual_clock_set (life->clock, "2026-11-25T09:00:00Z"); /* back before it */
  live (life, 4 * HOUR);
  assert_told (life, "");
  rem_manual_clock_set (life->clock, "2026-11-24T09:00:00Z"); /* and to the day before */
  live (life, DAY + 4 * HOUR);
  assert_told (life, "");
  rem_manual_clock_set (life->clock, "2036-01-01T00:00:00Z"); /* an empty battery, ahead */
  look (life);
  assert_told (life, "withdrawn\n");
  rem_manual_clock_set (life->clock, "1970-01-01T00:00:00Z"); /* and behind */
  look (life);
  assert_told (life, "");
  rem_manual_clock_set (life->clock, "2026-11-25T22:00:00Z");
  live (life, 2 * DAY);
  assert_told (life, "2026-11-26T10:00+0000 b\nwithdrawn\n");
}

static void
test_travel (void)
{
  static const char *const plan[] = { "2026-11-25 10 00 a", "2026-11-26 10 00 b", NULL };
  g_autoptr (Life) life = begin_life ("2026-11-25T00:00:00Z", "Asia/Tokyo");

  /* West: the same ten o'clock comes again, and says nothing. */
  set_plan (life, plan);
  live (life, 2 * HOUR);
  assert_told (life, "2026-11-25T10:00+0900 a\n");
  rem_manual_clock_set_zone (life->clock, "America/Los_Angeles");
  live (life, DAY);
  assert_told (life, "");
  live (life, DAY);
  assert_told (life, "withdrawn\n2026-11-26T10:00-0800 b\n");
}

static void
test_travel_east (void)
{
  static const char *const plan[] = { "2026-11-25 10 00 a", "2026-11-26 10 00 b", NULL };
  g_autoptr (Life) life = begin_life ("2026-11-25T14:00:00Z", "America/New_York");
  gint64 wait_us = 0;

  /* East over the hour: it comes late, on the same day. */
  set_plan (life, plan);
  look (life);
  assert_told (life, "");
  rem_manual_clock_set_zone (life->clock, "Europe/Madrid");
  look (life);
  assert_told (life, "2026-11-25T15:00+0100 a\n");

  /* Without being told of it, the next look comes within the hour. */
  live (life, 12 * HOUR);
  assert_told (life, "withdrawn\n");
  rem_manual_clock_set_zone (life->clock, "Asia/Tokyo");
  wait_us = life->next_look_unix_us - rem_clock_get_unix_us (REM_CLOCK (life->clock));
  g_assert_cmpint (wait_us, <=, (gint64) HOUR * G_USEC_PER_SEC);
  sleep_for (life, wait_us / G_USEC_PER_SEC);
  assert_told (life, "2026-11-26T12:00+0900 b\n");
}

static void
test_plan_is_rewritten (void)
{
  static const char *const plan[] = { "2026-11-25 10 00 a", "2026-11-26 10 00 b", NULL };
  static const char *const sooner[] = { "2026-11-25 09 30 a", "2026-11-26 10 00 b", NULL };
  static const char *const other_ids[] = { "2026-11-25 12 00 c", "2026-11-26 11 00 d", NULL };
  static const char *const moved[] = { "2026-11-27 10 00 a", "2026-11-28 10 00 e", NULL };
  g_autoptr (Life) life = begin_life ("2026-11-25T09:00:00Z", "UTC");

  set_plan (life, plan);
  live (life, HOUR / 4);
  set_plan (life, sooner);
  live (life, HOUR / 2);
  assert_told (life, "2026-11-25T09:30+0000 a\n");

  /* The date was taken out: its notice goes, and the day has had its notice. */
  set_plan (life, other_ids);
  live (life, DAY + 2 * HOUR);
  assert_told (life, "withdrawn\n2026-11-26T11:00+0000 d\n");

  /* What was told is not told again on another day. */
  set_plan (life, moved);
  live (life, 3 * DAY);
  assert_told (life, "withdrawn\n2026-11-28T10:00+0000 e\nwithdrawn\n");

  rem_reminder_scheduler_set_plan (life->scheduler, NULL);
  look (life);
  g_assert_cmpint (life->next_look_unix_us, ==, 0);
}

/* An hour, then the evening, then the morning after; then it rests. */
static void
test_later (void)
{
  static const char *const plan[] = { "2026-11-25 10 00 a", "2026-11-27 10 00 b", NULL };
  g_autoptr (Life) life = begin_life ("2026-11-25T09:00:00Z", "UTC");

  set_plan (life, plan);
  g_assert_false (rem_reminder_scheduler_later (life->scheduler, "a"));
  live (life, 2 * HOUR);
  assert_told (life, "2026-11-25T10:00+0000 a\n");
  g_assert_true (rem_reminder_scheduler_later (life->scheduler, "a"));
  g_assert_true (rem_reminder_scheduler_later (life->scheduler, "a")); /* the same press */
  live (life, 2 * HOUR);
  assert_told (life, "2026-11-25T12:00+0000 a (again)\n");
  g_assert_true (rem_reminder_scheduler_later (life->scheduler, "a"));
  live (life, 7 * HOUR);
  assert_told (life, "2026-11-25T19:00+0000 a (again)\n");
  g_assert_true (rem_reminder_scheduler_later (life->scheduler, "a"));
  live (life, 16 * HOUR);
  assert_told (life, "2026-11-26T10:00+0000 a (again)\n");
  g_assert_true (rem_reminder_scheduler_later (life->scheduler, "a"));
  live (life, 12 * HOUR);
  assert_told (life, "");

  /* Asleep until the day is over: it does not come. */
  live (life, 12 * HOUR);
  assert_told (life, "2026-11-27T10:00+0000 b\n");
  g_assert_true (rem_reminder_scheduler_later (life->scheduler, "b"));
  sleep_for (life, 20 * HOUR);
  assert_told (life, "");
}

/* What was put off to a day that has something to say itself comes with it, once. */
static void
test_later_meets_the_next_day (void)
{
  static const char *const plan[] = { "2026-11-25 18 30 a", "2026-11-26 08 00 b",
                                      "2026-11-26 12 00 c", NULL };
  g_autoptr (Life) life = begin_life ("2026-11-25T18:00:00Z", "UTC");

  set_plan (life, plan);
  live (life, HOUR);
  assert_told (life, "2026-11-25T18:30+0000 a\n");
  g_assert_true (rem_reminder_scheduler_later (life->scheduler, "a"));
  live (life, 2 * HOUR);
  assert_told (life, "2026-11-25T20:00+0000 a (again)\n");
  g_assert_true (rem_reminder_scheduler_later (life->scheduler, "a"));
  live (life, 14 * HOUR);
  assert_told (life, "2026-11-26T08:00+0000 a\nb\nc (again)\n");
  g_assert_true (rem_reminder_scheduler_later (life->scheduler, "a"));
  live (life, 2 * DAY);
  assert_told (life, "");
}

static void
test_later_in_the_evening (void)
{
  static const char *const plan[] = { "2026-11-25 23 30 a", "2026-11-28 23 55 d", NULL };
  g_autoptr (Life) life = begin_life ("2026-11-25T23:30:00Z", "UTC");

  set_plan (life, plan);
  live (life, 60);
  assert_told (life, "2026-11-25T23:30+0000 a\n");
  g_assert_true (rem_reminder_scheduler_later (life->scheduler, "a"));
  live (life, DAY);
  assert_told (life, "2026-11-25T23:50+0000 a (again)\nwithdrawn\n");

  /* Nothing is left of the day, so it is tomorrow. */
  rem_manual_clock_set (life->clock, "2026-11-28T23:55:00Z");
  look (life);
  assert_told (life, "2026-11-28T23:55+0000 d\n");
  g_assert_true (rem_reminder_scheduler_later (life->scheduler, "d"));
  live (life, 2 * DAY);
  assert_told (life, "2026-11-29T10:00+0000 d (again)\nwithdrawn\n");
}

static void
test_open (void)
{
  static const char *const plan[] = { "2026-11-25 10 00 a", "2026-11-25 11 00 b", NULL };
  g_autoptr (Life) life = begin_life ("2026-11-25T09:00:00Z", "UTC");

  set_plan (life, plan);
  g_assert_false (rem_reminder_scheduler_open (life->scheduler, "a"));
  live (life, 2 * HOUR);
  assert_told (life, "2026-11-25T10:00+0000 a\nb\n");
  g_assert_true (rem_reminder_scheduler_open (life->scheduler, "a"));
  live (life, DAY);
  assert_told (life, "");
}

static void
test_not_this_year (void)
{
  static const char *const plan[] = { "2026-11-25 10 00 a 77", "2026-11-26 10 00 b 88",
                                      "2026-11-28 10 00 c 77", "2026-11-29 10 00 d", NULL };
  g_autoptr (Life) life = begin_life ("2026-11-25T09:00:00Z", "UTC");
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GPtrArray) unknown = NULL;

  set_plan (life, plan);
  unknown = rem_reminder_scheduler_not_this_year (life->scheduler, "a");
  g_assert_cmpuint (unknown->len, ==, 0);
  live (life, 2 * HOUR);
  assert_told (life, "2026-11-25T10:00+0000 a\n");

  answers = rem_reminder_scheduler_not_this_year (life->scheduler, "a");
  g_assert_cmpuint (answers->len, ==, 1);
  g_assert_cmpstr (((RemReminderAnswer *) g_ptr_array_index (answers, 0))->id, ==, "a");
  g_assert_cmpstr (((RemReminderAnswer *) g_ptr_array_index (answers, 0))->about, ==, "77");

  /* The reminder of the day itself is silent too, also for a service that has just started. */
  rem_reminder_scheduler_set_answers (life->scheduler, NULL);
  rem_reminder_scheduler_set_answers (life->scheduler, answers);
  live (life, 6 * DAY);
  assert_told (life, "2026-11-26T10:00+0000 b\nwithdrawn\n2026-11-29T10:00+0000 d\nwithdrawn\n");
}

static void
test_list_coming (void)
{
  static const char *const plan[] = { "2026-11-24 10 00 a", "2026-11-25 10 00 b",
                                      "2026-11-25 11 00 c", "2026-11-27 10 00 d",
                                      "2026-11-28 10 00 e", NULL };
  g_autoptr (Life) life = begin_life ("2026-11-25T12:34:00Z", "UTC");
  g_autoptr (GPtrArray) coming = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const RemNotice *notice = NULL;

  set_plan (life, plan);
  coming = rem_reminder_scheduler_list_coming (life->scheduler, (RemDate){ 2026, 11, 27 });
  g_assert_cmpuint (coming->len, ==, 2);
  notice = g_ptr_array_index (coming, 0);
  g_assert_cmpstr (notice->body, ==, "b\nc");
  g_assert_cmpint (notice->due_unix_s, ==, 1795610040); /* now: it would come at once */
  notice = g_ptr_array_index (coming, 1);
  g_assert_cmpstr (notice->body, ==, "d");
  g_assert_cmpint (notice->due_unix_s, ==, 1795773600);

  look (life);
  assert_told (life, "2026-11-25T12:34+0000 b\nc\n");
  g_assert_true (rem_reminder_scheduler_later (life->scheduler, "b"));
  after = rem_reminder_scheduler_list_coming (life->scheduler, (RemDate){ 2026, 11, 27 });
  g_assert_cmpuint (after->len, ==, 2);
  notice = g_ptr_array_index (after, 0);
  g_assert_true (notice->is_follow_up);
  g_assert_cmpint (notice->due_unix_s, ==, 1795610040 + HOUR);
}

/* Waiting for something far costs a look a day, and nothing costs nothing. */
static void
test_few_looks (void)
{
  static const char *const plan[] = { "2027-11-25 10 00 a", NULL };
  g_autoptr (Life) life = begin_life ("2026-11-25T09:00:00Z", "UTC");

  set_plan (life, plan);
  live (life, (gint64) 367 * DAY);
  assert_told (life, "2027-11-25T10:00+0000 a\nwithdrawn\n");
  g_assert_cmpuint (life->n_looks, <, 365 + 60);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/reminder-scheduler/nothing-to-say", test_nothing_to_say);
  g_test_add_func ("/reminder-scheduler/zones", test_zones);
  g_test_add_func ("/reminder-scheduler/suspend", test_suspend);
  g_test_add_func ("/reminder-scheduler/clock-is-set", test_clock_is_set);
  g_test_add_func ("/reminder-scheduler/travel-west", test_travel);
  g_test_add_func ("/reminder-scheduler/travel-east", test_travel_east);
  g_test_add_func ("/reminder-scheduler/plan-is-rewritten", test_plan_is_rewritten);
  g_test_add_func ("/reminder-scheduler/later", test_later);
  g_test_add_func ("/reminder-scheduler/later-meets-the-next-day", test_later_meets_the_next_day);
  g_test_add_func ("/reminder-scheduler/later-in-the-evening", test_later_in_the_evening);
  g_test_add_func ("/reminder-scheduler/open", test_open);
  g_test_add_func ("/reminder-scheduler/not-this-year", test_not_this_year);
  g_test_add_func ("/reminder-scheduler/list-coming", test_list_coming);
  g_test_add_func ("/reminder-scheduler/few-looks", test_few_looks);

  return g_test_run ();
}
