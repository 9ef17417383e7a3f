/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-plan-private.h"

#include "rem-known-wishes-private.h"
#include "rem-plan-words-private.h"
#include "rem-setting-store.h"
#include "rem-telling-private.h"

/*
 * What the reminder plan says: everything that there is to tell in two years, without the days on
 * which the person wants silence, in the words that they chose; and softly the days of others of
 * which they asked to be told. Worker thread.
 *
 * An entry of today whose hour is over is written only if the old plan has it as well: then the
 * service may still have to tell it, because the computer was off. Otherwise a date that is kept
 * at three with a reminder at ten would be told there and then. The day before stays as well: what
 * was told there may have been put off to today.
 *
 * The last thing to say carries a sentence that opening the program keeps reminders coming, if
 * there is more to tell after it; so it is heard only by somebody who has not been here for years.
 */

#define PLAN_DAYS  731
#define AFTER_DAYS 731 /* how far after the plan to look for more */

/**
 * rem_plan_request_new:
 * @path: (nullable): where the plan lies; %NULL if none is written
 * @clock: the clock
 *
 * Returns: (transfer full): what a plan that is built now depends on
 */
RemPlanRequest *
rem_plan_request_new (const char *path, RemClock *clock)
{
  g_autoptr (GDateTime) now = rem_clock_dup_now (clock);
  RemPlanRequest *self = g_new0 (RemPlanRequest, 1);

  self->path = g_strdup (path);
  self->today = rem_clock_get_today (clock);
  self->now_minutes = (guint) (g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now));

  return self;
}

/**
 * rem_plan_request_free:
 * @data: (transfer full): a request
 */
void
rem_plan_request_free (gpointer data)
{
  RemPlanRequest *self = data;

  g_free (self->path);
  g_free (self);
}

/**
 * rem_plan_load_settings:
 * @database: the database of a box
 * @error: return location for an error, or %NULL
 *
 * Worker thread.
 *
 * Returns: (transfer full): what was chosen for all reminders, or %NULL; fails as
 *   rem_setting_store_get()
 */
RemReminderSettings *
rem_plan_load_settings (RemDatabase *database, GError **error)
{
  g_autofree char *text = rem_setting_store_get (database, REM_PLAN_SETTINGS_KEY, error);

  return text != NULL ? rem_reminder_settings_parse (text) : NULL;
}

/* Whether it would be told at once, although its hour was over when it was first heard of. */
static gboolean
is_passed (const RemPlanEntry *entry, const RemPlanRequest *request, RemReminderPlan *old)
{
  return rem_date_equal (entry->date, request->today) &&
         entry->hour * 60u + entry->minute <= request->now_minutes &&
         (old == NULL || rem_reminder_plan_find_id (old, entry->id) == NULL);
}

static void
clear_entry (gpointer data)
{
  RemPlanEntry *entry = data;

  g_free (entry->id);
  g_free (entry->title);
  g_free (entry->body);
  g_free (entry->about);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const RemPlanEntry *x = a;
  const RemPlanEntry *y = b;
  int order = rem_date_compare (x->date, y->date);

  return order != 0 ? order : (x->hour * 60 + x->minute) - (y->hour * 60 + y->minute);
}

/* Takes @entry over. */
static void
add_entry (GArray *entries,
           RemPlanEntry *entry,
           const RemPlanRequest *request,
           RemReminderPlan *old)
{
  if (is_passed (entry, request, old))
    clear_entry (entry);
  else
    g_array_append_val (entries, *entry);
}

/* What was asked for about the days of others. */
static gboolean
add_known_days (GArray *entries,
                RemDatabase *database,
                RemKnownWishes *wishes,
                RemReminderSettings *settings,
                const RemPlanRequest *request,
                RemReminderPlan *old,
                GError **error)
{
  GPtrArray *tellings = rem_known_wishes_get_tellings (wishes);

  for (guint i = 0; i < tellings->len; i++)
    {
      const RemKnownTelling *telling = g_ptr_array_index (tellings, i);
      RemPlanEntry entry = { 0 };

      if (rem_reminder_settings_is_paused_on (settings, telling->date) ||
          rem_known_wishes_is_silent_on (wishes, telling->date))
        continue;

      entry.id = rem_telling_dup_id (database, rem_known_day_get_id (telling->day),
                                     telling->occurrence, error);
      if (entry.id == NULL)
        return FALSE;
      rem_known_wishes_write (telling, rem_reminder_settings_get_words (settings), &entry);
      add_entry (entries, &entry, request, old);
    }

  return TRUE;
}

/**
 * rem_plan_build:
 * @database: the database of a box that has its salt
 * @request: what else the plan depends on
 * @error: return location for an error, or %NULL
 *
 * Reads the old plan, which may be missing. Worker thread.
 *
 * Returns: (transfer full): the plan, or %NULL if the box cannot be read
 */
RemReminderPlan *
rem_plan_build (RemDatabase *database, const RemPlanRequest *request, GError **error)
{
  RemDate from = rem_date_add_days (request->today, -1);
  RemDate until = rem_date_add_days (request->today, PLAN_DAYS);
  g_autoptr (RemReminderSettings) settings = rem_plan_load_settings (database, error);
  g_autoptr (RemPlanWords) words = NULL;
  g_autoptr (RemKnownWishes) wishes = NULL;
  g_autoptr (GPtrArray) tellings = NULL;
  g_autoptr (RemReminderPlan) old = NULL;
  g_autoptr (GArray) entries = NULL;
  gboolean has_more = FALSE;

  if (settings == NULL)
    return NULL;
  words = rem_plan_words_new (database, settings, error);
  if (words == NULL)
    return NULL;
  tellings = rem_telling_list (database, from, rem_date_add_days (until, AFTER_DAYS), error);
  if (tellings == NULL)
    return NULL;

  wishes = rem_known_wishes_new (settings, from, until);
  has_more = rem_known_wishes_get_tellings (wishes)->len > 0;
  old = request->path != NULL ? rem_reminder_plan_load (request->path, NULL) : NULL;
  entries = g_array_new (FALSE, TRUE, sizeof (RemPlanEntry));
  g_array_set_clear_func (entries, clear_entry);
  for (guint i = 0; i < tellings->len; i++)
    {
      RemTelling *telling = g_ptr_array_index (tellings, i);
      RemPlanEntry entry = {
        .date = telling->date,
        .hour = telling->hour,
        .minute = telling->minute,
      };

      if (rem_reminder_settings_is_paused_on (settings, telling->date) ||
          rem_known_wishes_is_silent_on (wishes, telling->date))
        continue;
      if (rem_date_compare (telling->date, until) > 0)
        {
          has_more = TRUE;
          break;
        }

      entry.id = g_strdup (telling->id);
      entry.about = g_strdup (telling->about);
      rem_plan_words_write (words, telling, &entry);
      add_entry (entries, &entry, request, old);
    }
  if (!add_known_days (entries, database, wishes, settings, request, old, error))
    return NULL;
  g_array_sort (entries, compare_entries);

  if (has_more && entries->len > 0)
    rem_plan_words_mark_last (&g_array_index (entries, RemPlanEntry, entries->len - 1));

  return rem_reminder_plan_new ((const RemPlanEntry *) (gpointer) entries->data, entries->len);
}
