/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-search-index.h"

#include "rem-box-error.h"
#include "rem-database-private.h"

/**
 * rem_search_index_is_whole:
 * @database: the connection
 * @whole_out: (out): whether the index says what the keepsakes say
 * @error: return location for an error
 *
 * Reads everything that can be searched. Worker thread.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_search_index_is_whole (RemDatabase *database, gboolean *whole_out, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  /* FTS5 is asked by writing to it. */
  *whole_out =
      rem_database_is_read_only (database) ||
      rem_database_run (database, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)",
                        &local_error);
  if (!*whole_out && !g_error_matches (local_error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/**
 * rem_search_index_mend:
 * @database: the connection
 * @error: return location for an error
 *
 * Builds the index again from the keepsakes if it is not whole; nothing but the index is touched.
 * Worker thread, outside a transaction.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_search_index_mend (RemDatabase *database, GError **error)
{
  gboolean whole;

  return rem_search_index_is_whole (database, &whole, error) &&
         (whole ||
          rem_database_run (database, "INSERT INTO search (search) VALUES ('rebuild')", error));
}
