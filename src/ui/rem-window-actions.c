/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-window-private.h"

/* The actions are installed on the class and not in the window's action map, because GTK puts the
 * action map of an application window on the session bus. */

static void
show_place_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  rem_window_show_place (REM_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
back_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  rem_window_pop_page (REM_WINDOW (widget));
}

static void
cover_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  rem_window_cover (REM_WINDOW (widget));
}

static void
lock_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (widget));

  g_action_group_activate_action (G_ACTION_GROUP (application), "lock", NULL);
}

static gboolean
shortcuts_close_request_cb (GtkWindow *shortcuts)
{
  GtkWindow *window = gtk_window_get_transient_for (shortcuts);

  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (window), NULL);
  return GDK_EVENT_STOP;
}

/* It is made when it is asked for and goes when it is closed. One that GTK keeps hidden costs every
 * start, and GTK 4.18 crashes on it when somebody with a screen reader closes a dialog. */
static void
show_shortcuts_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/example/Remember/ui/rem-shortcuts.ui");
  GObject *shortcuts = gtk_builder_get_object (builder, "shortcuts");

  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (widget),
                                           GTK_SHORTCUTS_WINDOW (shortcuts));
  g_signal_connect (shortcuts, "close-request", G_CALLBACK (shortcuts_close_request_cb), NULL);
  gtk_window_present (GTK_WINDOW (shortcuts));
}

/**
 * rem_window_class_install_actions:
 * @widget_class: the class of #RemWindow
 *
 * Installs what can be done from anywhere in the window.
 */
void
rem_window_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-place", "s", show_place_activated);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_activated);
  gtk_widget_class_install_action (widget_class, "win.cover", NULL, cover_activated);
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, lock_activated);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL,
                                   show_shortcuts_activated);
}

/**
 * rem_window_update_actions:
 * @self: a window
 *
 * Leaves only what makes sense now: nothing that belongs to a box while there is none open or
 * while the cover lies over it.
 */
void
rem_window_update_actions (RemWindow *self)
{
  static const char *const of_the_box[] = {
    "win.show-place",   "win.show-keepsake",  "win.show-date",       "win.show-removed",
    "win.show-safe",    "win.show-safe-page", "win.show-reminders",  "win.show-preferences",
    "win.show-persons", "win.show-put-away",  "win.show-dates-page",
  };
  static const char *const that_keep[] = {
    "win.write-letter", "win.write-note", "win.add-photo",    "win.add-date",
    "win.add-sound",    "win.add-film",   "win.add-document", "win.add-object",
  };
  /* A candle, the rituals and Help ask nothing of a box. */
  static const char *const of_everybody[] = {
    "win.light-candle", "win.rituals", "win.show-ritual", "win.help", "win.show-help",
  };
  gboolean can_keep = !rem_context_is_read_only (rem_window_get_context (self));
  gboolean is_open = rem_context_get_state (rem_window_get_context (self)) == REM_CONTEXT_OPEN;
  gboolean is_covered = rem_window_is_covered (self);

  for (gsize i = 0; i < G_N_ELEMENTS (of_the_box); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_the_box[i], is_open && !is_covered);
  for (gsize i = 0; i < G_N_ELEMENTS (that_keep); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), that_keep[i],
                                   is_open && !is_covered && can_keep);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.lock", is_open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cover", !is_covered);
  for (gsize i = 0; i < G_N_ELEMENTS (of_everybody); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_everybody[i], !is_covered);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back",
                                 !is_covered && rem_window_can_pop_page (self));
}
