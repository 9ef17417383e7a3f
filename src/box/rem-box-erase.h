/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

gboolean rem_box_erase_objects (RemBox *self,
                                GHashTable *names,
                                gboolean earlier_too,
                                gboolean *held_out,
                                GCancellable *cancellable,
                                GError **error);
void rem_box_erase_objects_async (RemBox *self,
                                  GHashTable *names,
                                  gboolean earlier_too,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean rem_box_erase_objects_finish (RemBox *self,
                                       GAsyncResult *result,
                                       gboolean *held_out,
                                       GError **error);

G_END_DECLS
