/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"

G_BEGIN_DECLS

/* Saving what can be read of a damaged box, while it is locked. */

void rem_salvage_async (RemContext *context,
                        RemSlotType type,
                        RemSecret *secret,
                        const char *copy,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
char *
rem_salvage_finish (RemContext *context, GAsyncResult *result, char **place_out, GError **error);

void rem_salvage_settle_async (RemContext *context,
                               const char *place,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
char *rem_salvage_settle_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
