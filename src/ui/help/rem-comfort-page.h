/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_COMFORT_PAGE (rem_comfort_page_get_type ())

/**
 * RemComfortPage:
 *
 * What comforts her: ideas, and what she added while the box is open.
 */
G_DECLARE_FINAL_TYPE (RemComfortPage, rem_comfort_page, REM, COMFORT_PAGE, AdwBin)

GtkWidget *rem_comfort_page_new (RemContext *context);

G_END_DECLS
