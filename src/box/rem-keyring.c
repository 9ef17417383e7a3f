/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keyring.h"

#include "rem-box-error.h"
#include "rem-secret-private.h"

#include <libsecret/secret.h>
#include <sodium.h>
#include <string.h>

/* How long the keyring may take for one step, and how long when a dialog of the desktop may ask the
 * person to unlock it. */
#define STEP_MS   5000
#define UNLOCK_MS 60000

#define KEY_BYTES 32

/* "Remember" is what a program that lists the keyring shows; nothing tells what is in the box. */
static const SecretSchema schema = {
  "org.example.Remember.Box",
  SECRET_SCHEMA_NONE,
  { { "uuid", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

typedef enum
{
  ASKING_TO_STORE,
  ASKING_TO_LOOK_UP,
  ASKING_TO_CLEAR,
} AskingKind;

typedef struct
{
  AskingKind kind;
  GHashTable *attributes;
  RemSecret *key; /* to be stored, or NULL */

  SecretService *service;
  gboolean was_locked;

  RemClock *clock;
  guint timer;
  GCancellable *own; /* cancelled by the timer and by who asked */
  GCancellable *given;
  gulong given_id;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  if (asking->timer != 0)
    rem_clock_remove_timeout (asking->clock, asking->timer);
  if (asking->given != NULL)
    g_cancellable_disconnect (asking->given, asking->given_id);
  g_clear_object (&asking->given);
  g_clear_object (&asking->own);
  g_clear_object (&asking->clock);
  g_clear_object (&asking->service);
  g_clear_pointer (&asking->key, rem_secret_unref);
  g_clear_pointer (&asking->attributes, g_hash_table_unref);
  g_free (asking);
}

static void
timed_out_cb (gpointer user_data)
{
  Asking *asking = user_data;

  asking->timer = 0;
  g_cancellable_cancel (asking->own);
}

static void
arm (Asking *asking, guint milliseconds)
{
  if (asking->timer != 0)
    rem_clock_remove_timeout (asking->clock, asking->timer);
  asking->timer = rem_clock_add_timeout (asking->clock, milliseconds, timed_out_cb, asking);
}

/* A keyring answers with errors of many domains; none of them says more than that it is of no use
 * now. Their messages may name what was asked for, so they go no further. */
static void
fail (GTask *task, const GError *error)
{
  Asking *asking = g_task_get_task_data (task);

  if (asking->given != NULL && g_cancellable_is_cancelled (asking->given))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Asked to stop");
  else if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    g_task_return_new_error (task, REM_BOX_ERROR, REM_BOX_ERROR_KEYRING_LOCKED,
                             "The keyring stays locked");
  else
    g_task_return_new_error (task, REM_BOX_ERROR, REM_BOX_ERROR_KEYRING_AWAY,
                             "The keyring does not answer: %s %d",
                             g_quark_to_string (error->domain), error->code);
}

static void
fail_without_key (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);

  if (asking->was_locked)
    g_task_return_new_error (task, REM_BOX_ERROR, REM_BOX_ERROR_KEYRING_LOCKED,
                             "The keyring stays locked");
  else
    g_task_return_new_error (task, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND,
                             "The keyring has no key of this box");
}

/* Hexadecimal, so that a keyring that is shown as text keeps it whole. */
static SecretValue *
write_key (RemSecret *key)
{
  g_autoptr (RemSecret) text = rem_secret_new (2 * KEY_BYTES + 1);
  char *hex = (char *) rem_secret_get_writable_bytes (text);

  sodium_bin2hex (hex, 2 * KEY_BYTES + 1, rem_secret_get_bytes (key), KEY_BYTES);
  return secret_value_new (hex, 2 * KEY_BYTES, "text/plain");
}

static RemSecret *
read_key (SecretValue *value)
{
  g_autoptr (RemSecret) key = rem_secret_new (KEY_BYTES);
  gsize length = 0;
  const char *hex = secret_value_get (value, &length);
  gsize size = 0;

  if (length != 2 * KEY_BYTES ||
      sodium_hex2bin (rem_secret_get_writable_bytes (key), KEY_BYTES, hex, length, NULL, &size,
                      NULL) != 0 ||
      size != KEY_BYTES)
    return NULL;
  return g_steal_pointer (&key);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_service_store_finish (SECRET_SERVICE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    fail (task, error);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  SecretValue *value = secret_service_lookup_finish (SECRET_SERVICE (source), result, &error);
  RemSecret *key = NULL;

  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  if (value != NULL)
    {
      key = read_key (value);
      secret_value_unref (value);
    }
  if (key != NULL)
    g_task_return_pointer (task, key, (GDestroyNotify) rem_secret_unref);
  else
    fail_without_key (task);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_service_clear_finish (SECRET_SERVICE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    fail (task, error);
  else
    fail_without_key (task);
}

static void
ask (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);
  SecretValue *value = NULL;

  arm (asking, asking->was_locked ? UNLOCK_MS : STEP_MS);
  switch (asking->kind)
    {
    case ASKING_TO_STORE:
      value = write_key (asking->key);
      secret_service_store (asking->service, &schema, asking->attributes, SECRET_COLLECTION_DEFAULT,
                            "Remember", value, asking->own, stored_cb, g_object_ref (task));
      secret_value_unref (value);
      break;
    case ASKING_TO_LOOK_UP:
      secret_service_lookup (asking->service, &schema, asking->attributes, asking->own,
                             looked_up_cb, g_object_ref (task));
      break;
    case ASKING_TO_CLEAR:
    default:
      secret_service_clear (asking->service, &schema, asking->attributes, asking->own, cleared_cb,
                            g_object_ref (task));
      break;
    }
}

static void
collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);

  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  if (collection == NULL)
    {
      g_task_return_new_error (task, REM_BOX_ERROR, REM_BOX_ERROR_KEYRING_AWAY,
                               "There is no keyring to keep a key in");
      return;
    }
  asking->was_locked = secret_collection_get_locked (collection);
  ask (task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  asking->service = secret_service_open_finish (result, &error);
  if (asking->service == NULL)
    {
      fail (task, error);
      return;
    }
  arm (asking, STEP_MS);
  secret_collection_for_alias (asking->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                               asking->own, collection_cb, g_object_ref (task));
}

static void
given_cancelled_cb (GCancellable *given, GCancellable *own)
{
  g_cancellable_cancel (own);
}

static void
begin (AskingKind kind,
       const char *uuid,
       RemSecret *key,
       RemClock *clock,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data,
       gpointer tag)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, asking, free_asking);
  asking->kind = kind;
  asking->attributes = secret_attributes_build (&schema, "uuid", uuid, NULL);
  asking->key = key != NULL ? rem_secret_ref (key) : NULL;
  asking->clock = g_object_ref (clock);
  asking->own = g_cancellable_new ();
  if (cancellable != NULL)
    {
      asking->given = g_object_ref (cancellable);
      asking->given_id =
          g_cancellable_connect (cancellable, G_CALLBACK (given_cancelled_cb), asking->own, NULL);
    }
  arm (asking, STEP_MS);
  /* Not the shared proxy of libsecret: a keyring that comes or goes is met as it is now. */
  secret_service_open (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, asking->own,
                       opened_cb, g_object_ref (task));
}

