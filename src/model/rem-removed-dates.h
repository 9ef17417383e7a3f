/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"

G_BEGIN_DECLS

void rem_removed_dates_list_async (RemContext *context,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *
rem_removed_dates_list_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
