/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_DATES_PAGE (rem_dates_page_get_type ())

/**
 * RemDatesPage:
 *
 * The place of the dates that matter: what comes, by month, and below it the dates that rest.
 */
G_DECLARE_FINAL_TYPE (RemDatesPage, rem_dates_page, REM, DATES_PAGE, AdwBin)

GtkWidget *rem_dates_page_new (RemContext *context);

G_END_DECLS
