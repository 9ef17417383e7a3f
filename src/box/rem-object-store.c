/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: sealed objects, BOX/objects/xx/NAME
 *
 * NAME is 32 lower-case hex digits, BLAKE2b-128 of the plaintext keyed with sub-key 4: the same
 * photo is kept once, and the name tells nothing. xx are its first two digits. BOX/objects/trash
 * has removed ones; new-* are files that were being written.
 *
 * A file, little endian:
 *
 *     0  4  magic "RMBO"     5  3  zero      24  chunks of 65536 + tag 16; the last may be shorter
 *     4  1  version, 1       8 16  salt
 *
 * key     BLAKE2b-256 (salt, box uuid), keyed with sub-key 3
 * chunk   XChaCha20-Poly1305 (key), nonce: 16 zero, le32 index, 3 zero, 1 if it is the last, else
 * 0. Associated data: for chunk 0 the 16 bytes of the name, so that files cannot change names; for
 * the others none. A random salt each time an object is written makes the nonces unique. stream
 * what the chunks hold, one after the other: le64 length, plaintext, zeros up to the PADMÉ size of
 * the two
 *
 * So a reader knows from chunk 0 how long the file must be: a shorter or longer one is noticed on
 * opening, a moved, missing or changed chunk when it is read; a changed chunk costs 64 KiB. Files
 * do not change once they have their name. All have the same time, but in the trash.
 *
 * Order: unfinished file, sync, rename, sync of the folder, and then the row is committed.
 * Removing: the row first, then the object goes to the trash.
 */

#include "config.h"

#include "rem-object-private.h"

#include "rem-box-error.h"
#include "rem-durable-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static gboolean
is_name (const char *object_name)
{
  return object_name != NULL && strlen (object_name) == REM_OBJECT_NAME_LENGTH &&
         strspn (object_name, "0123456789abcdef") == REM_OBJECT_NAME_LENGTH;
}

static gboolean
fail_missing (GError **error)
{
  g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_MISSING, "No such object");
  return FALSE;
}

static gboolean
fail_damaged (GError **error, const char *why)
{
  g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED, why);
  return FALSE;
}

/* Moves a file between two folders so that it lasts. */
static gboolean
move (const char *from, const char *to, GError **error)
{
  g_autofree char *from_folder = g_path_get_dirname (from);
  g_autofree char *to_folder = g_path_get_dirname (to);

  if (!g_file_test (from, G_FILE_TEST_IS_REGULAR))
    return fail_missing (error);
  if (!rem_durable_file_make_folder (to_folder, error))
    return FALSE;
  if (g_rename (from, to) != 0)
    {
      rem_durable_file_set_error (error, errno, "Moving an object");
      return FALSE;
    }
  return rem_durable_file_sync_folder (to_folder, error) &&
         rem_durable_file_sync_folder (from_folder, error);
}

static gboolean
measure_folder (const char *folder, guint64 *n_out, guint64 *size_bytes_out, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &local);
  const char *name;

  if (dir == NULL)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO, "Listing objects: %s", local->message);
      return FALSE;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat status;

      if (!is_name (name) || lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
        continue;
      *n_out += 1;
      *size_bytes_out += status.st_size;
    }
  return TRUE;
}

/**
 * rem_object_store_build_path:
 * @self: a store
 * @object_name: (nullable): a name, from outside
 *
 * Returns: (transfer full) (nullable): where an object of that name lies, or %NULL if it is no name
 */
char *
rem_object_store_build_path (RemObjectStore *self, const char *object_name)
{
  char folder[3] = { 0 };

  if (!is_name (object_name))
    return NULL;
  memcpy (folder, object_name, 2);
  return g_build_filename (self->folder, folder, object_name, NULL);
}

/**
 * rem_object_store_build_trash_path:
 * @self: a store
 * @object_name: an object's name, which was checked
 *
 * Returns: (transfer full): where it lies when it is in the trash
 */
char *
rem_object_store_build_trash_path (RemObjectStore *self, const char *object_name)
{
  return g_build_filename (self->folder, "trash", object_name, NULL);
}

/**
 * rem_object_store_new:
 * @box_path: a box's folder; BOX/objects is made with the first object
 * @uuid: (array fixed-size=16): the box's uuid
 * @object_key: sub-key %REM_SUB_KEY_OBJECTS
 * @name_key: sub-key %REM_SUB_KEY_OBJECT_NAMES
 *
 * Touches no disk. The store does not change; any thread.
 *
 * Returns: (transfer full): a store
 */
