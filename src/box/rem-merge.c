/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes: bringing the rows of one database into another
 *
 * Rows are known by their uuid. For each of theirs:
 *
 *   ours has none                            taken, with its parts                  TAKEN
 *   the same                                 parts that ours lacks are taken        SAME
 *   changed there, not here since the base   theirs takes the place of ours         REPLACED
 *   changed here, not there since the base   ours stays                             OURS
 *   changed on both sides                    theirs is taken beside ours, under     TWICE
 *                                            a uuid made of its own and its change
 *
 * The base is the instant until which both were one. Where it is not known, every difference counts
 * as changed on both sides: rather twice than lost. The uuid of a row that is kept twice follows
 * from the row, so that merging once more does not keep it a third time. Two rows of the same
 * instant that differ nevertheless (one lies in the bin) stay as ours has them.
 *
 * Nothing of ours is ever removed but the parts (tags, links) of a row that was replaced. What was
 * removed for good here and is there still comes back: that cannot be told from a loss. */

#include "config.h"

#include "rem-merge.h"

#include "rem-box.h"
#include "rem-statement-private.h"

#include <sodium.h>
#include <string.h>

typedef enum
{
  FATE_NONE, /* not brought over */
  FATE_TAKEN,
  FATE_SAME,
  FATE_REPLACED,
  FATE_OURS,
  FATE_TWICE,
} Fate;

/* What became of one of their rows. */
typedef struct
{
  gint64 ours;
  Fate fate;
} Outcome;

/* The work on one table. */
typedef struct
{
  RemMerge *merge;
  GHashTable **outcomes; /* of each table: their row number, to Outcome */
  RemTableColumns *columns;
  GHashTable *own; /* those of this table */
  RemStatement *source;
  int uuid;
  int modified;
  char *find_sql;
  char *insert_sql;
  char *update_sql;
} Job;

static void
clear_job (Job *job)
{
  g_clear_pointer (&job->source, rem_statement_release);
  g_clear_pointer (&job->columns, rem_table_columns_free);
  g_free (job->find_sql);
  g_free (job->insert_sql);
  g_free (job->update_sql);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, clear_job)

static Outcome *
find_outcome (GHashTable *outcomes, gint64 theirs)
{
  return g_hash_table_lookup (outcomes, &theirs);
}

static void
note_outcome (GHashTable *outcomes, gint64 theirs, gint64 ours, Fate fate)
{
  Outcome *outcome = g_new (Outcome, 1);
  gint64 *key = g_new (gint64, 1);

  *key = theirs;
  outcome->ours = ours;
  outcome->fate = fate;
  g_hash_table_insert (outcomes, key, outcome);
}

/* The uuid of the second of two. */
static char *
build_second_uuid (const char *uuid, gint64 modified_us)
{
  g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT, uuid, modified_us);
  guint8 sum[16];
  char hex[2 * sizeof sum + 1];

  crypto_generichash (sum, sizeof sum, (const guint8 *) text, strlen (text), NULL, 0);
  sum[6] = (sum[6] & 0x0f) | 0x80;
  sum[8] = (sum[8] & 0x3f) | 0x80;
  sodium_bin2hex (hex, sizeof hex, sum, sizeof sum);
  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

static gboolean
is_same_value (sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
  int type = sqlite3_column_type (a, column);
  int size;

  if (type != sqlite3_column_type (b, column))
    return FALSE;
  if (type == SQLITE_INTEGER)
    return sqlite3_column_int64 (a, column) == sqlite3_column_int64 (b, column);
  if (type == SQLITE_NULL)
    return TRUE;
  size = sqlite3_column_bytes (a, column);
  return size == sqlite3_column_bytes (b, column) &&
         (size == 0 || memcmp (sqlite3_column_blob (a, column), sqlite3_column_blob (b, column),
                               (gsize) size) == 0);
}

/* Columns that point to other rows are compared by what they point to. */
static gboolean
is_same_row (Job *job, RemStatement *ours)
{
  const RemTable *table = job->columns->table;

  for (guint i = 0; i < job->columns->names->len; i++)
    {
      const char *name = g_ptr_array_index (job->columns->names, i);
      gboolean is_link = FALSE;

      for (guint k = 0; k < REM_TABLE_MAX_LINKS; k++)
        is_link |= g_strcmp0 (table->links[k].column, name) == 0;
      if (strcmp (name, "object") == 0 && job->merge->objects != NULL)
        is_link = TRUE; /* the same bytes have another name in another box; the sums tell */
      if (!is_link && !is_same_value (job->source->handle, ours->handle, (int) i + 1))
        return FALSE;
    }
  return TRUE;
}

