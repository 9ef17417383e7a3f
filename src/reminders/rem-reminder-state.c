/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminder-state.h"

#include "rem-core-error.h"
#include "rem-reminder-answers.h"

/*
 * Three files in one folder: the plan, which the window writes; the record of what was told, which
 * only this service knows; and the answers, which the service adds and the window takes.
 *
 * Nothing here fails. Without a plan there is silence; without a record or answers that can be
 * written the service goes on from memory. The log gets one sentence, never what the files say.
 */

struct _RemReminderState
{
  RemReminderScheduler *scheduler;
  char *folder;
  char *plan_path;
  char *told_path;
  char *answers_path;
};

static RemFiredRecord *
load_record (const char *path)
{
  g_autoptr (GError) error = NULL;
  RemFiredRecord *record = rem_fired_record_load (path, &error);

  if (record != NULL)
    return record;

  if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_message ("What was told before cannot be read; a new record begins");

  return rem_fired_record_new ();
}

static RemReminderPlan *
load_plan (const char *path)
{
  g_autoptr (GError) error = NULL;
  RemReminderPlan *plan = rem_reminder_plan_load (path, &error);

  if (plan != NULL || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return plan;

  if (g_error_matches (error, REM_CORE_ERROR, REM_CORE_ERROR_NEWER_PLAN))
    g_message ("The reminder plan was written by a newer version; nothing is said until this "
               "program is of that version too");
  else
    g_message ("The reminder plan cannot be read; nothing is said until Remember writes it anew");

  return NULL;
}

/**
 * rem_reminder_state_new:
 * @clock: the clock
 * @plan_path: where the plan lies; the record and the answers lie beside it
 *
 * Reads the files. Blocks on the disk.
 *
 * Returns: (transfer full): a state
 */
RemReminderState *
rem_reminder_state_new (RemClock *clock, const char *plan_path)
{
  RemReminderState *self = NULL;

  g_return_val_if_fail (REM_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (plan_path != NULL, NULL);

  self = g_new0 (RemReminderState, 1);
  self->folder = g_path_get_dirname (plan_path);
  self->plan_path = g_strdup (plan_path);
  self->told_path = g_build_filename (self->folder, "told", NULL);
  self->answers_path = g_build_filename (self->folder, "answers", NULL);
  self->scheduler = rem_reminder_scheduler_new (clock, load_record (self->told_path));
  rem_reminder_state_reload (self);

  return self;
}

/**
 * rem_reminder_state_free:
 * @self: (transfer full): a state
 */
void
rem_reminder_state_free (RemReminderState *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->scheduler, rem_reminder_scheduler_free);
  g_free (self->answers_path);
  g_free (self->told_path);
  g_free (self->plan_path);
  g_free (self->folder);
  g_free (self);
}

/**
 * rem_reminder_state_get_folder:
 * @self: a state
 *
 * Returns: (transfer none): the folder of the three files
 */
const char *
rem_reminder_state_get_folder (RemReminderState *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->folder;
}

/**
 * rem_reminder_state_get_scheduler:
 * @self: a state
 *
 * Returns: (transfer none): the scheduler; save the state after its record has changed
 */
RemReminderScheduler *
rem_reminder_state_get_scheduler (RemReminderState *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scheduler;
}

/**
 * rem_reminder_state_is_read_from:
 * @self: a state
 * @name: the name of a file in its folder
 *
 * Returns: %TRUE if others change the file, so that the state has to be read again
 */
gboolean
rem_reminder_state_is_read_from (RemReminderState *self, const char *name)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  path = g_build_filename (self->folder, name, NULL);

  return g_str_equal (path, self->plan_path) || g_str_equal (path, self->answers_path);
}

/**
 * rem_reminder_state_reload:
 * @self: a state
 *
 * Reads the plan and the answers again. Blocks on the disk.
 */
void
rem_reminder_state_reload (RemReminderState *self)
{
  g_autoptr (RemReminderPlan) plan = NULL;
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);

  plan = load_plan (self->plan_path);
  rem_reminder_scheduler_set_plan (self->scheduler, plan);

  /* Answers that cannot be read for now stay as they are: silence was asked for. */
  answers = rem_reminder_answers_load (self->answers_path, &error);
  if (answers != NULL || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    rem_reminder_scheduler_set_answers (self->scheduler, answers);
}

/**
 * rem_reminder_state_save:
 * @self: a state
 *
 * Writes what was told. Blocks on the disk.
 */
void
rem_reminder_state_save (RemReminderState *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);

  if (!rem_fired_record_save (rem_reminder_scheduler_get_record (self->scheduler), self->told_path,
                              &error))
    g_message ("What was told cannot be written; it is kept in memory");
}

/**
 * rem_reminder_state_not_this_year:
 * @self: a state
 * @id: the first id of a notice, as it came back from outside
 *
 * Takes "Not this year" for an answer, and keeps it for the window. Blocks on the disk.
 */
void
rem_reminder_state_not_this_year (RemReminderState *self, const char *id)
{
  g_autoptr (GPtrArray) answers = NULL;
  g_autofree RemReminderAnswer *values = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (id != NULL);

  answers = rem_reminder_scheduler_not_this_year (self->scheduler, id);
  if (answers->len == 0)
    return;

  values = g_new0 (RemReminderAnswer, answers->len);
  for (guint i = 0; i < answers->len; i++)
    values[i] = *(RemReminderAnswer *) g_ptr_array_index (answers, i);

  if (!rem_reminder_answers_append (self->answers_path, values, answers->len, &error))
    g_message ("An answer cannot be written; it is kept in memory");
  rem_reminder_state_save (self);
}
