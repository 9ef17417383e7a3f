/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-told-page.h"

#include "rem-check-in-row.h"
#include "rem-check-ins.h"
#include "rem-keepsakes.h"
#include "rem-private-text.h"
#include "rem-text-area.h"
#include "rem-told-print.h"
#include "rem-window-toasts.h"
#include "rem-wrap-box.h"

#include <glib/gi18n.h>

/** How many earlier days are offered. */
#define MAX_CHECK_INS 30

struct _RemToldPage
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *intro_label;
  GtkWidget *choosing;
  GtkWidget *check_ins_section;
  GtkBox *check_ins;
  GtkBox *parts;
  GtkWidget *build_button;
  GtkWidget *page;
  RemTextArea *page_area;
  GtkButton *note_button;
  RemTextArea *areas[REM_TOLD_MAX_PARTS];

  RemContext *context;
  RemToldKind kind;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RemToldPage, rem_told_page, ADW_TYPE_BIN)

static void
unref_check_in (gpointer data)
{
  rem_check_in_unref (data);
}

static GPtrArray *
list_chosen (RemToldPage *self)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->check_ins)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (row)))
      g_ptr_array_add (chosen, g_object_get_data (G_OBJECT (row), "check-in"));
  return chosen;
}

static char *
build_page (RemToldPage *self)
{
  g_autoptr (GPtrArray) chosen = list_chosen (self);
  char *answers[REM_TOLD_MAX_PARTS] = { NULL };
  char *page;

  for (guint i = 0; i < rem_told_count_parts (self->kind); i++)
    answers[i] = rem_text_area_dup_text (self->areas[i]);
  page = rem_told_build (self->kind, chosen, (const char *const *) answers);
  for (guint i = 0; i < REM_TOLD_MAX_PARTS; i++)
    g_free (answers[i]);
  return page;
}

static void
changed_cb (RemToldPage *self)
{
  g_autofree char *page = build_page (self);

  gtk_widget_set_sensitive (self->build_button, *page != '\0');
}

static void
build_cb (RemToldPage *self)
{
  g_autofree char *page = build_page (self);

  rem_text_area_set_text (self->page_area, page);
  gtk_button_set_label (self->note_button, _ ("Keep it as a note"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->note_button), TRUE);
  gtk_widget_set_visible (self->choosing, FALSE);
  gtk_widget_set_visible (self->page, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->page_area));
}

static void
again_cb (RemToldPage *self)
{
  gtk_widget_set_visible (self->page, FALSE);
  gtk_widget_set_visible (self->choosing, TRUE);
  gtk_widget_grab_focus (self->build_button);
}

static void
printed_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, RemToldPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR && REM_IS_WINDOW (root))
    rem_window_show_words (REM_WINDOW (root),
                           _ ("It could not be printed. The page is still here."));
}

static void
print_cb (RemToldPage *self)
{
  g_autofree char *text = rem_text_area_dup_text (self->page_area);
  g_autoptr (GtkPrintOperation) operation = rem_told_print_new (self->kind, text);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), self, 0);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (root),
                           NULL);
}

static void
copy_cb (RemToldPage *self)
{
  g_autofree char *text = rem_text_area_dup_text (self->page_area);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  rem_private_text_copy (GTK_WIDGET (self), text);
  if (REM_IS_WINDOW (root))
    rem_window_show_words (REM_WINDOW (root), _ ("Copied to the clipboard of this computer."));
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemToldPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemKeepsake) note = rem_keepsakes_keep_finish (REM_CONTEXT (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->context == NULL)
    return;
  if (note != NULL)
    {
      gtk_button_set_label (self->note_button, _ ("It is in the box, as a note."));
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->note_button), TRUE);
  if (REM_IS_WINDOW (root))
    rem_window_show_error (REM_WINDOW (root), error);
}

