/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-person-store.h"

#include "rem-box-error.h"
#include "rem-database-private.h"

static RemPerson *
read_person (RemStatement *row)
{
  g_autoptr (RemPerson) person =
      rem_person_new (rem_statement_get_text (row, 0), rem_statement_get_text (row, 1),
                      rem_statement_get_int64 (row, 2));

  return rem_person_with_quiet (person, rem_statement_get_int64 (row, 3) != 0);
}

/**
 * rem_person_store_put:
 * @database: the connection
 * @person: who
 * @error: return location for an error
 *
 * Inserts @person after the others, or replaces the one with that uuid in its place. Worker
 * thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_person_store_put (RemDatabase *database, RemPerson *person, GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "INSERT INTO person (uuid, name, position, quiet, created_us, modified_us)"
      " VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM person), ?3, ?4, ?4)"
      " ON CONFLICT (uuid) DO UPDATE SET name = excluded.name, quiet = excluded.quiet",
      error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, rem_person_get_uuid (person));
  rem_statement_bind_text (statement, 2, rem_person_get_name (person));
  rem_statement_bind_int64 (statement, 3, rem_person_is_quiet (person));
  rem_statement_bind_int64 (statement, 4, rem_person_get_created_us (person));
  return rem_statement_finish (statement, error);
}

static RemPerson *
read_one (RemDatabase *database, const char *sql, const char *value, GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (database, sql, error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_text (statement, 1, value);
  if (!rem_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "no such person");
      return NULL;
    }
  return read_person (statement);
}

/**
 * rem_person_store_get:
 * @database: the connection
 * @uuid: whose
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full): the person; fails with %REM_BOX_ERROR_NOT_FOUND if there is none, else
 *   as rem_database_set_error() says
 */
RemPerson *
rem_person_store_get (RemDatabase *database, const char *uuid, GError **error)
{
  return read_one (database, "SELECT uuid, name, created_us, quiet FROM person WHERE uuid = ?1",
                   uuid, error);
}

/**
 * rem_person_store_find:
 * @database: the connection
 * @name: a name as written
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full): the first person of that name; fails with %REM_BOX_ERROR_NOT_FOUND if
 *   there is none, else as rem_database_set_error() says
 */
RemPerson *
rem_person_store_find (RemDatabase *database, const char *name, GError **error)
{
  return read_one (database,
                   "SELECT uuid, name, created_us, quiet FROM person"
                   " WHERE name = ?1 AND removed_us = 0 ORDER BY position, id LIMIT 1",
                   name, error);
}

/**
 * rem_person_store_list:
 * @database: the connection
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full) (element-type RemPerson): everyone, in the order the person chose;
 *   fails as rem_database_set_error() says
 */
GPtrArray *
rem_person_store_list (RemDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) persons =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_person_unref);
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database,
                            "SELECT uuid, name, created_us, quiet FROM person"
                            " WHERE removed_us = 0 ORDER BY position, id",
                            error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  while (TRUE)
    {
      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&persons);
      g_ptr_array_add (persons, read_person (statement));
    }
}
