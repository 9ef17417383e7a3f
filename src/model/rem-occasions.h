/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-occasion.h"

G_BEGIN_DECLS

/* What can be done with dates: requests to the box of an open context. All of them fail with
 * %REM_BOX_ERROR_CLOSED when the box is not open. */

RemOccasion *rem_occasions_new_draft (RemContext *context);

void rem_occasions_keep_async (RemContext *context,
                               RemOccasion *occasion,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean rem_occasions_keep_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_occasions_get_async (RemContext *context,
                              const char *uuid,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
RemOccasion *rem_occasions_get_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_occasions_list_async (RemContext *context,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *rem_occasions_list_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_occasions_set_removed_async (RemContext *context,
                                      const char *uuid,
                                      gboolean removed,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
rem_occasions_set_removed_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_occasions_set_skipped_async (RemContext *context,
                                      const char *uuid,
                                      RemDate occurrence,
                                      gboolean skipped,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
rem_occasions_set_skipped_finish (RemContext *context, GAsyncResult *result, GError **error);

/* What a notice stands for: the id that came back with it from remember-reminders. */
void rem_occasions_find_told_async (RemContext *context,
                                    const char *plan_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Returns: (element-type RemOccurrence) (transfer full) */
GPtrArray *
rem_occasions_find_told_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
