/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsakes.h"

#include "rem-attachment-store.h"
#include "rem-box-error.h"
#include "rem-context-private.h"
#include "rem-keepsake-store.h"
#include "rem-media-type.h"
#include "rem-setting-store.h"
#include "rem-settings.h"

/*
 * Keeping a file, step by step:
 *
 *   1. In a thread: the source is read piece by piece into a sealed object, which lies whole and
 *      synced in the box before anything else is done. A picture is held in memory too while it is
 *      read; anything larger than REM_PICTURE_MAX_BYTES, or not a picture, never is.
 *   2. A picture is read by the confined program, for its size, its day and a thumbnail. One that
 *      cannot be read is kept all the same: the file is what matters.
 *   3. On the worker, in one transaction: the keepsake and its attachment.
 *
 * When a step fails or is cancelled, an object that no attachment speaks of goes to the trash. An
 * object is named by its content, so two keepsakes may share one; that is why both the last look
 * for it (step 3) and the trashing are done on the worker, one after the other.
 */

#define PIECE_SIZE     (256 * 1024)
#define PROGRESS_STEP  (1024 * 1024)
#define MAX_NAME_BYTES 255
#define PICTURE_SIDE   512

typedef struct
{
  RemContextJob *job;
  RemKeepsake *keepsake;
  GInputStream *source;
  char *name;
  GFileProgressCallback progress;
  gpointer progress_data;

  char *object_name;
  guint8 sum[REM_ATTACHMENT_SUM_SIZE];
  guint64 size_bytes;
  const char *media_type;
  GByteArray *picture; /* the bytes so far, while it may be a picture */

  RemAttachment *attachment;
  GError *error; /* why it is not kept, while the object is taken back */
} FileWork;

typedef struct
{
  GTask *task;
  goffset current;
  goffset total;
} Progress;

typedef struct
{
  RemKeepsake *keepsake;
  RemAttachment *attachment;
} Pair;

static void
file_work_free (gpointer data)
{
  FileWork *work = data;

  g_clear_pointer (&work->job, rem_context_job_end);
  g_clear_pointer (&work->keepsake, rem_keepsake_unref);
  g_clear_object (&work->source);
  g_free (work->name);
  g_free (work->object_name);
  g_clear_pointer (&work->picture, g_byte_array_unref);
  g_clear_pointer (&work->attachment, rem_attachment_unref);
  g_clear_error (&work->error);
  g_free (work);
}

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->task);
  g_free (progress);
}

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  rem_keepsake_unref (pair->keepsake);
  rem_attachment_unref (pair->attachment);
  g_free (pair);
}

/* What a file is called: its last part, as UTF-8, and not longer than any file system allows. */
static char *
build_name (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *valid = g_utf8_make_valid (base, -1);
  gsize length = strlen (valid);

  if (length > MAX_NAME_BYTES)
    *g_utf8_find_prev_char (valid, valid + MAX_NAME_BYTES + 1) = '\0';

  return g_steal_pointer (&valid);
}

static gboolean
progress_cb (gpointer user_data)
{
  Progress *progress = user_data;
  FileWork *work = g_task_get_task_data (progress->task);

  if (!g_task_get_completed (progress->task))
    work->progress (progress->current, progress->total, work->progress_data);

  return G_SOURCE_REMOVE;
}

/* Never g_main_context_invoke(): it may call on this thread. */
static void
tell_progress (GTask *task, guint64 current, goffset total)
{
  FileWork *work = g_task_get_task_data (task);
  g_autoptr (GSource) source = NULL;
  Progress *progress = NULL;

  if (work->progress == NULL)
    return;

  progress = g_new0 (Progress, 1);
  progress->task = g_object_ref (task);
  progress->current = (goffset) current;
  progress->total = total;

  source = g_idle_source_new ();
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, progress_cb, progress, progress_free);
  g_source_attach (source, g_task_get_context (task));
}

/* How many bytes the source has, or -1 if that is not known. */
static goffset
get_total (GInputStream *source, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info = NULL;

  while (G_IS_FILTER_INPUT_STREAM (source))
    source = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (source));
  if (G_IS_FILE_INPUT_STREAM (source))
    info = g_file_input_stream_query_info (G_FILE_INPUT_STREAM (source),
                                           G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);

  return info != NULL ? g_file_info_get_size (info) : -1;
}

