/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-occasions.h"

#include "rem-box-error.h"
#include "rem-context-private.h"
#include "rem-occasion-store.h"
#include "rem-occurrence.h"
#include "rem-telling-private.h"

/** How far from today the day of a notice can lie: one may be answered late. */
#define TOLD_PAST_DAYS  60
#define TOLD_AHEAD_DAYS 60

typedef struct
{
  char *uuid;
  gint64 removed_us;
  RemDate occurrence;
  gboolean is_skipped;
} Change;

typedef struct
{
  char *plan_id;
  RemDate today;
} Search;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->uuid);
  g_free (change);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->plan_id);
  g_free (search);
}

static gpointer
keep_func (RemDatabase *database,
           RemObjectStore *objects,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  if (!rem_occasion_store_put (database, data, error))
    return NULL;

  return GINT_TO_POINTER (TRUE);
}

static gpointer
get_func (RemDatabase *database,
          RemObjectStore *objects,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  return rem_occasion_store_get (database, data, error);
}

static gpointer
set_removed_func (RemDatabase *database,
                  RemObjectStore *objects,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Change *change = data;

  if (!rem_occasion_store_set_removed (database, change->uuid, change->removed_us, error))
    return NULL;

  return GINT_TO_POINTER (TRUE);
}

static gpointer
set_skipped_func (RemDatabase *database,
                  RemObjectStore *objects,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Change *change = data;

  if (!rem_occasion_store_set_skipped (database, change->uuid, change->occurrence,
                                       change->is_skipped, error))
    return NULL;

  return GINT_TO_POINTER (TRUE);
}

/* A notice speaks of all that there is to tell on its day. */
static gpointer
find_told_func (RemDatabase *database,
                RemObjectStore *objects,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  Search *search = data;
  RemDate from = rem_date_add_days (search->today, -TOLD_PAST_DAYS);
  RemDate until = rem_date_add_days (search->today, TOLD_AHEAD_DAYS);
  g_autoptr (GPtrArray) tellings = rem_telling_list (database, from, until, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  RemDate day = REM_DATE_UNKNOWN;

  if (tellings == NULL)
    return NULL;

  for (guint i = 0; i < tellings->len; i++)
    {
      RemTelling *telling = g_ptr_array_index (tellings, i);

      if (g_str_equal (telling->id, search->plan_id))
        day = telling->date;
    }

  for (guint i = 0; i < tellings->len; i++)
    {
      RemTelling *telling = g_ptr_array_index (tellings, i);

      if (rem_date_equal (telling->date, day))
        g_ptr_array_add (found, rem_occurrence_new (telling->occasion, telling->occurrence, FALSE));
    }

  return g_steal_pointer (&found);
}

/**
 * rem_occasions_new_draft:
 * @context: a context
 *
 * Returns: (transfer full): a date without a name and without a day, with a uuid of its own
 */
RemOccasion *
rem_occasions_new_draft (RemContext *context)
{
  g_autofree char *uuid = g_uuid_string_random ();

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  return rem_occasion_new (uuid, "", REM_DAY_NONE,
                           rem_clock_get_unix_us (rem_context_get_clock (context)));
}

/**
 * rem_occasions_keep_async:
 * @context: a context
 * @occasion: what is kept; its modified instant is set to now
 * @cancellable: (nullable): ends it, if it was not kept yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Puts a date into the box, or what changed of it. What was said of single years stays.
 */
void
rem_occasions_keep_async (RemContext *context,
                          RemOccasion *occasion,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  gint64 now_us = 0;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (occasion != NULL);

  now_us = rem_clock_get_unix_us (rem_context_get_clock (context));
  rem_context_call_async (context, REM_BOX_CHANGE_OCCASIONS, keep_func,
                          rem_occasion_with_modified_us (occasion, now_us),
                          (GDestroyNotify) rem_occasion_unref, NULL, cancellable,
                          rem_occasions_keep_async, callback, user_data);
}

/**
 * rem_occasions_keep_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it is kept. Fails with %REM_BOX_ERROR_CLOSED, or as rem_occasion_store_put();
 *   then the box is as it was.
 */
gboolean
rem_occasions_keep_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_occasions_keep_async, error) != NULL;
}

