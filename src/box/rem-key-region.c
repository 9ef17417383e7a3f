/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: the key region, 8192 bytes a copy, little endian
 *
 *     0  8  magic "REMEMBR\1"      32  8  sequence            48    1  slots in use, 1 to 8
 *     8  4  format version, 1      40  2  page size, 4096     49   15  zero
 *    12  4  length, 8192           42  1  reserve, 40         64 1536  slots (rem-key-slot.c),
 *    16 16  box uuid               43  1  AEAD, 1                      unused ones zero
 *                                  44  4  object chunk, 65536
 *  1600 6304  zero
 *  7904   32  digest: BLAKE2b-256 of bytes 0 to 7903; tells damage, needs no key
 *  7936   32  authenticator: the same, keyed with sub-key 7; tells tampering, checked on unlocking
 *  7968  224  zero
 *
 * Copies: A at 0 and B at 8192 of box.db, and the file `keys`. Nothing is negotiated: what version
 * 1 fixes must stand there exactly.
 *
 * Which copy counts: the valid one (form, digest, costs within limits) with the highest sequence, A
 * before B before `keys`; `keys` only if it is of the same box, or if A and B are both lost. After
 * a slot gave the data key, the first of the valid copies whose authenticator is right counts: the
 * authenticator itself is not under the digest, and one flipped bit in it must not shut the box.
 *
 * Each change raises the sequence by one; saving is in rem-key-region-file.c.
 */

#include "config.h"

#include "rem-key-region-private.h"

#include "rem-box-error.h"
#include "rem-key-slot.h"
#include "rem-secret-private.h"

#include <sodium.h>
#include <string.h>

enum
{
  AT_MAGIC = 0,
  AT_VERSION = 8,
  AT_LENGTH = 12,
  AT_UUID = 16,
  AT_SEQUENCE = 32,
  AT_GEOMETRY = 40,
  AT_N_SLOTS = 48,
  AT_ZERO_1 = 49,
  AT_SLOTS = REM_KEY_REGION_AT_SLOTS,
  AT_ZERO_2 = AT_SLOTS + REM_KEY_REGION_MAX_SLOTS * REM_KEY_SLOT_SIZE,
  AT_DIGEST = 7904,
  AT_AUTHENTICATOR = 7936,
  AT_ZERO_3 = 7968,

  DIGEST_BYTES = 32,
  VERSION = 1,
};

static const guint8 magic[8] = "REMEMBR\1";

/* Page size, reserve, AEAD, object chunk. */
static const guint8 geometry[8] = { 0x00, 0x10, 40, 1, 0x00, 0x00, 0x01, 0x00 };

static guint64
get_le (const guint8 *bytes, int size)
{
  guint64 value = 0;

  for (int i = size - 1; i >= 0; i--)
    value = value << 8 | bytes[i];
  return value;
}

static void
put_le (guint8 *bytes, int size, guint64 value)
{
  for (int i = 0; i < size; i++)
    bytes[i] = (guint8) (value >> (8 * i));
}

static guint8 *
get_slot (RemKeyRegion *self, guint index)
{
  return self->copies[0] + AT_SLOTS + index * REM_KEY_SLOT_SIZE;
}

static void
hash (const guint8 *copy, RemSecret *key, guint8 *digest_out)
{
  crypto_generichash (digest_out, DIGEST_BYTES, copy, AT_DIGEST,
                      key != NULL ? rem_secret_get_bytes (key) : NULL,
                      key != NULL ? rem_secret_get_size (key) : 0);
}

static gboolean
is_authentic (const guint8 *copy, RemSecret *data_key)
{
  g_autoptr (RemSecret) key = rem_key_region_derive_sub_key (data_key, REM_SUB_KEY_KEY_REGION);
  guint8 digest[DIGEST_BYTES];

  hash (copy, key, digest);
  return sodium_memcmp (digest, copy + AT_AUTHENTICATOR, DIGEST_BYTES) == 0;
}

