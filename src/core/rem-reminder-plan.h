/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rem-date.h"

G_BEGIN_DECLS

/** The most entries that a plan holds: more than ten years of one a day. */
#define REM_REMINDER_PLAN_MAX_ENTRIES 4096

/** The longest title and the longest body of an entry, in characters. */
#define REM_REMINDER_PLAN_MAX_TITLE 120
#define REM_REMINDER_PLAN_MAX_BODY  480

#define REM_TYPE_REMINDER_PLAN (rem_reminder_plan_get_type ())

/**
 * RemPlanEntry:
 * @id: opaque, of [0-9a-f], 1 to 64 characters; tells nothing of the date it stands for. The same
 *   reminder of the same occurrence keeps it whenever the plan is written again
 * @date: the civil day on which it is told
 * @hour: 0 to 23, wall-clock time where the person is then
 * @minute: 0 to 59
 * @title: the words to show, in the person's language
 * @body: the words to show, in the person's language
 * @about: (nullable): opaque, of the form of @id; entries with the same one speak of the same
 *   occurrence and fall silent together after "Not this year". %NULL: of nothing else
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
  char *about;
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
gsize rem_reminder_plan_find_first_on (RemReminderPlan *self, RemDate date);
const RemPlanEntry *rem_reminder_plan_find_id (RemReminderPlan *self, const char *id);

gboolean rem_reminder_plan_is_id (const char *text);
char *rem_reminder_plan_build_default_path (void);

G_END_DECLS
