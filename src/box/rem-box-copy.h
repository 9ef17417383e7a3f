/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

/**
 * RemBoxCopyReport:
 * @place: the folder of the copy, which is a box by itself
 * @counts: how many keepsakes of each kind it holds, by #RemKeepsakeKind
 * @n_attachments: how many files of keepsakes it should hold
 * @n_new_objects: how many of them were copied now
 * @missing: (element-type utf8): the uuids of those that it does not hold, since the box has lost
 *   them or holds them damaged
 * @n_generations: how many states of the box it holds, the newest among them
 *
 * What a copy was found to hold when it was read back.
 */
typedef struct
{
  char *place;
  guint64 counts[8];
  guint64 n_attachments;
  guint64 n_new_objects;
  GPtrArray *missing;
  guint n_generations;
} RemBoxCopyReport;

void rem_box_copy_report_free (RemBoxCopyReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemBoxCopyReport, rem_box_copy_report_free)

RemBoxCopyReport *rem_box_copy (RemBox *self,
                                const char *destination,
                                RemBoxProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GError **error);
void rem_box_copy_async (RemBox *self,
                         const char *destination,
                         RemBoxProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
RemBoxCopyReport *rem_box_copy_finish (RemBox *self, GAsyncResult *result, GError **error);

G_END_DECLS
