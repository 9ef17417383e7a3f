/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-help-text-page.h"

#include "rem-help-contact.h"

#include <glib/gi18n.h>

struct _RemHelpTextPage
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkBox *column;

  RemHelpText *text;
  GtkWidget *rows; /* the list that is being filled, or NULL */
  GtkWidget *formal_switch;
  GtkWidget *sayings;
};

G_DEFINE_FINAL_TYPE (RemHelpTextPage, rem_help_text_page, ADW_TYPE_BIN)

static GtkWidget *
create_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
create_heading (const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", text, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_set_margin_top (label, 18);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static GtkWidget *
create_item (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *dot = gtk_label_new ("·");

  gtk_widget_set_valign (dot, GTK_ALIGN_START);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_add_css_class (dot, "rem-dot");
  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), create_label (text, "rem-reading"));
  return box;
}

static void
open_clicked_cb (GtkWidget *row)
{
  rem_help_contact_open (row, gtk_widget_get_tooltip_text (row));
}

static GtkWidget *
create_source (const RemHelpBlock *block)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = rem_help_contact_create_arrow ("adw-external-link-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), block->text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), image);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, block->web);
  g_signal_connect (row, "activated", G_CALLBACK (open_clicked_cb), NULL);
  return row;
}

static GtkWidget *
create_lines_row (void)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Somebody to talk to"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             rem_help_contact_create_arrow ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-help");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", "lines");
  return row;
}

static GtkWidget *
create_row (GtkWidget *child)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (child, "rem-sentence");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  return row;
}

static GtkWidget *
create_saying (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), create_label (text, "rem-card-words"));
  gtk_box_append (GTK_BOX (box),
                  rem_help_contact_create_copy_button (text, _ ("Copy this sentence")));
  return create_row (box);
}

/* Rows that follow each other stand in one list. */
static GtkWidget *
need_rows (RemHelpTextPage *self)
{
  if (self->rows == NULL)
    {
      self->rows = gtk_list_box_new ();
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
      gtk_widget_add_css_class (self->rows, "boxed-list");
      gtk_box_append (self->column, self->rows);
    }
  return self->rows;
}

static void
add_row (RemHelpTextPage *self, GtkWidget *row)
{
  gtk_list_box_append (GTK_LIST_BOX (need_rows (self)), row);
}

static void
add_plain (RemHelpTextPage *self, GtkWidget *widget)
{
  self->rows = NULL;
  gtk_box_append (self->column, widget);
}

static void
fill_sayings (RemHelpTextPage *self)
{
  gboolean is_formal =
      self->formal_switch != NULL && gtk_switch_get_active (GTK_SWITCH (self->formal_switch));
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->sayings)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->sayings), row);
  for (gsize i = 0; i < rem_help_text_get_n_blocks (self->text); i++)
    {
      const RemHelpBlock *block = rem_help_text_get_block (self->text, i);

      if (block->kind == REM_HELP_BLOCK_SAYING)
        gtk_list_box_append (GTK_LIST_BOX (self->sayings),
                             create_saying (is_formal ? block->formal_text : block->text));
    }
}

static void
add_formal_switch (RemHelpTextPage *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->formal_switch = gtk_switch_new ();
  gtk_widget_set_valign (self->formal_switch, GTK_ALIGN_CENTER);
  /* TRANSLATORS: a switch that turns the sentences into the way of speaking to somebody who is not
   * close (usted, Sie, vous). It is shown only in languages that have one. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("For somebody who is not close"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->formal_switch);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->formal_switch);
  g_signal_connect_object (self->formal_switch, "notify::active", G_CALLBACK (fill_sayings), self,
                           G_CONNECT_SWAPPED);
  add_row (self, row);
  self->rows = NULL;
}

/* All sayings of a page are in one list, which the switch fills anew. */
static void
add_sayings (RemHelpTextPage *self)
{
  if (self->sayings != NULL)
    return;
  if (rem_help_text_is_said_in_two_ways (self->text))
    add_formal_switch (self);
  self->sayings = need_rows (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sayings), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rem_help_text_get_title (self->text), -1);
  fill_sayings (self);
}

static void
add_block (RemHelpTextPage *self, const RemHelpBlock *block)
{
  switch (block->kind)
    {
    case REM_HELP_BLOCK_HEADING:
      add_plain (self, create_heading (block->text));
      break;
    case REM_HELP_BLOCK_PARAGRAPH:
      add_plain (self, create_label (block->text, "rem-reading"));
      break;
    case REM_HELP_BLOCK_ITEM:
      add_plain (self, create_item (block->text));
      break;
    case REM_HELP_BLOCK_IDEA:
    case REM_HELP_BLOCK_PHRASE:
      add_row (self, create_row (create_label (block->text, "rem-card-words")));
      break;
    case REM_HELP_BLOCK_SAYING:
      add_sayings (self);
      break;
    case REM_HELP_BLOCK_LINES:
      self->rows = NULL;
      add_row (self, create_lines_row ());
      break;
    case REM_HELP_BLOCK_SOURCE:
      add_row (self, create_source (block));
      break;
    default:
      break;
    }
}

static void
rem_help_text_page_dispose (GObject *object)
{
  RemHelpTextPage *self = REM_HELP_TEXT_PAGE (object);

  g_clear_pointer (&self->text, rem_help_text_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_HELP_TEXT_PAGE);

  G_OBJECT_CLASS (rem_help_text_page_parent_class)->dispose (object);
}

static void
rem_help_text_page_class_init (RemHelpTextPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_help_text_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-help-text-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemHelpTextPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, RemHelpTextPage, column);
}

static void
rem_help_text_page_init (RemHelpTextPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_help_text_page_new:
 * @text: what there is to read
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_help_text_page_new (RemHelpText *text)
{
  RemHelpTextPage *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (REM_TYPE_HELP_TEXT_PAGE, NULL);
  self->text = rem_help_text_ref (text);
  gtk_label_set_label (self->title_label, rem_help_text_get_title (text));
  for (gsize i = 0; i < rem_help_text_get_n_blocks (text); i++)
    add_block (self, rem_help_text_get_block (text, i));
  return GTK_WIDGET (self);
}

/**
 * rem_help_text_page_add:
 * @self: a page
 * @heading: the heading of one more section
 * @text: what it says
 *
 * Adds below the others a section that depends on this computer.
 */
void
rem_help_text_page_add (RemHelpTextPage *self, const char *heading, const char *text)
{
  g_return_if_fail (REM_IS_HELP_TEXT_PAGE (self));
  g_return_if_fail (heading != NULL && text != NULL);

  add_plain (self, create_heading (heading));
  add_plain (self, create_label (text, "rem-reading"));
}
