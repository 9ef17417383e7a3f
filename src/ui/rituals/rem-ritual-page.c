/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ritual-page.h"

#include "rem-drop-down-name.h"
#include "rem-occasions.h"
#include "rem-own-rituals.h"
#include "rem-ritual-editor.h"
#include "rem-ritual-keeper.h"
#include "rem-story-view.h"
#include "rem-wrap-box.h"

#include <glib/gi18n.h>

struct _RemRitualPage
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *needs_label;
  GtkLabel *time_label;
  GtkLabel *note_label;
  GtkWidget *one_step;
  GtkStack *steps;
  GtkBox *all_steps;
  GtkWidget *before_button;
  GtkWidget *next_button;
  GtkButton *view_button;
  GtkWidget *candle_button;
  GtkWidget *paper;
  GtkWidget *change_button;
  GtkDropDown *date_choice;
  RemStoryView *story;

  RemContext *context;
  RemRitual *ritual;
  GPtrArray *dates; /* of char: "", then the uuids of the dates */
  GCancellable *cancellable;
  gboolean is_updating;
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
  return gtk_widget_get_visible (GTK_WIDGET (self->all_steps));
}

/* The last step has none after it, and nothing else to press. */
static void
update_widgets (RemRitualPage *self)
{
  GtkWidget *step = gtk_stack_get_visible_child (self->steps);

  gtk_widget_set_visible (self->paper, step != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->view_button),
                          g_strv_length ((char **) rem_ritual_get_steps (self->ritual)) > 1);
  if (step == NULL)
    return;
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
  gboolean all = !shows_all (self);

  /* Not a stack: one that is as tall as what it shows wants to be as wide as its longest line. */
  gtk_widget_set_visible (self->one_step, !all);
  gtk_widget_set_visible (GTK_WIDGET (self->all_steps), all);
  update_widgets (self);
}

static void
show_note (RemRitualPage *self)
{
  const char *note = rem_ritual_get_note (self->ritual);

  gtk_label_set_label (self->note_label, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), *note != '\0');
  /* Words of her own stand as what she writes does. */
  gtk_widget_remove_css_class (GTK_WIDGET (self->note_label), "rem-words");
  gtk_widget_remove_css_class (GTK_WIDGET (self->note_label), "rem-quiet");
  gtk_widget_add_css_class (GTK_WIDGET (self->note_label),
                            rem_ritual_is_own (self->ritual) ? "rem-words" : "rem-quiet");
}

static void
show_ritual (RemRitualPage *self, RemRitual *ritual)
{
  const char *company = rem_ritual_page_get_company_text (rem_ritual_get_company (ritual));
  g_autofree char *time = *rem_ritual_get_time (ritual) != '\0'
                              ? g_strconcat (rem_ritual_get_time (ritual), " · ", company, NULL)
                              : g_strdup (company);
  GtkWidget *child;

  rem_ritual_ref (ritual);
  g_clear_pointer (&self->ritual, rem_ritual_unref);
  self->ritual = ritual;
  gtk_label_set_label (self->title_label, rem_ritual_get_title (ritual));
  gtk_label_set_label (self->needs_label, rem_ritual_get_needs (ritual));
  gtk_widget_set_visible (GTK_WIDGET (self->needs_label), *rem_ritual_get_needs (ritual) != '\0');
  gtk_label_set_label (self->time_label, time);
  gtk_widget_set_visible (self->candle_button, rem_ritual_has_candle (ritual));
  gtk_widget_set_visible (self->change_button, rem_ritual_is_own (ritual));
  show_note (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    gtk_stack_remove (self->steps, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->all_steps))) != NULL)
    gtk_box_remove (self->all_steps, child);
  for (const char *const *step = rem_ritual_get_steps (ritual); *step != NULL; step++)
    {
      gtk_stack_add_child (self->steps, create_step (*step));
      gtk_box_append (self->all_steps, create_step (*step));
    }
  update_widgets (self);
}

static void
change_cb (RemRitualPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (REM_IS_WINDOW (root))
    rem_window_push_page (REM_WINDOW (root), rem_ritual_editor_new (self->context, self->ritual));
}

/* The date that is chosen is what new lines belong to, too; one's own ritual remembers it. */
static void
date_chosen_cb (RemRitualPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->date_choice);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *steps = NULL;
  g_autoptr (RemRitual) changed = NULL;
  const char *uuid;

  if (self->is_updating || selected >= self->dates->len)
    return;
  uuid = g_ptr_array_index (self->dates, selected);
  rem_story_view_set_occasion (self->story, uuid);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->candle_button), "s", uuid);
  if (!rem_ritual_is_own (self->ritual) || !REM_IS_WINDOW (root) ||
      g_str_equal (uuid, rem_ritual_get_occasion (self->ritual)))
    return;
  steps = rem_ritual_join_steps (self->ritual);
  changed =
      rem_ritual_with (self->ritual, rem_ritual_get_title (self->ritual), steps,
                       rem_ritual_get_needs (self->ritual), rem_ritual_get_note (self->ritual),
                       rem_ritual_get_company (self->ritual), uuid);
  rem_ritual_keeper_keep (REM_WINDOW (root), changed);
}

