/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-key-region.h"
#include "rem-vfs.h"

#include <sodium.h>
#include <sqlite3.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PAGE         4096
#define RECORD       4160
#define LOG_HEADER   72
#define CANARY       "a word that must never lie in clear"
#define TRANSACTIONS 6

/* A box's two files in a folder of their own, with one VFS. */
typedef struct
{
  char *folder;
  char *path;
  char *log_path;
  RemSecret *page_key;
  RemSecret *wal_key;
  guint8 uuid[16];
  RemVfs *vfs;
} Fixture;

static void
write_file (const char *path, const void *bytes, gsize size)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, bytes, size), ==, size);
  close (fd);
}

static GByteArray *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;
  gsize size = 0;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  return g_byte_array_new_take ((guint8 *) bytes, size);
}

static void
renew_vfs (Fixture *self)
{
  g_clear_pointer (&self->vfs, rem_vfs_free);
  self->vfs = rem_vfs_new (self->uuid, self->page_key, self->wal_key);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const guint8 region[REM_KEY_REGION_SIZE] = "stands for the keys";
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("rem-vfs-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "box.db", NULL);
  self->log_path = g_build_filename (self->folder, "box.db-wal", NULL);
  self->page_key = rem_secret_new_random (32);
  self->wal_key = rem_secret_new_random (32);
  memcpy (self->uuid, "0123456789abcdef", 16);
  write_file (self->path, region, sizeof region);
  renew_vfs (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  rem_vfs_free (self->vfs);
  rem_secret_unref (self->page_key);
  rem_secret_unref (self->wal_key);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->log_path);
}

static int
count_records (GByteArray *log)
{
  return (int) (log->len - LOG_HEADER) / RECORD;
}

static int
execute (sqlite3 *db, const char *sql)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL);
}

#define assert_execute(db, sql) g_assert_cmpint (execute (db, sql), ==, SQLITE_OK)

static sqlite3 *
open_database (Fixture *self, gboolean create)
{
  sqlite3 *db = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | (create ? SQLITE_OPEN_CREATE : 0);
  int rc = sqlite3_open_v2 (self->path, &db, flags, rem_vfs_get_name (self->vfs));

  if (rc != SQLITE_OK)
    {
      sqlite3_close (db);
      return NULL;
    }
  assert_execute (db, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=MEMORY;"
                      "PRAGMA wal_autocheckpoint=0");
  return db;
}

/* A database with TRANSACTIONS rows, each in a transaction of its own; the log keeps the last ones
 * from @in_log on. */
static sqlite3 *
fill_database (Fixture *self, int in_log)
{
  sqlite3 *db = open_database (self, TRUE);

  g_assert_nonnull (db);
  assert_execute (db, "PRAGMA journal_mode=MEMORY; PRAGMA secure_delete=ON;"
                      "CREATE TABLE t (n INTEGER PRIMARY KEY, words TEXT, more BLOB)");
  assert_execute (db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  for (int i = 1; i <= TRANSACTIONS; i++)
    {
      assert_execute (db, "INSERT INTO t (words, more) VALUES ('" CANARY "', zeroblob(9000))");
      if (i + 1 == in_log)
        assert_execute (db, "PRAGMA wal_checkpoint(TRUNCATE)");
    }
  return db;
}

/* What a crash leaves: the files as they are while the connection is open. */
static void
crash (Fixture *self, sqlite3 *db)
{
  g_autoptr (GByteArray) pages = read_file (self->path);
  g_autoptr (GByteArray) log = read_file (self->log_path);

  sqlite3_close (db);
  write_file (self->path, pages->data, pages->len);
  write_file (self->log_path, log->data, log->len);
  renew_vfs (self);
}

static int
query_int (sqlite3 *db, const char *sql, int *value_out)
{
  sqlite3_stmt *statement = NULL;
  int rc = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_step (statement);
  if (rc == SQLITE_ROW)
    *value_out = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

/* Opens, reads everything and closes: the number of rows, or minus the error. */
static int
count_rows (Fixture *self)
{
  sqlite3 *db = open_database (self, FALSE);
  sqlite3_stmt *statement = NULL;
  int rows = 0;
  int rc;

  if (db == NULL)
    return -SQLITE_CANTOPEN;
  rc = sqlite3_prepare_v2 (db, "SELECT n, words, more FROM t ORDER BY n", -1, &statement, NULL);
  while (rc == SQLITE_OK || rc == SQLITE_ROW)
    {
      rc = sqlite3_step (statement);
      if (rc != SQLITE_ROW)
        break;
      rows++;
      g_assert_cmpint (sqlite3_column_int (statement, 0), ==, rows);
      g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 1), ==, CANARY);
      g_assert_cmpint (sqlite3_column_bytes (statement, 2), ==, 9000);
      g_assert_true (sodium_is_zero (sqlite3_column_blob (statement, 2), 9000));
    }
  sqlite3_finalize (statement);
  /* Leave the files as they are. */
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_close (db);
  return rc == SQLITE_DONE ? rows : -rc;
}

/* ---- a file of SQLite's, without SQLite ---- */

typedef struct
{
  const char *name; /* with what the system's VFS looks for behind its end */
  sqlite3_file *file;
} Raw;

static void
raw_close (Raw *self)
{
  if (self->file != NULL)
    self->file->pMethods->xClose (self->file);
  g_free (self->file);
  sqlite3_free_filename (self->name);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Raw, raw_close)

static Raw *
raw_try_open (Fixture *fixture, int flags, int *rc_out)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (rem_vfs_get_name (fixture->vfs));
  Raw *self = g_new0 (Raw, 1);
  const char *name;

  self->name = sqlite3_create_filename (fixture->path, "", fixture->log_path, 0, NULL);
  name = (flags & SQLITE_OPEN_WAL) != 0 ? sqlite3_filename_wal (self->name) : self->name;
  self->file = g_malloc0 (vfs->szOsFile);
  *rc_out = vfs->xOpen (vfs, name, self->file, flags, NULL);
  if (*rc_out != SQLITE_OK)
    {
      g_assert_null (self->file->pMethods);
      g_clear_pointer (&self->file, g_free);
    }
  return self;
}

