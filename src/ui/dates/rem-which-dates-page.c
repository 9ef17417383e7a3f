/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-which-dates-page.h"

#include "rem-date-offers.h"
#include "rem-occasion-changer.h"
#include "rem-window.h"
#include "rem-wrap-box.h"

struct _RemWhichDatesPage
{
  AdwBin parent_instance;

  GtkLabel *name;
  GtkLabel *why;
  GtkWidget *keep_button;

  GPtrArray *offers;
  guint index;
};

G_DEFINE_FINAL_TYPE (RemWhichDatesPage, rem_which_dates_page, ADW_TYPE_BIN)

static RemWindow *
get_window (RemWhichDatesPage *self)
{
  return REM_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
show_offer (RemWhichDatesPage *self)
{
  RemOccasion *offer = g_ptr_array_index (self->offers, self->index);
  RemDate date = rem_occasion_get_anchor (offer).date;
  g_autofree char *why = rem_occasion_dup_why (offer, date);

  gtk_label_set_label (self->name, rem_occasion_get_label (offer));
  gtk_label_set_label (self->why, why);
}

/* The next one, or back to where the person was. */
static void
go_on (RemWhichDatesPage *self)
{
  if (self->index + 1 >= self->offers->len)
    {
      rem_window_pop_page (get_window (self));
      return;
    }
  self->index++;
  show_offer (self);
  gtk_widget_grab_focus (self->keep_button);
}

static void
keep_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemWhichDatesPage *self = REM_WHICH_DATES_PAGE (widget);

  rem_occasion_changer_add (get_window (self), g_ptr_array_index (self->offers, self->index));
  go_on (self);
}

static void
pass_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  go_on (REM_WHICH_DATES_PAGE (widget));
}

static void
rem_which_dates_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_WHICH_DATES_PAGE);

  G_OBJECT_CLASS (rem_which_dates_page_parent_class)->dispose (object);
}

static void
rem_which_dates_page_finalize (GObject *object)
{
  g_clear_pointer (&REM_WHICH_DATES_PAGE (object)->offers, g_ptr_array_unref);

  G_OBJECT_CLASS (rem_which_dates_page_parent_class)->finalize (object);
}

static void
rem_which_dates_page_class_init (RemWhichDatesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_which_dates_page_dispose;
  object_class->finalize = rem_which_dates_page_finalize;

  g_type_ensure (REM_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-which-dates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemWhichDatesPage, name);
  gtk_widget_class_bind_template_child (widget_class, RemWhichDatesPage, why);
  gtk_widget_class_bind_template_child (widget_class, RemWhichDatesPage, keep_button);
  gtk_widget_class_install_action (widget_class, "which.keep", NULL, keep_activated);
  gtk_widget_class_install_action (widget_class, "which.pass", NULL, pass_activated);
}

static void
rem_which_dates_page_init (RemWhichDatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_which_dates_page_new:
 * @context: a context whose box is open
 * @occasion: a date that was just kept
 *
 * Returns: (transfer floating) (nullable): a page, or %NULL if there is nothing to offer
 */
GtkWidget *
rem_which_dates_page_new (RemContext *context, RemOccasion *occasion)
{
  g_autoptr (GPtrArray) offers = NULL;
  RemWhichDatesPage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (occasion != NULL, NULL);

  offers = rem_date_offers_list (context, occasion);
  if (offers->len == 0)
    return NULL;

  self = g_object_new (REM_TYPE_WHICH_DATES_PAGE, NULL);
  self->offers = g_steal_pointer (&offers);
  show_offer (self);

  return GTK_WIDGET (self);
}
