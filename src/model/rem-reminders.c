/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminders.h"

#include "rem-context-private.h"
#include "rem-plan-private.h"
#include "rem-plan-words-private.h"
#include "rem-plan-writer.h"
#include "rem-reminder-answers.h"
#include "rem-setting-store.h"

/*
 * What will be said is not worked out a second time: the plan is built as it is written, and the
 * scheduler of the reminder service lists it, with what was told and answered so far.
 */

/* What the list of what comes is made from. */
typedef struct
{
  RemReminderPlan *plan;
  RemFiredRecord *record;
  GPtrArray *answers; /* or NULL */
} Coming;

typedef struct
{
  char *uuid;
  char *words;
} OwnWords;

typedef struct
{
  RemOccasion *occasion;
  char *words;
  RemDate today;
} Preview;

static void
coming_free (gpointer data)
{
  Coming *coming = data;

  g_clear_pointer (&coming->plan, rem_reminder_plan_unref);
  g_clear_pointer (&coming->record, rem_fired_record_free);
  g_clear_pointer (&coming->answers, g_ptr_array_unref);
  g_free (coming);
}

static void
own_words_free (gpointer data)
{
  OwnWords *own = data;

  g_free (own->uuid);
  g_free (own->words);
  g_free (own);
}

static void
preview_free (gpointer data)
{
  Preview *preview = data;

  rem_occasion_unref (preview->occasion);
  g_free (preview->words);
  g_free (preview);
}

static gpointer
get_settings_func (RemDatabase *database,
                   RemObjectStore *objects,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  return rem_plan_load_settings (database, error);
}

static gboolean
store_settings (RemDatabase *database, RemReminderSettings *settings, GError **error)
{
  g_autofree char *text = rem_reminder_settings_to_text (settings);

  return rem_setting_store_set (database, REM_PLAN_SETTINGS_KEY, text, error);
}

static gpointer
set_settings_func (RemDatabase *database,
                   RemObjectStore *objects,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  return GINT_TO_POINTER (store_settings (database, data, error));
}

static gpointer
set_own_words_func (RemDatabase *database,
                    RemObjectStore *objects,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  OwnWords *own = data;
  g_autoptr (RemReminderSettings) settings = rem_plan_load_settings (database, error);
  g_autoptr (RemReminderSettings) changed = NULL;

  if (settings == NULL)
    return NULL;

  changed = rem_reminder_settings_with_own_words (settings, own->uuid, own->words);
  return GINT_TO_POINTER (store_settings (database, changed, error));
}

static gpointer
coming_func (RemDatabase *database,
             RemObjectStore *objects,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  RemPlanRequest *request = data;
  g_autofree char *folder = NULL;
  g_autofree char *told_path = NULL;
  g_autofree char *answers_path = NULL;
  Coming *coming = NULL;
  RemReminderPlan *plan = rem_plan_build (database, request, error);

  if (plan == NULL)
    return NULL;

  coming = g_new0 (Coming, 1);
  coming->plan = plan;
  if (request->path != NULL)
    {
      folder = g_path_get_dirname (request->path);
      told_path = g_build_filename (folder, "told", NULL);
      answers_path = g_build_filename (folder, "answers", NULL);
      coming->record = rem_fired_record_load (told_path, NULL);
      coming->answers = rem_reminder_answers_load (answers_path, NULL);
    }
  if (coming->record == NULL)
    coming->record = rem_fired_record_new ();

  return coming;
}

static gpointer
preview_func (RemDatabase *database,
              RemObjectStore *objects,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  Preview *preview = data;
  gsize n_reminders = 0;
  const RemReminder *reminders = rem_occasion_get_reminders (preview->occasion, &n_reminders);
  int lead_days = n_reminders > 0 ? reminders[n_reminders - 1].lead_days : 0;
  g_autoptr (RemReminderSettings) settings = rem_plan_load_settings (database, error);
  g_autoptr (RemReminderSettings) with_words = NULL;
  g_autoptr (RemPlanWords) words = NULL;
  g_autoptr (GArray) next = NULL;
  RemTelling telling = { .occasion = preview->occasion, .occurrence = preview->today };
  RemPlanEntry entry = { 0 };
  RemNotice *notice = NULL;

  if (settings == NULL)
    return NULL;
  with_words =
      rem_reminder_settings_with_own_words (settings, rem_occasion_get_uuid (preview->occasion),
                                            preview->words);
  words = rem_plan_words_new (database, with_words, error);
  if (words == NULL)
    return NULL;

  next = rem_occasion_list_occurrences (preview->occasion, preview->today,
                                        rem_date_add_days (preview->today, 366 * 8), 1, NULL);
  if (next != NULL && next->len > 0)
    telling.occurrence = g_array_index (next, RemDate, 0);
  telling.date = rem_date_add_days (telling.occurrence, -lead_days);
  rem_plan_words_write (words, &telling, &entry);

  notice = g_new0 (RemNotice, 1);
  notice->day = telling.date;
  notice->title = entry.title;
  notice->body = entry.body;

  return notice;
}

static RemPlanRequest *
build_request (RemContext *context)
{
  const char *path =
      context->plan_writer != NULL ? rem_plan_writer_get_path (context->plan_writer) : NULL;

  return rem_plan_request_new (path, context->clock);
}

