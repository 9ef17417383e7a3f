/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-row-cache-private.h"

/*
 * Items are held weakly: while somebody holds the item of a row, the same object is handed out;
 * when nobody does, it is gone. Rows are held in pages, the last MAX_PAGES of them, so that
 * scrolling back and forth reads nothing.
 *
 * An item is wanted when somebody holds it and what it shows was neither read nor asked for since
 * the box changed.
 */

#define MAX_PAGES 24

struct _RemRowCache
{
  RemClock *clock;
  GHashTable *held; /* of rowid → Held */
  GHashTable *rows; /* of rowid → Row */
  GQueue pages;     /* of GPtrArray of RemKeepsakeRow, newest first */
};

typedef struct
{
  gint64 rowid;
  RemRowCache *cache;
  RemKeepsakeItem *item; /* borrowed */
  gboolean is_wanted;
} Held;

typedef struct
{
  gint64 rowid;
  GPtrArray *page; /* borrowed from the queue */
  const RemKeepsakeRow *row;
} Row;

static void
item_gone_cb (gpointer data, GObject *where_it_was)
{
  Held *held = data;

  held->item = NULL;
  g_hash_table_remove (held->cache->held, &held->rowid);
}

static void
held_free (gpointer data)
{
  Held *held = data;

  if (held->item != NULL)
    g_object_weak_unref (G_OBJECT (held->item), item_gone_cb, held);
  g_free (held);
}

RemRowCache *
rem_row_cache_new (RemClock *clock)
{
  RemRowCache *self = g_new0 (RemRowCache, 1);

  self->clock = g_object_ref (clock);
  self->held = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, held_free);
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  g_queue_init (&self->pages);

  return self;
}

void
rem_row_cache_free (RemRowCache *self)
{
  g_clear_pointer (&self->held, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_queue_clear_full (&self->pages, (GDestroyNotify) g_ptr_array_unref);
  g_clear_object (&self->clock);
  g_free (self);
}

/* (transfer full): the item of a row, the same as long as somebody holds it. */
RemKeepsakeItem *
rem_row_cache_get_item (RemRowCache *self, gint64 rowid)
{
  Held *held = g_hash_table_lookup (self->held, &rowid);
  Row *row = NULL;

  if (held != NULL)
    return g_object_ref (held->item);

  held = g_new0 (Held, 1);
  held->rowid = rowid;
  held->cache = self;
  held->item = rem_keepsake_item_new ();
  g_object_weak_ref (G_OBJECT (held->item), item_gone_cb, held);
  g_hash_table_insert (self->held, &held->rowid, held);

  row = g_hash_table_lookup (self->rows, &rowid);
  held->is_wanted = row == NULL;
  if (row != NULL)
    {
      g_autoptr (GTimeZone) zone = rem_clock_dup_time_zone (self->clock);

      rem_keepsake_item_set_row (held->item, row->page, row->row, zone);
    }

  return held->item;
}

gboolean
rem_row_cache_is_wanted (RemRowCache *self, gint64 rowid)
{
  Held *held = g_hash_table_lookup (self->held, &rowid);

  return held != NULL && held->is_wanted;
}

/* Its row is being read: it is not wanted any more, also if it turns out to be gone. */
void
rem_row_cache_set_asked (RemRowCache *self, gint64 rowid)
{
  Held *held = g_hash_table_lookup (self->held, &rowid);

  if (held != NULL)
    held->is_wanted = FALSE;
}

static void
drop_oldest_page (RemRowCache *self)
{
  g_autoptr (GPtrArray) page = g_queue_pop_tail (&self->pages);

  for (guint i = 0; i < page->len; i++)
    {
      const RemKeepsakeRow *row = g_ptr_array_index (page, i);
      Row *cached = g_hash_table_lookup (self->rows, &row->rowid);

      if (cached != NULL && cached->page == page)
        g_hash_table_remove (self->rows, &row->rowid);
    }
}

/* Takes rows that were read, and shows them in the items that are held. */
void
rem_row_cache_add (RemRowCache *self, GPtrArray *page)
{
  g_autoptr (GTimeZone) zone = rem_clock_dup_time_zone (self->clock);

  g_queue_push_head (&self->pages, g_ptr_array_ref (page));
  for (guint i = 0; i < page->len; i++)
    {
      const RemKeepsakeRow *row = g_ptr_array_index (page, i);
      Row *cached = g_new0 (Row, 1);

      cached->rowid = row->rowid;
      cached->page = page;
      cached->row = row;
      g_hash_table_replace (self->rows, &cached->rowid, cached);
    }

  while (g_queue_get_length (&self->pages) > MAX_PAGES)
    drop_oldest_page (self);

  /* Last, since whoever is told may ask for items again or let go of them. */
  for (guint i = 0; i < page->len; i++)
    {
      const RemKeepsakeRow *row = g_ptr_array_index (page, i);
      Held *held = g_hash_table_lookup (self->held, &row->rowid);
      g_autoptr (RemKeepsakeItem) item = NULL;

      if (held == NULL)
        continue;

      held->is_wanted = FALSE;
      item = g_object_ref (held->item);
      rem_keepsake_item_set_row (item, page, row, zone);
    }
}

/* After the box changed: every row has to be read again. Items go on showing what they have. */
void
rem_row_cache_outdate (RemRowCache *self)
{
  GHashTableIter iter;
  gpointer held = NULL;

  g_hash_table_remove_all (self->rows);
  g_queue_clear_full (&self->pages, (GDestroyNotify) g_ptr_array_unref);

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, NULL, &held))
    ((Held *) held)->is_wanted = TRUE;
}

/* Adds the row ids of what is wanted, wherever it is in the list, at most @limit. */
void
rem_row_cache_list_wanted (RemRowCache *self, GArray *rowids, guint limit)
{
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, self->held);
  while (rowids->len < limit && g_hash_table_iter_next (&iter, NULL, &value))
    {
      Held *held = value;

      if (held->is_wanted)
        g_array_append_val (rowids, held->rowid);
    }
}

/* When the box is locked: nothing of it stays, not even in items that somebody still holds. */
void
rem_row_cache_forget (RemRowCache *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer held = NULL;

  rem_row_cache_outdate (self);

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, NULL, &held))
    g_ptr_array_add (items, g_object_ref (((Held *) held)->item));
  g_hash_table_remove_all (self->held);

  for (guint i = 0; i < items->len; i++)
    rem_keepsake_item_set_row (g_ptr_array_index (items, i), NULL, NULL, NULL);
}
