/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_PREFERENCES_PAGE (rem_preferences_page_get_type ())

/**
 * RemPreferencesPage:
 *
 * What can be chosen for the whole program: each row keeps its choice in the box at once.
 */
G_DECLARE_FINAL_TYPE (RemPreferencesPage, rem_preferences_page, REM, PREFERENCES_PAGE, AdwBin)

GtkWidget *rem_preferences_page_new (RemContext *context);

G_END_DECLS
