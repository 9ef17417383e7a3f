/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: the ladder
 *
 *   1. keys: the copies in box.db, the file keys, an earlier state, a copy rem-salvage-keys.c
 *   2. SQLite opens the database, cutting the torn end of the log; quick_check; the index is built
 *      anew if it does not fit. If that is all, the database is taken as it is
 *   3. else every row that can be read is copied past the damaged pages rem-salvage-rows.c
 *   4. what is lost then is looked for in the newest earlier state that is whole, and in copies
 *                                                                                  rem-merge.c
 *   5. sealed files: from the box, its trash, and copies rem-copy-objects.c
 *
 * All of it happens in a new box beside, on files that were copied there. The damaged box is only
 * read, and stays as it is. */

#include "config.h"

#include "rem-box-salvage.h"

#include "rem-attachment-store.h"
#include "rem-box-error.h"
#include "rem-box-folder.h"
#include "rem-box-lock.h"
#include "rem-box-snapshot.h"
#include "rem-copy-source.h"
#include "rem-database-private.h"
#include "rem-durable-file.h"
#include "rem-keepsake-store.h"
#include "rem-merge.h"
#include "rem-page-check.h"
#include "rem-salvage-keys.h"
#include "rem-salvage-rows.h"
#include "rem-schema.h"
#include "rem-search-index.h"

#include <glib/gstdio.h>

/* Everything that one run holds. */
typedef struct
{
  const char *box_path;
  const char *const *copies;
  gint64 now_us;
  RemCopy copy; /* place: the new box under its temporary name */
  RemKeyRegion *region;
  RemBoxSalvageReport *report;
  GCancellable *cancellable;
} Run;

/**
 * rem_box_salvage_report_free:
 * @self: (transfer full): a report
 */
void
rem_box_salvage_report_free (RemBoxSalvageReport *self)
{
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_free (self->snapshot);
  g_free (self->place);
  g_free (self);
}

