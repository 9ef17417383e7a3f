/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rem-salvage-pages.h"

G_BEGIN_DECLS

/** Kinds of pages of a b-tree, by their first byte. */
typedef enum
{
  REM_SALVAGE_INDEX_INNER = 0x02,
  REM_SALVAGE_TABLE_INNER = 0x05,
  REM_SALVAGE_INDEX_LEAF = 0x0a,
  REM_SALVAGE_TABLE_LEAF = 0x0d,
} RemSalvagePageType;

/**
 * RemSalvageValue:
 * @type: SQLITE_INTEGER, SQLITE_FLOAT, SQLITE_TEXT, SQLITE_BLOB or SQLITE_NULL
 * @number: if it is an integer
 * @real: if it is a floating point number
 * @bytes: if it is a text or a blob; borrowed from the payload
 * @size: of @bytes
 *
 * One column of a row.
 */
typedef struct
{
  int type;
  gint64 number;
  double real;
  const guint8 *bytes;
  gsize size;
} RemSalvageValue;

/**
 * RemSalvageRowFunc:
 * @rowid: its number, 0 if it has none
 * @values: its columns
 * @n_values: how many
 * @user_data: what was given with it
 *
 * A row that could be read.
 */
typedef void (*RemSalvageRowFunc) (gint64 rowid,
                                   const RemSalvageValue *values,
                                   guint n_values,
                                   gpointer user_data);

int rem_salvage_page_get_type (guint32 number, const guint8 *page);
void rem_salvage_page_list_children (guint32 number, const guint8 *page, GArray *numbers);
guint rem_salvage_page_read_rows (RemSalvagePages *pages,
                                  guint32 number,
                                  const guint8 *page,
                                  RemSalvageRowFunc func,
                                  gpointer user_data);

G_END_DECLS
