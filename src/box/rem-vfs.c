/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes for the reader
 *
 * An SQLite VFS on top of the system's own one. It knows two kinds of file and refuses every other,
 * so that nothing plain can reach the disk: the database and its write-ahead log. Every file is a
 * row of units; each unit is sealed whole with XChaCha20-Poly1305 under a new random nonce whenever
 * it is written, and is stored as
 *
 *   ciphertext | tag 16 | nonce 24
 *
 * bound to its place by the associated data "RMB1", 'P' or 'W', box uuid 16, le64 number.
 *
 *   unit              number    what SQLite sees             what is stored
 *   page n            n >= 1    4096 at (n-1) * 4096         4096 at 16384 + (n-1) * 4096
 *   log header        0         32 at 0                      72 at 0
 *   log record i      i >= 1    24 + 4096 at 32+(i-1)*4120   4160 at 72 + (i-1) * 4160
 *
 * The first 16384 bytes of the database file are the key region (rem-key-region.c); SQLite never
 * sees them. Of a page, 4056 bytes are text: SQLite is made to keep 40 bytes at the end of each
 * page free (reserve), sees zeros there, and must leave them zero. A log record is sealed with its
 * frame header, because SQLite's checksums of the plain page stand there.
 *
 * Rules
 * - Reads and writes are ranges: any piece of any unit, over any number of units. The exception is
 *   a write to the database, which must be one page.
 * - What does not authenticate is never handed on: SQLITE_IOERR_DATA. Two exceptions. (1) A peek at
 *   the first 100 bytes is answered with the only header that a box can have when page 1 is torn
 *   (SQLite peeks before it recovers from the log, where a good page 1 lies) or not yet there (so
 *   a new file gets page size 4096 and reserve 40). (2) Until this open log file is written to,
 *   reads that begin in a frame header are SQLite's recovery; a bad record is then zeros, with
 *   which SQLite ends the log. scan_log() finds out whether that was the end or a hole.
 * - Geometry fails closed: a page 1 with another page size or reserve, and a page with anything in
 *   the reserve, are refused on entry to the log and again on entry to the database.
 * - SQLite may leave pages out when the file grows (free pages). They are sealed as zero pages, so
 *   that a hole on the disk is always damage.
 * - A record of the log may arrive in pieces. The last incomplete one waits in memory (`pending`)
 *   until its end arrives or anything else happens to the file; SQLite syncs before it calls a
 *   transaction done, and a sync stores it.
 * - A database without a single page opens only with SQLITE_OPEN_CREATE (SQLite would throw away
 *   the log of a database that lost its pages), and creating never makes the file: the key region
 *   comes first.
 * - A rollback journal does not exist, whatever lies there.
 * - iVersion is 1: no shared memory, no memory map. SQLite then has a log only with
 *   locking_mode=EXCLUSIVE.
 *
 * Threads: a RemVfs may be made and asked for damage on any thread; its files belong to the thread
 * that owns the connection. The system's VFS holds POSIX locks on the database,
 * which the process loses when it closes any other descriptor of that file; the real lock is
 * rem-box-lock.c's.
 */

#include "config.h"

#include "rem-vfs.h"

#include "rem-vfs-private.h"

#include <sodium.h>
#include <string.h>

static int
vfs_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flags_out)
{
  return rem_vfs_file_open (vfs->pAppData, path, file, flags, flags_out);
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  RemVfs *self = vfs->pAppData;

  if (g_str_has_suffix (path, "-journal"))
    return SQLITE_IOERR_DELETE_NOENT;
  if (!g_str_has_suffix (path, "-wal"))
    return SQLITE_IOERR_DELETE;
  return self->system->xDelete (self->system, path, 1);
}

static int
vfs_access (sqlite3_vfs *vfs, const char *path, int flags, int *result_out)
{
  RemVfs *self = vfs->pAppData;

  *result_out = 0;
  if (g_str_has_suffix (path, "-journal"))
    return SQLITE_OK;
  return self->system->xAccess (self->system, path, flags, result_out);
}

static int
vfs_full_pathname (sqlite3_vfs *vfs, const char *path, int size, char *out)
{
  RemVfs *self = vfs->pAppData;

  return self->system->xFullPathname (self->system, path, size, out);
}

/* No shared object is ever loaded through a box. */
static void *
vfs_dl_open (sqlite3_vfs *vfs, const char *path)
{
  return NULL;
}

static void
vfs_dl_error (sqlite3_vfs *vfs, int size, char *out)
{
  g_strlcpy (out, "refused", size);
}

static void (*vfs_dl_sym (sqlite3_vfs *vfs, void *handle, const char *symbol)) (void)
{
  return NULL;
}

static void
vfs_dl_close (sqlite3_vfs *vfs, void *handle)
{
}

static int
vfs_randomness (sqlite3_vfs *vfs, int size, char *out)
{
  randombytes_buf (out, size);
  return size;
}

