/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-day.h"

G_BEGIN_DECLS

#define REM_TYPE_DAY_BUTTON (rem_day_button_get_type ())

/**
 * RemDayButton:
 *
 * A button that tells the day something belongs to and lets the person say it as exactly as they
 * know it: the day, the month, the season, the year, or nothing. Emits "changed" when the person
 * changes it.
 */
G_DECLARE_FINAL_TYPE (RemDayButton, rem_day_button, REM, DAY_BUTTON, GtkWidget)

RemDay rem_day_button_get_day (RemDayButton *self);
void rem_day_button_set_day (RemDayButton *self, RemDay day, RemDate today);

G_END_DECLS
