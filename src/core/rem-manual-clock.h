/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-clock.h"

G_BEGIN_DECLS

#define REM_TYPE_MANUAL_CLOCK (rem_manual_clock_get_type ())
G_DECLARE_FINAL_TYPE (RemManualClock, rem_manual_clock, REM, MANUAL_CLOCK, RemClock)

RemManualClock *rem_manual_clock_new (const char *iso_utc, const char *zone);
void rem_manual_clock_advance (RemManualClock *self, gint64 seconds);
void rem_manual_clock_set (RemManualClock *self, const char *iso_utc);
void rem_manual_clock_set_zone (RemManualClock *self, const char *zone);

G_END_DECLS
