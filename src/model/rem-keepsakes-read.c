/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsakes.h"

#include "rem-attachment-store.h"
#include "rem-context-private.h"
#include "rem-exchange-error.h"
#include "rem-picture-cleaner.h"

/*
 * Reading what is sealed: the row on the worker, the object in a thread, the pixels in the confined
 * program. An object is checked against the sum in its row before a byte of it is used: its own
 * seal says that nobody changed it, the sum says that it is the one that was kept here.
 */

#define PIECE_SIZE (256 * 1024)

/** What a list gets of a picture without a thumbnail, on the longer side. */
#define PICTURE_SIDE 512

typedef struct
{
  RemContextJob *job;
  char *attachment_uuid;
  RemAttachment *attachment;
  GOutputStream *destination; /* for writing */
  gboolean is_cleaned;        /* without place and camera data */
  int max_side;               /* for a picture */
} ReadWork;

typedef struct
{
  RemAttachment *attachment;
  GBytes *thumbnail;
} Found;

static void
read_work_free (gpointer data)
{
  ReadWork *work = data;

  g_clear_pointer (&work->job, rem_context_job_end);
  g_free (work->attachment_uuid);
  g_clear_pointer (&work->attachment, rem_attachment_unref);
  g_clear_object (&work->destination);
  g_free (work);
}

static void
found_free (Found *found)
{
  g_clear_pointer (&found->attachment, rem_attachment_unref);
  g_clear_pointer (&found->thumbnail, g_bytes_unref);
  g_free (found);
}

static gpointer
find_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  const char *uuid = data;
  g_autoptr (RemAttachment) attachment = rem_attachment_store_get (database, uuid, error);
  Found *found = NULL;

  if (attachment == NULL)
    return NULL;

  found = g_new0 (Found, 1);
  found->attachment = g_steal_pointer (&attachment);
  found->thumbnail = rem_attachment_store_get_thumbnail (database, uuid, NULL);
  return found;
}

static void
return_error (GTask *task, GError *error)
{
  ReadWork *work = g_task_get_task_data (task);

  g_clear_pointer (&work->job, rem_context_job_end);
  g_task_return_error (task, error);
}

/* Begins with the row of the attachment; NULL if the box is not open. */
static GTask *
begin_read (RemContext *context,
            const char *attachment_uuid,
            GCancellable *cancellable,
            gpointer source_tag,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (context, cancellable, callback, user_data);
  ReadWork *work = g_new0 (ReadWork, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  work->attachment_uuid = g_strdup (attachment_uuid);
  g_task_set_task_data (task, work, read_work_free);

  work->job = rem_context_job_begin (context, cancellable, &error);
  if (work->job == NULL)
    {
      g_task_return_error (task, error);
      return NULL;
    }

  return g_steal_pointer (&task);
}

static void
find_attachment (GTask *task, GAsyncReadyCallback callback)
{
  ReadWork *work = g_task_get_task_data (task);

  rem_context_call_async (g_task_get_source_object (task), 0, find_func,
                          g_strdup (work->attachment_uuid), g_free, (GDestroyNotify) found_free,
                          rem_context_job_get_cancellable (work->job), find_func, callback, task);
}

static void
run_in_thread (GTask *task, GTaskThreadFunc func, GAsyncReadyCallback callback)
{
  ReadWork *work = g_task_get_task_data (task);
  /* Borrows: the last reference to a context must not be dropped by a thread. */
  g_autoptr (GTask) thread_task =
      g_task_new (NULL, rem_context_job_get_cancellable (work->job), callback, g_object_ref (task));

  g_task_set_name (thread_task, "read a file");
  g_task_set_check_cancellable (thread_task, FALSE);
  g_task_set_task_data (thread_task, task, NULL);
  g_task_run_in_thread (thread_task, func);
}

/* Checks the object and opens it; in a thread. */
static RemObjectReader *
open_object (ReadWork *work, GCancellable *cancellable, GError **error)
{
  RemObjectStore *objects = rem_context_job_get_objects (work->job);
  const char *object_name = rem_attachment_get_object_name (work->attachment);

  if (!rem_object_store_verify (objects, object_name, rem_attachment_get_sum (work->attachment),
                                cancellable, error))
    return NULL;

  return rem_object_store_open (objects, object_name, error);
}

static GBytes *
load_object (ReadWork *work, GCancellable *cancellable, GError **error)
{
  guint64 size_bytes = rem_attachment_get_size_bytes (work->attachment);
  g_autoptr (RemObjectReader) reader = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize offset = 0;
  gssize size = 0;

  if (size_bytes > REM_PICTURE_MAX_BYTES)
    {
      g_set_error_literal (error, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_TOO_LARGE,
                           "The file is too large to be read as a picture");
      return NULL;
    }

  reader = open_object (work, cancellable, error);
  if (reader == NULL)
    return NULL;

  size_bytes = MIN (size_bytes, rem_object_reader_get_size_bytes (reader));
  bytes = g_malloc (MAX (size_bytes, 1));
  while (offset < size_bytes)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      size = rem_object_reader_read (reader, offset, bytes + offset,
                                     MIN (PIECE_SIZE, (gsize) size_bytes - offset), error);
      if (size <= 0)
        return NULL;
      offset += (gsize) size;
    }

  return g_bytes_new_take (g_steal_pointer (&bytes), offset);
}

