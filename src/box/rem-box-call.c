/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box.h"

#include "rem-box-ballast.h"
#include "rem-box-error.h"
#include "rem-box-private.h"
#include "rem-database-private.h"

/* Requests: each one transaction on the worker, with the fail stop of rem-box-connection.c. */

typedef struct
{
  RemBox *box;
  RemBoxChange changes;
  RemBoxFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  GCancellable *cancellable;
  gpointer result;
  GError *error;
  GTask *task;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  if (request->data_free != NULL && request->data != NULL)
    request->data_free (request->data);
  g_clear_object (&request->cancellable);
  g_free (request);
}

static void
drop_result (Request *request)
{
  if (request->result != NULL && request->result_free != NULL)
    request->result_free (request->result);
  request->result = NULL;
}

static gboolean
is_storage_failure (const GError *error)
{
  return g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_IO) ||
         g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL) ||
         g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED) ||
         g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NO_MEMORY);
}

static void
interrupt_cb (GCancellable *cancellable, gpointer user_data)
{
  rem_database_interrupt (user_data);
}

static void
run_in_transaction (Request *request)
{
  RemBoxConnection *connection = request->box->connection;
  RemDatabase *database = rem_box_connection_get_database (connection);
  gulong handler = 0;

  if (!rem_database_run (database, request->changes != 0 ? "BEGIN IMMEDIATE" : "BEGIN",
                         &request->error))
    return;
  if (request->cancellable != NULL)
    handler =
        g_cancellable_connect (request->cancellable, G_CALLBACK (interrupt_cb), database, NULL);
  request->result = request->func (database, rem_box_connection_get_objects (connection),
                                   request->data, request->cancellable, &request->error);
  if (handler != 0)
    g_cancellable_disconnect (request->cancellable, handler);

  if (request->result == NULL && request->error == NULL)
    g_set_error (&request->error, REM_BOX_ERROR, REM_BOX_ERROR_IO, "a request without a result");
  if (request->error == NULL && rem_database_run (database, "COMMIT", &request->error))
    return;

  drop_result (request);
  if (rem_database_is_in_transaction (database))
    rem_database_run (database, "ROLLBACK", NULL);
}

static void
run_request (Request *request)
{
  RemBox *self = request->box;

  if (self->connection == NULL)
    {
      g_set_error (&request->error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED, "the box is closed");
      return;
    }
  if (g_cancellable_set_error_if_cancelled (request->cancellable, &request->error))
    return;
  if (rem_box_connection_get_database (self->connection) == NULL &&
      !rem_box_connection_reopen (self->connection, &request->error))
    return;

  run_in_transaction (request);

  /* Fail stop: never go on with a connection on which a write failed; nor, since its files may be
   * those of a stick that was pulled out, with one that the disk did not answer. */
  if (request->error != NULL &&
      (request->changes != 0 ? is_storage_failure (request->error)
                             : g_error_matches (request->error, REM_BOX_ERROR, REM_BOX_ERROR_IO)))
    {
      g_autoptr (GError) first = g_steal_pointer (&request->error);

      if (g_error_matches (first, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL))
        rem_box_ballast_give_up (self->path);
      if (!rem_box_connection_reopen (self->connection, NULL))
        {
          request->error = g_steal_pointer (&first);
          return;
        }
      run_in_transaction (request);
      if (request->error != NULL && is_storage_failure (request->error))
        rem_box_connection_reopen (self->connection, NULL);
    }
  if (request->changes != 0 && request->error == NULL)
    rem_box_announce (self, request->changes);
}

static void
request_on_worker (gpointer data)
{
  run_request (data);
}

static gboolean
finish_request_cb (gpointer user_data)
{
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);

  if (request->error != NULL)
    g_task_return_error (task, g_steal_pointer (&request->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&request->result), request->result_free);
  return G_SOURCE_REMOVE;
}

static void
request_task_on_worker (gpointer data)
{
  Request *request = data;

  run_request (request);
  rem_box_hand_back (request->task, finish_request_cb);
}

/**
 * rem_box_call:
 * @self: an open box
 * @changes: what the request writes, or 0 if it only reads
 * @func: the request
 * @data: its argument; borrowed
 * @result_free: (nullable): frees a result whose transaction could not be committed
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * Runs @func on the worker in one transaction and waits. For the command line and for tests. When
 * this returns without an error, what was written is on the disk. After a failed write the
 * connection is reopened and @func run once more.
 *
 * Returns: (transfer full): what @func returned; fails with what @func failed with, with
 *   %REM_BOX_ERROR_CLOSED, or as rem_database_set_error() says
 */
gpointer
rem_box_call (RemBox *self,
              RemBoxChange changes,
              RemBoxFunc func,
              gpointer data,
              GDestroyNotify result_free,
              GCancellable *cancellable,
              GError **error)
{
  Request request = { .box = self,
                      .changes = changes,
                      .func = func,
                      .data = data,
                      .result_free = result_free,
                      .cancellable = cancellable };

  g_return_val_if_fail (REM_IS_BOX (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  rem_box_worker_run (self->worker, request_on_worker, &request);
  if (request.error != NULL)
    g_propagate_error (error, g_steal_pointer (&request.error));
  return request.result;
}

/**
 * rem_box_call_async:
 * @self: an open box
 * @changes: what the request writes, or 0 if it only reads
 * @func: the request
 * @data: (transfer full): its argument
 * @data_free: (nullable): frees @data, on any thread
 * @result_free: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): ends it
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Like rem_box_call(), without waiting. Requests run in the order in which they were made.
 */
void
rem_box_call_async (RemBox *self,
                    RemBoxChange changes,
                    RemBoxFunc func,
                    gpointer data,
                    GDestroyNotify data_free,
                    GDestroyNotify result_free,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (REM_IS_BOX (self));
  g_return_if_fail (func != NULL);

  request->box = self;
  request->changes = changes;
  request->func = func;
  request->data = data;
  request->data_free = data_free;
  request->result_free = result_free;
  g_set_object (&request->cancellable, cancellable);
  request->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (request->task, rem_box_call_async);
  /* What was committed is told as such, even if the wish to cancel came a moment later. */
  g_task_set_check_cancellable (request->task, FALSE);
  g_task_set_task_data (request->task, request, free_request);
  rem_box_worker_push (self->worker, request_task_on_worker, request);
}

/**
 * rem_box_call_finish:
 * @self: the box
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): what the request returned; fails as rem_box_call() does
 */
gpointer
rem_box_call_finish (RemBox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
