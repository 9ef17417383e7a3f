/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-bin-page.h"

#include "rem-bin.h"
#include "rem-keepsake-list.h"
#include "rem-removed-row.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

struct _RemBinPage
{
  AdwBin parent_instance;

  GtkStack *states;
  GtkListView *rows;
  GtkWidget *empty_button;
  GtkCheckButton *earlier_check;

  RemContext *context;
  RemKeepsakeList *list;
};

G_DEFINE_FINAL_TYPE (RemBinPage, rem_bin_page, ADW_TYPE_BIN)

static void
update_state (RemBinPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0 &&
                      !rem_keepsake_list_is_busy (self->list);

  gtk_widget_set_visible (self->empty_button, !is_empty);
  gtk_stack_set_visible_child_name (self->states, is_empty ? "empty" : "rows");
}

static void
empty_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  gboolean held = FALSE;

  if (!rem_bin_empty_finish (REM_CONTEXT (source), result, &held, &error))
    rem_window_show_error (window, error);
  else if (held)
    rem_window_show_words (window, _ ("What was removed has left the box. Earlier states hold it "
                                      "still."));
  else
    rem_window_show_words (window, _ ("What was removed is gone from this box for good."));
}

static void
response_cb (RemBinPage *self, const char *response)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (g_str_equal (response, "empty") && REM_IS_WINDOW (root))
    rem_bin_empty_async (self->context, gtk_check_button_get_active (self->earlier_check), NULL,
                         empty_cb, g_object_ref (root));
}

static void
empty_clicked_cb (RemBinPage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  const char *words =
      gtk_check_button_get_active (self->earlier_check)
          ? _ ("What is here leaves the box for good, and the earlier states that the box keeps go "
               "with it: it cannot be put back to one of those days. Copies that you made go on "
               "holding what they hold.")
          : _ ("What is here leaves the box and cannot be put back from here any more. The earlier "
               "states that the box keeps hold it for a while, most of them for about five weeks. "
               "Copies that you made go on holding what they hold.");
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _ ("Empty this page?"), words));

  adw_message_dialog_add_responses (dialog, "leave", _ ("_Leave it"), "empty", _ ("_Empty"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "empty", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "leave");
  adw_message_dialog_set_close_response (dialog, "leave");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
setup_cb (RemBinPage *self, GtkListItem *list_item)
{
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_child (list_item, rem_removed_row_new ());
}

static void
bind_cb (RemBinPage *self, GtkListItem *list_item)
{
  rem_removed_row_set_item (REM_REMOVED_ROW (gtk_list_item_get_child (list_item)),
                            gtk_list_item_get_item (list_item));
}

static void
unbind_cb (RemBinPage *self, GtkListItem *list_item)
{
  rem_removed_row_set_item (REM_REMOVED_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
rem_bin_page_dispose (GObject *object)
{
  RemBinPage *self = REM_BIN_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_BIN_PAGE);
  g_clear_object (&self->list);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_bin_page_parent_class)->dispose (object);
}

static void
rem_bin_page_class_init (RemBinPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_bin_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-bin-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemBinPage, states);
  gtk_widget_class_bind_template_child (widget_class, RemBinPage, rows);
  gtk_widget_class_bind_template_child (widget_class, RemBinPage, empty_button);
  gtk_widget_class_bind_template_child (widget_class, RemBinPage, earlier_check);
  gtk_widget_class_bind_template_callback (widget_class, empty_clicked_cb);
}

static void
rem_bin_page_init (RemBinPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_bin_page_new:
 * @context: a context whose box is open
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_bin_page_new (RemContext *context)
{
  RemBinPage *self = NULL;
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_BIN_PAGE, NULL);
  self->context = g_object_ref (context);
  self->list = rem_keepsake_list_new (context);
  rem_keepsake_list_set_removed (self->list, TRUE);

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
