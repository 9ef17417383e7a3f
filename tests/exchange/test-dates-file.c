/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-dates-file.h"
#include "rem-exchange-error.h"

#include <string.h>
#include <time.h>

/* How long any file may keep the processor busy, in a build that is not optimised and perhaps
 * watched by a sanitizer, on a computer that does other things as well. It tells a rule that never
 * ends from one that does; optimised, the slowest takes a tenth of a second. */
#define MAX_SECONDS 20.0

static RemDate
date_of (const char *iso)
{
  RemDate date = REM_DATE_UNKNOWN;

  g_assert_true (rem_date_parse (iso, &date, NULL));

  return date;
}

static RemDatesFile *
parse_in (const char *text, gsize size, const char *zone, GError **error)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_identifier (zone);
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);

  g_assert_nonnull (here);

  return rem_dates_file_parse (bytes, here, 1000, error);
}

static double
get_cpu_seconds (void)
{
  struct timespec time;

  /* lint-allow: clock, how long it takes is the test */
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* Whatever it is, it ends soon. */
static RemDatesFile *
parse (const char *text, gssize size, GError **error)
{
  double begin = get_cpu_seconds ();
  RemDatesFile *file =
      parse_in (text, size < 0 ? strlen (text) : (gsize) size, "Europe/Madrid", error);
  double seconds = get_cpu_seconds () - begin;

  g_test_message ("%.3f s", seconds);
  g_assert_cmpfloat (seconds, <, MAX_SECONDS);

  return file;
}

static RemDatesFile *
parse_calendar (const char *events, const char *zone)
{
  g_autofree char *text =
      g_strconcat ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", events, "END:VCALENDAR\r\n", NULL);
  g_autoptr (GError) error = NULL;
  RemDatesFile *file = parse_in (text, strlen (text), zone, &error);

  g_assert_no_error (error);

  return file;
}

static RemDatesFile *
load (const char *name)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "dates-file", name, NULL);
  g_autofree char *text = NULL;
  gsize size = 0;
  g_autoptr (GError) error = NULL;
  RemDatesFile *file = NULL;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  file = parse (text, (gssize) size, &error);
  g_assert_no_error (error);

  return file;
}

static RemOccasion *
find (RemDatesFile *file, const char *label, guint *index_out)
{
  for (guint i = 0; i < rem_dates_file_get_n_dates (file); i++)
    {
      RemOccasion *date = rem_dates_file_get_date (file, i);

      if (g_strcmp0 (rem_occasion_get_label (date), label) != 0)
        continue;

      *index_out = i;
      return date;
    }

  g_error ("No date is called %s", label);
}

static gboolean
is_among (const RemDate *days, gsize n_days, RemDate day)
{
  for (gsize i = 0; i < n_days; i++)
    if (rem_date_equal (days[i], day))
      return TRUE;

  return FALSE;
}

/* The days on which a date comes, as text, without those that are left out. */
static char *
list (RemDatesFile *file, const char *label, const char *from, const char *until)
{
  guint index = 0;
  RemOccasion *date = find (file, label, &index);
  gsize n_skipped = 0;
  const RemDate *skipped = rem_dates_file_get_skipped (file, index, &n_skipped);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) dates =
      rem_occasion_list_occurrences (date, date_of (from), date_of (until), 0, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < dates->len; i++)
    {
      RemDate day = g_array_index (dates, RemDate, i);
      g_autofree char *iso = rem_date_to_iso (day);

      if (!is_among (skipped, n_skipped, day))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", iso);
    }

  return g_string_free (text, FALSE);
}

#define ASSERT_LIST(file, label, from, until, wanted)                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found_list = list (file, label, from, until);                                 \
                                                                                                   \
    g_assert_cmpstr (found_list, ==, wanted);                                                      \
  }                                                                                                \
  G_STMT_END

