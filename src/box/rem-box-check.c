/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: checking a box
 *
 *   1. the database, page by page, into a snapshot: so every page is opened, and other requests
 * have their turn in between                                            rem-copy-source.c
 *   2. in the snapshot, in this thread: that the pages fit together, and that the search index says
 *      what the keepsakes say. Then it is removed
 *   3. the three copies of the keys, and every file of a keepsake, in this thread: its seal, its
 * length, its sum
 *
 * When there is no room for a snapshot, or a page cannot be opened, step 2 is done on the worker,
 * in the box itself. What is not whole is an answer, not a failure: the report names it. Nothing is
 * changed. */

#include "config.h"

#include "rem-box-check.h"

#include "rem-attachment-store.h"
#include "rem-box-error.h"
#include "rem-box-private.h"
#include "rem-box-task.h"
#include "rem-copy-source.h"
#include "rem-database-private.h"
#include "rem-keepsake-store.h"
#include "rem-page-check.h"
#include "rem-schema.h"
#include "rem-search-index.h"
#include "rem-snapshot-folder.h"

/* When nobody is to notice: after each file, as long as this. */
#define GENTLE_PAUSE_MS 200

/**
 * rem_box_report_free:
 * @self: (transfer full): a report
 */
void
rem_box_report_free (RemBoxReport *self)
{
  g_ptr_array_unref (self->damaged);
  g_ptr_array_unref (self->damaged_keepsakes);
  g_free (self);
}

static RemBoxReport *
new_report (void)
{
  RemBoxReport *report = g_new0 (RemBoxReport, 1);

  report->whole = TRUE;
  report->damaged = g_ptr_array_new_with_free_func (g_free);
  report->damaged_keepsakes = g_ptr_array_new_with_free_func (g_free);
  return report;
}

static void
note_damage (RemBoxReport *report, const char *what, const char *keepsake)
{
  report->whole = FALSE;
  g_ptr_array_add (report->damaged, g_strdup (what));
  g_ptr_array_add (report->damaged_keepsakes, g_strdup (keepsake));
}

