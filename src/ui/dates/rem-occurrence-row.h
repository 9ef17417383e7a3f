/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-occurrence.h"

G_BEGIN_DECLS

#define REM_TYPE_OCCURRENCE_ROW (rem_occurrence_row_get_type ())

/**
 * RemOccurrenceRow:
 *
 * One day on which a date falls, in words, with why it falls there. Opens the date.
 */
G_DECLARE_FINAL_TYPE (RemOccurrenceRow, rem_occurrence_row, REM, OCCURRENCE_ROW, GtkListBoxRow)

GtkWidget *rem_occurrence_row_new (RemOccurrence *occurrence, gboolean is_resting);
GtkWidget *rem_occurrence_row_new_of_day (RemOccurrence *occurrence);

RemOccurrence *rem_occurrence_row_get_occurrence (RemOccurrenceRow *self);

G_END_DECLS
