/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-comfort-page.h"

#include "rem-help-texts.h"
#include "rem-helper-remover.h"
#include "rem-helpers.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>
#include <string.h>

struct _RemComfortPage
{
  AdwBin parent_instance;

  GtkLabel *chosen_label;
  GtkWidget *choose_button;
  GtkLabel *choose_label;
  GtkListBox *own_list;
  AdwEntryRow *add_row;
  GtkListBox *ideas_list;

  RemContext *context;
  GCancellable *cancellable;
  GPtrArray *ideas; /* of char */
  GPtrArray *own;   /* of RemHelper */
};

/* Her own things stand first, and are chosen from with the ideas. Without an open box there are the
 * ideas only. */
G_DEFINE_FINAL_TYPE (RemComfortPage, rem_comfort_page, ADW_TYPE_BIN)

static GtkWidget *
create_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "rem-card-words");
  return label;
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

static const char *
get_thing (RemComfortPage *self, guint index)
{
  if (index < self->own->len)
    return rem_helper_get_name (g_ptr_array_index (self->own, index));
  return g_ptr_array_index (self->ideas, index - self->own->len);
}

static void
choose_clicked_cb (RemComfortPage *self)
{
  guint n_things = self->own->len + self->ideas->len;
  const char *shown = gtk_label_get_label (self->chosen_label);
  guint chosen;

  if (n_things == 0)
    return;
  chosen = (guint) g_random_int_range (0, (gint32) n_things);
  /* Never the same twice running. */
  if (g_str_equal (get_thing (self, chosen), shown))
    chosen = (chosen + 1) % n_things;
  gtk_label_set_label (self->chosen_label, get_thing (self, chosen));
  gtk_widget_set_visible (GTK_WIDGET (self->chosen_label), TRUE);
  gtk_label_set_label (self->choose_label, _ ("Another one"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choose_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Another one"), -1);
}

static void
say_error (RemComfortPage *self, const GError *error)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), REM_TYPE_WINDOW);

  if (window != NULL)
    rem_window_show_error (REM_WINDOW (window), error);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemComfortPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_kept = rem_helpers_keep_finish (REM_CONTEXT (source), result, &error);

  if (self->context == NULL)
    return;
  if (!is_kept)
    {
      say_error (self, error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->add_row), "");
}

static void
add_applied_cb (RemComfortPage *self)
{
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->add_row))));
  g_autoptr (RemHelper) empty = NULL;
  g_autoptr (RemHelper) helper = NULL;

  if (*name == '\0')
    return;
  empty = rem_helpers_new_draft (self->context, REM_HELPER_KIND_COMFORT);
  helper = rem_helper_with (empty, name, "", "");
  rem_helpers_keep_async (self->context, helper, NULL, kept_cb, g_object_ref (self));
}

static void
remove_clicked_cb (GtkButton *button, RemHelper *helper)
{
  rem_helper_remover_remove (REM_WINDOW (
                                 gtk_widget_get_ancestor (GTK_WIDGET (button), REM_TYPE_WINDOW)),
                             helper);
}

static void
unref_helper (gpointer data, GClosure *closure)
{
  rem_helper_unref (data);
}

static GtkWidget *
create_own_row (RemHelper *helper)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove from the list"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove from the list"), -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (remove_clicked_cb), rem_helper_ref (helper),
                         unref_helper, 0);
  gtk_box_append (GTK_BOX (box), create_label (rem_helper_get_name (helper)));
  gtk_box_append (GTK_BOX (box), button);
  return create_row (box);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemComfortPage) self = user_data;
  g_autoptr (GPtrArray) own = rem_helpers_list_finish (REM_CONTEXT (source), result, NULL);
  GtkWidget *row;

  if (self->context == NULL || own == NULL)
    return;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->own_list))) !=
         GTK_WIDGET (self->add_row))
    gtk_list_box_remove (self->own_list, row);
  for (guint i = 0; i < own->len; i++)
    gtk_list_box_insert (self->own_list, create_own_row (g_ptr_array_index (own, i)), (int) i);
  g_ptr_array_unref (self->own);
  self->own = g_steal_pointer (&own);
}

static void
list_own (RemComfortPage *self)
{
  rem_helpers_list_async (self->context, REM_HELPER_KIND_COMFORT, self->cancellable, listed_cb,
                          g_object_ref (self));
}

static void
changed_cb (RemComfortPage *self, guint changes)
{
  if ((changes & REM_BOX_CHANGE_HELPERS) != 0)
    list_own (self);
}

static void
fill_ideas (RemComfortPage *self)
{
  g_autoptr (RemHelpText) text = rem_help_texts_find ("comfort");

  for (gsize i = 0; text != NULL && i < rem_help_text_get_n_blocks (text); i++)
    {
      const RemHelpBlock *block = rem_help_text_get_block (text, i);

      g_ptr_array_add (self->ideas, g_strdup (block->text));
      gtk_list_box_append (self->ideas_list, create_row (create_label (block->text)));
    }
}

static void
rem_comfort_page_dispose (GObject *object)
{
  RemComfortPage *self = REM_COMFORT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_COMFORT_PAGE);

  G_OBJECT_CLASS (rem_comfort_page_parent_class)->dispose (object);
}

static void
rem_comfort_page_finalize (GObject *object)
{
  RemComfortPage *self = REM_COMFORT_PAGE (object);

  g_ptr_array_unref (self->ideas);
  g_ptr_array_unref (self->own);

  G_OBJECT_CLASS (rem_comfort_page_parent_class)->finalize (object);
}

static void
rem_comfort_page_class_init (RemComfortPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_comfort_page_dispose;
  object_class->finalize = rem_comfort_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-comfort-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemComfortPage, chosen_label);
  gtk_widget_class_bind_template_child (widget_class, RemComfortPage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, RemComfortPage, choose_label);
  gtk_widget_class_bind_template_child (widget_class, RemComfortPage, own_list);
  gtk_widget_class_bind_template_child (widget_class, RemComfortPage, add_row);
  gtk_widget_class_bind_template_child (widget_class, RemComfortPage, ideas_list);
  gtk_widget_class_bind_template_callback (widget_class, add_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
}

static void
rem_comfort_page_init (RemComfortPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->ideas = g_ptr_array_new_with_free_func (g_free);
  self->own = g_ptr_array_new_with_free_func ((GDestroyNotify) rem_helper_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_label (self->choose_label, _ ("Choose one for me"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choose_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Choose one for me"), -1);
  fill_ideas (self);
}

/**
 * rem_comfort_page_new:
 * @context: a context; what she added is there while its box is open
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_comfort_page_new (RemContext *context)
{
  RemComfortPage *self;
  gboolean is_open;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_COMFORT_PAGE, NULL);
  self->context = g_object_ref (context);
  is_open = rem_context_get_state (context) == REM_CONTEXT_OPEN;
  gtk_widget_set_visible (GTK_WIDGET (self->own_list), is_open);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (is_open)
    list_own (self);
  return GTK_WIDGET (self);
}
