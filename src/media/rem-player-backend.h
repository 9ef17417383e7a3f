/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What src/media and the module of src/player agree on. The module is loaded when the first sound
 * or film is opened, so that no start of the program pays for it, and so that a computer without
 * GStreamer lacks nothing else. */

#define REM_PLAYER_BACKEND_VERSION 1

/** The one symbol of the module: of type #RemPlayerBackendFunc. */
#define REM_PLAYER_BACKEND_SYMBOL "rem_player_backend_get"

/**
 * RemPlayerTrouble:
 * @REM_PLAYER_TROUBLE_NO_PLAYER: what plays cannot be started at all
 * @REM_PLAYER_TROUBLE_NO_CODEC: of a kind that could be played, but a part for that is not
 * installed
 * @REM_PLAYER_TROUBLE_UNKNOWN_KIND: of no kind that is played
 * @REM_PLAYER_TROUBLE_DAMAGED: it cannot be read as what it says it is
 * @REM_PLAYER_TROUBLE_SOURCE: reading the stream failed; its own error is handed on
 */
typedef enum
{
  REM_PLAYER_TROUBLE_NO_PLAYER,
  REM_PLAYER_TROUBLE_NO_CODEC,
  REM_PLAYER_TROUBLE_UNKNOWN_KIND,
  REM_PLAYER_TROUBLE_DAMAGED,
  REM_PLAYER_TROUBLE_SOURCE,
} RemPlayerTrouble;

/**
 * RemPlayerEvents:
 * @ready: it stands at the place where it was put, and its length is known as far as it can be
 * @ended: it played to its end
 * @failed: it plays no more; @source_error only with %REM_PLAYER_TROUBLE_SOURCE
 * @frame: a picture to show: BGRA, 4 bytes a pixel, alpha always full
 *
 * Called with the data of open(); @frame on any thread, the others on the main thread.
 */
typedef struct
{
  void (*ready) (gpointer data);
  void (*ended) (gpointer data);
  void (*failed) (RemPlayerTrouble trouble, const GError *source_error, gpointer data);
  void (*frame) (GBytes *pixels, int width, int height, gsize stride, gpointer data);
} RemPlayerEvents;

typedef struct _RemPlayerPipe RemPlayerPipe;

/**
 * RemPlayerBackend:
 * @prepare: makes ready to open; once is enough; any thread, slow; %FALSE if that cannot be
 * @open: opens @stream, standing still at the beginning; tells by @events
 * @close: stops and forgets, without waiting; no event comes after it
 * @get_length_us: 0 while it is not known
 * @get_n_reads: a number that grows whenever reading begins and ends; odd while it reads
 * @lacks_codec: whether a part of it, as its sound or its picture, cannot be played
 */
typedef struct
{
  guint version;
  gboolean (*prepare) (void);
  RemPlayerPipe *(*open) (GInputStream *stream, const RemPlayerEvents *events, gpointer data);
  void (*close) (RemPlayerPipe *pipe);
  void (*play) (RemPlayerPipe *pipe);
  void (*pause) (RemPlayerPipe *pipe);
  void (*seek) (RemPlayerPipe *pipe, gint64 position_us);
  void (*set_volume) (RemPlayerPipe *pipe, double volume);
  gint64 (*get_position_us) (RemPlayerPipe *pipe);
  gint64 (*get_length_us) (RemPlayerPipe *pipe);
  gboolean (*lacks_codec) (RemPlayerPipe *pipe);
  guint (*get_n_reads) (RemPlayerPipe *pipe);
} RemPlayerBackend;

typedef const RemPlayerBackend *(*RemPlayerBackendFunc) (void);

G_END_DECLS
