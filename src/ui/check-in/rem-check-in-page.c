/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-check-in-page.h"

#include "rem-check-in-row.h"
#include "rem-check-ins.h"
#include "rem-text-area.h"
#include "rem-undo-toast.h"
#include "rem-window-toasts.h"
#include "rem-word-chips.h"
#include "rem-wrap-box.h"

#include <glib/gi18n.h>

struct _RemCheckInPage
{
  AdwBin parent_instance;

  GtkWidget *keep_button;
  GtkWidget *changing_box;
  GtkLabel *changing_label;
  RemWordChips *feelings;
  RemWordChips *body;
  RemTextArea *words;
  GtkWidget *earlier_section;
  GtkEditable *search_entry;
  GtkListBox *earlier;

  RemContext *context;
  RemWindow *window; /* weak */
  GPtrArray *found;  /* of RemCheckIn */
  RemCheckIn *changing;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RemCheckInPage, rem_check_in_page, ADW_TYPE_BIN)

static RemCheckIn *
build_check_in (RemCheckInPage *self)
{
  g_autoptr (RemCheckIn) draft = self->changing != NULL ? rem_check_in_ref (self->changing)
                                                        : rem_check_ins_new_draft (self->context);
  g_autofree char *feelings = rem_word_chips_dup_chosen (self->feelings);
  g_autofree char *body = rem_word_chips_dup_chosen (self->body);
  g_autofree char *words = rem_text_area_dup_text (self->words);

  return rem_check_in_with (draft, feelings, body, words);
}

/* (nullable): what would be lost with the page. */
static RemCheckIn *
build_unkept (RemCheckInPage *self)
{
  g_autoptr (RemCheckIn) now = build_check_in (self);
  RemCheckIn *before = self->changing;

  if (rem_check_in_is_empty (now) ||
      (before != NULL &&
       g_str_equal (rem_check_in_get_feelings (now), rem_check_in_get_feelings (before)) &&
       g_str_equal (rem_check_in_get_body (now), rem_check_in_get_body (before)) &&
       g_str_equal (rem_check_in_get_words (now), rem_check_in_get_words (before))))
    return NULL;
  return g_steal_pointer (&now);
}

static void
changed_cb (RemCheckInPage *self)
{
  g_autoptr (RemCheckIn) check_in = NULL;

  if (self->context == NULL)
    return;
  check_in = build_unkept (self);
  gtk_widget_set_sensitive (self->keep_button, check_in != NULL);
}

static void
set_page (RemCheckInPage *self, const char *feelings, const char *body, const char *words)
{
  rem_word_chips_choose (self->feelings, feelings);
  rem_word_chips_choose (self->body, body);
  rem_text_area_set_text (self->words, words);
}

static void
clear_page (RemCheckInPage *self)
{
  g_clear_pointer (&self->changing, rem_check_in_unref);
  gtk_widget_set_visible (self->changing_box, FALSE);
  set_page (self, "", "", "");
}

static void
leave_cb (RemCheckInPage *self)
{
  clear_page (self);
  gtk_widget_child_focus (GTK_WIDGET (self->feelings), GTK_DIR_TAB_FORWARD);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemCheckInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_kept = rem_check_ins_keep_finish (REM_CONTEXT (source), result, &error);

  if (self->context == NULL)
    return;
  if (is_kept)
    clear_page (self);
  else if (self->window != NULL)
    rem_window_show_error (self->window, error);
  changed_cb (self);
}

static void
keep_cb (RemCheckInPage *self)
{
  g_autoptr (RemCheckIn) check_in = build_unkept (self);

  if (check_in == NULL)
    return;
  gtk_widget_set_sensitive (self->keep_button, FALSE);
  rem_check_ins_keep_async (self->context, check_in, NULL, kept_cb, g_object_ref (self));
}

static void
kept_after_all_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  rem_check_ins_keep_finish (REM_CONTEXT (source), result, NULL);
}

static void
keep_after_all (RemWindow *window, gpointer data)
{
  if (window != NULL)
    rem_check_ins_keep_async (rem_window_get_context (window), data, NULL, kept_after_all_cb, NULL);
}

/* What is on the page is not lost to a box that is locked meanwhile. */
static void
before_lock_cb (RemCheckInPage *self)
{
  g_autoptr (RemCheckIn) check_in = NULL;

  if (self->context == NULL)
    return;
  check_in = build_unkept (self);
  if (check_in != NULL)
    rem_check_ins_keep_async (self->context, check_in, NULL, kept_after_all_cb, NULL);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemCheckInPage) self = user_data;
  g_autoptr (GPtrArray) found = rem_check_ins_list_finish (REM_CONTEXT (source), result, NULL);
  GtkWidget *row;

  if (found == NULL || self->context == NULL)
    return;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->earlier))) != NULL)
    gtk_list_box_remove (self->earlier, row);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->earlier, rem_check_in_row_new (g_ptr_array_index (found, i)));
  gtk_widget_set_visible (self->earlier_section,
                          found->len > 0 || *gtk_editable_get_text (self->search_entry) != '\0');
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_steal_pointer (&found);
}

static void
list_earlier (RemCheckInPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rem_check_ins_list_async (self->context, gtk_editable_get_text (self->search_entry),
                            self->cancellable, listed_cb, g_object_ref (self));
}

