/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database-private.h"
#include "rem-salvage-pages.h"

G_BEGIN_DECLS

/**
 * RemSalvageCounts:
 * @n_rows: how many rows were copied
 * @n_lost_rows: how many were seen of which a part is lost
 * @first_page_lost: whether the page that tells where every table begins is lost
 *
 * What was found in the pages of a damaged database.
 */
typedef struct
{
  guint64 n_rows;
  guint64 n_lost_rows;
  gboolean first_page_lost;
} RemSalvageCounts;

gboolean rem_salvage_rows_copy (RemSalvagePages *pages,
                                RemDatabase *target,
                                RemDatabase *model,
                                gint64 now_us,
                                RemSalvageCounts *counts,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