RemObjectStore *
rem_object_store_new (const char *box_path,
                      const guint8 *uuid,
                      RemSecret *object_key,
                      RemSecret *name_key)
{
  RemObjectStore *self;

  g_return_val_if_fail (box_path != NULL && uuid != NULL, NULL);
  g_return_val_if_fail (rem_secret_get_size (object_key) == REM_KEY_REGION_KEY_SIZE, NULL);
  g_return_val_if_fail (rem_secret_get_size (name_key) == REM_KEY_REGION_KEY_SIZE, NULL);

  self = g_new0 (RemObjectStore, 1);
  g_atomic_ref_count_init (&self->refs);
  self->folder = g_build_filename (box_path, "objects", NULL);
  memcpy (self->uuid, uuid, sizeof self->uuid);
  self->object_key = rem_secret_ref (object_key);
  self->name_key = rem_secret_ref (name_key);
  return self;
}

/**
 * rem_object_store_ref:
 * @self: a store
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
RemObjectStore *
rem_object_store_ref (RemObjectStore *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * rem_object_store_unref:
 * @self: (transfer full): a store; the last reference has no writers
 *
 * The last unref wipes the keys. Readers may go on. Any thread.
 */
void
rem_object_store_unref (RemObjectStore *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  rem_secret_unref (self->object_key);
  rem_secret_unref (self->name_key);
  g_free (self->folder);
  g_free (self);
}

/**
 * rem_object_store_verify_file:
 * @self: a store
 * @path: where the object lies, also under another name
 * @object_name: the name that it is to have
 * @sum: (nullable): %REM_OBJECT_SUM_SIZE bytes, the BLAKE2b-256 that the plaintext must have
 * @cancellable: (nullable): ends the reading
 * @error: return location for an error, or %NULL
 *
 * As rem_object_store_verify(), of an object that has not got its place yet. Any thread.
 *
 * Returns: %TRUE if it is what was kept; fails as rem_object_store_verify() does
 */
gboolean
rem_object_store_verify_file (RemObjectStore *self,
                              const char *path,
                              const char *object_name,
                              const guint8 *sum,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (RemObjectReader) reader = rem_object_store_open_file (self, path, object_name, error);
  crypto_generichash_state sum_state;
  crypto_generichash_state name_state;
  guint8 real_sum[REM_OBJECT_SUM_SIZE];
  guint8 name[REM_OBJECT_NAME_BYTES];
  char real_name[REM_OBJECT_NAME_LENGTH + 1];
  guint64 left;

  if (reader == NULL)
    return FALSE;
  crypto_generichash_init (&sum_state, NULL, 0, sizeof real_sum);
  crypto_generichash_init (&name_state, rem_secret_get_bytes (self->name_key),
                           rem_secret_get_size (self->name_key), sizeof name);
  left = rem_object_reader_get_size_bytes (reader);
  for (guint64 i = 0; i < rem_object_reader_get_n_chunks (reader); i++)
    {
      gsize from = i == 0 ? REM_OBJECT_LENGTH_BYTES : 0;
      gsize size = 0;
      gsize n;
      const guint8 *chunk;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      chunk = rem_object_reader_load (reader, i, &size, error);
      if (chunk == NULL)
        return FALSE;
      n = MIN (left, size - from);
      crypto_generichash_update (&sum_state, chunk + from, n);
      crypto_generichash_update (&name_state, chunk + from, n);
      left -= n;
      if (!sodium_is_zero (chunk + from + n, size - from - n))
        return fail_damaged (error, "The padding of an object is not zero");
    }
  crypto_generichash_final (&sum_state, real_sum, sizeof real_sum);
  crypto_generichash_final (&name_state, name, sizeof name);
  sodium_bin2hex (real_name, sizeof real_name, name, sizeof name);
  if (strcmp (real_name, object_name) != 0)
    return fail_damaged (error, "The object is not the one of its name");
  if (sum != NULL && memcmp (real_sum, sum, sizeof real_sum) != 0)
    return fail_damaged (error, "The object is not the one of its row");
  return TRUE;
}

/**
 * rem_object_store_verify:
 * @self: a store
 * @object_name: an object's name
 * @sum: (nullable): %REM_OBJECT_SUM_SIZE bytes, the BLAKE2b-256 that the plaintext must have
 * @cancellable: (nullable): ends the reading
 * @error: return location for an error, or %NULL
 *
 * Reads a whole object with its padding, and compares it with its name and its sum. Any thread.
 *
 * Returns: %TRUE if it is what was kept; fails with %REM_BOX_ERROR_OBJECT_MISSING,
 *   %REM_BOX_ERROR_OBJECT_DAMAGED, %G_IO_ERROR_CANCELLED, or an error of the disk
 */
