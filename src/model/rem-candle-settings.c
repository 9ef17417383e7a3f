/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-candle-settings.h"

#include "rem-candle.h"
#include "rem-context-private.h"
#include "rem-setting-store.h"

/* What is remembered of the candle: when bedtime is. */

#define KEY "candle.bedtime"

static gpointer
get_func (RemDatabase *database,
          RemObjectStore *objects,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = rem_setting_store_get (database, KEY, &reason);
  gint64 hour = REM_CANDLE_BEDTIME_HOUR;

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  if (text == NULL || !g_ascii_string_to_signed (text, 10, REM_CANDLE_BEDTIME_FIRST,
                                                 REM_CANDLE_BEDTIME_LAST, &hour, NULL))
    hour = REM_CANDLE_BEDTIME_HOUR;
  return GINT_TO_POINTER ((int) hour);
}

static gpointer
set_func (RemDatabase *database,
          RemObjectStore *objects,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  return GINT_TO_POINTER (rem_setting_store_set (database, KEY, data, error));
}

/**
 * rem_candle_settings_get_bedtime_async:
 * @context: a context
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads when bedtime is.
 */
void
rem_candle_settings_get_bedtime_async (RemContext *context,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));

  rem_context_call_async (context, 0, get_func, NULL, NULL, NULL, cancellable,
                          rem_candle_settings_get_bedtime_async, callback, user_data);
}

/**
 * rem_candle_settings_get_bedtime_finish:
 * @context: a context
 * @result: what the callback got
 *
 * Returns: the hour; %REM_CANDLE_BEDTIME_HOUR if none was chosen or it cannot be read
 */
int
rem_candle_settings_get_bedtime_finish (RemContext *context, GAsyncResult *result)
{
  gpointer hour =
      rem_context_call_finish (context, result, rem_candle_settings_get_bedtime_async, NULL);

  return hour != NULL ? GPOINTER_TO_INT (hour) : REM_CANDLE_BEDTIME_HOUR;
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  rem_context_call_finish (REM_CONTEXT (source), result, rem_candle_settings_set_bedtime, NULL);
}

/**
 * rem_candle_settings_set_bedtime:
 * @context: a context
 * @hour: the hour
 *
 * Remembers when bedtime is. If it cannot be kept, it is the hour of this evening only.
 */
void
rem_candle_settings_set_bedtime (RemContext *context, int hour)
{
  g_return_if_fail (REM_IS_CONTEXT (context));

  rem_context_call_async (context, 0, set_func, g_strdup_printf ("%d", hour), g_free, NULL, NULL,
                          rem_candle_settings_set_bedtime, set_cb, NULL);
}
