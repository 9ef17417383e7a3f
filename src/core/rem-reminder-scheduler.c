/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminder-scheduler-private.h"

#include "rem-reminder-answers.h"
#include "rem-wall-time.h"

/*
 * One day has one notice. Its life, kept in the fired record under the civil day:
 *
 *   (nothing) ── due, and the day is still today ──► shown ───────► over
 *                                                     │              ▲ │
 *                                                     └► later ► shown again
 *                                                         ▲          │
 *                                                         └── later ─┘
 *
 * Each "Later" puts it off further: an hour, then to the evening, then to the day after, of which
 * it becomes the one notice, together with what that day has to say. After that it rests.
 *
 * look() finds what is due, told() takes a day to `shown` or `shown again`, later() to `later`,
 * open(), not_this_year() and withdrew() to `over`. Nothing leads back, so nothing is told twice:
 * neither by the clock nor by the traveller who lives through a day for the second time.
 *
 * The wall clock decides: an entry is due when its date is today's date where the person is and its
 * hour has come. So a computer that was off at the hour tells it later on the same day, and never
 * once the day is over. Each look starts from the clock, the zone, the plan and the record alone;
 * whatever happened to the clock since the look before cannot matter.
 */

#define MAX_BODIES  3              /* of one merged notice */
#define NEAR_S      (26 * 60 * 60) /* no journey moves the wall clock further than this */
#define NEAR_LOOK_S (60 * 60)      /* how often to look when something is near */
#define FAR_LOOK_S  (24 * 60 * 60) /* and when nothing is */

static gint64
find_due (const RemPlanEntry *entry, GTimeZone *zone)
{
  return rem_wall_time_find (entry->date, entry->hour, entry->minute, zone);
}

static gboolean
is_silent (RemReminderScheduler *self, const RemPlanEntry *entry)
{
  return g_hash_table_contains (self->silent_ids, entry->id) ||
         (entry->about != NULL && g_hash_table_contains (self->silent_abouts, entry->about));
}

/* Puts the entries of one day, in their order, into one notice. */
static RemNotice *
build_notice (RemDate day, GPtrArray *entries, gint64 due_unix_s, gboolean is_follow_up)
{
  RemNotice *notice = g_new0 (RemNotice, 1);
  const RemPlanEntry *first = g_ptr_array_index (entries, 0);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GPtrArray) bodies = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const RemPlanEntry *entry = g_ptr_array_index (entries, i);

      g_strv_builder_add (ids, entry->id);
      if (bodies->len < MAX_BODIES &&
          !g_ptr_array_find_with_equal_func (bodies, entry->body, g_str_equal, NULL))
        g_ptr_array_add (bodies, entry->body);
    }
  g_ptr_array_add (bodies, NULL);

  notice->day = day;
  notice->ids = g_strv_builder_end (ids);
  notice->due_unix_s = due_unix_s;
  notice->title = g_strdup (first->title);
  notice->body = g_strjoinv ("\n", (char **) bodies->pdata);
  notice->is_follow_up = is_follow_up;
  notice->has_later = TRUE;

  return notice;
}

/* The next notice on @from or after it that was not told, of a day that had none; or %NULL. */
static RemNotice *
find_untold (RemReminderScheduler *self, RemDate from, GTimeZone *zone)
{
  gsize n_entries = rem_reminder_plan_get_n_entries (self->plan);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (gsize i = rem_reminder_plan_find_first_on (self->plan, from); i < n_entries; i++)
    {
      const RemPlanEntry *entry = rem_reminder_plan_get_entry (self->plan, i);
      const RemPlanEntry *first = entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;

      if (first != NULL && !rem_date_equal (entry->date, first->date))
        break;
      if (!is_silent (self, entry) && !rem_fired_record_has_id (self->record, entry->id) &&
          rem_fired_record_find_day (self->record, entry->date) == NULL)
        g_ptr_array_add (entries, (gpointer) entry);
    }

  if (entries->len == 0)
    return NULL;

  return build_notice (((const RemPlanEntry *) g_ptr_array_index (entries, 0))->date, entries,
                       find_due (g_ptr_array_index (entries, 0), zone), FALSE);
}

