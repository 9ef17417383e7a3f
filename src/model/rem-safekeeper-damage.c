/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-safekeeper-private.h"

#include "rem-keepsake-store.h"

#include <string.h>

/* What the last reading of everything found not whole, by name. It is kept with the settings, so
 * that it is still known after the box was locked, until everything is read again. */

/* More than can be looked through one by one. */
#define MAX_NAMED 200

static char **
list_names (const RemBoxReport *report)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < report->damaged->len; i++)
    {
      const char *what = g_ptr_array_index (report->damaged, i);
      const char *keepsake = g_ptr_array_index (report->damaged_keepsakes, i);
      const char *name = *keepsake != '\0' ? keepsake : what;

      /* These two are mended at the next opening. */
      if (strcmp (name, "keys") == 0 || strcmp (name, "index") == 0)
        continue;
      if (g_hash_table_size (seen) < MAX_NAMED && g_hash_table_add (seen, (gpointer) name))
        g_strv_builder_add (builder, name);
    }
  return g_strv_builder_end (builder);
}

/* Notes in the settings what was found; what was left be is told again once it is different.
 * @report is NULL if not even the tables could be read. */
void
rem_safekeeper_note_check (RemSafekeeper *self, const RemBoxReport *report, gint64 now_us)
{
  RemSafeSettings *settings = self->settings;
  const char *const all[] = { "database", NULL };
  g_auto (GStrv) names = report != NULL ? list_names (report) : g_strdupv ((char **) all);

  if (!g_strv_equal ((const char *const *) names, (const char *const *) settings->damaged))
    settings->damage_left = FALSE;
  settings->checked_us = now_us;
  settings->checked_whole = report != NULL && report->whole;
  g_strfreev (settings->damaged);
  settings->damaged = g_steal_pointer (&names);
  rem_safekeeper_look_for_damage (self);
  rem_safekeeper_store (self);
}

/**
 * rem_safekeeper_has_damage:
 * @self: a safekeeper
 *
 * Returns: whether the last reading found what cannot be read, and it was not said to be left be
 */
gboolean
rem_safekeeper_has_damage (RemSafekeeper *self)
{
  g_return_val_if_fail (REM_IS_SAFEKEEPER (self), FALSE);

  return self->settings != NULL && *self->settings->damaged != NULL && !self->settings->damage_left;
}

/* Remembers of the settings what is asked once they are gone. */
void
rem_safekeeper_look_for_damage (RemSafekeeper *self)
{
  self->is_writing_damaged =
      g_strv_contains ((const char *const *) self->settings->damaged, "database");
}

/**
 * rem_safekeeper_wants_salvage:
 * @self: a safekeeper
 *
 * Returns: whether the last reading found a part of the writing unreadable; also while the box is
 *   locked, if it was open before
 */
gboolean
rem_safekeeper_wants_salvage (RemSafekeeper *self)
{
  g_return_val_if_fail (REM_IS_SAFEKEEPER (self), FALSE);

  return self->is_writing_damaged;
}

/**
 * rem_safekeeper_leave_damage:
 * @self: a safekeeper of an open box
 *
 * Lets the first page be silent about what the last reading found.
 */
void
rem_safekeeper_leave_damage (RemSafekeeper *self)
{
  g_return_if_fail (REM_IS_SAFEKEEPER (self));

  if (self->settings == NULL || self->settings->damage_left)
    return;
  self->settings->damage_left = TRUE;
  rem_safekeeper_store (self);
}

static gpointer
list_damaged_func (RemDatabase *database,
                   RemObjectStore *objects,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  char **names = data;
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rem_keepsake_unref);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) local = NULL;
      RemKeepsake *keepsake = rem_keepsake_store_get (database, names[i], &local);

      /* What was removed for good since, or cannot be read itself. */
      if (keepsake != NULL)
        g_ptr_array_add (found, keepsake);
    }
  return g_steal_pointer (&found);
}

/**
 * rem_safekeeper_list_damaged_async:
 * @self: a safekeeper of an open box
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Finds the keepsakes that the last reading found a damaged file of.
 */
void
rem_safekeeper_list_damaged_async (RemSafekeeper *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  char **names;

  g_return_if_fail (REM_IS_SAFEKEEPER (self));

  names = self->settings != NULL ? g_strdupv (self->settings->damaged) : g_new0 (char *, 1);
  rem_context_call_async (self->context, 0, list_damaged_func, names, (GDestroyNotify) g_strfreev,
                          (GDestroyNotify) g_ptr_array_unref, NULL, list_damaged_func, callback,
                          user_data);
}

/**
 * rem_safekeeper_list_damaged_finish:
 * @context: the context, which the callback got as its source
 * @result: what the callback got
 * @error: return location for an error, or %NULL
 *
 * Returns: (transfer full) (element-type RemKeepsake): the keepsakes; fails as the box does
 */
GPtrArray *
rem_safekeeper_list_damaged_finish (RemContext *context, GAsyncResult *result, GError **error)
{
  return rem_context_call_finish (context, result, list_damaged_func, error);
}
