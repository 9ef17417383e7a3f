/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-date.h"

#include "rem-core-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* Days are numbered from 1 March of the year 0, so that the leap day ends a year. */
#define DAYS_IN_400_YEARS 146097
#define MAX_SPAN_DAYS     (DAYS_IN_400_YEARS * 25)

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
date_to_number (RemDate date)
{
  int year = date.month <= 2 ? date.year - 1 : date.year;
  int era = year / 400;
  int year_of_era = year - era * 400;
  int month_from_march = (date.month + 9) % 12;
  int day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;

  return era * DAYS_IN_400_YEARS + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
         day_of_year;
}

static RemDate
number_to_date (int number)
{
  int era = number / DAYS_IN_400_YEARS;
  int day_of_era = number - era * DAYS_IN_400_YEARS;
  int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month_from_march = (5 * day_of_year + 2) / 153;
  int day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  int year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  RemDate date = REM_DATE_UNKNOWN;

  if (year < 1 || year > 9999)
    return date;

  date.year = (gint16) year;
  date.month = (guint8) month;
  date.day = (guint8) day;

  return date;
}

/* Reads exactly @n_digits ASCII digits; -1 if there is anything else. */
static int
read_digits (const char *text, int n_digits)
{
  int value = 0;

  for (int i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }

  return value;
}

/**
 * rem_date_is_valid:
 * @self: a date
 *
 * Tells whether the date exists in the calendar. Pure; any thread.
 *
 * Returns: %FALSE for %REM_DATE_UNKNOWN and for days such as 30 February
 */
gboolean
rem_date_is_valid (RemDate self)
{
  if (self.year < 1 || self.year > 9999 || self.month < 1 || self.month > 12 || self.day < 1)
    return FALSE;

  return self.day <= rem_date_days_in_month (self.year, self.month);
}

/**
 * rem_date_compare:
 * @a: a date, or %REM_DATE_UNKNOWN
 * @b: a date, or %REM_DATE_UNKNOWN
 *
 * Orders dates in time; %REM_DATE_UNKNOWN comes first. Pure; any thread.
 *
 * Returns: less than, equal to or greater than 0
 */
int
rem_date_compare (RemDate a, RemDate b)
{
  if (a.year != b.year)
    return a.year < b.year ? -1 : 1;
  if (a.month != b.month)
    return a.month < b.month ? -1 : 1;
  if (a.day != b.day)
    return a.day < b.day ? -1 : 1;

  return 0;
}

/**
 * rem_date_equal:
 * @a: a date, or %REM_DATE_UNKNOWN
 * @b: a date, or %REM_DATE_UNKNOWN
 *
 * Pure; any thread.
 *
 * Returns: whether both are the same date, or both unknown
 */
gboolean
rem_date_equal (RemDate a, RemDate b)
{
  return rem_date_compare (a, b) == 0;
}

/**
 * rem_date_add_days:
 * @self: a date that exists
 * @days: how many days later, or earlier if negative
 *
 * Pure; any thread.
 *
 * Returns: the date, or %REM_DATE_UNKNOWN if it is not in the years 1 to 9999
 */
RemDate
rem_date_add_days (RemDate self, int days)
{
  int number = 0;

  g_return_val_if_fail (rem_date_is_valid (self), REM_DATE_UNKNOWN);

  if (days > MAX_SPAN_DAYS || days < -MAX_SPAN_DAYS)
    return REM_DATE_UNKNOWN;

  number = date_to_number (self) + days;
  if (number < 0)
    return REM_DATE_UNKNOWN;

  return number_to_date (number);
}

/**
 * rem_date_days_between:
 * @from: a date that exists
 * @to: a date that exists
 *
 * Pure; any thread.
 *
 * Returns: the days from @from to @to; negative if @to is earlier
 */
int
rem_date_days_between (RemDate from, RemDate to)
{
  g_return_val_if_fail (rem_date_is_valid (from), 0);
  g_return_val_if_fail (rem_date_is_valid (to), 0);

  return date_to_number (to) - date_to_number (from);
}

/**
 * rem_date_get_weekday:
 * @self: a date that exists
 *
 * Pure; any thread.
 *
 * Returns: 1 for Monday to 7 for Sunday, as in ISO 8601
 */
int
rem_date_get_weekday (RemDate self)
{
  g_return_val_if_fail (rem_date_is_valid (self), 1);

  /* 1 March of the year 0 was a Wednesday. */
  return (date_to_number (self) + 2) % 7 + 1;
}