static char *
join_reminders (RemOccasion *date)
{
  gsize n_reminders = 0;
  const RemReminder *reminders = rem_occasion_get_reminders (date, &n_reminders);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n_reminders; i++)
    {
      g_autofree char *reminder = rem_reminder_to_text (reminders[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", reminder);
    }

  return g_string_free (text, FALSE);
}

static guint
count_remarks (RemDatesFile *file, RemDatesRemark remark)
{
  guint n_found = 0;

  for (guint i = 0; i < rem_dates_file_get_n_remarks (file); i++)
    n_found += rem_dates_file_get_remark (file, i) == remark;

  return n_found;
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    gssize size;
  } refused[] = {
    { "", 0 },
    { "\n\n\r\n", -1 },
    { "BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n", -1 },
    { "{\"calendar\": 1}", -1 },
    { "SUMMARY:x\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", -1 },
    { "BEGIN:VCALENDAR\0\r\n", 18 },
    { "\xff\xfe"
      "B\0E\0G\0I\0N\0",
      12 },
    { "\x89PNG\r\n\x1a\n", -1 },
    { "<html>BEGIN:VCALENDAR</html>", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (refused[i].text, refused[i].size, &error));
      g_assert_error (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNREADABLE);
    }
}

static void
test_too_large (void)
{
  gsize size = 16 * 1024 * 1024 + 1;
  g_autofree char *text = g_malloc (size);
  g_autoptr (GError) error = NULL;

  memset (text, '\n', size);
  memcpy (text, "BEGIN:VCALENDAR\n", 16);
  g_assert_null (parse (text, (gssize) size, &error));
  g_assert_error (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_TOO_LARGE);
}

static void
test_nested (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append (text, "BEGIN:VEVENT\n");
  g_assert_null (parse (text->str, -1, &error));
  g_assert_error (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNREADABLE);
}

/* Beyond the limit the rest is left out, and that is said. */
static void
test_many_events (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (RemDatesFile) file = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append_printf (text,
                            "BEGIN:VEVENT\nUID:%d\nDTSTART:20260314\nRRULE:FREQ=DAILY;BYMONTH=2;"
                            "BYMONTHDAY=30;INTERVAL=%d\nEND:VEVENT\n",
                            i, i % 9000 + 1);
  file = parse (text->str, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rem_dates_file_get_n_dates (file), ==, REM_DATES_FILE_MAX_DATES);
  g_assert_cmpuint (rem_dates_file_get_n_remarks (file), ==, REM_DATES_FILE_MAX_REMARKS);
  g_assert_cmpuint (rem_dates_file_count_remarks (file), ==, REM_DATES_FILE_MAX_DATES + 1);
}

/* What other calendars cost is looked at only so often. */
static void
test_many_calendars (void)
{
  static const char *const calendars[] = { "CHINESE", "HEBREW", "ISLAMIC-UMALQURA", "PERSIAN" };
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (RemDatesFile) file = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append_printf (text,
                            "BEGIN:VEVENT\nUID:%d\nDTSTART:20260314\nRRULE:RSCALE=%s;FREQ=YEARLY;"
                            "INTERVAL=%d\nEND:VEVENT\n",
                            i, calendars[i % 4], i + 2);
  file = parse (text->str, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rem_dates_file_get_n_dates (file), ==, 5000);
}

/* A line of ten million bytes costs its words, not its event. */
static void
test_long_lines (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260314\n"
                                           "SUMMARY:");
  g_autoptr (RemDatesFile) file = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 1000000; i++)
    g_string_append (text, "0123456789");
  g_string_append (text, "\nDESCRIPTION:short\nEND:VEVENT\nEND:VCALENDAR\n");
  file = parse (text->str, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rem_dates_file_get_n_dates (file), ==, 1);
  g_assert_cmpstr (rem_occasion_get_note (rem_dates_file_get_date (file, 0)), ==, "short");
  g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_WORDS), ==, 1);
}

