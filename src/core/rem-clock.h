/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rem-date.h"

G_BEGIN_DECLS

#define REM_TYPE_CLOCK (rem_clock_get_type ())
G_DECLARE_DERIVABLE_TYPE (RemClock, rem_clock, REM, CLOCK, GObject)

/**
 * RemClockClass:
 * @get_unix_us: microseconds since 1970-01-01T00:00:00Z
 * @dup_time_zone: (transfer full): the zone the person is in now
 * @add_timeout: arms a one-shot timer on the thread-default main context
 * @remove_timeout: disarms a timer that has not fired
 *
 * The only reader of time and the only maker of timers in the program.
 */
struct _RemClockClass
{
  GObjectClass parent_class;

  gint64 (*get_unix_us) (RemClock *self);
  GTimeZone *(*dup_time_zone) (RemClock *self);
  guint (*add_timeout) (RemClock *self,
                        guint milliseconds,
                        GSourceOnceFunc func,
                        gpointer user_data);
  void (*remove_timeout) (RemClock *self, guint id);
};

gint64 rem_clock_get_unix_us (RemClock *self);
GTimeZone *rem_clock_dup_time_zone (RemClock *self);
GDateTime *rem_clock_dup_now (RemClock *self);
RemDate rem_clock_get_today (RemClock *self);
guint rem_clock_add_timeout (RemClock *self,
                             guint milliseconds,
                             GSourceOnceFunc func,
                             gpointer user_data);
void rem_clock_remove_timeout (RemClock *self, guint id);

G_END_DECLS