/* Holds a piece of what may be a picture, or gives that up. */
static void
hold_picture (FileWork *work, const guint8 *piece, gsize size, guint64 offset)
{
  if (offset == 0)
    {
      work->media_type = rem_media_type_recognise (piece, size);
      if (rem_media_type_is_picture (work->media_type))
        work->picture = g_byte_array_new ();
    }

  if (work->picture != NULL && offset + size <= REM_PICTURE_MAX_BYTES)
    g_byte_array_append (work->picture, piece, (guint) size);
  else
    g_clear_pointer (&work->picture, g_byte_array_unref);
}

static gboolean
stream_source (GTask *task, GCancellable *cancellable, GError **error)
{
  FileWork *work = g_task_get_task_data (task);
  RemObjectStore *objects = rem_context_job_get_objects (work->job);
  g_autoptr (RemObjectWriter) writer = rem_object_store_begin (objects, error);
  g_autofree guint8 *piece = g_malloc (PIECE_SIZE);
  goffset total = get_total (work->source, cancellable);
  guint64 offset = 0;
  guint64 told = 0;
  gsize size = 0;

  if (writer == NULL)
    return FALSE;

  do
    {
      /* Not every stream looks at it. */
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !g_input_stream_read_all (work->source, piece, PIECE_SIZE, &size, cancellable, error))
        return FALSE;
      if (size == 0)
        break;
      if (!rem_object_writer_write (writer, piece, size, error))
        return FALSE;

      hold_picture (work, piece, size, offset);
      offset += size;
      if (offset - told >= PROGRESS_STEP)
        {
          told = offset;
          tell_progress (task, offset, total);
        }
    }
  while (size == PIECE_SIZE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!rem_object_writer_finish (writer, &work->object_name, work->sum, &work->size_bytes, error))
    return FALSE;

  tell_progress (task, offset, (goffset) offset);
  return TRUE;
}

/* Its data is the outer task, which lives until stream_cb(). */
static void
stream_thread (GTask *thread_task,
               gpointer source_object,
               gpointer task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;

  if (stream_source (task_data, cancellable, &error))
    g_task_return_boolean (thread_task, TRUE);
  else
    g_task_return_error (thread_task, error);
}

static gpointer
trash_orphan_func (RemDatabase *database,
                   RemObjectStore *objects,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  const char *object_name = data;
  g_autoptr (GPtrArray) attachments = rem_attachment_store_list_all (database, error);

  if (attachments == NULL)
    return NULL;

  for (guint i = 0; i < attachments->len; i++)
    if (g_str_equal (rem_attachment_get_object_name (g_ptr_array_index (attachments, i)),
                     object_name))
      return GINT_TO_POINTER (TRUE);

  if (!rem_object_store_trash (objects, object_name, error))
    return NULL;

  return GINT_TO_POINTER (TRUE);
}

static void
trash_orphan_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FileWork *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (rem_context_call_finish (REM_CONTEXT (source), result, trash_orphan_func, &error) == NULL)
    g_debug ("An object that nothing speaks of stays: %s", error->message);

  g_clear_pointer (&work->job, rem_context_job_end);
  g_task_return_error (task, g_steal_pointer (&work->error));
}

/* Answers with @error, after nothing is half-kept. */
static void
fail_file (GTask *task, GError *error)
{
  FileWork *work = g_task_get_task_data (task);

  if (work->object_name == NULL)
    {
      g_clear_pointer (&work->job, rem_context_job_end);
      g_task_return_error (task, error);
      return;
    }

  work->error = error;
  rem_context_call_async (g_task_get_source_object (task), 0, trash_orphan_func,
                          g_strdup (work->object_name), g_free, NULL, NULL, trash_orphan_func,
                          trash_orphan_cb, g_object_ref (task));
}

