/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-occasion.h"

G_BEGIN_DECLS

/** For how many years ahead days are written one by one where no rule can say them. */
#define REM_DATES_EXPORT_YEARS 30

/** RemDatesExport: a calendar file in the making. One thread at a time. */
typedef struct _RemDatesExport RemDatesExport;

RemDatesExport *rem_dates_export_new (GDateTime *now, const char *private_words, gboolean is_real);
void rem_dates_export_free (RemDatesExport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemDatesExport, rem_dates_export_free)

gboolean rem_dates_export_add (RemDatesExport *self,
                               RemOccasion *occasion,
                               const RemDate *skipped,
                               gsize n_skipped);
GBytes *rem_dates_export_finish (RemDatesExport *self);

G_END_DECLS
