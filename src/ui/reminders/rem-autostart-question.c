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
response_cb (AdwMessageDialog *dialog, const char *response, RemWindow *window)
{
  if (g_str_equal (response, "yes"))
    rem_autostart_set_async (TRUE, set_cb, g_object_ref (window));
}

static void
ask (RemWindow *window)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (window), _ ("May reminders come after you sign in?"),
      _ ("A reminder can come while you are signed in to this computer, also when this window is "
         "closed. For that, a small part of Remember has to begin when you sign in. It has no key "
         "to the box, and it is silent until a day that you chose."));

  /* TRANSLATORS: answers to "May reminders come after you sign in?" */
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "no", _ ("Not now"), "yes",
                                    _ ("They may come"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "no");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
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