/* Very many single days: some are taken, and the others are told of. */
static void
test_many_days (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (RemDatesFile) file = NULL;
  g_autoptr (GError) error = NULL;
  guint n_days = 0;

  for (int i = 0; i < 60; i++)
    {
      RemDate day = { 2026, 1, 1 };

      g_string_append_printf (text, "BEGIN:VEVENT\nUID:%d\nDTSTART:20260101\n", i);
      for (int line = 0; line < 100; line++)
        {
          g_string_append (text, line % 2 == 0 ? "RDATE:20260101" : "EXDATE:20260101");
          for (int k = 0; k < 100; k++)
            {
              day = rem_date_add_days (day, 1);
              g_string_append_printf (text, ",%04d%02d%02d", day.year, day.month, day.day);
            }
          g_string_append (text, "\n");
        }
      g_string_append (text, "END:VEVENT\n");
    }
  g_string_append (text, "END:VCALENDAR\n");
  file = parse (text->str, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rem_dates_file_get_n_dates (file), ==, 60);
  g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_DAYS), ==, 60);

  for (guint i = 0; i < 60; i++)
    {
      gsize n = 0;

      rem_occasion_get_days (rem_dates_file_get_date (file, i), &n);
      g_assert_cmpuint (n, <=, REM_OCCASION_MAX_DAYS);
      n_days += (guint) n;
      rem_dates_file_get_skipped (file, i, &n);
      n_days += (guint) n;
    }
  g_assert_cmpuint (n_days, <=, 100000);
  g_assert_cmpuint (n_days, >, 90000);
}

/* A file that is cut anywhere: what was whole is taken, what was not is told of. */
static void
test_truncated (void)
{
  static const char *const names[] = { "google.ics", "apple.ics", "own.ics", "evolution.ics" };

  for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
    {
      g_autofree char *path =
          g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "dates-file", names[n], NULL);
      g_autofree char *text = NULL;
      gsize size = 0;

      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      for (gsize cut = 15; cut + 20 < size; cut++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (RemDatesFile) file = parse_in (text, cut, "Europe/Madrid", &error);

          g_assert_no_error (error);
          g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_CUT), ==, 1);
        }
    }
}

static void
test_broken (void)
{
  static const char *const once[] = { "For ever", "Many", "Standing", "Elsewhere", "Position" };
  g_autoptr (RemDatesFile) file = load ("broken.ics");

  g_assert_cmpuint (rem_dates_file_get_n_dates (file), ==, 6);
  for (gsize i = 0; i < G_N_ELEMENTS (once); i++)
    {
      guint index = 0;

      g_assert_cmpint (rem_occasion_get_repeat (find (file, once[i], &index)), ==,
                       REM_REPEAT_NEVER);
    }
  ASSERT_LIST (file, "Two rules", "2026-01-01", "2028-12-31",
               "2026-03-06 2026-03-07 2027-03-06 2028-03-06");

  g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_NO_DAY), ==, 1);
  g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_RULE), ==, 5);
  g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_MORE_RULES), ==, 2);
  g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_DAYS), ==, 1);
  g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_REMINDER), ==, 1);
  g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_CANCELLED), ==, 1);
  g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_CUT), ==, 1);
  g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_WORDS), ==, 1);
  g_assert_cmpuint (rem_dates_file_count_remarks (file), ==, 13);
}

static void
test_google (void)
{
  g_autoptr (RemDatesFile) file = load ("google.ics");
  guint index = 0;
  RemOccasion *yearly = find (file, "The day of the plum tree", &index);
  g_autofree char *reminders = join_reminders (yearly);
  g_autofree char *group_reminders = NULL;

  g_assert_cmpint (rem_occasion_get_repeat (yearly), ==, REM_REPEAT_YEARLY);
  g_assert_cmpstr (rem_occasion_get_note (yearly), ==,
                   "Río Manzanares\n\nBy the river, early.\nWe were three.");
  g_assert_cmpstr (rem_occasion_get_uid (yearly), ==, "7kukuqrfedlm2f9t0vvvb35k6g@google.com");
  g_assert_cmpstr (rem_occasion_get_hour (yearly), ==, "");
  g_assert_cmpstr (reminders, ==, "1d@10:00");
  ASSERT_LIST (file, "The day of the plum tree", "2024-01-01", "2026-12-31",
               "2024-03-14 2025-03-14 2026-03-14");

  /* One was left out, one moved, one called off; the last is on the evening before UNTIL. */
  ASSERT_LIST (file, "Group", "2026-01-01", "2026-12-31",
               "2026-01-05 2026-01-12 2026-01-28 2026-02-09 2026-02-16 2026-02-23 2026-03-02");
  g_assert_cmpstr (rem_occasion_get_hour (find (file, "Group", &index)), ==, "19:30");
  group_reminders = join_reminders (find (file, "Group", &index));
  g_assert_cmpstr (group_reminders, ==, "0d@19:00");
  g_assert_cmpuint (rem_dates_file_count_remarks (file), ==, 0);
}

