/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_OTHER_BOX_PAGE (rem_other_box_page_get_type ())

/** RemOtherBoxPage: another box, looked into and then brought in. */
G_DECLARE_FINAL_TYPE (RemOtherBoxPage, rem_other_box_page, REM, OTHER_BOX_PAGE, AdwBin)

GtkWidget *rem_other_box_page_new (RemContext *context);

G_END_DECLS
