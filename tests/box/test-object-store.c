/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-error.h"
#include "rem-object-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define HEADER 24
#define SEALED 65552

typedef struct
{
  char *folder;
  RemSecret *object_key;
  RemSecret *name_key;
  guint8 uuid[16];
  RemObjectStore *store;
} Fixture;

static void
renew_store (Fixture *self)
{
  g_clear_pointer (&self->store, rem_object_store_unref);
  self->store = rem_object_store_new (self->folder, self->uuid, self->object_key, self->name_key);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("rem-objects-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->object_key = rem_secret_new_random (32);
  self->name_key = rem_secret_new_random (32);
  memcpy (self->uuid, "0123456789abcdef", 16);
  renew_store (self);
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
  rem_object_store_unref (self->store);
  rem_secret_unref (self->object_key);
  rem_secret_unref (self->name_key);
  remove_tree (self->folder);
  g_free (self->folder);
}

static guint8 *
make_bytes (gsize size, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint8 *bytes = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) g_rand_int (random);
  return bytes;
}

static char *
put (Fixture *self, const guint8 *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemObjectWriter) writer = rem_object_store_begin (self->store, &error);
  char *name = NULL;
  guint64 size_bytes = 0;

  g_assert_no_error (error);
  g_assert_true (rem_object_writer_write (writer, bytes, size, &error));
  g_assert_no_error (error);
  g_assert_true (rem_object_writer_finish (writer, &name, NULL, &size_bytes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (size_bytes, ==, size);
  return name;
}

static guint8 *
read_file (const char *path, gsize *size_out)
{
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, size_out, NULL));
  return (guint8 *) bytes;
}

static void
write_file (const char *path, const void *bytes, gsize size)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, bytes, size), ==, size);
  close (fd);
}

static void
assert_verify_fails (Fixture *self, const char *name, const guint8 *sum, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rem_object_store_verify (self->store, name, sum, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, code);
}

static void
assert_verifies (Fixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rem_object_store_verify (self->store, name, NULL, NULL, &error));
  g_assert_no_error (error);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  if (dir == NULL)
    return 1;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      n += count_files (child);
    }
  return n;
}

/* ---- */

static void
test_names_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = {
    NULL,
    "",
    "00",
    "0123456789abcdef0123456789abcde",
    "0123456789abcdef0123456789abcdef0",
    "0123456789ABCDEF0123456789ABCDEF",
    "../../../../../../etc/passwd0000",
    "0123456789abcdef0123456789abcde/",
    "0123456789abcdef0123456789abcdef",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rem_object_store_open (fixture->store, names[i], &error));
      g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_MISSING);
      g_clear_error (&error);
      g_assert_false (rem_object_store_trash (fixture->store, names[i], &error));
      g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_MISSING);
      g_clear_error (&error);
      g_assert_false (rem_object_store_untrash (fixture->store, names[i], &error));
      g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_MISSING);
      assert_verify_fails (fixture, names[i], NULL, REM_BOX_ERROR_OBJECT_MISSING);
    }
}

