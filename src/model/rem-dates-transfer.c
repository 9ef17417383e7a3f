/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-dates-transfer.h"

#include "rem-context-private.h"
#include "rem-dates-export.h"
#include "rem-ical-lines.h"
#include "rem-occasion-store.h"

#include <glib/gi18n.h>

/*
 * Reading a file is done in a thread and touches no box: what was found is shown first. Keeping it
 * is one transaction on the worker. For a file to give away the dates are read on the worker, and
 * the file is made and written in a thread.
 */

/* Reading */

typedef struct
{
  GFile *source;
  GTimeZone *here;
  gint64 now_us;
} ReadWork;

static void
read_work_free (gpointer data)
{
  ReadWork *work = data;

  g_object_unref (work->source);
  g_time_zone_unref (work->here);
  g_free (work);
}

/* One byte more than is taken, so that it is noticed when there is more. */
static GBytes *
read_bytes (GFile *source, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (source, cancellable, error);
  g_autofree char *buffer = NULL;
  gsize size = 0;

  if (stream == NULL)
    return NULL;

  buffer = g_malloc (REM_ICAL_MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, REM_ICAL_MAX_BYTES + 1, &size,
                                cancellable, error))
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&buffer), size);
}

static void
read_thread (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  ReadWork *work = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = read_bytes (work->source, cancellable, &error);
  RemDatesFile *file = NULL;

  if (bytes != NULL)
    file = rem_dates_file_parse (bytes, work->here, work->now_us, &error);
  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) rem_dates_file_unref);
  else
    g_task_return_error (task, error);
}

/**
 * rem_dates_transfer_read_async:
 * @context: a context
 * @source: a calendar file
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads a calendar file, and changes nothing: what it holds can be looked at first.
 */
void
rem_dates_transfer_read_async (RemContext *context,
                               GFile *source,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GDateTime) now = NULL;
  ReadWork *work = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (G_IS_FILE (source));

  now = rem_clock_dup_now (rem_context_get_clock (context));
  work = g_new0 (ReadWork, 1);
  work->source = g_object_ref (source);
  work->here = g_time_zone_ref (g_date_time_get_timezone (now));
  work->now_us = rem_clock_get_unix_us (rem_context_get_clock (context));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_dates_transfer_read_async);
  g_task_set_name (task, "read a calendar file");
  g_task_set_task_data (task, work, read_work_free);
  /* A folder of another computer may never answer. */
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, read_thread);
}

/**
 * rem_dates_transfer_read_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full): what is in the file, or %NULL. Fails as rem_dates_file_parse() and
 *   g_file_read() do.
 */
RemDatesFile *
rem_dates_transfer_read_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Keeping */

typedef struct
{
  RemDatesFile *file;
  gboolean *is_chosen;   /* or NULL for all */
  RemProgress *progress; /* nullable */
} KeepWork;

static void
keep_work_free (gpointer data)
{
  KeepWork *work = data;

  rem_dates_file_unref (work->file);
  g_free (work->is_chosen);
  g_clear_pointer (&work->progress, rem_progress_unref);
  g_free (work);
}

/* Whether the box has the date already; one in the bin does not count. */
static gboolean
find_here (RemDatabase *database, RemOccasion *occasion, gboolean *is_here_out, GError **error)
{
  const char *uid = rem_occasion_get_uid (occasion);

  return rem_occasion_store_has (database, rem_occasion_get_uuid (occasion), uid, is_here_out,
                                 error);
}

static gboolean
keep_date (RemDatabase *database, RemDatesFile *file, guint index, GError **error)
{
  RemOccasion *occasion = rem_dates_file_get_date (file, index);
  gsize n_skipped = 0;
  const RemDate *skipped = rem_dates_file_get_skipped (file, index, &n_skipped);

  if (!rem_occasion_store_put (database, occasion, error))
    return FALSE;

  for (gsize i = 0; i < n_skipped; i++)
    {
      if (!rem_occasion_store_set_skipped (database, rem_occasion_get_uuid (occasion), skipped[i],
                                           TRUE, error))
        return FALSE;
    }

  return TRUE;
}