static Raw *
raw_open (Fixture *fixture, int type)
{
  int rc;
  Raw *self = raw_try_open (fixture, type | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &rc);

  g_assert_cmpint (rc, ==, SQLITE_OK);
  return self;
}

static int
raw_read (Raw *self, void *bytes, int size, gint64 offset)
{
  return self->file->pMethods->xRead (self->file, bytes, size, offset);
}

static int
raw_write (Raw *self, const void *bytes, int size, gint64 offset)
{
  return self->file->pMethods->xWrite (self->file, bytes, size, offset);
}

static gint64
raw_size (Raw *self)
{
  sqlite3_int64 size = -1;

  g_assert_cmpint (self->file->pMethods->xFileSize (self->file, &size), ==, SQLITE_OK);
  return size;
}

static gsize
stored_size (const char *path)
{
  GStatBuf buffer;

  g_assert_cmpint (g_stat (path, &buffer), ==, 0);
  return buffer.st_size;
}

static void
make_page (guint8 *page, gint64 number, int seed)
{
  memset (page, 0, PAGE);
  for (int i = 0; i < PAGE - 40; i++)
    page[i] = (guint8) (number * 31 + i * 7 + seed);
  page[16] = 16;
  page[17] = 0;
  page[20] = 40;
}

/* ---- refusals ---- */

static void
test_refused_types (Fixture *fixture, gconstpointer data)
{
  static const int types[] = {
    SQLITE_OPEN_TEMP_DB,
    SQLITE_OPEN_TRANSIENT_DB,
    SQLITE_OPEN_MAIN_JOURNAL,
    SQLITE_OPEN_TEMP_JOURNAL,
    SQLITE_OPEN_SUBJOURNAL,
    SQLITE_OPEN_SUPER_JOURNAL,
    SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL,
    0,
    SQLITE_OPEN_WAL | SQLITE_OPEN_DELETEONCLOSE,
    SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MEMORY,
  };
  sqlite3_vfs *vfs = sqlite3_vfs_find (rem_vfs_get_name (fixture->vfs));
  g_autofree sqlite3_file *file = g_malloc0 (vfs->szOsFile);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      int rc;
      int flags = types[i] | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
      g_autoptr (Raw) raw = raw_try_open (fixture, flags, &rc);

      g_assert_cmpint (rc, ==, SQLITE_CANTOPEN);
      g_assert_null (raw->file);
    }
  g_assert_cmpint (vfs->xOpen (vfs, NULL, file, SQLITE_OPEN_MAIN_DB, NULL), ==, SQLITE_CANTOPEN);
  g_assert_null (vfs->xDlOpen (vfs, "libm.so.6"));
  g_assert_null (sqlite3_vfs_find ("rem-none"));
  g_assert_true (sqlite3_vfs_find (NULL) != vfs);
}

