/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The two kinds of file that a box's VFS opens. Format and rules: the notes in rem-vfs.c. */

#include "config.h"

#include "rem-vfs-private.h"

#include <sodium.h>
#include <string.h>

/* SQLite's first look at a file. */
#define PEEK_BYTES 100

static void
note_damage (RemVfsFile *self, RemVfsDamage damage, gint64 number)
{
  g_atomic_int_or (&self->vfs->damage, damage);
  sqlite3_log (SQLITE_IOERR_DATA, "box: %s %lld is not authentic (%d)",
               self->is_wal ? "log record" : "page", (long long) number, (int) damage);
}

/* Whole units stored, as the size that SQLite is told. */
static int
measure (RemVfsFile *self, sqlite3_int64 *size_out)
{
  sqlite3_int64 stored = 0;
  int rc = self->real->pMethods->xFileSize (self->real, &stored);

  *size_out = 0;
  if (rc != SQLITE_OK)
    return rc;
  if (!self->is_wal)
    *size_out = MAX (stored - REM_KEY_REGION_SIZE, 0) / REM_VFS_PAGE_BYTES * REM_VFS_PAGE_BYTES;
  else if (stored >= REM_VFS_WAL_HEADER_BYTES + REM_VFS_RESERVE_BYTES)
    *size_out = REM_VFS_WAL_HEADER_BYTES +
                (stored - REM_VFS_WAL_HEADER_BYTES - REM_VFS_RESERVE_BYTES) /
                    (REM_VFS_FRAME_BYTES + REM_VFS_RESERVE_BYTES) * REM_VFS_FRAME_BYTES;
  return SQLITE_OK;
}

/* Explains a failure to open: a first page that counts more pages than there are. A torn checkpoint
 * leaves that too, and the log then holds them, so by itself it is no reason to refuse. */
static void
note_missing_pages (RemVfsFile *self, const guint8 *first_page)
{
  guint32 change_counter;
  guint32 valid_for;
  guint32 n_pages;
  sqlite3_int64 size;

  memcpy (&change_counter, first_page + 24, 4);
  memcpy (&n_pages, first_page + 28, 4);
  memcpy (&valid_for, first_page + 92, 4);
  if (change_counter == valid_for && measure (self, &size) == SQLITE_OK &&
      size / REM_VFS_PAGE_BYTES < GUINT32_FROM_BE (n_pages))
    g_atomic_int_or (&self->vfs->damage, REM_VFS_DAMAGE_TRUNCATED);
}

static int
refuse (RemVfsFile *self, int rc, gint64 offset)
{
  sqlite3_log (rc, "box: foreign geometry refused at %lld of the %s", (long long) offset,
               self->is_wal ? "log" : "database");
  return rc;
}

/* Seals zero pages from the end of the file up to, not including, @number. */
static int
grow_to (RemVfsFile *self, gint64 number)
{
  sqlite3_int64 size;
  int rc = measure (self, &size);

  if (rc != SQLITE_OK || size / REM_VFS_PAGE_BYTES + 1 >= number)
    return rc;
  memset (self->plain, 0, REM_VFS_PAGE_BYTES);
  for (gint64 n = size / REM_VFS_PAGE_BYTES + 1; rc == SQLITE_OK && n < number; n++)
    {
      RemVfsUnit unit = rem_vfs_unit_at_number (self, n);
      rc = rem_vfs_unit_store (self, &unit, self->plain);
    }
  return rc;
}

/* ---- the log ---- */

/* Recovery met a bad unit. A torn tail has nothing of the same log behind it; records of an older
 * log, told by their salts, may well lie there. */
static void
scan_log (RemVfsFile *self, gint64 number)
{
  guint8 header[REM_VFS_WAL_HEADER_BYTES];
  RemVfsUnit unit = rem_vfs_unit_at_number (self, 0);
  gboolean has_header = rem_vfs_unit_load (self, &unit, header) == SQLITE_OK;
  RemVfsDamage damage = REM_VFS_DAMAGE_TORN_TAIL;
  gint64 next = number;
  int rc;

  do
    {
      unit = rem_vfs_unit_at_number (self, ++next);
      rc = rem_vfs_unit_load (self, &unit, self->plain);
      if (rc == SQLITE_OK && (!has_header || memcmp (self->plain + 8, header + 16, 8) == 0))
        damage = REM_VFS_DAMAGE_LOG;
    }
  while (damage != REM_VFS_DAMAGE_LOG && (rc == SQLITE_OK || rc == SQLITE_IOERR_DATA));
  note_damage (self, damage, number);
}

