/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-stream-source.h"

#include <gst/base/gstbasesrc.h>

/*
 * The beginning of every pipe: reads ranges of a GInputStream that can seek. create and fill run on
 * streaming threads, one at a time, and demuxers ask for a few bytes here and there: the stream
 * keeps the pieces that it opened last, so nothing is kept here. A short read is how the end is
 * told. Once it failed to read it never reads again; the stream's own error is kept for who asks.
 */

/** How much is read at a time where nobody asks for a certain range, in bytes. */
#define BLOCK_SIZE (64 * 1024)

/** No demuxer in its right mind asks for more than this at once, in bytes. */
#define MAX_RANGE (16 * 1024 * 1024)

typedef struct
{
  GstBaseSrc parent_instance;

  GMutex mutex; /* guards what follows */
  GInputStream *stream;
  GError *error;
  guint64 size;

  guint n_reads; /* atomic; odd while it reads */
} RemStreamSource;

typedef struct
{
  GstBaseSrcClass parent_class;
} RemStreamSourceClass;

static void uri_handler_init (gpointer iface, gpointer data);

G_DEFINE_TYPE_WITH_CODE (RemStreamSource,
                         rem_stream_source,
                         GST_TYPE_BASE_SRC,
                         G_IMPLEMENT_INTERFACE (GST_TYPE_URI_HANDLER, uri_handler_init))

static GstStaticPadTemplate pad_template =
    GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);

static RemStreamSource *
as_source (gpointer object)
{
  return G_TYPE_CHECK_INSTANCE_CAST (object, rem_stream_source_get_type (), RemStreamSource);
}

/* With the mutex held. */
static gboolean
measure (RemStreamSource *self, GError **error)
{
  goffset end;

  if (self->stream == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "No stream");
      return FALSE;
    }
  if (!g_seekable_seek (G_SEEKABLE (self->stream), 0, G_SEEK_END, NULL, error))
    return FALSE;
  end = g_seekable_tell (G_SEEKABLE (self->stream));
  self->size = end > 0 ? (guint64) end : 0;
  return TRUE;
}

static gboolean
rem_stream_source_start (GstBaseSrc *base)
{
  RemStreamSource *self = as_source (base);
  gboolean started;

  g_mutex_lock (&self->mutex);
  started = self->error == NULL && measure (self, &self->error);
  g_mutex_unlock (&self->mutex);
  if (!started)
    GST_ELEMENT_ERROR (self, RESOURCE, OPEN_READ, (NULL), (NULL));
  return started;
}

static gboolean
rem_stream_source_is_seekable (GstBaseSrc *base)
{
  return TRUE;
}

