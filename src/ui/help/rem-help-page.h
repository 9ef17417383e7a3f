/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_HELP_PAGE (rem_help_page_get_type ())

/**
 * RemHelpPage:
 *
 * Where help begins, in one column of quiet rows. It needs no box. A place; property "narrow".
 */
G_DECLARE_FINAL_TYPE (RemHelpPage, rem_help_page, REM, HELP_PAGE, AdwBin)

GtkWidget *rem_help_page_new (RemContext *context);
GtkWidget *rem_help_page_new_over (RemContext *context);

G_END_DECLS
