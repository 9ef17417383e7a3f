/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Calls to the disk that fail while the keys and the objects are read and written, and a key
 * derivation that gets no memory: each is said, and nothing of what was there is lost. The C
 * library's functions are taken over here; the failing one is chosen by name and number. The
 * database has its own faults in test-vfs-faults.c. */

#include "config.h"

#include "rem-box-error.h"
#include "rem-key-slot.h"
#include "rem-object-private.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the faults ---- */

static struct
{
  const char *call; /* NULL: none fails */
  int countdown;
  int error_number;
  const char *meminfo; /* (nullable): told in the place of /proc/meminfo */
} fault;

#define REAL(name) ((typeof (&name)) find_real (#name))

static void *
find_real (const char *name)
{
  g_autofree char *wide = g_strconcat (name, "64", NULL);
  void *found = dlsym (RTLD_NEXT, wide);

  return found != NULL ? found : dlsym (RTLD_NEXT, name);
}

static gboolean
fails (const char *call)
{
  if (fault.call == NULL || strcmp (fault.call, call) != 0 || --fault.countdown > 0)
    return FALSE;
  fault.call = NULL;
  errno = fault.error_number;
  return TRUE;
}

/* The @nth call from now on fails once. */
static void
let_fail (const char *call, int nth, int error_number)
{
  fault.call = call;
  fault.countdown = nth;
  fault.error_number = error_number;
}

static void
assert_failed (void)
{
  g_assert_null (fault.call);
}

ssize_t
pread (int fd, void *bytes, size_t size, off_t offset)
{
  return fails ("pread") ? -1 : REAL (pread) (fd, bytes, size, offset);
}

ssize_t
pwrite (int fd, const void *bytes, size_t size, off_t offset)
{
  return fails ("pwrite") ? -1 : REAL (pwrite) (fd, bytes, size, offset);
}

int
fsync (int fd)
{
  return fails ("fsync") ? -1 : REAL (fsync) (fd);
}

int
rename (const char *from, const char *to)
{
  return fails ("rename") ? -1 : ((typeof (&rename)) dlsym (RTLD_NEXT, "rename")) (from, to);
}

int
mkdir (const char *path, mode_t mode)
{
  return fails ("mkdir") ? -1 : ((typeof (&mkdir)) dlsym (RTLD_NEXT, "mkdir")) (path, mode);
}

int
fstat (int fd, struct stat *status)
{
  return fails ("fstat") ? -1 : REAL (fstat) (fd, status);
}

int
open (const char *path, int flags, ...)
{
  mode_t mode = 0;
  va_list arguments;

  va_start (arguments, flags);
  if ((flags & (O_CREAT | __O_TMPFILE)) != 0)
    mode = va_arg (arguments, mode_t);
  va_end (arguments);
  if (fault.meminfo != NULL && strcmp (path, "/proc/meminfo") == 0)
    path = fault.meminfo;
  return fails ("open") ? -1 : REAL (open) (path, flags, mode);
}

/* ---- objects ---- */

typedef struct
{
  char *folder;
  RemSecret *object_key;
  RemSecret *name_key;
  RemSecret *data_key;
  guint8 uuid[16];
  RemObjectStore *store;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("rem-faults-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->object_key = rem_secret_new_random (32);
  self->name_key = rem_secret_new_random (32);
  self->data_key = rem_secret_new_random (32);
  memcpy (self->uuid, "0123456789abcdef", 16);
  self->store = rem_object_store_new (self->folder, self->uuid, self->object_key, self->name_key);
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
  g_assert_null (fault.call);
  fault.meminfo = NULL;
  rem_object_store_unref (self->store);
  rem_secret_unref (self->object_key);
  rem_secret_unref (self->name_key);
  rem_secret_unref (self->data_key);
  remove_tree (self->folder);
  g_free (self->folder);
}

#define SIZE 150000

static char *
keep (Fixture *self, char first, GError **error)
{
  g_autoptr (RemObjectWriter) writer = rem_object_store_begin (self->store, error);
  g_autofree char *bytes = g_strnfill (SIZE, 'x');
  char *name = NULL;

  bytes[0] = first;
  if (writer == NULL || !rem_object_writer_write (writer, bytes, SIZE, error))
    return NULL;
  return rem_object_writer_finish (writer, &name, NULL, NULL, error) ? name : NULL;
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

/* Each call of keeping an object fails in turn: it is said, and what was there stays alone. */
static void
test_writing (Fixture *self, gconstpointer data)
{
  static const char *const calls[] = { "open", "pwrite", "fsync", "rename", "mkdir", "fstat" };
  g_autofree char *kept = keep (self, 'a', NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    for (int nth = 1; nth < 30; nth++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *name = NULL;

        let_fail (calls[i], nth, EIO);
        name = keep (self, (char) (nth + (int) i * 30), &error);
        if (fault.call != NULL)
          {
            fault.call = NULL;
            g_assert_no_error (error);
            break;
          }
        g_assert_true (rem_object_store_verify (self->store, kept, NULL, NULL, NULL));
        if (name != NULL) /* where the call fails that looks whether it is there already */
          g_assert_true (rem_object_store_verify (self->store, name, NULL, NULL, NULL));
        else
          g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO);
      }
}

/* A full disk without ballast: nothing of the object is left. */
static void
test_full (Fixture *self, gconstpointer data)
{
  guint before = count_files (self->folder);

  for (int nth = 1; nth <= 4; nth++)
    {
      g_autoptr (GError) error = NULL;

      let_fail ("pwrite", nth, ENOSPC);
      g_assert_null (keep (self, 'a', &error));
      g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL);
      assert_failed ();
      g_assert_cmpuint (count_files (self->folder), ==, before);
    }
}

/* Where the last pieces are written: the padding of a large object, the only piece of a small one.
 */
static void
test_last_pieces (Fixture *self, gconstpointer data)
{
  static const gsize sizes[] = { 4 * 1024 * 1024 + 1, 100 };
  g_autofree char *bytes = g_malloc0 (sizes[0]);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (RemObjectWriter) writer = rem_object_store_begin (self->store, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (rem_object_writer_write (writer, bytes, sizes[i], &error));
      let_fail ("pwrite", 1, EIO);
      g_assert_false (rem_object_writer_finish (writer, NULL, NULL, NULL, &error));
      g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO);
      assert_failed ();
    }
}