static void
seal (RemKeyRegion *self, RemSecret *data_key)
{
  g_autoptr (RemSecret) key = rem_key_region_derive_sub_key (data_key, REM_SUB_KEY_KEY_REGION);
  guint8 *copy = self->copies[0];

  hash (copy, NULL, copy + AT_DIGEST);
  hash (copy, key, copy + AT_AUTHENTICATOR);
  self->n_copies = 1;
  self->is_sealed = TRUE;
}

/* A change of the slots: the only thing that ever changes. */
static void
raise_sequence (RemKeyRegion *self, guint n_slots, RemSecret *data_key)
{
  guint8 *copy = self->copies[0];

  copy[AT_N_SLOTS] = (guint8) n_slots;
  put_le (copy + AT_SEQUENCE, 8, get_le (copy + AT_SEQUENCE, 8) + 1);
  seal (self, data_key);
}

static gboolean
may_change (RemKeyRegion *self, RemSecret *data_key, GError **error)
{
  if (!self->is_sealed || is_authentic (self->copies[0], data_key))
    return TRUE;
  g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED,
                       "The data key is not that of this key region");
  return FALSE;
}

static gboolean
check_form (const guint8 *copy, GError **error)
{
  guint n_slots = copy[AT_N_SLOTS];
  gsize used = AT_SLOTS + (gsize) MIN (n_slots, REM_KEY_REGION_MAX_SLOTS) * REM_KEY_SLOT_SIZE;

  if (get_le (copy + AT_LENGTH, 4) != REM_KEY_REGION_COPY_SIZE ||
      memcmp (copy + AT_GEOMETRY, geometry, sizeof geometry) != 0 || n_slots < 1 ||
      n_slots > REM_KEY_REGION_MAX_SLOTS ||
      !sodium_is_zero (copy + AT_ZERO_1, AT_SLOTS - AT_ZERO_1) ||
      !sodium_is_zero (copy + used, AT_DIGEST - used) ||
      !sodium_is_zero (copy + AT_ZERO_3, REM_KEY_REGION_COPY_SIZE - AT_ZERO_3))
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED, "Key region out of form");
      return FALSE;
    }
  for (guint i = 0; i < n_slots; i++)
    if (!rem_key_slot_check (copy + AT_SLOTS + i * REM_KEY_SLOT_SIZE, error))
      return FALSE;
  return TRUE;
}

/**
 * rem_key_region_check:
 * @copy: (array length=size): one copy, from outside
 * @size: how many bytes there are
 * @error: return location for an error, or %NULL
 *
 * Checks everything that can be checked without a key. Pure.
 *
 * Returns: %TRUE if the copy is valid; the errors are those of rem_key_region_parse()
 */
gboolean
rem_key_region_check (const guint8 *copy, gsize size, GError **error)
{
  guint8 digest[DIGEST_BYTES];

  if (size < sizeof magic || memcmp (copy + AT_MAGIC, magic, sizeof magic) != 0)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_A_BOX, "No key region");
      return FALSE;
    }
  if (size < REM_KEY_REGION_COPY_SIZE)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_TRUNCATED, "Key region cut off");
      return FALSE;
    }
  if (get_le (copy + AT_VERSION, 4) > VERSION)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NEWER, "Format version %u",
                   (guint) get_le (copy + AT_VERSION, 4));
      return FALSE;
    }
  hash (copy, NULL, digest);
  if (memcmp (digest, copy + AT_DIGEST, DIGEST_BYTES) != 0 ||
      get_le (copy + AT_VERSION, 4) != VERSION)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED, "Key region damaged");
      return FALSE;
    }
  return check_form (copy, error);
}

/**
 * rem_key_region_read_sequence:
 * @copy: a valid copy
 *
 * Returns: its sequence
 */
guint64
rem_key_region_read_sequence (const guint8 *copy)
{
  return get_le (copy + AT_SEQUENCE, 8);
}

/**
 * rem_key_region_new:
 *
 * Makes the key region of a new box, with a random uuid and no way in yet.
 *
 * Returns: (transfer full): a key region
 */
