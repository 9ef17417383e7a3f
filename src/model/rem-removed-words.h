/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-removed-store.h"

G_BEGIN_DECLS

/* Words without files that were removed, and can be put back: requests to the box of an open
 * context. All of them fail with %REM_BOX_ERROR_CLOSED when the box is not open. */

void rem_removed_words_list_async (RemContext *context,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *
rem_removed_words_list_finish (RemContext *context, GAsyncResult *result, GError **error);
void rem_removed_words_put_back_async (RemContext *context,
                                       RemRemovedKind kind,
                                       const char *uuid,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
rem_removed_words_put_back_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
