/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-schema.h"

#include <string.h>

#include "rem-box-error.h"
#include "rem-database-private.h"

/* The schema is a row of migrations, run in order and never changed once released. A box of an
 * older version is brought up in one transaction; a newer one is left untouched. After that the
 * text of sqlite_schema must equal what these migrations make of an empty database: a box made by
 * somebody else brings no views, triggers or tables of its own (box.md, section 5).
 *
 * Days are EDTF text ("2009-21"); keepsake.sort_day is the number YYYYMMDD by which lists are
 * ordered, with 00 for what is not known of a vague day. Instants are microseconds since 1970 UTC.
 * keepsake.names and keepsake.tags repeat, as plain text, what the link tables say (names also the
 * captions of the files), for the search index, whose content the keepsake table is.
 */

/** "REMB" */
#define APPLICATION_ID "1380273474"

static const char *const migrations[REM_SCHEMA_VERSION] = {
  /* 1 */
  "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
  "CREATE TABLE person ("
  "  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
  "  words TEXT NOT NULL DEFAULT '{}', position INTEGER NOT NULL, quiet INTEGER NOT NULL,"
  "  note TEXT NOT NULL DEFAULT '', created_us INTEGER NOT NULL,"
  "  modified_us INTEGER NOT NULL, removed_us INTEGER NOT NULL DEFAULT 0) STRICT;"
  "CREATE TABLE keepsake ("
  "  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL,"
  "  title TEXT NOT NULL, text TEXT NOT NULL, addressee TEXT NOT NULL, signature TEXT NOT NULL,"
  "  place TEXT NOT NULL, names TEXT NOT NULL, tags TEXT NOT NULL, day TEXT NOT NULL,"
  "  sort_day INTEGER NOT NULL, opens TEXT NOT NULL, face_down INTEGER NOT NULL,"
  "  put_away INTEGER NOT NULL, created_us INTEGER NOT NULL, modified_us INTEGER NOT NULL,"
  "  removed_us INTEGER NOT NULL) STRICT;"
  "CREATE INDEX keepsake_by_day ON keepsake"
  "  (removed_us, put_away, sort_day, created_us);"
  "CREATE INDEX keepsake_by_kind ON keepsake"
  "  (kind, removed_us, put_away, sort_day, created_us);"
  "CREATE TABLE keepsake_person ("
  "  keepsake INTEGER NOT NULL REFERENCES keepsake ON DELETE CASCADE,"
  "  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,"
  "  PRIMARY KEY (keepsake, person)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX keepsake_person_by_person ON keepsake_person (person, keepsake);"
  "CREATE TABLE keepsake_tag ("
  "  keepsake INTEGER NOT NULL REFERENCES keepsake ON DELETE CASCADE, tag TEXT NOT NULL,"
  "  PRIMARY KEY (keepsake, tag)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX keepsake_tag_by_tag ON keepsake_tag (tag, keepsake);"
  "CREATE TABLE attachment ("
  "  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,"
  "  keepsake INTEGER NOT NULL REFERENCES keepsake ON DELETE CASCADE,"
  "  name TEXT NOT NULL, media_type TEXT NOT NULL, size_bytes INTEGER NOT NULL,"
  "  sum BLOB NOT NULL, object TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,"
  "  taken_at TEXT NOT NULL) STRICT;"
  "CREATE INDEX attachment_by_keepsake ON attachment (keepsake);"
  "CREATE INDEX attachment_by_object ON attachment (object);"
  "CREATE TABLE thumbnail ("
  "  attachment INTEGER PRIMARY KEY REFERENCES attachment ON DELETE CASCADE,"
  "  jpeg BLOB NOT NULL) STRICT;"
  "CREATE TABLE occasion ("
  "  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, label TEXT NOT NULL, kind TEXT NOT NULL,"
  "  anchor TEXT NOT NULL, calendar TEXT NOT NULL, repeat TEXT NOT NULL, leap_day TEXT NOT NULL,"
  "  rule TEXT NOT NULL, created_us INTEGER NOT NULL, modified_us INTEGER NOT NULL,"
  "  removed_us INTEGER NOT NULL) STRICT;"
  "CREATE TABLE occasion_person ("
  "  occasion INTEGER NOT NULL REFERENCES occasion ON DELETE CASCADE,"
  "  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,"
  "  PRIMARY KEY (occasion, person)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE reminder ("
  "  occasion INTEGER NOT NULL REFERENCES occasion ON DELETE CASCADE,"
  "  lead_days INTEGER NOT NULL, hour INTEGER NOT NULL, minute INTEGER NOT NULL,"
  "  PRIMARY KEY (occasion, lead_days, hour, minute)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE occurrence ("
  "  occasion INTEGER NOT NULL REFERENCES occasion ON DELETE CASCADE,"
  "  date TEXT NOT NULL, skipped INTEGER NOT NULL,"
  "  PRIMARY KEY (occasion, date)) STRICT, WITHOUT ROWID;"
  "CREATE VIRTUAL TABLE search USING fts5 ("
  "  title, text, addressee, signature, place, names, tags,"
  "  content='keepsake', content_rowid='id',"
  "  tokenize='unicode61 remove_diacritics 2', prefix='2 3');",
  /* 2 */
  "CREATE TABLE helper ("
  "  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL,"
  "  name TEXT NOT NULL, how TEXT NOT NULL, phone TEXT NOT NULL, created_us INTEGER NOT NULL,"
  "  modified_us INTEGER NOT NULL, removed_us INTEGER NOT NULL) STRICT;"
  "CREATE INDEX helper_by_kind ON helper (kind, removed_us, created_us);",
  /* 3 */
  "CREATE TABLE ritual_held ("
  "  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, ritual TEXT NOT NULL,"
  "  occasion TEXT NOT NULL, day TEXT NOT NULL, words TEXT NOT NULL,"
  "  created_us INTEGER NOT NULL, modified_us INTEGER NOT NULL,"
  "  removed_us INTEGER NOT NULL) STRICT;"
  "CREATE INDEX ritual_held_by_day ON ritual_held (removed_us, day, created_us);",
  /* 4: keepsakes: several files with captions, and the day of a date that a keepsake is about */
  "ALTER TABLE attachment ADD COLUMN caption TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE attachment ADD COLUMN position INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE attachment ADD COLUMN length_ms INTEGER NOT NULL DEFAULT 0;"
  "CREATE TABLE keepsake_occasion ("
  "  keepsake INTEGER NOT NULL REFERENCES keepsake ON DELETE CASCADE,"
  "  occasion INTEGER NOT NULL REFERENCES occasion ON DELETE CASCADE,"
  "  date TEXT NOT NULL, PRIMARY KEY (keepsake, occasion)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX keepsake_occasion_by_occasion ON keepsake_occasion (occasion, date);"
  /* in lists a vague day has zeros for what is not known of it */
  "UPDATE keepsake SET sort_day = sort_day / 10000 * 10000 WHERE length(day) = 4;"
  "UPDATE keepsake SET sort_day = sort_day / 100 * 100 WHERE length(day) = 7;"
  "CREATE TABLE keepsake_ritual ("
  "  keepsake INTEGER NOT NULL REFERENCES keepsake ON DELETE CASCADE,"
  "  ritual TEXT NOT NULL, date TEXT NOT NULL,"
  "  PRIMARY KEY (keepsake, ritual)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX keepsake_ritual_by_ritual ON keepsake_ritual (ritual, date);"
  /* dates: an hour in words, a note, muted or ended without being removed, where it came from */
  "ALTER TABLE occasion ADD COLUMN note TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE occasion ADD COLUMN hour TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE occasion ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE occasion ADD COLUMN ended TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE occasion ADD COLUMN uid TEXT NOT NULL DEFAULT '';"
  "CREATE INDEX occasion_by_uid ON occasion (uid) WHERE uid != '';"
  "CREATE TABLE occasion_day ("
  "  occasion INTEGER NOT NULL REFERENCES occasion ON DELETE CASCADE,"
  "  date TEXT NOT NULL, PRIMARY KEY (occasion, date)) STRICT, WITHOUT ROWID;"
  /* rituals of one's own, and how one is */
  "CREATE TABLE ritual ("
  "  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, title TEXT NOT NULL,"
  "  steps TEXT NOT NULL, needs TEXT NOT NULL, words TEXT NOT NULL, company TEXT NOT NULL,"
  "  occasion TEXT NOT NULL,"
  "  created_us INTEGER NOT NULL, modified_us INTEGER NOT NULL,"
  "  removed_us INTEGER NOT NULL) STRICT;"
  "CREATE TABLE check_in ("
  "  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, day TEXT NOT NULL,"
  "  feelings TEXT NOT NULL, body TEXT NOT NULL, words TEXT NOT NULL,"
  "  created_us INTEGER NOT NULL, modified_us INTEGER NOT NULL,"
  "  removed_us INTEGER NOT NULL) STRICT;"
  "CREATE INDEX check_in_by_day ON check_in (removed_us, day, created_us);"
  /* What a search sorts and filters by, without the rows: each of them is a page or more. */
  "CREATE INDEX keepsake_in_search ON keepsake"
  "  (id, removed_us, put_away, kind, sort_day, created_us);"
  /* Leaves of the index that fit a sealed page, which has 40 bytes less for SQLite: with FTS5's own
   * 4050 each leaf would take a second page. */
  "INSERT INTO search (search, rank) VALUES ('pgsz', 4010);"
  "INSERT INTO search (search) VALUES ('rebuild');",
};

