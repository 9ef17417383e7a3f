/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: copying rows past damaged pages
 *
 *   1. where each table begins: from page 1, or, when that is lost, from the schema of a snapshot
 * or of a new box, which have their tables in the same places
 *   2. from there down every tree as far as its pages can be read: so each page is known by its
 * table
 *   3. every page is read once. One that no tree led to, since a page above it is lost, is known by
 *      the shape of its rows
 *   4. each row is put into a new database with the schema of this program, which takes nothing
 * that does not fit
 *   5. a file whose keepsake is lost gets a keepsake without words, so that it can be seen; other
 *      parts of rows that are lost go
 */

#include "config.h"

#include "rem-salvage-rows.h"

#include "rem-box-tables.h"
#include "rem-keepsake-store.h"
#include "rem-salvage-record.h"
#include "rem-statement-private.h"

#include <string.h>

/* A page of an index, of the search, or of sqlite_schema: not to be read. */
#define NO_TABLE (-1)

/* What the rows of a table look like. */
typedef struct
{
  RemTableColumns *columns;
  GString *types;     /* of all columns, a letter each: i, t, b; r for the row number itself */
  guint n_least;      /* rows from before a column was added have fewer */
  int day;            /* a column that holds a day, or -1 */
  gboolean can_guess; /* by its shape */
} Shape;

typedef struct
{
  RemSalvagePages *pages;
  RemDatabase *target;
  RemSalvageCounts *counts;
  GPtrArray *shapes;  /* of Shape, as rem_box_tables_get() */
  GHashTable *owners; /* page number to table, plus 2: 1 is NO_TABLE */
  int table;          /* of the page at hand, or NO_TABLE to guess */
  GError *error;
} Salvage;

static void
free_shape (gpointer data)
{
  Shape *shape = data;

  g_clear_pointer (&shape->columns, rem_table_columns_free);
  g_string_free (shape->types, TRUE);
  g_free (shape);
}

static Shape *
load_shape (RemDatabase *database, const RemTable *table, GError **error)
{
  Shape *shape = g_new0 (Shape, 1);
  g_autoptr (RemStatement) statement = NULL;
  gboolean row = TRUE;

  shape->types = g_string_new (NULL);
  shape->day = -1;
  shape->columns = rem_table_columns_load (database, table, error);
  if (shape->columns != NULL)
    statement = rem_database_prepare (
        database, "SELECT name, type, dflt_value IS NULL FROM pragma_table_info (?1) ORDER BY cid",
        error);
  if (statement != NULL)
    rem_statement_bind_text (statement, 1, table->name);
  while (statement != NULL && rem_statement_step (statement, &row, error))
    {
      const char *name;

      if (!row)
        return shape;
      name = rem_statement_get_text (statement, 0);
      if (g_strcmp0 (name, "day") == 0)
        shape->day = (int) shape->types->len;
      if (g_strcmp0 (name, shape->columns->rowid_column) == 0)
        g_string_append_c (shape->types, 'r');
      else
        g_string_append_c (shape->types,
                           g_ascii_tolower (rem_statement_get_text (statement, 1)[0]));
      if (rem_statement_get_int64 (statement, 2))
        shape->n_least = (guint) shape->types->len;
      shape->can_guess = shape->columns->has_rowid;
    }
  free_shape (shape);
  return NULL;
}

static gboolean
fits (Shape *shape, gint64 rowid, const RemSalvageValue *values, guint n_values)
{
  if (n_values < shape->n_least || n_values > shape->types->len)
    return FALSE;
  for (guint i = 0; i < n_values; i++)
    {
      int type = values[i].type;

      if ((shape->types->str[i] == 'r' && (type != SQLITE_NULL || rowid <= 0)) ||
          (shape->types->str[i] == 'i' && type != SQLITE_INTEGER) ||
          (shape->types->str[i] == 't' && type != SQLITE_TEXT) ||
          (shape->types->str[i] == 'b' && type != SQLITE_BLOB))
        return FALSE;
    }
  if (shape->day >= 0 && values[shape->day].size > 0 &&
      !g_ascii_isdigit (values[shape->day].bytes[0]))
    return FALSE;
  /* The search has rows of the same shape. */
  return strcmp (shape->columns->table->name, "thumbnail") != 0 ||
         (values[1].size > 2 && values[1].bytes[0] == 0xff && values[1].bytes[1] == 0xd8);
}

