/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occurrences.h"

#include "rem-context-private.h"
#include "rem-occasion-store.h"
#include "rem-occurrences-private.h"
#include "rem-person-store.h"

/*
 * The days on which dates fall, for the lists and the month. A series that comes every few days
 * would bury the others in a list of a year: there it stands once, with the day on which it comes
 * next, and its sentence says that it comes each week. Worker thread.
 */

#define MAX_OCCURRENCES 1000
#define LOOK_AHEAD_DAYS (40 * 366)

/** What comes again sooner than this is a series. A February is the shortest month. */
#define SERIES_DAYS 28

static gboolean
is_among (GArray *dates, RemDate date)
{
  for (guint i = 0; i < dates->len; i++)
    if (rem_date_equal (g_array_index (dates, RemDate, i), date))
      return TRUE;

  return FALSE;
}

static int
compare_occurrences (gconstpointer a, gconstpointer b)
{
  RemOccurrence *x = *(RemOccurrence *const *) a;
  RemOccurrence *y = *(RemOccurrence *const *) b;
  int order = rem_date_compare (rem_occurrence_get_date (x), rem_occurrence_get_date (y));

  if (order == 0)
    order = g_utf8_collate (rem_occurrence_get_label (x), rem_occurrence_get_label (y));
  if (order == 0)
    order = g_strcmp0 (rem_occasion_get_uuid (rem_occurrence_get_occasion (x)),
                       rem_occasion_get_uuid (rem_occurrence_get_occasion (y)));

  return order;
}

/* The day that a date without an occurrence in the search is shown with: the next one that comes
 * at all, or else its anchor. */
static RemDate
find_resting_day (RemOccasion *occasion, RemDate after)
{
  RemDate until = rem_date_add_days (after, LOOK_AHEAD_DAYS);
  g_autoptr (GArray) next = rem_occasion_list_occurrences (occasion, after, until, 1, NULL);

  if (next != NULL && next->len > 0)
    return g_array_index (next, RemDate, 0);

  return rem_day_get_first (rem_occasion_get_anchor (occasion));
}

static gboolean
add_periods (RemOccasion *occasion, const RemOccurrencesSearch *search, GPtrArray *found)
{
  g_autoptr (GArray) periods = rem_occasion_list_periods (occasion, search->from, search->until);

  for (guint i = 0; i < periods->len; i++)
    {
      RemDay period = g_array_index (periods, RemDay, i);
      RemDate first = rem_day_get_first (period);

      /* What has begun already stands with what comes now. */
      if (rem_date_compare (first, search->from) < 0)
        first = search->from;
      g_ptr_array_add (found, rem_occurrence_new_for_period (occasion, period, first));
    }

  return periods->len > 0;
}

/* Whether what comes after the day at @index is folded into it. */
static gboolean
is_series (GArray *days, guint index)
{
  return index + 1 < days->len &&
         rem_date_days_between (g_array_index (days, RemDate, index),
                                g_array_index (days, RemDate, index + 1)) < SERIES_DAYS;
}

static gboolean
add_days (RemDatabase *database,
          RemOccasion *occasion,
          const RemOccurrencesSearch *search,
          GArray *days,
          GPtrArray *found,
          GError **error)
{
  g_autoptr (GArray) skipped =
      rem_occasion_store_list_skipped (database, rem_occasion_get_uuid (occasion), error);

  if (skipped == NULL)
    return FALSE;

  for (guint i = 0; i < days->len; i++)
    {
      RemDate date = g_array_index (days, RemDate, i);
      gboolean is_skipped = is_among (skipped, date);

      g_ptr_array_add (found, rem_occurrence_new (occasion, date, is_skipped));
      if (search->folds_series && !is_skipped && is_series (days, i))
        break;
    }

  return TRUE;
}

/* The uuids of those whom the person lets rest. */
static GHashTable *
list_quiet (RemDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) persons = rem_person_store_list (database, error);
  GHashTable *quiet = NULL;

  if (persons == NULL)
    return NULL;

  quiet = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < persons->len; i++)
    {
      RemPerson *person = g_ptr_array_index (persons, i);

      if (rem_person_is_quiet (person))
        g_hash_table_add (quiet, g_strdup (rem_person_get_uuid (person)));
    }

  return quiet;
}

