/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_BIN_PAGE (rem_bin_page_get_type ())

/**
 * RemBinPage:
 *
 * What was removed in the last thirty days, and the way back for each.
 */
G_DECLARE_FINAL_TYPE (RemBinPage, rem_bin_page, REM, BIN_PAGE, AdwBin)

GtkWidget *rem_bin_page_new (RemContext *context);

G_END_DECLS
