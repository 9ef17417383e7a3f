/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "memory-disk.h"

#include <string.h>

#define SECTOR 512

typedef struct
{
  GByteArray *now;
  GByteArray *synced; /* NULL: its name is not on the disk yet */
} File;

typedef struct
{
  sqlite3_file base;
  MemoryDisk *disk;
  File *file;
} OpenFile;

static void
file_free (File *self)
{
  g_byte_array_unref (self->now);
  g_clear_pointer (&self->synced, g_byte_array_unref);
  g_free (self);
}

static gboolean
fails (MemoryDisk *self)
{
  self->n_calls++;
  return self->fail_at > 0 &&
         (self->n_calls == self->fail_at || (self->fail_for_good && self->n_calls > self->fail_at));
}

static void
resize (GByteArray *bytes, gsize size)
{
  guint old = bytes->len;

  g_byte_array_set_size (bytes, (guint) size);
  if (bytes->len > old)
    memset (bytes->data + old, 0, bytes->len - old);
}

static int
disk_close (sqlite3_file *file)
{
  return SQLITE_OK;
}

static int
disk_read (sqlite3_file *file, void *out, int amount, sqlite3_int64 offset)
{
  OpenFile *self = (OpenFile *) file;
  GByteArray *bytes = self->file->now;
  gsize n = 0;

  if (fails (self->disk))
    return SQLITE_IOERR_READ;
  if (offset < bytes->len)
    n = MIN ((gsize) amount, bytes->len - (gsize) offset);
  if (n > 0)
    memcpy (out, bytes->data + offset, n);
  memset ((guint8 *) out + n, 0, amount - n);
  return n == (gsize) amount ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
disk_write (sqlite3_file *file, const void *in, int amount, sqlite3_int64 offset)
{
  OpenFile *self = (OpenFile *) file;
  GByteArray *bytes = self->file->now;
  int rc = SQLITE_OK;

  if (fails (self->disk))
    {
      rc = self->disk->fail_code;
      amount = rc == SQLITE_FULL && self->disk->n_calls == self->disk->fail_at ? amount / 2 : 0;
    }
  if (amount == 0)
    return rc;
  if (offset + amount > bytes->len)
    resize (bytes, offset + amount);
  memcpy (bytes->data + offset, in, amount);
  return rc;
}

static int
disk_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  OpenFile *self = (OpenFile *) file;

  if (fails (self->disk))
    return SQLITE_IOERR_TRUNCATE;
  resize (self->file->now, size);
  return SQLITE_OK;
}

static int
disk_sync (sqlite3_file *file, int flags)
{
  OpenFile *self = (OpenFile *) file;

  if (fails (self->disk))
    return SQLITE_IOERR_FSYNC;
  if (self->file->synced == NULL)
    self->file->synced = g_byte_array_new ();
  g_byte_array_set_size (self->file->synced, 0);
  g_byte_array_append (self->file->synced, self->file->now->data, self->file->now->len);
  return SQLITE_OK;
}

static int
disk_file_size (sqlite3_file *file, sqlite3_int64 *size_out)
{
  OpenFile *self = (OpenFile *) file;

  if (fails (self->disk))
    return SQLITE_IOERR_FSTAT;
  *size_out = self->file->now->len;
  return SQLITE_OK;
}

static int
disk_lock (sqlite3_file *file, int level)
{
  return SQLITE_OK;
}

static int
disk_check_reserved_lock (sqlite3_file *file, int *result_out)
{
  *result_out = 0;
  return SQLITE_OK;
}

static int
disk_control (sqlite3_file *file, int op, void *argument)
{
  return SQLITE_NOTFOUND;
}

static int
disk_sector_size (sqlite3_file *file)
{
  return SECTOR;
}

static int
disk_device_characteristics (sqlite3_file *file)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static const sqlite3_io_methods io_methods = {
  .iVersion = 1,
  .xClose = disk_close,
  .xRead = disk_read,
  .xWrite = disk_write,
  .xTruncate = disk_truncate,
  .xSync = disk_sync,
  .xFileSize = disk_file_size,
  .xLock = disk_lock,
  .xUnlock = disk_lock,
  .xCheckReservedLock = disk_check_reserved_lock,
  .xFileControl = disk_control,
  .xSectorSize = disk_sector_size,
  .xDeviceCharacteristics = disk_device_characteristics,
};

static int
disk_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *out, int flags, int *flags_out)
{
  MemoryDisk *disk = vfs->pAppData;
  OpenFile *self = (OpenFile *) out;
  File *file = g_hash_table_lookup (disk->files, path);

  out->pMethods = NULL;
  if (fails (disk) || (file == NULL && (flags & SQLITE_OPEN_CREATE) == 0))
    return SQLITE_CANTOPEN;
  if (file == NULL)
    {
      file = g_new0 (File, 1);
      file->now = g_byte_array_new ();
      g_hash_table_insert (disk->files, g_strdup (path), file);
    }
  self->disk = disk;
  self->file = file;
  self->base.pMethods = &io_methods;
  if (flags_out != NULL)
    *flags_out = flags;
  return SQLITE_OK;
}

