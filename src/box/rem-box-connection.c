/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-connection.h"

#include "rem-box-ballast.h"
#include "rem-box-error.h"
#include "rem-box-folder.h"
#include "rem-box-lock.h"
#include "rem-database-private.h"
#include "rem-durable-file.h"
#include "rem-key-region.h"
#include "rem-page-check.h"
#include "rem-recovery-code.h"
#include "rem-schema.h"
#include "rem-search-index.h"
#include "rem-snapshot-folder.h"
#include "rem-vfs.h"

/* Opening goes: lock file, key region, data key, sub-keys, VFS, database, schema. Each step has its
 * own error, so that "another program has it open", "not this passphrase" and "a part is missing"
 * are never mistaken for each other.
 *
 * Fail stop: after a write that failed SQLite's connection is not used again. It is closed, which
 * keeps the log, and opened anew, which recovers from it (box.md, section 0). */

struct _RemBoxConnection
{
  char *path;
  gint64 opened_us;
  gboolean is_read_only;
  RemBoxLock *lock;
  RemKeyRegion *region;
  RemSecret *data_key;
  RemVfs *vfs;
  RemDatabase *database;
  RemObjectStore *objects;
};

static void
free_connection (RemBoxConnection *self)
{
  g_clear_pointer (&self->objects, rem_object_store_unref);
  g_clear_pointer (&self->vfs, rem_vfs_free);
  g_clear_pointer (&self->data_key, rem_secret_unref);
  g_clear_pointer (&self->region, rem_key_region_free);
  g_clear_pointer (&self->lock, rem_box_lock_release);
  g_free (self->path);
  g_free (self);
}

static RemBoxConnection *
new_connection (const char *path)
{
  RemBoxConnection *self = g_new0 (RemBoxConnection, 1);

  self->path = g_strdup (path);
  return self;
}

static void
derive_keys (RemBoxConnection *self)
{
  const guint8 *uuid = rem_key_region_get_uuid (self->region);
  g_autoptr (RemSecret) pages = rem_key_region_derive_sub_key (self->data_key, REM_SUB_KEY_PAGES);
  g_autoptr (RemSecret) wal = rem_key_region_derive_sub_key (self->data_key, REM_SUB_KEY_WAL);
  g_autoptr (RemSecret) objects =
      rem_key_region_derive_sub_key (self->data_key, REM_SUB_KEY_OBJECTS);
  g_autoptr (RemSecret) names =
      rem_key_region_derive_sub_key (self->data_key, REM_SUB_KEY_OBJECT_NAMES);

  self->vfs = rem_vfs_new (uuid, pages, wal);
  if (self->is_read_only)
    rem_vfs_set_read_only (self->vfs);
  self->objects = rem_object_store_new (self->path, uuid, objects, names);
}

static gboolean
check_after_unclean_end (RemDatabase *database, GError **error)
{
  return rem_page_check (database, TRUE, error) && rem_search_index_mend (database, error);
}

/* The new snapshot must open, though its schema is an older one. */
static gboolean
read_back (RemBoxConnection *self, const char *path, GError **error)
{
  RemDatabase *database = rem_database_open (path, self->vfs, error);
  gboolean good;

  if (database == NULL)
    return FALSE;
  good = rem_page_check (database, TRUE, error);
  return rem_database_close (database, good ? error : NULL) && good;
}

/* Before the schema is brought up: what the older program left stays beside, whole. */
static gboolean
save_before_upgrade (RemBoxConnection *self, GError **error)
{
  guint8 head[REM_KEY_REGION_SIZE];
  RemDate none = { 0 };
  g_autofree char *name =
      rem_snapshot_folder_build_name (REM_SNAPSHOT_UPGRADE, none, self->opened_us);
  g_autofree char *path = NULL;
  g_autofree char *kept = NULL;

  rem_key_region_serialize (self->region, self->data_key, head);
  path = rem_snapshot_folder_begin (self->path, head, error);
  if (path == NULL)
    return FALSE;
  if (!rem_database_back_up (self->database, path, self->vfs, error) ||
      !rem_durable_file_sync_path (path, error) || !read_back (self, path, error))
    {
      rem_snapshot_folder_abandon (path);
      return FALSE;
    }
  kept = rem_snapshot_folder_finish (self->path, path, name, error);
  return kept != NULL;
}

