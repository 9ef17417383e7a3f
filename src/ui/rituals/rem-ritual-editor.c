/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-ritual-editor.h"

#include "rem-ritual-keeper.h"
#include "rem-ritual-page.h"
#include "rem-text-area.h"
#include "rem-window.h"

#include <glib/gi18n.h>

/* The ritual as it is kept is a value; what stands on the page makes another. "Keep" hands it to
 * the box. Going away without it changes nothing, and says so, with a way to keep it after all. */

struct _RemRitualEditor
{
  AdwBin parent_instance;

  GtkEditable *title_row;
  GtkEditable *needs_row;
  AdwComboRow *company_row;
  RemTextArea *steps_area;
  RemTextArea *words_area;
  GtkWidget *remove_button;

  RemContext *context;
  RemRitual *kept;
  RemWindow *window; /* weak */
  gboolean was_focused;
  gboolean is_changed;
  gboolean is_done;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (RemRitualEditor, rem_ritual_editor, ADW_TYPE_BIN)

static RemRitual *
build_ritual (RemRitualEditor *self)
{
  g_autofree char *steps = rem_text_area_dup_text (self->steps_area);
  g_autofree char *words = rem_text_area_dup_text (self->words_area);
  guint company = adw_combo_row_get_selected (self->company_row);

  return rem_ritual_with (self->kept, gtk_editable_get_text (self->title_row), steps,
                          gtk_editable_get_text (self->needs_row), words,
                          company <= REM_COMPANY_OTHERS ? (RemCompany) company : REM_COMPANY_EITHER,
                          rem_ritual_get_occasion (self->kept));
}

static gboolean
has_title (RemRitualEditor *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title_row)));

  return *title != '\0';
}

static void
changed_cb (RemRitualEditor *self)
{
  if (self->is_updating || self->kept == NULL)
    return;
  self->is_changed = TRUE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ritual.keep", has_title (self));
}

static void
keep_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemRitualEditor *self = REM_RITUAL_EDITOR (widget);
  g_autoptr (RemRitual) ritual = build_ritual (self);

  self->is_done = TRUE;
  rem_ritual_keeper_keep (self->window, ritual);
  rem_window_pop_page (self->window);
}

static void
remove_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemRitualEditor *self = REM_RITUAL_EDITOR (widget);

  self->is_done = TRUE;
  rem_ritual_keeper_remove (self->window, self->kept);
  /* Not back to its own page, which has nothing to show now. */
  rem_window_show_place (self->window, "rituals");
}

/* What is on the page is not lost to a box that is locked meanwhile. */
static void
before_lock_cb (RemRitualEditor *self)
{
  g_autoptr (RemRitual) ritual = NULL;

  if (self->is_done || !self->is_changed || self->window == NULL || !has_title (self))
    return;
  self->is_done = TRUE;
  ritual = build_ritual (self);
  rem_ritual_keeper_keep (self->window, ritual);
}

static gboolean
rem_ritual_editor_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RemRitualEditor *self = REM_RITUAL_EDITOR (widget);

  /* Only at first: the tab key goes through everything, the header bar as well. */
  if (gtk_widget_get_focus_child (widget) != NULL || self->was_focused)
    return GTK_WIDGET_CLASS (rem_ritual_editor_parent_class)->focus (widget, direction);
  self->was_focused = TRUE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->title_row));
}

static void
rem_ritual_editor_root (GtkWidget *widget)
{
  RemRitualEditor *self = REM_RITUAL_EDITOR (widget);

  GTK_WIDGET_CLASS (rem_ritual_editor_parent_class)->root (widget);
  if (REM_IS_WINDOW (gtk_widget_get_root (widget)))
    g_set_weak_pointer (&self->window, REM_WINDOW (gtk_widget_get_root (widget)));
}

static void
rem_ritual_editor_dispose (GObject *object)
{
  RemRitualEditor *self = REM_RITUAL_EDITOR (object);

  if (!self->is_done && self->is_changed && self->window != NULL && has_title (self) &&
      rem_context_get_state (self->context) == REM_CONTEXT_OPEN)
    {
      g_autoptr (RemRitual) ritual = build_ritual (self);

      rem_ritual_keeper_offer (self->window, ritual);
    }
  self->is_done = TRUE;
  g_clear_weak_pointer (&self->window);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_RITUAL_EDITOR);
  g_clear_pointer (&self->kept, rem_ritual_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_ritual_editor_parent_class)->dispose (object);
}

static void
rem_ritual_editor_class_init (RemRitualEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_ritual_editor_dispose;
  widget_class->focus = rem_ritual_editor_focus;
  widget_class->root = rem_ritual_editor_root;

  g_type_ensure (REM_TYPE_TEXT_AREA);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-ritual-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, RemRitualEditor, title_row);
  gtk_widget_class_bind_template_child (widget_class, RemRitualEditor, needs_row);
  gtk_widget_class_bind_template_child (widget_class, RemRitualEditor, company_row);
  gtk_widget_class_bind_template_child (widget_class, RemRitualEditor, steps_area);
  gtk_widget_class_bind_template_child (widget_class, RemRitualEditor, words_area);
  gtk_widget_class_bind_template_child (widget_class, RemRitualEditor, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "ritual.keep", NULL, keep_activated);
  gtk_widget_class_install_action (widget_class, "ritual.remove", NULL, remove_activated);
}

static void
rem_ritual_editor_init (RemRitualEditor *self)
{
  const char *companies[] = { rem_ritual_page_get_company_text (REM_COMPANY_EITHER),
                              rem_ritual_page_get_company_text (REM_COMPANY_TWO),
                              rem_ritual_page_get_company_text (REM_COMPANY_OTHERS), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (companies);

  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->company_row, G_LIST_MODEL (list));
  self->is_updating = FALSE;
}

/**
 * rem_ritual_editor_new:
 * @context: a context with an open box
 * @ritual: a ritual of one's own, kept or a draft
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_ritual_editor_new (RemContext *context, RemRitual *ritual)
{
  RemRitualEditor *self;
  g_autofree char *steps = NULL;
  gboolean is_new;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ritual != NULL && rem_ritual_is_own (ritual), NULL);

  self = g_object_new (REM_TYPE_RITUAL_EDITOR, NULL);
  self->context = g_object_ref (context);
  self->kept = rem_ritual_ref (ritual);
  is_new = *rem_ritual_get_title (ritual) == '\0';
  steps = rem_ritual_join_steps (ritual);
  self->is_updating = TRUE;
  gtk_editable_set_text (self->title_row, rem_ritual_get_title (ritual));
  gtk_editable_set_text (self->needs_row, rem_ritual_get_needs (ritual));
  adw_combo_row_set_selected (self->company_row, rem_ritual_get_company (ritual));
  rem_text_area_set_text (self->steps_area, steps);
  rem_text_area_set_text (self->words_area, rem_ritual_get_note (ritual));
  self->is_updating = FALSE;
  gtk_widget_set_visible (self->remove_button, !is_new);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ritual.remove", !is_new);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ritual.keep", FALSE);
  g_signal_connect_object (context, "before-lock", G_CALLBACK (before_lock_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
