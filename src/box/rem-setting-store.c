/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-setting-store.h"

#include "rem-database-private.h"

/**
 * rem_setting_store_get:
 * @database: the connection
 * @key: constant name of a setting
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full): the value, "" if it was never set; fails as rem_database_set_error()
 *   says
 */
char *
rem_setting_store_get (RemDatabase *database, const char *key, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database, "SELECT value FROM setting WHERE key = ?1", error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_text (statement, 1, key);
  if (!rem_statement_step (statement, &row, error))
    return NULL;
  return g_strdup (row ? rem_statement_get_text (statement, 0) : "");
}

/**
 * rem_setting_store_set:
 * @database: the connection
 * @key: constant name of a setting
 * @value: its value
 * @error: return location for an error
 *
 * Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_setting_store_set (RemDatabase *database, const char *key, const char *value, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database, "INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)",
                            error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, key);
  rem_statement_bind_text (statement, 2, value);
  return rem_statement_finish (statement, error);
}
