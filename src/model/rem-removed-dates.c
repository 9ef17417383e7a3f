/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-removed-dates.h"

#include "rem-context-private.h"
#include "rem-occasion-store.h"

static gpointer
list_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  return rem_occasion_store_list_removed (database, error);
}

/**
 * rem_removed_dates_list_async:
 * @context: a context
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Lists the dates that were removed and can be put back.
 */
void
rem_removed_dates_list_async (RemContext *context,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));

  rem_context_call_async (context, 0, list_func, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                          cancellable, rem_removed_dates_list_async, callback, user_data);
}

/**
 * rem_removed_dates_list_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (element-type RemOccasion): the dates, the one that was removed last
 *   first, or %NULL. Fails with %REM_BOX_ERROR_CLOSED.
 */
GPtrArray *
rem_removed_dates_list_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_removed_dates_list_async, error);
}
