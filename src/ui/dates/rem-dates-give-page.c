/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-dates-give-page.h"

#include "rem-dates-transfer.h"
#include "rem-dates-work.h"
#include "rem-recent-guard.h"
#include "rem-window-toasts.h"

#include <glib/gi18n.h>

struct _RemDatesGivePage
{
  AdwBin parent_instance;

  GtkSwitch *words_switch;
  GtkWidget *content;
  GtkWidget *choose_button;
  RemDatesWork *work;

  RemContext *context;
  GtkFileChooserNative *chooser;
  GFile *file;
};

G_DEFINE_FINAL_TYPE (RemDatesGivePage, rem_dates_give_page, ADW_TYPE_BIN)

static RemWindow *
get_window (RemDatesGivePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return REM_IS_WINDOW (root) ? REM_WINDOW (root) : NULL;
}

static void
tell_done (RemDatesGivePage *self, const RemDatesGiven *given)
{
  g_autoptr (GFile) folder = g_file_get_parent (self->file);
  g_autofree char *name = folder != NULL ? g_file_get_basename (folder) : g_strdup ("");
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *words = NULL;

  if (given->n_left_out > 0)
    /* TRANSLATORS: %s is the name of a folder. */
    words = g_strdup_printf (_ ("The dates are in “%s” now, without those that fall on no day."),
                             shown);
  else
    /* TRANSLATORS: %s is the name of a folder. */
    words = g_strdup_printf (_ ("The dates are in “%s” now."), shown);

  rem_window_show_words (get_window (self), words);
}

static void
write_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemDatesGivePage) self = user_data;
  g_autoptr (GError) error = NULL;
  RemDatesGiven given = { 0, 0 };
  gboolean is_written =
      rem_dates_transfer_write_finish (REM_CONTEXT (source), result, &given, &error);

  if (self->context == NULL || get_window (self) == NULL)
    return;

  gtk_widget_set_sensitive (self->content, TRUE);
  gtk_widget_grab_focus (self->choose_button);
  rem_dates_work_end (self->work);
  if (is_written)
    {
      tell_done (self, &given);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      rem_window_show_words (get_window (self), _ ("No file was written."));
    }
  else
    {
      rem_window_show_error (get_window (self), error);
    }
}

static void
response_cb (GtkNativeDialog *dialog, int response, RemDatesGivePage *self)
{
  GCancellable *cancellable = NULL;

  g_clear_object (&self->file);
  self->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_clear_object (&self->chooser);
  if (response != GTK_RESPONSE_ACCEPT || self->file == NULL || self->context == NULL)
    return;

  rem_recent_guard_forget (rem_context_get_clock (self->context), self->file);
  cancellable = rem_dates_work_begin (self->work, _ ("The file is being written…"));
  gtk_widget_set_sensitive (self->content, FALSE);
  /* The chooser has asked whether a file that is there may be replaced. */
  rem_dates_transfer_write_async (self->context, self->file,
                                  gtk_switch_get_active (self->words_switch), TRUE,
                                  rem_dates_work_get_progress (self->work), cancellable, write_cb,
                                  g_object_ref (self));
}

static void
choose_clicked_cb (RemDatesGivePage *self)
{
  if (self->chooser != NULL || get_window (self) == NULL)
    return;

  self->chooser =
      gtk_file_chooser_native_new (_ ("Save the dates for another calendar"),
                                   GTK_WINDOW (get_window (self)), GTK_FILE_CHOOSER_ACTION_SAVE,
                                   C_ ("file chooser", "_Save"), C_ ("file chooser", "_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  /* TRANSLATORS: the name of a file that gives nothing away; it ends in .ics. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ ("dates.ics"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
rem_dates_give_page_dispose (GObject *object)
{
  RemDatesGivePage *self = REM_DATES_GIVE_PAGE (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->file);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), REM_TYPE_DATES_GIVE_PAGE);

  G_OBJECT_CLASS (rem_dates_give_page_parent_class)->dispose (object);
}

static void
rem_dates_give_page_class_init (RemDatesGivePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_dates_give_page_dispose;

  g_type_ensure (REM_TYPE_DATES_WORK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-dates-give-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemDatesGivePage, words_switch);
  gtk_widget_class_bind_template_child (widget_class, RemDatesGivePage, content);
  gtk_widget_class_bind_template_child (widget_class, RemDatesGivePage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, RemDatesGivePage, work);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
}

static void
rem_dates_give_page_init (RemDatesGivePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_dates_give_page_new:
 * @context: a context whose box is open
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_dates_give_page_new (RemContext *context)
{
  RemDatesGivePage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_DATES_GIVE_PAGE, NULL);
  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}
