/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts an open box back to an earlier state, in one transaction, such as the one before a merge.
 * What it holds at this moment becomes an earlier state first, so that this, too, can be undone. */

#include "config.h"

#include "rem-box-return.h"

#include "rem-box-error.h"
#include "rem-box-private.h"
#include "rem-box-snapshot.h"
#include "rem-box-sweep.h"
#include "rem-box-task.h"
#include "rem-copy-source.h"
#include "rem-database-private.h"
#include "rem-durable-file.h"
#include "rem-snapshot-folder.h"

#define ALL_CHANGES                                                                                \
  (REM_BOX_CHANGE_KEEPSAKES | REM_BOX_CHANGE_PERSONS | REM_BOX_CHANGE_OCCASIONS |                  \
   REM_BOX_CHANGE_SETTINGS | REM_BOX_CHANGE_HELPERS | REM_BOX_CHANGE_RITUALS)

typedef struct
{
  RemBox *box;
  RemCopySource *source;
  const char *path;
  GError *error;
} Returning;

static void
return_on_worker (gpointer data)
{
  Returning *returning = data;
  RemBoxConnection *connection = returning->box->connection;
  g_autoptr (RemVfs) vfs = rem_copy_source_new_vfs (returning->source);
  RemDatabase *earlier;

  if (connection == NULL || rem_box_connection_get_database (connection) == NULL)
    {
      g_set_error_literal (&returning->error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED,
                           "the box is closed");
      return;
    }
  earlier = rem_database_open (returning->path, vfs, &returning->error);
  if (earlier == NULL)
    return;
  rem_database_replace (rem_box_connection_get_database (connection), earlier, &returning->error);
  rem_database_close (earlier, NULL);
  /* An older schema is brought up by that, and what failed is settled. */
  if (!rem_box_connection_reopen (connection, returning->error == NULL ? &returning->error : NULL))
    return;
  if (returning->error == NULL)
    rem_box_announce (returning->box, ALL_CHANGES);
}

/**
 * rem_box_return_to:
 * @self: an open box
 * @snapshot: the name of an earlier state of it
 * @cancellable: (nullable): ends it before anything was changed
 * @error: return location for an error
 *
 * Puts the box back to an earlier state, such as the one before a merge. What it holds now is kept
 * as an earlier state first. Waits; any thread but the worker.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if there is no such state,
 *   %REM_BOX_ERROR_CLOSED, %G_IO_ERROR_CANCELLED or an error of the disk; then nothing was changed
 */
gboolean
rem_box_return_to (RemBox *self, const char *snapshot, GCancellable *cancellable, GError **error)
{
  g_autoptr (RemCopySource) source = NULL;
  g_autofree char *from = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *work = NULL;
  g_autoptr (GError) sweep_error = NULL;
  Returning returning = { .box = self };

  g_return_val_if_fail (REM_IS_BOX (self), FALSE);
  g_return_val_if_fail (snapshot != NULL, FALSE);

  from = rem_snapshot_folder_find (self->path, snapshot, error);
  if (from == NULL)
    return FALSE;
  source = rem_copy_source_take (self, error);
  if (source == NULL)
    return FALSE;
  /* On a copy, for opening writes; and before the present state is kept, which may push the earlier
   * one out. */
  work = rem_snapshot_folder_begin (self->path, source->head, error);
  if (work == NULL)
    return FALSE;
  rem_snapshot_folder_abandon (work);
  if (!rem_durable_file_copy (from, work, cancellable, error))
    return FALSE;
  kept = rem_box_take_snapshot (self, REM_SNAPSHOT_RETURN, cancellable, error);
  if (kept != NULL)
    {
      returning.source = source;
      returning.path = work;
      rem_box_worker_run (self->worker, return_on_worker, &returning);
    }
  rem_snapshot_folder_abandon (work);
  if (returning.error != NULL)
    {
      g_propagate_error (error, returning.error);
      return FALSE;
    }
  if (kept == NULL)
    return FALSE;
  /* Files that its rows need again come out of the trash; if not now, then with a later sweep. */
  if (!rem_box_sweep (self, 0, NULL, &sweep_error))
    g_debug ("Nothing was swept: %s", sweep_error->message);
  return TRUE;
}

static gpointer
return_in_thread (RemBox *self,
                  gpointer snapshot,
                  RemBoxProgress progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  return GINT_TO_POINTER (rem_box_return_to (self, snapshot, cancellable, error));
}

/**
 * rem_box_return_to_async:
 * @self: an open box
 * @snapshot: the name of an earlier state of it
 * @cancellable: (nullable): ends it before anything was changed
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Like rem_box_return_to(), without waiting.
 */
void
rem_box_return_to_async (RemBox *self,
                         const char *snapshot,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (REM_IS_BOX (self));

  rem_box_task_run (self, rem_box_return_to_async, return_in_thread, g_strdup (snapshot), g_free,
                    NULL, NULL, NULL, cancellable, callback, user_data);
}

/**
 * rem_box_return_to_finish:
 * @self: the box
 * @result: the result
 * @error: return location for an error
 *
 * Returns: as rem_box_return_to() does
 */
gboolean
rem_box_return_to_finish (RemBox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
