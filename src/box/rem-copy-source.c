/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-copy-source.h"

#include "rem-attachment-store.h"
#include "rem-box-error.h"
#include "rem-box-private.h"
#include "rem-database-private.h"
#include "rem-durable-file.h"

#include <string.h>

/* What copying takes from an open box, on its worker: keys and a list, and later the snapshot of
 * the database. The long part, the objects, needs neither the worker nor the connection. */

/**
 * rem_copy_source_free:
 * @self: (transfer full): a source; its keys are wiped
 */
void
rem_copy_source_free (RemCopySource *self)
{
  g_clear_pointer (&self->page_key, rem_secret_unref);
  g_clear_pointer (&self->wal_key, rem_secret_unref);
  g_clear_pointer (&self->copy_key, rem_secret_unref);
  g_clear_pointer (&self->object_key, rem_secret_unref);
  g_clear_pointer (&self->name_key, rem_secret_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_free (self);
}

/**
 * rem_copy_source_new_vfs:
 * @self: a source
 *
 * Returns: (transfer full): a VFS for databases of this box, in its copy
 */
RemVfs *
rem_copy_source_new_vfs (RemCopySource *self)
{
  return rem_vfs_new (self->uuid, self->page_key, self->wal_key);
}

typedef struct
{
  RemBox *box;
  RemCopySource *source;
  const char *path;
  RemVfs *vfs;
  RemBackup *backup;
  gboolean done;
  GError *error;
} Taking;

static RemDatabase *
get_database (Taking *taking)
{
  RemBoxConnection *connection = taking->box->connection;

  if (connection == NULL)
    {
      g_set_error (&taking->error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED, "the box is closed");
      return NULL;
    }
  if (rem_box_connection_get_database (connection) == NULL &&
      !rem_box_connection_reopen (connection, &taking->error))
    return NULL;
  return rem_box_connection_get_database (connection);
}

/**
 * rem_copy_source_new:
 * @region: the key region of a box
 * @data_key: its data key
 *
 * Any thread.
 *
 * Returns: (transfer full): the keys of that box, without a list of its files
 */
RemCopySource *
rem_copy_source_new (RemKeyRegion *region, RemSecret *data_key)
{
  RemCopySource *self = g_new0 (RemCopySource, 1);

  memcpy (self->uuid, rem_key_region_get_uuid (region), sizeof self->uuid);
  rem_key_region_serialize (region, data_key, self->head);
  self->page_key = rem_key_region_derive_sub_key (data_key, REM_SUB_KEY_PAGES);
  self->wal_key = rem_key_region_derive_sub_key (data_key, REM_SUB_KEY_WAL);
  self->copy_key = rem_key_region_derive_sub_key (data_key, REM_SUB_KEY_COPIES);
  self->object_key = rem_key_region_derive_sub_key (data_key, REM_SUB_KEY_OBJECTS);
  self->name_key = rem_key_region_derive_sub_key (data_key, REM_SUB_KEY_OBJECT_NAMES);
  return self;
}

static void
take_on_worker (gpointer data)
{
  Taking *taking = data;
  RemDatabase *database = get_database (taking);
  RemCopySource *self;

  if (database == NULL)
    return;
  self = rem_copy_source_new (rem_box_connection_get_key_region (taking->box->connection),
                              rem_box_connection_get_data_key (taking->box->connection));
  self->attachments = rem_attachment_store_list_all (database, &taking->error);
  if (self->attachments != NULL)
    taking->source = self;
  else
    rem_copy_source_free (self);
}

/**
 * rem_copy_source_take:
 * @box: an open box
 * @error: return location for an error
 *
 * Waits for the requests made before. Any thread but the worker.
 *
 * Returns: (transfer full): what copying needs; fails with %REM_BOX_ERROR_CLOSED, or as
 *   rem_database_set_error() says
 */
RemCopySource *
rem_copy_source_take (RemBox *box, GError **error)
{
  Taking taking = { .box = box };

  rem_box_worker_run (box->worker, take_on_worker, &taking);
  if (taking.error != NULL)
    g_propagate_error (error, taking.error);
  return taking.source;
}

static void
begin_on_worker (gpointer data)
{
  Taking *taking = data;
  RemDatabase *database = get_database (taking);

  if (database != NULL)
    taking->backup = rem_backup_begin (database, taking->path, taking->vfs, &taking->error);
}

static void
step_on_worker (gpointer data)
{
  Taking *taking = data;

  rem_backup_step (taking->backup, &taking->done, &taking->error);
}

static void
end_on_worker (gpointer data)
{
  Taking *taking = data;

  rem_backup_end (taking->backup, taking->error == NULL && taking->done ? &taking->error : NULL);
}

/**
 * rem_copy_source_write_snapshot:
 * @self: a source
 * @box: its box, open
 * @path: a file that holds only the key region
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * Writes the whole database as it is at one moment, sealed, and syncs it. The worker takes a few
 * pages at a time, and other requests have their turn in between. Any thread but the worker.
 *
 * Returns: %TRUE when it is on the medium; fails with %G_IO_ERROR_CANCELLED, %REM_BOX_ERROR_CLOSED,
 *   or as rem_database_set_error() says
 */
gboolean
rem_copy_source_write_snapshot (
    RemCopySource *self, RemBox *box, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (RemVfs) vfs = rem_copy_source_new_vfs (self);
  Taking taking = { .box = box, .source = self, .path = path, .vfs = vfs };

  rem_box_worker_run (box->worker, begin_on_worker, &taking);
  if (taking.backup != NULL)
    {
      while (!taking.done && taking.error == NULL && !g_cancellable_is_cancelled (cancellable))
        rem_box_worker_run (box->worker, step_on_worker, &taking);
      rem_box_worker_run (box->worker, end_on_worker, &taking);
    }
  if (taking.error != NULL)
    {
      g_propagate_error (error, taking.error);
      return FALSE;
    }
  if (!taking.done)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return FALSE;
    }
  return rem_durable_file_sync_path (path, error);
}
