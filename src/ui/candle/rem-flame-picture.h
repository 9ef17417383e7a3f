/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rem-flame-pixels.h"

G_BEGIN_DECLS

/**
 * RemFlamePicture:
 * @shape: where the candle is
 * @room: what it stands in
 * @light: how bright the flame is, 0 to 1
 * @ember: how much the wick glows, 0 to 1
 * @scale: pixels of the screen in one pixel of the page
 * @width: of the page
 * @height: of the page
 *
 * What a candle looks like at one moment, and what of it can be kept for the next. Fill it with
 * zeros before the first use.
 */
typedef struct
{
  RemCandleShape shape;
  RemRoom room;
  double light;
  double ember;
  int scale;
  int width;
  int height;

  /*< private >*/
  GskRenderNode *room_node;
  RemCandleShape room_shape;
  RemRoom node_room;
  double room_light;
  int room_width;
  int room_height;
  GskRenderNode *wax_node;
  RemCandleShape wax_shape;
  RemRoom wax_room;
  double wax_light;
} RemFlamePicture;

void rem_flame_picture_clear (RemFlamePicture *self);

void rem_flame_picture_append_room (RemFlamePicture *self, GtkSnapshot *snapshot, double light);
void rem_flame_picture_append_breath (RemFlamePicture *self, GtkSnapshot *snapshot, double breath);
void rem_flame_picture_append_candle (RemFlamePicture *self, GtkSnapshot *snapshot);
void rem_flame_picture_append_flame (RemFlamePicture *self,
                                     GtkSnapshot *snapshot,
                                     const RemFlameMotion *motion,
                                     double size);
void rem_flame_picture_append_smoke (RemFlamePicture *self,
                                     GtkSnapshot *snapshot,
                                     double seconds,
                                     double gone);

G_END_DECLS
