/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-estimate-page.h"

#include "rem-date-editor-page.h"
#include "rem-day-button.h"
#include "rem-due-date.h"
#include "rem-occasions.h"
#include "rem-window.h"

#include <glib/gi18n.h>

#define COMMON_CYCLE  28
#define COMMON_EMBRYO 5

struct _RemEstimatePage
{
  AdwBin parent_instance;

  AdwComboRow *from_row;
  AdwPreferencesRow *day_row;
  RemDayButton *day_button;
  AdwPreferencesRow *days_row;
  GtkSpinButton *days;
  GtkLabel *estimate;

  RemContext *context;
};

G_DEFINE_FINAL_TYPE (RemEstimatePage, rem_estimate_page, ADW_TYPE_BIN)

static RemDueDateFrom
get_from (RemEstimatePage *self)
{
  guint selected = adw_combo_row_get_selected (self->from_row);

  return selected <= REM_DUE_DATE_FROM_TRANSFER ? (RemDueDateFrom) selected
                                                : REM_DUE_DATE_FROM_PERIOD;
}

/* The estimate, or %REM_DATE_UNKNOWN while no day is said. */
static RemDate
get_estimate (RemEstimatePage *self)
{
  RemDay day = rem_day_button_get_day (self->day_button);

  if (day.precision != REM_PRECISION_DAY)
    return REM_DATE_UNKNOWN;

  return rem_due_date_estimate (get_from (self), day.date,
                                gtk_spin_button_get_value_as_int (self->days));
}

static void
update_widgets (RemEstimatePage *self)
{
  static const char *const day_titles[] = {
    N_ ("Its first day"),
    N_ ("The day of the conception"),
    N_ ("The day of the transfer"),
  };
  RemDueDateFrom from = get_from (self);
  RemDate estimate = get_estimate (self);
  const char *days_title = from == REM_DUE_DATE_FROM_TRANSFER
                               ? _ ("Days from the fertilisation to the transfer")
                               : _ ("How long a cycle was, in days");
  g_autofree char *text = NULL;

  adw_preferences_row_set_title (self->day_row, _ (day_titles[from]));
  adw_preferences_row_set_title (self->days_row, days_title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->days), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  days_title, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->days_row), from != REM_DUE_DATE_FROM_CONCEPTION);
  if (rem_date_is_valid (estimate))
    {
      g_autofree char *day = rem_date_format (estimate, REM_DATE_STYLE_FULL);

      /* TRANSLATORS: a due date that was worked out, as "8 October 2026". */
      text = g_strdup_printf (_ ("Estimated: %s"), day);
    }
  gtk_label_set_label (self->estimate, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->estimate), text != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "estimate.use", text != NULL);
}

static void
from_changed_cb (RemEstimatePage *self)
{
  gboolean is_transfer = get_from (self) == REM_DUE_DATE_FROM_TRANSFER;

  gtk_spin_button_set_range (self->days, is_transfer ? 0 : REM_DUE_DATE_MIN_CYCLE,
                             is_transfer ? REM_DUE_DATE_MAX_EMBRYO : REM_DUE_DATE_MAX_CYCLE);
  gtk_spin_button_set_value (self->days, is_transfer ? COMMON_EMBRYO : COMMON_CYCLE);
  update_widgets (self);
}

static void
use_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemEstimatePage *self = REM_ESTIMATE_PAGE (widget);
  RemWindow *window = REM_WINDOW (gtk_widget_get_root (widget));
  g_autoptr (RemContext) context = g_object_ref (self->context);
  RemDate estimate = get_estimate (self);
  g_autoptr (RemOccasion) plain = rem_occasions_new_draft (context);
  g_autoptr (RemOccasion) placed = rem_occasion_with_anchor (plain, rem_day_from_date (estimate));
  g_autoptr (RemOccasion) kind = rem_occasion_with_kind (placed, REM_OCCASION_KIND_DUE_DATE);
  /* TRANSLATORS: the words about a due date that was worked out. */
  g_autoptr (RemOccasion) noted = rem_occasion_with_note (kind, _ ("Estimated."));

  rem_window_pop_page (window);
  rem_window_push_page (window, rem_date_editor_page_new_from (context, noted));
}

static void
rem_estimate_page_dispose (GObject *object)
{
  g_clear_object (&REM_ESTIMATE_PAGE (object)->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_ESTIMATE_PAGE);

  G_OBJECT_CLASS (rem_estimate_page_parent_class)->dispose (object);
}

static void
rem_estimate_page_class_init (RemEstimatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_estimate_page_dispose;

  g_type_ensure (REM_TYPE_DAY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-estimate-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemEstimatePage, from_row);
  gtk_widget_class_bind_template_child (widget_class, RemEstimatePage, day_row);
  gtk_widget_class_bind_template_child (widget_class, RemEstimatePage, day_button);
  gtk_widget_class_bind_template_child (widget_class, RemEstimatePage, days_row);
  gtk_widget_class_bind_template_child (widget_class, RemEstimatePage, days);
  gtk_widget_class_bind_template_child (widget_class, RemEstimatePage, estimate);
  gtk_widget_class_bind_template_callback (widget_class, from_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_widgets);
  gtk_widget_class_install_action (widget_class, "estimate.use", NULL, use_activated);
}

static void
rem_estimate_page_init (RemEstimatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_estimate_page_new:
 * @context: a context whose box is open
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_estimate_page_new (RemContext *context)
{
  RemEstimatePage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_ESTIMATE_PAGE, NULL);
  self->context = g_object_ref (context);
  rem_day_button_set_day (self->day_button, REM_DAY_NONE,
                          rem_clock_get_today (rem_context_get_clock (context)));
  from_changed_cb (self);

  return GTK_WIDGET (self);
}
