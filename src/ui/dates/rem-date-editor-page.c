/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-date-editor-page.h"

#include "rem-autostart-question.h"
#include "rem-date-draft.h"
#include "rem-day-button.h"
#include "rem-error-text.h"
#include "rem-occasion-changer.h"
#include "rem-occasion-words.h"
#include "rem-occasions.h"
#include "rem-own-words.h"
#include "rem-reminder-rows.h"
#include "rem-repeat-rows.h"
#include "rem-which-dates-page.h"
#include "rem-window.h"

#include <glib/gi18n.h>

/*
 * The date as it is kept is a value, and so is the draft that stands on the page; each change by
 * the person makes a new draft from the rows, and the rows are shown again from it. "Keep" hands it
 * to the box. Going away without it changes nothing, and says so, with a way to keep it after all.
 */

/** How far ahead the next day of a date is looked for, to say why it falls there. */
#define DAYS_AHEAD (366 * 8)

struct _RemDateEditorPage
{
  AdwBin parent_instance;

  GtkWidget *content;
  GtkLabel *trouble;
  GtkEditable *label_row;
  RemDayButton *day_button;
  AdwComboRow *kind_row;
  RemRepeatRows *repeat_rows;
  GtkEditable *hour_row;
  GtkTextBuffer *note_buffer;
  GtkLabel *why;
  RemReminderRows *reminder_rows;
  RemOwnWords *own_words;
  GtkWidget *soon;
  GtkWidget *remove_button;

  RemContext *context;
  GCancellable *cancellable;
  RemOccasion *kept;
  RemDateDraft *draft;
  RemWindow *window; /* weak */
  gboolean was_focused;
  gboolean is_new;
  gboolean is_done;
  gboolean is_updating;
};

static const RemOccasionKind all_kinds[] = {
  REM_OCCASION_KIND_OWN,   REM_OCCASION_KIND_DUE_DATE, REM_OCCASION_KIND_LOSS,
  REM_OCCASION_KIND_BIRTH, REM_OCCASION_KIND_FAREWELL, REM_OCCASION_KIND_FIRST_SIGNS,
};

G_DEFINE_FINAL_TYPE (RemDateEditorPage, rem_date_editor_page, ADW_TYPE_BIN)

static RemDate
get_today (RemDateEditorPage *self)
{
  return rem_clock_get_today (rem_context_get_clock (self->context));
}

/* The next day on which @occasion falls, today or later. */
static gboolean
find_next (RemDateEditorPage *self, RemOccasion *occasion, RemDate *next_out)
{
  RemDate today = get_today (self);
  g_autoptr (GArray) dates =
      rem_occasion_list_occurrences (occasion, today, rem_date_add_days (today, DAYS_AHEAD), 1,
                                     NULL);

  if (dates == NULL || dates->len == 0)
    return FALSE;
  *next_out = g_array_index (dates, RemDate, 0);
  return TRUE;
}

static void
set_choices (AdwComboRow *row, const char *const *choices)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (choices);
  guint selected = adw_combo_row_get_selected (row);

  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  if (selected != GTK_INVALID_LIST_POSITION)
    adw_combo_row_set_selected (row, selected);
}

static void
fill_choices (RemDateEditorPage *self)
{
  const char *kinds[G_N_ELEMENTS (all_kinds) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (all_kinds); i++)
    kinds[i] = rem_occasion_words_get_kind (all_kinds[i]);
  set_choices (self->kind_row, kinds);
}

static void
update_words (RemDateEditorPage *self)
{
  g_autoptr (RemOccasion) occasion = rem_date_draft_to_occasion (self->draft, self->kept);
  g_autoptr (GDateTime) now = rem_clock_dup_now (rem_context_get_clock (self->context));
  g_autofree char *why = NULL;
  RemDate next = REM_DATE_UNKNOWN;

  why = rem_date_draft_dup_trouble (self->draft);
  if (why == NULL && find_next (self, occasion, &next))
    why = rem_occasion_dup_why (occasion, next);
  else if (why == NULL)
    why = rem_occasion_dup_why_of_period (occasion);
  gtk_label_set_label (self->why, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why), why != NULL && *why != '\0');

  /* A first reminder within a day is said beforehand, so that it startles nobody. */
  gtk_widget_set_visible (self->soon, rem_date_draft_tells_within_a_day (self->draft, now));
}