static void
test_thunderbird (void)
{
  g_autoptr (RemDatesFile) file = load ("thunderbird.ics");
  const char *label =
      "Letzter Tag; ein langer Name, der über die Zeile hinausgeht und deshalb gefaltet wird";
  guint index = 0;
  RemOccasion *monthly = find (file, label, &index);
  g_autofree char *reminders = join_reminders (monthly);

  /* What this program would have written itself is the choice that makes it. */
  g_assert_cmpint (rem_occasion_get_repeat (monthly), ==, REM_REPEAT_MONTHLY);
  g_assert_cmpint (rem_occasion_get_leap_day (monthly), ==, REM_LEAP_DAY_BEFORE);
  g_assert_cmpstr (rem_occasion_get_uuid (monthly), ==, "0b9a3f9e-5a9c-4a3c-8a53-1f6b3a0a5b10");
  g_assert_cmpstr (rem_occasion_get_uid (monthly), ==, "");
  g_assert_cmpstr (reminders, ==, "7d@10:00");
  ASSERT_LIST (file, label, "2026-01-01", "2026-04-30",
               "2026-01-31 2026-02-28 2026-03-31 2026-04-30");
  g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_NOT_A_DATE), ==, 1);
}

/* Half past midnight of a day on which the clocks of Santiago leave midnight out. */
static void
test_evolution (void)
{
  g_autoptr (RemDatesFile) file = load ("evolution.ics");
  guint index = 0;
  RemOccasion *date = find (file, "En la madrugada", &index);
  g_autofree char *reminders = join_reminders (date);

  g_assert_cmpstr (rem_occasion_get_hour (date), ==, "00:30");
  g_assert_cmpstr (reminders, ==, "0d@00:15");
  ASSERT_LIST (file, "En la madrugada", "2026-01-01", "2040-12-31", "2026-09-06 2028-09-06");
}

static void
test_apple (void)
{
  g_autoptr (RemDatesFile) file = load ("apple.ics");
  guint index = 0;
  RemOccasion *leap = find (file, "29 de febrero", &index);
  RemOccasion *evening = find (file, "Last evening", &index);
  g_autofree char *reminders = join_reminders (leap);

  g_assert_cmpint (rem_occasion_get_repeat (leap), ==, REM_REPEAT_YEARLY);
  g_assert_cmpint (rem_occasion_get_leap_day (leap), ==, REM_LEAP_DAY_BEFORE);
  g_assert_cmpstr (reminders, ==, "1d@09:00");
  ASSERT_LIST (file, "29 de febrero", "2024-01-01", "2028-12-31",
               "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29");

  /* The day is the one in New York, wherever the person is. */
  g_assert_cmpstr (rem_occasion_get_hour (evening), ==, "23:30");
  ASSERT_LIST (file, "Last evening", "2025-01-01", "2027-12-31",
               "2025-12-31 2026-12-31 2027-12-31");
  g_assert_cmpuint (rem_dates_file_count_remarks (file), ==, 0);
}

/* A zone that only Windows knows, and an end on the day before in UTC. */
static void
test_outlook (void)
{
  g_autoptr (RemDatesFile) file = load ("outlook.ics");

  ASSERT_LIST (file, "First Sunday", "2026-01-01", "2040-12-31",
               "2026-05-03 2027-05-02 2028-05-07 2029-05-06");
  ASSERT_LIST (file, "A week away", "2026-01-01", "2040-12-31", "2026-08-01");
  g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_FIRST_DAY), ==, 1);
  g_assert_cmpuint (rem_dates_file_count_remarks (file), ==, 1);
}

