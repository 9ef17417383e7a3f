/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-keepsake-chooser.h"

#include "rem-keepsake-card.h"
#include "rem-keepsake-list.h"
#include "rem-thumbnail-loader.h"
#include "rem-window.h"

/* As in the box: from this text size on there are fewer cards side by side. */
#define CARDS_WIDTH     860
#define CARD_CHARACTERS 30
#define MAX_COLUMNS     3

struct _RemKeepsakeChooser
{
  AdwBin parent_instance;

  GtkEditable *search_entry;
  GtkGridView *grid;

  RemThumbnailLoader *loader;
  RemKeepsakeList *list;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemKeepsakeChooser, rem_keepsake_chooser, ADW_TYPE_BIN)

static void
words_changed_cb (RemKeepsakeChooser *self)
{
  g_autoptr (RemKeepsakeFilter) filter = rem_keepsake_filter_new ();

  g_free (filter->words);
  filter->words = g_strdup (gtk_editable_get_text (self->search_entry));
  rem_keepsake_list_set_filter (self->list, filter);
}

static void
activate_cb (RemKeepsakeChooser *self, guint position)
{
  g_autoptr (RemKeepsakeItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (item == NULL || !rem_keepsake_item_is_loaded (item))
    return;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, rem_keepsake_item_get_uuid (item));
  if (REM_IS_WINDOW (root))
    rem_window_pop_page (REM_WINDOW (root));
}

static void
setup_card_cb (RemKeepsakeChooser *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, rem_keepsake_card_new (self->loader));
}

static void
bind_card_cb (RemKeepsakeChooser *self, GtkListItem *list_item)
{
  rem_keepsake_card_set_item (REM_KEEPSAKE_CARD (gtk_list_item_get_child (list_item)),
                              gtk_list_item_get_item (list_item));
}

static void
unbind_card_cb (RemKeepsakeChooser *self, GtkListItem *list_item)
{
  rem_keepsake_card_set_item (REM_KEEPSAKE_CARD (gtk_list_item_get_child (list_item)), NULL);
}

static void
rem_keepsake_chooser_map (GtkWidget *widget)
{
  RemKeepsakeChooser *self = REM_KEEPSAKE_CHOOSER (widget);
  PangoFontMetrics *metrics =
      pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  int width =
      CARD_CHARACTERS * PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics));

  pango_font_metrics_unref (metrics);
  gtk_grid_view_set_max_columns (self->grid, CLAMP (CARDS_WIDTH / MAX (width, 1), 1, MAX_COLUMNS));
  GTK_WIDGET_CLASS (rem_keepsake_chooser_parent_class)->map (widget);
}

static void
rem_keepsake_chooser_dispose (GObject *object)
{
  RemKeepsakeChooser *self = REM_KEEPSAKE_CHOOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_KEEPSAKE_CHOOSER);
  g_clear_object (&self->list);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (rem_keepsake_chooser_parent_class)->dispose (object);
}

static void
rem_keepsake_chooser_class_init (RemKeepsakeChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_keepsake_chooser_dispose;
  widget_class->map = rem_keepsake_chooser_map;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-keepsake-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeChooser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RemKeepsakeChooser, grid);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_changed_cb);
}

static void
rem_keepsake_chooser_init (RemKeepsakeChooser *self)
{
  GtkEditable *text;

  gtk_widget_init_template (GTK_WIDGET (self));
  text = gtk_editable_get_delegate (self->search_entry);
  if (GTK_IS_TEXT (text))
    gtk_text_set_input_hints (GTK_TEXT (text), GTK_INPUT_HINT_PRIVATE);
}

/**
 * rem_keepsake_chooser_new:
 * @context: a context with an open box
 *
 * Returns: (transfer floating): a page to be pushed
 */
GtkWidget *
rem_keepsake_chooser_new (RemContext *context)
{
  RemKeepsakeChooser *self;
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_KEEPSAKE_CHOOSER, NULL);
  self->loader = rem_thumbnail_loader_new (context);
  self->list = rem_keepsake_list_new (context);

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_card_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_card_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_card_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_view_set_factory (self->grid, factory);

  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (selection));
  return GTK_WIDGET (self);
}