static int
vfs_sleep (sqlite3_vfs *vfs, int microseconds)
{
  RemVfs *self = vfs->pAppData;

  return self->system->xSleep (self->system, microseconds);
}

static int
vfs_current_time (sqlite3_vfs *vfs, double *days_out)
{
  RemVfs *self = vfs->pAppData;

  return self->system->xCurrentTime (self->system, days_out);
}

static int
vfs_get_last_error (sqlite3_vfs *vfs, int size, char *out)
{
  RemVfs *self = vfs->pAppData;

  return self->system->xGetLastError (self->system, size, out);
}

/**
 * rem_vfs_new:
 * @uuid: (array fixed-size=16): the box's uuid
 * @page_key: sub-key %REM_SUB_KEY_PAGES
 * @wal_key: sub-key %REM_SUB_KEY_WAL
 *
 * Makes a VFS for one box and registers it with SQLite under a name of its own, never as the
 * default one. A database is opened through it with sqlite3_open_v2() and that name: an existing
 * one without SQLITE_OPEN_CREATE, a new one (a file that holds only its key region) with it. Any
 * thread.
 *
 * Returns: (transfer full): a VFS, to be freed after the connection was closed
 */
RemVfs *
rem_vfs_new (const guint8 *uuid, RemSecret *page_key, RemSecret *wal_key)
{
  static int last_number;
  RemVfs *self;

  g_return_val_if_fail (uuid != NULL, NULL);
  g_return_val_if_fail (rem_secret_get_size (page_key) ==
                            crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
                        NULL);
  g_return_val_if_fail (rem_secret_get_size (wal_key) ==
                            crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
                        NULL);

  self = g_new0 (RemVfs, 1);
  self->system = sqlite3_vfs_find (NULL);
  if (self->system == NULL)
    g_error ("SQLite has no way to the disk");
  self->name = g_strdup_printf ("rem-%d", g_atomic_int_add (&last_number, 1));
  memcpy (self->uuid, uuid, sizeof self->uuid);
  self->page_key = rem_secret_ref (page_key);
  self->wal_key = rem_secret_ref (wal_key);
  self->base = (sqlite3_vfs){
    .iVersion = 1,
    .szOsFile = (int) rem_vfs_file_get_size (self),
    .mxPathname = self->system->mxPathname,
    .zName = self->name,
    .pAppData = self,
    .xOpen = vfs_open,
    .xDelete = vfs_delete,
    .xAccess = vfs_access,
    .xFullPathname = vfs_full_pathname,
    .xDlOpen = vfs_dl_open,
    .xDlError = vfs_dl_error,
    .xDlSym = vfs_dl_sym,
    .xDlClose = vfs_dl_close,
    .xRandomness = vfs_randomness,
    .xSleep = vfs_sleep,
    .xCurrentTime = vfs_current_time,
    .xGetLastError = vfs_get_last_error,
  };
  sqlite3_vfs_register (&self->base, 0);
  return self;
}

/**
 * rem_vfs_free:
 * @self: (transfer full): a VFS whose connection has been closed
 *
 * Any thread.
 */
void
rem_vfs_free (RemVfs *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (g_atomic_int_get (&self->n_open) == 0);

  sqlite3_vfs_unregister (&self->base);
  rem_secret_unref (self->page_key);
  rem_secret_unref (self->wal_key);
  g_free (self->name);
  g_free (self);
}

/**
 * rem_vfs_set_read_only:
 * @self: a VFS that no database was opened with yet
 *
 * Opens nothing for writing from now on; a log that is not there counts as an empty one.
 */
void
rem_vfs_set_read_only (RemVfs *self)
{
  g_return_if_fail (self != NULL);

  self->is_read_only = TRUE;
}

/**
 * rem_vfs_get_name:
 * @self: a VFS
 *
 * Any thread.
 *
 * Returns: (transfer none): the name to open a connection with
 */
const char *
rem_vfs_get_name (RemVfs *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * rem_vfs_saw_damage:
 * @self: a VFS
 *
 * Ask after the first read of a connection and before the first write: SQLite begins a damaged log
 * anew when it writes. A torn tail of the log is not damage (see rem_vfs_get_damage()). Any thread.
 *
 * Returns: whether something that was kept could not be read since the VFS was made
 */
gboolean
rem_vfs_saw_damage (RemVfs *self)
{
  return (rem_vfs_get_damage (self) & (REM_VFS_DAMAGE_LOG | REM_VFS_DAMAGE_PAGE)) != 0;
}

/**
 * rem_vfs_get_damage:
 * @self: a VFS
 *
 * Any thread.
 *
 * Returns: what was seen since the VFS was made, flags of #RemVfsDamage
 */
RemVfsDamage
rem_vfs_get_damage (RemVfs *self)
{
  g_return_val_if_fail (self != NULL, REM_VFS_DAMAGE_NONE);

  return g_atomic_int_get (&self->damage);
}