static void
test_refused_sizes (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int size;
    gboolean create;
    int rc;
  } cases[] = {
    { 0, TRUE, SQLITE_CORRUPT },
    { REM_KEY_REGION_SIZE - 1, TRUE, SQLITE_CORRUPT },
    { REM_KEY_REGION_SIZE, FALSE, SQLITE_CORRUPT },
    { REM_KEY_REGION_SIZE + PAGE - 1, FALSE, SQLITE_CORRUPT },
    { REM_KEY_REGION_SIZE, TRUE, SQLITE_OK },
    { REM_KEY_REGION_SIZE + PAGE, FALSE, SQLITE_OK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree guint8 *bytes = g_malloc0 (cases[i].size + 1);
      int flags = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READWRITE;
      int rc;

      write_file (fixture->path, bytes, cases[i].size);
      raw_close (raw_try_open (fixture, flags | (cases[i].create ? SQLITE_OPEN_CREATE : 0), &rc));
      g_assert_cmpint (rc, ==, cases[i].rc);
    }

  /* Nothing is made where nothing was. */
  g_unlink (fixture->path);
  g_assert_null (open_database (fixture, TRUE));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_refused_geometry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Raw) pages = raw_open (fixture, SQLITE_OPEN_MAIN_DB);
  g_autoptr (Raw) log = raw_open (fixture, SQLITE_OPEN_WAL);
  guint8 page[PAGE];
  guint8 frame[24 + PAGE] = { 0, 0, 0, 1 };
  guint8 header[32] = { 0x37, 0x7f, 0x06, 0x82, 0, 0, 0, 0, 0, 0, 16, 0 };

  make_page (page, 1, 0);
  g_assert_cmpint (raw_write (pages, page, PAGE, 0), ==, SQLITE_OK);
  g_assert_cmpint (raw_write (pages, page, PAGE, 1), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpint (raw_write (pages, page, PAGE - 1, 0), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpint (raw_write (pages, page, 1024, 0), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpint (raw_write (pages, page, PAGE, -PAGE), ==, SQLITE_IOERR_WRITE);
  g_assert_cmpint (pages->file->pMethods->xTruncate (pages->file, 100), ==, SQLITE_IOERR_TRUNCATE);
  g_assert_cmpint (pages->file->pMethods->xTruncate (pages->file, -PAGE), ==,
                   SQLITE_IOERR_TRUNCATE);

  g_assert_cmpint (raw_write (log, header, 32, 0), ==, SQLITE_OK);
  memcpy (frame + 24, page, PAGE);
  g_assert_cmpint (raw_write (log, frame, 24 + PAGE, 32), ==, SQLITE_OK);
  g_assert_cmpint (log->file->pMethods->xTruncate (log->file, 100000), ==, SQLITE_IOERR_TRUNCATE);

  for (int i = 0; i < 4; i++)
    {
      static const int places[] = { 16, 17, 20, PAGE - 1 };

      page[places[i]] ^= 0x20;
      memcpy (frame + 24, page, PAGE);
      g_assert_cmpint (raw_write (pages, page, PAGE, 0), ==, SQLITE_IOERR_WRITE);
      g_assert_cmpint (raw_write (log, frame, 24, 32), ==, SQLITE_OK);
      g_assert_cmpint (raw_write (log, frame + 24, PAGE, 56), ==, SQLITE_IOERR_WRITE);
      page[places[i]] ^= 0x20;
    }
  for (int i = PAGE - 40; i < PAGE; i++)
    {
      page[i] = 1;
      g_assert_cmpint (raw_write (pages, page, PAGE, PAGE), ==, SQLITE_IOERR_WRITE);
      page[i] = 0;
    }
  header[10] = 4;
  g_assert_cmpint (raw_write (log, header, 32, 0), ==, SQLITE_IOERR_WRITE);
  header[10] = 16;
  header[0] = 0;
  g_assert_cmpint (raw_write (log, header, 32, 0), ==, SQLITE_IOERR_WRITE);

  /* What was there is there still. */
  g_assert_cmpint (raw_size (pages), ==, PAGE);
  g_assert_cmpint (raw_size (log), ==, 32 + 24 + PAGE);
  g_assert_cmpint (raw_read (log, frame, 24 + PAGE, 32), ==, SQLITE_OK);
  g_assert_cmpmem (frame + 24, PAGE, page, PAGE);
  g_assert_false (rem_vfs_saw_damage (fixture->vfs));
}

static void
test_refused_backup (Fixture *fixture, gconstpointer data)
{
  sqlite3 *plain = NULL;
  sqlite3 *db = fill_database (fixture, 1);
  sqlite3_backup *backup;

  g_assert_cmpint (sqlite3_open (":memory:", &plain), ==, SQLITE_OK);
  assert_execute (plain, "CREATE TABLE u (x); INSERT INTO u VALUES (randomblob(50000))");
  backup = sqlite3_backup_init (db, "main", plain, "main");
  if (backup != NULL)
    {
      g_assert_cmpint (sqlite3_backup_step (backup, -1), !=, SQLITE_DONE);
      g_assert_cmpint (sqlite3_backup_finish (backup), !=, SQLITE_OK);
    }
  sqlite3_close (plain);
  sqlite3_close (db);
  g_assert_cmpint (count_rows (fixture), ==, TRANSACTIONS);
}

static void
test_controls (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Raw) pages = raw_open (fixture, SQLITE_OPEN_MAIN_DB);
  const sqlite3_io_methods *methods = pages->file->pMethods;
  sqlite3_int64 size = 1 << 20;
  int chunk = 1 << 20;
  int moved = -1;
  char *name = NULL;

  g_assert_cmpint (methods->iVersion, ==, 1);
  g_assert_cmpint (methods->xFileControl (pages->file, SQLITE_FCNTL_SIZE_HINT, &size), ==,
                   SQLITE_NOTFOUND);
  g_assert_cmpint (methods->xFileControl (pages->file, SQLITE_FCNTL_CHUNK_SIZE, &chunk), ==,
                   SQLITE_NOTFOUND);
  g_assert_cmpint (methods->xFileControl (pages->file, SQLITE_FCNTL_MMAP_SIZE, &size), ==,
                   SQLITE_NOTFOUND);
  g_assert_cmpint (methods->xFileControl (pages->file, SQLITE_FCNTL_HAS_MOVED, &moved), ==,
                   SQLITE_OK);
  g_assert_cmpint (moved, ==, 0);
  g_assert_cmpint (methods->xFileControl (pages->file, SQLITE_FCNTL_VFSNAME, &name), ==, SQLITE_OK);
  g_assert_cmpstr (name, ==, rem_vfs_get_name (fixture->vfs));
  sqlite3_free (name);
  g_assert_cmpint (methods->xDeviceCharacteristics (pages->file) &
                       ~(SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN),
                   ==, 0);
  g_assert_cmpint (methods->xSectorSize (pages->file), >=, 512);
  g_assert_cmpint (methods->xCheckReservedLock (pages->file, &moved), ==, SQLITE_OK);
  g_assert_cmpint (moved, ==, 0);
  g_assert_cmpint (stored_size (fixture->path), ==, REM_KEY_REGION_SIZE);
}

/* Nothing is loaded through a box; clock and sleep are the system's. */
static void
test_system (Fixture *fixture, gconstpointer data)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (rem_vfs_get_name (fixture->vfs));
  char text[64] = "";
  char random[2][32] = { { 0 } };
  double days = 0;

  g_assert_null (vfs->xDlOpen (vfs, "libm.so.6"));
  vfs->xDlError (vfs, sizeof text, text);
  g_assert_cmpstr (text, ==, "refused");
  g_assert_null (vfs->xDlSym (vfs, NULL, "sin"));
  vfs->xDlClose (vfs, NULL);
  g_assert_cmpint (vfs->xRandomness (vfs, 32, random[0]), ==, 32);
  g_assert_cmpint (vfs->xRandomness (vfs, 32, random[1]), ==, 32);
  g_assert_cmpint (memcmp (random[0], random[1], 32), !=, 0);
  g_assert_cmpint (vfs->xSleep (vfs, 1), >=, 0);
  g_assert_cmpint (vfs->xCurrentTime (vfs, &days), ==, SQLITE_OK);
  g_assert_cmpfloat (days, >, 2460000);
  vfs->xGetLastError (vfs, sizeof text, text);
}

