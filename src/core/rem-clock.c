/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-clock.h"

/*
 * Everything that needs the time or a timer is handed a RemClock, so that a test can be any day in
 * any zone. Only the subclasses know where time comes from.
 */

G_DEFINE_ABSTRACT_TYPE (RemClock, rem_clock, G_TYPE_OBJECT)

static void
rem_clock_class_init (RemClockClass *klass)
{
}

static void
rem_clock_init (RemClock *self)
{
}

/**
 * rem_clock_get_unix_us:
 * @self: a clock
 *
 * The instant that it is now. It may jump backwards when the clock of the computer is set. Any
 * thread.
 *
 * Returns: microseconds since 1970-01-01T00:00:00Z
 */
gint64
rem_clock_get_unix_us (RemClock *self)
{
  g_return_val_if_fail (REM_IS_CLOCK (self), 0);

  return REM_CLOCK_GET_CLASS (self)->get_unix_us (self);
}

/**
 * rem_clock_dup_time_zone:
 * @self: a clock
 *
 * The zone the person is in now; it changes when the person travels, so ask again each time. Any
 * thread.
 *
 * Returns: (transfer full): a time zone
 */
GTimeZone *
rem_clock_dup_time_zone (RemClock *self)
{
  g_return_val_if_fail (REM_IS_CLOCK (self), NULL);

  return REM_CLOCK_GET_CLASS (self)->dup_time_zone (self);
}

/**
 * rem_clock_dup_now:
 * @self: a clock
 *
 * The instant that it is now, told in the zone the person is in. Any thread.
 *
 * Returns: (transfer full): a time of the years 1 to 9999
 */
GDateTime *
rem_clock_dup_now (RemClock *self)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) second = NULL;
  g_autoptr (GDateTime) local = NULL;
  gint64 unix_us = 0;
  gint64 unix_s = 0;

  g_return_val_if_fail (REM_IS_CLOCK (self), NULL);

  unix_us = rem_clock_get_unix_us (self);
  unix_s = unix_us / G_USEC_PER_SEC - (unix_us % G_USEC_PER_SEC < 0 ? 1 : 0);
  zone = rem_clock_dup_time_zone (self);
  second = g_date_time_new_from_unix_utc (unix_s);
  local = g_date_time_to_timezone (second, zone);

  return g_date_time_add (local, unix_us - unix_s * G_USEC_PER_SEC);
}

/**
 * rem_clock_get_today:
 * @self: a clock
 *
 * The civil date on the wall where the person is. It never passes through local midnight, which
 * does not exist on some days in some zones. Any thread.
 *
 * Returns: a date that exists
 */
RemDate
rem_clock_get_today (RemClock *self)
{
  g_autoptr (GDateTime) now = NULL;
  RemDate today = REM_DATE_UNKNOWN;
  int year = 0;
  int month = 0;
  int day = 0;

  g_return_val_if_fail (REM_IS_CLOCK (self), REM_DATE_UNKNOWN);

  now = rem_clock_dup_now (self);
  g_date_time_get_ymd (now, &year, &month, &day);
  today.year = (gint16) year;
  today.month = (guint8) month;
  today.day = (guint8) day;

  return today;
}

/**
 * rem_clock_add_timeout:
 * @self: a clock
 * @milliseconds: how long from now
 * @func: called once
 * @user_data: (nullable): handed to @func
 *
 * Arms a one-shot timer on the thread-default main context. It counts the time that the computer is
 * awake, so whatever waits for a time of day looks at the clock again from time to time.
 *
 * Returns: an id greater than 0 for rem_clock_remove_timeout(); it is void once @func is called
 */
guint
rem_clock_add_timeout (RemClock *self, guint milliseconds, GSourceOnceFunc func, gpointer user_data)
{
  g_return_val_if_fail (REM_IS_CLOCK (self), 0);
  g_return_val_if_fail (func != NULL, 0);

  return REM_CLOCK_GET_CLASS (self)->add_timeout (self, milliseconds, func, user_data);
}

/**
 * rem_clock_remove_timeout:
 * @self: a clock
 * @id: an id of rem_clock_add_timeout() whose timer has not fired
 *
 * Disarms a timer. Call it where the timer was armed: with the same thread-default main context.
 */
void
rem_clock_remove_timeout (RemClock *self, guint id)
{
  g_return_if_fail (REM_IS_CLOCK (self));
  g_return_if_fail (id > 0);

  REM_CLOCK_GET_CLASS (self)->remove_timeout (self, id);
}
