/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-day.h"

#include "rem-core-error.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  SEASON_SPRING = 21,
  SEASON_SUMMER = 22,
  SEASON_AUTUMN = 23,
  SEASON_WINTER = 24,
};

static RemDay
make_day (int year, int month, RemPrecision precision)
{
  RemDay day = REM_DAY_NONE;

  day.date.year = (gint16) year;
  day.date.month = (guint8) month;
  day.date.day = 1;
  day.precision = precision;

  return day;
}

static gboolean
is_well_formed (RemDay day)
{
  gboolean has_year = day.date.year >= 1 && day.date.year <= 9999;

  switch (day.precision)
    {
    case REM_PRECISION_NONE:
      return TRUE;
    case REM_PRECISION_YEAR:
      return has_year;
    case REM_PRECISION_SEASON:
      return has_year && day.date.month >= SEASON_SPRING && day.date.month <= SEASON_WINTER;
    case REM_PRECISION_MONTH:
      return has_year && day.date.month >= 1 && day.date.month <= 12;
    case REM_PRECISION_DAY:
      return rem_date_is_valid (day.date);
    default:
      return FALSE;
    }
}

/* Reads the year, and the two digits after it if there are any; the caller looks at the length. */
static gboolean
parse_vague (const char *edtf, RemDay *day_out)
{
  gboolean has_month = strlen (edtf) == 7;
  int year = 0;
  int month = 0;

  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isdigit (edtf[i]))
        return FALSE;
      year = year * 10 + (edtf[i] - '0');
    }
  if (year < 1)
    return FALSE;

  if (!has_month)
    {
      *day_out = make_day (year, 1, REM_PRECISION_YEAR);
      return TRUE;
    }

  if (edtf[4] != '-' || !g_ascii_isdigit (edtf[5]) || !g_ascii_isdigit (edtf[6]))
    return FALSE;

  month = (edtf[5] - '0') * 10 + (edtf[6] - '0');
  *day_out =
      make_day (year, month, month >= SEASON_SPRING ? REM_PRECISION_SEASON : REM_PRECISION_MONTH);

  return is_well_formed (*day_out);
}

/**
 * rem_day_from_date:
 * @date: a date, or %REM_DATE_UNKNOWN
 *
 * Pure; any thread.
 *
 * Returns: a day known exactly, or %REM_DAY_NONE if @date does not exist
 */
RemDay
rem_day_from_date (RemDate date)
{
  RemDay day = REM_DAY_NONE;

  if (!rem_date_is_valid (date))
    return day;

  day.date = date;
  day.precision = REM_PRECISION_DAY;

  return day;
}

/**
 * rem_day_parse:
 * @edtf: text from outside
 * @day_out: (out): the day
 * @error: return location for an error, or %NULL
 *
 * Reads one of the forms of the Extended Date/Time Format that this program writes: "2009-03-14",
 * "2009-03", "2009-21" (spring) to "2009-24" (winter), "2009", or "" for nothing. Pure; any thread.
 *
 * Returns: %TRUE on success. Fails with %REM_CORE_ERROR_BAD_DATE.
 */
gboolean
rem_day_parse (const char *edtf, RemDay *day_out, GError **error)
{
  RemDay day = REM_DAY_NONE;
  RemDate date = REM_DATE_UNKNOWN;
  gsize length = 0;

  g_return_val_if_fail (edtf != NULL, FALSE);
  g_return_val_if_fail (day_out != NULL, FALSE);

  length = strnlen (edtf, 11);
  if (length == 10)
    {
      if (!rem_date_parse (edtf, &date, error))
        return FALSE;
      day = rem_day_from_date (date);
    }
  else if (length != 0 && ((length != 4 && length != 7) || !parse_vague (edtf, &day)))
    {
      g_set_error_literal (error, REM_CORE_ERROR, REM_CORE_ERROR_BAD_DATE, "Not a day");
      return FALSE;
    }

  *day_out = day;

  return TRUE;
}

/**
 * rem_day_to_edtf:
 * @self: a day
 *
 * Writes what rem_day_parse() reads. Pure; any thread.
 *
 * Returns: (transfer full): text; empty for %REM_DAY_NONE
 */
char *
rem_day_to_edtf (RemDay self)
{
  g_return_val_if_fail (is_well_formed (self), g_strdup (""));

  switch (self.precision)
    {
    case REM_PRECISION_YEAR:
      return g_strdup_printf ("%04d", self.date.year);
    case REM_PRECISION_SEASON:
    case REM_PRECISION_MONTH:
      return g_strdup_printf ("%04d-%02d", self.date.year, self.date.month);
    case REM_PRECISION_DAY:
      return rem_date_to_iso (self.date);
    case REM_PRECISION_NONE:
    default:
      return g_strdup ("");
    }
}

