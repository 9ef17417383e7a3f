/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: changing the ways into an open box, on its worker
 *
 * Whoever changes them must show one of them once more, although the box is open: the person may
 * have left the room. The data key stays what it is for the life of the box; only slots change.
 *
 * A new way is added and saved before an old one is removed and saved. So whatever happens in
 * between, a power cut or a disk that fails, the old way still opens the box until the new one is
 * on the disk, and a recovery code that nobody was shown is never the only one. When all slots are
 * in use both happen in one save. What is in memory follows only what was saved. */

#include "config.h"

#include "rem-box-keys.h"

#include "rem-box-error.h"
#include "rem-box-private.h"
#include "rem-recovery-code.h"

typedef struct
{
  RemBox *box;
  RemBoxKeyChange change;
  RemSlotType type;
  RemSecret *secret;
  RemSecret *new_secret;
  guint kdf_mib;
  RemSecret *recovery_code;
  GError *error;
  GTask *task;
} Keying;

static guint
count_slots (RemKeyRegion *region, RemSlotType type)
{
  guint n = 0;

  for (guint i = 0; i < rem_key_region_get_n_slots (region); i++)
    n += rem_key_region_get_slot_type (region, i) == type;
  return n;
}

/* Marks the slots that go. */
static gboolean
choose_leaving (
    Keying *keying, RemKeyRegion *region, guint given, gboolean *leaving, GError **error)
{
  gboolean alone = count_slots (region, REM_SLOT_PASSPHRASE) == 1;
  gboolean adds = FALSE;
  guint n_doors = 0;

  for (guint i = 0; i < rem_key_region_get_n_slots (region); i++)
    {
      RemSlotType type = rem_key_region_get_slot_type (region, i);

      switch (keying->change)
        {
        case REM_BOX_KEY_CHANGE_PASSPHRASE:
          adds = TRUE;
          leaving[i] = type == REM_SLOT_OPEN ||
                       (type == REM_SLOT_PASSPHRASE &&
                        (i == given || (alone && keying->type == REM_SLOT_RECOVERY_CODE)));
          break;
        case REM_BOX_KEY_ADD_KEYRING:
          adds = TRUE;
          leaving[i] = type == REM_SLOT_OPEN || type == REM_SLOT_LOGIN_KEYRING;
          break;
        case REM_BOX_KEY_REMOVE_KEYRING:
          leaving[i] = type == REM_SLOT_LOGIN_KEYRING;
          break;
        case REM_BOX_KEY_REMOVE_PASSPHRASE:
          leaving[i] = i == given && type == REM_SLOT_PASSPHRASE;
          break;
        case REM_BOX_KEY_REMOVE_OTHER_PASSPHRASES:
          leaving[i] = i != given && type == REM_SLOT_PASSPHRASE;
          break;
        case REM_BOX_KEY_NEW_RECOVERY_CODE:
          adds = TRUE;
          leaving[i] = type == REM_SLOT_RECOVERY_CODE;
          break;
        case REM_BOX_KEY_REMOVE_RECOVERY_CODE:
          leaving[i] = type == REM_SLOT_RECOVERY_CODE;
          break;
        case REM_BOX_KEY_ADD_PASSPHRASE:
        default:
          adds = TRUE;
          leaving[i] = FALSE;
          break;
        }
      n_doors += !leaving[i] && (type == REM_SLOT_PASSPHRASE || type == REM_SLOT_OPEN);
    }
  /* A keyring can be lost with the login, and a code with its sheet: neither stands alone because
   * something was taken away. */
  if (n_doors == 0 && !adds)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_BAD_SECRET,
                           "The last passphrase stays");
      return FALSE;
    }
  return TRUE;
}

/* Never less than what a passphrase of this box costs already, unless a number was asked for. */
static RemKdfCost
choose_cost (Keying *keying, RemKeyRegion *region)
{
  RemKdfCost cost = rem_key_region_calibrate (keying->kdf_mib);

  for (guint i = 0; keying->kdf_mib == 0 && i < rem_key_region_get_n_slots (region); i++)
    {
      RemKdfCost other = rem_key_region_get_slot_cost (region, i);

      cost.mem_kib = MAX (cost.mem_kib, other.mem_kib);
      cost.ops = MAX (cost.ops, other.ops);
    }
  return cost;
}

