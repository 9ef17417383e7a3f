/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-flame-pixels.h"

#include <math.h>

/* What the flame shines on: the page around it and the wax. All of it is opaque and computed pixel
 * by pixel, with a grain of less than one step of brightness, so that the wide, faint light of the
 * room shows no rings. */

typedef struct
{
  float red;
  float green;
  float blue;
} Colour;

/* One sample for every half pixel of distance. */
#define SAMPLES_PER_PIXEL 2

/* Interleaved gradient noise: even at any size, and the same wherever a pixel is painted. Places on
 * the page are not negative, so that cutting off is as good as floorf(), and a call less. */
static inline float
find_grain (int x, int y)
{
  float a = 0.06711056f * (float) x + 0.00583715f * (float) y;
  float b = 52.9829189f * (a - (float) (int) a);

  return b - (float) (int) b;
}

static inline guint32
pack_opaque (Colour colour, float grain)
{
  guint32 red = (guint32) (CLAMP (colour.red, 0.0f, 1.0f) * 254.99f + grain);
  guint32 green = (guint32) (CLAMP (colour.green, 0.0f, 1.0f) * 254.99f + grain);
  guint32 blue = (guint32) (CLAMP (colour.blue, 0.0f, 1.0f) * 254.99f + grain);

  return 0xff000000u | red << 16 | green << 8 | blue;
}

static float
fall (double distance, double width)
{
  double ratio = distance / width;

  return (float) exp (-ratio * ratio);
}

/* The light at some distance from the flame: close and bright, around the candle, and in all of the
 * room. */
static Colour
find_light (const RemRoom *room, const RemCandleShape *shape, double distance)
{
  float near = fall (distance, shape->flame_height * 0.62);
  float middle = fall (distance, shape->flame_height * 1.65);
  float far = (float) (1 / (1 + pow (distance / (shape->reach * 0.62), 2.4))) *
              fall (distance, shape->reach * 1.5);

  if (room->is_dark)
    return (Colour){ 0.30f * near + 0.19f * middle + 0.20f * far,
                     0.185f * near + 0.105f * middle + 0.108f * far,
                     0.075f * near + 0.036f * middle + 0.046f * far };
  return (Colour){ 0.03f * near + 0.09f * middle + 0.20f * far,
                   0.03f * near + 0.095f * middle + 0.185f * far,
                   0.00f * near + 0.06f * middle + 0.135f * far };
}

static double
find_centre_y (const RemCandleShape *shape)
{
  return shape->rim_y - shape->flame_height * 0.5;
}

static Colour *
sample_light (const RemRoom *room, const RemCandleShape *shape, double farthest, int *n_out)
{
  int n = (int) (farthest * SAMPLES_PER_PIXEL) + 2;
  Colour *samples = g_new (Colour, n);

  for (int i = 0; i < n; i++)
    samples[i] = find_light (room, shape, (double) i / SAMPLES_PER_PIXEL);
  *n_out = n;
  return samples;
}

static double
find_farthest (const RemPixels *pixels, const RemCandleShape *shape)
{
  double dx = MAX (fabs (pixels->x - shape->x), fabs (pixels->x + pixels->width - shape->x));
  double centre_y = find_centre_y (shape);
  double dy = MAX (fabs (pixels->y - centre_y), fabs (pixels->y + pixels->height - centre_y));

  return sqrt (dx * dx + dy * dy) + 1;
}

/**
 * rem_flame_paint_room:
 * @pixels: what to paint
 * @room: where the candle stands
 * @shape: where the candle is
 * @light: how bright the flame is, 0 to 1
 *
 * Paints the page with the light that falls on it. Pure; any thread.
 */
void
rem_flame_paint_room (RemPixels *pixels,
                      const RemRoom *room,
                      const RemCandleShape *shape,
                      double light)
{
  rem_flame_paint_breath (pixels, room, shape, light, 0, 1);
}