static void
test_reading (Fixture *self, gconstpointer data)
{
  g_autofree char *kept = keep (self, 'a', NULL);
  g_autofree guint8 *bytes = g_malloc (SIZE);
  static const struct
  {
    const char *call;
    int nth;
    int expected;
  } cases[] = {
    { "open", 1, REM_BOX_ERROR_IO },
    { "fstat", 1, REM_BOX_ERROR_IO },
    { "fstat", 2, REM_BOX_ERROR_OBJECT_DAMAGED },
    { "pread", 1, REM_BOX_ERROR_IO },
    { "pread", 2, REM_BOX_ERROR_IO },
    { "pread", 3, REM_BOX_ERROR_IO },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      let_fail (cases[i].call, cases[i].nth, EIO);
      g_assert_false (rem_object_store_verify (self->store, kept, NULL, NULL, &error));
      g_assert_error (error, REM_BOX_ERROR, cases[i].expected);
      assert_failed ();
    }
  {
    g_autoptr (RemObjectReader) reader = rem_object_store_open (self->store, kept, NULL);
    g_autoptr (GError) error = NULL;

    let_fail ("pread", 2, EIO);
    g_assert_cmpint (rem_object_reader_read (reader, 0, bytes, SIZE, &error), ==, -1);
    g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO);
    g_assert_cmpint (rem_object_reader_read (reader, 0, bytes, SIZE, NULL), ==, SIZE);
  }
}

static void
test_moving (Fixture *self, gconstpointer data)
{
  static const char *const calls[] = { "rename", "mkdir", "fsync", "fsync" };
  static const int nths[] = { 1, 1, 1, 2 };
  g_autoptr (GError) measured = NULL;
  guint64 n_objects = 0;
  guint64 size_bytes = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *kept = keep (self, (char) ('a' + i), NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) again = NULL;

      let_fail (calls[i], nths[i], EIO);
      g_assert_false (rem_object_store_trash (self->store, kept, &error));
      g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO);
      assert_failed ();
      /* Wherever it lies now, it comes back, and what lies there twice does so once. */
      rem_object_store_untrash (self->store, kept, NULL);
      g_assert_true (rem_object_store_verify (self->store, kept, NULL, NULL, NULL));
    }
  {
    g_autofree char *kept = keep (self, 'z', NULL);
    g_autofree char *path = rem_object_store_build_path (self->store, kept);
    g_autofree char *trash = rem_object_store_build_trash_path (self->store, kept);

    let_fail ("rename", 1, EIO);
    rem_object_store_condemn (self->store, kept);
    g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    rem_object_store_condemn (self->store, kept);
    g_assert_true (g_file_test (trash, G_FILE_TEST_EXISTS));
    rem_object_store_condemn (self->store, kept); /* it lies there already */
    g_assert_true (g_file_test (trash, G_FILE_TEST_EXISTS));
    rem_object_store_condemn (self->store, "no name");
  }
  {
    g_autofree char *kept = keep (self, 'y', NULL);
    g_autofree char *path = rem_object_store_build_path (self->store, kept);
    g_autofree char *stray = g_strconcat (path, ".txt", NULL);

    g_assert_true (g_file_set_contents (stray, "not an object", -1, NULL));
  }
  g_assert_true (rem_object_store_measure (self->store, &n_objects, &size_bytes, &measured));
  g_assert_no_error (measured);
}

