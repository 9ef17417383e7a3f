/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of SQLite's b-trees, read without SQLite (https://www.sqlite.org/fileformat2.html,
 * parts 1.6 and 2.1). The pages are authentic, so they are what SQLite wrote; still nothing in them
 * is believed: every offset and every size is compared with where it must lie. */

#include "config.h"

#include "rem-salvage-record.h"

#include <sqlite3.h>
#include <string.h>

#define U           REM_SALVAGE_USABLE_BYTES
#define MAX_COLUMNS 64
#define MAX_PAYLOAD (64 * 1024 * 1024)

static guint32
get_be16 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 8 | bytes[1];
}

static guint32
get_be32 (const guint8 *bytes)
{
  return get_be16 (bytes) << 16 | get_be16 (bytes + 2);
}

/* Moves @at behind a varint; FALSE if it does not end before @end. */
static gboolean
read_varint (const guint8 *bytes, gsize *at, gsize end, guint64 *value_out)
{
  guint64 value = 0;

  for (guint i = 0; i < 9; i++)
    {
      guint8 byte;

      if (*at >= end)
        return FALSE;
      byte = bytes[(*at)++];
      if (i == 8)
        {
          *value_out = value << 8 | byte;
          return TRUE;
        }
      value = value << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0)
        break;
    }
  *value_out = value;
  return TRUE;
}

/* On page 1 the header of the database comes first. */
static gsize
get_header (guint32 number)
{
  return number == 1 ? 100 : 0;
}

/**
 * rem_salvage_page_get_type:
 * @number: its number
 * @page: a page
 *
 * Returns: one of #RemSalvagePageType, or 0 if it is not a page of a b-tree
 */
int
rem_salvage_page_get_type (guint32 number, const guint8 *page)
{
  int type = page[get_header (number)];

  if (type == REM_SALVAGE_INDEX_INNER || type == REM_SALVAGE_TABLE_INNER ||
      type == REM_SALVAGE_INDEX_LEAF || type == REM_SALVAGE_TABLE_LEAF)
    return type;
  return 0;
}

static gboolean
is_inner (int type)
{
  return type == REM_SALVAGE_INDEX_INNER || type == REM_SALVAGE_TABLE_INNER;
}

/* Where cell @i begins, or 0. */
static gsize
find_cell (guint32 number, const guint8 *page, int type, guint i)
{
  gsize pointers = get_header (number) + (is_inner (type) ? 12 : 8);
  gsize cell;

  if (pointers + 2 * (gsize) i + 2 > U)
    return 0;
  cell = get_be16 (page + pointers + 2 * (gsize) i);
  return cell >= pointers && cell + 4 <= U ? cell : 0;
}

static guint
count_cells (guint32 number, const guint8 *page)
{
  return get_be16 (page + get_header (number) + 3);
}

/**
 * rem_salvage_page_list_children:
 * @number: its number
 * @page: a page
 * @numbers: (element-type guint32): takes the numbers of the pages below it
 */
void
rem_salvage_page_list_children (guint32 number, const guint8 *page, GArray *numbers)
{
  int type = rem_salvage_page_get_type (number, page);
  guint32 child;

  if (!is_inner (type))
    return;
  for (guint i = 0; i < count_cells (number, page); i++)
    {
      gsize cell = find_cell (number, page, type, i);

      if (cell == 0)
        continue;
      child = get_be32 (page + cell);
      g_array_append_val (numbers, child);
    }
  child = get_be32 (page + get_header (number) + 8);
  g_array_append_val (numbers, child);
}

/* Puts a payload together, with what lies on overflow pages; NULL if one of them is lost. */
static guint8 *
read_payload (RemSalvagePages *pages, const guint8 *page, gsize at, guint64 size, gboolean is_table)
{
  gsize most = is_table ? U - 35 : (U - 12) * 64 / 255 - 23;
  gsize least = (U - 12) * 32 / 255 - 23;
  gsize local = (gsize) size;
  g_autofree guint8 *payload = NULL;
  g_autofree guint8 *overflow = NULL;
  guint32 next;

  if (size > MAX_PAYLOAD)
    return NULL;
  if (size > most)
    {
      local = least + ((gsize) size - least) % (U - 4);
      if (local > most)
        local = least;
    }
  if (at + local + (local < size ? 4 : 0) > U)
    return NULL;
  payload = g_malloc ((gsize) size + 1);
  memcpy (payload, page + at, local);
  if (local == size)
    return g_steal_pointer (&payload);

  overflow = g_malloc (REM_SALVAGE_PAGE_BYTES);
  next = get_be32 (page + at + local);
  for (gsize done = local; done < size;)
    {
      gsize n = MIN ((gsize) size - done, U - 4);

      if (!rem_salvage_pages_read (pages, next, overflow))
        return NULL;
      memcpy (payload + done, overflow + 4, n);
      done += n;
      next = get_be32 (overflow);
    }
  return g_steal_pointer (&payload);
}

