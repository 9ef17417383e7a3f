/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-focus-child.h"

/**
 * rem_focus_child:
 * @widget: a widget with a single child
 * @direction: where the focus goes
 *
 * Lets the focus go through @widget. To be the `focus` of each class that has a `grab_focus` of its
 * own: such a widget would otherwise take the tab key back whenever it comes round, and never let
 * it go.
 *
 * Returns: %TRUE if the focus is in @widget now
 */
gboolean
rem_focus_child (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child != NULL && gtk_widget_child_focus (child, direction);
}
