/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: copying a box
 *
 *   1. on the worker: keys, the list of files            rem-copy-source.c
 *   2. the place: an earlier copy of this box, or none   rem-copy-folder.c
 *   3. objects that are missing there, each read back    rem-copy-objects.c
 *   4. on the worker: a snapshot of the database, to box.db.new
 *   5. the snapshot is opened with the keys, checked and counted; what was kept since step 1 is
 *      copied now
 *   6. the new state takes the place of the old one, then the manifest is sealed
 *
 * Step 4 has a few pages a time, and other requests their turn in between. Whatever ends the run
 * before step 6, a full disk, a stick that is pulled, a wish to cancel, leaves the copy that was
 * there whole. */

#include "config.h"

#include "rem-box-copy.h"

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

#include <stdlib.h>
#include <string.h>

/**
 * rem_box_copy_report_free:
 * @self: (transfer full): a report
 */
void
rem_box_copy_report_free (RemBoxCopyReport *self)
{
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_free (self->place);
  g_free (self);
}

/* Never into the box itself, nor over it. */
static char *
choose_place (RemBox *box, const char *destination, GError **error)
{
  g_autofree char *name = g_path_get_basename (box->path);
  char *real_destination = realpath (destination, NULL);
  char *real_box = realpath (box->path, NULL);
  g_autofree char *place = NULL;
  gboolean inside = FALSE;

  if (real_destination == NULL || !g_file_test (real_destination, G_FILE_TEST_IS_DIR))
    g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND,
                         "The folder for the copy is not there");
  else
    {
      place = g_build_filename (real_destination, name, NULL);
      inside = real_box != NULL &&
               (strcmp (place, real_box) == 0 || (g_str_has_prefix (place, real_box) &&
                                                  place[strlen (real_box)] == G_DIR_SEPARATOR));
    }
  if (inside)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS,
                           "The box itself is at the place of the copy");
      g_clear_pointer (&place, g_free);
    }
  free (real_destination);
  free (real_box);
  return g_steal_pointer (&place);
}

static gboolean
count (RemCopy *copy, RemDatabase *database, GError **error)
{
  RemBoxCopyReport *report = copy->report;
  g_autoptr (GPtrArray) attachments = rem_attachment_store_list_all (database, error);

  if (attachments == NULL || !rem_copy_objects (copy, attachments, error))
    return FALSE;
  report->n_attachments = attachments->len;
  for (guint kind = REM_KEEPSAKE_KIND_NOTE; kind <= REM_KEEPSAKE_KIND_OBJECT; kind++)
    {
      if (!rem_keepsake_store_count (database, kind, &report->counts[kind], error))
        return FALSE;
    }
  rem_copy_note_missing (copy, attachments);
  return TRUE;
}

/* Reads the new state back from the medium. */
static gboolean
read_back (RemCopy *copy, const char *path, GError **error)
{
  g_autoptr (RemVfs) vfs = rem_copy_source_new_vfs (copy->source);
  RemDatabase *database = rem_database_open (path, vfs, error);
  gboolean good;

  if (database == NULL)
    return FALSE;
  good = rem_schema_verify (database, error) && rem_page_check (database, TRUE, error) &&
         count (copy, database, error);
  return rem_database_close (database, good ? error : NULL) && good;
}

static gboolean
copy_database (RemCopy *copy, RemBox *box, GError **error)
{
  g_autofree char *path = rem_copy_folder_build_new_path (copy);

  if (rem_durable_file_create (path, copy->source->head, sizeof copy->source->head, error) &&
      rem_copy_source_write_snapshot (copy->source, box, path, copy->cancellable, error) &&
      read_back (copy, path, error) &&
      !g_cancellable_set_error_if_cancelled (copy->cancellable, error) &&
      rem_copy_folder_turn (copy, rem_clock_get_unix_us (box->clock), error))
    return TRUE;
  rem_copy_folder_remove_new (copy);
  return FALSE;
}

/**
 * rem_box_copy:
 * @self: an open box
 * @destination: a folder that exists, such as a stick; the copy is a folder in it with the name of
 *   the box's own
 * @progress: (nullable): told of each file, on this thread
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it between two pieces of a file
 * @error: return location for an error
 *
 * Brings the copy in @destination up to what the box holds, or makes one, and reads it back. Waits:
 * for the command line and for tests. Holds keys of its own: to be cancelled before the box is
 * closed for locking. Any thread but the worker.
 *
 * Returns: (transfer full): what the copy holds, as it was read back; some files can be missing.
 *   Fails with %REM_BOX_ERROR_NOT_FOUND if @destination is not there, %REM_BOX_ERROR_EXISTS if
 *   something else is at the place, %REM_BOX_ERROR_IN_USE if the copy is open as a box,
 *   %REM_BOX_ERROR_CLOSED, %G_IO_ERROR_CANCELLED, or an error of the disk: the earlier copy is then
 *   as it was
 */
RemBoxCopyReport *
rem_box_copy (RemBox *self,
              const char *destination,
              RemBoxProgress progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  g_auto (RemCopy) copy = { .progress = progress,
                            .progress_data = progress_data,
                            .cancellable = cancellable };
  g_autoptr (RemCopySource) source = NULL;
  g_autoptr (RemBoxLock) lock = NULL;

  g_return_val_if_fail (REM_IS_BOX (self), NULL);
  g_return_val_if_fail (destination != NULL, NULL);

  copy.place = choose_place (self, destination, error);
  if (copy.place == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  source = rem_copy_source_take (self, error);
  if (source == NULL)
    return NULL;
  rem_copy_begin (&copy, g_steal_pointer (&source), self->path);

  if (!rem_copy_folder_check (&copy, error) || !rem_copy_folder_make (&copy, error))
    return NULL;
  lock = rem_box_lock_acquire (copy.place, error);
  if (lock == NULL)
    return NULL;
  rem_copy_folder_prepare (&copy);
  if (!rem_copy_objects (&copy, copy.source->attachments, error) ||
      !copy_database (&copy, self, error))
    return NULL;
  return g_steal_pointer (&copy.report);
}

static gpointer
copy_in_thread (RemBox *self,
                gpointer destination,
                RemBoxProgress progress,
                gpointer progress_data,
                GCancellable *cancellable,
                GError **error)
{
  return rem_box_copy (self, destination, progress, progress_data, cancellable, error);
}

/**
 * rem_box_copy_async:
 * @self: an open box
 * @destination: as in rem_box_copy()
 * @progress: (nullable): told of each file, on the caller's main context
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Like rem_box_copy(), without waiting.
 */
void
rem_box_copy_async (RemBox *self,
                    const char *destination,
                    RemBoxProgress progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_return_if_fail (REM_IS_BOX (self));

  rem_box_task_run (self, rem_box_copy_async, copy_in_thread, g_strdup (destination), g_free,
                    (GDestroyNotify) rem_box_copy_report_free, progress, progress_data, cancellable,
                    callback, user_data);
}

/**
 * rem_box_copy_finish:
 * @self: the box
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): as rem_box_copy() does
 */
RemBoxCopyReport *
rem_box_copy_finish (RemBox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
