/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-error.h"
#include "rem-key-region-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define COPY REM_KEY_REGION_COPY_SIZE

static const RemKdfCost fast = { 1, 8 };

/* A box's folder with a box.db of a key region and one page's worth of bytes behind it. */
typedef struct
{
  char *folder;
  char *database_path;
  char *keys_path;
  RemSecret *data_key;
  RemSecret *passphrase;
  RemKeyRegion *region;
} Fixture;

static void
write_file (const char *path, const void *bytes, gsize size)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, bytes, size), ==, size);
  close (fd);
}

static void
write_at (const char *path, const void *bytes, gsize size, gint64 offset)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, bytes, size, offset), ==, size);
  close (fd);
}

static guint8 *
read_file (const char *path, gsize expected_size)
{
  char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, ==, expected_size);
  return (guint8 *) bytes;
}

static void
add_slot (RemKeyRegion *region, RemSlotType type, RemSecret *secret, RemSecret *data_key)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rem_key_region_add_slot_unchecked (region, type, secret, fast, data_key, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const guint8 page[4096] = "stands for the pages";
  g_autoptr (GError) error = NULL;
  g_autofree char *new_path = NULL;

  self->folder = g_dir_make_tmp ("rem-keys-XXXXXX", &error);
  g_assert_no_error (error);
  self->database_path = g_build_filename (self->folder, "box.db", NULL);
  self->keys_path = g_build_filename (self->folder, "keys", NULL);
  self->data_key = rem_secret_new_random (32);
  self->passphrase = rem_secret_new_passphrase ("un corazón", -1);
  self->region = rem_key_region_new ();
  add_slot (self->region, REM_SLOT_PASSPHRASE, self->passphrase, self->data_key);

  new_path = g_strconcat (self->database_path, ".new", NULL);
  g_assert_true (rem_key_region_write_new (self->region, new_path, &error));
  g_assert_no_error (error);
  g_assert_false (rem_key_region_write_new (self->region, new_path, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS);
  g_clear_error (&error);
  write_at (new_path, page, sizeof page, REM_KEY_REGION_SIZE);
  g_assert_cmpint (g_rename (new_path, self->database_path), ==, 0);
  g_assert_true (rem_key_region_save (self->region, self->folder, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  rem_key_region_free (self->region);
  rem_secret_unref (self->data_key);
  rem_secret_unref (self->passphrase);
  g_unlink (self->database_path);
  g_unlink (self->keys_path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->database_path);
  g_free (self->keys_path);
}

/* Makes the digest right again, as anybody can. */
static void
put_digest (guint8 *copy)
{
  crypto_generichash (copy + 7904, 32, copy, 7904, NULL, 0);
}

static void
assert_opens (Fixture *self, RemSecret *passphrase, gboolean whole)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemKeyRegion) region = rem_key_region_load (self->folder, &error);
  g_autoptr (RemSecret) key = NULL;

  g_assert_no_error (error);
  key = rem_key_region_unlock (region, REM_SLOT_PASSPHRASE, passphrase, &error);
  g_assert_no_error (error);
  g_assert_true (rem_secret_equal (key, self->data_key));
  g_assert_cmpint (rem_key_region_is_whole (region), ==, whole);
}

static void
assert_load_fails (Fixture *self, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_key_region_load (self->folder, &error));
  g_assert_error (error, REM_BOX_ERROR, code);
}

/* ---- parsing ---- */

