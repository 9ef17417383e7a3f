/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rem-date.h"

G_BEGIN_DECLS

#define REM_TYPE_REMINDER_PLAN (rem_reminder_plan_get_type ())

/**
 * RemPlanEntry:
 * @id: opaque, of [0-9a-f], 1 to 64 characters; tells nothing of the date it stands for
 * @date: the civil day on which it is told
 * @hour: 0 to 23, wall-clock time where the person is then
 * @minute: 0 to 59
 * @title: the words to show, in the person's language
 * @body: the words to show, in the person's language
 *
 * One thing to say, and when.
 */
typedef struct
{
  char *id;
  RemDate date;
  guint8 hour;
  guint8 minute;
  char *title;
  char *body;
} RemPlanEntry;

/**
 * RemReminderPlan:
 *
 * What remember-reminders may say in the coming two years, in order of time. It holds nothing
 * else, so that reminders come while the box is locked and the file gives nothing away.
 * Immutable and reference counted. Any thread.
 */
typedef struct _RemReminderPlan RemReminderPlan;

GType rem_reminder_plan_get_type (void);

RemReminderPlan *rem_reminder_plan_new (const RemPlanEntry *entries, gsize n_entries);
RemReminderPlan *rem_reminder_plan_load (const char *path, GError **error);
RemReminderPlan *rem_reminder_plan_ref (RemReminderPlan *self);
void rem_reminder_plan_unref (RemReminderPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemReminderPlan, rem_reminder_plan_unref)

gboolean rem_reminder_plan_save (RemReminderPlan *self, const char *path, GError **error);
gsize rem_reminder_plan_get_n_entries (RemReminderPlan *self);
const RemPlanEntry *rem_reminder_plan_get_entry (RemReminderPlan *self, gsize index);

char *rem_reminder_plan_build_default_path (void);

G_END_DECLS