/* The one table whose rows look like this, or NO_TABLE. */
static int
guess (Salvage *self, gint64 rowid, const RemSalvageValue *values, guint n_values)
{
  int found = NO_TABLE;

  for (guint i = 0; i < self->shapes->len; i++)
    {
      Shape *shape = g_ptr_array_index (self->shapes, i);

      if (!shape->can_guess || !fits (shape, rowid, values, n_values))
        continue;
      if (found != NO_TABLE)
        return NO_TABLE;
      found = (int) i;
    }
  return found;
}

static void
bind_value (sqlite3_stmt *handle, int index, const RemSalvageValue *value)
{
  if (value->type == SQLITE_INTEGER)
    sqlite3_bind_int64 (handle, index, value->number);
  else if (value->type == SQLITE_FLOAT)
    sqlite3_bind_double (handle, index, value->real);
  else if (value->type == SQLITE_TEXT)
    sqlite3_bind_text64 (handle, index, (const char *) value->bytes, value->size, SQLITE_TRANSIENT,
                         SQLITE_UTF8);
  else if (value->type == SQLITE_BLOB)
    sqlite3_bind_blob64 (handle, index, value->bytes, value->size, SQLITE_TRANSIENT);
  else
    sqlite3_bind_null (handle, index);
}

static void
insert (Salvage *self, Shape *shape, gint64 rowid, const RemSalvageValue *values, guint n_values)
{
  gboolean is_own = shape->columns->rowid_is_own;
  guint n_columns = n_values - (is_own ? 1 : 0);
  g_autofree char *sql = rem_table_columns_build_insert (shape->columns, n_columns, is_own);
  g_autoptr (RemStatement) statement = rem_database_prepare (self->target, sql, &self->error);
  int index = 1;
  int code;

  if (statement == NULL)
    return;
  for (guint i = 0; i < n_values; i++)
    {
      if (shape->types->str[i] == 'r' && is_own)
        continue;
      if (shape->types->str[i] == 'r')
        sqlite3_bind_int64 (statement->handle, index++, rowid);
      else
        bind_value (statement->handle, index++, &values[i]);
    }
  if (is_own)
    sqlite3_bind_int64 (statement->handle, index, rowid);
  code = sqlite3_step (statement->handle);
  if (code == SQLITE_DONE)
    self->counts->n_rows += (guint) sqlite3_changes (rem_database_get_connection (self->target));
  else if ((code & 0xff) != SQLITE_CONSTRAINT)
    rem_database_set_error (self->target, code, "salvage", &self->error);
}

static void
take_row (gint64 rowid, const RemSalvageValue *values, guint n_values, gpointer user_data)
{
  Salvage *self = user_data;
  int table = self->table;
  Shape *shape;

  if (self->error != NULL)
    return;
  if (table == NO_TABLE || !fits (g_ptr_array_index (self->shapes, table), rowid, values, n_values))
    table = guess (self, rowid, values, n_values);
  if (table == NO_TABLE)
    return;
  shape = g_ptr_array_index (self->shapes, table);
  insert (self, shape, rowid, values, n_values);
}

/* Down one tree. */
static void
follow (Salvage *self, guint32 root, int table)
{
  g_autofree guint8 *page = g_malloc (REM_SALVAGE_PAGE_BYTES);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (waiting, root);
  while (waiting->len > 0)
    {
      guint32 number = g_array_index (waiting, guint32, waiting->len - 1);

      g_array_set_size (waiting, waiting->len - 1);
      if (g_hash_table_contains (self->owners, GUINT_TO_POINTER (number)) ||
          !rem_salvage_pages_read (self->pages, number, page))
        continue;
      g_hash_table_insert (self->owners, GUINT_TO_POINTER (number), GINT_TO_POINTER (table + 2));
      rem_salvage_page_list_children (number, page, waiting);
    }
}

