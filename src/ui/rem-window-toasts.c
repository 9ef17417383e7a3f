/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-window-toasts.h"

#include "rem-error-text.h"

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
  g_autofree char *escaped = NULL;

  g_return_if_fail (REM_IS_WINDOW (self));
  g_return_if_fail (words != NULL);

  /* A toast takes its title for markup. */
  escaped = g_markup_escape_text (words, -1);
  rem_window_add_toast (self, adw_toast_new (escaped));
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
