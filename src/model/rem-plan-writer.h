/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"

G_BEGIN_DECLS

#define REM_TYPE_PLAN_WRITER (rem_plan_writer_get_type ())

/**
 * RemPlanWriter:
 *
 * Writes the reminder plan (two years ahead, in the words that were chosen) when the box is
 * unlocked and whenever its dates or the choices for reminders change. Owned by #RemContext. Main
 * thread; the file is written off it.
 */
G_DECLARE_FINAL_TYPE (RemPlanWriter, rem_plan_writer, REM, PLAN_WRITER, GObject)

RemPlanWriter *rem_plan_writer_new (RemClock *clock, const char *plan_path);

const char *rem_plan_writer_get_path (RemPlanWriter *self);
void rem_plan_writer_follow (RemPlanWriter *self, RemBox *box);
void
rem_plan_writer_flush_async (RemPlanWriter *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean rem_plan_writer_flush_finish (RemPlanWriter *self, GAsyncResult *result, GError **error);

G_END_DECLS
