/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ritual-page.h"

#include "rem-held-entry.h"
#include "rem-wrap-box.h"

#include <glib/gi18n.h>

struct _RemRitualPage
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *needs_label;
  GtkLabel *time_label;
  GtkLabel *note_label;
  GtkStack *views;
  GtkStack *steps;
  GtkBox *all_steps;
  GtkWidget *before_button;
  GtkWidget *next_button;
  GtkButton *view_button;
  GtkWidget *candle_button;
  RemHeldEntry *held_entry;
};

G_DEFINE_FINAL_TYPE (RemRitualPage, rem_ritual_page, ADW_TYPE_BIN)

static GtkWidget *
create_step (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "rem-words");
  return label;
}

static gboolean
shows_all (RemRitualPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "all") == 0;
}

/* The last step has none after it, and nothing else to press. */
static void
update_widgets (RemRitualPage *self)
{
  GtkWidget *step = gtk_stack_get_visible_child (self->steps);

  gtk_widget_set_visible (self->before_button, gtk_widget_get_prev_sibling (step) != NULL);
  gtk_widget_set_visible (self->next_button, gtk_widget_get_next_sibling (step) != NULL);
  gtk_button_set_label (self->view_button,
                        shows_all (self) ? _ ("One step at a time") : _ ("All at once"));
}

static void
show_step (RemRitualPage *self, GtkWidget *step)
{
  GtkWidget *other;

  if (step == NULL)
    return;
  gtk_stack_set_visible_child (self->steps, step);
  update_widgets (self);
  other = gtk_widget_get_visible (self->next_button) ? self->next_button : self->before_button;
  if (gtk_widget_get_visible (other) && !gtk_widget_has_focus (self->before_button))
    gtk_widget_grab_focus (other);
  /* The words are read out with the button that has the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (other), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_label (GTK_LABEL (step)), -1);
}

static void
before_cb (RemRitualPage *self)
{
  show_step (self, gtk_widget_get_prev_sibling (gtk_stack_get_visible_child (self->steps)));
}

static void
next_cb (RemRitualPage *self)
{
  show_step (self, gtk_widget_get_next_sibling (gtk_stack_get_visible_child (self->steps)));
}

static void
view_cb (RemRitualPage *self)
{
  gtk_stack_set_visible_child_name (self->views, shows_all (self) ? "one" : "all");
  update_widgets (self);
}

static void
rem_ritual_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_RITUAL_PAGE);

  G_OBJECT_CLASS (rem_ritual_page_parent_class)->dispose (object);
}

static void
rem_ritual_page_class_init (RemRitualPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_ritual_page_dispose;

  g_type_ensure (REM_TYPE_HELD_ENTRY);
  g_type_ensure (REM_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-ritual-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, needs_label);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, time_label);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, note_label);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, views);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, steps);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, all_steps);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, before_button);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, view_button);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, candle_button);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, held_entry);
  gtk_widget_class_bind_template_callback (widget_class, before_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_cb);
}

static void
rem_ritual_page_init (RemRitualPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_ritual_page_get_company_text:
 * @company: with whom
 *
 * Returns: how that is said
 */
const char *
rem_ritual_page_get_company_text (RemCompany company)
{
  switch (company)
    {
    case REM_COMPANY_TWO:
      return _ ("Alone or together; good for two");
    case REM_COMPANY_OTHERS:
      return _ ("With others, each where they are");
    case REM_COMPANY_EITHER:
    default:
      return _ ("Alone or together");
    }
}

/**
 * rem_ritual_page_new:
 * @context: a context with an open box
 * @ritual: what to show
 *
 * Returns: (transfer floating): a page that begins with the first step
 */
GtkWidget *
rem_ritual_page_new (RemContext *context, RemRitual *ritual)
{
  RemRitualPage *self;
  g_autofree char *time = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ritual != NULL, NULL);

  self = g_object_new (REM_TYPE_RITUAL_PAGE, NULL);
  gtk_label_set_label (self->title_label, rem_ritual_get_title (ritual));
  gtk_label_set_label (self->needs_label, rem_ritual_get_needs (ritual));
  time = g_strconcat (rem_ritual_get_time (ritual), " · ",
                      rem_ritual_page_get_company_text (rem_ritual_get_company (ritual)), NULL);
  gtk_label_set_label (self->time_label, time);
  gtk_label_set_label (self->note_label, rem_ritual_get_note (ritual));
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), *rem_ritual_get_note (ritual) != '\0');
  gtk_widget_set_visible (self->candle_button, rem_ritual_has_candle (ritual));
  for (const char *const *step = rem_ritual_get_steps (ritual); *step != NULL; step++)
    {
      gtk_stack_add_child (self->steps, create_step (*step));
      gtk_box_append (self->all_steps, create_step (*step));
    }
  rem_held_entry_begin (self->held_entry, context, rem_ritual_get_id (ritual), "", "");
  update_widgets (self);
  return GTK_WIDGET (self);
}
