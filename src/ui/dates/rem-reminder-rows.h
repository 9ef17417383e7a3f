/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-date-draft.h"

G_BEGIN_DECLS

#define REM_TYPE_REMINDER_ROWS (rem_reminder_rows_get_type ())

/**
 * RemReminderRows:
 *
 * The rows that ask whether and when a date is told of: on the day, the day before, a week before,
 * each at an hour. Reminders of another kind are kept as they are. Emits "changed" when the person
 * changes one.
 */
G_DECLARE_FINAL_TYPE (RemReminderRows, rem_reminder_rows, REM, REMINDER_ROWS, AdwBin)

void rem_reminder_rows_set_draft (RemReminderRows *self, RemDateDraft *draft);
RemDateDraft *rem_reminder_rows_apply (RemReminderRows *self, RemDateDraft *draft);

G_END_DECLS