static void
note_cb (RemToldPage *self)
{
  g_autofree char *text = rem_text_area_dup_text (self->page_area);
  g_autoptr (RemKeepsake) draft = rem_keepsakes_new_draft (self->context, REM_KEEPSAKE_KIND_NOTE);
  g_autoptr (RemKeepsake) titled = rem_keepsake_with_title (draft, rem_told_get_title (self->kind));
  g_autoptr (RemKeepsake) note = rem_keepsake_with_text (titled, text);

  gtk_widget_set_sensitive (GTK_WIDGET (self->note_button), FALSE);
  rem_keepsakes_keep_async (self->context, note, NULL, noted_cb, g_object_ref (self));
}

/* Nothing is chosen beforehand. */
static GtkWidget *
create_choice (RemToldPage *self, RemCheckIn *check_in)
{
  g_autofree char *day = rem_date_format (rem_check_in_get_day (check_in), REM_DATE_STYLE_FULL);
  g_autofree char *words = rem_check_in_row_build_words (check_in);
  g_autofree char *text =
      g_strconcat (day, "\n", *words != '\0' ? words : rem_check_in_get_words (check_in), NULL);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (label, 6);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (button), "check-in", rem_check_in_ref (check_in),
                          unref_check_in);
  g_signal_connect_object (button, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemToldPage) self = user_data;
  g_autoptr (GPtrArray) found = rem_check_ins_list_finish (REM_CONTEXT (source), result, NULL);

  if (found == NULL || self->context == NULL)
    return;
  for (guint i = 0; i < MIN (found->len, MAX_CHECK_INS); i++)
    gtk_box_append (self->check_ins, create_choice (self, g_ptr_array_index (found, i)));
  gtk_widget_set_visible (self->check_ins_section, found->len > 0);
}

static void
add_parts (RemToldPage *self)
{
  for (guint i = 0; i < rem_told_count_parts (self->kind); i++)
    {
      self->areas[i] = g_object_new (REM_TYPE_TEXT_AREA, "title", rem_told_get_part (self->kind, i),
                                     "rows", i == 0 ? 3 : 2, NULL);
      g_signal_connect_object (self->areas[i], "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->parts, GTK_WIDGET (self->areas[i]));
    }
}

static void
rem_told_page_dispose (GObject *object)
{
  RemToldPage *self = REM_TOLD_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_TOLD_PAGE);

  G_OBJECT_CLASS (rem_told_page_parent_class)->dispose (object);
}

static void
rem_told_page_class_init (RemToldPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_told_page_dispose;

  g_type_ensure (REM_TYPE_TEXT_AREA);
  g_type_ensure (REM_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-told-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemToldPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, RemToldPage, intro_label);
  gtk_widget_class_bind_template_child (widget_class, RemToldPage, choosing);
  gtk_widget_class_bind_template_child (widget_class, RemToldPage, check_ins_section);
  gtk_widget_class_bind_template_child (widget_class, RemToldPage, check_ins);
  gtk_widget_class_bind_template_child (widget_class, RemToldPage, parts);
  gtk_widget_class_bind_template_child (widget_class, RemToldPage, build_button);
  gtk_widget_class_bind_template_child (widget_class, RemToldPage, page);
  gtk_widget_class_bind_template_child (widget_class, RemToldPage, page_area);
  gtk_widget_class_bind_template_child (widget_class, RemToldPage, note_button);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, build_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
}

static void
rem_told_page_init (RemToldPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->note_button)), TRUE);
}

/**
 * rem_told_page_new:
 * @context: a context with an open box
 * @kind: for whom
 *
 * Returns: (transfer floating): a page on which nothing is chosen yet
 */
GtkWidget *
rem_told_page_new (RemContext *context, RemToldKind kind)
{
  RemToldPage *self;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_TOLD_PAGE, NULL);
  self->context = g_object_ref (context);
  self->kind = kind;
  gtk_label_set_label (self->title_label, kind == REM_TOLD_DOCTOR
                                              ? _ ("What I would like to tell my doctor")
                                              : _ ("How I am today, for you"));
  gtk_label_set_label (
      self->intro_label,
      kind == REM_TOLD_DOCTOR
          ? _ ("A page to take along, in your own words. Leave out whatever you like.")
          : _ ("A card for your partner, or somebody close. Leave out whatever you like."));
  add_parts (self);
  rem_check_ins_list_async (context, "", self->cancellable, listed_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