/* A journal that somebody laid beside the box is neither played back nor removed. */
static void
test_journal_ignored (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strconcat (fixture->path, "-journal", NULL);
  sqlite3_vfs *vfs = sqlite3_vfs_find (rem_vfs_get_name (fixture->vfs));
  int exists = -1;

  sqlite3_close (fill_database (fixture, 1));
  write_file (path, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\xff\xff\xff\xff", 12);
  g_assert_cmpint (count_rows (fixture), ==, TRANSACTIONS);
  g_assert_cmpint (vfs->xAccess (vfs, path, SQLITE_ACCESS_EXISTS, &exists), ==, SQLITE_OK);
  g_assert_cmpint (exists, ==, 0);
  g_assert_cmpint (vfs->xDelete (vfs, path, 0), ==, SQLITE_IOERR_DELETE_NOENT);
  g_assert_cmpint (vfs->xDelete (vfs, fixture->path, 0), ==, SQLITE_IOERR_DELETE);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_symbolic_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  int rc;

  g_rename (fixture->path, other);
  g_assert_cmpint (symlink ("other", fixture->path), ==, 0);
  raw_close (raw_try_open (fixture,
                           SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &rc));
  g_assert_cmpint (rc & 0xff, ==, SQLITE_CANTOPEN);
}

/* ---- ranges ---- */

static void
test_header_synthesis (Fixture *fixture, gconstpointer data)
{
  static const guint8 geometry[] = { 16, 0, 2, 2, 40, 64, 32, 32 };
  g_autoptr (Raw) pages = raw_open (fixture, SQLITE_OPEN_MAIN_DB);
  g_autoptr (GByteArray) stored = NULL;
  guint8 page[PAGE];
  guint8 read[PAGE];

  /* A new file. */
  g_assert_cmpint (raw_read (pages, read, 100, 0), ==, SQLITE_OK);
  g_assert_cmpmem (read, 16, "SQLite format 3", 16);
  g_assert_cmpmem (read + 16, 8, geometry, 8);
  g_assert_true (sodium_is_zero (read + 24, 76));
  g_assert_cmpint (raw_read (pages, read, PAGE, 0), ==, SQLITE_IOERR_SHORT_READ);
  g_assert_true (sodium_is_zero (read, PAGE));

  /* A whole page 1. */
  make_page (page, 1, 5);
  g_assert_cmpint (raw_write (pages, page, PAGE, 0), ==, SQLITE_OK);
  g_assert_cmpint (raw_read (pages, read, 100, 0), ==, SQLITE_OK);
  g_assert_cmpmem (read, 100, page, 100);

  /* A torn one. */
  stored = read_file (fixture->path);
  stored->data[REM_KEY_REGION_SIZE + 2000] ^= 1;
  write_file (fixture->path, stored->data, stored->len);
  g_clear_pointer (&pages, raw_close);
  pages = raw_open (fixture, SQLITE_OPEN_MAIN_DB);
  g_assert_cmpint (raw_read (pages, read, 100, 0), ==, SQLITE_OK);
  g_assert_cmpmem (read + 16, 8, geometry, 8);
  g_assert_cmpint (raw_read (pages, read, 16, 24), ==, SQLITE_OK);
  g_assert_true (sodium_is_zero (read, 16));
  g_assert_cmpint (raw_read (pages, read, 8, 16), ==, SQLITE_OK);
  g_assert_cmpmem (read, 8, geometry, 8);
  g_assert_false (rem_vfs_saw_damage (fixture->vfs));
  g_assert_cmpint (raw_read (pages, read, 101, 0), ==, SQLITE_IOERR_DATA);
  g_assert_cmpint (raw_read (pages, read, 16, 100), ==, SQLITE_IOERR_DATA);
  g_assert_cmpint (raw_read (pages, read, PAGE, 0), ==, SQLITE_IOERR_DATA);
  g_assert_true (sodium_is_zero (read, PAGE));
  g_assert_cmpint (rem_vfs_get_damage (fixture->vfs), ==, REM_VFS_DAMAGE_PAGE);
}

static void
test_page_ranges (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N = 5
  };
  g_autoptr (Raw) pages = raw_open (fixture, SQLITE_OPEN_MAIN_DB);
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autofree guint8 *model = g_malloc0 ((N + 2) * PAGE);
  g_autofree guint8 *read = g_malloc0 ((N + 2) * PAGE);
  guint8 again[PAGE];

  for (int n = N; n >= 1; n--)
    {
      make_page (model + (n - 1) * PAGE, n, 1);
      g_assert_cmpint (raw_write (pages, model + (n - 1) * PAGE, PAGE, (n - 1) * PAGE), ==,
                       SQLITE_OK);
      g_assert_cmpint (raw_size (pages), ==, N * PAGE);
    }
  for (int i = 0; i < 3000; i++)
    {
      int from = g_rand_int_range (random, 0, (N + 1) * PAGE);
      int size = g_rand_int_range (random, 0, (N + 2) * PAGE - from + 1);
      int rc = raw_read (pages, read, size, from);

      g_assert_cmpint (rc, ==,
                       from + size <= N * PAGE || size == 0 ? SQLITE_OK : SQLITE_IOERR_SHORT_READ);
      g_assert_cmpmem (read, size, model + from, size);
    }

  /* The same bytes never look the same, and nothing of a page lies in clear. */
  {
    g_autoptr (GByteArray) before = read_file (fixture->path);
    g_autoptr (GByteArray) after = NULL;
    int same = 0;

    g_assert_cmpint (raw_write (pages, model, PAGE, 0), ==, SQLITE_OK);
    after = read_file (fixture->path);
    g_assert_cmpuint (after->len, ==, before->len);
    g_assert_cmpmem (after->data, REM_KEY_REGION_SIZE, before->data, REM_KEY_REGION_SIZE);
    for (int i = 0; i < PAGE; i++)
      same += after->data[REM_KEY_REGION_SIZE + i] == before->data[REM_KEY_REGION_SIZE + i];
    g_assert_cmpint (same, <, 64);
  }

  /* Shrink, grow: what comes back is zeros, and sealed. */
  g_assert_cmpint (pages->file->pMethods->xTruncate (pages->file, 2 * PAGE), ==, SQLITE_OK);
  g_assert_cmpint (stored_size (fixture->path), ==, REM_KEY_REGION_SIZE + 2 * PAGE);
  g_assert_cmpint (pages->file->pMethods->xTruncate (pages->file, 4 * PAGE), ==, SQLITE_OK);
  g_assert_cmpint (raw_size (pages), ==, 4 * PAGE);
  g_assert_cmpint (raw_read (pages, again, PAGE, 3 * PAGE), ==, SQLITE_OK);
  g_assert_true (sodium_is_zero (again, PAGE));
  g_assert_cmpint (raw_write (pages, model + PAGE, PAGE, 6 * PAGE), ==, SQLITE_OK);
  g_assert_cmpint (raw_read (pages, again, PAGE, 5 * PAGE), ==, SQLITE_OK);
  g_assert_true (sodium_is_zero (again, PAGE));

  /* A page that is there only in part does not count. */
  g_assert_cmpint (truncate (fixture->path, REM_KEY_REGION_SIZE + 2 * PAGE + 100), ==, 0);
  g_assert_cmpint (raw_size (pages), ==, 2 * PAGE);
  g_assert_cmpint (raw_read (pages, again, PAGE, 2 * PAGE), ==, SQLITE_IOERR_SHORT_READ);
  g_assert_false (rem_vfs_saw_damage (fixture->vfs));
}

