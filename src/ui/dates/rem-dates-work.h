/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rem-progress.h"

G_BEGIN_DECLS

#define REM_TYPE_DATES_WORK (rem_dates_work_get_type ())

/**
 * RemDatesWork:
 *
 * Work with a calendar file that is under way: what is done, how far it is, and a button that stops
 * it. It is seen only meanwhile.
 */
G_DECLARE_FINAL_TYPE (RemDatesWork, rem_dates_work, REM, DATES_WORK, AdwBin)

GCancellable *rem_dates_work_begin (RemDatesWork *self, const char *words);
RemProgress *rem_dates_work_get_progress (RemDatesWork *self);
void rem_dates_work_end (RemDatesWork *self);

G_END_DECLS
