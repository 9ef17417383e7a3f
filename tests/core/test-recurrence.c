/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-core-error.h"
#include "rem-recurrence.h"

#include <json-glib/json-glib.h>
#include <libical/ical.h>
#include <string.h>

static RemDate
date_of (const char *iso)
{
  RemDate date = REM_DATE_UNKNOWN;
  g_autoptr (GError) error = NULL;

  g_assert_true (rem_date_parse (iso, &date, &error));
  g_assert_no_error (error);

  return date;
}

/* "20240315" or "20240315T190000" */
static RemDate
date_of_basic (const char *text)
{
  g_autofree char *iso = g_strdup_printf ("%.4s-%.2s-%.2s", text, text + 4, text + 6);

  return date_of (iso);
}

static char *
join (GArray *dates)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < dates->len; i++)
    {
      g_autofree char *iso = rem_date_to_iso (g_array_index (dates, RemDate, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", iso);
    }

  return g_string_free (text, FALSE);
}

static GArray *
list_rule (const char *rule, const char *anchor, const char *from, const char *until, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemRecurrence) recurrence = rem_recurrence_new (rule, &error);
  g_autoptr (GArray) dates = NULL;

  g_assert_no_error (error);
  dates = rem_recurrence_list (recurrence, date_of (anchor), date_of (from), date_of (until), limit,
                               &error);
  g_assert_no_error (error);

  return g_steal_pointer (&dates);
}

