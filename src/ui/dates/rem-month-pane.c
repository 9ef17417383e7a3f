/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-month-pane.h"

#include "rem-date-editor-page.h"
#include "rem-month-view.h"
#include "rem-occurrence-row.h"
#include "rem-occurrences.h"
#include "rem-side-box.h"
#include "rem-window.h"

struct _RemMonthPane
{
  AdwBin parent_instance;

  RemMonthView *month;
  GtkLabel *day_label;
  GtkWidget *nothing_label;
  GtkListBox *list;
  GtkWidget *vague_heading;
  GtkListBox *vague;

  RemContext *context;
  GCancellable *cancellable; /* of the month that is being read */
  GPtrArray *occurrences;    /* nullable, of RemOccurrence */
};

G_DEFINE_FINAL_TYPE (RemMonthPane, rem_month_pane, ADW_TYPE_BIN)

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
show_day (RemMonthPane *self)
{
  RemDate date = rem_month_view_get_selected (self->month);
  g_autofree char *day = rem_date_format (date, REM_DATE_STYLE_LONG);
  g_autofree char *first = g_utf8_strup (day, g_utf8_next_char (day) - day);
  g_autofree char *heading = g_strconcat (first, g_utf8_next_char (day), NULL);
  gboolean has_day = FALSE;
  gboolean has_vague = FALSE;

  clear_list (self->list);
  clear_list (self->vague);
  for (guint i = 0; self->occurrences != NULL && i < self->occurrences->len; i++)
    {
      RemOccurrence *occurrence = g_ptr_array_index (self->occurrences, i);

      if (rem_occurrence_get_day (occurrence).precision != REM_PRECISION_DAY)
        {
          has_vague = TRUE;
          gtk_list_box_append (self->vague, rem_occurrence_row_new (occurrence, FALSE));
        }
      else if (rem_date_equal (rem_occurrence_get_date (occurrence), date))
        {
          has_day = TRUE;
          gtk_list_box_append (self->list, rem_occurrence_row_new_of_day (occurrence));
        }
    }

  gtk_label_set_label (self->day_label, heading);
  gtk_widget_set_visible (self->nothing_label, self->occurrences != NULL && !has_day);
  gtk_widget_set_visible (GTK_WIDGET (self->list), has_day);
  gtk_widget_set_visible (self->vague_heading, has_vague);
  gtk_widget_set_visible (GTK_WIDGET (self->vague), has_vague);
}

static void
selected_cb (RemMonthPane *self)
{
  show_day (self);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemMonthPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) occurrences =
      rem_occurrences_list_finish (REM_CONTEXT (source), result, &error);

  if (occurrences == NULL || self->context == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_pointer (&self->occurrences, g_ptr_array_unref);
  self->occurrences = g_steal_pointer (&occurrences);
  rem_month_view_set_occurrences (self->month, self->occurrences);
  show_day (self);
}

/* Reads what falls on the days of the month that is shown; an answer for another month is of no
 * use any more. */
static void
load (RemMonthPane *self)
{
  RemDate first = rem_month_view_get_selected (self->month);
  RemDate last = first;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->occurrences, g_ptr_array_unref);
  if (self->context == NULL || rem_context_get_state (self->context) != REM_CONTEXT_OPEN)
    return;

  first.day = 1;
  last.day = (guint8) rem_date_days_in_month (last.year, last.month);
  self->cancellable = g_cancellable_new ();
  rem_occurrences_list_async (self->context, NULL, first, last, self->cancellable, list_cb,
                              g_object_ref (self));
}

static void
context_changed_cb (RemMonthPane *self, guint changes)
{
  if ((changes & (REM_BOX_CHANGE_OCCASIONS | REM_BOX_CHANGE_PERSONS)) != 0)
    load (self);
}

static void
add_clicked_cb (RemMonthPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  rem_window_push_page (REM_WINDOW (root),
                        rem_date_editor_page_new_for_day (self->context,
                                                          rem_month_view_get_selected (
                                                              self->month)));
}

static void
rem_month_pane_map (GtkWidget *widget)
{
  RemMonthPane *self = REM_MONTH_PANE (widget);

  rem_month_view_set_today (self->month,
                            rem_clock_get_today (rem_context_get_clock (self->context)));
  GTK_WIDGET_CLASS (rem_month_pane_parent_class)->map (widget);
}

static gboolean
rem_month_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REM_MONTH_PANE (widget)->month));
}

static void
rem_month_pane_dispose (GObject *object)
{
  RemMonthPane *self = REM_MONTH_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_MONTH_PANE);

  G_OBJECT_CLASS (rem_month_pane_parent_class)->dispose (object);
}

static void
rem_month_pane_finalize (GObject *object)
{
  RemMonthPane *self = REM_MONTH_PANE (object);

  g_clear_pointer (&self->occurrences, g_ptr_array_unref);

  G_OBJECT_CLASS (rem_month_pane_parent_class)->finalize (object);
}

static void
rem_month_pane_class_init (RemMonthPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_month_pane_dispose;
  object_class->finalize = rem_month_pane_finalize;
  widget_class->map = rem_month_pane_map;
  widget_class->grab_focus = rem_month_pane_grab_focus;

  g_type_ensure (REM_TYPE_MONTH_VIEW);
  g_type_ensure (REM_TYPE_SIDE_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-month-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RemMonthPane, month);
  gtk_widget_class_bind_template_child (widget_class, RemMonthPane, day_label);
  gtk_widget_class_bind_template_child (widget_class, RemMonthPane, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, RemMonthPane, list);
  gtk_widget_class_bind_template_child (widget_class, RemMonthPane, vague_heading);
  gtk_widget_class_bind_template_child (widget_class, RemMonthPane, vague);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
rem_month_pane_init (RemMonthPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_month_pane_set_context:
 * @self: a month
 * @context: a context whose box is open
 *
 * Must be called once. Shows the month of today.
 */
void
rem_month_pane_set_context (RemMonthPane *self, RemContext *context)
{
  RemDate today = REM_DATE_UNKNOWN;

  g_return_if_fail (REM_IS_MONTH_PANE (self));
  g_return_if_fail (REM_IS_CONTEXT (context));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  today = rem_clock_get_today (rem_context_get_clock (context));
  rem_month_view_set_today (self->month, today);
  rem_month_view_select (self->month, today);
  g_signal_connect_object (context, "changed", G_CALLBACK (context_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
