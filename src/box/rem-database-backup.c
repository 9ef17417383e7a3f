/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A copy of a whole database at one moment, made in many small steps. Between two of them the
 * connection is free for other requests: SQLite takes what they write over into the copy. Whatever
 * happens to the source meanwhile, a rollback or a closing, the copy is then made again from its
 * beginning, or given up.
 *
 * The target is a file that nobody misses yet, so its journal is in memory and nothing is synced on
 * the way; whoever asked for it syncs the file at the end, on a thread that may wait. */

#include "config.h"

#include "rem-database-private.h"

#include "rem-box-error.h"

/* How many pages are copied while others wait: a few milliseconds. */
#define PAGES_A_STEP 64

struct _RemBackup
{
  RemDatabase *source; /* (nullable): it was closed */
  RemDatabase *target;
  sqlite3_backup *handle;
};

/**
 * rem_backup_begin:
 * @source: a database
 * @path: an absolute path of a file that holds only a key region
 * @vfs: a VFS of the same box
 * @error: return location for an error
 *
 * Both sides have pages of the same size and reserve (any other would be refused by the VFS), and
 * each seals and opens its own. The calling thread owns both.
 *
 * Returns: (transfer full): a backup, to be ended on the same thread; fails as
 *   rem_database_set_error() says
 */
RemBackup *
rem_backup_begin (RemDatabase *source, const char *path, RemVfs *vfs, GError **error)
{
  RemBackup *self = g_new0 (RemBackup, 1);

  self->target = rem_database_create_unsynced (path, vfs, error);
  if (self->target != NULL)
    {
      sqlite3 *to = rem_database_get_connection (self->target);

      self->handle = sqlite3_backup_init (to, "main", rem_database_get_connection (source), "main");
      if (self->handle != NULL)
        {
          self->source = source;
          rem_database_hold_backup (source, self);
          return self;
        }
      rem_database_set_error (self->target, sqlite3_extended_errcode (to), "back up", error);
      rem_database_close (self->target, NULL);
    }
  g_free (self);
  return NULL;
}

/**
 * rem_backup_step:
 * @self: a backup that is not done
 * @done_out: (out): whether everything is copied
 * @error: return location for an error
 *
 * Copies a few pages. Owning thread.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_CLOSED if the source was closed since, else
 *   as rem_database_set_error() says
 */
gboolean
rem_backup_step (RemBackup *self, gboolean *done_out, GError **error)
{
  int code;

  if (self->source == NULL)
    {
      g_set_error_literal (error, REM_BOX_ERROR, REM_BOX_ERROR_CLOSED, "The source was closed");
      return FALSE;
    }
  code = sqlite3_backup_step (self->handle, PAGES_A_STEP);
  if (code != SQLITE_OK && code != SQLITE_DONE)
    return rem_database_set_error (self->target, code, "back up", error);
  *done_out = code == SQLITE_DONE;
  return TRUE;
}

/**
 * rem_backup_detach:
 * @self: a backup whose source is being closed
 *
 * Lets go of the source. Owning thread.
 */
void
rem_backup_detach (RemBackup *self)
{
  sqlite3_backup_finish (self->handle);
  self->handle = NULL;
  self->source = NULL;
}

/**
 * rem_backup_end:
 * @self: (transfer full): a backup
 * @error: return location for an error
 *
 * Ends it, done or not, and closes the target. Owning thread.
 *
 * Returns: %TRUE if the target is closed and holds all of the source, though not on the disk yet
 */
gboolean
rem_backup_end (RemBackup *self, GError **error)
{
  RemDatabase *target = self->target;
  int code = SQLITE_OK;

  if (self->source != NULL)
    {
      rem_database_drop_backup (self->source, self);
      code = sqlite3_backup_finish (self->handle);
    }
  g_free (self);
  if (code != SQLITE_OK)
    {
      rem_database_set_error (target, code, "back up", error);
      rem_database_close (target, NULL);
      return FALSE;
    }
  return rem_database_close (target, error);
}

/**
 * rem_database_back_up:
 * @self: a database
 * @path: an absolute path of a file that holds only a key region
 * @vfs: a VFS of the same box
 * @error: return location for an error
 *
 * Makes the whole copy at once: for who owns the connection and has nothing else to do. The calling
 * thread owns it.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_database_back_up (RemDatabase *self, const char *path, RemVfs *vfs, GError **error)
{
  RemBackup *backup = rem_backup_begin (self, path, vfs, error);
  gboolean done = FALSE;

  if (backup == NULL)
    return FALSE;
  while (!done)
    {
      if (!rem_backup_step (backup, &done, error))
        {
          rem_backup_end (backup, NULL);
          return FALSE;
        }
    }
  return rem_backup_end (backup, error);
}

/**
 * rem_database_replace:
 * @self: an open database with its log, outside a transaction
 * @earlier: another database of the same box
 * @error: return location for an error
 *
 * Makes @self hold what @earlier holds, in one transaction of its own. The calling thread owns
 * both;
 * @self is to be opened anew after it.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says, and then @self is as it was
 */
gboolean
rem_database_replace (RemDatabase *self, RemDatabase *earlier, GError **error)
{
  sqlite3 *to = rem_database_get_connection (self);
  sqlite3_backup *backup =
      sqlite3_backup_init (to, "main", rem_database_get_connection (earlier), "main");
  int code;

  if (backup == NULL)
    return rem_database_set_error (self, sqlite3_extended_errcode (to), "replace", error);
  sqlite3_backup_step (backup, -1);
  code = sqlite3_backup_finish (backup);
  return code == SQLITE_OK || rem_database_set_error (self, code, "replace", error);
}