static void
clear_run (Run *run)
{
  rem_copy_clear (&run->copy);
  g_clear_pointer (&run->region, rem_key_region_free);
  g_clear_pointer (&run->report, rem_box_salvage_report_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, clear_run)

static char *
build_path (Run *run, const char *name)
{
  return g_build_filename (run->copy.place, name, NULL);
}

static void
remove_work (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  g_unlink (log);
  g_unlink (path);
}

/* A copy of a database to work on. Adds to @n_unread how many bytes of it the disk could not read;
 * those are zeros in the copy. */
static gboolean
bring_database (Run *run, const char *from, const char *to, guint64 *n_unread, GError **error)
{
  g_autofree char *from_log = g_strconcat (from, "-wal", NULL);
  g_autofree char *to_log = g_strconcat (to, "-wal", NULL);

  remove_work (to);
  return rem_durable_file_rescue (from, to, n_unread, run->cancellable, error) &&
         (!g_file_test (from_log, G_FILE_TEST_IS_REGULAR) ||
          rem_durable_file_rescue (from_log, to_log, n_unread, run->cancellable, error));
}

/* The same for one that is to be whole. */
static gboolean
bring_whole (Run *run, const char *from, const char *to)
{
  guint64 n_unread = 0;

  return bring_database (run, from, to, &n_unread, NULL) && n_unread == 0;
}

/* Opens a database of this box that is to be whole, on a copy at @path. */
static RemDatabase *
open_whole (Run *run, const char *path, RemVfs *vfs, GError **error)
{
  RemDatabase *database = rem_database_open (path, vfs, error);
  gboolean index_whole = TRUE;

  if (database == NULL)
    return NULL;
  if (rem_schema_migrate (database, error) && rem_schema_verify (database, error) &&
      rem_page_check (database, TRUE, error) &&
      rem_search_index_is_whole (database, &index_whole, error) &&
      (index_whole || rem_search_index_mend (database, error)))
    {
      if (!index_whole)
        run->report->steps |= REM_SALVAGE_INDEX;
      return database;
    }
  rem_database_close (database, NULL);
  return NULL;
}

/* Rung 2. Leaves the whole database at @path, or nothing there. */
static gboolean
take_as_it_is (Run *run, const char *from, const char *path)
{
  g_autoptr (RemVfs) vfs = rem_copy_source_new_vfs (run->copy.source);
  RemDatabase *database = NULL;
  RemVfsDamage damage;
  gboolean closed = FALSE;

  if (bring_whole (run, from, path))
    database = open_whole (run, path, vfs, NULL);
  damage = rem_vfs_get_damage (vfs);
  if ((damage & (REM_VFS_DAMAGE_LOG | REM_VFS_DAMAGE_TORN_TAIL)) != 0)
    run->report->steps |= REM_SALVAGE_LOG;
  if (database != NULL)
    closed = rem_database_close (database, NULL);
  /* Behind a hole in the log there may be more: that is for rung 3. */
  if (closed && (damage & REM_VFS_DAMAGE_LOG) == 0)
    {
      run->report->steps |= REM_SALVAGE_WHOLE;
      return TRUE;
    }
  run->report->steps &= ~(guint) REM_SALVAGE_INDEX;
  remove_work (path);
  return FALSE;
}

/* The newest earlier state that is whole, opened on a copy; NULL if there is none. */
static RemDatabase *
open_snapshot (Run *run, const char *path, RemVfs *vfs)
{
  g_autoptr (GPtrArray) snapshots = rem_box_list_snapshots (run->box_path);

  for (guint i = 0; i < snapshots->len; i++)
    {
      const RemSnapshot *snapshot = g_ptr_array_index (snapshots, i);
      g_autofree char *from = g_build_filename (run->box_path, "snapshots", snapshot->name, NULL);
      RemDatabase *database = NULL;

      if (bring_whole (run, from, path))
        database = open_whole (run, path, vfs, NULL);
      if (database == NULL)
        continue;
      run->report->snapshot = g_strdup (snapshot->name);
      return database;
    }
  remove_work (path);
  return NULL;
}

static gboolean
look_in (Run *run, RemDatabase *target, RemDatabase *other, RemSalvageStep step, GError **error)
{
  RemMerge merge = { .ours = target, .theirs = other, .is_same_box = TRUE, .is_salvage = TRUE };

  if (!rem_database_run (target, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!rem_merge_run (&merge, run->cancellable, error) ||
      !rem_database_run (target, "COMMIT", error))
    {
      rem_database_run (target, "ROLLBACK", NULL);
      return FALSE;
    }
  run->report->steps |= step;
  return TRUE;
}

static gboolean
look_in_copies (Run *run, RemDatabase *target, guint *n_found, GError **error)
{
  g_autofree char *path = build_path (run, "copy.db");
  gboolean done = TRUE;

  for (gsize i = 0; done && run->copies != NULL && run->copies[i] != NULL; i++)
    {
      g_autoptr (RemVfs) vfs = rem_copy_source_new_vfs (run->copy.source);
      g_autofree char *from = rem_box_folder_build_database_path (run->copies[i]);
      RemDatabase *database = NULL;

      if (bring_whole (run, from, path))
        database = open_whole (run, path, vfs, NULL);
      if (database == NULL)
        continue;
      done = look_in (run, target, database, REM_SALVAGE_COPY, error);
      rem_database_close (database, NULL);
      *n_found += 1;
    }
  remove_work (path);
  return done;
}

/* Rungs 3 and 4, into an empty database. */
static gboolean
copy_rows (Run *run, RemDatabase *target, RemDatabase *snapshot, const char *from, GError **error)
{
  g_autofree char *work = build_path (run, "damaged.db");
  g_autoptr (RemVfs) vfs = rem_copy_source_new_vfs (run->copy.source);
  g_autoptr (RemSalvagePages) pages = NULL;
  g_autoptr (GError) local_error = NULL;
  RemSalvageCounts counts;
  guint n_sources = 0;
  gboolean done;

  if (!bring_database (run, from, work, &run->report->n_unread_bytes, &local_error))
    {
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
          g_error_matches (local_error, REM_BOX_ERROR, REM_BOX_ERROR_DISK_FULL))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_debug ("the damaged database cannot be read as a file: %s", local_error->message);
    }
  pages = rem_salvage_pages_open (work, vfs);
  done = rem_salvage_rows_copy (pages, target, snapshot != NULL ? snapshot : target, run->now_us,
                                &counts, run->cancellable, error);
  run->report->n_lost_pages = rem_salvage_pages_get_n_lost (pages);
  g_clear_pointer (&pages, rem_salvage_pages_free);
  remove_work (work);
  if (!done)
    return FALSE;
  if (counts.n_rows > 0)
    run->report->steps |= REM_SALVAGE_ROWS;
  if (counts.first_page_lost)
    run->report->steps |= REM_SALVAGE_FIRST_PAGE;
  n_sources = counts.n_rows > 0;

  if (snapshot != NULL)
    {
      if (!look_in (run, target, snapshot, REM_SALVAGE_SNAPSHOT, error))
        return FALSE;
      n_sources++;
    }
  if (!look_in_copies (run, target, &n_sources, error))
    return FALSE;
  if (n_sources > 0)
    return TRUE;
  g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED, "nothing could be read");
  return FALSE;
}

