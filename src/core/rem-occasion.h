/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rem-day.h"
#include "rem-recurrence.h"
#include "rem-reminder.h"

G_BEGIN_DECLS

/** RemOccasionKind: what a date is. Stored by nick. */
typedef enum
{
  REM_OCCASION_KIND_OWN,
  REM_OCCASION_KIND_DUE_DATE,
  REM_OCCASION_KIND_LOSS,
  REM_OCCASION_KIND_BIRTH,
  REM_OCCASION_KIND_FAREWELL,
  REM_OCCASION_KIND_FIRST_SIGNS,
} RemOccasionKind;

const char *rem_occasion_kind_to_nick (RemOccasionKind kind);
gboolean rem_occasion_kind_from_nick (const char *nick, RemOccasionKind *kind_out);

/** The most single days that a date may have besides its rule. */
#define REM_OCCASION_MAX_DAYS 4096

#define REM_TYPE_OCCASION (rem_occasion_get_type ())

/**
 * RemOccasion:
 *
 * A date that matters and how it comes back (iCalendar VEVENT). Immutable and reference counted;
 * each `with` function returns a new value. Any thread.
 */
typedef struct _RemOccasion RemOccasion;

GType rem_occasion_get_type (void);

RemOccasion *
rem_occasion_new (const char *uuid, const char *label, RemDay anchor, gint64 created_us);
RemOccasion *rem_occasion_ref (RemOccasion *self);
void rem_occasion_unref (RemOccasion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemOccasion, rem_occasion_unref)

const char *rem_occasion_get_uuid (RemOccasion *self);
const char *rem_occasion_get_label (RemOccasion *self);
RemDay rem_occasion_get_anchor (RemOccasion *self);
gint64 rem_occasion_get_created_us (RemOccasion *self);
gint64 rem_occasion_get_modified_us (RemOccasion *self);
RemOccasionKind rem_occasion_get_kind (RemOccasion *self);
RemCalendar rem_occasion_get_calendar (RemOccasion *self);
RemRepeat rem_occasion_get_repeat (RemOccasion *self);
RemLeapDay rem_occasion_get_leap_day (RemOccasion *self);
const char *rem_occasion_get_rule (RemOccasion *self);
const char *const *rem_occasion_get_persons (RemOccasion *self);
gboolean rem_occasion_is_about (RemOccasion *self, const char *person_uuid);
const RemReminder *rem_occasion_get_reminders (RemOccasion *self, gsize *n_reminders_out);
gint64 rem_occasion_get_removed_us (RemOccasion *self);
const char *rem_occasion_get_uid (RemOccasion *self);
const char *rem_occasion_get_note (RemOccasion *self);
const char *rem_occasion_get_hour (RemOccasion *self);
gboolean rem_occasion_is_muted (RemOccasion *self);
RemDate rem_occasion_get_ended (RemOccasion *self);
const RemDate *rem_occasion_get_days (RemOccasion *self, gsize *n_days_out);
gboolean rem_occasion_equal (RemOccasion *a, RemOccasion *b);

RemOccasion *rem_occasion_with_modified_us (RemOccasion *self, gint64 modified_us);
RemOccasion *rem_occasion_with_label (RemOccasion *self, const char *label);
RemOccasion *rem_occasion_with_anchor (RemOccasion *self, RemDay anchor);
RemOccasion *rem_occasion_with_kind (RemOccasion *self, RemOccasionKind kind);
RemOccasion *rem_occasion_with_calendar (RemOccasion *self, RemCalendar calendar);
RemOccasion *rem_occasion_with_repeat (RemOccasion *self, RemRepeat repeat);
RemOccasion *rem_occasion_with_leap_day (RemOccasion *self, RemLeapDay leap_day);
RemOccasion *rem_occasion_with_rule (RemOccasion *self, const char *rule);
RemOccasion *rem_occasion_with_persons (RemOccasion *self, const char *const *person_uuids);
RemOccasion *
rem_occasion_with_reminders (RemOccasion *self, const RemReminder *reminders, gsize n_reminders);
RemOccasion *rem_occasion_with_removed_us (RemOccasion *self, gint64 removed_us);
RemOccasion *rem_occasion_with_uid (RemOccasion *self, const char *uid);
RemOccasion *rem_occasion_with_note (RemOccasion *self, const char *note);
RemOccasion *rem_occasion_with_hour (RemOccasion *self, const char *hour);
RemOccasion *rem_occasion_with_muted (RemOccasion *self, gboolean is_muted);
RemOccasion *rem_occasion_with_ended (RemOccasion *self, RemDate ended);
RemOccasion *rem_occasion_with_days (RemOccasion *self, const RemDate *days, gsize n_days);

RemRecurrence *rem_occasion_dup_recurrence (RemOccasion *self, GError **error);
GArray *rem_occasion_list_occurrences (
    RemOccasion *self, RemDate from, RemDate until, guint limit, GError **error);
char *rem_occasion_dup_why (RemOccasion *self, RemDate occurrence);

GArray *rem_occasion_list_periods (RemOccasion *self, RemDate from, RemDate until);
char *rem_occasion_dup_why_of_period (RemOccasion *self);

G_END_DECLS
