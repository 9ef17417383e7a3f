/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ways.h"

#include "rem-box-error.h"
#include "rem-keyring.h"

/* Notes: the keyring of the login
 *
 * What is in the keyring is a random key of its own, so the keyring alone opens nothing. It is put
 * there and read back before it becomes a way in, and it is no way in any more before it is taken
 * out again. A keyring that is away, locked or empty never takes the way away: it may be there
 * tomorrow. Whoever has no passphrase shows the keyring in its place, when a change asks for a way
 * in once more. */

#define KEYRING_KEY_BYTES 32

static char *
write_uuid (const guint8 *uuid)
{
  GString *text = g_string_sized_new (2 * REM_KEY_REGION_UUID_SIZE);

  for (guint i = 0; i < REM_KEY_REGION_UUID_SIZE; i++)
    g_string_append_printf (text, "%02x", uuid[i]);
  return g_string_free (text, FALSE);
}

/**
 * rem_ways_free:
 * @self: (transfer full): the ways into a box
 */
void
rem_ways_free (RemWays *self)
{
  g_free (self->uuid);
  g_free (self);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RemKeyRegion) region = rem_key_region_load (path, &error);
  RemWays *ways;

  if (region == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  ways = g_new0 (RemWays, 1);
  ways->uuid = write_uuid (rem_key_region_get_uuid (region));
  for (guint i = 0; i < rem_key_region_get_n_slots (region); i++)
    switch (rem_key_region_get_slot_type (region, i))
      {
      case REM_SLOT_PASSPHRASE:
        ways->n_passphrases++;
        break;
      case REM_SLOT_RECOVERY_CODE:
        ways->has_recovery_code = TRUE;
        break;
      case REM_SLOT_LOGIN_KEYRING:
        ways->has_keyring = TRUE;
        break;
      case REM_SLOT_OPEN:
        ways->is_open = TRUE;
        break;
      case REM_SLOT_EMPTY:
      default:
        break;
      }
  g_task_return_pointer (task, ways, (GDestroyNotify) rem_ways_free);
}

/**
 * rem_ways_read_async:
 * @context: a context
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads which ways into the box there are. The box may be locked.
 */
void
rem_ways_read_async (RemContext *context,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_ways_read_async);
  g_task_set_task_data (task, g_strdup (rem_context_get_box_path (context)), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * rem_ways_read_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the ways; fails as rem_key_region_load() does
 */
RemWays *
rem_ways_read_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_ways_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  RemBoxKeyChange change;
  RemSlotType type;
  RemSecret *secret;
  RemSecret *new_secret;
  RemSecret *recovery_code;
  char *uuid;
} Change;

static void
free_change (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->secret, rem_secret_unref);
  g_clear_pointer (&change->new_secret, rem_secret_unref);
  g_clear_pointer (&change->recovery_code, rem_secret_unref);
  g_free (change->uuid);
  g_free (change);
}

static RemClock *
get_clock (GTask *task)
{
  return rem_context_get_clock (g_task_get_source_object (task));
}

