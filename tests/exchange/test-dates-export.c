/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-dates-export.h"
#include "rem-dates-file.h"

#include <libical/ical.h>
#include <string.h>

#define PRIVATE "A date you marked"

static RemDate
date_of (const char *iso)
{
  RemDate date = REM_DATE_UNKNOWN;

  g_assert_true (rem_date_parse (iso, &date, NULL));

  return date;
}

#define WITH(occasion, property, ...)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    RemOccasion *old_occasion = occasion;                                                          \
                                                                                                   \
    occasion = rem_occasion_with_##property (old_occasion, __VA_ARGS__);                           \
    rem_occasion_unref (old_occasion);                                                             \
  }                                                                                                \
  G_STMT_END

typedef struct
{
  const char *day;
  RemRepeat repeat;
  RemCalendar calendar;
  RemLeapDay leap_day;
  const char *rule;
  const char *days;    /* one, or NULL */
  const char *skipped; /* one, or NULL */
  const char *ended;   /* or NULL */
  gboolean is_rule;    /* whether a rule goes out rather than days */
} DateCase;

#define BEFORE     REM_LEAP_DAY_BEFORE
#define AFTER      REM_LEAP_DAY_AFTER
#define LEAP_YEARS REM_LEAP_DAY_LEAP_YEARS
#define GREGORIAN  REM_CALENDAR_GREGORIAN