static void
test_refused (void)
{
  static const char *const refused[] = {
    "",
    ";",
    "FREQ",
    "FREQ=",
    "FREQ=NEVER",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=SECONDLY",
    "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=HOURLY;INTERVAL=1",
    "INTERVAL=1",
    "RRULE:FREQ=YEARLY",
    " FREQ=YEARLY",
    "FREQ=YEARLY ",
    "FREQ=YEARLY;",
    ";FREQ=YEARLY",
    "FREQ=YEARLY;;COUNT=2",
    "FREQ=YEARLY;FREQ=YEARLY",
    "FREQ=YEARLY;FREQ=DAILY",
    "FREQ=YEARLY;COUNT=2;COUNT=2",
    "FREQ=YEARLY;BYMONTH=1;BYMONTH=2",
    "FREQ=YEARLY;INTERVAL=0",
    "FREQ=YEARLY;INTERVAL=-1",
    "FREQ=YEARLY;INTERVAL=10000",
    "FREQ=YEARLY;INTERVAL=99999999999999999999",
    "FREQ=YEARLY;INTERVAL=1.5",
    "FREQ=YEARLY;INTERVAL=",
    "FREQ=YEARLY;COUNT=0",
    "FREQ=YEARLY;COUNT=-1",
    "FREQ=YEARLY;COUNT=36526",
    "FREQ=YEARLY;COUNT=4294967297",
    "FREQ=YEARLY;COUNT=3;UNTIL=20300101",
    "FREQ=YEARLY;UNTIL=20300101;COUNT=3",
    "FREQ=YEARLY;UNTIL=20300101T000000Z",
    "FREQ=YEARLY;UNTIL=20300230",
    "FREQ=YEARLY;UNTIL=2030-01-01",
    "FREQ=YEARLY;UNTIL=",
    "FREQ=YEARLY;SKIP=BACKWARD",
    "FREQ=YEARLY;RSCALE=KLINGON",
    "FREQ=YEARLY;RSCALE=",
    "FREQ=YEARLY;RSCALE=GREGORIAN;SKIP=SIDEWAYS",
    "FREQ=YEARLY;WKST=8",
    "FREQ=YEARLY;WKST=XX",
    "FREQ=YEARLY;BYHOUR=10",
    "FREQ=YEARLY;BYMINUTE=10",
    "FREQ=YEARLY;BYSECOND=10",
    "FREQ=YEARLY;BYEASTER=-81",
    "FREQ=YEARLY;BYEASTER=251",
    "FREQ=YEARLY;BYEASTER=",
    "FREQ=YEARLY;BYEASTER=0,1",
    "FREQ=YEARLY;BYEASTER=0;X-QINGMING=0",
    "FREQ=YEARLY;BYEASTER=0;BYMONTH=4",
    "FREQ=YEARLY;BYEASTER=0;BYDAY=SU",
    "FREQ=YEARLY;BYEASTER=0;BYSETPOS=1",
    "FREQ=MONTHLY;BYEASTER=0",
    "RSCALE=HEBREW;FREQ=YEARLY;BYEASTER=0;SKIP=FORWARD",
    "RSCALE=GREGORIAN;FREQ=YEARLY;BYEASTER=0;SKIP=FORWARD",
    "FREQ=YEARLY;X-QINGMING=X",
    "FREQ=YEARLY;X-NAME=1",
    "FREQ=YEARLY;BYMONTH=0",
    "FREQ=YEARLY;BYMONTH=13",
    "FREQ=YEARLY;BYMONTH=-1",
    "FREQ=YEARLY;BYMONTH=5L",
    "FREQ=YEARLY;BYMONTH=1,,2",
    "FREQ=YEARLY;BYMONTH=1,",
    "FREQ=YEARLY;BYMONTH=1 ,2",
    "FREQ=YEARLY;BYMONTHDAY=0",
    "FREQ=YEARLY;BYMONTHDAY=32",
    "FREQ=YEARLY;BYMONTHDAY=-32",
    "FREQ=YEARLY;BYMONTHDAY=1L",
    "FREQ=WEEKLY;BYMONTHDAY=1",
    "FREQ=YEARLY;BYYEARDAY=0",
    "FREQ=YEARLY;BYYEARDAY=367",
    "FREQ=MONTHLY;BYYEARDAY=1",
    "FREQ=YEARLY;BYWEEKNO=54",
    "FREQ=YEARLY;BYWEEKNO=0",
    "FREQ=MONTHLY;BYWEEKNO=1",
    "FREQ=YEARLY;BYDAY=",
    "FREQ=YEARLY;BYDAY=XX",
    "FREQ=YEARLY;BYDAY=0SU",
    "FREQ=YEARLY;BYDAY=54SU",
    "FREQ=YEARLY;BYDAY=255SU",
    "FREQ=YEARLY;BYDAY=1 SU",
    "FREQ=YEARLY;BYDAY=SU1",
    "FREQ=MONTHLY;BYDAY=6SU",
    "FREQ=WEEKLY;BYDAY=1SU",
    "FREQ=DAILY;BYDAY=1SU",
    "FREQ=YEARLY;BYWEEKNO=3;BYDAY=1SU",
    "FREQ=YEARLY;BYSETPOS=1",
    "FREQ=MONTHLY;BYDAY=SU;BYSETPOS=0",
    "FREQ=MONTHLY;BYDAY=SU;BYSETPOS=367",
    "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD;BYDAY=1SU",
    "RSCALE=GREGORIAN;FREQ=WEEKLY;SKIP=FORWARD",
    "RSCALE=HEBREW;FREQ=WEEKLY",
    "RSCALE=HEBREW;FREQ=DAILY;BYMONTH=5L;BYMONTHDAY=30",
    "RSCALE=HEBREW;FREQ=YEARLY;BYDAY=1SU",
    "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=14",
    "RSCALE=CHINESE;FREQ=MONTHLY;BYMONTH=12L;INTERVAL=7",
    "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=12L;BYMONTHDAY=30",
    "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=1,2",
    "RSCALE=CHINESE;FREQ=YEARLY;BYMONTHDAY=-30",
    "RSCALE=CHINESE;FREQ=MONTHLY",
    "RSCALE=HEBREW;FREQ=MONTHLY;SKIP=FORWARD",
    "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=4L",
    "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30",
    "RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=5L",
    "RSCALE=DANGI;FREQ=MONTHLY;SKIP=FORWARD",
    "RSCALE=DANGI;FREQ=YEARLY;BYMONTH=12L",
    "FREQ=YEARLY\n;COUNT=3",
    "FREQ=YEARLY;COUNT=\xd9\xa3",
    /* These never fall on any day. */
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2,4,6,9,11;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=-30",
    "FREQ=MONTHLY;BYDAY=1SU;BYMONTHDAY=8",
    "FREQ=MONTHLY;BYDAY=SU;BYSETPOS=6",
    "FREQ=DAILY;BYDAY=SU;BYSETPOS=2",
    "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=12",
    "FREQ=YEARLY;BYWEEKNO=20;BYMONTH=12;BYDAY=MO",
    "FREQ=YEARLY;BYMONTH=2;BYDAY=6SU",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RemRecurrence) recurrence = rem_recurrence_new (refused[i], &error);

      if (recurrence != NULL)
        g_error ("Took %s", refused[i]);
      g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RULE);
    }
}

static void
test_too_long (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new ("FREQ=DAILY;BYMONTHDAY=1");
  g_autoptr (RemRecurrence) longest = NULL;

  while (text->len + 2 <= 1024)
    g_string_append (text, ",1");
  longest = rem_recurrence_new (text->str, &error);
  g_assert_no_error (error);
  g_assert_nonnull (longest);

  while (text->len <= 1024)
    g_string_append (text, ",1");
  g_assert_null (rem_recurrence_new (text->str, &error));
  g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RULE);
}

typedef struct
{
  const char *rule;
  const char *anchor;
  const char *dates; /* the first ones, from the anchor on */
} ListCase;

