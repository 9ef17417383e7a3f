/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-manual-clock.h"

/*
 * Two times, as in a computer. The wall clock is what rem_clock_get_unix_us() tells and what
 * rem_manual_clock_set() makes jump. The steady clock counts how far the clock was advanced; timers
 * hang on it, so they neither fire nor move when the wall clock jumps.
 *
 * The mutex guards every field, so that a worker thread may read the time while a test advances it.
 * Timers are called without the mutex, on the thread that advances.
 */

struct _RemManualClock
{
  RemClock parent_instance;

  GMutex mutex;
  gint64 wall_us;
  gint64 steady_us;
  GTimeZone *zone;
  GList *timers; /* of Timer, by due_us, those of the same instant in the order they were armed */
  guint last_id;
  gboolean is_advancing;
};

typedef struct
{
  guint id;
  gint64 due_us;
  GSourceOnceFunc func;
  gpointer user_data;
} Timer;

G_DEFINE_FINAL_TYPE (RemManualClock, rem_manual_clock, REM_TYPE_CLOCK)

static int
compare_timers (gconstpointer a, gconstpointer b)
{
  const Timer *timer_a = a;
  const Timer *timer_b = b;

  if (timer_a->due_us != timer_b->due_us)
    return timer_a->due_us < timer_b->due_us ? -1 : 1;
  if (timer_a->id != timer_b->id)
    return timer_a->id < timer_b->id ? -1 : 1;

  return 0;
}

/* Takes the next timer that is due at @steady_us or before, and moves both clocks to it. */
static Timer *
take_due_timer (RemManualClock *self, gint64 steady_us)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  Timer *timer = self->timers != NULL ? self->timers->data : NULL;

  if (timer == NULL || timer->due_us > steady_us)
    return NULL;

  self->timers = g_list_delete_link (self->timers, self->timers);
  if (timer->due_us > self->steady_us)
    {
      self->wall_us += timer->due_us - self->steady_us;
      self->steady_us = timer->due_us;
    }

  return timer;
}

static gboolean
parse_instant (const char *iso_utc, gint64 *unix_us_out)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) instant = g_date_time_new_from_iso8601 (iso_utc, utc);

  if (instant == NULL)
    return FALSE;

  *unix_us_out =
      g_date_time_to_unix (instant) * G_USEC_PER_SEC + g_date_time_get_microsecond (instant);

  return TRUE;
}

static gint64
rem_manual_clock_get_unix_us (RemClock *clock)
{
  RemManualClock *self = REM_MANUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return self->wall_us;
}

static GTimeZone *
rem_manual_clock_dup_time_zone (RemClock *clock)
{
  RemManualClock *self = REM_MANUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return g_time_zone_ref (self->zone);
}

static guint
rem_manual_clock_add_timeout (RemClock *clock,
                              guint milliseconds,
                              GSourceOnceFunc func,
                              gpointer user_data)
{
  RemManualClock *self = REM_MANUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  Timer *timer = g_new0 (Timer, 1);

  timer->id = ++self->last_id;
  timer->due_us = self->steady_us + (gint64) milliseconds * 1000;
  timer->func = func;
  timer->user_data = user_data;
  self->timers = g_list_insert_sorted (self->timers, timer, compare_timers);

  return timer->id;
}

static void
rem_manual_clock_remove_timeout (RemClock *clock, guint id)
{
  RemManualClock *self = REM_MANUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  for (GList *link = self->timers; link != NULL; link = link->next)
    {
      Timer *timer = link->data;

      if (timer->id != id)
        continue;

      self->timers = g_list_delete_link (self->timers, link);
      g_free (timer);
      return;
    }

  g_critical ("There is no timer %u", id);
}

