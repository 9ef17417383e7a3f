/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RemFlameMotion:
 * @height: how tall, about 1
 * @width: how wide, about 1
 * @lean: where the tip stands, in flame heights, about 0
 * @curl: how much the middle lags behind the tip, in flame heights, about 0
 * @light: how bright, about 1
 *
 * How a flame stands at one moment.
 */
typedef struct
{
  double height;
  double width;
  double lean;
  double curl;
  double light;
} RemFlameMotion;

RemFlameMotion rem_flame_motion_at (double seconds);
RemFlameMotion rem_flame_motion_still (void);

G_END_DECLS
