/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_CHECK_PAGE (rem_check_page_get_type ())

/** RemCheckPage: everything read once, and what it came to. */
G_DECLARE_FINAL_TYPE (RemCheckPage, rem_check_page, REM, CHECK_PAGE, AdwBin)

GtkWidget *rem_check_page_new (RemContext *context);

G_END_DECLS
