/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-flame-pixels.h"

#include <math.h>

/* The flame, the wick and the smoke. The flame is worked out once, upright, in coordinates of its
 * own (along it and across it); a picture of a moment only bends and stretches that. Colours are
 * premultiplied; where there is colour without cover the light is added to what is behind. */

#define SAMPLES_ALONG  360
#define SAMPLES_ACROSS 96

/* What is worked out reaches this far below the foot and above the tip, in flame heights, and to
 * the sides, in half widths. */
#define BELOW  0.14f
#define ABOVE  0.16f
#define BESIDE 2.4f

/* Half the width of the flame, in flame heights. */
#define SLIMNESS 0.168

typedef struct
{
  float red;
  float green;
  float blue;
  float alpha;
} Light;

static float
smoothstep (float from, float to, float value)
{
  float t = CLAMP ((value - from) / (to - from), 0.0f, 1.0f);

  return t * t * (3 - 2 * t);
}

static float
mix (float a, float b, float t)
{
  return a + (b - a) * t;
}

/* How wide the flame is at @t: round below, drawn out to a point above. */
static float
find_width (float t)
{
  if (t <= 0 || t >= 1)
    return 0;
  return powf (sinf ((float) G_PI * powf (t, 0.60f)), 1.12f);
}

static void
add (Light *self, float red, float green, float blue, float strength, float cover)
{
  float left = 1 - strength * cover;

  self->red = self->red * left + red * strength;
  self->green = self->green * left + green * strength;
  self->blue = self->blue * left + blue * strength;
  self->alpha = self->alpha * left + strength * cover;
}

/* The light at @t along and @s across an upright flame. */
static Light
find_flame_light (float t, float s)
{
  Light light = { 0, 0, 0, 0 };
  float width = find_width (t);
  float edge = width - s;
  float d = width > 0.001f ? s / width : 9;
  float tip = smoothstep (0.70f, 1.0f, t);
  float lively = smoothstep (0.05f, 0.36f, t);
  /* The soft outer body, which has no edge. */
  float around = MAX (-edge, 0.0f) / (0.34f + 0.30f * t);
  float veil = expf (-around * around * 2.2f) * mix (0.10f, 0.26f, lively) *
               (1 - smoothstep (0.92f, 1.14f, t)) * smoothstep (-0.13f, 0.10f, t);
  float softness = mix (0.20f, 0.34f, smoothstep (0.2f, 0.9f, t));
  float body = smoothstep (-0.03f, softness, edge) * (1 - 0.75f * smoothstep (0.86f, 1.0f, t));
  float heart = 1 - smoothstep (0.10f, 0.98f, d + 0.45f * tip);
  float glow = body * lively;
  float hollow = expf (-powf ((t - 0.15f) / 0.085f, 2)) * (1 - smoothstep (0.25f, 0.85f, d));
  float shell = smoothstep (-0.10f, 0.10f, edge) * mix (0.30f, 1.0f, smoothstep (0.2f, 0.9f, d)) *
                expf (-powf (MAX (t, 0.0f) / 0.15f, 2)) * smoothstep (-0.02f, 0.045f, t);

  add (&light, 1.0f, 0.56f, 0.16f, veil, 0.25f);
  add (&light, mix (0.98f, 1.0f, heart), mix (0.50f, 0.90f, powf (heart, 0.75f)),
       mix (0.10f, 0.50f, powf (heart, 1.3f)), glow * mix (0.92f, 0.60f, tip), 0.95f);
  /* White where it is brightest, a little above the wick. */
  add (&light, 1.0f, 0.975f, 0.86f,
       glow * powf (heart, 1.2f) * smoothstep (0.16f, 0.42f, t) *
           (1 - 0.9f * smoothstep (0.52f, 0.96f, t)),
       1);
  /* Around the wick hardly anything shines. */
  add (&light, 0.62f, 0.30f, 0.10f, hollow * body * 0.62f, 0.9f);
  add (&light, 0.22f, 0.40f, 0.98f, shell * 0.62f, 0.55f);
  return light;
}

