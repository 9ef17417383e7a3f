/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sealed object. With an odd first byte the rest is a file as it is; else it is the plaintext of
 * its chunks, which are sealed as they are, so that what the reader finds inside is from outside
 * too: a length that is not so, padding that is not zero, no last chunk (bit 1). */

#include "config.h"

#include "fuzz-target.h"
#include "rem-object-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define NAME "00112233445566778899aabbccddeeff"

static RemObjectStore *store;
static char *path;

static void
start (void)
{
  g_autoptr (RemSecret) key = rem_secret_new (32);
  g_autofree char *shelf = NULL;

  memset (rem_secret_get_writable_bytes (key), 7, 32);
  store = rem_object_store_new (fuzz_target_get_folder (), (const guint8 *) "0123456789abcdef", key,
                                key);
  path = rem_object_store_build_path (store, NAME);
  shelf = g_path_get_dirname (path);
  g_assert_cmpint (g_mkdir_with_parents (shelf, 0700), ==, 0);
}

static void
write_sealed (guint8 mode, const guint8 *data, gsize size)
{
  static const guint8 salt[REM_OBJECT_SALT_BYTES] = "a grain of salt";
  g_autoptr (RemSecret) key = rem_object_chunk_derive_key (store, salt);
  g_autoptr (GByteArray) file = g_byte_array_new ();
  guint8 name[REM_OBJECT_NAME_BYTES];
  guint64 n_chunks = MAX ((size + REM_OBJECT_CHUNK_BYTES - 1) / REM_OBJECT_CHUNK_BYTES, 1);

  sodium_hex2bin (name, sizeof name, NAME, strlen (NAME), NULL, NULL, NULL);
  g_byte_array_set_size (file, REM_OBJECT_HEADER_BYTES);
  rem_object_chunk_build_header (salt, file->data);
  for (guint64 i = 0; i < n_chunks; i++)
    {
      gsize n = MIN (size - i * REM_OBJECT_CHUNK_BYTES, REM_OBJECT_CHUNK_BYTES);
      guint at = file->len;

      g_byte_array_set_size (file, at + (guint) n + REM_OBJECT_TAG_BYTES);
      rem_object_chunk_seal (key, i, i + 1 == n_chunks && (mode & 2) == 0, name,
                             data + i * REM_OBJECT_CHUNK_BYTES, n, file->data + at);
    }
  fuzz_target_write_file (path, file->data, file->len);
}

static void
read_all (RemObjectReader *reader)
{
  guint64 size = rem_object_reader_get_size_bytes (reader);
  g_autofree guint8 *bytes = g_malloc (4096);
  guint64 offset = 0;
  gssize n;

  do
    {
      n = rem_object_reader_read (reader, offset, bytes, 4096, NULL);
      g_assert_cmpint (n, <=, 4096);
      offset += MAX (n, 0);
    }
  while (n > 0);
  g_assert_cmpuint (offset, <=, size);
  g_assert_cmpint (rem_object_reader_read (reader, size, bytes, 1, NULL), ==, 0);
  if (size > 3)
    rem_object_reader_read (reader, size - 3, bytes, 4096, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (RemObjectReader) reader = NULL;
  g_autoptr (GError) error = NULL;

  if (store == NULL)
    start ();
  if (size == 0)
    return 0;
  if ((data[0] & 1) != 0)
    fuzz_target_write_file (path, data + 1, size - 1);
  else
    write_sealed (data[0], data + 1, size - 1);
  reader = rem_object_store_open (store, NAME, &error);
  g_assert_true ((reader == NULL) == (error != NULL));
  if (reader != NULL)
    {
      fuzz_target_note_accepted ();
      read_all (reader);
    }
  return 0;
}
