/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-clock.h"
#include "rem-fired-record.h"
#include "rem-reminder-plan.h"

G_BEGIN_DECLS

/**
 * RemNotice:
 * @day: the civil day that it belongs to
 * @ids: the entries of the plan that it tells; the first one stands for all
 * @due_unix_s: the instant from which it may be shown
 * @title: the words to show
 * @body: the words to show
 * @is_follow_up: %TRUE if it comes once more after "Later"
 * @has_later: %TRUE if "Later" can still be chosen
 *
 * The one notice of a day.
 */
typedef struct
{
  RemDate day;
  GStrv ids;
  gint64 due_unix_s;
  char *title;
  char *body;
  gboolean is_follow_up;
  gboolean has_later;
} RemNotice;

void rem_notice_free (RemNotice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemNotice, rem_notice_free)

/**
 * RemReminderStep:
 * @withdraws: %TRUE if the notice that is on the screen has to go
 * @notice: (nullable): what has to be shown now
 * @next_look_unix_us: when to look again at the latest; 0 if nothing is to come
 *
 * What has to be done now.
 */
typedef struct
{
  gboolean withdraws;
  RemNotice *notice;
  gint64 next_look_unix_us;
} RemReminderStep;

void rem_reminder_step_free (RemReminderStep *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemReminderStep, rem_reminder_step_free)

/**
 * RemReminderScheduler:
 *
 * Decides what is told and when. It does nothing by itself: whoever owns it looks, acts, and says
 * what was done. Not thread-safe.
 */
typedef struct _RemReminderScheduler RemReminderScheduler;

RemReminderScheduler *rem_reminder_scheduler_new (RemClock *clock, RemFiredRecord *record);
void rem_reminder_scheduler_free (RemReminderScheduler *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemReminderScheduler, rem_reminder_scheduler_free)

void rem_reminder_scheduler_set_plan (RemReminderScheduler *self, RemReminderPlan *plan);
void rem_reminder_scheduler_set_answers (RemReminderScheduler *self, GPtrArray *answers);
RemFiredRecord *rem_reminder_scheduler_get_record (RemReminderScheduler *self);

RemReminderStep *rem_reminder_scheduler_look (RemReminderScheduler *self);
void rem_reminder_scheduler_told (RemReminderScheduler *self, const RemNotice *notice);
void rem_reminder_scheduler_withdrew (RemReminderScheduler *self);

gboolean rem_reminder_scheduler_open (RemReminderScheduler *self, const char *id);
gboolean rem_reminder_scheduler_later (RemReminderScheduler *self, const char *id);
GPtrArray *rem_reminder_scheduler_not_this_year (RemReminderScheduler *self, const char *id);

GPtrArray *rem_reminder_scheduler_list_coming (RemReminderScheduler *self, RemDate until);

G_END_DECLS
