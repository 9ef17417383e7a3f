/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-database-private.h"

#include "rem-box-error.h"

/* How many pages are copied between two looks at the cancellable. */
#define PAGES_A_STEP 64

/**
 * rem_database_back_up:
 * @self: a database
 * @target: an empty database of rem_database_create(), over a VFS of the same box
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * Makes @target hold what @self holds at this moment. Both have pages of the same size and reserve
 * (any other would be refused by the VFS), and each side seals and opens its own pages. The calling
 * thread owns both.
 *
 * Returns: %TRUE on success; fails with %G_IO_ERROR_CANCELLED or as rem_database_set_error() says,
 *   and then @target holds nothing
 */
gboolean
rem_database_back_up (RemDatabase *self,
                      RemDatabase *target,
                      GCancellable *cancellable,
                      GError **error)
{
  sqlite3 *to = rem_database_get_connection (target);
  sqlite3_backup *backup =
      sqlite3_backup_init (to, "main", rem_database_get_connection (self), "main");
  int code = SQLITE_OK;

  if (backup == NULL)
    return rem_database_set_error (target, sqlite3_extended_errcode (to), "back up", error);
  while (code == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    code = sqlite3_backup_step (backup, PAGES_A_STEP);
  if (code == SQLITE_OK)
    {
      sqlite3_backup_finish (backup);
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return FALSE;
    }
  code = sqlite3_backup_finish (backup);
  return code == SQLITE_OK || rem_database_set_error (target, code, "back up", error);
}