static void
mark_quiet (GPtrArray *found, GHashTable *quiet)
{
  for (guint i = 0; i < found->len; i++)
    {
      RemOccurrence *occurrence = g_ptr_array_index (found, i);
      RemOccasion *occasion = rem_occurrence_get_occasion (occurrence);
      const char *const *persons = rem_occasion_get_persons (occasion);
      gboolean is_quiet = rem_occasion_is_muted (occasion);

      for (gsize j = 0; persons[j] != NULL; j++)
        is_quiet = is_quiet || g_hash_table_contains (quiet, persons[j]);
      if (is_quiet)
        rem_occurrence_mark_quiet (occurrence);
    }
}

/**
 * rem_occurrences_find:
 * @database: the database of a box
 * @search: which days to look for
 * @found: (element-type RemOccurrence): gets them, in order
 * @resting: (nullable) (element-type RemOccurrence): gets the dates that fall on none of these days
 * @error: return location for an error, or %NULL
 *
 * A date whose rule cannot be computed here rests. Worker thread.
 *
 * Returns: %FALSE if the box cannot be read
 */
gboolean
rem_occurrences_find (RemDatabase *database,
                      const RemOccurrencesSearch *search,
                      GPtrArray *found,
                      GPtrArray *resting,
                      GError **error)
{
  g_autoptr (GPtrArray) occasions = rem_occasion_store_list (database, error);
  g_autoptr (GHashTable) quiet = NULL;

  if (occasions == NULL)
    return FALSE;
  quiet = list_quiet (database, error);
  if (quiet == NULL)
    return FALSE;

  for (guint i = 0; i < occasions->len; i++)
    {
      RemOccasion *occasion = g_ptr_array_index (occasions, i);
      g_autoptr (GError) bad_rule = NULL;
      g_autoptr (GArray) days = NULL;

      if (search->uuid != NULL && !g_str_equal (search->uuid, rem_occasion_get_uuid (occasion)))
        continue;
      days = rem_occasion_list_occurrences (occasion, search->from, search->until, MAX_OCCURRENCES,
                                            &bad_rule);

      if (days != NULL && days->len > 0)
        {
          if (!add_days (database, occasion, search, days, found, error))
            return FALSE;
        }
      else if (!add_periods (occasion, search, found) && resting != NULL)
        {
          g_ptr_array_add (resting,
                           rem_occurrence_new (occasion, find_resting_day (occasion, search->until),
                                               FALSE));
        }
    }

  mark_quiet (found, quiet);
  g_ptr_array_sort (found, compare_occurrences);
  if (resting != NULL)
    g_ptr_array_sort (resting, compare_occurrences);

  return TRUE;
}

static void
search_free (gpointer data)
{
  RemOccurrencesSearch *search = data;

  g_free (search->uuid);
  g_free (search);
}

static gpointer
list_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  if (!rem_occurrences_find (database, data, found, NULL, error))
    return NULL;

  return g_steal_pointer (&found);
}

/**
 * rem_occurrences_list_async:
 * @context: a context
 * @uuid: (nullable): the only date to look at
 * @from: the first day
 * @until: the last day
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Lists every day from @from to @until on which a date falls, past ones too, and the months and
 * seasons of dates that are known no better.
 */
void
rem_occurrences_list_async (RemContext *context,
                            const char *uuid,
                            RemDate from,
                            RemDate until,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  RemOccurrencesSearch *search = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (rem_date_is_valid (from));
  g_return_if_fail (rem_date_is_valid (until));

  search = g_new0 (RemOccurrencesSearch, 1);
  search->uuid = g_strdup (uuid);
  search->from = from;
  search->until = until;
  rem_context_call_async (context, 0, list_func, search, search_free,
                          (GDestroyNotify) g_ptr_array_unref, cancellable,
                          rem_occurrences_list_async, callback, user_data);
}

/**
 * rem_occurrences_list_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (element-type RemOccurrence): the days, in order, or %NULL. Fails with
 *   %REM_BOX_ERROR_CLOSED.
 */
GPtrArray *
rem_occurrences_list_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_occurrences_list_async, error);
}
