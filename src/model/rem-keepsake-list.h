/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-context.h"
#include "rem-keepsake-filter.h"
#include "rem-keepsake-item.h"

G_BEGIN_DECLS

#define REM_TYPE_KEEPSAKE_LIST (rem_keepsake_list_get_type ())

/**
 * RemKeepsakeList:
 *
 * A live #GListModel of #RemKeepsakeItem: holds row ids, reads rows around what is asked for, and
 * follows the box; empty while it is locked. Property "busy". Main thread.
 */
G_DECLARE_FINAL_TYPE (RemKeepsakeList, rem_keepsake_list, REM, KEEPSAKE_LIST, GObject)

RemKeepsakeList *rem_keepsake_list_new (RemContext *context);

const RemKeepsakeFilter *rem_keepsake_list_get_filter (RemKeepsakeList *self);
void rem_keepsake_list_set_filter (RemKeepsakeList *self, const RemKeepsakeFilter *filter);
void rem_keepsake_list_set_words (RemKeepsakeList *self, const char *words);
int rem_keepsake_list_get_sort_day (RemKeepsakeList *self, guint position);
void rem_keepsake_list_set_removed (RemKeepsakeList *self, gboolean removed);
gboolean rem_keepsake_list_is_busy (RemKeepsakeList *self);

G_END_DECLS
