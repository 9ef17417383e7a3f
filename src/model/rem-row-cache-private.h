/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-clock.h"
#include "rem-keepsake-item-private.h"

G_BEGIN_DECLS

/**
 * RemRowCache:
 *
 * The rows that a #RemKeepsakeList has read of late, and the items that somebody holds of it. Main
 * thread.
 */
typedef struct _RemRowCache RemRowCache;

RemRowCache *rem_row_cache_new (RemClock *clock);
void rem_row_cache_free (RemRowCache *self);

RemKeepsakeItem *rem_row_cache_get_item (RemRowCache *self, gint64 rowid);
gboolean rem_row_cache_is_wanted (RemRowCache *self, gint64 rowid);
void rem_row_cache_set_asked (RemRowCache *self, gint64 rowid);
void rem_row_cache_add (RemRowCache *self, GPtrArray *page);
void rem_row_cache_outdate (RemRowCache *self);
void rem_row_cache_list_wanted (RemRowCache *self, GArray *rowids, guint limit);
void rem_row_cache_forget (RemRowCache *self);

G_END_DECLS
