/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-database-private.h"
#include "rem-statement-private.h"

#include <string.h>

#include "rem-box-error.h"
#include "rem-sqlite-setup.h"

/* One connection, opened, used and closed on the box worker. SQLite runs in WAL with exclusive
 * locking on the sealed VFS: no shared memory, no rollback journal, no temporary file, so that
 * nothing but sealed pages ever reaches a disk (box.md, sections 0 and 5). */

/** Longest text or blob that a row may hold, in bytes. */
#define MAX_VALUE_BYTES (64 * 1024 * 1024)

struct _RemDatabase
{
  sqlite3 *connection;
  GThread *thread;
  GHashTable *statements;
  GPtrArray *backups; /* of RemBackup, borrowed: those that read from here */
};

static RemBoxError
box_error_of (int code)
{
  if (code == SQLITE_IOERR_DATA || code == SQLITE_IOERR_SHORT_READ)
    return REM_BOX_ERROR_DAMAGED;

  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return REM_BOX_ERROR_DISK_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return REM_BOX_ERROR_DAMAGED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return REM_BOX_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return REM_BOX_ERROR_IN_USE;
    case SQLITE_NOMEM:
      return REM_BOX_ERROR_NO_MEMORY;
    case SQLITE_CANTOPEN:
    default:
      return REM_BOX_ERROR_IO;
    }
}

/**
 * rem_database_set_error:
 * @self: a database
 * @code: SQLite's extended result code, not %SQLITE_OK
 * @what: what was being done; for developers
 * @error: return location for an error
 *
 * Turns SQLite's code into an error that holds no content: neither SQL nor SQLite's message.
 *
 * Returns: %FALSE
 */
gboolean
rem_database_set_error (RemDatabase *self, int code, const char *what, GError **error)
{
  if ((code & 0xff) == SQLITE_INTERRUPT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: interrupted", what);
  else
    g_set_error (error, REM_BOX_ERROR, box_error_of (code), "%s: SQLite %d", what, code);
  return FALSE;
}

static void
free_statement (gpointer data)
{
  RemStatement *statement = data;

  sqlite3_finalize (statement->handle);
  g_free (statement);
}

static gboolean
run_pragma (RemDatabase *self, const char *sql, const char *expected, GError **error)
{
  g_autoptr (RemStatement) statement = rem_database_prepare (self, sql, error);
  gboolean row = FALSE;

  if (statement == NULL || !rem_statement_step (statement, &row, error))
    return FALSE;
  if (expected != NULL &&
      (!row || g_ascii_strcasecmp (rem_statement_get_text (statement, 0), expected) != 0))
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_IO, "a pragma was not taken: %s", sql);
      return FALSE;
    }
  return TRUE;
}