static void
find_cb (RemCheckInPage *self)
{
  if (self->context != NULL)
    list_earlier (self);
}

static void
context_changed_cb (RemCheckInPage *self, guint changes)
{
  if ((changes & REM_BOX_CHANGE_CHECK_INS) != 0)
    list_earlier (self);
}

static void
rem_check_in_page_root (GtkWidget *widget)
{
  RemCheckInPage *self = REM_CHECK_IN_PAGE (widget);

  GTK_WIDGET_CLASS (rem_check_in_page_parent_class)->root (widget);
  if (REM_IS_WINDOW (gtk_widget_get_root (widget)))
    g_set_weak_pointer (&self->window, REM_WINDOW (gtk_widget_get_root (widget)));
}

/* The page goes with words on it, and nobody said "Keep". */
static void
offer_to_keep (RemCheckInPage *self)
{
  g_autoptr (RemCheckIn) check_in = NULL;

  if (self->context == NULL || self->window == NULL ||
      rem_context_get_state (self->context) != REM_CONTEXT_OPEN)
    return;
  check_in = build_unkept (self);
  if (check_in != NULL)
    rem_undo_toast_add (self->window, _ ("The words were not kept."), _ ("Keep them"),
                        keep_after_all, rem_check_in_ref (check_in),
                        (GDestroyNotify) rem_check_in_unref);
}

static void
change_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemCheckInPage *self = REM_CHECK_IN_PAGE (widget);
  const char *uuid = g_variant_get_string (parameter, NULL);
  RemCheckIn *check_in = NULL;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; self->found != NULL && i < self->found->len; i++)
    if (g_str_equal (rem_check_in_get_uuid (g_ptr_array_index (self->found, i)), uuid))
      check_in = g_ptr_array_index (self->found, i);
  if (check_in == NULL)
    return;
  /* What stands there already makes room. */
  offer_to_keep (self);
  g_clear_pointer (&self->changing, rem_check_in_unref);
  self->changing = rem_check_in_ref (check_in);
  set_page (self, rem_check_in_get_feelings (check_in), rem_check_in_get_body (check_in),
            rem_check_in_get_words (check_in));
  day = rem_date_format (rem_check_in_get_day (check_in), REM_DATE_STYLE_FULL);
  /* TRANSLATORS: words are being changed; %s is their day, such as "22 November 2026". */
  text = g_strdup_printf (_ ("The words of %s."), day);
  gtk_label_set_label (self->changing_label, text);
  gtk_widget_set_visible (self->changing_box, TRUE);
  changed_cb (self);
  /* The page is scrolled to where the focus is. */
  gtk_widget_child_focus (self->changing_box, GTK_DIR_TAB_FORWARD);
}

static void
rem_check_in_page_dispose (GObject *object)
{
  RemCheckInPage *self = REM_CHECK_IN_PAGE (object);

  offer_to_keep (self);
  g_clear_pointer (&self->changing, rem_check_in_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_weak_pointer (&self->window);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_CHECK_IN_PAGE);

  G_OBJECT_CLASS (rem_check_in_page_parent_class)->dispose (object);
}

static void
rem_check_in_page_class_init (RemCheckInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_check_in_page_dispose;
  widget_class->root = rem_check_in_page_root;

  g_type_ensure (REM_TYPE_TEXT_AREA);
  g_type_ensure (REM_TYPE_WORD_CHIPS);
  g_type_ensure (REM_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-check-in-page.ui");
  gtk_widget_class_install_action (widget_class, "check-in.change", "s", change_activated);
  gtk_widget_class_bind_template_child (widget_class, RemCheckInPage, keep_button);
  gtk_widget_class_bind_template_child (widget_class, RemCheckInPage, changing_box);
  gtk_widget_class_bind_template_child (widget_class, RemCheckInPage, changing_label);
  gtk_widget_class_bind_template_child (widget_class, RemCheckInPage, feelings);
  gtk_widget_class_bind_template_child (widget_class, RemCheckInPage, body);
  gtk_widget_class_bind_template_child (widget_class, RemCheckInPage, words);
  gtk_widget_class_bind_template_child (widget_class, RemCheckInPage, earlier_section);
  gtk_widget_class_bind_template_child (widget_class, RemCheckInPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RemCheckInPage, earlier);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
rem_check_in_page_init (RemCheckInPage *self)
{
  GtkEditable *text;

  gtk_widget_init_template (GTK_WIDGET (self));
  rem_word_chips_offer (self->feelings, REM_PHRASE_FEELING);
  rem_word_chips_offer (self->body, REM_PHRASE_BODY);
  text = gtk_editable_get_delegate (self->search_entry);
  if (GTK_IS_TEXT (text))
    gtk_text_set_input_hints (GTK_TEXT (text), GTK_INPUT_HINT_PRIVATE);
}

/**
 * rem_check_in_page_new:
 * @context: a context with an open box
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_check_in_page_new (RemContext *context)
{
  RemCheckInPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_CHECK_IN_PAGE, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (context_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "before-lock", G_CALLBACK (before_lock_cb), self,
                           G_CONNECT_SWAPPED);
  list_earlier (self);
  return GTK_WIDGET (self);
}
