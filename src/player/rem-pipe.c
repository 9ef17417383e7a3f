/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-pipe.h"

#include "rem-stream-source.h"

#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <gst/pbutils/missing-plugins.h>
#include <gst/video/video.h>
#include <string.h>

/*
 * One sound or film: a playbin between our source and two sinks.
 *
 *   source (streaming threads) ─► playbin ─► the sound system
 *                                        └─► appsink ─► frame (streaming thread)
 *   bus ─► ready, ended, failed (main thread)
 *
 * Everything is done by the main thread but the frames, which may come while the pipe is closed:
 * the mutex guards `events`, which is NULL from then on, and a frame holds its own reference.
 * Stopping joins streaming threads that may wait for a disk, so close() has it done by a thread.
 *
 * Only one seek is under way; of those asked for meanwhile the last one counts.
 */

enum
{
  PLAY_VIDEO = 1 << 0,
  PLAY_AUDIO = 1 << 1,
  PLAY_SOFT_VOLUME = 1 << 4,
  PLAY_DEINTERLACE = 1 << 9,
};

/* No frame is larger than what a screen shows, whatever the film has. */
#define FRAME_CAPS                                                                                 \
  "video/x-raw, format=BGRA, pixel-aspect-ratio=1/1, width=[1,1920], height=[1,1920]"

struct _RemPlayerPipe
{
  gatomicrefcount refs;
  GstElement *playbin;
  GstElement *source; /* set by a streaming thread once, under the mutex */
  GInputStream *stream;
  guint bus_id;
  gboolean is_seeking;
  gint64 sought_us;
  gint64 wanted_us; /* -1: none */
  gboolean lacks_codec;

  GMutex mutex;
  const RemPlayerEvents *events;
  gpointer data;
};

typedef struct
{
  GstVideoFrame frame;
  GstBuffer *buffer;
} Frame;

static RemPlayerPipe *
pipe_ref (RemPlayerPipe *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
pipe_unref (gpointer data)
{
  RemPlayerPipe *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  gst_clear_object (&self->source);
  g_clear_object (&self->stream);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
pipe_unref_closure (gpointer data, GClosure *closure)
{
  pipe_unref (data);
}

static void
frame_free (gpointer data)
{
  Frame *frame = data;

  gst_video_frame_unmap (&frame->frame);
  gst_buffer_unref (frame->buffer);
  g_free (frame);
}

/* Keeps the buffer and not the sample: appsink writes into its samples. */
static void
hand_on (RemPlayerPipe *self, GstSample *sample)
{
  GstVideoInfo info;
  Frame *frame = NULL;
  g_autoptr (GBytes) pixels = NULL;
  gsize stride;
  int height;

  if (gst_sample_get_buffer (sample) == NULL || gst_sample_get_caps (sample) == NULL ||
      !gst_video_info_from_caps (&info, gst_sample_get_caps (sample)))
    return;
  frame = g_new0 (Frame, 1);
  frame->buffer = gst_buffer_ref (gst_sample_get_buffer (sample));
  if (!gst_video_frame_map (&frame->frame, &info, frame->buffer, GST_MAP_READ))
    {
      gst_buffer_unref (frame->buffer);
      g_free (frame);
      return;
    }
  stride = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (&frame->frame, 0);
  height = GST_VIDEO_FRAME_HEIGHT (&frame->frame);
  pixels = g_bytes_new_with_free_func (GST_VIDEO_FRAME_PLANE_DATA (&frame->frame, 0),
                                       stride * (gsize) height, frame_free, frame);

  g_mutex_lock (&self->mutex);
  if (self->events != NULL)
    self->events->frame (pixels, GST_VIDEO_FRAME_WIDTH (&frame->frame), height, stride, self->data);
  g_mutex_unlock (&self->mutex);
}

static GstFlowReturn
preroll_cb (GstAppSink *sink, gpointer user_data)
{
  GstSample *sample = gst_app_sink_pull_preroll (sink);

  if (sample == NULL)
    return GST_FLOW_EOS;
  hand_on (user_data, sample);
  gst_sample_unref (sample);
  return GST_FLOW_OK;
}

static GstFlowReturn
sample_cb (GstAppSink *sink, gpointer user_data)
{
  GstSample *sample = gst_app_sink_pull_sample (sink);

  if (sample == NULL)
    return GST_FLOW_EOS;
  hand_on (user_data, sample);
  gst_sample_unref (sample);
  return GST_FLOW_OK;
}

static GstElement *
make_picture_sink (RemPlayerPipe *self)
{
  GstElement *sink = gst_element_factory_make ("appsink", NULL);
  GstAppSinkCallbacks callbacks = { .new_preroll = preroll_cb, .new_sample = sample_cb };
  GstCaps *caps = gst_caps_from_string (FRAME_CAPS);

  g_object_set (sink, "caps", caps, "max-buffers", 2, "drop", TRUE, "sync", TRUE, NULL);
  gst_caps_unref (caps);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, pipe_ref (self), pipe_unref);
  return sink;
}

static GstPadProbeReturn
drop_tags_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  return GST_EVENT_TYPE (gst_pad_probe_info_get_event (info)) == GST_EVENT_TAG ? GST_PAD_PROBE_DROP
                                                                               : GST_PAD_PROBE_OK;
}

