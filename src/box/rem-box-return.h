/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

gboolean
rem_box_return_to (RemBox *self, const char *snapshot, GCancellable *cancellable, GError **error);
void rem_box_return_to_async (RemBox *self,
                              const char *snapshot,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean rem_box_return_to_finish (RemBox *self, GAsyncResult *result, GError **error);

G_END_DECLS
