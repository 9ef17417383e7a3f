/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database.h"
#include "rem-reminder-plan.h"
#include "rem-reminder-settings.h"
#include "rem-telling-private.h"

G_BEGIN_DECLS

/**
 * RemPlanWords:
 *
 * What reminders say, in the language of the program. Worker thread.
 */
typedef struct _RemPlanWords RemPlanWords;

RemPlanWords *
rem_plan_words_new (RemDatabase *database, RemReminderSettings *settings, GError **error);
void rem_plan_words_free (RemPlanWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemPlanWords, rem_plan_words_free)

void rem_plan_words_write (RemPlanWords *self, const RemTelling *telling, RemPlanEntry *entry);
void rem_plan_words_mark_last (RemPlanEntry *entry);

G_END_DECLS
