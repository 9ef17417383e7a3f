/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-candle.h"

G_BEGIN_DECLS

#define REM_TYPE_FLAME (rem_flame_get_type ())

/**
 * RemFlame:
 *
 * A page with a candle on it, and the light of the candle. What is laid over its foot, such as
 * words, is left free. With reduced motion it is a still picture.
 */
G_DECLARE_FINAL_TYPE (RemFlame, rem_flame, REM, FLAME, GtkWidget)

void rem_flame_set_candle (RemFlame *self, RemCandle *candle, RemClock *clock);
void rem_flame_set_foot (RemFlame *self, GtkWidget *foot);
gboolean rem_flame_is_moving (RemFlame *self);

G_END_DECLS
