/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

/**
 * RemBoxReport:
 * @whole: nothing is damaged
 * @damaged: (element-type utf8): what is damaged: "database", "index", or an attachment's uuid
 * @n_letters..: how many of each kind were read
 *
 * What a check of the whole box found.
 */
typedef struct
{
  gboolean whole;
  GPtrArray *damaged;
  guint64 counts[8]; /* by RemKeepsakeKind */
  guint64 n_attachments;
  guint64 n_pages;
} RemBoxReport;

void rem_box_report_free (RemBoxReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemBoxReport, rem_box_report_free)

gpointer rem_box_check_func (RemDatabase *database,
                             RemObjectStore *objects,
                             gpointer quick,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