/**
 * rem_day_format:
 * @self: a day
 *
 * Tells a day in the language of the interface, as exactly as it is known: "14 March 2009",
 * "March 2009", "spring 2009", "2009". Written as inside a sentence. Any thread.
 *
 * Returns: (transfer full): text; empty for %REM_DAY_NONE
 */
char *
rem_day_format (RemDay self)
{
  g_return_val_if_fail (is_well_formed (self), g_strdup (""));

  switch (self.precision)
    {
    case REM_PRECISION_YEAR:
      /* TRANSLATORS: a year that stands alone as a date: "2009". */
      return g_strdup_printf (C_ ("date", "%d"), self.date.year);
    case REM_PRECISION_SEASON:
      if (self.date.month == SEASON_SPRING)
        /* TRANSLATORS: a vague date, as inside a sentence; %d is the year: "spring 2009". */
        return g_strdup_printf (_ ("spring %d"), self.date.year);
      if (self.date.month == SEASON_SUMMER)
        /* TRANSLATORS: a vague date, as inside a sentence; %d is the year: "summer 2009". */
        return g_strdup_printf (_ ("summer %d"), self.date.year);
      if (self.date.month == SEASON_AUTUMN)
        /* TRANSLATORS: a vague date, as inside a sentence; %d is the year: "autumn 2009". */
        return g_strdup_printf (_ ("autumn %d"), self.date.year);
      /* TRANSLATORS: a vague date, as inside a sentence; %d is the year: "winter 2009". */
      return g_strdup_printf (_ ("winter %d"), self.date.year);
    case REM_PRECISION_MONTH:
      return rem_date_format (self.date, REM_DATE_STYLE_MONTH_YEAR);
    case REM_PRECISION_DAY:
      return rem_date_format (self.date, REM_DATE_STYLE_FULL);
    case REM_PRECISION_NONE:
    default:
      return g_strdup ("");
    }
}

/**
 * rem_day_get_first:
 * @self: a day
 *
 * The first civil date that the day may mean, for sorting and searching. Seasons are those of the
 * north: spring begins on 1 March, summer on 1 June, autumn on 1 September, and winter on
 * 1 December of the year that is named. Never shown as if the person had said it. Pure; any thread.
 *
 * Returns: a date, or %REM_DATE_UNKNOWN for %REM_DAY_NONE
 */
RemDate
rem_day_get_first (RemDay self)
{
  RemDate date = REM_DATE_UNKNOWN;

  g_return_val_if_fail (is_well_formed (self), REM_DATE_UNKNOWN);

  if (self.precision == REM_PRECISION_NONE)
    return date;
  if (self.precision == REM_PRECISION_DAY)
    return self.date;

  date.year = self.date.year;
  date.month = self.date.month;
  date.day = 1;
  if (self.precision == REM_PRECISION_YEAR)
    date.month = 1;
  else if (self.precision == REM_PRECISION_SEASON)
    date.month = (guint8) ((self.date.month - SEASON_SPRING) * 3 + 3);

  return date;
}

/**
 * rem_day_get_last:
 * @self: a day
 *
 * The last civil date that the day may mean: see rem_day_get_first(). Spring ends on 31 May,
 * summer on 31 August, autumn on 30 November, and winter on the last day of February of the next
 * year (in the year 9999, on 31 December). Pure; any thread.
 *
 * Returns: a date, or %REM_DATE_UNKNOWN for %REM_DAY_NONE
 */
RemDate
rem_day_get_last (RemDay self)
{
  RemDate date = REM_DATE_UNKNOWN;

  g_return_val_if_fail (is_well_formed (self), REM_DATE_UNKNOWN);

  date = rem_day_get_first (self);
  if (self.precision == REM_PRECISION_NONE || self.precision == REM_PRECISION_DAY)
    return date;

  if (self.precision == REM_PRECISION_YEAR)
    {
      date.month = 12;
    }
  else if (self.precision == REM_PRECISION_SEASON && date.month < 12)
    {
      date.month = (guint8) (date.month + 2);
    }
  else if (self.precision == REM_PRECISION_SEASON && date.year < 9999)
    {
      date.year++;
      date.month = 2;
    }
  date.day = (guint8) rem_date_days_in_month (date.year, date.month);

  return date;
}

/**
 * rem_day_equal:
 * @a: a day
 * @b: a day
 *
 * Pure; any thread.
 *
 * Returns: whether both say the same, with the same precision
 */
gboolean
rem_day_equal (RemDay a, RemDay b)
{
  if (a.precision != b.precision)
    return FALSE;

  switch (a.precision)
    {
    case REM_PRECISION_YEAR:
      return a.date.year == b.date.year;
    case REM_PRECISION_SEASON:
    case REM_PRECISION_MONTH:
      return a.date.year == b.date.year && a.date.month == b.date.month;
    case REM_PRECISION_DAY:
      return rem_date_equal (a.date, b.date);
    case REM_PRECISION_NONE:
    default:
      return TRUE;
    }
}
