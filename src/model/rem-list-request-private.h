/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-keepsake-filter.h"
#include "rem-keepsake-store.h"

G_BEGIN_DECLS

/* What a #RemKeepsakeList asks of the box of an open context. Both fail with
 * %REM_BOX_ERROR_CLOSED when it is not open. */

/* @filter: copied. @limit: for a first look at so many, which is quick, or 0 for all. */
void rem_list_request_query_async (RemContext *context,
                                   const RemKeepsakeFilter *filter,
                                   gboolean is_removed,
                                   guint limit,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Returns: (transfer full) (element-type gint64): row ids, and the day of each (of gint32) */
GArray *rem_list_request_query_finish (RemContext *context,
                                       GAsyncResult *result,
                                       GArray **days_out,
                                       GError **error);

void rem_list_request_rows_async (RemContext *context,
                                  GArray *rowids,
                                  const char *words,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) (element-type RemKeepsakeRow): the rows that are still there */
GPtrArray *rem_list_request_rows_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
