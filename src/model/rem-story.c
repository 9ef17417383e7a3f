/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-story.h"

#include "rem-context-private.h"
#include "rem-keepsake-item-private.h"
#include "rem-keepsake-store.h"
#include "rem-ritual-held-store.h"
#include "rem-story-store.h"

/** The most lines, and the most keepsakes, that are read of a story. */
#define MAX_PARTS 1000

/** The most days of a date that are offered to write about. */
#define MAX_DAYS 120

/** A day that comes so soon can be written about. */
#define SOON_DAYS 14

typedef struct
{
  RemStoryKind kind;
  char *id;
  char *keepsake_uuid;
  RemDate day;
  gboolean linked;
} Work;

typedef struct
{
  GPtrArray *lines;
  GArray *links;
  GPtrArray *rows;
} Found;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->id);
  g_free (work->keepsake_uuid);
  g_free (work);
}

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->lines, g_ptr_array_unref);
  g_clear_pointer (&found->links, g_array_unref);
  g_clear_pointer (&found->rows, g_ptr_array_unref);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static gpointer
list_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  Work *work = data;
  g_autoptr (Found) found = g_new0 (Found, 1);
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));

  found->lines = rem_ritual_held_store_list_of (database, work->kind, work->id, MAX_PARTS, error);
  if (found->lines == NULL)
    return NULL;
  found->links = rem_story_store_list (database, work->kind, work->id, MAX_PARTS, error);
  if (found->links == NULL)
    return NULL;
  for (guint i = 0; i < found->links->len; i++)
    g_array_append_val (rowids, g_array_index (found->links, RemStoryLink, i).keepsake);
  found->rows = rem_keepsake_store_get_rows (database, (const gint64 *) (gpointer) rowids->data,
                                             rowids->len, NULL, error);
  return found->rows != NULL ? g_steal_pointer (&found) : NULL;
}

static gpointer
set_linked_func (RemDatabase *database,
                 RemObjectStore *objects,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  Work *work = data;
  gboolean is_done = work->linked ? rem_story_store_link (database, work->kind, work->id,
                                                          work->keepsake_uuid, work->day, error)
                                  : rem_story_store_unlink (database, work->kind, work->id,
                                                            work->keepsake_uuid, error);

  return GINT_TO_POINTER (is_done);
}

/* The latest year first; within a year as it went, words before keepsakes. */
static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const RemStoryPart *first = *(RemStoryPart *const *) a;
  const RemStoryPart *second = *(RemStoryPart *const *) b;
  int order = second->day.year - first->day.year;

  if (order == 0)
    order = rem_date_compare (first->day, second->day);
  if (order == 0)
    order = (first->held == NULL) - (second->held == NULL);
  if (order == 0 && first->held != NULL && second->held != NULL)
    {
      gint64 first_us = rem_ritual_held_get_created_us (first->held);
      gint64 second_us = rem_ritual_held_get_created_us (second->held);

      order = (first_us > second_us) - (first_us < second_us);
    }
  return order;
}

/* Both are in the order of the links, but a row may be gone. */
static void
add_keepsakes (GPtrArray *parts, Found *found, GTimeZone *zone)
{
  guint row_index = 0;

  for (guint i = 0; i < found->links->len && row_index < found->rows->len; i++)
    {
      const RemStoryLink *link = &g_array_index (found->links, RemStoryLink, i);
      const RemKeepsakeRow *row = g_ptr_array_index (found->rows, row_index);
      RemStoryPart *part;

      if (row->rowid != link->keepsake)
        continue;
      row_index++;
      part = g_new0 (RemStoryPart, 1);
      part->day = link->day;
      part->item = rem_keepsake_item_new ();
      rem_keepsake_item_set_row (part->item, found->rows, row, zone);
      g_ptr_array_add (parts, part);
    }
}

/**
 * rem_story_part_free:
 * @self: (transfer full): a part
 */
void
rem_story_part_free (RemStoryPart *self)
{
  g_clear_pointer (&self->held, rem_ritual_held_unref);
  g_clear_object (&self->item);
  g_free (self);
}

