/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ritual-held-store.h"

#include "rem-box-error.h"
#include "rem-database-private.h"
#include "rem-links-private.h"

/**
 * rem_ritual_held_store_put:
 * @database: the connection
 * @held: a line
 * @modified_us: now, microseconds since 1970 UTC
 * @error: return location for an error
 *
 * Inserts @held, or puts its words in the place of those with that uuid. Worker thread, inside a
 * transaction.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_ritual_held_store_put (RemDatabase *database,
                           RemRitualHeld *held,
                           gint64 modified_us,
                           GError **error)
{
  g_autofree char *day = rem_date_to_iso (rem_ritual_held_get_day (held));
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "INSERT INTO ritual_held (uuid, ritual, occasion, day, words, created_us, modified_us,"
      " removed_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)"
      " ON CONFLICT (uuid) DO UPDATE SET words = excluded.words,"
      " modified_us = excluded.modified_us",
      error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, rem_ritual_held_get_uuid (held));
  rem_statement_bind_text (statement, 2, rem_ritual_held_get_ritual (held));
  rem_statement_bind_text (statement, 3, rem_ritual_held_get_occasion (held));
  rem_statement_bind_text (statement, 4, day);
  rem_statement_bind_text (statement, 5, rem_ritual_held_get_words (held));
  rem_statement_bind_int64 (statement, 6, rem_ritual_held_get_created_us (held));
  rem_statement_bind_int64 (statement, 7, modified_us);
  return rem_statement_finish (statement, error);
}

/**
 * rem_ritual_held_store_set_removed:
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
rem_ritual_held_store_set_removed (RemDatabase *database,
                                   const char *uuid,
                                   gint64 removed_us,
                                   GError **error)
{
  return rem_links_change (database, "UPDATE ritual_held SET removed_us = ?2 WHERE uuid = ?1", uuid,
                           removed_us, "no such line", error);
}

/* Reads what is left of a statement that selects lines. */
static GPtrArray *
read_lines (RemStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) lines =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_ritual_held_unref);
  gboolean row;

  while (TRUE)
    {
      RemDate day = REM_DATE_UNKNOWN;

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&lines);
      if (!rem_date_parse (rem_statement_get_text (statement, 3), &day, NULL))
        {
          g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED, "a day cannot be read");
          return NULL;
        }
      g_ptr_array_add (lines, rem_ritual_held_new (rem_statement_get_text (statement, 0),
                                                   rem_statement_get_text (statement, 1),
                                                   rem_statement_get_text (statement, 2), day,
                                                   rem_statement_get_text (statement, 4),
                                                   rem_statement_get_int64 (statement, 5)));
    }
}

/**
 * rem_ritual_held_store_list:
 * @database: the connection
 * @limit: how many at most
 * @error: return location for an error
 *
 * Lines about a date alone are no part of it. Worker thread.
 *
 * Returns: (transfer full) (element-type RemRitualHeld): the latest first; fails with
 *   %REM_BOX_ERROR_DAMAGED if a day cannot be read, else as rem_database_set_error() says
 */
GPtrArray *
rem_ritual_held_store_list (RemDatabase *database, guint limit, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database,
                            "SELECT uuid, ritual, occasion, day, words, created_us FROM ritual_held"
                            " WHERE removed_us = 0 AND ritual <> ''"
                            " ORDER BY day DESC, created_us DESC LIMIT ?1",
                            error);

  if (statement == NULL)
    return NULL;
  rem_statement_bind_int64 (statement, 1, limit);
  return read_lines (statement, error);
}

/**
 * rem_ritual_held_store_list_of:
 * @database: the connection
 * @kind: of what
 * @id: the uuid of a date, or the id of a ritual
 * @limit: how many at most
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full) (element-type RemRitualHeld): the latest first; fails as
 *   rem_ritual_held_store_list()
 */
GPtrArray *
rem_ritual_held_store_list_of (
    RemDatabase *database, RemStoryKind kind, const char *id, guint limit, GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      kind == REM_STORY_OF_DATE
          ? "SELECT uuid, ritual, occasion, day, words, created_us FROM ritual_held"
            " WHERE removed_us = 0 AND occasion = ?1 ORDER BY day DESC, created_us DESC LIMIT ?2"
          : "SELECT uuid, ritual, occasion, day, words, created_us FROM ritual_held"
            " WHERE removed_us = 0 AND ritual = ?1 ORDER BY day DESC, created_us DESC LIMIT ?2",
      error);

  if (statement == NULL)
    return NULL;
  rem_statement_bind_text (statement, 1, id);
  rem_statement_bind_int64 (statement, 2, limit);
  return read_lines (statement, error);
}
