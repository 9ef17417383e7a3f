/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_ESTIMATE_PAGE (rem_estimate_page_get_type ())

/**
 * RemEstimatePage:
 *
 * Estimates a due date, for somebody who was never told one. Never asked for by the program.
 */
G_DECLARE_FINAL_TYPE (RemEstimatePage, rem_estimate_page, REM, ESTIMATE_PAGE, AdwBin)

GtkWidget *rem_estimate_page_new (RemContext *context);

G_END_DECLS
