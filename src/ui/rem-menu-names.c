/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-menu-names.h"

/* GTK 4.18 names an entry of a menu by the label in it, and keeps that label off the accessibility
 * bus: a screen reader hears of an entry without words. The type of an entry is private; its
 * property "text" is what menus are built with. */

static char *
without_mnemonic (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  char *words = NULL;

  return pango_parse_markup (markup, -1, '_', NULL, &words, NULL, NULL) ? words : g_strdup (text);
}

static void
name_entries (GtkWidget *widget)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "menu-name") != NULL)
    {
      g_autofree char *text = NULL;

      g_object_get (widget, "text", &text, NULL);
      if (text != NULL)
        {
          g_autofree char *words = without_mnemonic (text);

          gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget),
                                         GTK_ACCESSIBLE_RELATION_LABELLED_BY);
          gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                          words, -1);
        }
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_entries (child);
}

static void
focus_cb (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *menu = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER_MENU) : NULL;

  if (menu != NULL)
    name_entries (menu);
}

/**
 * rem_menu_names_keep:
 * @window: a window
 *
 * Tells a screen reader the words of the entries of each menu in @window, once the menu has the
 * focus; the menus that GTK makes itself, such as that of an entry, are among them.
 */
void
rem_menu_names_keep (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_cb), NULL);
}
