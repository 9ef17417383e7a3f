/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that are still what they were after a power cut. Everything here is for the owner only
 * (0600, 0700), follows no symbolic link at the end of a path, and is closed on exec. */

#include "config.h"

#include "rem-durable-file.h"

#include "rem-box-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE_BYTES (256 * 1024)
/* What a disk loses at once, and what a page of the database takes. */
#define UNIT_BYTES 4096

static int
get_code (int error_number)
{
  switch (error_number)
    {
    case ENOENT:
    case ENOTDIR:
      return REM_BOX_ERROR_NOT_FOUND;
    case EEXIST:
      return REM_BOX_ERROR_EXISTS;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return REM_BOX_ERROR_DISK_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
      return REM_BOX_ERROR_READ_ONLY;
    case ENOMEM:
      return REM_BOX_ERROR_NO_MEMORY;
    default:
      return REM_BOX_ERROR_IO;
    }
}

static gboolean
write_and_sync (int fd, const void *bytes, gsize size, GError **error)
{
  return rem_durable_file_write_at (fd, bytes, size, 0, error) && rem_durable_file_sync (fd, error);
}

/**
 * rem_fd_close:
 * @fd: a file descriptor, or -1
 *
 * Closes the descriptor. Whoever must know whether the bytes arrived has synced before.
 */
void
rem_fd_close (RemFd fd)
{
  if (fd >= 0)
    close (fd);
}

/**
 * rem_durable_file_set_error:
 * @error: (nullable): return location for an error
 * @error_number: a value of errno
 * @doing: what failed, for developers, without a path or content
 *
 * The one place that turns a failed system call into a #RemBoxError.
 */
void
rem_durable_file_set_error (GError **error, int error_number, const char *doing)
{
  g_set_error (error, REM_BOX_ERROR, get_code (error_number), "%s: %s", doing,
               g_strerror (error_number));
}

/**
 * rem_durable_file_open:
 * @path: a file
 * @flags: O_RDONLY, O_RDWR, O_CREAT, O_EXCL
 * @error: return location for an error, or %NULL
 *
 * Opens a regular file; anything else at that place is refused with %REM_BOX_ERROR_IO.
 *
 * Returns: a descriptor, or -1
 */
int
rem_durable_file_open (const char *path, int flags, GError **error)
{
  g_auto (RemFd) fd = -1;
  struct stat status;
  int kept;

  do
    fd = open (path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0600);
  while (fd < 0 && errno == EINTR);
  if (fd < 0 || fstat (fd, &status) < 0)
    {
      rem_durable_file_set_error (error, errno, "Opening a file");
      return -1;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_IO, "Not a regular file");
      return -1;
    }
  kept = fd;
  fd = -1;
  return kept;
}

/**
 * rem_durable_file_read_at:
 * @fd: a descriptor
 * @bytes_out: (out caller-allocates) (array length=size): takes the bytes
 * @size: how many are wanted
 * @offset: from where
 * @error: return location for an error, or %NULL
 *
 * Returns: how many were read, fewer than @size only at the end of the file; -1 on failure
 */
gssize
rem_durable_file_read_at (int fd, void *bytes_out, gsize size, gint64 offset, GError **error)
{
  gsize done = 0;

  while (done < size)
    {
      gssize n = pread (fd, (guint8 *) bytes_out + done, size - done, offset + (gint64) done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          rem_durable_file_set_error (error, errno, "Reading");
          return -1;
        }
      if (n == 0)
        break;
      done += n;
    }
  return done;
}

/**
 * rem_durable_file_write_at:
 * @fd: a descriptor
 * @bytes: (array length=size): what to write
 * @size: how many bytes
 * @offset: where to
 * @error: return location for an error, or %NULL
 *
 * Writes all of it. It is on the disk only after rem_durable_file_sync().
 *
 * Returns: %TRUE on success
 */
