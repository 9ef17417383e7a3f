/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-rituals-page.h"

#include "rem-held-row.h"
#include "rem-own-rituals.h"
#include "rem-primary-menu.h"
#include "rem-ritual-catalogue.h"
#include "rem-ritual-editor.h"
#include "rem-ritual-page.h"
#include "rem-rituals.h"
#include "rem-window.h"

#include <glib/gi18n.h>

struct _RemRitualsPage
{
  AdwBin parent_instance;

  GtkListBox *rituals;
  GtkListBox *own;
  GtkListBox *held;
  GtkWidget *held_section;
  GtkWidget *primary_menu;
  GtkWidget *back_button;
  GtkWidget *add_button;
  GtkWidget *closed_label;

  RemContext *context;
  GPtrArray *own_rituals; /* of RemRitual */
  GCancellable *cancellable;
  gboolean narrow;
};

typedef enum
{
  PROP_NARROW = 1,
  N_PROPS,
} RemRitualsPageProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RemRitualsPage, rem_rituals_page, ADW_TYPE_BIN)

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A card: what it is called, and one quiet line. An empty @id is the candle. */
static GtkWidget *
create_row (const char *id, const char *title, const char *line, const char *icon_name)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  if (icon_name != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (words), create_label (title, "rem-words-title"));
  gtk_box_append (GTK_BOX (words), create_label (line, "rem-quiet"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_margin_top (box, 15);
  gtk_widget_set_margin_bottom (box, 15);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_name (row, id);
  gtk_widget_add_css_class (row, "rem-paper");
  gtk_widget_add_css_class (row, "rem-occurrence");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, line, -1);
  return row;
}

static void
fill_rituals (RemRitualsPage *self)
{
  GPtrArray *rituals = rem_ritual_catalogue_get ();

  gtk_list_box_append (self->rituals, create_row ("", _ ("Light a candle"),
                                                  _ ("Here on the screen, for as long as you like"),
                                                  "rem-candle-symbolic"));
  for (guint i = 0; i < rituals->len; i++)
    {
      RemRitual *ritual = g_ptr_array_index (rituals, i);
      g_autofree char *line =
          g_strconcat (rem_ritual_get_time (ritual), " · ",
                       rem_ritual_page_get_company_text (rem_ritual_get_company (ritual)), NULL);

      gtk_list_box_append (self->rituals, create_row (rem_ritual_get_id (ritual),
                                                      rem_ritual_get_title (ritual), line, NULL));
    }
}

static void
row_activated_cb (RemRitualsPage *self, GtkListBoxRow *row)
{
  const char *id = gtk_widget_get_name (GTK_WIDGET (row));

  if (*id == '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.light-candle", "s", "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-ritual", "s", id);
}

static void
push (RemRitualsPage *self, GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (REM_IS_WINDOW (root))
    rem_window_push_page (REM_WINDOW (root), page);
  else
    g_object_unref (g_object_ref_sink (page));
}

static void
own_activated_cb (RemRitualsPage *self, GtkListBoxRow *row)
{
  guint i = (guint) gtk_list_box_row_get_index (row);

  if (i < self->own_rituals->len)
    push (self, rem_ritual_page_new (self->context, g_ptr_array_index (self->own_rituals, i)));
}

static void
add_cb (RemRitualsPage *self)
{
  g_autoptr (RemRitual) draft = rem_own_rituals_new_draft (self->context);

  push (self, rem_ritual_editor_new (self->context, draft));
}

static void
own_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemRitualsPage) self = user_data;
  g_autoptr (GPtrArray) own = rem_own_rituals_list_finish (REM_CONTEXT (source), result, NULL);
  GtkWidget *row;

  if (own == NULL || self->context == NULL)
    return;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->own))) != NULL)
    gtk_list_box_remove (self->own, row);
  for (guint i = 0; i < own->len; i++)
    {
      RemRitual *ritual = g_ptr_array_index (own, i);

      gtk_list_box_append (self->own,
                           create_row (rem_ritual_get_id (ritual), rem_ritual_get_title (ritual),
                                       rem_ritual_page_get_company_text (
                                           rem_ritual_get_company (ritual)),
                                       NULL));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->own), own->len > 0);
  g_ptr_array_unref (self->own_rituals);
  self->own_rituals = g_steal_pointer (&own);
}

