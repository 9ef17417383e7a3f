/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Boxes that somebody prepared who has the key, such as a gift: what their schema holds beyond ours
 * is refused before a statement of ours meets it, and pages that are sealed well and say nonsense
 * are an error, never a crash or an endless loop. Costs of the key derivation beyond the limits are
 * in test-key-region.c. */

#include "config.h"

#include "box-fixture.h"
#include "box-memories.h"
#include "rem-box-check.h"
#include "rem-box-error.h"
#include "rem-vfs.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define PAGE 4096

typedef struct
{
  char *folder;
  char *path;
  char *good; /* the same box, as it was */
  RemClock *clock;
} Fixture;

static void
copy_over (const char *from, const char *to)
{
  g_autofree char *command = g_strdup_printf ("cp -r %s %s", from, to);

  box_fixture_remove_folder (to);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (RemBox) box = NULL;
  g_autoptr (RemSecret) code = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("remember-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "test.memorybox", NULL);
  self->good = g_build_filename (self->folder, "good", NULL);
  self->clock = REM_CLOCK (rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid"));
  box = rem_box_create (self->path, NULL, 64, self->clock, &code, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (box_memories_keep_letter (box, "letter", "The first snow.", NULL));
  g_assert_true (box_memories_keep_photo (box, "photo", 1, 3000, NULL));
  g_assert_true (rem_box_close (box, NULL));
  copy_over (self->path, self->good);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  box_fixture_remove_folder (self->folder);
  g_object_unref (self->clock);
  g_free (self->good);
  g_free (self->path);
  g_free (self->folder);
}

static RemBox *
open_box (Fixture *self, GError **error)
{
  return rem_box_open (self->path, REM_SLOT_OPEN, NULL, self->clock, NULL, error);
}

static RemVfs *
take_keys (Fixture *self)
{
  g_autoptr (RemKeyRegion) region = rem_key_region_load (self->path, NULL);
  g_autoptr (RemSecret) data_key = rem_key_region_unlock (region, REM_SLOT_OPEN, NULL, NULL);
  g_autoptr (RemSecret) pages = rem_key_region_derive_sub_key (data_key, REM_SUB_KEY_PAGES);
  g_autoptr (RemSecret) wal = rem_key_region_derive_sub_key (data_key, REM_SUB_KEY_WAL);

  return rem_vfs_new (rem_key_region_get_uuid (region), pages, wal);
}

/* As a program of theirs would, without any of our defences. */
static void
tamper (Fixture *self, const char *sql)
{
  g_autoptr (RemVfs) vfs = take_keys (self);
  g_autofree char *path = g_build_filename (self->path, "box.db", NULL);
  sqlite3 *connection = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &connection, SQLITE_OPEN_READWRITE,
                                    rem_vfs_get_name (vfs)),
                   ==, SQLITE_OK);
  sqlite3_exec (connection, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL", NULL, NULL,
                NULL);
  sqlite3_exec (connection, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (connection), ==, SQLITE_OK);
}

static void
test_schema (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    int expected;
  } cases[] = {
    { "CREATE TABLE guest (name TEXT)", REM_BOX_ERROR_HOSTILE },
    { "CREATE TABLE zzz (name TEXT)", REM_BOX_ERROR_HOSTILE },
    { "CREATE VIEW guest AS SELECT * FROM keepsake", REM_BOX_ERROR_HOSTILE },
    { "CREATE INDEX guest ON keepsake (text)", REM_BOX_ERROR_HOSTILE },
    { "CREATE VIRTUAL TABLE guest USING fts5 (text)", REM_BOX_ERROR_HOSTILE },
    { "CREATE TRIGGER guest AFTER INSERT ON keepsake BEGIN DELETE FROM keepsake; END",
      REM_BOX_ERROR_HOSTILE },
    { "CREATE TRIGGER guest AFTER UPDATE ON setting BEGIN"
      " INSERT INTO setting SELECT uuid, text FROM keepsake; END",
      REM_BOX_ERROR_HOSTILE },
    { "ALTER TABLE keepsake ADD COLUMN guest TEXT", REM_BOX_ERROR_HOSTILE },
    { "ALTER TABLE person RENAME COLUMN name TO other", REM_BOX_ERROR_HOSTILE },
    { "DROP TABLE thumbnail", REM_BOX_ERROR_HOSTILE },
    { "DROP TABLE search", REM_BOX_ERROR_HOSTILE },
    { "PRAGMA writable_schema=ON;"
      "UPDATE sqlite_schema SET sql = 'CREATE VIEW setting AS SELECT uuid AS key, text AS value"
      " FROM keepsake', type = 'view', rootpage = 0 WHERE name = 'setting'",
      REM_BOX_ERROR_HOSTILE },
    { "PRAGMA writable_schema=ON;"
      "UPDATE sqlite_schema SET sql = 'nonsense' WHERE name = 'keepsake'",
      REM_BOX_ERROR_DAMAGED },
    { "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'person'",
      REM_BOX_ERROR_DAMAGED },
    { "PRAGMA user_version=0", REM_BOX_ERROR_DAMAGED },
    { "PRAGMA user_version=-1", REM_BOX_ERROR_DAMAGED },
    { "PRAGMA user_version=99", REM_BOX_ERROR_NEWER },
    /* Said to be older, and it is not. */
    { "PRAGMA user_version=1", REM_BOX_ERROR_HOSTILE },
    { "PRAGMA user_version=3; CREATE TRIGGER guest AFTER UPDATE ON keepsake BEGIN"
      " DELETE FROM keepsake; END",
      REM_BOX_ERROR_HOSTILE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RemBox) box = NULL;

      g_test_message ("%s", cases[i].sql);
      copy_over (self->good, self->path);
      tamper (self, cases[i].sql);
      box = open_box (self, &error);
      g_assert_null (box);
      g_assert_error (error, REM_BOX_ERROR, cases[i].expected);
    }
}