gboolean
rem_durable_file_write_at (int fd, const void *bytes, gsize size, gint64 offset, GError **error)
{
  gsize done = 0;

  while (done < size)
    {
      gssize n = pwrite (fd, (const guint8 *) bytes + done, size - done, offset + (gint64) done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          rem_durable_file_set_error (error, errno, "Writing");
          return FALSE;
        }
      done += n;
    }
  return TRUE;
}

/**
 * rem_durable_file_sync:
 * @fd: a descriptor
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE when the file's bytes and size are on the disk
 */
gboolean
rem_durable_file_sync (int fd, GError **error)
{
  int rc;

  do
    rc = fsync (fd);
  while (rc < 0 && errno == EINTR);
  if (rc == 0)
    return TRUE;
  rem_durable_file_set_error (error, errno, "Syncing");
  return FALSE;
}

/**
 * rem_durable_file_sync_path:
 * @path: a file that was written by somebody else
 * @error: return location for an error
 *
 * Returns: %TRUE when the file's bytes and size are on the disk
 */
gboolean
rem_durable_file_sync_path (const char *path, GError **error)
{
  g_auto (RemFd) fd = rem_durable_file_open (path, O_RDWR, error);

  return fd >= 0 && rem_durable_file_sync (fd, error);
}

/**
 * rem_durable_file_sync_folder:
 * @path: a folder
 * @error: return location for an error, or %NULL
 *
 * Makes what was created, renamed or removed in a folder lasting. File systems that cannot sync a
 * folder say EINVAL; that is not a failure.
 *
 * Returns: %TRUE on success
 */
gboolean
rem_durable_file_sync_folder (const char *path, GError **error)
{
  g_auto (RemFd) fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0 && (fsync (fd) == 0 || errno == EINVAL))
    return TRUE;
  rem_durable_file_set_error (error, errno, "Syncing a folder");
  return FALSE;
}

/**
 * rem_durable_file_make_folder:
 * @path: a folder whose parent exists
 * @error: return location for an error, or %NULL
 *
 * Makes the folder for the owner only and syncs its parent; does nothing if it is there.
 *
 * Returns: %TRUE on success
 */
gboolean
rem_durable_file_make_folder (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (mkdir (path, 0700) == 0)
    return rem_durable_file_sync_folder (parent, error);
  if (errno == EEXIST && g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  rem_durable_file_set_error (error, errno, "Making a folder");
  return FALSE;
}

/**
 * rem_durable_file_create:
 * @path: a file that does not exist
 * @bytes: (array length=size): what to write
 * @size: how many bytes
 * @error: return location for an error, or %NULL
 *
 * Writes a new file and syncs it and its folder. On failure nothing is left behind.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_EXISTS if something is there
 */
gboolean
rem_durable_file_create (const char *path, const void *bytes, gsize size, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_auto (RemFd) fd = rem_durable_file_open (path, O_RDWR | O_CREAT | O_EXCL, error);

  if (fd < 0)
    return FALSE;
  if (write_and_sync (fd, bytes, size, error) && rem_durable_file_sync_folder (folder, error))
    return TRUE;
  g_unlink (path);
  return FALSE;
}

/**
 * rem_durable_file_replace:
 * @path: a file, existing or not
 * @bytes: (array length=size): what to write
 * @size: how many bytes
 * @error: return location for an error, or %NULL
 *
 * Puts a whole new file in the place of the old one: after a power cut there is either the one or
 * the other. The new one is first written beside it, with ".new" behind its name.
 *
 * Returns: %TRUE on success
 */
gboolean
rem_durable_file_replace (const char *path, const void *bytes, gsize size, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *new_path = g_strconcat (path, ".new", NULL);

  g_unlink (new_path);
  if (!rem_durable_file_create (new_path, bytes, size, error))
    return FALSE;
  if (g_rename (new_path, path) == 0)
    return rem_durable_file_sync_folder (folder, error);
  rem_durable_file_set_error (error, errno, "Replacing a file");
  g_unlink (new_path);
  return FALSE;
}

static gboolean
pour (int from, int to, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  gint64 offset = 0;
  gssize n;

  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = rem_durable_file_read_at (from, piece, PIECE_BYTES, offset, error);
      if (n < 0 || !rem_durable_file_write_at (to, piece, (gsize) n, offset, error))
        return FALSE;
      offset += n;
    }
  while (n == PIECE_BYTES);
  return TRUE;
}

