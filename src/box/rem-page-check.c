/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-page-check.h"

#include "rem-box-error.h"
#include "rem-database-private.h"

/**
 * rem_page_check:
 * @database: the connection
 * @quick: whether to leave out the comparison of the indexes with the tables
 * @error: return location for an error
 *
 * Reads every page that holds something. Owning thread.
 *
 * Returns: %TRUE if the pages are whole; fails with %REM_BOX_ERROR_DAMAGED if not, else as
 *   rem_database_set_error() says
 */
gboolean
rem_page_check (RemDatabase *database, gboolean quick, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database, quick ? "PRAGMA quick_check(1)" : "PRAGMA integrity_check(1)",
                            error);
  gboolean row = FALSE;

  if (statement == NULL || !rem_statement_step (statement, &row, error))
    return FALSE;
  if (row && g_strcmp0 (rem_statement_get_text (statement, 0), "ok") == 0)
    return TRUE;
  g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED, "the pages do not fit together");
  return FALSE;
}