static const DateCase CASES[] = {
  { "2024-03-14", REM_REPEAT_NEVER, GREGORIAN, BEFORE, NULL, NULL, NULL, NULL, FALSE },
  { "2024-03-14", REM_REPEAT_YEARLY, GREGORIAN, BEFORE, NULL, NULL, "2026-03-14", NULL, TRUE },
  { "2024-02-29", REM_REPEAT_YEARLY, GREGORIAN, BEFORE, NULL, NULL, NULL, NULL, TRUE },
  { "2024-02-29", REM_REPEAT_YEARLY, GREGORIAN, AFTER, NULL, NULL, "2025-03-01", NULL, TRUE },
  { "2024-02-29", REM_REPEAT_YEARLY, GREGORIAN, LEAP_YEARS, NULL, NULL, NULL, NULL, TRUE },
  { "2024-01-31", REM_REPEAT_MONTHLY, GREGORIAN, BEFORE, NULL, NULL, NULL, NULL, TRUE },
  { "2024-01-31", REM_REPEAT_MONTHLY, GREGORIAN, AFTER, NULL, NULL, NULL, NULL, FALSE },
  { "2024-01-30", REM_REPEAT_MONTHLY_FIRST_YEAR, GREGORIAN, BEFORE, NULL, NULL, NULL, NULL, TRUE },
  { "2024-01-31", REM_REPEAT_MONTHLY_FIRST_YEAR, GREGORIAN, LEAP_YEARS, NULL, NULL, NULL, NULL,
    TRUE },
  { "2024-01-29", REM_REPEAT_WEEKLY, GREGORIAN, BEFORE, NULL, NULL, NULL, "2026-05-01", TRUE },
  { "2024-03-14", REM_REPEAT_YEARLY, GREGORIAN, BEFORE, NULL, "2024-04-22", NULL, NULL, TRUE },
  { "2024-03-14", REM_REPEAT_NEVER, GREGORIAN, BEFORE, NULL, "2024-01-01", NULL, NULL, FALSE },
  { "2024-03-14", REM_REPEAT_YEARLY, GREGORIAN, BEFORE, NULL, "2024-01-01", NULL, "2030-03-14",
    TRUE },
  { "2024-03-14", REM_REPEAT_RULE, GREGORIAN, BEFORE, "FREQ=WEEKLY;COUNT=12", NULL, NULL, NULL,
    TRUE },
  { "2024-03-14", REM_REPEAT_RULE, GREGORIAN, BEFORE, "FREQ=WEEKLY;COUNT=12", NULL, NULL,
    "2024-04-01", FALSE },
  { "2024-03-20", REM_REPEAT_RULE, GREGORIAN, BEFORE, "FREQ=DAILY;INTERVAL=7;COUNT=7", NULL, NULL,
    NULL, TRUE },
  { "2024-01-01", REM_REPEAT_RULE, GREGORIAN, BEFORE, "FREQ=YEARLY;BYMONTH=5;BYDAY=1SU", NULL, NULL,
    NULL, TRUE },
  { "2024-01-01", REM_REPEAT_RULE, GREGORIAN, BEFORE, "FREQ=YEARLY;BYEASTER=-21", NULL, NULL, NULL,
    FALSE },
  { "2024-01-01", REM_REPEAT_RULE, GREGORIAN, BEFORE, "FREQ=YEARLY;X-QINGMING=0", NULL, NULL, NULL,
    FALSE },
  { "2024-01-01", REM_REPEAT_RULE, GREGORIAN, BEFORE, "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", NULL,
    NULL, NULL, FALSE },
  { "2024-01-03", REM_REPEAT_RULE, GREGORIAN, BEFORE, "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1",
    NULL, NULL, NULL, FALSE },
  { "2024-01-03", REM_REPEAT_RULE, GREGORIAN, BEFORE, "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU",
    NULL, NULL, NULL, FALSE },
  { "2024-01-03", REM_REPEAT_RULE, GREGORIAN, BEFORE, "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", NULL,
    NULL, NULL, TRUE },
  { "2024-02-29", REM_REPEAT_YEARLY, REM_CALENDAR_HEBREW, BEFORE, NULL, NULL, NULL, NULL, FALSE },
  { "2023-03-07", REM_REPEAT_YEARLY, REM_CALENDAR_HEBREW, AFTER, NULL, "2026-01-01", NULL, NULL,
    FALSE },
  { "2024-02-29", REM_REPEAT_MONTHLY_FIRST_YEAR, REM_CALENDAR_ISLAMIC, BEFORE, NULL, NULL, NULL,
    NULL, FALSE },
  { "2024-02-29", REM_REPEAT_YEARLY, REM_CALENDAR_ISLAMIC, BEFORE, NULL, NULL, NULL, "2050-01-01",
    FALSE },
  { "2024-02-29", REM_REPEAT_YEARLY, REM_CALENDAR_PERSIAN, AFTER, NULL, NULL, NULL, NULL, FALSE },
  { "2023-04-15", REM_REPEAT_YEARLY, REM_CALENDAR_CHINESE, BEFORE, NULL, NULL, NULL, NULL, FALSE },
  { "2023-04-15", REM_REPEAT_YEARLY, REM_CALENDAR_KOREAN, BEFORE, NULL, NULL, NULL, NULL, FALSE },
  { "2023-09-11", REM_REPEAT_YEARLY, REM_CALENDAR_ETHIOPIC, BEFORE, NULL, NULL, NULL, NULL, FALSE },
  { "2023-09-11", REM_REPEAT_YEARLY, REM_CALENDAR_COPTIC, AFTER, NULL, NULL, NULL, NULL, FALSE },
  { "2023-09-11", REM_REPEAT_YEARLY, REM_CALENDAR_INDIAN, BEFORE, NULL, NULL, NULL, NULL, FALSE },
  { "2009-21", REM_REPEAT_NEVER, GREGORIAN, BEFORE, NULL, NULL, NULL, NULL, FALSE },
  { "2009-03", REM_REPEAT_NEVER, GREGORIAN, BEFORE, NULL, NULL, NULL, NULL, FALSE },
  { "2009", REM_REPEAT_YEARLY, GREGORIAN, BEFORE, NULL, NULL, NULL, NULL, FALSE },
  { "", REM_REPEAT_NEVER, GREGORIAN, BEFORE, NULL, NULL, NULL, NULL, FALSE },
};

static RemOccasion *
make_date (const DateCase *date, guint number)
{
  const RemReminder reminders[] = { { 7, 10, 0 }, { 1, 19, 30 }, { 0, 10, 5 }, { 0, 0, 0 } };
  g_autofree char *uuid = g_strdup_printf ("6f1f0d2e-3c0b-4b7a-9a0f-2f3b1c9d%04x", number);
  RemDay anchor = REM_DAY_NONE;
  RemOccasion *occasion = NULL;

  g_assert_true (rem_day_parse (date->day, &anchor, NULL));
  occasion = rem_occasion_new (uuid, "Vera, on the hill; early", anchor, 1000);
  WITH (occasion, repeat, date->repeat);
  WITH (occasion, calendar, date->calendar);
  WITH (occasion, leap_day, date->leap_day);
  WITH (occasion, rule, date->rule);
  WITH (occasion, kind, REM_OCCASION_KIND_LOSS);
  WITH (occasion, note,
        "The first line of the note, with a comma and much more than would ever "
        "fit into a line.\nÁrbol, ñandú, \\n.");
  WITH (occasion, hour, "shortly before dawn");
  WITH (occasion, reminders, reminders, anchor.precision == REM_PRECISION_DAY ? 4 : 0);
  WITH (occasion, muted, number % 5 == 4);
  if (number % 3 == 0)
    WITH (occasion, uid, "4711-\xc3\xa9@example.org");
  if (date->ended != NULL)
    WITH (occasion, ended, date_of (date->ended));
  if (date->days != NULL)
    {
      RemDate day = date_of (date->days);

      WITH (occasion, days, &day, 1);
    }

  return occasion;
}

