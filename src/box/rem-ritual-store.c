/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ritual-store.h"

#include "rem-box-error.h"
#include "rem-database-private.h"
#include "rem-links-private.h"

/** How many rituals of one's own are read. */
#define MAX_RITUALS 1000

/**
 * rem_ritual_store_put:
 * @database: the connection
 * @ritual: a ritual of one's own
 * @modified_us: now, microseconds since 1970 UTC
 * @error: return location for an error
 *
 * Inserts @ritual, or puts its words in the place of those with that uuid. Worker thread, inside a
 * transaction.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_ritual_store_put (RemDatabase *database, RemRitual *ritual, gint64 modified_us, GError **error)
{
  g_autofree char *steps = rem_ritual_join_steps (ritual);
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "INSERT INTO ritual (uuid, title, steps, needs, words, company, occasion, created_us,"
      " modified_us, removed_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)"
      " ON CONFLICT (uuid) DO UPDATE SET title = excluded.title, steps = excluded.steps,"
      " needs = excluded.needs, words = excluded.words, company = excluded.company,"
      " occasion = excluded.occasion, modified_us = excluded.modified_us",
      error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, rem_ritual_get_id (ritual));
  rem_statement_bind_text (statement, 2, rem_ritual_get_title (ritual));
  rem_statement_bind_text (statement, 3, steps);
  rem_statement_bind_text (statement, 4, rem_ritual_get_needs (ritual));
  rem_statement_bind_text (statement, 5, rem_ritual_get_note (ritual));
  rem_statement_bind_text (statement, 6, rem_company_to_nick (rem_ritual_get_company (ritual)));
  rem_statement_bind_text (statement, 7, rem_ritual_get_occasion (ritual));
  rem_statement_bind_int64 (statement, 8, rem_ritual_get_created_us (ritual));
  rem_statement_bind_int64 (statement, 9, modified_us);
  return rem_statement_finish (statement, error);
}

/**
 * rem_ritual_store_set_removed:
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
rem_ritual_store_set_removed (RemDatabase *database,
                              const char *uuid,
                              gint64 removed_us,
                              GError **error)
{
  return rem_links_change (database, "UPDATE ritual SET removed_us = ?2 WHERE uuid = ?1", uuid,
                           removed_us, "no such ritual", error);
}

/**
 * rem_ritual_store_list:
 * @database: the connection
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full) (element-type RemRitual): the rituals that somebody made up, in the
 * order in which they were; fails as rem_database_set_error() says
 */
GPtrArray *
rem_ritual_store_list (RemDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) rituals =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_ritual_unref);
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "SELECT uuid, created_us, title, steps, needs, words, company, occasion FROM ritual"
      " WHERE removed_us = 0 ORDER BY created_us, id LIMIT ?1",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_int64 (statement, 1, MAX_RITUALS);
  while (TRUE)
    {
      g_autoptr (RemRitual) empty = NULL;

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&rituals);
      empty = rem_ritual_new_own (rem_statement_get_text (statement, 0),
                                  rem_statement_get_int64 (statement, 1));
      g_ptr_array_add (rituals, rem_ritual_with (empty, rem_statement_get_text (statement, 2),
                                                 rem_statement_get_text (statement, 3),
                                                 rem_statement_get_text (statement, 4),
                                                 rem_statement_get_text (statement, 5),
                                                 rem_company_from_nick (
                                                     rem_statement_get_text (statement, 6)),
                                                 rem_statement_get_text (statement, 7)));
    }
}