static gboolean
add_way (Keying *keying, RemKeyRegion *region, RemSecret *data_key, GError **error)
{
  switch (keying->change)
    {
    case REM_BOX_KEY_CHANGE_PASSPHRASE:
    case REM_BOX_KEY_ADD_PASSPHRASE:
      return rem_key_region_add_slot (region, REM_SLOT_PASSPHRASE, keying->new_secret,
                                      choose_cost (keying, region), data_key, error);
    case REM_BOX_KEY_NEW_RECOVERY_CODE:
      return rem_key_region_add_slot (region, REM_SLOT_RECOVERY_CODE, keying->recovery_code,
                                      (RemKdfCost){ 0, 0 }, data_key, error);
    case REM_BOX_KEY_ADD_KEYRING:
      return rem_key_region_add_slot (region, REM_SLOT_LOGIN_KEYRING, keying->new_secret,
                                      (RemKdfCost){ 0, 0 }, data_key, error);
    case REM_BOX_KEY_REMOVE_KEYRING:
    case REM_BOX_KEY_REMOVE_PASSPHRASE:
    case REM_BOX_KEY_REMOVE_OTHER_PASSPHRASES:
    case REM_BOX_KEY_REMOVE_RECOVERY_CODE:
    default:
      return TRUE;
    }
}

static gboolean
remove_ways (RemKeyRegion *region,
             const gboolean *leaving,
             guint n_slots,
             RemSecret *data_key,
             GError **error)
{
  for (guint i = n_slots; i > 0; i--)
    {
      if (leaving[i - 1] && !rem_key_region_remove_slot (region, i - 1, data_key, error))
        return FALSE;
    }
  return TRUE;
}

/* Saves @region, or leaves the connection with what it had. */
static gboolean
save (RemBox *box, RemKeyRegion *region, GError **error)
{
  if (!rem_key_region_save (region, box->path, error))
    return FALSE;
  rem_box_connection_take_key_region (box->connection, rem_key_region_dup (region));
  return TRUE;
}

static gboolean
change_keys (Keying *keying, GError **error)
{
  RemBoxConnection *connection = keying->box->connection;
  g_autoptr (RemKeyRegion) region = NULL;
  gboolean leaving[REM_KEY_REGION_MAX_SLOTS] = { FALSE };
  gboolean adds = FALSE;
  gboolean removes = FALSE;
  RemSecret *data_key;
  guint given;
  guint n_slots;

  if (connection == NULL)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED, "the box is closed");
      return FALSE;
    }
  data_key = rem_box_connection_get_data_key (connection);
  region = rem_key_region_dup (rem_box_connection_get_key_region (connection));
  n_slots = rem_key_region_get_n_slots (region);
  if (!rem_key_region_find_slot (region, keying->type, keying->secret, &given, error) ||
      !choose_leaving (keying, region, given, leaving, error))
    return FALSE;
  for (guint i = 0; i < n_slots; i++)
    removes |= leaving[i];

  if (keying->change == REM_BOX_KEY_NEW_RECOVERY_CODE)
    keying->recovery_code = rem_recovery_code_new_random ();
  adds = keying->new_secret != NULL || keying->recovery_code != NULL;

  if (!adds && !removes)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "No such way in");
      return FALSE;
    }

  /* No room for both: in one save. */
  if (adds && removes && n_slots == REM_KEY_REGION_MAX_SLOTS)
    return remove_ways (region, leaving, n_slots, data_key, error) &&
           add_way (keying, region, data_key, error) && save (keying->box, region, error);

  if (adds && (!add_way (keying, region, data_key, error) || !save (keying->box, region, error)))
    return FALSE;
  return !removes || (remove_ways (region, leaving, n_slots, data_key, error) &&
                      save (keying->box, region, error));
}

static void
change_on_worker (gpointer data)
{
  Keying *keying = data;

  if (!change_keys (keying, &keying->error))
    g_clear_pointer (&keying->recovery_code, rem_secret_unref);
}

static void
free_keying (gpointer data)
{
  Keying *keying = data;

  g_clear_pointer (&keying->secret, rem_secret_unref);
  g_clear_pointer (&keying->new_secret, rem_secret_unref);
  g_clear_pointer (&keying->recovery_code, rem_secret_unref);
  g_clear_error (&keying->error);
  g_free (keying);
}

