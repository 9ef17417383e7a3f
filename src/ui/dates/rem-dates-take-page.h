/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_DATES_TAKE_PAGE (rem_dates_take_page_get_type ())

/**
 * RemDatesTakePage:
 *
 * Takes dates from a calendar file: a file is chosen, what is in it is shown with what would be
 * left out, and only what is chosen then is kept.
 */
G_DECLARE_FINAL_TYPE (RemDatesTakePage, rem_dates_take_page, REM, DATES_TAKE_PAGE, AdwBin)

GtkWidget *rem_dates_take_page_new (RemContext *context);

G_END_DECLS
