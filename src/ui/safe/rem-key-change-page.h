/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_KEY_CHANGE_PAGE (rem_key_change_page_get_type ())

/**
 * RemKeyChangePage:
 *
 * One change of the ways into the box: a way that opens it is shown once more, and a new one is
 * chosen where there is one to choose. A new recovery code is shown here, once.
 */
G_DECLARE_FINAL_TYPE (RemKeyChangePage, rem_key_change_page, REM, KEY_CHANGE_PAGE, AdwBin)

GtkWidget *rem_key_change_page_new (RemContext *context, const char *name);
GtkWidget *rem_key_change_page_new_after_code (RemContext *context, RemSecret *code);

G_END_DECLS
