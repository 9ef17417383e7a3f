/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-occasion.h"

G_BEGIN_DECLS

#define REM_TYPE_OCCURRENCE (rem_occurrence_get_type ())

/** RemOccurrence: one day on which a date falls. An item of #RemUpcomingList. Immutable. */
G_DECLARE_FINAL_TYPE (RemOccurrence, rem_occurrence, REM, OCCURRENCE, GObject)

RemOccurrence *rem_occurrence_new (RemOccasion *occasion, RemDate date, gboolean skipped);
RemOccurrence *rem_occurrence_new_for_period (RemOccasion *occasion, RemDay period, RemDate date);

RemOccasion *rem_occurrence_get_occasion (RemOccurrence *self);
RemDate rem_occurrence_get_date (RemOccurrence *self);
RemDay rem_occurrence_get_day (RemOccurrence *self);
const char *rem_occurrence_get_label (RemOccurrence *self);
gboolean rem_occurrence_is_skipped (RemOccurrence *self);
gboolean rem_occurrence_is_quiet (RemOccurrence *self);
char *rem_occurrence_dup_why (RemOccurrence *self);

G_END_DECLS
