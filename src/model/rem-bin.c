/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-bin.h"

#include "rem-attachment-store.h"
#include "rem-box-erase.h"
#include "rem-context-private.h"
#include "rem-keepsake-store.h"
#include "rem-removed-store.h"

/*
 * First the rows go, in one transaction; then the sealed files that no row speaks of any more
 * (rem-box-erase.c). Cut off in between, files stay that nothing leads to: the sweep finds them.
 * Two keepsakes may share one file, so each is looked for once more before it goes.
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
  if (!rem_removed_store_erase_all (database, error))
    return NULL;
  return g_steal_pointer (&names);
}

typedef struct
{
  gboolean earlier_too;
  gboolean held;
  RemContextJob *job;
} Emptying;

static void
free_emptying (gpointer data)
{
  Emptying *emptying = data;

  g_clear_pointer (&emptying->job, rem_context_job_end);
  g_free (emptying);
}

static void
erase_objects_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Emptying *emptying = g_task_get_task_data (task);
  GError *error = NULL;

  if (rem_box_erase_objects_finish (REM_BOX (source), result, &emptying->held, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
erase_rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Emptying *emptying = g_task_get_task_data (task);
  GError *error = NULL;
  GHashTable *names =
      rem_context_call_finish (REM_CONTEXT (source), result, erase_rows_func, &error);

  if (names == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  emptying->job = rem_context_job_begin (REM_CONTEXT (source), NULL, &error);
  if (emptying->job == NULL)
    {
      g_hash_table_unref (names);
      g_task_return_error (task, error);
      return;
    }
  rem_box_erase_objects_async (rem_context_get_box (REM_CONTEXT (source)), names,
                               emptying->earlier_too,
                               rem_context_job_get_cancellable (emptying->job), erase_objects_cb,
                               g_object_ref (task));
  g_hash_table_unref (names);
}

/**
 * rem_bin_empty_async:
 * @context: a context
 * @earlier_too: whether the earlier states of the box go as well, so that it is gone now
 * @cancellable: (nullable): ends it, if nothing was done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Takes everything that was removed out of the box. Its files go with the last earlier state that
 * holds them: at once where there is none, or where they go as well. Copies of the box are not
 * touched. To be called only after it was asked for.
 */
void
rem_bin_empty_async (RemContext *context,
                     gboolean earlier_too,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = NULL;
  Emptying *emptying = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_bin_empty_async);
  g_task_set_name (task, "[remember] empty bin");
  g_task_set_check_cancellable (task, FALSE);
  emptying = g_new0 (Emptying, 1);
  emptying->earlier_too = earlier_too;
  g_task_set_task_data (task, emptying, free_emptying);
  rem_context_call_async (context,
                          REM_BOX_CHANGE_KEEPSAKES | REM_BOX_CHANGE_RITUALS |
                              REM_BOX_CHANGE_CHECK_INS | REM_BOX_CHANGE_HELPERS |
                              REM_BOX_CHANGE_PERSONS,
                          erase_rows_func, NULL, NULL, (GDestroyNotify) g_hash_table_unref,
                          cancellable, erase_rows_func, erase_rows_cb, task);
}

/**
 * rem_bin_empty_finish:
 * @context: a context
 * @result: what the callback got
 * @held_out: (out): whether earlier states of the box may still hold what was there
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if nothing is left there. Fails with %REM_BOX_ERROR_CLOSED or an error of the box
 * or the disk: then what is not gone yet goes when nothing needs it
 */
gboolean
rem_bin_empty_finish (RemContext *context, GAsyncResult *result, gboolean *held_out, GError **error)
{
  Emptying *emptying = NULL;

  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);

  emptying = g_task_get_task_data (G_TASK (result));
  *held_out = emptying->held;
  return g_task_propagate_boolean (G_TASK (result), error);
}
