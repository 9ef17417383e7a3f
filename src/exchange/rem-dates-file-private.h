/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-dates-file.h"

G_BEGIN_DECLS

/* What is in a calendar file. Only rem-dates-file*.c use this. */

typedef struct
{
  RemOccasion *occasion;
  GArray *skipped; /* of RemDate */
  GArray *moved;   /* of RemDate, or NULL; only while dates are made */
} RemDatesFileDate;

typedef struct
{
  RemDatesRemark remark;
  char *label;
  RemDate day;
} RemDatesFileRemark;

struct _RemDatesFile
{
  gatomicrefcount ref_count;
  GArray *dates;   /* of RemDatesFileDate */
  GArray *remarks; /* of RemDatesFileRemark */
  guint n_remarks; /* those beyond the limit among them */
};

RemDatesFile *rem_dates_file_new (void);
void
rem_dates_file_add_remark (RemDatesFile *self, RemDatesRemark what, const char *label, RemDate day);

G_END_DECLS
