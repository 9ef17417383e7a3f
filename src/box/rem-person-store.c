/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-person-store.h"

#include "rem-box-error.h"
#include "rem-database-private.h"
#include "rem-links-private.h"
#include "rem-person-words.h"

#define COLUMNS                                                                                    \
  "uuid, name, created_us, quiet, note,"                                                           \
  " coalesce(words ->> '$.called', ''), coalesce(words ->> '$.own_called', ''),"                   \
  " coalesce(words ->> '$.loss', ''), coalesce(words ->> '$.own_loss', ''),"                       \
  " coalesce(words ->> '$.pronoun', ''), modified_us, coalesce(words ->> '$.since', 0),"           \
  " coalesce(words ->> '$.week', 0)"

static RemPerson *
read_person (RemStatement *row)
{
  g_autoptr (RemPerson) person =
      rem_person_new (rem_statement_get_text (row, 0), rem_statement_get_text (row, 1),
                      rem_statement_get_int64 (row, 2));
  g_autoptr (RemPerson) quiet =
      rem_person_with_quiet (person, rem_statement_get_int64 (row, 3) != 0);
  g_autoptr (RemPerson) noted = rem_person_with_note (quiet, rem_statement_get_text (row, 4));
  g_autoptr (RemPerson) called =
      rem_person_with_called (noted, rem_called_from_nick (rem_statement_get_text (row, 5)),
                              rem_statement_get_text (row, 6));
  g_autoptr (RemPerson) loss =
      rem_person_with_loss_word (called, rem_loss_word_from_nick (rem_statement_get_text (row, 7)),
                                 rem_statement_get_text (row, 8));
  g_autoptr (RemPerson) pronoun =
      rem_person_with_pronoun (loss, rem_pronoun_from_nick (rem_statement_get_text (row, 9)));
  g_autoptr (RemPerson) since =
      rem_person_with_tells_since (pronoun, rem_statement_get_int64 (row, 11) != 0);
  g_autoptr (RemPerson) week =
      rem_person_with_tells_week (since, rem_statement_get_int64 (row, 12) != 0);

  return rem_person_with_modified_us (week, rem_statement_get_int64 (row, 10));
}

/* What keepsakes repeat of the names, for the search: only where it differs. The index is told
 * before and after, since it cannot know what it held. */
