/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occasion.h"

#include "rem-hebrew.h"
#include "rem-recurrence-private.h"

#include <glib/gi18n.h>

/*
 * Every date explains itself in one sentence. Sentences are whole ones, so that a language can turn
 * them as it likes; only dates, days and weekdays are put in.
 */

static const char *const ORDINALS[] = {
  /* TRANSLATORS: the day of a month, as put into "Every month on the %s." If your language writes
   * it as a plain number there, write the number. */
  NC_ ("day of a month", "1st"),  NC_ ("day of a month", "2nd"),  NC_ ("day of a month", "3rd"),
  NC_ ("day of a month", "4th"),  NC_ ("day of a month", "5th"),  NC_ ("day of a month", "6th"),
  NC_ ("day of a month", "7th"),  NC_ ("day of a month", "8th"),  NC_ ("day of a month", "9th"),
  NC_ ("day of a month", "10th"), NC_ ("day of a month", "11th"), NC_ ("day of a month", "12th"),
  NC_ ("day of a month", "13th"), NC_ ("day of a month", "14th"), NC_ ("day of a month", "15th"),
  NC_ ("day of a month", "16th"), NC_ ("day of a month", "17th"), NC_ ("day of a month", "18th"),
  NC_ ("day of a month", "19th"), NC_ ("day of a month", "20th"), NC_ ("day of a month", "21st"),
  NC_ ("day of a month", "22nd"), NC_ ("day of a month", "23rd"), NC_ ("day of a month", "24th"),
  NC_ ("day of a month", "25th"), NC_ ("day of a month", "26th"), NC_ ("day of a month", "27th"),
  NC_ ("day of a month", "28th"), NC_ ("day of a month", "29th"), NC_ ("day of a month", "30th"),
  NC_ ("day of a month", "31st"),
};

static const char *const HEBREW_MONTHS[] = {
  /* TRANSLATORS: a month of the Hebrew calendar, as inside a sentence; Adar II is the Adar of a
   * leap year. */
  [0] = NC_ ("Hebrew month", "Adar II"),
  [REM_HEBREW_MONTH_TISHRI] = NC_ ("Hebrew month", "Tishri"),
  [REM_HEBREW_MONTH_CHESHVAN] = NC_ ("Hebrew month", "Cheshvan"),
  [REM_HEBREW_MONTH_KISLEV] = NC_ ("Hebrew month", "Kislev"),
  [REM_HEBREW_MONTH_TEVET] = NC_ ("Hebrew month", "Tevet"),
  [REM_HEBREW_MONTH_SHEVAT] = NC_ ("Hebrew month", "Shevat"),
  [REM_HEBREW_MONTH_ADAR_I] = NC_ ("Hebrew month", "Adar I"),
  [REM_HEBREW_MONTH_ADAR] = NC_ ("Hebrew month", "Adar"),
  [REM_HEBREW_MONTH_NISAN] = NC_ ("Hebrew month", "Nisan"),
  [REM_HEBREW_MONTH_IYAR] = NC_ ("Hebrew month", "Iyar"),
  [REM_HEBREW_MONTH_SIVAN] = NC_ ("Hebrew month", "Sivan"),
  [REM_HEBREW_MONTH_TAMUZ] = NC_ ("Hebrew month", "Tamuz"),
  [REM_HEBREW_MONTH_AV] = NC_ ("Hebrew month", "Av"),
  [REM_HEBREW_MONTH_ELUL] = NC_ ("Hebrew month", "Elul"),
};

typedef struct
{
  const char *yearly;
  const char *monthly;
  const char *first_year;
} CalendarSentences;

