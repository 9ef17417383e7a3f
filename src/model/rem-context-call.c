/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-context-private.h"

#include "rem-box-error.h"

struct _RemContextJob
{
  RemContext *context;
  RemObjectStore *objects;
  GCancellable *own;
  GCancellable *given;
  gulong given_id;
  gboolean is_resting;
};

static void
call_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GDestroyNotify result_free = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gpointer answer = rem_box_call_finish (REM_BOX (source), result, &error);

  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, answer, result_free);
}

/*
 * Runs @func on the worker of the open box, as rem_box_call_async(), and answers with the context
 * as source. What was committed is told as such, even if @cancellable was cancelled since. Fails
 * with %REM_BOX_ERROR_CLOSED if the box is not open; @data is freed in every case.
 */
void
rem_context_call_async (RemContext *self,
                        RemBoxChange changes,
                        RemBoxFunc func,
                        gpointer data,
                        GDestroyNotify data_free,
                        GDestroyNotify result_free,
                        GCancellable *cancellable,
                        gpointer source_tag,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, result_free, NULL);

  if (self->box == NULL)
    {
      if (data_free != NULL)
        data_free (data);
      g_task_return_new_error (task, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED, "The box is not open");
      return;
    }

  rem_box_call_async (self->box, changes, func, data, data_free, result_free, cancellable, call_cb,
                      g_steal_pointer (&task));
}

/* (transfer full): what the request returned, or %NULL with an error. */
gpointer
rem_context_call_finish (RemContext *self,
                         GAsyncResult *result,
                         gpointer source_tag,
                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
given_cancelled_cb (GCancellable *given, GCancellable *own)
{
  g_cancellable_cancel (own);
}

/* Begins work that needs the sealed objects of the open box. */
RemContextJob *
rem_context_job_begin (RemContext *self, GCancellable *cancellable, GError **error)
{
  RemContextJob *job = NULL;

  if (self->box == NULL || self->state != REM_CONTEXT_OPEN)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED, "The box is not open");
      return NULL;
    }

  job = g_new0 (RemContextJob, 1);
  job->context = g_object_ref (self);
  job->objects = rem_box_ref_objects (self->box);
  job->own = g_cancellable_new ();
  if (cancellable != NULL)
    {
      job->given = g_object_ref (cancellable);
      job->given_id =
          g_cancellable_connect (cancellable, G_CALLBACK (given_cancelled_cb), job->own, NULL);
    }
  g_ptr_array_add (self->jobs, job);

  return job;
}

/* (transfer none): cancelled when the caller cancels, and when the box is to be locked. */
GCancellable *
rem_context_job_get_cancellable (RemContextJob *self)
{
  return self->own;
}

/* (transfer none): the objects of the box; valid until the end of the job. */
RemObjectStore *
rem_context_job_get_objects (RemContextJob *self)
{
  return self->objects;
}

/* Says whether nothing would be lost if the box were locked now, as with a film that is not
 * playing; main thread. */
void
rem_context_job_set_resting (RemContextJob *self, gboolean is_resting)
{
  self->is_resting = is_resting;
}

/* Ends and frees the job; main thread. The box may be closed now. */
void
rem_context_job_end (RemContextJob *self)
{
  g_autoptr (RemContext) context = g_steal_pointer (&self->context);

  g_ptr_array_remove (context->jobs, self);
  if (self->given != NULL)
    g_cancellable_disconnect (self->given, self->given_id);
  g_clear_object (&self->given);
  g_clear_object (&self->own);
  g_clear_pointer (&self->objects, rem_object_store_unref);
  g_free (self);

  if (context->is_locking && context->state == REM_CONTEXT_BUSY && context->jobs->len == 0)
    rem_context_continue_lock (context);
}

/**
 * rem_context_is_working:
 * @self: a context
 *
 * For who would lock an idle box: locking ends an import that is under way, and what is playing.
 *
 * Returns: %TRUE while a file is being kept, read, written or played
 */
gboolean
rem_context_is_working (RemContext *self)
{
  g_return_val_if_fail (REM_IS_CONTEXT (self), FALSE);

  for (guint i = 0; i < self->jobs->len; i++)
    if (!((RemContextJob *) g_ptr_array_index (self->jobs, i))->is_resting)
      return TRUE;
  return FALSE;
}