static gboolean
is_possible (const DateCase *date)
{
  return rem_calendar_is_supported (date->calendar);
}

/* A file of one date. */
static GBytes *
write_one (const DateCase *date, guint number, gboolean is_real)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Madrid");
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 11, 25, 12, 0, 0);
  g_autoptr (RemDatesExport) export = rem_dates_export_new (now, PRIVATE, is_real);
  g_autoptr (RemOccasion) occasion = make_date (date, number);
  RemDate skipped = date->skipped != NULL ? date_of (date->skipped) : REM_DATE_UNKNOWN;

  g_assert_true (rem_dates_export_add (export, occasion, &skipped, date->skipped != NULL ? 1 : 0));

  return rem_dates_export_finish (export);
}

static RemDatesFile *
read_back (const char *text, gsize size)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/Santiago");
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (GError) error = NULL;
  RemDatesFile *file = rem_dates_file_parse (bytes, zone, 1000, &error);

  g_assert_no_error (error);

  return file;
}

static char *
list (RemOccasion *occasion, const RemDate *skipped, gsize n_skipped, const char *until)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) dates =
      rem_occasion_list_occurrences (occasion, date_of ("1900-01-01"), date_of (until), 0, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < dates->len; i++)
    {
      RemDate date = g_array_index (dates, RemDate, i);
      g_autofree char *iso = rem_date_to_iso (date);

      if (n_skipped == 0 || !rem_date_equal (skipped[0], date))
        g_string_append_printf (text, "%s ", iso);
    }

  return g_string_free (text, FALSE);
}

/* Given out and taken again: the same date, and the same days for fifty years. */
static void
test_round_trip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES) * 2; i++)
    {
      const DateCase *date = &CASES[i / 2];
      gboolean is_real = i % 2 == 1;
      g_autoptr (RemOccasion) before = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (RemDatesFile) file = NULL;
      g_autofree char *days_before = NULL;
      g_autofree char *days_after = NULL;
      const RemDate *skipped = NULL;
      RemDate was_skipped = date->skipped != NULL ? date_of (date->skipped) : REM_DATE_UNKNOWN;
      RemOccasion *after = NULL;
      gsize n_skipped = 0;

      if (!is_possible (date))
        continue;

      before = make_date (date, i);
      bytes = write_one (date, i, is_real);
      file = read_back (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_assert_cmpuint (rem_dates_file_get_n_dates (file), ==, 1);
      g_assert_cmpuint (rem_dates_file_count_remarks (file), ==, 0);
      after = rem_dates_file_get_date (file, 0);
      skipped = rem_dates_file_get_skipped (file, 0, &n_skipped);
      days_before = list (before, &was_skipped, date->skipped != NULL, "2076-12-31");
      days_after = list (after, skipped, n_skipped, "2076-12-31");
      g_assert_cmpstr (days_after, ==, days_before);

      if (!is_real)
        {
          WITH (before, label, PRIVATE);
          WITH (before, note, NULL);
          WITH (before, hour, NULL);
          WITH (before, kind, REM_OCCASION_KIND_OWN);
        }
      if (rem_occasion_get_uid (before)[0] != '\0')
        {
          g_autoptr (RemOccasion) old = g_steal_pointer (&before);
          gsize n = 0;
          const RemReminder *reminders = rem_occasion_get_reminders (old, &n);
          gsize n_days = 0;
          const RemDate *days = rem_occasion_get_days (old, &n_days);

          /* A date of another program keeps the UID of that, and is a new one here. */
          before = rem_occasion_new (rem_occasion_get_uuid (after), rem_occasion_get_label (old),
                                     rem_occasion_get_anchor (old), 1000);
          WITH (before, uid, rem_occasion_get_uid (old));
          WITH (before, repeat, rem_occasion_get_repeat (old));
          WITH (before, calendar, rem_occasion_get_calendar (old));
          WITH (before, leap_day, rem_occasion_get_leap_day (old));
          WITH (before, rule, rem_occasion_get_rule (old));
          WITH (before, kind, rem_occasion_get_kind (old));
          WITH (before, note, rem_occasion_get_note (old));
          WITH (before, hour, rem_occasion_get_hour (old));
          WITH (before, muted, rem_occasion_is_muted (old));
          WITH (before, ended, rem_occasion_get_ended (old));
          WITH (before, reminders, reminders, n);
          WITH (before, days, days, n_days);
        }
      g_assert_true (rem_occasion_equal (before, after));
    }
}