static void
test_parse_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *what;
    int offset;
    guint8 value;
    gboolean with_digest;
    int code;
  } cases[] = {
    { "magic", 0, 'X', TRUE, REM_BOX_ERROR_NOT_A_BOX },
    { "end of magic", 7, 2, TRUE, REM_BOX_ERROR_NOT_A_BOX },
    { "version 2", 8, 2, FALSE, REM_BOX_ERROR_NEWER },
    { "version 16777217", 11, 1, FALSE, REM_BOX_ERROR_NEWER },
    { "version 0", 8, 0, TRUE, REM_BOX_ERROR_DAMAGED },
    { "length", 12, 1, TRUE, REM_BOX_ERROR_DAMAGED },
    { "page size", 41, 0x20, TRUE, REM_BOX_ERROR_DAMAGED },
    { "reserve", 42, 32, TRUE, REM_BOX_ERROR_DAMAGED },
    { "cipher", 43, 2, TRUE, REM_BOX_ERROR_DAMAGED },
    { "object chunk", 46, 2, TRUE, REM_BOX_ERROR_DAMAGED },
    { "no slots", 48, 0, TRUE, REM_BOX_ERROR_DAMAGED },
    { "an empty slot in use", 48, 2, TRUE, REM_BOX_ERROR_DAMAGED },
    { "too many slots", 48, 9, TRUE, REM_BOX_ERROR_DAMAGED },
    { "zeros behind the header", 63, 1, TRUE, REM_BOX_ERROR_DAMAGED },
    { "slot type", 64, 5, TRUE, REM_BOX_ERROR_NEWER },
    { "slot type empty", 64, 0, TRUE, REM_BOX_ERROR_DAMAGED },
    { "another slot type with a KDF", 64, 2, TRUE, REM_BOX_ERROR_DAMAGED },
    { "KDF none", 65, 2, TRUE, REM_BOX_ERROR_DAMAGED },
    { "KDF unknown", 65, 3, TRUE, REM_BOX_ERROR_DAMAGED },
    { "zeros in the slot", 66, 1, TRUE, REM_BOX_ERROR_DAMAGED },
    { "no passes", 68, 0, TRUE, REM_BOX_ERROR_HOSTILE },
    { "17 passes", 68, 17, TRUE, REM_BOX_ERROR_HOSTILE },
    { "billions of passes", 71, 0xff, TRUE, REM_BOX_ERROR_HOSTILE },
    { "no memory", 72, 0, TRUE, REM_BOX_ERROR_HOSTILE },
    { "memory below libsodium's", 72, 7, TRUE, REM_BOX_ERROR_HOSTILE },
    { "more than 1 GiB", 74, 0x10, TRUE, REM_BOX_ERROR_HOSTILE },
    { "terabytes", 75, 0xff, TRUE, REM_BOX_ERROR_HOSTILE },
    { "zeros before the nonce", 64 + 43, 1, TRUE, REM_BOX_ERROR_DAMAGED },
    { "zeros at the slot's end", 64 + 191, 1, TRUE, REM_BOX_ERROR_DAMAGED },
    { "an unused slot", 64 + 192, 1, TRUE, REM_BOX_ERROR_DAMAGED },
    { "zeros behind the slots", 7903, 1, TRUE, REM_BOX_ERROR_DAMAGED },
    { "zeros at the end", 8191, 1, TRUE, REM_BOX_ERROR_DAMAGED },
    { "uuid", 16, 1, FALSE, REM_BOX_ERROR_DAMAGED },
    { "digest", 7904, 1, FALSE, REM_BOX_ERROR_DAMAGED },
  };
  guint8 good[REM_KEY_REGION_SIZE];
  g_autoptr (GError) none = NULL;
  g_autoptr (RemKeyRegion) region = NULL;

  rem_key_region_serialize (fixture->region, fixture->data_key, good);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 copy[COPY];
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].what);
      memcpy (copy, good, COPY);
      copy[cases[i].offset] = cases[i].with_digest || cases[i].code == REM_BOX_ERROR_NEWER
                                  ? cases[i].value
                                  : (guint8) (copy[cases[i].offset] ^ cases[i].value);
      if (cases[i].with_digest)
        put_digest (copy);
      g_assert_null (rem_key_region_parse (copy, COPY, &error));
      g_assert_error (error, REM_BOX_ERROR, cases[i].code);
    }
  for (gsize size = 0; size < COPY; size += size < 16 ? 1 : 509)
    {
      g_autoptr (GError) error = NULL;
      int code = size < 8 ? REM_BOX_ERROR_NOT_A_BOX : REM_BOX_ERROR_TRUNCATED;

      g_assert_null (rem_key_region_parse (good, size, &error));
      g_assert_error (error, REM_BOX_ERROR, code);
    }

  /* 1 GiB and 16 passes are the last that are accepted. */
  memcpy (good + 68, "\x10\0\0\0\0\0\x10\0", 8);
  put_digest (good);
  region = rem_key_region_parse (good, COPY, &none);
  g_assert_no_error (none);
  g_assert_cmpuint (rem_key_region_get_slot_cost (region, 0).ops, ==, 16);
  g_assert_cmpuint (rem_key_region_get_slot_cost (region, 0).mem_kib, ==, 1024 * 1024);
}

