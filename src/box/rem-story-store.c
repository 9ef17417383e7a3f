/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-story-store.h"

#include "rem-box-error.h"
#include "rem-database-private.h"
#include "rem-statement-private.h"

/* The keepsakes that belong to a day of a date, or to a ritual. The keepsake itself knows nothing
 * of it: taking it out of a story leaves it in the box as it was. */

/**
 * rem_story_store_link:
 * @database: the connection
 * @kind: of what the story is
 * @id: the uuid of a date, or the id of a ritual
 * @keepsake_uuid: which keepsake
 * @day: to which day of the story it belongs
 * @error: return location for an error
 *
 * Puts a keepsake into a story, or moves it to another day of it. Worker thread, inside a
 * transaction.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if there is no such keepsake or
 *   date, else as rem_database_set_error() says
 */
gboolean
rem_story_store_link (RemDatabase *database,
                      RemStoryKind kind,
                      const char *id,
                      const char *keepsake_uuid,
                      RemDate day,
                      GError **error)
{
  g_autofree char *iso = rem_date_to_iso (day);
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      kind == REM_STORY_OF_DATE
          ? "INSERT INTO keepsake_occasion (keepsake, occasion, date)"
            " SELECT keepsake.id, occasion.id, ?3 FROM keepsake, occasion"
            " WHERE keepsake.uuid = ?1 AND occasion.uuid = ?2"
            " ON CONFLICT (keepsake, occasion) DO UPDATE SET date = excluded.date"
          : "INSERT INTO keepsake_ritual (keepsake, ritual, date)"
            " SELECT id, ?2, ?3 FROM keepsake WHERE uuid = ?1"
            " ON CONFLICT (keepsake, ritual) DO UPDATE SET date = excluded.date",
      error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, keepsake_uuid);
  rem_statement_bind_text (statement, 2, id);
  rem_statement_bind_text (statement, 3, iso);
  if (!rem_statement_finish (statement, error))
    return FALSE;
  if (sqlite3_changes (rem_database_get_connection (database)) == 0)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "no such keepsake or date");
      return FALSE;
    }
  return TRUE;
}

/**
 * rem_story_store_unlink:
 * @database: the connection
 * @kind: of what the story is
 * @id: the uuid of a date, or the id of a ritual
 * @keepsake_uuid: which keepsake
 * @error: return location for an error
 *
 * Takes a keepsake out of a story; one that is not in it stays out of it. Worker thread, inside a
 * transaction.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_story_store_unlink (RemDatabase *database,
                        RemStoryKind kind,
                        const char *id,
                        const char *keepsake_uuid,
                        GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      kind == REM_STORY_OF_DATE
          ? "DELETE FROM keepsake_occasion"
            " WHERE keepsake = (SELECT id FROM keepsake WHERE uuid = ?1)"
            " AND occasion = (SELECT id FROM occasion WHERE uuid = ?2)"
          : "DELETE FROM keepsake_ritual"
            " WHERE keepsake = (SELECT id FROM keepsake WHERE uuid = ?1) AND ritual = ?2",
      error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, keepsake_uuid);
  rem_statement_bind_text (statement, 2, id);
  return rem_statement_finish (statement, error);
}

/**
 * rem_story_store_list:
 * @database: the connection
 * @kind: of what the story is
 * @id: the uuid of a date, or the id of a ritual
 * @limit: how many at most
 * @error: return location for an error
 *
 * What was removed from the box is left out. Worker thread.
 *
 * Returns: (transfer full) (element-type RemStoryLink): the latest day first; fails with
 *   %REM_BOX_ERROR_DAMAGED if a day cannot be read, else as rem_database_set_error() says
 */
GArray *
rem_story_store_list (
    RemDatabase *database, RemStoryKind kind, const char *id, guint limit, GError **error)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (RemStoryLink));
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      kind == REM_STORY_OF_DATE
          ? "SELECT keepsake, date FROM keepsake_occasion"
            " JOIN keepsake ON keepsake.id = keepsake_occasion.keepsake"
            " WHERE occasion = (SELECT id FROM occasion WHERE uuid = ?1) AND removed_us = 0"
            " ORDER BY date DESC, keepsake LIMIT ?2"
          : "SELECT keepsake, date FROM keepsake_ritual"
            " JOIN keepsake ON keepsake.id = keepsake_ritual.keepsake"
            " WHERE ritual = ?1 AND removed_us = 0 ORDER BY date DESC, keepsake LIMIT ?2",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_text (statement, 1, id);
  rem_statement_bind_int64 (statement, 2, limit);
  while (TRUE)
    {
      RemStoryLink link = { 0 };

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&links);
      link.keepsake = rem_statement_get_int64 (statement, 0);
      if (!rem_date_parse (rem_statement_get_text (statement, 1), &link.day, NULL))
        {
          g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED, "a day cannot be read");
          return NULL;
        }
      g_array_append_val (links, link);
    }
}
