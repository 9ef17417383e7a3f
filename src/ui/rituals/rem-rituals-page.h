/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_RITUALS_PAGE (rem_rituals_page_get_type ())

/**
 * RemRitualsPage:
 *
 * The place with the rituals: what the program offers, and below it what was written about them.
 *
 * Property "narrow": the main menu is here and not in the sidebar.
 */
G_DECLARE_FINAL_TYPE (RemRitualsPage, rem_rituals_page, REM, RITUALS_PAGE, AdwBin)

GtkWidget *rem_rituals_page_new (RemContext *context);

GtkWidget *rem_rituals_page_new_over (RemContext *context);

G_END_DECLS