/* The file without what only this program reads. */
static char *
make_plain (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  GString *plain = g_string_new (NULL);
  gboolean is_own = FALSE;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] != ' ')
        is_own = g_str_has_prefix (lines[i], "X-REMEMBER-");
      if (!is_own && lines[i][0] != '\0')
        g_string_append_printf (plain, "%s\r\n", lines[i]);
    }

  return g_string_free (plain, FALSE);
}

/* What others see is right too: as long as days go, and for fifty years where a rule goes. */
static void
test_plain_form (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const DateCase *date = &CASES[i];
      g_autoptr (RemOccasion) before = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (RemDatesFile) file = NULL;
      g_autofree char *text = NULL;
      g_autofree char *plain = NULL;
      g_autofree char *days_before = NULL;
      g_autofree char *days_after = NULL;
      const char *until = date->is_rule ? "2076-12-31" : "2056-12-31";
      RemDate was_skipped = date->skipped != NULL ? date_of (date->skipped) : REM_DATE_UNKNOWN;
      const RemDate *skipped = NULL;
      gsize n_skipped = 0;

      if (!is_possible (date))
        continue;

      before = make_date (date, i);
      bytes = write_one (date, i, TRUE);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_assert_cmpint (strstr (text, "\r\nRRULE:") != NULL, ==, date->is_rule);
      g_assert_null (strstr (text, "\r\nRRULE:RSCALE"));
      plain = make_plain (text);
      file = read_back (plain, strlen (plain));
      if (rem_occasion_get_anchor (before).precision != REM_PRECISION_DAY)
        {
          /* Calendars do not show what has no day. */
          g_assert_nonnull (strstr (plain, "BEGIN:X-REMEMBER-VAGUE-DATE"));
          g_assert_null (strstr (plain, "BEGIN:VEVENT"));
          g_assert_cmpuint (rem_dates_file_get_n_dates (file), ==, 0);
          continue;
        }

      g_assert_cmpuint (rem_dates_file_get_n_dates (file), ==, 1);
      skipped = rem_dates_file_get_skipped (file, 0, &n_skipped);
      days_before = list (before, &was_skipped, date->skipped != NULL, until);
      days_after = list (rem_dates_file_get_date (file, 0), skipped, n_skipped, until);
      g_assert_cmpstr (days_after, ==, days_before);
    }
}

static void
add_day_cb (icalcomponent *component, struct icaltime_span *span, void *data)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (span->start);
  RemDate date = { (gint16) g_date_time_get_year (start), (guint8) g_date_time_get_month (start),
                   (guint8) g_date_time_get_day_of_month (start) };

  g_array_append_val ((GArray *) data, date);
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  return rem_date_compare (*(const RemDate *) a, *(const RemDate *) b);
}

