/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-reminder-scheduler.h"

G_BEGIN_DECLS

/**
 * RemReminderState:
 *
 * The scheduler and the files that it lives from. Not thread-safe.
 */
typedef struct _RemReminderState RemReminderState;

RemReminderState *rem_reminder_state_new (RemClock *clock, const char *plan_path);
void rem_reminder_state_free (RemReminderState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemReminderState, rem_reminder_state_free)

const char *rem_reminder_state_get_folder (RemReminderState *self);
RemReminderScheduler *rem_reminder_state_get_scheduler (RemReminderState *self);
gboolean rem_reminder_state_is_read_from (RemReminderState *self, const char *name);

void rem_reminder_state_reload (RemReminderState *self);
void rem_reminder_state_save (RemReminderState *self);
void rem_reminder_state_not_this_year (RemReminderState *self, const char *id);

G_END_DECLS