static const ListCase LIST_CASES[] = {
  { "freq=yearly;count=2", "2024-03-15", "2024-03-15 2025-03-15" },
  { "FREQ=YEARLY;UNTIL=20260315", "2024-03-15", "2024-03-15 2025-03-15 2026-03-15" },
  { "FREQ=YEARLY;UNTIL=20260314", "2024-03-15", "2024-03-15 2025-03-15" },
  { "FREQ=YEARLY;UNTIL=20200101", "2024-03-15", "" },
  /* An anchor that does not match is not told, and COUNT begins after it. */
  { "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=15;COUNT=2", "2024-01-01", "2024-10-15 2025-10-15" },
  { "FREQ=DAILY;INTERVAL=10;COUNT=3", "2024-02-25", "2024-02-25 2024-03-06 2024-03-16" },
  { "FREQ=DAILY;BYDAY=SA,SU;COUNT=3", "2026-11-22", "2026-11-22 2026-11-28 2026-11-29" },
  { "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO;COUNT=4", "1997-08-05",
    "1997-08-05 1997-08-10 1997-08-19 1997-08-24" },
  { "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4", "1997-08-05",
    "1997-08-05 1997-08-17 1997-08-19 1997-08-31" },
  { "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1;COUNT=3", "2026-11-22",
    "2026-11-27 2026-12-04 2026-12-11" },
  { "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "2026-11-22",
    "2027-08-13 2028-10-13 2029-04-13" },
  { "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3", "1997-09-29",
    "1997-09-29 1997-10-30 1997-11-27" },
  { "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3", "1997-09-28", "1997-09-28 1997-10-29 1997-11-28" },
  { "FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200;COUNT=4", "1997-01-01",
    "1997-01-01 1997-04-10 1997-07-19 2000-01-01" },
  { "FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17" },
  { "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "1997-05-12", "1997-05-12 1998-05-11 1999-05-17" },
  { "FREQ=YEARLY;BYWEEKNO=53;COUNT=3", "2020-12-28", "2020-12-28 2026-12-28 2032-12-27" },
  { "FREQ=YEARLY;BYWEEKNO=1;COUNT=3", "2024-12-30", "2024-12-30 2025-12-29 2027-01-04" },
  { "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU;COUNT=3", "2020-01-01", "2021-01-03 2022-01-02 2023-01-01" },
  { "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3", "1996-11-05",
    "1996-11-05 2000-11-07 2004-11-02" },
  { "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10;COUNT=2", "2026-01-01", "2026-10-25 2027-10-31" },
  { "FREQ=YEARLY;BYDAY=MO;BYSETPOS=-1;COUNT=2", "2026-01-01", "2026-12-28 2027-12-27" },
  { "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD;COUNT=5", "2026-01-31",
    "2026-01-31 2026-03-01 2026-03-31 2026-05-01 2026-05-31" },
  { "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=1,30;SKIP=FORWARD;COUNT=5", "2026-01-30",
    "2026-01-30 2026-02-01 2026-03-01 2026-03-30 2026-04-01" },
  { "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=30,31;SKIP=BACKWARD;COUNT=5", "2026-01-30",
    "2026-01-30 2026-01-31 2026-02-28 2026-03-30 2026-03-31" },
  { "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=BACKWARD;COUNT=4", "2026-03-01",
    "2026-03-01 2026-03-31 2026-05-01 2026-05-31" },
  { "RSCALE=GREGORIAN;FREQ=MONTHLY;COUNT=3", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31" },
  { "FREQ=YEARLY;BYEASTER=-21", "2027-01-01",
    "2027-03-07 2028-03-26 2029-03-11 2030-03-31 2031-03-23" },
  { "FREQ=YEARLY;BYEASTER=+39;COUNT=4", "2027-05-06",
    "2027-05-06 2028-05-25 2029-05-10 2030-05-30" },
  { "FREQ=YEARLY;INTERVAL=2;BYEASTER=0", "2027-03-29",
    "2029-04-01 2031-04-13 2033-04-17 2035-03-25 2037-04-05" },
  { "FREQ=YEARLY;X-QINGMING=0;UNTIL=20300405", "2027-01-01",
    "2027-04-05 2028-04-04 2029-04-04 2030-04-05" },
  { "FREQ=YEARLY;X-QINGMING=-1", "2097-01-01", "2097-04-03 2098-04-03 2099-04-03" },
  /* Korea and China on two sides of a midnight, and where ICU 72 is a day off. */
  { "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "2026-03-01",
    "2027-02-06 2028-01-26 2029-02-13 2030-02-03 2031-01-23" },
  { "RSCALE=DANGI;FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "2026-03-01",
    "2027-02-07 2028-01-27 2029-02-13 2030-02-03 2031-01-23" },
  { "RSCALE=DANGI;FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=15;COUNT=3", "2026-01-01",
    "2026-09-25 2027-09-15 2028-10-03" },
  /* A leap month: the ordinary one before it, the one after it, or only where there is one. */
  { "RSCALE=CHINESE;FREQ=YEARLY;SKIP=BACKWARD", "2023-03-22",
    "2023-03-22 2024-03-10 2025-02-28 2026-03-19 2027-03-08" },
  { "RSCALE=CHINESE;FREQ=YEARLY;SKIP=FORWARD", "2023-03-22",
    "2023-03-22 2024-04-09 2025-03-29 2026-04-17 2027-04-07" },
  { "RSCALE=CHINESE;FREQ=YEARLY", "2023-03-22",
    "2023-03-22 2042-03-22 2099-03-22 2137-03-22 2186-03-21" },
  { "RSCALE=DANGI;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=3", "2023-02-20",
    "2023-02-20 2023-03-22 2023-04-20" },
  { "RSCALE=HEBREW;FREQ=YEARLY;INTERVAL=20;COUNT=2", "2025-12-05", "2025-12-05 2045-11-24" },
  { "RSCALE=HEBREW;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=4", "2024-02-09",
    "2024-02-09 2024-03-10 2024-04-08 2024-05-08" },
  /* Nothing to find, and an end to the search. */
  { "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", "2026-02-01", "" },
  { "FREQ=MONTHLY;BYMONTH=2", "2026-01-31", "" },
  { "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "2023-01-01", "" },
  { "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3;COUNT=36525", "2026-02-01", "" },
};

static void
test_list (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (LIST_CASES); i++)
    {
      const ListCase *wanted = &LIST_CASES[i];
      g_autoptr (GArray) dates =
          list_rule (wanted->rule, wanted->anchor, wanted->anchor, "9999-12-31", 5);
      g_autofree char *found = join (dates);

      if (g_strcmp0 (found, wanted->dates) != 0)
        g_error ("%s from %s is %s", wanted->rule, wanted->anchor, found);
    }
}

static void
test_get_rule (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemRecurrence) recurrence =
      rem_recurrence_new ("freq=Yearly;bymonth=10;byMonthDay=+15", &error);
  g_autoptr (RemRecurrence) other = rem_recurrence_ref (recurrence);

  g_assert_no_error (error);
  g_assert_cmpstr (rem_recurrence_get_rule (other), ==, "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=+15");
}

/* A window shows what the whole shows; the limit cuts it. */
static void
test_windows (void)
{
  static const char *const rules[] = {
    "FREQ=YEARLY",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU",
    "FREQ=DAILY;INTERVAL=11",
    "FREQ=DAILY;INTERVAL=11;COUNT=200",
    "FREQ=YEARLY;BYYEARDAY=60;UNTIL=20310101",
    "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD",
    "RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-31;SKIP=BACKWARD",
    "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO,SU",
    "RSCALE=HEBREW;FREQ=YEARLY;SKIP=FORWARD",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GArray) all = NULL;
      RemDate from = date_of ("2019-12-20");

      if (!rem_calendar_is_supported (REM_CALENDAR_HEBREW) && strstr (rules[i], "HEBREW") != NULL)
        continue;

      all = list_rule (rules[i], "2020-01-31", "2020-01-31", "2035-12-31", 0);
      g_assert_cmpuint (all->len, >, 7);

      for (int n = 0; n < 120; n++, from = rem_date_add_days (from, 37))
        {
          RemDate until = rem_date_add_days (from, (n * n) % 900);
          g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (RemDate));
          g_autoptr (GArray) window = NULL;
          g_autoptr (GArray) two = NULL;
          g_autofree char *from_iso = rem_date_to_iso (from);
          g_autofree char *until_iso = rem_date_to_iso (until);
          g_autofree char *found = NULL;
          g_autofree char *wanted = NULL;

          for (guint k = 0; k < all->len; k++)
            {
              RemDate date = g_array_index (all, RemDate, k);

              if (rem_date_compare (date, from) >= 0 && rem_date_compare (date, until) <= 0)
                g_array_append_val (expected, date);
            }

          window = list_rule (rules[i], "2020-01-31", from_iso, until_iso, 0);
          two = list_rule (rules[i], "2020-01-31", from_iso, until_iso, 2);
          found = join (window);
          wanted = join (expected);
          g_assert_cmpstr (found, ==, wanted);
          g_assert_cmpuint (two->len, ==, MIN (2, expected->len));
        }
    }
}

