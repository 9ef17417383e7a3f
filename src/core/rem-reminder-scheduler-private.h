/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-reminder-scheduler.h"

G_BEGIN_DECLS

struct _RemReminderScheduler
{
  RemClock *clock;
  RemFiredRecord *record;
  RemReminderPlan *plan;
  GHashTable *silent_ids;    /* entries that were answered "Not this year" */
  GHashTable *silent_abouts; /* and what they spoke of */
};

gint64 rem_reminder_scheduler_get_now (RemReminderScheduler *self);

G_END_DECLS
