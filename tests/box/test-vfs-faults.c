/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of saved rows when the power goes or the disk fails at any call.
 *
 * REMEMBER_POWER_IMAGES sets how many disks are looked at after a power cut (2000); with "-m slow"
 * every single call fails once. The seed is the test's own (--seed). */

#include "config.h"

#include "memory-disk.h"
#include "rem-key-region.h"
#include "rem-vfs.h"

#include <stdlib.h>
#include <string.h>

#define PATH         "/box.db"
#define TRANSACTIONS 14

typedef struct
{
  MemoryDisk *disk;
  RemSecret *page_key;
  RemSecret *wal_key;
  RemVfs *vfs;
  sqlite3 *db;
  int n_saved;   /* acknowledged */
  gboolean lost; /* an acknowledged one was not there */
} Fixture;

static int
execute (Fixture *self, const char *sql)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL);
}

static void
shut (Fixture *self)
{
  sqlite3_close (self->db);
  self->db = NULL;
}

static int
open_box (Fixture *self, int flags)
{
  int rc = sqlite3_open_v2 (PATH, &self->db, flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE,
                            rem_vfs_get_name (self->vfs));

  if (rc == SQLITE_OK)
    rc = execute (self, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=MEMORY;"
                        "PRAGMA secure_delete=ON; PRAGMA cache_size=8");
  /* A checkpoint every few transactions. */
  if (rc == SQLITE_OK && flags == 0)
    rc = execute (self, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                        "PRAGMA wal_autocheckpoint=12");
  if (rc != SQLITE_OK)
    shut (self);
  return rc;
}

static void
renew_vfs (Fixture *self)
{
  g_clear_pointer (&self->vfs, rem_vfs_free);
  memory_disk_begin_default (self->disk);
  self->vfs = rem_vfs_new ((const guint8 *) "0123456789abcdef", self->page_key, self->wal_key);
  memory_disk_end_default (self->disk);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const guint8 region[REM_KEY_REGION_SIZE];

  self->disk = memory_disk_new ();
  self->page_key = rem_secret_new_random (32);
  self->wal_key = rem_secret_new_random (32);
  memory_disk_put (self->disk, PATH, region, sizeof region);
  renew_vfs (self);
  g_assert_cmpint (open_box (self, SQLITE_OPEN_CREATE), ==, SQLITE_OK);
  g_assert_cmpint (execute (self,
                            "PRAGMA journal_mode=MEMORY;"
                            "CREATE TABLE t (n INTEGER PRIMARY KEY, words TEXT, more BLOB);"
                            "CREATE INDEX i ON t (words);"
                            "CREATE VIRTUAL TABLE f USING fts5 (words); PRAGMA journal_mode=WAL"),
                   ==, SQLITE_OK);
  shut (self);
  self->n_saved = 0;
  self->disk->n_calls = 0;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  rem_vfs_free (self->vfs);
  rem_secret_unref (self->page_key);
  rem_secret_unref (self->wal_key);
  memory_disk_free (self->disk);
}

static int
save (Fixture *self, int n)
{
  g_autofree char *sql =
      g_strdup_printf ("BEGIN; INSERT INTO t VALUES (%d, 'words %d', zeroblob(%d));"
                       "INSERT INTO f (rowid, words) VALUES (%d, 'words %d and more');"
                       "UPDATE t SET more = randomblob(%d) WHERE n = %d; COMMIT",
                       n, n, 300 + n * 997 % 9000, n, n, 200 + n * 1777 % 15000, n / 2);
  int rc = execute (self, sql);

  if (rc != SQLITE_OK)
    execute (self, "ROLLBACK");
  return rc;
}

