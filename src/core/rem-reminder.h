/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The longest lead that a reminder can have. */
#define REM_REMINDER_MAX_LEAD_DAYS 366

/**
 * RemReminder:
 * @lead_days: how many days before the occurrence, 0 to %REM_REMINDER_MAX_LEAD_DAYS
 * @hour: 0 to 23, wall-clock time where the person is
 * @minute: 0 to 59
 *
 * When a date is told of beforehand (iCalendar VALARM). Passed by value.
 */
typedef struct
{
  guint16 lead_days;
  guint8 hour;
  guint8 minute;
} RemReminder;

gboolean rem_reminder_parse (const char *text, RemReminder *reminder_out, GError **error);
char *rem_reminder_to_text (RemReminder self);
int rem_reminder_compare (RemReminder a, RemReminder b);

G_END_DECLS