/* A row of sqlite_schema: type, name, table, root, SQL. */
static void
note_root (gint64 rowid, const RemSalvageValue *values, guint n_values, gpointer user_data)
{
  Salvage *self = user_data;
  g_autofree char *name = NULL;
  gboolean is_table;

  if (n_values < 4 || values[0].type != SQLITE_TEXT || values[1].type != SQLITE_TEXT ||
      values[3].type != SQLITE_INTEGER || values[3].number < 2 || values[3].number > G_MAXUINT32)
    return;
  name = g_strndup ((const char *) values[1].bytes, values[1].size);
  is_table = values[0].size == 5 && memcmp (values[0].bytes, "table", 5) == 0;
  follow (self, (guint32) values[3].number, is_table ? rem_box_tables_find (name) : NO_TABLE);
}

static gboolean
follow_first_page (Salvage *self)
{
  g_autofree guint8 *page = g_malloc (REM_SALVAGE_PAGE_BYTES);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 number = 1;

  if (!rem_salvage_pages_read (self->pages, 1, page))
    return FALSE;
  g_array_append_val (waiting, number);
  while (waiting->len > 0)
    {
      number = g_array_index (waiting, guint32, waiting->len - 1);
      g_array_set_size (waiting, waiting->len - 1);
      if (g_hash_table_contains (self->owners, GUINT_TO_POINTER (number)) ||
          !rem_salvage_pages_read (self->pages, number, page))
        continue;
      g_hash_table_insert (self->owners, GUINT_TO_POINTER (number), GINT_TO_POINTER (NO_TABLE + 2));
      rem_salvage_page_list_children (number, page, waiting);
      rem_salvage_page_read_rows (self->pages, number, page, note_root, self);
    }
  return TRUE;
}

static gboolean
follow_model (Salvage *self, RemDatabase *model, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (model,
                            "SELECT rootpage, name, type FROM sqlite_schema WHERE rootpage > 1",
                            error);
  gboolean row = TRUE;

  while (statement != NULL && rem_statement_step (statement, &row, error))
    {
      gboolean is_table;

      if (!row)
        return TRUE;
      is_table = strcmp (rem_statement_get_text (statement, 2), "table") == 0;
      follow (self, (guint32) rem_statement_get_int64 (statement, 0),
              is_table ? rem_box_tables_find (rem_statement_get_text (statement, 1)) : NO_TABLE);
    }
  return FALSE;
}

static gboolean
read_pages (Salvage *self, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *page = g_malloc (REM_SALVAGE_PAGE_BYTES);

  for (guint32 number = 1; number <= rem_salvage_pages_get_n (self->pages); number++)
    {
      int owner =
          GPOINTER_TO_INT (g_hash_table_lookup (self->owners, GUINT_TO_POINTER (number))) - 2;
      gboolean is_known = g_hash_table_contains (self->owners, GUINT_TO_POINTER (number));

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if ((is_known && owner == NO_TABLE) || !rem_salvage_pages_read (self->pages, number, page) ||
          (!is_known && rem_salvage_page_get_type (number, page) != REM_SALVAGE_TABLE_LEAF))
        continue;
      self->table = is_known ? owner : NO_TABLE;
      self->counts->n_lost_rows +=
          rem_salvage_page_read_rows (self->pages, number, page, take_row, self);
      if (self->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&self->error));
          return FALSE;
        }
    }
  return TRUE;
}

static RemKeepsakeKind
get_kind (const char *media_type)
{
  if (g_str_has_prefix (media_type, "image/"))
    return REM_KEEPSAKE_KIND_PHOTO;
  if (g_str_has_prefix (media_type, "audio/"))
    return REM_KEEPSAKE_KIND_SOUND;
  if (g_str_has_prefix (media_type, "video/"))
    return REM_KEEPSAKE_KIND_FILM;
  return REM_KEEPSAKE_KIND_DOCUMENT;
}

