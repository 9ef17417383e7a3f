/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"
#include "rem-keepsake-list.h"

G_BEGIN_DECLS

#define REM_TYPE_KEEPSAKE_PAGE (rem_keepsake_page_get_type ())

/**
 * RemKeepsakePage:
 *
 * Reads one keepsake from the box and shows the page that fits its kind.
 */
G_DECLARE_FINAL_TYPE (RemKeepsakePage, rem_keepsake_page, REM, KEEPSAKE_PAGE, AdwBin)

GtkWidget *rem_keepsake_page_new (RemContext *context,
                                  const char *uuid,
                                  RemKeepsakeList *list,
                                  guint position);

G_END_DECLS
