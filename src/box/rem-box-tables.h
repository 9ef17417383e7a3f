/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-database-private.h"

G_BEGIN_DECLS

/**
 * RemTableKind:
 * @REM_TABLE_ROWS: rows by themselves, with a uuid and the instant of the last change
 * @REM_TABLE_FILES: attachments: a uuid, and each belongs to a row of another table
 * @REM_TABLE_PARTS: no uuid; each belongs to a row of another table and is taken or left with it
 * @REM_TABLE_SETTINGS: a key and a value
 *
 * How the rows of a table are merged and salvaged.
 */
typedef enum
{
  REM_TABLE_ROWS,
  REM_TABLE_FILES,
  REM_TABLE_PARTS,
  REM_TABLE_SETTINGS,
} RemTableKind;

#define REM_TABLE_MAX_LINKS 2

/** RemTableLink: a column that holds the row number of a row of another table. */
typedef struct
{
  const char *column;
  const char *table;
} RemTableLink;

/**
 * RemTable:
 * @name: its name
 * @kind: how its rows are treated
 * @links: what its rows point to; the first is what a part belongs to. Ends with %NULL
 * @change: what is told to the pages when its rows change, of #RemBoxChange
 *
 * One table of the schema. What is built from other tables, the search index, is not among them.
 */
typedef struct
{
  const char *name;
  RemTableKind kind;
  RemTableLink links[REM_TABLE_MAX_LINKS];
  guint change;
} RemTable;

/** RemTableColumns: the names of the columns of a table, but for the row number itself. */
typedef struct
{
  const RemTable *table;
  GPtrArray *names;
  gboolean has_rowid;    /* a column that is the row number itself */
  char *rowid_column;    /* (nullable): its name */
  gboolean rowid_is_own; /* the row number means nothing outside the box */
} RemTableColumns;

const RemTable *rem_box_tables_get (guint *n_out);
int rem_box_tables_find (const char *name);

RemTableColumns *
rem_table_columns_load (RemDatabase *database, const RemTable *table, GError **error);
void rem_table_columns_free (RemTableColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemTableColumns, rem_table_columns_free)
int rem_table_columns_find (RemTableColumns *self, const char *name);
char *rem_table_columns_build_select (RemTableColumns *self, const char *where);
char *rem_table_columns_build_insert (RemTableColumns *self, guint n_columns, gboolean with_rowid);
char *rem_table_columns_build_update (RemTableColumns *self);

G_END_DECLS
