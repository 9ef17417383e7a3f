/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: the folder of a copy, which is a box by itself
 *
 * It has what a box has, and further
 *
 *   manifest                       what was read back (rem-copy-manifest.c)
 *   snapshots/copy-DATE.db         the two states before this one
 *   snapshots/own-DATE.db (-wal)   a state that this program did not write: somebody opened the
 *                                  copy as a box and wrote in it. Never removed
 *
 * The new state is written to box.db.new and read back there. Then the old one gets its second name
 * among the snapshots, and only then does the new one take its place, by rename: at every moment
 * there is a whole box.db, the old one or the new one.
 */

#include "config.h"

#include "rem-copy-private.h"

#include "rem-box-error.h"
#include "rem-box-folder.h"
#include "rem-copy-source.h"
#include "rem-database-private.h"
#include "rem-durable-file.h"
#include "rem-object-needs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The newest, and two before it. */
#define N_EARLIER 2

#define PIECE_BYTES (256 * 1024)

/**
 * rem_copy_folder_build_new_path:
 * @copy: a run
 *
 * Returns: (transfer full): where the new state of the database is written
 */
char *
rem_copy_folder_build_new_path (RemCopy *copy)
{
  return g_build_filename (copy->place, "box.db.new", NULL);
}

/**
 * rem_copy_folder_remove_new:
 * @copy: a run
 *
 * Removes a new state that was not finished.
 */
void
rem_copy_folder_remove_new (RemCopy *copy)
{
  g_autofree char *path = rem_copy_folder_build_new_path (copy);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  g_unlink (log);
  g_unlink (path);
}

/**
 * rem_copy_folder_check:
 * @copy: a run
 * @error: return location for an error
 *
 * What is at the place must be an earlier copy of this box, or one that was cut off, or nothing.
 *
 * Returns: %TRUE if it is; else fails with %REM_BOX_ERROR_EXISTS
 */
