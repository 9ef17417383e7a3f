/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-places.h"

#include "rem-box-page.h"
#include "rem-candle-mark.h"
#include "rem-content-bin.h"
#include "rem-dates-page.h"
#include "rem-help-page.h"
#include "rem-primary-menu.h"
#include "rem-rituals-page.h"
#include "rem-today-page.h"

#include <glib/gi18n.h>

struct _RemPlaces
{
  AdwBin parent_instance;

  AdwFlap *flap;
  GtkListBox *sidebar;
  AdwViewStack *stack;
  RemKeepsakeAdder *adder;
  AdwViewSwitcherBar *bottom_bar;
};

typedef enum
{
  PROP_NARROW = 1,
  N_PROPS,
} RemPlacesProperty;

static GParamSpec *properties[N_PROPS];

/* Where one can be in an open box, with the sidebar beside it when there is room and the bar below
 * otherwise. It is empty while no box is open. */
G_DEFINE_FINAL_TYPE (RemPlaces, rem_places, ADW_TYPE_BIN)

typedef struct
{
  const char *name;
  const char *title;
  const char *icon_name;
  GtkWidget *(*create) (RemContext *context);
} RemPlace;

static const RemPlace all_places[] = {
  { "today", NC_ ("place", "Today"), "rem-today-symbolic", rem_today_page_new },
  { "box", NC_ ("place", "Box"), "rem-box-symbolic", rem_box_page_new },
  { "dates", NC_ ("place", "Dates"), "rem-dates-symbolic", rem_dates_page_new },
  { "rituals", NC_ ("place", "Rituals"), "rem-rituals-symbolic", rem_rituals_page_new },
  { "help", NC_ ("place", "Help"), "rem-help-symbolic", rem_help_page_new },
};

static GtkWidget *
create_sidebar_row (const RemPlace *place)
{
  const char *title = g_dpgettext2 (NULL, "place", place->title);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *image = gtk_image_new_from_icon_name (place->icon_name);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_name (row, place->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

static void
folded_cb (RemPlaces *self)
{
  gboolean narrow = adw_flap_get_folded (self->flap);

  adw_flap_set_reveal_flap (self->flap, !narrow);
  adw_view_switcher_bar_set_reveal (self->bottom_bar, narrow);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
row_selected_cb (RemPlaces *self, GtkListBoxRow *row)
{
  if (row != NULL)
    adw_view_stack_set_visible_child_name (self->stack, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
place_shown_cb (RemPlaces *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->sidebar)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (gtk_widget_get_name (row), name) == 0)
      gtk_list_box_select_row (self->sidebar, GTK_LIST_BOX_ROW (row));
}

static void
rem_places_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RemPlacesProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, rem_places_is_narrow (REM_PLACES (object)));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_places_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_PLACES);

  G_OBJECT_CLASS (rem_places_parent_class)->dispose (object);
}

