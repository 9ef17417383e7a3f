/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-dates-page.h"

#include "rem-month-pane.h"
#include "rem-occurrence-row.h"
#include "rem-primary-menu.h"
#include "rem-upcoming-list.h"

#include <glib/gi18n.h>

/** How far ahead is told, in days: everything that comes each year is there once. */
#define DAYS_AHEAD 366

struct _RemDatesPage
{
  AdwBin parent_instance;

  GtkWidget *primary_menu;
  GtkToggleButton *month_button;
  RemMonthPane *month;
  GtkStack *states;
  GtkListBox *coming;
  GtkWidget *resting_heading;
  GtkListBox *resting;

  RemUpcomingList *list;
  gboolean narrow;
};

typedef enum
{
  PROP_NARROW = 1,
  N_PROPS,
} RemDatesPageProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RemDatesPage, rem_dates_page, ADW_TYPE_BIN)

static void
update_state (RemDatesPage *self)
{
  guint n_coming = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint n_resting = g_list_model_get_n_items (rem_upcoming_list_get_resting (self->list));

  gtk_widget_set_visible (self->resting_heading, n_resting > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->resting), n_resting > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->coming), n_coming > 0);
  if (gtk_toggle_button_get_active (self->month_button))
    gtk_stack_set_visible_child_name (self->states, "month");
  else if (n_coming + n_resting > 0)
    gtk_stack_set_visible_child_name (self->states, "dates");
  else
    gtk_stack_set_visible_child_name (self->states,
                                      rem_upcoming_list_is_busy (self->list) ? "waiting" : "empty");
}

static void
month_toggled_cb (RemDatesPage *self)
{
  update_state (self);
  if (gtk_toggle_button_get_active (self->month_button))
    gtk_widget_grab_focus (GTK_WIDGET (self->month));
}

static void
header_func (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  RemDate date =
      rem_occurrence_get_date (rem_occurrence_row_get_occurrence (REM_OCCURRENCE_ROW (row)));
  g_autofree char *month = NULL;
  g_autofree char *first = NULL;
  g_autofree char *heading = NULL;
  GtkWidget *label;
  const char *rest;

  if (before != NULL)
    {
      RemOccurrence *other = rem_occurrence_row_get_occurrence (REM_OCCURRENCE_ROW (before));
      RemDate other_date = rem_occurrence_get_date (other);

      if (other_date.year == date.year && other_date.month == date.month)
        {
          gtk_list_box_row_set_header (row, NULL);
          return;
        }
    }

  month = rem_date_format (date, REM_DATE_STYLE_MONTH_YEAR);
  rest = g_utf8_next_char (month);
  first = g_utf8_strup (month, rest - month);
  heading = g_strconcat (first, rest, NULL);
  label = gtk_label_new (heading);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "rem-quiet");
  gtk_widget_add_css_class (label, "rem-month");
  gtk_list_box_row_set_header (row, label);
}

static GtkWidget *
create_coming_row (gpointer item, gpointer user_data)
{
  return rem_occurrence_row_new (item, FALSE);
}

static GtkWidget *
create_resting_row (gpointer item, gpointer user_data)
{
  return rem_occurrence_row_new (item, TRUE);
}

static void
rem_dates_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RemDatesPage *self = REM_DATES_PAGE (object);

  switch ((RemDatesPageProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_dates_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RemDatesPage *self = REM_DATES_PAGE (object);

  switch ((RemDatesPageProperty) prop_id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      gtk_widget_set_visible (self->primary_menu, self->narrow);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rem_dates_page_dispose (GObject *object)
{
  RemDatesPage *self = REM_DATES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_DATES_PAGE);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (rem_dates_page_parent_class)->dispose (object);
}

static void
rem_dates_page_class_init (RemDatesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_dates_page_dispose;
  object_class->get_property = rem_dates_page_get_property;
  object_class->set_property = rem_dates_page_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (REM_TYPE_MONTH_PANE);
  g_type_ensure (REM_TYPE_PRIMARY_MENU);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-dates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemDatesPage, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, RemDatesPage, month_button);
  gtk_widget_class_bind_template_child (widget_class, RemDatesPage, month);
  gtk_widget_class_bind_template_child (widget_class, RemDatesPage, states);
  gtk_widget_class_bind_template_child (widget_class, RemDatesPage, coming);
  gtk_widget_class_bind_template_child (widget_class, RemDatesPage, resting_heading);
  gtk_widget_class_bind_template_child (widget_class, RemDatesPage, resting);
  gtk_widget_class_bind_template_callback (widget_class, month_toggled_cb);
}

static void
rem_dates_page_init (RemDatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->primary_menu, FALSE);
  gtk_list_box_set_header_func (self->coming, header_func, NULL, NULL);
}

/**
 * rem_dates_page_new:
 * @context: a context whose box is open
 *
 * Returns: (transfer floating): the place of the dates
 */
GtkWidget *
rem_dates_page_new (RemContext *context)
{
  RemDatesPage *self = NULL;
  GListModel *resting;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_DATES_PAGE, NULL);
  self->list = rem_upcoming_list_new (context, DAYS_AHEAD);
  resting = rem_upcoming_list_get_resting (self->list);
  rem_month_pane_set_context (self->month, context);
  gtk_list_box_bind_model (self->coming, G_LIST_MODEL (self->list), create_coming_row, NULL, NULL);
  gtk_list_box_bind_model (self->resting, resting, create_resting_row, NULL, NULL);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::busy", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (resting, "items-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  update_state (self);
  return GTK_WIDGET (self);
}