static gboolean
rem_stream_source_get_size (GstBaseSrc *base, guint64 *size_out)
{
  RemStreamSource *self = as_source (base);

  g_mutex_lock (&self->mutex);
  *size_out = self->size;
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/* With the mutex held. */
static gboolean
read_range (RemStreamSource *self, guint64 offset, guint8 *bytes, gsize size, gsize *n_out)
{
  if (self->error != NULL)
    return FALSE;
  if (self->stream == NULL || offset > G_MAXOFFSET)
    {
      *n_out = 0;
      return TRUE;
    }
  return g_seekable_seek (G_SEEKABLE (self->stream), (goffset) offset, G_SEEK_SET, NULL,
                          &self->error) &&
         g_input_stream_read_all (self->stream, bytes, size, n_out, NULL, &self->error);
}

static GstFlowReturn
rem_stream_source_fill (GstBaseSrc *base, guint64 offset, guint size, GstBuffer *buffer)
{
  RemStreamSource *self = as_source (base);
  GstMapInfo map;
  gboolean has_read;
  gsize n = 0;

  if (size > MAX_RANGE || !gst_buffer_map (buffer, &map, GST_MAP_WRITE))
    {
      GST_ELEMENT_ERROR (self, RESOURCE, READ, (NULL), (NULL));
      return GST_FLOW_ERROR;
    }
  g_mutex_lock (&self->mutex);
  g_atomic_int_inc (&self->n_reads);
  has_read = read_range (self, offset, map.data, MIN (size, map.size), &n);
  g_atomic_int_inc (&self->n_reads);
  g_mutex_unlock (&self->mutex);
  gst_buffer_unmap (buffer, &map);

  if (!has_read)
    {
      GST_ELEMENT_ERROR (self, RESOURCE, READ, (NULL), (NULL));
      return GST_FLOW_ERROR;
    }
  if (n == 0 && size > 0)
    return GST_FLOW_EOS;
  gst_buffer_resize (buffer, 0, (gssize) n);
  GST_BUFFER_OFFSET (buffer) = offset;
  GST_BUFFER_OFFSET_END (buffer) = offset + n;
  return GST_FLOW_OK;
}

static void
rem_stream_source_finalize (GObject *object)
{
  RemStreamSource *self = as_source (object);

  g_clear_object (&self->stream);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (rem_stream_source_parent_class)->finalize (object);
}

static GstURIType
get_uri_type (GType type)
{
  return GST_URI_SRC;
}

static const char *const *
get_protocols (GType type)
{
  static const char *const protocols[] = { "remember-keepsake", NULL };

  return protocols;
}

static char *
get_uri (GstURIHandler *handler)
{
  return g_strdup (REM_STREAM_SOURCE_URI);
}

static gboolean
set_uri (GstURIHandler *handler, const char *uri, GError **error)
{
  return TRUE;
}

static void
uri_handler_init (gpointer iface, gpointer data)
{
  GstURIHandlerInterface *handler = iface;

  handler->get_type = get_uri_type;
  handler->get_protocols = get_protocols;
  handler->get_uri = get_uri;
  handler->set_uri = set_uri;
}

static void
rem_stream_source_class_init (RemStreamSourceClass *klass)
{
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseSrcClass *base_class = GST_BASE_SRC_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rem_stream_source_finalize;
  base_class->start = rem_stream_source_start;
  base_class->is_seekable = rem_stream_source_is_seekable;
  base_class->get_size = rem_stream_source_get_size;
  base_class->fill = rem_stream_source_fill;

  gst_element_class_add_static_pad_template (element_class, &pad_template);
  gst_element_class_set_static_metadata (element_class, "A kept file", "Source",
                                         "Reads a sealed file in pieces", "Remember");
}

static void
rem_stream_source_init (RemStreamSource *self)
{
  g_mutex_init (&self->mutex);
  gst_base_src_set_blocksize (GST_BASE_SRC (self), BLOCK_SIZE);
}

/**
 * rem_stream_source_register:
 *
 * Makes the element known by its URI. After gst_init().
 *
 * Returns: %TRUE if it is known now
 */
gboolean
rem_stream_source_register (void)
{
  return gst_element_register (NULL, REM_STREAM_SOURCE_NAME, GST_RANK_PRIMARY,
                               rem_stream_source_get_type ());
}

/**
 * rem_stream_source_set_stream:
 * @element: any element; one of another type is left alone
 * @stream: what it reads, can seek
 *
 * Before the element is started.
 */
void
rem_stream_source_set_stream (GstElement *element, GInputStream *stream)
{
  RemStreamSource *self = NULL;

  if (!G_TYPE_CHECK_INSTANCE_TYPE (element, rem_stream_source_get_type ()))
    return;
  self = as_source (element);
  g_mutex_lock (&self->mutex);
  g_set_object (&self->stream, stream);
  g_mutex_unlock (&self->mutex);
}

/**
 * rem_stream_source_dup_error:
 * @element: (nullable): any element
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): why its stream could not be read
 */
GError *
rem_stream_source_dup_error (GstElement *element)
{
  RemStreamSource *self = NULL;
  GError *error = NULL;

  if (element == NULL || !G_TYPE_CHECK_INSTANCE_TYPE (element, rem_stream_source_get_type ()))
    return NULL;
  self = as_source (element);
  g_mutex_lock (&self->mutex);
  error = self->error != NULL ? g_error_copy (self->error) : NULL;
  g_mutex_unlock (&self->mutex);
  return error;
}

/**
 * rem_stream_source_get_n_reads:
 * @element: (nullable): any element
 *
 * Does not wait for a read. Any thread.
 *
 * Returns: a number that grows whenever reading begins and ends; odd while it reads
 */
guint
rem_stream_source_get_n_reads (GstElement *element)
{
  if (element == NULL || !G_TYPE_CHECK_INSTANCE_TYPE (element, rem_stream_source_get_type ()))
    return 0;
  return (guint) g_atomic_int_get (&as_source (element)->n_reads);
}
