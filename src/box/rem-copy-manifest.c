/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: BOX/manifest of a copy, little endian
 *
 *     0  4  magic "RMBC"     5  3  zero     8  24  nonce     32  ciphertext + tag 16
 *     4  1  version, 1
 *
 * XChaCha20-Poly1305 with sub-key 5, associated data: bytes 0 to 7, box uuid. The text:
 *
 *     0  8  created, microseconds since 1970     40  8  number of objects
 *     8 32  BLAKE2b-256 of box.db                48 24  each: 16 bytes of the name, size of the
 * file
 *
 * An object that stands in it was read back whole from that medium when it was copied; one that
 * does not, because the copying was cut off, is read back by the next one. If box.db is not the one
 * of its sum, the copy was opened as a box and written to.
 */

#include "config.h"

#include "rem-copy-manifest.h"

#include "rem-box-error.h"
#include "rem-durable-file.h"

#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

enum
{
  HEADER_BYTES = 8,
  NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
  TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES,
  AT_TEXT = HEADER_BYTES + NONCE_BYTES,

  TEXT_AT_SUM = 8,
  TEXT_AT_COUNT = 40,
  TEXT_AT_OBJECTS = 48,
  NAME_BYTES = REM_OBJECT_NAME_LENGTH / 2,
  OBJECT_BYTES = NAME_BYTES + 8,

  MAX_BYTES = 256 * 1024 * 1024,
};

static const guint8 header[HEADER_BYTES] = { 'R', 'M', 'B', 'C', 1, 0, 0, 0 };

static guint64
get_le64 (const guint8 *bytes)
{
  guint64 value;

  memcpy (&value, bytes, 8);
  return GUINT64_FROM_LE (value);
}

static void
put_le64 (guint8 *bytes, guint64 value)
{
  value = GUINT64_TO_LE (value);
  memcpy (bytes, &value, 8);
}

static char *
build_path (const char *copy_path)
{
  return g_build_filename (copy_path, "manifest", NULL);
}

static void
build_associated_data (const guint8 *uuid, guint8 *out)
{
  memcpy (out, header, HEADER_BYTES);
  memcpy (out + HEADER_BYTES, uuid, REM_KEY_REGION_UUID_SIZE);
}

static gboolean
fail_damaged (GError **error)
{
  g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED, "manifest of a copy");
  return FALSE;
}

/**
 * rem_copy_manifest_new:
 *
 * Returns: (transfer full): a manifest without objects
 */
