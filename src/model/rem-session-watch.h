/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define REM_TYPE_SESSION_WATCH (rem_session_watch_get_type ())

/**
 * RemSessionWatch:
 *
 * Hears from the desktop that the screen is locked, that another person takes over, or that the
 * computer goes to sleep. Signal "leaving" (no argument). Where a service or a whole bus is not
 * there, that part stays silent. Main thread.
 */
G_DECLARE_FINAL_TYPE (RemSessionWatch, rem_session_watch, REM, SESSION_WATCH, GObject)

RemSessionWatch *rem_session_watch_new (void);
void rem_session_watch_set_delays_sleep (RemSessionWatch *self, gboolean delays);

G_END_DECLS
