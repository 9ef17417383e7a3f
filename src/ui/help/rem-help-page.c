/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-help-page.h"

#include "rem-help-contact.h"
#include "rem-help-texts.h"
#include "rem-primary-menu.h"

#include <glib/gi18n.h>

struct _RemHelpPage
{
  AdwBin parent_instance;

  GtkWidget *back_button;
  GtkWidget *primary_menu;
  GtkLabel *title_label;
  AdwActionRow *emergency_row;
  AdwActionRow *lines_row;
  GtkWidget *people_row;
  GtkListBox *reading;
  GtkListBox *words;
  GtkWidget *own_words;

  RemContext *context;
  GPtrArray *suffixes; /* of GtkWidget: what stands beside the emergency number now */
  gboolean narrow;
};

typedef enum
{
  PROP_NARROW = 1,
  N_PROPS,
} RemHelpPageProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RemHelpPage, rem_help_page, ADW_TYPE_BIN)

static const char *const reading_pages[] = { "heavier", "when", "body" };
static const char *const words_pages[] = { "asking", "saying-no", "comfort", "for-others" };

static void
add_rows (GtkListBox *list, const char *const *ids, gsize n_ids)
{
  for (gsize i = 0; i < n_ids; i++)
    {
      g_autoptr (RemHelpText) text = rem_help_texts_find (ids[i]);
      GtkWidget *image = rem_help_contact_create_arrow ("go-next-symbolic");
      AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      if (text != NULL)
        {
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rem_help_text_get_title (text));
          adw_action_row_set_subtitle (row, rem_help_text_get_summary (text));
        }
      adw_action_row_set_title_lines (row, 0);
      adw_action_row_set_subtitle_lines (row, 0);
      adw_action_row_add_suffix (row, image);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-help");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", ids[i]);
      gtk_list_box_append (list, GTK_WIDGET (row));
    }
}

static void
add_suffix (RemHelpPage *self, GtkWidget *widget)
{
  if (widget == NULL)
    return;
  adw_action_row_add_suffix (self->emergency_row, widget);
  g_ptr_array_add (self->suffixes, widget);
}

static void
clear_suffixes (RemHelpPage *self)
{
  for (guint i = 0; i < self->suffixes->len; i++)
    adw_action_row_remove (self->emergency_row, g_ptr_array_index (self->suffixes, i));
  g_ptr_array_set_size (self->suffixes, 0);
}

static void
show_no_number (RemHelpPage *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->emergency_row), "rem-number-row");
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (self->emergency_row),
      _ ("If there is danger, call the emergency number where you are."));
  adw_action_row_set_subtitle (self->emergency_row, "");
}

static void
show_number (RemHelpPage *self, const RemHelpLine *line, const char *country)
{
  g_autofree char *numbers = g_strjoinv (" · ", line->phones);
  /* TRANSLATORS: %s is a country */
  g_autofree char *subtitle = g_strdup_printf (_ ("Emergency number, %s"), country);
  g_autofree char *copy = g_strdup_printf (_ ("Copy %s"), line->phones[0]);

  gtk_widget_add_css_class (GTK_WIDGET (self->emergency_row), "rem-number-row");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->emergency_row), numbers);
  adw_action_row_set_subtitle (self->emergency_row, subtitle);
  add_suffix (self, rem_help_contact_create_call_button (line->phones[0]));
  add_suffix (self, rem_help_contact_create_copy_button (line->phones[0], copy));
}

static void
update_numbers (RemHelpPage *self)
{
  RemHelpDirectory *directory = rem_context_get_help (self->context);
  RemHelpLines *lines = rem_help_directory_get_lines (directory);
  const char *country = rem_help_directory_get_country (directory);
  g_autoptr (GPtrArray) emergency = NULL;
  g_autofree char *subtitle = NULL;

  clear_suffixes (self);
  if (lines != NULL)
    emergency = rem_help_lines_list (lines, country, REM_HELP_GROUP_EMERGENCY, NULL);
  if (emergency == NULL || emergency->len == 0)
    show_no_number (self);
  else
    show_number (self, g_ptr_array_index (emergency, 0),
                 rem_help_lines_get_country_name (lines, country));

  if (lines != NULL && !g_str_equal (country, REM_HELP_ANYWHERE))
    /* TRANSLATORS: %s is a country */
    subtitle = g_strdup_printf (_ ("Help lines and their hours: %s"),
                                rem_help_lines_get_country_name (lines, country));
  adw_action_row_set_subtitle (self->lines_row,
                               subtitle != NULL ? subtitle : _ ("Help lines and their hours"));
}

static void
update_state (RemHelpPage *self)
{
  gboolean is_open = rem_context_get_state (self->context) == REM_CONTEXT_OPEN;

  gtk_widget_set_visible (self->people_row, is_open);
  gtk_widget_set_visible (self->own_words, is_open);
}

static void
rem_help_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RemHelpPageProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, REM_HELP_PAGE (object)->narrow);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_help_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RemHelpPage *self = REM_HELP_PAGE (object);

  switch ((RemHelpPageProperty) prop_id)
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
rem_help_page_dispose (GObject *object)
{
  RemHelpPage *self = REM_HELP_PAGE (object);

  g_clear_pointer (&self->suffixes, g_ptr_array_unref);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_HELP_PAGE);

  G_OBJECT_CLASS (rem_help_page_parent_class)->dispose (object);
}

static void
rem_help_page_class_init (RemHelpPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_help_page_dispose;
  object_class->get_property = rem_help_page_get_property;
  object_class->set_property = rem_help_page_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (REM_TYPE_PRIMARY_MENU);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-help-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemHelpPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, RemHelpPage, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, RemHelpPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, RemHelpPage, emergency_row);
  gtk_widget_class_bind_template_child (widget_class, RemHelpPage, lines_row);
  gtk_widget_class_bind_template_child (widget_class, RemHelpPage, people_row);
  gtk_widget_class_bind_template_child (widget_class, RemHelpPage, reading);
  gtk_widget_class_bind_template_child (widget_class, RemHelpPage, words);
  gtk_widget_class_bind_template_child (widget_class, RemHelpPage, own_words);
}

static void
rem_help_page_init (RemHelpPage *self)
{
  self->suffixes = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_rows (self->reading, reading_pages, G_N_ELEMENTS (reading_pages));
  add_rows (self->words, words_pages, G_N_ELEMENTS (words_pages));
}

static GtkWidget *
create (RemContext *context, gboolean is_over)
{
  RemHelpPage *self = g_object_new (REM_TYPE_HELP_PAGE, NULL);

  self->context = g_object_ref (context);
  gtk_widget_set_visible (self->back_button, is_over);
  if (is_over)
    gtk_label_set_label (self->title_label, C_ ("place", "Help"));
  g_signal_connect_object (rem_context_get_help (context), "changed", G_CALLBACK (update_numbers),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::state", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  update_numbers (self);
  update_state (self);
  return GTK_WIDGET (self);
}

/**
 * rem_help_page_new:
 * @context: a context
 *
 * Returns: (transfer floating): Help as one of the places
 */
GtkWidget *
rem_help_page_new (RemContext *context)
{
  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  return create (context, FALSE);
}

/**
 * rem_help_page_new_over:
 * @context: a context
 *
 * Returns: (transfer floating): Help as a page over another, with a way back
 */
GtkWidget *
rem_help_page_new_over (RemContext *context)
{
  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  return create (context, TRUE);
}
