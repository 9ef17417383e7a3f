/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-box-check.h"
#include "rem-box-copy.h"
#include "rem-box-place.h"
#include "rem-box-snapshot.h"

G_BEGIN_DECLS

const char *rem_safe_text_get_place (RemBoxPlace place);
char *rem_safe_text_build_copy_error (const GError *error);
char *rem_safe_text_build_restore_error (const GError *error);
char *rem_safe_text_build_merge_error (const GError *error);
char *rem_safe_text_build_check (RemBoxReport *report);
char *rem_safe_text_build_restored (RemBoxCopyReport *report);
char *rem_safe_text_build_last_copy (gint64 copied_us, RemClock *clock);
char *rem_safe_text_build_last_check (gint64 checked_us, gboolean whole, RemClock *clock);
char *rem_safe_text_build_snapshot_day (const RemSnapshot *snapshot, RemClock *clock);
const char *rem_safe_text_get_snapshot_reason (const RemSnapshot *snapshot);

G_END_DECLS