/**
 * rem_flame_paint_breath:
 * @pixels: what to paint
 * @room: where the candle stands
 * @shape: where the candle is
 * @light: how bright the flame is, 0 to 1
 * @breath: how much brighter it is for a moment, about 0
 * @radius: where that ends, in pixels from the flame
 *
 * Paints a part of the page as rem_flame_paint_room() does, brighter or darker by @breath near the
 * flame and the same at @radius. Pure; any thread.
 */
void
rem_flame_paint_breath (RemPixels *pixels,
                        const RemRoom *room,
                        const RemCandleShape *shape,
                        double light,
                        double breath,
                        double radius)
{
  int n_samples = 0;
  g_autofree Colour *samples =
      sample_light (room, shape, find_farthest (pixels, shape), &n_samples);
  float dy0 = (float) (pixels->y + 0.5 - find_centre_y (shape));
  float dx0 = (float) (pixels->x + 0.5 - shape->x);

  for (int i = 0; i < n_samples; i++)
    {
      double ratio = MIN (i / (double) SAMPLES_PER_PIXEL / radius, 1);
      double window = (1 - ratio * ratio) * (1 - ratio * ratio);
      float strength = (float) (light * (1 + breath * window));

      samples[i].red = room->ground[0] + samples[i].red * strength;
      samples[i].green = room->ground[1] + samples[i].green * strength;
      samples[i].blue = room->ground[2] + samples[i].blue * strength;
    }

  for (int y = 0; y < pixels->height; y++)
    {
      guint32 *row = pixels->data + (gsize) y * (gsize) pixels->width;
      float dy2 = (dy0 + (float) y) * (dy0 + (float) y);
      int page_x = (int) pixels->x;
      int page_y = (int) pixels->y + y;

      for (int x = 0; x < pixels->width; x++)
        {
          float dx = dx0 + (float) x;
          int i = (int) (sqrtf (dx * dx + dy2) * SAMPLES_PER_PIXEL);

          row[x] = pack_opaque (samples[MIN (i, n_samples - 1)], find_grain (page_x + x, page_y));
        }
    }
}

static float
soften (float value)
{
  return 1 - expf (-value);
}

/* The side of the candle, @depth pixels below the rim; @u is -1 at the left edge and 1 at the
 * right. */
static Colour
find_side (const RemRoom *room, const RemCandleShape *shape, float u, float depth, float light)
{
  float r = (float) shape->radius;
  float round = sqrtf (MAX (1 - u * u, 0));
  float shade = room->is_dark ? 0.15f + 0.15f * round : 0.70f + 0.80f * round;
  float rim = expf (-depth / (0.24f * r));
  float skin = expf (-depth / (1.05f * r)) * (0.72f + 0.28f * round);
  float deep = expf (-depth / (3.4f * r)) * (0.55f + 0.45f * round);
  float gain = light * (room->is_dark ? 1.0f : 0.55f);

  return (Colour){
    soften (shade * 1.00f + gain * (0.75f * rim + 1.30f * skin + 0.62f * deep)),
    soften (shade * 0.84f + gain * (0.66f * rim + 0.72f * skin + 0.35f * deep)),
    soften (shade * 0.62f + gain * (0.42f * rim + 0.26f * skin + 0.13f * deep)),
  };
}

/* The molten wax around the wick. @e is 0 in the middle and 1 at the rim. */
static Colour
find_pool (const RemRoom *room, float u, float v, float e, float light)
{
  float shade = room->is_dark ? 0.26f : 1.05f;
  float gain = light * (room->is_dark ? 1.0f : 0.6f);
  /* The wall of wax that is left stands around the pool, thin and lit from within. */
  float wall = CLAMP ((e - 0.66f) / 0.2f, 0.0f, 1.0f);
  float mirror = expf (-(u * u / 0.035f + (v - 0.25f) * (v - 0.25f) / 0.22f));
  float warm = 1.15f - 0.35f * e;

  return (Colour){
    soften (shade * (1 - 0.18f * (1 - wall)) +
            gain * (1.35f * warm + 0.9f * mirror + 0.55f * wall)),
    soften (shade * 0.9f * (1 - 0.22f * (1 - wall)) +
            gain * (0.80f * warm + 0.9f * mirror + 0.55f * wall)),
    soften (shade * 0.76f * (1 - 0.3f * (1 - wall)) +
            gain * (0.27f * warm + 0.6f * mirror + 0.30f * wall)),
  };
}

