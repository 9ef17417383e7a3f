/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-store.h"

#include <string.h>

#include "rem-box-error.h"
#include "rem-database-private.h"

/** More words than this in a search are left out. */
#define MAX_WORDS 16

/** How many characters of the text a row shows. */
#define SNIPPET_CHARS 240

/* Each word by its beginning, all of them wanted: `"cora"* "mar"*`. A word is what the tokenizer
 * calls one; everything else of FTS5's query language is quoted away. */
static char *
build_match (const char *words)
{
  g_autoptr (GString) match = g_string_new (NULL);
  guint n_words = 0;

  for (const char *p = words; *p != '\0' && n_words < MAX_WORDS;)
    {
      const char *end;

      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      for (end = p; *end != '\0'; end = g_utf8_next_char (end))
        {
          gunichar c = g_utf8_get_char (end);

          if (!g_unichar_isalnum (c) && !g_unichar_ismark (c))
            break;
        }
      if (end > p)
        {
          g_string_append_printf (match, "%s\"%.*s\"*", n_words > 0 ? " " : "", (int) (end - p), p);
          n_words++;
        }
      p = end;
    }
  return n_words > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}

static gint64
to_sort_day (RemDate date, gint64 otherwise)
{
  return rem_date_is_valid (date) ? date.year * 10000 + date.month * 100 + date.day : otherwise;
}

#define FILTER                                                                                     \
  " (?1 = 0 OR kind = ?1)"                                                                         \
  " AND (?2 = '' OR id IN (SELECT keepsake FROM keepsake_person JOIN person ON person.id = person" \
  " WHERE uuid = ?2))"                                                                             \
  " AND (?3 = '' OR id IN (SELECT keepsake FROM keepsake_tag WHERE tag = ?3))"                     \
  " AND sort_day BETWEEN ?4 AND ?5"                                                                \
  " AND (put_away = 0 OR ?6)"

#define BY_DAY " ORDER BY sort_day DESC, created_us DESC, id DESC LIMIT ?7"

/* One constant statement for each shape of the question, so that SQLite can walk an index instead
 * of sorting where nothing is searched for. */
static const char *
choose_sql (const RemKeepsakeQuery *query, gboolean searched)
{
  gboolean plain = query->person_uuid == NULL && query->tag == NULL && !query->put_away &&
                   !rem_date_is_valid (query->from) && !rem_date_is_valid (query->until);

  if (searched && query->order == REM_KEEPSAKE_ORDER_RELEVANCE)
    return "SELECT id FROM search JOIN keepsake INDEXED BY keepsake_in_search ON id = search.rowid"
           " WHERE search MATCH ?8 AND (removed_us > 0) = ?9 AND" FILTER " ORDER BY rank LIMIT ?7";
  if (searched)
    return "SELECT id FROM search JOIN keepsake INDEXED BY keepsake_in_search ON id = search.rowid"
           " WHERE search MATCH ?8 AND (removed_us > 0) = ?9 AND" FILTER BY_DAY;
  if (query->removed)
    return "SELECT id FROM keepsake WHERE removed_us > 0 AND" FILTER
           " ORDER BY removed_us DESC, id DESC LIMIT ?7";
  if (plain && query->kind == 0)
    return "SELECT id FROM keepsake WHERE removed_us = 0 AND put_away = 0" BY_DAY;
  if (plain)
    return "SELECT id FROM keepsake WHERE kind = ?1 AND removed_us = 0 AND put_away = 0" BY_DAY;
  return "SELECT id FROM keepsake WHERE removed_us = 0 AND" FILTER BY_DAY;
}

/**
 * rem_keepsake_store_query:
 * @database: the connection
 * @query: which are wanted; only read during the call
 * @error: return location for an error
 *
 * Letters that were put away are found only when asked for. Worker thread.
 *
 * Returns: (transfer full) (element-type gint64): row ids in the order asked for; fails as
 *   rem_database_set_error() says
 */
GArray *
rem_keepsake_store_query (RemDatabase *database, const RemKeepsakeQuery *query, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *match = query->words != NULL ? build_match (query->words) : NULL;
  const char *sql = choose_sql (query, match != NULL);
  g_autoptr (RemStatement) statement = NULL;
  gboolean row;

  /* Words of which none can be looked for, such as "?", find nothing rather than everything. */
  if (query->words != NULL && *query->words != '\0' && match == NULL)
    {
      g_autofree char *rest = g_strstrip (g_strdup (query->words));

      if (*rest != '\0')
        return g_steal_pointer (&ids);
    }

  statement = rem_database_prepare (database, sql, error);
  if (statement == NULL)
    return NULL;
  rem_statement_bind_int64 (statement, 7, query->limit > 0 ? (gint64) query->limit : -1);
  if (strstr (sql, "?1") != NULL)
    rem_statement_bind_int64 (statement, 1, query->kind);
  if (strstr (sql, "?2") != NULL)
    {
      rem_statement_bind_text (statement, 2, query->person_uuid);
      rem_statement_bind_text (statement, 3, query->tag);
      rem_statement_bind_int64 (statement, 4, to_sort_day (query->from, 0));
      rem_statement_bind_int64 (statement, 5, to_sort_day (query->until, 99991231));
      rem_statement_bind_int64 (statement, 6, query->put_away);
    }
  if (match != NULL)
    {
      rem_statement_bind_text (statement, 8, match);
      rem_statement_bind_int64 (statement, 9, query->removed);
    }

  while (TRUE)
    {
      gint64 id;

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);
      id = rem_statement_get_int64 (statement, 0);
      g_array_append_val (ids, id);
    }
}

