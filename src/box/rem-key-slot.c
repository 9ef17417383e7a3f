/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: a way into a box, 192 bytes, little endian
 *
 *     0  1  type, RemSlotType           12 16  salt            116 32  commitment
 *     1  1  KDF: 1 argon2id13, 2 none   28 16  zero            148 44  zero
 *     2  2  zero                        44 24  nonce
 *     4  4  passes, 8  4  memory KiB    68 48  sealed data key: 32 + tag 16
 *
 * key-encryption key (KEK), 32 bytes:
 *   argon2id13 (a passphrase)  crypto_pwhash (secret, salt, passes, memory); one lane
 *   none (all other types)     BLAKE2b-256 (secret), keyed with the salt; the secret of an open box
 *                              has no bytes. A recovery code has 160 random bits and a keyring's
 *                              key 256: nothing to stretch, and they open a box on a computer with
 *                              too little memory for its passphrase. Passes and memory are 0.
 * sealed      XChaCha20-Poly1305 (KEK, nonce), associated data: box uuid, le32 format version,
 * bytes 0 to 67 of the slot commitment  BLAKE2b-256 ("commit", box uuid), keyed with the KEK: the
 * cipher alone would open under more than one key
 */

#include "config.h"

#include "rem-key-slot.h"

#include "rem-box-error.h"
#include "rem-key-region-private.h"
#include "rem-secret-private.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

enum
{
  AT_TYPE = 0,
  AT_KDF = 1,
  AT_ZERO_1 = 2,
  AT_OPS = 4,
  AT_MEM = 8,
  AT_SALT = 12,
  AT_ZERO_2 = 28,
  AT_NONCE = 44,
  AT_SEALED = 68,
  AT_COMMITMENT = 116,
  AT_ZERO_3 = 148,

  KEY_BYTES = 32,
  SALT_BYTES = 16,
  COMMITMENT_BYTES = 32,
};

enum
{
  KDF_ARGON2ID13 = 1,
  KDF_NONE = 2,
};

G_STATIC_ASSERT (SALT_BYTES == crypto_pwhash_argon2id_SALTBYTES);
G_STATIC_ASSERT (AT_NONCE + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES == AT_SEALED);
G_STATIC_ASSERT (AT_SEALED + KEY_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES ==
                 AT_COMMITMENT);

static guint32
get_le32 (const guint8 *bytes)
{
  return bytes[0] | (guint32) bytes[1] << 8 | (guint32) bytes[2] << 16 | (guint32) bytes[3] << 24;
}

static void
put_le32 (guint8 *bytes, guint32 value)
{
  for (int i = 0; i < 4; i++)
    bytes[i] = (guint8) (value >> (8 * i));
}

static RemSecret *
derive_kek (const guint8 *slot, RemSecret *secret, GError **error)
{
  g_autoptr (RemSecret) kek = rem_secret_new (KEY_BYTES);
  const guint8 *bytes = secret != NULL ? rem_secret_get_bytes (secret) : NULL;
  gsize size = secret != NULL ? rem_secret_get_size (secret) : 0;
  g_autofree char *meminfo = NULL;

  if (slot[AT_KDF] == KDF_NONE)
    {
      crypto_generichash (rem_secret_get_writable_bytes (kek), KEY_BYTES, bytes, size,
                          slot + AT_SALT, SALT_BYTES);
      return g_steal_pointer (&kek);
    }
  meminfo = rem_kdf_cost_read_meminfo ();
  if (!rem_kdf_cost_is_there (get_le32 (slot + AT_MEM), meminfo))
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NO_MEMORY,
                   "The key derivation wants %u MiB, which are not there",
                   get_le32 (slot + AT_MEM) / 1024);
      return NULL;
    }
  if (crypto_pwhash_argon2id (rem_secret_get_writable_bytes (kek), KEY_BYTES,
                              bytes != NULL ? (const char *) bytes : "", size, slot + AT_SALT,
                              get_le32 (slot + AT_OPS), (gsize) get_le32 (slot + AT_MEM) * 1024,
                              crypto_pwhash_argon2id_ALG_ARGON2ID13) == 0)
    return g_steal_pointer (&kek);
  g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NO_MEMORY, "The key derivation wants %u MiB: %s",
               get_le32 (slot + AT_MEM) / 1024, g_strerror (errno));
  return NULL;
}

