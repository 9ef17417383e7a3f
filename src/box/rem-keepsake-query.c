/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-store.h"

#include "rem-box-error.h"
#include "rem-database-private.h"
#include "rem-found-words.h"

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

/* A vague day is kept as the first of its days with zeros for what is not known: 20090300 for March
 * 2009, 20090000 for the year. From the first of a month on, it is among the days asked for. */
static gint64
get_first_sort_day (RemDate date)
{
  if (!rem_date_is_valid (date))
    return 0;
  if (date.day > 1)
    return date.year * 10000 + date.month * 100 + date.day;
  return date.month > 1 ? date.year * 10000 + date.month * 100 : date.year * 10000;
}

static gint64
get_last_sort_day (RemDate date)
{
  return rem_date_is_valid (date) ? date.year * 10000 + date.month * 100 + date.day : 99991231;
}

#define BY_DAY " ORDER BY sort_day DESC, created_us DESC, id DESC LIMIT ?7"
#define FOUND  " AND +id IN (SELECT rowid FROM search WHERE search MATCH ?8)"

static const char *
choose_source (const RemKeepsakeQuery *query)
{
  if (query->removed)
    return "SELECT id, sort_day FROM keepsake WHERE removed_us > 0";
  if (query->kind != 0)
    return "SELECT id, sort_day FROM keepsake INDEXED BY keepsake_by_kind WHERE removed_us = 0";
  return "SELECT id, sort_day FROM keepsake INDEXED BY keepsake_by_day WHERE removed_us = 0";
}

/* A statement of constant parts, only those that the question needs: then the index alone answers
 * it in the order of the days, whatever is searched for, and rows are not read. */
static char *
build_sql (const RemKeepsakeQuery *query, gboolean searched)
{
  gboolean by_rank = searched && query->order == REM_KEEPSAKE_ORDER_RELEVANCE;
  gboolean has_days = rem_date_is_valid (query->from) || rem_date_is_valid (query->until);
  g_autoptr (GString) sql = g_string_new (NULL);

  if (by_rank)
    g_string_append (sql, "SELECT id, sort_day FROM search"
                          " JOIN keepsake INDEXED BY keepsake_in_search ON id = search.rowid"
                          " WHERE search MATCH ?8");
  else
    g_string_append (sql, choose_source (query));
  if (by_rank)
    g_string_append (sql, query->removed ? " AND removed_us > 0" : " AND removed_us = 0");
  if (!query->removed)
    g_string_append (sql, query->put_away ? " AND put_away = 1" : " AND put_away = 0");
  if (query->kind != 0)
    g_string_append (sql, " AND kind = ?1");
  if (has_days)
    g_string_append (sql, " AND sort_day BETWEEN ?4 AND ?5");
  if (query->person_uuid != NULL)
    g_string_append (sql, " AND +id IN (SELECT keepsake FROM keepsake_person"
                          " JOIN person ON person.id = person WHERE uuid = ?2)");
  if (query->tag != NULL)
    g_string_append (sql, " AND +id IN (SELECT keepsake FROM keepsake_tag WHERE tag = ?3)");
  if (searched && !by_rank)
    g_string_append (sql, FOUND);

  if (by_rank)
    g_string_append (sql, " ORDER BY rank LIMIT ?7");
  else if (query->removed)
    g_string_append (sql, " ORDER BY removed_us DESC, id DESC LIMIT ?7");
  else
    g_string_append (sql, BY_DAY);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static void
bind_query (RemStatement *statement, const RemKeepsakeQuery *query, const char *match)
{
  rem_statement_bind_int64 (statement, 7, query->limit > 0 ? (gint64) query->limit : -1);
  if (query->kind != 0)
    rem_statement_bind_int64 (statement, 1, query->kind);
  if (query->person_uuid != NULL)
    rem_statement_bind_text (statement, 2, query->person_uuid);
  if (query->tag != NULL)
    rem_statement_bind_text (statement, 3, query->tag);
  if (rem_date_is_valid (query->from) || rem_date_is_valid (query->until))
    {
      rem_statement_bind_int64 (statement, 4, get_first_sort_day (query->from));
      rem_statement_bind_int64 (statement, 5, get_last_sort_day (query->until));
    }
  if (match != NULL)
    rem_statement_bind_text (statement, 8, match);
}

/**
 * rem_keepsake_store_query:
 * @database: the connection
 * @query: which are wanted; only read during the call
 * @days_out: (out) (optional) (transfer full) (element-type gint32): for each of them the day by
 *   which it is ordered, as the number 20090314; a vague one as 20090300 or 20090000
 * @error: return location for an error
 *
 * Letters that were put away are found only when asked for. Worker thread.
 *
 * Returns: (transfer full) (element-type gint64): row ids in the order asked for; fails as
 *   rem_database_set_error() says
 */
GArray *
rem_keepsake_store_query (RemDatabase *database,
                          const RemKeepsakeQuery *query,
                          GArray **days_out,
                          GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autofree char *match = query->words != NULL ? build_match (query->words) : NULL;
  g_autofree char *sql = build_sql (query, match != NULL);
  g_autofree char *rest = g_strstrip (g_strdup (query->words != NULL ? query->words : ""));
  g_autoptr (RemStatement) statement = NULL;
  gboolean row = TRUE;

  statement = rem_database_prepare (database, sql, error);
  if (statement == NULL)
    return NULL;
  bind_query (statement, query, match);

  /* Words of which none can be looked for, such as "?", find nothing rather than everything. */
  while (row && (match != NULL || *rest == '\0'))
    {
      gint64 id;
      gint32 day;

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        break;
      id = rem_statement_get_int64 (statement, 0);
      day = (gint32) rem_statement_get_int64 (statement, 1);
      g_array_append_val (ids, id);
      g_array_append_val (days, day);
    }
  if (days_out != NULL)
    *days_out = g_steal_pointer (&days);
  return g_steal_pointer (&ids);
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
  g_free (self->words);
  g_free (self->attachment_uuid);
  g_free (self);
}

/* The parts that a row shows besides its title, in the order of the index's columns. */
static const struct
{
  const char *sql;
  RemKeepsakePart part;
} parts[] = {
  { "SELECT snippet(search, 1, '', '', '\xe2\x80\xa6', 18) FROM search"
    " WHERE search MATCH ?1 AND rowid = ?2",
    REM_KEEPSAKE_PART_TEXT },
  { "SELECT tags FROM search WHERE search MATCH ?1 AND rowid = ?2", REM_KEEPSAKE_PART_TAGS },
  { "SELECT names FROM search WHERE search MATCH ?1 AND rowid = ?2", REM_KEEPSAKE_PART_NAMES },
  { "SELECT place FROM search WHERE search MATCH ?1 AND rowid = ?2", REM_KEEPSAKE_PART_PLACE },
  { "SELECT signature FROM search WHERE search MATCH ?1 AND rowid = ?2",
    REM_KEEPSAKE_PART_SIGNATURE },
};

static gboolean
is_found_in (const char *text, const RemKeepsakeRow *row)
{
  g_autoptr (GArray) places = rem_found_words_list (text, row->words);

  return places->len > 0;
}

/* The words around the place found, as the search index sees them: in the text, or else in what
 * would not be seen otherwise. Found where it is seen anyway, the row shows how the text begins. */
static gboolean
read_snippet (RemDatabase *database, const char *match, RemKeepsakeRow *row, GError **error)
{
  gsize n_parts = is_found_in (row->title, row) || is_found_in (row->addressee, row) ||
                          (row->kind == REM_KEEPSAKE_KIND_OBJECT && is_found_in (row->place, row))
                      ? 1
                      : G_N_ELEMENTS (parts);

  for (gsize i = 0; i < n_parts; i++)
    {
      g_autoptr (RemStatement) statement = rem_database_prepare (database, parts[i].sql, error);
      const char *text = NULL;
      gboolean found;

      if (statement == NULL)
        return FALSE;
      rem_statement_bind_text (statement, 1, match);
      rem_statement_bind_int64 (statement, 2, row->rowid);
      if (!rem_statement_step (statement, &found, error))
        return FALSE;
      if (!found)
        continue;
      text = rem_statement_get_text (statement, 0);
      if (!is_found_in (text, row))
        continue;
      g_free (row->snippet);
      row->snippet = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), SNIPPET_CHARS));
      row->part = parts[i].part;
      break;
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
  row->has_thumbnail = rem_statement_get_int64 (statement, 14) != 0;
  return row;
}

