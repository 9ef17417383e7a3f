/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_DATE_PAGE (rem_date_page_get_type ())

/**
 * RemDatePage:
 *
 * One date, to be read: what it is called, when it comes and why, its words, whether it is told of,
 * and what was done each year. From here it is changed, passed over once, muted, ended, removed.
 */
G_DECLARE_FINAL_TYPE (RemDatePage, rem_date_page, REM, DATE_PAGE, AdwBin)

GtkWidget *rem_date_page_new (RemContext *context, const char *uuid);

G_END_DECLS
