/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-exchange-error.h"
#include "rem-player.h"
#include "rem-system-clock.h"

#include <string.h>

/* The files were made by gst-launch-1.0 from audiotestsrc and videotestsrc: nobody's heart. */

#define PATIENCE_US (60 * G_USEC_PER_SEC)

/* A source that cannot be read beyond a place. */
#define TEST_TYPE_TORN_STREAM (test_torn_stream_get_type ())
G_DECLARE_FINAL_TYPE (TestTornStream, test_torn_stream, TEST, TORN_STREAM, GInputStream)

struct _TestTornStream
{
  GInputStream parent_instance;
  GBytes *bytes;
  goffset offset;
  goffset torn_at;
};

static void test_torn_stream_seekable_init (GSeekableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestTornStream,
                               test_torn_stream,
                               G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE,
                                                      test_torn_stream_seekable_init))

static gssize
test_torn_stream_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  TestTornStream *self = TEST_TORN_STREAM (stream);
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (self->bytes, &size);
  gsize n = self->offset < (goffset) size ? MIN (count, size - (gsize) self->offset) : 0;

  if (self->offset + (goffset) n > self->torn_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "torn");
      return -1;
    }
  memcpy (buffer, bytes + self->offset, n);
  self->offset += (goffset) n;
  return (gssize) n;
}

static goffset
test_torn_stream_tell (GSeekable *seekable)
{
  return TEST_TORN_STREAM (seekable)->offset;
}

static gboolean
test_torn_stream_can_seek (GSeekable *seekable)
{
  return TRUE;
}

static gboolean
test_torn_stream_seek (
    GSeekable *seekable, goffset offset, GSeekType type, GCancellable *cancellable, GError **error)
{
  TestTornStream *self = TEST_TORN_STREAM (seekable);

  self->offset = type == G_SEEK_END ? (goffset) g_bytes_get_size (self->bytes) + offset : offset;
  return TRUE;
}

static void
test_torn_stream_seekable_init (GSeekableIface *iface)
{
  iface->tell = test_torn_stream_tell;
  iface->can_seek = test_torn_stream_can_seek;
  iface->seek = test_torn_stream_seek;
}

static void
test_torn_stream_finalize (GObject *object)
{
  g_bytes_unref (TEST_TORN_STREAM (object)->bytes);
  G_OBJECT_CLASS (test_torn_stream_parent_class)->finalize (object);
}

static void
test_torn_stream_class_init (TestTornStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_torn_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = test_torn_stream_read;
}

static void
test_torn_stream_init (TestTornStream *self)
{
}

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_build_filename (REM_TEST_MEDIA, name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  gsize size = 0;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, size);
}

static RemPlayer *
make_player (const char *module_path)
{
  g_autoptr (RemClock) clock = rem_system_clock_new ();

  return rem_player_new (clock, module_path);
}

static RemPlayer *
open_bytes (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  RemPlayer *player = make_player (REM_TEST_PLAYER_MODULE);

  rem_player_open (player, stream);
  return player;
}

static RemPlayer *
open_file (const char *name)
{
  g_autoptr (GBytes) bytes = load (name);

  return open_bytes (bytes);
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

typedef gboolean (*Condition) (RemPlayer *player, gint64 value);

static void
wait_until (RemPlayer *player, Condition condition, gint64 value)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;
  guint wake_id = g_timeout_add (10, wake_cb, NULL);

  while (!condition (player, value) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake_id);
  g_assert_true (condition (player, value));
}

static gboolean
is_loaded (RemPlayer *player, gint64 value)
{
  return rem_player_get_state (player) != REM_PLAYER_LOADING;
}

static gboolean
is_in_state (RemPlayer *player, gint64 value)
{
  return (gint64) rem_player_get_state (player) == value;
}

static gboolean
has_frame (RemPlayer *player, gint64 value)
{
  return rem_player_get_frame (player) != NULL;
}

static gboolean
is_beyond (RemPlayer *player, gint64 value)
{
  return rem_player_get_position_us (player) > value;
}

/* Frees the player; the thread that loaded the module may hold it a moment longer. */
static void
drop (RemPlayer *player)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;
  gpointer weak = player;

  g_object_add_weak_pointer (G_OBJECT (player), &weak);
  rem_player_close (player);
  g_object_unref (player);
  while (g_atomic_pointer_get (&weak) != NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (weak);
}

static gboolean
has_length (RemPlayer *player, gint64 value)
{
  return rem_player_get_length_us (player) > 0;
}