static gpointer
work_out_flame (gpointer unused)
{
  Light *table = g_new (Light, SAMPLES_ALONG * SAMPLES_ACROSS);

  for (int i = 0; i < SAMPLES_ALONG; i++)
    for (int j = 0; j < SAMPLES_ACROSS; j++)
      {
        float t = -BELOW + (1 + BELOW + ABOVE) * (float) i / (SAMPLES_ALONG - 1);
        float s = BESIDE * (float) j / (SAMPLES_ACROSS - 1);

        table[i * SAMPLES_ACROSS + j] = find_flame_light (t, s);
      }
  return table;
}

static const Light *
get_flame (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, work_out_flame, NULL);
}

static inline guint32
pack (Light light)
{
  float alpha = CLAMP (light.alpha, 0.0f, 1.0f);
  /* Light without cover still may not be brighter than its alpha in these formats: the cover is
   * raised just enough. */
  float needed = MAX (MAX (light.red, light.green), light.blue);
  guint32 a, red, green, blue;

  alpha = MIN (MAX (alpha, needed), 1.0f);
  a = (guint32) (alpha * 255 + 0.5f);
  red = (guint32) (CLAMP (light.red, 0.0f, alpha) * 255 + 0.5f);
  green = (guint32) (CLAMP (light.green, 0.0f, alpha) * 255 + 0.5f);
  blue = (guint32) (CLAMP (light.blue, 0.0f, alpha) * 255 + 0.5f);
  return a << 24 | red << 16 | green << 8 | blue;
}

/* The foot of the flame is a little above the wax, around the wick. */
static double
find_flame_foot (const RemCandleShape *shape)
{
  return shape->rim_y - 0.13 * shape->radius;
}

/**
 * rem_flame_paint_flame:
 * @pixels: what to paint
 * @shape: where the candle is
 * @motion: how the flame stands
 * @size: 0, nothing, to 1, all of it
 *
 * Paints the flame. Pure; any thread.
 */
void
rem_flame_paint_flame (RemPixels *pixels,
                       const RemCandleShape *shape,
                       const RemFlameMotion *motion,
                       double size)
{
  const Light *table = get_flame ();
  float height = (float) (shape->flame_height * motion->height * size);
  float half = (float) (shape->flame_height * SLIMNESS * motion->width * (0.35 + 0.65 * size));
  float foot = (float) find_flame_foot (shape);
  float strength = (float) CLAMP (size * 4, 0, 1);

  for (int y = 0; y < pixels->height; y++)
    {
      guint32 *row = pixels->data + (gsize) y * (gsize) pixels->width;
      float t = height > 1 ? (foot - (float) (pixels->y + y + 0.5)) / height : 9;
      int i = (int) ((t + BELOW) / (1 + BELOW + ABOVE) * (SAMPLES_ALONG - 1) + 0.5f);
      float up = CLAMP (t, 0.0f, 1.2f);
      float centre =
          (float) shape->x + 0.02f * half +
          (float) shape->flame_height *
              ((float) motion->lean * up * up + (float) motion->curl * 2 * up * (1.1f - up) * up);

      if (i < 0 || i >= SAMPLES_ALONG)
        {
          for (int x = 0; x < pixels->width; x++)
            row[x] = 0;
          continue;
        }
      for (int x = 0; x < pixels->width; x++)
        {
          float s = fabsf ((float) (pixels->x + x + 0.5) - centre) / half;
          float place = s / BESIDE * (SAMPLES_ACROSS - 1);
          int j = (int) place;
          float rest = place - (float) j;
          Light light;

          if (j >= SAMPLES_ACROSS - 1)
            {
              row[x] = 0;
              continue;
            }
          {
            const Light *a = &table[i * SAMPLES_ACROSS + j];
            const Light *b = a + 1;

            light.red = mix (a->red, b->red, rest) * strength;
            light.green = mix (a->green, b->green, rest) * strength;
            light.blue = mix (a->blue, b->blue, rest) * strength;
            light.alpha = mix (a->alpha, b->alpha, rest) * strength;
          }
          row[x] = pack (light);
        }
    }
}

/**
 * rem_flame_paint_wick:
 * @pixels: what to paint
 * @shape: where the candle is
 * @ember: how much its end glows, 0 to 1
 *
 * Paints the wick, which leans a little. Pure; any thread.
 */
