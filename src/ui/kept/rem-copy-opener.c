/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-copy-opener.h"

#include "rem-readable-copy.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/* Another program needs a file that it can read. That is said first, each time: it is no small
 * thing, and nobody remembers a box that was ticked a year ago. */

typedef struct
{
  RemWindow *window;
  RemAttachment *attachment;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  rem_attachment_unref (opening->attachment);
  g_free (opening);
}

static void
opening_free_closure (gpointer data, GClosure *closure)
{
  opening_free (data);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rem_window_show_words (window, _ ("No program on this computer opens this kind of file. It is "
                                      "kept as it was; you can save a copy of it."));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GFile) copy = rem_readable_copy_make_finish (REM_CONTEXT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    {
      rem_window_show_words (window, _ ("There is no place in this computer's memory for a "
                                        "readable copy. You can save one where you choose."));
      return;
    }
  if (copy == NULL)
    {
      rem_window_show_error (window, error);
      return;
    }
  uri = g_file_get_uri (copy);
  gtk_show_uri_full (GTK_WINDOW (window), uri, GDK_CURRENT_TIME, NULL, shown_cb,
                     g_object_ref (window));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Opening *opening)
{
  if (!g_str_equal (response, "open"))
    return;
  rem_readable_copy_make_async (rem_window_get_context (opening->window), opening->attachment, NULL,
                                made_cb, g_object_ref (opening->window));
}

/**
 * rem_copy_opener_ask:
 * @window: the window
 * @attachment: a kept file
 *
 * Says what opening it in another program means, and does so if the person wants it.
 */
void
rem_copy_opener_ask (RemWindow *window, RemAttachment *attachment)
{
  GtkWidget *dialog = NULL;
  Opening *opening = NULL;

  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (attachment != NULL);

  dialog = adw_message_dialog_new (
      GTK_WINDOW (window), _ ("Open a readable copy?"),
      _ ("Another program cannot look into the box. It gets a copy that is not sealed, in this "
         "computer's memory; the copy goes when the box is locked. The other program may keep "
         "something of it, and what is changed there stays out of the box."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Leave it closed"),
                                    "open", _ ("Open the copy"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");

  opening = g_new0 (Opening, 1);
  opening->window = g_object_ref (window);
  opening->attachment = rem_attachment_ref (attachment);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), opening,
                         opening_free_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