/**
 * rem_occasions_get_async:
 * @context: a context
 * @uuid: which one
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads a date, a removed one too.
 */
void
rem_occasions_get_async (RemContext *context,
                         const char *uuid,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (uuid != NULL);

  rem_context_call_async (context, 0, get_func, g_strdup (uuid), g_free,
                          (GDestroyNotify) rem_occasion_unref, cancellable, rem_occasions_get_async,
                          callback, user_data);
}

/**
 * rem_occasions_get_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full): the date, or %NULL. Fails with %REM_BOX_ERROR_NOT_FOUND,
 *   %REM_BOX_ERROR_CLOSED.
 */
RemOccasion *
rem_occasions_get_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_occasions_get_async, error);
}

/**
 * rem_occasions_set_removed_async:
 * @context: a context
 * @uuid: which one
 * @removed: %TRUE to put it into the bin, %FALSE to take it back
 * @cancellable: (nullable): ends it, if it was not done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Removes a date, or undoes that.
 */
void
rem_occasions_set_removed_async (RemContext *context,
                                 const char *uuid,
                                 gboolean removed,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Change *change = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (uuid != NULL);

  change = g_new0 (Change, 1);
  change->uuid = g_strdup (uuid);
  change->removed_us = removed ? rem_clock_get_unix_us (rem_context_get_clock (context)) : 0;
  rem_context_call_async (context, REM_BOX_CHANGE_OCCASIONS, set_removed_func, change, change_free,
                          NULL, cancellable, rem_occasions_set_removed_async, callback, user_data);
}

/**
 * rem_occasions_set_removed_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it is done. Fails with %REM_BOX_ERROR_NOT_FOUND, %REM_BOX_ERROR_CLOSED.
 */
gboolean
rem_occasions_set_removed_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_occasions_set_removed_async, error) != NULL;
}

/**
 * rem_occasions_set_skipped_async:
 * @context: a context
 * @uuid: which date
 * @occurrence: the day on which it falls
 * @skipped: %TRUE for "not this year", %FALSE to undo that
 * @cancellable: (nullable): ends it, if it was not done yet
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Lets one year of a date rest. The others stay as they are.
 */
void
rem_occasions_set_skipped_async (RemContext *context,
                                 const char *uuid,
                                 RemDate occurrence,
                                 gboolean skipped,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Change *change = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (uuid != NULL);

  change = g_new0 (Change, 1);
  change->uuid = g_strdup (uuid);
  change->occurrence = occurrence;
  change->is_skipped = skipped;
  rem_context_call_async (context, REM_BOX_CHANGE_OCCASIONS, set_skipped_func, change, change_free,
                          NULL, cancellable, rem_occasions_set_skipped_async, callback, user_data);
}

/**
 * rem_occasions_set_skipped_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if it is done. Fails with %REM_BOX_ERROR_NOT_FOUND, %REM_BOX_ERROR_CLOSED.
 */
gboolean
rem_occasions_set_skipped_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_occasions_set_skipped_async, error) != NULL;
}

/**
 * rem_occasions_find_told_async:
 * @context: a context
 * @plan_id: the id of an entry of the reminder plan
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Finds what a notice stands for, so that "Not this year" can be done once the box is open. A
 * notice tells once a day of all that there is to tell, so it may stand for several.
 */
void
rem_occasions_find_told_async (RemContext *context,
                               const char *plan_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Search *search = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (plan_id != NULL);

  search = g_new0 (Search, 1);
  search->plan_id = g_strdup (plan_id);
  search->today = rem_clock_get_today (rem_context_get_clock (context));
  rem_context_call_async (context, 0, find_told_func, search, search_free,
                          (GDestroyNotify) g_ptr_array_unref, cancellable,
                          rem_occasions_find_told_async, callback, user_data);
}

/**
 * rem_occasions_find_told_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (element-type RemOccurrence): the days that the notice told of; empty
 *   if the id is not known any more. Fails with %REM_BOX_ERROR_CLOSED.
 */
GPtrArray *
rem_occasions_find_told_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_occasions_find_told_async, error);
}
