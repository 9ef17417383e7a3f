/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A box of format 1, made once and frozen: it must open for ever. Never make the files anew; a new
 * format gets a folder of its own beside this one. */

#include "config.h"

#include "rem-key-region.h"
#include "rem-object-store.h"
#include "rem-recovery-code.h"
#include "rem-vfs.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

#define SMALL_NAME "5f5e0c9048c24e92b9d5bab65848ff64"
#define LARGE_NAME "3eccf505b65967fa741906a7db8ed517"

static const char *const file_names[] = {
  "box.db", "box.db-wal", "keys", "objects/5f/" SMALL_NAME, "objects/3e/" LARGE_NAME,
};

static const struct
{
  const char *name;
  gsize size;
  const char *sum;
} objects[] = {
  { SMALL_NAME, 11, "3805c67ea900a2462a93d3920103200a7ecc867c4caadfb9d4af7fbef31166dd" },
  { LARGE_NAME, 70000, "6dff82e2c89aaa7f34835d4b5a3f4f465ef9bdac04346aaa71f9bcda7354c6c0" },
};

typedef struct
{
  char *folder; /* a copy, for opening writes */
  RemKeyRegion *region;
  RemSecret *data_key;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("rem-vault-XXXXXX", &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *from =
          g_test_build_filename (G_TEST_DIST, "data", "vault-1", file_names[i], NULL);
      g_autofree char *to = g_build_filename (self->folder, file_names[i], NULL);
      g_autofree char *folder = g_path_get_dirname (to);
      g_autofree char *bytes = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (from, &bytes, &size, &error));
      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
      g_assert_true (g_file_set_contents (to, bytes, size, &error));
      g_assert_no_error (error);
    }
  self->region = rem_key_region_load (self->folder, &error);
  g_assert_no_error (error);
  self->data_key = rem_secret_new (32);
  for (int i = 0; i < 32; i++)
    rem_secret_get_writable_bytes (self->data_key)[i] = (guint8) (i * 7 + 1);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  rem_key_region_free (self->region);
  rem_secret_unref (self->data_key);
  remove_tree (self->folder);
  g_free (self->folder);
}

static void
test_ways_in (Fixture *fixture, gconstpointer data)
{
  static const char keyring_key[] =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  g_autoptr (GError) error = NULL;
  /* Typed on a computer that takes letters and accents apart. */
  g_autoptr (RemSecret) passphrase = rem_secret_new_passphrase ("corazo\xcc\x81n, 2021\n", -1);
  g_autoptr (RemSecret) second = rem_secret_new_passphrase ("two parents, one box", -1);
  g_autoptr (RemSecret) code =
      rem_recovery_code_parse ("y3jx nky4 q6qa 764d g9vp rrap 9do3 aagz yf", -1, &error);
  g_autoptr (RemSecret) keyring = rem_secret_new_copy (keyring_key, 64);
  struct
  {
    RemSlotType type;
    RemSecret *secret;
    RemKdfCost cost;
  } ways[] = {
    { REM_SLOT_PASSPHRASE, passphrase, { 3, 65536 } },
    { REM_SLOT_PASSPHRASE, second, { 1, 8 } },
    { REM_SLOT_RECOVERY_CODE, code, { 0, 0 } },
    { REM_SLOT_LOGIN_KEYRING, keyring, { 0, 0 } },
    { REM_SLOT_OPEN, NULL, { 0, 0 } },
  };
  static const guint8 uuid[] = { 0x51, 0xe0, 0xd2, 0x2f, 0x3e, 0xa4, 0x89, 0x1b,
                                 0x71, 0xba, 0x77, 0x40, 0x3f, 0xa4, 0x5f, 0xb3 };

  g_assert_no_error (error);
  g_assert_true (rem_key_region_is_whole (fixture->region));
  g_assert_cmpmem (rem_key_region_get_uuid (fixture->region), 16, uuid, 16);
  g_assert_cmpuint (rem_key_region_get_sequence (fixture->region), ==, 5);
  g_assert_cmpuint (rem_key_region_get_n_slots (fixture->region), ==, G_N_ELEMENTS (ways));
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      RemKdfCost cost = rem_key_region_get_slot_cost (fixture->region, i);
      g_autoptr (RemSecret) key = NULL;

      g_assert_cmpint (rem_key_region_get_slot_type (fixture->region, i), ==, ways[i].type);
      g_assert_cmpuint (cost.ops, ==, ways[i].cost.ops);
      g_assert_cmpuint (cost.mem_kib, ==, ways[i].cost.mem_kib);
      key = rem_key_region_unlock (fixture->region, ways[i].type, ways[i].secret, &error);
      g_assert_no_error (error);
      g_assert_true (rem_secret_equal (key, fixture->data_key));
    }
}