static gboolean
upgrade (RemBoxConnection *self, GError **error)
{
  gboolean is_older = FALSE;

  if (!rem_schema_is_older (self->database, &is_older, error))
    return FALSE;
  if (is_older && self->is_read_only)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_READ_ONLY, "an older schema");
      return FALSE;
    }
  return (!is_older || save_before_upgrade (self, error)) &&
         rem_schema_migrate (self->database, error);
}

/* A hole in the log, with sealed records after it, is told by SQLite as its end, and the next write
 * begins it anew. What is left of it is put aside first, for a later salvage. */
static gboolean
save_damaged_log (RemBoxConnection *self, GError **error)
{
  if (self->is_read_only || (rem_vfs_get_damage (self->vfs) & REM_VFS_DAMAGE_LOG) == 0)
    return TRUE;
  return rem_box_folder_put_log_aside (self->path, error);
}

static gboolean
open_database (RemBoxConnection *self, GError **error)
{
  g_autofree char *path = rem_box_folder_build_database_path (self->path);
  gboolean unclean = rem_box_folder_has_log (self->path);
  g_autoptr (GError) local_error = NULL;

  self->database = rem_database_open (path, self->vfs, &local_error);
  if (self->database != NULL &&
      (!save_damaged_log (self, &local_error) || !upgrade (self, &local_error) ||
       !rem_schema_verify (self->database, &local_error) ||
       (unclean && !check_after_unclean_end (self->database, &local_error))))
    rem_database_close (g_steal_pointer (&self->database), NULL);
  if (self->database != NULL)
    return TRUE;

  if (g_error_matches (local_error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED) &&
      (rem_vfs_get_damage (self->vfs) & REM_VFS_DAMAGE_TRUNCATED) != 0)
    local_error->code = REM_BOX_ERROR_TRUNCATED;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What is not needed to open the box, and may fail without harm: a lost copy of the keys is made
 * again, and what an interrupted import left behind is removed. */
static void
tidy_up (RemBoxConnection *self)
{
  g_autoptr (GError) error = NULL;

  if (!rem_key_region_is_whole (self->region) &&
      !rem_key_region_save (self->region, self->path, &error))
    g_debug ("a copy of the keys could not be made again: %s", error->message);
  rem_object_store_remove_leftovers (self->objects);
  rem_snapshot_folder_remove_leftovers (self->path);
  rem_box_folder_remove_incoming (self->path);
  rem_box_ballast_load (self->path);
}

/**
 * rem_box_connection_open:
 * @path: the folder of a box
 * @type: which way in @secret is for
 * @secret: (nullable): the passphrase, the recovery code or the key from the login keyring; %NULL
 *   for %REM_SLOT_OPEN
 * @now_us: the time, microseconds since 1970 UTC
 * @cancellable: (nullable): looked at between the steps
 * @error: return location for an error
 *
 * Where nothing can be written it is opened for reading only. Takes about a second: the key
 * derivation is meant to. The calling thread owns the result.
 *
 * Returns: (transfer full): the open box; fails with any of %REM_BOX_ERROR but those of objects
 */
RemBoxConnection *
rem_box_connection_open (const char *path,
                         RemSlotType type,
                         RemSecret *secret,
                         gint64 now_us,
                         GCancellable *cancellable,
                         GError **error)
{
  RemBoxConnection *self;

  if (!rem_box_folder_probe (path, error))
    return NULL;

  self = new_connection (path);
  self->opened_us = now_us;
  self->is_read_only = rem_box_folder_is_read_only (path);
  /* Looked at first, so that nothing is written into a folder that is no box; read again under the
   * lock, for what it says must not change any more. */
  self->region = rem_key_region_load (path, error);
  if (self->region != NULL)
    self->lock = self->is_read_only ? rem_box_lock_acquire_to_read (path, error)
                                    : rem_box_lock_acquire (path, error);
  if (self->lock != NULL)
    {
      g_clear_pointer (&self->region, rem_key_region_free);
      self->region = rem_key_region_load (path, error);
    }
  if (self->lock != NULL && self->region != NULL)
    self->data_key = rem_key_region_unlock (self->region, type, secret, error);
  if (self->data_key == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      free_connection (self);
      return NULL;
    }
  derive_keys (self);
  if (!open_database (self, error))
    {
      free_connection (self);
      return NULL;
    }
  if (!self->is_read_only)
    tidy_up (self);
  return self;
}

static gboolean
write_new_box (RemBoxConnection *self,
               const char *folder,
               RemSecret *passphrase,
               guint kdf_mib,
               RemSecret **recovery_code_out,
               GError **error)
{
  g_autofree char *database_path = rem_box_folder_build_database_path (folder);
  g_autoptr (RemSecret) code = rem_recovery_code_new_random ();
  RemKdfCost none = { 0, 0 };
  RemDatabase *database;

  self->region = rem_key_region_new ();
  self->data_key = rem_secret_new_random (32);
  if (!rem_key_region_add_slot (self->region,
                                passphrase != NULL ? REM_SLOT_PASSPHRASE : REM_SLOT_OPEN,
                                passphrase,
                                passphrase != NULL ? rem_key_region_calibrate (kdf_mib) : none,
                                self->data_key, error) ||
      !rem_key_region_add_slot (self->region, REM_SLOT_RECOVERY_CODE, code, none, self->data_key,
                                error) ||
      !rem_key_region_write_new (self->region, database_path, error))
    return FALSE;

  derive_keys (self);
  database = rem_database_create (database_path, self->vfs, error);
  if (database == NULL)
    return FALSE;
  if (!rem_schema_install (database, error))
    {
      rem_database_close (database, NULL);
      return FALSE;
    }
  if (!rem_database_close (database, error) || !rem_key_region_save (self->region, folder, error))
    return FALSE;
  *recovery_code_out = g_steal_pointer (&code);
  return TRUE;
}

/**
 * rem_box_connection_create:
 * @path: where nothing is yet
 * @passphrase: (nullable): the passphrase, or %NULL for a box that opens without one
 * @kdf_mib: memory for the key derivation in MiB, 64 to 512, or 0 to measure this computer
 * @recovery_code_out: (out): the recovery code, which is shown once and kept nowhere
 * @cancellable: (nullable): looked at between the steps
 * @error: return location for an error
 *
 * Makes a box whole, or leaves nothing behind, and opens it. The calling thread owns the result.
 *
 * Returns: (transfer full): the open box; fails with %REM_BOX_ERROR_EXISTS,
 *   %REM_BOX_ERROR_DISK_FULL, %REM_BOX_ERROR_READ_ONLY, %REM_BOX_ERROR_NO_MEMORY,
 *   %REM_BOX_ERROR_BAD_SECRET or %REM_BOX_ERROR_IO
 */
RemBoxConnection *
rem_box_connection_create (const char *path,
                           RemSecret *passphrase,
                           guint kdf_mib,
                           RemSecret **recovery_code_out,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *temporary = rem_box_folder_begin (path, error);
  g_autoptr (RemSecret) code = NULL;
  RemBoxConnection *self;

  if (temporary == NULL)
    return NULL;

  self = new_connection (path);
  if (!write_new_box (self, temporary, passphrase, kdf_mib, &code, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !rem_box_folder_finish (temporary, path, error))
    {
      rem_box_folder_abandon (temporary);
      free_connection (self);
      return NULL;
    }
  self->lock = rem_box_lock_acquire (path, error);
  if (self->lock == NULL || !open_database (self, error))
    {
      free_connection (self);
      return NULL;
    }
  rem_box_ballast_load (path);
  *recovery_code_out = g_steal_pointer (&code);
  return self;
}

/* A stick that was pulled out and is back is another device: whoever opened the box there meanwhile
 * keeps it. */
static gboolean
keep_lock (RemBoxConnection *self, GError **error)
{
  RemBoxLock *lock;

  if (self->is_read_only || rem_box_lock_is_at (self->lock, self->path))
    return TRUE;
  if (!rem_box_folder_probe (self->path, NULL))
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_IO, "the box is not there now");
      return FALSE;
    }
  lock = rem_box_lock_acquire (self->path, error);
  if (lock == NULL)
    return FALSE;
  rem_box_lock_release (self->lock);
  self->lock = lock;
  return TRUE;
}

