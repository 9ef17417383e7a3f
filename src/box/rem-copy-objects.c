/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sealed files of a copy. They are the box's own, byte for byte: same name, same key. Each new
 * one is on the medium and read back from there before it counts. */

#include "config.h"

#include "rem-copy-private.h"

#include "rem-attachment-store.h"
#include "rem-box-error.h"
#include "rem-durable-file.h"
#include "rem-object-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE_BYTES (256 * 1024)

static gint64
measure (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0 && S_ISREG (status.st_mode) ? (gint64) status.st_size : -1;
}

static gboolean
is_object_error (const GError *error)
{
  return g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_MISSING) ||
         g_error_matches (error, REM_BOX_ERROR, REM_BOX_ERROR_OBJECT_DAMAGED);
}

/* What is kept of the file in memory goes, as far as the system does it, so that reading it back
 * asks the medium. */
static gboolean
sync_and_forget (int fd, GError **error)
{
  if (!rem_durable_file_sync (fd, error))
    return FALSE;
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  return TRUE;
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
  return sync_and_forget (to, error);
}

static gboolean
copy_file (RemCopy *copy, const char *from_path, const char *to_path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to_path);
  g_autofree char *name = g_path_get_basename (to_path);
  g_autofree char *new_name = g_strconcat (REM_OBJECT_NEW_PREFIX, name, NULL);
  g_autofree char *new_path = g_build_filename (copy->place, "objects", new_name, NULL);
  g_auto (RemFd) from = rem_durable_file_open (from_path, O_RDONLY, error);
  g_auto (RemFd) to = -1;

  if (from < 0)
    return FALSE;
  g_unlink (new_path);
  to = rem_durable_file_open (new_path, O_RDWR | O_CREAT | O_EXCL, error);
  if (to < 0)
    return FALSE;
  if (pour (from, to, copy->cancellable, error) && rem_durable_file_make_folder (folder, error))
    {
      if (g_rename (new_path, to_path) == 0)
        return rem_durable_file_sync_folder (folder, error);
      rem_durable_file_set_error (error, errno, "Copying an object");
    }
  g_unlink (new_path);
  return FALSE;
}

/* Leaves in @whole_out whether the copy has the object; fails only when the whole run must end. */
static gboolean
bring (RemCopy *copy, RemAttachment *attachment, gboolean *whole_out, GError **error)
{
  const char *name = rem_attachment_get_object_name (attachment);
  g_autofree char *from_path = rem_object_store_build_path (copy->from, name);
  g_autofree char *to_path = rem_object_store_build_path (copy->to, name);
  g_autoptr (GError) local = NULL;

  *whole_out = FALSE;
  if (from_path == NULL || to_path == NULL)
    return TRUE;

  /* There already: from a run that was read back, or from one that was cut off. */
  if (measure (to_path) >= 0)
    {
      *whole_out = (copy->known != NULL &&
                    rem_copy_manifest_knows (copy->known, name, (guint64) measure (to_path))) ||
                   rem_object_store_verify (copy->to, name, rem_attachment_get_sum (attachment),
                                            copy->cancellable, &local);
      if (*whole_out)
        return TRUE;
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      g_clear_error (&local);
    }

  if (measure (from_path) < 0)
    return TRUE;
  if (!copy_file (copy, from_path, to_path, error))
    return FALSE;
  *whole_out = rem_object_store_verify (copy->to, name, rem_attachment_get_sum (attachment),
                                        copy->cancellable, &local);
  if (*whole_out)
    copy->report->n_new_objects++;
  else
    g_unlink (to_path);
  if (*whole_out || is_object_error (local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * rem_copy_objects:
 * @copy: a run
 * @attachments: (element-type RemAttachment): what the copy is to hold
 * @error: return location for an error
 *
 * Copies the objects that the copy does not have yet and reads them back. Those that the box itself
 * does not have whole are noted in the report.
 *
 * Returns: %TRUE if it came to the end; fails with %G_IO_ERROR_CANCELLED or an error of the disk,
 *   and what was copied stays for the next run
 */
gboolean
rem_copy_objects (RemCopy *copy, GPtrArray *attachments, GError **error)
{
  for (guint i = 0; i < attachments->len; i++)
    {
      RemAttachment *attachment = g_ptr_array_index (attachments, i);
      const char *name = rem_attachment_get_object_name (attachment);
      gboolean whole;

      if (g_cancellable_set_error_if_cancelled (copy->cancellable, error))
        return FALSE;
      if (!g_hash_table_contains (copy->seen, name))
        {
          g_autofree char *path = rem_object_store_build_path (copy->to, name);

          if (!bring (copy, attachment, &whole, error))
            return FALSE;
          g_hash_table_replace (copy->seen, g_strdup (name), GINT_TO_POINTER (whole));
          if (whole)
            rem_copy_manifest_note (copy->manifest, name, (guint64) measure (path));
        }
      if (copy->progress != NULL)
        copy->progress (i + 1, attachments->len, copy->progress_data);
    }
  return TRUE;
}
