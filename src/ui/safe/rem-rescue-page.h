/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_RESCUE_PAGE (rem_rescue_page_get_type ())

/**
 * RemRescuePage:
 *
 * What can be read of a damaged box, saved into a new one beside it.
 */
G_DECLARE_FINAL_TYPE (RemRescuePage, rem_rescue_page, REM, RESCUE_PAGE, AdwBin)

GtkWidget *rem_rescue_page_new (RemContext *context, RemSlotType type, RemSecret *secret);

G_END_DECLS
