/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-clock.h"
#include "rem-database.h"
#include "rem-reminder-plan.h"
#include "rem-reminder-settings.h"

G_BEGIN_DECLS

/** The setting that holds #RemReminderSettings. */
#define REM_PLAN_SETTINGS_KEY "reminders"

/**
 * RemPlanRequest:
 * @path: (nullable): where the plan lies that was written before
 * @today: the day
 * @now_minutes: the time of day, in minutes
 *
 * What a plan depends on besides the box.
 */
typedef struct
{
  char *path;
  RemDate today;
  guint now_minutes;
} RemPlanRequest;

RemPlanRequest *rem_plan_request_new (const char *path, RemClock *clock);
void rem_plan_request_free (gpointer data);

RemReminderPlan *
rem_plan_build (RemDatabase *database, const RemPlanRequest *request, GError **error);
RemReminderSettings *rem_plan_load_settings (RemDatabase *database, GError **error);

G_END_DECLS
