/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_KNOWN_DAYS_PAGE (rem_known_days_page_get_type ())

/**
 * RemKnownDaysPage:
 *
 * The days that others keep, and the days that can hurt: what is wished for each. Nothing here is
 * on unless the person turns it on.
 */
G_DECLARE_FINAL_TYPE (RemKnownDaysPage, rem_known_days_page, REM, KNOWN_DAYS_PAGE, AdwBin)

GtkWidget *rem_known_days_page_new (RemContext *context);

G_END_DECLS
