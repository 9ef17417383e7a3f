/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_HELP_LINES_PAGE (rem_help_lines_page_get_type ())

/**
 * RemHelpLinesPage:
 *
 * Somebody to talk to: the emergency number, her own people, the lines of a country.
 */
G_DECLARE_FINAL_TYPE (RemHelpLinesPage, rem_help_lines_page, REM, HELP_LINES_PAGE, AdwBin)

GtkWidget *rem_help_lines_page_new (RemContext *context);

G_END_DECLS