gboolean
rem_copy_folder_check (RemCopy *copy, GError **error)
{
  g_autofree char *database = rem_box_folder_build_database_path (copy->place);
  g_autofree char *objects = g_build_filename (copy->place, "objects", NULL);
  g_autoptr (RemKeyRegion) region = NULL;

  if (!g_file_test (copy->place, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_file_test (database, G_FILE_TEST_IS_REGULAR))
    {
      region = rem_key_region_load (copy->place, NULL);
      if (region != NULL && memcmp (rem_key_region_get_uuid (region), copy->source->uuid,
                                    sizeof copy->source->uuid) == 0)
        return TRUE;
    }
  else if (!g_file_test (database, G_FILE_TEST_EXISTS) &&
           g_file_test (objects, G_FILE_TEST_IS_DIR) &&
           !g_file_test (objects, G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_EXISTS,
                       "Something else is at the place of the copy");
  return FALSE;
}

/**
 * rem_copy_folder_make:
 * @copy: a run
 * @error: return location for an error
 *
 * Makes the folders of a copy that are not there.
 *
 * Returns: %TRUE on success; fails with an error of the disk
 */
gboolean
rem_copy_folder_make (RemCopy *copy, GError **error)
{
  static const char *const folders[] = { "", "objects", "objects/trash", "snapshots" };
  static const char *const marks[] = { ".nomedia", ".trackerignore" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (copy->place, folders[i], NULL);
      gsize length = strlen (path);

      if (length > 1 && path[length - 1] == G_DIR_SEPARATOR)
        path[length - 1] = '\0';
      if (!rem_durable_file_make_folder (path, error))
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *path = g_build_filename (copy->place, marks[i], NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS) && !rem_durable_file_create (path, "", 0, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rem_copy_folder_prepare:
 * @copy: a run that holds the lock of the copy
 *
 * Removes what a run that was cut off left behind, and finds out what the last one read back.
 */
void
rem_copy_folder_prepare (RemCopy *copy)
{
  rem_copy_folder_remove_new (copy);
  rem_object_store_remove_leftovers (copy->to);
  copy->known =
      rem_copy_manifest_load (copy->place, copy->source->uuid, copy->source->copy_key, NULL);
}

static gboolean
sum_file (const char *path, guint8 *sum_out, GError **error)
{
  g_auto (RemFd) fd = rem_durable_file_open (path, O_RDONLY, error);
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  crypto_generichash_state state;
  gint64 offset = 0;
  gssize n;

  if (fd < 0)
    return FALSE;
  crypto_generichash_init (&state, NULL, 0, REM_COPY_MANIFEST_SUM_SIZE);
  do
    {
      n = rem_durable_file_read_at (fd, piece, PIECE_BYTES, offset, error);
      if (n < 0)
        return FALSE;
      crypto_generichash_update (&state, piece, (unsigned long long) n);
      offset += n;
    }
  while (n == PIECE_BYTES);
  crypto_generichash_final (&state, sum_out, REM_COPY_MANIFEST_SUM_SIZE);
  return TRUE;
}

/* A second name for a file, or a second file where the medium has no second names. */
static gboolean
give_second_name (const char *path, const char *second, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (second);
  g_autofree char *bytes = NULL;
  gsize size;

  if (link (path, second) == 0)
    return rem_durable_file_sync_folder (folder, error);
  if (!g_file_get_contents (path, &bytes, &size, NULL))
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO, "reading the earlier copy");
      return FALSE;
    }
  return rem_durable_file_create (second, bytes, size, error);
}

/* Somebody opened the copy as a box, and it was not closed in peace: what is in its log is written
 * back as at any opening. If that cannot be done the log is kept beside it. */
static void
settle_log (RemCopy *copy, const char *database_path)
{
  g_autoptr (RemVfs) vfs = NULL;
  RemDatabase *database;

  if (!rem_box_folder_has_log (copy->place))
    return;
  vfs = rem_copy_source_new_vfs (copy->source);
  database = rem_database_open (database_path, vfs, NULL);
  if (database != NULL)
    rem_database_close (database, NULL);
}

/* The state that is in the place now becomes an earlier one. */
static gboolean
keep_earlier (RemCopy *copy, const char *database_path, gint64 now_us, GError **error)
{
  g_autofree char *log = g_strconcat (database_path, "-wal", NULL);
  gboolean is_ours;
  guint8 sum[REM_COPY_MANIFEST_SUM_SIZE];
  g_autoptr (GDateTime) instant = NULL;
  g_autofree char *date = NULL;
  g_autofree char *second = NULL;

  if (!g_file_test (database_path, G_FILE_TEST_EXISTS))
    return TRUE;
  settle_log (copy, database_path);
  if (!sum_file (database_path, sum, error))
    return FALSE;
  is_ours = copy->known != NULL && !rem_box_folder_has_log (copy->place) &&
            memcmp (sum, copy->known->sum, sizeof sum) == 0;
  instant =
      g_date_time_new_from_unix_utc ((is_ours ? copy->known->created_us : now_us) / G_USEC_PER_SEC);
  date = g_date_time_format (instant, "%Y-%m-%d-%H%M%S");
  for (guint i = 1; second == NULL || g_file_test (second, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%s-%02u.db", is_ours ? "copy" : "own", date, i);

      g_free (second);
      second = g_build_filename (copy->place, "snapshots", name, NULL);
    }
  if (!give_second_name (database_path, second, error))
    return FALSE;
  if (rem_box_folder_has_log (copy->place))
    {
      g_autofree char *second_log = g_strconcat (second, "-wal", NULL);

      if (!give_second_name (log, second_log, error))
        return FALSE;
    }
  /* A log must never lie beside a database that is not its own. */
  g_unlink (log);
  return rem_durable_file_sync_folder (copy->place, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) b, *(char *const *) a);
}

/* Counts the earlier states, and removes the oldest of those that are only that. */
static void
remove_oldest (RemCopy *copy)
{
  g_autofree char *folder = g_build_filename (copy->place, "snapshots", NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  copy->report->n_generations = 1;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, "copy-") && g_str_has_suffix (name, ".db"))
        g_ptr_array_add (names, g_strdup (name));
      else if (g_str_has_prefix (name, "own-") && g_str_has_suffix (name, ".db"))
        copy->report->n_generations++;
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = N_EARLIER; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      g_unlink (path);
    }
  copy->report->n_generations += MIN (names->len, N_EARLIER);
}

static void
remove_if_not_needed (const char *name, const char *path, gpointer user_data)
{
  if (!g_hash_table_contains (user_data, name))
    g_unlink (path);
}

/* What none of the states that the copy keeps needs any more goes: a photo that was removed for
 * good in the box leaves the copy with the last state that knew it. When one of them cannot be
 * read, nothing goes. */
static void
remove_unneeded_objects (RemCopy *copy)
{
  g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter names;
  gpointer name;

  g_hash_table_iter_init (&names, copy->seen);
  while (g_hash_table_iter_next (&names, &name, NULL))
    g_hash_table_add (needed, g_strdup (name));
  if (!rem_object_needs_add_snapshots (needed, copy->place, copy->source, NULL))
    return;
  rem_object_needs_visit (copy->place, remove_if_not_needed, needed);
  rem_object_needs_visit_trash (copy->place, remove_if_not_needed, needed);
}

/**
 * rem_copy_folder_turn:
 * @copy: a run whose new state was read back
 * @now_us: the time, microseconds since 1970
 * @error: return location for an error
 *
 * Puts the new state in the place of the old one, which becomes an earlier one.
 *
 * Returns: %TRUE when it is on the medium; on failure the old state is in its place, or the new one
 */
gboolean
rem_copy_folder_turn (RemCopy *copy, gint64 now_us, GError **error)
{
  g_autofree char *database_path = rem_box_folder_build_database_path (copy->place);
  g_autofree char *new_path = rem_copy_folder_build_new_path (copy);
  g_autofree char *keys_path = g_build_filename (copy->place, "keys", NULL);
  g_autoptr (RemKeyRegion) region = NULL;

  if (!sum_file (new_path, copy->manifest->sum, error) ||
      !keep_earlier (copy, database_path, now_us, error))
    return FALSE;
  if (g_rename (new_path, database_path) != 0)
    {
      rem_durable_file_set_error (error, errno, "Putting the copy in its place");
      return FALSE;
    }
  if (!rem_durable_file_sync_folder (copy->place, error) ||
      !rem_durable_file_replace (keys_path, copy->source->head, REM_KEY_REGION_COPY_SIZE, error))
    return FALSE;
  region = rem_key_region_load (copy->place, error);
  if (region == NULL)
    return FALSE;
  if (!rem_key_region_is_whole (region))
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_IO, "The keys of the copy");
      return FALSE;
    }
  copy->manifest->created_us = now_us;
  if (!rem_copy_manifest_save (copy->manifest, copy->place, copy->source->uuid,
                               copy->source->copy_key, error))
    return FALSE;
  remove_oldest (copy);
  remove_unneeded_objects (copy);
  return TRUE;
}