RemKeyRegion *
rem_key_region_new (void)
{
  RemKeyRegion *self = g_new0 (RemKeyRegion, 1);
  guint8 *copy = self->copies[0];

  rem_secret_start_sodium ();
  memcpy (copy + AT_MAGIC, magic, sizeof magic);
  put_le (copy + AT_VERSION, 4, VERSION);
  put_le (copy + AT_LENGTH, 4, REM_KEY_REGION_COPY_SIZE);
  randombytes_buf (copy + AT_UUID, REM_KEY_REGION_UUID_SIZE);
  memcpy (copy + AT_GEOMETRY, geometry, sizeof geometry);
  self->n_copies = 1;
  self->is_whole = TRUE;
  return self;
}

/**
 * rem_key_region_parse:
 * @bytes: (array length=size): one copy, from outside; what follows it is not looked at
 * @size: how many bytes there are
 * @error: return location for an error, or %NULL
 *
 * Reads one copy. Pure; any thread.
 *
 * Returns: (transfer full): a key region; fails with %REM_BOX_ERROR_NOT_A_BOX,
 *   %REM_BOX_ERROR_TRUNCATED, %REM_BOX_ERROR_NEWER, %REM_BOX_ERROR_DAMAGED, or
 *   %REM_BOX_ERROR_HOSTILE for a key derivation of more than 1 GiB or 16 passes, or less than
 *   libsodium does
 */
RemKeyRegion *
rem_key_region_parse (const guint8 *bytes, gsize size, GError **error)
{
  RemKeyRegion *self;

  rem_secret_start_sodium ();
  if (!rem_key_region_check (bytes, size, error))
    return NULL;
  self = g_new0 (RemKeyRegion, 1);
  memcpy (self->copies[0], bytes, REM_KEY_REGION_COPY_SIZE);
  self->n_copies = 1;
  self->is_whole = TRUE;
  self->is_sealed = TRUE;
  return self;
}

/**
 * rem_key_region_serialize:
 * @self: a key region with at least one slot
 * @data_key: the box's data key
 * @bytes_out: takes %REM_KEY_REGION_SIZE bytes: copy A and copy B, which are the same
 *
 * Gives the bytes that stand in front of the pages.
 */
void
rem_key_region_serialize (RemKeyRegion *self, RemSecret *data_key, guint8 *bytes_out)
{
  g_return_if_fail (self != NULL && rem_key_region_get_n_slots (self) > 0);
  g_return_if_fail (rem_secret_get_size (data_key) == REM_KEY_REGION_KEY_SIZE);

  seal (self, data_key);
  memcpy (bytes_out, self->copies[0], REM_KEY_REGION_COPY_SIZE);
  memcpy (bytes_out + REM_KEY_REGION_COPY_SIZE, self->copies[0], REM_KEY_REGION_COPY_SIZE);
}

/**
 * rem_key_region_free:
 * @self: (transfer full): a key region
 *
 * It holds no secrets in clear.
 */
void
rem_key_region_free (RemKeyRegion *self)
{
  g_free (self);
}

/**
 * rem_key_region_get_uuid:
 * @self: a key region
 *
 * Returns: (transfer none) (array fixed-size=16): the box's uuid, 16 random bytes
 */
const guint8 *
rem_key_region_get_uuid (RemKeyRegion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->copies[0] + AT_UUID;
}

/**
 * rem_key_region_get_sequence:
 * @self: a key region
 *
 * Returns: how many changes were made since it was new
 */
guint64
rem_key_region_get_sequence (RemKeyRegion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return rem_key_region_read_sequence (self->copies[0]);
}

/**
 * rem_key_region_is_whole:
 * @self: a key region from rem_key_region_load()
 *
 * Returns: whether all three copies were valid and the same. If not, rem_key_region_save() after
 *   unlocking makes them so again
 */
gboolean
rem_key_region_is_whole (RemKeyRegion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_whole;
}

/**
 * rem_key_region_get_n_slots:
 * @self: a key region
 *
 * Returns: how many ways in there are, 0 to %REM_KEY_REGION_MAX_SLOTS
 */
guint
rem_key_region_get_n_slots (RemKeyRegion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->copies[0][AT_N_SLOTS];
}

/**
 * rem_key_region_get_slot_type:
 * @self: a key region
 * @index: which slot
 *
 * Returns: what kind of way it is, %REM_SLOT_EMPTY for none
 */