static void
harden (sqlite3 *connection)
{
  static const struct
  {
    int id;
    int value;
  } limits[] = {
    { SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES },
    { SQLITE_LIMIT_SQL_LENGTH, 64 * 1024 },
    { SQLITE_LIMIT_COLUMN, 64 },
    { SQLITE_LIMIT_EXPR_DEPTH, 64 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 8 },
    { SQLITE_LIMIT_ATTACHED, 0 },
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 8 },
    { SQLITE_LIMIT_VARIABLE_NUMBER, 256 },
    { SQLITE_LIMIT_FUNCTION_ARG, 16 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (connection, limits[i].id, limits[i].value);

  sqlite3_db_config (connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (connection, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (connection, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (connection, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
}

static RemDatabase *
open_connection (const char *path, RemVfs *vfs, int flags, GError **error)
{
  RemDatabase *self;
  int code;

  rem_sqlite_setup ();
  self = g_new0 (RemDatabase, 1);
  self->thread = g_thread_self ();
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_statement);
  self->backups = g_ptr_array_new ();
  code = sqlite3_open_v2 (path, &self->connection,
                          flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW |
                              SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX,
                          rem_vfs_get_name (vfs));
  if (code != SQLITE_OK)
    {
      rem_database_set_error (self, code, "open", error);
      rem_database_close (self, NULL);
      return NULL;
    }
  harden (self->connection);
  if (!run_pragma (self, "PRAGMA locking_mode=EXCLUSIVE", "exclusive", error) ||
      !run_pragma (self, "PRAGMA temp_store=MEMORY", NULL, error) ||
      !run_pragma (self, "PRAGMA mmap_size=0", NULL, error) ||
      !run_pragma (self, "PRAGMA cell_size_check=ON", NULL, error) ||
      !run_pragma (self, "PRAGMA foreign_keys=ON", NULL, error) ||
      !run_pragma (self, "PRAGMA secure_delete=ON", "1", error) ||
      !run_pragma (self, "PRAGMA cache_size=-16384", NULL, error))
    {
      rem_database_close (self, NULL);
      return NULL;
    }
  return self;
}

static void
detach_backup (gpointer backup, gpointer user_data)
{
  rem_backup_detach (backup);
}

static gboolean
use_wal (RemDatabase *self, GError **error)
{
  return run_pragma (self, "PRAGMA journal_mode=WAL", "wal", error) &&
         run_pragma (self, "PRAGMA synchronous=FULL", NULL, error) &&
         run_pragma (self, "PRAGMA wal_autocheckpoint=256", NULL, error) &&
         run_pragma (self, "PRAGMA journal_size_limit=4194304", NULL, error);
}

/**
 * rem_database_create:
 * @path: an absolute path where nothing is, but for a key region
 * @vfs: the sealed VFS of the new box
 * @error: return location for an error
 *
 * Makes an empty database and leaves it in WAL. The calling thread owns it.
 *
 * Returns: (transfer full): the database; fails with %REM_BOX_ERROR_DISK_FULL,
 *   %REM_BOX_ERROR_READ_ONLY or %REM_BOX_ERROR_IO
 */
RemDatabase *
rem_database_create (const char *path, RemVfs *vfs, GError **error)
{
  RemDatabase *self = open_connection (path, vfs, SQLITE_OPEN_CREATE, error);

  if (self == NULL)
    return NULL;
  /* The switch to WAL is itself journalled; in memory, for a file that nobody misses yet. */
  if (!run_pragma (self, "PRAGMA journal_mode=MEMORY", "memory", error) ||
      !rem_database_run (self, "PRAGMA user_version=0", error) || !use_wal (self, error))
    {
      rem_database_close (self, NULL);
      return NULL;
    }
  return self;
}

/**
 * rem_database_create_unsynced:
 * @path: an absolute path of a file that holds only a key region
 * @vfs: the sealed VFS of its box
 * @error: return location for an error
 *
 * Makes an empty database that is filled at once and is not a box yet: no log, and nothing is
 * synced. The calling thread owns it.
 *
 * Returns: (transfer full): the database; fails as rem_database_create() does
 */
RemDatabase *
rem_database_create_unsynced (const char *path, RemVfs *vfs, GError **error)
{
  RemDatabase *self = open_connection (path, vfs, SQLITE_OPEN_CREATE, error);

  if (self == NULL)
    return NULL;
  if (!run_pragma (self, "PRAGMA journal_mode=MEMORY", "memory", error) ||
      !run_pragma (self, "PRAGMA synchronous=OFF", NULL, error))
    {
      rem_database_close (self, NULL);
      return NULL;
    }
  return self;
}

/**
 * rem_database_open:
 * @path: an absolute path
 * @vfs: the sealed VFS of that box
 * @error: return location for an error
 *
 * Opens the database, recovering what the log holds after an unclean end. The calling thread owns
 * it.
 *
 * Returns: (transfer full): the database; fails with %REM_BOX_ERROR_DAMAGED,
 *   %REM_BOX_ERROR_READ_ONLY, %REM_BOX_ERROR_DISK_FULL or %REM_BOX_ERROR_IO
 */
RemDatabase *
rem_database_open (const char *path, RemVfs *vfs, GError **error)
{
  RemDatabase *self = open_connection (path, vfs, 0, error);

  if (self == NULL)
    return NULL;
  if (!use_wal (self, error))
    {
      rem_database_close (self, NULL);
      return NULL;
    }
  return self;
}

/**
 * rem_database_close:
 * @self: (transfer full): a database
 * @error: return location for an error
 *
 * Writes the log back and closes the connection; it is closed in any case. Owning thread.
 *
 * Returns: %TRUE if everything was written back; if not, the log is kept and read at the next open
 */
gboolean
rem_database_close (RemDatabase *self, GError **error)
{
  int code;

  g_ptr_array_foreach (self->backups, detach_backup, NULL);
  g_ptr_array_unref (self->backups);
  g_hash_table_unref (self->statements);
  code = sqlite3_close (self->connection);
  if (code != SQLITE_OK)
    rem_database_set_error (self, code, "close", error);
  g_free (self);
  return code == SQLITE_OK;
}

/**
 * rem_database_get_connection:
 * @self: a database
 *
 * Returns: (transfer none): SQLite's connection. Owning thread.
 */
sqlite3 *
rem_database_get_connection (RemDatabase *self)
{
  return self->connection;
}

/**
 * rem_database_is_current:
 * @self: a database
 *
 * Returns: %TRUE on the thread that owns @self. Any thread.
 */
gboolean
rem_database_is_current (RemDatabase *self)
{
  return self->thread == g_thread_self ();
}

/**
 * rem_database_is_read_only:
 * @self: a database
 *
 * Returns: %TRUE if nothing can be written to it. Owning thread.
 */
gboolean
rem_database_is_read_only (RemDatabase *self)
{
  return sqlite3_db_readonly (self->connection, "main") == 1;
}

/**
 * rem_database_hold_backup:
 * @self: a database
 * @backup: a backup that reads from it; let go of when @self is closed before it is dropped
 *
 * Owning thread.
 */
void
rem_database_hold_backup (RemDatabase *self, RemBackup *backup)
{
  g_ptr_array_add (self->backups, backup);
}

/**
 * rem_database_drop_backup:
 * @self: a database
 * @backup: a backup that it holds
 *
 * Owning thread.
 */
void
rem_database_drop_backup (RemDatabase *self, RemBackup *backup)
{
  g_ptr_array_remove (self->backups, backup);
}

/**
 * rem_database_interrupt:
 * @self: a database
 *
 * Ends the statement that runs at this moment. Any thread, while @self is not being closed.
 */
void
rem_database_interrupt (RemDatabase *self)
{
  sqlite3_interrupt (self->connection);
}

/**
 * rem_database_run:
 * @self: a database
 * @sql: constant SQL without parameters; several statements are taken
 * @error: return location for an error
 *
 * Owning thread.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_database_run (RemDatabase *self, const char *sql, GError **error)
{
  int code;

  g_assert (rem_database_is_current (self));

  code = sqlite3_exec (self->connection, sql, NULL, NULL, NULL);
  return code == SQLITE_OK || rem_database_set_error (self, code, "run", error);
}

/**
 * rem_database_is_in_transaction:
 * @self: a database
 *
 * SQLite ends a transaction by itself after some errors.
 *
 * Returns: %TRUE inside a transaction. Owning thread.
 */
gboolean
rem_database_is_in_transaction (RemDatabase *self)
{
  return sqlite3_get_autocommit (self->connection) == 0;
}

/**
 * rem_database_get_last_rowid:
 * @self: a database
 *
 * Returns: the id of the row inserted last. Owning thread.
 */
gint64
rem_database_get_last_rowid (RemDatabase *self)
{
  return sqlite3_last_insert_rowid (self->connection);
}

/**
 * rem_database_prepare:
 * @self: a database
 * @sql: one constant statement; values come only through parameters
 * @error: return location for an error
 *
 * Statements are prepared once and kept. Owning thread.
 *
 * Returns: (transfer full): a statement on loan, to be released before it is asked for again;
 *   fails as rem_database_set_error() says
 */
RemStatement *
rem_database_prepare (RemDatabase *self, const char *sql, GError **error)
{
  RemStatement *statement;
  int code;

  g_assert (rem_database_is_current (self));

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement == NULL)
    {
      sqlite3_stmt *handle = NULL;

      code =
          sqlite3_prepare_v3 (self->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
      if (code != SQLITE_OK)
        {
          rem_database_set_error (self, code, "prepare", error);
          return NULL;
        }
      statement = g_new0 (RemStatement, 1);
      statement->database = self;
      statement->handle = handle;
      g_hash_table_insert (self->statements, g_strdup (sql), statement);
    }
  g_assert (!statement->on_loan);
  statement->on_loan = TRUE;
  return statement;
}