static void
wait_ready (RemPlayer *player)
{
  wait_until (player, is_loaded, 0);
  g_assert_no_error (rem_player_get_error (player));
  g_assert_cmpint (rem_player_get_state (player), ==, REM_PLAYER_PAUSED);
}

static void
assert_refused (RemPlayer *player, RemExchangeError code)
{
  wait_until (player, is_loaded, 0);
  g_assert_cmpint (rem_player_get_state (player), ==, REM_PLAYER_FAILED);
  g_assert_error (rem_player_get_error (player), REM_EXCHANGE_ERROR, (int) code);

  /* Nothing that is asked of it now does harm. */
  rem_player_play (player);
  rem_player_seek (player, 1000);
  rem_player_pause (player);
  g_assert_cmpint (rem_player_get_state (player), ==, REM_PLAYER_FAILED);
  drop (player);
}

static void
test_no_module (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new ();
  RemPlayer *player = make_player ("/nonexistent/remember-player.so");

  rem_player_open (player, stream);
  assert_refused (player, REM_EXCHANGE_ERROR_NO_PLAYER);
}

#define BYTES(text)                                                                                \
  {                                                                                                \
    text, sizeof text - 1                                                                          \
  }

/* Also what GStreamer would gladly show, were it let: a picture, a text, a playlist, a document. */
static void
test_not_playable (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
  } cases[] = {
    BYTES (""),
    BYTES ("\0\0\0\0\0\0\0\0"),
    BYTES ("Dear Luna, it is spring."),
    BYTES ("#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:1,\nhttp://127.0.0.1/a.ts\n"),
    BYTES ("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    BYTES (
        "GIF89a\1\0\1\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"),
    BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\1\0\0\0\0\x37n\xf9$"),
    BYTES ("MThd\0\0\0\6\0\0\0\1\0\x60MTrk\0\0\0\4\0\xff\x2f\0"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].size);

      g_test_message ("case %u", (guint) i);

      assert_refused (open_bytes (bytes), REM_EXCHANGE_ERROR_NOT_PLAYABLE);
    }
}

/* What an interrupted copy leaves: the beginning of a film whose table stands at its end. */
static void
test_cut_off (void)
{
  g_autoptr (GBytes) whole = load ("film.mov");
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);

  assert_refused (open_bytes (part), REM_EXCHANGE_ERROR_NOT_PLAYABLE);
}

