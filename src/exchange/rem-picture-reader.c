/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-picture-reader.h"

#include "rem-exchange-error.h"
#include "rem-media-type.h"
#include "rem-picture-process.h"
#include "rem-picture-protocol.h"

/*
 * Reading pictures, two at a time.
 *
 * States of a read, all on the thread of the reader's main context:
 *   waiting   in self->waiting; cancelling takes it out and answers at once
 *   running   counted in self->n_running; a worker thread is in rem_picture_process_run(). A timer
 *             and cancelling both stop the process; the answer always comes from run_cb()
 *   answered  its task has returned; its sources are gone
 * start_waiting() alone moves from waiting to running, run_cb() alone from running to answered.
 * A picture that takes for ever holds one of the two places until the timer, never longer.
 */

#define MAX_RUNNING          2
#define TIMEOUT_MILLISECONDS 20000

struct _RemPictureReader
{
  GObject parent_instance;

  char *program;
  RemClock *clock;
  GQueue waiting; /* of Read, owned */
  guint n_running;
};

G_DEFINE_FINAL_TYPE (RemPictureReader, rem_picture_reader, G_TYPE_OBJECT)

typedef struct
{
  RemPictureReader *reader;
  GTask *task;
  RemPictureProcess *process;
  GSource *cancel_source;
  guint timeout_id;
  gboolean is_timed_out;
  gboolean is_running;
} Read;

static void start_waiting (RemPictureReader *self);

static void
disarm (Read *read)
{
  if (read->cancel_source != NULL)
    g_source_destroy (read->cancel_source);
  g_clear_pointer (&read->cancel_source, g_source_unref);
  if (read->timeout_id != 0)
    rem_clock_remove_timeout (read->reader->clock, read->timeout_id);
  read->timeout_id = 0;
}

static void
free_read (Read *read)
{
  disarm (read);
  g_clear_object (&read->task);
  g_clear_pointer (&read->process, rem_picture_process_unref);
  g_clear_object (&read->reader);
  g_free (read);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Read, free_read)

static void
run_in_thread (GTask *worker, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RemPictureProcess *process = task_data;
  g_autoptr (GError) error = NULL;
  RemPicture *picture = rem_picture_process_run (process, &error);

  if (picture != NULL)
    g_task_return_pointer (worker, picture, (GDestroyNotify) rem_picture_unref);
  else
    g_task_return_error (worker, g_steal_pointer (&error));
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Read) read = user_data;
  g_autoptr (RemPictureReader) self = g_object_ref (read->reader);
  g_autoptr (GError) error = NULL;
  g_autoptr (RemPicture) picture = g_task_propagate_pointer (G_TASK (result), &error);

  disarm (read);
  self->n_running--;
  start_waiting (self);
  if (g_task_return_error_if_cancelled (read->task))
    return;
  if (picture != NULL)
    g_task_return_pointer (read->task, g_steal_pointer (&picture),
                           (GDestroyNotify) rem_picture_unref);
  else if (read->is_timed_out)
    g_task_return_new_error (read->task, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_TIMED_OUT,
                             "The picture took longer than it may");
  else
    g_task_return_error (read->task, g_steal_pointer (&error));
}

