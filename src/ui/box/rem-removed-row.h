/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-keepsake-item.h"
#include "rem-removed-item.h"

G_BEGIN_DECLS

#define REM_TYPE_REMOVED_ROW (rem_removed_row_get_type ())

/**
 * RemRemovedRow:
 *
 * A keepsake or words that were removed, with the way to put them back.
 */
G_DECLARE_FINAL_TYPE (RemRemovedRow, rem_removed_row, REM, REMOVED_ROW, GtkWidget)

GtkWidget *rem_removed_row_new (void);

void rem_removed_row_set_item (RemRemovedRow *self, RemKeepsakeItem *item);
void rem_removed_row_set_words (RemRemovedRow *self, RemRemovedItem *words);

G_END_DECLS
