/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RemTimeWatch:
 *
 * Notices what changes the time of day without setting the clock: another time zone, and waking
 * from a sleep. Not thread-safe.
 */
typedef struct _RemTimeWatch RemTimeWatch;

/**
 * RemTimeWatchFunc:
 * @user_data: what was handed to rem_time_watch_new()
 *
 * Called on the main context when it is time to look at the clock.
 */
typedef void (*RemTimeWatchFunc) (gpointer user_data);

RemTimeWatch *rem_time_watch_new (RemTimeWatchFunc func, gpointer user_data);
void rem_time_watch_free (RemTimeWatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemTimeWatch, rem_time_watch_free)

G_END_DECLS
