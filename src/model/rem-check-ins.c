/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-check-ins.h"

#include "rem-context-private.h"
#include "rem-check-in-store.h"

typedef struct
{
  RemCheckIn *check_in;
  gint64 now_us;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  rem_check_in_unref (change->check_in);
  g_free (change);
}

static Change *
change_new (RemCheckIn *check_in, gint64 now_us)
{
  Change *change = g_new0 (Change, 1);

  change->check_in = rem_check_in_ref (check_in);
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

  return GINT_TO_POINTER (
      rem_check_in_store_put (database, change->check_in, change->now_us, error));
}

static gpointer
set_removed_func (RemDatabase *database,
                  RemObjectStore *objects,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Change *change = data;

  return GINT_TO_POINTER (rem_check_in_store_set_removed (database,
                                                          rem_check_in_get_uuid (change->check_in),
                                                          change->now_us, error));
}

static gpointer
list_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  return rem_check_in_store_list (database, data, error);
}

/**
 * rem_check_ins_new_draft:
 * @context: a context
 *
 * Returns: (transfer full): how somebody is today, without words, not kept yet, with a uuid of its
 * own
 */
RemCheckIn *
rem_check_ins_new_draft (RemContext *context)
{
  g_autofree char *uuid = g_uuid_string_random ();
  RemClock *clock;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  clock = rem_context_get_clock (context);
  return rem_check_in_new (uuid, rem_clock_get_today (clock), rem_clock_get_unix_us (clock));
}

/**
 * rem_check_ins_keep_async:
 * @context: a context
 * @check_in: how somebody is
 * @cancellable: (nullable): ends it, if it was not kept yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts it into the box, or what changed of it.
 */
void
rem_check_ins_keep_async (RemContext *context,
                          RemCheckIn *check_in,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (check_in != NULL);

  rem_context_call_async (context, REM_BOX_CHANGE_CHECK_INS, keep_func,
                          change_new (check_in,
                                      rem_clock_get_unix_us (rem_context_get_clock (context))),
                          change_free, NULL, cancellable, rem_check_ins_keep_async, callback,
                          user_data);
}

/**
 * rem_check_ins_keep_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it is kept. Fails with %REM_BOX_ERROR_CLOSED, or as rem_check_in_store_put().
 */
gboolean
rem_check_ins_keep_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_check_ins_keep_async, error) != NULL;
}

/**
 * rem_check_ins_set_removed_async:
 * @context: a context
 * @check_in: which
 * @removed: whether to remove it or to bring it back
 * @cancellable: (nullable): ends it, if it was not done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Takes it out of the list; nothing of it is lost.
 */
void
rem_check_ins_set_removed_async (RemContext *context,
                                 RemCheckIn *check_in,
                                 gboolean removed,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  gint64 now_us;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (check_in != NULL);

  now_us = removed ? rem_clock_get_unix_us (rem_context_get_clock (context)) : 0;
  rem_context_call_async (context, REM_BOX_CHANGE_CHECK_INS, set_removed_func,
                          change_new (check_in, now_us), change_free, NULL, cancellable,
                          rem_check_ins_set_removed_async, callback, user_data);
}

/**
 * rem_check_ins_set_removed_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE on success. Fails with %REM_BOX_ERROR_CLOSED, or as
 *   rem_check_in_store_set_removed().
 */
gboolean
rem_check_ins_set_removed_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_check_ins_set_removed_async, error) != NULL;
}

/**
 * rem_check_ins_list_async:
 * @context: a context
 * @words: only those with these words in them, or ""
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads what was kept.
 */
void
rem_check_ins_list_async (RemContext *context,
                          const char *words,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (words != NULL);

  rem_context_call_async (context, 0, list_func, g_strdup (words), g_free,
                          (GDestroyNotify) g_ptr_array_unref, cancellable, rem_check_ins_list_async,
                          callback, user_data);
}

/**
 * rem_check_ins_list_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (element-type RemCheckIn): the latest first, or %NULL. Fails with
 * %REM_BOX_ERROR_CLOSED.
 */
GPtrArray *
rem_check_ins_list_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_check_ins_list_async, error);
}
