/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: bringing in another box, such as a copy that went its own way, or a partner's
 *
 *   1. its database is copied into BOX/incoming, with its log, and opened only there: the other box
 *      is only read. An older schema is brought up there; one that is not ours, or newer, is
 * refused
 *   2. its files that this box does not have, or has damaged: of a copy of this box the sealed
 * files themselves, of another box their bytes, sealed anew (rem-box-merge-objects.c)
 *   3. a snapshot of this box
 *   4. the rows, in one transaction on the worker (rem-merge.c)
 *
 * A preview looks for the files of 2, and does without 3; its transaction is rolled back. Undoing a
 * merge puts the snapshot's state back into the box, after a snapshot of what is there then. */

#include "config.h"

#include "rem-box-merge-private.h"

#include "rem-attachment-store.h"
#include "rem-box-error.h"
#include "rem-box-folder.h"
#include "rem-box-lock.h"
#include "rem-box-private.h"
#include "rem-box-snapshot.h"
#include "rem-box-task.h"
#include "rem-copy-source.h"
#include "rem-database-private.h"
#include "rem-durable-file.h"
#include "rem-merge.h"
#include "rem-page-check.h"
#include "rem-schema.h"

#include <string.h>

#define ALL_CHANGES                                                                                \
  (REM_BOX_CHANGE_KEEPSAKES | REM_BOX_CHANGE_PERSONS | REM_BOX_CHANGE_OCCASIONS |                  \
   REM_BOX_CHANGE_SETTINGS | REM_BOX_CHANGE_HELPERS | REM_BOX_CHANGE_RITUALS)

/**
 * rem_box_merge_report_free:
 * @self: (transfer full): a report
 */
void
rem_box_merge_report_free (RemBoxMergeReport *self)
{
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_free (self->snapshot);
  g_free (self);
}

/* One run. */
typedef RemBoxMergeRun Run;

static void
clear_run (Run *run)
{
  if (run->incoming != NULL)
    rem_box_folder_abandon (run->incoming);
  rem_copy_clear (&run->copy);
  g_clear_pointer (&run->attachments, g_ptr_array_unref);
  g_clear_pointer (&run->objects, g_hash_table_unref);
  g_clear_pointer (&run->report, rem_box_merge_report_free);
  g_free (run->incoming);
  g_free (run->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, clear_run)

typedef struct
{
  RemBox *box;
  RemSecret *data_key;
  guint8 uuid[REM_KEY_REGION_UUID_SIZE];
} Taking;

static void
take_on_worker (gpointer data)
{
  Taking *taking = data;
  RemBoxConnection *connection = taking->box->connection;

  if (connection == NULL)
    return;
  taking->data_key = rem_secret_ref (rem_box_connection_get_data_key (connection));
  memcpy (taking->uuid, rem_key_region_get_uuid (rem_box_connection_get_key_region (connection)),
          sizeof taking->uuid);
}

/* The keys of this box, and whether the other one is of the same. */
static gboolean
take_own (
    RemBox *self, RemKeyRegion *other, RemSecret **data_key_out, gboolean *same_out, GError **error)
{
  Taking taking = { .box = self };

  rem_box_worker_run (self->worker, take_on_worker, &taking);
  if (taking.data_key == NULL)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED, "the box is closed");
      return FALSE;
    }
  *same_out = memcmp (taking.uuid, rem_key_region_get_uuid (other), sizeof taking.uuid) == 0;
  *data_key_out = taking.data_key;
  return TRUE;
}

/**
 * rem_box_is_same:
 * @self: an open box
 * @other_path: the folder of another one
 * @same_out: (out): whether it is a copy of this box, which needs no passphrase to be brought in
 * @error: return location for an error
 *
 * Any thread but the worker and the main one.
 *
 * Returns: %TRUE on success; fails as rem_key_region_load() does
 */
gboolean
rem_box_is_same (RemBox *self, const char *other_path, gboolean *same_out, GError **error)
{
  g_autoptr (RemKeyRegion) other = NULL;
  g_autoptr (RemSecret) data_key = NULL;

  if (!rem_box_folder_probe (other_path, error))
    return FALSE;
  other = rem_key_region_load (other_path, error);
  return other != NULL && take_own (self, other, &data_key, same_out, error);
}