/**
 * rem_box_connection_reopen:
 * @self: an open box after a write that failed
 * @error: return location for an error
 *
 * Closes SQLite's connection, keeping the log, and opens it anew. The lock stays held, or is taken
 * where a medium came back as another device. On failure
 * there is no database until this is called again with success. Owning thread.
 *
 * Returns: %TRUE on success; fails as rem_box_connection_open() does
 */
gboolean
rem_box_connection_reopen (RemBoxConnection *self, GError **error)
{
  if (self->database != NULL)
    rem_database_close (g_steal_pointer (&self->database), NULL);
  return keep_lock (self, error) && open_database (self, error);
}

/**
 * rem_box_connection_close:
 * @self: (transfer full): an open box
 * @error: return location for an error
 *
 * Writes the log back, closes the database, wipes the keys and gives up the lock; all of it in any
 * case. Owning thread.
 *
 * Returns: %TRUE if everything was written back; if not, it stays in the log
 */
gboolean
rem_box_connection_close (RemBoxConnection *self, GError **error)
{
  gboolean closed = TRUE;

  if (self->database != NULL)
    closed = rem_database_close (g_steal_pointer (&self->database), error);
  free_connection (self);
  return closed;
}

/**
 * rem_box_connection_get_database:
 * @self: an open box
 *
 * Returns: (transfer none) (nullable): the database; %NULL after a reopening that failed
 */