/* From an end of time to the other. */
static void
test_far (void)
{
  g_autoptr (GArray) all = list_rule ("FREQ=YEARLY", "0001-02-28", "0001-01-01", "9999-12-31", 0);
  g_autoptr (GArray) first =
      list_rule ("FREQ=WEEKLY;BYDAY=SU", "0001-01-03", "0001-01-01", "0001-01-31", 0);
  g_autoptr (GArray) last = list_rule ("FREQ=DAILY", "0001-01-01", "9999-12-30", "9999-12-31", 0);
  g_autoptr (GArray) nothing =
      list_rule ("FREQ=YEARLY", "2026-01-01", "2025-01-01", "2025-12-31", 0);
  g_autoptr (GArray) backwards =
      list_rule ("FREQ=YEARLY", "2026-01-01", "2027-01-01", "2026-01-01", 0);

  g_assert_cmpuint (all->len, ==, 9999);
  g_assert_cmpuint (first->len, ==, 4);
  g_assert_cmpuint (last->len, ==, 2);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (backwards->len, ==, 0);
}

/* What the program makes itself for a yahrzeit is what the table of customs says. */
static void
check_yahrzeit (const char *what, const char *rule, RemDate anchor)
{
  RemLeapDay leap_day =
      strstr (what, "custom Adar II") != NULL ? REM_LEAP_DAY_AFTER : REM_LEAP_DAY_BEFORE;
  g_autoptr (RemRecurrence) recurrence =
      rem_recurrence_new_for (REM_REPEAT_YEARLY, REM_CALENDAR_HEBREW, leap_day, anchor);

  g_assert_cmpstr (rem_recurrence_get_rule (recurrence), ==, rule);
}

