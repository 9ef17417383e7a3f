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
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

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

/* A file whose source cannot be read is no better than one that is damaged: it costs that object.
 */
static gboolean
is_unreadable (RemCopy *copy, const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;

  return !rem_object_store_verify_file (copy->from, path, name, NULL, copy->cancellable, &error) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Gives the object that was read back its place, also that of a damaged one. */
static gboolean
settle (const char *new_path, const char *to_path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to_path);

  if (!rem_durable_file_make_folder (folder, error))
    return FALSE;
  if (g_rename (new_path, to_path) == 0)
    return rem_durable_file_sync_folder (folder, error);
  rem_durable_file_set_error (error, errno, "Copying an object");
  return FALSE;
}

/* Copies the object from one place, if it is whole there and arrives so; fails only when the whole
 * run must end. Until it was read back what is at @to_path stays. */
static gboolean
copy_file (RemCopy *copy,
           RemAttachment *attachment,
           const char *from_path,
           const char *to_path,
           gboolean *whole_out,
           GError **error)
{
  const char *name = rem_attachment_get_object_name (attachment);
  g_autofree char *new_name = g_strconcat (REM_OBJECT_NEW_PREFIX, name, NULL);
  g_autofree char *new_path = g_build_filename (copy->place, "objects", new_name, NULL);
  g_autoptr (GError) local = NULL;

  g_unlink (new_path);
  if (!rem_durable_file_copy (from_path, new_path, copy->cancellable, &local))
    {
      if (!g_error_matches (local, REM_BOX_ERROR, REM_BOX_ERROR_IO) ||
          !is_unreadable (copy, from_path, name))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      return TRUE;
    }
  if (rem_object_store_verify_file (copy->to, new_path, name, rem_attachment_get_sum (attachment),
                                    copy->cancellable, &local))
    *whole_out = settle (new_path, to_path, &local);
  if (*whole_out)
    return TRUE;
  g_unlink (new_path);
  if (is_object_error (local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Where the object may lie: the box, its trash, and other folders of the same box. */
static GPtrArray *
list_places (RemCopy *copy, const char *name)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  char *own = rem_object_store_build_path (copy->from, name);
  char folder[3] = { 0 };

  if (own == NULL)
    return paths;
  memcpy (folder, name, 2);
  g_ptr_array_add (paths, own);
  g_ptr_array_add (paths, rem_object_store_build_trash_path (copy->from, name));
  for (guint i = 0; copy->others != NULL && i < copy->others->len; i++)
    {
      const char *other = g_ptr_array_index (copy->others, i);

      g_ptr_array_add (paths, g_build_filename (other, "objects", folder, name, NULL));
      g_ptr_array_add (paths, g_build_filename (other, "objects", "trash", name, NULL));
    }
  return paths;
}

/* Copies it from the first place that has it whole; fails only when the whole run must end. */
static gboolean
fetch (RemCopy *copy,
       RemAttachment *attachment,
       const char *to_path,
       gboolean *whole_out,
       GError **error)
{
  const char *name = rem_attachment_get_object_name (attachment);
  g_autoptr (GPtrArray) places = list_places (copy, name);

  for (guint i = 0; i < places->len && !*whole_out; i++)
    {
      const char *from_path = g_ptr_array_index (places, i);

      if (measure (from_path) >= 0 &&
          !copy_file (copy, attachment, from_path, to_path, whole_out, error))
        return FALSE;
    }
  return TRUE;
}

/* Leaves in @whole_out whether the copy has the object; fails only when the whole run must end. */
static gboolean
bring (RemCopy *copy, RemAttachment *attachment, gboolean *whole_out, GError **error)
{
  const char *name = rem_attachment_get_object_name (attachment);
  g_autofree char *to_path = rem_object_store_build_path (copy->to, name);
  g_autoptr (GError) local = NULL;

  *whole_out = FALSE;
  if (to_path == NULL)
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

  if (!fetch (copy, attachment, to_path, whole_out, error))
    return FALSE;
  if (*whole_out)
    copy->report->n_new_objects++;
  if (*whole_out && copy->expected != NULL && g_hash_table_contains (copy->expected, name))
    copy->n_mended++;
  return TRUE;
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
