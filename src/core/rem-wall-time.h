/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-date.h"

G_BEGIN_DECLS

RemDate rem_wall_time_get_date (gint64 unix_s, GTimeZone *zone);
gint64 rem_wall_time_find_day_end (RemDate date, GTimeZone *zone);
gint64 rem_wall_time_find (RemDate date, int hour, int minute, GTimeZone *zone);

G_END_DECLS