/* Pieces of any size, over and over, against a plain array. */
static void
test_log_ranges (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N = 6,
    FRAME = 24 + PAGE,
    SIZE = 32 + N * FRAME
  };
  g_autoptr (Raw) log = raw_open (fixture, SQLITE_OPEN_WAL);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autofree guint8 *first_image = g_malloc0 (SIZE);
  g_autofree guint8 *second_image = g_malloc0 (SIZE);
  guint8 *images[2] = { first_image, second_image };
  g_autofree guint8 *model = g_malloc0 (SIZE + FRAME);
  g_autofree guint8 *read = g_malloc0 (SIZE + FRAME);
  int end = 32;

  for (int i = 0; i < 2; i++)
    {
      static const guint8 header[] = { 0x37, 0x7f, 0x06, 0x83, 0, 0, 0, 0, 0, 0, 16, 0 };

      for (int j = 0; j < SIZE; j++)
        images[i][j] = (guint8) g_rand_int (random);
      memcpy (images[i], header, sizeof header);
      for (int n = 0; n < N; n++)
        {
          images[i][32 + n * FRAME] = 7; /* not page 1 */
          memset (images[i] + 32 + (n + 1) * FRAME - 40, 0, 40);
        }
    }
  memcpy (model, images[0], 32);
  g_assert_cmpint (raw_write (log, model, 32, 0), ==, SQLITE_OK);

  for (int i = 0; i < 4000; i++)
    {
      guint8 *image = images[g_rand_int_range (random, 0, 2)];
      gboolean small = g_rand_boolean (random);
      int from = g_rand_int_range (random, 0, MIN (end + 1, SIZE));
      int size = g_rand_int_range (random, 0, MIN (SIZE - from, small ? 60 : 3 * FRAME) + 1);
      int rc;

      if (from < 32)
        from = 0, size = MAX (size, 32);
      /* Records come one after the other: no first byte behind a record that is not there. */
      g_assert_cmpint (raw_write (log, image + from, size, from), ==, SQLITE_OK);
      memcpy (model + from, image + from, size);
      end = MAX (end, from + size);

      from = g_rand_int_range (random, 0, end);
      size = g_rand_int_range (random, 0, end - from + 1);
      rc = raw_read (log, read, size, from);
      g_assert_cmpint (rc, ==, SQLITE_OK);
      g_assert_cmpmem (read, size, model + from, size);
      if (g_rand_int_range (random, 0, 50) == 0)
        g_assert_cmpint (log->file->pMethods->xSync (log->file, SQLITE_SYNC_NORMAL), ==, SQLITE_OK);
      if (g_rand_int_range (random, 0, 50) == 0)
        {
          gint64 whole = raw_size (log);

          g_assert_cmpint (whole, >=, end);
          g_assert_cmpint ((whole - 32) % FRAME, ==, 0);
          end = (int) whole;
        }
      if (g_rand_int_range (random, 0, 200) == 0)
        {
          g_clear_pointer (&log, raw_close);
          log = raw_open (fixture, SQLITE_OPEN_WAL);
          end = (int) raw_size (log);
        }
      if (g_rand_int_range (random, 0, 300) == 0)
        {
          int size_wanted = g_rand_int_range (random, 32, end + 1);

          g_assert_cmpint (log->file->pMethods->xTruncate (log->file, size_wanted), ==, SQLITE_OK);
          end = (int) raw_size (log);
          g_assert_cmpint (end, >=, size_wanted);
          g_assert_cmpint (end - size_wanted, <, FRAME);
          memset (model + end, 0, SIZE + FRAME - end);
        }
    }
  g_assert_cmpint (raw_read (log, read, 10, raw_size (log)), ==, SQLITE_IOERR_SHORT_READ);
  g_assert_cmpint (raw_read (log, read, 10, -1), ==, SQLITE_IOERR_READ);
  g_assert_cmpint (log->file->pMethods->xTruncate (log->file, 0), ==, SQLITE_OK);
  g_assert_cmpint (stored_size (fixture->log_path), ==, 0);
  g_assert_cmpint (rem_vfs_get_damage (fixture->vfs), ==, REM_VFS_DAMAGE_NONE);
}

/* ---- through SQLite ---- */

static gboolean
contains (GByteArray *bytes, const char *words)
{
  return memmem (bytes->data, bytes->len, words, strlen (words)) != NULL;
}