static gpointer
keep_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  KeepWork *work = data;
  guint n_dates = rem_dates_file_get_n_dates (work->file);
  g_autofree RemDatesKept *kept = g_new0 (RemDatesKept, 1);

  for (guint i = 0; i < n_dates; i++)
    {
      gboolean is_here = FALSE;

      rem_progress_tell (work->progress, i, n_dates);
      if (work->is_chosen != NULL && !work->is_chosen[i])
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !find_here (database, rem_dates_file_get_date (work->file, i), &is_here, error) ||
          (!is_here && !keep_date (database, work->file, i, error)))
        return NULL;

      if (is_here)
        kept->n_here++;
      else
        kept->n_kept++;
    }

  return g_steal_pointer (&kept);
}

/**
 * rem_dates_transfer_keep_async:
 * @context: a context
 * @file: what was read
 * @is_chosen: (nullable) (array): for each date of @file whether it is to be kept; %NULL for all
 * @progress: (nullable): told how many dates of @file were looked at
 * @cancellable: (nullable): ends it, if it was not done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts dates into the box, all of them or none. A date that is there already, by the UID of its
 * event, stays as it is; so the same file can be taken twice.
 */
void
rem_dates_transfer_keep_async (RemContext *context,
                               RemDatesFile *file,
                               const gboolean *is_chosen,
                               RemProgress *progress,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  KeepWork *work = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (file != NULL);

  work = g_new0 (KeepWork, 1);
  work->file = rem_dates_file_ref (file);
  work->progress = progress != NULL ? rem_progress_ref (progress) : NULL;
  if (is_chosen != NULL)
    work->is_chosen = g_memdup2 (is_chosen, rem_dates_file_get_n_dates (file) * sizeof (gboolean));
  rem_context_call_async (context, REM_BOX_CHANGE_OCCASIONS, keep_func, work, keep_work_free,
                          g_free, cancellable, rem_dates_transfer_keep_async, callback, user_data);
}

/**
 * rem_dates_transfer_keep_finish:
 * @context: a context
 * @result: what the callback got
 * @kept_out: (out): what came of it, on success
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it is done. Fails with %REM_BOX_ERROR_CLOSED, or as rem_occasion_store_put();
 *   then the box is as it was.
 */
gboolean
rem_dates_transfer_keep_finish (RemContext *context,
                                GAsyncResult *result,
                                RemDatesKept *kept_out,
                                GError **error)
{
  g_autofree RemDatesKept *kept =
      rem_context_call_finish (context, result, rem_dates_transfer_keep_async, error);

  if (kept == NULL)
    return FALSE;

  *kept_out = *kept;

  return TRUE;
}

/* Giving out */

typedef struct
{
  RemOccasion *occasion;
  GArray *skipped;
} DateToGive;

typedef struct
{
  GFile *destination;
  gboolean with_real_words;
  gboolean may_replace;
  GDateTime *now;
  GArray *dates;         /* of DateToGive */
  RemProgress *progress; /* nullable */
  RemDatesGiven given;
} WriteWork;

static void
date_to_give_clear (gpointer data)
{
  DateToGive *date = data;

  rem_occasion_unref (date->occasion);
  g_array_unref (date->skipped);
}

static void
write_work_free (gpointer data)
{
  WriteWork *work = data;

  g_object_unref (work->destination);
  g_date_time_unref (work->now);
  g_clear_pointer (&work->dates, g_array_unref);
  g_clear_pointer (&work->progress, rem_progress_unref);
  g_free (work);
}

static gpointer
list_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GPtrArray) occasions = rem_occasion_store_list (database, error);
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (DateToGive));

  if (occasions == NULL)
    return NULL;

  g_array_set_clear_func (dates, date_to_give_clear);
  for (guint i = 0; i < occasions->len; i++)
    {
      RemOccasion *occasion = g_ptr_array_index (occasions, i);
      DateToGive date = {
        NULL, rem_occasion_store_list_skipped (database, rem_occasion_get_uuid (occasion), error)
      };

      if (date.skipped == NULL)
        return NULL;

      date.occasion = rem_occasion_ref (occasion);
      g_array_append_val (dates, date);
    }

  return g_steal_pointer (&dates);
}