static gboolean
read_version (RemDatabase *database, int *version_out, GError **error)
{
  g_autoptr (RemStatement) statement =
      rem_database_prepare (database, "PRAGMA user_version", error);
  gboolean row;

  if (statement == NULL || !rem_statement_step (statement, &row, error))
    return FALSE;
  *version_out = (int) rem_statement_get_int64 (statement, 0);
  return TRUE;
}

static gboolean
run_migrations (RemDatabase *database, int from, GError **error)
{
  /* lint-allow: printed-sql, a PRAGMA takes no bound value and the number is ours */
  g_autofree char *version =
      g_strdup_printf ("PRAGMA user_version=%d", (int) G_N_ELEMENTS (migrations));

  if (!rem_database_run (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  for (gsize i = (gsize) from; i < G_N_ELEMENTS (migrations); i++)
    {
      if (!rem_database_run (database, migrations[i], error))
        {
          rem_database_run (database, "ROLLBACK", NULL);
          return FALSE;
        }
    }
  if (!rem_database_run (database, version, error) ||
      !rem_database_run (database, "PRAGMA application_id=" APPLICATION_ID, error) ||
      !rem_database_run (database, "COMMIT", error))
    {
      rem_database_run (database, "ROLLBACK", NULL);
      return FALSE;
    }
  return TRUE;
}

/**
 * rem_schema_install:
 * @database: an empty database
 * @error: return location for an error
 *
 * Makes the tables, in one transaction. Worker thread.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_schema_install (RemDatabase *database, GError **error)
{
  return run_migrations (database, 0, error);
}

/**
 * rem_schema_is_older:
 * @database: the database of a box
 * @older_out: (out): whether rem_schema_migrate() would change it
 * @error: return location for an error
 *
 * Worker thread.
 *
 * Returns: %TRUE on success; fails as rem_database_set_error() says
 */
gboolean
rem_schema_is_older (RemDatabase *database, gboolean *older_out, GError **error)
{
  int version = 0;

  if (!read_version (database, &version, error))
    return FALSE;
  *older_out = version >= 1 && version < REM_SCHEMA_VERSION;
  return TRUE;
}

static char *
describe (sqlite3 *connection)
{
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (connection,
                          "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"
                          " ORDER BY name, type LIMIT 256",
                          -1, &statement, NULL) != SQLITE_OK)
    return NULL;
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < 4; i++)
        g_string_append_printf (text, "%s\n", (const char *) sqlite3_column_text (statement, i));
    }
  sqlite3_finalize (statement);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Compares the text of the schema with what the migrations up to @version make. */
