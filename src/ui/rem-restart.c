/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-restart.h"

#include <linux/close_range.h>
#include <unistd.h>

/**
 * rem_restart_exec:
 * @arguments: (array zero-terminated=1): the new argument vector, without anything private
 *
 * Puts a fresh image of this program in the place of the running one. That is the only honest
 * wipe of what GTK and Pango have copied of what was shown. Every file that is open is closed
 * but the three standard ones.
 *
 * Returns: %FALSE if the new image could not be started; otherwise it does not return
 */
gboolean
rem_restart_exec (const char *const *arguments)
{
  close_range (3, ~0U, CLOSE_RANGE_CLOEXEC);
  execv ("/proc/self/exe", (char *const *) arguments);
  return FALSE;
}