/* What a column that points to another row must hold here. */
static gboolean
map_link (Job *job, const char *name, int column, gboolean *is_link_out, gint64 *ours_out)
{
  const RemTable *table = job->columns->table;

  *is_link_out = FALSE;
  for (guint k = 0; k < REM_TABLE_MAX_LINKS && table->links[k].column != NULL; k++)
    {
      Outcome *outcome;

      if (strcmp (table->links[k].column, name) != 0)
        continue;
      *is_link_out = TRUE;
      outcome = find_outcome (job->outcomes[rem_box_tables_find (table->links[k].table)],
                              rem_statement_get_int64 (job->source, column));
      if (outcome == NULL || outcome->fate == FATE_NONE)
        return FALSE;
      *ours_out = outcome->ours;
      return TRUE;
    }
  return TRUE;
}

/* Binds the columns of their row, with the row numbers and names of ours; FALSE if a row that it
 * points to was not brought over. */
static gboolean
bind_row (Job *job, RemStatement *target, const char *uuid)
{
  for (guint i = 0; i < job->columns->names->len; i++)
    {
      const char *name = g_ptr_array_index (job->columns->names, i);
      int column = (int) i + 1;
      const char *object = NULL;
      gboolean is_link;
      gint64 ours = 0;

      if (!map_link (job, name, column, &is_link, &ours))
        return FALSE;
      if (job->merge->objects != NULL && strcmp (name, "object") == 0)
        object =
            g_hash_table_lookup (job->merge->objects, rem_statement_get_text (job->source, column));
      if (is_link)
        rem_statement_bind_int64 (target, column, ours);
      else if (uuid != NULL && (int) i == job->uuid)
        rem_statement_bind_text (target, column, uuid);
      else if (object != NULL)
        rem_statement_bind_text (target, column, object);
      else
        rem_statement_bind_column (target, column, job->source, column);
    }
  return TRUE;
}

static gboolean
find_ours (Job *job, const char *uuid, RemStatement **ours_out, GError **error)
{
  g_autoptr (RemStatement) ours = rem_database_prepare (job->merge->ours, job->find_sql, error);
  gboolean row = FALSE;

  *ours_out = NULL;
  if (ours == NULL)
    return FALSE;
  rem_statement_bind_text (ours, 1, uuid);
  if (!rem_statement_step (ours, &row, error))
    return FALSE;
  if (row)
    *ours_out = g_steal_pointer (&ours);
  return TRUE;
}

static void
note_change (Job *job)
{
  job->merge->counts.changes |= job->columns->table->change;
}

/* Inserts their row; leaves in @rowid_out its number here, or 0 if it was there or cannot be. */
static gboolean
insert_row (Job *job, const char *uuid, gint64 *rowid_out, GError **error)
{
  g_autoptr (RemStatement) insert = rem_database_prepare (job->merge->ours, job->insert_sql, error);
  int before;

  *rowid_out = 0;
  if (insert == NULL)
    return FALSE;
  if (!bind_row (job, insert, uuid))
    return TRUE;
  before = sqlite3_total_changes (rem_database_get_connection (job->merge->ours));
  if (!rem_statement_finish (insert, error))
    return FALSE;
  if (sqlite3_total_changes (rem_database_get_connection (job->merge->ours)) == before)
    return TRUE;
  *rowid_out = rem_database_get_last_rowid (job->merge->ours);
  note_change (job);
  return TRUE;
}

static void
count_new (Job *job)
{
  RemMergeCounts *counts = &job->merge->counts;
  int kind = rem_table_columns_find (job->columns, "kind");
  int removed = rem_table_columns_find (job->columns, "removed_us");
  gint64 number;

  if (removed >= 0 && rem_statement_get_int64 (job->source, removed + 1) != 0)
    return;
  counts->n_new++;
  if (strcmp (job->columns->table->name, "keepsake") != 0)
    return;
  number = rem_statement_get_int64 (job->source, kind + 1);
  if (number >= 0 && number < (gint64) G_N_ELEMENTS (counts->kinds))
    counts->kinds[number]++;
}

