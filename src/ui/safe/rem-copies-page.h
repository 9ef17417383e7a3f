/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_COPIES_PAGE (rem_copies_page_get_type ())

/** RemCopiesPage: where copies are made, when, and one made now. */
G_DECLARE_FINAL_TYPE (RemCopiesPage, rem_copies_page, REM, COPIES_PAGE, AdwBin)

GtkWidget *rem_copies_page_new (RemContext *context);

G_END_DECLS
