/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-removed-store.h"

#include "rem-database-private.h"
#include "rem-links-private.h"
#include "rem-person-store.h"

/** How many are listed. */
#define MAX_REMOVED 500

/* By RemRemovedKind. Persons are named in what is about them, and are erased by their store. */
static const struct
{
  const char *put_back;
  const char *erase;
} statements[] = {
  [REM_REMOVED_LINE] = { "UPDATE ritual_held SET removed_us = ?2 WHERE uuid = ?1",
                         "DELETE FROM ritual_held WHERE removed_us != 0" },
  [REM_REMOVED_CHECK_IN] = { "UPDATE check_in SET removed_us = ?2 WHERE uuid = ?1",
                             "DELETE FROM check_in WHERE removed_us != 0" },
  [REM_REMOVED_RITUAL] = { "UPDATE ritual SET removed_us = ?2 WHERE uuid = ?1",
                           "DELETE FROM ritual WHERE removed_us != 0" },
  [REM_REMOVED_HELPER] = { "UPDATE helper SET removed_us = ?2 WHERE uuid = ?1",
                           "DELETE FROM helper WHERE removed_us != 0" },
  [REM_REMOVED_PERSON] = { "UPDATE person SET removed_us = ?2 WHERE uuid = ?1", NULL },
};

/**
 * rem_removed_words_free:
 * @self: (transfer full): words
 */
void
rem_removed_words_free (RemRemovedWords *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->uuid);
  g_free (self->day);
  g_free (self->words);
  g_free (self);
}

/**
 * rem_removed_store_list:
 * @database: the connection
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full) (element-type RemRemovedWords): what was removed last first; fails as
 *   rem_database_set_error() says
 */
GPtrArray *
rem_removed_store_list (RemDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_removed_words_free);
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "SELECT 0, uuid, day, words, removed_us FROM ritual_held WHERE removed_us != 0"
      " UNION ALL SELECT 1, uuid, day, trim (feelings || char (10) || body || char (10) || words,"
      " char (10)), removed_us FROM check_in WHERE removed_us != 0"
      " UNION ALL SELECT 2, uuid, '', title, removed_us FROM ritual WHERE removed_us != 0"
      " UNION ALL SELECT 3, uuid, '', name, removed_us FROM helper WHERE removed_us != 0"
      " UNION ALL SELECT 4, uuid, '', name, removed_us FROM person WHERE removed_us != 0"
      " ORDER BY removed_us DESC, uuid LIMIT ?1",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_int64 (statement, 1, MAX_REMOVED);
  while (TRUE)
    {
      RemRemovedWords *words;

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&found);
      words = g_new0 (RemRemovedWords, 1);
      words->kind = (RemRemovedKind) rem_statement_get_int64 (statement, 0);
      words->uuid = g_strdup (rem_statement_get_text (statement, 1));
      words->day = g_strdup (rem_statement_get_text (statement, 2));
      words->words = g_strdup (rem_statement_get_text (statement, 3));
      g_ptr_array_add (found, words);
    }
}

/**
 * rem_removed_store_put_back:
 * @database: the connection
 * @kind: what it is
 * @uuid: which
 * @error: return location for an error
 *
 * Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if there is none, else as
 *   rem_database_set_error() says
 */
gboolean
rem_removed_store_put_back (RemDatabase *database,
                            RemRemovedKind kind,
                            const char *uuid,
                            GError **error)
{
  return rem_links_change (database, statements[kind].put_back, uuid, 0, "no such words", error);
}

/**
 * rem_removed_store_erase_all:
 * @database: the connection
 * @error: return location for an error
 *
 * Takes all of them out of the box for good. Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_removed_store_erase_all (RemDatabase *database, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (RemStatement) statement = NULL;

      if (statements[i].erase == NULL)
        continue;
      statement = rem_database_prepare (database, statements[i].erase, error);
      if (statement == NULL || !rem_statement_finish (statement, error))
        return FALSE;
    }
  return rem_person_store_erase_removed (database, error);
}
