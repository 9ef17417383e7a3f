/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rem-box-error.h"
#include "rem-durable-file.h"

/* The box is a folder (box.md, section 1). A new one is built whole under another name beside its
 * place and then renamed, so that it is there completely or not at all. */

/**
 * rem_box_folder_build_database_path:
 * @box_path: a box
 *
 * Returns: (transfer full): where its database lies
 */
char *
rem_box_folder_build_database_path (const char *box_path)
{
  return g_build_filename (box_path, "box.db", NULL);
}

/**
 * rem_box_folder_probe:
 * @box_path: a place
 * @error: return location for an error
 *
 * Looks at the place without opening anything.
 *
 * Returns: %TRUE if it looks like a box. Fails with %REM_BOX_ERROR_NOT_FOUND if nothing is there,
 *   %REM_BOX_ERROR_NOT_A_BOX if it is something else
 */
gboolean
rem_box_folder_probe (const char *box_path, GError **error)
{
  g_autofree char *database = rem_box_folder_build_database_path (box_path);

  if (!g_file_test (box_path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "no box at that place");
      return FALSE;
    }
  if (!g_file_test (box_path, G_FILE_TEST_IS_DIR) ||
      !g_file_test (database, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_A_BOX, "no database at that place");
      return FALSE;
    }
  return TRUE;
}

/**
 * rem_box_folder_begin:
 * @box_path: where the box will be
 * @error: return location for an error
 *
 * Makes the folders of a new box under another name beside @box_path.
 *
 * Returns: (transfer full): that name; fails with %REM_BOX_ERROR_EXISTS if something is at
 *   @box_path, %REM_BOX_ERROR_DISK_FULL, %REM_BOX_ERROR_READ_ONLY or %REM_BOX_ERROR_IO
 */
char *
rem_box_folder_begin (const char *box_path, GError **error)
{
  static const char *const folders[] = { "objects", "objects/trash", "snapshots" };
  static const char *const marks[] = { ".nomedia", ".trackerignore" };
  g_autofree char *parent = g_path_get_dirname (box_path);
  g_autofree char *temporary = g_build_filename (parent, ".remember-new-XXXXXX", NULL);

  if (g_file_test (box_path, G_FILE_TEST_EXISTS))
    {
      rem_durable_file_set_error (error, EEXIST, "making a new box");
      return NULL;
    }
  if (g_mkdir_with_parents (parent, 0700) != 0 || g_mkdtemp_full (temporary, 0700) == NULL)
    {
      rem_durable_file_set_error (error, errno, "making a folder for the box");
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (temporary, folders[i], NULL);

      if (!rem_durable_file_make_folder (folder, error))
        {
          rem_box_folder_abandon (temporary);
          return NULL;
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *mark = g_build_filename (temporary, marks[i], NULL);

      if (!rem_durable_file_create (mark, "", 0, error))
        {
          rem_box_folder_abandon (temporary);
          return NULL;
        }
    }
  return g_steal_pointer (&temporary);
}

/**
 * rem_box_folder_finish:
 * @temporary: what rem_box_folder_begin() returned, complete and closed
 * @box_path: where the box will be
 * @error: return location for an error
 *
 * Puts the new box in its place, for good when this returns. Never over anything.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_EXISTS if something came to @box_path in the
 *   meantime, else as rem_box_folder_begin() does
 */
gboolean
rem_box_folder_finish (const char *temporary, const char *box_path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (box_path);

  if (!rem_durable_file_sync_folder (temporary, error))
    return FALSE;
  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, box_path, RENAME_NOREPLACE) != 0)
    {
      /* A file system without RENAME_NOREPLACE: a folder is never renamed over a full one. */
      if (errno != EINVAL || rename (temporary, box_path) != 0)
        {
          rem_durable_file_set_error (error, errno, "putting the new box in its place");
          return FALSE;
        }
    }
  return rem_durable_file_sync_folder (parent, error);
}

/* Folders that this program made itself, under a name that nobody else knows. */
static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_unlink (child) != 0)
        remove_tree (child);
    }
  g_rmdir (path);
}

/**
 * rem_box_folder_abandon:
 * @temporary: what rem_box_folder_begin() returned
 *
 * Removes a box that could not be finished. It has never held anything that is not elsewhere.
 */
void
rem_box_folder_abandon (const char *temporary)
{
  remove_tree (temporary);
}

/**
 * rem_box_folder_remove_incoming:
 * @box_path: a box whose lock is held
 *
 * Removes the private copy of another box, when the program ended while it was being brought in.
 */
