/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-page-stack.h"

#include "rem-steady-layout.h"

/**
 * rem_page_stack_drop_after:
 * @stack: a stack of pages
 * @kept: a page in it
 *
 * Drops the pages above @kept.
 */
void
rem_page_stack_drop_after (AdwLeaflet *stack, GtkWidget *kept)
{
  /* The order of the pages is that of the leaflet's model: its widgets stand in that of drawing. */
  g_autoptr (GListModel) pages = G_LIST_MODEL (adw_leaflet_get_pages (stack));

  for (guint i = g_list_model_get_n_items (pages); i > 0; i--)
    {
      g_autoptr (AdwLeafletPage) page = g_list_model_get_item (pages, i - 1);
      GtkWidget *child = adw_leaflet_page_get_child (page);

      if (child == kept)
        return;
      adw_leaflet_remove (stack, child);
    }
}

/* An entry of a menu that moves to another page closes the menu in the same moment, and GTK leaves
 * the focus on the entry, out of sight: then no key reaches the window any more. */
static void
mend_focus (GtkWidget *shown)
{
  GtkRoot *root = gtk_widget_get_root (shown);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || gtk_widget_get_mapped (focus))
    return;
  gtk_root_set_focus (root, NULL);
  gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD);
}

static void
settle_cb (gpointer user_data)
{
  g_autoptr (AdwLeaflet) stack = user_data;
  GtkWidget *shown = adw_leaflet_get_visible_child (stack);

  if (shown == NULL || adw_leaflet_get_child_transition_running (stack))
    return;
  rem_page_stack_drop_after (stack, shown);
  mend_focus (shown);
}

/**
 * rem_page_stack_settle:
 * @stack: a stack of pages that moved
 *
 * Drops the pages that were left, once they are out of sight. Not at once: while a page slides in,
 * the next may be pushed, and then the end of the first move is told in the midst of the second.
 */
void
rem_page_stack_settle (AdwLeaflet *stack)
{
  g_idle_add_once (settle_cb, g_object_ref (stack));
}

/* What opened the page may be an item of a menu. It cannot have the focus again when the page has
 * gone, and the keys would go nowhere: the button of the menu gets it instead. */
static void
leave_menu (AdwLeaflet *stack)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (stack));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  if (popover == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_grab_focus (gtk_widget_get_parent (popover));
}

/**
 * rem_page_stack_push:
 * @stack: a stack of pages
 * @page: (transfer floating): a page
 *
 * Slides @page over what is shown, and gives it the focus.
 */
void
rem_page_stack_push (AdwLeaflet *stack, GtkWidget *page)
{
  /* A page that is on its way out is none to come back to. */
  rem_page_stack_drop_after (stack, adw_leaflet_get_visible_child (stack));
  leave_menu (stack);
  if (GTK_IS_BIN_LAYOUT (gtk_widget_get_layout_manager (page)))
    gtk_widget_set_layout_manager (page, rem_steady_layout_new ());
  adw_leaflet_append (stack, page);
  adw_leaflet_set_visible_child (stack, page);
  /* Becoming visible may have given it the focus already. */
  if (gtk_widget_get_focus_child (page) == NULL)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}
