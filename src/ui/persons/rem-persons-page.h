/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_PERSONS_PAGE (rem_persons_page_get_type ())

/**
 * RemPersonsPage:
 *
 * Who is remembered, side by side in the order that the person chooses, and the words for each.
 */
G_DECLARE_FINAL_TYPE (RemPersonsPage, rem_persons_page, REM, PERSONS_PAGE, AdwBin)

GtkWidget *rem_persons_page_new (RemContext *context);

G_END_DECLS
