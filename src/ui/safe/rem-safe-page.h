/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REM_TYPE_SAFE_PAGE (rem_safe_page_get_type ())

/**
 * RemSafePage:
 *
 * Keep safe: rows that lead to what is done for the box itself (rem-safe-pages.c).
 */
G_DECLARE_FINAL_TYPE (RemSafePage, rem_safe_page, REM, SAFE_PAGE, AdwBin)

GtkWidget *rem_safe_page_new (void);

G_END_DECLS
