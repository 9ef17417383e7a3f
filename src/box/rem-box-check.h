/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box.h"

G_BEGIN_DECLS

/**
 * RemBoxReport:
 * @whole: nothing is damaged
 * @damaged: (element-type utf8): what is damaged: "database", "index", "keys", or an attachment's
 * uuid
 * @damaged_keepsakes: (element-type utf8): for each of @damaged, the uuid of the keepsake that the
 *   attachment belongs to, or ""
 * @counts: how many keepsakes of each kind were read, by #RemKeepsakeKind
 * @n_attachments: how many files of keepsakes there should be
 * @n_pages: how many pages the database has
 *
 * What a check of the whole box found.
 */
typedef struct
{
  gboolean whole;
  GPtrArray *damaged;
  GPtrArray *damaged_keepsakes;
  guint64 counts[8];
  guint64 n_attachments;
  guint64 n_pages;
} RemBoxReport;

/**
 * RemBoxCheckWay:
 * @REM_BOX_CHECK_WHOLE: read everything
 * @REM_BOX_CHECK_QUICK: leave out the files of keepsakes
 * @REM_BOX_CHECK_GENTLY: read everything, slowly, so that nobody notices
 *
 * How a box is checked.
 */
typedef enum
{
  REM_BOX_CHECK_WHOLE,
  REM_BOX_CHECK_QUICK,
  REM_BOX_CHECK_GENTLY,
} RemBoxCheckWay;

void rem_box_report_free (RemBoxReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemBoxReport, rem_box_report_free)

gpointer rem_box_check_func (RemDatabase *database,
                             RemObjectStore *objects,
                             gpointer quick,
                             GCancellable *cancellable,
                             GError **error);

RemBoxReport *rem_box_check (RemBox *self,
                             RemBoxCheckWay way,
                             RemBoxProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GError **error);
void rem_box_check_async (RemBox *self,
                          RemBoxCheckWay way,
                          RemBoxProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
RemBoxReport *rem_box_check_finish (RemBox *self, GAsyncResult *result, GError **error);

G_END_DECLS
