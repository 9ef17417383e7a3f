/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which sealed files a box, or a copy, still needs: those that a row of the database points to, and
 * those of every earlier state that is kept there. Who removes something asks here first, and
 * removes nothing when the answer is not certain. */

#include "config.h"

#include "rem-object-needs.h"

#include "rem-box-snapshot.h"
#include "rem-copy-source.h"
#include "rem-database-private.h"

#include <stdio.h>
#include <string.h>

/* Any schema has had this column since the first. */
static gboolean
add_rows (GHashTable *needed, RemDatabase *database, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database, "SELECT DISTINCT object FROM attachment", error);
  gboolean row = TRUE;

  while (statement != NULL && rem_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      g_hash_table_add (needed, g_strdup (rem_statement_get_text (statement, 0)));
    }
  return FALSE;
}

/**
 * rem_object_needs_add_database:
 * @needed: (element-type utf8): takes names of objects
 * @path: a database that nobody has open
 * @source: the keys of its box
 * @error: return location for an error
 *
 * Any thread but the main one.
 *
 * Returns: %TRUE if all of its rows were read
 */
gboolean
rem_object_needs_add_database (GHashTable *needed,
                               const char *path,
                               RemCopySource *source,
                               GError **error)
{
  g_autoptr (RemVfs) vfs = rem_copy_source_new_vfs (source);
  RemDatabase *database = rem_database_open (path, vfs, error);
  gboolean done;

  if (database == NULL)
    return FALSE;
  done = add_rows (needed, database, error);
  rem_database_close (database, NULL);
  return done;
}

/**
 * rem_object_needs_add_snapshots:
 * @needed: (element-type utf8): takes names of objects
 * @box_path: a box or a copy
 * @source: its keys
 * @error: return location for an error
 *
 * Any thread but the main one.
 *
 * Returns: %TRUE if every earlier state could be read
 */
gboolean
rem_object_needs_add_snapshots (GHashTable *needed,
                                const char *box_path,
                                RemCopySource *source,
                                GError **error)
{
  g_autoptr (GPtrArray) snapshots = rem_box_list_snapshots (box_path);

  for (guint i = 0; i < snapshots->len; i++)
    {
      const RemSnapshot *snapshot = g_ptr_array_index (snapshots, i);
      g_autofree char *path = g_build_filename (box_path, "snapshots", snapshot->name, NULL);

      if (!rem_object_needs_add_database (needed, path, source, error))
        return FALSE;
    }
  return TRUE;
}

static void
visit_folder (const char *folder, RemObjectVisitFunc func, gpointer user_data)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (strlen (name) == REM_OBJECT_NAME_LENGTH &&
          strspn (name, "0123456789abcdef") == REM_OBJECT_NAME_LENGTH &&
          g_file_test (path, G_FILE_TEST_IS_REGULAR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        func (name, path, user_data);
    }
}

/**
 * rem_object_needs_visit:
 * @box_path: a box or a copy
 * @func: told of each object but those in the trash
 * @user_data: for @func
 */
void
rem_object_needs_visit (const char *box_path, RemObjectVisitFunc func, gpointer user_data)
{
  for (guint i = 0; i < 256; i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s/objects/%02x", box_path, i);

      visit_folder (folder, func, user_data);
    }
}

/**
 * rem_object_needs_visit_trash:
 * @box_path: a box or a copy
 * @func: told of each object in the trash
 * @user_data: for @func
 */
void
rem_object_needs_visit_trash (const char *box_path, RemObjectVisitFunc func, gpointer user_data)
{
  g_autofree char *folder = g_build_filename (box_path, "objects", "trash", NULL);

  visit_folder (folder, func, user_data);
}
