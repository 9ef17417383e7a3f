/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-window-toasts.h"

#include "rem-error-text.h"

#include <string.h>

/** Beyond how many bytes words need time to be read, and how much of it in seconds. */
#define LONG_WORDS      60
#define LONG_TIMEOUT_S  12
#define SHORT_TIMEOUT_S 5

/**
 * rem_window_show_words:
 * @self: a window
 * @words: a sentence of the program, never something that the person wrote
 *
 * Says @words in passing at the foot of the window.
 */
void
rem_window_show_words (RemWindow *self, const char *words)
{
  AdwToast *toast = NULL;
  GtkWidget *label = NULL;

  g_return_if_fail (REM_IS_WINDOW (self));
  g_return_if_fail (words != NULL);

  /* The title of a toast is one line, and is taken for markup. */
  toast = adw_toast_new ("");
  label = gtk_label_new (words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, strlen (words) > LONG_WORDS ? LONG_TIMEOUT_S : SHORT_TIMEOUT_S);
  rem_window_add_toast (self, toast);
}

/**
 * rem_window_show_error:
 * @self: a window
 * @error: (nullable): what went wrong; that something was given up is not said
 *
 * Says what happened and what is safe.
 */
void
rem_window_show_error (RemWindow *self, const GError *error)
{
  g_autofree char *words = NULL;

  g_return_if_fail (REM_IS_WINDOW (self));

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  words = rem_error_text_build (error);
  rem_window_show_words (self, words);
}
