/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-play-time.h"

/**
 * rem_play_time_format:
 * @time_us: a place in a sound or film, or its length, in microseconds
 *
 * Returns: (transfer full): as players show it: "0:07", "12:30", "1:02:03"
 */
char *
rem_play_time_format (gint64 time_us)
{
  gint64 seconds = (MAX (time_us, 0) + G_USEC_PER_SEC / 2) / G_USEC_PER_SEC;
  int hours = (int) MIN (seconds / 3600, 9999);
  int minutes = (int) (seconds / 60 % 60);

  if (hours > 0)
    return g_strdup_printf ("%d:%02d:%02d", hours, minutes, (int) (seconds % 60));
  return g_strdup_printf ("%d:%02d", minutes, (int) (seconds % 60));
}
