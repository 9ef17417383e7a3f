/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-autostart-question.h"

#include "rem-autostart.h"
#include "rem-reminders.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/*
 * Nothing begins by itself unless the person said so. It is asked once in the life of a box, when
 * the first reminder was chosen; whatever is answered can be changed on the page of the reminders.
 * No answer is an answer too: it is not asked again.
 *
 * It is a toast that stays and no dialog: nothing has to be answered before one goes on. What it
 * means stands on the page of the reminders.
 */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;

  rem_reminders_set_settings_finish (rem_window_get_context (window), result, NULL);
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_autostart_set_finish (result, &error))
    rem_window_show_error (window, error);
}

static void
yes_clicked_cb (RemWindow *window)
{
  rem_autostart_set_async (TRUE, set_cb, g_object_ref (window));
}

static void
ask (RemWindow *window)
{
  AdwToast *toast = adw_toast_new (_ ("May reminders come after you sign in?"));

  /* TRANSLATORS: the answer to "May reminders come after you sign in?" */
  adw_toast_set_button_label (toast, _ ("They may come"));
  adw_toast_set_timeout (toast, 0);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (yes_clicked_cb), window,
                           G_CONNECT_SWAPPED);
  rem_window_add_toast (window, toast);
}

static void
get_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  RemContext *context = rem_window_get_context (window);
  g_autoptr (RemReminderSettings) settings =
      rem_reminders_get_settings_finish (context, result, NULL);
  g_autoptr (RemReminderSettings) asked = NULL;

  if (settings == NULL || rem_reminder_settings_was_asked (settings))
    return;

  asked = rem_reminder_settings_with_asked (settings, TRUE);
  rem_reminders_set_settings_async (context, asked, kept_cb, g_object_ref (window));
  ask (window);
}

static void
look_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;

  if (!rem_autostart_get_finish (result))
    rem_reminders_get_settings_async (rem_window_get_context (window), NULL, get_cb,
                                      g_object_ref (window));
}

/**
 * rem_autostart_question_ask_once:
 * @window: a window whose box is open
 *
 * Asks whether reminders may begin when the person signs in, if that was never asked and they do
 * not already. Nothing is asked for a box that is only looked into.
 */
void
rem_autostart_question_ask_once (RemWindow *window)
{
  g_return_if_fail (REM_IS_WINDOW (window));

  if (rem_context_get_plan_writer (rem_window_get_context (window)) != NULL)
    rem_autostart_get_async (look_cb, g_object_ref (window));
}
