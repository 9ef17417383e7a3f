/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_REMOVED_DATES_PAGE (rem_removed_dates_page_get_type ())

/**
 * RemRemovedDatesPage:
 *
 * The dates that were removed and can be put back. Follows the box.
 */
G_DECLARE_FINAL_TYPE (RemRemovedDatesPage, rem_removed_dates_page, REM, REMOVED_DATES_PAGE, AdwBin)

GtkWidget *rem_removed_dates_page_new (RemContext *context);

G_END_DECLS