static void
test_nothing_in_clear (Fixture *fixture, gconstpointer data)
{
  sqlite3 *db = fill_database (fixture, 3);
  g_autoptr (GByteArray) pages = read_file (fixture->path);
  g_autoptr (GByteArray) log = read_file (fixture->log_path);
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  int n_files = 0;

  g_assert_cmpuint (log->len, >, 4 * RECORD);
  g_assert_cmpuint ((log->len - LOG_HEADER) % RECORD, ==, 0);
  g_assert_cmpuint (pages->len % PAGE, ==, 0);
  g_assert_false (contains (pages, "never lie"));
  g_assert_false (contains (log, "never lie"));
  g_assert_false (contains (pages, "SQLite"));
  g_assert_false (contains (log, "\x37\x7f\x06"));
  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_assert_cmpint (n_files, ==, 2);

  sqlite3_close (db);
  g_assert_false (g_file_test (fixture->log_path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (count_rows (fixture), ==, TRANSACTIONS);
  g_assert_cmpint (rem_vfs_get_damage (fixture->vfs), ==, REM_VFS_DAMAGE_NONE);
}

static void
test_crash (Fixture *fixture, gconstpointer data)
{
  sqlite3 *db = fill_database (fixture, 3);

  crash (fixture, db);
  g_assert_cmpint (count_rows (fixture), ==, TRANSACTIONS);
  g_assert_cmpint (rem_vfs_get_damage (fixture->vfs), ==, REM_VFS_DAMAGE_NONE);
}

/* Pages of one transaction that are written to the log twice make SQLite rewrite checksums. */
static void
test_rewritten_frames (Fixture *fixture, gconstpointer data)
{
  sqlite3 *db = fill_database (fixture, 3);
  int sum = 0;
  sqlite3_stmt *statement = NULL;

  assert_execute (db, "PRAGMA cache_size=5; PRAGMA cache_spill=1; BEGIN");
  for (int i = 0; i < 40; i++)
    assert_execute (db, "UPDATE t SET more = zeroblob(9000), words = words || 'x';"
                        "UPDATE t SET words = '" CANARY "'");
  assert_execute (db, "COMMIT; BEGIN; UPDATE t SET more = randomblob(20000); ROLLBACK");
  crash (fixture, db);
  g_assert_cmpint (count_rows (fixture), ==, TRANSACTIONS);

  db = open_database (fixture, FALSE);
  assert_execute (db,
                  "CREATE TABLE u (x); INSERT INTO u SELECT n FROM t; DELETE FROM t WHERE n < 4;"
                  "VACUUM; DROP TABLE u");
  g_assert_cmpint (query_int (db, "SELECT count(*) FROM t", &sum), ==, SQLITE_OK);
  g_assert_cmpint (sum, ==, 3);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "PRAGMA integrity_check", -1, &statement, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "ok");
  sqlite3_finalize (statement);
  sqlite3_close (db);
  g_assert_cmpint (rem_vfs_get_damage (fixture->vfs), ==, REM_VFS_DAMAGE_NONE);
}

/* The log is used from its beginning again; what is left of the older one is not damage. */
static void
test_older_log (Fixture *fixture, gconstpointer data)
{
  sqlite3 *db = fill_database (fixture, 1);
  g_autoptr (GByteArray) log = NULL;
  int n_log = 0;
  int n_torn = 0;
  int n_none = 0;
  gsize used;

  assert_execute (db, "PRAGMA wal_checkpoint(RESTART)");
  assert_execute (db, "DELETE FROM t WHERE n = 6");
  used = stored_size (fixture->log_path);
  crash (fixture, db);
  g_assert_cmpuint (stored_size (fixture->log_path), ==, used);
  g_assert_cmpint (count_rows (fixture), ==, 5);
  g_assert_cmpint (rem_vfs_get_damage (fixture->vfs), ==, REM_VFS_DAMAGE_NONE);

  /* A record of the new log with others of it behind; its last record; the first old one, where
   * the next record would have come; those that nobody reads. */
  log = read_file (fixture->log_path);
  for (int n = 0; n < count_records (log); n++)
    {
      RemVfsDamage damage;

      log->data[LOG_HEADER + n * RECORD + 9] ^= 1;
      write_file (fixture->log_path, log->data, log->len);
      log->data[LOG_HEADER + n * RECORD + 9] ^= 1;
      renew_vfs (fixture);
      g_assert_cmpint (count_rows (fixture), ==, n_torn == 0 ? 6 : 5);
      damage = rem_vfs_get_damage (fixture->vfs);
      n_log += damage == REM_VFS_DAMAGE_LOG;
      n_torn += damage == REM_VFS_DAMAGE_TORN_TAIL;
      n_none += damage == REM_VFS_DAMAGE_NONE;
      g_assert_cmpint (n_log + n_torn + n_none, ==, n + 1);
    }
  g_assert_cmpint (n_log, >, 0);
  g_assert_cmpint (n_torn, ==, 2);
  g_assert_cmpint (n_none, >, 0);
}

/* Page 1 torn by a power cut while the log was being carried over. */
static void
test_torn_first_page (Fixture *fixture, gconstpointer data)
{
  sqlite3 *db = fill_database (fixture, 1);
  g_autoptr (GByteArray) pages = NULL;

  /* Changes the schema, so that page 1 stands in the log. */
  assert_execute (db, "CREATE TABLE v (x)");
  crash (fixture, db);
  pages = read_file (fixture->path);
  memset (pages->data + REM_KEY_REGION_SIZE + 512, 0xa5, 1024);
  write_file (fixture->path, pages->data, pages->len);
  g_assert_cmpint (count_rows (fixture), ==, TRANSACTIONS);
  g_assert_false (rem_vfs_saw_damage (fixture->vfs));

  /* The same without a log is the end. */
  g_unlink (fixture->log_path);
  renew_vfs (fixture);
  g_assert_cmpint (count_rows (fixture), <, 0);
  g_assert_true (rem_vfs_saw_damage (fixture->vfs));
}

/* ---- damage ---- */

static void
test_page_flips (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) good = NULL;
  guint8 page[PAGE];
  guint8 zeros[PAGE] = { 0 };
  int n_pages;

  sqlite3_close (fill_database (fixture, 1));
  good = read_file (fixture->path);
  n_pages = (int) (good->len - REM_KEY_REGION_SIZE) / PAGE;
  g_assert_cmpint (n_pages, >, 10);

  /* Every byte of the first two pages; of the others, one in 61 and the tag and nonce. */
  for (int n = 0; n < n_pages; n++)
    for (int i = 0; i < PAGE; i += n < 2 || i >= PAGE - 40 ? 1 : 61)
      {
        g_autoptr (Raw) pages = raw_open (fixture, SQLITE_OPEN_MAIN_DB);
        int fd = g_open (fixture->path, O_WRONLY, 0);
        off_t offset = REM_KEY_REGION_SIZE + n * PAGE + i;
        guint8 bad = good->data[offset] ^ (guint8) (1 << i % 8);

        g_assert_cmpint (pwrite (fd, &bad, 1, offset), ==, 1);
        g_assert_cmpint (raw_read (pages, page, PAGE, n * PAGE), ==, SQLITE_IOERR_DATA);
        g_assert_cmpmem (page, PAGE, zeros, PAGE);
        g_assert_cmpint (pwrite (fd, &good->data[offset], 1, offset), ==, 1);
        g_assert_cmpint (raw_read (pages, page, PAGE, n * PAGE), ==, SQLITE_OK);
        close (fd);
      }

  /* The same through SQLite. */
  for (int n = 0; n < n_pages; n++)
    {
      int rows;

      good->data[REM_KEY_REGION_SIZE + n * PAGE + 77] ^= 4;
      write_file (fixture->path, good->data, good->len);
      good->data[REM_KEY_REGION_SIZE + n * PAGE + 77] ^= 4;
      renew_vfs (fixture);
      rows = count_rows (fixture);
      g_assert_cmpint (rows, <, 0);
      g_assert_true (rem_vfs_saw_damage (fixture->vfs));
    }
}

