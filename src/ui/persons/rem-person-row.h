/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-person.h"

G_BEGIN_DECLS

#define REM_TYPE_PERSON_ROW (rem_person_row_get_type ())

/**
 * RemPersonRow:
 *
 * Somebody who is remembered, and the words that were chosen for them; unfolds to change them, and
 * keeps each change at once. Emits "removed", and "moved" (gint, -1 or 1) when the person wants
 * another place for them in the order.
 */
G_DECLARE_FINAL_TYPE (RemPersonRow, rem_person_row, REM, PERSON_ROW, AdwExpanderRow)

GtkWidget *rem_person_row_new (RemContext *context, RemPerson *person);
RemPerson *rem_person_row_get_person (RemPersonRow *self);
void rem_person_row_set_place (RemPersonRow *self, gboolean is_first, gboolean is_last);

G_END_DECLS