/* Pages that do not authenticate, or that do not fit together, are an answer. */
static gboolean
check_pages (RemDatabase *database, gboolean quick, RemBoxReport *report, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RemStatement) count = NULL;
  gboolean index_whole = TRUE;
  gboolean row = FALSE;

  if (!rem_page_check (database, quick, &local_error))
    {
      if (!g_error_matches (local_error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      note_damage (report, "database", "");
    }
  else if (!rem_search_index_is_whole (database, &index_whole, error))
    return FALSE;
  if (!index_whole)
    note_damage (report, "index", "");

  count = rem_database_prepare (database, "PRAGMA page_count", error);
  if (count == NULL || !rem_statement_step (count, &row, error))
    return FALSE;
  report->n_pages = (guint64) rem_statement_get_int64 (count, 0);
  return TRUE;
}

static gboolean
count_keepsakes (RemDatabase *database, RemBoxReport *report, GError **error)
{
  for (guint kind = REM_KEEPSAKE_KIND_NOTE; kind <= REM_KEEPSAKE_KIND_OBJECT; kind++)
    {
      if (!rem_keepsake_store_count (database, kind, &report->counts[kind], error))
        return FALSE;
    }
  return TRUE;
}

/* Not a clock: the wish to cancel is waited for, and comes or not. */
static void
rest (GCancellable *cancellable)
{
  GPollFD wish;

  if (cancellable == NULL || !g_cancellable_make_pollfd (cancellable, &wish))
    return;
  g_poll (&wish, 1, GENTLE_PAUSE_MS);
  g_cancellable_release_fd (cancellable);
}

static gboolean
check_objects (RemObjectStore *objects,
               GPtrArray *attachments,
               gboolean gently,
               RemBoxReport *report,
               RemBoxProgress progress,
               gpointer progress_data,
               GCancellable *cancellable,
               GError **error)
{
  for (guint i = 0; i < attachments->len; i++)
    {
      RemAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autoptr (GError) local_error = NULL;

      if (!rem_object_store_verify (objects, rem_attachment_get_object_name (attachment),
                                    rem_attachment_get_sum (attachment), cancellable, &local_error))
        {
          if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            {
              g_propagate_error (error, g_steal_pointer (&local_error));
              return FALSE;
            }
          note_damage (report, rem_attachment_get_uuid (attachment),
                       rem_attachment_get_keepsake_uuid (attachment));
        }
      if (progress != NULL)
        progress (i + 1, attachments->len, progress_data);
      if (gently)
        rest (cancellable);
    }
  return TRUE;
}

/**
 * rem_box_check_func:
 * @database: the connection
 * @objects: the sealed files
 * @quick: GINT_TO_POINTER (%TRUE) to read the pages only, %FALSE to read every object too
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * A #RemBoxFunc that reads everything and changes nothing. Worker thread.
 *
 * Returns: (transfer full): a #RemBoxReport, of a damaged box too; fails with
 *   %G_IO_ERROR_CANCELLED, or with %REM_BOX_ERROR_DAMAGED if not even the tables can be read
 */
gpointer
rem_box_check_func (RemDatabase *database,
                    RemObjectStore *objects,
                    gpointer quick,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (RemBoxReport) report = new_report ();
  g_autoptr (GPtrArray) attachments = NULL;

  if (!check_pages (database, GPOINTER_TO_INT (quick), report, error) ||
      !count_keepsakes (database, report, error))
    return NULL;
  attachments = rem_attachment_store_list_all (database, error);
  if (attachments == NULL)
    return NULL;
  report->n_attachments = attachments->len;
  if (!GPOINTER_TO_INT (quick) &&
      !check_objects (objects, attachments, FALSE, report, NULL, NULL, cancellable, error))
    return NULL;
  return g_steal_pointer (&report);
}

/* Steps 1 and 2. */
static gboolean
check_snapshot (RemBox *self,
                RemCopySource *source,
                const char *path,
                RemBoxReport *report,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (RemVfs) vfs = rem_copy_source_new_vfs (source);
  RemDatabase *database;
  gboolean done;

  if (!rem_copy_source_write_snapshot (source, self, path, cancellable, error))
    return FALSE;
  database = rem_database_open (path, vfs, error);
  if (database == NULL)
    return FALSE;
  done = check_pages (database, FALSE, report, error) && count_keepsakes (database, report, error);
  rem_database_close (database, NULL);
  return done;
}

static RemBoxReport *
check_database (RemBox *self, RemCopySource *source, GCancellable *cancellable, GError **error)
{
  g_autoptr (RemBoxReport) report = new_report ();
  g_autoptr (GError) local_error = NULL;
  g_autofree char *path = rem_snapshot_folder_begin (self->path, source->head, NULL);

  if (path != NULL)
    {
      gboolean done = check_snapshot (self, source, path, report, cancellable, &local_error);

      rem_snapshot_folder_abandon (path);
      if (done)
        return g_steal_pointer (&report);
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
          g_error_matches (local_error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return rem_box_call (self, 0, rem_box_check_func, GINT_TO_POINTER (TRUE),
                       (GDestroyNotify) rem_box_report_free, cancellable, error);
}

/**
 * rem_box_check:
 * @self: an open box
 * @way: how
 * @progress: (nullable): told of each file, on this thread
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it between two files
 * @error: return location for an error
 *
 * Reads everything that is in the box and changes nothing. Waits: for the command line and for
 * tests. Other requests have their turn meanwhile. Holds keys of its own: to be cancelled before
 * the box is closed for locking. Any thread but the worker.
 *
 * Returns: (transfer full): what was found, of a damaged box too; fails with
 *   %G_IO_ERROR_CANCELLED, %REM_BOX_ERROR_CLOSED, or with %REM_BOX_ERROR_DAMAGED if not even the
 *   tables can be read
 */
RemBoxReport *
rem_box_check (RemBox *self,
               RemBoxCheckWay way,
               RemBoxProgress progress,
               gpointer progress_data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (RemCopySource) source = NULL;
  g_autoptr (RemObjectStore) objects = NULL;
  g_autoptr (RemKeyRegion) region = NULL;
  g_autoptr (RemBoxReport) report = NULL;

  g_return_val_if_fail (REM_IS_BOX (self), NULL);

  source = rem_copy_source_take (self, error);
  if (source == NULL)
    return NULL;
  report = check_database (self, source, cancellable, error);
  if (report == NULL)
    return NULL;
  report->n_attachments = source->attachments->len;
  region = rem_key_region_load (self->path, NULL);
  if (region == NULL || !rem_key_region_is_whole (region))
    note_damage (report, "keys", "");
  objects = rem_object_store_new (self->path, source->uuid, source->object_key, source->name_key);
  if (way != REM_BOX_CHECK_QUICK &&
      !check_objects (objects, source->attachments, way == REM_BOX_CHECK_GENTLY, report, progress,
                      progress_data, cancellable, error))
    return NULL;
  return g_steal_pointer (&report);
}

static gpointer
check_in_thread (RemBox *self,
                 gpointer way,
                 RemBoxProgress progress,
                 gpointer progress_data,
                 GCancellable *cancellable,
                 GError **error)
{
  return rem_box_check (self, (RemBoxCheckWay) GPOINTER_TO_INT (way), progress, progress_data,
                        cancellable, error);
}

/**
 * rem_box_check_async:
 * @self: an open box
 * @way: how
 * @progress: (nullable): told of each file, on the caller's main context
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Like rem_box_check(), without waiting.
 */
void
rem_box_check_async (RemBox *self,
                     RemBoxCheckWay way,
                     RemBoxProgress progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_return_if_fail (REM_IS_BOX (self));

  rem_box_task_run (self, rem_box_check_async, check_in_thread, GINT_TO_POINTER (way), NULL,
                    (GDestroyNotify) rem_box_report_free, progress, progress_data, cancellable,
                    callback, user_data);
}

/**
 * rem_box_check_finish:
 * @self: the box
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): as rem_box_check() does
 */
RemBoxReport *
rem_box_check_finish (RemBox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
