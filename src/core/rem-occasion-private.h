/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-occasion.h"

G_BEGIN_DECLS

/* What a date consists of. Only rem-occasion*.c use this. */

struct _RemOccasion
{
  gatomicrefcount ref_count;
  char *uuid;
  char *label;
  char *rule;
  RemDay anchor;
  gint64 created_us;
  gint64 modified_us;
  gint64 removed_us;
  RemOccasionKind kind;
  RemCalendar calendar;
  RemRepeat repeat;
  RemLeapDay leap_day;
  GStrv persons;
  RemReminder *reminders;
  gsize n_reminders;
  char *uid;
  char *note;
  char *hour;
  GArray *days; /* (element-type RemDate), in order, each once; never changed once it is here */
  RemDate ended;
  gboolean is_muted;
};

RemOccasion *rem_occasion_copy (RemOccasion *self);
gboolean rem_occasion_details_equal (RemOccasion *a, RemOccasion *b);

G_END_DECLS
