/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-system-clock.h"

struct _RemSystemClock
{
  RemClock parent_instance;

  gboolean is_shifted;
  gint64 start_unix_us;      /* only when shifted */
  gint64 start_monotonic_us; /* only when shifted */
};

typedef struct
{
  GSourceOnceFunc func;
  gpointer user_data;
} Timer;

G_DEFINE_FINAL_TYPE (RemSystemClock, rem_system_clock, REM_TYPE_CLOCK)

static gboolean
timer_fired_cb (gpointer user_data)
{
  Timer *timer = user_data;

  timer->func (timer->user_data);

  return G_SOURCE_REMOVE;
}

static gint64
rem_system_clock_get_unix_us (RemClock *clock)
{
  RemSystemClock *self = REM_SYSTEM_CLOCK (clock);

  if (self->is_shifted)
    return self->start_unix_us + (g_get_monotonic_time () - self->start_monotonic_us);

  return g_get_real_time ();
}

static GTimeZone *
rem_system_clock_dup_time_zone (RemClock *clock)
{
  return g_time_zone_new_local ();
}

static guint
rem_system_clock_add_timeout (RemClock *clock,
                              guint milliseconds,
                              GSourceOnceFunc func,
                              gpointer user_data)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  g_autoptr (GSource) source = g_timeout_source_new (milliseconds);
  Timer *timer = g_new0 (Timer, 1);

  timer->func = func;
  timer->user_data = user_data;
  g_source_set_static_name (source, "RemSystemClock timer");
  g_source_set_callback (source, timer_fired_cb, timer, g_free);

  return g_source_attach (source, context);
}

static void
rem_system_clock_remove_timeout (RemClock *clock, guint id)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  GSource *source = g_main_context_find_source_by_id (context, id);

  g_return_if_fail (source != NULL);

  g_source_destroy (source);
}

static void
rem_system_clock_class_init (RemSystemClockClass *klass)
{
  RemClockClass *clock_class = REM_CLOCK_CLASS (klass);

  clock_class->get_unix_us = rem_system_clock_get_unix_us;
  clock_class->dup_time_zone = rem_system_clock_dup_time_zone;
  clock_class->add_timeout = rem_system_clock_add_timeout;
  clock_class->remove_timeout = rem_system_clock_remove_timeout;
}

static void
rem_system_clock_init (RemSystemClock *self)
{
}

/**
 * rem_system_clock_new:
 *
 * Makes a clock that tells the time of the computer, in its local zone.
 *
 * Returns: (transfer full): a clock
 */
RemClock *
rem_system_clock_new (void)
{
  return g_object_new (REM_TYPE_SYSTEM_CLOCK, NULL);
}

/**
 * rem_system_clock_new_from:
 * @iso_start: (nullable): an ISO 8601 instant such as "2026-11-22T10:00:00Z", without an offset in
 *   the local zone; or %NULL for the real time
 *
 * Makes a clock that tells @iso_start now and runs on from there at the usual pace: for screenshots
 * and for tests of a whole desktop.
 *
 * Returns: (transfer full) (nullable): a clock, or %NULL if @iso_start is not an instant
 */
RemClock *
rem_system_clock_new_from (const char *iso_start)
{
  g_autoptr (RemSystemClock) self = g_object_new (REM_TYPE_SYSTEM_CLOCK, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) start = NULL;

  if (iso_start == NULL)
    return REM_CLOCK (g_steal_pointer (&self));

  start = g_date_time_new_from_iso8601 (iso_start, zone);
  if (start == NULL)
    return NULL;

  self->is_shifted = TRUE;
  self->start_unix_us =
      g_date_time_to_unix (start) * G_USEC_PER_SEC + g_date_time_get_microsecond (start);
  self->start_monotonic_us = g_get_monotonic_time ();

  return REM_CLOCK (g_steal_pointer (&self));
}
