/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-list.h"

#include "rem-list-request-private.h"
#include "rem-row-cache-private.h"

/*
 * Two kinds of request, each one at a time:
 *
 *   The query answers with the row ids of everything that is wanted, which is all that the list
 *   holds of it. Changing what is wanted cancels a query under way; a change of the box during a
 *   query makes another one after it. What differs between the old and the new ids is told as one
 *   range. The first query after such a change is for the first few, which for words means a first
 *   look among the newest; the one for all comes when the rows of those were asked for, so that
 *   something can be read while it runs.
 *
 *   The rows around what was asked for are read in pages. Everything that a view asks for in one
 *   turn of the main loop goes into one request, the latest first, since that is where the person
 *   looks; a page of which nobody holds an item any more is not read. Answers from before a change
 *   are dropped: @generation tells.
 *
 * An item whose row is not there yet is handed out empty; "loaded" tells when it is filled, never
 * items-changed.
 */

#define PAGE_SIZE            64
#define MAX_ROWS_PER_REQUEST 256

/** How many are asked for at first, so that something can be seen at once; then come all. */
#define FIRST_RESULTS 60

struct _RemKeepsakeList
{
  GObject parent_instance;

  RemContext *context;
  RemKeepsakeFilter *filter;
  gboolean is_removed;

  GArray *ids;  /* of gint64 */
  GArray *days; /* of gint32: of each of them, as the box orders by it */
  RemRowCache *cache;
  GArray *wanted_pages; /* of guint, in the order of asking */
  guint generation;

  GCancellable *query;
  guint rest_id;        /* the query for all is to come */
  gboolean is_first;    /* the query is for the first few */
  gboolean is_outdated; /* the box changed during the query */
  gboolean is_busy;
  GCancellable *reading;
  guint reading_id;
};

typedef enum
{
  PROP_BUSY = 1,
  N_PROPS,
} RemKeepsakeListProperty;

typedef struct
{
  RemKeepsakeList *list;
  guint generation;
} Reading;

static GParamSpec *properties[N_PROPS];

static void rem_keepsake_list_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RemKeepsakeList,
                               rem_keepsake_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      rem_keepsake_list_list_model_init))

static void schedule_reading (RemKeepsakeList *self);

static gboolean
has_words (RemKeepsakeList *self)
{
  return *self->filter->words != '\0';
}

static void
set_busy (RemKeepsakeList *self, gboolean is_busy)
{
  if (self->is_busy == is_busy)
    return;

  self->is_busy = is_busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Rows */

/* The rows to read next: what is held of the latest pages, then whatever else is wanted. */
static GArray *
collect_rowids (RemKeepsakeList *self)
{
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  while (self->wanted_pages->len > 0 && rowids->len + PAGE_SIZE <= MAX_ROWS_PER_REQUEST)
    {
      guint page = g_array_index (self->wanted_pages, guint, self->wanted_pages->len - 1);
      guint first = page * PAGE_SIZE;
      guint n_rows = first < self->ids->len ? MIN (PAGE_SIZE, self->ids->len - first) : 0;
      gboolean is_wanted = FALSE;

      g_array_set_size (self->wanted_pages, self->wanted_pages->len - 1);
      if (n_rows == 0 || !g_hash_table_add (seen, GUINT_TO_POINTER (page)))
        continue;

      for (guint i = 0; i < n_rows && !is_wanted; i++)
        is_wanted =
            rem_row_cache_is_wanted (self->cache, g_array_index (self->ids, gint64, first + i));
      if (is_wanted)
        g_array_append_vals (rowids, &g_array_index (self->ids, gint64, first), n_rows);
    }

  if (rowids->len == 0)
    rem_row_cache_list_wanted (self->cache, rowids, MAX_ROWS_PER_REQUEST);
  for (guint i = 0; i < rowids->len; i++)
    rem_row_cache_set_asked (self->cache, g_array_index (rowids, gint64, i));

  return g_steal_pointer (&rowids);
}

static void
rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (RemKeepsakeList) self = reading->list;
  gboolean is_current = reading->generation == self->generation;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rem_list_request_rows_finish (REM_CONTEXT (source), result, &error);

  g_free (reading);
  if (!is_current)
    return;

  g_clear_object (&self->reading);
  if (rows == NULL)
    {
      g_debug ("Rows could not be read: %s", error->message);
      return;
    }

  rem_row_cache_add (self->cache, rows);
  schedule_reading (self);
}

