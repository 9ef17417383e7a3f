/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-clock.h"

G_BEGIN_DECLS

/**
 * RemAlarm:
 *
 * Wakes at an instant of the wall clock, and whenever the wall clock is set. Not thread-safe.
 */
typedef struct _RemAlarm RemAlarm;

/**
 * RemAlarmFunc:
 * @user_data: what was handed to rem_alarm_new()
 *
 * Called on the main context when it is time to look at the clock.
 */
typedef void (*RemAlarmFunc) (gpointer user_data);

RemAlarm *rem_alarm_new (RemClock *clock, RemAlarmFunc func, gpointer user_data);
void rem_alarm_free (RemAlarm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemAlarm, rem_alarm_free)

void rem_alarm_set (RemAlarm *self, gint64 unix_us);

G_END_DECLS
