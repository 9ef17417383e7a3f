/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_CANDLE_PAGE (rem_candle_page_get_type ())

/**
 * RemCandlePage:
 *
 * A candle: for whom and how long, then the quiet, then a line about it if one is wanted. Leaving
 * the page puts the candle out.
 */
G_DECLARE_FINAL_TYPE (RemCandlePage, rem_candle_page, REM, CANDLE_PAGE, AdwBin)

GtkWidget *rem_candle_page_new (RemContext *context, const char *occasion);

G_END_DECLS
