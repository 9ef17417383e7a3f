/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-database-private.h"
#include "rem-statement-private.h"

#include "rem-box-error.h"

static void
note_bind (RemStatement *self, int code)
{
  if (self->bind_code == SQLITE_OK)
    self->bind_code = code;
}

/**
 * rem_statement_bind_text:
 * @self: a statement
 * @index: parameter, from 1
 * @text: (nullable): UTF-8; %NULL binds ""
 *
 * Copies @text. Worker thread.
 */
void
rem_statement_bind_text (RemStatement *self, int index, const char *text)
{
  note_bind (self, sqlite3_bind_text (self->handle, index, text != NULL ? text : "", -1,
                                      SQLITE_TRANSIENT));
}

/**
 * rem_statement_bind_int64:
 * @self: a statement
 * @index: parameter, from 1
 * @value: a number
 *
 * Worker thread.
 */
void
rem_statement_bind_int64 (RemStatement *self, int index, gint64 value)
{
  note_bind (self, sqlite3_bind_int64 (self->handle, index, value));
}

/**
 * rem_statement_bind_blob:
 * @self: a statement
 * @index: parameter, from 1
 * @bytes: (array length=size): bytes, copied
 * @size: their number
 *
 * Worker thread.
 */
void
rem_statement_bind_blob (RemStatement *self, int index, const void *bytes, gsize size)
{
  note_bind (self, sqlite3_bind_blob64 (self->handle, index, bytes, size, SQLITE_TRANSIENT));
}

/**
 * rem_statement_bind_column:
 * @self: a statement
 * @index: parameter, from 1
 * @row: another statement, on a row, of this database or of another of the same thread
 * @column: its column, from 0
 *
 * Binds the value of a column as it is. Owning thread.
 */
void
rem_statement_bind_column (RemStatement *self, int index, RemStatement *row, int column)
{
  note_bind (self,
             sqlite3_bind_value (self->handle, index, sqlite3_column_value (row->handle, column)));
}

/**
 * rem_statement_step:
 * @self: a statement
 * @row_out: (out): whether there is a row
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: %TRUE on success. Fails with the %REM_BOX_ERROR that
 *   rem_database_set_error() makes of SQLite's code.
 */
gboolean
rem_statement_step (RemStatement *self, gboolean *row_out, GError **error)
{
  int code = self->bind_code;

  if (code == SQLITE_OK)
    code = sqlite3_step (self->handle);
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    {
      *row_out = code == SQLITE_ROW;
      return TRUE;
    }
  return rem_database_set_error (self->database, code, "step", error);
}

/**
 * rem_statement_finish:
 * @self: a statement that gives no rows
 * @error: return location for an error
 *
 * Runs @self to its end. Worker thread.
 *
 * Returns: %TRUE on success; fails as rem_statement_step() does
 */
gboolean
rem_statement_finish (RemStatement *self, GError **error)
{
  gboolean row = TRUE;

  while (row)
    {
      if (!rem_statement_step (self, &row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rem_statement_get_text:
 * @self: a statement on a row
 * @column: column, from 0
 *
 * Worker thread.
 *
 * Returns: (transfer none): the text until the next step; "" for NULL
 */
const char *
rem_statement_get_text (RemStatement *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self->handle, column);

  return text != NULL ? text : "";
}

/**
 * rem_statement_get_int64:
 * @self: a statement on a row
 * @column: column, from 0
 *
 * Worker thread.
 *
 * Returns: the number
 */
gint64
rem_statement_get_int64 (RemStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/**
 * rem_statement_get_bytes:
 * @self: a statement on a row
 * @column: column, from 0
 * @bytes_out: (out) (transfer none) (array length=size_out): the bytes until the next step
 * @size_out: (out): their number
 *
 * Worker thread.
 *
 * Returns: %FALSE if the column is NULL or empty
 */
gboolean
rem_statement_get_bytes (RemStatement *self, int column, const guint8 **bytes_out, gsize *size_out)
{
  const guint8 *bytes = sqlite3_column_blob (self->handle, column);
  int size = sqlite3_column_bytes (self->handle, column);

  if (bytes == NULL || size <= 0)
    return FALSE;
  *bytes_out = bytes;
  *size_out = (gsize) size;
  return TRUE;
}

/**
 * rem_statement_release:
 * @self: (transfer full): a statement
 *
 * Gives the statement back to its database, without what was bound to it. Worker thread.
 */
void
rem_statement_release (RemStatement *self)
{
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->bind_code = SQLITE_OK;
  self->on_loan = FALSE;
}