/* What only the owner of the keys could make: padding that is not zero, and an object under the
 * name of another. */
static void
seal_file (Fixture *self, const char *path, const char *object_name, char last)
{
  guint8 salt[REM_OBJECT_SALT_BYTES] = { 7 };
  guint8 header[REM_OBJECT_HEADER_BYTES];
  guint8 name[REM_OBJECT_NAME_BYTES];
  guint8 sealed[REM_OBJECT_SEALED_BYTES];
  guint64 length = GUINT64_TO_LE (250);
  gsize size = (gsize) rem_object_chunk_pad (REM_OBJECT_LENGTH_BYTES + 250);
  g_autofree guint8 *plain = g_malloc0 (size);
  g_autoptr (RemSecret) key = rem_object_chunk_derive_key (self->store, salt);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree guint8 *file = g_malloc (sizeof header + size + REM_OBJECT_TAG_BYTES);

  g_assert_cmpuint (size, >, REM_OBJECT_LENGTH_BYTES + 250);
  memcpy (plain, &length, sizeof length);
  memset (plain + sizeof length, 'x', 250);
  plain[size - 1] = (guint8) last;
  sodium_hex2bin (name, sizeof name, object_name, REM_OBJECT_NAME_LENGTH, NULL, NULL, NULL);
  rem_object_chunk_build_header (salt, header);
  rem_object_chunk_seal (key, 0, TRUE, name, plain, size, sealed);
  memcpy (file, header, sizeof header);
  memcpy (file + sizeof header, sealed, size + REM_OBJECT_TAG_BYTES);
  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, (const char *) file,
                                      (gssize) (sizeof header + size + REM_OBJECT_TAG_BYTES),
                                      NULL));
}

static void
test_forged (Fixture *self, gconstpointer data)
{
  static const char other[] = "00112233445566778899aabbccddeeff";
  g_autofree char *path = rem_object_store_build_path (self->store, other);
  g_autoptr (GError) error = NULL;

  seal_file (self, path, other, 'y');
  g_assert_false (rem_object_store_verify (self->store, other, NULL, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED);
  g_clear_error (&error);
  seal_file (self, path, other, 0);
  g_assert_false (rem_object_store_verify (self->store, other, NULL, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED);
  g_clear_error (&error);
  g_assert_false (rem_object_store_verify (self->store, "no name", NULL, NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_MISSING);
}

static void
test_no_listing (Fixture *self, gconstpointer data)
{
  g_autofree char *kept = keep (self, 'a', NULL);
  g_autofree char *path = rem_object_store_build_path (self->store, kept);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  guint64 n_objects = 0;
  guint64 size_bytes = 0;
  struct rlimit limit;
  struct rlimit none;

  getrlimit (RLIMIT_NOFILE, &limit);
  none = limit;
  none.rlim_cur = 3;
  setrlimit (RLIMIT_NOFILE, &none);
  g_assert_false (rem_object_store_measure (self->store, &n_objects, &size_bytes, &error));
  setrlimit (RLIMIT_NOFILE, &limit);
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO);
}

/* ---- keys ---- */

static RemKeyRegion *
make_region (Fixture *self, const char *passphrase)
{
  g_autoptr (RemSecret) secret = rem_secret_new_passphrase (passphrase, -1);
  g_autofree char *path = g_build_filename (self->folder, "box.db", NULL);
  RemKdfCost cost = { 3, 64 * 1024 };
  RemKeyRegion *region = rem_key_region_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (
      rem_key_region_add_slot (region, REM_SLOT_PASSPHRASE, secret, cost, self->data_key, &error));
  g_assert_no_error (error);
  g_assert_true (rem_key_region_write_new (region, path, &error));
  g_assert_true (rem_key_region_save (region, self->folder, &error));
  g_assert_no_error (error);
  return region;
}

/* Each call of saving changed ways in fails in turn: the old or the new ones open the box. */
static void
test_saving_keys (Fixture *self, gconstpointer data)
{
  static const char *const calls[] = { "open", "pread", "pwrite", "fsync", "rename" };
  g_autoptr (RemKeyRegion) region = make_region (self, "the sea in winter");
  g_autoptr (RemSecret) code = rem_secret_new_random (20);
  RemKdfCost none = { 0, 0 };

  rem_key_region_add_slot (region, REM_SLOT_RECOVERY_CODE, code, none, self->data_key, NULL);
  g_assert_true (rem_key_region_save (region, self->folder, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    for (int nth = 1; nth < 20; nth++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (RemKeyRegion) read = NULL;
        g_autoptr (RemSecret) opened = NULL;
        gboolean saved;

        let_fail (calls[i], nth, EIO);
        saved = rem_key_region_save (region, self->folder, &error);
        if (fault.call != NULL)
          {
            fault.call = NULL;
            g_assert_true (saved);
            break;
          }
        if (!saved)
          g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO);
        read = rem_key_region_load (self->folder, NULL);
        g_assert_nonnull (read);
        opened = rem_key_region_unlock (read, REM_SLOT_RECOVERY_CODE, code, NULL);
        g_assert_true (opened != NULL && rem_secret_equal (opened, self->data_key));
      }
}

static void
test_loading_keys (Fixture *self, gconstpointer data)
{
  static const char *const calls[] = { "open", "pread", "fstat" };
  g_autoptr (RemKeyRegion) region = make_region (self, "the sea in winter");

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RemKeyRegion) read = NULL;

      let_fail (calls[i], 1, EIO);
      read = rem_key_region_load (self->folder, &error);
      g_assert_null (read);
      g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO);
      assert_failed ();
    }
}

