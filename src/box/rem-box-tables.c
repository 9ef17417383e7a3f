/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of a box, for what must not forget any of them: merging and salvaging. Their columns
 * are asked of the database itself, so that a new column needs no line here; a new table does, and
 * tests/box/test-box-tables.c fails until it has one.
 *
 * SQL is put together here from names of tables and columns, which are ours: the schema was
 * compared with this program's own before. Values are bound as everywhere. */

#include "config.h"

#include "rem-box-tables.h"

#include "rem-box.h"

#include <string.h>

/* Those that others point to come first. */
static const RemTable tables[] = {
  { "setting", REM_TABLE_SETTINGS, { { 0 } }, REM_BOX_CHANGE_SETTINGS },
  { "person", REM_TABLE_ROWS, { { 0 } }, REM_BOX_CHANGE_PERSONS },
  { "keepsake", REM_TABLE_ROWS, { { 0 } }, REM_BOX_CHANGE_KEEPSAKES },
  { "keepsake_person",
    REM_TABLE_PARTS,
    { { "keepsake", "keepsake" }, { "person", "person" } },
    REM_BOX_CHANGE_KEEPSAKES },
  { "keepsake_tag", REM_TABLE_PARTS, { { "keepsake", "keepsake" } }, REM_BOX_CHANGE_KEEPSAKES },
  { "attachment", REM_TABLE_FILES, { { "keepsake", "keepsake" } }, REM_BOX_CHANGE_KEEPSAKES },
  { "thumbnail", REM_TABLE_PARTS, { { "attachment", "attachment" } }, REM_BOX_CHANGE_KEEPSAKES },
  { "occasion", REM_TABLE_ROWS, { { 0 } }, REM_BOX_CHANGE_OCCASIONS },
  { "occasion_person",
    REM_TABLE_PARTS,
    { { "occasion", "occasion" }, { "person", "person" } },
    REM_BOX_CHANGE_OCCASIONS },
  { "occasion_day", REM_TABLE_PARTS, { { "occasion", "occasion" } }, REM_BOX_CHANGE_OCCASIONS },
  { "reminder", REM_TABLE_PARTS, { { "occasion", "occasion" } }, REM_BOX_CHANGE_OCCASIONS },
  { "occurrence", REM_TABLE_PARTS, { { "occasion", "occasion" } }, REM_BOX_CHANGE_OCCASIONS },
  { "keepsake_occasion",
    REM_TABLE_PARTS,
    { { "keepsake", "keepsake" }, { "occasion", "occasion" } },
    REM_BOX_CHANGE_KEEPSAKES },
  { "keepsake_ritual", REM_TABLE_PARTS, { { "keepsake", "keepsake" } }, REM_BOX_CHANGE_KEEPSAKES },
  { "helper", REM_TABLE_ROWS, { { 0 } }, REM_BOX_CHANGE_HELPERS },
  { "ritual", REM_TABLE_ROWS, { { 0 } }, REM_BOX_CHANGE_RITUALS },
  { "ritual_held", REM_TABLE_ROWS, { { 0 } }, REM_BOX_CHANGE_RITUALS },
  { "check_in", REM_TABLE_ROWS, { { 0 } }, REM_BOX_CHANGE_RITUALS },
};

/**
 * rem_box_tables_get:
 * @n_out: (out): how many there are
 *
 * Any thread.
 *
 * Returns: (transfer none) (array length=n_out): all tables
 */
const RemTable *
rem_box_tables_get (guint *n_out)
{
  *n_out = G_N_ELEMENTS (tables);
  return tables;
}

/**
 * rem_box_tables_find:
 * @name: a name
 *
 * Returns: its place among rem_box_tables_get(), or -1
 */
int
rem_box_tables_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (strcmp (tables[i].name, name) == 0)
        return (int) i;
    }
  return -1;
}

/**
 * rem_table_columns_free:
 * @self: (transfer full): the columns of a table
 */
void
rem_table_columns_free (RemTableColumns *self)
{
  g_ptr_array_unref (self->names);
  g_free (self->rowid_column);
  g_free (self);
}

