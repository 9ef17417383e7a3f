/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-candle.h"

G_BEGIN_DECLS

const char *rem_candle_words_for_length (RemCandleLength length);
char *rem_candle_words_hour (int hour);
char *rem_candle_words_until (RemCandle *candle, GTimeZone *zone);
char *rem_candle_words_for (const char *name);
char *rem_candle_words_line (const char *name);
guint rem_candle_words_count_readings (void);
const char *rem_candle_words_reading (guint i);

G_END_DECLS