/* Fills @piece as far as it can be read; a unit that cannot is zeros and is counted. */
static gboolean
read_piece (int fd, guint8 *piece, gsize size, gint64 offset, guint64 *n_unread, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (rem_durable_file_read_at (fd, piece, size, offset, &local_error) >= 0)
    return TRUE;
  memset (piece, 0, size);
  for (gsize done = 0; done < size; done += UNIT_BYTES)
    {
      gsize n = MIN (UNIT_BYTES, size - done);

      g_clear_error (&local_error);
      if (rem_durable_file_read_at (fd, piece + done, n, offset + (gint64) done, &local_error) >= 0)
        continue;
      if (!g_error_matches (local_error, REM_BOX_ERROR, REM_BOX_ERROR_IO))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      memset (piece + done, 0, n);
      *n_unread += n;
    }
  return TRUE;
}

static gboolean
pour_readable (int from, int to, guint64 *n_unread, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  struct stat status;

  if (fstat (from, &status) != 0)
    {
      rem_durable_file_set_error (error, errno, "Asking for a file's size");
      return FALSE;
    }
  for (gint64 offset = 0; offset < status.st_size; offset += PIECE_BYTES)
    {
      gsize size = (gsize) MIN (PIECE_BYTES, status.st_size - offset);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !read_piece (from, piece, size, offset, n_unread, error) ||
          !rem_durable_file_write_at (to, piece, size, offset, error))
        return FALSE;
    }
  return TRUE;
}

/* Whatever pours: @n_unread is NULL where every place is to be read. */
static gboolean
copy (
    const char *from, const char *to, guint64 *n_unread, GCancellable *cancellable, GError **error)
{
  g_auto (RemFd) from_fd = rem_durable_file_open (from, O_RDONLY, error);
  g_auto (RemFd) to_fd = -1;

  if (from_fd < 0)
    return FALSE;
  to_fd = rem_durable_file_open (to, O_RDWR | O_CREAT | O_EXCL, error);
  if (to_fd < 0)
    return FALSE;
  if ((n_unread == NULL ? pour (from_fd, to_fd, cancellable, error)
                        : pour_readable (from_fd, to_fd, n_unread, cancellable, error)) &&
      rem_durable_file_sync (to_fd, error))
    {
      posix_fadvise (to_fd, 0, 0, POSIX_FADV_DONTNEED);
      return TRUE;
    }
  g_unlink (to);
  return FALSE;
}

/**
 * rem_durable_file_copy:
 * @from: a file
 * @to: where nothing is
 * @cancellable: (nullable): ends it between two pieces
 * @error: return location for an error
 *
 * Copies a file of any size and syncs it, but not its folder. What is kept of it in memory goes, as
 * far as the system does it, so that reading it back asks the medium.
 *
 * Returns: %TRUE on success; on failure nothing is at @to
 */
gboolean
rem_durable_file_copy (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  return copy (from, to, NULL, cancellable, error);
}

/**
 * rem_durable_file_rescue:
 * @from: a file that nobody writes to
 * @to: where nothing is
 * @n_unread_out: (inout): how many bytes could not be read is added to it
 * @cancellable: (nullable): ends it between two pieces
 * @error: return location for an error
 *
 * Copies like rem_durable_file_copy(), past places that the disk cannot read any more. Each place
 * is at its place; what could not be read is zeros. No page and no record of zeros of a box has a
 * seal that fits, so nothing false can come of them.
 *
 * Returns: %TRUE on success, however little there was; fails if the file cannot be opened or the
 *   copy not be written; on failure nothing is at @to
 */
gboolean
rem_durable_file_rescue (const char *from,
                         const char *to,
                         guint64 *n_unread_out,
                         GCancellable *cancellable,
                         GError **error)
{
  return copy (from, to, n_unread_out, cancellable, error);
}
