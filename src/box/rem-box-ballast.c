/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BOX/ballast: room on the disk that holds nothing. When the disk is full it is given up, so that
 * what is being written can still be kept; it comes back at an opening when there is room again.
 * Where it cannot be had, the box works without. */

#include "config.h"

#include "rem-box-ballast.h"

#include "rem-durable-file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#define BALLAST_BYTES (16 * 1024 * 1024)

/* Less free room than this is left to the person. */
#define FREE_BYTES (48 * 1024 * 1024)

static char *
build_path (const char *box_path)
{
  return g_build_filename (box_path, "ballast", NULL);
}

/**
 * rem_box_ballast_load:
 * @box_path: a box whose lock is held
 *
 * Takes the room if there is plenty. Owning thread of the connection.
 */
void
rem_box_ballast_load (const char *box_path)
{
  g_autofree char *path = build_path (box_path);
  g_auto (RemFd) fd = -1;
  struct statvfs disk;
  struct stat status;

  if (statvfs (box_path, &disk) != 0 || (guint64) disk.f_bavail * disk.f_frsize < FREE_BYTES)
    return;
  fd = rem_durable_file_open (path, O_RDWR | O_CREAT, NULL);
  if (fd < 0 || fstat (fd, &status) != 0 || status.st_size >= BALLAST_BYTES)
    return;
  if (posix_fallocate (fd, 0, BALLAST_BYTES) != 0)
    g_unlink (path);
}

/**
 * rem_box_ballast_give_up:
 * @box_path: a box whose lock is held
 *
 * Gives the room back to the disk. Owning thread of the connection.
 *
 * Returns: %TRUE if there was any
 */
gboolean
rem_box_ballast_give_up (const char *box_path)
{
  g_autofree char *path = build_path (box_path);

  return g_unlink (path) == 0;
}