void
rem_box_folder_remove_incoming (const char *box_path)
{
  g_autofree char *path = g_build_filename (box_path, "incoming", NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    remove_tree (path);
}

/**
 * rem_box_folder_is_read_only:
 * @box_path: the folder of a box
 *
 * Returns: %TRUE if nothing can be written there: a medium that is protected, or a folder or a
 *   database that belongs to somebody else
 */
gboolean
rem_box_folder_is_read_only (const char *box_path)
{
  g_autofree char *database = rem_box_folder_build_database_path (box_path);

  return (g_access (box_path, W_OK) != 0 || g_access (database, W_OK) != 0) &&
         (errno == EROFS || errno == EACCES || errno == EPERM);
}

static gboolean
exchange (const char *new_path, const char *box_path, const char *aside_path)
{
  /* At no moment is there nothing at the place of the box. */
  if (renameat2 (AT_FDCWD, new_path, AT_FDCWD, box_path, RENAME_EXCHANGE) == 0)
    return renameat2 (AT_FDCWD, new_path, AT_FDCWD, aside_path, RENAME_NOREPLACE) == 0;
  /* A file system without that: one after the other. */
  if (errno != EINVAL || rename (box_path, aside_path) != 0)
    return FALSE;
  if (rename (new_path, box_path) == 0)
    return TRUE;
  if (rename (aside_path, box_path) != 0)
    g_warning ("A box could not be given its name again");
  return FALSE;
}

/**
 * rem_box_folder_exchange:
 * @new_path: a new box
 * @box_path: the place of another one beside it
 * @aside_path: where nothing is yet, beside them
 * @error: return location for an error
 *
 * Puts the new box in the place of the other, which is put aside and not changed. Any thread.
 *
 * Returns: %TRUE on success; fails with an error of the disk
 */
gboolean
rem_box_folder_exchange (const char *new_path,
                         const char *box_path,
                         const char *aside_path,
                         GError **error)
{
  g_autofree char *parent = g_path_get_dirname (box_path);

  if (exchange (new_path, box_path, aside_path))
    return rem_durable_file_sync_folder (parent, error);
  rem_durable_file_set_error (error, errno, "exchanging two boxes");
  return FALSE;
}

/**
 * rem_box_folder_is_same:
 * @a: a place
 * @b: another
 *
 * Returns: %TRUE if both are one folder
 */
gboolean
rem_box_folder_is_same (const char *a, const char *b)
{
  GStatBuf left;
  GStatBuf right;

  return g_stat (a, &left) == 0 && g_stat (b, &right) == 0 && left.st_dev == right.st_dev &&
         left.st_ino == right.st_ino;
}

/**
 * rem_box_folder_has_log:
 * @box_path: a box that is not open
 *
 * Returns: %TRUE if a write-ahead log with content is there: the box was not closed in peace
 */
gboolean
rem_box_folder_has_log (const char *box_path)
{
  g_autofree char *path = g_build_filename (box_path, "box.db-wal", NULL);
  GStatBuf status;

  return g_stat (path, &status) == 0 && status.st_size > 0;
}

/**
 * rem_box_folder_put_log_aside:
 * @box_path: an open box whose log is damaged, before anything is written to it
 * @error: return location for an error
 *
 * Copies the sealed log to box.db-wal.damaged, or to the next free name with a number after it.
 *
 * Returns: %TRUE when the copy is on the disk; fails with an error of the disk
 */
gboolean
rem_box_folder_put_log_aside (const char *box_path, GError **error)
{
  g_autofree char *log = g_build_filename (box_path, "box.db-wal", NULL);
  g_autofree char *aside = g_strconcat (log, ".damaged", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%u", log, i);
    }
  if (!g_file_get_contents (log, &bytes, &size, NULL))
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO, "reading the damaged log");
      return FALSE;
    }
  return rem_durable_file_create (aside, bytes, size, error);
}

static void
measure_objects (const char *path, RemBoxSummary *summary)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      GStatBuf status;

      if (g_lstat (child, &status) != 0)
        continue;
      if (S_ISDIR (status.st_mode) && strcmp (name, "trash") != 0)
        measure_objects (child, summary);
      else if (S_ISREG (status.st_mode))
        {
          summary->n_objects++;
          summary->object_bytes += (guint64) status.st_size;
        }
    }
}

/**
 * rem_box_folder_measure:
 * @box_path: a box
 * @summary: takes the sizes of the database and of the objects that are not in the trash
 */
void
rem_box_folder_measure (const char *box_path, RemBoxSummary *summary)
{
  static const char *const names[] = { "box.db", "box.db-wal" };
  g_autofree char *objects = g_build_filename (box_path, "objects", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (box_path, names[i], NULL);
      GStatBuf status;

      if (g_stat (path, &status) == 0)
        summary->database_bytes += (guint64) status.st_size;
    }
  measure_objects (objects, summary);
}