static guint32
pack (Colour colour, float alpha, float grain)
{
  guint32 a = (guint32) (CLAMP (alpha, 0.0f, 1.0f) * 254.99f + grain);
  guint32 red = (guint32) (CLAMP (colour.red * alpha, 0.0f, 1.0f) * 254.99f + grain);
  guint32 green = (guint32) (CLAMP (colour.green * alpha, 0.0f, 1.0f) * 254.99f + grain);
  guint32 blue = (guint32) (CLAMP (colour.blue * alpha, 0.0f, 1.0f) * 254.99f + grain);

  return a << 24 | MIN (red, a) << 16 | MIN (green, a) << 8 | MIN (blue, a);
}

/**
 * rem_flame_paint_wax:
 * @pixels: what to paint
 * @room: where the candle stands
 * @shape: where the candle is
 * @light: how bright the flame is, 0 to 1
 *
 * Paints the candle without its wick, and its shadow on what it stands on. Pure; any thread.
 */
void
rem_flame_paint_wax (RemPixels *pixels,
                     const RemRoom *room,
                     const RemCandleShape *shape,
                     double light)
{
  float r = (float) shape->radius;
  float rim = 0.20f * r;
  float foot = 0.16f * r;
  const float shadow_strength = room->is_dark ? 0.55f : 0.34f;

  for (int y = 0; y < pixels->height; y++)
    {
      guint32 *row = pixels->data + (gsize) y * (gsize) pixels->width;
      float py = (float) (pixels->y + y + 0.5);
      float v = (py - (float) shape->rim_y) / rim;

      for (int x = 0; x < pixels->width; x++)
        {
          float px = (float) (pixels->x + x + 0.5);
          float u = (px - (float) shape->x) / r;
          float grain = find_grain ((int) px, (int) py);
          float round = sqrtf (MAX (1 - u * u, 0));
          /* No rim is quite even. */
          float front = (float) shape->rim_y + rim * round + 0.035f * r * sinf (2.1f * u + 0.6f);
          float back = (float) shape->rim_y - rim * round;
          float bottom = (float) shape->foot_y + foot * round;
          float inside = CLAMP ((1 - fabsf (u)) * r + 0.5f, 0.0f, 1.0f);
          float cover = inside * CLAMP (py - back + 0.5f, 0.0f, 1.0f) *
                        CLAMP (bottom - py + 0.5f, 0.0f, 1.0f);
          float su = u / 1.75f;
          float sv = (py - (float) shape->foot_y - 0.35f * foot) / (2.1f * foot);
          float shadow = shadow_strength * expf (-1.8f * (su * su + sv * sv) * (su * su + sv * sv));
          Colour wax = { 0, 0, 0 };
          float alpha;

          if (cover > 0)
            {
              float e = sqrtf (u * u + v * v);
              float on_side = CLAMP (py - front + 0.5f, 0.0f, 1.0f);
              Colour side = find_side (room, shape, u, MAX (py - front, 0), (float) light);
              Colour pool = find_pool (room, u, v, MIN (e, 1), (float) light);
              float ground = CLAMP (1 - (bottom - py) / (0.5f * r), 0.0f, 1.0f);
              float dim = 1 - 0.35f * ground * ground;

              wax.red = (pool.red + (side.red * dim - pool.red) * on_side);
              wax.green = (pool.green + (side.green * dim - pool.green) * on_side);
              wax.blue = (pool.blue + (side.blue * dim - pool.blue) * on_side);
            }
          /* The wax over its shadow. */
          alpha = cover + shadow * (1 - cover);
          if (alpha <= 0.004f)
            {
              row[x] = 0;
              continue;
            }
          wax.red *= cover / alpha;
          wax.green *= cover / alpha;
          wax.blue *= cover / alpha;
          row[x] = pack (wax, alpha, grain);
        }
    }
}
