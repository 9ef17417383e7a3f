/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-bin.h"

#include "rem-attachment-store.h"
#include "rem-context-private.h"
#include "rem-keepsake-store.h"

/*
 * First the rows go, in one transaction; then the sealed files that no row speaks of any more. Cut
 * off in between, files stay that nothing leads to: that costs room, never a memory. Two keepsakes
 * may share one file, so each is looked for once more before it goes.
 */

static gboolean
add_objects (RemDatabase *database, const char *uuid, GHashTable *names, GError **error)
{
  g_autoptr (GPtrArray) attachments = rem_attachment_store_list (database, uuid, error);

  if (attachments == NULL)
    return FALSE;
  for (guint i = 0; i < attachments->len; i++)
    g_hash_table_add (names, g_strdup (rem_attachment_get_object_name (
                                 g_ptr_array_index (attachments, i))));
  return TRUE;
}

/* (transfer full): the names of the objects that belonged to what is gone. */
static gpointer
erase_rows_func (RemDatabase *database,
                 RemObjectStore *objects,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  const RemKeepsakeQuery query = { .removed = TRUE, .put_away = TRUE };
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) ids = rem_keepsake_store_query (database, &query, NULL, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (ids != NULL)
    rows = rem_keepsake_store_get_rows (database, (const gint64 *) (gpointer) ids->data, ids->len,
                                        NULL, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      RemKeepsakeRow *row = g_ptr_array_index (rows, i);

      if (!add_objects (database, row->uuid, names, error) ||
          !rem_keepsake_store_erase (database, row->uuid, error))
        return NULL;
    }
  return g_steal_pointer (&names);
}

static gpointer
erase_objects_func (RemDatabase *database,
                    RemObjectStore *objects,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  GHashTable *names = data;
  g_autoptr (GPtrArray) kept = rem_attachment_store_list_all (database, error);
  GHashTableIter iter;
  gpointer name = NULL;

  if (kept == NULL)
    return NULL;
  for (guint i = 0; i < kept->len; i++)
    g_hash_table_remove (names, rem_attachment_get_object_name (g_ptr_array_index (kept, i)));

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    rem_object_store_erase (objects, name);
  return GINT_TO_POINTER (TRUE);
}

static void
erase_objects_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* The rows are gone: what was asked for is done, whatever becomes of the room. */
  if (rem_context_call_finish (REM_CONTEXT (source), result, erase_objects_func, &error) == NULL)
    g_debug ("Files that nothing leads to stay: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
erase_rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GHashTable *names =
      rem_context_call_finish (REM_CONTEXT (source), result, erase_rows_func, &error);

  if (names == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  rem_context_call_async (REM_CONTEXT (source), 0, erase_objects_func, names,
                          (GDestroyNotify) g_hash_table_unref, NULL, NULL, erase_objects_func,
                          erase_objects_cb, g_object_ref (task));
}

/**
 * rem_bin_empty_async:
 * @context: a context
 * @cancellable: (nullable): ends it, if nothing was done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Takes everything that was removed out of the box for good, with its files. Copies of the box, and
 * the earlier states that it keeps, are not touched. To be called only after it was asked for.
 */
void
rem_bin_empty_async (RemContext *context,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_bin_empty_async);
  g_task_set_name (task, "[remember] empty bin");
  g_task_set_check_cancellable (task, FALSE);
  rem_context_call_async (context, REM_BOX_CHANGE_KEEPSAKES, erase_rows_func, NULL, NULL,
                          (GDestroyNotify) g_hash_table_unref, cancellable, erase_rows_func,
                          erase_rows_cb, task);
}

/**
 * rem_bin_empty_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if nothing is left there. Fails with %REM_BOX_ERROR_CLOSED or an error of the box;
 *   then everything is still there.
 */
gboolean
rem_bin_empty_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
