/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-removed-words.h"

#include "rem-context-private.h"

typedef struct
{
  RemRemovedKind kind;
  char *uuid;
} Which;

static void
which_free (gpointer data)
{
  Which *which = data;

  g_free (which->uuid);
  g_free (which);
}

static gpointer
list_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  return rem_removed_store_list (database, error);
}

static gpointer
put_back_func (RemDatabase *database,
               RemObjectStore *objects,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Which *which = data;

  return GINT_TO_POINTER (rem_removed_store_put_back (database, which->kind, which->uuid, error));
}

/**
 * rem_removed_words_list_async:
 * @context: a context
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads what was removed.
 */
void
rem_removed_words_list_async (RemContext *context,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));

  rem_context_call_async (context, 0, list_func, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                          cancellable, rem_removed_words_list_async, callback, user_data);
}

/**
 * rem_removed_words_list_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (element-type RemRemovedWords): what was removed last first, or %NULL.
 *   Fails with %REM_BOX_ERROR_CLOSED, or as rem_removed_store_list().
 */
GPtrArray *
rem_removed_words_list_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_removed_words_list_async, error);
}

/**
 * rem_removed_words_put_back_async:
 * @context: a context
 * @kind: what it is
 * @uuid: which
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts words back where they were.
 */
void
rem_removed_words_put_back_async (RemContext *context,
                                  RemRemovedKind kind,
                                  const char *uuid,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  static const guint changes[] = {
    [REM_REMOVED_LINE] = REM_BOX_CHANGE_RITUALS,
    [REM_REMOVED_CHECK_IN] = REM_BOX_CHANGE_CHECK_INS,
    [REM_REMOVED_RITUAL] = REM_BOX_CHANGE_RITUALS,
    [REM_REMOVED_HELPER] = REM_BOX_CHANGE_HELPERS,
    [REM_REMOVED_PERSON] = REM_BOX_CHANGE_PERSONS,
  };
  Which *which;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (uuid != NULL);
  g_return_if_fail (kind < G_N_ELEMENTS (changes));

  which = g_new0 (Which, 1);
  which->kind = kind;
  which->uuid = g_strdup (uuid);
  rem_context_call_async (context, changes[kind], put_back_func, which, which_free, NULL, NULL,
                          rem_removed_words_put_back_async, callback, user_data);
}

/**
 * rem_removed_words_put_back_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE on success. Fails with %REM_BOX_ERROR_CLOSED, or as rem_removed_store_put_back().
 */
gboolean
rem_removed_words_put_back_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_removed_words_put_back_async, error) != NULL;
}
