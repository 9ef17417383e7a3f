/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-recent-guard.h"

/*
 * GTK's file chooser tells the desktop's list of recent files what was chosen in it, some time
 * after it answered. Which photos went into the box, or came out, is nobody's business: a guard
 * stands for a moment beside the list and takes the file out again when it comes.
 */

/** How long it stands there, in milliseconds: GTK asks the file for its type first. */
#define GUARD_MS 30000

typedef struct
{
  GtkRecentManager *manager;
  gulong handler;
  char *uri;
} Guard;

static void
guard_free (Guard *guard)
{
  g_clear_signal_handler (&guard->handler, guard->manager);
  g_free (guard->uri);
  g_free (guard);
}

static void
take_out (Guard *guard)
{
  if (gtk_recent_manager_has_item (guard->manager, guard->uri))
    gtk_recent_manager_remove_item (guard->manager, guard->uri, NULL);
}

static void
timeout_cb (gpointer user_data)
{
  Guard *guard = user_data;

  take_out (guard);
  guard_free (guard);
}

/**
 * rem_recent_guard_forget:
 * @clock: the clock
 * @file: what was chosen in a file chooser a moment ago
 *
 * Keeps @file out of the desktop's list of recent files. The rest of the list is left as it is.
 */
void
rem_recent_guard_forget (RemClock *clock, GFile *file)
{
  Guard *guard = NULL;

  g_return_if_fail (REM_IS_CLOCK (clock));
  g_return_if_fail (G_IS_FILE (file));

  guard = g_new0 (Guard, 1);
  guard->manager = gtk_recent_manager_get_default ();
  guard->uri = g_file_get_uri (file);
  guard->handler =
      g_signal_connect_swapped (guard->manager, "changed", G_CALLBACK (take_out), guard);
  rem_clock_add_timeout (clock, GUARD_MS, timeout_cb, guard);
  take_out (guard);
}
