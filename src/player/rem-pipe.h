/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-player-backend.h"

G_BEGIN_DECLS

RemPlayerPipe *rem_pipe_open (GInputStream *stream, const RemPlayerEvents *events, gpointer data);
void rem_pipe_close (RemPlayerPipe *self);
void rem_pipe_play (RemPlayerPipe *self);
void rem_pipe_pause (RemPlayerPipe *self);
void rem_pipe_seek (RemPlayerPipe *self, gint64 position_us);
void rem_pipe_set_volume (RemPlayerPipe *self, double volume);
gint64 rem_pipe_get_position_us (RemPlayerPipe *self);
gint64 rem_pipe_get_length_us (RemPlayerPipe *self);
gboolean rem_pipe_lacks_codec (RemPlayerPipe *self);
guint rem_pipe_get_n_reads (RemPlayerPipe *self);

G_END_DECLS