static gboolean
rebuild (Run *run, const char *from, const char *path, GError **error)
{
  g_autofree char *snapshot_path = build_path (run, "snapshot.db");
  g_autoptr (RemVfs) vfs = rem_copy_source_new_vfs (run->copy.source);
  g_autoptr (RemVfs) snapshot_vfs = rem_copy_source_new_vfs (run->copy.source);
  RemDatabase *snapshot = NULL;
  RemDatabase *target;
  gboolean done;

  if (!rem_durable_file_create (path, run->copy.source->head, REM_KEY_REGION_SIZE, error))
    return FALSE;
  target = rem_database_create (path, vfs, error);
  if (target == NULL)
    return FALSE;
  snapshot = open_snapshot (run, snapshot_path, snapshot_vfs);
  done = rem_schema_install (target, error) && copy_rows (run, target, snapshot, from, error) &&
         rem_page_check (target, TRUE, error);
  if (snapshot != NULL)
    rem_database_close (snapshot, NULL);
  remove_work (snapshot_path);
  return rem_database_close (target, done ? error : NULL) && done;
}

/* Rung 5, and the counting. */
static gboolean
bring_objects (Run *run, RemDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) attachments = rem_attachment_store_list_all (database, error);

  if (attachments == NULL || !rem_copy_objects (&run->copy, attachments, error))
    return FALSE;
  rem_copy_note_missing (&run->copy, attachments);
  run->report->n_attachments = attachments->len;
  run->report->missing = g_ptr_array_ref (run->copy.report->missing);
  for (guint kind = REM_KEEPSAKE_KIND_NOTE; kind <= REM_KEEPSAKE_KIND_OBJECT; kind++)
    {
      if (!rem_keepsake_store_count (database, kind, &run->report->counts[kind], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
salvage (Run *run, GError **error)
{
  g_autofree char *from = rem_box_folder_build_database_path (run->box_path);
  g_autofree char *path = rem_box_folder_build_database_path (run->copy.place);
  g_autoptr (RemVfs) vfs = NULL;
  RemDatabase *database;
  gboolean done;

  if (!take_as_it_is (run, from, path) &&
      (g_cancellable_set_error_if_cancelled (run->cancellable, error) ||
       !rebuild (run, from, path, error)))
    return FALSE;
  if (!rem_key_region_save (run->region, run->copy.place, error))
    return FALSE;
  vfs = rem_copy_source_new_vfs (run->copy.source);
  database = rem_database_open (path, vfs, error);
  if (database == NULL)
    return FALSE;
  done = bring_objects (run, database, error);
  return rem_database_close (database, done ? error : NULL) && done;
}

/**
 * rem_box_salvage:
 * @box_path: a damaged box, which is only read
 * @type: which way in @secret is for
 * @secret: (nullable): its secret
 * @copies: (nullable) (array zero-terminated=1): folders of copies of it, to look for what is lost
 * @destination: where nothing is yet: the new box
 * @clock: the clock
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * Saves what can be read of a box into a new one beside it. Waits: for the command line and for
 * tests. Any thread but the main one.
 *
 * Returns: (transfer full): what was saved, and how; fails with %REM_BOX_ERROR_WRONG_PASSPHRASE,
 *   %REM_BOX_ERROR_DAMAGED if nothing at all could be read, %REM_BOX_ERROR_IN_USE,
 *   %REM_BOX_ERROR_EXISTS if something is at @destination, %G_IO_ERROR_CANCELLED, or an error of
 *   the disk; then nothing is left at @destination
 */
RemBoxSalvageReport *
rem_box_salvage (const char *box_path,
                 RemSlotType type,
                 RemSecret *secret,
                 const char *const *copies,
                 const char *destination,
                 RemClock *clock,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (Run) run = { .box_path = box_path, .copies = copies, .cancellable = cancellable };
  g_autoptr (RemSecret) data_key = NULL;
  g_autoptr (RemBoxLock) lock = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean keys_whole = FALSE;

  g_return_val_if_fail (box_path != NULL && destination != NULL, NULL);

  if (!g_file_test (box_path, G_FILE_TEST_IS_DIR))
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "no box at that place");
      return NULL;
    }
  lock = rem_box_lock_acquire (box_path, &local_error);
  if (g_error_matches (local_error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  run.region =
      rem_salvage_keys_find (box_path, copies, type, secret, &data_key, &keys_whole, error);
  if (run.region == NULL)
    return NULL;
  run.now_us = rem_clock_get_unix_us (clock);
  run.report = g_new0 (RemBoxSalvageReport, 1);
  run.report->place = g_strdup (destination);
  if (!keys_whole)
    run.report->steps |= REM_SALVAGE_KEYS;
  run.copy.cancellable = cancellable;
  run.copy.place = rem_box_folder_begin (destination, error);
  if (run.copy.place == NULL)
    return NULL;
  rem_copy_begin (&run.copy, rem_copy_source_new (run.region, data_key), box_path);
  run.copy.others = g_ptr_array_new ();
  for (gsize i = 0; copies != NULL && copies[i] != NULL; i++)
    g_ptr_array_add (run.copy.others, (gpointer) copies[i]);
  if (!salvage (&run, error) || !rem_box_folder_finish (run.copy.place, destination, error))
    {
      rem_box_folder_abandon (run.copy.place);
      return NULL;
    }
  return g_steal_pointer (&run.report);
}

typedef struct
{
  char *box_path;
  RemSlotType type;
  RemSecret *secret;
  char **copies;
  char *destination;
  RemClock *clock;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  g_free (asking->box_path);
  g_clear_pointer (&asking->secret, rem_secret_unref);
  g_strfreev (asking->copies);
  g_free (asking->destination);
  g_object_unref (asking->clock);
  g_free (asking);
}

static void
salvage_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Asking *asking = task_data;
  GError *error = NULL;
  RemBoxSalvageReport *report =
      rem_box_salvage (asking->box_path, asking->type, asking->secret,
                       (const char *const *) asking->copies, asking->destination, asking->clock,
                       cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) rem_box_salvage_report_free);
  else
    g_task_return_error (task, error);
}

/**
 * rem_box_salvage_async:
 * @box_path: as in rem_box_salvage()
 * @type: which way in @secret is for
 * @secret: (nullable): its secret
 * @copies: (nullable) (array zero-terminated=1): folders of copies of it
 * @destination: the new box
 * @clock: the clock
 * @cancellable: (nullable): ends it
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Like rem_box_salvage(), without waiting.
 */
void
rem_box_salvage_async (const char *box_path,
                       RemSlotType type,
                       RemSecret *secret,
                       const char *const *copies,
                       const char *destination,
                       RemClock *clock,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);

  asking->box_path = g_strdup (box_path);
  asking->type = type;
  asking->secret = secret != NULL ? rem_secret_ref (secret) : NULL;
  asking->copies = g_strdupv ((char **) copies);
  asking->destination = g_strdup (destination);
  asking->clock = g_object_ref (clock);
  g_task_set_source_tag (task, rem_box_salvage_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, asking, free_asking);
  g_task_run_in_thread (task, salvage_in_thread);
}

/**
 * rem_box_salvage_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): as rem_box_salvage() does
 */
RemBoxSalvageReport *
rem_box_salvage_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_box_salvage_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