/* How its reminders read, as it stands on the page. */
static void
update_own_words (RemDateEditorPage *self)
{
  g_autoptr (RemOccasion) occasion = rem_date_draft_to_occasion (self->draft, self->kept);

  rem_own_words_set_occasion (self->own_words, occasion);
}

static void
update_widgets (RemDateEditorPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->is_updating = TRUE;
  rem_repeat_rows_update (self->repeat_rows, self->draft);
  gtk_widget_set_visible (GTK_WIDGET (self->reminder_rows),
                          rem_date_draft_can_come_back (self->draft));
  gtk_widget_set_visible (self->remove_button, !self->is_new);
  gtk_widget_action_set_enabled (widget, "date.remove", !self->is_new);
  gtk_widget_action_set_enabled (widget, "date.keep", rem_date_draft_is_complete (self->draft));
  update_own_words (self);
  update_words (self);
  self->is_updating = FALSE;
}

static void
take_occasion (RemDateEditorPage *self, RemOccasion *occasion)
{
  self->kept = rem_occasion_ref (occasion);
  self->draft = rem_date_draft_new (occasion);

  self->is_updating = TRUE;
  fill_choices (self);
  gtk_editable_set_text (self->label_row, rem_occasion_get_label (occasion));
  rem_day_button_set_day (self->day_button, rem_occasion_get_anchor (occasion), get_today (self));
  adw_combo_row_set_selected (self->kind_row, rem_occasion_get_kind (occasion));
  rem_repeat_rows_show (self->repeat_rows, self->draft);
  gtk_editable_set_text (self->hour_row, rem_occasion_get_hour (occasion));
  gtk_text_buffer_set_text (self->note_buffer, rem_occasion_get_note (occasion), -1);
  rem_reminder_rows_set_draft (self->reminder_rows, self->draft);
  self->is_updating = FALSE;
  update_widgets (self);
}

static char *
dup_note (RemDateEditorPage *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->note_buffer, &start, &end);

  return gtk_text_buffer_get_text (self->note_buffer, &start, &end, FALSE);
}

/* What was after sunset has moved to the day after. */
static void
show_moved_day (RemDateEditorPage *self)
{
  RemDay day = rem_date_draft_get_day (self->draft);

  if (rem_day_equal (day, rem_day_button_get_day (self->day_button)))
    return;
  self->is_updating = TRUE;
  rem_day_button_set_day (self->day_button, day, get_today (self));
  self->is_updating = FALSE;
}

/* Makes the draft anew from what the rows say. */
static void
changed_cb (RemDateEditorPage *self)
{
  g_autoptr (RemDateDraft) with_label = NULL;
  g_autoptr (RemDateDraft) with_day = NULL;
  g_autoptr (RemDateDraft) with_kind = NULL;
  g_autoptr (RemDateDraft) with_hour = NULL;
  g_autoptr (RemDateDraft) with_note = NULL;
  g_autoptr (RemDateDraft) with_repeat = NULL;
  g_autofree char *note = NULL;
  guint kind;

  if (self->is_updating || self->draft == NULL)
    return;

  kind = adw_combo_row_get_selected (self->kind_row);
  note = dup_note (self);
  with_label = rem_date_draft_with_label (self->draft, gtk_editable_get_text (self->label_row));
  with_day = rem_date_draft_with_day (with_label, rem_day_button_get_day (self->day_button));
  with_kind =
      rem_date_draft_with_kind (with_day, kind < G_N_ELEMENTS (all_kinds) ? all_kinds[kind]
                                                                          : REM_OCCASION_KIND_OWN);
  with_hour = rem_date_draft_with_hour (with_kind, gtk_editable_get_text (self->hour_row));
  with_note = rem_date_draft_with_note (with_hour, note);
  with_repeat = rem_repeat_rows_apply (self->repeat_rows, with_note);

  g_clear_pointer (&self->draft, rem_date_draft_unref);
  self->draft = rem_reminder_rows_apply (self->reminder_rows, with_repeat);
  show_moved_day (self);
  update_widgets (self);
}