static const CalendarSentences CALENDAR_SENTENCES[] = {
  /* TRANSLATORS: why a date falls on a day. In the Islamic calendar months begin when the moon is
   * seen, which may be a day earlier or later than what is computed. */
  [REM_CALENDAR_ISLAMIC] = {
    N_ ("By the Islamic calendar, about this day every year; where the moon is watched for, it may "
        "be a day earlier or later."),
    N_ ("By the Islamic calendar, about this day every month; where the moon is watched for, it "
        "may be a day earlier or later."),
    N_ ("By the Islamic calendar, about this day every month during the first year; where the moon "
        "is watched for, it may be a day earlier or later."),
  },
  [REM_CALENDAR_PERSIAN] = {
    N_ ("By the Persian calendar, every year on the same day."),
    N_ ("By the Persian calendar, every month on the same day."),
    N_ ("By the Persian calendar, every month on the same day, during the first year."),
  },
  [REM_CALENDAR_CHINESE] = {
    N_ ("By the Chinese calendar, every year on the same day of the moon."),
    N_ ("By the Chinese calendar, every month on the same day of the moon."),
    N_ ("By the Chinese calendar, every month on the same day of the moon, during the first year."),
  },
  [REM_CALENDAR_KOREAN] = {
    N_ ("By the Korean calendar, every year on the same day of the moon."),
    N_ ("By the Korean calendar, every month on the same day of the moon."),
    N_ ("By the Korean calendar, every month on the same day of the moon, during the first year."),
  },
  [REM_CALENDAR_ETHIOPIC] = {
    N_ ("By the Ethiopian calendar, every year on the same day."),
    N_ ("By the Ethiopian calendar, every month on the same day."),
    N_ ("By the Ethiopian calendar, every month on the same day, during the first year."),
  },
  [REM_CALENDAR_COPTIC] = {
    N_ ("By the Coptic calendar, every year on the same day."),
    N_ ("By the Coptic calendar, every month on the same day."),
    N_ ("By the Coptic calendar, every month on the same day, during the first year."),
  },
  [REM_CALENDAR_INDIAN] = {
    N_ ("By the Indian calendar, every year on the same day."),
    N_ ("By the Indian calendar, every month on the same day."),
    N_ ("By the Indian calendar, every month on the same day, during the first year."),
  },
};

static char *
format_weekday (RemDate date)
{
  g_autoptr (GDateTime) noon = g_date_time_new_utc (date.year, date.month, date.day, 12, 0, 0);

  return g_date_time_format (noon, "%A");
}

static char *
tell_gregorian_year (RemDate anchor, RemLeapDay leap_day)
{
  g_autofree char *day = rem_date_format (anchor, REM_DATE_STYLE_DAY_MONTH);

  if (anchor.month != 2 || anchor.day != 29)
    /* TRANSLATORS: why a date falls on a day; %s is a day of the year: "Every year on 14 March." */
    return g_strdup_printf (_ ("Every year on %s."), day);

  switch (leap_day)
    {
    case REM_LEAP_DAY_AFTER:
      return g_strdup (_ ("29 February; in other years on 1 March, as you chose."));
    case REM_LEAP_DAY_LEAP_YEARS:
      return g_strdup (_ ("29 February, only in the years that have one, as you chose."));
    case REM_LEAP_DAY_BEFORE:
    default:
      return g_strdup (
          _ ("29 February; in other years on the last day of February, as you chose."));
    }
}

static char *
tell_gregorian_month (RemDate anchor, RemLeapDay leap_day, gboolean is_first_year)
{
  const char *day = g_dpgettext2 (NULL, "day of a month", ORDINALS[anchor.day - 1]);

  if (anchor.day <= 28)
    /* TRANSLATORS: why a date falls on a day; %s is the day of the month: "14th". */
    return g_strdup_printf (is_first_year ? _ ("Every month on the %s, during the first year.")
                                          : _ ("Every month on the %s."),
                            day);

  switch (leap_day)
    {
    case REM_LEAP_DAY_AFTER:
      /* TRANSLATORS: %s is "29th", "30th" or "31st". */
      return g_strdup_printf (
          is_first_year
              ? _ ("Every month on the %s during the first year, or on the first day after a "
                   "shorter month, as you chose.")
              : _ ("Every month on the %s, or on the first day after a shorter month, as you "
                   "chose."),
          day);
    case REM_LEAP_DAY_LEAP_YEARS:
      /* TRANSLATORS: %s is "29th", "30th" or "31st". */
      return g_strdup_printf (is_first_year
                                  ? _ ("On the %s of each month that has one, during the first "
                                       "year, as you chose.")
                                  : _ ("On the %s of each month that has one, as you chose."),
                              day);
    case REM_LEAP_DAY_BEFORE:
    default:
      /* TRANSLATORS: %s is "29th", "30th" or "31st". */
      return g_strdup_printf (
          is_first_year ? _ ("Every month on the %s during the first year, or the last day of a "
                             "shorter month.")
                        : _ ("Every month on the %s, or the last day of a shorter month."),
          day);
    }
}

