/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsakes.h"

#include "rem-attachment-store.h"
#include "rem-attachment-stream-private.h"
#include "rem-context-private.h"
#include "rem-exchange-error.h"
#include "rem-keepsake-store.h"
#include "rem-media-type.h"

/*
 * Opening a file to be read here and there: the row on the worker, the object in a thread. Its sum
 * is not checked first, which would read a film from end to end before its first picture; every
 * piece of an object is sealed under the object's own name, so that no other piece can stand in
 * its place, and a sum is checked whenever the whole is read anyway.
 */

/** The longer side of a still, in pixels. */
#define STILL_SIDE 512

typedef struct
{
  RemContextJob *job;
  char *attachment_uuid;
  char *object_name;
} OpenWork;

static void
open_work_free (gpointer data)
{
  OpenWork *work = data;

  g_clear_pointer (&work->job, rem_context_job_end);
  g_free (work->attachment_uuid);
  g_free (work->object_name);
  g_free (work);
}

static void
return_error (GTask *task, GError *error)
{
  OpenWork *work = g_task_get_task_data (task);

  g_clear_pointer (&work->job, rem_context_job_end);
  g_task_return_error (task, error);
}

static gpointer
find_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  return rem_attachment_store_get (database, data, error);
}

static void
open_thread (GTask *thread_task,
             gpointer source_object,
             gpointer task_data,
             GCancellable *cancellable)
{
  OpenWork *work = g_task_get_task_data (task_data);
  GError *error = NULL;
  RemObjectReader *reader =
      rem_object_store_open (rem_context_job_get_objects (work->job), work->object_name, &error);

  if (reader != NULL)
    g_task_return_pointer (thread_task, reader, (GDestroyNotify) rem_object_reader_free);
  else
    g_task_return_error (thread_task, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OpenWork *work = g_task_get_task_data (task);
  GError *error = NULL;
  RemObjectReader *reader = g_task_propagate_pointer (G_TASK (result), &error);

  if (reader == NULL)
    {
      return_error (task, error);
      return;
    }
  g_task_return_pointer (task, rem_attachment_stream_new (g_steal_pointer (&work->job), reader),
                         g_object_unref);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) thread_task = NULL;
  OpenWork *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RemAttachment) attachment =
      rem_context_call_finish (REM_CONTEXT (source), result, find_func, &error);

  if (attachment == NULL)
    {
      return_error (task, error);
      return;
    }

  work->object_name = g_strdup (rem_attachment_get_object_name (attachment));
  /* Borrows: the last reference to a context must not be dropped by a thread. */
  thread_task = g_task_new (NULL, rem_context_job_get_cancellable (work->job), opened_cb,
                            g_object_ref (task));
  g_task_set_name (thread_task, "open a file");
  g_task_set_task_data (thread_task, task, NULL);
  g_task_run_in_thread (thread_task, open_thread);
}

/**
 * rem_keepsakes_open_attachment_async:
 * @context: a context
 * @attachment_uuid: which file
 * @cancellable: (nullable): ends it, also after it is open
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Opens the bytes of a file for reading here and there, as a player does. Nothing is written
 * anywhere, and a few pieces of 64 KiB are all that is ever in memory.
 */
