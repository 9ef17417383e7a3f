/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REM_TYPE_CANDLE_MARK (rem_candle_mark_get_type ())

/**
 * RemCandleMark:
 *
 * A small flame in the header bar of a page, while the candle burns somewhere else: the way back
 * to it. It asks its window for the candle.
 */
G_DECLARE_FINAL_TYPE (RemCandleMark, rem_candle_mark, REM, CANDLE_MARK, GtkButton)

void rem_candle_mark_add_to (GtkWidget *page);

G_END_DECLS
