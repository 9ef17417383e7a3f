/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-helper-remover.h"

#include "rem-helpers.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/* Long enough to read it slowly, and to think. */
#define UNDO_TIMEOUT_S 12

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_helpers_set_removed_finish (REM_CONTEXT (source), result, &error))
    rem_window_show_error (window, error);
}

static void
undo_clicked_cb (RemWindow *window, AdwToast *toast)
{
  rem_helpers_set_removed_async (rem_window_get_context (window),
                                 g_object_get_data (G_OBJECT (toast), "helper"), FALSE, NULL,
                                 changed_cb, g_object_ref (window));
}

/**
 * rem_helper_remover_remove:
 * @window: the window
 * @helper: who or what
 *
 * Takes a helper out of the list without asking, and offers to undo it.
 */
void
rem_helper_remover_remove (RemWindow *window, RemHelper *helper)
{
  AdwToast *toast;

  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (helper != NULL);

  rem_helpers_set_removed_async (rem_window_get_context (window), helper, TRUE, NULL, changed_cb,
                                 g_object_ref (window));
  toast = adw_toast_new (_ ("Taken out of the list."));
  adw_toast_set_timeout (toast, UNDO_TIMEOUT_S);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, C_ ("toast", "Undo"));
  g_object_set_data_full (G_OBJECT (toast), "helper", rem_helper_ref (helper),
                          (GDestroyNotify) rem_helper_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), window,
                           G_CONNECT_SWAPPED);
  rem_window_add_toast (window, toast);
}
