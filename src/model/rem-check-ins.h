/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-check-in.h"
#include "rem-context.h"

G_BEGIN_DECLS

/* How somebody is, and was: requests to the box of an open context. All of them fail with
 * %REM_BOX_ERROR_CLOSED when the box is not open. */

RemCheckIn *rem_check_ins_new_draft (RemContext *context);

void rem_check_ins_keep_async (RemContext *context,
                               RemCheckIn *check_in,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean rem_check_ins_keep_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_check_ins_set_removed_async (RemContext *context,
                                      RemCheckIn *check_in,
                                      gboolean removed,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
rem_check_ins_set_removed_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_check_ins_list_async (RemContext *context,
                               const char *words,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *rem_check_ins_list_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