static void
finish_keeping (RemDateEditorPage *self)
{
  g_autoptr (RemOccasion) occasion = rem_date_draft_to_occasion (self->draft, self->kept);
  RemWindow *window = self->window;
  GtkWidget *which = NULL;
  gsize n_reminders = 0;

  rem_occasion_get_reminders (occasion, &n_reminders);
  if (n_reminders > 0)
    rem_autostart_question_ask_once (self->window);
  if (self->is_new)
    which = rem_which_dates_page_new (self->context, occasion);
  rem_window_pop_page (window);
  if (which != NULL)
    rem_window_push_page (window, which);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemDateEditorPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (rem_occasions_keep_finish (self->context, result, &error))
    {
      if (self->window != NULL)
        finish_keeping (self);
      return;
    }
  self->is_done = FALSE;
  if (self->content != NULL)
    {
      g_autofree char *words = rem_error_text_build (error);

      gtk_label_set_label (self->trouble, words);
      gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "date.keep", TRUE);
    }
}

static void
keep_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemDateEditorPage *self = REM_DATE_EDITOR_PAGE (widget);
  g_autoptr (RemOccasion) occasion = rem_date_draft_to_occasion (self->draft, self->kept);

  self->is_done = TRUE;
  gtk_widget_action_set_enabled (widget, "date.keep", FALSE);
  rem_own_words_keep (self->own_words);
  rem_occasions_keep_async (self->context, occasion, NULL, keep_cb, g_object_ref (self));
}

static void
remove_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemDateEditorPage *self = REM_DATE_EDITOR_PAGE (widget);

  self->is_done = TRUE;
  rem_occasion_changer_remove (self->window, rem_occasion_get_uuid (self->kept));
  rem_window_pop_page (self->window);
}

static void
keep_after_all_cb (RemWindow *window, AdwToast *toast)
{
  rem_occasion_changer_keep (window, g_object_get_data (G_OBJECT (toast), "occasion"));
}

/* The page goes and was changed, and nobody said "Keep". */
static void
offer_to_keep (RemDateEditorPage *self)
{
  g_autoptr (RemDateDraft) unchanged = NULL;
  AdwToast *toast;

  if (self->is_done || self->draft == NULL || self->window == NULL ||
      !rem_date_draft_is_complete (self->draft) ||
      rem_context_get_state (self->context) != REM_CONTEXT_OPEN)
    return;
  unchanged = rem_date_draft_new (self->kept);
  if (rem_date_draft_equal (self->draft, unchanged))
    return;

  toast = adw_toast_new (_ ("The date was left as it was."));
  adw_toast_set_button_label (toast, _ ("Keep the change"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data_full (G_OBJECT (toast), "occasion",
                          rem_date_draft_to_occasion (self->draft, self->kept),
                          (GDestroyNotify) rem_occasion_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (keep_after_all_cb), self->window,
                           G_CONNECT_SWAPPED);
  rem_window_add_toast (self->window, toast);
}

static void
get_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemDateEditorPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemOccasion) occasion = rem_occasions_get_finish (self->context, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  if (occasion == NULL)
    {
      g_autofree char *words = rem_error_text_build (error);

      gtk_label_set_label (self->trouble, words);
      gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
      return;
    }
  take_occasion (self, occasion);
  gtk_widget_set_sensitive (self->content, TRUE);
}

static gboolean
rem_date_editor_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RemDateEditorPage *self = REM_DATE_EDITOR_PAGE (widget);

  /* Only at first: the tab key goes through everything, the header bar as well. */
  if (gtk_widget_get_focus_child (widget) != NULL || self->was_focused)
    return GTK_WIDGET_CLASS (rem_date_editor_page_parent_class)->focus (widget, direction);
  self->was_focused = TRUE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->label_row));
}

static void
rem_date_editor_page_root (GtkWidget *widget)
{
  RemDateEditorPage *self = REM_DATE_EDITOR_PAGE (widget);

  GTK_WIDGET_CLASS (rem_date_editor_page_parent_class)->root (widget);
  if (REM_IS_WINDOW (gtk_widget_get_root (widget)))
    g_set_weak_pointer (&self->window, REM_WINDOW (gtk_widget_get_root (widget)));
}

static void
rem_date_editor_page_dispose (GObject *object)
{
  RemDateEditorPage *self = REM_DATE_EDITOR_PAGE (object);

  offer_to_keep (self);
  self->is_done = TRUE;
  g_clear_weak_pointer (&self->window);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_DATE_EDITOR_PAGE);

  G_OBJECT_CLASS (rem_date_editor_page_parent_class)->dispose (object);
}

