/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_START_PAGE (rem_start_page_get_type ())

/**
 * RemStartPage:
 *
 * Signal "done" (no argument): the box is made and the recovery sheet was answered.
 */
G_DECLARE_FINAL_TYPE (RemStartPage, rem_start_page, REM, START_PAGE, AdwBin)

GtkWidget *rem_start_page_new (RemContext *context);

gboolean rem_start_page_is_done (RemStartPage *self);

G_END_DECLS
