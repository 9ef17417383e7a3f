/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: BOX/snapshots
 *
 *   2026-11-25.db                   the first state of that day
 *   2026-11-25-091500-upgrade.db    before an upgrade; so too -merge and -return; UTC
 *   copy-2026-11-25-091500-01.db    in a copy (rem-copy-folder.c); so too own-
 *   new-XXXX.db                     being written; removed when the box is opened
 *
 * Each is a whole database with its key region, sealed like box.db and under the same keys: put in
 * the place of box.db it is the box of that day. What is kept: seven daily ones, then one a week
 * for four weeks, three of each of the others, and all together not more than a limit; the newest
 * is never removed. What a copy keeps is its own affair. */

#include "config.h"

#include "rem-snapshot-folder.h"

#include "rem-box-error.h"
#include "rem-durable-file.h"
#include "rem-key-region.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define N_DAILY  7
#define N_WEEKLY 4
#define N_OTHERS 3

#define NEW_PREFIX "new-"

static const char *const nicks[] = {
  [REM_SNAPSHOT_DAILY] = "daily", [REM_SNAPSHOT_UPGRADE] = "upgrade",
  [REM_SNAPSHOT_MERGE] = "merge", [REM_SNAPSHOT_RETURN] = "return",
  [REM_SNAPSHOT_COPY] = "copy",   [REM_SNAPSHOT_OWN] = "own",
};

/**
 * rem_snapshot_kind_to_nick:
 * @kind: why a state was kept
 *
 * Returns: its name for scripts
 */
const char *
rem_snapshot_kind_to_nick (RemSnapshotKind kind)
{
  return nicks[kind];
}

/**
 * rem_snapshot_free:
 * @self: (transfer full): a snapshot
 */
void
rem_snapshot_free (RemSnapshot *self)
{
  g_free (self->name);
  g_free (self);
}

/**
 * rem_snapshot_folder_build_path:
 * @box_path: a box
 * @name: the name of a snapshot
 *
 * Returns: (transfer full): where it lies
 */
char *
rem_snapshot_folder_build_path (const char *box_path, const char *name)
{
  return g_build_filename (box_path, "snapshots", name, NULL);
}

/**
 * rem_snapshot_folder_build_name:
 * @kind: daily, upgrade, merge or return
 * @today: the day
 * @now_us: the instant, microseconds since 1970 UTC
 *
 * Returns: (transfer full): what a snapshot of now is called
 */
char *
rem_snapshot_folder_build_name (RemSnapshotKind kind, RemDate today, gint64 now_us)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (instant, "%Y-%m-%d-%H%M%S");

  if (kind == REM_SNAPSHOT_DAILY)
    return g_strdup_printf ("%04d-%02d-%02d.db", today.year, today.month, today.day);
  return g_strdup_printf ("%s-%s.db", time, nicks[kind]);
}

/* Of when a file is, by its name; FALSE if it is not a snapshot. */
static gboolean
parse_name (const char *name, RemSnapshotKind *kind_out, gint64 *created_us_out)
{
  const char *rest = name;
  int year = 0, month = 0, day = 0, time = 0;
  int n = 0;
  RemSnapshotKind kind = REM_SNAPSHOT_DAILY;
  g_autoptr (GDateTime) instant = NULL;

  if (g_str_has_prefix (name, "copy-"))
    kind = REM_SNAPSHOT_COPY;
  else if (g_str_has_prefix (name, "own-"))
    kind = REM_SNAPSHOT_OWN;
  if (kind != REM_SNAPSHOT_DAILY)
    rest = strchr (name, '-') + 1;
  if (sscanf (rest, "%4d-%2d-%2d%n", &year, &month, &day, &n) != 3 || n != 10)
    return FALSE;
  rest += n;
  n = 0;
  if (sscanf (rest, "-%6d%n", &time, &n) == 1 && n == 7)
    rest += n;
  else if (kind != REM_SNAPSHOT_DAILY)
    return FALSE;
  for (RemSnapshotKind i = REM_SNAPSHOT_UPGRADE; n == 7 && i <= REM_SNAPSHOT_RETURN; i++)
    {
      if (*rest == '-' && g_str_has_prefix (rest + 1, nicks[i]) && kind == REM_SNAPSHOT_DAILY)
        {
          kind = i;
          rest += 1 + strlen (nicks[i]);
        }
    }
  if (kind == REM_SNAPSHOT_COPY || kind == REM_SNAPSHOT_OWN)
    {
      int number = 0;

      n = 0;
      if (sscanf (rest, "-%2d%n", &number, &n) != 1)
        return FALSE;
      rest += n;
    }
  if (strcmp (rest, ".db") != 0 || (kind == REM_SNAPSHOT_DAILY && strlen (name) != 13))
    return FALSE;
  instant = g_date_time_new_utc (year, month, day, time / 10000, time / 100 % 100, time % 100);
  if (instant == NULL)
    return FALSE;
  *kind_out = kind;
  *created_us_out = g_date_time_to_unix (instant) * G_USEC_PER_SEC;
  return TRUE;
}

