/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-dates-take-page.h"

#include "rem-dates-text.h"
#include "rem-dates-transfer.h"
#include "rem-dates-work.h"
#include "rem-recent-guard.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

/** The most rows that are made; a larger file can be taken as a whole. */
#define MAX_ROWS    300
#define MAX_REMARKS 100

struct _RemDatesTakePage
{
  AdwBin parent_instance;

  GtkWidget *content;
  GtkLabel *words;
  GtkWidget *choose_button;
  GtkWidget *found;
  GtkSwitch *all_switch;
  AdwPreferencesGroup *dates;
  GtkWidget *more_words;
  AdwPreferencesGroup *remarks;
  GtkWidget *keep_button;
  RemDatesWork *work;

  RemContext *context;
  GtkFileChooserNative *chooser;
  RemDatesFile *file;
  GPtrArray *checks; /* of GtkCheckButton, borrowed: for the first dates of @file */
};

G_DEFINE_FINAL_TYPE (RemDatesTakePage, rem_dates_take_page, ADW_TYPE_BIN)

static RemWindow *
get_window (RemDatesTakePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return REM_IS_WINDOW (root) ? REM_WINDOW (root) : NULL;
}

static gboolean
has_choice (RemDatesTakePage *self)
{
  if (gtk_switch_get_active (self->all_switch))
    return TRUE;

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      return TRUE;

  return FALSE;
}

static void
choice_changed_cb (RemDatesTakePage *self)
{
  gboolean is_all = gtk_switch_get_active (self->all_switch);

  gtk_widget_set_sensitive (GTK_WIDGET (self->dates), !is_all);
  gtk_widget_set_sensitive (self->keep_button, has_choice (self));
}

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *plain_title = g_markup_escape_text (title, -1);
  g_autofree char *plain_subtitle = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), plain_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), plain_subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);

  return row;
}

static void
add_date_row (RemDatesTakePage *self, RemOccasion *date)
{
  const char *label = rem_occasion_get_label (date);
  const char *title = *label != '\0' ? label : _ ("A date without a name");
  g_autofree char *day = rem_day_format (rem_occasion_get_anchor (date));
  g_autofree char *why = rem_occasion_dup_why (date, REM_DATE_UNKNOWN);
  g_autofree char *subtitle = rem_occasion_get_repeat (date) == REM_REPEAT_NEVER || *why == '\0'
                                  ? g_strdup (day)
                                  : g_strconcat (day, "\n", why, NULL);
  GtkWidget *row = make_row (title, subtitle);
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (choice_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->dates, row);
  g_ptr_array_add (self->checks, check);
}

static void
add_remark_row (RemDatesTakePage *self, guint index)
{
  const char *label = rem_dates_file_get_remark_label (self->file, index);
  g_autofree char *sentence = rem_dates_text_tell_remark (self->file, index);
  RemDate date = rem_dates_file_get_remark_day (self->file, index);
  g_autofree char *day = NULL;

  if (rem_date_is_valid (date))
    day = rem_date_format (date, REM_DATE_STYLE_FULL);

  if (*label != '\0')
    adw_preferences_group_add (self->remarks, make_row (label, sentence));
  else
    adw_preferences_group_add (self->remarks,
                               make_row (day != NULL ? day : _ ("The file"), sentence));
}

/* Shows what is in the file; nothing of it is chosen. */
static void
show_found (RemDatesTakePage *self)
{
  guint n_dates = rem_dates_file_get_n_dates (self->file);
  guint n_remarks = MIN (rem_dates_file_get_n_remarks (self->file), MAX_REMARKS);

  for (guint i = 0; i < MIN (n_dates, MAX_ROWS); i++)
    add_date_row (self, rem_dates_file_get_date (self->file, i));
  for (guint i = 0; i < n_remarks; i++)
    add_remark_row (self, i);

  gtk_label_set_label (self->words, n_dates > 0
                                        ? _ ("Choose what Remember keeps. A date that is in the "
                                             "box already stays as it is.")
                                        : _ ("There is no date in this file that Remember can "
                                             "take."));
  gtk_widget_set_visible (self->choose_button, FALSE);
  gtk_widget_set_visible (self->found, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->dates), n_dates > 0);
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (self->all_switch),
                                                   ADW_TYPE_PREFERENCES_GROUP),
                          n_dates > 1);
  gtk_widget_set_visible (self->more_words, n_dates > MAX_ROWS);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), n_remarks > 0);
  gtk_widget_set_visible (self->keep_button, n_dates > 0);
  choice_changed_cb (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemDatesTakePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemDatesFile) file =
      rem_dates_transfer_read_finish (REM_CONTEXT (source), result, &error);

  if (self->context == NULL || get_window (self) == NULL)
    return;

  gtk_widget_set_sensitive (self->content, TRUE);
  gtk_widget_grab_focus (self->choose_button);
  rem_dates_work_end (self->work);
  if (file == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rem_window_show_error (get_window (self), error);
      return;
    }

  self->file = g_steal_pointer (&file);
  show_found (self);
}

