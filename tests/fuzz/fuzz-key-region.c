/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The key region of a box from outside. The first byte says what is put right before it is read,
 * for no fuzzer finds a digest: bit 0 the digest, bit 1 all that stands in front of the slots. Then
 * come the bytes of a copy, or with bit 1 those of its slots; what is missing is zero. */

#include "config.h"

#include "fuzz-target.h"
#include "rem-key-region-private.h"
#include "rem-key-slot.h"

#include <sodium.h>
#include <string.h>

#define AT_N_SLOTS 48
#define AT_DIGEST  7904

static void
put_head_right (guint8 *copy, guint n_slots)
{
  static const guint8 head[] = { 'R', 'E',  'M', 'E', 'M',  'B',  'R',  1,    1, 0, 0, 0,
                                 0,   0x20, 0,   0,   0xaa, 0xaa, 0xaa, 0xaa, 1, 2, 3, 4,
                                 5,   6,    7,   8,   9,    10,   11,   12,   3, 0, 0, 0,
                                 0,   0,    0,   0,   0x00, 0x10, 40,   1,    0, 0, 1, 0 };

  memcpy (copy, head, sizeof head);
  copy[AT_N_SLOTS] = (guint8) n_slots;
}

/* A way in that costs nothing is tried; a stretched one is left alone, it may take a GiB. */
static void
try_to_open (RemKeyRegion *region)
{
  g_autoptr (RemSecret) secret = rem_secret_new_random (20);

  for (guint i = 0; i < REM_KEY_REGION_MAX_SLOTS; i++)
    {
      RemSlotType type = rem_key_region_get_slot_type (region, i);
      RemKdfCost cost = rem_key_region_get_slot_cost (region, i);

      g_assert_cmpuint (cost.mem_kib, <=, REM_KEY_SLOT_MAX_MEM_KIB);
      g_assert_cmpuint (cost.ops, <=, REM_KEY_SLOT_MAX_OPS);
      if (type != REM_SLOT_EMPTY && type != REM_SLOT_PASSPHRASE)
        {
          RemSecret *data_key =
              rem_key_region_unlock (region, type, type == REM_SLOT_OPEN ? NULL : secret, NULL);

          g_clear_pointer (&data_key, rem_secret_unref);
        }
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  guint8 copy[REM_KEY_REGION_COPY_SIZE] = { 0 };
  guint8 mode = size > 0 ? data[0] : 0;
  gsize at = (mode & 2) != 0 ? REM_KEY_REGION_AT_SLOTS : 0;
  gsize n = MIN (size > 0 ? size - 1 : 0, sizeof copy - at);
  g_autoptr (RemKeyRegion) region = NULL;
  g_autoptr (GError) error = NULL;

  if (n > 0)
    memcpy (copy + at, data + 1, n);
  if ((mode & 2) != 0)
    put_head_right (copy, MIN ((n + REM_KEY_SLOT_SIZE - 1) / REM_KEY_SLOT_SIZE, 9));
  if ((mode & 3) != 0)
    crypto_generichash (copy + AT_DIGEST, 32, copy, AT_DIGEST, NULL, 0);

  /* Cut off where the bytes end, unless something was put right. */
  region = rem_key_region_parse (copy, (mode & 3) != 0 ? sizeof copy : n, &error);
  g_assert_true ((region == NULL) == (error != NULL));
  if (region == NULL)
    return 0;
  fuzz_target_note_accepted ();
  g_assert_cmpuint (rem_key_region_get_n_slots (region), >=, 1);
  g_assert_cmpuint (rem_key_region_get_n_slots (region), <=, REM_KEY_REGION_MAX_SLOTS);
  try_to_open (region);
  return 0;
}