static void
test_parse_every_flip (Fixture *fixture, gconstpointer data)
{
  guint8 copy[REM_KEY_REGION_SIZE];

  rem_key_region_serialize (fixture->region, fixture->data_key, copy);
  for (int i = 0; i < COPY; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RemKeyRegion) region = NULL;

      copy[i] ^= (guint8) (1 << i % 8);
      region = rem_key_region_parse (copy, COPY, &error);
      if (i >= 7936 && i < 7968)
        {
          /* The authenticator: noticed once there is a key. */
          g_assert_no_error (error);
          g_assert_null (
              rem_key_region_unlock (region, REM_SLOT_PASSPHRASE, fixture->passphrase, &error));
          g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED);
        }
      else
        {
          g_assert_null (region);
          g_assert_nonnull (error);
        }
      copy[i] ^= (guint8) (1 << i % 8);
    }
}

/* ---- loading ---- */

static void
test_load_refused (Fixture *fixture, gconstpointer data)
{
  guint8 *keys = read_file (fixture->keys_path, COPY);
  g_autofree guint8 *database = read_file (fixture->database_path, REM_KEY_REGION_SIZE + 4096);
  guint8 noise[REM_KEY_REGION_SIZE];

  randombytes_buf (noise, sizeof noise);
  noise[0] = noise[COPY] = 'n';

  /* Cut off, with the keys whole beside it and without. */
  for (int i = 0; i < 2; i++)
    {
      static const gsize sizes[] = { 0, 8, 100, COPY - 1, COPY, COPY + 1, REM_KEY_REGION_SIZE - 1 };

      for (gsize j = 0; j < G_N_ELEMENTS (sizes); j++)
        {
          write_file (fixture->database_path, database, sizes[j]);
          assert_load_fails (fixture, REM_BOX_ERROR_TRUNCATED);
        }
      g_unlink (fixture->keys_path);
    }
  write_file (fixture->database_path, "a shopping list", 15);
  assert_load_fails (fixture, REM_BOX_ERROR_NOT_A_BOX);
  write_file (fixture->database_path, noise, sizeof noise);
  assert_load_fails (fixture, REM_BOX_ERROR_NOT_A_BOX);
  write_file (fixture->keys_path, "a shopping list", 15);
  assert_load_fails (fixture, REM_BOX_ERROR_NOT_A_BOX);

  /* One that begins like a box tells more than one that does not. */
  keys[200] ^= 1;
  write_file (fixture->keys_path, keys, COPY);
  assert_load_fails (fixture, REM_BOX_ERROR_DAMAGED);
  keys[8] = 2;
  write_file (fixture->keys_path, keys, COPY);
  assert_load_fails (fixture, REM_BOX_ERROR_NEWER);
  keys[8] = 1;
  keys[68] = 99;
  put_digest (keys);
  write_file (fixture->keys_path, keys, COPY);
  assert_load_fails (fixture, REM_BOX_ERROR_HOSTILE);

  g_unlink (fixture->database_path);
  assert_load_fails (fixture, REM_BOX_ERROR_NOT_FOUND);
  g_assert_cmpint (g_mkdir (fixture->database_path, 0700), ==, 0);
  assert_load_fails (fixture, REM_BOX_ERROR_IO);
  g_rmdir (fixture->database_path);
  g_free (keys);
}