static void
timeout_cb (gpointer user_data)
{
  Read *read = user_data;

  read->timeout_id = 0;
  read->is_timed_out = TRUE;
  rem_picture_process_stop (read->process);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Read *read = user_data;
  g_autoptr (Read) waiting = NULL;

  if (read->is_running)
    {
      rem_picture_process_stop (read->process);
      return G_SOURCE_REMOVE;
    }
  g_queue_remove (&read->reader->waiting, read);
  waiting = read;
  g_task_return_error_if_cancelled (waiting->task);
  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (Read *read, GCancellable *cancellable)
{
  if (cancellable == NULL)
    return;
  read->cancel_source = g_cancellable_source_new (cancellable);
  g_source_set_static_name (read->cancel_source, "[remember] picture cancelled");
  g_source_set_callback (read->cancel_source, G_SOURCE_FUNC (cancelled_cb), read, NULL);
  g_source_attach (read->cancel_source, g_task_get_context (read->task));
}

static void
start (RemPictureReader *self, Read *read)
{
  /* No source object: the worker thread may be the last to let go of the task. */
  g_autoptr (GTask) worker = g_task_new (NULL, NULL, run_cb, read);

  g_task_set_source_tag (worker, start);
  g_task_set_name (worker, "[remember] picture process");
  g_task_set_task_data (worker, rem_picture_process_ref (read->process),
                        (GDestroyNotify) rem_picture_process_unref);
  self->n_running++;
  read->is_running = TRUE;
  read->timeout_id = rem_clock_add_timeout (self->clock, TIMEOUT_MILLISECONDS, timeout_cb, read);
  g_task_run_in_thread (worker, run_in_thread);
}

static void
start_waiting (RemPictureReader *self)
{
  while (self->n_running < MAX_RUNNING && !g_queue_is_empty (&self->waiting))
    start (self, g_queue_pop_head (&self->waiting));
}

static void
rem_picture_reader_finalize (GObject *object)
{
  RemPictureReader *self = REM_PICTURE_READER (object);

  /* Every read holds a reference to the reader. */
  g_assert (g_queue_is_empty (&self->waiting));
  g_clear_pointer (&self->program, g_free);

  G_OBJECT_CLASS (rem_picture_reader_parent_class)->finalize (object);
}

static void
rem_picture_reader_dispose (GObject *object)
{
  RemPictureReader *self = REM_PICTURE_READER (object);

  g_clear_object (&self->clock);

  G_OBJECT_CLASS (rem_picture_reader_parent_class)->dispose (object);
}

static void
rem_picture_reader_class_init (RemPictureReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rem_picture_reader_dispose;
  object_class->finalize = rem_picture_reader_finalize;
}

static void
rem_picture_reader_init (RemPictureReader *self)
{
  g_queue_init (&self->waiting);
}

/**
 * rem_picture_reader_new:
 * @program: (nullable): the path of remember-picture, or %NULL for the installed one
 * @clock: what limits the time of a read
 *
 * Creates a reader. It belongs to the thread whose main context is the default now.
 *
 * Returns: (transfer full): a reader
 */
RemPictureReader *
rem_picture_reader_new (const char *program, RemClock *clock)
{
  RemPictureReader *self;

  g_return_val_if_fail (REM_IS_CLOCK (clock), NULL);

  self = g_object_new (REM_TYPE_PICTURE_READER, NULL);
  self->program = g_strdup (program != NULL ? program : REM_PICTURE_PROGRAM);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * rem_picture_reader_read_async:
 * @self: a picture reader
 * @bytes: untrusted bytes
 * @max_side: the longest side of the result in pixels; brought into 1 to 8192. The result is never
 *   larger than the picture itself
 * @thumbnail: whether to make a JPEG of at most 512 pixels a side as well
 * @cancellable: (nullable): a #GCancellable; cancelling ends the program that reads
 * @callback: called on the thread-default main context
 * @user_data: for @callback
 *
 * Reads a picture in a confined process of its own: of an animation the first frame, turned the
 * right way up. At most two are read at once, the others wait in order; a read may take 20 seconds
 * from its start. Writes nothing to disk and does not block.
 */
void
rem_picture_reader_read_async (RemPictureReader *self,
                               GBytes *bytes,
                               int max_side,
                               gboolean thumbnail,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  const char *media_type;
  gconstpointer data;
  Read *read;
  gsize size;

  g_return_if_fail (REM_IS_PICTURE_READER (self));
  g_return_if_fail (bytes != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rem_picture_reader_read_async);
  g_task_set_name (task, "[remember] read picture");
  if (g_task_return_error_if_cancelled (task))
    return;
  data = g_bytes_get_data (bytes, &size);
  if (size > REM_PICTURE_MAX_BYTES)
    {
      g_task_return_new_error (task, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_TOO_LARGE,
                               "The file is larger than pictures that are read");
      return;
    }
  media_type = rem_media_type_recognise (data, size);
  if (!rem_media_type_is_picture (media_type))
    {
      g_task_return_new_error (task, REM_EXCHANGE_ERROR, REM_EXCHANGE_ERROR_UNREADABLE,
                               "The bytes are no type of picture that is read");
      return;
    }
  read = g_new0 (Read, 1);
  read->reader = g_object_ref (self);
  read->process =
      rem_picture_process_new (self->program, bytes, media_type,
                               (guint) CLAMP (max_side, 1, REM_PICTURE_MAX_SIDE), thumbnail);
  read->task = g_steal_pointer (&task);
  watch_cancellable (read, cancellable);
  g_queue_push_tail (&self->waiting, read);
  start_waiting (self);
}

/**
 * rem_picture_reader_read_finish:
 * @self: a picture reader
 * @result: what the callback was given
 * @error: return location for an error, or %NULL
 *
 * Finishes rem_picture_reader_read_async().
 *
 * Returns: (transfer full): the picture. Fails with %REM_EXCHANGE_ERROR_UNREADABLE,
 *   %REM_EXCHANGE_ERROR_TOO_LARGE, %REM_EXCHANGE_ERROR_TIMED_OUT,
 *   %REM_EXCHANGE_ERROR_UNAVAILABLE or %G_IO_ERROR_CANCELLED
 */
RemPicture *
rem_picture_reader_read_finish (RemPictureReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, rem_picture_reader_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