static gboolean
read_cb (gpointer user_data)
{
  RemKeepsakeList *self = user_data;
  g_autoptr (GArray) rowids = NULL;
  Reading *reading = NULL;

  self->reading_id = 0;
  if (self->reading != NULL)
    return G_SOURCE_REMOVE;

  rowids = collect_rowids (self);
  if (rowids->len == 0)
    return G_SOURCE_REMOVE;

  reading = g_new0 (Reading, 1);
  reading->list = g_object_ref (self);
  reading->generation = self->generation;

  self->reading = g_cancellable_new ();
  rem_list_request_rows_async (self->context, rowids, has_words (self) ? self->filter->words : NULL,
                               self->reading, rows_cb, reading);
  return G_SOURCE_REMOVE;
}

static void
schedule_reading (RemKeepsakeList *self)
{
  if (self->reading_id == 0 && self->reading == NULL)
    self->reading_id = g_idle_add_full (G_PRIORITY_DEFAULT, read_cb, self, NULL);
}

/* What was read or is being read is of before a change. */
static void
drop_rows (RemKeepsakeList *self)
{
  self->generation++;
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->reading_id, g_source_remove);
  g_array_set_size (self->wanted_pages, 0);
}

/* The query */

static gboolean
is_same (GArray *ids, GArray *days, guint i, GArray *other_ids, GArray *other_days, guint j)
{
  return g_array_index (ids, gint64, i) == g_array_index (other_ids, gint64, j) &&
         g_array_index (days, gint32, i) == g_array_index (other_days, gint32, j);
}

static void
take_ids (RemKeepsakeList *self, GArray *ids, GArray *days)
{
  g_autoptr (GArray) old = self->ids;
  g_autoptr (GArray) old_days = self->days;
  guint prefix = 0;
  guint suffix = 0;

  while (prefix < old->len && prefix < ids->len &&
         is_same (old, old_days, prefix, ids, days, prefix))
    prefix++;
  while (suffix < old->len - prefix && suffix < ids->len - prefix &&
         is_same (old, old_days, old->len - suffix - 1, ids, days, ids->len - suffix - 1))
    suffix++;

  self->ids = g_array_ref (ids);
  self->days = g_array_ref (days);
  if (old->len != prefix + suffix || ids->len != prefix + suffix)
    g_list_model_items_changed (G_LIST_MODEL (self), prefix, old->len - prefix - suffix,
                                ids->len - prefix - suffix);
}

static void query_again (RemKeepsakeList *self, gboolean is_first);

static gboolean
rest_cb (gpointer user_data)
{
  RemKeepsakeList *self = user_data;

  self->rest_id = 0;
  query_again (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
query_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemKeepsakeList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days = NULL;
  g_autoptr (GArray) ids =
      rem_list_request_query_finish (REM_CONTEXT (source), result, &days, &error);
  GCancellable *mine = g_task_get_cancellable (G_TASK (result));
  gboolean is_in_part =
      ids != NULL && self->is_first && (has_words (self) || ids->len == FIRST_RESULTS);

  if (mine != self->query)
    return;

  g_clear_object (&self->query);
  /* Nothing found at first does not say that there is nothing. */
  if (ids != NULL && (ids->len > 0 || !is_in_part))
    {
      drop_rows (self);
      rem_row_cache_outdate (self->cache);
      take_ids (self, ids, days);
      schedule_reading (self);
    }
  else if (ids == NULL)
    {
      g_debug ("The list could not be read: %s", error->message);
    }

  /* Whoever was told of the new ids may have asked for something else by now, or be done with it.
   */
  if (self->query != NULL || self->context == NULL)
    return;
  if (is_in_part)
    {
      self->rest_id = g_idle_add (rest_cb, self);
      return;
    }
  set_busy (self, FALSE);
  if (self->is_outdated && self->query == NULL && self->context != NULL)
    query_again (self, FALSE);
}

static void
query_again (RemKeepsakeList *self, gboolean is_first)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->is_first = is_first;
  self->is_outdated = FALSE;
  self->query = g_cancellable_new ();
  rem_list_request_query_async (self->context, self->filter, self->is_removed,
                                is_first ? FIRST_RESULTS : 0, self->query, query_cb,
                                g_object_ref (self));
}

