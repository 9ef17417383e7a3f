/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-ritual-held.h"

G_BEGIN_DECLS

/* What was written about rituals: requests to the box of an open context. All of them fail with
 * %REM_BOX_ERROR_CLOSED when the box is not open. */

RemRitualHeld *rem_rituals_new_held (RemContext *context,
                                     const char *ritual,
                                     const char *occasion,
                                     const char *words);

void rem_rituals_keep_held_async (RemContext *context,
                                  RemRitualHeld *held,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean rem_rituals_keep_held_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_rituals_set_held_removed_async (RemContext *context,
                                         RemRitualHeld *held,
                                         gboolean removed,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
rem_rituals_set_held_removed_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_rituals_list_held_async (RemContext *context,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *rem_rituals_list_held_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
