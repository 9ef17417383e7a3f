/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A copy from a disk that cannot read every place any more. What is missing is zeros in the copy:
 * no page and no record of zeros has a seal that fits, so nothing false can come of them. */

#include "config.h"

#include "rem-rescue-copy.h"

#include "rem-box-error.h"
#include "rem-durable-file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define PIECE_BYTES (256 * 1024)
/* What a disk loses at once, and what a page of the database takes. */
#define UNIT_BYTES 4096

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
pour (int from, int to, guint64 *n_unread, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  struct stat status;

  if (fstat (from, &status) != 0)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_IO, "Asking for a file's size");
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

/**
 * rem_rescue_copy:
 * @from: a file that nobody writes to
 * @to: where nothing is
 * @n_unread_out: (inout): how many bytes could not be read is added to it
 * @cancellable: (nullable): ends it between two pieces
 * @error: return location for an error
 *
 * Copies what can be read of a file, each place at its place, with zeros for what cannot be read,
 * and syncs it. Reading it back asks the medium, as after rem_durable_file_copy(). Any thread.
 *
 * Returns: %TRUE on success, however little there was; fails if the file cannot be opened or the
 *   copy not be written; on failure nothing is at @to
 */
gboolean
rem_rescue_copy (const char *from,
                 const char *to,
                 guint64 *n_unread_out,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (RemFd) from_fd = rem_durable_file_open (from, O_RDONLY, error);
  g_auto (RemFd) to_fd = -1;

  if (from_fd < 0)
    return FALSE;
  to_fd = rem_durable_file_open (to, O_RDWR | O_CREAT | O_EXCL, error);
  if (to_fd < 0)
    return FALSE;
  if (pour (from_fd, to_fd, n_unread_out, cancellable, error) &&
      rem_durable_file_sync (to_fd, error))
    {
      posix_fadvise (to_fd, 0, 0, POSIX_FADV_DONTNEED);
      return TRUE;
    }
  g_unlink (to);
  return FALSE;
}
