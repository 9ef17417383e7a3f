/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-store.h"

#include "rem-box-error.h"
#include "rem-database-private.h"
#include "rem-links-private.h"

/* The search index has the keepsake table as its content: before a row changes, what it said must
 * be taken out of the index with the same words, and put in again afterwards. */

static gboolean
unindex (RemDatabase *database, gint64 rowid, GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "INSERT INTO search (search, rowid, title, text, addressee, signature, place, names, tags)"
      " SELECT 'delete', id, title, text, addressee, signature, place, names, tags"
      " FROM keepsake WHERE id = ?1",
      error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_int64 (statement, 1, rowid);
  return rem_statement_finish (statement, error);
}

static gboolean
reindex (RemDatabase *database, gint64 rowid, GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "INSERT INTO search (rowid, title, text, addressee, signature, place, names, tags)"
      " SELECT id, title, text, addressee, signature, place, names, tags"
      " FROM keepsake WHERE id = ?1",
      error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_int64 (statement, 1, rowid);
  return rem_statement_finish (statement, error);
}

/* Lists are in order of the day a keepsake belongs to, and of the day it was made where it belongs
 * to none. What is not known of a day is 0, so that a month comes after its days and a year after
 * its months. */
static gint64
get_sort_day (RemKeepsake *keepsake)
{
  RemDay day = rem_keepsake_get_day (keepsake);
  RemDate date = rem_day_get_first (day);

  if (!rem_date_is_valid (date))
    {
      g_autoptr (GDateTime) created =
          g_date_time_new_from_unix_utc (rem_keepsake_get_created_us (keepsake) / G_USEC_PER_SEC);

      if (created == NULL)
        return 0;
      date.year = (gint16) g_date_time_get_year (created);
      date.month = (guint8) g_date_time_get_month (created);
      date.day = (guint8) g_date_time_get_day_of_month (created);
    }
  if (day.precision == REM_PRECISION_YEAR)
    return date.year * 10000;
  if (day.precision == REM_PRECISION_MONTH || day.precision == REM_PRECISION_SEASON)
    return date.year * 10000 + date.month * 100;
  return date.year * 10000 + date.month * 100 + date.day;
}