/**
 * rem_date_days_in_month:
 * @year: 1 to 9999
 * @month: 1 to 12
 *
 * Pure; any thread.
 *
 * Returns: 28 to 31
 */
int
rem_date_days_in_month (int year, int month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  g_return_val_if_fail (month >= 1 && month <= 12, 31);

  return month == 2 && is_leap_year (year) ? 29 : days[month - 1];
}

/**
 * rem_date_parse:
 * @iso: text from outside
 * @date_out: (out): the date
 * @error: return location for an error, or %NULL
 *
 * Reads a date written as "2026-11-22": exactly ten characters, and a day that exists. Pure; any
 * thread.
 *
 * Returns: %TRUE on success. Fails with %REM_CORE_ERROR_BAD_DATE.
 */
gboolean
rem_date_parse (const char *iso, RemDate *date_out, GError **error)
{
  RemDate date = REM_DATE_UNKNOWN;
  int year = -1;
  int month = -1;
  int day = -1;

  g_return_val_if_fail (iso != NULL, FALSE);
  g_return_val_if_fail (date_out != NULL, FALSE);

  if (strnlen (iso, 11) == 10 && iso[4] == '-' && iso[7] == '-')
    {
      year = read_digits (iso, 4);
      month = read_digits (iso + 5, 2);
      day = read_digits (iso + 8, 2);
    }

  if (year >= 1 && month >= 1 && day >= 1)
    {
      date.year = (gint16) year;
      date.month = (guint8) month;
      date.day = (guint8) day;
    }

  if (!rem_date_is_valid (date))
    {
      g_set_error_literal (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_DATE, "Not a civil date");
      return FALSE;
    }

  *date_out = date;

  return TRUE;
}

/**
 * rem_date_to_iso:
 * @self: a date, or %REM_DATE_UNKNOWN
 *
 * Writes what rem_date_parse() reads. Pure; any thread.
 *
 * Returns: (transfer full): such as "2026-11-22", or an empty string if @self does not exist
 */
char *
rem_date_to_iso (RemDate self)
{
  if (!rem_date_is_valid (self))
    return g_strdup ("");

  return g_strdup_printf ("%04d-%02d-%02d", self.year, self.month, self.day);
}

/**
 * rem_date_format:
 * @self: a date, or %REM_DATE_UNKNOWN
 * @style: how much of it to tell
 *
 * Tells a date in the language of the interface, written as inside a sentence: with a capital
 * letter only where the language has one there. Any thread.
 *
 * Returns: (transfer full): text, empty if @self does not exist
 */
char *
rem_date_format (RemDate self, RemDateStyle style)
{
  g_autoptr (GDateTime) noon = NULL;
  const char *format = NULL;

  if (!rem_date_is_valid (self))
    return g_strdup ("");

  switch (style)
    {
    case REM_DATE_STYLE_WEEKDAY:
      /* TRANSLATORS: a date without its year, as inside a sentence: "Sunday, 22 November". This is
       * a format of g_date_time_format(): %A weekday, %-d day, %B month (the form used with a day;
       * %OB is the form used alone), %Y year. Put them in the order of your language and add the
       * words between them, as in "%A, %-d de %B". */
      format = _ ("%A, %-d %B");
      break;
    case REM_DATE_STYLE_FULL:
      /* TRANSLATORS: a whole date: "22 November 2026". A format of g_date_time_format(). */
      format = _ ("%-d %B %Y");
      break;
    case REM_DATE_STYLE_LONG:
      /* TRANSLATORS: a whole date with its weekday: "Sunday, 22 November 2026". A format of
       * g_date_time_format(). */
      format = _ ("%A, %-d %B %Y");
      break;
    case REM_DATE_STYLE_DAY_MONTH:
      /* TRANSLATORS: a day of the year: "22 November". A format of g_date_time_format(). */
      format = _ ("%-d %B");
      break;
    case REM_DATE_STYLE_MONTH_YEAR:
      /* TRANSLATORS: a month: "November 2026". A format of g_date_time_format(); %OB is the name of
       * a month that stands without a day. */
      format = _ ("%OB %Y");
      break;
    default:
      g_return_val_if_reached (g_strdup (""));
    }

  /* Noon in UTC is on the same day everywhere and exists on every day. */
  noon = g_date_time_new_utc (self.year, self.month, self.day, 12, 0, 0);

  return g_date_time_format (noon, format);
}
