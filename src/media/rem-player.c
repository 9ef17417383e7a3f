/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-player.h"

#include "rem-player-trouble-private.h"

#include <gmodule.h>

/*
 *   open ──► LOADING ── module loaded (thread), pipe opened, "ready" ──► PAUSED ◄──► PLAYING
 *                                                                          ▲            │
 *                                                            seek or play  └── ENDED ◄──┘
 *   from anywhere: "failed" ──► FAILED, for good
 *   close: silent from here on; nothing is told any more
 *
 * Not every failure is told: GStreamer loses an error that comes at the moment when a part is put
 * into its place. So while it loads a tick looks whether anything is still read.
 *
 * Who asks to play while it loads is heard once it stands. Frames come on another thread and are
 * left in `next_frame`, guarded by the mutex; the main thread takes the last one.
 */

#define TICK_MS 200

/** So many ticks without a byte being read, and what loads will never be ready. */
#define MAX_IDLE_TICKS 40

struct _RemPlayer
{
  GObject parent_instance;

  RemClock *clock;
  char *module_path;
  GCancellable *loading;
  GInputStream *stream;
  const RemPlayerBackend *backend;
  RemPlayerPipe *pipe;

  RemPlayerState state;
  gboolean wants_play;
  gint64 position_us;
  gint64 length_us;
  double volume;
  gboolean lacks_codec;
  GError *error;
  RemPlayerFrame frame;
  guint tick_id;
  guint n_reads;
  guint n_idle_ticks;

  GMutex mutex; /* guards what follows */
  RemPlayerFrame next_frame;
  gboolean is_frame_told;
};

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_FRAME,
  N_SIGNALS,
} RemPlayerSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemPlayer, rem_player, G_TYPE_OBJECT)

static void
tell_changed (RemPlayer *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
clear_frame (RemPlayerFrame *frame)
{
  g_clear_pointer (&frame->pixels, g_bytes_unref);
}

static void
clear_tick (RemPlayer *self)
{
  if (self->tick_id != 0)
    rem_clock_remove_timeout (self->clock, self->tick_id);
  self->tick_id = 0;
}

static void
look (RemPlayer *self)
{
  gint64 length_us = self->backend->get_length_us (self->pipe);

  if (length_us > 0)
    self->length_us = length_us;
  self->position_us = self->backend->get_position_us (self->pipe);
  if (self->length_us > 0)
    self->position_us = CLAMP (self->position_us, 0, self->length_us);
  self->lacks_codec = self->backend->lacks_codec (self->pipe);
}

static void fail (RemPlayer *self, GError *error);
static void tick_cb (gpointer user_data);

static void
arm_tick (RemPlayer *self)
{
  if (self->tick_id == 0 &&
      (self->state == REM_PLAYER_PLAYING || self->state == REM_PLAYER_LOADING))
    self->tick_id = rem_clock_add_timeout (self->clock, TICK_MS, tick_cb, self);
}

static gboolean
is_stuck (RemPlayer *self)
{
  guint n_reads = self->backend->get_n_reads (self->pipe);

  if (n_reads % 2 == 1 || n_reads != self->n_reads)
    self->n_idle_ticks = 0;
  else
    self->n_idle_ticks++;
  self->n_reads = n_reads;
  return self->n_idle_ticks > MAX_IDLE_TICKS;
}

static void
tick_cb (gpointer user_data)
{
  RemPlayer *self = user_data;

  self->tick_id = 0;
  if (self->pipe == NULL)
    return;
  if (self->state == REM_PLAYER_LOADING)
    {
      if (is_stuck (self))
        fail (self, rem_player_trouble_build_error (REM_PLAYER_TROUBLE_DAMAGED, NULL));
      else
        arm_tick (self);
      return;
    }
  look (self);
  arm_tick (self);
  tell_changed (self);
}

static void
set_state (RemPlayer *self, RemPlayerState state)
{
  self->state = state;
  clear_tick (self);
  arm_tick (self);
  tell_changed (self);
}

static void
drop_pipe (RemPlayer *self)
{
  if (self->pipe != NULL)
    self->backend->close (g_steal_pointer (&self->pipe));
  g_clear_object (&self->stream);
}

/* @error: (transfer full) */
static void
fail (RemPlayer *self, GError *error)
{
  drop_pipe (self);
  g_clear_error (&self->error);
  self->error = error;
  set_state (self, REM_PLAYER_FAILED);
}

static void
ready_cb (gpointer data)
{
  RemPlayer *self = data;

  look (self);
  if (self->state == REM_PLAYER_LOADING && self->wants_play)
    {
      self->backend->play (self->pipe);
      set_state (self, REM_PLAYER_PLAYING);
    }
  else if (self->state == REM_PLAYER_LOADING)
    {
      set_state (self, REM_PLAYER_PAUSED);
    }
  else
    {
      tell_changed (self);
    }
}

static void
ended_cb (gpointer data)
{
  RemPlayer *self = data;

  self->backend->pause (self->pipe);
  look (self);
  self->length_us = MAX (self->length_us, self->position_us);
  self->position_us = self->length_us;
  set_state (self, REM_PLAYER_ENDED);
}

static void
failed_cb (RemPlayerTrouble trouble, const GError *source_error, gpointer data)
{
  fail (data, rem_player_trouble_build_error (trouble, source_error));
}

static gboolean
take_frame_cb (gpointer user_data)
{
  RemPlayer *self = user_data;

  clear_frame (&self->frame);
  g_mutex_lock (&self->mutex);
  self->frame = self->next_frame;
  self->next_frame.pixels = NULL;
  self->is_frame_told = FALSE;
  g_mutex_unlock (&self->mutex);
  if (self->frame.pixels != NULL && self->pipe != NULL)
    g_signal_emit (self, signals[SIGNAL_FRAME], 0);
  return G_SOURCE_REMOVE;
}

/* Any thread; never while or after the pipe is closed. */
static void
frame_cb (GBytes *pixels, int width, int height, gsize stride, gpointer data)
{
  RemPlayer *self = data;
  gboolean was_told;

  g_mutex_lock (&self->mutex);
  clear_frame (&self->next_frame);
  self->next_frame = (RemPlayerFrame){ g_bytes_ref (pixels), width, height, stride };
  was_told = self->is_frame_told;
  self->is_frame_told = TRUE;
  g_mutex_unlock (&self->mutex);
  if (!was_told)
    g_idle_add_full (G_PRIORITY_DEFAULT, take_frame_cb, g_object_ref (self), g_object_unref);
}

static const RemPlayerEvents events = {
  .ready = ready_cb,
  .ended = ended_cb,
  .failed = failed_cb,
  .frame = frame_cb,
};

/* Stays in the process once it is there: so do the types of GStreamer. */
static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GModule *module = g_module_open (task_data, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  const RemPlayerBackend *backend = NULL;
  gpointer symbol = NULL;

  if (module != NULL)
    {
      g_module_make_resident (module);
      if (g_module_symbol (module, REM_PLAYER_BACKEND_SYMBOL, &symbol) && symbol != NULL)
        backend = ((RemPlayerBackendFunc) symbol) ();
    }
  if (backend == NULL || backend->version != REM_PLAYER_BACKEND_VERSION || !backend->prepare ())
    g_task_return_error (task, rem_player_trouble_build_error (REM_PLAYER_TROUBLE_NO_PLAYER, NULL));
  else
    g_task_return_pointer (task, (gpointer) backend, NULL);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RemPlayer *self = REM_PLAYER (source);
  GError *error = NULL;
  const RemPlayerBackend *backend = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->stream == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      return;
    }
  if (backend == NULL)
    {
      fail (self, error);
      return;
    }
  self->backend = backend;
  self->pipe = backend->open (self->stream, &events, self);
  backend->set_volume (self->pipe, self->volume);
  arm_tick (self);
}