static void
swap (guint8 *a, guint8 *b, gsize size)
{
  for (gsize i = 0; i < size; i++)
    {
      guint8 byte = a[i];
      a[i] = b[i];
      b[i] = byte;
    }
}

static void
test_page_swaps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) good = NULL;
  guint8 page[PAGE];
  guint8 *first;
  int n_pages;

  sqlite3_close (fill_database (fixture, 1));
  good = read_file (fixture->path);
  first = good->data + REM_KEY_REGION_SIZE;
  n_pages = (int) (good->len - REM_KEY_REGION_SIZE) / PAGE;
  for (int a = 0; a < n_pages; a++)
    for (int b = a + 1; b < n_pages; b++)
      {
        g_autoptr (Raw) pages = NULL;

        swap (first + a * PAGE, first + b * PAGE, PAGE);
        write_file (fixture->path, good->data, good->len);
        swap (first + a * PAGE, first + b * PAGE, PAGE);
        pages = raw_open (fixture, SQLITE_OPEN_MAIN_DB);
        g_assert_cmpint (raw_read (pages, page, PAGE, a * PAGE), ==, SQLITE_IOERR_DATA);
        g_assert_cmpint (raw_read (pages, page, PAGE, b * PAGE), ==, SQLITE_IOERR_DATA);
      }

  /* Another box's page at the same place: another uuid, or another key. */
  write_file (fixture->path, good->data, good->len);
  fixture->uuid[15] ^= 1;
  renew_vfs (fixture);
  g_assert_cmpint (count_rows (fixture), <, 0);
  fixture->uuid[15] ^= 1;
  rem_secret_get_writable_bytes (fixture->page_key)[0] ^= 1;
  renew_vfs (fixture);
  g_assert_cmpint (count_rows (fixture), <, 0);
  rem_secret_get_writable_bytes (fixture->page_key)[0] ^= 1;
  renew_vfs (fixture);
  g_assert_cmpint (count_rows (fixture), ==, TRANSACTIONS);
}

static void
test_page_truncation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) good = NULL;

  sqlite3_close (fill_database (fixture, 1));
  good = read_file (fixture->path);
  for (gsize size = REM_KEY_REGION_SIZE - 100; size < good->len; size += 1012)
    {
      write_file (fixture->path, good->data, size);
      renew_vfs (fixture);
      g_assert_cmpint (count_rows (fixture), <, 0);
    }
}

static void
test_log_flips (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) pages = NULL;
  g_autoptr (GByteArray) log = NULL;
  sqlite3 *db = fill_database (fixture, 3);
  int last_rows = 0;
  int n_records;

  crash (fixture, db);
  pages = read_file (fixture->path);
  log = read_file (fixture->log_path);
  n_records = count_records (log);
  for (int n = 0; n < n_records; n++)
    for (int i = 0; i < RECORD; i += 223)
      {
        gsize offset = LOG_HEADER + n * RECORD + i;
        int rows;

        log->data[offset] ^= 0x10;
        write_file (fixture->path, pages->data, pages->len);
        write_file (fixture->log_path, log->data, log->len);
        log->data[offset] ^= 0x10;
        renew_vfs (fixture);
        rows = count_rows (fixture);
        /* Whole transactions before the damage, nothing after it. */
        g_assert_cmpint (rows, >=, MAX (2, last_rows));
        g_assert_cmpint (rows, <, TRANSACTIONS);
        g_assert_cmpint (rem_vfs_get_damage (fixture->vfs), ==,
                         n + 1 < n_records ? REM_VFS_DAMAGE_LOG : REM_VFS_DAMAGE_TORN_TAIL);
        last_rows = rows;
      }
  g_assert_cmpint (last_rows, ==, TRANSACTIONS - 1);

  for (int i = 0; i < LOG_HEADER; i++)
    {
      log->data[i] ^= 0x10;
      write_file (fixture->path, pages->data, pages->len);
      write_file (fixture->log_path, log->data, log->len);
      log->data[i] ^= 0x10;
      renew_vfs (fixture);
      g_assert_cmpint (count_rows (fixture), ==, 2);
      g_assert_cmpint (rem_vfs_get_damage (fixture->vfs), ==, REM_VFS_DAMAGE_LOG);
    }
}

