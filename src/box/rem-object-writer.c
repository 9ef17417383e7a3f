/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Seals an object as it comes. Its length and its name are known only at the end, and both stand
 * in chunk 0 or bind it, so chunk 0 waits in memory and is sealed last; so does the chunk that is
 * being filled, for the last one is marked. The file gets its name when it is whole and synced. */

#include "config.h"

#include "rem-object-private.h"

#include "rem-box-ballast.h"
#include "rem-box-error.h"
#include "rem-durable-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* All objects seem to be of 2000-01-01. */
#define CONSTANT_TIME_UNIX_S 946684800

struct _RemObjectWriter
{
  RemObjectStore *store;
  char *path; /* of the unfinished file, or NULL once it has its name */
  RemFd fd;
  guint8 salt[REM_OBJECT_SALT_BYTES];
  RemSecret *key;
  guint64 index; /* the chunk being filled */
  gsize filled;
  guint64 length; /* of the plaintext so far */
  gboolean has_failed;
  crypto_generichash_state sum;
  crypto_generichash_state name;
  guint8 *first;   /* chunk 0 */
  guint8 *current; /* chunk `index`, if it is not chunk 0 */
  guint8 *sealed;
};

static gboolean
store_chunk (RemObjectWriter *self,
             guint64 index,
             gboolean is_last,
             const guint8 *name,
             const guint8 *plain,
             gsize size,
             GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *box_path = NULL;
  gint64 offset = REM_OBJECT_HEADER_BYTES + (gint64) index * REM_OBJECT_SEALED_BYTES;

  rem_object_chunk_seal (self->key, index, is_last, name, plain, size, self->sealed);
  if (rem_durable_file_write_at (self->fd, self->sealed, size + REM_OBJECT_TAG_BYTES, offset,
                                 &local))
    return TRUE;
  /* On a full disk the ballast is given up, as for what is written. */
  box_path = g_path_get_dirname (self->store->folder);
  if (g_error_matches (local, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL) &&
      rem_box_ballast_give_up (box_path))
    return rem_durable_file_write_at (self->fd, self->sealed, size + REM_OBJECT_TAG_BYTES, offset,
                                      error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Appends to the stream of chunks; @bytes %NULL for zeros. */
static gboolean
append (RemObjectWriter *self, const guint8 *bytes, guint64 size, GError **error)
{
  while (size > 0)
    {
      guint8 *chunk;
      gsize n;

      if (self->filled == REM_OBJECT_CHUNK_BYTES)
        {
          if (self->index + 1 == REM_OBJECT_MAX_CHUNKS)
            {
              g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL,
                                   "Too large for an object");
              return FALSE;
            }
          if (self->index > 0 && !store_chunk (self, self->index, FALSE, NULL, self->current,
                                               REM_OBJECT_CHUNK_BYTES, error))
            return FALSE;
          self->index++;
          self->filled = 0;
        }
      chunk = self->index == 0 ? self->first : self->current;
      n = MIN (size, REM_OBJECT_CHUNK_BYTES - self->filled);
      if (bytes != NULL)
        {
          memcpy (chunk + self->filled, bytes, n);
          bytes += n;
        }
      else
        memset (chunk + self->filled, 0, n);
      self->filled += n;
      size -= n;
    }
  return TRUE;
}

/* Pads, and seals what waits. */
static gboolean
seal_rest (RemObjectWriter *self, const guint8 *name, GError **error)
{
  guint64 size = REM_OBJECT_LENGTH_BYTES + self->length;
  guint64 length = GUINT64_TO_LE (self->length);
  guint8 header[REM_OBJECT_HEADER_BYTES];

  if (!append (self, NULL, rem_object_chunk_pad (size) - size, error))
    return FALSE;
  memcpy (self->first, &length, sizeof length);
  if (self->index > 0 &&
      (!store_chunk (self, self->index, TRUE, NULL, self->current, self->filled, error) ||
       !store_chunk (self, 0, FALSE, name, self->first, REM_OBJECT_CHUNK_BYTES, error)))
    return FALSE;
  if (self->index == 0 && !store_chunk (self, 0, TRUE, name, self->first, self->filled, error))
    return FALSE;
  rem_object_chunk_build_header (self->salt, header);
  return rem_durable_file_write_at (self->fd, header, sizeof header, 0, error);
}

/* Gives the synced file its name, unless the same object is there already and whole. */
static gboolean
settle (RemObjectWriter *self, const char *object_name, const guint8 *sum, GError **error)
{
  g_autofree char *path = rem_object_store_build_path (self->store, object_name);
  g_autofree char *folder = g_path_get_dirname (path);

  if (!rem_durable_file_make_folder (folder, error))
    return FALSE;
  if (rem_object_store_verify (self->store, object_name, sum, NULL, NULL))
    g_unlink (self->path);
  else if (g_rename (self->path, path) != 0)
    {
      rem_durable_file_set_error (error, errno, "Naming an object");
      return FALSE;
    }
  g_clear_pointer (&self->path, g_free);
  return rem_durable_file_sync_folder (folder, error);
}

/**
 * rem_object_store_begin:
 * @self: a store; it must outlive the writer
 * @error: return location for an error, or %NULL
 *
 * Begins a new object in a file without a final name. Any thread.
 *
 * Returns: (transfer full): a writer; fails with an error of the disk
 */
RemObjectWriter *
rem_object_store_begin (RemObjectStore *self, GError **error)
{
  g_autoptr (RemObjectWriter) writer = NULL;
  guint8 random[16];
  char hex[2 * sizeof random + 1];

  g_return_val_if_fail (self != NULL, NULL);

  if (!rem_durable_file_make_folder (self->folder, error))
    return NULL;
  /* libsodium wants its hash states aligned. */
  writer = g_aligned_alloc0 (1, sizeof (RemObjectWriter), G_ALIGNOF (RemObjectWriter));
  writer->store = self;
  randombytes_buf (random, sizeof random);
  sodium_bin2hex (hex, sizeof hex, random, sizeof random);
  writer->path = g_strconcat (self->folder, "/" REM_OBJECT_NEW_PREFIX, hex, NULL);
  writer->fd = rem_durable_file_open (writer->path, O_RDWR | O_CREAT | O_EXCL, error);
  if (writer->fd < 0)
    return NULL;

  randombytes_buf (writer->salt, sizeof writer->salt);
  writer->key = rem_object_chunk_derive_key (self, writer->salt);
  crypto_generichash_init (&writer->sum, NULL, 0, REM_OBJECT_SUM_SIZE);
  crypto_generichash_init (&writer->name, rem_secret_get_bytes (self->name_key),
                           rem_secret_get_size (self->name_key), REM_OBJECT_NAME_BYTES);
  writer->first = g_malloc0 (REM_OBJECT_CHUNK_BYTES);
  writer->current = g_malloc0 (REM_OBJECT_CHUNK_BYTES);
  writer->sealed = g_malloc (REM_OBJECT_SEALED_BYTES);
  writer->filled = REM_OBJECT_LENGTH_BYTES;
  return g_steal_pointer (&writer);
}

/**
 * rem_object_writer_write:
 * @self: a writer
 * @bytes: (array length=size): the next piece of plaintext
 * @size: how many bytes
 * @error: return location for an error, or %NULL
 *
 * Any thread, one at a time. After a failure the writer can only be freed.
 *
 * Returns: %TRUE on success; fails with an error of the disk
 */
gboolean
rem_object_writer_write (RemObjectWriter *self, const void *bytes, gsize size, GError **error)
{
  g_return_val_if_fail (self != NULL && self->path != NULL && !self->has_failed, FALSE);

  crypto_generichash_update (&self->sum, bytes, size);
  crypto_generichash_update (&self->name, bytes, size);
  self->length += size;
  self->has_failed = !append (self, bytes, size, error);
  return !self->has_failed;
}

/**
 * rem_object_writer_finish:
 * @self: a writer to which everything was written
 * @object_name_out: (out) (transfer full) (optional): the object's name
 * @sum_out: (optional): takes %REM_OBJECT_SUM_SIZE bytes: BLAKE2b-256 of the plaintext
 * @size_bytes_out: (out) (optional): the size of the plaintext
 * @error: return location for an error, or %NULL
 *
 * Seals the rest, syncs, and gives the file its name. When this returns, a row may point to the
 * object. If the box has the same object whole already, that one stays and the new one is removed;
 * a damaged one is replaced. The writer can then only be freed.
 *
 * Returns: %TRUE on success; fails with an error of the disk
 */
gboolean
rem_object_writer_finish (RemObjectWriter *self,
                          char **object_name_out,
                          guint8 *sum_out,
                          guint64 *size_bytes_out,
                          GError **error)
{
  const struct timespec times[2] = { { .tv_sec = CONSTANT_TIME_UNIX_S },
                                     { .tv_sec = CONSTANT_TIME_UNIX_S } };
  guint8 sum[REM_OBJECT_SUM_SIZE];
  guint8 name[REM_OBJECT_NAME_BYTES];
  char object_name[REM_OBJECT_NAME_LENGTH + 1];

  g_return_val_if_fail (self != NULL && self->path != NULL && !self->has_failed, FALSE);

  self->has_failed = TRUE;
  crypto_generichash_final (&self->sum, sum, sizeof sum);
  crypto_generichash_final (&self->name, name, sizeof name);
  sodium_bin2hex (object_name, sizeof object_name, name, sizeof name);
  if (!seal_rest (self, name, error))
    return FALSE;
  /* Where a file system cannot set times, they tell when; that is not worth losing the object. */
  (void) !futimens (self->fd, times);
  if (!rem_durable_file_sync (self->fd, error) || !settle (self, object_name, sum, error))
    return FALSE;

  if (object_name_out != NULL)
    *object_name_out = g_strdup (object_name);
  if (sum_out != NULL)
    memcpy (sum_out, sum, sizeof sum);
  if (size_bytes_out != NULL)
    *size_bytes_out = self->length;
  return TRUE;
}

/**
 * rem_object_writer_free:
 * @self: (transfer full): a writer
 *
 * Wipes what was written; an unfinished object is removed.
 */
void
rem_object_writer_free (RemObjectWriter *self)
{
  g_return_if_fail (self != NULL);

  if (self->path != NULL && self->fd >= 0)
    g_unlink (self->path);
  rem_fd_close (self->fd);
  g_clear_pointer (&self->key, rem_secret_unref);
  if (self->first != NULL)
    sodium_memzero (self->first, REM_OBJECT_CHUNK_BYTES);
  if (self->current != NULL)
    sodium_memzero (self->current, REM_OBJECT_CHUNK_BYTES);
  sodium_memzero (&self->sum, sizeof self->sum);
  sodium_memzero (&self->name, sizeof self->name);
  g_free (self->first);
  g_free (self->current);
  g_free (self->sealed);
  g_free (self->path);
  g_aligned_free (self);
}
