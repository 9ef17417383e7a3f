/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-removed-dates-page.h"

#include "rem-error-text.h"
#include "rem-occasion-changer.h"
#include "rem-occasion-words.h"
#include "rem-removed-dates.h"

#include <glib/gi18n.h>

struct _RemRemovedDatesPage
{
  AdwBin parent_instance;

  GtkLabel *words;
  GtkListBox *rows;

  RemContext *context;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RemRemovedDatesPage, rem_removed_dates_page, ADW_TYPE_BIN)

static void
restore_clicked_cb (RemRemovedDatesPage *self, GtkButton *button)
{
  rem_occasion_changer_restore (REM_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                g_object_get_data (G_OBJECT (button), "uuid"));
}

static GtkWidget *
create_row (RemRemovedDatesPage *self, RemOccasion *occasion)
{
  g_autofree char *name = rem_occasion_words_build_name (occasion);
  g_autofree char *day = rem_day_format (rem_occasion_get_anchor (occasion));
  /* TRANSLATORS: for screen readers; %s is what a date is called. */
  g_autofree char *label = g_strdup_printf (_ ("Put back “%s”"), name);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new ();

  g_object_set (row, "use-markup", FALSE, "title-lines", 0, "title", name, "subtitle", day, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  /* A label of the button's own would be its name in GTK 4.18, whatever it is given besides. */
  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (_ ("Put back")));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "rem-small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "uuid", g_strdup (rem_occasion_get_uuid (occasion)),
                          g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemRemovedDatesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) dates =
      rem_removed_dates_list_finish (REM_CONTEXT (source), result, &error);
  GtkWidget *row = NULL;

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (dates == NULL)
    {
      g_autofree char *words = rem_error_text_build (error);

      gtk_label_set_label (self->words, words);
      return;
    }

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  for (guint i = 0; i < dates->len; i++)
    gtk_list_box_append (self->rows, create_row (self, g_ptr_array_index (dates, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->rows), dates->len > 0);
  gtk_label_set_label (self->words, dates->len > 0
                                        ? _ ("It stays here, and can be put back as it was.")
                                        : _ ("Nothing is here."));
}

static void
context_changed_cb (RemRemovedDatesPage *self, guint changes)
{
  if (self->cancellable != NULL && (changes & REM_BOX_CHANGE_OCCASIONS) != 0)
    rem_removed_dates_list_async (self->context, self->cancellable, list_cb, g_object_ref (self));
}

static void
rem_removed_dates_page_dispose (GObject *object)
{
  RemRemovedDatesPage *self = REM_REMOVED_DATES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_REMOVED_DATES_PAGE);

  G_OBJECT_CLASS (rem_removed_dates_page_parent_class)->dispose (object);
}

static void
rem_removed_dates_page_finalize (GObject *object)
{
  g_clear_object (&REM_REMOVED_DATES_PAGE (object)->context);

  G_OBJECT_CLASS (rem_removed_dates_page_parent_class)->finalize (object);
}

static void
rem_removed_dates_page_class_init (RemRemovedDatesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_removed_dates_page_dispose;
  object_class->finalize = rem_removed_dates_page_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Remember/ui/rem-removed-dates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemRemovedDatesPage, words);
  gtk_widget_class_bind_template_child (widget_class, RemRemovedDatesPage, rows);
}

static void
rem_removed_dates_page_init (RemRemovedDatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_removed_dates_page_new:
 * @context: a context whose box is open
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_removed_dates_page_new (RemContext *context)
{
  RemRemovedDatesPage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_REMOVED_DATES_PAGE, NULL);
  self->context = g_object_ref (context);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (context, "changed", G_CALLBACK (context_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rem_removed_dates_list_async (context, self->cancellable, list_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
