/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-helpers.h"

#include "rem-context-private.h"
#include "rem-helper-store.h"

typedef struct
{
  RemHelper *helper;
  gint64 now_us;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  rem_helper_unref (change->helper);
  g_free (change);
}

static Change *
change_new (RemHelper *helper, gint64 now_us)
{
  Change *change = g_new0 (Change, 1);

  change->helper = rem_helper_ref (helper);
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

  return GINT_TO_POINTER (rem_helper_store_put (database, change->helper, change->now_us, error));
}

static gpointer
set_removed_func (RemDatabase *database,
                  RemObjectStore *objects,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Change *change = data;

  return GINT_TO_POINTER (rem_helper_store_set_removed (database,
                                                        rem_helper_get_uuid (change->helper),
                                                        change->now_us, error));
}

static gpointer
list_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  return rem_helper_store_list (database, (RemHelperKind) GPOINTER_TO_INT (data), error);
}

/**
 * rem_helpers_new_draft:
 * @context: a context
 * @kind: who or what
 *
 * Returns: (transfer full): a helper that is not kept yet, with a uuid of its own
 */
RemHelper *
rem_helpers_new_draft (RemContext *context, RemHelperKind kind)
{
  g_autofree char *uuid = g_uuid_string_random ();

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  return rem_helper_new (kind, uuid, rem_clock_get_unix_us (rem_context_get_clock (context)));
}

/**
 * rem_helpers_keep_async:
 * @context: a context
 * @helper: who or what
 * @cancellable: (nullable): ends it, if it was not kept yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts a helper into the box, or what changed of it.
 */
void
rem_helpers_keep_async (RemContext *context,
                        RemHelper *helper,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (helper != NULL);

  rem_context_call_async (context, REM_BOX_CHANGE_HELPERS, keep_func,
                          change_new (helper,
                                      rem_clock_get_unix_us (rem_context_get_clock (context))),
                          change_free, NULL, cancellable, rem_helpers_keep_async, callback,
                          user_data);
}

/**
 * rem_helpers_keep_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it is kept. Fails with %REM_BOX_ERROR_CLOSED, or as rem_helper_store_put().
 */
gboolean
rem_helpers_keep_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_helpers_keep_async, error) != NULL;
}

/**
 * rem_helpers_set_removed_async:
 * @context: a context
 * @helper: which
 * @removed: whether to remove it or to bring it back
 * @cancellable: (nullable): ends it, if it was not done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Takes a helper out of the list; nothing of it is lost.
 */
void
rem_helpers_set_removed_async (RemContext *context,
                               RemHelper *helper,
                               gboolean removed,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  gint64 now_us;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (helper != NULL);

  now_us = removed ? rem_clock_get_unix_us (rem_context_get_clock (context)) : 0;
  rem_context_call_async (context, REM_BOX_CHANGE_HELPERS, set_removed_func,
                          change_new (helper, now_us), change_free, NULL, cancellable,
                          rem_helpers_set_removed_async, callback, user_data);
}

/**
 * rem_helpers_set_removed_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE on success. Fails with %REM_BOX_ERROR_CLOSED, or as
 *   rem_helper_store_set_removed().
 */
gboolean
rem_helpers_set_removed_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_helpers_set_removed_async, error) != NULL;
}

/**
 * rem_helpers_list_async:
 * @context: a context
 * @kind: who or what
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads who or what helps, from the box.
 */
void
rem_helpers_list_async (RemContext *context,
                        RemHelperKind kind,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));

  rem_context_call_async (context, 0, list_func, GINT_TO_POINTER (kind), NULL,
                          (GDestroyNotify) g_ptr_array_unref, cancellable, rem_helpers_list_async,
                          callback, user_data);
}

/**
 * rem_helpers_list_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (element-type RemHelper): in the order in which they were written down,
 *   or %NULL. Fails with %REM_BOX_ERROR_CLOSED.
 */
GPtrArray *
rem_helpers_list_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_helpers_list_async, error);
}
