/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-dates-file-private.h"

/* What was found in a calendar file; rem-dates-file-read.c finds it. */

G_DEFINE_BOXED_TYPE (RemDatesFile, rem_dates_file, rem_dates_file_ref, rem_dates_file_unref)

static void
date_clear (gpointer data)
{
  RemDatesFileDate *date = data;

  rem_occasion_unref (date->occasion);
  g_array_unref (date->skipped);
}

static void
remark_clear (gpointer data)
{
  RemDatesFileRemark *remark = data;

  g_free (remark->label);
}

/*
 * rem_dates_file_new:
 *
 * Returns: (transfer full): nothing yet
 */
RemDatesFile *
rem_dates_file_new (void)
{
  RemDatesFile *self = g_new0 (RemDatesFile, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->dates = g_array_new (FALSE, FALSE, sizeof (RemDatesFileDate));
  g_array_set_clear_func (self->dates, date_clear);
  self->remarks = g_array_new (FALSE, FALSE, sizeof (RemDatesFileRemark));
  g_array_set_clear_func (self->remarks, remark_clear);

  return self;
}

/*
 * rem_dates_file_add_remark:
 * @self: what is in a file, while it is read
 * @what: what is not taken as it stands
 * @label: (nullable): what the event is called
 * @day: the day of the event, or %REM_DATE_UNKNOWN
 */
void
rem_dates_file_add_remark (RemDatesFile *self, RemDatesRemark what, const char *label, RemDate day)
{
  RemDatesFileRemark remark = { what, NULL, day };

  self->n_remarks++;
  if (self->remarks->len >= REM_DATES_FILE_MAX_REMARKS)
    return;

  remark.label = g_strdup (label != NULL ? label : "");
  g_array_append_val (self->remarks, remark);
}

/**
 * rem_dates_file_ref:
 * @self: what is in a file
 *
 * Returns: (transfer full): @self
 */
RemDatesFile *
rem_dates_file_ref (RemDatesFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * rem_dates_file_unref:
 * @self: (transfer full): what is in a file
 *
 * Gives up a reference; the last one frees it.
 */
void
rem_dates_file_unref (RemDatesFile *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->dates);
  g_array_unref (self->remarks);
  g_free (self);
}

/**
 * rem_dates_file_get_n_dates:
 * @self: what is in a file
 *
 * Returns: how many dates would be taken
 */
guint
rem_dates_file_get_n_dates (RemDatesFile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->dates->len;
}

/**
 * rem_dates_file_get_date:
 * @self: what is in a file
 * @index: which date
 *
 * Returns: (transfer none): the date, as it would be kept
 */
RemOccasion *
rem_dates_file_get_date (RemDatesFile *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->dates->len, NULL);

  return g_array_index (self->dates, RemDatesFileDate, index).occasion;
}

/**
 * rem_dates_file_get_skipped:
 * @self: what is in a file
 * @index: which date
 * @n_skipped_out: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_skipped_out): the days on which it does not come
 */
const RemDate *
rem_dates_file_get_skipped (RemDatesFile *self, guint index, gsize *n_skipped_out)
{
  GArray *skipped = NULL;

  g_return_val_if_fail (self != NULL && index < self->dates->len, NULL);

  skipped = g_array_index (self->dates, RemDatesFileDate, index).skipped;
  *n_skipped_out = skipped->len;

  return (const RemDate *) (gpointer) skipped->data;
}

/**
 * rem_dates_file_get_n_remarks:
 * @self: what is in a file
 *
 * Returns: how many remarks can be told, at most %REM_DATES_FILE_MAX_REMARKS
 */
guint
rem_dates_file_get_n_remarks (RemDatesFile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->remarks->len;
}

/**
 * rem_dates_file_count_remarks:
 * @self: what is in a file
 *
 * Returns: how many remarks there are, those that cannot be told among them
 */
guint
rem_dates_file_count_remarks (RemDatesFile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_remarks;
}

/**
 * rem_dates_file_get_remark:
 * @self: what is in a file
 * @index: which remark
 *
 * Returns: what is not taken as it stands
 */
RemDatesRemark
rem_dates_file_get_remark (RemDatesFile *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->remarks->len, REM_DATES_REMARK_CUT);

  return g_array_index (self->remarks, RemDatesFileRemark, index).remark;
}

/**
 * rem_dates_file_get_remark_label:
 * @self: what is in a file
 * @index: which remark
 *
 * Returns: (transfer none): what the event is called; empty if it is about the file, or unnamed
 */
const char *
rem_dates_file_get_remark_label (RemDatesFile *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->remarks->len, NULL);

  return g_array_index (self->remarks, RemDatesFileRemark, index).label;
}

/**
 * rem_dates_file_get_remark_day:
 * @self: what is in a file
 * @index: which remark
 *
 * Returns: the day of the event, or %REM_DATE_UNKNOWN
 */
RemDate
rem_dates_file_get_remark_day (RemDatesFile *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->remarks->len, REM_DATE_UNKNOWN);

  return g_array_index (self->remarks, RemDatesFileRemark, index).day;
}

/**
 * rem_dates_remark_is_left_out:
 * @remark: a remark
 *
 * Returns: whether it is about something that is not taken at all
 */
gboolean
rem_dates_remark_is_left_out (RemDatesRemark remark)
{
  return remark <= REM_DATES_REMARK_TOO_MANY;
}
