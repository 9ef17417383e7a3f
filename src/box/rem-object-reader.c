/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads ranges of a sealed object. Players and decoders read a few bytes here and there, so the
 * chunks opened last are kept. Once open, a reader needs neither its store nor the file's name. */

#include "config.h"

#include "rem-object-private.h"

#include "rem-box-error.h"
#include "rem-durable-file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#define N_CACHED 4

typedef struct
{
  guint64 index;
  guint64 used; /* 0: empty */
  gsize size;
  guint8 *plain;
} Chunk;

struct _RemObjectReader
{
  RemFd fd;
  RemSecret *key;
  guint8 name[REM_OBJECT_NAME_BYTES];
  guint64 n_chunks;
  gsize last_size; /* sealed size of the last chunk */
  guint64 length;  /* of the plaintext */
  guint64 n_used;
  guint8 *sealed;
  Chunk chunks[N_CACHED];
};

static gboolean
fail_damaged (GError **error, const char *why)
{
  g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED, why);
  return FALSE;
}

static Chunk *
find_chunk (RemObjectReader *self, guint64 index)
{
  for (guint i = 0; i < N_CACHED; i++)
    if (self->chunks[i].used > 0 && self->chunks[i].index == index)
      return &self->chunks[i];
  return NULL;
}

static Chunk *
find_oldest (RemObjectReader *self)
{
  Chunk *oldest = &self->chunks[0];

  for (guint i = 1; i < N_CACHED; i++)
    if (self->chunks[i].used < oldest->used)
      oldest = &self->chunks[i];
  return oldest;
}

static gboolean
read_header (RemObjectReader *self, RemObjectStore *store, GError **error)
{
  guint8 header[REM_OBJECT_HEADER_BYTES];
  guint8 expected[REM_OBJECT_HEADER_BYTES];
  struct stat status;
  guint64 body;
  gssize n;

  if (fstat (self->fd, &status) != 0)
    return fail_damaged (error, "The object has no size");
  n = rem_durable_file_read_at (self->fd, header, sizeof header, 0, error);
  if (n < 0)
    return FALSE;
  if (n < (gssize) sizeof header)
    return fail_damaged (error, "The object is cut off");
  rem_object_chunk_build_header (header + 8, expected);
  if (memcmp (header, expected, sizeof header) != 0)
    return fail_damaged (error, "Not an object of version 1");

  body = (guint64) status.st_size - sizeof header;
  self->n_chunks = (body + REM_OBJECT_SEALED_BYTES - 1) / REM_OBJECT_SEALED_BYTES;
  if (self->n_chunks == 0 || self->n_chunks > REM_OBJECT_MAX_CHUNKS)
    return fail_damaged (error, "The object has an impossible size");
  self->last_size = body - (self->n_chunks - 1) * REM_OBJECT_SEALED_BYTES;
  if (self->last_size <= REM_OBJECT_TAG_BYTES)
    return fail_damaged (error, "The object is cut off");
  self->key = rem_object_chunk_derive_key (store, header + 8);
  return TRUE;
}

/* The first chunk says how long the object is; the file must be as long as that makes it. */
static gboolean
read_length (RemObjectReader *self, GError **error)
{
  guint64 padded =
      (self->n_chunks - 1) * REM_OBJECT_CHUNK_BYTES + self->last_size - REM_OBJECT_TAG_BYTES;
  guint64 length;
  gsize size;
  const guint8 *first = rem_object_reader_load (self, 0, &size, error);

  if (first == NULL)
    return FALSE;
  if (size < REM_OBJECT_LENGTH_BYTES)
    return fail_damaged (error, "The object has no length");
  memcpy (&length, first, sizeof length);
  self->length = GUINT64_FROM_LE (length);
  if (self->length > padded - REM_OBJECT_LENGTH_BYTES ||
      rem_object_chunk_pad (REM_OBJECT_LENGTH_BYTES + self->length) != padded)
    return fail_damaged (error, "The object is not as long as it says");
  return TRUE;
}

/**
 * rem_object_reader_get_n_chunks:
 * @self: a reader
 *
 * Returns: how many chunks the object has, with its padding
 */
guint64
rem_object_reader_get_n_chunks (RemObjectReader *self)
{
  return self->n_chunks;
}

/**
 * rem_object_reader_load:
 * @self: a reader
 * @index: which chunk
 * @size_out: (out): how many bytes it has
 * @error: return location for an error, or %NULL
 *
 * Opens a chunk, or finds it among those opened last. Chunk 0 begins with the object's length.
 *
 * Returns: (transfer none): the chunk, until the next call
 */
