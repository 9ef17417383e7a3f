/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_DATE_PAGE (rem_date_page_get_type ())

/**
 * RemDatePage:
 *
 * One date: what it is called, when it is, how it comes back and whether to be told. Nothing is
 * changed until "Keep".
 */
G_DECLARE_FINAL_TYPE (RemDatePage, rem_date_page, REM, DATE_PAGE, AdwBin)

GtkWidget *rem_date_page_new (RemContext *context, const char *uuid);

G_END_DECLS
