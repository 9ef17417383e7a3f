/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-occurrence.h"

G_BEGIN_DECLS

#define REM_TYPE_UPCOMING_LIST (rem_upcoming_list_get_type ())

/**
 * RemUpcomingList:
 *
 * A live #GListModel of #RemOccurrence from a day on, in order of date, following the box. Of a
 * series that comes every few days only the next day is in it. Dates that do not come back and lie
 * in the past, or of which only the year is known, are in rem_upcoming_list_get_resting(). Main
 * thread.
 */
G_DECLARE_FINAL_TYPE (RemUpcomingList, rem_upcoming_list, REM, UPCOMING_LIST, GObject)

RemUpcomingList *rem_upcoming_list_new (RemContext *context, int n_days);

gboolean rem_upcoming_list_is_busy (RemUpcomingList *self);
/* (transfer none): a #GListModel of #RemOccurrence without an occurrence to come */
GListModel *rem_upcoming_list_get_resting (RemUpcomingList *self);

G_END_DECLS
