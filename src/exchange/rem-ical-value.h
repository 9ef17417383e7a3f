/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-date.h"

G_BEGIN_DECLS

/** The component (RFC 5545, 3.6: x-comp) in which a date is written that is not known to the day.
 */
#define REM_ICAL_VAGUE_DATE "X-REMEMBER-VAGUE-DATE"

/**
 * RemIcalTime:
 * @date: the civil day
 * @has_time: whether there is an hour too
 * @is_utc: whether the hour is one of UTC
 * @second_of_day: 0 to 86399, if there is an hour
 *
 * A DATE or a DATE-TIME of RFC 5545, as it is written. Passed by value.
 */
typedef struct
{
  RemDate date;
  gboolean has_time;
  gboolean is_utc;
  int second_of_day;
} RemIcalTime;

gboolean rem_ical_time_parse (const char *text, RemIcalTime *time_out);
gboolean rem_ical_duration_parse (const char *text, gint64 *seconds_out);
char *rem_ical_text_read (const char *text, gsize max_chars, gboolean *is_cut_out);
char *rem_ical_text_read_line (const char *text, gsize max_chars, gboolean *is_cut_out);

void rem_ical_append (GString *file, const char *name, const char *value);
void rem_ical_append_text (GString *file, const char *name, const char *text);
char *rem_ical_date_to_text (RemDate date);

G_END_DECLS
