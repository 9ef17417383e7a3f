/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file BOX/lock is made once, stays empty and is never removed: removing it would let two
 * programs lock two files of one name. What counts is the write lock on it, an open file
 * description lock: it ends with the descriptor, in this process also against itself, and with the
 * process however it ends. The descriptor is closed on exec, so locking the window by executing it
 * anew lets go of the box. */

#include "config.h"

#include "rem-box-lock.h"

#include "rem-box-error.h"
#include "rem-durable-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

struct _RemBoxLock
{
  RemFd fd;
};

static RemBoxLock *
lock (int *fd, short type, GError **error)
{
  struct flock region = { .l_type = type, .l_whence = SEEK_SET };
  RemBoxLock *self;

  if (*fd >= 0 && fcntl (*fd, F_OFD_SETLK, &region) != 0)
    {
      if (errno == EAGAIN || errno == EACCES)
        g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_IN_USE, "The box is open already");
      else
        rem_durable_file_set_error (error, errno, "Locking the box");
      return NULL;
    }
  self = g_new0 (RemBoxLock, 1);
  self->fd = *fd;
  *fd = -1;
  return self;
}

/**
 * rem_box_lock_acquire:
 * @box_path: a box's folder
 * @error: return location for an error, or %NULL
 *
 * Says that the box is open here, without waiting. Any thread.
 *
 * Returns: (transfer full): the lock; fails with %REM_BOX_ERROR_IN_USE if another program, or
 *   another lock of this one, has it, %REM_BOX_ERROR_NOT_FOUND if there is no such folder,
 *   %REM_BOX_ERROR_READ_ONLY if the lock's file cannot be made or written to, or %REM_BOX_ERROR_IO
 *   where the file system has no locks
 */
RemBoxLock *
rem_box_lock_acquire (const char *box_path, GError **error)
{
  g_autofree char *path = NULL;
  g_auto (RemFd) fd = -1;

  g_return_val_if_fail (box_path != NULL, NULL);

  path = g_build_filename (box_path, "lock", NULL);
  fd = rem_durable_file_open (path, O_RDWR | O_CREAT, error);
  return fd >= 0 ? lock (&fd, F_WRLCK, error) : NULL;
}

/**
 * rem_box_lock_acquire_to_read:
 * @box_path: the folder of a box that nothing can be written to from here
 * @error: return location for an error, or %NULL
 *
 * Keeps out who could write, where the lock's file is there. Any thread.
 *
 * Returns: (transfer full): the lock; fails with %REM_BOX_ERROR_IN_USE if somebody who can write
 * has it open, or as rem_durable_file_open() does
 */
RemBoxLock *
rem_box_lock_acquire_to_read (const char *box_path, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) local_error = NULL;
  g_auto (RemFd) fd = -1;

  g_return_val_if_fail (box_path != NULL, NULL);

  path = g_build_filename (box_path, "lock", NULL);
  fd = rem_durable_file_open (path, O_RDONLY, &local_error);
  if (fd < 0 && !g_error_matches (local_error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return lock (&fd, F_RDLCK, error);
}

/**
 * rem_box_lock_is_at:
 * @self: a lock
 * @box_path: a box's folder
 *
 * Returns: %TRUE if it is held on the file that is there now; %FALSE after a stick was pulled out
 * and came back as another device. Any thread.
 */
gboolean
rem_box_lock_is_at (RemBoxLock *self, const char *box_path)
{
  g_autofree char *path = g_build_filename (box_path, "lock", NULL);
  struct stat here;
  struct stat held;

  return self->fd >= 0 && stat (path, &here) == 0 && fstat (self->fd, &held) == 0 &&
         here.st_dev == held.st_dev && here.st_ino == held.st_ino;
}

/**
 * rem_box_lock_release:
 * @self: (transfer full): a lock
 *
 * Lets go of the box, after its database was closed. Any thread.
 */
void
rem_box_lock_release (RemBoxLock *self)
{
  g_return_if_fail (self != NULL);

  rem_fd_close (self->fd);
  g_free (self);
}
