/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-wall-time.h"

/*
 * From the time on the wall to the instant, and back. Local midnight is never taken for an instant,
 * as in some zones there are days that begin at one o'clock.
 */

/**
 * rem_wall_time_get_date:
 * @unix_s: an instant, in seconds since 1970-01-01T00:00:00Z
 * @zone: a time zone
 *
 * Pure; any thread.
 *
 * Returns: the civil date in @zone at that instant
 */
RemDate
rem_wall_time_get_date (gint64 unix_s, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_s);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  int year = 0;
  int month = 0;
  int day = 0;

  g_return_val_if_fail (local != NULL, REM_DATE_UNKNOWN);

  g_date_time_get_ymd (local, &year, &month, &day);

  return (RemDate){ (gint16) year, (guint8) month, (guint8) day };
}

/**
 * rem_wall_time_find_day_end:
 * @date: a date that exists
 * @zone: a time zone
 *
 * Pure; any thread.
 *
 * Returns: the first instant after @date in @zone, in seconds since 1970-01-01T00:00:00Z; or
 *   %G_MAXINT64 beyond the years that can be told
 */
gint64
rem_wall_time_find_day_end (RemDate date, GTimeZone *zone)
{
  g_autoptr (GDateTime) noon = g_date_time_new (zone, date.year, date.month, date.day, 12, 0, 0);
  gint64 low = 0;
  gint64 high = 0;

  if (noon == NULL || date.year > 9998)
    return G_MAXINT64;

  low = g_date_time_to_unix (noon);
  high = low + 36 * 60 * 60;
  while (low < high)
    {
      gint64 middle = low + (high - low) / 2;

      if (rem_date_compare (rem_wall_time_get_date (middle, zone), date) > 0)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

/* Of an hour that comes twice GLib tells the first or the second, depending on its version. */
static gint64
find_second (gint64 unix_s, GDateTime *time, GTimeZone *zone)
{
  static const int steps_s[] = { 30 * 60, 60 * 60, 120 * 60 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps_s); i++)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_s + steps_s[i]);
      g_autoptr (GDateTime) later = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

      if (later != NULL && g_date_time_get_hour (later) == g_date_time_get_hour (time) &&
          g_date_time_get_minute (later) == g_date_time_get_minute (time) &&
          g_date_time_get_day_of_month (later) == g_date_time_get_day_of_month (time))
        return unix_s + steps_s[i];
    }
  return unix_s;
}

/**
 * rem_wall_time_find:
 * @date: a date that exists
 * @hour: 0 to 23
 * @minute: 0 to 59
 * @zone: a time zone
 *
 * Finds when the clock on the wall shows a time. An hour that comes twice is the second one. A time
 * that the clocks leap over is the end of the leap, or, if that is the next day already, a minute
 * before the leap: whatever belongs to a day comes on that day. Pure; any thread.
 *
 * Returns: an instant, in seconds since 1970-01-01T00:00:00Z; or %G_MAXINT64 beyond the years that
 *   can be told
 */
gint64
rem_wall_time_find (RemDate date, int hour, int minute, GTimeZone *zone)
{
  g_autoptr (GDateTime) time =
      g_date_time_new (zone, date.year, date.month, date.day, hour, minute, 0);
  gint64 unix_s = 0;

  if (time == NULL || date.year > 9998)
    return G_MAXINT64;

  unix_s = find_second (g_date_time_to_unix (time), time, zone);
  if (rem_date_compare (rem_wall_time_get_date (unix_s, zone), date) > 0)
    unix_s = rem_wall_time_find_day_end (date, zone) - 60;

  return unix_s;
}
