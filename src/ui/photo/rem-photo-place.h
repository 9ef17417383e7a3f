/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RemPhotoPlace:
 * @room_width: the width of the room in which it is looked at, in pixels
 * @room_height: its height
 * @width: the width of the picture at its own size, as it is turned
 * @height: its height
 * @zoom: how much larger than fitting into the room; 1 at least
 * @x: which point of the picture is in the middle of the room, 0 to 1 from its left
 * @y: the same from its top
 *
 * How a picture lies in the room in which it is looked at. Plain numbers; any thread.
 */
typedef struct
{
  double room_width;
  double room_height;
  double width;
  double height;
  double zoom;
  double x;
  double y;
} RemPhotoPlace;

/** The picture's own pixels are never shown larger than this many pixels of the room. */
#define REM_PHOTO_PLACE_MAX_SCALE 8.0

void rem_photo_place_fit (RemPhotoPlace *self);
double rem_photo_place_get_scale (const RemPhotoPlace *self);
gboolean rem_photo_place_is_fit (const RemPhotoPlace *self);
gboolean rem_photo_place_can_grow (const RemPhotoPlace *self);
void rem_photo_place_zoom (RemPhotoPlace *self, double factor, double at_x, double at_y);
void rem_photo_place_move (RemPhotoPlace *self, double by_x, double by_y);
void rem_photo_place_settle (RemPhotoPlace *self);
void rem_photo_place_get_box (const RemPhotoPlace *self,
                              double *left_out,
                              double *top_out,
                              double *width_out,
                              double *height_out);

G_END_DECLS