/* Copies their database; nobody may write to it meanwhile. */
static gboolean
bring_database (Run *run, GError **error)
{
  g_autofree char *from = rem_box_folder_build_database_path (run->other_path);
  g_autofree char *from_log = g_strconcat (from, "-wal", NULL);
  g_autofree char *log = NULL;
  g_autoptr (RemBoxLock) lock = NULL;
  g_autoptr (GError) local_error = NULL;

  lock = rem_box_lock_acquire (run->other_path, &local_error);
  if (g_error_matches (local_error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  run->incoming = g_build_filename (run->box->path, "incoming", NULL);
  rem_box_folder_remove_incoming (run->box->path);
  if (!rem_durable_file_make_folder (run->incoming, error))
    return FALSE;
  run->path = g_build_filename (run->incoming, "box.db", NULL);
  log = g_strconcat (run->path, "-wal", NULL);
  return rem_durable_file_copy (from, run->path, run->cancellable, error) &&
         (!g_file_test (from_log, G_FILE_TEST_IS_REGULAR) ||
          rem_durable_file_copy (from_log, log, run->cancellable, error));
}

/* Opens the private copy once, and looks at everything that could be wrong with it. */
static gboolean
inspect (Run *run, GError **error)
{
  g_autoptr (RemVfs) vfs = rem_copy_source_new_vfs (run->copy.source);
  RemDatabase *database = rem_database_open (run->path, vfs, error);
  gboolean good;

  if (database == NULL)
    return FALSE;
  good = rem_schema_migrate (database, error) && rem_schema_verify (database, error) &&
         rem_page_check (database, TRUE, error);
  if (good)
    {
      run->attachments = rem_attachment_store_list_all (database, error);
      good = run->attachments != NULL;
    }
  return rem_database_close (database, good ? error : NULL) && good;
}

static gboolean
merge_rows (Run *run, RemDatabase *ours, RemDatabase *theirs, GError **error)
{
  RemMerge merge = { .ours = ours,
                     .theirs = theirs,
                     .is_same_box = run->is_same_box,
                     .is_preview = run->preview,
                     .base_us = run->base_us,
                     .objects = run->objects };
  gboolean done;

  if (run->preview && !rem_database_run (ours, "SAVEPOINT preview", error))
    return FALSE;
  done = rem_merge_run (&merge, run->cancellable, error);
  if (run->preview &&
      !rem_database_run (ours, "ROLLBACK TO preview; RELEASE preview", done ? error : NULL))
    return FALSE;
  run->counts = merge.counts;
  return done;
}

static gpointer
merge_func (RemDatabase *database,
            RemObjectStore *objects,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Run *run = data;
  g_autoptr (RemVfs) vfs = rem_copy_source_new_vfs (run->copy.source);
  RemDatabase *theirs = rem_database_open (run->path, vfs, error);
  gboolean done;

  if (theirs == NULL)
    return NULL;
  done = merge_rows (run, database, theirs, error);
  rem_database_close (theirs, NULL);
  return done ? data : NULL;
}

/* Until when a copy and its box were the same: the last time it was made. */
static gint64
find_base (Run *run)
{
  g_autoptr (RemCopyManifest) manifest = NULL;

  if (!run->is_same_box)
    return 0;
  manifest = rem_copy_manifest_load (run->other_path, run->copy.source->uuid,
                                     run->copy.source->copy_key, NULL);
  return manifest != NULL ? manifest->created_us : 0;
}

static gboolean
run_merge (Run *run, GError **error)
{
  run->base_us = find_base (run);
  if (!bring_database (run, error) || !inspect (run, error))
    return FALSE;
  if (run->preview)
    {
      if (run->is_same_box && !rem_box_merge_look_for_objects (run, error))
        return FALSE;
    }
  else
    {
      if (!rem_box_merge_bring_objects (run, error))
        return FALSE;
      run->report->snapshot =
          rem_box_take_snapshot (run->box, REM_SNAPSHOT_MERGE, run->cancellable, error);
      if (run->report->snapshot == NULL)
        return FALSE;
    }
  if (rem_box_call (run->box, run->preview ? 0 : ALL_CHANGES, merge_func, run, NULL,
                    run->cancellable, error) == NULL)
    return FALSE;
  memcpy (run->report->counts, run->counts.kinds, sizeof run->report->counts);
  run->report->n_others = run->counts.n_new;
  for (gsize i = 0; i < G_N_ELEMENTS (run->counts.kinds); i++)
    run->report->n_others -= run->counts.kinds[i];
  run->report->n_changed = run->counts.n_changed;
  run->report->n_twice = run->counts.n_twice;
  return TRUE;
}

/**
 * rem_box_merge:
 * @self: an open box
 * @other_path: the folder of another one, which is only read
 * @type: which way in @secret is for
 * @secret: (nullable): the secret of the other box; a copy of this one needs none
 * @preview: whether only to find out what would come
 * @progress: (nullable): told of each file, on this thread
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * Brings in what another box holds, in one transaction, after a snapshot. Waits: for the command
 * line and for tests. Any thread but the worker.
 *
 * Returns: (transfer full): what was done; fails with %REM_BOX_ERROR_IN_USE,
 *   %REM_BOX_ERROR_WRONG_PASSPHRASE, %REM_BOX_ERROR_NEWER, %REM_BOX_ERROR_HOSTILE,
 *   %REM_BOX_ERROR_DAMAGED (of the other box), %REM_BOX_ERROR_EXISTS if it is this one itself,
 *   %G_IO_ERROR_CANCELLED, %REM_BOX_ERROR_CLOSED or an error of the disk; then nothing was changed
 */
RemBoxMergeReport *
rem_box_merge (RemBox *self,
               const char *other_path,
               RemSlotType type,
               RemSecret *secret,
               gboolean preview,
               RemBoxProgress progress,
               gpointer progress_data,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (Run) run = { .box = self,
                       .other_path = other_path,
                       .preview = preview,
                       .progress = progress,
                       .progress_data = progress_data,
                       .cancellable = cancellable };
  g_autoptr (RemKeyRegion) region = NULL;
  g_autoptr (RemSecret) own_key = NULL;
  g_autoptr (RemSecret) their_key = NULL;

  g_return_val_if_fail (REM_IS_BOX (self), NULL);
  g_return_val_if_fail (other_path != NULL, NULL);

  if (rem_box_folder_is_same (self->path, other_path))
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS, "it is this box itself");
      return NULL;
    }
  if (!rem_box_folder_probe (other_path, error))
    return NULL;
  region = rem_key_region_load (other_path, error);
  if (region == NULL || !take_own (self, region, &own_key, &run.is_same_box, error))
    return NULL;
  their_key = run.is_same_box ? rem_secret_ref (own_key)
                              : rem_key_region_unlock (region, type, secret, error);
  if (their_key == NULL)
    return NULL;
  run.report = g_new0 (RemBoxMergeReport, 1);
  run.report->missing = g_ptr_array_new_with_free_func (g_free);
  run.copy.place = g_strdup (self->path);
  rem_copy_begin (&run.copy, rem_copy_source_new (region, their_key), other_path);
  if (!run_merge (&run, error))
    return NULL;
  return g_steal_pointer (&run.report);
}

