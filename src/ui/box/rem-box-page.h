/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_BOX_PAGE (rem_box_page_get_type ())

/**
 * RemBoxPage:
 *
 * The place with everything that is kept, as calm cards; found by words and by kind.
 */
G_DECLARE_FINAL_TYPE (RemBoxPage, rem_box_page, REM, BOX_PAGE, AdwBin)

GtkWidget *rem_box_page_new (RemContext *context);

G_END_DECLS