/* Fills the rest of the waiting record from what is stored. */
static int
complete_pending (RemVfsFile *self)
{
  RemVfsUnit unit = rem_vfs_unit_at_number (self, self->pending);
  int rc;

  if (self->pending_end == unit.size)
    return SQLITE_OK;
  rc = rem_vfs_unit_load (self, &unit, self->plain);
  if (rc != SQLITE_OK && rc != SQLITE_IOERR_DATA && rc != SQLITE_IOERR_SHORT_READ)
    return rc;
  memcpy (self->record + self->pending_end, self->plain + self->pending_end,
          unit.size - self->pending_end);
  self->pending_end = unit.size;
  return SQLITE_OK;
}

/* A record that cannot be stored is given up: the transaction fails, and must not come true when
 * the file is closed. */
static int
flush_pending (RemVfsFile *self)
{
  int rc;

  if (self->pending < 0)
    return SQLITE_OK;
  rc = complete_pending (self);
  if (rc == SQLITE_OK)
    {
      RemVfsUnit unit = rem_vfs_unit_at_number (self, self->pending);
      rc = rem_vfs_unit_store (self, &unit, self->record);
    }
  self->pending = -1;
  return rc;
}

static int
write_record (RemVfsFile *self, const RemVfsUnit *unit, gsize from, const guint8 *bytes, gsize size)
{
  int rc = SQLITE_OK;

  if (self->pending != unit->number)
    {
      rc = flush_pending (self);
      if (rc == SQLITE_OK && from > 0)
        rc = rem_vfs_unit_load (self, unit, self->record);
      if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
        return rc;
      self->pending = unit->number;
      self->pending_end = from > 0 ? unit->size : 0;
    }
  else if (from > self->pending_end)
    rc = complete_pending (self);
  if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
    return rc;

  memcpy (self->record + from, bytes, size);
  self->pending_end = MAX (self->pending_end, from + size);
  self->was_written = TRUE;
  if (from + size < unit->size)
    return SQLITE_OK;
  if (!rem_vfs_unit_is_record (unit->number, self->record))
    {
      self->pending = -1;
      return refuse (self, SQLITE_IOERR_WRITE, unit->start);
    }
  return flush_pending (self);
}

/* ---- io methods ---- */

/* What a read of a unit that could not be loaded comes to; @out is filled with @size bytes. */
static int
answer_bad_unit (
    RemVfsFile *self, const RemVfsUnit *unit, int rc, gsize from, guint8 *out, gsize size)
{
  memset (out, 0, size);
  if (!self->is_wal && unit->number == 1 && from + size <= PEEK_BYTES &&
      (rc == SQLITE_IOERR_DATA || rc == SQLITE_IOERR_SHORT_READ))
    {
      guint8 header[PEEK_BYTES] = "SQLite format 3";

      header[16] = REM_VFS_PAGE_BYTES >> 8;
      header[18] = header[19] = 2; /* with a log */
      header[20] = REM_VFS_RESERVE_BYTES;
      header[21] = 64; /* three fractions that SQLite fixes */
      header[22] = header[23] = 32;
      memcpy (out, header + from, size);
      return SQLITE_OK;
    }
  if (rc != SQLITE_IOERR_DATA)
    return rc;
  if (self->is_wal && !self->was_written &&
      (unit->number == 0 || from < REM_VFS_FRAME_HEADER_BYTES))
    {
      scan_log (self, unit->number);
      return SQLITE_OK;
    }
  note_damage (self, REM_VFS_DAMAGE_PAGE, unit->number);
  return rc;
}