static void
cancel_query (RemKeepsakeList *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->query != NULL)
    g_cancellable_cancel (self->query);
  g_clear_object (&self->query);
}

/* After what is wanted was changed. */
static void
start_query (RemKeepsakeList *self)
{
  cancel_query (self);
  if (rem_context_get_state (self->context) != REM_CONTEXT_OPEN)
    return;

  query_again (self, TRUE);
  set_busy (self, TRUE);
}

static void
context_changed_cb (RemContext *context, guint changes, RemKeepsakeList *self)
{
  if ((changes & REM_BOX_CHANGE_KEEPSAKES) == 0)
    return;

  if (self->query != NULL)
    self->is_outdated = TRUE;
  else if (rem_context_get_box (context) != NULL)
    query_again (self, FALSE);
}

static void
state_changed_cb (RemContext *context, GParamSpec *pspec, RemKeepsakeList *self)
{
  if (rem_context_get_state (context) == REM_CONTEXT_OPEN)
    {
      start_query (self);
    }
  else if (rem_context_get_box (context) == NULL)
    {
      g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) no_days = g_array_new (FALSE, FALSE, sizeof (gint32));

      cancel_query (self);
      drop_rows (self);
      take_ids (self, none, no_days);
      rem_row_cache_forget (self->cache);
      set_busy (self, FALSE);
    }
}

static GType
rem_keepsake_list_get_item_type (GListModel *model)
{
  return REM_TYPE_KEEPSAKE_ITEM;
}

static guint
rem_keepsake_list_get_n_items (GListModel *model)
{
  return REM_KEEPSAKE_LIST (model)->ids->len;
}

static gpointer
rem_keepsake_list_get_item (GListModel *model, guint position)
{
  RemKeepsakeList *self = REM_KEEPSAKE_LIST (model);
  RemKeepsakeItem *item = NULL;
  guint page = position / PAGE_SIZE;
  guint n_wanted = self->wanted_pages->len;

  if (position >= self->ids->len)
    return NULL;

  item = rem_row_cache_get_item (self->cache, g_array_index (self->ids, gint64, position));
  if (rem_keepsake_item_is_loaded (item))
    return item;

  if (n_wanted == 0 || g_array_index (self->wanted_pages, guint, n_wanted - 1) != page)
    g_array_append_val (self->wanted_pages, page);
  schedule_reading (self);

  return item;
}

static void
rem_keepsake_list_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = rem_keepsake_list_get_item_type;
  interface->get_n_items = rem_keepsake_list_get_n_items;
  interface->get_item = rem_keepsake_list_get_item;
}

static void
rem_keepsake_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RemKeepsakeList *self = REM_KEEPSAKE_LIST (object);

  switch ((RemKeepsakeListProperty) prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->is_busy);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_keepsake_list_dispose (GObject *object)
{
  RemKeepsakeList *self = REM_KEEPSAKE_LIST (object);

  cancel_query (self);
  drop_rows (self);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_keepsake_list_parent_class)->dispose (object);
}

static void
rem_keepsake_list_finalize (GObject *object)
{
  RemKeepsakeList *self = REM_KEEPSAKE_LIST (object);

  g_clear_pointer (&self->filter, rem_keepsake_filter_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->days, g_array_unref);
  g_clear_pointer (&self->wanted_pages, g_array_unref);
  g_clear_pointer (&self->cache, rem_row_cache_free);

  G_OBJECT_CLASS (rem_keepsake_list_parent_class)->finalize (object);
}