static void
response_cb (GtkNativeDialog *dialog, int response, RemDatesTakePage *self)
{
  g_autoptr (GFile) source = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  GCancellable *cancellable = NULL;

  g_clear_object (&self->chooser);
  if (response != GTK_RESPONSE_ACCEPT || source == NULL || self->context == NULL)
    return;

  rem_recent_guard_forget (rem_context_get_clock (self->context), source);
  cancellable = rem_dates_work_begin (self->work, _ ("The file is being read…"));
  gtk_widget_set_sensitive (self->content, FALSE);
  rem_dates_transfer_read_async (self->context, source, cancellable, read_cb, g_object_ref (self));
}

static void
choose_clicked_cb (RemDatesTakePage *self)
{
  g_autoptr (GtkFileFilter) filter = NULL;

  if (self->chooser != NULL || get_window (self) == NULL)
    return;

  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("Calendar files"));
  gtk_file_filter_add_mime_type (filter, "text/calendar");
  gtk_file_filter_add_suffix (filter, "ics");

  self->chooser =
      gtk_file_chooser_native_new (_ ("Dates from a calendar file"), GTK_WINDOW (get_window (self)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, C_ ("file chooser", "_Open"),
                                   C_ ("file chooser", "_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemDatesTakePage) self = user_data;
  g_autoptr (GError) error = NULL;
  RemDatesKept kept = { 0, 0 };
  gboolean is_kept = rem_dates_transfer_keep_finish (REM_CONTEXT (source), result, &kept, &error);

  if (self->context == NULL || get_window (self) == NULL)
    return;

  gtk_widget_set_sensitive (self->content, TRUE);
  gtk_widget_grab_focus (self->keep_button);
  rem_dates_work_end (self->work);
  if (!is_kept)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rem_window_show_words (get_window (self), _ ("Nothing of the file was kept."));
      else
        rem_window_show_error (get_window (self), error);
      return;
    }

  if (kept.n_kept == 0)
    rem_window_show_words (get_window (self),
                           _ ("These dates were in the box already. They stay as they are."));
  else if (kept.n_here > 0)
    rem_window_show_words (get_window (self),
                           _ ("Kept. What was in the box already stays as it is."));
  else
    rem_window_show_words (get_window (self), _ ("Kept in the box."));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
keep_clicked_cb (RemDatesTakePage *self)
{
  g_autofree gboolean *is_chosen = NULL;
  GCancellable *cancellable = NULL;

  if (self->file == NULL)
    return;

  if (!gtk_switch_get_active (self->all_switch))
    {
      is_chosen = g_new0 (gboolean, rem_dates_file_get_n_dates (self->file));
      for (guint i = 0; i < self->checks->len; i++)
        is_chosen[i] = gtk_check_button_get_active (g_ptr_array_index (self->checks, i));
    }

  cancellable = rem_dates_work_begin (self->work, _ ("On the way into the box…"));
  gtk_widget_set_sensitive (self->content, FALSE);
  rem_dates_transfer_keep_async (self->context, self->file, is_chosen,
                                 rem_dates_work_get_progress (self->work), cancellable, keep_cb,
                                 g_object_ref (self));
}

static void
rem_dates_take_page_dispose (GObject *object)
{
  RemDatesTakePage *self = REM_DATES_TAKE_PAGE (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->context);
  g_clear_pointer (&self->file, rem_dates_file_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), REM_TYPE_DATES_TAKE_PAGE);

  G_OBJECT_CLASS (rem_dates_take_page_parent_class)->dispose (object);
}

static void
rem_dates_take_page_class_init (RemDatesTakePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_dates_take_page_dispose;

  g_type_ensure (REM_TYPE_DATES_WORK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-dates-take-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemDatesTakePage, content);
  gtk_widget_class_bind_template_child (widget_class, RemDatesTakePage, words);
  gtk_widget_class_bind_template_child (widget_class, RemDatesTakePage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, RemDatesTakePage, found);
  gtk_widget_class_bind_template_child (widget_class, RemDatesTakePage, all_switch);
  gtk_widget_class_bind_template_child (widget_class, RemDatesTakePage, dates);
  gtk_widget_class_bind_template_child (widget_class, RemDatesTakePage, more_words);
  gtk_widget_class_bind_template_child (widget_class, RemDatesTakePage, remarks);
  gtk_widget_class_bind_template_child (widget_class, RemDatesTakePage, keep_button);
  gtk_widget_class_bind_template_child (widget_class, RemDatesTakePage, work);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_clicked_cb);
}

static void
rem_dates_take_page_init (RemDatesTakePage *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_dates_take_page_new:
 * @context: a context whose box is open
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_dates_take_page_new (RemContext *context)
{
  RemDatesTakePage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_DATES_TAKE_PAGE, NULL);
  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}