/* Those of @fired that the plan still holds and that were not answered. */
static GPtrArray *
list_living_entries (RemReminderScheduler *self, const RemFiredDay *fired)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (gsize i = 0; fired->ids[i] != NULL; i++)
    {
      const RemPlanEntry *entry = rem_reminder_plan_find_id (self->plan, fired->ids[i]);

      if (entry != NULL && !is_silent (self, entry))
        g_ptr_array_add (entries, (gpointer) entry);
    }

  return g_steal_pointer (&entries);
}

/* What was put off to a day is told with what that day has to say. */
static void
add_entries_of_day (RemReminderScheduler *self, RemDate day, GPtrArray *entries)
{
  gsize n_entries = rem_reminder_plan_get_n_entries (self->plan);

  for (gsize i = rem_reminder_plan_find_first_on (self->plan, day); i < n_entries; i++)
    {
      const RemPlanEntry *entry = rem_reminder_plan_get_entry (self->plan, i);

      if (!rem_date_equal (entry->date, day))
        break;
      if (!is_silent (self, entry) && !rem_fired_record_has_id (self->record, entry->id))
        g_ptr_array_add (entries, (gpointer) entry);
    }
}

static RemNotice *
find_follow_up (RemReminderScheduler *self, RemDate today, GTimeZone *zone)
{
  const RemFiredDay *fired = rem_fired_record_find_waiting (self->record);
  g_autoptr (GPtrArray) entries = NULL;
  RemNotice *notice = NULL;
  gint64 due_unix_s = 0;
  guint n_deferred = 0;

  if (fired == NULL || rem_date_compare (fired->day, today) < 0)
    return NULL;

  entries = list_living_entries (self, fired);
  n_deferred = entries->len;
  due_unix_s = fired->later_unix_s;
  if (fired->n_later >= REM_FIRED_RECORD_MAX_LATER)
    add_entries_of_day (self, fired->day, entries);
  if (entries->len == 0)
    return NULL;
  if (n_deferred == 0)
    due_unix_s = find_due (g_ptr_array_index (entries, 0), zone);
  else if (entries->len > n_deferred)
    due_unix_s = MIN (due_unix_s, find_due (g_ptr_array_index (entries, n_deferred), zone));

  notice = build_notice (fired->day, entries, due_unix_s, TRUE);
  notice->has_later = fired->n_later < REM_FIRED_RECORD_MAX_LATER;

  return notice;
}

/* Returns %TRUE and leaves the notice in the step if it has to be shown now. */
static gboolean
take_if_due (RemReminderStep *step, RemNotice **notice, RemDate today, gint64 now)
{
  if (step->notice != NULL || *notice == NULL || !rem_date_equal ((*notice)->day, today) ||
      (*notice)->due_unix_s > now)
    return FALSE;

  step->notice = g_steal_pointer (notice);

  return TRUE;
}

/* Makes the step look again for something that comes at @unix_s. */
static void
look_for (RemReminderStep *step, gint64 unix_s, gint64 now)
{
  gint64 look = unix_s;

  if (unix_s <= now || unix_s - now <= NEAR_S)
    look = unix_s <= now ? now + NEAR_LOOK_S : MIN (unix_s, now + NEAR_LOOK_S);
  else
    look = MIN (unix_s, now + FAR_LOOK_S);

  look *= G_USEC_PER_SEC;
  if (step->next_look_unix_us == 0 || look < step->next_look_unix_us)
    step->next_look_unix_us = look;
}

/**
 * rem_notice_free:
 * @self: (transfer full): a notice
 */
void
rem_notice_free (RemNotice *self)
{
  g_return_if_fail (self != NULL);

  g_strfreev (self->ids);
  g_free (self->title);
  g_free (self->body);
  g_free (self);
}