RemCopyManifest *
rem_copy_manifest_new (void)
{
  RemCopyManifest *self = g_new0 (RemCopyManifest, 1);

  self->objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * rem_copy_manifest_free:
 * @self: (transfer full): a manifest
 */
void
rem_copy_manifest_free (RemCopyManifest *self)
{
  g_hash_table_unref (self->objects);
  g_free (self);
}

/**
 * rem_copy_manifest_note:
 * @self: a manifest
 * @object_name: an object that was read back
 * @size_bytes: the size of its file
 */
void
rem_copy_manifest_note (RemCopyManifest *self, const char *object_name, guint64 size_bytes)
{
  g_hash_table_replace (self->objects, g_strdup (object_name),
                        g_memdup2 (&size_bytes, sizeof size_bytes));
}

/**
 * rem_copy_manifest_knows:
 * @self: a manifest
 * @object_name: an object
 * @size_bytes: the size of its file
 *
 * Returns: whether such a file was read back
 */
gboolean
rem_copy_manifest_knows (RemCopyManifest *self, const char *object_name, guint64 size_bytes)
{
  const guint64 *size = g_hash_table_lookup (self->objects, object_name);

  return size != NULL && *size == size_bytes;
}

/**
 * rem_copy_manifest_save:
 * @self: a manifest
 * @copy_path: the folder of the copy
 * @uuid: (array fixed-size=16): the box's uuid
 * @key: sub-key %REM_SUB_KEY_COPIES
 * @error: return location for an error
 *
 * Seals it and puts it in the place of the old one. Syncs the disk.
 *
 * Returns: %TRUE on success; fails with an error of the disk
 */
gboolean
rem_copy_manifest_save (RemCopyManifest *self,
                        const char *copy_path,
                        const guint8 *uuid,
                        RemSecret *key,
                        GError **error)
{
  gsize n_objects = g_hash_table_size (self->objects);
  gsize size = TEXT_AT_OBJECTS + n_objects * OBJECT_BYTES;
  g_autofree guint8 *text = g_malloc0 (size);
  g_autofree guint8 *sealed = g_malloc0 (AT_TEXT + size + TAG_BYTES);
  g_autofree char *path = build_path (copy_path);
  guint8 ad[HEADER_BYTES + REM_KEY_REGION_UUID_SIZE];
  guint8 *at = text + TEXT_AT_OBJECTS;
  GHashTableIter iter;
  gpointer name;
  gpointer object_size;

  put_le64 (text, (guint64) self->created_us);
  memcpy (text + TEXT_AT_SUM, self->sum, sizeof self->sum);
  put_le64 (text + TEXT_AT_COUNT, n_objects);
  g_hash_table_iter_init (&iter, self->objects);
  while (g_hash_table_iter_next (&iter, &name, &object_size))
    {
      sodium_hex2bin (at, NAME_BYTES, name, REM_OBJECT_NAME_LENGTH, NULL, NULL, NULL);
      put_le64 (at + NAME_BYTES, *(guint64 *) object_size);
      at += OBJECT_BYTES;
    }
  build_associated_data (uuid, ad);
  memcpy (sealed, header, HEADER_BYTES);
  randombytes_buf (sealed + HEADER_BYTES, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + AT_TEXT, NULL, text, size, ad, sizeof ad,
                                              NULL, sealed + HEADER_BYTES,
                                              rem_secret_get_bytes (key));
  return rem_durable_file_replace (path, sealed, AT_TEXT + size + TAG_BYTES, error);
}

static RemCopyManifest *
parse (const guint8 *text, gsize size)
{
  RemCopyManifest *self;
  guint64 n_objects = get_le64 (text + TEXT_AT_COUNT);

  if ((size - TEXT_AT_OBJECTS) % OBJECT_BYTES != 0 ||
      n_objects != (size - TEXT_AT_OBJECTS) / OBJECT_BYTES)
    return NULL;
  self = rem_copy_manifest_new ();
  self->created_us = (gint64) get_le64 (text);
  memcpy (self->sum, text + TEXT_AT_SUM, sizeof self->sum);
  for (guint64 i = 0; i < n_objects; i++)
    {
      const guint8 *at = text + TEXT_AT_OBJECTS + i * OBJECT_BYTES;
      char name[REM_OBJECT_NAME_LENGTH + 1];

      sodium_bin2hex (name, sizeof name, at, NAME_BYTES);
      rem_copy_manifest_note (self, name, get_le64 (at + NAME_BYTES));
    }
  return self;
}

/**
 * rem_copy_manifest_load:
 * @copy_path: the folder of a copy
 * @uuid: (array fixed-size=16): the box's uuid
 * @key: sub-key %REM_SUB_KEY_COPIES
 * @error: return location for an error
 *
 * Returns: (transfer full): the manifest; fails with %REM_BOX_ERROR_NOT_FOUND,
 *   %REM_BOX_ERROR_DAMAGED or an error of the disk
 */
RemCopyManifest *
rem_copy_manifest_load (const char *copy_path, const guint8 *uuid, RemSecret *key, GError **error)
{
  g_autofree char *path = build_path (copy_path);
  g_auto (RemFd) fd = rem_durable_file_open (path, O_RDONLY, error);
  g_autofree guint8 *sealed = NULL;
  g_autofree guint8 *text = NULL;
  guint8 ad[HEADER_BYTES + REM_KEY_REGION_UUID_SIZE];
  RemCopyManifest *self;
  struct stat status;
  gsize size;

  if (fd < 0)
    return NULL;
  if (fstat (fd, &status) != 0 || status.st_size < AT_TEXT + TEXT_AT_OBJECTS + TAG_BYTES ||
      status.st_size > MAX_BYTES)
    {
      fail_damaged (error);
      return NULL;
    }
  size = (gsize) status.st_size;
  sealed = g_malloc (size);
  text = g_malloc (size);
  if (rem_durable_file_read_at (fd, sealed, size, 0, error) < 0)
    return NULL;
  build_associated_data (uuid, ad);
  if (memcmp (sealed, header, HEADER_BYTES) != 0 ||
      crypto_aead_xchacha20poly1305_ietf_decrypt (text, NULL, NULL, sealed + AT_TEXT,
                                                  size - AT_TEXT, ad, sizeof ad,
                                                  sealed + HEADER_BYTES,
                                                  rem_secret_get_bytes (key)) != 0)
    {
      fail_damaged (error);
      return NULL;
    }
  self = parse (text, size - AT_TEXT - TAG_BYTES);
  if (self == NULL)
    fail_damaged (error);
  return self;
}
