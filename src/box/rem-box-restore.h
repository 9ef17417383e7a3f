/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box-copy.h"

G_BEGIN_DECLS

RemBoxCopyReport *rem_box_restore (const char *box_path,
                                   const char *snapshot,
                                   RemSlotType type,
                                   RemSecret *secret,
                                   const char *destination,
                                   RemBoxProgress progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GError **error);
void rem_box_restore_async (RemBox *self,
                            const char *snapshot,
                            const char *destination,
                            RemBoxProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
RemBoxCopyReport *rem_box_restore_finish (RemBox *self, GAsyncResult *result, GError **error);

G_END_DECLS
