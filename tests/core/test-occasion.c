/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-core-error.h"
#include "rem-occasion.h"

#include "test-language.h"

#include <string.h>

static RemDate
date_of (const char *iso)
{
  RemDate date = REM_DATE_UNKNOWN;

  g_assert_true (rem_date_parse (iso, &date, NULL));

  return date;
}

static RemDay
day_of (const char *edtf)
{
  RemDay day = REM_DAY_NONE;

  g_assert_true (rem_day_parse (edtf, &day, NULL));

  return day;
}

static RemOccasion *
make_occasion (const char *edtf, RemRepeat repeat, RemCalendar calendar, RemLeapDay leap_day)
{
  g_autoptr (RemOccasion) plain = rem_occasion_new ("u", "a label", day_of (edtf), 1000);
  g_autoptr (RemOccasion) repeating = rem_occasion_with_repeat (plain, repeat);
  g_autoptr (RemOccasion) elsewhere = rem_occasion_with_calendar (repeating, calendar);

  return rem_occasion_with_leap_day (elsewhere, leap_day);
}

static char *
list (RemOccasion *occasion, const char *from, const char *until, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) dates =
      rem_occasion_list_occurrences (occasion, date_of (from), date_of (until), limit, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < dates->len; i++)
    {
      g_autofree char *iso = rem_date_to_iso (g_array_index (dates, RemDate, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", iso);
    }

  return g_string_free (text, FALSE);
}

static void
test_bad_rule (void)
{
  static const char *const rules[] = { "", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
                                       "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (RemOccasion) plain = make_occasion ("2024-03-15", REM_REPEAT_RULE,
                                                     REM_CALENDAR_GREGORIAN, REM_LEAP_DAY_BEFORE);
      g_autoptr (RemOccasion) occasion = rem_occasion_with_rule (plain, rules[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (rem_occasion_dup_recurrence (occasion, &error));
      g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RULE);
      g_clear_error (&error);
      g_assert_null (rem_occasion_list_occurrences (occasion, date_of ("2024-01-01"),
                                                    date_of ("2030-01-01"), 0, &error));
      g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RULE);
    }
}

static void
test_calendar_too_early (void)
{
  g_autoptr (RemOccasion) occasion =
      make_occasion ("1850-03-15", REM_REPEAT_YEARLY, REM_CALENDAR_KOREAN, REM_LEAP_DAY_BEFORE);
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_occasion_list_occurrences (occasion, date_of ("2024-01-01"),
                                                date_of ("2030-01-01"), 0, &error));
  g_assert_error (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_RULE);
}

static void
test_new (void)
{
  g_autoptr (RemOccasion) occasion = rem_occasion_new ("u", NULL, day_of ("2009-21"), 1000);
  g_autoptr (RemOccasion) other = rem_occasion_ref (occasion);
  gsize n_reminders = 7;

  g_assert_cmpstr (rem_occasion_get_uuid (other), ==, "u");
  g_assert_cmpstr (rem_occasion_get_label (other), ==, "");
  g_assert_cmpstr (rem_occasion_get_rule (other), ==, "");
  g_assert_true (rem_day_equal (rem_occasion_get_anchor (other), day_of ("2009-21")));
  g_assert_cmpint (rem_occasion_get_created_us (other), ==, 1000);
  g_assert_cmpint (rem_occasion_get_modified_us (other), ==, 1000);
  g_assert_cmpint (rem_occasion_get_removed_us (other), ==, 0);
  g_assert_cmpint (rem_occasion_get_kind (other), ==, REM_OCCASION_KIND_OWN);
  g_assert_cmpint (rem_occasion_get_repeat (other), ==, REM_REPEAT_NEVER);
  g_assert_null (rem_occasion_get_persons (other)[0]);
  g_assert_null (rem_occasion_get_reminders (other, &n_reminders));
  g_assert_cmpuint (n_reminders, ==, 0);
}

