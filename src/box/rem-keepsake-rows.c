/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-store.h"

#include "rem-database-private.h"
#include "rem-found-words.h"

/** How much a row shows of the text, and how many words of what stands around a place found. */
#define SNIPPET_CHARS 240
#define SNIPPET_WORDS 18

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

/* Where a word may have been found without being seen in the row, after the text itself. */
static const RemKeepsakePart parts[] = {
  REM_KEEPSAKE_PART_TEXT,  REM_KEEPSAKE_PART_TAGS,      REM_KEEPSAKE_PART_NAMES,
  REM_KEEPSAKE_PART_PLACE, REM_KEEPSAKE_PART_SIGNATURE,
};

static gboolean
is_found_in (const char *text, const char *words)
{
  g_autoptr (GArray) places = rem_found_words_list (text, words);

  return places->len > 0;
}

/* The words around the place found: in the text, or else in what would not be seen otherwise. Found
 * where it is seen anyway, the row shows how the text begins. They are looked for here and not by
 * the search index, which would gather all that it knows of a word for every single row. */
static gboolean
read_snippet (RemDatabase *database, RemKeepsakeRow *row, GError **error)
{
  g_autoptr (RemStatement) statement = NULL;
  gsize n_parts =
      is_found_in (row->title, row->words) || is_found_in (row->addressee, row->words) ||
              (row->kind == REM_KEEPSAKE_KIND_OBJECT && is_found_in (row->place, row->words))
          ? 1
          : G_N_ELEMENTS (parts);
  gboolean found;

  statement = rem_database_prepare (
      database, "SELECT text, tags, names, place, signature FROM keepsake WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  rem_statement_bind_int64 (statement, 1, row->rowid);
  if (!rem_statement_step (statement, &found, error))
    return FALSE;

  for (gsize i = 0; found && i < n_parts; i++)
    {
      const char *text = rem_statement_get_text (statement, (int) i);
      g_autofree char *quote = rem_found_words_quote (text, row->words, SNIPPET_WORDS);

      if (quote == NULL)
        continue;
      g_free (row->snippet);
      row->snippet = g_utf8_substring (quote, 0, MIN (g_utf8_strlen (quote, -1), SNIPPET_CHARS));
      row->part = parts[i];
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
      if (words != NULL && !read_snippet (database, row, error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}
