/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-undo-toast.h"

/** How long there is a way back, in seconds: nobody should have to hurry. */
#define TIMEOUT_S 20

typedef struct
{
  RemUndoFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GWeakRef window;
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  if (undo->data_free != NULL)
    undo->data_free (undo->data);
  g_weak_ref_clear (&undo->window);
  g_free (undo);
}

static void
clicked_cb (AdwToast *toast, Undo *undo)
{
  g_autoptr (RemWindow) window = g_weak_ref_get (&undo->window);

  undo->func (window, undo->data);
}

/**
 * rem_undo_toast_add:
 * @window: a window
 * @words: what was done
 * @button: what can be done about it, such as "Undo"
 * @func: does it
 * @data: for @func
 * @data_free: (nullable): frees @data when the toast has gone
 *
 * Says that something was done, with a way back.
 */
void
rem_undo_toast_add (RemWindow *window,
                    const char *words,
                    const char *button,
                    RemUndoFunc func,
                    gpointer data,
                    GDestroyNotify data_free)
{
  AdwToast *toast;
  Undo *undo;

  g_return_if_fail (REM_IS_WINDOW (window));
  g_return_if_fail (words != NULL && button != NULL);

  undo = g_new0 (Undo, 1);
  undo->func = func;
  undo->data = data;
  undo->data_free = data_free;
  g_weak_ref_init (&undo->window, window);
  toast = adw_toast_new (words);
  adw_toast_set_button_label (toast, button);
  adw_toast_set_timeout (toast, TIMEOUT_S);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (clicked_cb), undo, undo_free, 0);
  rem_window_add_toast (window, toast);
}
