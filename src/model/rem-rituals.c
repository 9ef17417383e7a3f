/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-rituals.h"

#include "rem-context-private.h"
#include "rem-ritual-held-store.h"

/* How many lines are read at once: a line for every evening of two years. */
#define MAX_LINES 730

typedef struct
{
  RemRitualHeld *held;
  gint64 us;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  rem_ritual_held_unref (change->held);
  g_free (change);
}

static Change *
change_new (RemRitualHeld *held, gint64 us)
{
  Change *change = g_new0 (Change, 1);

  change->held = rem_ritual_held_ref (held);
  change->us = us;
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

  return GINT_TO_POINTER (rem_ritual_held_store_put (database, change->held, change->us, error));
}

static gpointer
set_removed_func (RemDatabase *database,
                  RemObjectStore *objects,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Change *change = data;

  return GINT_TO_POINTER (
      rem_ritual_held_store_set_removed (database, rem_ritual_held_get_uuid (change->held),
                                         change->us, error));
}

static gpointer
list_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  return rem_ritual_held_store_list (database, MAX_LINES, error);
}

/**
 * rem_rituals_new_held:
 * @context: a context
 * @ritual: the id of a ritual
 * @occasion: the uuid of the date it belongs to, or ""
 * @words: what the person wrote about it
 *
 * Returns: (transfer full): a line about today that is not kept yet, with a uuid of its own
 */
RemRitualHeld *
rem_rituals_new_held (RemContext *context,
                      const char *ritual,
                      const char *occasion,
                      const char *words)
{
  g_autofree char *uuid = g_uuid_string_random ();
  RemClock *clock;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  clock = rem_context_get_clock (context);
  return rem_ritual_held_new (uuid, ritual, occasion, rem_clock_get_today (clock), words,
                              rem_clock_get_unix_us (clock));
}

/**
 * rem_rituals_keep_held_async:
 * @context: a context
 * @held: a line
 * @cancellable: (nullable): ends it, if it was not kept yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts a line into the box, or what changed of it.
 */
void
rem_rituals_keep_held_async (RemContext *context,
                             RemRitualHeld *held,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (held != NULL);

  rem_context_call_async (context, REM_BOX_CHANGE_RITUALS, keep_func,
                          change_new (held,
                                      rem_clock_get_unix_us (rem_context_get_clock (context))),
                          change_free, NULL, cancellable, rem_rituals_keep_held_async, callback,
                          user_data);
}

/**
 * rem_rituals_keep_held_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it is kept. Fails with %REM_BOX_ERROR_CLOSED, or as
 *   rem_ritual_held_store_put().
 */
gboolean
rem_rituals_keep_held_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_rituals_keep_held_async, error) != NULL;
}

/**
 * rem_rituals_set_held_removed_async:
 * @context: a context
 * @held: which
 * @removed: whether to remove it or to bring it back
 * @cancellable: (nullable): ends it, if it was not done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Takes a line out of what is shown; nothing of it is lost.
 */
void
rem_rituals_set_held_removed_async (RemContext *context,
                                    RemRitualHeld *held,
                                    gboolean removed,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  gint64 us;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (held != NULL);

  us = removed ? rem_clock_get_unix_us (rem_context_get_clock (context)) : 0;
  rem_context_call_async (context, REM_BOX_CHANGE_RITUALS, set_removed_func, change_new (held, us),
                          change_free, NULL, cancellable, rem_rituals_set_held_removed_async,
                          callback, user_data);
}

/**
 * rem_rituals_set_held_removed_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE on success. Fails with %REM_BOX_ERROR_CLOSED, or as
 *   rem_ritual_held_store_set_removed().
 */
gboolean
rem_rituals_set_held_removed_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_rituals_set_held_removed_async, error) !=
         NULL;
}

/**
 * rem_rituals_list_held_async:
 * @context: a context
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads the lines that were kept.
 */
void
rem_rituals_list_held_async (RemContext *context,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));

  rem_context_call_async (context, 0, list_func, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                          cancellable, rem_rituals_list_held_async, callback, user_data);
}

/**
 * rem_rituals_list_held_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (element-type RemRitualHeld): the latest first, or %NULL. Fails with
 *   %REM_BOX_ERROR_CLOSED.
 */
GPtrArray *
rem_rituals_list_held_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_rituals_list_held_async, error);
}