static char *
tell_hebrew_year (RemHebrewDate anchor, RemLeapDay leap_day, const char *sundown)
{
  gboolean is_leap = rem_hebrew_year_is_leap (anchor.year);
  int index = is_leap && anchor.month == REM_HEBREW_MONTH_ADAR ? 0 : (int) anchor.month;
  const char *month = g_dpgettext2 (NULL, "Hebrew month", HEBREW_MONTHS[index]);
  g_autofree char *day = NULL;

  /* TRANSLATORS: a day of the Hebrew calendar, as inside a sentence: "8 Adar". */
  day = g_strdup_printf (C_ ("Hebrew date", "%1$d %2$s"), anchor.day, month);

  if (anchor.day == 30 &&
      (anchor.month == REM_HEBREW_MONTH_CHESHVAN || anchor.month == REM_HEBREW_MONTH_KISLEV ||
       anchor.month == REM_HEBREW_MONTH_ADAR_I))
    /* TRANSLATORS: %1$s is a day of the Hebrew calendar that not every year has, such as
     * "30 Cheshvan"; %2$s is the weekday before. */
    return g_strdup_printf (
        _ ("By the Hebrew calendar, every year on %1$s, or the day beside it in "
           "a year that has none; the day begins at sundown on %2$s."),
        day, sundown);

  if (anchor.month == REM_HEBREW_MONTH_ADAR_I)
    /* TRANSLATORS: %1$s is a day of Adar I, which only leap years have; %2$s is the weekday before.
     */
    return g_strdup_printf (_ ("By the Hebrew calendar, every year on %1$s, and in Adar when the "
                               "year has only one; the day begins at sundown on %2$s."),
                            day, sundown);

  if (anchor.month == REM_HEBREW_MONTH_ADAR && !is_leap)
    /* TRANSLATORS: %1$s is a day of the Hebrew month Adar, "8 Adar"; %2$s is the weekday before. */
    return g_strdup_printf (leap_day == REM_LEAP_DAY_BEFORE
                                ? _ ("%1$s; in a leap year in Adar I, as you chose. The day begins "
                                     "at sundown on %2$s.")
                                : _ ("%1$s; in a leap year in Adar II, as you chose. The day "
                                     "begins at sundown on %2$s."),
                            day, sundown);

  /* TRANSLATORS: %1$s is a day of the Hebrew calendar; %2$s is the weekday before. */
  return g_strdup_printf (
      _ ("By the Hebrew calendar, every year on %1$s; the day begins at sundown on %2$s."), day,
      sundown);
}

static char *
tell_hebrew (RemOccasion *self, RemDate occurrence)
{
  RemHebrewDate anchor = rem_hebrew_date_from_date (rem_occasion_get_anchor (self).date);
  RemDate eve = rem_date_add_days (occurrence, -1);
  g_autofree char *sundown = rem_date_is_valid (eve) ? format_weekday (eve) : g_strdup ("");
  const char *day = g_dpgettext2 (NULL, "day of a month", ORDINALS[anchor.day - 1]);

  if (rem_occasion_get_repeat (self) == REM_REPEAT_YEARLY)
    return tell_hebrew_year (anchor, rem_occasion_get_leap_day (self), sundown);

  /* TRANSLATORS: %1$s is the day of a month: "14th"; %2$s is the weekday before. */
  return g_strdup_printf (
      rem_occasion_get_repeat (self) == REM_REPEAT_MONTHLY
          ? _ ("By the Hebrew calendar, every month on the %1$s; the day begins "
               "at sundown on %2$s.")
          : _ ("By the Hebrew calendar, every month on the %1$s during the "
               "first year; the day begins at sundown on %2$s."),
      day, sundown);
}