static int
file_read (sqlite3_file *file, void *buffer, int amount, sqlite3_int64 offset)
{
  RemVfsFile *self = (RemVfsFile *) file;
  guint8 *out = buffer;
  gsize left = amount;
  gboolean is_short = FALSE;

  if (amount < 0 || offset < 0)
    return SQLITE_IOERR_READ;
  while (left > 0)
    {
      RemVfsUnit unit = rem_vfs_unit_at_offset (self, offset);
      gsize from = (gsize) (offset - unit.start);
      gsize size = MIN (left, unit.size - from);
      const guint8 *source = size == unit.size ? out : self->plain;
      int rc;

      if (self->is_wal && self->pending == unit.number)
        {
          rc = complete_pending (self);
          source = self->record;
        }
      else
        rc = rem_vfs_unit_load (self, &unit, size == unit.size ? out : self->plain);

      if (rc == SQLITE_OK && !self->is_wal && unit.number == 1)
        note_missing_pages (self, source);
      if (rc == SQLITE_OK && source != out)
        memcpy (out, source + from, size);
      if (rc != SQLITE_OK)
        rc = answer_bad_unit (self, &unit, rc, from, out, size);
      if (rc == SQLITE_IOERR_SHORT_READ)
        is_short = TRUE;
      else if (rc != SQLITE_OK)
        return rc;
      out += size;
      offset += size;
      left -= size;
    }
  return is_short ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static int
file_write (sqlite3_file *file, const void *buffer, int amount, sqlite3_int64 offset)
{
  RemVfsFile *self = (RemVfsFile *) file;
  const guint8 *bytes = buffer;
  gsize left = amount;
  RemVfsUnit unit;
  int rc = SQLITE_OK;

  if (amount < 0 || offset < 0)
    return SQLITE_IOERR_WRITE;
  unit = rem_vfs_unit_at_offset (self, offset);
  if (!self->is_wal)
    {
      if (amount != REM_VFS_PAGE_BYTES || offset != unit.start ||
          !rem_vfs_unit_is_page (unit.number, bytes))
        return refuse (self, SQLITE_IOERR_WRITE, offset);
      rc = grow_to (self, unit.number);
      return rc == SQLITE_OK ? rem_vfs_unit_store (self, &unit, bytes) : rc;
    }
  while (rc == SQLITE_OK && left > 0)
    {
      gsize from = (gsize) (offset - unit.start);
      gsize size = MIN (left, unit.size - from);

      rc = write_record (self, &unit, from, bytes, size);
      bytes += size;
      offset += size;
      left -= size;
      unit = rem_vfs_unit_at_offset (self, offset);
    }
  return rc;
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  RemVfsFile *self = (RemVfsFile *) file;
  sqlite3_int64 current;
  RemVfsUnit unit;
  int rc = flush_pending (self);

  if (rc == SQLITE_OK)
    rc = measure (self, &current);
  if (rc != SQLITE_OK)
    return rc;
  if (size < 0 || (!self->is_wal && size % REM_VFS_PAGE_BYTES != 0))
    return refuse (self, SQLITE_IOERR_TRUNCATE, size);
  if (size > current)
    return self->is_wal ? SQLITE_IOERR_TRUNCATE : grow_to (self, size / REM_VFS_PAGE_BYTES + 1);
  /* A log is cut behind the unit that holds the last byte asked for. */
  unit = rem_vfs_unit_at_offset (self, size);
  if (unit.start < size)
    unit = rem_vfs_unit_at_number (self, unit.number + 1);
  return self->real->pMethods->xTruncate (self->real, unit.stored);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  RemVfsFile *self = (RemVfsFile *) file;
  int rc = flush_pending (self);

  /* The system's VFS also syncs the folder of a new log. */
  return rc == SQLITE_OK ? self->real->pMethods->xSync (self->real, flags) : rc;
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size_out)
{
  RemVfsFile *self = (RemVfsFile *) file;
  int rc = flush_pending (self);

  return rc == SQLITE_OK ? measure (self, size_out) : rc;
}

static int
file_close (sqlite3_file *file)
{
  RemVfsFile *self = (RemVfsFile *) file;
  int rc = flush_pending (self);
  int close_rc = self->real->pMethods->xClose (self->real);

  g_atomic_int_add (&self->vfs->n_open, -1);
  sodium_memzero (self, sizeof *self);
  return rc == SQLITE_OK ? close_rc : rc;
}

static int
file_lock (sqlite3_file *file, int level)
{
  RemVfsFile *self = (RemVfsFile *) file;

  /* A write lock cannot be had on what is open for reading; the lock of the box keeps others out.
   */
  return self->vfs->is_read_only ? SQLITE_OK : self->real->pMethods->xLock (self->real, level);
}

static int
file_unlock (sqlite3_file *file, int level)
{
  RemVfsFile *self = (RemVfsFile *) file;

  return self->vfs->is_read_only ? SQLITE_OK : self->real->pMethods->xUnlock (self->real, level);
}

static int
file_check_reserved_lock (sqlite3_file *file, int *result_out)
{
  RemVfsFile *self = (RemVfsFile *) file;

  return self->real->pMethods->xCheckReservedLock (self->real, result_out);
}

/* Only questions and what cannot change sizes; size hints, chunk sizes and maps would. */
static int
file_control (sqlite3_file *file, int op, void *argument)
{
  RemVfsFile *self = (RemVfsFile *) file;

  switch (op)
    {
    case SQLITE_FCNTL_VFSNAME:
      *(char **) argument = sqlite3_mprintf ("%s", self->vfs->name);
      return SQLITE_OK;
    case SQLITE_FCNTL_LOCKSTATE:
    case SQLITE_FCNTL_LAST_ERRNO:
    case SQLITE_FCNTL_HAS_MOVED:
    case SQLITE_FCNTL_PERSIST_WAL:
      return self->real->pMethods->xFileControl (self->real, op, argument);
    default:
      return SQLITE_NOTFOUND;
    }
}

static int
file_sector_size (sqlite3_file *file)
{
  RemVfsFile *self = (RemVfsFile *) file;

  return self->real->pMethods->xSectorSize (self->real);
}

static int
file_device_characteristics (sqlite3_file *file)
{
  RemVfsFile *self = (RemVfsFile *) file;

  /* Promises about atomic writes and appending do not hold through 40 more bytes a unit. */
  return self->real->pMethods->xDeviceCharacteristics (self->real) &
         (SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN);
}

static const sqlite3_io_methods io_methods = {
  .iVersion = 1,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_reserved_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_device_characteristics,
};

static int
check_database (RemVfsFile *self, int flags)
{
  sqlite3_int64 stored = 0;
  int rc = self->real->pMethods->xFileSize (self->real, &stored);

  if (rc != SQLITE_OK)
    return rc;
  if (stored < REM_KEY_REGION_SIZE)
    return SQLITE_CORRUPT;
  if (stored < REM_KEY_REGION_SIZE + REM_VFS_PAGE_BYTES && (flags & SQLITE_OPEN_CREATE) == 0)
    return SQLITE_CORRUPT;
  return SQLITE_OK;
}

/**
 * rem_vfs_file_get_size:
 * @vfs: the VFS
 *
 * Returns: how much memory SQLite must allocate for an open file, in bytes
 */
gsize
rem_vfs_file_get_size (RemVfs *vfs)
{
  return sizeof (RemVfsFile) + vfs->system->szOsFile;
}

/**
 * rem_vfs_file_open:
 * @vfs: the VFS
 * @path: (nullable): the path, with what SQLite hides behind its end
 * @file: memory of rem_vfs_file_get_size() bytes
 * @flags: SQLITE_OPEN_* with exactly one type of file
 * @flags_out: (nullable): how the file could be opened
 *
 * xOpen. Leaves @file without methods on failure.
 *
 * Returns: an SQLite result code: SQLITE_CANTOPEN for a type of file that a box does not have,
 *   SQLITE_CORRUPT for a database that has lost its pages
 */
int
rem_vfs_file_open (RemVfs *vfs, const char *path, sqlite3_file *file, int flags, int *flags_out)
{
  RemVfsFile *self = (RemVfsFile *) file;
  int type = flags & 0x0fff00;
  int real_flags = flags | SQLITE_OPEN_NOFOLLOW;
  int rc;

  memset (self, 0, sizeof *self);
  if (path == NULL || (type != SQLITE_OPEN_MAIN_DB && type != SQLITE_OPEN_WAL) ||
      (flags & (SQLITE_OPEN_DELETEONCLOSE | SQLITE_OPEN_MEMORY)) != 0)
    return SQLITE_CANTOPEN;
  if (type == SQLITE_OPEN_MAIN_DB)
    real_flags &= ~(SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE);

  self->vfs = vfs;
  self->is_wal = type == SQLITE_OPEN_WAL;
  self->pending = -1;
  self->real = (sqlite3_file *) (gpointer) ((guint8 *) file + sizeof *self);
  memset (self->real, 0, vfs->system->szOsFile);
  if (vfs->is_read_only)
    real_flags =
        (real_flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
  rc = vfs->system->xOpen (vfs->system, path, self->real, real_flags, flags_out);
  /* SQLite wants a log; on a medium that cannot be written there is none after a clean end. */
  if (rc == SQLITE_CANTOPEN && vfs->is_read_only && self->is_wal)
    rc = vfs->system->xOpen (vfs->system, "/dev/null", self->real, real_flags, flags_out);
  if (rc == SQLITE_OK && !self->is_wal)
    rc = check_database (self, flags);
  if (rc != SQLITE_OK)
    {
      if (self->real->pMethods != NULL)
        self->real->pMethods->xClose (self->real);
      return rc;
    }
  g_atomic_int_inc (&vfs->n_open);
  self->base.pMethods = &io_methods;
  return SQLITE_OK;
}