static void
test_vectors (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "date-vectors.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *vectors = NULL;
  gboolean has_calendars = rem_calendar_is_supported (REM_CALENDAR_HEBREW);

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  vectors = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (vectors), ==, 60);

  for (guint i = 0; i < json_array_get_length (vectors); i++)
    {
      JsonObject *vector = json_array_get_object_element (vectors, i);
      const char *what = json_object_get_string_member (vector, "what");
      const char *start = json_object_get_string_member (vector, "dtstart");
      const char *rule = json_object_get_string_member (vector, "rrule");
      JsonArray *expect = json_object_get_array_member (vector, "expect");
      guint n_expected = json_array_get_length (expect);
      RemDate anchor = date_of_basic (start);
      g_autoptr (RemRecurrence) recurrence = NULL;
      g_autoptr (GArray) dates = NULL;
      g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (RemDate));
      g_autofree char *found_text = NULL;
      g_autofree char *wanted_text = NULL;

      if (!has_calendars && strstr (rule, "RSCALE") != NULL && strstr (rule, "GREGORIAN") == NULL)
        continue;

      for (guint k = 0; k < n_expected; k++)
        {
          RemDate date = date_of_basic (json_array_get_string_element (expect, k));

          g_array_append_val (wanted, date);
        }

      /* The trap of a start with a time: with civil dates UNTIL is a day like the others. */
      if (strstr (what, "TRAP") != NULL)
        {
          RemDate date = { 2024, 4, 15 };

          g_array_append_val (wanted, date);
          n_expected++;
        }

      recurrence = rem_recurrence_new (rule, &error);
      g_assert_no_error (error);
      dates = rem_recurrence_list (recurrence, anchor, anchor, date_of ("2100-12-31"), n_expected,
                                   &error);
      g_assert_no_error (error);

      found_text = join (dates);
      wanted_text = join (wanted);
      if (g_strcmp0 (found_text, wanted_text) != 0)
        g_error ("%s: %s", what, found_text);

      if (g_str_has_prefix (what, "yahrzeit"))
        check_yahrzeit (what, rule, anchor);
    }

  if (!has_calendars)
    g_test_skip ("libical has no other calendars here");
}

/* Where day @day of a month is kept; unknown if that month is left out. */
static RemDate
find_kept_day (RemLeapDay leap_day, int year, int month, int day)
{
  RemDate date = { (gint16) year, (guint8) month, (guint8) day };

  if (rem_date_is_valid (date))
    return date;
  if (leap_day == REM_LEAP_DAY_LEAP_YEARS)
    return REM_DATE_UNKNOWN;

  date.day = (guint8) rem_date_days_in_month (year, month);

  return leap_day == REM_LEAP_DAY_BEFORE ? date : rem_date_add_days (date, 1);
}

static void
check_kept_days (RemRepeat repeat, RemLeapDay leap_day, RemDate anchor)
{
  g_autoptr (RemRecurrence) recurrence =
      rem_recurrence_new_for (repeat, REM_CALENDAR_GREGORIAN, leap_day, anchor);
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (RemDate));
  g_autoptr (GArray) dates = NULL;
  g_autoptr (GError) error = NULL;
  RemDate until = rem_date_add_days (anchor, 5000);

  for (int i = 0; i <= 170; i++)
    {
      int index = anchor.year * 12 + anchor.month - 1 + i;
      RemDate date = REM_DATE_UNKNOWN;

      if ((repeat == REM_REPEAT_YEARLY && i % 12 != 0) ||
          (repeat == REM_REPEAT_MONTHLY_FIRST_YEAR && i > 12))
        continue;

      date = find_kept_day (leap_day, index / 12, index % 12 + 1, anchor.day);
      if (rem_date_is_valid (date) && rem_date_compare (date, until) <= 0)
        g_array_append_val (wanted, date);
    }

  dates = rem_recurrence_list (recurrence, anchor, anchor, until, 0, &error);
  g_assert_no_error (error);

  if (dates->len != wanted->len ||
      memcmp (dates->data, wanted->data, dates->len * sizeof (RemDate)) != 0)
    {
      g_autofree char *found_text = join (dates);
      g_autofree char *wanted_text = join (wanted);

      g_error ("%s: %s, not %s", rem_recurrence_get_rule (recurrence), found_text, wanted_text);
    }
}

/* Every day of seventeen years, each way of coming back and each choice: it never drifts. */
static void
test_every_anchor (void)
{
  static const RemRepeat repeats[] = { REM_REPEAT_YEARLY, REM_REPEAT_MONTHLY,
                                       REM_REPEAT_MONTHLY_FIRST_YEAR };
  RemDate anchor = date_of ("2024-01-01");

  for (; anchor.year <= 2040; anchor = rem_date_add_days (anchor, 1))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (repeats); i++)
        {
          check_kept_days (repeats[i], REM_LEAP_DAY_BEFORE, anchor);
          check_kept_days (repeats[i], REM_LEAP_DAY_AFTER, anchor);
          check_kept_days (repeats[i], REM_LEAP_DAY_LEAP_YEARS, anchor);
        }

      {
        g_autoptr (RemRecurrence) weekly =
            rem_recurrence_new_for (REM_REPEAT_WEEKLY, REM_CALENDAR_GREGORIAN, REM_LEAP_DAY_BEFORE,
                                    anchor);
        g_autoptr (GArray) dates =
            rem_recurrence_list (weekly, anchor, anchor, rem_date_add_days (anchor, 700), 0, NULL);

        g_assert_cmpuint (dates->len, ==, 101);
        for (guint k = 0; k < dates->len; k++)
          g_assert_cmpint (rem_date_days_between (anchor, g_array_index (dates, RemDate, k)), ==,
                           (int) k * 7);
      }
    }
}

