/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-keepsake-item.h"

G_BEGIN_DECLS

#define REM_TYPE_REMOVED_ROW (rem_removed_row_get_type ())

/**
 * RemRemovedRow:
 *
 * One keepsake that was removed, with the way to put it back.
 */
G_DECLARE_FINAL_TYPE (RemRemovedRow, rem_removed_row, REM, REMOVED_ROW, GtkWidget)

GtkWidget *rem_removed_row_new (void);

void rem_removed_row_set_item (RemRemovedRow *self, RemKeepsakeItem *item);

G_END_DECLS