static void
rem_player_dispose (GObject *object)
{
  rem_player_close (REM_PLAYER (object));

  G_OBJECT_CLASS (rem_player_parent_class)->dispose (object);
}

static void
rem_player_finalize (GObject *object)
{
  RemPlayer *self = REM_PLAYER (object);

  g_clear_object (&self->clock);
  g_free (self->module_path);
  g_clear_error (&self->error);
  clear_frame (&self->frame);
  clear_frame (&self->next_frame);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (rem_player_parent_class)->finalize (object);
}

static void
rem_player_class_init (RemPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rem_player_dispose;
  object_class->finalize = rem_player_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FRAME] = g_signal_new ("frame", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rem_player_init (RemPlayer *self)
{
  g_mutex_init (&self->mutex);
  self->volume = 1;
}

/**
 * rem_player_new:
 * @clock: for looking at the place again while it plays
 * @module_path: (nullable): the module of src/player; %NULL for the installed one
 *
 * Loads nothing yet.
 *
 * Returns: (transfer full): a player with nothing to play
 */
RemPlayer *
rem_player_new (RemClock *clock, const char *module_path)
{
  RemPlayer *self = NULL;

  g_return_val_if_fail (REM_IS_CLOCK (clock), NULL);

  self = g_object_new (REM_TYPE_PLAYER, NULL);
  self->clock = g_object_ref (clock);
  self->module_path = g_strdup (module_path != NULL ? module_path : REM_PLAYER_MODULE);
  return self;
}

/**
 * rem_player_open:
 * @self: a player
 * @stream: what to play; can seek, and is read on other threads, one at a time
 *
 * Makes ready to play, standing still at the beginning. Once for each player.
 */
void
rem_player_open (RemPlayer *self, GInputStream *stream)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REM_IS_PLAYER (self));
  g_return_if_fail (G_IS_SEEKABLE (stream));
  g_return_if_fail (self->stream == NULL && self->loading == NULL);

  self->stream = g_object_ref (stream);
  self->loading = g_cancellable_new ();
  task = g_task_new (self, self->loading, load_cb, NULL);
  g_task_set_source_tag (task, rem_player_open);
  g_task_set_name (task, "[remember] load the player");
  g_task_set_task_data (task, g_strdup (self->module_path), g_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * rem_player_close:
 * @self: a player
 *
 * Ends playing for good and lets go of the stream. Nothing is told after this.
 */
void
rem_player_close (RemPlayer *self)
{
  g_return_if_fail (REM_IS_PLAYER (self));

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->clock != NULL)
    clear_tick (self);
  drop_pipe (self);
}

