/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-drop-down-name.h"

/**
 * rem_drop_down_set_name:
 * @drop_down: a choice
 * @name: what is chosen, for screen readers
 *
 * Names the choice and the button in it: the button is what has the focus, and GTK 4.8 leaves it
 * without a name.
 */
void
rem_drop_down_set_name (GtkDropDown *drop_down, const char *name)
{
  GtkWidget *button = NULL;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));
  g_return_if_fail (name != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}