static void
test_not_for (void)
{
  RemDate anchor = date_of ("2024-02-29");

  g_assert_null (rem_recurrence_new_for (REM_REPEAT_NEVER, REM_CALENDAR_GREGORIAN,
                                         REM_LEAP_DAY_BEFORE, anchor));
  g_assert_null (rem_recurrence_new_for (REM_REPEAT_RULE, REM_CALENDAR_GREGORIAN,
                                         REM_LEAP_DAY_BEFORE, anchor));
}

/* In every calendar: begins with the anchor, in order, and about a year or a month apart. */
static void
test_calendars (void)
{
  static const RemRepeat repeats[] = { REM_REPEAT_YEARLY, REM_REPEAT_MONTHLY };

  g_assert_true (rem_calendar_is_supported (REM_CALENDAR_GREGORIAN));

  for (int calendar = REM_CALENDAR_HEBREW; calendar <= REM_CALENDAR_INDIAN; calendar++)
    {
      RemDate anchor = date_of ("2023-01-01");

      if (!rem_calendar_is_supported ((RemCalendar) calendar))
        {
          g_test_skip ("libical has no other calendars here");
          return;
        }

      for (int n = 0; n < 70; n++, anchor = rem_date_add_days (anchor, 19))
        {
          for (gsize i = 0; i < G_N_ELEMENTS (repeats) * 2; i++)
            {
              gboolean is_yearly = repeats[i / 2] == REM_REPEAT_YEARLY;
              g_autoptr (RemRecurrence) recurrence =
                  rem_recurrence_new_for (repeats[i / 2], (RemCalendar) calendar,
                                          i % 2 == 0 ? REM_LEAP_DAY_BEFORE : REM_LEAP_DAY_AFTER,
                                          anchor);
              g_autoptr (GError) error = NULL;
              g_autoptr (GArray) dates =
                  rem_recurrence_list (recurrence, anchor, anchor,
                                       rem_date_add_days (anchor, is_yearly ? 4000 : 800), 0,
                                       &error);

              g_assert_no_error (error);
              if (dates->len < (is_yearly ? 11 : 26))
                {
                  g_autofree char *text = join (dates);

                  g_error ("%s: %s", rem_recurrence_get_rule (recurrence), text);
                }
              g_assert_true (rem_date_equal (g_array_index (dates, RemDate, 0), anchor));
              for (guint k = 1; k < dates->len; k++)
                {
                  int gap = rem_date_days_between (g_array_index (dates, RemDate, k - 1),
                                                   g_array_index (dates, RemDate, k));

                  if (gap < (is_yearly ? 353 : 1) || gap > (is_yearly ? 385 : 36))
                    {
                      g_autofree char *text = join (dates);

                      g_error ("%s: %s", rem_recurrence_get_rule (recurrence), text);
                    }
                }
            }
        }
    }
}

static void
test_calendar_refuses_early_anchor (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemRecurrence) recurrence =
      rem_recurrence_new ("RSCALE=HEBREW;FREQ=YEARLY;SKIP=FORWARD", NULL);

  if (recurrence == NULL)
    {
      g_test_skip ("libical has no other calendars here");
      return;
    }

  g_assert_null (rem_recurrence_list (recurrence, date_of ("1582-10-10"), date_of ("1582-10-10"),
                                      date_of ("1600-01-01"), 0, &error));
  g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RULE);
}

/* Rules that would keep libical searching for centuries, or for ever. */
static void
test_calendar_searches_end (void)
{
  static const char *const rules[] = {
    "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=11L;BYMONTHDAY=30",
    "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=1L;INTERVAL=7",
    "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=30",
    "RSCALE=HEBREW;FREQ=MONTHLY;INTERVAL=9999;SKIP=BACKWARD",
    "RSCALE=COPTIC;FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=30",
    "RSCALE=ETHIOPIC;FREQ=YEARLY;INTERVAL=4;BYMONTH=13;BYMONTHDAY=6",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (RemRecurrence) recurrence = rem_recurrence_new (rules[i], NULL);
      g_autoptr (GArray) dates = NULL;

      if (recurrence == NULL)
        continue;

      dates = rem_recurrence_list (recurrence, date_of ("2023-03-25"), date_of ("2023-03-25"),
                                   date_of ("2060-12-31"), 3, NULL);
      g_assert_nonnull (dates);
      g_assert_cmpuint (dates->len, <=, 3);
    }
}

