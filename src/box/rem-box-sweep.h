/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

gboolean
rem_box_sweep (RemBox *self, gint64 last_copy_us, GCancellable *cancellable, GError **error);
void rem_box_sweep_async (RemBox *self,
                          gint64 last_copy_us,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean rem_box_sweep_finish (RemBox *self, GAsyncResult *result, GError **error);

G_END_DECLS