/* A single INTEGER PRIMARY KEY is the row number itself; tables without one have another key. */
static gboolean
find_rowid (RemDatabase *database, RemTableColumns *self, GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (
      database,
      "SELECT name FROM pragma_table_info (?1) WHERE pk = 1 AND type = 'INTEGER'"
      " AND 1 = (SELECT count(*) FROM pragma_table_info (?1) WHERE pk > 0)",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  rem_statement_bind_text (statement, 1, self->table->name);
  if (!rem_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    self->rowid_column = g_strdup (rem_statement_get_text (statement, 0));
  self->has_rowid = row;
  self->rowid_is_own = row && self->table->links[0].column == NULL;
  if (row && self->table->kind == REM_TABLE_FILES)
    self->rowid_is_own = TRUE;
  return TRUE;
}

/**
 * rem_table_columns_load:
 * @database: a database whose schema was verified
 * @table: a table
 * @error: return location for an error
 *
 * Owning thread.
 *
 * Returns: (transfer full): its columns in their order, without a row number of its own; fails as
 *   rem_database_set_error() says
 */
RemTableColumns *
rem_table_columns_load (RemDatabase *database, const RemTable *table, GError **error)
{
  g_autoptr (RemTableColumns) self = g_new0 (RemTableColumns, 1);
  g_autoptr (RemStatement) statement = NULL;
  gboolean row = TRUE;

  self->table = table;
  self->names = g_ptr_array_new_with_free_func (g_free);
  if (!find_rowid (database, self, error))
    return NULL;
  statement = rem_database_prepare (database,
                                    "SELECT name FROM pragma_table_info (?1) ORDER BY cid", error);
  if (statement == NULL)
    return NULL;
  rem_statement_bind_text (statement, 1, table->name);
  while (TRUE)
    {
      if (!rem_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        break;
      if (!self->rowid_is_own ||
          strcmp (self->rowid_column, rem_statement_get_text (statement, 0)) != 0)
        g_ptr_array_add (self->names, g_strdup (rem_statement_get_text (statement, 0)));
    }
  return g_steal_pointer (&self);
}

/**
 * rem_table_columns_find:
 * @self: the columns of a table
 * @name: a name
 *
 * Returns: its place among them, or -1
 */
int
rem_table_columns_find (RemTableColumns *self, const char *name)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      if (strcmp (g_ptr_array_index (self->names, i), name) == 0)
        return (int) i;
    }
  return -1;
}

static char *
join (RemTableColumns *self, guint n_columns, const char *separator, const char *after)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_columns; i++)
    {
      if (i > 0)
        g_string_append (text, separator);
      g_string_append (text, g_ptr_array_index (self->names, i));
      g_string_append (text, after);
    }
  return g_string_free (text, FALSE);
}

/**
 * rem_table_columns_build_select:
 * @self: the columns of a table
 * @where: (nullable): a column that must equal ?1
 *
 * Returns: (transfer full): SQL whose first column is the row number, 0 if the table has none of
 *   its own, and then all columns
 */
char *
rem_table_columns_build_select (RemTableColumns *self, const char *where)
{
  g_autofree char *columns = join (self, self->names->len, ", ", "");
  g_autofree char *condition =
      where != NULL ? g_strconcat (" WHERE ", where, " = ?1", NULL) : g_strdup ("");

  /* lint-allow: printed-sql, names of our own schema */
  return g_strdup_printf ("SELECT %s, %s FROM %s%s", self->rowid_is_own ? self->rowid_column : "0",
                          columns, self->table->name, condition);
}

/**
 * rem_table_columns_build_insert:
 * @self: the columns of a table
 * @n_columns: how many of them are given, from the first
 * @with_rowid: whether the row number is given too, as the last parameter
 *
 * Returns: (transfer full): SQL that inserts a row unless it would be there twice
 */
char *
rem_table_columns_build_insert (RemTableColumns *self, guint n_columns, gboolean with_rowid)
{
  g_autofree char *columns = join (self, n_columns, ", ", "");
  g_autoptr (GString) values = g_string_new (NULL);
  guint n_values = n_columns + (with_rowid ? 1 : 0);

  for (guint i = 0; i < n_values; i++)
    g_string_append_printf (values, "%s?%u", i > 0 ? ", " : "", i + 1);
  /* lint-allow: printed-sql, names of our own schema */
  return g_strdup_printf ("INSERT OR IGNORE INTO %s (%s%s%s) VALUES (%s)", self->table->name,
                          columns, with_rowid ? ", " : "", with_rowid ? self->rowid_column : "",
                          values->str);
}

/**
 * rem_table_columns_build_update:
 * @self: the columns of a table whose rows have a number of their own
 *
 * Returns: (transfer full): SQL that sets all columns of a row; its number is the last parameter
 */
char *
rem_table_columns_build_update (RemTableColumns *self)
{
  g_autofree char *columns = join (self, self->names->len, " = ?, ", "");

  /* lint-allow: printed-sql, names of our own schema */
  return g_strdup_printf ("UPDATE %s SET %s = ? WHERE %s = ?", self->table->name, columns,
                          self->rowid_column);
}