/* Any copy opens the box; none does not. */
static void
test_load_damaged_copies (Fixture *fixture, gconstpointer data)
{
  static const int places[] = { 0, 8, 30, 64, 100, 140, 5000, 7910, 7940, 8100 };
  g_autofree guint8 *good = read_file (fixture->database_path, REM_KEY_REGION_SIZE + 4096);

  assert_opens (fixture, fixture->passphrase, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    for (int damaged = 1; damaged < 8; damaged++)
      {
        guint8 bad = good[places[i]] ^ 0x04;

        for (int n = 0; n < 3; n++)
          write_at (n < 2 ? fixture->database_path : fixture->keys_path,
                    (damaged & 1 << n) != 0 ? &bad : &good[places[i]], 1,
                    places[i] + (n == 1 ? COPY : 0));
        if (damaged < 7)
          assert_opens (fixture, fixture->passphrase, FALSE);
        else if (places[i] == 7940)
          {
            g_autoptr (RemKeyRegion) region = rem_key_region_load (fixture->folder, NULL);
            g_autoptr (GError) error = NULL;

            g_assert_null (
                rem_key_region_unlock (region, REM_SLOT_PASSPHRASE, fixture->passphrase, &error));
            g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED);
          }
        else
          assert_load_fails (fixture, places[i] == 0   ? REM_BOX_ERROR_NOT_A_BOX
                                      : places[i] == 8 ? REM_BOX_ERROR_NEWER
                                                       : REM_BOX_ERROR_DAMAGED);
        for (int n = 0; n < 3; n++)
          write_at (n < 2 ? fixture->database_path : fixture->keys_path, &good[places[i]], 1,
                    places[i] + (n == 1 ? COPY : 0));
      }
  assert_opens (fixture, fixture->passphrase, TRUE);

  g_unlink (fixture->keys_path);
  assert_opens (fixture, fixture->passphrase, FALSE);
}

/* The file `keys` of another box does not count as long as box.db has its own. */
static void
test_load_foreign_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RemKeyRegion) other = rem_key_region_new ();
  g_autoptr (RemSecret) other_key = rem_secret_new_random (32);
  g_autoptr (RemSecret) other_passphrase = rem_secret_new_passphrase ("other", -1);
  g_autoptr (RemKeyRegion) loaded = NULL;
  g_autoptr (GError) error = NULL;
  guint8 bytes[REM_KEY_REGION_SIZE];
  static const guint8 zeros[REM_KEY_REGION_SIZE];

  for (int i = 0; i < 4; i++)
    add_slot (other, REM_SLOT_PASSPHRASE, other_passphrase, other_key);
  rem_key_region_serialize (other, other_key, bytes);
  write_file (fixture->keys_path, bytes, COPY);
  assert_opens (fixture, fixture->passphrase, FALSE);

  g_assert_false (rem_key_region_save (other, fixture->folder, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS);

  write_at (fixture->database_path, zeros, sizeof zeros, 0);
  loaded = rem_key_region_load (fixture->folder, NULL);
  g_assert_cmpmem (rem_key_region_get_uuid (loaded), 16, rem_key_region_get_uuid (other), 16);
}

/* ---- ways in ---- */

static void
assert_unlock_fails (RemKeyRegion *region, RemSlotType type, RemSecret *secret, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rem_key_region_unlock (region, type, secret, &error));
  g_assert_error (error, REM_BOX_ERROR, code);
}