/**
 * rem_keepsake_row_free:
 * @self: (transfer full): a row
 */
void
rem_keepsake_row_free (RemKeepsakeRow *self)
{
  g_free (self->uuid);
  g_free (self->title);
  g_free (self->addressee);
  g_free (self->place);
  g_free (self->snippet);
  g_free (self->attachment_uuid);
  g_free (self);
}

/* The words around the place found, as the search index sees them. */
static gboolean
read_snippet (
    RemDatabase *database, const char *match, gint64 rowid, RemKeepsakeRow *row, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database,
                            "SELECT snippet(search, 1, '', '', '\xe2\x80\xa6', 40) FROM search"
                            " WHERE search MATCH ?1 AND rowid = ?2",
                            error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, match);
  rem_statement_bind_int64 (statement, 2, rowid);
  if (!rem_statement_step (statement, &found, error))
    return FALSE;
  if (found)
    {
      const char *text = rem_statement_get_text (statement, 0);

      g_free (row->snippet);
      row->snippet = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), SNIPPET_CHARS));
    }
  return TRUE;
}

static RemKeepsakeRow *
read_row (RemStatement *statement)
{
  RemKeepsakeRow *row = g_new0 (RemKeepsakeRow, 1);

  row->rowid = rem_statement_get_int64 (statement, 0);
  row->uuid = g_strdup (rem_statement_get_text (statement, 1));
  row->kind = (RemKeepsakeKind) rem_statement_get_int64 (statement, 2);
  row->title = g_strdup (rem_statement_get_text (statement, 3));
  row->addressee = g_strdup (rem_statement_get_text (statement, 4));
  row->place = g_strdup (rem_statement_get_text (statement, 5));
  row->snippet = g_strdup (rem_statement_get_text (statement, 6));
  if (!rem_day_parse (rem_statement_get_text (statement, 7), &row->day, NULL))
    row->day = REM_DAY_NONE;
  row->created_us = rem_statement_get_int64 (statement, 8);
  row->face_down = rem_statement_get_int64 (statement, 9) != 0;
  if (!rem_date_parse (rem_statement_get_text (statement, 10), &row->opens, NULL))
    row->opens = REM_DATE_UNKNOWN;
  row->removed_us = rem_statement_get_int64 (statement, 11);
  if (*rem_statement_get_text (statement, 12) != '\0')
    row->attachment_uuid = g_strdup (rem_statement_get_text (statement, 12));
  row->length_ms = rem_statement_get_int64 (statement, 13);
  return row;
}

/**
 * rem_keepsake_store_get_rows:
 * @database: the connection
 * @rowids: (array length=n_rowids): ids from rem_keepsake_store_query()
 * @n_rowids: their number
 * @words: (nullable): what was searched for: the snippet shows the place found
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full) (element-type RemKeepsakeRow): the rows in that order; one that is gone
 *   is left out; fails as rem_database_set_error() says
 */
GPtrArray *
rem_keepsake_store_get_rows (
    RemDatabase *database, const gint64 *rowids, gsize n_rowids, const char *words, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_keepsake_row_free);
  g_autofree char *match = words != NULL ? build_match (words) : NULL;

  for (gsize i = 0; i < n_rowids; i++)
    {
      g_autoptr (RemStatement) statement = rem_database_prepare (
          database,
          "SELECT keepsake.id, keepsake.uuid, kind, title, addressee, place,"
          " substr(text, 1, " G_STRINGIFY (
              SNIPPET_CHARS) "), day, created_us, face_down,"
                             " opens, removed_us, (SELECT attachment.uuid FROM attachment"
                             " WHERE attachment.keepsake = keepsake.id"
                             " ORDER BY attachment.position, attachment.id LIMIT 1),"
                             " (SELECT length_ms FROM attachment"
                             " WHERE attachment.keepsake = keepsake.id"
                             " ORDER BY attachment.position, attachment.id LIMIT 1)"
                             " FROM keepsake WHERE id = ?1",
          error);
      gboolean found;

      if (statement == NULL)
        return NULL;
      rem_statement_bind_int64 (statement, 1, rowids[i]);
      if (!rem_statement_step (statement, &found, error))
        return NULL;
      if (!found)
        continue;
      g_ptr_array_add (rows, read_row (statement));
      if (match != NULL && !read_snippet (database, match, rowids[i],
                                          g_ptr_array_index (rows, rows->len - 1), error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}
