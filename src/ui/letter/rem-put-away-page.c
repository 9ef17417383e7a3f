/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-put-away-page.h"

#include "rem-keepsake-list.h"
#include "rem-put-away-row.h"

struct _RemPutAwayPage
{
  AdwBin parent_instance;

  GtkStack *states;
  GtkListView *rows;

  RemKeepsakeList *list;
};

G_DEFINE_FINAL_TYPE (RemPutAwayPage, rem_put_away_page, ADW_TYPE_BIN)

static void
update_state (RemPutAwayPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0 &&
                      !rem_keepsake_list_is_busy (self->list);

  gtk_stack_set_visible_child_name (self->states, is_empty ? "empty" : "rows");
}

static void
setup_cb (RemPutAwayPage *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, rem_put_away_row_new ());
}

static void
bind_cb (RemPutAwayPage *self, GtkListItem *list_item)
{
  rem_put_away_row_set_item (REM_PUT_AWAY_ROW (gtk_list_item_get_child (list_item)),
                             gtk_list_item_get_item (list_item));
}

static void
unbind_cb (RemPutAwayPage *self, GtkListItem *list_item)
{
  rem_put_away_row_set_item (REM_PUT_AWAY_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
activate_cb (RemPutAwayPage *self, guint position)
{
  g_autoptr (RemKeepsakeItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (item != NULL && rem_keepsake_item_is_loaded (item))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-keepsake", "s",
                                rem_keepsake_item_get_uuid (item));
}

static void
rem_put_away_page_dispose (GObject *object)
{
  RemPutAwayPage *self = REM_PUT_AWAY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_PUT_AWAY_PAGE);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (rem_put_away_page_parent_class)->dispose (object);
}

static void
rem_put_away_page_class_init (RemPutAwayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_put_away_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-put-away-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemPutAwayPage, states);
  gtk_widget_class_bind_template_child (widget_class, RemPutAwayPage, rows);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
rem_put_away_page_init (RemPutAwayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_put_away_page_new:
 * @context: a context whose box is open
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_put_away_page_new (RemContext *context)
{
  RemPutAwayPage *self = NULL;
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;
  g_autoptr (RemKeepsakeFilter) filter = rem_keepsake_filter_new ();

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_PUT_AWAY_PAGE, NULL);
  self->list = rem_keepsake_list_new (context);
  filter->put_away = TRUE;
  rem_keepsake_list_set_filter (self->list, filter);

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->rows, factory);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (selection));

  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::busy", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  update_state (self);
  return GTK_WIDGET (self);
}