static gboolean
read_value (const guint8 *payload, gsize *at, gsize size, guint64 serial, RemSalvageValue *value)
{
  static const guint8 widths[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };
  gsize width = 0;
  guint64 bits = 0;

  *value = (RemSalvageValue){ .type = SQLITE_NULL };
  if (serial >= 12)
    {
      value->type = serial % 2 == 0 ? SQLITE_BLOB : SQLITE_TEXT;
      value->size = (gsize) ((serial - 12) / 2);
      value->bytes = payload + *at;
      width = value->size;
    }
  else if (serial < G_N_ELEMENTS (widths))
    width = widths[serial];
  else
    return FALSE;
  if (width > size - *at)
    return FALSE;
  if (serial >= 1 && serial <= 7)
    {
      /* Two's complement, from its sign on. */
      bits = serial != 7 && (payload[*at] & 0x80) != 0 ? ~G_GUINT64_CONSTANT (0) : 0;
      for (gsize i = 0; i < width; i++)
        bits = bits << 8 | payload[*at + i];
    }
  if (serial == 7)
    {
      value->type = SQLITE_FLOAT;
      memcpy (&value->real, &bits, sizeof bits);
    }
  else if (serial >= 1 && serial <= 9)
    {
      value->type = SQLITE_INTEGER;
      value->number = serial >= 8 ? (gint64) serial - 8 : (gint64) bits;
    }
  *at += width;
  return TRUE;
}

static gboolean
read_record (
    const guint8 *payload, gsize size, gint64 rowid, RemSalvageRowFunc func, gpointer user_data)
{
  RemSalvageValue values[MAX_COLUMNS];
  guint n_values = 0;
  gsize at = 0;
  gsize body;
  guint64 header;

  if (!read_varint (payload, &at, size, &header) || header > size)
    return FALSE;
  body = (gsize) header;
  while (at < header)
    {
      guint64 serial;

      if (n_values == MAX_COLUMNS || !read_varint (payload, &at, (gsize) header, &serial) ||
          !read_value (payload, &body, size, serial, &values[n_values]))
        return FALSE;
      n_values++;
    }
  func (rowid, values, n_values, user_data);
  return TRUE;
}

/**
 * rem_salvage_page_read_rows:
 * @pages: the pages of the database
 * @number: its number
 * @page: a page of a b-tree
 * @func: told of each row
 * @user_data: for @func
 *
 * Returns: how many rows could not be read, since a page with a part of them is lost
 */
guint
rem_salvage_page_read_rows (RemSalvagePages *pages,
                            guint32 number,
                            const guint8 *page,
                            RemSalvageRowFunc func,
                            gpointer user_data)
{
  int type = rem_salvage_page_get_type (number, page);
  gboolean is_table = type == REM_SALVAGE_TABLE_LEAF;
  guint n_lost = 0;

  if (type == 0 || type == REM_SALVAGE_TABLE_INNER)
    return 0;
  for (guint i = 0; i < count_cells (number, page); i++)
    {
      gsize at = find_cell (number, page, type, i);
      g_autofree guint8 *payload = NULL;
      guint64 size = 0;
      guint64 rowid = 0;

      if (at == 0)
        {
          n_lost++;
          continue;
        }
      if (type == REM_SALVAGE_INDEX_INNER)
        at += 4;
      if (read_varint (page, &at, U, &size) && (!is_table || read_varint (page, &at, U, &rowid)))
        payload = read_payload (pages, page, at, size, is_table);
      if (payload == NULL || !read_record (payload, (gsize) size, (gint64) rowid, func, user_data))
        n_lost++;
    }
  return n_lost;
}