/**
 * rem_reminders_get_settings_async:
 * @context: a context
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads what was chosen for all reminders.
 */
void
rem_reminders_get_settings_async (RemContext *context,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));

  rem_context_call_async (context, 0, get_settings_func, NULL, NULL,
                          (GDestroyNotify) rem_reminder_settings_unref, cancellable,
                          rem_reminders_get_settings_async, callback, user_data);
}

/**
 * rem_reminders_get_settings_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full): the settings, or %NULL. Fails with %REM_BOX_ERROR_CLOSED.
 */
RemReminderSettings *
rem_reminders_get_settings_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_reminders_get_settings_async, error);
}

/**
 * rem_reminders_set_settings_async:
 * @context: a context
 * @settings: what was chosen
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Keeps what was chosen; the plan is written anew after it.
 */
void
rem_reminders_set_settings_async (RemContext *context,
                                  RemReminderSettings *settings,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (settings != NULL);

  rem_context_call_async (context, REM_BOX_CHANGE_SETTINGS, set_settings_func,
                          rem_reminder_settings_ref (settings),
                          (GDestroyNotify) rem_reminder_settings_unref, NULL, NULL,
                          rem_reminders_set_settings_async, callback, user_data);
}

/**
 * rem_reminders_set_settings_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if they are kept. Fails with %REM_BOX_ERROR_CLOSED.
 */
gboolean
rem_reminders_set_settings_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_reminders_set_settings_async, error) != NULL;
}

/**
 * rem_reminders_set_own_words_async:
 * @context: a context
 * @uuid: which date
 * @words: (nullable): what its reminders say; %NULL or "" for what all others say
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Keeps her own words for a date, and nothing else of the settings.
 */
void
rem_reminders_set_own_words_async (RemContext *context,
                                   const char *uuid,
                                   const char *words,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  OwnWords *own = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (uuid != NULL);

  own = g_new0 (OwnWords, 1);
  own->uuid = g_strdup (uuid);
  own->words = g_strdup (words);
  rem_context_call_async (context, REM_BOX_CHANGE_SETTINGS, set_own_words_func, own, own_words_free,
                          NULL, NULL, rem_reminders_set_own_words_async, callback, user_data);
}

/**
 * rem_reminders_set_own_words_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: %TRUE if they are kept. Fails with %REM_BOX_ERROR_CLOSED.
 */
gboolean
rem_reminders_set_own_words_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_reminders_set_own_words_async, error) !=
         NULL;
}

/**
 * rem_reminders_list_coming_async:
 * @context: a context
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Finds out what will be said, and when, exactly as it will read.
 */
void
rem_reminders_list_coming_async (RemContext *context,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));

  rem_context_call_async (context, 0, coming_func, build_request (context), rem_plan_request_free,
                          coming_free, cancellable, rem_reminders_list_coming_async, callback,
                          user_data);
}

/**
 * rem_reminders_list_coming_finish:
 * @context: a context
 * @result: what the callback got
 * @n_days: how many days after today are listed
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (element-type RemNotice): each notice, in order of time, or %NULL. Fails
 *   with %REM_BOX_ERROR_CLOSED.
 */
GPtrArray *
rem_reminders_list_coming_finish (RemContext *context,
                                  GAsyncResult *result,
                                  int n_days,
                                  GError **error)
{
  g_autoptr (RemReminderScheduler) scheduler = NULL;
  GPtrArray *notices = NULL;
  Coming *coming =
      rem_context_call_finish (context, result, rem_reminders_list_coming_async, error);

  if (coming == NULL)
    return NULL;

  scheduler = rem_reminder_scheduler_new (context->clock, g_steal_pointer (&coming->record));
  rem_reminder_scheduler_set_plan (scheduler, coming->plan);
  rem_reminder_scheduler_set_answers (scheduler, coming->answers);
  notices =
      rem_reminder_scheduler_list_coming (scheduler,
                                          rem_date_add_days (rem_clock_get_today (context->clock),
                                                             n_days));
  coming_free (coming);

  return notices;
}

/**
 * rem_reminders_preview_async:
 * @context: a context
 * @occasion: a date as it stands on a page, kept or not
 * @words: (nullable): her own words for it, as they stand on a page
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Finds out how the last reminder of a date would read.
 */
void
rem_reminders_preview_async (RemContext *context,
                             RemOccasion *occasion,
                             const char *words,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Preview *preview = NULL;

  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (occasion != NULL);

  preview = g_new0 (Preview, 1);
  preview->occasion = rem_occasion_ref (occasion);
  preview->words = g_strdup (words);
  preview->today = rem_clock_get_today (context->clock);
  rem_context_call_async (context, 0, preview_func, preview, preview_free,
                          (GDestroyNotify) rem_notice_free, cancellable,
                          rem_reminders_preview_async, callback, user_data);
}

/**
 * rem_reminders_preview_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full): a notice with a title and a body, and no ids; or %NULL. Fails with
 *   %REM_BOX_ERROR_CLOSED.
 */
RemNotice *
rem_reminders_preview_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_reminders_preview_async, error);
}
