/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-drop-down-name.h"

/* GTK 4.8 leaves the button in a choice, which has the focus, without a name; later ones name both
 * by what is chosen. Here, everywhere, the name is the question and the description the answer. */

static void
describe (GtkWidget *widget, const char *name, const char *chosen)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, chosen, -1);
}

static void
selected_item_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  gpointer item = gtk_drop_down_get_selected_item (drop_down);
  const char *chosen =
      GTK_IS_STRING_OBJECT (item) ? gtk_string_object_get_string (GTK_STRING_OBJECT (item)) : "";
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));

  describe (GTK_WIDGET (drop_down), user_data, chosen);
  if (GTK_IS_TOGGLE_BUTTON (button))
    describe (button, user_data, chosen);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkStringObject *string = GTK_STRING_OBJECT (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (string));
}

/* What is chosen, such as the words of a date, may be longer than the window is wide. The list that
 * drops down stays as GTK makes it. */
static void
shorten_chosen (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_list_factory (drop_down, gtk_drop_down_get_factory (drop_down));
  gtk_drop_down_set_factory (drop_down, factory);
}

static void
free_name (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * rem_drop_down_set_name:
 * @drop_down: a choice among strings, not named before
 * @name: what is chosen, for screen readers
 *
 * Names the choice and the button in it, and keeps their description at the string that is chosen.
 * Where there is little room that string is cut short.
 */
void
rem_drop_down_set_name (GtkDropDown *drop_down, const char *name)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));
  g_return_if_fail (name != NULL);

  shorten_chosen (drop_down);
  g_signal_connect_data (drop_down, "notify::selected-item", G_CALLBACK (selected_item_cb),
                         g_strdup (name), free_name, 0);
  selected_item_cb (drop_down, NULL, (gpointer) name);
}