/* Parts of a row whose place theirs takes: theirs come instead. */
static gboolean
remove_parts (Job *job, gint64 ours, GError **error)
{
  guint n_tables;
  const RemTable *tables = rem_box_tables_get (&n_tables);

  for (guint i = 0; i < n_tables; i++)
    {
      g_autoptr (RemStatement) statement = NULL;
      g_autofree char *sql = NULL;

      if (tables[i].kind != REM_TABLE_PARTS ||
          strcmp (tables[i].links[0].table, job->columns->table->name) != 0)
        continue;
      /* lint-allow: printed-sql, names of our own schema */
      sql = g_strdup_printf ("DELETE FROM %s WHERE %s = ?1", tables[i].name,
                             tables[i].links[0].column);
      statement = rem_database_prepare (job->merge->ours, sql, error);
      if (statement == NULL)
        return FALSE;
      rem_statement_bind_int64 (statement, 1, ours);
      if (!rem_statement_finish (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
replace_row (Job *job, gint64 ours, GError **error)
{
  g_autoptr (RemStatement) update = rem_database_prepare (job->merge->ours, job->update_sql, error);

  if (update == NULL)
    return FALSE;
  if (!bind_row (job, update, NULL))
    return TRUE;
  rem_statement_bind_int64 (update, (int) job->columns->names->len + 1, ours);
  if (!rem_statement_finish (update, error))
    return FALSE;
  note_change (job);
  return TRUE;
}

static gboolean
keep_twice (Job *job, gint64 theirs, const char *uuid, gint64 modified_us, GError **error)
{
  g_autofree char *second = build_second_uuid (uuid, modified_us);
  g_autoptr (RemStatement) known = NULL;
  gint64 rowid = 0;

  if (!find_ours (job, second, &known, error))
    return FALSE;
  if (known != NULL)
    {
      note_outcome (job->own, theirs, rem_statement_get_int64 (known, 0), FATE_OURS);
      return TRUE;
    }
  if (!insert_row (job, second, &rowid, error))
    return FALSE;
  note_outcome (job->own, theirs, rowid, rowid != 0 ? FATE_TWICE : FATE_NONE);
  job->merge->counts.n_twice += rowid != 0;
  return TRUE;
}

static gboolean
merge_row (Job *job, GError **error)
{
  RemMerge *merge = job->merge;
  gint64 theirs = rem_statement_get_int64 (job->source, 0);
  g_autofree char *uuid = g_strdup (rem_statement_get_text (job->source, job->uuid + 1));
  gint64 their_us = rem_statement_get_int64 (job->source, job->modified + 1);
  g_autoptr (RemStatement) found = NULL;
  gint64 ours;
  gint64 our_us;

  if (!find_ours (job, uuid, &found, error))
    return FALSE;
  if (found == NULL)
    {
      if (!insert_row (job, NULL, &ours, error))
        return FALSE;
      note_outcome (job->own, theirs, ours, ours != 0 ? FATE_TAKEN : FATE_NONE);
      if (ours != 0)
        count_new (job);
      return TRUE;
    }
  ours = rem_statement_get_int64 (found, 0);
  our_us = rem_statement_get_int64 (found, job->modified + 1);
  if (merge->is_salvage || our_us == their_us || is_same_row (job, found))
    note_outcome (job->own, theirs, ours, FATE_SAME);
  else if (merge->base_us != 0 && their_us <= merge->base_us)
    note_outcome (job->own, theirs, ours, FATE_OURS);
  else if (merge->base_us != 0 && our_us <= merge->base_us)
    {
      g_clear_pointer (&found, rem_statement_release);
      if (!remove_parts (job, ours, error) || !replace_row (job, ours, error))
        return FALSE;
      note_outcome (job->own, theirs, ours, FATE_REPLACED);
      merge->counts.n_changed++;
    }
  else
    {
      g_clear_pointer (&found, rem_statement_release);
      return keep_twice (job, theirs, uuid, their_us, error);
    }
  return TRUE;
}

/* What became of the row that a part, or a file, belongs to. */
static Fate
get_owners_fate (Job *job)
{
  const RemTableLink *link = &job->columns->table->links[0];
  int column = rem_table_columns_find (job->columns, link->column) + 1;
  Outcome *outcome = find_outcome (job->outcomes[rem_box_tables_find (link->table)],
                                   rem_statement_get_int64 (job->source, column));

  return outcome != NULL ? outcome->fate : FATE_NONE;
}

static gboolean
merge_file (Job *job, GError **error)
{
  gint64 theirs = rem_statement_get_int64 (job->source, 0);
  const char *uuid = rem_statement_get_text (job->source, job->uuid + 1);
  Fate owner = get_owners_fate (job);
  g_autofree char *second = owner == FATE_TWICE ? build_second_uuid (uuid, 0) : NULL;
  g_autoptr (RemStatement) found = NULL;
  gint64 ours = 0;

  if (owner == FATE_NONE)
    return TRUE;
  if (!find_ours (job, second != NULL ? second : uuid, &found, error))
    return FALSE;
  if (found != NULL)
    {
      ours = rem_statement_get_int64 (found, 0);
      g_clear_pointer (&found, rem_statement_release);
      if (owner == FATE_REPLACED && !replace_row (job, ours, error))
        return FALSE;
      note_outcome (job->own, theirs, ours, FATE_SAME);
      return TRUE;
    }
  if (owner == FATE_OURS)
    return TRUE;
  if (!insert_row (job, second, &ours, error))
    return FALSE;
  note_outcome (job->own, theirs, ours, ours != 0 ? FATE_TAKEN : FATE_NONE);
  return TRUE;
}

static gboolean
merge_one (Job *job, GError **error)
{
  Fate owner;
  gint64 rowid;

  switch (job->columns->table->kind)
    {
    case REM_TABLE_ROWS:
      return merge_row (job, error);
    case REM_TABLE_FILES:
      return merge_file (job, error);
    case REM_TABLE_PARTS:
      owner = get_owners_fate (job);
      return owner == FATE_NONE || owner == FATE_OURS || insert_row (job, NULL, &rowid, error);
    case REM_TABLE_SETTINGS:
    default:
      return insert_row (job, NULL, &rowid, error);
    }
}

static gboolean
merge_table (RemMerge *self,
             const RemTable *table,
             GHashTable **outcomes,
             GHashTable *own,
             GCancellable *cancellable,
             GError **error)
{
  g_auto (Job) job = { .merge = self, .outcomes = outcomes, .own = own };
  g_autofree char *select_sql = NULL;
  gboolean row = TRUE;

  job.columns = rem_table_columns_load (self->ours, table, error);
  if (job.columns == NULL)
    return FALSE;
  job.uuid = rem_table_columns_find (job.columns, "uuid");
  job.modified = rem_table_columns_find (job.columns, "modified_us");
  select_sql = rem_table_columns_build_select (job.columns, NULL);
  job.insert_sql = rem_table_columns_build_insert (job.columns, job.columns->names->len, FALSE);
  if (job.uuid >= 0)
    {
      job.find_sql = rem_table_columns_build_select (job.columns, "uuid");
      job.update_sql = rem_table_columns_build_update (job.columns);
    }
  job.source = rem_database_prepare (self->theirs, select_sql, error);
  if (job.source == NULL)
    return FALSE;
  while (TRUE)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !rem_statement_step (job.source, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!merge_one (&job, error))
        return FALSE;
    }
}

/**
 * rem_merge_run:
 * @self: a merge
 * @cancellable: (nullable): ends it between two rows
 * @error: return location for an error
 *
 * Brings the rows of one database into another. The search index of @self->ours is built anew. The
 * thread that owns both.
 *
 * Returns: %TRUE on success; on failure the transaction is to be rolled back. Fails with
 *   %G_IO_ERROR_CANCELLED, or as rem_database_set_error() says
 */
gboolean
rem_merge_run (RemMerge *self, GCancellable *cancellable, GError **error)
{
  guint n_tables;
  const RemTable *tables = rem_box_tables_get (&n_tables);
  g_autoptr (GPtrArray) outcomes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);

  for (guint i = 0; i < n_tables; i++)
    g_ptr_array_add (outcomes, g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free));
  for (guint i = 0; i < n_tables; i++)
    {
      if (tables[i].kind == REM_TABLE_SETTINGS && !self->is_same_box)
        continue;
      if (!merge_table (self, &tables[i], (GHashTable **) outcomes->pdata,
                        g_ptr_array_index (outcomes, i), cancellable, error))
        return FALSE;
    }
  return self->is_preview || (self->counts.changes & REM_BOX_CHANGE_KEEPSAKES) == 0 ||
         rem_database_run (self->ours, "INSERT INTO search (search) VALUES ('rebuild')", error);
}