/* Each setter changes its own field, in a new value, and equality sees it. */
static void
test_with (void)
{
  static const char *const persons[] = { "p1", "p2", NULL };
  static const RemReminder reminders[] = { { 0, 10, 0 }, { 7, 10, 0 }, { 0, 10, 0 }, { 1, 19, 0 } };
  g_autoptr (RemOccasion) first = rem_occasion_new ("u", "x", day_of ("2024-03-15"), 1000);
  g_autoptr (RemOccasion) same = rem_occasion_new ("u", "x", day_of ("2024-03-15"), 1000);
  g_autoptr (GPtrArray) values =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_occasion_unref);
  g_autoptr (RemOccasion) all = NULL;
  const RemReminder *kept = NULL;
  gsize n_kept = 0;

  g_assert_true (rem_occasion_equal (first, same));

  g_ptr_array_add (values, rem_occasion_ref (first));
  g_ptr_array_add (values, rem_occasion_with_modified_us (first, 2000));
  g_ptr_array_add (values, rem_occasion_with_label (first, "y"));
  g_ptr_array_add (values, rem_occasion_with_anchor (first, day_of ("2024-03")));
  g_ptr_array_add (values, rem_occasion_with_kind (first, REM_OCCASION_KIND_LOSS));
  g_ptr_array_add (values, rem_occasion_with_calendar (first, REM_CALENDAR_PERSIAN));
  g_ptr_array_add (values, rem_occasion_with_repeat (first, REM_REPEAT_WEEKLY));
  g_ptr_array_add (values, rem_occasion_with_leap_day (first, REM_LEAP_DAY_AFTER));
  g_ptr_array_add (values, rem_occasion_with_rule (first, "FREQ=DAILY"));
  g_ptr_array_add (values, rem_occasion_with_persons (first, persons));
  g_ptr_array_add (values, rem_occasion_with_reminders (first, reminders, 4));
  g_ptr_array_add (values, rem_occasion_with_removed_us (first, 3000));

  for (guint i = 0; i < values->len; i++)
    {
      for (guint j = 0; j < values->len; j++)
        g_assert_cmpint (rem_occasion_equal (values->pdata[i], values->pdata[j]), ==, i == j);
    }

  g_assert_true (rem_occasion_equal (first, same));

  all = rem_occasion_with_persons (values->pdata[10], persons);
  kept = rem_occasion_get_reminders (all, &n_kept);
  g_assert_cmpuint (n_kept, ==, 3);
  g_assert_cmpint (kept[0].lead_days, ==, 7);
  g_assert_cmpint (kept[1].lead_days, ==, 1);
  g_assert_cmpint (kept[2].hour, ==, 10);
  g_assert_cmpstr (rem_occasion_get_persons (all)[1], ==, "p2");
  g_assert_cmpstr (rem_occasion_get_label (all), ==, "x");

  {
    g_autoptr (RemOccasion) nobody = rem_occasion_with_persons (all, NULL);
    g_autoptr (RemOccasion) plain = rem_occasion_with_reminders (nobody, NULL, 0);
    g_autoptr (RemOccasion) nameless = rem_occasion_with_label (plain, NULL);
    g_autoptr (RemOccasion) unruly = rem_occasion_with_rule (nameless, NULL);

    g_assert_null (rem_occasion_get_persons (unruly)[0]);
    g_assert_null (rem_occasion_get_reminders (unruly, &n_kept));
    g_assert_cmpstr (rem_occasion_get_label (unruly), ==, "");
    g_assert_cmpstr (rem_occasion_get_rule (unruly), ==, "");
  }
}

