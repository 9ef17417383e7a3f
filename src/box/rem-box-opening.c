/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box.h"

#include "rem-box-private.h"

/* Making a box and opening one, on the new box's own worker. */

static RemBox *
new_box (const char *path, RemClock *clock)
{
  RemBox *self = g_object_new (REM_TYPE_BOX, NULL);

  self->path = g_strdup (path);
  self->clock = g_object_ref (clock);
  self->context = g_main_context_ref_thread_default ();
  return self;
}

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
                                               rem_clock_get_unix_us (box->clock),
                                               opening->cancellable, &opening->error);
  if (box->connection == NULL)
    return;
  box->objects = rem_object_store_ref (rem_box_connection_get_objects (box->connection));
  box->is_read_only = rem_box_connection_is_read_only (box->connection);
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

static gboolean
finish_opening_cb (gpointer user_data)
{
  GTask *task = user_data;
  Opening *opening = g_task_get_task_data (task);

  if (opening->error != NULL)
    g_task_return_error (task, g_steal_pointer (&opening->error));
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
open_task_on_worker (gpointer data)
{
  Opening *opening = data;

  open_on_worker (opening);
  rem_box_hand_back (opening->task, finish_opening_cb);
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