RemDatabase *
rem_box_connection_get_database (RemBoxConnection *self)
{
  return self->database;
}

/**
 * rem_box_connection_is_read_only:
 * @self: an open box
 *
 * Returns: %TRUE if it lies where nothing can be written, and was opened for reading
 */
gboolean
rem_box_connection_is_read_only (RemBoxConnection *self)
{
  return self->is_read_only;
}

/**
 * rem_box_connection_get_objects:
 * @self: an open box
 *
 * Returns: (transfer none): the sealed objects
 */
RemObjectStore *
rem_box_connection_get_objects (RemBoxConnection *self)
{
  return self->objects;
}

/**
 * rem_box_connection_get_key_region:
 * @self: an open box
 *
 * Returns: (transfer none): the ways into it, as they stand on the disk
 */
RemKeyRegion *
rem_box_connection_get_key_region (RemBoxConnection *self)
{
  return self->region;
}

/**
 * rem_box_connection_get_data_key:
 * @self: an open box
 *
 * Returns: (transfer none): its data key
 */
RemSecret *
rem_box_connection_get_data_key (RemBoxConnection *self)
{
  return self->data_key;
}

/**
 * rem_box_connection_take_key_region:
 * @self: an open box
 * @region: (transfer full): other ways into it, which were saved
 */
void
rem_box_connection_take_key_region (RemBoxConnection *self, RemKeyRegion *region)
{
  rem_key_region_free (self->region);
  self->region = region;
}

/**
 * rem_box_connection_describe:
 * @self: an open box
 * @summary: (out caller-allocates): what is known of it without its content
 */
void
rem_box_connection_describe (RemBoxConnection *self, RemBoxSummary *summary)
{
  *summary = (RemBoxSummary){ .format = 1, .page_size = 4096, .reserve = 40 };
  summary->n_slots = rem_key_region_get_n_slots (self->region);
  for (guint i = 0; i < REM_KEY_REGION_MAX_SLOTS; i++)
    {
      if (rem_key_region_get_slot_type (self->region, i) == REM_SLOT_PASSPHRASE)
        summary->cost = rem_key_region_get_slot_cost (self->region, i);
    }
  rem_box_folder_measure (self->path, summary);
}
