/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-ritual.h"

G_BEGIN_DECLS

#define REM_TYPE_RITUAL_PAGE (rem_ritual_page_get_type ())

/**
 * RemRitualPage:
 *
 * One ritual, one step at a time or all at once. It can be left at any moment, and nothing says
 * that it was done.
 */
G_DECLARE_FINAL_TYPE (RemRitualPage, rem_ritual_page, REM, RITUAL_PAGE, AdwBin)

GtkWidget *rem_ritual_page_new (RemContext *context, RemRitual *ritual);
const char *rem_ritual_page_get_company_text (RemCompany company);

G_END_DECLS
