/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-date-draft.h"

G_BEGIN_DECLS

#define REM_TYPE_REPEAT_ROWS (rem_repeat_rows_get_type ())

/**
 * RemRepeatRows:
 *
 * The rows that ask how a date comes back: the common ways first, others behind "More ways", and
 * what matters only for some days only for these. Emits "changed" when the person changes one.
 */
G_DECLARE_FINAL_TYPE (RemRepeatRows, rem_repeat_rows, REM, REPEAT_ROWS, AdwBin)

void rem_repeat_rows_show (RemRepeatRows *self, RemDateDraft *draft);
void rem_repeat_rows_update (RemRepeatRows *self, RemDateDraft *draft);
RemDateDraft *rem_repeat_rows_apply (RemRepeatRows *self, RemDateDraft *draft);

G_END_DECLS
