/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-occasion.h"

G_BEGIN_DECLS

#define REM_TYPE_WHICH_DATES_PAGE (rem_which_dates_page_get_type ())

/**
 * RemWhichDatesPage:
 *
 * Offers a few dates beside the one that was just kept, one by one. Nothing is kept unless the
 * person says so, and all of it can be left.
 */
G_DECLARE_FINAL_TYPE (RemWhichDatesPage, rem_which_dates_page, REM, WHICH_DATES_PAGE, AdwBin)

GtkWidget *rem_which_dates_page_new (RemContext *context, RemOccasion *occasion);

G_END_DECLS