/* One row is in the pages, two are in the log that a crash left. */
static void
test_database (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "on the page", "in the log", "at its end" };
  g_autofree char *path = g_build_filename (fixture->folder, "box.db", NULL);

  for (int round = 0; round < 2; round++)
    {
      g_autoptr (RemSecret) page_key =
          rem_key_region_derive_sub_key (fixture->data_key, REM_SUB_KEY_PAGES);
      g_autoptr (RemSecret) wal_key =
          rem_key_region_derive_sub_key (fixture->data_key, REM_SUB_KEY_WAL);
      g_autoptr (RemVfs) vfs =
          rem_vfs_new (rem_key_region_get_uuid (fixture->region), page_key, wal_key);
      sqlite3 *db = NULL;
      sqlite3_stmt *statement = NULL;

      g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, rem_vfs_get_name (vfs)),
                       ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, "PRAGMA locking_mode=EXCLUSIVE", NULL, NULL, NULL), ==,
                       SQLITE_OK);
      g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT text FROM words ORDER BY n", -1, &statement,
                                           NULL),
                       ==, SQLITE_OK);
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        {
          g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
          g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, words[i]);
        }
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
      sqlite3_finalize (statement);
      g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
      g_assert_cmpint (rem_vfs_get_damage (vfs), ==, REM_VFS_DAMAGE_NONE);
    }
}

static void
test_objects (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RemSecret) object_key =
      rem_key_region_derive_sub_key (fixture->data_key, REM_SUB_KEY_OBJECTS);
  g_autoptr (RemSecret) name_key =
      rem_key_region_derive_sub_key (fixture->data_key, REM_SUB_KEY_OBJECT_NAMES);
  g_autoptr (RemObjectStore) store =
      rem_object_store_new (fixture->folder, rem_key_region_get_uuid (fixture->region), object_key,
                            name_key);

  for (gsize k = 0; k < G_N_ELEMENTS (objects); k++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RemObjectReader) reader = rem_object_store_open (store, objects[k].name, &error);
      g_autofree guint8 *bytes = g_malloc (objects[k].size);
      guint8 sum[REM_OBJECT_SUM_SIZE];

      g_assert_no_error (error);
      g_assert_cmpuint (rem_object_reader_get_size_bytes (reader), ==, objects[k].size);
      g_assert_cmpint (rem_object_reader_read (reader, 0, bytes, objects[k].size, &error), ==,
                       objects[k].size);
      g_assert_no_error (error);
      for (gsize i = 0; i < objects[k].size; i++)
        g_assert_cmpint (bytes[i], ==, (guint8) (i * i + (i >> 8) + k));
      g_assert_cmpint (sodium_hex2bin (sum, sizeof sum, objects[k].sum, 64, NULL, NULL, NULL), ==,
                       0);
      g_assert_true (rem_object_store_verify (store, objects[k].name, sum, NULL, &error));
      g_assert_no_error (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/vectors/1/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("ways-in", test_ways_in);
  ADD ("database", test_database);
  ADD ("objects", test_objects);
#undef ADD

  return g_test_run ();
}