static void
rem_date_editor_page_finalize (GObject *object)
{
  RemDateEditorPage *self = REM_DATE_EDITOR_PAGE (object);

  g_clear_pointer (&self->kept, rem_occasion_unref);
  g_clear_pointer (&self->draft, rem_date_draft_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_date_editor_page_parent_class)->finalize (object);
}

static void
rem_date_editor_page_class_init (RemDateEditorPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_date_editor_page_dispose;
  object_class->finalize = rem_date_editor_page_finalize;
  widget_class->focus = rem_date_editor_page_focus;
  widget_class->root = rem_date_editor_page_root;

  g_type_ensure (REM_TYPE_DAY_BUTTON);
  g_type_ensure (REM_TYPE_OWN_WORDS);
  g_type_ensure (REM_TYPE_REMINDER_ROWS);
  g_type_ensure (REM_TYPE_REPEAT_ROWS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-date-editor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemDateEditorPage, content);
  gtk_widget_class_bind_template_child (widget_class, RemDateEditorPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, RemDateEditorPage, label_row);
  gtk_widget_class_bind_template_child (widget_class, RemDateEditorPage, day_button);
  gtk_widget_class_bind_template_child (widget_class, RemDateEditorPage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, RemDateEditorPage, repeat_rows);
  gtk_widget_class_bind_template_child (widget_class, RemDateEditorPage, hour_row);
  gtk_widget_class_bind_template_child (widget_class, RemDateEditorPage, note_buffer);
  gtk_widget_class_bind_template_child (widget_class, RemDateEditorPage, why);
  gtk_widget_class_bind_template_child (widget_class, RemDateEditorPage, reminder_rows);
  gtk_widget_class_bind_template_child (widget_class, RemDateEditorPage, own_words);
  gtk_widget_class_bind_template_child (widget_class, RemDateEditorPage, soon);
  gtk_widget_class_bind_template_child (widget_class, RemDateEditorPage, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "date.keep", NULL, keep_activated);
  gtk_widget_class_install_action (widget_class, "date.remove", NULL, remove_activated);
}

static void
rem_date_editor_page_init (RemDateEditorPage *self)
{
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "date.keep", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "date.remove", FALSE);
  self->is_updating = FALSE;
}

static RemDateEditorPage *
create_page (RemContext *context)
{
  RemDateEditorPage *self = g_object_new (REM_TYPE_DATE_EDITOR_PAGE, NULL);

  self->context = g_object_ref (context);
  self->cancellable = g_cancellable_new ();
  rem_own_words_set_context (self->own_words, context);

  return self;
}

/**
 * rem_date_editor_page_new_from:
 * @context: a context whose box is open
 * @occasion: a new date that is not kept yet
 *
 * Returns: (transfer floating): a page that shows @occasion
 */
GtkWidget *
rem_date_editor_page_new_from (RemContext *context, RemOccasion *occasion)
{
  RemDateEditorPage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (occasion != NULL, NULL);

  self = create_page (context);
  self->is_new = TRUE;
  take_occasion (self, occasion);

  return GTK_WIDGET (self);
}

/**
 * rem_date_editor_page_new_for_day:
 * @context: a context whose box is open
 * @date: a day
 *
 * Returns: (transfer floating): a page for a new date that falls on @date
 */
GtkWidget *
rem_date_editor_page_new_for_day (RemContext *context, RemDate date)
{
  g_autoptr (RemOccasion) occasion = NULL;
  g_autoptr (RemOccasion) of_day = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (rem_date_is_valid (date), NULL);

  occasion = rem_occasions_new_draft (context);
  of_day = rem_occasion_with_anchor (occasion, rem_day_from_date (date));

  return rem_date_editor_page_new_from (context, of_day);
}

/**
 * rem_date_editor_page_new:
 * @context: a context whose box is open
 * @uuid: (nullable): which date, or %NULL for a new one
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_date_editor_page_new (RemContext *context, const char *uuid)
{
  RemDateEditorPage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = create_page (context);
  self->is_new = uuid == NULL;
  if (uuid == NULL)
    {
      g_autoptr (RemOccasion) occasion = rem_occasions_new_draft (context);

      take_occasion (self, occasion);
    }
  else
    {
      gtk_widget_set_sensitive (self->content, FALSE);
      rem_occasions_get_async (context, uuid, self->cancellable, get_cb, g_object_ref (self));
    }
  return GTK_WIDGET (self);
}
