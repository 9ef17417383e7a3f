/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-attachment-stream-private.h"

/*
 * Two threads meet here: those that read, and the main thread, which locks the box. While the
 * stream has its reader it has a job of the context, and a lock waits for the end of that job.
 *
 *   open:    reader and job are there
 *   revoked: the job's cancellable was cancelled, by the lock, by who opened it or by closing; a
 *            read that is under way ends, none begins
 *   closed:  reader freed (its bytes wiped), job ended
 *
 * Revoking must not make the main thread wait for a slow disk, so let_go() only tries the mutex.
 * Whoever holds it sees the cancellable in unlock() and asks for let_go() again. The job is touched
 * on the main thread alone: whoever else drops the stream hands it over.
 */

struct _RemAttachmentStream
{
  GInputStream parent_instance;

  GMainContext *main_context;
  GCancellable *revoked; /* the job's */
  gulong revoked_id;
  RemContextJob *job; /* main thread */
  guint64 size_bytes;

  GMutex mutex; /* guards what follows */
  RemObjectReader *reader;
  guint64 offset;
};

static void seekable_interface_init (GSeekableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RemAttachmentStream,
                               rem_attachment_stream,
                               G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE, seekable_interface_init))

static void
run_on_main (GMainContext *main_context, GSourceFunc func, gpointer data, GDestroyNotify free_func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, free_func);
  g_source_attach (source, main_context);
}

static gboolean
end_job_cb (gpointer user_data)
{
  rem_context_job_end (user_data);
  return G_SOURCE_REMOVE;
}

/* Main thread. */
static gboolean
let_go (gpointer user_data)
{
  RemAttachmentStream *self = user_data;

  if (!g_mutex_trylock (&self->mutex))
    return G_SOURCE_REMOVE;
  g_clear_pointer (&self->reader, rem_object_reader_free);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&self->job, rem_context_job_end);
  return G_SOURCE_REMOVE;
}

static void
let_go_later (RemAttachmentStream *self)
{
  run_on_main (self->main_context, let_go, g_object_ref (self), g_object_unref);
}

static void
weak_ref_free (gpointer data, GClosure *closure)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Another thread may be about to drop the stream. */
static void
revoked_cb (GCancellable *revoked, GWeakRef *weak_ref)
{
  g_autoptr (RemAttachmentStream) self = g_weak_ref_get (weak_ref);

  if (self != NULL)
    let_go_later (self);
}

static void
unlock (RemAttachmentStream *self)
{
  g_mutex_unlock (&self->mutex);
  if (g_cancellable_is_cancelled (self->revoked))
    let_go_later (self);
}

static gboolean
is_open (RemAttachmentStream *self, GError **error)
{
  if (self->reader != NULL && !g_cancellable_is_cancelled (self->revoked))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The box was locked");
  return FALSE;
}

static gssize
rem_attachment_stream_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  RemAttachmentStream *self = REM_ATTACHMENT_STREAM (stream);
  gssize n = -1;

  g_mutex_lock (&self->mutex);
  if (is_open (self, error))
    n = rem_object_reader_read (self->reader, self->offset, buffer, MIN (count, G_MAXSSIZE), error);
  if (n > 0)
    self->offset += (guint64) n;
  unlock (self);
  return n;
}

static gboolean
rem_attachment_stream_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_cancellable_cancel (REM_ATTACHMENT_STREAM (stream)->revoked);
  return TRUE;
}

static goffset
rem_attachment_stream_tell (GSeekable *seekable)
{
  RemAttachmentStream *self = REM_ATTACHMENT_STREAM (seekable);
  goffset offset;

  g_mutex_lock (&self->mutex);
  offset = (goffset) self->offset;
  unlock (self);
  return offset;
}

static gboolean
rem_attachment_stream_can_seek (GSeekable *seekable)
{
  return TRUE;
}

