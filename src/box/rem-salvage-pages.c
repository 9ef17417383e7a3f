/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a damaged database without SQLite's pager, which stops at the first page that is lost.
 * Every page is opened through the box's VFS, so that nothing comes through that is not authentic.
 * What the log holds of a page, up to the last commit in it, is newer than the database; records
 * behind a hole in the log count too, for their seals tell that they are of this log. */

#include "config.h"

#include "rem-salvage-pages.h"

#include "rem-vfs-private.h"

#include <string.h>

/* No box has more: 4 GiB of texts. */
#define MAX_PAGES (1024 * 1024)

/* One file of the database, opened through the VFS. */
typedef struct
{
  sqlite3_file *file;
  char *name; /* of sqlite3_create_filename() */
} OpenFile;

struct _RemSalvagePages
{
  OpenFile database;
  OpenFile log;
  guint32 n_pages;
  GHashTable *newest; /* page number to record number of the log */
  GHashTable *lost;   /* page numbers that could not be opened */
};

static void
close_file (OpenFile *self)
{
  if (self->file != NULL && self->file->pMethods != NULL)
    self->file->pMethods->xClose (self->file);
  g_clear_pointer (&self->file, g_free);
  if (self->name != NULL)
    sqlite3_free_filename (self->name);
  self->name = NULL;
}

static gboolean
open_file (OpenFile *self, RemVfs *vfs, const char *path, const char *log_path, int type)
{
  sqlite3_vfs *system = sqlite3_vfs_find (rem_vfs_get_name (vfs));
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  if (system == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  self->name = (char *) sqlite3_create_filename (path, journal, log_path, 0, NULL);
  self->file = g_malloc0 ((gsize) system->szOsFile);
  if (system->xOpen (system, self->name, self->file, type | SQLITE_OPEN_READWRITE, NULL) ==
      SQLITE_OK)
    return TRUE;
  close_file (self);
  return FALSE;
}

static guint32
get_be32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* Finds for each page the newest record of the log that was committed. */
static void
read_log (RemSalvagePages *self)
{
  guint8 header[REM_VFS_WAL_HEADER_BYTES];
  guint8 record[REM_VFS_FRAME_BYTES];
  guint8 salts[8];
  gboolean has_salts;
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint32[2]));
  const sqlite3_io_methods *io = self->log.file->pMethods;
  sqlite3_int64 size = 0;

  if (io->xFileSize (self->log.file, &size) != SQLITE_OK || size < REM_VFS_WAL_HEADER_BYTES)
    return;
  has_salts =
      io->xRead (self->log.file, header, sizeof header, 0) == SQLITE_OK && get_be32 (header) != 0;
  if (has_salts)
    memcpy (salts, header + 16, sizeof salts);
  for (guint32 i = 1; REM_VFS_WAL_HEADER_BYTES + (sqlite3_int64) i * REM_VFS_FRAME_BYTES <= size;
       i++)
    {
      guint32 pair[2];

      if (io->xRead (self->log.file, record, sizeof record,
                     REM_VFS_WAL_HEADER_BYTES + (sqlite3_int64) (i - 1) * REM_VFS_FRAME_BYTES) !=
          SQLITE_OK)
        continue;
      pair[0] = get_be32 (record);
      pair[1] = i;
      if (pair[0] == 0 || pair[0] > MAX_PAGES)
        continue;
      if (!has_salts)
        memcpy (salts, record + 8, sizeof salts);
      has_salts = TRUE;
      if (memcmp (salts, record + 8, sizeof salts) != 0)
        continue;
      g_array_append_val (waiting, pair);
      if (get_be32 (record + 4) == 0)
        continue;
      for (guint k = 0; k < waiting->len; k++)
        {
          guint32 *done = (guint32 *) (void *) waiting->data + 2 * k;

          g_hash_table_insert (self->newest, GUINT_TO_POINTER (done[0]),
                               GUINT_TO_POINTER (done[1]));
          self->n_pages = MAX (self->n_pages, done[0]);
        }
      g_array_set_size (waiting, 0);
    }
}

/**
 * rem_salvage_pages_open:
 * @path: a database, with or without its log beside it
 * @vfs: a VFS of its box; freed after the result
 *
 * Only reads. Any thread; the result belongs to it.
 *
 * Returns: (transfer full): its pages, none if there is no such file
 */
RemSalvagePages *
rem_salvage_pages_open (const char *path, RemVfs *vfs)
{
  RemSalvagePages *self = g_new0 (RemSalvagePages, 1);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  sqlite3_int64 size = 0;

  self->newest = g_hash_table_new (NULL, NULL);
  self->lost = g_hash_table_new (NULL, NULL);
  if (open_file (&self->database, vfs, path, log, SQLITE_OPEN_MAIN_DB) &&
      self->database.file->pMethods->xFileSize (self->database.file, &size) == SQLITE_OK)
    self->n_pages = (guint32) MIN (size / REM_VFS_PAGE_BYTES, MAX_PAGES);
  if (open_file (&self->log, vfs, log, "", SQLITE_OPEN_WAL))
    read_log (self);
  return self;
}

/**
 * rem_salvage_pages_free:
 * @self: (transfer full): pages
 */
void
rem_salvage_pages_free (RemSalvagePages *self)
{
  close_file (&self->database);
  close_file (&self->log);
  g_hash_table_unref (self->newest);
  g_hash_table_unref (self->lost);
  g_free (self);
}

/**
 * rem_salvage_pages_get_n:
 * @self: pages
 *
 * Returns: the highest number of a page that may be there
 */
guint32
rem_salvage_pages_get_n (RemSalvagePages *self)
{
  return self->n_pages;
}

/**
 * rem_salvage_pages_get_n_lost:
 * @self: pages
 *
 * Returns: how many different pages could not be read so far
 */
guint32
rem_salvage_pages_get_n_lost (RemSalvagePages *self)
{
  return g_hash_table_size (self->lost);
}

/**
 * rem_salvage_pages_read:
 * @self: pages
 * @number: which, from 1; any number, for it may come from a damaged page
 * @page_out: takes %REM_SALVAGE_PAGE_BYTES bytes
 *
 * Returns: whether it could be opened
 */
gboolean
rem_salvage_pages_read (RemSalvagePages *self, guint32 number, guint8 *page_out)
{
  guint32 record = GPOINTER_TO_UINT (g_hash_table_lookup (self->newest, GUINT_TO_POINTER (number)));

  if (number == 0 || number > self->n_pages)
    return FALSE;
  if (record != 0 &&
      self->log.file->pMethods->xRead (self->log.file, page_out, REM_VFS_PAGE_BYTES,
                                       REM_VFS_WAL_HEADER_BYTES +
                                           (sqlite3_int64) (record - 1) * REM_VFS_FRAME_BYTES +
                                           REM_VFS_FRAME_HEADER_BYTES) == SQLITE_OK)
    return TRUE;
  if (self->database.file != NULL &&
      self->database.file->pMethods->xRead (self->database.file, page_out, REM_VFS_PAGE_BYTES,
                                            (sqlite3_int64) (number - 1) * REM_VFS_PAGE_BYTES) ==
          SQLITE_OK)
    return TRUE;
  g_hash_table_add (self->lost, GUINT_TO_POINTER (number));
  return FALSE;
}
