/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_KEEPSAKE_CHOOSER (rem_keepsake_chooser_get_type ())

/**
 * RemKeepsakeChooser:
 *
 * A page with what is in the box, to choose one thing of it. Signal "chosen" (its uuid); then the
 * page goes.
 */
G_DECLARE_FINAL_TYPE (RemKeepsakeChooser, rem_keepsake_chooser, REM, KEEPSAKE_CHOOSER, AdwBin)

GtkWidget *rem_keepsake_chooser_new (RemContext *context);

G_END_DECLS