static void
test_unlock_matrix (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RemSecret) second = rem_secret_new_passphrase ("second", -1);
  g_autoptr (RemSecret) code = rem_secret_new_random (20);
  g_autoptr (RemSecret) keyring = rem_secret_new_random (32);
  g_autoptr (RemSecret) empty = rem_secret_new (0);
  struct
  {
    RemSlotType type;
    RemSecret *secret;
  } ways[] = {
    { REM_SLOT_PASSPHRASE, fixture->passphrase },
    { REM_SLOT_PASSPHRASE, second },
    { REM_SLOT_RECOVERY_CODE, code },
    { REM_SLOT_LOGIN_KEYRING, keyring },
    { REM_SLOT_OPEN, NULL },
  };
  g_autoptr (RemKeyRegion) loaded = NULL;
  g_autoptr (GError) error = NULL;

  assert_unlock_fails (fixture->region, REM_SLOT_OPEN, NULL, REM_BOX_ERROR_WRONG_PASSPHRASE);
  assert_unlock_fails (fixture->region, REM_SLOT_RECOVERY_CODE, code,
                       REM_BOX_ERROR_WRONG_PASSPHRASE);
  assert_unlock_fails (fixture->region, REM_SLOT_PASSPHRASE, second,
                       REM_BOX_ERROR_WRONG_PASSPHRASE);
  assert_unlock_fails (fixture->region, REM_SLOT_PASSPHRASE, NULL, REM_BOX_ERROR_WRONG_PASSPHRASE);
  assert_unlock_fails (fixture->region, REM_SLOT_EMPTY, NULL, REM_BOX_ERROR_WRONG_PASSPHRASE);

  for (gsize i = 1; i < G_N_ELEMENTS (ways); i++)
    add_slot (fixture->region, ways[i].type, ways[i].secret, fixture->data_key);
  g_assert_true (rem_key_region_save (fixture->region, fixture->folder, &error));
  g_assert_no_error (error);
  loaded = rem_key_region_load (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rem_key_region_get_n_slots (loaded), ==, 5);
  g_assert_cmpuint (rem_key_region_get_sequence (loaded), ==, 5);
  g_assert_cmpint (rem_key_region_get_slot_type (loaded, 5), ==, REM_SLOT_EMPTY);
  g_assert_cmpuint (rem_key_region_get_slot_cost (loaded, 0).mem_kib, ==, 8);
  g_assert_cmpuint (rem_key_region_get_slot_cost (loaded, 2).mem_kib, ==, 0);
  g_assert_cmpuint (rem_key_region_get_slot_cost (loaded, 9).mem_kib, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_assert_cmpint (rem_key_region_get_slot_type (loaded, i), ==, ways[i].type);
      for (gsize j = 0; j < G_N_ELEMENTS (ways); j++)
        {
          g_autoptr (RemSecret) key = NULL;
          gboolean right = ways[i].type == ways[j].type;

          key = rem_key_region_unlock (loaded, ways[i].type, ways[j].secret, &error);
          if (right)
            {
              g_assert_no_error (error);
              g_assert_true (rem_secret_equal (key, fixture->data_key));
              continue;
            }
          g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE);
          g_clear_error (&error);
        }
    }
  assert_unlock_fails (loaded, REM_SLOT_RECOVERY_CODE, empty, REM_BOX_ERROR_WRONG_PASSPHRASE);
}

/* A slot does not open in another box, nor with other bytes around it. */
static void
test_slot_bound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RemKeyRegion) other = rem_key_region_new ();
  g_autoptr (RemSecret) other_key = rem_secret_new_random (32);
  g_autoptr (RemSecret) other_passphrase = rem_secret_new_passphrase ("other", -1);
  g_autoptr (RemKeyRegion) mixed = NULL;
  guint8 mine[REM_KEY_REGION_SIZE];
  guint8 theirs[REM_KEY_REGION_SIZE];
  guint8 copy[COPY];
  static const struct
  {
    int offset;
    int code;
  } cases[] = {
    { 64 + 4, REM_BOX_ERROR_WRONG_PASSPHRASE },   /* passes */
    { 64 + 12, REM_BOX_ERROR_WRONG_PASSPHRASE },  /* salt */
    { 64 + 116, REM_BOX_ERROR_WRONG_PASSPHRASE }, /* commitment */
    { 64 + 44, REM_BOX_ERROR_DAMAGED },           /* nonce */
    { 64 + 68, REM_BOX_ERROR_DAMAGED },           /* the key */
    { 64 + 100, REM_BOX_ERROR_DAMAGED },          /* its tag */
    { 32, REM_BOX_ERROR_DAMAGED },                /* sequence: the authenticator */
  };

  add_slot (other, REM_SLOT_PASSPHRASE, other_passphrase, other_key);
  rem_key_region_serialize (fixture->region, fixture->data_key, mine);
  rem_key_region_serialize (other, other_key, theirs);
  memcpy (copy, mine, COPY);
  memcpy (copy + 64, theirs + 64, 192);
  put_digest (copy);
  mixed = rem_key_region_parse (copy, COPY, NULL);
  assert_unlock_fails (mixed, REM_SLOT_PASSPHRASE, other_passphrase,
                       REM_BOX_ERROR_WRONG_PASSPHRASE);
  assert_unlock_fails (mixed, REM_SLOT_PASSPHRASE, fixture->passphrase,
                       REM_BOX_ERROR_WRONG_PASSPHRASE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RemKeyRegion) changed = NULL;

      memcpy (copy, mine, COPY);
      copy[cases[i].offset] ^= 2;
      put_digest (copy);
      changed = rem_key_region_parse (copy, COPY, NULL);
      assert_unlock_fails (changed, REM_SLOT_PASSPHRASE, fixture->passphrase, cases[i].code);
    }
}

