/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-box-page.h"

#include "rem-box-finder.h"
#include "rem-keepsake-card.h"
#include "rem-keepsake-list.h"
#include "rem-keepsake-page.h"
#include "rem-keepsake-remover.h"
#include "rem-primary-menu.h"
#include "rem-steady-layout.h"
#include "rem-thumbnail-loader.h"

/** How many characters of the interface's font a card wants to be wide. */
#define CARD_CHARACTERS 26

/** The width of the cards together, as in the template, and how many may stand side by side. */
#define CARDS_WIDTH 860
#define MAX_COLUMNS 3

struct _RemBoxPage
{
  AdwBin parent_instance;

  GtkWidget *primary_menu;
  RemBoxFinder *finder;
  GtkStack *states;
  GtkGridView *grid;

  RemContext *context;
  RemKeepsakeList *list;
  RemThumbnailLoader *loader;
  gboolean narrow;
  gboolean is_known_filled;
};

typedef enum
{
  PROP_NARROW = 1,
  N_PROPS,
} RemBoxPageProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RemBoxPage, rem_box_page, ADW_TYPE_BIN)

static gboolean
is_searching (RemBoxPage *self)
{
  return rem_keepsake_filter_is_narrowed (rem_keepsake_list_get_filter (self->list));
}

static void
update_state (RemBoxPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;
  const char *state = "cards";

  if (is_empty && rem_keepsake_list_is_busy (self->list))
    {
      /* Between one answer and the next what is shown stays, so that nothing flickers. */
      if (self->is_known_filled)
        return;
      state = "waiting";
    }
  else if (is_empty && is_searching (self))
    {
      state = "none-found";
    }
  else if (is_empty)
    {
      state = "empty";
    }
  self->is_known_filled = !is_empty || is_searching (self);
  gtk_widget_set_visible (GTK_WIDGET (self->finder), !is_empty || is_searching (self));
  gtk_stack_set_visible_child_name (self->states, state);
}

static void
update_columns (RemBoxPage *self)
{
  PangoContext *pango = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (pango, NULL, NULL);
  int width =
      CARD_CHARACTERS * PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics));

  pango_font_metrics_unref (metrics);
  gtk_grid_view_set_max_columns (self->grid, CLAMP (CARDS_WIDTH / MAX (width, 1), 1, MAX_COLUMNS));
}

static void
filter_changed_cb (RemBoxPage *self)
{
  rem_keepsake_list_set_filter (self->list, rem_box_finder_get_filter (self->finder));
  update_state (self);
}

static void
show_everything_cb (RemBoxPage *self)
{
  rem_box_finder_clear (self->finder);
}

static void
activate_cb (RemBoxPage *self, guint position)
{
  g_autoptr (RemKeepsakeItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (item == NULL || !rem_keepsake_item_is_loaded (item))
    return;
  rem_window_push_page (REM_WINDOW (root),
                        rem_keepsake_page_new (self->context, rem_keepsake_item_get_uuid (item),
                                               self->list, position));
}

static void
setup_card_cb (RemBoxPage *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, rem_keepsake_card_new (self->loader));
}

static void
bind_card_cb (RemBoxPage *self, GtkListItem *list_item)
{
  rem_keepsake_card_set_item (REM_KEEPSAKE_CARD (gtk_list_item_get_child (list_item)),
                              gtk_list_item_get_item (list_item));
}

static void
unbind_card_cb (RemBoxPage *self, GtkListItem *list_item)
{
  rem_keepsake_card_set_item (REM_KEEPSAKE_CARD (gtk_list_item_get_child (list_item)), NULL);
}

static RemKeepsakeItem *
get_focused_item (RemBoxPage *self)
{
  GtkWidget *cell = gtk_widget_get_focus_child (GTK_WIDGET (self->grid));
  GtkWidget *card = cell != NULL ? gtk_widget_get_first_child (cell) : NULL;

  return REM_IS_KEEPSAKE_CARD (card) ? rem_keepsake_card_get_item (REM_KEEPSAKE_CARD (card)) : NULL;
}

static gboolean
remove_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RemBoxPage *self = REM_BOX_PAGE (widget);
  RemKeepsakeItem *item = get_focused_item (self);

  if (item == NULL || !rem_keepsake_item_is_loaded (item))
    return FALSE;
  rem_keepsake_remover_remove (REM_WINDOW (gtk_widget_get_root (widget)),
                               rem_keepsake_item_get_uuid (item),
                               rem_keepsake_item_get_kind (item));
  return TRUE;
}

static gboolean
find_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RemBoxPage *self = REM_BOX_PAGE (widget);

  return gtk_widget_get_mapped (GTK_WIDGET (self->finder)) &&
         gtk_widget_grab_focus (GTK_WIDGET (self->finder));
}

/* From wherever the focus is, as long as the box is what is shown. */
static void
add_find_shortcut (RemBoxPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_f,
                                                                                  GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (find_key_cb,
                                                                                   NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
rem_box_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RemBoxPage *self = REM_BOX_PAGE (object);

  switch ((RemBoxPageProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_box_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RemBoxPage *self = REM_BOX_PAGE (object);

  switch ((RemBoxPageProperty) prop_id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      gtk_widget_set_visible (self->primary_menu, self->narrow);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_box_page_map (GtkWidget *widget)
{
  update_columns (REM_BOX_PAGE (widget));
  GTK_WIDGET_CLASS (rem_box_page_parent_class)->map (widget);
}

static void
rem_box_page_dispose (GObject *object)
{
  RemBoxPage *self = REM_BOX_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_BOX_PAGE);
  g_clear_object (&self->list);
  g_clear_object (&self->loader);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_box_page_parent_class)->dispose (object);
}

static void
rem_box_page_class_init (RemBoxPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_box_page_dispose;
  object_class->get_property = rem_box_page_get_property;
  object_class->set_property = rem_box_page_set_property;
  widget_class->map = rem_box_page_map;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (REM_TYPE_BOX_FINDER);
  g_type_ensure (REM_TYPE_PRIMARY_MENU);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-box-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemBoxPage, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, RemBoxPage, finder);
  gtk_widget_class_bind_template_child (widget_class, RemBoxPage, states);
  gtk_widget_class_bind_template_child (widget_class, RemBoxPage, grid);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_everything_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, remove_key_cb, NULL);
}

static void
rem_box_page_init (RemBoxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), rem_steady_layout_new ());
  gtk_widget_set_visible (self->primary_menu, FALSE);
  add_find_shortcut (self);
}

/**
 * rem_box_page_new:
 * @context: a context whose box is open
 *
 * Returns: (transfer floating): the place of everything that is kept
 */
GtkWidget *
rem_box_page_new (RemContext *context)
{
  RemBoxPage *self = NULL;
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_BOX_PAGE, NULL);
  self->context = g_object_ref (context);
  self->loader = rem_thumbnail_loader_new (context);
  self->list = rem_keepsake_list_new (context);
  rem_box_finder_set_context (self->finder, context);

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_card_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_card_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_card_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_view_set_factory (self->grid, factory);

  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (selection));

  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::busy", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  update_state (self);
  return GTK_WIDGET (self);
}
