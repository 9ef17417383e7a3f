/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-snapshot.h"

#include "rem-box-error.h"
#include "rem-box-folder.h"
#include "rem-box-private.h"
#include "rem-box-task.h"
#include "rem-copy-source.h"
#include "rem-database-private.h"
#include "rem-page-check.h"
#include "rem-schema.h"
#include "rem-snapshot-folder.h"

#include <glib/gstdio.h>
#include <sys/statvfs.h>

/* Earlier states of the database beside it, against a mistake or a damage that is noticed late. The
 * worker is asked for a few pages at a time; the rest is done in the thread of who wants one. It
 * counts only when it was opened and read. */

/* What all of them together may take, and what stays free on the disk whatever they want. */
#define LIMIT_BYTES (512 * 1024 * 1024)
#define FREE_BYTES  (64 * 1024 * 1024)

static gboolean
has_room (RemBox *self)
{
  g_autofree char *database = rem_box_folder_build_database_path (self->path);
  struct statvfs disk;
  GStatBuf status;

  if (statvfs (self->path, &disk) != 0 || g_stat (database, &status) != 0)
    return TRUE;
  return (guint64) disk.f_bavail * disk.f_frsize > (guint64) status.st_size + FREE_BYTES;
}

static gboolean
read_back (RemCopySource *source, const char *path, GError **error)
{
  g_autoptr (RemVfs) vfs = rem_copy_source_new_vfs (source);
  RemDatabase *database = rem_database_open (path, vfs, error);
  gboolean good;

  if (database == NULL)
    return FALSE;
  good = rem_schema_verify (database, error) && rem_page_check (database, TRUE, error);
  return rem_database_close (database, good ? error : NULL) && good;
}

/**
 * rem_box_take_snapshot:
 * @self: an open box
 * @kind: why; a daily one is not made a second time on one day
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * Keeps the state of the database beside it, sealed, and removes the oldest. Waits, and may take
 * long; other requests have their turn meanwhile. Holds keys of its own: to be cancelled before the
 * box is closed for locking. Any thread but the worker.
 *
 * Returns: (transfer full): the name of the snapshot; fails with %REM_BOX_ERROR_DISK_FULL when
 *   there is not plenty of room, %REM_BOX_ERROR_DAMAGED, %REM_BOX_ERROR_CLOSED,
 *   %G_IO_ERROR_CANCELLED, or an error of the disk
 */
char *
rem_box_take_snapshot (RemBox *self,
                       RemSnapshotKind kind,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree char *new_path = NULL;
  g_autoptr (RemCopySource) source = NULL;
  char *kept;

  g_return_val_if_fail (REM_IS_BOX (self), NULL);

  name = rem_snapshot_folder_build_name (kind, rem_clock_get_today (self->clock),
                                         rem_clock_get_unix_us (self->clock));
  path = rem_snapshot_folder_build_path (self->path, name);
  if (kind == REM_SNAPSHOT_DAILY && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&name);
  if (!has_room (self))
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL, "No room for a snapshot");
      return NULL;
    }
  source = rem_copy_source_take (self, error);
  if (source == NULL)
    return NULL;
  new_path = rem_snapshot_folder_begin (self->path, source->head, error);
  if (new_path == NULL)
    return NULL;
  if (!rem_copy_source_write_snapshot (source, self, new_path, cancellable, error) ||
      !read_back (source, new_path, error))
    {
      rem_snapshot_folder_abandon (new_path);
      return NULL;
    }
  kept = rem_snapshot_folder_finish (self->path, new_path, name, error);
  if (kept != NULL)
    rem_snapshot_folder_prune (self->path, LIMIT_BYTES);
  return kept;
}

static gpointer
take_in_thread (RemBox *self,
                gpointer kind,
                RemBoxProgress progress,
                gpointer progress_data,
                GCancellable *cancellable,
                GError **error)
{
  return rem_box_take_snapshot (self, (RemSnapshotKind) GPOINTER_TO_INT (kind), cancellable, error);
}

/**
 * rem_box_take_snapshot_async:
 * @self: an open box
 * @kind: why
 * @cancellable: (nullable): ends it
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Like rem_box_take_snapshot(), without waiting.
 */
void
rem_box_take_snapshot_async (RemBox *self,
                             RemSnapshotKind kind,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (REM_IS_BOX (self));

  rem_box_task_run (self, rem_box_take_snapshot_async, take_in_thread, GINT_TO_POINTER (kind), NULL,
                    g_free, NULL, NULL, cancellable, callback, user_data);
}

/**
 * rem_box_take_snapshot_finish:
 * @self: the box
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): as rem_box_take_snapshot() does
 */
char *
rem_box_take_snapshot_finish (RemBox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
