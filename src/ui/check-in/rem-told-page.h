/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-told.h"

G_BEGIN_DECLS

#define REM_TYPE_TOLD_PAGE (rem_told_page_get_type ())

/**
 * RemToldPage:
 *
 * A page for a doctor, or a card for somebody close: chosen, put together, changed, then printed,
 * copied, or kept as a note. Otherwise it goes with the page.
 */
G_DECLARE_FINAL_TYPE (RemToldPage, rem_told_page, REM, TOLD_PAGE, AdwBin)

GtkWidget *rem_told_page_new (RemContext *context, RemToldKind kind);

G_END_DECLS