/* What is written in UTC falls on the day of the person, its weekdays too. */
static void
test_utc (void)
{
  g_autoptr (RemDatesFile) file = load ("utc.ics");

  ASSERT_LIST (file, "Late, in UTC", "2026-01-01", "2040-12-31",
               "2026-03-05 2026-03-19 2026-03-26 2026-04-11");
  ASSERT_LIST (file, "The same without a weekday", "2026-01-01", "2040-12-31",
               "2026-03-05 2026-03-12 2026-03-19");
  /* 30 December 2011 was no day in Apia. */
  ASSERT_LIST (file, "Periods", "2011-01-01", "2040-12-31", "2011-12-29 2011-12-31 2012-01-05");
  g_assert_cmpuint (count_remarks (file, REM_DATES_REMARK_AS_DAYS), ==, 1);
}

/* The day on which the clocks leave out midnight, seen from places where they do. */
static void
test_zones (void)
{
  static const struct
  {
    const char *zone;
    const char *start;
    const char *day;
    const char *hour;
  } cases[] = {
    { "America/Santiago", "DTSTART:20260906T040000Z", "2026-09-06", "01:00" },
    { "America/Santiago", "DTSTART:20260906T035959Z", "2026-09-05", "23:59" },
    { "Africa/Cairo", "DTSTART:20260423T220000Z", "2026-04-24", "01:00" },
    { "Africa/Cairo", "DTSTART:20260423T215900Z", "2026-04-23", "23:59" },
    { "Pacific/Apia", "DTSTART:20111230T095900Z", "2011-12-29", "23:59" },
    { "Pacific/Apia", "DTSTART:20111230T100000Z", "2011-12-31", "00:00" },
    { "Europe/Madrid", "DTSTART:20260329T005900Z", "2026-03-29", "01:59" },
    { "Europe/Madrid", "DTSTART:20260329T010000Z", "2026-03-29", "03:00" },
    { "Europe/Madrid", "DTSTART;VALUE=DATE:20260329", "2026-03-29", "" },
    { "Pacific/Apia", "DTSTART;VALUE=DATE:20111230", "2011-12-30", "" },
    { "Africa/Cairo", "DTSTART;TZID=Europe/Madrid:20260424T000000", "2026-04-24", "00:00" },
    { "Africa/Cairo", "DTSTART;TZID=Nowhere/At_All:20260424T003000", "2026-04-24", "00:30" },
    { "Africa/Cairo", "DTSTART;TZID=../../../etc/passwd:20260424T003000", "2026-04-24", "00:30" },
    { "Europe/Madrid", "DTSTART:99991231T235959Z", "9999-12-31", "23:59" },
    { "Europe/Madrid", "DTSTART:00010101T000000Z", "0001-01-01", "00:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *event =
          g_strdup_printf ("BEGIN:VEVENT\r\n%s\r\nSUMMARY:x\r\nEND:VEVENT\r\n", cases[i].start);
      g_autoptr (RemDatesFile) file = parse_calendar (event, cases[i].zone);
      RemOccasion *date = rem_dates_file_get_date (file, 0);
      g_autofree char *day = rem_day_to_edtf (rem_occasion_get_anchor (date));

      if (g_str_has_prefix (cases[i].day, "0001"))
        {
          /* Local mean time; only that it does not fall off the beginning counts. */
          g_assert_cmpstr (day, ==, "0001-01-01");
          continue;
        }
      g_assert_cmpstr (day, ==, cases[i].day);
      g_assert_cmpstr (rem_occasion_get_hour (date), ==, cases[i].hour);
    }
}

/* Rules as others write them become the choices of the window where they are such. */
static void
test_choices (void)
{
  static const struct
  {
    const char *start;
    const char *rule;
    RemRepeat repeat;
    const char *kept;
  } cases[] = {
    { "20240314", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=14", REM_REPEAT_YEARLY, "" },
    { "20240314", "freq=yearly;bymonth=03;interval=1;wkst=su;", REM_REPEAT_YEARLY, "" },
    { "20240314", "BYMONTHDAY=14;FREQ=MONTHLY", REM_REPEAT_MONTHLY, "" },
    { "20240314", "FREQ=MONTHLY;COUNT=13", REM_REPEAT_MONTHLY_FIRST_YEAR, "" },
    { "20240314", "FREQ=WEEKLY;BYDAY=TH;WKST=MO", REM_REPEAT_WEEKLY, "" },
    { "20240314", "FREQ=WEEKLY;COUNT=12;BYDAY=TH", REM_REPEAT_RULE, "FREQ=WEEKLY;COUNT=12" },
    { "20240314", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=14", REM_REPEAT_RULE,
      "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=14" },
    { "20240314T100000", "FREQ=DAILY;BYHOUR=10;BYMINUTE=0;UNTIL=20240320T095959", REM_REPEAT_RULE,
      "FREQ=DAILY;UNTIL=20240319" },
    { "20240314T100000", "FREQ=DAILY;UNTIL=20240320T100000", REM_REPEAT_RULE,
      "FREQ=DAILY;UNTIL=20240320" },
    { "20240314", "FREQ=DAILY;UNTIL=20240320T235959Z", REM_REPEAT_RULE,
      "FREQ=DAILY;UNTIL=20240320" },
    { "20240314T100000", "FREQ=DAILY;BYHOUR=10,22", REM_REPEAT_NEVER, "" },
    { "20240314", "FREQ=DAILY;X-PART=1", REM_REPEAT_NEVER, "" },
    { "20240314", "SKIP=BACKWARD;FREQ=YEARLY;RSCALE=DANGI", REM_REPEAT_YEARLY, "" },
    { "20240314", "RSCALE=CHINESE;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=13",
      REM_REPEAT_MONTHLY_FIRST_YEAR, "" },
    { "20240223", "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=14;SKIP=FORWARD",
      REM_REPEAT_YEARLY, "" },
    { "20240314", "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10", REM_REPEAT_RULE,
      "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10" },
    { "20240314", "FREQ=YEARLY;BYEASTER=-21", REM_REPEAT_RULE, "FREQ=YEARLY;BYEASTER=-21" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *event =
          g_strdup_printf ("BEGIN:VEVENT\r\nDTSTART:%s\r\nRRULE:%s\r\nSUMMARY:x\r\nEND:VEVENT\r\n",
                           cases[i].start, cases[i].rule);
      g_autoptr (RemDatesFile) file = parse_calendar (event, "Europe/Madrid");
      RemOccasion *date = rem_dates_file_get_date (file, 0);

      g_assert_cmpint (rem_occasion_get_repeat (date), ==, cases[i].repeat);
      g_assert_cmpstr (rem_occasion_get_rule (date), ==, cases[i].kept);
    }
}

static void
test_own (void)
{
  g_autoptr (RemDatesFile) file = load ("own.ics");
  RemOccasion *yahrzeit = rem_dates_file_get_date (file, 0);
  RemOccasion *easter = rem_dates_file_get_date (file, 1);
  RemOccasion *vague = rem_dates_file_get_date (file, 2);
  g_autofree char *reminders = join_reminders (yahrzeit);
  g_autofree char *anchor = rem_day_to_edtf (rem_occasion_get_anchor (vague));
  gsize n_days = 0;

  g_assert_cmpuint (rem_dates_file_get_n_dates (file), ==, 3);
  if (rem_calendar_is_supported (REM_CALENDAR_HEBREW))
    {
      g_assert_cmpint (rem_occasion_get_calendar (yahrzeit), ==, REM_CALENDAR_HEBREW);
      g_assert_cmpint (rem_occasion_get_repeat (yahrzeit), ==, REM_REPEAT_YEARLY);
      g_assert_true (rem_date_equal (rem_occasion_get_ended (yahrzeit), date_of ("2040-01-01")));
      rem_occasion_get_days (yahrzeit, &n_days);
      g_assert_cmpuint (n_days, ==, 0);
    }
  g_assert_cmpstr (reminders, ==, "7d@10:00 0d@19:00");
  g_assert_cmpstr (rem_occasion_get_rule (easter), ==, "FREQ=YEARLY;BYEASTER=-21");
  rem_occasion_get_days (easter, &n_days);
  g_assert_cmpuint (n_days, ==, 1);
  g_assert_true (rem_occasion_is_muted (easter));
  g_assert_cmpstr (anchor, ==, "2009-21");
  g_assert_cmpuint (rem_dates_file_count_remarks (file), ==, 0);
}

/* Another program moved the event: what was written beside the old day does not hold any more. */
static void
test_own_moved (void)
{
  g_autoptr (RemDatesFile) file =
      parse_calendar ("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20240301\r\nRRULE:FREQ=MONTHLY\r\n"
                      "X-REMEMBER-DATE;START=20240229:2024-02-29 yearly gregorian before\r\n"
                      "X-REMEMBER-MUTED:1\r\nEND:VEVENT\r\n",
                      "Europe/Madrid");
  RemOccasion *date = rem_dates_file_get_date (file, 0);

  g_assert_cmpint (rem_occasion_get_repeat (date), ==, REM_REPEAT_MONTHLY);
  g_assert_false (rem_occasion_is_muted (date));
}

/* An event by itself, as some programs give it when it is dragged out of them. */
static void
test_bare_event (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemDatesFile) file =
      parse ("BEGIN:VEVENT\r\nDTSTART:20260314\r\nSUMMARY:x\r\nEND:VEVENT\r\n", -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rem_dates_file_get_n_dates (file), ==, 1);
  g_assert_cmpuint (rem_dates_file_count_remarks (file), ==, 0);
}

static void
test_words (void)
{
  g_autoptr (RemDatesFile) latin = load ("latin1.ics");
  g_autoptr (RemDatesFile) file =
      parse_calendar ("BEGIN:VEVENT\r\nDTSTART:20260314\r\n"
                      "SUMMARY:a\\, b\\;\\n\\\\ \xe2\x80\xae c\x01\r\n"
                      "DESCRIPTION:one\\ntwo\\Nth\r\n ree\r\n\tfour\r\nEND:VEVENT\r\n",
                      "Europe/Madrid");
  RemOccasion *date = rem_dates_file_get_date (file, 0);

  g_assert_cmpstr (rem_occasion_get_label (date), ==, "a, b; \\ c");
  g_assert_cmpstr (rem_occasion_get_note (date), ==, "one\ntwo\nthreefour");
  g_assert_cmpstr (rem_occasion_get_label (rem_dates_file_get_date (latin, 0)), ==,
                   "Cumpleaños “de” José");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/exchange/dates-file/refused", test_refused);
  g_test_add_func ("/exchange/dates-file/too-large", test_too_large);
  g_test_add_func ("/exchange/dates-file/nested", test_nested);
  g_test_add_func ("/exchange/dates-file/many-events", test_many_events);
  g_test_add_func ("/exchange/dates-file/many-calendars", test_many_calendars);
  g_test_add_func ("/exchange/dates-file/many-days", test_many_days);
  g_test_add_func ("/exchange/dates-file/long-lines", test_long_lines);
  g_test_add_func ("/exchange/dates-file/truncated", test_truncated);
  g_test_add_func ("/exchange/dates-file/broken", test_broken);
  g_test_add_func ("/exchange/dates-file/google", test_google);
  g_test_add_func ("/exchange/dates-file/thunderbird", test_thunderbird);
  g_test_add_func ("/exchange/dates-file/evolution", test_evolution);
  g_test_add_func ("/exchange/dates-file/apple", test_apple);
  g_test_add_func ("/exchange/dates-file/outlook", test_outlook);
  g_test_add_func ("/exchange/dates-file/utc", test_utc);
  g_test_add_func ("/exchange/dates-file/zones", test_zones);
  g_test_add_func ("/exchange/dates-file/choices", test_choices);
  g_test_add_func ("/exchange/dates-file/own", test_own);
  g_test_add_func ("/exchange/dates-file/own-moved", test_own_moved);
  g_test_add_func ("/exchange/dates-file/bare-event", test_bare_event);
  g_test_add_func ("/exchange/dates-file/words", test_words);

  return g_test_run ();
}
