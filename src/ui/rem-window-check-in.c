/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-check-ins.h"
#include "rem-window-private.h"

/* "How I am" is found in Help. It comes into the menu once somebody kept something there, and not
 * before: nobody is asked how they are. */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) self = user_data;
  g_autoptr (GPtrArray) check_ins = rem_check_ins_list_finish (REM_CONTEXT (source), result, NULL);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.check-in",
                                 check_ins != NULL && check_ins->len > 0);
}

static void
look (RemWindow *self)
{
  RemContext *context = rem_window_get_context (self);

  if (rem_context_get_state (context) == REM_CONTEXT_OPEN)
    rem_check_ins_list_async (context, "", NULL, listed_cb, g_object_ref (self));
  else
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.check-in", FALSE);
}

static void
changed_cb (RemWindow *self, guint changes)
{
  if ((changes & REM_BOX_CHANGE_CHECK_INS) != 0 && rem_window_get_context (self) != NULL)
    look (self);
}

/**
 * rem_window_init_check_in:
 * @self: a window with its context
 *
 * Lets "How I am" come into the menu once it was wanted.
 */
void
rem_window_init_check_in (RemWindow *self)
{
  RemContext *context = rem_window_get_context (self);

  g_signal_connect_object (context, "notify::state", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  look (self);
}
