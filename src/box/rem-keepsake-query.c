/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-store.h"

#include "rem-database-private.h"
#include "rem-found-words.h"

#include <string.h>

/** More words than this in a search are left out. */
#define MAX_WORDS 16

/** Among so many of the newest a first look is taken, if they are not very long. */
#define LOOK_ROWS  200
#define LOOK_BYTES (1024 * 1024)

/** Words are frequent if some of so many of the newest have them. */
#define SAMPLE_ROWS  32
#define SAMPLE_FOUND 4

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

/* How the words of a question are looked for. */
typedef enum
{
  WORDS_NONE,
  WORDS_RARE,     /* from what the search index finds to what is wanted */
  WORDS_FREQUENT, /* from what is wanted, in its order, to what the search index finds */
} Words;

static const char *
choose_source (const RemKeepsakeQuery *query, Words words)
{
  if (words == WORDS_RARE)
    return "SELECT id, sort_day FROM search"
           " CROSS JOIN keepsake INDEXED BY keepsake_in_search ON id = search.rowid"
           " WHERE search MATCH ?8";
  if (query->removed)
    return "SELECT id, sort_day FROM keepsake WHERE 1";
  if (query->kind != 0)
    return "SELECT id, sort_day FROM keepsake INDEXED BY keepsake_by_kind WHERE 1";
  return "SELECT id, sort_day FROM keepsake INDEXED BY keepsake_by_day WHERE 1";
}

/* A statement of constant parts, only those that the question needs: then an index alone answers
 * it, and rows are not read. */
static char *
build_sql (const RemKeepsakeQuery *query, Words words)
{
  gboolean has_days = rem_date_is_valid (query->from) || rem_date_is_valid (query->until);
  g_autoptr (GString) sql = g_string_new (choose_source (query, words));

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

  if (words == WORDS_FREQUENT)
    g_string_append (sql, " AND +id IN (SELECT rowid FROM search WHERE search MATCH ?8)");

  if (words == WORDS_RARE && query->order == REM_KEEPSAKE_ORDER_RELEVANCE)
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

static gboolean
run_query (RemDatabase *database,
           const RemKeepsakeQuery *query,
           const char *match,
           Words words,
           GArray *ids,
           GArray *days,
           GError **error)
{
  g_autofree char *sql = build_sql (query, words);
  g_autoptr (RemStatement) statement = rem_database_prepare (database, sql, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  bind_query (statement, query, words != WORDS_NONE ? match : NULL);

  while (TRUE)
    {
      gint64 id;
      gint32 day;

      if (!rem_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      id = rem_statement_get_int64 (statement, 0);
      day = (gint32) rem_statement_get_int64 (statement, 1);
      g_array_append_val (ids, id);
      g_array_append_val (days, day);
    }
}

/* Reads what the search index has of a keepsake. */
static gboolean
is_found_in (RemDatabase *database,
             gint64 id,
             const char *words,
             gboolean *found_out,
             gsize *n_bytes,
             GError **error)
{
  const char *texts[8] = { NULL };
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database,
                            "SELECT title, addressee, names, tags, place, signature, text"
                            " FROM keepsake WHERE id = ?1",
                            error);

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_int64 (statement, 1, id);
  if (!rem_statement_step (statement, found_out, error))
    return FALSE;
  for (gsize i = 0; *found_out && i + 1 < G_N_ELEMENTS (texts); i++)
    {
      texts[i] = rem_statement_get_text (statement, (int) i);
      *n_bytes += strlen (texts[i]);
    }
  *found_out = *found_out && rem_found_words_are_all_in (texts, words);
  return TRUE;
}

/* Looks for the words of @query in the newest @n_rows of what it asks for otherwise. */
static gboolean
look_through (RemDatabase *database,
              const RemKeepsakeQuery *query,
              guint n_rows,
              GArray *ids,
              GArray *days,
              GError **error)
{
  RemKeepsakeQuery newest = *query;
  g_autoptr (GArray) newest_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) newest_days = g_array_new (FALSE, FALSE, sizeof (gint32));
  gsize n_bytes = 0;

  newest.limit = n_rows;
  if (!run_query (database, &newest, NULL, WORDS_NONE, newest_ids, newest_days, error))
    return FALSE;

  for (guint i = 0; i < newest_ids->len && n_bytes < LOOK_BYTES &&
                    (query->limit == 0 || ids->len < query->limit);
       i++)
    {
      gboolean found = FALSE;

      if (!is_found_in (database, g_array_index (newest_ids, gint64, i), query->words, &found,
                        &n_bytes, error))
        return FALSE;
      if (!found)
        continue;
      g_array_append_val (ids, g_array_index (newest_ids, gint64, i));
      g_array_append_val (days, g_array_index (newest_days, gint32, i));
    }
  return TRUE;
}

/* Which way is the shorter one; both find the same. */
static gboolean
choose_way (RemDatabase *database, const RemKeepsakeQuery *query, Words *way_out, GError **error)
{
  RemKeepsakeQuery sample = *query;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));

  *way_out = WORDS_RARE;
  if (query->removed || query->order == REM_KEEPSAKE_ORDER_RELEVANCE)
    return TRUE;
  sample.limit = SAMPLE_FOUND;
  if (!look_through (database, &sample, SAMPLE_ROWS, ids, days, error))
    return FALSE;
  if (ids->len == SAMPLE_FOUND)
    *way_out = WORDS_FREQUENT;
  return TRUE;
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
  g_autofree char *rest = g_strstrip (g_strdup (query->words != NULL ? query->words : ""));
  Words way = WORDS_NONE;

  if (match != NULL && !choose_way (database, query, &way, error))
    return NULL;
  /* Words of which none can be looked for, such as "?", find nothing rather than everything. */
  if ((match != NULL || *rest == '\0') &&
      !run_query (database, query, match, way, ids, days, error))
    return NULL;

  if (days_out != NULL)
    *days_out = g_steal_pointer (&days);
  return g_steal_pointer (&ids);
}

/**
 * rem_keepsake_store_look:
 * @database: the connection
 * @query: which are wanted; only read during the call
 * @days_out: (out) (optional) (transfer full) (element-type gint32): as rem_keepsake_store_query()
 * @error: return location for an error
 *
 * A first look for words among the newest few hundred keepsakes, which takes some milliseconds
 * however many there are. What is found is the beginning of what rem_keepsake_store_query() finds
 * newest first, or nothing when the words are rare. Worker thread.
 *
 * Returns: (transfer full) (element-type gint64): row ids, newest first; fails as
 *   rem_database_set_error() says
 */
GArray *
rem_keepsake_store_look (RemDatabase *database,
                         const RemKeepsakeQuery *query,
                         GArray **days_out,
                         GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));

  if (!look_through (database, query, LOOK_ROWS, ids, days, error))
    return NULL;
  if (days_out != NULL)
    *days_out = g_steal_pointer (&days);
  return g_steal_pointer (&ids);
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
