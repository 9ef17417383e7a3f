/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-context-private.h"

#include "rem-plan-writer.h"
#include "rem-readable-copy.h"

/*
 * Locking, step by step; each step goes on in rem_context_continue_lock() when it is done:
 *
 *   1. "before-lock": the pages hand the last words to their draft keepers.
 *   2. Every draft is kept. If one cannot be, the box stays open with all that was written, and
 *      who asked for the lock is told why: memories come before the lock. Who then still wants to
 *      lock calls rem_context_lock_without_drafts_async().
 *   3. Imports and reads of files are cancelled and waited for.
 *   4. The reminder plan is written; a plan that cannot be written holds nothing up.
 *   5. The box is closed, and its keys are wiped.
 *
 * Everybody who asks meanwhile gets the same answer. Main thread.
 */

static void
return_lock_tasks (RemContext *self, const GError *error)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->lock_tasks);

  self->lock_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_locking = FALSE;
  self->gives_up_drafts = FALSE;

  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void
close_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemContext) self = user_data;
  g_autoptr (GError) error = NULL;

  rem_box_close_finish (REM_BOX (source), result, &error);
  rem_context_set_state (self, REM_CONTEXT_LOCKED);
  return_lock_tasks (self, error);
}

static void
close_box (RemContext *self)
{
  g_autoptr (RemBox) box = g_object_ref (self->box);

  rem_readable_copy_remove_all ();
  rem_context_set_box (self, NULL);
  rem_box_close_async (box, close_cb, g_object_ref (self));
}

static void
plan_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemContext) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_plan_writer_flush_finish (REM_PLAN_WRITER (source), result, &error))
    g_debug ("The reminder plan could not be written before locking: %s", error->message);

  close_box (self);
}

/* Cancelling may end a job there and then, so the list is not walked while it is done. */
static void
end_jobs (RemContext *self)
{
  g_autoptr (GPtrArray) cancellables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->jobs->len; i++)
    g_ptr_array_add (cancellables, g_object_ref (rem_context_job_get_cancellable (
                                       g_ptr_array_index (self->jobs, i))));

  for (guint i = 0; i < cancellables->len; i++)
    g_cancellable_cancel (g_ptr_array_index (cancellables, i));
}

static void
give_up_drafts (RemContext *self)
{
  while (self->keepers->len > 0)
    rem_draft_keeper_give_up (g_ptr_array_index (self->keepers, 0));
}

static void flush_drafts (RemContext *self);

static void
finish_flushing (RemContext *self)
{
  g_autoptr (GError) error = g_steal_pointer (&self->flush_error);

  if (error != NULL && !self->gives_up_drafts)
    {
      rem_context_set_state (self, REM_CONTEXT_OPEN);
      return_lock_tasks (self, error);
      return;
    }

  if (self->gives_up_drafts)
    give_up_drafts (self);
  if (self->keepers->len > 0)
    {
      flush_drafts (self); /* changed while the others were being kept */
      return;
    }

  if (self->jobs->len > 0)
    end_jobs (self); /* the last job to end goes on with rem_context_continue_lock() */
  else
    rem_context_continue_lock (self);
}

static void
flush_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemContext) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_draft_keeper_flush_finish (REM_DRAFT_KEEPER (source), result, &error) &&
      self->flush_error == NULL)
    self->flush_error = g_steal_pointer (&error);

  self->n_flushing--;
  if (self->n_flushing == 0)
    finish_flushing (self);
}

static gpointer
ref_keeper (gconstpointer keeper, gpointer user_data)
{
  return g_object_ref ((gpointer) keeper);
}

static void
flush_drafts (RemContext *self)
{
  g_autoptr (GPtrArray) keepers = g_ptr_array_copy (self->keepers, ref_keeper, NULL);

  /* One more than there are keepers, so that nothing goes on before all were asked. */
  self->n_flushing = keepers->len + 1;
  for (guint i = 0; i < keepers->len; i++)
    rem_draft_keeper_flush_async (g_ptr_array_index (keepers, i), flush_cb, g_object_ref (self));

  self->n_flushing--;
  if (self->n_flushing == 0)
    finish_flushing (self);
}

static void
begin_lock (RemContext *self)
{
  self->is_locking = TRUE;
  g_signal_emit_by_name (self, "before-lock");
  rem_context_set_state (self, REM_CONTEXT_BUSY);
  flush_drafts (self);
}

/* Goes on with locking after a step that was waited for, or begins it. */
void
rem_context_continue_lock (RemContext *self)
{
  if (self->state == REM_CONTEXT_OPEN)
    begin_lock (self);
  else if (self->state != REM_CONTEXT_BUSY)
    return_lock_tasks (self, NULL);
  else if (self->n_flushing > 0 || self->jobs->len > 0)
    return;
  else if (self->plan_writer != NULL)
    rem_plan_writer_flush_async (self->plan_writer, plan_written_cb, g_object_ref (self));
  else
    close_box (self);
}

static void
request_lock (RemContext *self,
              gboolean gives_up_drafts,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, rem_context_lock_async);
  g_ptr_array_add (self->lock_tasks, task);
  if (gives_up_drafts)
    self->gives_up_drafts = TRUE;

  if (!self->is_locking && self->state != REM_CONTEXT_BUSY)
    rem_context_continue_lock (self);
}

/**
 * rem_context_lock_async:
 * @self: a context
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Keeps every draft, ends imports that are under way (nothing of them stays half-kept), writes the
 * reminder plan and locks the box. If a draft cannot be kept the box stays open with all that was
 * written and the answer says why: what was written is worth more than the lock. Who then still
 * wants to lock calls rem_context_lock_without_drafts_async().
 *
 * A box that is not open is locked already. While the box is being opened this waits for that.
 */
void
rem_context_lock_async (RemContext *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (self));

  request_lock (self, FALSE, callback, user_data);
}

/**
 * rem_context_lock_without_drafts_async:
 * @self: a context
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * As rem_context_lock_async(), and locks even if a draft cannot be kept: what was not kept by then
 * is given up. Only after the person said so. Finished by rem_context_lock_finish().
 */
void
rem_context_lock_without_drafts_async (RemContext *self,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (self));

  request_lock (self, TRUE, callback, user_data);
}

/**
 * rem_context_lock_finish:
 * @self: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Fails with the error of the draft that could not be kept: then the state is
 * %REM_CONTEXT_OPEN. Fails with what rem_box_close() met while closing: then the state is
 * %REM_CONTEXT_LOCKED all the same, and what was kept is on the disk.
 *
 * Returns: %TRUE if the box is locked and nothing was in the way
 */
gboolean
rem_context_lock_finish (RemContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_context_lock_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * rem_context_has_unkept_drafts:
 * @self: a context
 *
 * Returns: %TRUE if a draft keeper holds words that are not kept yet
 */
gboolean
rem_context_has_unkept_drafts (RemContext *self)
{
  g_return_val_if_fail (REM_IS_CONTEXT (self), FALSE);

  return self->keepers->len > 0;
}

/* Keeps @keeper alive while it has something that is not kept yet, and flushes it before the
 * lock. */
void
rem_context_hold_keeper (RemContext *self, RemDraftKeeper *keeper)
{
  if (!g_ptr_array_find (self->keepers, keeper, NULL))
    g_ptr_array_add (self->keepers, g_object_ref (keeper));
}

/* The opposite of rem_context_hold_keeper(); may free @keeper. */
void
rem_context_release_keeper (RemContext *self, RemDraftKeeper *keeper)
{
  g_ptr_array_remove (self->keepers, keeper);
}