static int
compare_snapshots (gconstpointer a, gconstpointer b)
{
  const RemSnapshot *left = *(RemSnapshot *const *) a;
  const RemSnapshot *right = *(RemSnapshot *const *) b;

  if (left->created_us != right->created_us)
    return left->created_us < right->created_us ? 1 : -1;
  return strcmp (right->name, left->name);
}

/**
 * rem_box_list_snapshots:
 * @box_path: a box, open or not, or a copy
 *
 * Reads the folder and opens nothing. Any thread, though never the main one.
 *
 * Returns: (transfer full) (element-type RemSnapshot): the earlier states, the newest first
 */
GPtrArray *
rem_box_list_snapshots (const char *box_path)
{
  g_autofree char *folder = g_build_filename (box_path, "snapshots", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) rem_snapshot_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      RemSnapshotKind kind;
      gint64 created_us;
      RemSnapshot *snapshot;
      GStatBuf status;

      if (!parse_name (name, &kind, &created_us) || g_lstat (path, &status) != 0 ||
          !S_ISREG (status.st_mode))
        continue;
      snapshot = g_new0 (RemSnapshot, 1);
      snapshot->name = g_strdup (name);
      snapshot->kind = kind;
      snapshot->created_us = created_us;
      snapshot->size_bytes = (guint64) status.st_size;
      g_ptr_array_add (snapshots, snapshot);
    }
  g_ptr_array_sort (snapshots, compare_snapshots);
  return snapshots;
}

/**
 * rem_snapshot_folder_remove_leftovers:
 * @box_path: a box that is being opened, whose lock is held
 *
 * Removes snapshots that were being written when the program ended.
 */
void
rem_snapshot_folder_remove_leftovers (const char *box_path)
{
  g_autofree char *folder = g_build_filename (box_path, "snapshots", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, NEW_PREFIX))
        g_unlink (path);
    }
}

/**
 * rem_snapshot_folder_begin:
 * @box_path: a box whose lock is held
 * @head: the key region, both copies
 * @error: return location for an error
 *
 * Makes the file of a snapshot under another name, with its key region.
 *
 * Returns: (transfer full): the file; fails with an error of the disk
 */
char *
rem_snapshot_folder_begin (const char *box_path, const guint8 *head, GError **error)
{
  g_autofree char *folder = g_build_filename (box_path, "snapshots", NULL);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (NEW_PREFIX, uuid, ".db", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!rem_durable_file_make_folder (folder, error))
    return NULL;
  if (!rem_durable_file_create (path, head, REM_KEY_REGION_SIZE, error))
    return NULL;
  return g_steal_pointer (&path);
}

/**
 * rem_snapshot_folder_abandon:
 * @new_path: what rem_snapshot_folder_begin() returned
 *
 * Removes a snapshot that was not finished.
 */
void
rem_snapshot_folder_abandon (const char *new_path)
{
  g_autofree char *log = g_strconcat (new_path, "-wal", NULL);

  g_unlink (log);
  g_unlink (new_path);
}

/**
 * rem_snapshot_folder_finish:
 * @box_path: the box
 * @new_path: what rem_snapshot_folder_begin() returned, verified and synced
 * @name: what it is to be called
 * @error: return location for an error
 *
 * Gives a snapshot its name. Of two of one day the earlier stays.
 *
 * Returns: (transfer full): its name; fails with an error of the disk, having removed it
 */