/* An import of the same bytes that was cancelled may have trashed the object since. */
static gboolean
ensure_object (RemObjectStore *objects, const char *object_name, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (RemObjectReader) reader = rem_object_store_open (objects, object_name, &missing);

  if (reader != NULL)
    return TRUE;
  if (g_error_matches (missing, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_MISSING))
    return rem_object_store_untrash (objects, object_name, error);

  g_propagate_error (error, g_steal_pointer (&missing));
  return FALSE;
}

/* (transfer full): a new keepsake as it is to lie; of an object, its photos are not what it is. */
static RemKeepsake *
lay_down (RemDatabase *database, RemKeepsake *keepsake, GError **error)
{
  RemKeepsakeKind kind = rem_keepsake_get_kind (keepsake);
  g_autofree char *choice = rem_setting_store_get (database, REM_SETTING_NEW_PHOTOS, error);

  if (choice == NULL)
    return NULL;
  if (g_str_equal (choice, REM_NEW_PHOTOS_UP) &&
      (kind == REM_KEEPSAKE_KIND_PHOTO || kind == REM_KEEPSAKE_KIND_FILM))
    return rem_keepsake_with_face_down (keepsake, FALSE);
  return rem_keepsake_ref (keepsake);
}

static gpointer
keep_file_func (RemDatabase *database,
                RemObjectStore *objects,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  Pair *pair = data;
  const char *uuid = rem_keepsake_get_uuid (pair->keepsake);
  g_autoptr (GError) missing = NULL;
  g_autoptr (RemKeepsake) kept = NULL;

  if (!ensure_object (objects, rem_attachment_get_object_name (pair->attachment), error))
    return NULL;

  /* What is in the box already may be newer than what was known when the file set out. */
  kept = rem_keepsake_store_get (database, uuid, &missing);
  if (kept == NULL && !g_error_matches (missing, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return NULL;
    }
  if (kept == NULL)
    {
      g_autoptr (RemKeepsake) laid = lay_down (database, pair->keepsake, error);

      if (laid == NULL || !rem_keepsake_store_put (database, laid, error))
        return NULL;
    }
  if (!rem_attachment_store_put (database, pair->attachment, error))
    return NULL;

  return GINT_TO_POINTER (TRUE);
}

static void
keep_file_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FileWork *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (rem_context_call_finish (REM_CONTEXT (source), result, keep_file_func, &error) == NULL)
    {
      fail_file (task, error);
      return;
    }

  g_clear_pointer (&work->job, rem_context_job_end);
  g_task_return_pointer (task, g_steal_pointer (&work->attachment),
                         (GDestroyNotify) rem_attachment_unref);
}

/* The keepsake as it will be kept: with the day of the picture if the person gave none. */
static RemKeepsake *
build_keepsake (RemContext *context, FileWork *work)
{
  gint64 now_us = rem_clock_get_unix_us (rem_context_get_clock (context));
  g_autoptr (RemKeepsake) keepsake = rem_keepsake_with_modified_us (work->keepsake, now_us);
  const char *taken_at = rem_attachment_get_taken_at (work->attachment);
  g_autofree char *iso = taken_at != NULL ? g_strndup (taken_at, 10) : NULL;
  RemDate date = REM_DATE_UNKNOWN;

  /* The day of its photo says nothing about the day of an object. */
  if (rem_keepsake_get_kind (keepsake) == REM_KEEPSAKE_KIND_OBJECT ||
      rem_keepsake_get_day (keepsake).precision != REM_PRECISION_NONE || iso == NULL ||
      !rem_date_parse (iso, &date, NULL))
    return g_steal_pointer (&keepsake);

  return rem_keepsake_with_day (keepsake, rem_day_from_date (date));
}

