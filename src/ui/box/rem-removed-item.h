/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-removed-words.h"

G_BEGIN_DECLS

#define REM_TYPE_REMOVED_ITEM (rem_removed_item_get_type ())

/**
 * RemRemovedItem:
 *
 * Words that were removed, as an item of a list.
 */
G_DECLARE_FINAL_TYPE (RemRemovedItem, rem_removed_item, REM, REMOVED_ITEM, GObject)

RemRemovedItem *rem_removed_item_new (const RemRemovedWords *words);

char *rem_removed_item_build_overline (RemRemovedItem *self);
char *rem_removed_item_build_title (RemRemovedItem *self);
void rem_removed_item_put_back (RemRemovedItem *self,
                                RemContext *context,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

G_END_DECLS