RemSlotType
rem_key_region_get_slot_type (RemKeyRegion *self, guint index)
{
  g_return_val_if_fail (self != NULL, REM_SLOT_EMPTY);

  if (index >= rem_key_region_get_n_slots (self))
    return REM_SLOT_EMPTY;
  return rem_key_slot_get_type (get_slot (self, index));
}

/**
 * rem_key_region_get_slot_cost:
 * @self: a key region
 * @index: which slot
 *
 * Returns: what its key derivation costs; zeros if it has none
 */
RemKdfCost
rem_key_region_get_slot_cost (RemKeyRegion *self, guint index)
{
  g_return_val_if_fail (self != NULL, (RemKdfCost){ 0 });

  if (index >= rem_key_region_get_n_slots (self))
    return (RemKdfCost){ 0 };
  return rem_key_slot_get_cost (get_slot (self, index));
}

/**
 * rem_key_region_add_slot_unchecked:
 *
 * As rem_key_region_add_slot(), with any cost that can be read again. Tests use it, to be fast.
 *
 * Returns: %TRUE on success
 */
gboolean
rem_key_region_add_slot_unchecked (RemKeyRegion *self,
                                   RemSlotType type,
                                   RemSecret *secret,
                                   RemKdfCost cost,
                                   RemSecret *data_key,
                                   GError **error)
{
  guint n_slots = rem_key_region_get_n_slots (self);

  if (!may_change (self, data_key, error))
    return FALSE;
  if (n_slots == REM_KEY_REGION_MAX_SLOTS)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS, "All slots are in use");
      return FALSE;
    }
  if (!rem_key_slot_seal (get_slot (self, n_slots), type, secret, cost,
                          rem_key_region_get_uuid (self), data_key, error))
    return FALSE;
  raise_sequence (self, n_slots + 1, data_key);
  return TRUE;
}

/**
 * rem_key_region_add_slot:
 * @self: a key region
 * @type: what kind of way in
 * @secret: (nullable): the passphrase, recovery code or keyring's key; %NULL for %REM_SLOT_OPEN
 * @cost: for a passphrase, from rem_key_region_calibrate(): at least 64 MiB; else ignored, for the
 *   other secrets are random and need no stretching
 * @data_key: the box's data key, %REM_KEY_REGION_KEY_SIZE bytes
 * @error: return location for an error, or %NULL
 *
 * Adds a way in; rem_key_region_save() keeps it. Takes up to a second. Nothing changes on failure.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_EXISTS when all slots are in use,
 *   %REM_BOX_ERROR_HOSTILE for costs below the floor or above the limits, %REM_BOX_ERROR_NO_MEMORY,
 *   %REM_BOX_ERROR_BAD_SECRET when a secret is missing, %REM_BOX_ERROR_DAMAGED when @data_key is
 * not that of the region
 */
gboolean
rem_key_region_add_slot (RemKeyRegion *self,
                         RemSlotType type,
                         RemSecret *secret,
                         RemKdfCost cost,
                         RemSecret *data_key,
                         GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (type > REM_SLOT_EMPTY && type <= REM_SLOT_OPEN, FALSE);
  g_return_val_if_fail (rem_secret_get_size (data_key) == REM_KEY_REGION_KEY_SIZE, FALSE);

  if ((type == REM_SLOT_OPEN) != (secret == NULL || rem_secret_get_size (secret) == 0))
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET,
                           "A secret is missing, or not wanted");
      return FALSE;
    }
  if (type == REM_SLOT_PASSPHRASE && cost.mem_kib < REM_KEY_REGION_MIN_MEM_KIB)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_HOSTILE, "%u KiB is below the floor",
                   cost.mem_kib);
      return FALSE;
    }
  return rem_key_region_add_slot_unchecked (self, type, secret, cost, data_key, error);
}

