/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-known-day.h"
#include "rem-reminder-settings.h"

G_BEGIN_DECLS

#define REM_TYPE_KNOWN_DAY_ROW (rem_known_day_row_get_type ())

/**
 * RemKnownDayRow:
 *
 * One day of others, with the three things that can be wished for it. Emits "changed" when the
 * person chooses one, and "keep" when the day shall be one of their own.
 */
G_DECLARE_FINAL_TYPE (RemKnownDayRow, rem_known_day_row, REM, KNOWN_DAY_ROW, AdwExpanderRow)

GtkWidget *rem_known_day_row_new (RemKnownDay *day);

RemKnownDay *rem_known_day_row_get_day (RemKnownDayRow *self);
RemDayWish rem_known_day_row_get_wish (RemKnownDayRow *self);
void rem_known_day_row_show (RemKnownDayRow *self,
                             RemReminderSettings *settings,
                             const char *country,
                             RemDate today);

G_END_DECLS
