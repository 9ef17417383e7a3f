/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-photo-place.h"

/* A picture that is smaller than the room is shown at its own size, not blown up, until somebody
 * wants it larger. What does not reach from edge to edge lies in the middle. */

static double
get_fit_scale (const RemPhotoPlace *self)
{
  if (self->width <= 0 || self->height <= 0 || self->room_width <= 0 || self->room_height <= 0)
    return 1;
  return MIN (1, MIN (self->room_width / self->width, self->room_height / self->height));
}

static double
get_max_zoom (const RemPhotoPlace *self)
{
  return MAX (1, REM_PHOTO_PLACE_MAX_SCALE / get_fit_scale (self));
}

static double
settle_along (double middle, double size, double room)
{
  double margin;

  if (size <= room)
    return 0.5;
  margin = room / size / 2;
  return CLAMP (middle, margin, 1 - margin);
}

/**
 * rem_photo_place_settle:
 * @self: a place
 *
 * Brings it within its limits, after the room or the picture has changed.
 */
void
rem_photo_place_settle (RemPhotoPlace *self)
{
  double scale;

  self->zoom = CLAMP (self->zoom, 1, get_max_zoom (self));
  scale = rem_photo_place_get_scale (self);
  self->x = settle_along (self->x, self->width * scale, self->room_width);
  self->y = settle_along (self->y, self->height * scale, self->room_height);
}

/**
 * rem_photo_place_fit:
 * @self: a place
 *
 * Shows all of the picture.
 */
void
rem_photo_place_fit (RemPhotoPlace *self)
{
  self->zoom = 1;
  rem_photo_place_settle (self);
}

/**
 * rem_photo_place_get_scale:
 * @self: a place
 *
 * Returns: how many pixels of the room one pixel of the picture takes
 */
double
rem_photo_place_get_scale (const RemPhotoPlace *self)
{
  return get_fit_scale (self) * self->zoom;
}

/**
 * rem_photo_place_is_fit:
 * @self: a place
 *
 * Returns: whether all of the picture is shown
 */
gboolean
rem_photo_place_is_fit (const RemPhotoPlace *self)
{
  return self->zoom <= 1.0001;
}

/**
 * rem_photo_place_can_grow:
 * @self: a place
 *
 * Returns: whether it can be made larger still
 */
gboolean
rem_photo_place_can_grow (const RemPhotoPlace *self)
{
  return self->zoom < get_max_zoom (self) * 0.9999;
}

/**
 * rem_photo_place_zoom:
 * @self: a place
 * @factor: above 1 larger, below 1 smaller
 * @at_x: a point of the room that stays over the same point of the picture
 * @at_y: the same, from the top
 */
void
rem_photo_place_zoom (RemPhotoPlace *self, double factor, double at_x, double at_y)
{
  double old = rem_photo_place_get_scale (self);
  double new;
  double from_x = at_x - self->room_width / 2;
  double from_y = at_y - self->room_height / 2;

  if (self->width <= 0 || self->height <= 0)
    return;
  self->zoom = CLAMP (self->zoom * factor, 1, get_max_zoom (self));
  new = rem_photo_place_get_scale (self);
  self->x += from_x * (1 / old - 1 / new) / self->width;
  self->y += from_y * (1 / old - 1 / new) / self->height;
  rem_photo_place_settle (self);
}

/**
 * rem_photo_place_move:
 * @self: a place
 * @by_x: how far to the right the picture goes, in pixels of the room
 * @by_y: how far down
 */
void
rem_photo_place_move (RemPhotoPlace *self, double by_x, double by_y)
{
  double scale = rem_photo_place_get_scale (self);

  if (self->width <= 0 || self->height <= 0)
    return;
  self->x -= by_x / (self->width * scale);
  self->y -= by_y / (self->height * scale);
  rem_photo_place_settle (self);
}

/**
 * rem_photo_place_get_box:
 * @self: a place
 * @left_out: (out): where the picture begins, from the left of the room
 * @top_out: (out): the same from the top
 * @width_out: (out): how wide it is there
 * @height_out: (out): how high
 */
void
rem_photo_place_get_box (const RemPhotoPlace *self,
                         double *left_out,
                         double *top_out,
                         double *width_out,
                         double *height_out)
{
  double scale = rem_photo_place_get_scale (self);

  *width_out = self->width * scale;
  *height_out = self->height * scale;
  *left_out = self->room_width / 2 - self->x * *width_out;
  *top_out = self->room_height / 2 - self->y * *height_out;
}