static gboolean
write_object (ReadWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (RemObjectReader) reader = open_object (work, cancellable, error);
  g_autofree guint8 *piece = g_malloc (PIECE_SIZE);
  guint64 offset = 0;
  gssize size = 0;

  if (reader == NULL)
    return FALSE;

  while (offset < rem_object_reader_get_size_bytes (reader))
    {
      size = rem_object_reader_read (reader, offset, piece, PIECE_SIZE, error);
      if (size <= 0)
        return FALSE;
      if (!g_output_stream_write_all (work->destination, piece, (gsize) size, NULL, cancellable,
                                      error))
        return FALSE;
      offset += (guint64) size;
    }

  return g_output_stream_flush (work->destination, cancellable, error);
}

static gboolean
write_cleaned (ReadWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = load_object (work, cancellable, error);
  g_autoptr (GBytes) cleaned = bytes != NULL ? rem_picture_cleaner_clean (bytes, error) : NULL;
  gsize size = 0;
  const guint8 *data = cleaned != NULL ? g_bytes_get_data (cleaned, &size) : NULL;

  return cleaned != NULL &&
         g_output_stream_write_all (work->destination, data, size, NULL, cancellable, error) &&
         g_output_stream_flush (work->destination, cancellable, error);
}

static void
write_thread (GTask *thread_task,
              gpointer source_object,
              gpointer task_data,
              GCancellable *cancellable)
{
  ReadWork *work = g_task_get_task_data (task_data);
  GError *error = NULL;

  if (work->is_cleaned ? write_cleaned (work, cancellable, &error)
                       : write_object (work, cancellable, &error))
    g_task_return_boolean (thread_task, TRUE);
  else
    g_task_return_error (thread_task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadWork *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      return_error (task, error);
      return;
    }

  g_clear_pointer (&work->job, rem_context_job_end);
  g_task_return_boolean (task, TRUE);
}

static void
found_for_writing_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadWork *work = g_task_get_task_data (task);
  GError *error = NULL;
  Found *found = rem_context_call_finish (REM_CONTEXT (source), result, find_func, &error);

  if (found == NULL)
    {
      return_error (task, error);
      return;
    }

  work->attachment = g_steal_pointer (&found->attachment);
  found_free (found);
  run_in_thread (task, write_thread, written_cb);
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadWork *work = g_task_get_task_data (task);
  GError *error = NULL;
  RemPicture *picture =
      rem_picture_reader_read_finish (REM_PICTURE_READER (source), result, &error);

  if (picture == NULL)
    {
      return_error (task, error);
      return;
    }

  g_clear_pointer (&work->job, rem_context_job_end);
  g_task_return_pointer (task, picture, (GDestroyNotify) rem_picture_unref);
}

static void
read_picture (GTask *task, GBytes *bytes, int max_side)
{
  RemContext *context = g_task_get_source_object (task);
  ReadWork *work = g_task_get_task_data (task);

  rem_picture_reader_read_async (rem_context_get_picture_reader (context), bytes,
                                 max_side > 0 ? max_side : PICTURE_SIDE, FALSE,
                                 rem_context_job_get_cancellable (work->job), picture_cb,
                                 g_object_ref (task));
}

static void
load_thread (GTask *thread_task,
             gpointer source_object,
             gpointer task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = load_object (g_task_get_task_data (task_data), cancellable, &error);

  if (bytes != NULL)
    g_task_return_pointer (thread_task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (thread_task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadWork *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes == NULL)
    return_error (task, error);
  else
    read_picture (task, bytes, work->max_side);
}

static void
found_for_picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadWork *work = g_task_get_task_data (task);
  GError *error = NULL;
  Found *found = rem_context_call_finish (REM_CONTEXT (source), result, find_func, &error);

  if (found == NULL)
    {
      return_error (task, error);
      return;
    }

  work->attachment = g_steal_pointer (&found->attachment);
  if (work->max_side == 0 && found->thumbnail != NULL)
    read_picture (task, found->thumbnail, PICTURE_SIDE);
  else
    run_in_thread (task, load_thread, loaded_cb);
  found_free (found);
}

