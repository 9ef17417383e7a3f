/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-folder-chooser.h"

#include "rem-recent-guard.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkFileChooserNative *chooser;
  RemContext *context;
  RemFolderChosenFunc chosen;
  gpointer user_data;
} Choice;

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Choice *choice = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (file != NULL)
    rem_recent_guard_forget (rem_context_get_clock (choice->context), file);
  choice->chosen (path, choice->user_data);
  g_object_unref (choice->chooser);
  g_object_unref (choice->context);
  g_free (choice);
}

/**
 * rem_folder_chooser_ask:
 * @widget: a widget in the window that asks
 * @context: the context
 * @title: what is asked for
 * @chosen: told what was chosen, if anything
 * @user_data: for @chosen
 *
 * Asks for a folder of this computer, and keeps it out of the desktop's list of recent files.
 */
void
rem_folder_chooser_ask (GtkWidget *widget,
                        RemContext *context,
                        const char *title,
                        RemFolderChosenFunc chosen,
                        gpointer user_data)
{
  Choice *choice = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (REM_IS_CONTEXT (context));

  choice = g_new0 (Choice, 1);
  choice->context = g_object_ref (context);
  choice->chosen = chosen;
  choice->user_data = user_data;
  choice->chooser =
      gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                   C_ ("file chooser", "_Choose"), C_ ("file chooser", "_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (choice->chooser), TRUE);
  g_signal_connect (choice->chooser, "response", G_CALLBACK (response_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (choice->chooser));
}