static void
expand_with_libical (const char *rule, RemDate anchor, RemDate until, guint limit, GArray *dates)
{
#if ICAL_MAJOR_VERSION >= 4
  struct icalrecurrencetype *recurrence = icalrecurrencetype_new_from_string (rule);
#else
  struct icalrecurrencetype recurrence = icalrecurrencetype_from_string (rule);
#endif
  struct icaltimetype start = icaltime_null_time ();
  icalrecur_iterator *iterator = NULL;

  start.year = anchor.year;
  start.month = anchor.month;
  start.day = anchor.day;
  start.is_date = 1;
  iterator = icalrecur_iterator_new (recurrence, start);
  g_assert_nonnull (iterator);

  while (dates->len < limit)
    {
      struct icaltimetype next = icalrecur_iterator_next (iterator);
      RemDate date = { (gint16) next.year, (guint8) next.month, (guint8) next.day };

      if (icaltime_is_null_time (next) || rem_date_compare (date, until) > 0)
        break;
      g_array_append_val (dates, date);
    }

  icalrecur_iterator_free (iterator);
#if ICAL_MAJOR_VERSION >= 4
  icalrecurrencetype_unref (recurrence);
#else
  free (recurrence.rscale);
#endif
}

static int
pick (GRand *rand, int max)
{
  return g_rand_int_range (rand, 1, max + 1);
}

/* A rule that has days and that libical 3 understands rightly. */
static char *
make_rule (GRand *rand, RemDate anchor)
{
  static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  static const char *const skips[] = { "BACKWARD", "FORWARD" };
  int weekday = pick (rand, 7);
  const char *a = weekdays[weekday - 1];
  const char *b = weekdays[(weekday - 1 + pick (rand, 6)) % 7];
  int interval = pick (rand, 4);

  switch (pick (rand, 14))
    {
    case 1:
      return g_strdup_printf ("FREQ=DAILY;INTERVAL=%d", pick (rand, 50));
    case 2:
      return g_strdup_printf ("FREQ=DAILY;BYDAY=%s,%s;BYMONTH=%d", a, b, pick (rand, 12));
    case 3:
      /* With an interval and another weekday than the anchor's, libical 3 takes the wrong week. */
      if (interval > 1)
        return g_strdup_printf ("FREQ=WEEKLY;INTERVAL=%d", interval);
      return g_strdup_printf ("FREQ=WEEKLY;BYDAY=%s,%s", a, b);
    case 4:
      return g_strdup_printf ("FREQ=MONTHLY;INTERVAL=%d;BYMONTHDAY=%d,-%d", interval,
                              pick (rand, 28), pick (rand, 28));
    case 5:
      return g_strdup_printf ("FREQ=MONTHLY;BYDAY=%d%s,-%d%s", pick (rand, 5), a, pick (rand, 5),
                              b);
    case 6:
      return g_strdup_printf ("FREQ=MONTHLY;BYDAY=%s,%s;BYSETPOS=%d,-1", a, b, pick (rand, 4));
    case 7:
      return g_strdup_printf ("FREQ=MONTHLY;BYDAY=%s;BYMONTHDAY=%d", a, pick (rand, 28));
    case 8:
      return g_strdup_printf ("RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=%d;SKIP=%s", interval,
                              skips[pick (rand, 2) - 1]);
    case 9:
      return g_strdup_printf ("RSCALE=GREGORIAN;FREQ=YEARLY;INTERVAL=%d;SKIP=%s", interval,
                              skips[pick (rand, 2) - 1]);
    case 10:
      return g_strdup_printf ("FREQ=YEARLY;INTERVAL=%d;BYMONTH=%d,%d;BYMONTHDAY=%d", interval,
                              pick (rand, 12), pick (rand, 12), pick (rand, 28));
    case 11:
      return g_strdup_printf ("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", pick (rand, 12), pick (rand, 4),
                              a);
    case 12:
      return g_strdup_printf ("FREQ=YEARLY;INTERVAL=%d;BYDAY=-%d%s", interval, pick (rand, 51), a);
    case 13:
      return g_strdup_printf ("FREQ=YEARLY;BYYEARDAY=%d,-%d", pick (rand, 365), pick (rand, 365));
    default:
      return g_strdup_printf ("FREQ=YEARLY;INTERVAL=%d;BYMONTHDAY=%d", interval, pick (rand, 28));
    }
}

static void
test_against_libical (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  RemDate first = date_of ("1996-01-01");

  for (int i = 0; i < 4000; i++)
    {
      RemDate anchor = rem_date_add_days (first, g_rand_int_range (rand, 0, 16000));
      RemDate until = rem_date_add_days (anchor, 9000);
      g_autofree char *rule = make_rule (rand, anchor);
      g_autoptr (GError) error = NULL;
      g_autoptr (RemRecurrence) recurrence = rem_recurrence_new (rule, &error);
      g_autoptr (GArray) dates = NULL;
      g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (RemDate));

      g_assert_no_error (error);
      dates = rem_recurrence_list (recurrence, anchor, anchor, until, 40, &error);
      g_assert_no_error (error);
      expand_with_libical (rule, anchor, until, 40, wanted);

      if (dates->len != wanted->len ||
          memcmp (dates->data, wanted->data, dates->len * sizeof (RemDate)) != 0)
        {
          g_autofree char *found_text = join (dates);
          g_autofree char *wanted_text = join (wanted);
          g_autofree char *iso = rem_date_to_iso (anchor);

          g_error ("%s from %s: %s, libical: %s", rule, iso, found_text, wanted_text);
        }
    }
}