static void
test_pad (void)
{
  static const struct
  {
    guint64 size;
    guint64 padded;
  } cases[] = {
    { 0, 0 },
    { 1, 1 },
    { 8, 8 },
    { 9, 10 },
    { 100, 104 },
    { 1000, 1024 },
    { 65544, 67584 },
    { 1000000, 1015808 },
    { G_GUINT64_CONSTANT (2147483649), G_GUINT64_CONSTANT (2214592512) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (rem_object_chunk_pad (cases[i].size), ==, cases[i].padded);
  for (guint64 size = 8; size < G_GUINT64_CONSTANT (1) << 50; size += size / 7 + 1)
    {
      guint64 padded = rem_object_chunk_pad (size);

      g_assert_cmpuint (padded, >=, size);
      g_assert_cmpuint (padded - size, <=, size * 12 / 100 + 1);
      g_assert_cmpuint (rem_object_chunk_pad (padded), ==, padded);
    }
}

/* Sizes around every border, written in pieces, read in ranges. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 0,      1,      2,      7,      8,     9,     1000,
                                 65527,  65528,  65529,  65535,  65536, 65537, 131063,
                                 131064, 131065, 140000, 327680, 400000 };
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gsize size = sizes[i];
      g_autofree guint8 *bytes = make_bytes (size, (guint32) i);
      g_autofree guint8 *read = g_malloc0 (size + 100);
      g_autofree char *name = NULL;
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (RemObjectWriter) writer = rem_object_store_begin (fixture->store, &error);
      g_autoptr (RemObjectReader) reader = NULL;
      guint8 sum[REM_OBJECT_SUM_SIZE];
      guint8 expected_sum[REM_OBJECT_SUM_SIZE];
      guint8 expected_name[16];
      char expected_hex[33];
      guint64 size_bytes;
      guint64 padded = rem_object_chunk_pad (size + 8);
      GStatBuf status;

      g_assert_no_error (error);
      for (gsize at = 0; at < size;)
        {
          gsize piece = g_rand_int_range (random, 0, 90000);
          gsize n = MIN (size - at, piece);

          g_assert_true (rem_object_writer_write (writer, bytes + at, n, &error));
          at += n;
        }
      g_assert_true (rem_object_writer_finish (writer, &name, sum, &size_bytes, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (size_bytes, ==, size);
      crypto_generichash (expected_sum, sizeof expected_sum, bytes, size, NULL, 0);
      g_assert_cmpmem (sum, sizeof sum, expected_sum, sizeof expected_sum);
      crypto_generichash (expected_name, 16, bytes, size, rem_secret_get_bytes (fixture->name_key),
                          32);
      sodium_bin2hex (expected_hex, sizeof expected_hex, expected_name, 16);
      g_assert_cmpstr (name, ==, expected_hex);

      path = rem_object_store_build_path (fixture->store, name);
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpuint (status.st_size, ==, HEADER + padded + (padded + 65535) / 65536 * 16);
      g_assert_cmpint (status.st_mtime, ==, 946684800);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);

      reader = rem_object_store_open (fixture->store, name, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (rem_object_reader_get_size_bytes (reader), ==, size);
      for (int j = 0; j < 300; j++)
        {
          gsize from = g_rand_int_range (random, 0, (int) size + 10);
          gsize wanted = j % 2 == 0 ? g_rand_int_range (random, 0, (int) size + 90)
                                    : g_rand_int_range (random, 0, 90);
          gsize expected = from >= size ? 0 : MIN (wanted, size - from);

          g_assert_cmpint (rem_object_reader_read (reader, from, read, wanted, &error), ==,
                           expected);
          g_assert_no_error (error);
          g_assert_cmpmem (read, expected, bytes + MIN (from, size), expected);
        }
      g_assert_cmpint (rem_object_reader_read (reader, G_MAXUINT64, read, 10, &error), ==, 0);
      g_assert_true (rem_object_store_verify (fixture->store, name, expected_sum, NULL, &error));
      g_assert_no_error (error);
      expected_sum[0] ^= 1;
      assert_verify_fails (fixture, name, expected_sum, REM_BOX_ERROR_OBJECT_DAMAGED);
    }
}

static void
test_nothing_in_clear (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = g_malloc (300000);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree guint8 *stored = NULL;
  gsize size;

  for (gsize i = 0; i < 300000; i++)
    bytes[i] = "a photograph of a small hand   "[i % 31];
  name = put (fixture, bytes, 300000);
  path = rem_object_store_build_path (fixture->store, name);
  stored = read_file (path, &size);
  g_assert_null (memmem (stored, size, "small hand", 10));
  /* Equal chunks do not look equal. */
  for (int i = 1; i < 4; i++)
    g_assert_true (memcmp (stored + HEADER, stored + HEADER + i * SEALED, 64) != 0);
}

static void
test_kept_once (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = make_bytes (100000, 1);
  g_autofree char *name = put (fixture, bytes, 100000);
  g_autofree char *path = rem_object_store_build_path (fixture->store, name);
  gsize size;
  g_autofree guint8 *first = read_file (path, &size);
  g_autofree guint8 *second = NULL;
  g_autofree guint8 *third = NULL;
  g_autofree char *again = NULL;
  g_autofree char *healed = NULL;
  g_autofree char *other = NULL;
  guint64 n_objects;
  guint64 size_bytes;
  g_autoptr (GError) error = NULL;

  again = put (fixture, bytes, 100000);
  g_assert_cmpstr (again, ==, name);
  second = read_file (path, &size);
  g_assert_cmpmem (first, size, second, size);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  /* A damaged one is made whole by keeping it again. */
  second[size / 2] ^= 1;
  write_file (path, second, size);
  assert_verify_fails (fixture, name, NULL, REM_BOX_ERROR_OBJECT_DAMAGED);
  healed = put (fixture, bytes, 100000);
  g_assert_cmpstr (healed, ==, name);
  assert_verifies (fixture, name);
  third = read_file (path, &size);
  g_assert_true (memcmp (first, third, size) != 0);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  bytes[0] ^= 1;
  other = put (fixture, bytes, 100000);
  g_assert_cmpstr (other, !=, name);
  g_assert_true (rem_object_store_measure (fixture->store, &n_objects, &size_bytes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_objects, ==, 2);
  g_assert_cmpuint (size_bytes, ==, 2 * size);

  /* Another box gives it another name. */
  rem_secret_get_writable_bytes (fixture->name_key)[0] ^= 1;
  renew_store (fixture);
  g_free (other);
  other = put (fixture, bytes, 100000);
  g_assert_cmpstr (other, !=, name);
  g_assert_cmpuint (count_files (fixture->folder), ==, 3);
}

static void
test_leftovers (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = make_bytes (200000, 1);
  g_autofree char *objects = g_build_filename (fixture->folder, "objects", NULL);
  g_autofree char *leftover = g_build_filename (objects, "new-0011", NULL);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  RemObjectWriter *writer;
  guint64 n_objects;
  guint64 size_bytes;

  rem_object_store_remove_leftovers (fixture->store);
  g_assert_true (rem_object_store_measure (fixture->store, &n_objects, &size_bytes, &error));
  g_assert_cmpuint (n_objects, ==, 0);

  /* Given up before the end. */
  writer = rem_object_store_begin (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_true (rem_object_writer_write (writer, bytes, 200000, &error));
  g_assert_cmpuint (count_files (objects), ==, 1);
  rem_object_writer_free (writer);
  g_assert_cmpuint (count_files (objects), ==, 0);

  name = put (fixture, bytes, 200000);
  write_file (leftover, "x", 1);
  rem_object_store_remove_leftovers (fixture->store);
  g_assert_false (g_file_test (leftover, G_FILE_TEST_EXISTS));
  assert_verifies (fixture, name);
}

static void
test_disk_full (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = make_bytes (500000, 1);
  struct rlimit old;
  struct rlimit limit;
  g_autoptr (GError) error = NULL;
  gboolean done;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  /* In the middle of a chunk, on a border, in the last chunk. */
  for (rlim_t size = 100; size < 500000; size += 61000)
    {
      g_autoptr (RemObjectWriter) writer = NULL;

      limit = old;
      limit.rlim_cur = size;
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      writer = rem_object_store_begin (fixture->store, &error);
      done = writer != NULL && rem_object_writer_write (writer, bytes, 500000, &error) &&
             rem_object_writer_finish (writer, NULL, NULL, NULL, &error);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
      g_assert_false (done);
      g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL);
      g_clear_error (&error);
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_trash (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = make_bytes (1000, 1);
  g_autofree char *name = put (fixture, bytes, 1000);
  g_autofree char *again = NULL;
  g_autofree char *path = rem_object_store_build_path (fixture->store, name);
  g_autofree char *trashed = g_build_filename (fixture->folder, "objects/trash", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RemObjectReader) reader = rem_object_store_open (fixture->store, name, &error);
  guint8 read[1000];

  g_assert_true (rem_object_store_trash (fixture->store, name, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (trashed, G_FILE_TEST_EXISTS));
  assert_verify_fails (fixture, name, NULL, REM_BOX_ERROR_OBJECT_MISSING);
  g_assert_false (rem_object_store_trash (fixture->store, name, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_MISSING);
  g_clear_error (&error);
  /* Who was reading goes on, also when the store is gone. */
  renew_store (fixture);
  g_assert_cmpint (rem_object_reader_read (reader, 0, read, 1000, &error), ==, 1000);
  g_assert_cmpmem (read, 1000, bytes, 1000);

  g_assert_true (rem_object_store_untrash (fixture->store, name, &error));
  g_assert_no_error (error);
  assert_verifies (fixture, name);
  g_assert_false (g_file_test (trashed, G_FILE_TEST_EXISTS));

  /* Kept again while one is in the trash: the whole one stays, a damaged one gives way. */
  for (int damaged = 0; damaged < 2; damaged++)
    {
      g_assert_true (rem_object_store_trash (fixture->store, name, &error));
      g_free (g_steal_pointer (&again));
      again = put (fixture, bytes, 1000);
      if (damaged)
        write_file (path, "damaged", 7);
      else
        write_file (trashed, "damaged", 7);
      g_assert_true (rem_object_store_untrash (fixture->store, name, &error));
      g_assert_no_error (error);
      assert_verifies (fixture, name);
      g_assert_false (g_file_test (trashed, G_FILE_TEST_EXISTS));
    }
}

/* ---- damage ---- */

static void
test_every_flip (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = make_bytes (500, 1);
  g_autofree char *name = put (fixture, bytes, 500);
  g_autofree char *path = rem_object_store_build_path (fixture->store, name);
  gsize size;
  g_autofree guint8 *stored = read_file (path, &size);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GError) error = NULL;

      stored[i] ^= (guint8) (1 << i % 8);
      write_file (path, stored, size);
      stored[i] ^= (guint8) (1 << i % 8);
      g_assert_null (rem_object_store_open (fixture->store, name, &error));
      g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED);
    }
  write_file (path, stored, size);
  assert_verifies (fixture, name);
}

static void
test_chunk_flips (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = make_bytes (260000, 1);
  g_autofree char *name = put (fixture, bytes, 260000);
  g_autofree char *path = rem_object_store_build_path (fixture->store, name);
  g_autofree guint8 *read = g_malloc (260000);
  gsize size;
  g_autofree guint8 *stored = read_file (path, &size);

  g_assert_cmpuint (size, >, HEADER + 3 * SEALED);
  for (gsize at = HEADER + SEALED + 5; at < size; at += 7001)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RemObjectReader) reader = NULL;
      gsize chunk = (at - HEADER) / SEALED;

      stored[at] ^= 0x80;
      write_file (path, stored, size);
      stored[at] ^= 0x80;
      reader = rem_object_store_open (fixture->store, name, &error);
      g_assert_no_error (error);
      g_assert_cmpint (rem_object_reader_read (reader, 0, read, 260000, &error), ==, -1);
      g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED);
      g_clear_error (&error);
      assert_verify_fails (fixture, name, NULL, REM_BOX_ERROR_OBJECT_DAMAGED);
      /* It costs 64 KiB, not the object. */
      g_assert_cmpint (rem_object_reader_read (reader, 0, read, chunk * 65536 - 8, &error), ==,
                       chunk * 65536 - 8);
      g_assert_no_error (error);
      g_assert_cmpmem (read, chunk * 65536 - 8, bytes, chunk * 65536 - 8);
    }
}

