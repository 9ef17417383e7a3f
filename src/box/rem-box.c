/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box.h"

#include "rem-box-connection.h"
#include "rem-box-error.h"
#include "rem-box-folder.h"
#include "rem-box-worker.h"
#include "rem-database-private.h"
#include "rem-sqlite-setup.h"

/* A box lives on two threads.
 *
 * The worker owns `connection`: it makes it, runs every request on it, and closes it. All other
 * fields are set before the box is handed out and never change. `closed` is set by the worker when
 * the connection is gone.
 *
 * States of the connection, seen from the worker:
 *   OPEN      connection with a database; requests run
 *   STRANDED  connection without a database: reopening after a failed write failed too; every
 *             request tries to reopen first
 *   CLOSED    no connection; requests fail with REM_BOX_ERROR_CLOSED
 * open_on_worker() and create_on_worker() lead to OPEN, run_request() between OPEN and STRANDED,
 * close_on_worker() to CLOSED. */

struct _RemBox
{
  GObject parent_instance;

  char *path;
  RemClock *clock;
  GMainContext *context;
  RemBoxWorker *worker;
  RemBoxConnection *connection;
  RemObjectStore *objects;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemBox, rem_box, G_TYPE_OBJECT)

typedef struct
{
  GWeakRef box;
  RemBoxChange changes;
} ChangeNotice;

static gboolean
emit_changed_cb (gpointer user_data)
{
  ChangeNotice *notice = user_data;
  g_autoptr (RemBox) self = g_weak_ref_get (&notice->box);

  if (self != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, (guint) notice->changes);
  return G_SOURCE_REMOVE;
}

static void
free_notice (gpointer data)
{
  ChangeNotice *notice = data;

  g_weak_ref_clear (&notice->box);
  g_free (notice);
}

static void
announce_change (RemBox *self, RemBoxChange changes)
{
  ChangeNotice *notice = g_new0 (ChangeNotice, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_weak_ref_init (&notice->box, self);
  notice->changes = changes;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_changed_cb, notice, free_notice);
  g_source_attach (source, self->context);
}

static void
close_on_worker (gpointer data)
{
  rem_box_connection_close (data, NULL);
}

static void
rem_box_finalize (GObject *object)
{
  RemBox *self = REM_BOX (object);

  if (self->connection != NULL)
    rem_box_worker_push (self->worker, close_on_worker, self->connection);
  g_clear_pointer (&self->worker, rem_box_worker_free);
  g_clear_pointer (&self->objects, rem_object_store_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->clock);
  g_free (self->path);
  G_OBJECT_CLASS (rem_box_parent_class)->finalize (object);
}

static void
rem_box_class_init (RemBoxClass *klass)
{
  rem_sqlite_setup ();
  G_OBJECT_CLASS (klass)->finalize = rem_box_finalize;

  /**
   * RemBox::changed:
   * @self: a box
   * @changes: the #RemBoxChange flags of a request
   *
   * Something was kept. Emitted after the commit, on the main context that was the thread default
   * when the box was opened.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", REM_TYPE_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
rem_box_init (RemBox *self)
{
  self->worker = rem_box_worker_new ();
}

static RemBox *
new_box (const char *path, RemClock *clock)
{
  RemBox *self = g_object_new (REM_TYPE_BOX, NULL);

  self->path = g_strdup (path);
  self->clock = g_object_ref (clock);
  self->context = g_main_context_ref_thread_default ();
  return self;
}

/* Opening and creating */

typedef struct
{
  RemBox *box;
  gboolean create;
  RemSlotType type;
  RemSecret *secret;
  guint kdf_mib;
  GCancellable *cancellable;
  RemSecret *recovery_code;
  GError *error;
  GTask *task;
} Opening;

static Opening *
new_opening (RemBox *box, RemSecret *secret, GCancellable *cancellable)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->box = box;
  opening->secret = secret != NULL ? rem_secret_ref (secret) : NULL;
  g_set_object (&opening->cancellable, cancellable);
  return opening;
}

static void
free_opening (Opening *opening)
{
  g_clear_pointer (&opening->secret, rem_secret_unref);
  g_clear_pointer (&opening->recovery_code, rem_secret_unref);
  g_clear_object (&opening->cancellable);
  g_clear_object (&opening->box);
  g_clear_error (&opening->error);
  g_free (opening);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, free_opening)

static void
open_on_worker (gpointer data)
{
  Opening *opening = data;
  RemBox *box = opening->box;

  if (opening->create)
    box->connection =
        rem_box_connection_create (box->path, opening->secret, opening->kdf_mib,
                                   &opening->recovery_code, opening->cancellable, &opening->error);
  else
    box->connection = rem_box_connection_open (box->path, opening->type, opening->secret,
                                               opening->cancellable, &opening->error);
  if (box->connection != NULL)
    box->objects = rem_object_store_ref (rem_box_connection_get_objects (box->connection));
}

