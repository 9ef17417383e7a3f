/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-dates-file.h"
#include "rem-ical-lines.h"
#include "rem-ical-rule.h"
#include "rem-ical-zones.h"

G_BEGIN_DECLS

/* An event of a calendar file as it is read, and what becomes of it. */

/** The most single days, days that are left out, alarms and words of one event. */
#define REM_ICAL_MAX_DAYS   REM_OCCASION_MAX_DAYS
#define REM_ICAL_MAX_ALARMS 16
#define REM_ICAL_MAX_LABEL  300
#define REM_ICAL_MAX_NOTE   20000
#define REM_ICAL_MAX_UID    512
/** The most single days of a whole file. */
#define REM_ICAL_MAX_FILE_DAYS 100000

typedef struct
{
  RemIcalTime time;
  int zone;
} RemIcalMoment;

typedef struct
{
  gboolean is_absolute;
  gboolean is_from_end;
  gboolean is_quiet; /* a mail, or an alarm that says there is none */
  gboolean has_trigger;
  gboolean is_broken;
  gint64 seconds;
  RemIcalMoment moment;
} RemIcalAlarm;

typedef struct
{
  gboolean is_vague;
  gboolean is_cancelled;
  gboolean has_start;
  gboolean has_end;
  gboolean has_recurrence_id;
  gboolean has_more_rules;
  gboolean has_lost_days;
  gboolean has_lost_words;
  RemIcalMoment start;
  RemIcalMoment end;
  RemIcalMoment recurrence_id;
  gint64 duration;
  char *uid;
  char *label;
  char *note;
  char *place;
  char *rule;
  GArray *days;    /* of RemIcalMoment */
  GArray *skipped; /* of RemIcalMoment */
  GArray *alarms;  /* of RemIcalAlarm */
  GHashTable *own; /* our own properties: name → value */
  RemDate own_start;
} RemIcalEvent;

RemIcalEvent *rem_ical_event_new (gboolean is_vague);
void rem_ical_event_free (RemIcalEvent *self);
void rem_ical_event_separate (RemIcalEvent *self);
void rem_ical_event_take_line (RemIcalEvent *self,
                               const RemIcalLine *line,
                               RemIcalZones *zones,
                               guint *n_days_left);
void rem_ical_alarm_take_line (RemIcalAlarm *self, const RemIcalLine *line, RemIcalZones *zones);

typedef void (*RemIcalRemarkFunc) (gpointer data, RemDatesRemark remark);

RemOccasion *rem_ical_event_make (RemIcalEvent *self,
                                  RemIcalZones *zones,
                                  RemIcalRules *rules,
                                  gint64 now_us,
                                  GArray *skipped,
                                  RemIcalRemarkFunc remark,
                                  gpointer remark_data);
RemDate rem_ical_event_tell_day (RemIcalEvent *self, RemIcalMoment moment, RemIcalZones *zones);
gboolean rem_ical_event_apply_own (RemIcalEvent *self, RemIcalRules *rules, RemOccasion **occasion);

G_END_DECLS