static void
test_truncation (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = make_bytes (260000, 1);
  g_autofree char *name = put (fixture, bytes, 260000);
  g_autofree char *path = rem_object_store_build_path (fixture->store, name);
  gsize size;
  g_autofree guint8 *stored = read_file (path, &size);
  g_autofree guint8 *longer = g_malloc0 (size + 2 * SEALED);

  for (gsize cut = 0; cut < size; cut += cut < 60 ? 1 : 1111)
    {
      write_file (path, stored, cut);
      assert_verify_fails (fixture, name, NULL, REM_BOX_ERROR_OBJECT_DAMAGED);
    }
  /* Whole chunks taken off or put on. */
  for (int n = 1; n < 4; n++)
    {
      write_file (path, stored, HEADER + n * SEALED);
      assert_verify_fails (fixture, name, NULL, REM_BOX_ERROR_OBJECT_DAMAGED);
    }
  memcpy (longer, stored, size);
  memcpy (longer + size, stored + HEADER, SEALED);
  write_file (path, longer, size + 1);
  assert_verify_fails (fixture, name, NULL, REM_BOX_ERROR_OBJECT_DAMAGED);
  write_file (path, longer, size + SEALED);
  assert_verify_fails (fixture, name, NULL, REM_BOX_ERROR_OBJECT_DAMAGED);
}

