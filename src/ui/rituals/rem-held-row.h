/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-ritual-held.h"

G_BEGIN_DECLS

#define REM_TYPE_HELD_ROW (rem_held_row_get_type ())

/**
 * RemHeldRow:
 *
 * A line about a day, which can be removed and put back.
 */
G_DECLARE_FINAL_TYPE (RemHeldRow, rem_held_row, REM, HELD_ROW, GtkListBoxRow)

GtkWidget *rem_held_row_new (RemContext *context, RemRitualHeld *held);
char *rem_held_row_dup_focused (GtkWidget *list);
void rem_held_row_take_focus (RemHeldRow *self, const char *uuid);

G_END_DECLS