gboolean
rem_object_store_verify (RemObjectStore *self,
                         const char *object_name,
                         const guint8 *sum,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *path = rem_object_store_build_path (self, object_name);

  return path != NULL
             ? rem_object_store_verify_file (self, path, object_name, sum, cancellable, error)
             : fail_missing (error);
}

/**
 * rem_object_store_trash:
 * @self: a store
 * @object_name: an object's name; no row points to it any more
 * @error: return location for an error, or %NULL
 *
 * Moves an object to the trash. Any thread.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_OBJECT_MISSING or an error of the disk
 */
gboolean
rem_object_store_trash (RemObjectStore *self, const char *object_name, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *trash_path = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  path = rem_object_store_build_path (self, object_name);
  if (path == NULL)
    return fail_missing (error);
  trash_path = rem_object_store_build_trash_path (self, object_name);
  if (!move (path, trash_path, error))
    return FALSE;
  /* From now on it counts since when it lies there (rem-box-sweep.c). */
  (void) !utimensat (AT_FDCWD, trash_path, NULL, AT_SYMLINK_NOFOLLOW);
  return TRUE;
}

/**
 * rem_object_store_untrash:
 * @self: a store
 * @object_name: the name of an object in the trash
 * @error: return location for an error, or %NULL
 *
 * Takes an object out of the trash, before a row points to it again. If the store has it already,
 * and whole, that one stays. Any thread.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_OBJECT_MISSING if neither has it, or an
 * error of the disk
 */
gboolean
rem_object_store_untrash (RemObjectStore *self, const char *object_name, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *trash_path = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  path = rem_object_store_build_path (self, object_name);
  if (path == NULL)
    return fail_missing (error);
  trash_path = rem_object_store_build_trash_path (self, object_name);
  if (!rem_object_store_verify (self, object_name, NULL, NULL, NULL))
    return move (trash_path, path, error);
  g_unlink (trash_path);
  return TRUE;
}

/**
 * rem_object_store_condemn:
 * @self: a store
 * @object_name: an object's name, of what somebody wants gone; no row points to it any more
 *
 * Moves an object to the trash, as one that has lain there for longer than any term: it goes with
 * the next sweep for which nothing needs it (rem-box-sweep.c). Where that fails it is an orphan,
 * which the sweep finds later. Any thread.
 */
void
rem_object_store_condemn (RemObjectStore *self, const char *object_name)
{
  const struct timespec long_ago[2] = { { .tv_sec = 0 }, { .tv_sec = 0 } };
  g_autofree char *trash_path = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);

  if (!rem_object_store_trash (self, object_name, &error) &&
      !g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_MISSING))
    {
      g_debug ("An object stays for the sweep: %s", error->message);
      return;
    }
  /* One that lay there already is condemned, too. */
  trash_path = rem_object_store_build_trash_path (self, object_name);
  (void) !utimensat (AT_FDCWD, trash_path, long_ago, AT_SYMLINK_NOFOLLOW);
}

/**
 * rem_object_store_measure:
 * @self: a store
 * @n_objects_out: (out): how many objects there are, without the trash
 * @size_bytes_out: (out): what they take, sealed and padded
 * @error: return location for an error, or %NULL
 *
 * Lists the folders; opens nothing. Any thread.
 *
 * Returns: %TRUE on success; fails with an error of the disk
 */
gboolean
rem_object_store_measure (RemObjectStore *self,
                          guint64 *n_objects_out,
                          guint64 *size_bytes_out,
                          GError **error)
{
  guint64 n_objects = 0;
  guint64 size_bytes = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < 256; i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s/%02x", self->folder, i);

      if (g_file_test (folder, G_FILE_TEST_IS_DIR) &&
          !measure_folder (folder, &n_objects, &size_bytes, error))
        return FALSE;
    }
  *n_objects_out = n_objects;
  *size_bytes_out = size_bytes;
  return TRUE;
}

/**
 * rem_object_store_remove_leftovers:
 * @self: a store, while the box's lock is held and before the first writer
 *
 * Removes files that were being written when the program ended. They are sealed; one that cannot be
 * removed does no harm.
 */
void
rem_object_store_remove_leftovers (RemObjectStore *self)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_if_fail (self != NULL);

  dir = g_dir_open (self->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      if (g_str_has_prefix (name, REM_OBJECT_NEW_PREFIX) &&
          g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_unlink (path);
    }
}
