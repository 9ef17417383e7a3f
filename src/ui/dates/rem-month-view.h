/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-occurrence.h"

G_BEGIN_DECLS

#define REM_TYPE_MONTH_VIEW (rem_month_view_get_type ())

/**
 * RemMonthView:
 *
 * The days of one month, one of which is chosen: by a click, or by the arrow keys, Page Up and Page
 * Down for months, Home and End for the first and the last day of the month. Each day is named in
 * words with what falls on it. Emits "selected" when another day is chosen, and "month-changed"
 * when another month is shown, whose occurrences are not known yet.
 */
G_DECLARE_FINAL_TYPE (RemMonthView, rem_month_view, REM, MONTH_VIEW, GtkWidget)

GtkWidget *rem_month_view_new (void);

void rem_month_view_set_today (RemMonthView *self, RemDate today);
void rem_month_view_select (RemMonthView *self, RemDate date);
RemDate rem_month_view_get_selected (RemMonthView *self);
void rem_month_view_set_occurrences (RemMonthView *self, GPtrArray *occurrences);

G_END_DECLS
