/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-safe-settings.h"

#include "rem-setting-store.h"

/* One setting a line of the box's table, so that two programs never overwrite each other's. */

#define FOLDER_KEY        "copy-folder"
#define WEEKLY_KEY        "copy-weekly"
#define TELL_KEY          "copy-tell"
#define COPIED_KEY        "copy-made-us"
#define CHECKED_KEY       "check-made-us"
#define CHECKED_WHOLE_KEY "check-whole"
#define DAMAGED_KEY       "check-damaged"
#define DAMAGE_LEFT_KEY   "check-damage-left"

/**
 * rem_safe_settings_copy:
 * @self: settings
 *
 * Returns: (transfer full): the same
 */
RemSafeSettings *
rem_safe_settings_copy (const RemSafeSettings *self)
{
  RemSafeSettings *copy = g_memdup2 (self, sizeof *self);

  copy->folder = g_strdup (self->folder);
  copy->damaged = g_strdupv (self->damaged);
  return copy;
}

/**
 * rem_safe_settings_free:
 * @self: (transfer full): settings
 */
void
rem_safe_settings_free (RemSafeSettings *self)
{
  g_free (self->folder);
  g_strfreev (self->damaged);
  g_free (self);
}

static gboolean
load_number (RemDatabase *database, const char *key, gint64 *number_out, GError **error)
{
  g_autofree char *text = rem_setting_store_get (database, key, error);

  if (text == NULL)
    return FALSE;
  *number_out = MAX (g_ascii_strtoll (text, NULL, 10), 0);
  return TRUE;
}

static gboolean
store_number (RemDatabase *database, const char *key, gint64 number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return rem_setting_store_set (database, key, text, error);
}

/**
 * rem_safe_settings_load_func:
 * @database: the connection
 * @objects: unused
 * @data: unused
 * @cancellable: unused
 * @error: return location for an error
 *
 * A #RemBoxFunc. Worker thread.
 *
 * Returns: (transfer full): #RemSafeSettings; fails as rem_database_set_error() says
 */
gpointer
rem_safe_settings_load_func (RemDatabase *database,
                             RemObjectStore *objects,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (RemSafeSettings) self = g_new0 (RemSafeSettings, 1);
  gint64 weekly = 0;
  gint64 tell = 0;
  gint64 whole = 0;
  gint64 left = 0;
  g_autofree char *damaged = NULL;

  self->folder = rem_setting_store_get (database, FOLDER_KEY, error);
  if (self->folder == NULL || !load_number (database, WEEKLY_KEY, &weekly, error) ||
      !load_number (database, TELL_KEY, &tell, error) ||
      !load_number (database, COPIED_KEY, &self->copied_us, error) ||
      !load_number (database, CHECKED_KEY, &self->checked_us, error) ||
      !load_number (database, CHECKED_WHOLE_KEY, &whole, error) ||
      !load_number (database, DAMAGE_LEFT_KEY, &left, error))
    return NULL;
  damaged = rem_setting_store_get (database, DAMAGED_KEY, error);
  if (damaged == NULL)
    return NULL;
  if (*self->folder == '\0')
    g_clear_pointer (&self->folder, g_free);
  self->weekly = weekly != 0;
  self->tell = tell != 0;
  self->checked_whole = whole != 0;
  self->damaged = g_strsplit (damaged, " ", -1);
  self->damage_left = left != 0;
  return g_steal_pointer (&self);
}

/**
 * rem_safe_settings_store_func:
 * @database: the connection
 * @objects: unused
 * @settings: #RemSafeSettings
 * @cancellable: unused
 * @error: return location for an error
 *
 * A #RemBoxFunc. Worker thread, inside a transaction.
 *
 * Returns: not %NULL on success; fails as rem_database_set_error() says
 */
gpointer
rem_safe_settings_store_func (RemDatabase *database,
                              RemObjectStore *objects,
                              gpointer settings,
                              GCancellable *cancellable,
                              GError **error)
{
  const RemSafeSettings *self = settings;
  g_autofree char *damaged = g_strjoinv (" ", self->damaged);

  if (!rem_setting_store_set (database, FOLDER_KEY, self->folder != NULL ? self->folder : "",
                              error) ||
      !store_number (database, WEEKLY_KEY, self->weekly, error) ||
      !store_number (database, TELL_KEY, self->tell, error) ||
      !store_number (database, COPIED_KEY, self->copied_us, error) ||
      !store_number (database, CHECKED_KEY, self->checked_us, error) ||
      !store_number (database, CHECKED_WHOLE_KEY, self->checked_whole, error) ||
      !rem_setting_store_set (database, DAMAGED_KEY, damaged, error) ||
      !store_number (database, DAMAGE_LEFT_KEY, self->damage_left, error))
    return NULL;
  return settings;
}
