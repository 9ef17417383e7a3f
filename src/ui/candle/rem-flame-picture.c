/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-flame-picture.h"

#include <math.h>

/* The layers of the candle, from back to front, made of what rem-flame-pixels.h paints. They are
 * cairo nodes and not textures: the software renderer converts a texture whole for every picture,
 * and of these it draws only what has changed. */

/* A piece of the page in pixels of the screen, and where it lies on the page. */
static RemPixels
begin_pixels (double x, double y, double width, double height, int scale)
{
  RemPixels pixels = {
    .width = (int) ceil (width * scale),
    .height = (int) ceil (height * scale),
    .x = floor (x * scale),
    .y = floor (y * scale),
  };

  pixels.data = g_new (guint32, (gsize) pixels.width * (gsize) pixels.height);
  return pixels;
}

static graphene_rect_t
find_bounds (const RemPixels *pixels, int scale)
{
  float factor = 1.0f / (float) scale;

  return GRAPHENE_RECT_INIT ((float) pixels->x * factor, (float) pixels->y * factor,
                             (float) pixels->width * factor, (float) pixels->height * factor);
}

/* Takes what was painted. */
static GskRenderNode *
make_node (RemPixels *pixels, int scale)
{
  static const cairo_user_data_key_t data_key;
  graphene_rect_t bounds = find_bounds (pixels, scale);
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);
  cairo_surface_t *surface =
      cairo_image_surface_create_for_data ((guchar *) pixels->data, CAIRO_FORMAT_ARGB32,
                                           pixels->width, pixels->height, pixels->width * 4);

  cairo_surface_set_user_data (surface, &data_key, g_steal_pointer (&pixels->data), g_free);
  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  cairo_set_source_surface (cr, surface, pixels->x, pixels->y);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return node;
}

static void
append_pixels (GtkSnapshot *snapshot, RemPixels *pixels, int scale)
{
  GskRenderNode *node = make_node (pixels, scale);

  gtk_snapshot_append_node (snapshot, node);
  gsk_render_node_unref (node);
}

static RemCandleShape
scale_shape (const RemCandleShape *shape, int scale)
{
  return (
      RemCandleShape){ shape->x * scale,      shape->foot_y * scale,       shape->rim_y * scale,
                       shape->radius * scale, shape->flame_height * scale, shape->reach * scale };
}

static gboolean
equal_shapes (const RemCandleShape *a, const RemCandleShape *b)
{
  return a->x == b->x && a->foot_y == b->foot_y && a->rim_y == b->rim_y && a->radius == b->radius &&
         a->reach == b->reach;
}

static gboolean
equal_rooms (const RemRoom *a, const RemRoom *b)
{
  return a->is_dark == b->is_dark && a->ground[0] == b->ground[0] && a->ground[1] == b->ground[1] &&
         a->ground[2] == b->ground[2];
}

/**
 * rem_flame_picture_append_room:
 * @self: a picture
 * @snapshot: what to draw on
 * @light: how bright the flame is for the room, 0 to 1
 *
 * Draws the page and the light on it. Comes before all others.
 */
void
rem_flame_picture_append_room (RemFlamePicture *self, GtkSnapshot *snapshot, double light)
{
  int width = self->width;
  int height = self->height;
  /* The light follows the wax in steps that nobody sees. */
  RemCandleShape shape = self->shape;

  shape.rim_y = floor (shape.rim_y / 2) * 2;
  if (self->room_node == NULL || self->room_width != width || self->room_height != height ||
      self->room_light != light || !equal_shapes (&self->room_shape, &shape) ||
      !equal_rooms (&self->node_room, &self->room))
    {
      RemPixels pixels = begin_pixels (0, 0, width, height, 1);

      rem_flame_paint_room (&pixels, &self->room, &shape, light);
      g_clear_pointer (&self->room_node, gsk_render_node_unref);
      self->room_node = make_node (&pixels, 1);
      self->room_shape = shape;
      self->node_room = self->room;
      self->room_light = light;
      self->room_width = width;
      self->room_height = height;
    }
  gtk_snapshot_append_node (snapshot, self->room_node);
}

/**
 * rem_flame_picture_append_breath:
 * @self: a picture
 * @snapshot: what to draw on
 * @breath: how much brighter it is for a moment, about 0
 *
 * Draws the part of the page around the flame as it is at this moment.
 */
