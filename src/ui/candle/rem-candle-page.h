/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-candle-keeper.h"

G_BEGIN_DECLS

#define REM_TYPE_CANDLE_PAGE (rem_candle_page_get_type ())

/**
 * RemCandlePage:
 *
 * The candle: for whom and how long, then the quiet, then a line about it if one is wanted. It
 * burns on when the page is left.
 */
G_DECLARE_FINAL_TYPE (RemCandlePage, rem_candle_page, REM, CANDLE_PAGE, AdwBin)

GtkWidget *rem_candle_page_new (RemCandleKeeper *keeper, const char *occasion);

G_END_DECLS