/* GNOME Calendar and Evolution read with libical: it finds the same days. */
static void
test_libical (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const DateCase *date = &CASES[i];
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (RemDate));
      g_autoptr (RemOccasion) before = NULL;
      g_autofree char *text = NULL;
      g_autofree char *wanted = NULL;
      g_autoptr (GString) found = g_string_new (NULL);
      RemDate was_skipped = date->skipped != NULL ? date_of (date->skipped) : REM_DATE_UNKNOWN;
      icalcomponent *calendar = NULL;
      icalcomponent *event = NULL;

      if (!is_possible (date) || strlen (date->day) < 10)
        continue;

      before = make_date (date, i);
      bytes = write_one (date, i, FALSE);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      calendar = icalparser_parse_string (text);
      g_assert_nonnull (calendar);
      g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
      g_assert_true (icalrestriction_check (calendar));
      event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
      g_assert_nonnull (event);
      icalcomponent_foreach_recurrence (event, icaltime_from_string ("19000101T000000Z"),
                                        icaltime_from_string ("20370101T000000Z"), add_day_cb,
                                        days);
      g_array_sort (days, compare_dates);
      for (guint k = 0; k < days->len; k++)
        {
          RemDate day = g_array_index (days, RemDate, k);
          g_autofree char *iso = rem_date_to_iso (day);

          /* libical tells a start once for itself and once for the rule. */
          if (k == 0 || !rem_date_equal (day, g_array_index (days, RemDate, k - 1)))
            g_string_append_printf (found, "%s ", iso);
        }
      wanted = list (before, &was_skipped, date->skipped != NULL, "2036-12-31");
      g_assert_cmpstr (found->str, ==, wanted);
      icalcomponent_free (calendar);
    }
}

/* As RFC 5545 wants it, byte for byte. */
static void
test_form (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES) * 2; i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      if (!is_possible (&CASES[i / 2]))
        continue;

      bytes = write_one (&CASES[i / 2], i, i % 2 == 1);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      lines = g_strsplit (text, "\r\n", -1);
      g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
      g_assert_true (g_str_has_suffix (text, "END:VCALENDAR\r\n"));
      g_assert_nonnull (strstr (text, "\r\nDTSTAMP:20261125T110000Z\r\n"));
      for (gsize k = 0; lines[k] != NULL; k++)
        {
          g_assert_cmpuint (strlen (lines[k]), <=, 75);
          g_assert_null (strpbrk (lines[k], "\r\n"));
          g_assert_true (g_utf8_validate (lines[k], -1, NULL));
        }
    }
}

/* Unless asked for, nothing tells what the dates are about. */
static void
test_private (void)
{
  static const char *const words[] = { "Vera", "hill", "note",           "dawn",
                                       "loss", "rbol", "DESCRIPTION:The" };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *text = NULL;

      if (!is_possible (&CASES[i]))
        continue;

      bytes = write_one (&CASES[i], i, FALSE);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      for (gsize k = 0; k < G_N_ELEMENTS (words); k++)
        g_assert_null (strstr (text, words[k]));
      g_assert_nonnull (strstr (text, "\r\nSUMMARY:" PRIVATE "\r\n"));
    }
}

static void
test_alarms (void)
{
  g_autoptr (GBytes) bytes = write_one (&CASES[1], 1, FALSE);
  g_autoptr (GBytes) muted = write_one (&CASES[1], 4, FALSE);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *muted_text =
      g_strndup (g_bytes_get_data (muted, NULL), g_bytes_get_size (muted));

  g_assert_nonnull (strstr (text, "\r\nTRIGGER:-P6DT14H0M\r\n"));
  g_assert_nonnull (strstr (text, "\r\nTRIGGER:-PT4H30M\r\n"));
  g_assert_nonnull (strstr (text, "\r\nTRIGGER:PT10H5M\r\n"));
  g_assert_nonnull (strstr (text, "\r\nTRIGGER:PT0H0M\r\n"));
  g_assert_null (strstr (muted_text, "VALARM"));
}

/* A date that comes on no day cannot be told to anybody. */
static void
test_no_day (void)
{
  static const DateCase ended = { "2024-03-14", REM_REPEAT_YEARLY, GREGORIAN, BEFORE, NULL, NULL,
                                  NULL,         "2024-03-14",      FALSE };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 12, 0, 0);
  g_autoptr (RemDatesExport) export = rem_dates_export_new (now, PRIVATE, TRUE);
  g_autoptr (RemOccasion) occasion = make_date (&ended, 1);

  g_assert_false (rem_dates_export_add (export, occasion, NULL, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/exchange/dates-export/no-day", test_no_day);
  g_test_add_func ("/exchange/dates-export/form", test_form);
  g_test_add_func ("/exchange/dates-export/private", test_private);
  g_test_add_func ("/exchange/dates-export/alarms", test_alarms);
  g_test_add_func ("/exchange/dates-export/round-trip", test_round_trip);
  g_test_add_func ("/exchange/dates-export/plain-form", test_plain_form);
  g_test_add_func ("/exchange/dates-export/libical", test_libical);

  return g_test_run ();
}