static void
test_kind_nicks (void)
{
  RemOccasionKind kind = REM_OCCASION_KIND_OWN;

  g_assert_false (rem_occasion_kind_from_nick ("", &kind));
  g_assert_false (rem_occasion_kind_from_nick (NULL, &kind));
  for (int i = REM_OCCASION_KIND_OWN; i <= REM_OCCASION_KIND_FIRST_SIGNS; i++)
    {
      g_assert_true (
          rem_occasion_kind_from_nick (rem_occasion_kind_to_nick ((RemOccasionKind) i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
}

static void
test_occurrences (void)
{
  static const char *const vague[] = { "", "2024", "2024-21", "2024-03" };
  g_autoptr (RemOccasion) once =
      make_occasion ("2024-02-29", REM_REPEAT_NEVER, REM_CALENDAR_HEBREW, REM_LEAP_DAY_BEFORE);
  g_autoptr (RemOccasion) yearly =
      make_occasion ("2024-02-29", REM_REPEAT_YEARLY, REM_CALENDAR_GREGORIAN, REM_LEAP_DAY_AFTER);
  g_autoptr (RemOccasion) removed = rem_occasion_with_removed_us (yearly, 5);
  g_autoptr (RemOccasion) plain =
      make_occasion ("2024-02-29", REM_REPEAT_RULE, REM_CALENDAR_GREGORIAN, REM_LEAP_DAY_BEFORE);
  g_autoptr (RemOccasion) ruled = rem_occasion_with_rule (plain, "FREQ=DAILY;INTERVAL=100");
  g_autofree char *once_in = list (once, "2024-02-29", "2024-02-29", 0);
  g_autofree char *once_before = list (once, "2023-02-28", "2024-02-28", 0);
  g_autofree char *once_after = list (once, "2024-03-01", "2029-02-28", 0);
  g_autofree char *each_year = list (yearly, "2024-01-01", "2028-12-31", 0);
  g_autofree char *two = list (yearly, "2025-01-01", "2038-12-31", 2);
  g_autofree char *in_bin = list (removed, "2024-01-01", "2028-12-31", 0);
  g_autofree char *by_rule = list (ruled, "2024-01-01", "2024-12-31", 0);

  g_assert_cmpstr (once_in, ==, "2024-02-29");
  g_assert_cmpstr (once_before, ==, "");
  g_assert_cmpstr (once_after, ==, "");
  g_assert_cmpstr (each_year, ==, "2024-02-29 2025-03-01 2026-03-01 2027-03-01 2028-02-29");
  g_assert_cmpstr (two, ==, "2025-03-01 2026-03-01");
  g_assert_cmpstr (in_bin, ==, "");
  g_assert_cmpstr (by_rule, ==, "2024-02-29 2024-06-08 2024-09-16 2024-12-25");

  for (gsize i = 0; i < G_N_ELEMENTS (vague); i++)
    {
      g_autoptr (RemOccasion) occasion =
          make_occasion (vague[i], REM_REPEAT_YEARLY, REM_CALENDAR_GREGORIAN, REM_LEAP_DAY_BEFORE);
      g_autofree char *found = list (occasion, "2020-01-01", "2030-12-31", 0);
      g_autofree char *why = rem_occasion_dup_why (occasion, REM_DATE_UNKNOWN);

      g_assert_cmpstr (found, ==, "");
      g_assert_cmpstr (why, ==, "");
    }
}

typedef struct
{
  const char *anchor;
  RemRepeat repeat;
  RemCalendar calendar;
  RemLeapDay leap_day;
  const char *occurrence;
  const char *english;
  const char *spanish;
} WhyCase;

#define GREGORIAN REM_CALENDAR_GREGORIAN
#define HEBREW    REM_CALENDAR_HEBREW
#define BEFORE    REM_LEAP_DAY_BEFORE
#define AFTER     REM_LEAP_DAY_AFTER
#define LEAP      REM_LEAP_DAY_LEAP_YEARS

static const WhyCase WHY_CASES[] = {
  { "2009-03-14", REM_REPEAT_NEVER, GREGORIAN, BEFORE, "2009-03-14", "Once, on 14 March 2009.",
    "Una sola vez, el 14 de marzo de 2009." },
  { "2009-03-14", REM_REPEAT_YEARLY, GREGORIAN, BEFORE, "2026-03-14", "Every year on 14 March.",
    "Cada año, el 14 de marzo." },
  { "2024-02-29", REM_REPEAT_YEARLY, GREGORIAN, BEFORE, "2026-02-28",
    "29 February; in other years on the last day of February, as you chose.",
    "El 29 de febrero; los demás años, el último día de febrero, como elegiste." },
  { "2024-02-29", REM_REPEAT_YEARLY, GREGORIAN, AFTER, "2026-03-01",
    "29 February; in other years on 1 March, as you chose.",
    "El 29 de febrero; los demás años, el 1 de marzo, como elegiste." },
  { "2024-02-29", REM_REPEAT_YEARLY, GREGORIAN, LEAP, "2028-02-29",
    "29 February, only in the years that have one, as you chose.",
    "El 29 de febrero, solo en los años que lo tienen, como elegiste." },
  { "2024-01-14", REM_REPEAT_MONTHLY, GREGORIAN, AFTER, "2024-02-14", "Every month on the 14th.",
    "Cada mes, el día 14." },
  { "2024-01-01", REM_REPEAT_MONTHLY_FIRST_YEAR, GREGORIAN, BEFORE, "2024-02-01",
    "Every month on the 1st, during the first year.", "Cada mes, el primer año, el día 1." },
  { "2024-01-31", REM_REPEAT_MONTHLY, GREGORIAN, BEFORE, "2024-02-29",
    "Every month on the 31st, or the last day of a shorter month.",
    "Cada mes, el día 31 o el último día de un mes más corto." },
  { "2024-01-30", REM_REPEAT_MONTHLY, GREGORIAN, AFTER, "2024-03-01",
    "Every month on the 30th, or on the first day after a shorter month, as you chose.",
    "Cada mes, el día 30 o el primer día después de un mes más corto, como elegiste." },
  { "2024-01-29", REM_REPEAT_MONTHLY, GREGORIAN, LEAP, "2024-02-29",
    "On the 29th of each month that has one, as you chose.",
    "El día 29 de cada mes que lo tiene, como elegiste." },
  { "2026-11-24", REM_REPEAT_WEEKLY, GREGORIAN, BEFORE, "2026-12-01", "Every week on Tuesday.",
    "Cada semana, el martes." },
  { "2026-11-24", REM_REPEAT_WEEKLY, HEBREW, BEFORE, "2026-12-01", "Every week on Tuesday.",
    "Cada semana, el martes." },
  { "2026-11-24", REM_REPEAT_RULE, GREGORIAN, BEFORE, "2026-12-01",
    "On 1 December 2026, by the rule you gave.",
    "El 1 de diciembre de 2026, según la regla que diste." },
  { "2020-04-04", REM_REPEAT_YEARLY, HEBREW, BEFORE, "2026-03-28",
    "By the Hebrew calendar, every year on 10 Nisan; the day begins at sundown on Friday.",
    "Según el calendario hebreo, cada año el 10 de nisán; el día empieza al anochecer del "
    "viernes." },
  { "2023-03-01", REM_REPEAT_YEARLY, HEBREW, BEFORE, "2027-02-15",
    "8 Adar; in a leap year in Adar I, as you chose. The day begins at sundown on Sunday.",
    "El 8 de adar; en los años con dos meses de adar, en adar I, como elegiste. El día empieza al "
    "anochecer del domingo." },
  { "2023-03-01", REM_REPEAT_YEARLY, HEBREW, AFTER, "2027-03-17",
    "8 Adar; in a leap year in Adar II, as you chose. The day begins at sundown on Tuesday.",
    "El 8 de adar; en los años con dos meses de adar, en adar II, como elegiste. El día empieza al "
    "anochecer del martes." },
  { "2024-03-20", REM_REPEAT_YEARLY, HEBREW, BEFORE, "2025-03-10",
    "By the Hebrew calendar, every year on 10 Adar II; the day begins at sundown on Sunday.",
    "Según el calendario hebreo, cada año el 10 de adar II; el día empieza al anochecer del "
    "domingo." },
  { "2022-02-11", REM_REPEAT_YEARLY, HEBREW, BEFORE, "2023-03-03",
    "By the Hebrew calendar, every year on 10 Adar I, and in Adar when the year has only one; the "
    "day begins at sundown on Thursday.",
    "Según el calendario hebreo, cada año el 10 de adar I, y en adar cuando el año tiene uno solo; "
    "el día empieza al anochecer del jueves." },
  { "2019-11-28", REM_REPEAT_YEARLY, HEBREW, BEFORE, "2026-11-10",
    "By the Hebrew calendar, every year on 30 Cheshvan, or the day beside it in a year that has "
    "none; the day begins at sundown on Monday.",
    "Según el calendario hebreo, cada año el 30 de jeshván, o el día contiguo si ese año no lo "
    "tiene; el día empieza al anochecer del lunes." },
  { "2020-04-04", REM_REPEAT_MONTHLY, HEBREW, BEFORE, "2020-05-04",
    "By the Hebrew calendar, every month on the 10th; the day begins at sundown on Sunday.",
    "Según el calendario hebreo, cada mes el día 10; el día empieza al anochecer del domingo." },
  { "2024-03-15", REM_REPEAT_YEARLY, REM_CALENDAR_PERSIAN, BEFORE, "2025-03-15",
    "By the Persian calendar, every year on the same day.",
    "Según el calendario persa, cada año el mismo día." },
  { "2024-03-15", REM_REPEAT_MONTHLY, REM_CALENDAR_ISLAMIC, BEFORE, "2024-04-14",
    "By the Islamic calendar, about this day every month; where the moon is watched for, it may be "
    "a day earlier or later.",
    "Según el calendario islámico, cada mes alrededor de este día; donde se observa la luna, puede "
    "ser un día antes o después." },
};

static void
check_why (gboolean is_spanish)
{
  for (gsize i = 0; i < G_N_ELEMENTS (WHY_CASES); i++)
    {
      const WhyCase *wanted = &WHY_CASES[i];
      g_autoptr (RemOccasion) occasion =
          make_occasion (wanted->anchor, wanted->repeat, wanted->calendar, wanted->leap_day);
      g_autofree char *why = rem_occasion_dup_why (occasion, date_of (wanted->occurrence));

      g_assert_cmpstr (why, ==, is_spanish ? wanted->spanish : wanted->english);
    }
}

static void
test_why_english (void)
{
  check_why (FALSE);
}

static void
test_why_spanish (void)
{
  if (!test_language_use ("es_ES.UTF-8"))
    return;

  check_why (TRUE);
  test_language_reset ();
}

/* Every way, every calendar, every day of some years: a sentence without a gap, and no shouting. */
static void
test_why_always (void)
{
  for (int repeat = REM_REPEAT_NEVER; repeat <= REM_REPEAT_RULE; repeat++)
    {
      for (int calendar = REM_CALENDAR_GREGORIAN; calendar <= REM_CALENDAR_INDIAN; calendar++)
        {
          RemDate date = date_of ("2023-01-01");

          for (int i = 0; i < 270; i++, date = rem_date_add_days (date, 3))
            {
              g_autofree char *iso = rem_date_to_iso (date);
              g_autoptr (RemOccasion) occasion =
                  make_occasion (iso, (RemRepeat) repeat, (RemCalendar) calendar,
                                 (RemLeapDay) (i % 3));
              g_autofree char *why = rem_occasion_dup_why (occasion, REM_DATE_UNKNOWN);

              g_assert_true (g_str_has_suffix (why, "."));
              g_assert_null (strstr (why, "  "));
              g_assert_null (strstr (why, "!"));
              g_assert_null (strstr (why, "(null)"));
              g_assert_null (strstr (why, "a label"));
            }
        }
    }
}

/* Single days stand among those of the rule, in order and each once; nothing comes after the end.
 */
static void
test_days_and_end (void)
{
  const RemDate days[] = { date_of ("2026-07-09"), date_of ("2025-03-14"), date_of ("2025-01-02"),
                           date_of ("2026-07-09"), REM_DATE_UNKNOWN };
  g_autoptr (RemOccasion) yearly =
      make_occasion ("2024-03-14", REM_REPEAT_YEARLY, REM_CALENDAR_GREGORIAN, REM_LEAP_DAY_BEFORE);
  g_autoptr (RemOccasion) with_days = rem_occasion_with_days (yearly, days, 5);
  g_autoptr (RemOccasion) ended = rem_occasion_with_ended (with_days, date_of ("2026-03-14"));
  g_autoptr (RemOccasion) ended_before = rem_occasion_with_ended (yearly, date_of ("2024-03-14"));
  g_autoptr (RemOccasion) ended_first = rem_occasion_with_ended (yearly, date_of ("0001-01-01"));
  g_autoptr (RemOccasion) again = rem_occasion_with_ended (ended, REM_DATE_UNKNOWN);
  g_autoptr (RemOccasion) without = rem_occasion_with_days (with_days, NULL, 0);
  g_autofree char *all = list (with_days, "2024-01-01", "2027-12-31", 0);
  g_autofree char *two = list (with_days, "2025-01-01", "2027-12-31", 2);
  g_autofree char *until_end = list (ended, "2024-01-01", "2027-12-31", 0);
  g_autofree char *nothing = list (ended_before, "2024-01-01", "2027-12-31", 0);
  g_autofree char *nothing_ever = list (ended_first, "0001-01-01", "2027-12-31", 0);
  gsize n_days = 0;

  g_assert_cmpstr (all, ==, "2024-03-14 2025-01-02 2025-03-14 2026-03-14 2026-07-09 2027-03-14");
  g_assert_cmpstr (two, ==, "2025-01-02 2025-03-14");
  g_assert_cmpstr (until_end, ==, "2024-03-14 2025-01-02 2025-03-14");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (nothing_ever, ==, "");
  rem_occasion_get_days (with_days, &n_days);
  g_assert_cmpuint (n_days, ==, 3);
  g_assert_true (rem_occasion_equal (again, with_days));
  g_assert_true (rem_occasion_equal (without, yearly));
  g_assert_false (rem_occasion_equal (ended, with_days));
}

static void
test_details (void)
{
  g_autoptr (RemOccasion) plain =
      make_occasion ("2024-03-14", REM_REPEAT_YEARLY, REM_CALENDAR_GREGORIAN, REM_LEAP_DAY_BEFORE);
  g_autoptr (RemOccasion) uid = rem_occasion_with_uid (plain, "4711@example.org");
  g_autoptr (RemOccasion) note = rem_occasion_with_note (uid, "By the river.");
  g_autoptr (RemOccasion) hour = rem_occasion_with_hour (note, "shortly before dawn");
  g_autoptr (RemOccasion) muted = rem_occasion_with_muted (hour, 2);
  g_autoptr (RemOccasion) renamed = rem_occasion_with_label (muted, "another");
  g_autoptr (RemOccasion) no_note = rem_occasion_with_note (note, NULL);

  g_assert_cmpstr (rem_occasion_get_uid (renamed), ==, "4711@example.org");
  g_assert_cmpstr (rem_occasion_get_note (renamed), ==, "By the river.");
  g_assert_cmpstr (rem_occasion_get_hour (renamed), ==, "shortly before dawn");
  g_assert_cmpint (rem_occasion_is_muted (renamed), ==, TRUE);
  g_assert_false (rem_date_is_valid (rem_occasion_get_ended (renamed)));
  g_assert_true (rem_occasion_equal (no_note, uid));
  g_assert_false (rem_occasion_equal (uid, plain));
  g_assert_false (rem_occasion_equal (hour, note));
  g_assert_false (rem_occasion_equal (muted, hour));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  test_language_reset ();

  g_test_add_func ("/core/occasion/bad-rule", test_bad_rule);
  g_test_add_func ("/core/occasion/calendar-too-early", test_calendar_too_early);
  g_test_add_func ("/core/occasion/new", test_new);
  g_test_add_func ("/core/occasion/with", test_with);
  g_test_add_func ("/core/occasion/kind-nicks", test_kind_nicks);
  g_test_add_func ("/core/occasion/occurrences", test_occurrences);
  g_test_add_func ("/core/occasion/why/english", test_why_english);
  g_test_add_func ("/core/occasion/why/spanish", test_why_spanish);
  g_test_add_func ("/core/occasion/why/always", test_why_always);
  g_test_add_func ("/core/occasion/days-and-end", test_days_and_end);
  g_test_add_func ("/core/occasion/details", test_details);

  return g_test_run ();
}