static void
rem_keepsake_list_class_init (RemKeepsakeListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rem_keepsake_list_get_property;
  object_class->dispose = rem_keepsake_list_dispose;
  object_class->finalize = rem_keepsake_list_finalize;

  /**
   * RemKeepsakeList:busy:
   *
   * %TRUE from a change of what is wanted until its answer is there. Until then the list holds
   * what was wanted before.
   */
  properties[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rem_keepsake_list_init (RemKeepsakeList *self)
{
  self->filter = rem_keepsake_filter_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->days = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->wanted_pages = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * rem_keepsake_list_new:
 * @context: a context
 *
 * Makes a list of everything that is kept, newest first, by the day it belongs to. Empty while the
 * box is locked.
 *
 * Returns: (transfer full): a list
 */
RemKeepsakeList *
rem_keepsake_list_new (RemContext *context)
{
  RemKeepsakeList *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_KEEPSAKE_LIST, NULL);
  self->context = g_object_ref (context);
  self->cache = rem_row_cache_new (rem_context_get_clock (context));
  g_signal_connect_object (context, "changed", G_CALLBACK (context_changed_cb), self, 0);
  g_signal_connect_object (context, "notify::state", G_CALLBACK (state_changed_cb), self, 0);
  start_query (self);

  return self;
}

/**
 * rem_keepsake_list_get_filter:
 * @self: a list
 *
 * Returns: (transfer none): what of everything it shows
 */
const RemKeepsakeFilter *
rem_keepsake_list_get_filter (RemKeepsakeList *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_LIST (self), NULL);

  return self->filter;
}

/**
 * rem_keepsake_list_set_filter:
 * @self: a list
 * @filter: what of everything is wanted; spaces around the words are nothing
 *
 * May be called with every key that is typed: a search that is under way is given up.
 */
void
rem_keepsake_list_set_filter (RemKeepsakeList *self, const RemKeepsakeFilter *filter)
{
  g_autoptr (RemKeepsakeFilter) copy = NULL;

  g_return_if_fail (REM_IS_KEEPSAKE_LIST (self));
  g_return_if_fail (filter != NULL);

  copy = rem_keepsake_filter_copy (filter);
  g_strstrip (copy->words);
  if (rem_keepsake_filter_equal (copy, self->filter))
    return;

  rem_keepsake_filter_free (self->filter);
  self->filter = g_steal_pointer (&copy);
  start_query (self);
}

/**
 * rem_keepsake_list_set_words:
 * @self: a list
 * @words: (nullable): what to search for; "" or %NULL for everything
 *
 * Sets the words of the filter, and nothing else of it.
 */
void
rem_keepsake_list_set_words (RemKeepsakeList *self, const char *words)
{
  g_autoptr (RemKeepsakeFilter) filter = NULL;

  g_return_if_fail (REM_IS_KEEPSAKE_LIST (self));

  filter = rem_keepsake_filter_copy (self->filter);
  g_free (filter->words);
  filter->words = g_strdup (words != NULL ? words : "");
  rem_keepsake_list_set_filter (self, filter);
}

/**
 * rem_keepsake_list_get_sort_day:
 * @self: a list
 * @position: a place in it
 *
 * Known before the item is loaded.
 *
 * Returns: the day by which it is ordered, as the number 20090314; a vague one as 20090300 or
 *   20090000; 0 beyond the end
 */
int
rem_keepsake_list_get_sort_day (RemKeepsakeList *self, guint position)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_LIST (self), 0);

  return position < self->days->len ? g_array_index (self->days, gint32, position) : 0;
}

/**
 * rem_keepsake_list_set_removed:
 * @self: a list
 * @removed: %TRUE for the bin, %FALSE for what is kept
 */
void
rem_keepsake_list_set_removed (RemKeepsakeList *self, gboolean removed)
{
  g_return_if_fail (REM_IS_KEEPSAKE_LIST (self));

  if (self->is_removed == !!removed)
    return;

  self->is_removed = !!removed;
  start_query (self);
}

/**
 * rem_keepsake_list_is_busy:
 * @self: a list
 *
 * Returns: %TRUE from a change of what is wanted until its answer is there
 */
gboolean
rem_keepsake_list_is_busy (RemKeepsakeList *self)
{
  g_return_val_if_fail (REM_IS_KEEPSAKE_LIST (self), FALSE);

  return self->is_busy;
}