/* What is in the keyring still opens nothing: it may stay if it cannot be taken out. */
static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_keyring_clear_finish (result, &error))
    g_debug ("The keyring still has a key: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!rem_box_change_keys_finish (REM_BOX (source), result, &change->recovery_code, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (change->change == REM_BOX_KEY_REMOVE_KEYRING)
    rem_keyring_clear_async (change->uuid, get_clock (task), NULL, cleared_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
change_box (GTask *task)
{
  Change *change = g_task_get_task_data (task);
  RemBox *box = rem_context_get_box (g_task_get_source_object (task));

  if (box == NULL)
    g_task_return_new_error (task, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED, "The box is not open");
  else
    rem_box_change_keys_async (box, change->change, change->type, change->secret,
                               change->new_secret, 0, changed_cb, g_object_ref (task));
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (RemSecret) key = rem_keyring_lookup_finish (result, &error);

  if (key == NULL || !rem_secret_equal (key, change->new_secret))
    g_task_return_new_error (task, REM_BOX_ERROR, REM_BOX_ERROR_KEYRING_AWAY,
                             "The keyring does not give back what it was given");
  else
    change_box (task);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!rem_keyring_store_finish (result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    rem_keyring_lookup_async (change->uuid, get_clock (task), NULL, read_back_cb,
                              g_object_ref (task));
}

/* A key that is there already is taken: it may open the box now. */
static void
looked_for_key_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  change->new_secret = rem_keyring_lookup_finish (result, &error);
  if (change->new_secret != NULL)
    {
      change_box (task);
      return;
    }
  if (!g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  change->new_secret = rem_secret_new_random (KEYRING_KEY_BYTES);
  rem_keyring_store_async (change->uuid, change->new_secret, get_clock (task), NULL, stored_cb,
                           g_object_ref (task));
}

/* Goes on with a change once its way in is at hand. */
static void
go_on (GTask *task)
{
  Change *change = g_task_get_task_data (task);

  if (change->change == REM_BOX_KEY_ADD_KEYRING)
    rem_keyring_lookup_async (change->uuid, get_clock (task), NULL, looked_for_key_cb,
                              g_object_ref (task));
  else
    change_box (task);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  change->secret = rem_keyring_lookup_finish (result, &error);
  if (change->secret == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    go_on (task);
}

static void
read_for_change_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (RemWays) ways = rem_ways_read_finish (REM_CONTEXT (source), result, &error);

  if (ways == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  change->uuid = g_steal_pointer (&ways->uuid);
  if (change->type == REM_SLOT_LOGIN_KEYRING && change->secret == NULL)
    rem_keyring_lookup_async (change->uuid, get_clock (task), NULL, shown_cb, g_object_ref (task));
  else
    go_on (task);
}

/**
 * rem_ways_change_async:
 * @context: the context of an open box
 * @change: what to do
 * @type: which way in is shown once more: its kind
 * @secret: (nullable): the passphrase or recovery code of it; %NULL for %REM_SLOT_OPEN, and for
 *   %REM_SLOT_LOGIN_KEYRING, which is asked
 * @new_passphrase: (nullable): the new one, where one is chosen
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Changes the ways into the box, and what the keyring has. It cannot be stopped.
 */
void
rem_ways_change_async (RemContext *context,
                       RemBoxKeyChange change,
                       RemSlotType type,
                       RemSecret *secret,
                       RemSecret *new_passphrase,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Change *data;

  g_return_if_fail (REM_IS_CONTEXT (context));

  data = g_new0 (Change, 1);
  data->change = change;
  data->type = type;
  data->secret = secret != NULL ? rem_secret_ref (secret) : NULL;
  data->new_secret = new_passphrase != NULL ? rem_secret_ref (new_passphrase) : NULL;
  task = g_task_new (context, NULL, callback, user_data);
  g_task_set_source_tag (task, rem_ways_change_async);
  g_task_set_task_data (task, data, free_change);
  rem_ways_read_async (context, NULL, read_for_change_cb, g_object_ref (task));
}

/**
 * rem_ways_change_finish:
 * @context: the context
 * @result: what the callback got
 * @recovery_code_out: (out) (nullable): the new recovery code, if there is one, to be shown once
 * @error: return location for an error
 *
 * Returns: %TRUE when it is on the disk; fails as rem_box_change_keys() does, and with
 *   %REM_BOX_ERROR_KEYRING_AWAY or %REM_BOX_ERROR_KEYRING_LOCKED. Every way that there was still
 *   opens the box then
 */
gboolean
rem_ways_change_finish (RemContext *context,
                        GAsyncResult *result,
                        RemSecret **recovery_code_out,
                        GError **error)
{
  Change *change;

  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_ways_change_async), FALSE);

  change = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (recovery_code_out != NULL)
    *recovery_code_out = g_steal_pointer (&change->recovery_code);
  return TRUE;
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (rem_context_unlock_finish (REM_CONTEXT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemSecret) key = rem_keyring_lookup_finish (result, &error);

  if (key == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    rem_context_unlock_async (g_task_get_source_object (task), REM_SLOT_LOGIN_KEYRING, key,
                              g_task_get_cancellable (task), unlocked_cb, g_object_ref (task));
}

static void
read_for_unlock_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemWays) ways = rem_ways_read_finish (REM_CONTEXT (source), result, &error);

  if (ways == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    rem_keyring_lookup_async (ways->uuid, get_clock (task), g_task_get_cancellable (task),
                              looked_up_cb, g_object_ref (task));
}

/**
 * rem_ways_unlock_by_keyring_async:
 * @context: the context of a locked box
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Asks the keyring of the login for the key of the box, and opens the box with it.
 */
void
rem_ways_unlock_by_keyring_async (RemContext *context,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_ways_unlock_by_keyring_async);
  rem_ways_read_async (context, cancellable, read_for_unlock_cb, g_object_ref (task));
}

/**
 * rem_ways_unlock_by_keyring_finish:
 * @context: the context
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE if the box is open; fails as rem_context_unlock_finish() does, and with
 *   %REM_BOX_ERROR_KEYRING_AWAY, %REM_BOX_ERROR_KEYRING_LOCKED or %REM_BOX_ERROR_NOT_FOUND
 */
gboolean
rem_ways_unlock_by_keyring_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_ways_unlock_by_keyring_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
