/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-candle.h"
#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_CANDLE_KEEPER (rem_candle_keeper_get_type ())

/**
 * RemCandleKeeper:
 *
 * The one candle of a box, which burns whether or not its page is shown, and on by the clock while
 * the box is locked. Main thread.
 */
G_DECLARE_FINAL_TYPE (RemCandleKeeper, rem_candle_keeper, REM, CANDLE_KEEPER, GObject)

RemCandleKeeper *rem_candle_keeper_new (RemContext *context);

RemContext *rem_candle_keeper_get_context (RemCandleKeeper *self);
RemCandle *rem_candle_keeper_get_candle (RemCandleKeeper *self);
const char *rem_candle_keeper_get_name (RemCandleKeeper *self);
const char *rem_candle_keeper_get_occasion (RemCandleKeeper *self);

gboolean rem_candle_keeper_light (RemCandleKeeper *self,
                                  RemCandleLength length,
                                  const char *name,
                                  const char *occasion);
void rem_candle_keeper_note_seen (RemCandleKeeper *self);
void rem_candle_keeper_clear_past (RemCandleKeeper *self);

G_END_DECLS