static void
rem_places_class_init (RemPlacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_places_dispose;
  object_class->get_property = rem_places_get_property;

  properties[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (REM_TYPE_CONTENT_BIN);
  g_type_ensure (REM_TYPE_KEEPSAKE_ADDER);
  g_type_ensure (REM_TYPE_PRIMARY_MENU);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-places.ui");
  gtk_widget_class_bind_template_child (widget_class, RemPlaces, flap);
  gtk_widget_class_bind_template_child (widget_class, RemPlaces, sidebar);
  gtk_widget_class_bind_template_child (widget_class, RemPlaces, stack);
  gtk_widget_class_bind_template_child (widget_class, RemPlaces, adder);
  gtk_widget_class_bind_template_child (widget_class, RemPlaces, bottom_bar);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
rem_places_init (RemPlaces *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  folded_cb (self);
}

/**
 * rem_places_is_narrow:
 * @self: the places
 *
 * Returns: %TRUE when the places are in the bar below and not in the sidebar
 */
gboolean
rem_places_is_narrow (RemPlaces *self)
{
  g_return_val_if_fail (REM_IS_PLACES (self), FALSE);

  return adw_flap_get_folded (self->flap);
}

/**
 * rem_places_is_filled:
 * @self: the places
 *
 * Returns: %TRUE while there are pages
 */
gboolean
rem_places_is_filled (RemPlaces *self)
{
  g_return_val_if_fail (REM_IS_PLACES (self), FALSE);

  return gtk_widget_get_first_child (GTK_WIDGET (self->stack)) != NULL;
}

/**
 * rem_places_fill:
 * @self: places that are empty
 * @context: a context with an open box
 *
 * Makes the pages and shows the first.
 */
void
rem_places_fill (RemPlaces *self, RemContext *context)
{
  g_return_if_fail (REM_IS_PLACES (self));
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (!rem_places_is_filled (self));

  for (gsize i = 0; i < G_N_ELEMENTS (all_places); i++)
    {
      const RemPlace *place = &all_places[i];
      GtkWidget *page = place->create (context);

      if (g_object_class_find_property (G_OBJECT_GET_CLASS (page), "narrow") != NULL)
        g_object_bind_property (self, "narrow", page, "narrow", G_BINDING_SYNC_CREATE);
      rem_candle_mark_add_to (page);
      adw_view_stack_add_titled_with_icon (self->stack, page, place->name,
                                           g_dpgettext2 (NULL, "place", place->title),
                                           place->icon_name);
      gtk_list_box_append (self->sidebar, create_sidebar_row (place));
    }
  rem_places_show (self, all_places[0].name);
}

/**
 * rem_places_empty:
 * @self: the places
 *
 * Drops the pages with all that they show.
 */
void
rem_places_empty (RemPlaces *self)
{
  GtkWidget *child;

  g_return_if_fail (REM_IS_PLACES (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sidebar))) != NULL)
    gtk_list_box_remove (self->sidebar, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->stack))) != NULL)
    adw_view_stack_remove (self->stack, child);
}

/**
 * rem_places_show:
 * @self: the places
 * @name: "today", "box", "dates", "rituals" or "help"
 *
 * Returns: %TRUE if there is a place of that name; it is shown
 */
gboolean
rem_places_show (RemPlaces *self, const char *name)
{
  g_return_val_if_fail (REM_IS_PLACES (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (adw_view_stack_get_child_by_name (self->stack, name) == NULL)
    return FALSE;
  adw_view_stack_set_visible_child_name (self->stack, name);
  place_shown_cb (self);
  return TRUE;
}

/**
 * rem_places_focus_shown:
 * @self: the places
 *
 * Puts the focus into what is shown, and neither to the way there nor to the header bar. The tab
 * key goes through all of them.
 */
void
rem_places_focus_shown (RemPlaces *self)
{
  GtkWidget *page;
  GtkWidget *column;

  g_return_if_fail (REM_IS_PLACES (self));

  page = adw_view_stack_get_visible_child (self->stack);
  column = page != NULL ? gtk_widget_get_first_child (page) : NULL;
  for (GtkWidget *child = column != NULL ? gtk_widget_get_first_child (column) : NULL;
       child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      /* A scrolled window would take the focus itself when it has just been made. */
      GtkWidget *target = GTK_IS_SCROLLED_WINDOW (child)
                              ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (child))
                              : child;

      /* Where it is already it stays: asking again would move it on. */
      if (!ADW_IS_HEADER_BAR (child) && target != NULL &&
          (gtk_widget_get_focus_child (target) != NULL ||
           gtk_widget_child_focus (target, GTK_DIR_TAB_FORWARD)))
        return;
    }
  if (page != NULL)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/**
 * rem_places_get_adder:
 * @self: the places
 *
 * Returns: (transfer none): what brings pictures into the box, and shows that it does
 */
RemKeepsakeAdder *
rem_places_get_adder (RemPlaces *self)
{
  g_return_val_if_fail (REM_IS_PLACES (self), NULL);

  return self->adder;
}