/* With its folder synced, as a box's VFS always asks. */
static int
disk_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  MemoryDisk *disk = vfs->pAppData;

  g_assert_cmpint (sync_folder, ==, 1);
  if (fails (disk))
    return SQLITE_IOERR_DELETE;
  return g_hash_table_remove (disk->files, path) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

static int
disk_access (sqlite3_vfs *vfs, const char *path, int flags, int *result_out)
{
  MemoryDisk *disk = vfs->pAppData;
  File *file = g_hash_table_lookup (disk->files, path);

  *result_out = file != NULL && file->now->len > 0;
  return SQLITE_OK;
}

static int
disk_full_pathname (sqlite3_vfs *vfs, const char *path, int size, char *out)
{
  g_strlcpy (out, path, size);
  return SQLITE_OK;
}

static int
disk_sleep (sqlite3_vfs *vfs, int microseconds)
{
  return microseconds;
}

static int
disk_current_time (sqlite3_vfs *vfs, double *days_out)
{
  *days_out = 2460000.5;
  return SQLITE_OK;
}

static int
disk_get_last_error (sqlite3_vfs *vfs, int size, char *out)
{
  return 0;
}

MemoryDisk *
memory_disk_new (void)
{
  MemoryDisk *self = g_new0 (MemoryDisk, 1);

  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) file_free);
  self->fail_code = SQLITE_IOERR_WRITE;
  self->vfs = (sqlite3_vfs){
    .iVersion = 1,
    .szOsFile = sizeof (OpenFile),
    .mxPathname = 512,
    .zName = "memory-disk",
    .pAppData = self,
    .xOpen = disk_open,
    .xDelete = disk_delete,
    .xAccess = disk_access,
    .xFullPathname = disk_full_pathname,
    .xSleep = disk_sleep,
    .xCurrentTime = disk_current_time,
    .xGetLastError = disk_get_last_error,
  };
  return self;
}

void
memory_disk_free (MemoryDisk *self)
{
  g_hash_table_unref (self->files);
  g_free (self);
}

/* What is made in between, such as a RemVfs, stands on this disk. */
void
memory_disk_begin_default (MemoryDisk *self)
{
  g_assert_cmpint (sqlite3_initialize (), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_vfs_register (&self->vfs, 1), ==, SQLITE_OK);
}

void
memory_disk_end_default (MemoryDisk *self)
{
  g_assert_cmpint (sqlite3_vfs_unregister (&self->vfs), ==, SQLITE_OK);
}

/* A file that was there before, synced. */
void
memory_disk_put (MemoryDisk *self, const char *path, const void *bytes, gsize size)
{
  File *file = g_new0 (File, 1);

  file->now = g_byte_array_append (g_byte_array_new (), bytes, size);
  file->synced = g_byte_array_append (g_byte_array_new (), bytes, size);
  g_hash_table_replace (self->files, g_strdup (path), file);
}

static void
lose_sectors (File *file, GRand *random)
{
  GByteArray *old = file->synced;
  GByteArray *new = file->now;
  g_autoptr (GByteArray) left = g_byte_array_new ();

  resize (left, g_rand_boolean (random) ? new->len : old->len);
  for (guint at = 0; at < left->len; at += SECTOR)
    {
      int fate = g_rand_int_range (random, 0, 20);

      for (guint i = at; i < MIN (at + SECTOR, left->len); i++)
        {
          guint8 a = i < old->len ? old->data[i] : 0;
          guint8 b = i < new->len ? new->data[i] : 0;

          if (a == b)
            left->data[i] = a;
          else if (fate == 0) /* neither the old nor the new */
            left->data[i] = (guint8) g_rand_int (random);
          else if (fate == 1) /* torn within the sector */
            left->data[i] = i % SECTOR < 200 ? b : a;
          else
            left->data[i] = fate < 11 ? a : b;
        }
    }
  g_byte_array_set_size (new, 0);
  g_byte_array_append (new, left->data, left->len);
  g_byte_array_set_size (old, 0);
  g_byte_array_append (old, left->data, left->len);
}

/* Of what was not synced each sector is there or not, or something else; a file that was never
 * synced may have gone altogether. */
void
memory_disk_lose_power (MemoryDisk *self, GRand *random)
{
  GHashTableIter iter;
  File *file;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &file))
    {
      if (file->synced == NULL && g_rand_boolean (random))
        {
          g_hash_table_iter_remove (&iter);
          continue;
        }
      if (file->synced == NULL)
        file->synced = g_byte_array_new ();
      lose_sectors (file, random);
    }
  self->n_calls = 0;
  self->fail_at = 0;
}

/* A disk that lies: what it says to have synced is not there. */
void
memory_disk_forget_syncs (MemoryDisk *self)
{
  GHashTableIter iter;
  File *file;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &file))
    if (file->synced != NULL)
      g_byte_array_set_size (file->synced, MIN (file->synced->len, 16384 + 2 * 4096));
}
