/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-flame-motion.h"

G_BEGIN_DECLS

/**
 * RemPixels:
 * @data: (array): premultiplied ARGB, 32 bits each, as cairo and GDK_MEMORY_DEFAULT have them
 * @width: in pixels
 * @height: in pixels
 * @x: where the left edge lies on the page
 * @y: where the upper edge lies on the page
 *
 * A piece of the page to be painted; the owner of @data is the caller.
 */
typedef struct
{
  guint32 *data;
  int width;
  int height;
  double x;
  double y;
} RemPixels;

/**
 * RemRoom:
 * @ground: the page where no light falls, sRGB 0 to 1
 * @is_dark: the light shines in the dark; otherwise it is dusk
 *
 * What the candle stands in.
 */
typedef struct
{
  float ground[3];
  gboolean is_dark;
} RemRoom;

/**
 * RemCandleShape:
 * @x: the middle of the candle on the page
 * @foot_y: where it stands
 * @rim_y: where its upper edge is
 * @radius: half its width
 * @flame_height: how tall the flame is when nothing moves
 * @reach: how far its light goes, in pixels
 *
 * Where on the page the candle is.
 */
typedef struct
{
  double x;
  double foot_y;
  double rim_y;
  double radius;
  double flame_height;
  double reach;
} RemCandleShape;

void rem_flame_paint_room (RemPixels *pixels,
                           const RemRoom *room,
                           const RemCandleShape *shape,
                           double light);
void rem_flame_paint_breath (RemPixels *pixels,
                             const RemRoom *room,
                             const RemCandleShape *shape,
                             double light,
                             double breath,
                             double radius);
void rem_flame_paint_wax (RemPixels *pixels,
                          const RemRoom *room,
                          const RemCandleShape *shape,
                          double light);
void rem_flame_paint_wick (RemPixels *pixels, const RemCandleShape *shape, double ember);
void rem_flame_paint_flame (RemPixels *pixels,
                            const RemCandleShape *shape,
                            const RemFlameMotion *motion,
                            double size);
void rem_flame_paint_smoke (RemPixels *pixels,
                            const RemRoom *room,
                            const RemCandleShape *shape,
                            double seconds,
                            double gone);

G_END_DECLS
