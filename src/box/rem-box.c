/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box.h"

#include "rem-box-private.h"
#include "rem-sqlite-setup.h"

/* A box lives on two threads.
 *
 * The worker owns `connection`: it makes it, runs every request on it, and closes it. All other
 * fields are set before the box is handed out and never change.
 *
 * States of the connection, seen from the worker:
 *   OPEN      connection with a database; requests run
 *   STRANDED  connection without a database: reopening after a failed write failed too; every
 *             request tries to reopen first
 *   CLOSED    no connection; requests fail with REM_BOX_ERROR_CLOSED
 * open_on_worker() leads to OPEN (rem-box-opening.c), run_request() between OPEN and STRANDED
 * (rem-box-call.c), close_box_on_worker() to CLOSED. */

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

/**
 * rem_box_announce:
 * @self: a box
 * @changes: what a request wrote
 *
 * Has RemBox::changed emitted on the main context. Worker thread, after the commit.
 */
void
rem_box_announce (RemBox *self, RemBoxChange changes)
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

/**
 * rem_box_hand_back:
 * @task: (transfer full): a task whose work is done
 * @finish_cb: returns its result; is given @task
 *
 * Finishes a task on the context that it belongs to. The worker never returns or lets go of one
 * itself, so that no box, and no page that waits, ends on the worker. Worker thread.
 */
void
rem_box_hand_back (GTask *task, GSourceFunc finish_cb)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, finish_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

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

static gboolean
finish_closing_cb (gpointer user_data)
{
  GTask *task = user_data;
  Closing *closing = g_task_get_task_data (task);

  if (closing->error != NULL)
    g_task_return_error (task, g_steal_pointer (&closing->error));
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
close_task_on_worker (gpointer data)
{
  Closing *closing = data;

  close_box_on_worker (closing);
  rem_box_hand_back (closing->task, finish_closing_cb);
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
  g_task_set_task_data (closing->task, closing, g_free);
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
 * rem_box_is_read_only:
 * @self: a box that was opened
 *
 * Returns: %TRUE if it lies where nothing can be written: what is asked to be kept fails with
 *   %REM_BOX_ERROR_READ_ONLY. Any thread
 */
gboolean
rem_box_is_read_only (RemBox *self)
{
  return self->is_read_only;
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