/* Readable by nobody else; what is there already stays whole until the new one is. */
static gboolean
write_bytes (WriteWork *work, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GFileOutputStream) stream = NULL;

  if (work->may_replace)
    /* lint-allow: blocking, in a thread of its own */
    return g_file_replace_contents (work->destination, data, size, NULL, FALSE,
                                    G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                    cancellable, error);

  stream = g_file_create (work->destination, G_FILE_CREATE_PRIVATE, cancellable, error);
  if (stream == NULL)
    return FALSE;
  if (g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, size, NULL, cancellable, error) &&
      g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error))
    return TRUE;

  g_file_delete (work->destination, NULL, NULL);

  return FALSE;
}

static void
write_thread (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  WriteWork *work = data;
  g_autoptr (RemDatesExport) export =
      rem_dates_export_new (work->now, _ ("A date you marked"), work->with_real_words);
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  for (guint i = 0; i < work->dates->len; i++)
    {
      DateToGive *date = &g_array_index (work->dates, DateToGive, i);

      rem_progress_tell (work->progress, i, work->dates->len);
      if (g_cancellable_set_error_if_cancelled (cancellable, &error))
        {
          g_task_return_error (task, error);
          return;
        }
      if (rem_dates_export_add (export, date->occasion,
                                (const RemDate *) (gpointer) date->skipped->data,
                                date->skipped->len))
        work->given.n_given++;
      else
        work->given.n_left_out++;
    }

  bytes = rem_dates_export_finish (export);
  if (write_bytes (work, bytes, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WriteWork *work = g_task_get_task_data (task);
  GError *error = NULL;

  work->dates = rem_context_call_finish (REM_CONTEXT (source), result, list_func, &error);
  if (work->dates == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, write_thread);
}

/**
 * rem_dates_transfer_write_async:
 * @context: a context
 * @destination: the calendar file to make
 * @with_real_words: whether the names, notes and hours go along; else every date is called the same
 * @may_replace: whether a file that is there may be replaced
 * @progress: (nullable): told how many dates are ready to be written
 * @cancellable: (nullable): ends it; then there is no file, or the old one
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Writes all dates that are not in the bin to a file that other calendar programs read. It is
 * outside of the box, and readable by whoever can read the file.
 */
void
rem_dates_transfer_write_async (RemContext *context,
                                GFile *destination,
                                gboolean with_real_words,
                                gboolean may_replace,
                                RemProgress *progress,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = NULL;
  WriteWork *work = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (G_IS_FILE (destination));

  work = g_new0 (WriteWork, 1);
  work->destination = g_object_ref (destination);
  work->with_real_words = with_real_words;
  work->may_replace = may_replace;
  work->progress = progress != NULL ? rem_progress_ref (progress) : NULL;
  work->now = rem_clock_dup_now (rem_context_get_clock (context));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_dates_transfer_write_async);
  g_task_set_name (task, "write a calendar file");
  /* What is written is told as such, even if it was cancelled since. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, write_work_free);
  rem_context_call_async (context, 0, list_func, NULL, NULL, (GDestroyNotify) g_array_unref,
                          cancellable, list_func, list_cb, task);
}

/**
 * rem_dates_transfer_write_finish:
 * @context: a context
 * @result: what the callback got
 * @given_out: (out): what came of it, on success
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if the file is written. Fails with %REM_BOX_ERROR_CLOSED, with %G_IO_ERROR_EXISTS
 *   if there is a file that may not be replaced, or as g_file_create() does.
 */
gboolean
rem_dates_transfer_write_finish (RemContext *context,
                                 GAsyncResult *result,
                                 RemDatesGiven *given_out,
                                 GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  *given_out = ((WriteWork *) g_task_get_task_data (G_TASK (result)))->given;

  return TRUE;
}
