/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"

G_BEGIN_DECLS

/* What was removed stays until somebody wishes it gone. */

void rem_bin_empty_async (RemContext *context,
                          gboolean earlier_too,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean rem_bin_empty_finish (RemContext *context,
                               GAsyncResult *result,
                               gboolean *held_out,
                               GError **error);

G_END_DECLS
