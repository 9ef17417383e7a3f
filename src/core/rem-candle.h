/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-clock.h"

G_BEGIN_DECLS

/**
 * RemCandleState:
 * @REM_CANDLE_UNLIT: not lit yet
 * @REM_CANDLE_WAITING: it lights by itself when its hour begins
 * @REM_CANDLE_LIT: burning
 * @REM_CANDLE_GOING_OUT: put out a moment ago: a thread of smoke
 * @REM_CANDLE_OUT: out; it can be lit again
 *
 * What a candle is doing.
 */
typedef enum
{
  REM_CANDLE_UNLIT,
  REM_CANDLE_WAITING,
  REM_CANDLE_LIT,
  REM_CANDLE_GOING_OUT,
  REM_CANDLE_OUT,
} RemCandleState;

#define REM_TYPE_CANDLE_STATE (rem_candle_state_get_type ())
GType rem_candle_state_get_type (void);

/**
 * RemCandleLength:
 * @REM_CANDLE_MINUTE: one minute
 * @REM_CANDLE_HOUR: one hour
 * @REM_CANDLE_BEDTIME: until the hour of rem_candle_set_bedtime() in the evening, where the person
 *   is
 * @REM_CANDLE_OPEN: until it is put out
 * @REM_CANDLE_HOUR_OF_LIGHT: 15 October, from seven to eight in the evening where the person is
 *
 * For how long a candle is lit.
 */
typedef enum
{
  REM_CANDLE_MINUTE,
  REM_CANDLE_HOUR,
  REM_CANDLE_BEDTIME,
  REM_CANDLE_OPEN,
  REM_CANDLE_HOUR_OF_LIGHT,
} RemCandleLength;

/** The hour of bedtime, unless another is chosen, and the first and the last that can be. */
#define REM_CANDLE_BEDTIME_HOUR  22
#define REM_CANDLE_BEDTIME_FIRST 19
#define REM_CANDLE_BEDTIME_LAST  23

/** How many lengths there are. */
#define REM_CANDLE_N_LENGTHS 5

/** How long the smoke takes, in seconds. */
#define REM_CANDLE_SMOKE_S 7

#define REM_TYPE_CANDLE (rem_candle_get_type ())

/**
 * RemCandle:
 *
 * A candle that is lit, burns for the time that was chosen, and goes out. It knows the time from
 * its clock alone. Main thread.
 *
 * Property "state" (read only).
 */
G_DECLARE_FINAL_TYPE (RemCandle, rem_candle, REM, CANDLE, GObject)

RemCandle *rem_candle_new (RemClock *clock);

RemCandleState rem_candle_get_state (RemCandle *self);
RemCandleLength rem_candle_get_length (RemCandle *self);
gint64 rem_candle_get_begun_us (RemCandle *self);
gint64 rem_candle_get_end_us (RemCandle *self);
gint64 rem_candle_get_out_us (RemCandle *self);
double rem_candle_get_burned (RemCandle *self);

void rem_candle_set_bedtime (RemCandle *self, int hour);
gboolean rem_candle_is_offered (RemCandle *self, RemCandleLength length);
gboolean rem_candle_light (RemCandle *self, RemCandleLength length);
void rem_candle_resume (RemCandle *self, RemCandleLength length, gint64 begun_us, gint64 end_us);
void rem_candle_put_out (RemCandle *self);
void rem_candle_renew (RemCandle *self);

G_END_DECLS
