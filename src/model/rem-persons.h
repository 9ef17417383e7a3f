/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-person.h"

G_BEGIN_DECLS

/* What can be done with those who are remembered: requests to the box of an open context. All of
 * them fail with %REM_BOX_ERROR_CLOSED when the box is not open. */

RemPerson *rem_persons_new_draft (RemContext *context, const char *name);

void rem_persons_keep_async (RemContext *context,
                             RemPerson *person,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean rem_persons_keep_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_persons_list_async (RemContext *context,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
void rem_persons_remove_async (RemContext *context,
                               const char *uuid,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
void rem_persons_restore_async (RemContext *context,
                                const char *uuid,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void rem_persons_set_order_async (RemContext *context,
                                  const char *const *uuids,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean rem_persons_change_finish (RemContext *context, GAsyncResult *result, GError **error);
/* Returns: (element-type RemPerson) (transfer full) */
GPtrArray *rem_persons_list_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
