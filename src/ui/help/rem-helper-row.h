/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-helper.h"

G_BEGIN_DECLS

#define REM_TYPE_HELPER_ROW (rem_helper_row_get_type ())

/**
 * RemHelperRow:
 *
 * Somebody who helps; opened, their words can be changed, and are kept as they are written.
 *
 * Signal "removed": to be taken out of the list.
 */
G_DECLARE_FINAL_TYPE (RemHelperRow, rem_helper_row, REM, HELPER_ROW, AdwExpanderRow)

GtkWidget *rem_helper_row_new (RemContext *context, RemHelper *helper);
RemHelper *rem_helper_row_get_helper (RemHelperRow *self);

G_END_DECLS