char *
rem_snapshot_folder_finish (const char *box_path,
                            const char *new_path,
                            const char *name,
                            GError **error)
{
  g_autofree char *folder = g_build_filename (box_path, "snapshots", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    rem_snapshot_folder_abandon (new_path);
  else if (g_rename (new_path, path) != 0)
    {
      rem_durable_file_set_error (error, errno, "Naming a snapshot");
      rem_snapshot_folder_abandon (new_path);
      return NULL;
    }
  if (!rem_durable_file_sync_folder (folder, error))
    return NULL;
  return g_strdup (name);
}

/**
 * rem_snapshot_folder_find:
 * @box_path: a box
 * @name: the name of a snapshot, from outside
 * @error: return location for an error
 *
 * Returns: (transfer full): where it lies; fails with %REM_BOX_ERROR_NOT_FOUND
 */
char *
rem_snapshot_folder_find (const char *box_path, const char *name, GError **error)
{
  g_autoptr (GPtrArray) snapshots = rem_box_list_snapshots (box_path);

  for (guint i = 0; i < snapshots->len; i++)
    {
      const RemSnapshot *snapshot = g_ptr_array_index (snapshots, i);

      if (strcmp (snapshot->name, name) == 0)
        return rem_snapshot_folder_build_path (box_path, name);
    }
  g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "No such earlier state");
  return NULL;
}

static gint64
get_week (const RemSnapshot *snapshot)
{
  g_autoptr (GDateTime) instant =
      g_date_time_new_from_unix_utc (snapshot->created_us / G_USEC_PER_SEC);

  return g_date_time_get_week_numbering_year (instant) * 100 +
         g_date_time_get_week_of_year (instant);
}

/* Whether the one at hand is to stay; they come newest first. */
static gboolean
is_wanted (const RemSnapshot *snapshot, guint *n_of_kind, gint64 *last_week, guint *n_weeks)
{
  switch (snapshot->kind)
    {
    case REM_SNAPSHOT_DAILY:
      if (++n_of_kind[REM_SNAPSHOT_DAILY] <= N_DAILY)
        {
          *last_week = get_week (snapshot);
          return TRUE;
        }
      if (get_week (snapshot) == *last_week || *n_weeks == N_WEEKLY)
        return FALSE;
      *last_week = get_week (snapshot);
      *n_weeks += 1;
      return TRUE;
    case REM_SNAPSHOT_UPGRADE:
    case REM_SNAPSHOT_MERGE:
    case REM_SNAPSHOT_RETURN:
      return ++n_of_kind[snapshot->kind] <= N_OTHERS;
    case REM_SNAPSHOT_COPY:
    case REM_SNAPSHOT_OWN:
    default:
      return TRUE;
    }
}

/**
 * rem_snapshot_folder_prune:
 * @box_path: a box whose lock is held
 * @limit_bytes: what all of them together may take
 *
 * Removes the earlier states that are not to be kept any longer.
 */
void
rem_snapshot_folder_prune (const char *box_path, guint64 limit_bytes)
{
  g_autoptr (GPtrArray) snapshots = rem_box_list_snapshots (box_path);
  guint n_of_kind[G_N_ELEMENTS (nicks)] = { 0 };
  gint64 last_week = 0;
  guint n_weeks = 0;
  guint64 total = 0;

  for (guint i = 0; i < snapshots->len; i++)
    {
      const RemSnapshot *snapshot = g_ptr_array_index (snapshots, i);
      g_autofree char *path = rem_snapshot_folder_build_path (box_path, snapshot->name);
      gboolean is_copys = snapshot->kind == REM_SNAPSHOT_COPY || snapshot->kind == REM_SNAPSHOT_OWN;

      if (!is_copys && (!is_wanted (snapshot, n_of_kind, &last_week, &n_weeks) ||
                        (i > 0 && total + snapshot->size_bytes > limit_bytes)))
        g_unlink (path);
      else
        total += snapshot->size_bytes;
    }
}

/**
 * rem_snapshot_folder_clear:
 * @box_path: a box's folder
 * @error: return location for an error
 *
 * Removes every earlier state. Any thread.
 *
 * Returns: %TRUE if none is left; fails with an error of the disk
 */
gboolean
rem_snapshot_folder_clear (const char *box_path, GError **error)
{
  g_autofree char *folder = g_build_filename (box_path, "snapshots", NULL);
  g_autoptr (GPtrArray) snapshots = rem_box_list_snapshots (box_path);

  for (guint i = 0; i < snapshots->len; i++)
    {
      const RemSnapshot *snapshot = g_ptr_array_index (snapshots, i);
      g_autofree char *path = rem_snapshot_folder_build_path (box_path, snapshot->name);

      if (g_unlink (path) != 0)
        {
          rem_durable_file_set_error (error, errno, "Removing a snapshot");
          return FALSE;
        }
    }
  return snapshots->len == 0 || rem_durable_file_sync_folder (folder, error);
}