const guint8 *
rem_object_reader_load (RemObjectReader *self, guint64 index, gsize *size_out, GError **error)
{
  Chunk *chunk = find_chunk (self, index);
  gboolean is_last = index + 1 == self->n_chunks;
  gsize size = is_last ? self->last_size : REM_OBJECT_SEALED_BYTES;
  gssize n;

  if (chunk == NULL)
    {
      chunk = find_oldest (self);
      chunk->used = 0;
      if (chunk->plain == NULL)
        chunk->plain = g_malloc0 (REM_OBJECT_CHUNK_BYTES);
      n = rem_durable_file_read_at (self->fd, self->sealed, size,
                                    REM_OBJECT_HEADER_BYTES +
                                        (gint64) index * REM_OBJECT_SEALED_BYTES,
                                    error);
      if (n < 0)
        return NULL;
      if ((gsize) n < size || !rem_object_chunk_open (self->key, index, is_last, self->name,
                                                      self->sealed, size, chunk->plain))
        {
          g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED,
                       "Chunk %" G_GUINT64_FORMAT " of an object is not authentic", index);
          return NULL;
        }
      chunk->index = index;
      chunk->size = size - REM_OBJECT_TAG_BYTES;
    }
  chunk->used = ++self->n_used;
  *size_out = chunk->size;
  return chunk->plain;
}

/**
 * rem_object_store_open_file:
 * @self: a store
 * @path: where the object lies, also under another name
 * @object_name: the name that it is to have
 * @error: return location for an error, or %NULL
 *
 * Any thread.
 *
 * Returns: (transfer full): a reader; fails as rem_object_store_open() does
 */
RemObjectReader *
rem_object_store_open_file (RemObjectStore *self,
                            const char *path,
                            const char *object_name,
                            GError **error)
{
  g_autoptr (RemObjectReader) reader = NULL;
  g_autoptr (GError) local = NULL;
  g_auto (RemFd) fd = rem_durable_file_open (path, O_RDONLY, &local);

  if (g_error_matches (local, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND))
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_MISSING, "No such object");
      return NULL;
    }
  if (fd < 0)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  reader = g_new0 (RemObjectReader, 1);
  reader->fd = fd;
  fd = -1;
  reader->sealed = g_malloc (REM_OBJECT_SEALED_BYTES);
  sodium_hex2bin (reader->name, sizeof reader->name, object_name, REM_OBJECT_NAME_LENGTH, NULL,
                  NULL, NULL);
  if (!read_header (reader, self, error) || !read_length (reader, error))
    return NULL;
  return g_steal_pointer (&reader);
}

/**
 * rem_object_store_open:
 * @self: a store
 * @object_name: an object's name
 * @error: return location for an error, or %NULL
 *
 * Opens an object for reading and checks its first chunk and its size. Any thread.
 *
 * Returns: (transfer full): a reader; fails with %REM_BOX_ERROR_OBJECT_MISSING (also for what is
 * not a name), %REM_BOX_ERROR_OBJECT_DAMAGED, or an error of the disk
 */
RemObjectReader *
rem_object_store_open (RemObjectStore *self, const char *object_name, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  path = rem_object_store_build_path (self, object_name);
  if (path != NULL)
    return rem_object_store_open_file (self, path, object_name, error);
  g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_MISSING, "No such object");
  return NULL;
}

/**
 * rem_object_reader_get_size_bytes:
 * @self: a reader
 *
 * Returns: the size of the plaintext
 */
guint64
rem_object_reader_get_size_bytes (RemObjectReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * rem_object_reader_read:
 * @self: a reader
 * @offset: from where, in the plaintext
 * @bytes_out: (out caller-allocates) (array length=size): takes the bytes
 * @size: how many are wanted
 * @error: return location for an error, or %NULL
 *
 * Reads any range. Only authentic bytes are given; on failure what @bytes_out holds has no meaning.
 * Any thread, one at a time.
 *
 * Returns: how many were read: @size, or fewer only at the end, 0 behind it; -1 on failure, with
 *   %REM_BOX_ERROR_OBJECT_DAMAGED or an error of the disk
 */
gssize
rem_object_reader_read (
    RemObjectReader *self, guint64 offset, void *bytes_out, gsize size, GError **error)
{
  guint8 *out = bytes_out;
  gsize done = 0;

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (size <= G_MAXSSIZE, -1);

  if (offset >= self->length)
    return 0;
  size = MIN (size, self->length - offset);
  offset += REM_OBJECT_LENGTH_BYTES;
  while (done < size)
    {
      gsize from = offset % REM_OBJECT_CHUNK_BYTES;
      gsize chunk_size;
      const guint8 *chunk =
          rem_object_reader_load (self, offset / REM_OBJECT_CHUNK_BYTES, &chunk_size, error);
      gsize n;

      if (chunk == NULL)
        return -1;
      n = MIN (size - done, chunk_size - from);
      memcpy (out + done, chunk + from, n);
      done += n;
      offset += n;
    }
  return done;
}

/**
 * rem_object_reader_free:
 * @self: (transfer full): a reader
 *
 * Wipes what was read.
 */
void
rem_object_reader_free (RemObjectReader *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < N_CACHED; i++)
    if (self->chunks[i].plain != NULL)
      {
        sodium_memzero (self->chunks[i].plain, REM_OBJECT_CHUNK_BYTES);
        g_free (self->chunks[i].plain);
      }
  rem_fd_close (self->fd);
  g_clear_pointer (&self->key, rem_secret_unref);
  g_free (self->sealed);
  g_free (self);
}
