/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_DATES_GIVE_PAGE (rem_dates_give_page_get_type ())

/**
 * RemDatesGivePage:
 *
 * Gives the dates to another calendar program, as a file; which words go along is chosen here.
 */
G_DECLARE_FINAL_TYPE (RemDatesGivePage, rem_dates_give_page, REM, DATES_GIVE_PAGE, AdwBin)

GtkWidget *rem_dates_give_page_new (RemContext *context);

G_END_DECLS
