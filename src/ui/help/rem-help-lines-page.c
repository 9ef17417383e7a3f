/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-help-lines-page.h"

#include "rem-help-line-view.h"
#include "rem-help-number-row.h"
#include "rem-helpers.h"

#include <glib/gi18n.h>

struct _RemHelpLinesPage
{
  AdwBin parent_instance;

  AdwComboRow *country_row;
  AdwComboRow *language_row;
  GtkWidget *guess_label;
  GtkLabel *fault_label;
  GtkBox *emergency_box;
  GtkBox *people_box;
  GtkBox *lines_box;

  RemContext *context;
  GCancellable *cancellable;
  char **countries;
  char **languages;
  char *language; /* the one that was chosen, or NULL for any */
  gboolean is_updating;
};

/* Somebody, now. The emergency number stands first; what answers in a crisis is open, and the rest
 * opens on a click, so that the page is not a wall. */
G_DEFINE_FINAL_TYPE (RemHelpLinesPage, rem_help_lines_page, ADW_TYPE_BIN)

static void
empty_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
add_heading (GtkBox *box, const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", text, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_start (label, 3);
  gtk_widget_add_css_class (label, "rem-quiet");
  gtk_box_append (box, label);
}

static void
add_paper (GtkBox *box, GtkWidget *child)
{
  gtk_widget_add_css_class (child, "rem-paper");
  gtk_widget_add_css_class (child, "rem-near-card");
  gtk_box_append (box, child);
}

static void
add_open (GtkBox *box, GPtrArray *found, RemHelpLines *lines, const char *heading)
{
  if (found->len > 0 && heading != NULL)
    add_heading (box, heading);
  for (guint i = 0; i < found->len; i++)
    add_paper (box, rem_help_line_view_new (g_ptr_array_index (found, i), lines, TRUE));
}

static GtkWidget *
create_closed_row (RemHelpLine *line, RemHelpLines *lines)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *inner = gtk_list_box_row_new ();
  GtkWidget *view = rem_help_line_view_new (line, lines, FALSE);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line->service);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), line->what);
  gtk_widget_add_css_class (view, "rem-help-details");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (inner), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (inner), view);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), inner);
  return row;
}

static void
add_closed (GtkBox *box, GPtrArray *found, RemHelpLines *lines, const char *heading)
{
  GtkWidget *list = NULL;

  if (found->len == 0)
    return;
  add_heading (box, heading);
  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         create_closed_row (g_ptr_array_index (found, i), lines));
  gtk_box_append (box, list);
}

static void
update_lines (RemHelpLinesPage *self)
{
  RemHelpDirectory *directory = rem_context_get_help (self->context);
  RemHelpLines *lines = rem_help_directory_get_lines (directory);
  const char *country = rem_help_directory_get_country (directory);
  g_autoptr (GPtrArray) emergency = NULL;
  g_autoptr (GPtrArray) crisis = NULL;
  g_autoptr (GPtrArray) support = NULL;
  g_autoptr (GPtrArray) anywhere = NULL;

  empty_box (self->emergency_box);
  empty_box (self->lines_box);
  if (lines == NULL)
    return;
  emergency = rem_help_lines_list (lines, country, REM_HELP_GROUP_EMERGENCY, NULL);
  crisis = rem_help_lines_list (lines, country, REM_HELP_GROUP_CRISIS, self->language);
  support = rem_help_lines_list (lines, country, REM_HELP_GROUP_SUPPORT, self->language);
  anywhere = rem_help_lines_list (lines, country, REM_HELP_GROUP_ANYWHERE, NULL);

  if (emergency->len == 0)
    {
      GtkWidget *label =
          gtk_label_new (_ ("If there is danger, call the emergency number where you are."));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      add_paper (self->emergency_box, label);
    }
  add_open (self->emergency_box, emergency, lines, NULL);
  add_open (self->lines_box, crisis, lines, _ ("When it is too much"));
  add_closed (self->lines_box, support, lines, _ ("For this loss, and for those around it"));
  add_closed (self->lines_box, anywhere, lines, _ ("From any country"));
}

static void
update_languages (RemHelpLinesPage *self)
{
  RemHelpDirectory *directory = rem_context_get_help (self->context);
  RemHelpLines *lines = rem_help_directory_get_lines (directory);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_clear_pointer (&self->languages, g_strfreev);
  g_clear_pointer (&self->language, g_free);
  if (lines != NULL)
    self->languages =
        rem_help_lines_list_languages (lines, rem_help_directory_get_country (directory));
  gtk_string_list_append (names, C_ ("language", "Any"));
  for (gsize i = 0; self->languages != NULL && self->languages[i] != NULL; i++)
    gtk_string_list_append (names, rem_help_lines_get_language_name (lines, self->languages[i]));
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->language_row, 0);
  /* With one language there is nothing to choose. */
  gtk_widget_set_visible (GTK_WIDGET (self->language_row),
                          g_list_model_get_n_items (G_LIST_MODEL (names)) > 2);
}