/**
 * rem_player_play:
 * @self: a player
 *
 * Plays on; from the beginning if it has ended.
 */
void
rem_player_play (RemPlayer *self)
{
  g_return_if_fail (REM_IS_PLAYER (self));

  self->wants_play = TRUE;
  if (self->pipe == NULL || (self->state != REM_PLAYER_PAUSED && self->state != REM_PLAYER_ENDED))
    return;
  if (self->state == REM_PLAYER_ENDED)
    {
      self->backend->seek (self->pipe, 0);
      self->position_us = 0;
    }
  self->backend->play (self->pipe);
  set_state (self, REM_PLAYER_PLAYING);
}

/**
 * rem_player_pause:
 * @self: a player
 *
 * Stands still.
 */
void
rem_player_pause (RemPlayer *self)
{
  g_return_if_fail (REM_IS_PLAYER (self));

  self->wants_play = FALSE;
  if (self->pipe == NULL || self->state != REM_PLAYER_PLAYING)
    return;
  self->backend->pause (self->pipe);
  look (self);
  set_state (self, REM_PLAYER_PAUSED);
}

/**
 * rem_player_seek:
 * @self: a player
 * @position_us: where to, in microseconds; beyond the end is the end
 *
 * Goes to a place and plays on there, or stands still there. Not while it loads.
 */
void
rem_player_seek (RemPlayer *self, gint64 position_us)
{
  g_return_if_fail (REM_IS_PLAYER (self));

  if (self->pipe == NULL || self->state == REM_PLAYER_LOADING || self->state == REM_PLAYER_FAILED)
    return;
  position_us = MAX (position_us, 0);
  if (self->length_us > 0)
    position_us = MIN (position_us, self->length_us);
  self->backend->seek (self->pipe, position_us);
  self->position_us = position_us;
  if (self->state == REM_PLAYER_ENDED)
    set_state (self, REM_PLAYER_PAUSED);
  else
    tell_changed (self);
}

/**
 * rem_player_set_volume:
 * @self: a player
 * @volume: 0, nothing, to 1, as loud as it is
 *
 * Of this sound alone, not of the computer.
 */
void
rem_player_set_volume (RemPlayer *self, double volume)
{
  g_return_if_fail (REM_IS_PLAYER (self));

  self->volume = CLAMP (volume, 0, 1);
  if (self->pipe != NULL)
    self->backend->set_volume (self->pipe, self->volume);
  tell_changed (self);
}

/**
 * rem_player_get_state:
 * @self: a player
 *
 * Returns: what it does
 */
RemPlayerState
rem_player_get_state (RemPlayer *self)
{
  g_return_val_if_fail (REM_IS_PLAYER (self), REM_PLAYER_FAILED);

  return self->state;
}

/**
 * rem_player_get_position_us:
 * @self: a player
 *
 * Returns: where it is, in microseconds
 */
gint64
rem_player_get_position_us (RemPlayer *self)
{
  g_return_val_if_fail (REM_IS_PLAYER (self), 0);

  return self->position_us;
}

/**
 * rem_player_get_length_us:
 * @self: a player
 *
 * Some sounds tell their length only while they play.
 *
 * Returns: how long it is, in microseconds; 0 while that is not known
 */
gint64
rem_player_get_length_us (RemPlayer *self)
{
  g_return_val_if_fail (REM_IS_PLAYER (self), 0);

  return self->length_us;
}

/**
 * rem_player_get_volume:
 * @self: a player
 *
 * Returns: 0 to 1
 */
double
rem_player_get_volume (RemPlayer *self)
{
  g_return_val_if_fail (REM_IS_PLAYER (self), 0);

  return self->volume;
}

/**
 * rem_player_lacks_codec:
 * @self: a player
 *
 * Returns: whether it plays, but without its sound or its picture
 */
gboolean
rem_player_lacks_codec (RemPlayer *self)
{
  g_return_val_if_fail (REM_IS_PLAYER (self), FALSE);

  return self->lacks_codec;
}

/**
 * rem_player_get_error:
 * @self: a player
 *
 * Returns: (transfer none) (nullable): why it failed: %REM_EXCHANGE_ERROR_NO_PLAYER,
 *   %REM_EXCHANGE_ERROR_NO_CODEC, %REM_EXCHANGE_ERROR_NOT_PLAYABLE, or what reading the stream met
 */
const GError *
rem_player_get_error (RemPlayer *self)
{
  g_return_val_if_fail (REM_IS_PLAYER (self), NULL);

  return self->error;
}

/**
 * rem_player_get_frame:
 * @self: a player
 *
 * Returns: (transfer none) (nullable): the picture of a film that is to be seen now
 */
const RemPlayerFrame *
rem_player_get_frame (RemPlayer *self)
{
  g_return_val_if_fail (REM_IS_PLAYER (self), NULL);

  return self->frame.pixels != NULL ? &self->frame : NULL;
}
