/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-keepsake-item.h"

G_BEGIN_DECLS

#define REM_TYPE_PUT_AWAY_ROW (rem_put_away_row_get_type ())

/**
 * RemPutAwayRow:
 *
 * Something that was put away, as it stands in the list of them: none of its words.
 */
G_DECLARE_FINAL_TYPE (RemPutAwayRow, rem_put_away_row, REM, PUT_AWAY_ROW, GtkWidget)

GtkWidget *rem_put_away_row_new (void);
void rem_put_away_row_set_item (RemPutAwayRow *self, RemKeepsakeItem *item);

G_END_DECLS