/* Once; a choice changes no names. */
static void
fill_countries (RemHelpLinesPage *self, RemHelpLines *lines, const char *chosen)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  self->countries = rem_help_lines_list_countries (lines);
  for (gsize i = 0; self->countries[i] != NULL; i++)
    {
      gtk_string_list_append (names, rem_help_lines_get_country_name (lines, self->countries[i]));
      if (g_str_equal (self->countries[i], chosen))
        selected = (guint) i;
    }
  adw_combo_row_set_model (self->country_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->country_row, selected);
}

static void
update_countries (RemHelpLinesPage *self)
{
  RemHelpDirectory *directory = rem_context_get_help (self->context);
  RemHelpLines *lines = rem_help_directory_get_lines (directory);

  if (lines != NULL && self->countries == NULL)
    fill_countries (self, lines, rem_help_directory_get_country (directory));
  gtk_widget_set_visible (GTK_WIDGET (self->country_row), lines != NULL);
  gtk_widget_set_visible (self->guess_label,
                          lines != NULL && rem_help_directory_is_guess (directory));
}

static void
update_fault (RemHelpLinesPage *self)
{
  RemHelpDirectory *directory = rem_context_get_help (self->context);
  const char *words = NULL;

  if (rem_help_directory_is_ready (directory) && rem_help_directory_get_lines (directory) == NULL)
    words = _ ("The list of help lines could not be read. Please call the emergency number where "
               "you are if there is danger, or look at findahelpline.com.");
  else if (rem_help_directory_has_bad_corrections (directory))
    words =
        _ ("Your own file with help lines could not be read. What came with Remember is shown.");
  gtk_label_set_label (self->fault_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), words != NULL);
}

static void
update (RemHelpLinesPage *self)
{
  self->is_updating = TRUE;
  update_countries (self);
  update_languages (self);
  self->is_updating = FALSE;
  update_fault (self);
  update_lines (self);
}

static void
country_chosen_cb (RemHelpLinesPage *self)
{
  guint selected = adw_combo_row_get_selected (self->country_row);

  if (self->is_updating || self->countries == NULL || selected >= g_strv_length (self->countries))
    return;
  rem_help_directory_choose_country (rem_context_get_help (self->context),
                                     self->countries[selected]);
}

static void
language_chosen_cb (RemHelpLinesPage *self)
{
  guint selected = adw_combo_row_get_selected (self->language_row);

  if (self->is_updating || self->languages == NULL || selected > g_strv_length (self->languages))
    return;
  g_free (self->language);
  self->language = selected == 0 ? NULL : g_strdup (self->languages[selected - 1]);
  update_lines (self);
}

static GtkWidget *
create_person (RemHelper *helper)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *lines[] = { rem_helper_get_name (helper), rem_helper_get_how (helper) };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *label = gtk_label_new (lines[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_widget_set_visible (label, *lines[i] != '\0');
      gtk_widget_add_css_class (label, i == 0 ? "heading" : "rem-reading");
      gtk_box_append (GTK_BOX (box), label);
    }
  if (*rem_helper_get_phone (helper) != '\0')
    gtk_box_append (GTK_BOX (box), rem_help_number_row_new_phone (rem_helper_get_phone (helper)));
  return box;
}

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemHelpLinesPage) self = user_data;
  g_autoptr (GPtrArray) people = rem_helpers_list_finish (REM_CONTEXT (source), result, NULL);

  if (self->context == NULL || people == NULL)
    return;
  empty_box (self->people_box);
  if (people->len > 0)
    add_heading (self->people_box, _ ("My people"));
  for (guint i = 0; i < people->len; i++)
    add_paper (self->people_box, create_person (g_ptr_array_index (people, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->people_box), people->len > 0);
}

static void
rem_help_lines_page_dispose (GObject *object)
{
  RemHelpLinesPage *self = REM_HELP_LINES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->countries, g_strfreev);
  g_clear_pointer (&self->languages, g_strfreev);
  g_clear_pointer (&self->language, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_HELP_LINES_PAGE);

  G_OBJECT_CLASS (rem_help_lines_page_parent_class)->dispose (object);
}

static void
rem_help_lines_page_class_init (RemHelpLinesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_help_lines_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-help-lines-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemHelpLinesPage, country_row);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLinesPage, language_row);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLinesPage, guess_label);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLinesPage, fault_label);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLinesPage, emergency_box);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLinesPage, people_box);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLinesPage, lines_box);
  gtk_widget_class_bind_template_callback (widget_class, country_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_chosen_cb);
}

static void
rem_help_lines_page_init (RemHelpLinesPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_help_lines_page_new:
 * @context: a context
 *
 * Returns: (transfer floating): the page; her own people are there while the box is open
 */
GtkWidget *
rem_help_lines_page_new (RemContext *context)
{
  RemHelpLinesPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_HELP_LINES_PAGE, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (rem_context_get_help (context), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  if (rem_context_get_state (context) == REM_CONTEXT_OPEN)
    rem_helpers_list_async (context, REM_HELPER_KIND_PERSON, self->cancellable, people_listed_cb,
                            g_object_ref (self));
  update (self);
  return GTK_WIDGET (self);
}