/* Sees how far it came: a transaction may be there that was not acknowledged. */
static int
resume (Fixture *self)
{
  sqlite3_stmt *statement = NULL;
  int rc =
      sqlite3_prepare_v2 (self->db, "SELECT coalesce (max (n), 0) FROM t", -1, &statement, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_step (statement);
  if (rc == SQLITE_ROW)
    {
      self->lost |= sqlite3_column_int (statement, 0) < self->n_saved;
      self->n_saved = sqlite3_column_int (statement, 0);
      rc = SQLITE_OK;
    }
  sqlite3_finalize (statement);
  return rc;
}

/* A session of somebody: writes, closes, opens again, writes. Ends at the first failure. */
static int
run_session (Fixture *self)
{
  int rc = open_box (self, 0);

  if (rc == SQLITE_OK)
    rc = resume (self);
  for (int n = self->n_saved + 1; rc == SQLITE_OK && n <= TRANSACTIONS; n++)
    {
      rc = save (self, n);
      if (rc == SQLITE_OK)
        self->n_saved = n;
      if (rc == SQLITE_OK && n == TRANSACTIONS / 2)
        {
          shut (self);
          rc = open_box (self, 0);
        }
    }
  return rc;
}

static int
query_int (Fixture *self, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  int value = -1;

  g_assert_cmpint (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

/* All that was acknowledged is there, at most one transaction more, and all is sound. */
static gboolean
is_sound (Fixture *self)
{
  sqlite3_stmt *statement = NULL;
  int n_rows;
  gboolean sound;

  renew_vfs (self);
  if (open_box (self, 0) != SQLITE_OK)
    return FALSE;
  if (sqlite3_prepare_v2 (self->db, "PRAGMA integrity_check", -1, &statement, NULL) != SQLITE_OK ||
      sqlite3_step (statement) != SQLITE_ROW)
    {
      sqlite3_finalize (statement);
      shut (self);
      return FALSE;
    }
  sound = strcmp ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  sqlite3_finalize (statement);
  if (sound)
    {
      n_rows = query_int (self, "SELECT count(*) FROM t");
      sound = n_rows >= self->n_saved && n_rows <= self->n_saved + 1 &&
              query_int (self, "SELECT coalesce (max (n), 0) FROM t") == n_rows &&
              query_int (self, "SELECT count(*) FROM f WHERE f MATCH 'words'") == n_rows &&
              execute (self, "INSERT INTO f (f) VALUES ('integrity-check')") == SQLITE_OK;
      self->n_saved = n_rows;
    }
  shut (self);
  return sound && !self->lost && (rem_vfs_get_damage (self->vfs) & REM_VFS_DAMAGE_PAGE) == 0;
}

static int
count_calls (void)
{
  Fixture fixture = { 0 };
  int n_calls;

  set_up (&fixture, NULL);
  g_assert_cmpint (run_session (&fixture), ==, SQLITE_OK);
  shut (&fixture);
  n_calls = fixture.disk->n_calls;
  g_assert_true (is_sound (&fixture));
  tear_down (&fixture, NULL);
  return n_calls;
}

static void
test_power_cuts (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  const char *wanted = g_getenv ("REMEMBER_POWER_IMAGES");
  int n_images = wanted != NULL ? atoi (wanted) : 2000;
  int n_calls = count_calls ();

  for (int i = 0; i < n_images;)
    {
      Fixture fixture = { 0 };

      set_up (&fixture, NULL);
      /* Two cuts in one life: the second one often during recovery. */
      for (int cut = 0; cut < 2; cut++, i++)
        {
          fixture.disk->fail_for_good = TRUE;
          fixture.disk->fail_code = g_rand_boolean (random) ? SQLITE_FULL : SQLITE_IOERR_WRITE;
          fixture.disk->fail_at = g_rand_int_range (random, 1, cut == 0 ? n_calls + 1 : 40);
          run_session (&fixture);
          shut (&fixture);
          memory_disk_lose_power (fixture.disk, random);
          if (cut == 0)
            renew_vfs (&fixture);
        }
      g_assert_true (is_sound (&fixture));
      tear_down (&fixture, NULL);
    }
  g_test_message ("%d images, none lost anything", n_images);
}

/* The same on a disk that lies about syncing must fail, or the test shows nothing. */
static void
test_power_cuts_control (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (6);
  int n_calls = count_calls ();
  int n_lost = 0;

  for (int i = 0; i < 60; i++)
    {
      Fixture fixture = { 0 };

      set_up (&fixture, NULL);
      fixture.disk->fail_for_good = TRUE;
      fixture.disk->fail_at = g_rand_int_range (random, n_calls / 4, n_calls);
      run_session (&fixture);
      shut (&fixture);
      memory_disk_forget_syncs (fixture.disk);
      memory_disk_lose_power (fixture.disk, random);
      n_lost += !is_sound (&fixture);
      tear_down (&fixture, NULL);
    }
  g_assert_cmpint (n_lost, >, 30);
}

/* Every call fails, once or for good; afterwards the box is closed, opened and written to again. */
static void
test_io_errors (void)
{
  static const int codes[] = { SQLITE_IOERR_WRITE, SQLITE_FULL };
  int n_calls = count_calls ();
  int step = g_test_slow () ? 1 : 5;
  int n_points = 0;

  for (gsize c = 0; c < G_N_ELEMENTS (codes); c++)
    for (int for_good = 0; for_good < 2; for_good++)
      for (int at = 1 + (int) c; at <= n_calls; at += step)
        {
          Fixture fixture = { 0 };

          set_up (&fixture, NULL);
          fixture.disk->fail_code = codes[c];
          fixture.disk->fail_for_good = for_good;
          fixture.disk->fail_at = at;
          run_session (&fixture);
          shut (&fixture);
          fixture.disk->fail_at = 0;
          g_assert_true (is_sound (&fixture));
          g_assert_cmpint (run_session (&fixture), ==, SQLITE_OK);
          shut (&fixture);
          g_assert_cmpint (fixture.n_saved, ==, TRANSACTIONS);
          g_assert_true (is_sound (&fixture));
          tear_down (&fixture, NULL);
          n_points++;
        }
  g_test_message ("%d faults over %d calls, nothing lost", n_points, n_calls);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/vfs-faults/power-cuts", test_power_cuts);
  g_test_add_func ("/vfs-faults/power-cuts-control", test_power_cuts_control);
  g_test_add_func ("/vfs-faults/io-errors", test_io_errors);

  return g_test_run ();
}
