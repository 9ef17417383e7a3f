/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: sealed files that nothing needs
 *
 * A file that no row and no earlier state of the box points to goes to the trash: an import that
 * was ended by a power cut leaves one, and so does a photo that was removed for good, as soon as
 * the last earlier state that knew it is gone. From the trash it is removed after 30 days, and only
 * when a copy was made since, which had its chance to keep it. Where copies are never made it is
 * removed after a year. What a row needs comes out of the trash again. What somebody wanted gone
 * lies there as if since 1970: it goes as soon as no earlier state needs it (rem-box-erase.c).
 *
 * When one of the earlier states cannot be read nothing is moved. Whether a row needs a file is
 * asked once more on the worker, in the same request that moves it. */

#include "config.h"

#include "rem-box-sweep.h"

#include "rem-attachment-store.h"
#include "rem-box-error.h"
#include "rem-box-private.h"
#include "rem-box-task.h"
#include "rem-copy-source.h"
#include "rem-database-private.h"
#include "rem-object-needs.h"

#include <glib/gstdio.h>

#define DAY_US          (G_TIME_SPAN_DAY)
#define TRASH_US        (30 * DAY_US)
#define TRASH_LONGER_US (365 * DAY_US)

typedef struct
{
  RemBox *box;
  RemCopySource *source;
  GHashTable *needed;
  GPtrArray *orphans; /* names */
  GPtrArray *wanted;  /* names in the trash that a row points to */
  gint64 now_us;
  gint64 last_copy_us;
} Sweep;

static gint64
get_changed_us (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0
             ? MAX ((gint64) status.st_ctime, (gint64) status.st_mtime) * G_USEC_PER_SEC
             : G_MAXINT64;
}

/* Not one of today: its row may be on its way. */
static void
note_orphan (const char *name, const char *path, gpointer user_data)
{
  Sweep *sweep = user_data;

  if (!g_hash_table_contains (sweep->needed, name) &&
      get_changed_us (path) < sweep->now_us - DAY_US)
    g_ptr_array_add (sweep->orphans, g_strdup (name));
}

static void
empty_trash (const char *name, const char *path, gpointer user_data)
{
  Sweep *sweep = user_data;
  GStatBuf status;
  gint64 trashed_us;

  if (g_hash_table_contains (sweep->needed, name))
    {
      g_ptr_array_add (sweep->wanted, g_strdup (name));
      return;
    }
  if (g_lstat (path, &status) != 0)
    return;
  trashed_us = (gint64) status.st_mtime * G_USEC_PER_SEC;
  if (trashed_us < sweep->now_us - TRASH_LONGER_US ||
      (trashed_us < sweep->now_us - TRASH_US && trashed_us < sweep->last_copy_us))
    g_unlink (path);
}

static gboolean
is_in_a_row (RemDatabase *database, const char *name, gboolean *found_out, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database, "SELECT 1 FROM attachment WHERE object = ?1", error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, name);
  return rem_statement_step (statement, found_out, error);
}

static gpointer
move_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  Sweep *sweep = data;

  for (guint i = 0; i < sweep->orphans->len; i++)
    {
      const char *name = g_ptr_array_index (sweep->orphans, i);
      gboolean found = TRUE;

      if (!is_in_a_row (database, name, &found, error))
        return NULL;
      if (!found && !rem_object_store_trash (objects, name, error))
        return NULL;
    }
  for (guint i = 0; i < sweep->wanted->len; i++)
    {
      const char *name = g_ptr_array_index (sweep->wanted, i);
      gboolean found = FALSE;

      if (!is_in_a_row (database, name, &found, error))
        return NULL;
      if (found && !rem_object_store_untrash (objects, name, error))
        return NULL;
    }
  return data;
}

/**
 * rem_box_sweep:
 * @self: an open box
 * @last_copy_us: when a copy was last made, microseconds since 1970 UTC, or 0 for never
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * Moves sealed files that nothing needs to the trash, and removes those that have lain there long
 * enough. Waits; any thread but the worker. Holds keys of its own: to be cancelled before the box
 * is closed for locking.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_CLOSED, %G_IO_ERROR_CANCELLED, or when not
 *   everything that may need a file could be read, and then nothing was moved
 */
gboolean
rem_box_sweep (RemBox *self, gint64 last_copy_us, GCancellable *cancellable, GError **error)
{
  g_autoptr (RemCopySource) source = NULL;
  g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) orphans = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);
  Sweep sweep = { .box = self,
                  .needed = needed,
                  .orphans = orphans,
                  .wanted = wanted,
                  .last_copy_us = last_copy_us };

  g_return_val_if_fail (REM_IS_BOX (self), FALSE);

  source = rem_copy_source_take (self, error);
  if (source == NULL)
    return FALSE;
  sweep.now_us = rem_clock_get_unix_us (self->clock);
  for (guint i = 0; i < source->attachments->len; i++)
    g_hash_table_add (needed, g_strdup (rem_attachment_get_object_name (
                                  g_ptr_array_index (source->attachments, i))));
  if (!rem_object_needs_add_snapshots (needed, self->path, source, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  rem_object_needs_visit (self->path, note_orphan, &sweep);
  rem_object_needs_visit_trash (self->path, empty_trash, &sweep);
  return (orphans->len == 0 && wanted->len == 0) ||
         rem_box_call (self, 0, move_func, &sweep, NULL, cancellable, error) != NULL;
}

static gpointer
sweep_in_thread (RemBox *self,
                 gpointer last_copy_us,
                 RemBoxProgress progress,
                 gpointer progress_data,
                 GCancellable *cancellable,
                 GError **error)
{
  return GINT_TO_POINTER (rem_box_sweep (self, *(gint64 *) last_copy_us, cancellable, error));
}

/**
 * rem_box_sweep_async:
 * @self: an open box
 * @last_copy_us: as in rem_box_sweep()
 * @cancellable: (nullable): ends it
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Like rem_box_sweep(), without waiting.
 */
void
rem_box_sweep_async (RemBox *self,
                     gint64 last_copy_us,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_return_if_fail (REM_IS_BOX (self));

  rem_box_task_run (self, rem_box_sweep_async, sweep_in_thread,
                    g_memdup2 (&last_copy_us, sizeof last_copy_us), g_free, NULL, NULL, NULL,
                    cancellable, callback, user_data);
}

/**
 * rem_box_sweep_finish:
 * @self: the box
 * @result: the result
 * @error: return location for an error
 *
 * Returns: as rem_box_sweep() does
 */
gboolean
rem_box_sweep_finish (RemBox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