void
rem_flame_paint_wick (RemPixels *pixels, const RemCandleShape *shape, double ember)
{
  float r = (float) shape->radius;
  float length = 0.52f * r;
  float foot = (float) shape->rim_y + 0.05f * r;
  float thick = MAX (0.05f * r, 1.1f);

  for (int y = 0; y < pixels->height; y++)
    {
      guint32 *row = pixels->data + (gsize) y * (gsize) pixels->width;
      float up = (foot - (float) (pixels->y + y + 0.5)) / length;
      float bend = (float) shape->x + 0.10f * r * up * up;
      float cover_y = smoothstep (-0.06f, 0.04f, up) * (1 - smoothstep (0.95f, 1.05f, up));
      float glow = (float) ember * smoothstep (0.45f, 0.95f, up);

      for (int x = 0; x < pixels->width; x++)
        {
          float away = fabsf ((float) (pixels->x + x + 0.5) - bend);
          float cover = CLAMP (thick - away + 0.5f, 0.0f, 1.0f) * cover_y;
          Light light = { cover * mix (0.13f, 1.0f, glow), cover * mix (0.09f, 0.42f, glow * glow),
                          cover * mix (0.07f, 0.12f, glow), cover };
          float warmth =
              (float) ember * 0.5f *
              expf (-(away * away) / (thick * thick * 5) - (up - 0.92f) * (up - 0.92f) * 26);

          light.red += warmth * 0.95f * (1 - cover);
          light.green += warmth * 0.36f * (1 - cover);
          light.blue += warmth * 0.08f * (1 - cover);
          row[x] = pack (light);
        }
    }
}

/**
 * rem_flame_paint_smoke:
 * @pixels: what to paint
 * @room: where the candle stands
 * @shape: where the candle is
 * @seconds: since the flame went out
 * @gone: how much of it is gone, 0 to 1
 *
 * Paints a thread of smoke that rises from the wick. Pure; any thread.
 */
void
rem_flame_paint_smoke (RemPixels *pixels,
                       const RemRoom *room,
                       const RemCandleShape *shape,
                       double seconds,
                       double gone)
{
  float foot = (float) (shape->rim_y - 0.45 * shape->radius);
  float top = (float) (shape->flame_height * 2.6);
  float speed = (float) (shape->flame_height * 0.95);
  float grey = room->is_dark ? 0.80f : 0.36f;
  float density = room->is_dark ? 0.34f : 0.40f;
  float now = (float) seconds;

  for (int y = 0; y < pixels->height; y++)
    {
      guint32 *row = pixels->data + (gsize) y * (gsize) pixels->width;
      float h = foot - (float) (pixels->y + y + 0.5);
      /* When this part of the thread left the wick. */
      float left = now - h / speed;
      float up = h / top;
      float sway = (float) shape->flame_height *
                   (0.035f * sinf (2.1f * left + 0.4f) * smoothstep (0.05f, 0.5f, up) +
                    0.11f * sinf (1.15f * left + 2.2f * up) * up +
                    0.05f * sinf (3.4f * left + 1.0f) * up * up);
      float width = (float) shape->radius * (0.045f + 0.20f * up * up + 0.05f * up);
      float strength = density * smoothstep (0.0f, 0.18f, left) * expf (-MAX (left, 0) / 2.3f) *
                       (1 - smoothstep (0.45f, 1.0f, up)) * smoothstep (-2.0f, 3.0f, h) *
                       (float) (1 - gone) / (1 + 2.2f * up);
      float centre = (float) shape->x + 0.10f * (float) shape->radius + sway;

      if (strength < 0.002f)
        {
          for (int x = 0; x < pixels->width; x++)
            row[x] = 0;
          continue;
        }
      for (int x = 0; x < pixels->width; x++)
        {
          float away = ((float) (pixels->x + x + 0.5) - centre) / width;
          float alpha = strength * expf (-away * away);
          Light light = { grey * alpha, grey * alpha, (grey + 0.02f) * alpha, alpha };

          row[x] = pack (light);
        }
    }
}
