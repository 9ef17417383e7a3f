/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: restoring
 *
 * A new box is made beside, of a copy or of an earlier state; never over anything, and what it is
 * made of is only read. The database file is copied as it is, with its log, into the new folder and
 * opened there: recovery, an older schema and the index are settled in the new box. The sealed
 * files that its rows need are copied and read back; they are also looked for in the trash. The new
 * folder gets its name when all of that is done. */

#include "config.h"

#include "rem-box-restore.h"

#include "rem-attachment-store.h"
#include "rem-box-error.h"
#include "rem-box-folder.h"
#include "rem-box-lock.h"
#include "rem-box-private.h"
#include "rem-box-task.h"
#include "rem-copy-source.h"
#include "rem-database-private.h"
#include "rem-durable-file.h"
#include "rem-keepsake-store.h"
#include "rem-page-check.h"
#include "rem-schema.h"
#include "rem-search-index.h"
#include "rem-snapshot-folder.h"

/* The file that the new box is made of. */
static char *
find_database (const char *box_path, const char *snapshot, GError **error)
{
  if (snapshot == NULL)
    return rem_box_folder_build_database_path (box_path);
  return rem_snapshot_folder_find (box_path, snapshot, error);
}

static gboolean
copy_database (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autofree char *from_log = g_strconcat (from, "-wal", NULL);
  g_autofree char *to_log = g_strconcat (to, "-wal", NULL);

  return rem_durable_file_copy (from, to, cancellable, error) &&
         (!g_file_test (from_log, G_FILE_TEST_EXISTS) ||
          rem_durable_file_copy (from_log, to_log, cancellable, error));
}

static gboolean
count (RemCopy *copy, RemDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) attachments = rem_attachment_store_list_all (database, error);

  if (attachments == NULL || !rem_copy_objects (copy, attachments, error))
    return FALSE;
  copy->report->n_attachments = attachments->len;
  rem_copy_note_missing (copy, attachments);
  for (guint kind = REM_KEEPSAKE_KIND_NOTE; kind <= REM_KEEPSAKE_KIND_OBJECT; kind++)
    {
      if (!rem_keepsake_store_count (database, kind, &copy->report->counts[kind], error))
        return FALSE;
    }
  return TRUE;
}

/* Opens the copied database in the new box and brings it to what a box of this program is. */
static gboolean
settle (RemCopy *copy, const char *path, GError **error)
{
  g_autoptr (RemVfs) vfs = rem_copy_source_new_vfs (copy->source);
  RemDatabase *database = rem_database_open (path, vfs, error);
  gboolean good;

  if (database == NULL)
    return FALSE;
  good = rem_schema_migrate (database, error) && rem_schema_verify (database, error) &&
         rem_page_check (database, TRUE, error) && rem_search_index_mend (database, error) &&
         count (copy, database, error);
  return rem_database_close (database, good ? error : NULL) && good;
}

static gboolean
fill (RemCopy *copy, RemKeyRegion *region, const char *from, GError **error)
{
  g_autofree char *path = rem_box_folder_build_database_path (copy->place);

  return copy_database (from, path, copy->cancellable, error) &&
         rem_key_region_save (region, copy->place, error) && settle (copy, path, error) &&
         !g_cancellable_set_error_if_cancelled (copy->cancellable, error);
}

static RemBoxCopyReport *
restore (const char *box_path,
         const char *from,
         RemKeyRegion *region,
         RemSecret *data_key,
         const char *destination,
         RemBoxProgress progress,
         gpointer progress_data,
         GCancellable *cancellable,
         GError **error)
{
  g_auto (RemCopy) copy = { .progress = progress,
                            .progress_data = progress_data,
                            .cancellable = cancellable };

  copy.place = rem_box_folder_begin (destination, error);
  if (copy.place == NULL)
    return NULL;
  rem_copy_begin (&copy, rem_copy_source_new (region, data_key), box_path);
  if (!fill (&copy, region, from, error) || !rem_box_folder_finish (copy.place, destination, error))
    {
      rem_box_folder_abandon (copy.place);
      return NULL;
    }
  g_free (copy.report->place);
  copy.report->place = g_strdup (destination);
  return g_steal_pointer (&copy.report);
}

