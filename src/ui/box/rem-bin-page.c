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
  GListStore *words;
  GListModel *all; /* the list, then the words */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RemBinPage, rem_bin_page, ADW_TYPE_BIN)

static void
update_state (RemBinPage *self)
{
  gboolean is_empty =
      g_list_model_get_n_items (self->all) == 0 && !rem_keepsake_list_is_busy (self->list);

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
  RemRemovedRow *row = REM_REMOVED_ROW (gtk_list_item_get_child (list_item));
  gpointer item = gtk_list_item_get_item (list_item);

  if (REM_IS_REMOVED_ITEM (item))
    rem_removed_row_set_words (row, item);
  else
    rem_removed_row_set_item (row, item);
}

static void
unbind_cb (RemBinPage *self, GtkListItem *list_item)
{
  rem_removed_row_set_item (REM_REMOVED_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
words_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemBinPage) self = user_data;
  g_autoptr (GPtrArray) found = rem_removed_words_list_finish (REM_CONTEXT (source), result, NULL);

  if (found == NULL || self->cancellable == NULL)
    return;
  g_list_store_remove_all (self->words);
  for (guint i = 0; i < found->len; i++)
    {
      g_autoptr (RemRemovedItem) item = rem_removed_item_new (g_ptr_array_index (found, i));

      g_list_store_append (self->words, item);
    }
}

static void
list_words (RemBinPage *self)
{
  rem_removed_words_list_async (self->context, self->cancellable, words_cb, g_object_ref (self));
}

static void
changed_cb (RemBinPage *self, guint changes)
{
  if (self->cancellable != NULL &&
      (changes & (REM_BOX_CHANGE_RITUALS | REM_BOX_CHANGE_CHECK_INS | REM_BOX_CHANGE_HELPERS |
                  REM_BOX_CHANGE_PERSONS)) != 0)
    list_words (self);
}

static GListModel *
create_all (RemBinPage *self)
{
  GListStore *lists = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (lists, self->list);
  g_list_store_append (lists, self->words);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (lists)));
}

static void
rem_bin_page_dispose (GObject *object)
{
  RemBinPage *self = REM_BIN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_BIN_PAGE);
  g_clear_object (&self->all);
  g_clear_object (&self->words);
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
  self->words = g_list_store_new (REM_TYPE_REMOVED_ITEM);
  self->all = create_all (self);
  self->cancellable = g_cancellable_new ();

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->rows, factory);
  selection = gtk_no_selection_new (g_object_ref (self->all));
  gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (selection));

  g_signal_connect_object (self->all, "items-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::busy", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  list_words (self);
  update_state (self);
  return GTK_WIDGET (self);
}