static RemBox *
open_and_wait (Opening *opening, GError **error)
{
  rem_box_worker_run (opening->box->worker, open_on_worker, opening);
  if (opening->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&opening->error));
      return NULL;
    }
  return g_steal_pointer (&opening->box);
}

static void
open_task_on_worker (gpointer data)
{
  Opening *opening = data;
  g_autoptr (GTask) task = opening->task;

  open_on_worker (opening);
  if (opening->error != NULL)
    g_task_return_error (task, g_steal_pointer (&opening->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
start_opening (Opening *opening, GAsyncReadyCallback callback, gpointer user_data, gpointer tag)
{
  opening->task = g_task_new (NULL, opening->cancellable, callback, user_data);
  g_task_set_source_tag (opening->task, tag);
  g_task_set_check_cancellable (opening->task, FALSE);
  g_task_set_task_data (opening->task, opening, (GDestroyNotify) free_opening);
  rem_box_worker_push (opening->box->worker, open_task_on_worker, opening);
}

static RemBox *
finish_opening (GAsyncResult *result, RemSecret **recovery_code_out, GError **error)
{
  Opening *opening = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (recovery_code_out != NULL)
    *recovery_code_out = g_steal_pointer (&opening->recovery_code);
  return g_steal_pointer (&opening->box);
}

/**
 * rem_box_create:
 * @path: where nothing is yet
 * @passphrase: (nullable): the passphrase, or %NULL for a box that opens without one
 * @kdf_mib: memory for the key derivation in MiB, 64 to 512, or 0 to measure this computer
 * @clock: the clock
 * @recovery_code_out: (out): the recovery code, which is shown once and kept nowhere
 * @cancellable: (nullable): ends it between its steps
 * @error: return location for an error
 *
 * Makes a box whole, or leaves nothing behind, and opens it. Blocks for about a second: for the
 * command line and for tests.
 *
 * Returns: (transfer full): the open box; fails as rem_box_connection_create() does
 */
RemBox *
rem_box_create (const char *path,
                RemSecret *passphrase,
                guint kdf_mib,
                RemClock *clock,
                RemSecret **recovery_code_out,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (Opening) opening = new_opening (new_box (path, clock), passphrase, cancellable);
  RemBox *self;

  opening->create = TRUE;
  opening->kdf_mib = kdf_mib;
  self = open_and_wait (opening, error);
  if (self != NULL)
    *recovery_code_out = g_steal_pointer (&opening->recovery_code);
  return self;
}

/**
 * rem_box_open:
 * @path: the folder of a box
 * @type: which way in @secret is for
 * @secret: (nullable): the secret, or %NULL for %REM_SLOT_OPEN
 * @clock: the clock
 * @cancellable: (nullable): ends it between its steps
 * @error: return location for an error
 *
 * Blocks for about a second: for the command line and for tests.
 *
 * Returns: (transfer full): the open box; fails as rem_box_connection_open() does
 */
RemBox *
rem_box_open (const char *path,
              RemSlotType type,
              RemSecret *secret,
              RemClock *clock,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (Opening) opening = new_opening (new_box (path, clock), secret, cancellable);

  opening->type = type;
  return open_and_wait (opening, error);
}

/**
 * rem_box_create_async:
 * @path: where nothing is yet
 * @passphrase: (nullable): the passphrase, or %NULL for a box that opens without one
 * @kdf_mib: memory for the key derivation in MiB, 64 to 512, or 0 to measure this computer
 * @clock: the clock
 * @cancellable: (nullable): ends it between its steps
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Like rem_box_create(), on the new box's worker.
 */
void
rem_box_create_async (const char *path,
                      RemSecret *passphrase,
                      guint kdf_mib,
                      RemClock *clock,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  Opening *opening = new_opening (new_box (path, clock), passphrase, cancellable);

  opening->create = TRUE;
  opening->kdf_mib = kdf_mib;
  start_opening (opening, callback, user_data, rem_box_create_async);
}

/**
 * rem_box_create_finish:
 * @result: the result
 * @recovery_code_out: (out): the recovery code
 * @error: return location for an error
 *
 * Returns: (transfer full): the open box; fails as rem_box_create() does
 */
RemBox *
rem_box_create_finish (GAsyncResult *result, RemSecret **recovery_code_out, GError **error)
{
  return finish_opening (result, recovery_code_out, error);
}

/**
 * rem_box_open_async:
 * @path: the folder of a box
 * @type: which way in @secret is for
 * @secret: (nullable): the secret, or %NULL for %REM_SLOT_OPEN
 * @clock: the clock
 * @cancellable: (nullable): ends it between its steps
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Like rem_box_open(), on the box's worker.
 */
void
rem_box_open_async (const char *path,
                    RemSlotType type,
                    RemSecret *secret,
                    RemClock *clock,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  Opening *opening = new_opening (new_box (path, clock), secret, cancellable);

  opening->type = type;
  start_opening (opening, callback, user_data, rem_box_open_async);
}

/**
 * rem_box_open_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the open box; fails as rem_box_open() does
 */
RemBox *
rem_box_open_finish (GAsyncResult *result, GError **error)
{
  return finish_opening (result, NULL, error);
}

/* Requests */

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

  /* Fail stop: never go on with a connection on which a write failed. */
  if (request->changes != 0 && request->error != NULL && is_storage_failure (request->error))
    {
      g_autoptr (GError) first = g_steal_pointer (&request->error);

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
    announce_change (self, request->changes);
}

static void
request_on_worker (gpointer data)
{
  run_request (data);
}

static void
request_task_on_worker (gpointer data)
{
  Request *request = data;
  g_autoptr (GTask) task = request->task;

  run_request (request);
  if (request->error != NULL)
    g_task_return_error (task, g_steal_pointer (&request->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&request->result), request->result_free);
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

/* Closing */

typedef struct
{
  RemBox *box;
  GError *error;
  GTask *task;
} Closing;

static void
close_box_on_worker (gpointer data)
{
  Closing *closing = data;
  RemBoxConnection *connection = g_steal_pointer (&closing->box->connection);

  if (connection != NULL)
    rem_box_connection_close (connection, &closing->error);
}

static void
close_task_on_worker (gpointer data)
{
  g_autofree Closing *closing = data;
  g_autoptr (GTask) task = closing->task;

  close_box_on_worker (closing);
  if (closing->error != NULL)
    g_task_return_error (task, g_steal_pointer (&closing->error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * rem_box_close:
 * @self: a box
 * @error: return location for an error
 *
 * Waits for the requests made before, writes the log back, wipes the keys and gives up the lock.
 * The box is closed in any case; closing it again does nothing. For the command line and tests.
 *
 * Returns: %TRUE if everything was written back; if not, it stays in the log and is found again at
 *   the next opening
 */
gboolean
rem_box_close (RemBox *self, GError **error)
{
  Closing closing = { .box = self };

  g_return_val_if_fail (REM_IS_BOX (self), FALSE);

  rem_box_worker_run (self->worker, close_box_on_worker, &closing);
  if (closing.error == NULL)
    return TRUE;
  g_propagate_error (error, closing.error);
  return FALSE;
}

/**
 * rem_box_close_async:
 * @self: a box
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Like rem_box_close(), without waiting.
 */
void
rem_box_close_async (RemBox *self, GAsyncReadyCallback callback, gpointer user_data)
{
  Closing *closing = g_new0 (Closing, 1);

  g_return_if_fail (REM_IS_BOX (self));

  closing->box = self;
  closing->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (closing->task, rem_box_close_async);
  rem_box_worker_push (self->worker, close_task_on_worker, closing);
}

/**
 * rem_box_close_finish:
 * @self: the box
 * @result: the result
 * @error: return location for an error
 *
 * Returns: as rem_box_close() does
 */
gboolean
rem_box_close_finish (RemBox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Facts */

/**
 * rem_box_exists:
 * @path: a place
 *
 * Returns: %TRUE if anything is at @path, a box or not: a new box is never made there
 */
gboolean
rem_box_exists (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK);
}

/**
 * rem_box_build_default_path:
 *
 * Returns: (transfer full): where the box is unless another place is named
 */
char *
rem_box_build_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "remember", "memories.memorybox", NULL);
}

/**
 * rem_box_get_path:
 * @self: a box
 *
 * Returns: (transfer none): its folder
 */
const char *
rem_box_get_path (RemBox *self)
{
  return self->path;
}

/**
 * rem_box_get_clock:
 * @self: a box
 *
 * Returns: (transfer none): the clock it was given
 */
RemClock *
rem_box_get_clock (RemBox *self)
{
  return self->clock;
}

/**
 * rem_box_ref_objects:
 * @self: a box that was opened
 *
 * For long reading and writing of attachments, which must not keep other requests waiting. Whoever
 * holds the reference holds keys: give it up before the box is closed. Any thread.
 *
 * Returns: (transfer full): its sealed objects
 */
RemObjectStore *
rem_box_ref_objects (RemBox *self)
{
  return rem_object_store_ref (self->objects);
}

typedef struct
{
  RemBox *box;
  RemBoxSummary summary;
} Describing;

static void
describe_on_worker (gpointer data)
{
  Describing *describing = data;

  if (describing->box->connection != NULL)
    rem_box_connection_describe (describing->box->connection, &describing->summary);
}

/**
 * rem_box_get_summary:
 * @self: a box
 *
 * Waits for the requests made before: for the command line and for tests.
 *
 * Returns: what is known of it without its content; all zero once it is closed
 */
RemBoxSummary
rem_box_get_summary (RemBox *self)
{
  Describing describing = { .box = self };

  rem_box_worker_run (self->worker, describe_on_worker, &describing);
  return describing.summary;
}
