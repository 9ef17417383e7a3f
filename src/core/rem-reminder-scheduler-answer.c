/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminder-scheduler-private.h"

#include "rem-reminder-answers.h"
#include "rem-wall-time.h"

/* What was answered to a notice: Open, Later, Not this year. */

#define LATER_S      (60 * 60) /* the first "Later" is in an hour, */
#define LATER_LAST_S (10 * 60) /* but this long before the day ends at the latest, */
#define EVENING_HOUR 19        /* the second one this evening, */
#define MORNING_HOUR 10        /* and the third one tomorrow */

/* Whole seconds, also before 1970. */
gint64
rem_reminder_scheduler_get_now (RemReminderScheduler *self)
{
  gint64 unix_us = rem_clock_get_unix_us (self->clock);

  return unix_us / G_USEC_PER_SEC - (unix_us % G_USEC_PER_SEC < 0 ? 1 : 0);
}

/**
 * rem_reminder_scheduler_open:
 * @self: a scheduler
 * @id: the first id of a notice, as it came back from outside
 *
 * Takes "Open" for an answer: nothing more comes on that day.
 *
 * Returns: %TRUE if the notice was told
 */
gboolean
rem_reminder_scheduler_open (RemReminderScheduler *self, const char *id)
{
  const RemFiredDay *fired = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  fired = rem_fired_record_find_id (self->record, id);
  if (fired == NULL)
    return FALSE;

  rem_fired_record_set_state (self->record, fired->day, REM_FIRED_STATE_OVER);

  return TRUE;
}

/* Whether the notice of a day can come once more on the same day, and when. */
static gboolean
find_later_today (
    const RemFiredDay *fired, gint64 now, GTimeZone *zone, gint64 *later_out, guint *n_later_out)
{
  gint64 in_an_hour =
      MIN (now + LATER_S, rem_wall_time_find_day_end (fired->day, zone) - LATER_LAST_S);
  gint64 evening = rem_wall_time_find (fired->day, EVENING_HOUR, 0, zone);

  if (fired->n_later == 0 && in_an_hour > now)
    {
      *later_out = in_an_hour;
      *n_later_out = 1;
      return TRUE;
    }
  if (fired->n_later <= 1 && evening >= now + LATER_S)
    {
      *later_out = evening;
      *n_later_out = 2;
      return TRUE;
    }

  return FALSE;
}

/**
 * rem_reminder_scheduler_later:
 * @self: a scheduler
 * @id: the first id of a notice, as it came back from outside
 *
 * Takes "Later" for an answer: the notice comes once more in an hour, or shortly before the day
 * ends if that is sooner; chosen again, at seven in the evening; and chosen once more, or when the
 * evening is too near, on the morning of the day after. After that it rests.
 *
 * Returns: %TRUE if the notice was told
 */
gboolean
rem_reminder_scheduler_later (RemReminderScheduler *self, const char *id)
{
  g_autoptr (GTimeZone) zone = NULL;
  const RemFiredDay *fired = NULL;
  RemDate tomorrow = REM_DATE_UNKNOWN;
  gint64 morning = 0;
  gint64 later = 0;
  gint64 now = 0;
  guint n_later = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  fired = rem_fired_record_find_id (self->record, id);
  if (fired == NULL)
    return FALSE;
  if (fired->state == REM_FIRED_STATE_LATER || fired->state == REM_FIRED_STATE_OVER)
    return TRUE;

  now = rem_reminder_scheduler_get_now (self);
  zone = rem_clock_dup_time_zone (self->clock);
  tomorrow = rem_date_add_days (fired->day, 1);
  morning = rem_wall_time_find (tomorrow, MORNING_HOUR, 0, zone);
  if (find_later_today (fired, now, zone, &later, &n_later))
    rem_fired_record_set_later (self->record, fired->day, later, n_later);
  else if (fired->n_later < REM_FIRED_RECORD_MAX_LATER && morning > now &&
           rem_fired_record_find_day (self->record, tomorrow) == NULL)
    rem_fired_record_defer (self->record, fired->day, tomorrow, morning);
  else
    rem_fired_record_set_state (self->record, fired->day, REM_FIRED_STATE_OVER);

  return TRUE;
}

/**
 * rem_reminder_scheduler_not_this_year:
 * @self: a scheduler
 * @id: the first id of a notice, as it came back from outside
 *
 * Takes "Not this year" for an answer: from now on nothing is said of what the notice spoke of.
 *
 * Returns: (transfer full) (element-type RemReminderAnswer): what to keep for the window; empty if
 *   the notice was not told
 */
GPtrArray *
rem_reminder_scheduler_not_this_year (RemReminderScheduler *self, const char *id)
{
  g_autoptr (GPtrArray) answers = NULL;
  const RemFiredDay *fired = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  answers = g_ptr_array_new_with_free_func ((GDestroyNotify) rem_reminder_answer_free);
  fired = rem_fired_record_find_id (self->record, id);
  if (fired == NULL)
    return g_steal_pointer (&answers);

  for (gsize i = 0; fired->ids[i] != NULL; i++)
    {
      const RemPlanEntry *entry = rem_reminder_plan_find_id (self->plan, fired->ids[i]);
      RemReminderAnswer *answer = g_new0 (RemReminderAnswer, 1);

      answer->id = g_strdup (fired->ids[i]);
      answer->about = entry != NULL ? g_strdup (entry->about) : NULL;
      g_ptr_array_add (answers, answer);

      g_hash_table_add (self->silent_ids, g_strdup (answer->id));
      if (answer->about != NULL)
        g_hash_table_add (self->silent_abouts, g_strdup (answer->about));
    }
  rem_fired_record_set_state (self->record, fired->day, REM_FIRED_STATE_OVER);

  return g_steal_pointer (&answers);
}
