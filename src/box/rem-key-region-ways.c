/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What changing the ways into an open box needs of its key region. */

#include "config.h"

#include "rem-key-region-private.h"

#include "rem-box-error.h"
#include "rem-key-slot.h"

#include <string.h>

/**
 * rem_key_region_dup:
 * @self: a key region
 *
 * Returns: (transfer full): one that can be changed while @self stays as it is
 */
RemKeyRegion *
rem_key_region_dup (RemKeyRegion *self)
{
  RemKeyRegion *copy = g_new0 (RemKeyRegion, 1);

  g_return_val_if_fail (self != NULL, copy);

  memcpy (copy, self, sizeof *self);
  return copy;
}

/**
 * rem_key_region_find_slot:
 * @self: a key region
 * @type: what @secret is
 * @secret: (nullable): the passphrase, recovery code or keyring's key; %NULL for %REM_SLOT_OPEN
 * @index_out: (out): the slot that @secret opens
 * @error: return location for an error, or %NULL
 *
 * Takes up to some seconds a slot: never on the main thread.
 *
 * Returns: %TRUE if there is such a slot; fails with %REM_BOX_ERROR_WRONG_PASSPHRASE,
 *   %REM_BOX_ERROR_NO_MEMORY or %REM_BOX_ERROR_DAMAGED
 */
gboolean
rem_key_region_find_slot (
    RemKeyRegion *self, RemSlotType type, RemSecret *secret, guint *index_out, GError **error)
{
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (self != NULL && index_out != NULL, FALSE);

  for (guint i = 0; i < rem_key_region_get_n_slots (self); i++)
    {
      const guint8 *slot = self->copies[0] + REM_KEY_REGION_AT_SLOTS + i * REM_KEY_SLOT_SIZE;
      g_autoptr (RemSecret) data_key = NULL;
      g_autoptr (GError) local = NULL;

      if (rem_key_slot_get_type (slot) != type)
        continue;
      data_key = rem_key_slot_open (slot, secret, rem_key_region_get_uuid (self), &local);
      if (data_key != NULL)
        {
          *index_out = i;
          return TRUE;
        }
      /* Anything worse than a wrong secret is worth telling. */
      if (reason == NULL || local->code != REM_BOX_ERROR_WRONG_PASSPHRASE)
        {
          g_clear_error (&reason);
          reason = g_steal_pointer (&local);
        }
    }
  if (reason == NULL)
    g_set_error_literal (&reason, REM_BOX_ERROR, REM_BOX_ERROR_WRONG_PASSPHRASE,
                         "The box has no way in of this kind");
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}
