/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-plan-private.h"

#include "rem-plan-words-private.h"
#include "rem-setting-store.h"
#include "rem-telling-private.h"

/*
 * What the reminder plan says: everything that there is to tell in two years, without the days on
 * which the person wants silence, in the words that they chose. Worker thread.
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
is_passed (RemTelling *telling, const RemPlanRequest *request, RemReminderPlan *old)
{
  return rem_date_equal (telling->date, request->today) &&
         telling->hour * 60u + telling->minute <= request->now_minutes &&
         (old == NULL || rem_reminder_plan_find_id (old, telling->id) == NULL);
}

static void
clear_entry (gpointer data)
{
  RemPlanEntry *entry = data;

  g_free (entry->title);
  g_free (entry->body);
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

  old = request->path != NULL ? rem_reminder_plan_load (request->path, NULL) : NULL;
  entries = g_array_new (FALSE, TRUE, sizeof (RemPlanEntry));
  g_array_set_clear_func (entries, clear_entry);
  for (guint i = 0; i < tellings->len; i++)
    {
      RemTelling *telling = g_ptr_array_index (tellings, i);
      RemPlanEntry entry = {
        .id = telling->id,
        .date = telling->date,
        .hour = telling->hour,
        .minute = telling->minute,
        .about = telling->about,
      };

      if (rem_reminder_settings_is_paused_on (settings, telling->date))
        continue;
      if (rem_date_compare (telling->date, until) > 0)
        {
          has_more = TRUE;
          break;
        }
      if (is_passed (telling, request, old))
        continue;

      rem_plan_words_write (words, telling, &entry);
      g_array_append_val (entries, entry);
    }

  if (has_more && entries->len > 0)
    rem_plan_words_mark_last (&g_array_index (entries, RemPlanEntry, entries->len - 1));

  return rem_reminder_plan_new ((const RemPlanEntry *) (gpointer) entries->data, entries->len);
}