/**
 * rem_box_restore:
 * @box_path: a copy, or a box; it is only read, and may lie where nothing can be written
 * @snapshot: (nullable): which of its earlier states, or %NULL for what it holds now
 * @type: which way in @secret is for
 * @secret: (nullable): the secret of the copy
 * @destination: where nothing is yet: the new box
 * @progress: (nullable): told of each file, on this thread
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it between two pieces of a file
 * @error: return location for an error
 *
 * Makes a new box beside. Waits: for the command line and for tests.
 *
 * Returns: (transfer full): what the new box holds; some files can be missing. Fails with
 *   %REM_BOX_ERROR_NOT_FOUND if there is no such state, %REM_BOX_ERROR_EXISTS if something is at
 *   @destination, %REM_BOX_ERROR_IN_USE, %G_IO_ERROR_CANCELLED, or as rem_box_open() does; then
 *   nothing is left at @destination
 */
RemBoxCopyReport *
rem_box_restore (const char *box_path,
                 const char *snapshot,
                 RemSlotType type,
                 RemSecret *secret,
                 const char *destination,
                 RemBoxProgress progress,
                 gpointer progress_data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *from = NULL;
  g_autoptr (RemKeyRegion) region = NULL;
  g_autoptr (RemSecret) data_key = NULL;
  g_autoptr (RemBoxLock) lock = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (box_path != NULL && destination != NULL, NULL);

  if (!rem_box_folder_probe (box_path, error))
    return NULL;
  from = find_database (box_path, snapshot, error);
  if (from == NULL)
    return NULL;
  /* Earlier states do not change; what is there now does, while a program has it open. */
  if (snapshot == NULL)
    lock = rem_box_lock_acquire (box_path, &local_error);
  if (g_error_matches (local_error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  region = rem_key_region_load (box_path, error);
  if (region == NULL)
    return NULL;
  data_key = rem_key_region_unlock (region, type, secret, error);
  if (data_key == NULL)
    return NULL;
  return restore (box_path, from, region, data_key, destination, progress, progress_data,
                  cancellable, error);
}

typedef struct
{
  char *snapshot;
  char *destination;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  g_free (asking->snapshot);
  g_free (asking->destination);
  g_free (asking);
}

typedef struct
{
  RemBox *box;
  RemKeyRegion *region;
  RemSecret *data_key;
} Taking;

static void
take_on_worker (gpointer data)
{
  Taking *taking = data;
  RemBoxConnection *connection = taking->box->connection;

  if (connection == NULL)
    return;
  taking->region = rem_key_region_dup (rem_box_connection_get_key_region (connection));
  taking->data_key = rem_secret_ref (rem_box_connection_get_data_key (connection));
}

static gpointer
restore_in_thread (RemBox *self,
                   gpointer data,
                   RemBoxProgress progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   GError **error)
{
  Asking *asking = data;
  Taking taking = { .box = self };
  g_autofree char *from = find_database (self->path, asking->snapshot, error);
  g_autoptr (RemKeyRegion) region = NULL;
  g_autoptr (RemSecret) data_key = NULL;

  if (from == NULL)
    return NULL;
  rem_box_worker_run (self->worker, take_on_worker, &taking);
  region = taking.region;
  data_key = taking.data_key;
  if (region == NULL)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED, "the box is closed");
      return NULL;
    }
  return restore (self->path, from, region, data_key, asking->destination, progress, progress_data,
                  cancellable, error);
}

/**
 * rem_box_restore_async:
 * @self: an open box
 * @snapshot: which of its earlier states
 * @destination: where nothing is yet: the new box. It opens with the secrets of @self
 * @progress: (nullable): told of each file, on the caller's main context
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Makes a new box of an earlier state of an open one, without waiting. Holds keys of its own: to be
 * cancelled before the box is closed for locking.
 */
void
rem_box_restore_async (RemBox *self,
                       const char *snapshot,
                       const char *destination,
                       RemBoxProgress progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Asking *asking = NULL;

  g_return_if_fail (REM_IS_BOX (self));
  g_return_if_fail (snapshot != NULL && destination != NULL);

  asking = g_new0 (Asking, 1);
  asking->snapshot = g_strdup (snapshot);
  asking->destination = g_strdup (destination);
  rem_box_task_run (self, rem_box_restore_async, restore_in_thread, asking, free_asking,
                    (GDestroyNotify) rem_box_copy_report_free, progress, progress_data, cancellable,
                    callback, user_data);
}

/**
 * rem_box_restore_finish:
 * @self: the box
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): as rem_box_restore() does
 */
RemBoxCopyReport *
rem_box_restore_finish (RemBox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