/* The error of the stream comes through as it is: it knows of a damaged box, of a lock. */
static void
test_torn (void)
{
  static const goffset torn_at[] = { 0, 2000 };

  for (gsize i = 0; i < G_N_ELEMENTS (torn_at); i++)
    {
      g_autoptr (TestTornStream) stream = g_object_new (TEST_TYPE_TORN_STREAM, NULL);
      g_autoptr (RemPlayer) player = make_player (REM_TEST_PLAYER_MODULE);

      stream->bytes = load ("heartbeat.flac");
      stream->torn_at = torn_at[i];
      rem_player_open (player, G_INPUT_STREAM (stream));
      rem_player_play (player);
      wait_until (player, is_in_state, REM_PLAYER_FAILED);
      g_assert_error (rem_player_get_error (player), G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
    }
}

static void
test_never_by_itself (void)
{
  g_autoptr (RemPlayer) player = open_file ("heartbeat.ogg");

  wait_ready (player);
  for (int i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (rem_player_get_state (player), ==, REM_PLAYER_PAUSED);
  g_assert_cmpint (rem_player_get_position_us (player), ==, 0);
}

static void
test_files (void)
{
  static const struct
  {
    const char *name;
    gint64 length_ms;
    int width;
    int height;
  } cases[] = {
    { "heartbeat.ogg", 4000, 0, 0 },  { "heartbeat.opus", 4000, 0, 0 },
    { "heartbeat.flac", 4000, 0, 0 }, { "heartbeat.wav", 2000, 0, 0 },
    { "heartbeat.mp3", 0, 0, 0 },     { "heartbeat.m4a", 4000, 0, 0 },
    { "film.webm", 4000, 160, 120 },  { "film.mp4", 4000, 160, 120 },
    { "film.mov", 4000, 96, 72 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RemPlayer *player = open_file (cases[i].name);
      gint64 length_us;

      wait_ready (player);
      if (cases[i].length_ms > 0)
        wait_until (player, has_length, 0);
      length_us = rem_player_get_length_us (player);
      g_test_message ("%s: %" G_GINT64_FORMAT " us", cases[i].name, length_us);
      if (cases[i].length_ms > 0)
        {
          g_assert_cmpint (length_us, >, cases[i].length_ms * 850);
          g_assert_cmpint (length_us, <, cases[i].length_ms * 1150);
        }
      if (cases[i].width > 0)
        {
          wait_until (player, has_frame, 0);
          g_assert_cmpint (rem_player_get_frame (player)->width, ==, cases[i].width);
          g_assert_cmpint (rem_player_get_frame (player)->height, ==, cases[i].height);
        }
      g_assert_false (rem_player_lacks_codec (player));

      /* On from near the end, once it is over from the beginning, and elsewhere from there. */
      rem_player_seek (player, length_us > 0 ? length_us - 200000 : 3800000);
      rem_player_play (player);
      g_assert_cmpint (rem_player_get_state (player), ==, REM_PLAYER_PLAYING);
      wait_until (player, is_in_state, REM_PLAYER_ENDED);
      g_assert_cmpint (rem_player_get_position_us (player), ==, rem_player_get_length_us (player));
      rem_player_play (player);
      g_assert_cmpint (rem_player_get_position_us (player), <, 1000000);
      wait_until (player, is_beyond, 100000);
      rem_player_pause (player);
      g_assert_cmpint (rem_player_get_state (player), ==, REM_PLAYER_PAUSED);
      drop (player);
    }
}

/* Pulling the place along asks for many: the last one counts. */
static void
test_many_seeks (void)
{
  g_autoptr (RemPlayer) player = open_file ("film.webm");

  wait_ready (player);
  for (gint64 ms = 0; ms <= 3000; ms += 50)
    rem_player_seek (player, ms * 1000);
  g_assert_cmpint (rem_player_get_position_us (player), ==, 3000000);
  rem_player_play (player);
  wait_until (player, is_beyond, 3000000);
  rem_player_seek (player, G_MAXINT64);
  g_assert_cmpint (rem_player_get_position_us (player), ==, rem_player_get_length_us (player));
  rem_player_seek (player, -5);
  g_assert_cmpint (rem_player_get_position_us (player), ==, 0);
}

static void
test_volume (void)
{
  g_autoptr (RemPlayer) player = open_file ("heartbeat.ogg");

  rem_player_set_volume (player, 7);
  g_assert_cmpfloat (rem_player_get_volume (player), ==, 1);
  wait_ready (player);
  rem_player_set_volume (player, -1);
  g_assert_cmpfloat (rem_player_get_volume (player), ==, 0);
}

static void
count_cb (RemPlayer *player, guint *n_told)
{
  (*n_told)++;
}

/* Closing while it loads, stands and plays: silent from then on, and the stream is let go. */
static void
test_close (void)
{
  for (int when = 0; when < 3; when++)
    {
      g_autoptr (GBytes) bytes = load ("film.webm");
      GInputStream *stream = g_memory_input_stream_new_from_bytes (bytes);
      RemPlayer *player = make_player (REM_TEST_PLAYER_MODULE);
      gint64 deadline = g_get_monotonic_time () + PATIENCE_US;
      gpointer weak = stream;
      guint n_told = 0;

      g_object_add_weak_pointer (G_OBJECT (stream), &weak);
      rem_player_open (player, stream);
      g_object_unref (stream);
      if (when > 0)
        wait_ready (player);
      if (when > 1)
        {
          rem_player_play (player);
          wait_until (player, is_beyond, 0);
        }
      g_signal_connect (player, "changed", G_CALLBACK (count_cb), &n_told);
      g_signal_connect (player, "frame", G_CALLBACK (count_cb), &n_told);
      rem_player_close (player);
      while (g_atomic_pointer_get (&weak) != NULL && g_get_monotonic_time () < deadline)
        g_main_context_iteration (NULL, FALSE);
      g_assert_null (weak);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_cmpuint (n_told, ==, 0);
      drop (player);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/player/no-module", test_no_module);
  g_test_add_func ("/player/not-playable", test_not_playable);
  g_test_add_func ("/player/cut-off", test_cut_off);
  g_test_add_func ("/player/torn", test_torn);
  g_test_add_func ("/player/never-by-itself", test_never_by_itself);
  g_test_add_func ("/player/files", test_files);
  g_test_add_func ("/player/many-seeks", test_many_seeks);
  g_test_add_func ("/player/volume", test_volume);
  g_test_add_func ("/player/close", test_close);

  return g_test_run ();
}