static gboolean
refresh_names (RemDatabase *database, const char *uuid, GError **error)
{
  static const char *const statements[] = {
    "INSERT INTO search (search, rowid, title, text, addressee, signature, place, names, tags)"
    " SELECT 'delete', id, title, text, addressee, signature, place, names, tags FROM keepsake"
    " WHERE id IN (SELECT keepsake FROM keepsake_person JOIN person ON person.id = person"
    " WHERE person.uuid = ?1)",
    "UPDATE keepsake SET names = (SELECT group_concat(name, ' ') FROM"
    " (SELECT name FROM keepsake_person JOIN person ON person.id = keepsake_person.person"
    " WHERE keepsake_person.keepsake = keepsake.id ORDER BY position, person.id))"
    " WHERE id IN (SELECT keepsake FROM keepsake_person JOIN person ON person.id = person"
    " WHERE person.uuid = ?1)",
    "INSERT INTO search (rowid, title, text, addressee, signature, place, names, tags)"
    " SELECT id, title, text, addressee, signature, place, names, tags FROM keepsake"
    " WHERE id IN (SELECT keepsake FROM keepsake_person JOIN person ON person.id = person"
    " WHERE person.uuid = ?1)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (RemStatement) statement = rem_database_prepare (database, statements[i], error);

      if (statement == NULL)
        return FALSE;
      rem_statement_bind_text (statement, 1, uuid);
      if (!rem_statement_finish (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_name (RemDatabase *database, RemPerson *person, gboolean *has_out, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database, "SELECT 1 FROM person WHERE uuid = ?1 AND name = ?2", error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, rem_person_get_uuid (person));
  rem_statement_bind_text (statement, 2, rem_person_get_name (person));
  return rem_statement_step (statement, has_out, error);
}

/**
 * rem_person_store_put:
 * @database: the connection
 * @person: who
 * @error: return location for an error
 *
 * Inserts @person after the others, or replaces the one with that uuid in its place; what is about
 * them is found by the new name from then on. Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_person_store_put (RemDatabase *database, RemPerson *person, GError **error)
{
  gboolean keeps_name;
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "INSERT INTO person (uuid, name, position, quiet, note, words, created_us, modified_us)"
      " VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM person), ?3, ?4,"
      " json_object('called', ?5, 'own_called', ?6, 'loss', ?7, 'own_loss', ?8, 'pronoun', ?9,"
      " 'since', ?12, 'week', ?13), ?10, ?11)"
      " ON CONFLICT (uuid) DO UPDATE SET name = excluded.name, quiet = excluded.quiet,"
      " note = excluded.note, words = excluded.words, modified_us = excluded.modified_us",
      error);

  if (statement == NULL || !has_name (database, person, &keeps_name, error))
    return FALSE;
  rem_statement_bind_text (statement, 1, rem_person_get_uuid (person));
  rem_statement_bind_text (statement, 2, rem_person_get_name (person));
  rem_statement_bind_int64 (statement, 3, rem_person_is_quiet (person));
  rem_statement_bind_text (statement, 4, rem_person_get_note (person));
  rem_statement_bind_text (statement, 5, rem_called_to_nick (rem_person_get_called (person)));
  rem_statement_bind_text (statement, 6, rem_person_get_own_called (person));
  rem_statement_bind_text (statement, 7, rem_loss_word_to_nick (rem_person_get_loss_word (person)));
  rem_statement_bind_text (statement, 8, rem_person_get_own_loss (person));
  rem_statement_bind_text (statement, 9, rem_pronoun_to_nick (rem_person_get_pronoun (person)));
  rem_statement_bind_int64 (statement, 10, rem_person_get_created_us (person));
  rem_statement_bind_int64 (statement, 11, rem_person_get_modified_us (person));
  rem_statement_bind_int64 (statement, 12, rem_person_tells_since (person));
  rem_statement_bind_int64 (statement, 13, rem_person_tells_week (person));
  return rem_statement_finish (statement, error) &&
         (keeps_name || refresh_names (database, rem_person_get_uuid (person), error));
}

/**
 * rem_person_store_set_removed:
 * @database: the connection
 * @uuid: whose
 * @removed_us: when, microseconds since 1970 UTC; 0 puts them back
 * @error: return location for an error
 *
 * What is about them stays as it is, and is about them again when they are put back. Worker thread,
 * inside a transaction.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if there is nobody of that uuid,
 *   else as rem_database_set_error() says
 */
gboolean
rem_person_store_set_removed (RemDatabase *database,
                              const char *uuid,
                              gint64 removed_us,
                              GError **error)
{
  return rem_links_change (database,
                           "UPDATE person SET removed_us = ?2, modified_us = max(modified_us, ?2)"
                           " WHERE uuid = ?1",
                           uuid, removed_us, "no such person", error);
}

/**
 * rem_person_store_erase_removed:
 * @database: the connection
 * @error: return location for an error
 *
 * Takes those who were removed out of the box for good, and their names out of what was about them.
 * Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_person_store_erase_removed (RemDatabase *database, GError **error)
{
#define ABOUT_THEM                                                                                 \
  " WHERE id IN (SELECT keepsake FROM keepsake_person JOIN person ON person.id = person"           \
  " WHERE person.removed_us != 0)"
  static const char *const statements[] = {
    "INSERT INTO search (search, rowid, title, text, addressee, signature, place, names, tags)"
    " SELECT 'delete', id, title, text, addressee, signature, place, names, tags FROM "
    "keepsake" ABOUT_THEM,
    "UPDATE keepsake SET names = coalesce ((SELECT group_concat(name, ' ') FROM"
    " (SELECT name FROM keepsake_person JOIN person ON person.id = keepsake_person.person"
    " WHERE keepsake_person.keepsake = keepsake.id AND person.removed_us = 0"
    " ORDER BY position, person.id)), '')" ABOUT_THEM,
    "INSERT INTO search (rowid, title, text, addressee, signature, place, names, tags)"
    " SELECT id, title, text, addressee, signature, place, names, tags FROM keepsake" ABOUT_THEM,
    "DELETE FROM person WHERE removed_us != 0",
  };
#undef ABOUT_THEM

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (RemStatement) statement = rem_database_prepare (database, statements[i], error);

      if (statement == NULL || !rem_statement_finish (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rem_person_store_set_order:
 * @database: the connection
 * @uuids: everybody, in the order that the person chose; whoever is left out comes before them
 * @error: return location for an error
 *
 * Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if there is nobody of a uuid, else
 *   as rem_database_set_error() says
 */
gboolean
rem_person_store_set_order (RemDatabase *database, const char *const *uuids, GError **error)
{
  for (gsize i = 0; uuids[i] != NULL; i++)
    if (!rem_links_change (database, "UPDATE person SET position = ?2 WHERE uuid = ?1", uuids[i],
                           (gint64) i + 1, "no such person", error))
      return FALSE;
  return TRUE;
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
  return read_one (database, "SELECT " COLUMNS " FROM person WHERE uuid = ?1", uuid, error);
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
                   "SELECT " COLUMNS " FROM person"
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
                            "SELECT " COLUMNS " FROM person"
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