static void
test_log_swaps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) pages = NULL;
  g_autoptr (GByteArray) log = NULL;
  sqlite3 *db = fill_database (fixture, 3);
  guint8 *first;
  int n_records;

  crash (fixture, db);
  pages = read_file (fixture->path);
  log = read_file (fixture->log_path);
  first = log->data + LOG_HEADER;
  n_records = count_records (log);
  for (int a = 0; a + 1 < n_records; a++)
    {
      int b = (a * 7 + 3) % (n_records - a - 1) + a + 1;

      swap (first + a * RECORD, first + b * RECORD, RECORD);
      write_file (fixture->path, pages->data, pages->len);
      write_file (fixture->log_path, log->data, log->len);
      swap (first + a * RECORD, first + b * RECORD, RECORD);
      renew_vfs (fixture);
      g_assert_cmpint (count_rows (fixture), <, TRANSACTIONS);
      g_assert_cmpint (rem_vfs_get_damage (fixture->vfs), !=, REM_VFS_DAMAGE_NONE);
    }
}

static void
test_log_truncation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) pages = NULL;
  g_autoptr (GByteArray) log = NULL;
  sqlite3 *db = fill_database (fixture, 3);
  int last_rows = 2;

  crash (fixture, db);
  pages = read_file (fixture->path);
  log = read_file (fixture->log_path);
  for (gsize size = 0; size <= log->len; size += size < LOG_HEADER ? 9 : 520)
    {
      int rows;

      write_file (fixture->path, pages->data, pages->len);
      write_file (fixture->log_path, log->data, size);
      renew_vfs (fixture);
      rows = count_rows (fixture);
      g_assert_cmpint (rows, >=, last_rows);
      g_assert_cmpint (rows, <=, TRANSACTIONS);
      g_assert_false (rem_vfs_saw_damage (fixture->vfs));
      last_rows = rows;
    }
  g_assert_cmpint (last_rows, >=, TRANSACTIONS - 1);
}

/* What rots in the log while it is in use is never handed on. */
static void
test_log_flip_in_use (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Raw) log = raw_open (fixture, SQLITE_OPEN_WAL);
  guint8 header[32] = { 0x37, 0x7f, 0x06, 0x82, 0, 0, 0, 0, 0, 0, 16, 0 };
  guint8 frame[24 + PAGE] = { 0, 0, 0, 2 };
  guint8 bad = 0;
  int fd;

  g_assert_cmpint (raw_write (log, header, 32, 0), ==, SQLITE_OK);
  g_assert_cmpint (raw_write (log, frame, sizeof frame, 32), ==, SQLITE_OK);
  fd = g_open (fixture->log_path, O_RDWR, 0);
  g_assert_cmpint (pread (fd, &bad, 1, LOG_HEADER + 1000), ==, 1);
  bad ^= 1;
  g_assert_cmpint (pwrite (fd, &bad, 1, LOG_HEADER + 1000), ==, 1);
  close (fd);
  g_assert_cmpint (raw_read (log, frame, sizeof frame, 32), ==, SQLITE_IOERR_DATA);
  g_assert_cmpint (raw_read (log, frame, PAGE, 56), ==, SQLITE_IOERR_DATA);
  g_assert_cmpint (raw_write (log, frame, 8, 32 + 16), ==, SQLITE_IOERR_DATA);
  g_assert_cmpint (rem_vfs_get_damage (fixture->vfs), ==, REM_VFS_DAMAGE_PAGE);

  /* Opened anew: a page is refused, recovery sees zeros. */
  g_clear_pointer (&log, raw_close);
  log = raw_open (fixture, SQLITE_OPEN_WAL);
  g_assert_cmpint (raw_read (log, frame, PAGE, 56), ==, SQLITE_IOERR_DATA);
  memset (frame, 1, sizeof frame);
  g_assert_cmpint (raw_read (log, frame, sizeof frame, 32), ==, SQLITE_OK);
  g_assert_true (sodium_is_zero (frame, sizeof frame));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/vfs/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("refused/types", test_refused_types);
  ADD ("refused/sizes", test_refused_sizes);
  ADD ("refused/geometry", test_refused_geometry);
  ADD ("refused/backup", test_refused_backup);
  ADD ("refused/symbolic-link", test_symbolic_link);
  ADD ("controls", test_controls);
  ADD ("system", test_system);
  ADD ("journal-ignored", test_journal_ignored);
  ADD ("header-synthesis", test_header_synthesis);
  ADD ("ranges/pages", test_page_ranges);
  ADD ("ranges/log", test_log_ranges);
  ADD ("nothing-in-clear", test_nothing_in_clear);
  ADD ("crash", test_crash);
  ADD ("rewritten-frames", test_rewritten_frames);
  ADD ("older-log", test_older_log);
  ADD ("torn-first-page", test_torn_first_page);
  ADD ("damage/pages/flip", test_page_flips);
  ADD ("damage/pages/swap", test_page_swaps);
  ADD ("damage/pages/truncation", test_page_truncation);
  ADD ("damage/log/flip", test_log_flips);
  ADD ("damage/log/swap", test_log_swaps);
  ADD ("damage/log/truncation", test_log_truncation);
  ADD ("damage/log/in-use", test_log_flip_in_use);
#undef ADD

  return g_test_run ();
}