void
rem_keepsakes_open_attachment_async (RemContext *context,
                                     const char *attachment_uuid,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  OpenWork *work = NULL;
  GError *error = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (attachment_uuid != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_keepsakes_open_attachment_async);
  g_task_set_check_cancellable (task, FALSE);
  work = g_new0 (OpenWork, 1);
  work->attachment_uuid = g_strdup (attachment_uuid);
  g_task_set_task_data (task, work, open_work_free);

  work->job = rem_context_job_begin (context, cancellable, &error);
  if (work->job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  rem_context_call_async (context, 0, find_func, g_strdup (attachment_uuid), g_free,
                          (GDestroyNotify) rem_attachment_unref,
                          rem_context_job_get_cancellable (work->job), find_func, found_cb,
                          g_object_ref (task));
}

/**
 * rem_keepsakes_open_attachment_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full): the bytes, or %NULL. Fails with %REM_BOX_ERROR_CLOSED,
 *   %REM_BOX_ERROR_NOT_FOUND, %REM_BOX_ERROR_OBJECT_MISSING, %REM_BOX_ERROR_OBJECT_DAMAGED or
 *   %G_IO_ERROR_CANCELLED; reading fails with %REM_BOX_ERROR_OBJECT_DAMAGED where a piece is not
 *   as it was kept.
 */
RemAttachmentStream *
rem_keepsakes_open_attachment_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_keepsakes_open_attachment_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Puts the keepsake anew, because its words in the search index hold the captions. */
static gboolean
refresh_keepsake (RemDatabase *database, const char *uuid, GError **error)
{
  g_autoptr (RemKeepsake) keepsake = rem_keepsake_store_get (database, uuid, error);

  return keepsake != NULL && rem_keepsake_store_put (database, keepsake, error);
}

static gpointer
change_func (RemDatabase *database,
             RemObjectStore *objects,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  RemAttachment *attachment = data;
  const char *keepsake_uuid = rem_attachment_get_keepsake_uuid (attachment);
  g_autoptr (RemAttachment) before =
      rem_attachment_store_get (database, rem_attachment_get_uuid (attachment), error);
  const char *before_uuid = NULL;

  /* What somebody else has taken out meanwhile does not come back by this. */
  if (before == NULL || !rem_attachment_store_put (database, attachment, error))
    return NULL;

  before_uuid = rem_attachment_get_keepsake_uuid (before);
  if (!refresh_keepsake (database, keepsake_uuid, error) ||
      (!g_str_equal (before_uuid, keepsake_uuid) &&
       !refresh_keepsake (database, before_uuid, error)))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

/**
 * rem_keepsakes_change_attachment_async:
 * @context: a context
 * @attachment: a kept file with what is to be known of it from now on
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Keeps the caption, place, length, size in pixels and keepsake of a file; its thumbnail too if it
 * carries one, else the old one stays. Its bytes are not touched.
 */
void
rem_keepsakes_change_attachment_async (RemContext *context,
                                       RemAttachment *attachment,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (attachment != NULL);

  rem_context_call_async (context, REM_BOX_CHANGE_KEEPSAKES, change_func,
                          rem_attachment_ref (attachment), (GDestroyNotify) rem_attachment_unref,
                          NULL, cancellable, rem_keepsakes_change_attachment_async, callback,
                          user_data);
}

/**
 * rem_keepsakes_change_attachment_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it is kept. Fails with %REM_BOX_ERROR_CLOSED, %REM_BOX_ERROR_NOT_FOUND if the
 *   file or its keepsake is not in the box, or an error of the disk.
 */
gboolean
rem_keepsakes_change_attachment_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_keepsakes_change_attachment_async, error) !=
         NULL;
}

static void
kept_still_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (rem_keepsakes_change_attachment_finish (REM_CONTEXT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
still_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RemAttachment *attachment = g_task_get_task_data (task);
  g_autoptr (RemAttachment) with_still = NULL;
  GError *error = NULL;
  g_autoptr (RemPicture) picture =
      rem_picture_reader_read_finish (REM_PICTURE_READER (source), result, &error);

  if (picture == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  with_still = rem_attachment_with_picture (attachment, rem_picture_get_original_width (picture),
                                            rem_picture_get_original_height (picture),
                                            rem_attachment_get_taken_at (attachment),
                                            rem_picture_get_thumbnail (picture));
  rem_keepsakes_change_attachment_async (g_task_get_source_object (task), with_still,
                                         g_task_get_cancellable (task), kept_still_cb,
                                         g_object_ref (task));
}

/**
 * rem_keepsakes_keep_still_async:
 * @context: a context
 * @attachment: a kept film with what is to be known of it from now on
 * @picture: one picture of it, in a form that the picture reader reads
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Makes @picture the thumbnail of a film, and keeps it with the rest that is known.
 */
void
rem_keepsakes_keep_still_async (RemContext *context,
                                RemAttachment *attachment,
                                GBytes *picture,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  RemPictureReader *reader = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (attachment != NULL && picture != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_keepsakes_keep_still_async);
  g_task_set_task_data (task, rem_attachment_ref (attachment),
                        (GDestroyNotify) rem_attachment_unref);
  reader = rem_context_get_picture_reader (context);
  if (reader == NULL)
    {
      g_task_return_new_error (task, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNAVAILABLE,
                               "This program reads no pictures");
      return;
    }
  rem_picture_reader_read_async (reader, picture, STILL_SIDE, TRUE, cancellable, still_read_cb,
                                 g_object_ref (task));
}

/**
 * rem_keepsakes_keep_still_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it is kept. Fails as rem_keepsakes_change_attachment_finish(), or with any code
 *   of #RemExchangeError if the picture cannot be read.
 */
gboolean
rem_keepsakes_keep_still_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * rem_keepsakes_recognise:
 * @head: (array length=size): the first bytes of a file, a few KiB or all
 * @size: how many
 *
 * Told by the bytes alone, whatever the file is called. Pure; any thread.
 *
 * Returns: what the file is kept as when the person has not said
 */
RemKeepsakeKind
rem_keepsakes_recognise (const guint8 *head, gsize size)
{
  return rem_media_type_get_kind (rem_media_type_recognise (head, size));
}
