/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-occasion.h"

G_BEGIN_DECLS

#define REM_TYPE_DATE_EDITOR_PAGE (rem_date_editor_page_get_type ())

/**
 * RemDateEditorPage:
 *
 * One date: what it is called, when it is, how it comes back and whether to be told. Nothing is
 * changed until "Keep".
 */
G_DECLARE_FINAL_TYPE (RemDateEditorPage, rem_date_editor_page, REM, DATE_EDITOR_PAGE, AdwBin)

GtkWidget *rem_date_editor_page_new (RemContext *context, const char *uuid);
GtkWidget *rem_date_editor_page_new_from (RemContext *context, RemOccasion *occasion);
GtkWidget *rem_date_editor_page_new_for_day (RemContext *context, RemDate date);

G_END_DECLS