/**
 * rem_key_region_remove_slot:
 * @self: a key region
 * @index: which slot; those behind it move up
 * @data_key: the box's data key
 * @error: return location for an error, or %NULL
 *
 * Removes a way in; rem_key_region_save() makes it so on the disk. The last one stays.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND, %REM_BOX_ERROR_BAD_SECRET for the
 *   last one, %REM_BOX_ERROR_DAMAGED when @data_key is not that of the region
 */
gboolean
rem_key_region_remove_slot (RemKeyRegion *self, guint index, RemSecret *data_key, GError **error)
{
  guint n_slots;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (rem_secret_get_size (data_key) == REM_KEY_REGION_KEY_SIZE, FALSE);

  n_slots = rem_key_region_get_n_slots (self);
  if (!may_change (self, data_key, error))
    return FALSE;
  if (index >= n_slots)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "No slot %u", index);
      return FALSE;
    }
  if (n_slots == 1)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET,
                           "The last way into the box stays");
      return FALSE;
    }
  memmove (get_slot (self, index), get_slot (self, index + 1),
           (n_slots - 1 - index) * REM_KEY_SLOT_SIZE);
  memset (get_slot (self, n_slots - 1), 0, REM_KEY_SLOT_SIZE);
  raise_sequence (self, n_slots - 1, data_key);
  return TRUE;
}

/**
 * rem_key_region_unlock:
 * @self: a key region
 * @type: what @secret is
 * @secret: (nullable): the passphrase, recovery code or keyring's key; %NULL for %REM_SLOT_OPEN
 * @error: return location for an error, or %NULL
 *
 * Tries the secret on all slots of its type, and then proves the region. Takes up to some seconds a
 * slot: never on the main thread.
 *
 * Returns: (transfer full): the data key; fails with %REM_BOX_ERROR_WRONG_PASSPHRASE if no slot
 *   matches or there is none of that type, %REM_BOX_ERROR_NO_MEMORY, or %REM_BOX_ERROR_DAMAGED if
 *   the secret is right and the region is not authentic
 */
RemSecret *
rem_key_region_unlock (RemKeyRegion *self, RemSlotType type, RemSecret *secret, GError **error)
{
  g_autoptr (RemSecret) data_key = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; data_key == NULL && i < rem_key_region_get_n_slots (self); i++)
    {
      g_autoptr (GError) local = NULL;

      if (rem_key_region_get_slot_type (self, i) != type)
        continue;
      data_key =
          rem_key_slot_open (get_slot (self, i), secret, rem_key_region_get_uuid (self), &local);
      /* Anything worse than a wrong secret is worth telling. */
      if (reason == NULL || (local != NULL && local->code != REM_BOX_ERROR_WRONG_PASSPHRASE))
        {
          g_clear_error (&reason);
          reason = g_steal_pointer (&local);
        }
    }
  if (data_key == NULL)
    {
      if (reason != NULL)
        g_propagate_error (error, g_steal_pointer (&reason));
      else
        g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE,
                             "The box has no way in of this kind");
      return NULL;
    }
  for (guint i = 0; i < self->n_copies; i++)
    if (is_authentic (self->copies[i], data_key))
      {
        if (i > 0)
          {
            memcpy (self->copies[0], self->copies[i], REM_KEY_REGION_COPY_SIZE);
            self->is_whole = FALSE;
          }
        self->n_copies = 1;
        return g_steal_pointer (&data_key);
      }
  g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED,
                       "The key region is not authentic");
  return NULL;
}

/**
 * rem_key_region_derive_sub_key:
 * @data_key: the box's data key
 * @which: what the key is for
 *
 * Pure; any thread.
 *
 * Returns: (transfer full): a key of %REM_KEY_REGION_KEY_SIZE bytes
 */
RemSecret *
rem_key_region_derive_sub_key (RemSecret *data_key, RemSubKey which)
{
  RemSecret *key;

  g_return_val_if_fail (rem_secret_get_size (data_key) == crypto_kdf_KEYBYTES, NULL);

  key = rem_secret_new (REM_KEY_REGION_KEY_SIZE);
  crypto_kdf_derive_from_key (rem_secret_get_writable_bytes (key), REM_KEY_REGION_KEY_SIZE, which,
                              "Remember", rem_secret_get_bytes (data_key));
  return key;
}