/* The sound system tells every program of the login what plays, by the title in the file. Here it
 * gets none. */
static GstElement *
make_tag_stop (void)
{
  GstElement *stop = gst_element_factory_make ("identity", NULL);
  GstPad *pad = NULL;

  if (stop == NULL)
    return NULL;
  pad = gst_element_get_static_pad (stop, "sink");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, drop_tags_cb, NULL, NULL);
  gst_object_unref (pad);
  return stop;
}

/* Telephones write how they were held; the film is turned as it is shown. */
static GstElement *
make_turner (void)
{
  GstElement *turner = gst_element_factory_make ("videoflip", NULL);

  if (turner != NULL)
    gst_util_set_object_arg (G_OBJECT (turner), "video-direction", "auto");
  return turner;
}

static void
source_setup_cb (GstElement *playbin, GstElement *source, gpointer user_data)
{
  RemPlayerPipe *self = user_data;

  rem_stream_source_set_stream (source, self->stream);
  g_mutex_lock (&self->mutex);
  gst_object_replace ((GstObject **) &self->source, GST_OBJECT (source));
  g_mutex_unlock (&self->mutex);
}

static void
start_seek (RemPlayerPipe *self, gint64 position_us)
{
  self->sought_us = position_us;
  self->is_seeking = gst_element_seek_simple (self->playbin, GST_FORMAT_TIME,
                                              GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE,
                                              position_us * GST_USECOND);
}

static void
finish_seek (RemPlayerPipe *self)
{
  gint64 wanted_us = self->wanted_us;

  self->is_seeking = FALSE;
  self->wanted_us = -1;
  if (wanted_us >= 0)
    start_seek (self, wanted_us);
}

static RemPlayerTrouble
get_trouble (const GError *error, const GError *source_error)
{
  if (source_error != NULL)
    return REM_PLAYER_TROUBLE_SOURCE;
  if (g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN) ||
      g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND))
    return REM_PLAYER_TROUBLE_NO_CODEC;
  if (g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_TYPE_NOT_FOUND) ||
      g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_WRONG_TYPE))
    return REM_PLAYER_TROUBLE_UNKNOWN_KIND;
  if (error->domain == GST_STREAM_ERROR)
    return REM_PLAYER_TROUBLE_DAMAGED;
  return REM_PLAYER_TROUBLE_NO_PLAYER;
}

/* What is in the message is for nobody: it names parts and may quote the file. */
static void
tell_failure (RemPlayerPipe *self, GstMessage *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) source_error = NULL;
  RemPlayerTrouble trouble;

  gst_message_parse_error (message, &error, NULL);
  g_mutex_lock (&self->mutex);
  source_error = rem_stream_source_dup_error (self->source);
  g_mutex_unlock (&self->mutex);
  trouble = get_trouble (error, source_error);
  if (trouble == REM_PLAYER_TROUBLE_DAMAGED && self->lacks_codec)
    trouble = REM_PLAYER_TROUBLE_NO_CODEC;
  self->events->failed (trouble, source_error, self->data);
}

static void
note_missing (RemPlayerPipe *self, GstMessage *message)
{
  g_autofree char *detail = NULL;

  if (!gst_is_missing_plugin_message (message))
    return;
  detail = gst_missing_plugin_message_get_installer_detail (message);
  if (detail != NULL &&
      (strstr (detail, "|decoder-audio/") != NULL || strstr (detail, "|decoder-video/") != NULL))
    self->lacks_codec = TRUE;
}

static gboolean
bus_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  RemPlayerPipe *self = user_data;
  GstMessageType type = GST_MESSAGE_TYPE (message);

  pipe_ref (self);
  if (type == GST_MESSAGE_ASYNC_DONE && self->is_seeking)
    finish_seek (self);
  if (type == GST_MESSAGE_ELEMENT)
    note_missing (self, message);
  else if (type == GST_MESSAGE_ERROR)
    tell_failure (self, message);
  else if (type == GST_MESSAGE_EOS)
    self->events->ended (self->data);
  else if (type == GST_MESSAGE_ASYNC_DONE || type == GST_MESSAGE_DURATION_CHANGED)
    self->events->ready (self->data);
  pipe_unref (self);
  return G_SOURCE_CONTINUE;
}

/**
 * rem_pipe_open:
 * @stream: can seek
 * @events: what to call
 * @data: for @events
 *
 * See #RemPlayerBackend.
 *
 * Returns: (transfer full): a pipe that will stand still at the beginning
 */