/**
 * rem_keyring_store_async:
 * @uuid: of the box, as text
 * @key: 32 random bytes
 * @clock: for the time it may take
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts the key of a box into the keyring, in place of one that was there.
 */
void
rem_keyring_store_async (const char *uuid,
                         RemSecret *key,
                         RemClock *clock,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (uuid != NULL && REM_IS_CLOCK (clock));
  g_return_if_fail (key != NULL && rem_secret_get_size (key) == KEY_BYTES);

  begin (ASKING_TO_STORE, uuid, key, clock, cancellable, callback, user_data,
         rem_keyring_store_async);
}

/**
 * rem_keyring_store_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: %TRUE if the keyring said that it has it
 */
gboolean
rem_keyring_store_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_keyring_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * rem_keyring_lookup_async:
 * @uuid: of the box, as text
 * @clock: for the time it may take
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Asks the keyring for the key of a box.
 */
void
rem_keyring_lookup_async (const char *uuid,
                          RemClock *clock,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (uuid != NULL && REM_IS_CLOCK (clock));

  begin (ASKING_TO_LOOK_UP, uuid, NULL, clock, cancellable, callback, user_data,
         rem_keyring_lookup_async);
}

/**
 * rem_keyring_lookup_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the key; fails with %REM_BOX_ERROR_NOT_FOUND too, when the keyring is
 *   open and has none of this box, or what it has is no key
 */
RemSecret *
rem_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_keyring_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rem_keyring_clear_async:
 * @uuid: of the box, as text
 * @clock: for the time it may take
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Takes the key of a box out of the keyring.
 */
void
rem_keyring_clear_async (const char *uuid,
                         RemClock *clock,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (uuid != NULL && REM_IS_CLOCK (clock));

  begin (ASKING_TO_CLEAR, uuid, NULL, clock, cancellable, callback, user_data,
         rem_keyring_clear_async);
}

/**
 * rem_keyring_clear_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: %TRUE if it is gone; fails with %REM_BOX_ERROR_NOT_FOUND too, when there was none
 */
gboolean
rem_keyring_clear_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_keyring_clear_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
