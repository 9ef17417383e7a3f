/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"

G_BEGIN_DECLS

/* Invented, gentle content for an empty, throw-away box: what `remember --demo`, the screenshots
 * and some tests show. */

void rem_demo_fill_async (RemContext *context,
                          const char *photo_folder,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean rem_demo_fill_finish (RemContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