static gboolean
rem_attachment_stream_seek (
    GSeekable *seekable, goffset offset, GSeekType type, GCancellable *cancellable, GError **error)
{
  RemAttachmentStream *self = REM_ATTACHMENT_STREAM (seekable);
  goffset base = 0;

  g_mutex_lock (&self->mutex);
  if (type == G_SEEK_CUR)
    base = (goffset) self->offset;
  else if (type == G_SEEK_END)
    base = (goffset) self->size_bytes;
  if (offset < -base || offset > G_MAXOFFSET - base)
    {
      unlock (self);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "No such place");
      return FALSE;
    }
  self->offset = (guint64) (base + offset);
  unlock (self);
  return TRUE;
}

static gboolean
rem_attachment_stream_can_truncate (GSeekable *seekable)
{
  return FALSE;
}

static gboolean
rem_attachment_stream_truncate (GSeekable *seekable,
                                goffset offset,
                                GCancellable *cancellable,
                                GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "What is kept stays whole");
  return FALSE;
}

/* By a thread of its own choice. */
static void
rem_attachment_stream_finalize (GObject *object)
{
  RemAttachmentStream *self = REM_ATTACHMENT_STREAM (object);

  g_signal_handler_disconnect (self->revoked, self->revoked_id);
  g_clear_pointer (&self->reader, rem_object_reader_free);
  if (self->job != NULL)
    run_on_main (self->main_context, end_job_cb, g_steal_pointer (&self->job), NULL);
  g_clear_object (&self->revoked);
  g_clear_pointer (&self->main_context, g_main_context_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (rem_attachment_stream_parent_class)->finalize (object);
}

static void
seekable_interface_init (GSeekableIface *iface)
{
  iface->tell = rem_attachment_stream_tell;
  iface->can_seek = rem_attachment_stream_can_seek;
  iface->seek = rem_attachment_stream_seek;
  iface->can_truncate = rem_attachment_stream_can_truncate;
  iface->truncate_fn = rem_attachment_stream_truncate;
}

static void
rem_attachment_stream_class_init (RemAttachmentStreamClass *klass)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rem_attachment_stream_finalize;
  stream_class->read_fn = rem_attachment_stream_read;
  stream_class->close_fn = rem_attachment_stream_close;
}

static void
rem_attachment_stream_init (RemAttachmentStream *self)
{
  g_mutex_init (&self->mutex);
}

/*
 * rem_attachment_stream_new:
 * @job: (transfer full): a job that ends with the stream
 * @reader: (transfer full): a reader of the object
 *
 * Main thread. Returns: (transfer full): a stream that rests
 */
RemAttachmentStream *
rem_attachment_stream_new (RemContextJob *job, RemObjectReader *reader)
{
  RemAttachmentStream *self = g_object_new (REM_TYPE_ATTACHMENT_STREAM, NULL);
  GWeakRef *weak_ref = NULL;

  self->main_context = g_main_context_ref_thread_default ();
  self->job = job;
  self->reader = reader;
  self->size_bytes = rem_object_reader_get_size_bytes (reader);
  rem_context_job_set_resting (job, TRUE);
  self->revoked = g_object_ref (rem_context_job_get_cancellable (job));
  weak_ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak_ref, self);
  self->revoked_id = g_signal_connect_data (self->revoked, "cancelled", G_CALLBACK (revoked_cb),
                                            weak_ref, weak_ref_free, 0);
  if (g_cancellable_is_cancelled (self->revoked))
    let_go_later (self);
  return self;
}

/**
 * rem_attachment_stream_get_size_bytes:
 * @self: a stream
 *
 * Any thread.
 *
 * Returns: how many bytes the file has
 */
guint64
rem_attachment_stream_get_size_bytes (RemAttachmentStream *self)
{
  g_return_val_if_fail (REM_IS_ATTACHMENT_STREAM (self), 0);

  return self->size_bytes;
}

/**
 * rem_attachment_stream_set_playing:
 * @self: a stream
 * @is_playing: whether somebody listens or looks now
 *
 * While something plays, rem_context_is_working() says so, and the box does not lock by itself.
 * Main thread.
 */
void
rem_attachment_stream_set_playing (RemAttachmentStream *self, gboolean is_playing)
{
  g_return_if_fail (REM_IS_ATTACHMENT_STREAM (self));

  if (self->job != NULL)
    rem_context_job_set_resting (self->job, !is_playing);
}