static void
held_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemRitualsPage) self = user_data;
  g_autoptr (GPtrArray) lines = rem_rituals_list_held_finish (REM_CONTEXT (source), result, NULL);
  g_autofree char *focused = NULL;
  GtkWidget *row;

  /* A box that is being locked has no lines to show. */
  if (lines == NULL || self->context == NULL)
    return;
  focused = rem_held_row_dup_focused (GTK_WIDGET (self->held));
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->held))) != NULL)
    gtk_list_box_remove (self->held, row);
  for (guint i = 0; i < lines->len; i++)
    {
      row = rem_held_row_new (self->context, g_ptr_array_index (lines, i));
      gtk_list_box_append (self->held, row);
      rem_held_row_take_focus (REM_HELD_ROW (row), focused);
    }
  gtk_widget_set_visible (self->held_section, lines->len > 0);
}

static void
list_held (RemRitualsPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rem_rituals_list_held_async (self->context, self->cancellable, held_listed_cb,
                               g_object_ref (self));
  rem_own_rituals_list_async (self->context, self->cancellable, own_listed_cb, g_object_ref (self));
}

static void
changed_cb (RemRitualsPage *self, guint changes)
{
  if ((changes & REM_BOX_CHANGE_RITUALS) != 0)
    list_held (self);
}

static void
rem_rituals_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RemRitualsPageProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, REM_RITUALS_PAGE (object)->narrow);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_rituals_page_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  RemRitualsPage *self = REM_RITUALS_PAGE (object);

  switch ((RemRitualsPageProperty) prop_id)
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
rem_rituals_page_dispose (GObject *object)
{
  RemRitualsPage *self = REM_RITUALS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_RITUALS_PAGE);

  G_OBJECT_CLASS (rem_rituals_page_parent_class)->dispose (object);
}

static void
rem_rituals_page_finalize (GObject *object)
{
  g_ptr_array_unref (REM_RITUALS_PAGE (object)->own_rituals);

  G_OBJECT_CLASS (rem_rituals_page_parent_class)->finalize (object);
}

static void
rem_rituals_page_class_init (RemRitualsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_rituals_page_dispose;
  object_class->finalize = rem_rituals_page_finalize;
  object_class->get_property = rem_rituals_page_get_property;
  object_class->set_property = rem_rituals_page_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (REM_TYPE_PRIMARY_MENU);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-rituals-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemRitualsPage, rituals);
  gtk_widget_class_bind_template_child (widget_class, RemRitualsPage, own);
  gtk_widget_class_bind_template_child (widget_class, RemRitualsPage, held);
  gtk_widget_class_bind_template_child (widget_class, RemRitualsPage, held_section);
  gtk_widget_class_bind_template_child (widget_class, RemRitualsPage, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, RemRitualsPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, RemRitualsPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, RemRitualsPage, closed_label);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, own_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
rem_rituals_page_init (RemRitualsPage *self)
{
  self->own_rituals = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static RemRitualsPage *
create (RemContext *context)
{
  RemRitualsPage *self = g_object_new (REM_TYPE_RITUALS_PAGE, NULL);

  self->context = g_object_ref (context);
  fill_rituals (self);
  return self;
}

/**
 * rem_rituals_page_new:
 * @context: a context with an open box
 *
 * Returns: (transfer floating): the place with the rituals
 */
GtkWidget *
rem_rituals_page_new (RemContext *context)
{
  RemRitualsPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = create (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  list_held (self);
  return GTK_WIDGET (self);
}

/**
 * rem_rituals_page_new_over:
 * @context: a context with a closed box, or none
 *
 * Returns: (transfer floating): the candle and the rituals that come with the program, as a page
 *   over another, with a way back
 */
GtkWidget *
rem_rituals_page_new_over (RemContext *context)
{
  RemRitualsPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = create (context);
  gtk_widget_set_visible (self->back_button, TRUE);
  gtk_widget_set_visible (self->add_button, FALSE);
  gtk_widget_set_visible (self->primary_menu, FALSE);
  gtk_widget_set_visible (self->closed_label,
                          rem_context_get_state (context) == REM_CONTEXT_LOCKED);
  return GTK_WIDGET (self);
}
