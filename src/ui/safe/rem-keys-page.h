/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_KEYS_PAGE (rem_keys_page_get_type ())

/**
 * RemKeysPage:
 *
 * The ways into the box, each with what can be done about it.
 */
G_DECLARE_FINAL_TYPE (RemKeysPage, rem_keys_page, REM, KEYS_PAGE, AdwBin)

GtkWidget *rem_keys_page_new (RemContext *context);

G_END_DECLS