/* SKIP=OMIT is found by asking libical for both other ways. */
static void
test_omit_against_libical (void)
{
  static const char *const rules[] = {
    "RSCALE=ISLAMIC-UMALQURA;FREQ=YEARLY", "RSCALE=ISLAMIC-UMALQURA;FREQ=MONTHLY",
    "RSCALE=PERSIAN;FREQ=YEARLY",          "RSCALE=PERSIAN;FREQ=MONTHLY;BYMONTHDAY=31",
    "RSCALE=COPTIC;FREQ=YEARLY",           "RSCALE=INDIAN;FREQ=MONTHLY;BYMONTHDAY=31",
  };
  int n_different = 0;

  if (!rem_calendar_is_supported (REM_CALENDAR_HEBREW))
    {
      g_test_skip ("libical has no other calendars here");
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      RemDate anchor = date_of ("2023-01-03");

      for (int n = 0; n < 60; n++, anchor = rem_date_add_days (anchor, 13))
        {
          RemDate until = rem_date_add_days (anchor, 8000);
          g_autoptr (GError) error = NULL;
          g_autoptr (RemRecurrence) recurrence = rem_recurrence_new (rules[i], &error);
          g_autoptr (GArray) dates = NULL;
          g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (RemDate));
          g_autofree char *found_text = NULL;
          g_autofree char *wanted_text = NULL;

          g_assert_no_error (error);
          dates = rem_recurrence_list (recurrence, anchor, anchor, until, 12, &error);
          g_assert_no_error (error);
          expand_with_libical (rules[i], anchor, until, 12, wanted);
          found_text = join (dates);
          wanted_text = join (wanted);
          if (g_strcmp0 (found_text, wanted_text) != 0)
            {
              g_test_message ("%s: %s, libical: %s", rules[i], found_text, wanted_text);
              n_different++;
            }
        }
    }

  g_assert_cmpint (n_different, ==, 0);
}

static void
test_nicks (void)
{
  RemCalendar calendar = REM_CALENDAR_GREGORIAN;
  RemRepeat repeat = REM_REPEAT_NEVER;
  RemLeapDay leap_day = REM_LEAP_DAY_BEFORE;

  g_assert_false (rem_calendar_from_nick ("", &calendar));
  g_assert_false (rem_calendar_from_nick ("Hebrew", &calendar));
  g_assert_false (rem_repeat_from_nick (NULL, &repeat));
  g_assert_false (rem_leap_day_from_nick ("29", &leap_day));

  for (int i = REM_CALENDAR_GREGORIAN; i <= REM_CALENDAR_INDIAN; i++)
    {
      g_assert_true (rem_calendar_from_nick (rem_calendar_to_nick ((RemCalendar) i), &calendar));
      g_assert_cmpint (calendar, ==, i);
    }
  for (int i = REM_REPEAT_NEVER; i <= REM_REPEAT_RULE; i++)
    {
      g_assert_true (rem_repeat_from_nick (rem_repeat_to_nick ((RemRepeat) i), &repeat));
      g_assert_cmpint (repeat, ==, i);
    }
  for (int i = REM_LEAP_DAY_BEFORE; i <= REM_LEAP_DAY_LEAP_YEARS; i++)
    {
      g_assert_true (rem_leap_day_from_nick (rem_leap_day_to_nick ((RemLeapDay) i), &leap_day));
      g_assert_cmpint (leap_day, ==, i);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/recurrence/refused", test_refused);
  g_test_add_func ("/core/recurrence/too-long", test_too_long);
  g_test_add_func ("/core/recurrence/not-for", test_not_for);
  g_test_add_func ("/core/recurrence/list", test_list);
  g_test_add_func ("/core/recurrence/get-rule", test_get_rule);
  g_test_add_func ("/core/recurrence/windows", test_windows);
  g_test_add_func ("/core/recurrence/far", test_far);
  g_test_add_func ("/core/recurrence/vectors", test_vectors);
  g_test_add_func ("/core/recurrence/every-anchor", test_every_anchor);
  g_test_add_func ("/core/recurrence/calendars", test_calendars);
  g_test_add_func ("/core/recurrence/calendar/refuses-early-anchor",
                   test_calendar_refuses_early_anchor);
  g_test_add_func ("/core/recurrence/calendar/searches-end", test_calendar_searches_end);
  g_test_add_func ("/core/recurrence/against-libical", test_against_libical);
  g_test_add_func ("/core/recurrence/omit-against-libical", test_omit_against_libical);
  g_test_add_func ("/core/recurrence/nicks", test_nicks);

  return g_test_run ();
}
