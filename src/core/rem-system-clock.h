/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-clock.h"

G_BEGIN_DECLS

#define REM_TYPE_SYSTEM_CLOCK (rem_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (RemSystemClock, rem_system_clock, REM, SYSTEM_CLOCK, RemClock)

RemClock *rem_system_clock_new (void);
RemClock *rem_system_clock_new_from (const char *iso_start);

G_END_DECLS
