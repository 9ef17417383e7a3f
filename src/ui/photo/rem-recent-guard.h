/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-clock.h"

G_BEGIN_DECLS

void rem_recent_guard_forget (RemClock *clock, GFile *file);

G_END_DECLS
