/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-persons.h"

#include "rem-context-private.h"
#include "rem-person-store.h"

static gpointer
keep_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  if (!rem_person_store_put (database, data, error))
    return NULL;

  return GINT_TO_POINTER (TRUE);
}

typedef struct
{
  char *uuid;
  gint64 removed_us;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_free (removal->uuid);
  g_free (removal);
}

static gpointer
set_removed_func (RemDatabase *database,
                  RemObjectStore *objects,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  const Removal *removal = data;

  return GINT_TO_POINTER (
      rem_person_store_set_removed (database, removal->uuid, removal->removed_us, error));
}

static gpointer
set_order_func (RemDatabase *database,
                RemObjectStore *objects,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  return GINT_TO_POINTER (rem_person_store_set_order (database, (const char *const *) data, error));
}

static gpointer
list_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  return rem_person_store_list (database, error);
}

/**
 * rem_persons_new_draft:
 * @context: a context
 * @name: a name, a nickname, another word, or "" for none
 *
 * Returns: (transfer full): someone who is not kept yet, with a uuid of their own
 */
RemPerson *
rem_persons_new_draft (RemContext *context, const char *name)
{
  g_autofree char *uuid = g_uuid_string_random ();

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return rem_person_new (uuid, name, rem_clock_get_unix_us (rem_context_get_clock (context)));
}

/**
 * rem_persons_keep_async:
 * @context: a context
 * @person: who
 * @cancellable: (nullable): ends it, if it was not kept yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts someone into the box after the others, or what changed of them in their place.
 */
void
rem_persons_keep_async (RemContext *context,
                        RemPerson *person,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (person != NULL);

  /* A new name is found in keepsakes, too. */
  rem_context_call_async (context, REM_BOX_CHANGE_PERSONS, keep_func,
                          rem_person_with_modified_us (person,
                                                       rem_clock_get_unix_us (
                                                           rem_context_get_clock (context))),
                          (GDestroyNotify) rem_person_unref, NULL, cancellable,
                          rem_persons_keep_async, callback, user_data);
}

/**
 * rem_persons_keep_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it is kept. Fails with %REM_BOX_ERROR_CLOSED, or as rem_person_store_put().
 */
gboolean
rem_persons_keep_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_persons_keep_async, error) != NULL;
}

/**
 * rem_persons_list_async:
 * @context: a context
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads who is remembered in the box.
 */
void
rem_persons_list_async (RemContext *context,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));

  rem_context_call_async (context, 0, list_func, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                          cancellable, rem_persons_list_async, callback, user_data);
}

/**
 * rem_persons_list_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (element-type RemPerson): everyone, in the order that was chosen, or
 *   %NULL. Fails with %REM_BOX_ERROR_CLOSED.
 */
GPtrArray *
rem_persons_list_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_persons_list_async, error);
}

static void
set_removed_async (RemContext *context,
                   const char *uuid,
                   gint64 removed_us,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->uuid = g_strdup (uuid);
  removal->removed_us = removed_us;
  rem_context_call_async (context, REM_BOX_CHANGE_PERSONS, set_removed_func, removal, removal_free,
                          NULL, cancellable, rem_persons_change_finish, callback, user_data);
}

/**
 * rem_persons_remove_async:
 * @context: a context
 * @uuid: whose
 * @cancellable: (nullable): ends it, if it was not done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Takes somebody out of the list. What is about them stays in the box, and they can be put back.
 */
void
rem_persons_remove_async (RemContext *context,
                          const char *uuid,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (uuid != NULL);

  set_removed_async (context, uuid, rem_clock_get_unix_us (rem_context_get_clock (context)),
                     cancellable, callback, user_data);
}

/**
 * rem_persons_restore_async:
 * @context: a context
 * @uuid: whose
 * @cancellable: (nullable): ends it, if it was not done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts somebody back into the list, in the place they had.
 */
void
rem_persons_restore_async (RemContext *context,
                           const char *uuid,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (uuid != NULL);

  set_removed_async (context, uuid, 0, cancellable, callback, user_data);
}

/**
 * rem_persons_set_order_async:
 * @context: a context
 * @uuids: everybody, in the order that was chosen
 * @cancellable: (nullable): ends it, if it was not done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Keeps the order in which they stand side by side.
 */
void
rem_persons_set_order_async (RemContext *context,
                             const char *const *uuids,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (uuids != NULL);

  rem_context_call_async (context, REM_BOX_CHANGE_PERSONS, set_order_func,
                          g_strdupv ((char **) uuids), (GDestroyNotify) g_strfreev, NULL,
                          cancellable, rem_persons_change_finish, callback, user_data);
}

/**
 * rem_persons_change_finish:
 * @context: a context
 * @result: what the callback of one of the functions above got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it was done. Fails with %REM_BOX_ERROR_NOT_FOUND, %REM_BOX_ERROR_CLOSED.
 */
gboolean
rem_persons_change_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_persons_change_finish, error) != NULL;
}
