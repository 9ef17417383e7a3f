/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_HELPERS_PAGE (rem_helpers_page_get_type ())

/**
 * RemHelpersPage:
 *
 * Her own people, each to be changed in its place.
 */
G_DECLARE_FINAL_TYPE (RemHelpersPage, rem_helpers_page, REM, HELPERS_PAGE, AdwBin)

GtkWidget *rem_helpers_page_new (RemContext *context);

G_END_DECLS