static void
test_change_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RemSecret) wrong_key = rem_secret_new_random (32);
  g_autoptr (RemSecret) empty = rem_secret_new (0);
  g_autoptr (GError) error = NULL;
  RemKdfCost floor = { 3, 64 * 1024 };
  RemKdfCost low = { 3, 64 * 1024 - 1 };
  RemKdfCost high = { 3, 1024 * 1024 + 1 };
  RemKdfCost many = { 17, 64 * 1024 };
  struct
  {
    RemSlotType type;
    RemSecret *secret;
    RemKdfCost cost;
    RemSecret *data_key;
    int code;
  } cases[] = {
    { REM_SLOT_PASSPHRASE, fixture->passphrase, low, fixture->data_key, REM_BOX_ERROR_HOSTILE },
    { REM_SLOT_PASSPHRASE, fixture->passphrase, high, fixture->data_key, REM_BOX_ERROR_HOSTILE },
    { REM_SLOT_PASSPHRASE, fixture->passphrase, many, fixture->data_key, REM_BOX_ERROR_HOSTILE },
    { REM_SLOT_PASSPHRASE, NULL, floor, fixture->data_key, REM_BOX_ERROR_BAD_SECRET },
    { REM_SLOT_RECOVERY_CODE, empty, floor, fixture->data_key, REM_BOX_ERROR_BAD_SECRET },
    { REM_SLOT_OPEN, fixture->passphrase, floor, fixture->data_key, REM_BOX_ERROR_BAD_SECRET },
    { REM_SLOT_OPEN, NULL, floor, wrong_key, REM_BOX_ERROR_DAMAGED },
  };
  guint64 sequence = rem_key_region_get_sequence (fixture->region);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (rem_key_region_add_slot (fixture->region, cases[i].type, cases[i].secret,
                                               cases[i].cost, cases[i].data_key, &error));
      g_assert_error (error, REM_BOX_ERROR, cases[i].code);
      g_clear_error (&error);
    }
  g_assert_false (rem_key_region_remove_slot (fixture->region, 0, fixture->data_key, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET);
  g_clear_error (&error);
  g_assert_false (rem_key_region_remove_slot (fixture->region, 1, fixture->data_key, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (rem_key_region_remove_slot (fixture->region, 0, wrong_key, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_cmpuint (rem_key_region_get_sequence (fixture->region), ==, sequence);

  for (int i = 1; i < 8; i++)
    add_slot (fixture->region, REM_SLOT_OPEN, NULL, fixture->data_key);
  g_assert_false (rem_key_region_add_slot (fixture->region, REM_SLOT_OPEN, NULL, floor,
                                           fixture->data_key, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS);
}

/* The floor, with the real derivation, and a computer without the memory. */
static void
test_real_cost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RemKeyRegion) region = rem_key_region_new ();
  g_autoptr (RemSecret) key = NULL;
  g_autoptr (GError) error = NULL;
  static const struct
  {
    guint mib;
    guint32 mem_kib;
  } costs[] = { { 1, 65536 }, { 64, 65536 }, { 100, 102400 }, { 512, 524288 }, { 9999, 524288 } };

  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      g_assert_cmpuint (rem_key_region_calibrate (costs[i].mib).mem_kib, ==, costs[i].mem_kib);
      g_assert_cmpuint (rem_key_region_calibrate (costs[i].mib).ops, ==, 3);
    }
  g_assert_true (rem_key_region_add_slot (region, REM_SLOT_PASSPHRASE, fixture->passphrase,
                                          rem_key_region_calibrate (64), fixture->data_key,
                                          &error));
  g_assert_no_error (error);
  key = rem_key_region_unlock (region, REM_SLOT_PASSPHRASE, fixture->passphrase, &error);
  g_assert_no_error (error);
  g_assert_true (rem_secret_equal (key, fixture->data_key));
}

static void
test_calibrate (void)
{
  RemKdfCost cost = rem_key_region_calibrate (0);

  g_assert_cmpuint (cost.ops, ==, 3);
  g_assert_cmpuint (cost.mem_kib, >=, 128 * 1024);
  g_assert_cmpuint (cost.mem_kib, <=, 512 * 1024);
  g_test_message ("%u MiB", cost.mem_kib / 1024);
}

/* ---- saving ---- */

/* Every state that a power cut can leave opens with the old passphrase or with the new one. */
static void
test_save_power_cuts (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *old = read_file (fixture->keys_path, COPY);
  g_autofree guint8 *new = NULL;
  g_autoptr (RemSecret) passphrase = rem_secret_new_passphrase ("new", -1);
  g_autoptr (GError) error = NULL;
  /* What the three copies are: o old, n new, t torn. */
  static const char *const states[] = { "ooo", "oto", "ono", "tno", "nno", "nnn" };

  add_slot (fixture->region, REM_SLOT_PASSPHRASE, passphrase, fixture->data_key);
  g_assert_true (rem_key_region_remove_slot (fixture->region, 0, fixture->data_key, &error));
  g_assert_true (rem_key_region_save (fixture->region, fixture->folder, &error));
  g_assert_no_error (error);
  assert_opens (fixture, passphrase, TRUE);
  new = read_file (fixture->keys_path, COPY);
  g_assert_cmpuint (rem_key_region_read_sequence (new), >, rem_key_region_read_sequence (old));

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    for (int cut = 0; cut < COPY; cut += 512)
      {
        g_autofree guint8 *torn = g_memdup2 (old, COPY);
        g_autoptr (RemKeyRegion) loaded = NULL;
        g_autoptr (RemSecret) key = NULL;
        gboolean is_new = strchr (states[i], 'n') != NULL;

        memcpy (torn, new, cut);
        memset (torn + cut, 0xee, 512);
        for (int n = 0; n < 3; n++)
          write_at (n < 2 ? fixture->database_path : fixture->keys_path,
                    states[i][n] == 'o'   ? old
                    : states[i][n] == 'n' ? new
                                          : torn,
                    COPY, n == 1 ? COPY : 0);
        loaded = rem_key_region_load (fixture->folder, &error);
        g_assert_no_error (error);
        key = rem_key_region_unlock (loaded, REM_SLOT_PASSPHRASE,
                                     is_new ? passphrase : fixture->passphrase, &error);
        g_assert_no_error (error);
        g_assert_true (rem_secret_equal (key, fixture->data_key));

        /* And saving makes it whole again. */
        g_assert_true (rem_key_region_save (loaded, fixture->folder, &error));
        g_assert_no_error (error);
        assert_opens (fixture, is_new ? passphrase : fixture->passphrase, TRUE);
        if (strchr (states[i], 't') == NULL)
          break;
      }
}

static void
test_save_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (truncate (fixture->database_path, REM_KEY_REGION_SIZE - 1), ==, 0);
  g_assert_false (rem_key_region_save (fixture->region, fixture->folder, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_TRUNCATED);
  g_clear_error (&error);
  g_unlink (fixture->database_path);
  g_assert_false (rem_key_region_save (fixture->region, fixture->folder, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND);
}

/* Saving touches nothing but the first 16 KiB. */
static void
test_save_leaves_pages (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *before = read_file (fixture->database_path, REM_KEY_REGION_SIZE + 4096);
  g_autofree guint8 *after = NULL;
  g_autofree guint8 *keys = NULL;
  g_autoptr (GError) error = NULL;

  add_slot (fixture->region, REM_SLOT_OPEN, NULL, fixture->data_key);
  g_assert_true (rem_key_region_save (fixture->region, fixture->folder, &error));
  g_assert_no_error (error);
  after = read_file (fixture->database_path, REM_KEY_REGION_SIZE + 4096);
  keys = read_file (fixture->keys_path, COPY);
  g_assert_cmpmem (after + REM_KEY_REGION_SIZE, 4096, before + REM_KEY_REGION_SIZE, 4096);
  g_assert_cmpmem (after, COPY, after + COPY, COPY);
  g_assert_cmpmem (after, COPY, keys, COPY);
  g_assert_true (memcmp (after, before, COPY) != 0);
}

static void
test_sub_keys (void)
{
  g_autoptr (RemSecret) data_key = rem_secret_new (32);
  RemSecret *keys[8] = { NULL };

  for (int i = REM_SUB_KEY_PAGES; i <= REM_SUB_KEY_KEY_REGION; i++)
    {
      keys[i] = rem_key_region_derive_sub_key (data_key, (RemSubKey) i);
      for (int j = 1; j < i; j++)
        g_assert_false (rem_secret_equal (keys[i], keys[j]));
    }
  for (int i = 1; i < 8; i++)
    rem_secret_unref (keys[i]);
}

/* A computer with little memory, one with much, and one where it is all in use. */
static void
test_memory (void)
{
  static const char small[] = "MemTotal:  1000000 kB\nMemFree: 1 kB\nMemAvailable:  800000 kB\n";
  static const char busy[] = "MemTotal:  16000000 kB\nMemAvailable:  300000 kB\nSwapFree: 0 kB\n";
  static const char full[] = "MemTotal:  16000000 kB\nMemAvailable:  30000 kB\nSwapFree: 9 kB\n";
  static const char large[] = "MemTotal:  16000000 kB\nMemAvailable:  9000000 kB\n";

  g_assert_cmpuint (rem_kdf_cost_find_limit (""), ==, 256 * 1024);
  g_assert_cmpuint (rem_kdf_cost_find_limit (small), ==, 250000);
  g_assert_cmpuint (rem_kdf_cost_find_limit (busy), ==, 150000);
  g_assert_cmpuint (rem_kdf_cost_find_limit (full), ==, REM_KEY_REGION_MIN_MEM_KIB);
  g_assert_cmpuint (rem_kdf_cost_find_limit (large), ==, 512 * 1024);

  g_assert_true (rem_kdf_cost_is_there (512 * 1024, ""));
  g_assert_true (rem_kdf_cost_is_there (512 * 1024, large));
  g_assert_false (rem_kdf_cost_is_there (512 * 1024, busy));
  g_assert_false (rem_kdf_cost_is_there (64 * 1024, full));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/key-region/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("parse/refused", test_parse_refused);
  ADD ("parse/every-flip", test_parse_every_flip);
  ADD ("load/refused", test_load_refused);
  ADD ("load/damaged-copies", test_load_damaged_copies);
  ADD ("load/foreign-keys", test_load_foreign_keys);
  ADD ("unlock/matrix", test_unlock_matrix);
  ADD ("unlock/bound", test_slot_bound);
  ADD ("change/refused", test_change_refused);
  ADD ("change/real-cost", test_real_cost);
  ADD ("save/power-cuts", test_save_power_cuts);
  ADD ("save/refused", test_save_refused);
  ADD ("save/leaves-pages", test_save_leaves_pages);
#undef ADD
  g_test_add_func ("/key-region/calibrate", test_calibrate);
  g_test_add_func ("/key-region/sub-keys", test_sub_keys);

  g_test_add_func ("/key-region/memory", test_memory);
  return g_test_run ();
}
