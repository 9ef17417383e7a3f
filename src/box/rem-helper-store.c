/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-helper-store.h"

#include "rem-box-error.h"
#include "rem-database-private.h"
#include "rem-links-private.h"

/**
 * rem_helper_store_put:
 * @database: the connection
 * @helper: who or what
 * @modified_us: now, microseconds since 1970 UTC
 * @error: return location for an error
 *
 * Inserts @helper, or puts its words in the place of those with that uuid. Worker thread, inside a
 * transaction.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_helper_store_put (RemDatabase *database, RemHelper *helper, gint64 modified_us, GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "INSERT INTO helper (uuid, kind, name, how, phone, created_us, modified_us, removed_us)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)"
      " ON CONFLICT (uuid) DO UPDATE SET name = excluded.name, how = excluded.how,"
      " phone = excluded.phone, modified_us = excluded.modified_us",
      error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, rem_helper_get_uuid (helper));
  rem_statement_bind_int64 (statement, 2, rem_helper_get_kind (helper));
  rem_statement_bind_text (statement, 3, rem_helper_get_name (helper));
  rem_statement_bind_text (statement, 4, rem_helper_get_how (helper));
  rem_statement_bind_text (statement, 5, rem_helper_get_phone (helper));
  rem_statement_bind_int64 (statement, 6, rem_helper_get_created_us (helper));
  rem_statement_bind_int64 (statement, 7, modified_us);
  return rem_statement_finish (statement, error);
}

/**
 * rem_helper_store_set_removed:
 * @database: the connection
 * @uuid: which
 * @removed_us: when it was removed, microseconds since 1970 UTC, or 0 to bring it back
 * @error: return location for an error
 *
 * Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if there is none, else as
 *   rem_database_set_error() says
 */
gboolean
rem_helper_store_set_removed (RemDatabase *database,
                              const char *uuid,
                              gint64 removed_us,
                              GError **error)
{
  return rem_links_change (database, "UPDATE helper SET removed_us = ?2 WHERE uuid = ?1", uuid,
                           removed_us, "no such helper", error);
}

/**
 * rem_helper_store_list:
 * @database: the connection
 * @kind: who or what
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full) (element-type RemHelper): those of that kind, in the order in which they
 *   were written down; fails as rem_database_set_error() says
 */
GPtrArray *
rem_helper_store_list (RemDatabase *database, RemHelperKind kind, GError **error)
{
  g_autoptr (GPtrArray) helpers =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_helper_unref);
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database,
                            "SELECT uuid, created_us, name, how, phone FROM helper"
                            " WHERE kind = ?1 AND removed_us = 0 ORDER BY created_us, id",
                            error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_int64 (statement, 1, kind);
  while (TRUE)
    {
      g_autoptr (RemHelper) empty = NULL;

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&helpers);
      empty = rem_helper_new (kind, rem_statement_get_text (statement, 0),
                              rem_statement_get_int64 (statement, 1));
      g_ptr_array_add (helpers, rem_helper_with (empty, rem_statement_get_text (statement, 2),
                                                 rem_statement_get_text (statement, 3),
                                                 rem_statement_get_text (statement, 4)));
    }
}
