/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody wants gone. Its rows are gone already when this begins; its files go to the trash
 * as condemned, and the sweep erases at once those that no earlier state needs. The others go with
 * the last state that needs them: an earlier state without its photos would be worth less than
 * none. Where it is to be gone now, the earlier states go first, and a new one is made. */

#include "config.h"

#include "rem-box-erase.h"

#include "rem-attachment-store.h"
#include "rem-box-private.h"
#include "rem-box-snapshot.h"
#include "rem-box-sweep.h"
#include "rem-box-task.h"
#include "rem-snapshot-folder.h"

static gpointer
condemn_func (RemDatabase *database,
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
    rem_object_store_condemn (objects, name);
  return names;
}

static gboolean
has_snapshots (RemBox *self)
{
  g_autoptr (GPtrArray) snapshots = rem_box_list_snapshots (self->path);

  return snapshots->len > 0;
}

/**
 * rem_box_erase_objects:
 * @self: an open box
 * @names: (element-type utf8): the names of the objects of rows that are gone; changed
 * @earlier_too: whether the earlier states of the box go as well
 * @held_out: (out): whether earlier states may still hold what was erased
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * Lets the files of what is gone go, but for those that another row points to. Any thread but the
 * worker.
 *
 * Returns: %TRUE on success; fails with an error of the disk or %REM_BOX_ERROR_CLOSED, and what was
 *   not erased then goes with a later sweep
 */
gboolean
rem_box_erase_objects (RemBox *self,
                       GHashTable *names,
                       gboolean earlier_too,
                       gboolean *held_out,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (REM_IS_BOX (self), FALSE);

  if (rem_box_call (self, 0, condemn_func, names, NULL, cancellable, error) == NULL)
    return FALSE;
  if (earlier_too)
    {
      g_autofree char *fresh = NULL;

      if (!rem_snapshot_folder_clear (self->path, error))
        return FALSE;
      /* Without room for it the next day makes one. */
      fresh = rem_box_take_snapshot (self, REM_SNAPSHOT_DAILY, cancellable, NULL);
    }
  *held_out = !earlier_too && has_snapshots (self);
  return rem_box_sweep (self, 0, cancellable, error);
}

typedef struct
{
  GHashTable *names;
  gboolean earlier_too;
} Erasing;

static void
free_erasing (gpointer data)
{
  Erasing *erasing = data;

  g_hash_table_unref (erasing->names);
  g_free (erasing);
}

static gpointer
erase_in_thread (RemBox *self,
                 gpointer data,
                 RemBoxProgress progress,
                 gpointer progress_data,
                 GCancellable *cancellable,
                 GError **error)
{
  Erasing *erasing = data;
  gboolean held = FALSE;

  if (!rem_box_erase_objects (self, erasing->names, erasing->earlier_too, &held, cancellable,
                              error))
    return NULL;
  return g_strdup (held ? "held" : "gone");
}

/**
 * rem_box_erase_objects_async:
 * @self: an open box
 * @names: (element-type utf8): the names of the objects of rows that are gone; not used afterwards
 * @earlier_too: whether the earlier states of the box go as well
 * @cancellable: (nullable): ends it
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Like rem_box_erase_objects(), without waiting.
 */
void
rem_box_erase_objects_async (RemBox *self,
                             GHashTable *names,
                             gboolean earlier_too,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Erasing *erasing = NULL;

  g_return_if_fail (REM_IS_BOX (self));

  erasing = g_new0 (Erasing, 1);
  erasing->names = g_hash_table_ref (names);
  erasing->earlier_too = earlier_too;
  rem_box_task_run (self, rem_box_erase_objects_async, erase_in_thread, erasing, free_erasing,
                    g_free, NULL, NULL, cancellable, callback, user_data);
}

/**
 * rem_box_erase_objects_finish:
 * @self: the box
 * @result: the result
 * @held_out: (out): whether earlier states may still hold what was erased
 * @error: return location for an error
 *
 * Returns: as rem_box_erase_objects() does
 */
gboolean
rem_box_erase_objects_finish (RemBox *self,
                              GAsyncResult *result,
                              gboolean *held_out,
                              GError **error)
{
  g_autofree char *fate = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  fate = g_task_propagate_pointer (G_TASK (result), error);
  *held_out = g_strcmp0 (fate, "held") == 0;
  return fate != NULL;
}
