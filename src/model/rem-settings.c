/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-settings.h"

#include "rem-context-private.h"
#include "rem-setting-store.h"

typedef struct
{
  char *key;
  char *value;
} Setting;

static Setting *
setting_new (const char *key, const char *value)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->key = g_strdup (key);
  setting->value = g_strdup (value);
  return setting;
}

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  g_free (setting->key);
  g_free (setting->value);
  g_free (setting);
}

static gpointer
get_func (RemDatabase *database,
          RemObjectStore *objects,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  Setting *setting = data;

  return rem_setting_store_get (database, setting->key, error);
}

static gpointer
set_func (RemDatabase *database,
          RemObjectStore *objects,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  Setting *setting = data;

  return GINT_TO_POINTER (rem_setting_store_set (database, setting->key, setting->value, error));
}

/**
 * rem_settings_get_async:
 * @context: a context
 * @key: one of the names above
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Reads what was chosen.
 */
void
rem_settings_get_async (RemContext *context,
                        const char *key,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (key != NULL);

  rem_context_call_async (context, 0, get_func, setting_new (key, NULL), setting_free, g_free,
                          cancellable, rem_settings_get_async, callback, user_data);
}

/**
 * rem_settings_get_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): what was chosen, "" if nothing was
 */
char *
rem_settings_get_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_settings_get_async, error);
}

/**
 * rem_settings_set_async:
 * @context: a context
 * @key: one of the names above
 * @value: what is chosen
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Keeps a choice. Everybody is told by RemContext::changed.
 */
void
rem_settings_set_async (RemContext *context,
                        const char *key,
                        const char *value,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (key != NULL && value != NULL);

  rem_context_call_async (context, REM_BOX_CHANGE_SETTINGS, set_func, setting_new (key, value),
                          setting_free, NULL, NULL, rem_settings_set_async, callback, user_data);
}

/**
 * rem_settings_set_finish:
 * @context: a context
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE if it is kept
 */
gboolean
rem_settings_set_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, rem_settings_set_async, error) != NULL;
}
