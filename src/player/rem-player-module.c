/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-pipe.h"
#include "rem-short-list.h"
#include "rem-stream-source.h"

#include <gst/gst.h>

/* What the module gives: see rem-player-backend.h. */

__attribute__ ((visibility ("default"))) const RemPlayerBackend *rem_player_backend_get (void);

static gboolean
has_part (const char *name)
{
  GstElementFactory *factory = gst_element_factory_find (name);

  if (factory == NULL)
    return FALSE;
  gst_object_unref (factory);
  return TRUE;
}

static gpointer
prepare_once (gpointer data)
{
  if (!gst_init_check (NULL, NULL, NULL))
    return NULL;
  /* It would name what is in the files. */
  gst_debug_set_active (FALSE);
  rem_short_list_enforce (gst_registry_get ());
  if (!rem_stream_source_register () || !has_part ("playbin") || !has_part ("appsink"))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

static gboolean
prepare (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, prepare_once, NULL) != NULL;
}

/**
 * rem_player_backend_get:
 *
 * Returns: (transfer none): how sounds and films are played
 */
const RemPlayerBackend *
rem_player_backend_get (void)
{
  static const RemPlayerBackend backend = {
    .version = REM_PLAYER_BACKEND_VERSION,
    .prepare = prepare,
    .open = rem_pipe_open,
    .close = rem_pipe_close,
    .play = rem_pipe_play,
    .pause = rem_pipe_pause,
    .seek = rem_pipe_seek,
    .set_volume = rem_pipe_set_volume,
    .get_position_us = rem_pipe_get_position_us,
    .get_length_us = rem_pipe_get_length_us,
    .lacks_codec = rem_pipe_lacks_codec,
    .get_n_reads = rem_pipe_get_n_reads,
  };

  return &backend;
}