static void
dates_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemRitualPage) self = user_data;
  g_autoptr (GPtrArray) dates = rem_occasions_list_finish (REM_CONTEXT (source), result, NULL);
  g_autoptr (GtkStringList) strings = gtk_string_list_new (NULL);
  guint selected = 0;

  if (dates == NULL || self->context == NULL)
    return;
  g_ptr_array_set_size (self->dates, 0);
  g_ptr_array_add (self->dates, g_strdup (""));
  gtk_string_list_append (strings, _ ("For no date"));
  for (guint i = 0; i < dates->len; i++)
    {
      RemOccasion *occasion = g_ptr_array_index (dates, i);
      const char *label = rem_occasion_get_label (occasion);
      /* TRANSLATORS: a ritual belongs to a date; %s is what the person calls the date. */
      g_autofree char *text = g_strdup_printf (_ ("For “%s”"), label);

      if (*label == '\0')
        continue;
      if (g_str_equal (rem_occasion_get_uuid (occasion), rem_ritual_get_occasion (self->ritual)))
        selected = self->dates->len;
      g_ptr_array_add (self->dates, g_strdup (rem_occasion_get_uuid (occasion)));
      gtk_string_list_append (strings, text);
    }
  self->is_updating = TRUE;
  gtk_drop_down_set_model (self->date_choice, G_LIST_MODEL (strings));
  gtk_drop_down_set_selected (self->date_choice, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->date_choice), self->dates->len > 1);
  self->is_updating = FALSE;
  date_chosen_cb (self);
}

static void
own_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemRitualPage) self = user_data;
  g_autoptr (GPtrArray) own = rem_own_rituals_list_finish (REM_CONTEXT (source), result, NULL);

  for (guint i = 0; own != NULL && self->context != NULL && i < own->len; i++)
    if (g_str_equal (rem_ritual_get_id (g_ptr_array_index (own, i)),
                     rem_ritual_get_id (self->ritual)))
      show_ritual (self, g_ptr_array_index (own, i));
}

static void
changed_cb (RemRitualPage *self, guint changes)
{
  if ((changes & REM_BOX_CHANGE_RITUALS) != 0 && rem_ritual_is_own (self->ritual))
    rem_own_rituals_list_async (self->context, self->cancellable, own_cb, g_object_ref (self));
}

static void
rem_ritual_page_dispose (GObject *object)
{
  RemRitualPage *self = REM_RITUAL_PAGE (object);

  self->is_updating = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_RITUAL_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_ritual_page_parent_class)->dispose (object);
}

static void
rem_ritual_page_finalize (GObject *object)
{
  RemRitualPage *self = REM_RITUAL_PAGE (object);

  g_clear_pointer (&self->ritual, rem_ritual_unref);
  g_ptr_array_unref (self->dates);

  G_OBJECT_CLASS (rem_ritual_page_parent_class)->finalize (object);
}

static void
rem_ritual_page_class_init (RemRitualPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_ritual_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rem_ritual_page_finalize;

  g_type_ensure (REM_TYPE_STORY_VIEW);
  g_type_ensure (REM_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-ritual-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, needs_label);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, time_label);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, note_label);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, one_step);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, steps);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, all_steps);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, before_button);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, view_button);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, candle_button);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, paper);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, change_button);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, date_choice);
  gtk_widget_class_bind_template_child (widget_class, RemRitualPage, story);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, before_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_cb);
}

static void
rem_ritual_page_init (RemRitualPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->dates = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  rem_drop_down_set_name (self->date_choice, _ ("The date that it belongs to"));
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
 * @context: a context
 * @ritual: what to show
 *
 * Returns: (transfer floating): a page that begins with the first step. Beside a closed box there
 * is nothing else on it.
 */
GtkWidget *
rem_ritual_page_new (RemContext *context, RemRitual *ritual)
{
  RemRitualPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ritual != NULL, NULL);

  self = g_object_new (REM_TYPE_RITUAL_PAGE, NULL);
  self->context = g_object_ref (context);
  show_ritual (self, ritual);
  gtk_widget_set_visible (GTK_WIDGET (self->story),
                          rem_context_get_state (context) == REM_CONTEXT_OPEN);
  if (rem_context_get_state (context) != REM_CONTEXT_OPEN)
    return GTK_WIDGET (self);
  rem_story_view_show_ritual (self->story, context, rem_ritual_get_id (ritual));
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  rem_occasions_list_async (context, self->cancellable, dates_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
