/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-put-away-row.h"

#include "rem-keepsake-words.h"

struct _RemPutAwayRow
{
  GtkWidget parent_instance;

  GtkLabel *overline;
  GtkLabel *title;

  RemKeepsakeItem *item;
  gulong item_handler;
};

G_DEFINE_FINAL_TYPE (RemPutAwayRow, rem_put_away_row, GTK_TYPE_WIDGET)

static void
update_widgets (RemPutAwayRow *self)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *title = NULL;
  g_autofree char *day = NULL;
  g_autofree char *name = NULL;
  const char *kind = "";

  /* Whom it is for and its day, no more: it was put away. */
  if (self->item != NULL && rem_keepsake_item_is_loaded (self->item))
    {
      kind = rem_keepsake_words_get_kind (rem_keepsake_item_get_kind (self->item));
      title = rem_keepsake_words_build_addressee (rem_keepsake_item_get_addressee (self->item));
      day = rem_day_format (rem_keepsake_item_get_day (self->item));
    }
  if (title == NULL || *title == '\0')
    {
      g_free (title);
      title = g_strdup (kind);
    }

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->overline, day != NULL ? day : "");
  gtk_widget_set_visible (GTK_WIDGET (self->overline), day != NULL && *day != '\0');
  name = g_strjoin (". ", title, day != NULL && *day != '\0' ? day : NULL, NULL);
  if (cell != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
item_changed_cb (RemPutAwayRow *self)
{
  update_widgets (self);
}

static void
rem_put_away_row_dispose (GObject *object)
{
  RemPutAwayRow *self = REM_PUT_AWAY_ROW (object);
  GtkWidget *child;

  if (self->item != NULL)
    g_clear_signal_handler (&self->item_handler, self->item);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_PUT_AWAY_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rem_put_away_row_parent_class)->dispose (object);
}

static void
rem_put_away_row_class_init (RemPutAwayRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_put_away_row_dispose;

  gtk_widget_class_set_css_name (widget_class, "removed");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-put-away-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RemPutAwayRow, overline);
  gtk_widget_class_bind_template_child (widget_class, RemPutAwayRow, title);
}

static void
rem_put_away_row_init (RemPutAwayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_put_away_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
rem_put_away_row_new (void)
{
  return g_object_new (REM_TYPE_PUT_AWAY_ROW, NULL);
}

/**
 * rem_put_away_row_set_item:
 * @self: a row
 * @item: (nullable): what to show and to follow, or %NULL to let go
 */
void
rem_put_away_row_set_item (RemPutAwayRow *self, RemKeepsakeItem *item)
{
  g_return_if_fail (REM_IS_PUT_AWAY_ROW (self));
  g_return_if_fail (item == NULL || REM_IS_KEEPSAKE_ITEM (item));

  if (self->item != NULL)
    g_clear_signal_handler (&self->item_handler, self->item);
  g_set_object (&self->item, item);
  if (item != NULL)
    self->item_handler =
        g_signal_connect_swapped (item, "notify", G_CALLBACK (item_changed_cb), self);
  update_widgets (self);
}