static void
rem_manual_clock_finalize (GObject *object)
{
  RemManualClock *self = REM_MANUAL_CLOCK (object);

  g_list_free_full (self->timers, g_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (rem_manual_clock_parent_class)->finalize (object);
}

static void
rem_manual_clock_class_init (RemManualClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  RemClockClass *clock_class = REM_CLOCK_CLASS (klass);

  object_class->finalize = rem_manual_clock_finalize;
  clock_class->get_unix_us = rem_manual_clock_get_unix_us;
  clock_class->dup_time_zone = rem_manual_clock_dup_time_zone;
  clock_class->add_timeout = rem_manual_clock_add_timeout;
  clock_class->remove_timeout = rem_manual_clock_remove_timeout;
}

static void
rem_manual_clock_init (RemManualClock *self)
{
  g_mutex_init (&self->mutex);
  self->zone = g_time_zone_new_utc ();
}

/**
 * rem_manual_clock_new:
 * @iso_utc: an ISO 8601 instant, such as "2026-11-22T10:00:00Z"
 * @zone: an identifier that g_time_zone_new_identifier() knows, such as "Europe/Madrid"
 *
 * Makes a clock for tests: it stands still until it is told to advance.
 *
 * Returns: (transfer full): a clock
 */
RemManualClock *
rem_manual_clock_new (const char *iso_utc, const char *zone)
{
  g_autoptr (RemManualClock) self = NULL;
  gint64 unix_us = 0;

  g_return_val_if_fail (iso_utc != NULL && parse_instant (iso_utc, &unix_us), NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  self = g_object_new (REM_TYPE_MANUAL_CLOCK, NULL);
  self->wall_us = unix_us;
  rem_manual_clock_set_zone (self, zone);

  return g_steal_pointer (&self);
}

/**
 * rem_manual_clock_advance:
 * @self: a clock
 * @seconds: how far, 0 or more
 *
 * Lets time pass. The timers that come due are called here and now, on the calling thread, in the
 * order of their instants; while one is called the clock tells its instant. A timer that is armed
 * by another one fires too if it comes due on the way. Not to be called from a timer.
 */
void
rem_manual_clock_advance (RemManualClock *self, gint64 seconds)
{
  gint64 target_us = 0;
  Timer *timer = NULL;

  g_return_if_fail (REM_IS_MANUAL_CLOCK (self));
  g_return_if_fail (seconds >= 0);
  g_return_if_fail (!self->is_advancing);

  g_object_ref (self);
  self->is_advancing = TRUE;
  target_us = self->steady_us + seconds * G_USEC_PER_SEC;

  while ((timer = take_due_timer (self, target_us)) != NULL)
    {
      timer->func (timer->user_data);
      g_free (timer);
    }

  g_mutex_lock (&self->mutex);
  self->wall_us += target_us - self->steady_us;
  self->steady_us = target_us;
  g_mutex_unlock (&self->mutex);

  self->is_advancing = FALSE;
  g_object_unref (self);
}

/**
 * rem_manual_clock_set:
 * @self: a clock
 * @iso_utc: an ISO 8601 instant, before or after what the clock tells now
 *
 * Makes the wall clock jump, as when somebody sets the clock of the computer. No timer fires, and
 * each keeps the time that it still had to wait.
 */
void
rem_manual_clock_set (RemManualClock *self, const char *iso_utc)
{
  gint64 unix_us = 0;

  g_return_if_fail (REM_IS_MANUAL_CLOCK (self));
  g_return_if_fail (iso_utc != NULL && parse_instant (iso_utc, &unix_us));

  g_mutex_lock (&self->mutex);
  self->wall_us = unix_us;
  g_mutex_unlock (&self->mutex);
}

/**
 * rem_manual_clock_set_zone:
 * @self: a clock
 * @zone: an identifier that g_time_zone_new_identifier() knows, such as "Pacific/Apia"
 *
 * Takes the person to another zone.
 */
void
rem_manual_clock_set_zone (RemManualClock *self, const char *zone)
{
  g_autoptr (GTimeZone) time_zone = NULL;

  g_return_if_fail (REM_IS_MANUAL_CLOCK (self));
  g_return_if_fail (zone != NULL);

  time_zone = g_time_zone_new_identifier (zone);
  g_return_if_fail (time_zone != NULL);

  g_mutex_lock (&self->mutex);
  g_time_zone_unref (self->zone);
  self->zone = g_steal_pointer (&time_zone);
  g_mutex_unlock (&self->mutex);
}