static void
commit (RemSecret *kek, const guint8 *uuid, guint8 *commitment_out)
{
  guint8 message[6 + REM_KEY_REGION_UUID_SIZE] = "commit";

  memcpy (message + 6, uuid, REM_KEY_REGION_UUID_SIZE);
  crypto_generichash (commitment_out, COMMITMENT_BYTES, message, sizeof message,
                      rem_secret_get_bytes (kek), KEY_BYTES);
}

static gsize
build_associated_data (const guint8 *slot, const guint8 *uuid, guint8 *out)
{
  memcpy (out, uuid, REM_KEY_REGION_UUID_SIZE);
  put_le32 (out + REM_KEY_REGION_UUID_SIZE, 1);
  memcpy (out + REM_KEY_REGION_UUID_SIZE + 4, slot, AT_SEALED);
  return REM_KEY_REGION_UUID_SIZE + 4 + AT_SEALED;
}

/**
 * rem_key_slot_check:
 * @slot: 192 bytes from outside
 * @error: return location for an error, or %NULL
 *
 * Checks everything about a used slot that can be checked without a secret. Pure.
 *
 * Returns: %TRUE if it may be tried; fails with %REM_BOX_ERROR_NEWER for a type that this version
 *   does not have, %REM_BOX_ERROR_HOSTILE for costs beyond the limits, %REM_BOX_ERROR_DAMAGED
 */
gboolean
rem_key_slot_check (const guint8 *slot, GError **error)
{
  guint32 ops = get_le32 (slot + AT_OPS);
  guint32 mem = get_le32 (slot + AT_MEM);
  int kdf = slot[AT_TYPE] == REM_SLOT_PASSPHRASE ? KDF_ARGON2ID13 : KDF_NONE;

  if (slot[AT_TYPE] > REM_SLOT_OPEN)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NEWER, "Slot of type %u", slot[AT_TYPE]);
      return FALSE;
    }
  if (slot[AT_TYPE] == REM_SLOT_EMPTY || slot[AT_KDF] != kdf ||
      !sodium_is_zero (slot + AT_ZERO_1, AT_OPS - AT_ZERO_1) ||
      !sodium_is_zero (slot + AT_ZERO_2, AT_NONCE - AT_ZERO_2) ||
      !sodium_is_zero (slot + AT_ZERO_3, REM_KEY_SLOT_SIZE - AT_ZERO_3) ||
      (kdf == KDF_NONE && (ops != 0 || mem != 0)))
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED, "Slot out of form");
      return FALSE;
    }
  if (kdf == KDF_ARGON2ID13 &&
      (ops < crypto_pwhash_argon2id_OPSLIMIT_MIN || ops > REM_KEY_SLOT_MAX_OPS ||
       mem < crypto_pwhash_argon2id_MEMLIMIT_MIN / 1024 || mem > REM_KEY_SLOT_MAX_MEM_KIB))
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_HOSTILE,
                   "Key derivation of %u passes, %u KiB refused", ops, mem);
      return FALSE;
    }
  return TRUE;
}

/**
 * rem_key_slot_get_type:
 * @slot: a checked slot
 *
 * Returns: what kind of way it is
 */
RemSlotType
rem_key_slot_get_type (const guint8 *slot)
{
  return (RemSlotType) slot[AT_TYPE];
}

/**
 * rem_key_slot_get_cost:
 * @slot: a checked slot
 *
 * Returns: what its key derivation costs; zeros if it has none
 */
RemKdfCost
rem_key_slot_get_cost (const guint8 *slot)
{
  return (RemKdfCost){ get_le32 (slot + AT_OPS), get_le32 (slot + AT_MEM) };
}

