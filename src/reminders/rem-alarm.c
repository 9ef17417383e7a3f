/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-alarm.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/*
 * A timer of the main loop counts the time that the computer is awake; a reminder waits for a time
 * of day. So this is a timerfd on the wall clock of the computer: it comes due on time after a
 * sleep, and the kernel makes it readable as well when the clock is set (TFD_TIMER_CANCEL_ON_SET).
 * In both cases whoever waits looks at the clock again and sets the alarm anew.
 *
 * It belongs to the clocks of rem-clock.h: the instant to wait for is one of RemClock, which may
 * run apart from the clock of the computer, so the time still to wait is what is carried over.
 *
 * Where the kernel has no timerfd, the clock's own timer wakes, at least once an hour.
 */

#define IDLE_US     ((gint64) 365 * 24 * 60 * 60 * G_USEC_PER_SEC)
#define FALLBACK_MS (60 * 60 * 1000)

struct _RemAlarm
{
  RemClock *clock;
  RemAlarmFunc func;
  gpointer user_data;
  int fd;           /* -1 without timerfd */
  guint source_id;  /* watches fd */
  guint timeout_id; /* of the clock, without timerfd */
};

static gboolean
timer_ready_cb (int fd, GIOCondition condition, gpointer user_data)
{
  RemAlarm *self = user_data;
  guint64 n_expirations = 0;

  /* It fails with ECANCELED after the clock was set; either way it is time to look. */
  if (read (fd, &n_expirations, sizeof n_expirations) >= 0 || errno == ECANCELED)
    self->func (self->user_data);

  return G_SOURCE_CONTINUE;
}

static void
timeout_cb (gpointer user_data)
{
  RemAlarm *self = user_data;

  self->timeout_id = 0;
  self->func (self->user_data);
}

static gint64
get_real_us (void)
{
  struct timespec now = { 0 };

  clock_gettime (CLOCK_REALTIME, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
arm_timer (RemAlarm *self, gint64 wait_us)
{
  gint64 due_us = get_real_us () + wait_us;
  struct itimerspec due = {
    .it_value = { .tv_sec = due_us / G_USEC_PER_SEC, .tv_nsec = (due_us % G_USEC_PER_SEC) * 1000 },
  };

  return self->fd >= 0 &&
         timerfd_settime (self->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &due, NULL) == 0;
}

/**
 * rem_alarm_new:
 * @clock: the clock whose instants are waited for
 * @func: called each time that it is time to look at the clock
 * @user_data: handed to @func
 *
 * Makes an alarm on the main context. It tells at once when the clock of the computer is set, also
 * before rem_alarm_set() is called.
 *
 * Returns: (transfer full): an alarm
 */
RemAlarm *
rem_alarm_new (RemClock *clock, RemAlarmFunc func, gpointer user_data)
{
  RemAlarm *self = NULL;

  g_return_val_if_fail (REM_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (RemAlarm, 1);
  self->clock = g_object_ref (clock);
  self->func = func;
  self->user_data = user_data;
  self->fd = timerfd_create (CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->fd >= 0)
    self->source_id = g_unix_fd_add (self->fd, G_IO_IN, timer_ready_cb, self);
  rem_alarm_set (self, 0);

  return self;
}

/**
 * rem_alarm_free:
 * @self: (transfer full): an alarm
 *
 * May be called from its own function.
 */
void
rem_alarm_free (RemAlarm *self)
{
  g_return_if_fail (self != NULL);

  if (self->timeout_id != 0)
    rem_clock_remove_timeout (self->clock, self->timeout_id);
  g_clear_handle_id (&self->source_id, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->clock);
  g_free (self);
}

/**
 * rem_alarm_set:
 * @self: an alarm
 * @unix_us: the instant to wait for, in microseconds since 1970-01-01T00:00:00Z; 0 for none
 *
 * Waits for @unix_us instead of what was waited for before. An instant that is over comes at once.
 */
void
rem_alarm_set (RemAlarm *self, gint64 unix_us)
{
  gint64 wait_us = IDLE_US;

  g_return_if_fail (self != NULL);

  if (unix_us != 0)
    wait_us = CLAMP (unix_us - rem_clock_get_unix_us (self->clock), 0, IDLE_US);

  if (self->timeout_id != 0)
    rem_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = 0;

  if (!arm_timer (self, wait_us))
    self->timeout_id =
        rem_clock_add_timeout (self->clock, (guint) MIN (wait_us / 1000 + 1, FALLBACK_MS),
                               timeout_cb, self);
}
