/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-occasion.h"
#include "rem-reminder-scheduler.h"
#include "rem-reminder-settings.h"

G_BEGIN_DECLS

/* What was chosen for all reminders, and what they will say. Requests to the box of an open
 * context. All of them fail with REM_BOX_ERROR_CLOSED when no box is open. Main thread. */

void rem_reminders_get_settings_async (RemContext *context,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
RemReminderSettings *
rem_reminders_get_settings_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_reminders_set_settings_async (RemContext *context,
                                       RemReminderSettings *settings,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
rem_reminders_set_settings_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_reminders_set_own_words_async (RemContext *context,
                                        const char *uuid,
                                        const char *words,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
rem_reminders_set_own_words_finish (RemContext *context, GAsyncResult *result, GError **error);

void rem_reminders_list_coming_async (RemContext *context,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *rem_reminders_list_coming_finish (RemContext *context,
                                             GAsyncResult *result,
                                             int n_days,
                                             GError **error);
void rem_reminders_list_gone_by_async (RemContext *context,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *
rem_reminders_list_gone_by_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_reminders_preview_async (RemContext *context,
                                  RemOccasion *occasion,
                                  const char *words,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
RemNotice *rem_reminders_preview_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