static gboolean
finish_change_cb (gpointer user_data)
{
  GTask *task = user_data;
  Keying *keying = g_task_get_task_data (task);

  if (keying->error != NULL)
    g_task_return_error (task, g_steal_pointer (&keying->error));
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
change_task_on_worker (gpointer data)
{
  Keying *keying = data;

  change_on_worker (keying);
  rem_box_hand_back (keying->task, finish_change_cb);
}

static gboolean
wants_secret (RemBoxKeyChange change)
{
  return change == REM_BOX_KEY_CHANGE_PASSPHRASE || change == REM_BOX_KEY_ADD_PASSPHRASE ||
         change == REM_BOX_KEY_ADD_KEYRING;
}

/**
 * rem_box_change_keys:
 * @self: an open box
 * @change: what to do
 * @type: which way in is shown once more: its kind
 * @secret: (nullable): the passphrase or recovery code of it; %NULL for %REM_SLOT_OPEN
 * @new_secret: (nullable): for %REM_BOX_KEY_CHANGE_PASSPHRASE and %REM_BOX_KEY_ADD_PASSPHRASE,
 *   the new one; for %REM_BOX_KEY_ADD_KEYRING, the key that the keyring has; else %NULL
 * @kdf_mib: what the new passphrase is to cost, 64 to 512 MiB, or 0 to measure this computer
 * @recovery_code_out: (out) (nullable): for %REM_BOX_KEY_NEW_RECOVERY_CODE, the code, which is
 *   shown once and kept nowhere
 * @error: return location for an error
 *
 * Changes the ways into the box, and waits. When it fails while it saves, every way that there was
 * still opens the box. For the command line and tests.
 *
 * Returns: %TRUE when it is on the disk. Fails with %REM_BOX_ERROR_WRONG_PASSPHRASE if @secret is
 *   not a way in, %REM_BOX_ERROR_BAD_SECRET if the last passphrase would go,
 *   %REM_BOX_ERROR_NOT_FOUND if there is nothing to remove, %REM_BOX_ERROR_EXISTS if there is no
 *   room for one more, %REM_BOX_ERROR_NO_MEMORY,
 *   %REM_BOX_ERROR_CLOSED, or an error of the disk
 */
gboolean
rem_box_change_keys (RemBox *self,
                     RemBoxKeyChange change,
                     RemSlotType type,
                     RemSecret *secret,
                     RemSecret *new_secret,
                     guint kdf_mib,
                     RemSecret **recovery_code_out,
                     GError **error)
{
  Keying keying = { .box = self,
                    .change = change,
                    .type = type,
                    .secret = secret,
                    .new_secret = new_secret,
                    .kdf_mib = kdf_mib };

  g_return_val_if_fail (REM_IS_BOX (self), FALSE);
  g_return_val_if_fail (wants_secret (change) == (new_secret != NULL), FALSE);

  rem_box_worker_run (self->worker, change_on_worker, &keying);
  if (keying.error != NULL)
    {
      g_propagate_error (error, keying.error);
      return FALSE;
    }
  if (recovery_code_out != NULL)
    *recovery_code_out = g_steal_pointer (&keying.recovery_code);
  g_clear_pointer (&keying.recovery_code, rem_secret_unref);
  return TRUE;
}

/**
 * rem_box_change_keys_async:
 * @self: an open box
 * @change: what to do
 * @type: which way in is shown once more: its kind
 * @secret: (nullable): the passphrase or recovery code of it
 * @new_secret: (nullable): the new one
 * @kdf_mib: as in rem_box_change_keys()
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Like rem_box_change_keys(), without waiting. It cannot be cancelled: what was begun is finished.
 */
void
rem_box_change_keys_async (RemBox *self,
                           RemBoxKeyChange change,
                           RemSlotType type,
                           RemSecret *secret,
                           RemSecret *new_secret,
                           guint kdf_mib,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Keying *keying;

  g_return_if_fail (REM_IS_BOX (self));
  g_return_if_fail (wants_secret (change) == (new_secret != NULL));

  keying = g_new0 (Keying, 1);
  keying->box = self;
  keying->change = change;
  keying->type = type;
  keying->secret = secret != NULL ? rem_secret_ref (secret) : NULL;
  keying->new_secret = new_secret != NULL ? rem_secret_ref (new_secret) : NULL;
  keying->kdf_mib = kdf_mib;
  keying->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (keying->task, rem_box_change_keys_async);
  g_task_set_task_data (keying->task, keying, free_keying);
  rem_box_worker_push (self->worker, change_task_on_worker, keying);
}

/**
 * rem_box_change_keys_finish:
 * @self: the box
 * @result: the result
 * @recovery_code_out: (out) (nullable): the new recovery code, if there is one
 * @error: return location for an error
 *
 * Returns: as rem_box_change_keys() does
 */
gboolean
rem_box_change_keys_finish (RemBox *self,
                            GAsyncResult *result,
                            RemSecret **recovery_code_out,
                            GError **error)
{
  Keying *keying;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  keying = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (recovery_code_out != NULL)
    *recovery_code_out = g_steal_pointer (&keying->recovery_code);
  return TRUE;
}

typedef struct
{
  RemBox *box;
  RemSlotType type;
  guint n_ways;
} Counting;

static void
count_on_worker (gpointer data)
{
  Counting *counting = data;
  RemBoxConnection *connection = counting->box->connection;

  if (connection != NULL)
    counting->n_ways = count_slots (rem_box_connection_get_key_region (connection), counting->type);
}

/**
 * rem_box_count_ways:
 * @self: a box
 * @type: a kind of way in
 *
 * Waits for the requests made before: for the command line and for tests.
 *
 * Returns: how many there are of that kind; 0 once the box is closed
 */
guint
rem_box_count_ways (RemBox *self, RemSlotType type)
{
  Counting counting = { .box = self, .type = type };

  rem_box_worker_run (self->worker, count_on_worker, &counting);
  return counting.n_ways;
}