static gboolean
link_tags (RemDatabase *database, gint64 rowid, const char *const *tags, GError **error)
{
  if (!rem_links_clear (database, "DELETE FROM keepsake_tag WHERE keepsake = ?1", rowid, error))
    return FALSE;
  for (gsize i = 0; tags[i] != NULL; i++)
    {
      g_autoptr (RemStatement) statement = rem_database_prepare (
          database, "INSERT OR IGNORE INTO keepsake_tag (keepsake, tag) VALUES (?1, ?2)", error);

      if (statement == NULL)
        return FALSE;
      rem_statement_bind_int64 (statement, 1, rowid);
      rem_statement_bind_text (statement, 2, tags[i]);
      if (!rem_statement_finish (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_row (RemDatabase *database, RemKeepsake *keepsake, gint64 *rowid_out, GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "INSERT INTO keepsake (uuid, kind, title, text, addressee, signature, place, names, tags,"
      " day, sort_day, opens, face_down, put_away, created_us, modified_us, removed_us)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, trim(?8 || coalesce((SELECT ' ' ||"
      " group_concat(caption, ' ') FROM attachment WHERE keepsake = (SELECT id FROM keepsake"
      " WHERE uuid = ?1)), '')), ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"
      " ON CONFLICT (uuid) DO UPDATE SET kind = excluded.kind, title = excluded.title,"
      " text = excluded.text, addressee = excluded.addressee, signature = excluded.signature,"
      " place = excluded.place, names = excluded.names, tags = excluded.tags,"
      " day = excluded.day, sort_day = excluded.sort_day, opens = excluded.opens,"
      " face_down = excluded.face_down, put_away = excluded.put_away,"
      " modified_us = excluded.modified_us, removed_us = excluded.removed_us"
      " RETURNING id",
      error);
  g_autofree char *day = rem_day_to_edtf (rem_keepsake_get_day (keepsake));
  g_autofree char *names = NULL;
  g_autofree char *tags = g_strjoinv (" ", (char **) rem_keepsake_get_tags (keepsake));
  g_autofree char *opens = NULL;
  gboolean row;

  if (statement == NULL)
    return FALSE;
  names = rem_links_dup_names (database, rem_keepsake_get_persons (keepsake), error);
  if (names == NULL)
    return FALSE;
  if (rem_date_is_valid (rem_keepsake_get_opens (keepsake)))
    opens = rem_date_to_iso (rem_keepsake_get_opens (keepsake));

  rem_statement_bind_text (statement, 1, rem_keepsake_get_uuid (keepsake));
  rem_statement_bind_int64 (statement, 2, rem_keepsake_get_kind (keepsake));
  rem_statement_bind_text (statement, 3, rem_keepsake_get_title (keepsake));
  rem_statement_bind_text (statement, 4, rem_keepsake_get_text (keepsake));
  rem_statement_bind_text (statement, 5, rem_keepsake_get_addressee (keepsake));
  rem_statement_bind_text (statement, 6, rem_keepsake_get_signature (keepsake));
  rem_statement_bind_text (statement, 7, rem_keepsake_get_place (keepsake));
  rem_statement_bind_text (statement, 8, names);
  rem_statement_bind_text (statement, 9, tags);
  rem_statement_bind_text (statement, 10, day);
  rem_statement_bind_int64 (statement, 11, get_sort_day (keepsake));
  rem_statement_bind_text (statement, 12, opens);
  rem_statement_bind_int64 (statement, 13, rem_keepsake_is_face_down (keepsake));
  rem_statement_bind_int64 (statement, 14, rem_keepsake_is_put_away (keepsake));
  rem_statement_bind_int64 (statement, 15, rem_keepsake_get_created_us (keepsake));
  rem_statement_bind_int64 (statement, 16, rem_keepsake_get_modified_us (keepsake));
  rem_statement_bind_int64 (statement, 17, rem_keepsake_get_removed_us (keepsake));
  if (!rem_statement_step (statement, &row, error))
    return FALSE;
  *rowid_out = rem_statement_get_int64 (statement, 0);
  return rem_statement_finish (statement, error);
}

/**
 * rem_keepsake_store_put:
 * @database: the connection
 * @keepsake: what to keep
 * @error: return location for an error
 *
 * Inserts @keepsake, or replaces the one with its uuid, with its links and its words in the search
 * index. Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success. Fails with %REM_BOX_ERROR_NOT_FOUND if a person it is about is not in
 *   the box, else as rem_database_set_error() says
 */
gboolean
rem_keepsake_store_put (RemDatabase *database, RemKeepsake *keepsake, GError **error)
{
  gint64 rowid = 0;
  gboolean found;

  if (!rem_links_find (database, "SELECT id FROM keepsake WHERE uuid = ?1",
                       rem_keepsake_get_uuid (keepsake), &rowid, &found, error))
    return FALSE;
  if (found && !unindex (database, rowid, error))
    return FALSE;
  return write_row (database, keepsake, &rowid, error) &&
         rem_links_set_persons (database, "DELETE FROM keepsake_person WHERE keepsake = ?1",
                                "INSERT OR IGNORE INTO keepsake_person (keepsake, person)"
                                " SELECT ?1, id FROM person WHERE uuid = ?2",
                                rowid, rem_keepsake_get_persons (keepsake), error) &&
         link_tags (database, rowid, rem_keepsake_get_tags (keepsake), error) &&
         reindex (database, rowid, error);
}

static RemKeepsake *
read_keepsake (RemStatement *row)
{
  RemKeepsake *keepsake =
      rem_keepsake_new ((RemKeepsakeKind) rem_statement_get_int64 (row, 2),
                        rem_statement_get_text (row, 1), rem_statement_get_int64 (row, 12));
  RemDay day = REM_DAY_NONE;
  RemDate opens = REM_DATE_UNKNOWN;

  /* A day that cannot be read is told as none rather than losing the keepsake. */
  if (!rem_day_parse (rem_statement_get_text (row, 8), &day, NULL))
    day = REM_DAY_NONE;
  if (!rem_date_parse (rem_statement_get_text (row, 9), &opens, NULL))
    opens = REM_DATE_UNKNOWN;

#define WITH(property, value)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    RemKeepsake *next = rem_keepsake_with_##property (keepsake, value);                            \
                                                                                                   \
    rem_keepsake_unref (keepsake);                                                                 \
    keepsake = next;                                                                               \
  }                                                                                                \
  G_STMT_END

  WITH (title, rem_statement_get_text (row, 3));
  WITH (text, rem_statement_get_text (row, 4));
  WITH (addressee, rem_statement_get_text (row, 5));
  WITH (signature, rem_statement_get_text (row, 6));
  WITH (place, rem_statement_get_text (row, 7));
  WITH (day, day);
  WITH (opens, opens);
  WITH (face_down, rem_statement_get_int64 (row, 10) != 0);
  WITH (put_away, rem_statement_get_int64 (row, 11) != 0);
  WITH (modified_us, rem_statement_get_int64 (row, 13));
  WITH (removed_us, rem_statement_get_int64 (row, 14));
  return keepsake;
}

/**
 * rem_keepsake_store_get:
 * @database: the connection
 * @uuid: whose
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full): the keepsake, from the bin too; fails with %REM_BOX_ERROR_NOT_FOUND if
 *   there is none, else as rem_database_set_error() says
 */
RemKeepsake *
rem_keepsake_store_get (RemDatabase *database, const char *uuid, GError **error)
{
  g_autoptr (RemKeepsake) keepsake = NULL;
  g_autoptr (RemKeepsake) with_persons = NULL;
  g_auto (GStrv) persons = NULL;
  g_auto (GStrv) tags = NULL;
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "SELECT id, uuid, kind, title, text, addressee, signature, place, day, opens, face_down,"
      " put_away, created_us, modified_us, removed_us FROM keepsake WHERE uuid = ?1",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  rem_statement_bind_text (statement, 1, uuid);
  if (!rem_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "no such keepsake");
      return NULL;
    }
  keepsake = read_keepsake (statement);
  persons = rem_links_list (database,
                            "SELECT uuid FROM keepsake_person JOIN person ON person.id = person"
                            " WHERE keepsake = ?1 ORDER BY position, person.id",
                            rem_statement_get_int64 (statement, 0), error);
  if (persons == NULL)
    return NULL;
  tags = rem_links_list (database, "SELECT tag FROM keepsake_tag WHERE keepsake = ?1 ORDER BY tag",
                         rem_statement_get_int64 (statement, 0), error);
  if (tags == NULL)
    return NULL;
  with_persons = rem_keepsake_with_persons (keepsake, (const char *const *) persons);
  return rem_keepsake_with_tags (with_persons, (const char *const *) tags);
}

/**
 * rem_keepsake_store_set_removed:
 * @database: the connection
 * @uuid: whose
 * @removed_us: when it was put in the bin, microseconds since 1970 UTC, or 0 to take it out again
 * @error: return location for an error
 *
 * Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if there is none, else as
 *   rem_database_set_error() says
 */
gboolean
rem_keepsake_store_set_removed (RemDatabase *database,
                                const char *uuid,
                                gint64 removed_us,
                                GError **error)
{
  return rem_links_change (database, "UPDATE keepsake SET removed_us = ?2 WHERE uuid = ?1", uuid,
                           removed_us, "no such keepsake", error);
}

/**
 * rem_keepsake_store_erase:
 * @database: the connection
 * @uuid: whose
 * @error: return location for an error
 *
 * Takes the keepsake out for good, with its attachments' rows; their objects are the caller's to
 * put in the trash after the commit. Worker thread, inside a transaction.
 *
 * Returns: %TRUE on success; fails with %REM_BOX_ERROR_NOT_FOUND if there is none, else as
 *   rem_database_set_error() says
 */
gboolean
rem_keepsake_store_erase (RemDatabase *database, const char *uuid, GError **error)
{
  g_autoptr (RemStatement) statement = NULL;
  gint64 rowid = 0;
  gboolean found;

  if (!rem_links_find (database, "SELECT id FROM keepsake WHERE uuid = ?1", uuid, &rowid, &found,
                       error))
    return FALSE;
  if (!found)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NOT_FOUND, "no such keepsake");
      return FALSE;
    }
  if (!unindex (database, rowid, error))
    return FALSE;
  statement = rem_database_prepare (database, "DELETE FROM keepsake WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  rem_statement_bind_int64 (statement, 1, rowid);
  return rem_statement_finish (statement, error);
}

/**
 * rem_keepsake_store_count:
 * @database: the connection
 * @kind: a kind
 * @count_out: (out): how many of that kind are kept, those in the bin not among them
 * @error: return location for an error
 *
 * For the words after a copy or a check; never shown as a score. Worker thread.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_keepsake_store_count (RemDatabase *database,
                          RemKeepsakeKind kind,
                          guint64 *count_out,
                          GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database,
                            "SELECT count(*) FROM keepsake WHERE kind = ?1 AND removed_us = 0",
                            error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_int64 (statement, 1, kind);
  if (!rem_statement_step (statement, &row, error))
    return FALSE;
  *count_out = (guint64) rem_statement_get_int64 (statement, 0);
  return TRUE;
}
