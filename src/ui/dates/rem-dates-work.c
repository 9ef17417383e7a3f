/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-dates-work.h"

struct _RemDatesWork
{
  AdwBin parent_instance;

  GtkLabel *words;
  GtkProgressBar *bar;
  GtkWidget *stop_button;

  GCancellable *cancellable; /* nullable: of the work under way */
  RemProgress *progress;     /* nullable: the same */
};

G_DEFINE_FINAL_TYPE (RemDatesWork, rem_dates_work, ADW_TYPE_BIN)

static void
progress_cb (guint n_done, guint n_all, gpointer user_data)
{
  RemDatesWork *self = user_data;

  gtk_progress_bar_set_fraction (self->bar, n_all > 0 ? (double) n_done / n_all : 0);
}

static void
stop_clicked_cb (RemDatesWork *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* Whoever leaves the page does not wait for it any more. */
static void
rem_dates_work_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (REM_DATES_WORK (widget)->cancellable);

  GTK_WIDGET_CLASS (rem_dates_work_parent_class)->unroot (widget);
}

static void
rem_dates_work_dispose (GObject *object)
{
  RemDatesWork *self = REM_DATES_WORK (object);

  rem_dates_work_end (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), REM_TYPE_DATES_WORK);

  G_OBJECT_CLASS (rem_dates_work_parent_class)->dispose (object);
}

static void
rem_dates_work_class_init (RemDatesWorkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_dates_work_dispose;
  widget_class->unroot = rem_dates_work_unroot;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-dates-work.ui");
  gtk_widget_class_bind_template_child (widget_class, RemDatesWork, words);
  gtk_widget_class_bind_template_child (widget_class, RemDatesWork, bar);
  gtk_widget_class_bind_template_child (widget_class, RemDatesWork, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
}

static void
rem_dates_work_init (RemDatesWork *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_dates_work_begin:
 * @self: shows no work
 * @words: what is done, a sentence
 *
 * The focus goes to the button that stops it.
 *
 * Returns: (transfer none): what the button cancels
 */
GCancellable *
rem_dates_work_begin (RemDatesWork *self, const char *words)
{
  g_return_val_if_fail (REM_IS_DATES_WORK (self), NULL);
  g_return_val_if_fail (self->cancellable == NULL, NULL);

  self->cancellable = g_cancellable_new ();
  self->progress = rem_progress_new (progress_cb, self);
  gtk_label_set_label (self->words, words);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->stop_button);

  return self->cancellable;
}

/**
 * rem_dates_work_get_progress:
 * @self: shows work
 *
 * Returns: (transfer none): how far it is
 */
RemProgress *
rem_dates_work_get_progress (RemDatesWork *self)
{
  g_return_val_if_fail (REM_IS_DATES_WORK (self), NULL);

  return self->progress;
}

/**
 * rem_dates_work_end:
 * @self: may show work
 *
 * Goes out of sight; nothing is stopped by it.
 */
void
rem_dates_work_end (RemDatesWork *self)
{
  g_return_if_fail (REM_IS_DATES_WORK (self));

  if (self->progress != NULL)
    rem_progress_end (self->progress);
  g_clear_pointer (&self->progress, rem_progress_unref);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
