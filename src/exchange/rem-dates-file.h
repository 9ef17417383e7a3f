/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-occasion.h"

G_BEGIN_DECLS

/** The most dates that are taken from a file. */
#define REM_DATES_FILE_MAX_DATES 10000
/** The most remarks that are kept; the others are only counted. */
#define REM_DATES_FILE_MAX_REMARKS 1000

/**
 * RemDatesRemark:
 * @REM_DATES_REMARK_NO_DAY: left out: no day, or none that exists
 * @REM_DATES_REMARK_CANCELLED: left out: it was called off
 * @REM_DATES_REMARK_NOT_A_DATE: left out: a task or a journal
 * @REM_DATES_REMARK_CUT: left out: the file ends in the middle of it
 * @REM_DATES_REMARK_TOO_MANY: left out: it and those after it are more than are taken
 * @REM_DATES_REMARK_RULE: taken without its rule, which is not understood
 * @REM_DATES_REMARK_MORE_RULES: taken with the first of its rules only, or without those that
 *   except days
 * @REM_DATES_REMARK_AS_DAYS: its rule goes by days of another time zone; it is taken as single
 *   days for thirty years
 * @REM_DATES_REMARK_DAYS: taken without some of its single days
 * @REM_DATES_REMARK_FIRST_DAY: it lasts several days; the first one is taken
 * @REM_DATES_REMARK_REMINDER: taken without some of its reminders
 * @REM_DATES_REMARK_WORDS: taken with fewer words: they were too many, or could not be read
 *
 * What of a calendar file is not taken as it stands.
 */
typedef enum
{
  REM_DATES_REMARK_NO_DAY,
  REM_DATES_REMARK_CANCELLED,
  REM_DATES_REMARK_NOT_A_DATE,
  REM_DATES_REMARK_CUT,
  REM_DATES_REMARK_TOO_MANY,
  REM_DATES_REMARK_RULE,
  REM_DATES_REMARK_MORE_RULES,
  REM_DATES_REMARK_AS_DAYS,
  REM_DATES_REMARK_DAYS,
  REM_DATES_REMARK_FIRST_DAY,
  REM_DATES_REMARK_REMINDER,
  REM_DATES_REMARK_WORDS,
} RemDatesRemark;

#define REM_TYPE_DATES_FILE (rem_dates_file_get_type ())

/**
 * RemDatesFile:
 *
 * The dates of a calendar file, as they would be taken, and what would be left out. Immutable and
 * reference counted. Any thread.
 */
typedef struct _RemDatesFile RemDatesFile;

GType rem_dates_file_get_type (void);

RemDatesFile *rem_dates_file_parse (GBytes *bytes, GTimeZone *here, gint64 now_us, GError **error);
RemDatesFile *rem_dates_file_ref (RemDatesFile *self);
void rem_dates_file_unref (RemDatesFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemDatesFile, rem_dates_file_unref)

guint rem_dates_file_get_n_dates (RemDatesFile *self);
RemOccasion *rem_dates_file_get_date (RemDatesFile *self, guint index);
const RemDate *rem_dates_file_get_skipped (RemDatesFile *self, guint index, gsize *n_skipped_out);
guint rem_dates_file_get_n_remarks (RemDatesFile *self);
guint rem_dates_file_count_remarks (RemDatesFile *self);
RemDatesRemark rem_dates_file_get_remark (RemDatesFile *self, guint index);
const char *rem_dates_file_get_remark_label (RemDatesFile *self, guint index);
RemDate rem_dates_file_get_remark_day (RemDatesFile *self, guint index);
gboolean rem_dates_remark_is_left_out (RemDatesRemark remark);

G_END_DECLS