static gboolean
verify_version (RemDatabase *database, gsize version, GError **error)
{
  g_autofree char *found = describe (rem_database_get_connection (database));
  g_autofree char *expected = NULL;
  sqlite3 *model = NULL;

  if (sqlite3_open_v2 (":memory:", &model,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY,
                       NULL) == SQLITE_OK)
    {
      for (gsize i = 0; i < version; i++)
        sqlite3_exec (model, migrations[i], NULL, NULL, NULL);
      expected = describe (model);
    }
  sqlite3_close (model);

  if (found == NULL || expected == NULL)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED, "the schema cannot be read");
      return FALSE;
    }
  if (strcmp (found, expected) != 0)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_HOSTILE, "the schema is not ours");
      return FALSE;
    }
  return TRUE;
}

/**
 * rem_schema_migrate:
 * @database: the database of a box
 * @error: return location for an error
 *
 * Brings an older schema up to this version in one transaction; does nothing to a current one.
 * Worker thread.
 *
 * Returns: %TRUE on success. Fails with %REM_BOX_ERROR_NEWER, having touched nothing, if the
 *   schema is from a newer program, with %REM_BOX_ERROR_DAMAGED if there is none, with
 *   %REM_BOX_ERROR_HOSTILE if it is not what that version made
 */
gboolean
rem_schema_migrate (RemDatabase *database, GError **error)
{
  int version = 0;

  if (!read_version (database, &version, error))
    return FALSE;
  if (version > REM_SCHEMA_VERSION)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_NEWER, "schema version %d", version);
      return FALSE;
    }
  if (version < 1)
    {
      g_set_error (error, REM_BOX_ERROR, REM_BOX_ERROR_DAMAGED, "schema version %d", version);
      return FALSE;
    }
  /* No statement of a migration meets a schema that is not ours. */
  return version == REM_SCHEMA_VERSION || (verify_version (database, (gsize) version, error) &&
                                           run_migrations (database, version, error));
}

/**
 * rem_schema_verify:
 * @database: the database of a box, migrated
 * @error: return location for an error
 *
 * Compares the text of the schema with what this program makes. Worker thread.
 *
 * Returns: %TRUE if they are equal; fails with %REM_BOX_ERROR_HOSTILE if not
 */
gboolean
rem_schema_verify (RemDatabase *database, GError **error)
{
  return verify_version (database, G_N_ELEMENTS (migrations), error);
}