typedef struct
{
  char *other_path;
  RemSlotType type;
  RemSecret *secret;
  gboolean preview;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  g_free (asking->other_path);
  g_clear_pointer (&asking->secret, rem_secret_unref);
  g_free (asking);
}

static gpointer
merge_in_thread (RemBox *self,
                 gpointer data,
                 RemBoxProgress progress,
                 gpointer progress_data,
                 GCancellable *cancellable,
                 GError **error)
{
  Asking *asking = data;

  return rem_box_merge (self, asking->other_path, asking->type, asking->secret, asking->preview,
                        progress, progress_data, cancellable, error);
}

/**
 * rem_box_merge_async:
 * @self: an open box
 * @other_path: the folder of another one
 * @type: which way in @secret is for
 * @secret: (nullable): the secret of the other box; a copy of this one needs none
 * @preview: whether only to find out what would come
 * @progress: (nullable): told of each file, on the caller's main context
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Like rem_box_merge(), without waiting. Holds keys of its own: to be cancelled before the box is
 * closed for locking.
 */
void
rem_box_merge_async (RemBox *self,
                     const char *other_path,
                     RemSlotType type,
                     RemSecret *secret,
                     gboolean preview,
                     RemBoxProgress progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Asking *asking = NULL;

  g_return_if_fail (REM_IS_BOX (self));
  g_return_if_fail (other_path != NULL);

  asking = g_new0 (Asking, 1);
  asking->other_path = g_strdup (other_path);
  asking->type = type;
  asking->secret = secret != NULL ? rem_secret_ref (secret) : NULL;
  asking->preview = preview;
  rem_box_task_run (self, rem_box_merge_async, merge_in_thread, asking, free_asking,
                    (GDestroyNotify) rem_box_merge_report_free, progress, progress_data,
                    cancellable, callback, user_data);
}

/**
 * rem_box_merge_finish:
 * @self: the box
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): as rem_box_merge() does
 */
RemBoxMergeReport *
rem_box_merge_finish (RemBox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