void
rem_flame_picture_append_breath (RemFlamePicture *self, GtkSnapshot *snapshot, double breath)
{
  double radius = self->shape.flame_height * 1.1;
  double centre_y = self->room_shape.rim_y - self->shape.flame_height / 2;
  double left = MAX (self->shape.x - radius, 0);
  double top = MAX (centre_y - radius, 0);
  double right = MIN (self->shape.x + radius, self->width);
  double bottom = MIN (centre_y + radius, self->height);
  RemPixels pixels;

  if (self->room_light <= 0 || right - left < 1 || bottom - top < 1)
    return;
  pixels = begin_pixels (floor (left), floor (top), floor (right - left), floor (bottom - top), 1);
  rem_flame_paint_breath (&pixels, &self->room, &self->room_shape, self->room_light, breath,
                          radius - 2);
  append_pixels (snapshot, &pixels, 1);
}

static void
append_wax (RemFlamePicture *self, GtkSnapshot *snapshot)
{
  const RemCandleShape *shape = &self->shape;

  if (self->wax_node == NULL || self->wax_light != self->light ||
      !equal_shapes (&self->wax_shape, shape) || !equal_rooms (&self->wax_room, &self->room))
    {
      RemPixels pixels =
          begin_pixels (shape->x - 2.8 * shape->radius, shape->rim_y - 0.4 * shape->radius,
                        5.6 * shape->radius, shape->foot_y - shape->rim_y + 1.4 * shape->radius,
                        self->scale);
      RemCandleShape scaled = scale_shape (shape, self->scale);

      rem_flame_paint_wax (&pixels, &self->room, &scaled, self->light);
      g_clear_pointer (&self->wax_node, gsk_render_node_unref);
      self->wax_node = make_node (&pixels, self->scale);
      self->wax_shape = *shape;
      self->wax_room = self->room;
      self->wax_light = self->light;
    }
  gtk_snapshot_append_node (snapshot, self->wax_node);
}

static void
append_wick (RemFlamePicture *self, GtkSnapshot *snapshot)
{
  double radius = self->shape.radius;
  RemPixels pixels = begin_pixels (self->shape.x - 0.5 * radius, self->shape.rim_y - 0.9 * radius,
                                   radius, 1.1 * radius, self->scale);
  RemCandleShape scaled = scale_shape (&self->shape, self->scale);

  rem_flame_paint_wick (&pixels, &scaled, self->ember);
  append_pixels (snapshot, &pixels, self->scale);
}

/**
 * rem_flame_picture_append_candle:
 * @self: a picture
 * @snapshot: what to draw on
 *
 * Draws the wax and the wick.
 */
void
rem_flame_picture_append_candle (RemFlamePicture *self, GtkSnapshot *snapshot)
{
  append_wax (self, snapshot);
  append_wick (self, snapshot);
}

/**
 * rem_flame_picture_append_flame:
 * @self: a picture
 * @snapshot: what to draw on
 * @motion: how the flame stands
 * @size: 0, nothing, to 1, all of it
 *
 * Draws the flame.
 */
void
rem_flame_picture_append_flame (RemFlamePicture *self,
                                GtkSnapshot *snapshot,
                                const RemFlameMotion *motion,
                                double size)
{
  double height = self->shape.flame_height;
  RemPixels pixels = begin_pixels (self->shape.x - 0.52 * height, self->shape.rim_y - 1.42 * height,
                                   1.04 * height, 1.6 * height, self->scale);
  RemCandleShape scaled = scale_shape (&self->shape, self->scale);

  rem_flame_paint_flame (&pixels, &scaled, motion, size);
  append_pixels (snapshot, &pixels, self->scale);
}

/**
 * rem_flame_picture_append_smoke:
 * @self: a picture
 * @snapshot: what to draw on
 * @seconds: since the flame went out
 * @gone: how much of the smoke is gone, 0 to 1
 *
 * Draws the smoke.
 */
void
rem_flame_picture_append_smoke (RemFlamePicture *self,
                                GtkSnapshot *snapshot,
                                double seconds,
                                double gone)
{
  double height = self->shape.flame_height;
  double top = MAX (self->shape.rim_y - 2.8 * height, 0);
  RemPixels pixels =
      begin_pixels (self->shape.x - 0.5 * height, top, height, MAX (self->shape.rim_y - top, 1), 1);

  rem_flame_paint_smoke (&pixels, &self->room, &self->shape, seconds, gone);
  append_pixels (snapshot, &pixels, 1);
}

/**
 * rem_flame_picture_clear:
 * @self: a picture
 *
 * Gives up what was kept.
 */
void
rem_flame_picture_clear (RemFlamePicture *self)
{
  g_clear_pointer (&self->room_node, gsk_render_node_unref);
  g_clear_pointer (&self->wax_node, gsk_render_node_unref);
}
