/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-flame-motion.h"

#include <math.h>

/* The breathing of the flame: smooth noise, slow and irregular. No part of it is faster than
 * MAX_HZ, and the light of the room never changes by more than LIGHT_SWING, so that nothing
 * flashes: the limit for flashing is three times a second and a tenth of the brightness. */
#define MAX_HZ      1.5
#define LIGHT_SWING 0.07

/* A number between -1 and 1 that belongs to a point of the lattice. */
static double
find_lattice_value (gint64 point, guint channel)
{
  guint64 hash = (guint64) point * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) +
                 (guint64) channel * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);

  hash ^= hash >> 31;
  hash *= G_GUINT64_CONSTANT (0x94d049bb133111eb);
  hash ^= hash >> 29;
  return (double) (hash & 0xffffff) / (double) 0x7fffff - 1;
}

static double
find_noise (double seconds, double hz, guint channel)
{
  /* A wave takes two points of the lattice. */
  double place = seconds * hz * 2;
  double point = floor (place);
  double t = place - point;
  double smooth = t * t * t * (t * (t * 6 - 15) + 10);
  double a = find_lattice_value ((gint64) point, channel);
  double b = find_lattice_value ((gint64) point + 1, channel);

  return a + (b - a) * smooth;
}

/* Mostly slow, with a little that is quicker. */
static double
find_breath (double seconds, guint channel)
{
  return 0.58 * find_noise (seconds, 0.23, channel) +
         0.30 * find_noise (seconds, 0.61, channel + 1) +
         0.12 * find_noise (seconds, MAX_HZ, channel + 2);
}

/**
 * rem_flame_motion_at:
 * @seconds: a moment
 *
 * Pure; any thread.
 *
 * Returns: how the flame stands then; near moments are alike
 */
RemFlameMotion
rem_flame_motion_at (double seconds)
{
  double height = find_breath (seconds, 10);

  return (RemFlameMotion){
    .height = 1 + 0.09 * height,
    .width = 1 - 0.05 * height + 0.03 * find_breath (seconds, 20),
    .lean = 0.085 * find_breath (seconds, 30),
    .curl = 0.05 * find_breath (seconds - 0.3, 40),
    .light = 1 + LIGHT_SWING * (0.7 * height + 0.3 * find_breath (seconds, 50)),
  };
}

/**
 * rem_flame_motion_still:
 *
 * Pure; any thread.
 *
 * Returns: how the flame stands when nothing moves
 */
RemFlameMotion
rem_flame_motion_still (void)
{
  return (RemFlameMotion){ .height = 1, .width = 1, .lean = 0.012, .curl = -0.01, .light = 1 };
}
