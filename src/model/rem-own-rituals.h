/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-ritual.h"

G_BEGIN_DECLS

/* Rituals that somebody made up: requests to the box of an open context. All of them fail with
 * %REM_BOX_ERROR_CLOSED when the box is not open. */

RemRitual *rem_own_rituals_new_draft (RemContext *context);

void rem_own_rituals_keep_async (RemContext *context,
                                 RemRitual *ritual,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean rem_own_rituals_keep_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_own_rituals_set_removed_async (RemContext *context,
                                        RemRitual *ritual,
                                        gboolean removed,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
rem_own_rituals_set_removed_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_own_rituals_list_async (RemContext *context,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *rem_own_rituals_list_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
