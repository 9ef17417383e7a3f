/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rem-occasion.h"

G_BEGIN_DECLS

#define REM_TYPE_DATE_DRAFT (rem_date_draft_get_type ())

/**
 * RemDateDraft:
 *
 * What the editor of a date shows: the values as they were chosen so far. Immutable and reference
 * counted; each `with` function returns a new value. Main thread.
 */
typedef struct _RemDateDraft RemDateDraft;

GType rem_date_draft_get_type (void);

RemDateDraft *rem_date_draft_new (RemOccasion *base);
RemDateDraft *rem_date_draft_ref (RemDateDraft *self);
void rem_date_draft_unref (RemDateDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemDateDraft, rem_date_draft_unref)

const char *rem_date_draft_get_label (RemDateDraft *self);
RemDay rem_date_draft_get_day (RemDateDraft *self);
RemOccasionKind rem_date_draft_get_kind (RemDateDraft *self);
RemRepeat rem_date_draft_get_repeat (RemDateDraft *self);
RemCalendar rem_date_draft_get_calendar (RemDateDraft *self);
RemLeapDay rem_date_draft_get_leap_day (RemDateDraft *self);
const char *rem_date_draft_get_rule (RemDateDraft *self);
const char *rem_date_draft_get_hour (RemDateDraft *self);
const char *rem_date_draft_get_note (RemDateDraft *self);
const char *const *rem_date_draft_get_persons (RemDateDraft *self);
const RemReminder *rem_date_draft_get_reminders (RemDateDraft *self, gsize *n_reminders_out);
gboolean rem_date_draft_equal (RemDateDraft *a, RemDateDraft *b);

RemDateDraft *rem_date_draft_with_label (RemDateDraft *self, const char *label);
RemDateDraft *rem_date_draft_with_day (RemDateDraft *self, RemDay day);
RemDateDraft *rem_date_draft_with_kind (RemDateDraft *self, RemOccasionKind kind);
RemDateDraft *rem_date_draft_with_repeat (RemDateDraft *self, RemRepeat repeat);
RemDateDraft *rem_date_draft_with_calendar (RemDateDraft *self, RemCalendar calendar);
RemDateDraft *rem_date_draft_with_leap_day (RemDateDraft *self, RemLeapDay leap_day);
RemDateDraft *rem_date_draft_with_rule (RemDateDraft *self, const char *rule);
RemDateDraft *rem_date_draft_with_hour (RemDateDraft *self, const char *hour);
RemDateDraft *rem_date_draft_with_note (RemDateDraft *self, const char *note);
RemDateDraft *rem_date_draft_with_persons (RemDateDraft *self, const char *const *person_uuids);
RemDateDraft *rem_date_draft_with_reminder (RemDateDraft *self, RemReminder reminder);
RemDateDraft *rem_date_draft_without_lead (RemDateDraft *self, guint lead_days);

gboolean rem_date_draft_is_complete (RemDateDraft *self);
gboolean rem_date_draft_can_come_back (RemDateDraft *self);
gboolean rem_date_draft_can_repeat (RemDateDraft *self, RemRepeat repeat);
gboolean rem_date_draft_needs_leap_day_choice (RemDateDraft *self);
gboolean rem_date_draft_needs_adar_choice (RemDateDraft *self);
char *rem_date_draft_dup_trouble (RemDateDraft *self);
gboolean rem_date_draft_tells_within_a_day (RemDateDraft *self, GDateTime *now);
RemOccasion *rem_date_draft_to_occasion (RemDateDraft *self, RemOccasion *base);

G_END_DECLS
