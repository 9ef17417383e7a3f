/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-check-in-store.h"

#include "rem-box-error.h"
#include "rem-database-private.h"
#include "rem-links-private.h"

#include <string.h>

/** How many are read at once: one a day for ten years. */
#define MAX_CHECK_INS 3660

/**
 * rem_check_in_store_put:
 * @database: the connection
 * @check_in: how somebody is
 * @modified_us: now, microseconds since 1970 UTC
 * @error: return location for an error
 *
 * Inserts @check_in, or puts its words in the place of those with that uuid. Worker thread, inside
 * a transaction.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_check_in_store_put (RemDatabase *database,
                        RemCheckIn *check_in,
                        gint64 modified_us,
                        GError **error)
{
  g_autofree char *day = rem_date_to_iso (rem_check_in_get_day (check_in));
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "INSERT INTO check_in (uuid, day, feelings, body, words, created_us, modified_us, removed_us)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)"
      " ON CONFLICT (uuid) DO UPDATE SET feelings = excluded.feelings, body = excluded.body,"
      " words = excluded.words, modified_us = excluded.modified_us",
      error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, rem_check_in_get_uuid (check_in));
  rem_statement_bind_text (statement, 2, day);
  rem_statement_bind_text (statement, 3, rem_check_in_get_feelings (check_in));
  rem_statement_bind_text (statement, 4, rem_check_in_get_body (check_in));
  rem_statement_bind_text (statement, 5, rem_check_in_get_words (check_in));
  rem_statement_bind_int64 (statement, 6, rem_check_in_get_created_us (check_in));
  rem_statement_bind_int64 (statement, 7, modified_us);
  return rem_statement_finish (statement, error);
}

/**
 * rem_check_in_store_set_removed:
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
rem_check_in_store_set_removed (RemDatabase *database,
                                const char *uuid,
                                gint64 removed_us,
                                GError **error)
{
  return rem_links_change (database, "UPDATE check_in SET removed_us = ?2 WHERE uuid = ?1", uuid,
                           removed_us, "no such check-in", error);
}

/* Capital letters and accents make no difference: "rabia", "Corazón". */
static char *
fold (const char *text)
{
  g_autofree char *bare = g_str_to_ascii (text, "C");

  /* What has no letter in ASCII is looked for as it is. */
  return strchr (bare, '?') == NULL ? g_utf8_strdown (bare, -1) : g_utf8_casefold (text, -1);
}

static gboolean
has_words (RemCheckIn *check_in, char **words)
{
  g_autofree char *text =
      g_strjoin ("\n", rem_check_in_get_feelings (check_in), rem_check_in_get_body (check_in),
                 rem_check_in_get_words (check_in), NULL);
  g_autofree char *bare = g_str_to_ascii (text, "C");
  g_autofree char *low = g_utf8_strdown (bare, -1);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *wanted = fold (*word);

      if (strstr (low, wanted) == NULL && strstr (folded, wanted) == NULL)
        return FALSE;
    }
  return TRUE;
}

/**
 * rem_check_in_store_list:
 * @database: the connection
 * @words: only those with all these words in them, or ""; capital letters and accents make no
 *   difference
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full) (element-type RemCheckIn): the latest first; fails with
 *   %REM_BOX_ERROR_DAMAGED if a day cannot be read, else as rem_database_set_error() says
 */
GPtrArray *
rem_check_in_store_list (RemDatabase *database, const char *words, GError **error)
{
  g_autoptr (GPtrArray) check_ins =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_check_in_unref);
  g_auto (GStrv) wanted = g_strsplit_set (words, " \t\n", -1);
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database,
                            "SELECT uuid, day, created_us, feelings, body, words FROM check_in"
                            " WHERE removed_us = 0 ORDER BY day DESC, created_us DESC LIMIT ?1",
                            error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_int64 (statement, 1, MAX_CHECK_INS);
  while (TRUE)
    {
      g_autoptr (RemCheckIn) empty = NULL;
      g_autoptr (RemCheckIn) check_in = NULL;
      RemDate day = REM_DATE_UNKNOWN;

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&check_ins);
      if (!rem_date_parse (rem_statement_get_text (statement, 1), &day, NULL))
        {
          g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED, "a day cannot be read");
          return NULL;
        }
      empty = rem_check_in_new (rem_statement_get_text (statement, 0), day,
                                rem_statement_get_int64 (statement, 2));
      check_in = rem_check_in_with (empty, rem_statement_get_text (statement, 3),
                                    rem_statement_get_text (statement, 4),
                                    rem_statement_get_text (statement, 5));
      if (has_words (check_in, wanted))
        g_ptr_array_add (check_ins, g_steal_pointer (&check_in));
    }
}
