/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-task.h"

/* Copying, checking, restoring: work that takes long, most of it not on the worker. It runs in a
 * thread of GTask's, and what it tells of its progress comes to the caller's main context. */

typedef struct
{
  RemBoxTaskFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  RemBoxProgress progress;
  gpointer progress_data;
  GMainContext *context;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  if (work->data_free != NULL && work->data != NULL)
    work->data_free (work->data);
  g_main_context_unref (work->context);
  g_free (work);
}

typedef struct
{
  GTask *task;
  guint64 n_done;
  guint64 n_all;
} Notice;

static void
free_notice (gpointer data)
{
  Notice *notice = data;

  g_object_unref (notice->task);
  g_free (notice);
}

static gboolean
tell_progress_cb (gpointer user_data)
{
  Notice *notice = user_data;
  Work *work = g_task_get_task_data (notice->task);

  if (!g_task_get_completed (notice->task))
    work->progress (notice->n_done, notice->n_all, work->progress_data);
  return G_SOURCE_REMOVE;
}

static void
note_progress (guint64 n_done, guint64 n_all, gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  Notice *notice = g_new0 (Notice, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  notice->task = g_object_ref (task);
  notice->n_done = n_done;
  notice->n_all = n_all;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_progress_cb, notice, free_notice);
  g_source_attach (source, work->context);
}

static void
run_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;
  gpointer result =
      work->func (source_object, work->data, work->progress != NULL ? note_progress : NULL, task,
                  cancellable, &error);

  if (error == NULL)
    g_task_return_pointer (task, result, work->result_free);
  else
    g_task_return_error (task, error);
}

/**
 * rem_box_task_run:
 * @self: a box
 * @source_tag: the function that the caller called
 * @func: the work
 * @data: (transfer full): for @func
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees a result that nobody takes
 * @progress: (nullable): told of progress on the caller's main context
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * What is there is told as such, even if the wish to cancel came a moment later. The result is
 * taken with g_task_propagate_pointer().
 */
void
rem_box_task_run (RemBox *self,
                  gpointer source_tag,
                  RemBoxTaskFunc func,
                  gpointer data,
                  GDestroyNotify data_free,
                  GDestroyNotify result_free,
                  RemBoxProgress progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->data = data;
  work->data_free = data_free;
  work->result_free = result_free;
  work->progress = progress;
  work->progress_data = progress_data;
  work->context = g_main_context_ref_thread_default ();
  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, free_work);
  g_task_run_in_thread (task, run_in_thread);
}