static void
test_swaps (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = make_bytes (260000, 1);
  g_autofree char *name = put (fixture, bytes, 260000);
  g_autofree char *path = rem_object_store_build_path (fixture->store, name);
  g_autofree guint8 *other_bytes = make_bytes (260000, 2);
  g_autofree char *other_name = put (fixture, other_bytes, 260000);
  g_autofree char *other_path = rem_object_store_build_path (fixture->store, other_name);
  gsize size;
  gsize other_size;
  g_autofree guint8 *stored = read_file (path, &size);
  g_autofree guint8 *other = read_file (other_path, &other_size);
  g_autofree guint8 *mixed = g_memdup2 (stored, size);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (size, ==, other_size);
  memcpy (mixed + HEADER + SEALED, stored + HEADER + 2 * SEALED, SEALED);
  memcpy (mixed + HEADER + 2 * SEALED, stored + HEADER + SEALED, SEALED);
  write_file (path, mixed, size);
  assert_verify_fails (fixture, name, NULL, REM_BOX_ERROR_OBJECT_DAMAGED);

  /* Another object's chunk at the same place, and another object under this one's name. */
  memcpy (mixed, stored, size);
  memcpy (mixed + HEADER + SEALED, other + HEADER + SEALED, SEALED);
  write_file (path, mixed, size);
  assert_verify_fails (fixture, name, NULL, REM_BOX_ERROR_OBJECT_DAMAGED);
  write_file (path, other, size);
  g_assert_null (rem_object_store_open (fixture->store, name, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED);

  write_file (path, stored, size);
  assert_verifies (fixture, name);
  fixture->uuid[0] ^= 1;
  renew_store (fixture);
  assert_verify_fails (fixture, name, NULL, REM_BOX_ERROR_OBJECT_DAMAGED);
  fixture->uuid[0] ^= 1;
  rem_secret_get_writable_bytes (fixture->object_key)[0] ^= 1;
  renew_store (fixture);
  assert_verify_fails (fixture, name, NULL, REM_BOX_ERROR_OBJECT_DAMAGED);
}

static void
test_not_a_file (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = make_bytes (10, 1);
  g_autofree char *name = put (fixture, bytes, 10);
  g_autofree char *path = rem_object_store_build_path (fixture->store, name);
  g_autofree char *objects = g_build_filename (fixture->folder, "objects", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (rem_object_store_verify (fixture->store, name, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_unlink (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  assert_verify_fails (fixture, name, NULL, REM_BOX_ERROR_IO);
  g_rmdir (path);
  g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
  assert_verify_fails (fixture, name, NULL, REM_BOX_ERROR_IO);

  remove_tree (objects);
  write_file (objects, "", 0);
  g_assert_null (rem_object_store_begin (fixture->store, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/object-store/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("names-refused", test_names_refused);
  ADD ("not-a-file", test_not_a_file);
  ADD ("disk-full", test_disk_full);
  ADD ("round-trip", test_round_trip);
  ADD ("nothing-in-clear", test_nothing_in_clear);
  ADD ("kept-once", test_kept_once);
  ADD ("leftovers", test_leftovers);
  ADD ("trash", test_trash);
  ADD ("damage/every-flip", test_every_flip);
  ADD ("damage/chunk-flips", test_chunk_flips);
  ADD ("damage/truncation", test_truncation);
  ADD ("damage/swaps", test_swaps);
#undef ADD
  g_test_add_func ("/object-store/pad", test_pad);

  return g_test_run ();
}