static void
keep_file (GTask *task, RemPicture *picture)
{
  RemContext *context = g_task_get_source_object (task);
  FileWork *work = g_task_get_task_data (task);
  g_autofree char *uuid = g_uuid_string_random ();
  Pair *pair = NULL;

  work->attachment =
      rem_attachment_new (uuid, rem_keepsake_get_uuid (work->keepsake), work->name,
                          work->media_type != NULL ? work->media_type : "application/octet-stream",
                          work->size_bytes, work->sum, work->object_name);
  if (picture != NULL)
    {
      g_autoptr (RemAttachment) plain = g_steal_pointer (&work->attachment);

      work->attachment =
          rem_attachment_with_picture (plain, rem_picture_get_original_width (picture),
                                       rem_picture_get_original_height (picture),
                                       rem_picture_get_taken_at (picture),
                                       rem_picture_get_thumbnail (picture));
    }

  pair = g_new0 (Pair, 1);
  pair->keepsake = build_keepsake (context, work);
  pair->attachment = rem_attachment_ref (work->attachment);
  rem_context_call_async (context, REM_BOX_CHANGE_KEEPSAKES, keep_file_func, pair, pair_free, NULL,
                          rem_context_job_get_cancellable (work->job), keep_file_func, keep_file_cb,
                          g_object_ref (task));
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemPicture) picture =
      rem_picture_reader_read_finish (REM_PICTURE_READER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fail_file (task, g_steal_pointer (&error));
      return;
    }

  if (picture == NULL)
    g_debug ("A picture is kept unread: %s", error->message);
  keep_file (task, picture);
}

static void
stream_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FileWork *work = g_task_get_task_data (task);
  RemPictureReader *reader = rem_context_get_picture_reader (g_task_get_source_object (task));
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail_file (task, error);
      return;
    }

  if (work->picture == NULL || reader == NULL)
    {
      g_clear_pointer (&work->picture, g_byte_array_unref);
      keep_file (task, NULL);
      return;
    }

  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&work->picture));
  rem_picture_reader_read_async (reader, bytes, PICTURE_SIDE, TRUE,
                                 rem_context_job_get_cancellable (work->job), picture_cb,
                                 g_object_ref (task));
}

/**
 * rem_keepsakes_keep_file_async:
 * @context: a context
 * @keepsake: what the file belongs to: a new draft, or one that is kept
 * @source: where the bytes come from; read in a thread of its own, not closed
 * @name: what the file is called; only the last part of a path is kept
 * @cancellable: (nullable): ends it; nothing of it stays
 * @progress: (nullable): told how many bytes of how many were read (-1 if that is not known), on
 *   the main context, about once in a MiB and at the end
 * @progress_data: for @progress
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Keeps a file, byte for byte, with its keepsake, which stays as it is in the box if it is there
 * already. If the keepsake has no day and the file is a
 * photo that tells when it was taken, it gets that day. A picture that cannot be read is kept
 * without a thumbnail. Locking the box cancels it.
 */
void
rem_keepsakes_keep_file_async (RemContext *context,
                               RemKeepsake *keepsake,
                               GInputStream *source,
                               const char *name,
                               GCancellable *cancellable,
                               GFileProgressCallback progress,
                               gpointer progress_data,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) thread_task = NULL;
  FileWork *work = NULL;
  GError *error = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (keepsake != NULL);
  g_return_if_fail (G_IS_INPUT_STREAM (source));
  g_return_if_fail (name != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_keepsakes_keep_file_async);
  g_task_set_check_cancellable (task, FALSE);

  work = g_new0 (FileWork, 1);
  work->keepsake = rem_keepsake_ref (keepsake);
  work->source = g_object_ref (source);
  work->name = build_name (name);
  work->progress = progress;
  work->progress_data = progress_data;
  g_task_set_task_data (task, work, file_work_free);

  work->job = rem_context_job_begin (context, cancellable, &error);
  if (work->job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Borrows: the last reference to a context must not be dropped by a thread. */
  thread_task = g_task_new (NULL, rem_context_job_get_cancellable (work->job), stream_cb,
                            g_object_ref (task));
  g_task_set_name (thread_task, "keep a file");
  g_task_set_check_cancellable (thread_task, FALSE);
  g_task_set_task_data (thread_task, task, NULL);
  g_task_run_in_thread (thread_task, stream_thread);
}

/**
 * rem_keepsakes_keep_file_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full): what is known of the file that is kept now, or %NULL. Fails with
 *   %REM_BOX_ERROR_CLOSED, %G_IO_ERROR_CANCELLED, or what reading @source or writing the box met;
 *   then nothing of it is in the box.
 */
RemAttachment *
rem_keepsakes_keep_file_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_keepsakes_keep_file_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
