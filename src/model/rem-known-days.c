/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-known-days.h"

#include "rem-context-private.h"
#include "rem-known-wishes-private.h"
#include "rem-occasions.h"
#include "rem-plan-private.h"

/** How far ahead the next day is looked for; every rule falls in each year. */
#define YEAR_DAYS 400

static gpointer
find_near_func (RemDatabase *database,
                RemObjectStore *objects,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  RemDate today = *(RemDate *) data;
  RemDate from = rem_date_add_days (today, -7);
  g_autoptr (RemReminderSettings) settings = rem_plan_load_settings (database, error);
  g_autoptr (RemKnownWishes) wishes = NULL;
  GPtrArray *tellings = NULL;

  if (settings == NULL)
    return NULL;

  wishes = rem_known_wishes_new (settings, from, today);
  tellings = rem_known_wishes_get_tellings (wishes);
  for (guint i = 0; i < tellings->len; i++)
    {
      const RemKnownTelling *telling = g_ptr_array_index (tellings, i);
      RemPlanEntry entry = { 0 };

      if (rem_date_compare (telling->date, today) > 0 ||
          rem_date_compare (telling->occurrence, today) < 0 ||
          rem_known_wishes_is_silent_on (wishes, today) ||
          rem_reminder_settings_is_paused_on (settings, today))
        continue;

      rem_known_wishes_write (telling, REM_REMINDER_WORDS_NAMED, &entry);
      g_free (entry.title);

      return entry.body;
    }

  return g_strdup ("");
}

/**
 * rem_known_days_find_near_async:
 * @context: a context
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Looks whether a day of others is near of which the person asked to be told.
 */
void
rem_known_days_find_near_async (RemContext *context,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  RemDate today = REM_DATE_UNKNOWN;

  g_return_if_fail (REM_IS_CONTEXT (context));

  today = rem_clock_get_today (context->clock);
  rem_context_call_async (context, 0, find_near_func, g_memdup2 (&today, sizeof today), g_free,
                          g_free, cancellable, rem_known_days_find_near_async, callback, user_data);
}

/**
 * rem_known_days_find_near_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (nullable): one sentence about the day, for the inside of the window;
 *   empty if there is none. %NULL with %REM_BOX_ERROR_CLOSED
 */
char *
rem_known_days_find_near_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_known_days_find_near_async, error);
}

/**
 * rem_known_days_new_date:
 * @context: a context
 * @day: a day of others
 * @country: (nullable): where the person is
 *
 * Makes a date of the person's own of it, which comes back as the day does. Nothing is kept yet.
 *
 * Returns: (transfer full) (nullable): a date; %NULL if the day cannot be told by one rule, or is
 *   not known in @country
 */
RemOccasion *
rem_known_days_new_date (RemContext *context, RemKnownDay *day, const char *country)
{
  RemDate today = REM_DATE_UNKNOWN;
  g_autoptr (GArray) days = NULL;
  const char *rule = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (day != NULL, NULL);

  today = rem_clock_get_today (context->clock);
  rule = rem_known_day_get_rule (day, country);
  days = rem_known_day_list_occurrences (day, country, today, rem_date_add_days (today, YEAR_DAYS));
  if (rule == NULL || days->len == 0)
    return NULL;

  {
    g_autoptr (RemOccasion) plain = rem_occasions_new_draft (context);
    g_autoptr (RemOccasion) labelled =
        rem_occasion_with_label (plain, rem_known_day_get_title (day));
    g_autoptr (RemOccasion) placed =
        rem_occasion_with_anchor (labelled, rem_day_from_date (g_array_index (days, RemDate, 0)));
    g_autoptr (RemOccasion) repeating = rem_occasion_with_repeat (placed, REM_REPEAT_RULE);
    g_autoptr (RemOccasion) ruled = rem_occasion_with_rule (repeating, rule);

    return rem_known_day_get_hour (day) != NULL
               ? rem_occasion_with_hour (ruled, rem_known_day_get_hour (day))
               : g_steal_pointer (&ruled);
  }
}
