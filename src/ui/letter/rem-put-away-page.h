/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_PUT_AWAY_PAGE (rem_put_away_page_get_type ())

/**
 * RemPutAwayPage:
 *
 * The letters and notes that were put away for good, for whoever asks for them.
 */
G_DECLARE_FINAL_TYPE (RemPutAwayPage, rem_put_away_page, REM, PUT_AWAY_PAGE, AdwBin)

GtkWidget *rem_put_away_page_new (RemContext *context);

G_END_DECLS