/**
 * rem_key_slot_seal:
 * @slot_out: takes 192 bytes
 * @type: what kind of way, not %REM_SLOT_EMPTY
 * @secret: (nullable): the passphrase, code or key; %NULL for %REM_SLOT_OPEN
 * @cost: for a passphrase, what to spend; else ignored
 * @uuid: the box's uuid
 * @data_key: the key to seal
 * @error: return location for an error, or %NULL
 *
 * Makes a slot. For a passphrase it takes up to a second.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NO_MEMORY, %REM_BOX_ERROR_HOSTILE
 */
gboolean
rem_key_slot_seal (guint8 *slot_out,
                   RemSlotType type,
                   RemSecret *secret,
                   RemKdfCost cost,
                   const guint8 *uuid,
                   RemSecret *data_key,
                   GError **error)
{
  guint8 slot[REM_KEY_SLOT_SIZE] = { 0 };
  guint8 ad[128];
  gsize ad_size;
  g_autoptr (RemSecret) kek = NULL;

  rem_secret_start_sodium ();
  slot[AT_TYPE] = (guint8) type;
  slot[AT_KDF] = type == REM_SLOT_PASSPHRASE ? KDF_ARGON2ID13 : KDF_NONE;
  if (type == REM_SLOT_PASSPHRASE)
    {
      put_le32 (slot + AT_OPS, cost.ops);
      put_le32 (slot + AT_MEM, cost.mem_kib);
    }
  randombytes_buf (slot + AT_SALT, SALT_BYTES);
  randombytes_buf (slot + AT_NONCE, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  if (!rem_key_slot_check (slot, error))
    return FALSE;
  kek = derive_kek (slot, secret, error);
  if (kek == NULL)
    return FALSE;

  ad_size = build_associated_data (slot, uuid, ad);
  crypto_aead_xchacha20poly1305_ietf_encrypt (slot + AT_SEALED, NULL,
                                              rem_secret_get_bytes (data_key), KEY_BYTES, ad,
                                              ad_size, NULL, slot + AT_NONCE,
                                              rem_secret_get_bytes (kek));
  commit (kek, uuid, slot + AT_COMMITMENT);
  memcpy (slot_out, slot, sizeof slot);
  return TRUE;
}

/**
 * rem_key_slot_open:
 * @slot: a checked slot
 * @secret: (nullable): the passphrase, code or key; %NULL for %REM_SLOT_OPEN
 * @uuid: the box's uuid
 * @error: return location for an error, or %NULL
 *
 * Tries a secret. For a passphrase it takes up to some seconds.
 *
 * Returns: (transfer full): the data key; fails with %REM_BOX_ERROR_WRONG_PASSPHRASE,
 *   %REM_BOX_ERROR_NO_MEMORY, or %REM_BOX_ERROR_DAMAGED if the secret is right and the slot is not
 */
RemSecret *
rem_key_slot_open (const guint8 *slot, RemSecret *secret, const guint8 *uuid, GError **error)
{
  g_autoptr (RemSecret) kek = derive_kek (slot, secret, error);
  g_autoptr (RemSecret) data_key = NULL;
  guint8 commitment[COMMITMENT_BYTES];
  guint8 ad[128];
  gsize ad_size = build_associated_data (slot, uuid, ad);

  if (kek == NULL)
    return NULL;
  commit (kek, uuid, commitment);
  if (sodium_memcmp (commitment, slot + AT_COMMITMENT, COMMITMENT_BYTES) != 0)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE,
                           "This secret does not open the slot");
      return NULL;
    }
  data_key = rem_secret_new (KEY_BYTES);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (rem_secret_get_writable_bytes (data_key), NULL,
                                                  NULL, slot + AT_SEALED, AT_COMMITMENT - AT_SEALED,
                                                  ad, ad_size, slot + AT_NONCE,
                                                  rem_secret_get_bytes (kek)) != 0)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED,
                           "The slot's key is not authentic");
      return NULL;
    }
  return g_steal_pointer (&data_key);
}