static void
write_async (RemContext *context,
             const char *attachment_uuid,
             gboolean is_cleaned,
             GOutputStream *destination,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task =
      begin_read (context, attachment_uuid, cancellable, write_async, callback, user_data);
  ReadWork *work = NULL;

  if (task == NULL)
    return;

  work = g_task_get_task_data (task);
  work->destination = g_object_ref (destination);
  work->is_cleaned = is_cleaned;
  find_attachment (task, found_for_writing_cb);
}

/**
 * rem_keepsakes_write_attachment_async:
 * @context: a context
 * @attachment_uuid: which file
 * @destination: where the bytes go; written in a thread of its own, flushed, not closed
 * @cancellable: (nullable): ends it; @destination may have got a part by then
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Writes the bytes of a file as they were given. They are checked against their sum before the
 * first one is written. Locking the box cancels it.
 */
void
rem_keepsakes_write_attachment_async (RemContext *context,
                                      const char *attachment_uuid,
                                      GOutputStream *destination,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (attachment_uuid != NULL);
  g_return_if_fail (G_IS_OUTPUT_STREAM (destination));

  write_async (context, attachment_uuid, FALSE, destination, cancellable, callback, user_data);
}

/**
 * rem_keepsakes_write_cleaned_async:
 * @context: a context
 * @attachment_uuid: which photo
 * @destination: where the bytes go; written in a thread of its own, flushed, not closed
 * @cancellable: (nullable): ends it; @destination may have got a part by then
 * @callback: called on the main context; it calls rem_keepsakes_write_attachment_finish()
 * @user_data: for @callback
 *
 * Writes a photo without place and camera data, as rem_picture_cleaner_clean() makes it; nothing is
 * written if that cannot be: then it fails with %REM_EXCHANGE_ERROR_NOT_CLEANED, or
 * %REM_EXCHANGE_ERROR_TOO_LARGE. What is in the box stays as it is. Locking the box cancels it.
 */
void
rem_keepsakes_write_cleaned_async (RemContext *context,
                                   const char *attachment_uuid,
                                   GOutputStream *destination,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (attachment_uuid != NULL);
  g_return_if_fail (G_IS_OUTPUT_STREAM (destination));

  write_async (context, attachment_uuid, TRUE, destination, cancellable, callback, user_data);
}

/**
 * rem_keepsakes_write_attachment_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if all of it is written. Fails with %REM_BOX_ERROR_CLOSED,
 *   %REM_BOX_ERROR_NOT_FOUND, %REM_BOX_ERROR_OBJECT_MISSING, %REM_BOX_ERROR_OBJECT_DAMAGED,
 *   %G_IO_ERROR_CANCELLED, what writing @destination met, or with what
 *   rem_keepsakes_write_cleaned_async() says.
 */
gboolean
rem_keepsakes_write_attachment_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, write_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * rem_keepsakes_read_picture_async:
 * @context: a context
 * @attachment_uuid: which file
 * @max_side: the longest side in pixels, or 0 for what a list shows: the thumbnail if there is one
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads the pixels of a photo in the confined program. Locking the box cancels it.
 */
void
rem_keepsakes_read_picture_async (RemContext *context,
                                  const char *attachment_uuid,
                                  int max_side,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = NULL;
  ReadWork *work = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (attachment_uuid != NULL);
  g_return_if_fail (max_side >= 0);

  task = begin_read (context, attachment_uuid, cancellable, rem_keepsakes_read_picture_async,
                     callback, user_data);
  if (task == NULL)
    return;

  if (rem_context_get_picture_reader (context) == NULL)
    {
      return_error (task, g_error_new_literal (REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNAVAILABLE,
                                               "This program reads no pictures"));
      g_object_unref (task);
      return;
    }

  work = g_task_get_task_data (task);
  work->max_side = max_side;
  find_attachment (task, found_for_picture_cb);
}

/**
 * rem_keepsakes_read_picture_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full): the pixels, or %NULL. Fails with %REM_BOX_ERROR_CLOSED,
 *   %REM_BOX_ERROR_NOT_FOUND, %REM_BOX_ERROR_OBJECT_MISSING, %REM_BOX_ERROR_OBJECT_DAMAGED,
 *   %G_IO_ERROR_CANCELLED, or with any code of #RemExchangeError.
 */
RemPicture *
rem_keepsakes_read_picture_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_keepsakes_read_picture_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
