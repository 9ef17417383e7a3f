/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_MONTH_PANE (rem_month_pane_get_type ())

/**
 * RemMonthPane:
 *
 * A month, and beside it or below it what falls on the chosen day. Follows the box.
 */
G_DECLARE_FINAL_TYPE (RemMonthPane, rem_month_pane, REM, MONTH_PANE, AdwBin)

void rem_month_pane_set_context (RemMonthPane *self, RemContext *context);

G_END_DECLS