static gboolean
give_keepsake (
    RemDatabase *target, gint64 lost, const char *media_type, gint64 now_us, GError **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (RemKeepsake) keepsake = rem_keepsake_new (get_kind (media_type), uuid, now_us);
  g_autoptr (RemStatement) statement = NULL;

  if (!rem_keepsake_store_put (target, keepsake, error))
    return FALSE;
  statement =
      rem_database_prepare (target,
                            "UPDATE attachment SET keepsake ="
                            " (SELECT id FROM keepsake WHERE uuid = ?2) WHERE keepsake = ?1",
                            error);
  if (statement == NULL)
    return FALSE;
  rem_statement_bind_int64 (statement, 1, lost);
  rem_statement_bind_text (statement, 2, uuid);
  return rem_statement_finish (statement, error);
}

/* One after the other, for what is asked changes with each. */
static gboolean
give_keepsakes (RemDatabase *target, gint64 now_us, GError **error)
{
  while (TRUE)
    {
      g_autoptr (RemStatement) statement =
          rem_database_prepare (target,
                                "SELECT keepsake, media_type FROM attachment"
                                " WHERE keepsake NOT IN (SELECT id FROM keepsake) LIMIT 1",
                                error);
      g_autofree char *media_type = NULL;
      gboolean row = FALSE;
      gint64 lost;

      if (statement == NULL || !rem_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      lost = rem_statement_get_int64 (statement, 0);
      media_type = g_strdup (rem_statement_get_text (statement, 1));
      g_clear_pointer (&statement, rem_statement_release);
      if (!give_keepsake (target, lost, media_type, now_us, error))
        return FALSE;
    }
}

static gboolean
remove_parts_of_nothing (RemDatabase *target, GError **error)
{
  guint n_tables;
  const RemTable *tables = rem_box_tables_get (&n_tables);

  for (guint i = 0; i < n_tables; i++)
    {
      for (guint k = 0; k < REM_TABLE_MAX_LINKS && tables[i].links[k].column != NULL; k++)
        {
          /* lint-allow: printed-sql, names of our own schema */
          g_autofree char *sql =
              g_strdup_printf ("DELETE FROM %s WHERE %s NOT IN (SELECT id FROM %s)", tables[i].name,
                               tables[i].links[k].column, tables[i].links[k].table);

          if (!rem_database_run (target, sql, error))
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * rem_salvage_rows_copy:
 * @pages: the pages of a damaged database
 * @target: a new database with this program's schema and no rows
 * @model: where the tables begin, if page 1 is lost: a snapshot, or @target
 * @now_us: the time, microseconds since 1970 UTC
 * @counts: (out caller-allocates): what was found
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * Copies every row that can be read, in one transaction. Owning thread of both databases.
 *
 * Returns: %TRUE on success, however little there was; fails with %G_IO_ERROR_CANCELLED, or as
 *   rem_database_set_error() says of @target
 */
gboolean
rem_salvage_rows_copy (RemSalvagePages *pages,
                       RemDatabase *target,
                       RemDatabase *model,
                       gint64 now_us,
                       RemSalvageCounts *counts,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func (free_shape);
  g_autoptr (GHashTable) owners = g_hash_table_new (NULL, NULL);
  Salvage self = {
    .pages = pages, .target = target, .counts = counts, .shapes = shapes, .owners = owners
  };
  guint n_tables;
  const RemTable *tables = rem_box_tables_get (&n_tables);

  *counts = (RemSalvageCounts){ 0 };
  for (guint i = 0; i < n_tables; i++)
    {
      Shape *shape = load_shape (target, &tables[i], error);

      if (shape == NULL)
        return FALSE;
      g_ptr_array_add (shapes, shape);
    }
  counts->first_page_lost = !follow_first_page (&self);
  if (counts->first_page_lost && !follow_model (&self, model, error))
    return FALSE;

  /* What a row belongs to may come after it, or never. */
  if (!rem_database_run (target, "PRAGMA foreign_keys=OFF", error) ||
      !rem_database_run (target, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!read_pages (&self, cancellable, error) || !give_keepsakes (target, now_us, error) ||
      !remove_parts_of_nothing (target, error) ||
      !rem_database_run (target, "INSERT INTO search (search) VALUES ('rebuild')", error) ||
      !rem_database_run (target, "COMMIT", error))
    {
      rem_database_run (target, "ROLLBACK", NULL);
      return FALSE;
    }
  return rem_database_run (target, "PRAGMA foreign_keys=ON", error);
}
