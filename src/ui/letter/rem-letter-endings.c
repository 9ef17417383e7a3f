/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-endings.h"

#include "rem-keepsakes.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemKeepsake) kept =
      rem_keepsakes_keep_finish (rem_window_get_context (window), result, &error);

  if (kept == NULL)
    rem_window_show_error (window, error);
}

static void
get_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  RemContext *context = rem_window_get_context (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (RemKeepsake) away = rem_keepsakes_get_finish (context, result, NULL, &error);
  g_autoptr (RemKeepsake) out = NULL;

  if (away == NULL)
    {
      rem_window_show_error (window, error);
      return;
    }
  out = rem_keepsake_with_put_away (away, FALSE);
  rem_keepsakes_keep_async (context, out, NULL, keep_cb, g_object_ref (window));
}

static void
undo_cb (RemWindow *window, AdwToast *toast)
{
  rem_keepsakes_get_async (rem_window_get_context (window),
                           g_object_get_data (G_OBJECT (toast), "uuid"), NULL, get_cb,
                           g_object_ref (window));
}

/**
 * rem_letter_endings_tell_put_away:
 * @window: where to say it
 * @uuid: the letter, which is kept as put away
 *
 * Says that a letter was put away, and offers to undo it.
 */
void
rem_letter_endings_tell_put_away (RemWindow *window, const char *uuid)
{
  AdwToast *toast = NULL;

  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (uuid != NULL);

  toast = adw_toast_new (_ ("It was put away."));
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data_full (G_OBJECT (toast), "uuid", g_strdup (uuid), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), window,
                           G_CONNECT_SWAPPED);
  rem_window_add_toast (window, toast);
}

/**
 * rem_letter_endings_tell_taken_out:
 * @window: where to say it
 *
 * Says that a letter lies with the others again.
 */
void
rem_letter_endings_tell_taken_out (RemWindow *window)
{
  g_return_if_fail (REM_IS_WINDOW (window));

  rem_window_show_words (window, _ ("It lies with the others in the box again."));
}
