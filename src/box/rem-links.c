/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-links-private.h"

#include "rem-box-error.h"
#include "rem-database-private.h"

/* What the stores share: rows found by uuid, and the link tables between rows. The SQL is always a
 * constant of the store that asks. */

/**
 * rem_links_find:
 * @database: the connection
 * @sql: selects an id by a uuid, ?1
 * @uuid: the uuid
 * @rowid_out: (out): the id, if found
 * @found_out: (out): whether there is such a row
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: %TRUE on success, found or not; fails as rem_database_set_error() says
 */
gboolean
rem_links_find (RemDatabase *database,
                const char *sql,
                const char *uuid,
                gint64 *rowid_out,
                gboolean *found_out,
                GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, uuid);
  if (!rem_statement_step (statement, found_out, error))
    return FALSE;
  if (*found_out)
    *rowid_out = rem_statement_get_int64 (statement, 0);
  return TRUE;
}

/**
 * rem_links_change:
 * @database: the connection
 * @sql: updates one row by a uuid, ?1, with a number, ?2
 * @uuid: the uuid
 * @value: the number
 * @missing: what to say to a developer if there is no such row
 * @error: return location for an error
 *
 * Worker thread, inside a transaction.
 *
 * Returns: %TRUE if a row was changed; fails with %REM_BOX_ERROR_NOT_FOUND if there is none, else
 *   as rem_database_set_error() says
 */
gboolean
rem_links_change (RemDatabase *database,
                  const char *sql,
                  const char *uuid,
                  gint64 value,
                  const char *missing,
                  GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, uuid);
  rem_statement_bind_int64 (statement, 2, value);
  if (!rem_statement_finish (statement, error))
    return FALSE;
  if (sqlite3_changes (rem_database_get_connection (database)) == 0)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "%s", missing);
      return FALSE;
    }
  return TRUE;
}

/**
 * rem_links_clear:
 * @database: the connection
 * @sql: deletes the links of a row, ?1
 * @rowid: the row
 * @error: return location for an error
 *
 * Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_links_clear (RemDatabase *database, const char *sql, gint64 rowid, GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_int64 (statement, 1, rowid);
  return rem_statement_finish (statement, error);
}

/**
 * rem_links_set_persons:
 * @database: the connection
 * @clear_sql: deletes the links of a row, ?1
 * @insert_sql: links the row, ?1, to the person with a uuid, ?2
 * @rowid: the row
 * @person_uuids: who
 * @error: return location for an error
 *
 * Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if a person is not in the box,
 *   else as rem_database_set_error() says
 */
gboolean
rem_links_set_persons (RemDatabase *database,
                       const char *clear_sql,
                       const char *insert_sql,
                       gint64 rowid,
                       const char *const *person_uuids,
                       GError **error)
{
  if (!rem_links_clear (database, clear_sql, rowid, error))
    return FALSE;
  for (gsize i = 0; person_uuids[i] != NULL; i++)
    {
      gint64 person;
      gboolean found;
      g_autoptr (RemStatement) statement = NULL;

      if (!rem_links_find (database, "SELECT id FROM person WHERE uuid = ?1", person_uuids[i],
                           &person, &found, error))
        return FALSE;
      if (!found)
        {
          g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "no such person");
          return FALSE;
        }
      statement = rem_database_prepare (database, insert_sql, error);
      if (statement == NULL)
        return FALSE;
      rem_statement_bind_int64 (statement, 1, rowid);
      rem_statement_bind_text (statement, 2, person_uuids[i]);
      if (!rem_statement_finish (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rem_links_list:
 * @database: the connection
 * @sql: selects one text column by a row, ?1
 * @rowid: the row
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full): the texts; fails as rem_database_set_error() says
 */
GStrv
rem_links_list (RemDatabase *database, const char *sql, gint64 rowid, GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (database, sql, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_int64 (statement, 1, rowid);
  while (TRUE)
    {
      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_strv_builder_end (builder);
      g_strv_builder_add (builder, rem_statement_get_text (statement, 0));
    }
}

/**
 * rem_links_dup_names:
 * @database: the connection
 * @person_uuids: who
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full): their names with spaces between, for the search index; fails as
 *   rem_database_set_error() says
 */
char *
rem_links_dup_names (RemDatabase *database, const char *const *person_uuids, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; person_uuids[i] != NULL; i++)
    {
      g_autoptr (RemStatement) statement =
          rem_database_prepare (database, "SELECT name FROM person WHERE uuid = ?1", error);
      gboolean row;

      if (statement == NULL)
        return NULL;
      rem_statement_bind_text (statement, 1, person_uuids[i]);
      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (row)
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "",
                                rem_statement_get_text (statement, 0));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}