/**
 * rem_story_list_async:
 * @context: a context
 * @kind: of what the story is
 * @id: the uuid of a date, or the id of a ritual
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads a story.
 */
void
rem_story_list_async (RemContext *context,
                      RemStoryKind kind,
                      const char *id,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  Work *work;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (id != NULL);

  work = g_new0 (Work, 1);
  work->kind = kind;
  work->id = g_strdup (id);
  rem_context_call_async (context, 0, list_func, work, work_free, found_free, cancellable,
                          rem_story_list_async, callback, user_data);
}

/**
 * rem_story_list_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (element-type RemStoryPart): the latest year first, within a year as it
 *   went, or %NULL. Fails with %REM_BOX_ERROR_CLOSED.
 */
GPtrArray *
rem_story_list_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  g_autoptr (Found) found = rem_context_call_finish (context, result, rem_story_list_async, error);
  g_autoptr (GTimeZone) zone = NULL;
  GPtrArray *parts;

  if (found == NULL)
    return NULL;
  parts = g_ptr_array_new_with_free_func ((GDestroyNotify) rem_story_part_free);
  zone = rem_clock_dup_time_zone (rem_context_get_clock (context));
  for (guint i = 0; i < found->lines->len; i++)
    {
      RemStoryPart *part = g_new0 (RemStoryPart, 1);

      part->held = rem_ritual_held_ref (g_ptr_array_index (found->lines, i));
      part->day = rem_ritual_held_get_day (part->held);
      g_ptr_array_add (parts, part);
    }
  add_keepsakes (parts, found, zone);
  g_ptr_array_sort (parts, compare_parts);
  return parts;
}

/**
 * rem_story_set_linked_async:
 * @context: a context
 * @kind: of what the story is
 * @id: the uuid of a date, or the id of a ritual
 * @keepsake_uuid: which keepsake
 * @day: to which day of the story it belongs
 * @linked: whether it belongs to the story
 * @cancellable: (nullable): ends it, if it was not done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts a keepsake into a story, or takes it out; it stays in the box.
 */
void
rem_story_set_linked_async (RemContext *context,
                            RemStoryKind kind,
                            const char *id,
                            const char *keepsake_uuid,
                            RemDate day,
                            gboolean linked,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Work *work;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (id != NULL && keepsake_uuid != NULL);

  work = g_new0 (Work, 1);
  work->kind = kind;
  work->id = g_strdup (id);
  work->keepsake_uuid = g_strdup (keepsake_uuid);
  work->day = day;
  work->linked = linked;
  rem_context_call_async (context, REM_BOX_CHANGE_RITUALS, set_linked_func, work, work_free, NULL,
                          cancellable, rem_story_set_linked_async, callback, user_data);
}

/**
 * rem_story_set_linked_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE on success. Fails with %REM_BOX_ERROR_CLOSED, or as rem_story_store_link().
 */
gboolean
rem_story_set_linked_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_story_set_linked_async, error) != NULL;
}

/**
 * rem_story_list_days:
 * @occasion: a date
 * @today: the day of the person
 *
 * The days of a date that can be written about: those that were, and the next when it is near.
 * Pure.
 *
 * Returns: (transfer full) (element-type RemDate): the latest first; empty when the date has no
 *   exact days yet
 */
GArray *
rem_story_list_days (RemOccasion *occasion, RemDate today)
{
  RemDay anchor = rem_occasion_get_anchor (occasion);
  RemDate soon = rem_date_add_days (today, SOON_DAYS);
  g_autoptr (GArray) dates = NULL;
  GArray *days = g_array_new (FALSE, FALSE, sizeof (RemDate));

  if (anchor.precision != REM_PRECISION_DAY || rem_date_compare (anchor.date, soon) > 0)
    return days;
  dates = rem_occasion_list_occurrences (occasion, anchor.date, soon, 0, NULL);
  for (guint i = dates != NULL ? dates->len : 0; i > 0 && days->len < MAX_DAYS; i--)
    g_array_append_val (days, g_array_index (dates, RemDate, i - 1));
  return days;
}
