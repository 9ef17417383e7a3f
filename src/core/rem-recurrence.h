/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rem-date.h"

G_BEGIN_DECLS

/** RemCalendar: the calendar in which a date comes back (RFC 7529 RSCALE). Stored by nick. */
typedef enum
{
  REM_CALENDAR_GREGORIAN,
  REM_CALENDAR_HEBREW,
  REM_CALENDAR_ISLAMIC,
  REM_CALENDAR_PERSIAN,
  REM_CALENDAR_CHINESE,
  REM_CALENDAR_KOREAN,
  REM_CALENDAR_ETHIOPIC,
  REM_CALENDAR_COPTIC,
  REM_CALENDAR_INDIAN,
} RemCalendar;

/** RemRepeat: how a date comes back. Stored by nick. */
typedef enum
{
  REM_REPEAT_NEVER,
  REM_REPEAT_YEARLY,
  REM_REPEAT_MONTHLY,
  REM_REPEAT_MONTHLY_FIRST_YEAR,
  REM_REPEAT_WEEKLY,
  REM_REPEAT_RULE,
} RemRepeat;

/** RemLeapDay: where 29 February (or the 29th to 31st of a month) falls when there is none. */
typedef enum
{
  REM_LEAP_DAY_BEFORE,
  REM_LEAP_DAY_AFTER,
  REM_LEAP_DAY_LEAP_YEARS,
} RemLeapDay;

const char *rem_calendar_to_nick (RemCalendar calendar);
gboolean rem_calendar_from_nick (const char *nick, RemCalendar *calendar_out);
gboolean rem_calendar_is_supported (RemCalendar calendar);
const char *rem_repeat_to_nick (RemRepeat repeat);
gboolean rem_repeat_from_nick (const char *nick, RemRepeat *repeat_out);
const char *rem_leap_day_to_nick (RemLeapDay leap_day);
gboolean rem_leap_day_from_nick (const char *nick, RemLeapDay *leap_day_out);

#define REM_TYPE_RECURRENCE (rem_recurrence_get_type ())

/**
 * RemRecurrence:
 *
 * An RFC 5545 recurrence rule with RFC 7529's RSCALE and SKIP, over civil dates. Immutable and
 * reference counted. Any thread.
 */
typedef struct _RemRecurrence RemRecurrence;

GType rem_recurrence_get_type (void);

RemRecurrence *rem_recurrence_new (const char *rule, GError **error);
RemRecurrence *rem_recurrence_new_for (RemRepeat repeat,
                                       RemCalendar calendar,
                                       RemLeapDay leap_day,
                                       RemDate anchor);
char *rem_recurrence_build_for (RemRepeat repeat,
                                RemCalendar calendar,
                                RemLeapDay leap_day,
                                RemDate anchor);
char *rem_recurrence_build_nth_weekday (RemDate anchor, gboolean is_yearly, gboolean is_last);
char *rem_recurrence_build_limited (const char *rule, guint every, guint times);
RemRecurrence *rem_recurrence_ref (RemRecurrence *self);
void rem_recurrence_unref (RemRecurrence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemRecurrence, rem_recurrence_unref)

const char *rem_recurrence_get_rule (RemRecurrence *self);
char *rem_recurrence_dup_meaning (RemRecurrence *self, RemDate anchor);
gboolean rem_recurrence_is_portable (RemRecurrence *self);
gboolean rem_recurrence_has_end (RemRecurrence *self);
GArray *rem_recurrence_list (
    RemRecurrence *self, RemDate anchor, RemDate from, RemDate until, guint limit, GError **error);

G_END_DECLS
