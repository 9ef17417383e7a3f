/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_CHECK_IN_PAGE (rem_check_in_page_get_type ())

/**
 * RemCheckInPage:
 *
 * How I am: words for what one feels and what the body does, and those of earlier days as a plain
 * list. There is no scale, and nothing is made of them.
 */
G_DECLARE_FINAL_TYPE (RemCheckInPage, rem_check_in_page, REM, CHECK_IN_PAGE, AdwBin)

GtkWidget *rem_check_in_page_new (RemContext *context);

G_END_DECLS