static char *
tell_calendar (RemCalendar calendar, RemRepeat repeat)
{
  const CalendarSentences *sentences = &CALENDAR_SENTENCES[calendar];

  if (repeat == REM_REPEAT_YEARLY)
    return g_strdup (_ (sentences->yearly));
  if (repeat == REM_REPEAT_MONTHLY)
    return g_strdup (_ (sentences->monthly));

  return g_strdup (_ (sentences->first_year));
}

/* A date that does not come back by months or years: the same in every calendar. */
static char *
tell_simple (RemOccasion *self, RemRepeat repeat, RemDate anchor, RemDate occurrence)
{
  g_autofree char *text = NULL;

  if (repeat == REM_REPEAT_WEEKLY)
    {
      text = format_weekday (anchor);
      /* TRANSLATORS: why a date falls on a day; %s is a weekday: "Every week on Tuesday." */
      return g_strdup_printf (_ ("Every week on %s."), text);
    }

  if (repeat == REM_REPEAT_RULE)
    {
      g_autoptr (RemRecurrence) recurrence = rem_occasion_dup_recurrence (self, NULL);
      char *shape = recurrence != NULL ? rem_recurrence_dup_shape (recurrence, anchor) : NULL;

      if (shape != NULL)
        return shape;

      text = rem_date_format (occurrence, REM_DATE_STYLE_FULL);
      /* TRANSLATORS: why a date falls on a day; %s is a date; the person wrote a rule. */
      return g_strdup_printf (_ ("On %s, by the rule you gave."), text);
    }

  text = rem_date_format (anchor, REM_DATE_STYLE_FULL);
  /* TRANSLATORS: a date that does not come back; %s is a date: "Once, on 14 March 2009." */
  return g_strdup_printf (_ ("Once, on %s."), text);
}

/**
 * rem_occasion_dup_why:
 * @self: a date that matters
 * @occurrence: one of the days on which it falls; %REM_DATE_UNKNOWN stands for its anchor
 *
 * Tells in one sentence, in the language of the interface, why the date falls on that day: how it
 * comes back, what was chosen for days that a month or year does not have, and when the day begins.
 * It never names the date. Any thread.
 *
 * Returns: (transfer full): a sentence; empty if the anchor is not known to the day
 */
char *
rem_occasion_dup_why (RemOccasion *self, RemDate occurrence)
{
  RemRepeat repeat = REM_REPEAT_NEVER;
  RemCalendar calendar = REM_CALENDAR_GREGORIAN;
  RemDate anchor = REM_DATE_UNKNOWN;

  g_return_val_if_fail (self != NULL, NULL);

  anchor = rem_occasion_get_anchor (self).date;
  repeat = rem_occasion_get_repeat (self);
  calendar = rem_occasion_get_calendar (self);

  if (rem_occasion_get_anchor (self).precision != REM_PRECISION_DAY)
    return g_strdup ("");
  if (!rem_date_is_valid (occurrence))
    occurrence = anchor;

  if (repeat == REM_REPEAT_NEVER || repeat == REM_REPEAT_WEEKLY || repeat == REM_REPEAT_RULE)
    return tell_simple (self, repeat, anchor, occurrence);
  if (calendar == REM_CALENDAR_HEBREW)
    return tell_hebrew (self, occurrence);
  if (calendar != REM_CALENDAR_GREGORIAN)
    return tell_calendar (calendar, repeat);
  if (repeat == REM_REPEAT_YEARLY)
    return tell_gregorian_year (anchor, rem_occasion_get_leap_day (self));

  return tell_gregorian_month (anchor, rem_occasion_get_leap_day (self),
                               repeat == REM_REPEAT_MONTHLY_FIRST_YEAR);
}
