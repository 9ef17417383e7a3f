/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rem-clock.h"

G_BEGIN_DECLS

/**
 * RemPlayerState:
 * @REM_PLAYER_LOADING: not known yet whether it can be played
 * @REM_PLAYER_PAUSED: stands still
 * @REM_PLAYER_PLAYING: plays
 * @REM_PLAYER_ENDED: has played to its end; playing begins anew
 * @REM_PLAYER_FAILED: cannot be played (any more): see rem_player_get_error()
 */
typedef enum
{
  REM_PLAYER_LOADING,
  REM_PLAYER_PAUSED,
  REM_PLAYER_PLAYING,
  REM_PLAYER_ENDED,
  REM_PLAYER_FAILED,
} RemPlayerState;

/**
 * RemPlayerFrame:
 * @pixels: rows of BGRA, 4 bytes a pixel, alpha always full
 * @width: in pixels
 * @height: in pixels
 * @stride: bytes from one row to the next
 *
 * One picture of a film.
 */
typedef struct
{
  GBytes *pixels;
  int width;
  int height;
  gsize stride;
} RemPlayerFrame;

#define REM_TYPE_PLAYER (rem_player_get_type ())

/**
 * RemPlayer:
 *
 * Plays one sound or film from a stream. It never begins by itself. Signals, all on the main
 * thread: "changed" when anything but the frame is another one, "frame" for a new frame. Main
 * thread.
 */
G_DECLARE_FINAL_TYPE (RemPlayer, rem_player, REM, PLAYER, GObject)

RemPlayer *rem_player_new (RemClock *clock, const char *module_path);

void rem_player_open (RemPlayer *self, GInputStream *stream);
void rem_player_close (RemPlayer *self);
void rem_player_play (RemPlayer *self);
void rem_player_pause (RemPlayer *self);
void rem_player_seek (RemPlayer *self, gint64 position_us);
void rem_player_set_volume (RemPlayer *self, double volume);

RemPlayerState rem_player_get_state (RemPlayer *self);
gint64 rem_player_get_position_us (RemPlayer *self);
gint64 rem_player_get_length_us (RemPlayer *self);
double rem_player_get_volume (RemPlayer *self);
gboolean rem_player_lacks_codec (RemPlayer *self);
const GError *rem_player_get_error (RemPlayer *self);
const RemPlayerFrame *rem_player_get_frame (RemPlayer *self);

G_END_DECLS