/**
 * rem_reminder_step_free:
 * @self: (transfer full): a step
 */
void
rem_reminder_step_free (RemReminderStep *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->notice, rem_notice_free);
  g_free (self);
}

/**
 * rem_reminder_scheduler_new:
 * @clock: (transfer none): the clock
 * @record: (transfer full): what was told so far
 *
 * Returns: (transfer full): a scheduler with an empty plan
 */
RemReminderScheduler *
rem_reminder_scheduler_new (RemClock *clock, RemFiredRecord *record)
{
  RemReminderScheduler *self = NULL;

  g_return_val_if_fail (REM_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (record != NULL, NULL);

  self = g_new0 (RemReminderScheduler, 1);
  self->clock = g_object_ref (clock);
  self->record = record;
  self->plan = rem_reminder_plan_new (NULL, 0);
  self->silent_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->silent_abouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * rem_reminder_scheduler_free:
 * @self: (transfer full): a scheduler
 */
void
rem_reminder_scheduler_free (RemReminderScheduler *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->silent_abouts, g_hash_table_unref);
  g_clear_pointer (&self->silent_ids, g_hash_table_unref);
  g_clear_pointer (&self->plan, rem_reminder_plan_unref);
  g_clear_pointer (&self->record, rem_fired_record_free);
  g_clear_object (&self->clock);
  g_free (self);
}

/**
 * rem_reminder_scheduler_set_plan:
 * @self: a scheduler
 * @plan: (nullable): what may be said; %NULL for nothing
 *
 * Follows another plan from the next look on. What was told before stays told.
 */
void
rem_reminder_scheduler_set_plan (RemReminderScheduler *self, RemReminderPlan *plan)
{
  g_return_if_fail (self != NULL);

  rem_reminder_plan_unref (self->plan);
  self->plan = plan != NULL ? rem_reminder_plan_ref (plan) : rem_reminder_plan_new (NULL, 0);
}

/**
 * rem_reminder_scheduler_set_answers:
 * @self: a scheduler
 * @answers: (nullable) (element-type RemReminderAnswer): each "Not this year" that waits
 *
 * Keeps silent about what was answered, instead of what was answered before.
 */
void
rem_reminder_scheduler_set_answers (RemReminderScheduler *self, GPtrArray *answers)
{
  g_return_if_fail (self != NULL);

  g_hash_table_remove_all (self->silent_ids);
  g_hash_table_remove_all (self->silent_abouts);
  for (guint i = 0; answers != NULL && i < answers->len; i++)
    {
      const RemReminderAnswer *answer = g_ptr_array_index (answers, i);

      g_hash_table_add (self->silent_ids, g_strdup (answer->id));
      if (answer->about != NULL)
        g_hash_table_add (self->silent_abouts, g_strdup (answer->about));
    }
}

/**
 * rem_reminder_scheduler_get_record:
 * @self: a scheduler
 *
 * Returns: (transfer none): what was told so far
 */
RemFiredRecord *
rem_reminder_scheduler_get_record (RemReminderScheduler *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->record;
}

/**
 * rem_reminder_scheduler_look:
 * @self: a scheduler
 *
 * Finds what has to be done now. It changes nothing: say rem_reminder_scheduler_told() and
 * rem_reminder_scheduler_withdrew() once it is done, and look again.
 *
 * Returns: (transfer full): a step
 */
RemReminderStep *
rem_reminder_scheduler_look (RemReminderScheduler *self)
{
  RemReminderStep *step = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (RemNotice) untold = NULL;
  g_autoptr (RemNotice) follow_up = NULL;
  const RemFiredDay *shown = NULL;
  RemDate today = REM_DATE_UNKNOWN;
  gint64 now = 0;

  g_return_val_if_fail (self != NULL, NULL);

  step = g_new0 (RemReminderStep, 1);
  zone = rem_clock_dup_time_zone (self->clock);
  now = rem_reminder_scheduler_get_now (self);
  today = rem_wall_time_get_date (now, zone);

  shown = rem_fired_record_find_shown (self->record);
  if (shown != NULL)
    {
      g_autoptr (GPtrArray) entries = list_living_entries (self, shown);

      step->withdraws = entries->len == 0 || rem_date_compare (shown->day, today) < 0;
      if (!step->withdraws)
        look_for (step, rem_wall_time_find_day_end (shown->day, zone), now);
    }

  follow_up = find_follow_up (self, today, zone);
  if (!take_if_due (step, &follow_up, today, now) && follow_up != NULL)
    look_for (step, follow_up->due_unix_s, now);

  untold = find_untold (self, today, zone);
  if (take_if_due (step, &untold, today, now))
    untold = find_untold (self, rem_date_add_days (today, 1), zone);
  if (untold != NULL)
    look_for (step, untold->due_unix_s, now);

  return step;
}

/**
 * rem_reminder_scheduler_told:
 * @self: a scheduler
 * @notice: what was shown, from the last look
 *
 * Remembers that the notice was shown. Save the record before it is shown, so that no crash repeats
 * it.
 */
void
rem_reminder_scheduler_told (RemReminderScheduler *self, const RemNotice *notice)
{
  const RemFiredDay *shown = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (notice != NULL);

  /* It takes the place of the one on the screen. */
  shown = rem_fired_record_find_shown (self->record);
  if (shown != NULL)
    rem_fired_record_set_state (self->record, shown->day, REM_FIRED_STATE_OVER);

  if (notice->is_follow_up)
    {
      rem_fired_record_add_ids (self->record, notice->day, (const char *const *) notice->ids);
      rem_fired_record_set_state (self->record, notice->day, REM_FIRED_STATE_SHOWN_AGAIN);
    }
  else
    rem_fired_record_add (self->record, notice->day, (const char *const *) notice->ids);
}

/**
 * rem_reminder_scheduler_withdrew:
 * @self: a scheduler
 *
 * Remembers that nothing is on the screen any more.
 */
void
rem_reminder_scheduler_withdrew (RemReminderScheduler *self)
{
  const RemFiredDay *shown = NULL;

  g_return_if_fail (self != NULL);

  while ((shown = rem_fired_record_find_shown (self->record)) != NULL)
    rem_fired_record_set_state (self->record, shown->day, REM_FIRED_STATE_OVER);
}

/**
 * rem_reminder_scheduler_list_coming:
 * @self: a scheduler
 * @until: the last day to list
 *
 * Lists what will be said if nothing changes: each notice from now to the end of @until as it will
 * read, in order of time. A notice that is due and was not shown yet comes now.
 *
 * Returns: (transfer full) (element-type RemNotice): the notices
 */
GPtrArray *
rem_reminder_scheduler_list_coming (RemReminderScheduler *self, RemDate until)
{
  g_autoptr (GPtrArray) coming = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (RemNotice) follow_up = NULL;
  RemDate from = REM_DATE_UNKNOWN;
  gint64 now = 0;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (rem_date_is_valid (until), NULL);

  coming = g_ptr_array_new_with_free_func ((GDestroyNotify) rem_notice_free);
  zone = rem_clock_dup_time_zone (self->clock);
  now = rem_reminder_scheduler_get_now (self);
  from = rem_wall_time_get_date (now, zone);

  follow_up = find_follow_up (self, from, zone);
  if (follow_up != NULL && rem_date_compare (follow_up->day, until) <= 0)
    {
      follow_up->due_unix_s = MAX (follow_up->due_unix_s, now);
      g_ptr_array_add (coming, g_steal_pointer (&follow_up));
    }

  while (TRUE)
    {
      g_autoptr (RemNotice) untold = find_untold (self, from, zone);

      if (untold == NULL || rem_date_compare (untold->day, until) > 0)
        break;

      untold->due_unix_s = MAX (untold->due_unix_s, now);
      from = rem_date_add_days (untold->day, 1);
      g_ptr_array_add (coming, g_steal_pointer (&untold));
    }

  return g_steal_pointer (&coming);
}
