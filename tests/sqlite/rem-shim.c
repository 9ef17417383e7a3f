/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: SQLite's own tests over the sealing VFS
 *
 * Compiled into SQLite's testfixture with -DSQLITE_EXTRA_INIT=rem_shim_init, this makes a VFS the
 * default one that seals databases and their logs as a box does, and hands every other file, such
 * as a rollback journal, to the system's VFS: SQLite's tests need what a box refuses. A new
 * database gets 16 KiB of zeros where a box has its keys. Pages are of 1024 bytes, as most of the
 * tests expect. */

#include "config.h"

#include "rem-vfs-private.h"

#include <string.h>

static sqlite3_vfs shim;
static RemVfs *box;

static int
make_room_for_keys (const char *path, int flags)
{
  static const guint8 nothing[REM_KEY_REGION_SIZE];
  sqlite3_file *file = sqlite3_malloc (box->system->szOsFile);
  sqlite3_int64 size = 0;
  int rc;

  if (file == NULL)
    return SQLITE_NOMEM;
  memset (file, 0, (gsize) box->system->szOsFile);
  rc = box->system->xOpen (box->system, path, file, flags, NULL);
  if (rc == SQLITE_OK)
    {
      rc = file->pMethods->xFileSize (file, &size);
      if (rc == SQLITE_OK && size == 0)
        rc = file->pMethods->xWrite (file, nothing, sizeof nothing, 0);
    }
  if (file->pMethods != NULL)
    file->pMethods->xClose (file);
  sqlite3_free (file);
  return rc;
}

static int
shim_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flags_out)
{
  int rc = SQLITE_OK;

  if (path == NULL || (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) == 0 ||
      (flags & SQLITE_OPEN_DELETEONCLOSE) != 0)
    return box->system->xOpen (box->system, path, file, flags, flags_out);
  if ((flags & SQLITE_OPEN_MAIN_DB) != 0 && (flags & SQLITE_OPEN_READWRITE) != 0)
    rc = make_room_for_keys (path, flags);
  /* An empty database is no database of a box. */
  return rc == SQLITE_OK
             ? rem_vfs_file_open (box, path, file, flags | SQLITE_OPEN_CREATE, flags_out)
             : rc;
}

int rem_shim_init (const char *unused);

int
rem_shim_init (const char *unused)
{
  static const guint8 uuid[REM_KEY_REGION_UUID_SIZE] = "one of the tests";
  RemSecret *key;

  /* The same program without it is what the results are compared with. */
  if (g_strcmp0 (g_getenv ("REM_SHIM"), "1") != 0)
    return SQLITE_OK;
  if (box != NULL)
    return sqlite3_vfs_register (&shim, 1);
  key = rem_secret_new (32);
  memset (rem_secret_get_writable_bytes (key), 7, 32);
  box = rem_vfs_new (uuid, key, key);
  rem_secret_unref (key);
  shim = *box->system;
  shim.pNext = NULL;
  shim.zName = "rem-shim";
  shim.xOpen = shim_open;
  shim.szOsFile = MAX (shim.szOsFile, (int) rem_vfs_file_get_size (box));
  return sqlite3_vfs_register (&shim, 1);
}
