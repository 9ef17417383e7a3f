/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rem-clock.h"

G_BEGIN_DECLS

#define REM_TYPE_IDLE_WATCH (rem_idle_watch_get_type ())

/**
 * RemIdleWatch:
 *
 * Notices that nobody is there. Signal "idle" (no argument): the time has gone by; it comes again
 * a minute later, unless somebody came or it was told to rest. Main thread.
 */
G_DECLARE_FINAL_TYPE (RemIdleWatch, rem_idle_watch, REM, IDLE_WATCH, GObject)

RemIdleWatch *rem_idle_watch_new (RemClock *clock);
void rem_idle_watch_set_minutes (RemIdleWatch *self, guint minutes);
void rem_idle_watch_note_presence (RemIdleWatch *self);

G_END_DECLS