RemPlayerPipe *
rem_pipe_open (GInputStream *stream, const RemPlayerEvents *events, gpointer data)
{
  RemPlayerPipe *self = g_new0 (RemPlayerPipe, 1);
  GstElement *tag_stop = make_tag_stop ();
  GstElement *turner = make_turner ();
  GstBus *bus = NULL;

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->mutex);
  self->stream = g_object_ref (stream);
  self->events = events;
  self->data = data;
  self->wanted_us = -1;

  self->playbin = gst_object_ref_sink (gst_element_factory_make ("playbin", NULL));
  g_object_set (self->playbin, "uri", REM_STREAM_SOURCE_URI, "flags",
                PLAY_VIDEO | PLAY_AUDIO | PLAY_SOFT_VOLUME | PLAY_DEINTERLACE, "video-sink",
                make_picture_sink (self), NULL);
  if (tag_stop != NULL)
    g_object_set (self->playbin, "audio-filter", tag_stop, NULL);
  if (turner != NULL)
    g_object_set (self->playbin, "video-filter", turner, NULL);
  g_signal_connect_data (self->playbin, "source-setup", G_CALLBACK (source_setup_cb),
                         pipe_ref (self), pipe_unref_closure, 0);

  bus = gst_element_get_bus (self->playbin);
  self->bus_id = gst_bus_add_watch (bus, bus_cb, self);
  gst_object_unref (bus);
  gst_element_set_state (self->playbin, GST_STATE_PAUSED);
  return self;
}

static void
stop_thread (GstElement *playbin, gpointer user_data)
{
  gst_element_set_state (playbin, GST_STATE_NULL);
}

/**
 * rem_pipe_close:
 * @self: (transfer full): a pipe
 *
 * See #RemPlayerBackend.
 */
void
rem_pipe_close (RemPlayerPipe *self)
{
  g_mutex_lock (&self->mutex);
  self->events = NULL;
  g_mutex_unlock (&self->mutex);
  g_clear_handle_id (&self->bus_id, g_source_remove);

  g_object_set (self->playbin, "mute", TRUE, NULL);
  gst_element_call_async (self->playbin, stop_thread, NULL, NULL);
  gst_clear_object (&self->playbin);
  pipe_unref (self);
}

/**
 * rem_pipe_play:
 * @self: a pipe
 *
 * See #RemPlayerBackend.
 */
void
rem_pipe_play (RemPlayerPipe *self)
{
  gst_element_set_state (self->playbin, GST_STATE_PLAYING);
}

/**
 * rem_pipe_pause:
 * @self: a pipe
 *
 * See #RemPlayerBackend.
 */
void
rem_pipe_pause (RemPlayerPipe *self)
{
  gst_element_set_state (self->playbin, GST_STATE_PAUSED);
}

/**
 * rem_pipe_seek:
 * @self: a pipe
 * @position_us: where to
 *
 * See #RemPlayerBackend.
 */
void
rem_pipe_seek (RemPlayerPipe *self, gint64 position_us)
{
  if (self->is_seeking)
    self->wanted_us = position_us;
  else
    start_seek (self, position_us);
}

/**
 * rem_pipe_set_volume:
 * @self: a pipe
 * @volume: 0 to 1, as it is heard
 *
 * See #RemPlayerBackend.
 */
void
rem_pipe_set_volume (RemPlayerPipe *self, double volume)
{
  g_object_set (self->playbin, "volume", volume * volume * volume, NULL);
}

/**
 * rem_pipe_get_position_us:
 * @self: a pipe
 *
 * Returns: where it is; while it is on the way somewhere, that place
 */
gint64
rem_pipe_get_position_us (RemPlayerPipe *self)
{
  gint64 position = 0;

  if (self->wanted_us >= 0)
    return self->wanted_us;
  if (self->is_seeking)
    return self->sought_us;
  if (!gst_element_query_position (self->playbin, GST_FORMAT_TIME, &position) || position < 0)
    return 0;
  return position / GST_USECOND;
}

/**
 * rem_pipe_get_length_us:
 * @self: a pipe
 *
 * Returns: how long it plays, as far as is known by now; else 0
 */
gint64
rem_pipe_get_length_us (RemPlayerPipe *self)
{
  gint64 length = 0;

  if (!gst_element_query_duration (self->playbin, GST_FORMAT_TIME, &length) || length < 0)
    return 0;
  return length / GST_USECOND;
}

/**
 * rem_pipe_lacks_codec:
 * @self: a pipe
 *
 * Returns: whether its sound or its picture cannot be played
 */
gboolean
rem_pipe_lacks_codec (RemPlayerPipe *self)
{
  return self->lacks_codec;
}

/**
 * rem_pipe_get_n_reads:
 * @self: a pipe
 *
 * Returns: a number that grows whenever reading begins and ends; odd while it reads
 */
guint
rem_pipe_get_n_reads (RemPlayerPipe *self)
{
  guint n_reads;

  g_mutex_lock (&self->mutex);
  n_reads = rem_stream_source_get_n_reads (self->source);
  g_mutex_unlock (&self->mutex);
  return n_reads;
}
