/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-context.h"
#include "rem-dates-file.h"
#include "rem-progress.h"

G_BEGIN_DECLS

/* Dates from a calendar file, and to one. */

void rem_dates_transfer_read_async (RemContext *context,
                                    GFile *source,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
RemDatesFile *
rem_dates_transfer_read_finish (RemContext *context, GAsyncResult *result, GError **error);

/**
 * RemDatesKept:
 * @n_kept: how many dates are new in the box
 * @n_here: how many were there already, and stay as they are
 *
 * What came of taking dates.
 */
typedef struct
{
  guint n_kept;
  guint n_here;
} RemDatesKept;

void rem_dates_transfer_keep_async (RemContext *context,
                                    RemDatesFile *file,
                                    const gboolean *is_chosen,
                                    RemProgress *progress,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean rem_dates_transfer_keep_finish (RemContext *context,
                                         GAsyncResult *result,
                                         RemDatesKept *kept_out,
                                         GError **error);

/**
 * RemDatesGiven:
 * @n_given: how many dates are in the file
 * @n_left_out: how many are not: they fall on no day, or this machine cannot compute their calendar
 *
 * What came of giving dates out.
 */
typedef struct
{
  guint n_given;
  guint n_left_out;
} RemDatesGiven;

void rem_dates_transfer_write_async (RemContext *context,
                                     GFile *destination,
                                     gboolean with_real_words,
                                     gboolean may_replace,
                                     RemProgress *progress,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean rem_dates_transfer_write_finish (RemContext *context,
                                          GAsyncResult *result,
                                          RemDatesGiven *given_out,
                                          GError **error);

G_END_DECLS
