/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-help-line-view.h"

#include "rem-help-contact.h"
#include "rem-help-number-row.h"

#include <glib/gi18n.h>

struct _RemHelpLineView
{
  AdwBin parent_instance;

  GtkLabel *name_label;
  GtkLabel *region_label;
  GtkLabel *what_label;
  GtkWidget *no_crisis_label;
  GtkBox *numbers;
  GtkLabel *hours_label;
  GtkLabel *note_label;
  GtkLabel *languages_label;
  GtkLabel *checked_label;
  GtkWidget *web_button;

  RemHelpLine *line;
};

G_DEFINE_FINAL_TYPE (RemHelpLineView, rem_help_line_view, ADW_TYPE_BIN)

static void
say (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
web_clicked_cb (RemHelpLineView *self)
{
  rem_help_contact_open (GTK_WIDGET (self), self->line->web);
}

static char *
join_languages (const RemHelpLine *line, RemHelpLines *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; line->languages[i] != NULL; i++)
    {
      if (i > 0)
        /* TRANSLATORS: between the languages in a list: "English, Spanish" */
        g_string_append (text, C_ ("list", ", "));
      g_string_append (text, rem_help_lines_get_language_name (lines, line->languages[i]));
    }
  /* TRANSLATORS: %s is one or more languages: "English, Spanish" */
  return g_strdup_printf (_ ("In %s"), text->str);
}

/* What the person speaks needs no telling. */
static gboolean
speaks_only_ours (const RemHelpLine *line)
{
  return line->languages[1] == NULL &&
         g_str_has_prefix (g_get_language_names ()[0], line->languages[0]);
}

static void
fill_numbers (RemHelpLineView *self, RemHelpLines *lines)
{
  const RemHelpLine *line = self->line;

  for (gsize i = 0; line->phones[i] != NULL; i++)
    gtk_box_append (self->numbers, rem_help_number_row_new_phone (line->phones[i]));
  for (gsize i = 0; i < line->n_messages; i++)
    {
      const char *language = line->messages[i].language;

      gtk_box_append (self->numbers,
                      rem_help_number_row_new_message (
                          &line->messages[i],
                          *language != '\0' ? rem_help_lines_get_language_name (lines, language)
                                            : ""));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->numbers),
                          line->phones[0] != NULL || line->n_messages > 0);
}

static void
fill (RemHelpLineView *self, RemHelpLines *lines, gboolean has_name)
{
  const RemHelpLine *line = self->line;
  g_autofree char *languages = join_languages (line, lines);
  g_autofree char *checked = rem_help_line_format_checked (line);
  /* TRANSLATORS: %s is a country */
  g_autofree char *emergency =
      g_strdup_printf (_ ("Emergency number, %s"),
                       rem_help_lines_get_country_name (lines, line->country));
  /* TRANSLATORS: %s is a part of a country: "Northern Ireland" */
  g_autofree char *region =
      *line->region != '\0' ? g_strdup_printf (_ ("Only in %s"), line->region) : g_strdup ("");
  gboolean is_answered = line->phones[0] != NULL || line->n_messages > 0;

  if (line->kind == REM_HELP_KIND_EMERGENCY)
    say (self->name_label, has_name ? emergency : "");
  else
    say (self->name_label, has_name ? line->service : "");
  say (self->region_label, region);
  say (self->what_label, has_name ? line->what : "");
  gtk_widget_set_visible (self->no_crisis_label, is_answered && !line->is_crisis);
  fill_numbers (self, lines);
  say (self->hours_label, line->kind == REM_HELP_KIND_EMERGENCY ? "" : line->hours);
  say (self->note_label, line->note);
  say (self->languages_label,
       line->kind == REM_HELP_KIND_EMERGENCY || speaks_only_ours (line) ? "" : languages);
  say (self->checked_label, checked);
  gtk_widget_set_visible (self->web_button, *line->web != '\0');
  gtk_widget_set_tooltip_text (self->web_button, *line->web != '\0' ? line->web : NULL);
}

static void
rem_help_line_view_dispose (GObject *object)
{
  RemHelpLineView *self = REM_HELP_LINE_VIEW (object);

  g_clear_pointer (&self->line, rem_help_line_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_HELP_LINE_VIEW);

  G_OBJECT_CLASS (rem_help_line_view_parent_class)->dispose (object);
}

static void
rem_help_line_view_class_init (RemHelpLineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_help_line_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-help-line-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RemHelpLineView, name_label);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLineView, region_label);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLineView, what_label);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLineView, no_crisis_label);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLineView, numbers);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLineView, hours_label);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLineView, note_label);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLineView, languages_label);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLineView, checked_label);
  gtk_widget_class_bind_template_child (widget_class, RemHelpLineView, web_button);
  gtk_widget_class_bind_template_callback (widget_class, web_clicked_cb);
}

static void
rem_help_line_view_init (RemHelpLineView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_help_line_view_new:
 * @line: a help line
 * @lines: where the names of its languages are
 * @has_name: whether to say its name and what it is for, which may stand above already
 *
 * Returns: (transfer floating): a view
 */
GtkWidget *
rem_help_line_view_new (RemHelpLine *line, RemHelpLines *lines, gboolean has_name)
{
  RemHelpLineView *self;

  g_return_val_if_fail (line != NULL && lines != NULL, NULL);

  self = g_object_new (REM_TYPE_HELP_LINE_VIEW, NULL);
  self->line = rem_help_line_ref (line);
  fill (self, lines, has_name);
  return GTK_WIDGET (self);
}