/* The address sanitizer itself needs the memory that the second way takes away. */
#ifdef __SANITIZE_ADDRESS__
#define N_NO_MEMORY_WAYS 1
#else
#define N_NO_MEMORY_WAYS 2
#endif

/* A derivation for which the memory is not there is said so, and is not taken for a wrong
 * passphrase; no slot is made weaker for it. */
static void
test_no_memory (Fixture *self, gconstpointer data)
{
  g_autoptr (RemKeyRegion) region = make_region (self, "the sea in winter");
  g_autoptr (RemSecret) secret = rem_secret_new_passphrase ("the sea in winter", -1);
  g_autofree char *meminfo = g_build_filename (self->folder, "meminfo", NULL);
  RemKdfCost cost = { 3, 64 * 1024 };
  struct rlimit limit;
  struct rlimit little;
  guint n_slots = rem_key_region_get_n_slots (region);
  guint index = 0;

  g_file_set_contents (meminfo, "MemTotal: 90000 kB\nMemAvailable: 20000 kB\nSwapFree: 0 kB\n", -1,
                       NULL);
  getrlimit (RLIMIT_AS, &limit);
  little = limit;
  little.rlim_cur = 32 * 1024 * 1024; /* less than there is already */
  for (guint way = 0; way < N_NO_MEMORY_WAYS; way++)
    {
      g_autoptr (GError) unlocking = NULL;
      g_autoptr (GError) adding = NULL;
      g_autoptr (GError) finding = NULL;
      g_autoptr (RemSecret) opened = NULL;
      gboolean added;
      gboolean found;

      fault.meminfo = way == 0 ? meminfo : NULL;
      if (way == 1)
        setrlimit (RLIMIT_AS, &little);
      opened = rem_key_region_unlock (region, REM_SLOT_PASSPHRASE, secret, &unlocking);
      added = rem_key_region_add_slot (region, REM_SLOT_PASSPHRASE, secret, cost, self->data_key,
                                       &adding);
      found = rem_key_region_find_slot (region, REM_SLOT_PASSPHRASE, secret, &index, &finding);
      setrlimit (RLIMIT_AS, &limit);
      g_assert_null (opened);
      g_assert_error (unlocking, REM_BOX_ERROR, REM_BOX_ERROR_NO_MEMORY);
      g_assert_false (added);
      g_assert_error (adding, REM_BOX_ERROR, REM_BOX_ERROR_NO_MEMORY);
      g_assert_false (found);
      g_assert_error (finding, REM_BOX_ERROR, REM_BOX_ERROR_NO_MEMORY);
      g_assert_cmpuint (rem_key_region_get_n_slots (region), ==, n_slots);
    }
}

static void
test_no_such_way (Fixture *self, gconstpointer data)
{
  g_autoptr (RemKeyRegion) region = make_region (self, "the sea in winter");
  g_autoptr (RemSecret) code = rem_secret_new_random (20);
  g_autoptr (GError) error = NULL;
  guint index = 0;

  g_assert_false (rem_key_region_find_slot (region, REM_SLOT_RECOVERY_CODE, code, &index, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/disk-faults/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("writing", test_writing);
  ADD ("full", test_full);
  ADD ("last-pieces", test_last_pieces);
  ADD ("reading", test_reading);
  ADD ("moving", test_moving);
  ADD ("forged", test_forged);
  ADD ("no-listing", test_no_listing);
  ADD ("saving-keys", test_saving_keys);
  ADD ("loading-keys", test_loading_keys);
  ADD ("no-memory", test_no_memory);
  ADD ("no-such-way", test_no_such_way);
  return g_test_run ();
}
