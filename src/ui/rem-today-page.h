/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_TODAY_PAGE (rem_today_page_get_type ())
G_DECLARE_FINAL_TYPE (RemTodayPage, rem_today_page, REM, TODAY_PAGE, AdwBin)

GtkWidget *rem_today_page_new (RemContext *context);

G_END_DECLS