/* Takes what a list must not show out of the row of a sealed letter. */
static gboolean
hide_sealed (RemKeepsakeRow *row)
{
  if (!rem_date_is_valid (row->opens))
    return FALSE;
  g_free (row->title);
  row->title = g_strdup ("");
  g_free (row->snippet);
  row->snippet = g_strdup ("");
  return TRUE;
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
                             " ORDER BY attachment.position, attachment.id LIMIT 1),"
                             " EXISTS (SELECT 1 FROM thumbnail WHERE attachment ="
                             " (SELECT attachment.id FROM attachment"
                             " WHERE attachment.keepsake = keepsake.id"
                             " ORDER BY attachment.position, attachment.id LIMIT 1))"
                             " FROM keepsake WHERE id = ?1",
          error);
      RemKeepsakeRow *row = NULL;
      gboolean found;

      if (statement == NULL)
        return NULL;
      rem_statement_bind_int64 (statement, 1, rowids[i]);
      if (!rem_statement_step (statement, &found, error))
        return NULL;
      if (!found)
        continue;
      row = read_row (statement);
      g_ptr_array_add (rows, row);
      /* A sealed letter is found by its words, and shows none of them. */
      if (hide_sealed (row))
        continue;
      row->words = g_strdup (words);
      if (match != NULL && !read_snippet (database, match, row, error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}

/**
 * rem_keepsake_store_list_tags:
 * @database: the connection
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full): every tag of what is kept, in no useful order; fails as
 *   rem_database_set_error() says
 */
GStrv
rem_keepsake_store_list_tags (RemDatabase *database, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database,
                            "SELECT DISTINCT tag FROM keepsake_tag"
                            " JOIN keepsake ON keepsake.id = keepsake WHERE removed_us = 0",
                            error);
  gboolean row;

  if (statement == NULL)
    return NULL;
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
 * rem_keepsake_store_list_years:
 * @database: the connection
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: (transfer full) (element-type gint): the years to which something belongs that is kept,
 *   the latest first; fails as rem_database_set_error() says
 */
GArray *
rem_keepsake_store_list_years (RemDatabase *database, GError **error)
{
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database,
                            "SELECT DISTINCT sort_day / 10000 FROM keepsake"
                            " INDEXED BY keepsake_by_day WHERE removed_us = 0 AND put_away = 0"
                            " ORDER BY 1 DESC",
                            error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  while (TRUE)
    {
      int year;

      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&years);
      year = (int) rem_statement_get_int64 (statement, 0);
      if (year > 0)
        g_array_append_val (years, year);
    }
}