/* ---- pages ---- */

/* Seals another page in the place of one. */
static void
replace_page (Fixture *self,
              guint number,
              void (*change) (guint8 *page, GRand *random),
              GRand *random)
{
  g_autoptr (RemVfs) vfs = take_keys (self);
  sqlite3_vfs *system = sqlite3_vfs_find (rem_vfs_get_name (vfs));
  g_autofree char *path = g_build_filename (self->path, "box.db", NULL);
  g_autofree sqlite3_file *file = g_malloc0 ((gsize) system->szOsFile);
  const char *name = sqlite3_create_filename (path, "", "", 0, NULL);
  guint8 page[PAGE];
  guint8 geometry[5];

  g_assert_cmpint (system->xOpen (system, name, file, SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READWRITE,
                                  NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (file->pMethods->xRead (file, page, PAGE, (number - 1) * (sqlite3_int64) PAGE),
                   ==, SQLITE_OK);
  memcpy (geometry, page + 16, sizeof geometry);
  change (page, random);
  memset (page + PAGE - 40, 0, 40);
  if (number == 1)
    memcpy (page + 16, geometry, sizeof geometry); /* the VFS takes no other */
  g_assert_cmpint (file->pMethods->xWrite (file, page, PAGE, (number - 1) * (sqlite3_int64) PAGE),
                   ==, SQLITE_OK);
  file->pMethods->xClose (file);
  sqlite3_free_filename ((char *) name);
}

static void
fill_ones (guint8 *page, GRand *random)
{
  memset (page + 100, 0xff, PAGE - 100);
}

static void
fill_noise (guint8 *page, GRand *random)
{
  for (gsize i = 100; i < PAGE; i++)
    page[i] = (guint8) g_rand_int (random);
}

/* Cells that point anywhere. */
static void
spoil_pointers (guint8 *page, GRand *random)
{
  for (gsize i = 108; i < 140; i++)
    page[i] = (guint8) g_rand_int (random);
  for (gsize i = 0; i < 20; i++)
    page[(gsize) g_rand_int_range (random, 0, 60)] = (guint8) g_rand_int_range (random, 0, 14);
}

static void
change_a_few (guint8 *page, GRand *random)
{
  for (gsize i = 0; i < 8; i++)
    page[(gsize) g_rand_int_range (random, 0, PAGE - 40)] = (guint8) g_rand_int (random);
}

/* Reads what it can, writes a little; all that matters is that it comes to an end. */
static void
use (Fixture *self, guint *n_opened, guint *n_noticed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemBox) box = open_box (self, &error);
  g_autoptr (RemBoxReport) report = NULL;
  g_autofree char *text = NULL;

  if (box == NULL)
    {
      g_assert_nonnull (error);
      *n_noticed += 1;
      return;
    }
  *n_opened += 1;
  text = box_memories_read_letter (box, "letter", NULL);
  box_memories_keep_letter (box, "new", "Later.", NULL);
  report = rem_box_check (box, REM_BOX_CHECK_WHOLE, NULL, NULL, NULL, NULL);
  *n_noticed += report == NULL || !report->whole;
  rem_box_close (box, NULL);
}

static void
test_pages (Fixture *self, gconstpointer data)
{
  static void (*const changes[]) (guint8 * page, GRand * random) = { fill_ones, fill_noise,
                                                                     spoil_pointers, change_a_few };
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autofree char *path = g_build_filename (self->good, "box.db", NULL);
  GStatBuf status;
  guint n_pages;
  guint n_opened = 0;
  guint n_noticed = 0;
  guint n_done = 0;
  guint step = g_test_slow () ? 1 : 3;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  n_pages = (guint) ((status.st_size - REM_KEY_REGION_SIZE) / PAGE);
  for (guint page = 1; page <= n_pages; page += page == 1 ? 1 : step)
    for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
      {
        copy_over (self->good, self->path);
        replace_page (self, page, changes[i], random);
        use (self, &n_opened, &n_noticed);
        n_done++;
      }
  g_test_message ("%u pages of nonsense, well sealed: %u boxes opened, %u noticed", n_done,
                  n_opened, n_noticed);
  /* Whole pages of noise among them cannot go unseen. */
  g_assert_cmpuint (n_noticed, >=, n_done / 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/box-hostile/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("schema", test_schema);
  ADD ("pages", test_pages);
  return g_test_run ();
}
