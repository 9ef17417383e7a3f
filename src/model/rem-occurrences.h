/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-occurrence.h"

G_BEGIN_DECLS

void rem_occurrences_list_async (RemContext *context,
                                 const char *uuid,
                                 RemDate from,
                                 RemDate until,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *rem_occurrences_list_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
