/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

/**
 * RemBoxMergeReport:
 * @counts: how many keepsakes of each kind came new, by #RemKeepsakeKind
 * @n_others: how many other things came new: people, dates, rituals and so on
 * @n_changed: how many things were changed only there, and are now as they are there
 * @n_twice: how many things were changed on both sides, and are here twice
 * @n_mended: how many files were damaged or missing here, and are whole now
 * @missing: (element-type utf8): the uuids of the attachments whose files the other box had lost
 * @snapshot: (nullable): the name of the earlier state from before; %NULL for a preview
 *
 * What bringing in another box did, or would do.
 */
typedef struct
{
  guint64 counts[8];
  guint64 n_others;
  guint64 n_changed;
  guint64 n_twice;
  guint64 n_mended;
  GPtrArray *missing;
  char *snapshot;
} RemBoxMergeReport;

void rem_box_merge_report_free (RemBoxMergeReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemBoxMergeReport, rem_box_merge_report_free)

gboolean rem_box_is_same (RemBox *self, const char *other_path, gboolean *same_out, GError **error);
RemBoxMergeReport *rem_box_merge (RemBox *self,
                                  const char *other_path,
                                  RemSlotType type,
                                  RemSecret *secret,
                                  gboolean preview,
                                  RemBoxProgress progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GError **error);
void rem_box_merge_async (RemBox *self,
                          const char *other_path,
                          RemSlotType type,
                          RemSecret *secret,
                          gboolean preview,
                          RemBoxProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
RemBoxMergeReport *rem_box_merge_finish (RemBox *self, GAsyncResult *result, GError **error);

G_END_DECLS
