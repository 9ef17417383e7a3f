/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-helper.h"

G_BEGIN_DECLS

/* What can be done with those who help: requests to the box of an open context. All of them fail
 * with %REM_BOX_ERROR_CLOSED when the box is not open. */

RemHelper *rem_helpers_new_draft (RemContext *context, RemHelperKind kind);

void rem_helpers_keep_async (RemContext *context,
                             RemHelper *helper,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean rem_helpers_keep_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_helpers_set_removed_async (RemContext *context,
                                    RemHelper *helper,
                                    gboolean removed,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean rem_helpers_set_removed_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_helpers_list_async (RemContext *context,
                             RemHelperKind kind,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GPtrArray *rem_helpers_list_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
