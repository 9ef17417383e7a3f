/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "rem-date.h"

G_BEGIN_DECLS

/** The most days that are remembered; the first ones told go first. */
#define REM_FIRED_RECORD_MAX_DAYS 400

/** How often "Later" can be chosen of one notice: in an hour, this evening, tomorrow. */
#define REM_FIRED_RECORD_MAX_LATER 3

/**
 * RemFiredState:
 * @REM_FIRED_STATE_SHOWN: the notice of the day was told and may still be on the screen
 * @REM_FIRED_STATE_LATER: "Later" was chosen: it comes once more
 * @REM_FIRED_STATE_SHOWN_AGAIN: it came once more and may still be on the screen
 * @REM_FIRED_STATE_OVER: it was answered, or its day ended: nothing more on that day
 */
typedef enum
{
  REM_FIRED_STATE_SHOWN,
  REM_FIRED_STATE_LATER,
  REM_FIRED_STATE_SHOWN_AGAIN,
  REM_FIRED_STATE_OVER,
} RemFiredState;

/**
 * RemFiredDay:
 * @day: the civil day of the notice
 * @ids: the entries of the plan that it told
 * @state: what became of it
 * @later_unix_s: when it comes once more, in %REM_FIRED_STATE_LATER; else 0
 * @n_later: how often "Later" was chosen, 0 to %REM_FIRED_RECORD_MAX_LATER
 */
typedef struct
{
  RemDate day;
  GStrv ids;
  RemFiredState state;
  gint64 later_unix_s;
  guint n_later;
} RemFiredDay;

/**
 * RemFiredRecord:
 *
 * What remember-reminders has told, so that nothing is told twice: not after a restart, a journey,
 * a sleep or a jump of the clock. Not thread-safe.
 */
typedef struct _RemFiredRecord RemFiredRecord;

RemFiredRecord *rem_fired_record_new (void);
RemFiredRecord *rem_fired_record_load (const char *path, GError **error);
void rem_fired_record_free (RemFiredRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemFiredRecord, rem_fired_record_free)

gboolean rem_fired_record_save (RemFiredRecord *self, const char *path, GError **error);
gboolean rem_fired_record_has_id (RemFiredRecord *self, const char *id);
const RemFiredDay *rem_fired_record_find_day (RemFiredRecord *self, RemDate day);
const RemFiredDay *rem_fired_record_find_id (RemFiredRecord *self, const char *id);
const RemFiredDay *rem_fired_record_find_shown (RemFiredRecord *self);
const RemFiredDay *rem_fired_record_find_waiting (RemFiredRecord *self);

void rem_fired_record_add (RemFiredRecord *self, RemDate day, const char *const *ids);
void rem_fired_record_set_state (RemFiredRecord *self, RemDate day, RemFiredState state);
void
rem_fired_record_set_later (RemFiredRecord *self, RemDate day, gint64 later_unix_s, guint n_later);
void rem_fired_record_defer (RemFiredRecord *self, RemDate day, RemDate to, gint64 later_unix_s);
void rem_fired_record_add_ids (RemFiredRecord *self, RemDate day, const char *const *ids);

char *rem_fired_record_build_default_path (void);

G_END_DECLS
