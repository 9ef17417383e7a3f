/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box-tables.h"

G_BEGIN_DECLS

/**
 * RemMergeCounts:
 * @kinds: new keepsakes, by #RemKeepsakeKind
 * @n_new: all new rows that people see, keepsakes and others
 * @n_changed: rows that were changed only there, and were taken over
 * @n_twice: rows that were changed on both sides, and are kept twice
 * @changes: which tables were written, of #RemBoxChange
 *
 * What a merge did, or would do.
 */
typedef struct
{
  guint64 kinds[8];
  guint64 n_new;
  guint64 n_changed;
  guint64 n_twice;
  guint changes;
} RemMergeCounts;

/**
 * RemMerge:
 * @ours: the database that takes, inside a transaction
 * @theirs: the database that gives, with the same schema
 * @is_same_box: whether both come from one box; another box's settings are not taken
 * @is_salvage: rows of @ours stay as they are, and get whatever parts they have lost
 * @is_preview: whether the transaction will be rolled back: the search index is left alone
 * @base_us: until when both were the same, or 0 if that is not known
 * @objects: (nullable): names of their sealed files, to those of ours
 * @counts: what was done
 *
 * One merge.
 */
typedef struct
{
  RemDatabase *ours;
  RemDatabase *theirs;
  gboolean is_same_box;
  gboolean is_salvage;
  gboolean is_preview;
  gint64 base_us;
  GHashTable *objects;
  RemMergeCounts counts;
} RemMerge;

gboolean rem_merge_run (RemMerge *self, GCancellable *cancellable, GError **error);

G_END_DECLS
