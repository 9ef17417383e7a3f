/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-own-rituals.h"

#include "rem-context-private.h"
#include "rem-ritual-store.h"

typedef struct
{
  RemRitual *ritual;
  gint64 now_us;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  rem_ritual_unref (change->ritual);
  g_free (change);
}

static Change *
change_new (RemRitual *ritual, gint64 now_us)
{
  Change *change = g_new0 (Change, 1);

  change->ritual = rem_ritual_ref (ritual);
  change->now_us = now_us;
  return change;
}

static gpointer
keep_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  Change *change = data;

  return GINT_TO_POINTER (rem_ritual_store_put (database, change->ritual, change->now_us, error));
}

static gpointer
set_removed_func (RemDatabase *database,
                  RemObjectStore *objects,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Change *change = data;

  return GINT_TO_POINTER (rem_ritual_store_set_removed (database,
                                                        rem_ritual_get_id (change->ritual),
                                                        change->now_us, error));
}

static gpointer
list_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  return rem_ritual_store_list (database, error);
}

/**
 * rem_own_rituals_new_draft:
 * @context: a context
 *
 * Returns: (transfer full): a ritual that is not kept yet, with a uuid of its own
 */
RemRitual *
rem_own_rituals_new_draft (RemContext *context)
{
  g_autofree char *uuid = g_uuid_string_random ();

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  return rem_ritual_new_own (uuid, rem_clock_get_unix_us (rem_context_get_clock (context)));
}

/**
 * rem_own_rituals_keep_async:
 * @context: a context
 * @ritual: a ritual of her own
 * @cancellable: (nullable): ends it, if it was not kept yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts a ritual into the box, or what changed of it.
 */
void
rem_own_rituals_keep_async (RemContext *context,
                            RemRitual *ritual,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (ritual != NULL);

  rem_context_call_async (context, REM_BOX_CHANGE_RITUALS, keep_func,
                          change_new (ritual,
                                      rem_clock_get_unix_us (rem_context_get_clock (context))),
                          change_free, NULL, cancellable, rem_own_rituals_keep_async, callback,
                          user_data);
}

/**
 * rem_own_rituals_keep_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it is kept. Fails with %REM_BOX_ERROR_CLOSED, or as rem_ritual_store_put().
 */
gboolean
rem_own_rituals_keep_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_own_rituals_keep_async, error) != NULL;
}

/**
 * rem_own_rituals_set_removed_async:
 * @context: a context
 * @ritual: which
 * @removed: whether to remove it or to bring it back
 * @cancellable: (nullable): ends it, if it was not done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Takes a ritual out of the list; nothing of it is lost.
 */
void
rem_own_rituals_set_removed_async (RemContext *context,
                                   RemRitual *ritual,
                                   gboolean removed,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  gint64 now_us;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (ritual != NULL);

  now_us = removed ? rem_clock_get_unix_us (rem_context_get_clock (context)) : 0;
  rem_context_call_async (context, REM_BOX_CHANGE_RITUALS, set_removed_func,
                          change_new (ritual, now_us), change_free, NULL, cancellable,
                          rem_own_rituals_set_removed_async, callback, user_data);
}

/**
 * rem_own_rituals_set_removed_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE on success. Fails with %REM_BOX_ERROR_CLOSED, or as
 *   rem_ritual_store_set_removed().
 */
gboolean
rem_own_rituals_set_removed_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_own_rituals_set_removed_async, error) !=
         NULL;
}

/**
 * rem_own_rituals_list_async:
 * @context: a context
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads the rituals that somebody made up.
 */
void
rem_own_rituals_list_async (RemContext *context,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));

  rem_context_call_async (context, 0, list_func, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                          cancellable, rem_own_rituals_list_async, callback, user_data);
}

/**
 * rem_own_rituals_list_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (element-type RemRitual): in the order in which they were made up,
 *   or %NULL. Fails with %REM_BOX_ERROR_CLOSED.
 */
GPtrArray *
rem_own_rituals_list_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_own_rituals_list_async, error);
}
