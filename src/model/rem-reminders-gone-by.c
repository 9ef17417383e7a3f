/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminders.h"

#include "rem-context-private.h"
#include "rem-known-wishes-private.h"
#include "rem-occurrence.h"
#include "rem-plan-private.h"
#include "rem-plan-writer.h"
#include "rem-telling-private.h"
#include "rem-wall-time.h"

/*
 * Days that went by while the computer was off: a reminder was asked for, its hour came, and
 * nothing was told. They are never told of afterwards by a notice; the first page has one soft line
 * about them, for three days, and then nothing.
 */

#define GONE_BY_DAYS 3

typedef struct
{
  char *told_path;
  RemDate today;
  GTimeZone *zone;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->told_path);
  g_time_zone_unref (search->zone);
  g_free (search);
}

/* Whether it was to be told: the date was there already, and nothing was to be silent. */
static gboolean
was_to_be_told (const RemTelling *telling,
                RemReminderSettings *settings,
                RemKnownWishes *wishes,
                GTimeZone *zone)
{
  gint64 due = rem_wall_time_find (telling->date, telling->hour, telling->minute, zone);

  return due > rem_occasion_get_modified_us (telling->occasion) / G_USEC_PER_SEC &&
         !rem_reminder_settings_is_paused_on (settings, telling->date) &&
         !rem_known_wishes_is_silent_on (wishes, telling->date);
}

static gboolean
is_in_window (const RemTelling *telling, RemDate today)
{
  int days = rem_date_days_between (telling->occurrence, today);

  return days >= 1 && days <= GONE_BY_DAYS;
}

static gpointer
gone_by_func (RemDatabase *database,
              RemObjectStore *objects,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  Search *search = data;
  RemDate from = rem_date_add_days (search->today, -(GONE_BY_DAYS + REM_REMINDER_MAX_LEAD_DAYS));
  RemDate until = rem_date_add_days (search->today, -1);
  g_autoptr (RemReminderSettings) settings = rem_plan_load_settings (database, error);
  g_autoptr (GPtrArray) tellings = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RemFiredRecord) record = NULL;
  g_autoptr (RemKnownWishes) wishes = NULL;

  if (settings == NULL)
    return NULL;
  tellings = rem_telling_list (database, from, until, error);
  if (tellings == NULL)
    return NULL;

  wishes = rem_known_wishes_new (settings, from, until);
  record = search->told_path != NULL ? rem_fired_record_load (search->told_path, NULL) : NULL;
  if (record == NULL)
    record = rem_fired_record_new ();
  for (guint i = 0; i < tellings->len; i++)
    {
      RemTelling *telling = g_ptr_array_index (tellings, i);

      if (rem_fired_record_has_id (record, telling->id))
        g_hash_table_add (told, telling->about);
    }

  for (guint i = 0; i < tellings->len; i++)
    {
      RemTelling *telling = g_ptr_array_index (tellings, i);

      if (is_in_window (telling, search->today) &&
          was_to_be_told (telling, settings, wishes, search->zone) &&
          g_hash_table_add (told, telling->about))
        g_ptr_array_add (found, rem_occurrence_new (telling->occasion, telling->occurrence, FALSE));
    }

  return g_steal_pointer (&found);
}

/**
 * rem_reminders_list_gone_by_async:
 * @context: a context
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Finds the days of the last three whose reminders could not be told.
 */
void
rem_reminders_list_gone_by_async (RemContext *context,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Search *search = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));

  search = g_new0 (Search, 1);
  search->today = rem_clock_get_today (context->clock);
  search->zone = rem_clock_dup_time_zone (context->clock);
  if (context->plan_writer != NULL)
    {
      g_autofree char *folder =
          g_path_get_dirname (rem_plan_writer_get_path (context->plan_writer));

      search->told_path = g_build_filename (folder, "told", NULL);
    }
  rem_context_call_async (context, 0, gone_by_func, search, search_free,
                          (GDestroyNotify) g_ptr_array_unref, cancellable,
                          rem_reminders_list_gone_by_async, callback, user_data);
}

/**
 * rem_reminders_list_gone_by_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (element-type RemOccurrence): the days, or %NULL. Fails with
 *   %REM_BOX_ERROR_CLOSED.
 */
GPtrArray *
rem_reminders_list_gone_by_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_reminders_list_gone_by_async, error);
}
