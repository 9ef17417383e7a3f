/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-removed-row.h"

#include "rem-keepsake-remover.h"
#include "rem-keepsake-words.h"
#include "rem-letter-plain.h"
#include "rem-window-toasts.h"

struct _RemRemovedRow
{
  GtkWidget parent_instance;

  GtkLabel *overline;
  GtkLabel *title;
  GtkWidget *restore_button;

  RemKeepsakeItem *item;
  RemRemovedItem *words;
  gulong item_handler;
};

G_DEFINE_FINAL_TYPE (RemRemovedRow, rem_removed_row, GTK_TYPE_WIDGET)

static void
update_widgets (RemRemovedRow *self)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *title = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *name = NULL;
  g_autofree char *overline_words = NULL;
  const char *overline = "";

  if (self->words != NULL)
    {
      overline = overline_words = rem_removed_item_build_overline (self->words);
      title = rem_removed_item_build_title (self->words);
    }
  else if (self->item != NULL && rem_keepsake_item_is_loaded (self->item))
    {
      RemKeepsakeKind kind = rem_keepsake_item_get_kind (self->item);

      if (rem_keepsake_item_is_face_down (self->item) && kind != REM_KEEPSAKE_KIND_OBJECT)
        {
          overline = rem_keepsake_words_get_face_down (kind);
        }
      else
        {
          overline = rem_keepsake_words_get_kind (kind);
          title = rem_letter_plain_line (rem_keepsake_item_get_title (self->item));
          if (*title == '\0')
            {
              g_free (title);
              rem_letter_plain_split (rem_keepsake_item_get_snippet (self->item), &title, &rest);
            }
        }
    }

  gtk_label_set_label (self->overline, overline);
  gtk_label_set_label (self->title, title != NULL ? title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title), title != NULL && *title != '\0');
  name = g_strjoin (". ", overline, title != NULL && *title != '\0' ? title : NULL, NULL);
  if (cell != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
item_changed_cb (RemRemovedRow *self)
{
  update_widgets (self);
}

static void
put_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_removed_words_put_back_finish (REM_CONTEXT (source), result, &error))
    rem_window_show_error (window, error);
}

static void
restore_clicked_cb (RemRemovedRow *self)
{
  RemWindow *window = REM_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->words != NULL)
    {
      rem_removed_item_put_back (self->words, rem_window_get_context (window), put_back_cb,
                                 g_object_ref (window));
      return;
    }
  if (self->item == NULL || !rem_keepsake_item_is_loaded (self->item))
    return;
  rem_keepsake_remover_restore (window, rem_keepsake_item_get_uuid (self->item));
}

static void
rem_removed_row_dispose (GObject *object)
{
  RemRemovedRow *self = REM_REMOVED_ROW (object);
  GtkWidget *child;

  if (self->item != NULL)
    g_clear_signal_handler (&self->item_handler, self->item);
  g_clear_object (&self->item);
  g_clear_object (&self->words);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_REMOVED_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rem_removed_row_parent_class)->dispose (object);
}

static void
rem_removed_row_class_init (RemRemovedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_removed_row_dispose;

  gtk_widget_class_set_css_name (widget_class, "removed");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-removed-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RemRemovedRow, overline);
  gtk_widget_class_bind_template_child (widget_class, RemRemovedRow, title);
  gtk_widget_class_bind_template_child (widget_class, RemRemovedRow, restore_button);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked_cb);
}

static void
rem_removed_row_init (RemRemovedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_removed_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
rem_removed_row_new (void)
{
  return g_object_new (REM_TYPE_REMOVED_ROW, NULL);
}

/**
 * rem_removed_row_set_item:
 * @self: a row
 * @item: (nullable): what to show and to follow, or %NULL to let go
 */
void
rem_removed_row_set_item (RemRemovedRow *self, RemKeepsakeItem *item)
{
  g_return_if_fail (REM_IS_REMOVED_ROW (self));
  g_return_if_fail (item == NULL || REM_IS_KEEPSAKE_ITEM (item));

  if (self->item != NULL)
    g_clear_signal_handler (&self->item_handler, self->item);
  g_set_object (&self->item, item);
  g_clear_object (&self->words);
  if (item != NULL)
    self->item_handler =
        g_signal_connect_swapped (item, "notify", G_CALLBACK (item_changed_cb), self);
  update_widgets (self);
}

/**
 * rem_removed_row_set_words:
 * @self: a row
 * @words: what to show
 */
void
rem_removed_row_set_words (RemRemovedRow *self, RemRemovedItem *words)
{
  g_return_if_fail (REM_IS_REMOVED_ROW (self));
  g_return_if_fail (REM_IS_REMOVED_ITEM (words));

  rem_removed_row_set_item (self, NULL);
  self->words = g_object_ref (words);
  update_widgets (self);
}
