/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-idle-watch.h"

/* Notes: each movement of a hand only writes down when it was. One timer at a time looks, when the
 * whole time could have gone by, and is armed anew for what is left of it. A clock that was set
 * back makes the time begin again; one that went ahead, or a computer that slept, ends it. */

#define US_A_MINUTE (60 * G_USEC_PER_SEC)
#define AGAIN_MS    60000

struct _RemIdleWatch
{
  GObject parent_instance;

  RemClock *clock;
  guint minutes; /* 0 never */
  gint64 last_us;
  guint timer;
};

enum
{
  SIGNAL_IDLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemIdleWatch, rem_idle_watch, G_TYPE_OBJECT)

static void timer_cb (gpointer user_data);

static void
disarm (RemIdleWatch *self)
{
  if (self->timer != 0)
    rem_clock_remove_timeout (self->clock, self->timer);
  self->timer = 0;
}

static void
arm (RemIdleWatch *self, guint milliseconds)
{
  disarm (self);
  self->timer = rem_clock_add_timeout (self->clock, milliseconds, timer_cb, self);
}

static void
timer_cb (gpointer user_data)
{
  g_autoptr (RemIdleWatch) self = g_object_ref (user_data);
  gint64 now_us = rem_clock_get_unix_us (self->clock);
  gint64 left_us;

  self->timer = 0;
  self->last_us = MIN (self->last_us, now_us);
  left_us = self->last_us + self->minutes * US_A_MINUTE - now_us;
  if (left_us > 0)
    {
      arm (self, (guint) (left_us / 1000) + 1);
      return;
    }
  arm (self, AGAIN_MS);
  g_signal_emit (self, signals[SIGNAL_IDLE], 0);
}

static void
rem_idle_watch_dispose (GObject *object)
{
  RemIdleWatch *self = REM_IDLE_WATCH (object);

  if (self->clock != NULL)
    disarm (self);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (rem_idle_watch_parent_class)->dispose (object);
}

static void
rem_idle_watch_class_init (RemIdleWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rem_idle_watch_dispose;

  /**
   * RemIdleWatch::idle:
   * @self: a watch
   *
   * Nobody was there for as long as was chosen.
   */
  signals[SIGNAL_IDLE] = g_signal_new ("idle", REM_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
rem_idle_watch_init (RemIdleWatch *self)
{
}

/**
 * rem_idle_watch_new:
 * @clock: the clock
 *
 * Returns: (transfer full): a watch that rests until it is told how long to wait
 */
RemIdleWatch *
rem_idle_watch_new (RemClock *clock)
{
  RemIdleWatch *self;

  g_return_val_if_fail (REM_IS_CLOCK (clock), NULL);

  self = g_object_new (REM_TYPE_IDLE_WATCH, NULL);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * rem_idle_watch_set_minutes:
 * @self: a watch
 * @minutes: after how long it tells, or 0 to rest
 *
 * The time begins now.
 */
void
rem_idle_watch_set_minutes (RemIdleWatch *self, guint minutes)
{
  g_return_if_fail (REM_IS_IDLE_WATCH (self));

  self->minutes = MIN (minutes, 24 * 60);
  disarm (self);
  rem_idle_watch_note_presence (self);
  if (self->minutes > 0)
    arm (self, self->minutes * 60000);
}

/**
 * rem_idle_watch_note_presence:
 * @self: a watch
 *
 * Somebody is there: a key, a hand on the mouse. Costs nothing.
 */
void
rem_idle_watch_note_presence (RemIdleWatch *self)
{
  g_return_if_fail (REM_IS_IDLE_WATCH (self));

  self->last_us = rem_clock_get_unix_us (self->clock);
}
