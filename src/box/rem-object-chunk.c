/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pieces that a sealed object is made of. Format: the notes in rem-object-store.c. */

#include "config.h"

#include "rem-object-private.h"

#include <string.h>

G_STATIC_ASSERT (REM_OBJECT_TAG_BYTES == crypto_aead_xchacha20poly1305_ietf_ABYTES);

static void
build_nonce (guint64 index, gboolean is_last, guint8 *nonce_out)
{
  memset (nonce_out, 0, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  for (int i = 0; i < 4; i++)
    nonce_out[16 + i] = (guint8) (index >> (8 * i));
  nonce_out[23] = is_last ? 1 : 0;
}

/**
 * rem_object_chunk_derive_key:
 * @store: the store, for the box's key and uuid
 * @salt: 16 bytes, random for each object
 *
 * Returns: (transfer full): the object's own key
 */
RemSecret *
rem_object_chunk_derive_key (RemObjectStore *store, const guint8 *salt)
{
  RemSecret *key = rem_secret_new (crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  guint8 message[REM_OBJECT_SALT_BYTES + REM_KEY_REGION_UUID_SIZE];

  memcpy (message, salt, REM_OBJECT_SALT_BYTES);
  memcpy (message + REM_OBJECT_SALT_BYTES, store->uuid, REM_KEY_REGION_UUID_SIZE);
  crypto_generichash (rem_secret_get_writable_bytes (key), rem_secret_get_size (key), message,
                      sizeof message, rem_secret_get_bytes (store->object_key),
                      rem_secret_get_size (store->object_key));
  return key;
}

/**
 * rem_object_chunk_build_header:
 * @salt: 16 bytes
 * @header_out: takes 24 bytes
 *
 * Gives what stands in front of the chunks.
 */
void
rem_object_chunk_build_header (const guint8 *salt, guint8 *header_out)
{
  memcpy (header_out, "RMBO\1\0\0\0", 8);
  memcpy (header_out + 8, salt, REM_OBJECT_SALT_BYTES);
}

/**
 * rem_object_chunk_pad:
 * @size_bytes: a size, less than 2^60
 *
 * PADMÉ: only so many of the upper bits of a size stay as its logarithm needs bits, so that sizes
 * tell little and grow by 12 % at most.
 *
 * Returns: the padded size, @size_bytes or more
 */
guint64
rem_object_chunk_pad (guint64 size_bytes)
{
  guint exponent = 0;
  guint digits = 0;
  guint64 mask;

  if (size_bytes < 2)
    return size_bytes;
  for (guint64 rest = size_bytes; rest > 1; rest >>= 1)
    exponent++;
  for (guint rest = exponent; rest > 0; rest >>= 1)
    digits++;
  mask = (G_GUINT64_CONSTANT (1) << (exponent - digits)) - 1;
  return (size_bytes + mask) & ~mask;
}

/**
 * rem_object_chunk_seal:
 * @key: the object's key
 * @index: which chunk
 * @is_last: whether it ends the object
 * @name: 16 bytes, the object's name; only chunk 0 is bound to it
 * @plain: (array length=size): what to seal
 * @size: 1 to 65536
 * @sealed_out: takes @size + 16 bytes
 *
 * A chunk of one key and index is sealed only once.
 */
void
rem_object_chunk_seal (RemSecret *key,
                       guint64 index,
                       gboolean is_last,
                       const guint8 *name,
                       const guint8 *plain,
                       gsize size,
                       guint8 *sealed_out)
{
  guint8 nonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES];

  build_nonce (index, is_last, nonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed_out, NULL, plain, size,
                                              index == 0 ? name : NULL,
                                              index == 0 ? REM_OBJECT_NAME_BYTES : 0, NULL, nonce,
                                              rem_secret_get_bytes (key));
}

/**
 * rem_object_chunk_open:
 * @key: the object's key
 * @index: which chunk
 * @is_last: whether it ends the object
 * @name: 16 bytes, the object's name
 * @sealed: (array length=size): what stands in the file
 * @size: 16 or more
 * @plain_out: takes @size - 16 bytes
 *
 * Returns: whether it is authentic, and in its place
 */
gboolean
rem_object_chunk_open (RemSecret *key,
                       guint64 index,
                       gboolean is_last,
                       const guint8 *name,
                       const guint8 *sealed,
                       gsize size,
                       guint8 *plain_out)
{
  guint8 nonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES];

  build_nonce (index, is_last, nonce);
  return crypto_aead_xchacha20poly1305_ietf_decrypt (plain_out, NULL, NULL, sealed, size,
                                                     index == 0 ? name : NULL,
                                                     index == 0 ? REM_OBJECT_NAME_BYTES : 0, nonce,
                                                     rem_secret_get_bytes (key)) == 0;
}
