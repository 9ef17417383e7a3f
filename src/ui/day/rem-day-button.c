/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-day-button.h"

#include "rem-focus-child.h"
#include "rem-drop-down-name.h"

#include <glib/gi18n.h>

/*
 * What the person chose is held as parts, so that saying "the month" and then "the day" again does
 * not lose the day. The day is made of the parts and the precision; the widgets only show them.
 */

/** EDTF's number for spring. */
#define FIRST_SEASON 21

typedef enum
{
  CHOICE_DAY,
  CHOICE_MONTH,
  CHOICE_SEASON,
  CHOICE_YEAR,
  CHOICE_NONE,
} Choice;

struct _RemDayButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkPopover *popover;
  GtkDropDown *precision_choice;
  GtkWidget *parts;
  GtkDropDown *month_choice;
  GtkDropDown *season_choice;
  GtkSpinButton *year_choice;
  GtkCalendar *calendar;

  RemPrecision precision;
  RemDate date;
  int season;
  gboolean is_updating;
};

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} RemDayButtonSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemDayButton, rem_day_button, GTK_TYPE_WIDGET)

static Choice
choice_from_precision (RemPrecision precision)
{
  switch (precision)
    {
    case REM_PRECISION_DAY:
      return CHOICE_DAY;
    case REM_PRECISION_MONTH:
      return CHOICE_MONTH;
    case REM_PRECISION_SEASON:
      return CHOICE_SEASON;
    case REM_PRECISION_YEAR:
      return CHOICE_YEAR;
    case REM_PRECISION_NONE:
    default:
      return CHOICE_NONE;
    }
}

static RemPrecision
precision_from_choice (guint choice)
{
  static const RemPrecision precisions[] = { REM_PRECISION_DAY, REM_PRECISION_MONTH,
                                             REM_PRECISION_SEASON, REM_PRECISION_YEAR,
                                             REM_PRECISION_NONE };

  return choice < G_N_ELEMENTS (precisions) ? precisions[choice] : REM_PRECISION_NONE;
}

static void
update_label (RemDayButton *self)
{
  RemDay day = rem_day_button_get_day (self);
  g_autofree char *words = rem_day_format (day);
  g_autofree char *name = NULL;

  if (*words == '\0')
    {
      /* TRANSLATORS: a button: the day that a letter or a photo belongs to is not known or said. */
      gtk_label_set_label (self->label, _ ("No day"));
      name = g_strdup (_ ("The day it belongs to: none"));
    }
  else
    {
      gtk_label_set_label (self->label, words);
      /* TRANSLATORS: for screen readers; %s is a day as "14 March 2009" or "spring 2009". */
      name = g_strdup_printf (_ ("The day it belongs to: %s"), words);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
update_widgets (RemDayButton *self)
{
  Choice choice = choice_from_precision (self->precision);

  self->is_updating = TRUE;
  gtk_drop_down_set_selected (self->precision_choice, choice);
  gtk_drop_down_set_selected (self->month_choice, self->date.month - 1);
  gtk_drop_down_set_selected (self->season_choice, self->season - FIRST_SEASON);
  gtk_spin_button_set_value (self->year_choice, self->date.year);
  gtk_widget_set_visible (self->parts, choice != CHOICE_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->month_choice),
                          choice == CHOICE_DAY || choice == CHOICE_MONTH);
  gtk_widget_set_visible (GTK_WIDGET (self->season_choice), choice == CHOICE_SEASON);
  gtk_widget_set_hexpand (GTK_WIDGET (self->year_choice), choice == CHOICE_YEAR);
  gtk_widget_set_visible (GTK_WIDGET (self->calendar), choice == CHOICE_DAY);
  if (choice == CHOICE_DAY)
    {
      g_autoptr (GDateTime) noon =
          g_date_time_new_utc (self->date.year, self->date.month, self->date.day, 12, 0, 0);

      if (noon != NULL)
        gtk_calendar_select_day (self->calendar, noon);
    }
  self->is_updating = FALSE;

  update_label (self);
}

static void
take_date (RemDayButton *self, int year, int month, int day)
{
  self->date.year = (gint16) CLAMP (year, 1, 9999);
  self->date.month = (guint8) CLAMP (month, 1, 12);
  self->date.day =
      (guint8) CLAMP (day, 1, rem_date_days_in_month (self->date.year, self->date.month));
}

static void
finish_change (RemDayButton *self)
{
  update_widgets (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
choice_changed_cb (RemDayButton *self)
{
  guint month;
  guint season;

  if (self->is_updating)
    return;

  self->precision = precision_from_choice (gtk_drop_down_get_selected (self->precision_choice));
  month = gtk_drop_down_get_selected (self->month_choice);
  season = gtk_drop_down_get_selected (self->season_choice);
  take_date (self, gtk_spin_button_get_value_as_int (self->year_choice),
             month == GTK_INVALID_LIST_POSITION ? self->date.month : (int) month + 1,
             self->date.day);
  if (season != GTK_INVALID_LIST_POSITION)
    self->season = FIRST_SEASON + (int) season;
  finish_change (self);
}

static void
calendar_changed_cb (RemDayButton *self)
{
  g_autoptr (GDateTime) chosen = NULL;

  if (self->is_updating)
    return;

  chosen = gtk_calendar_get_date (self->calendar);
  self->precision = REM_PRECISION_DAY;
  take_date (self, g_date_time_get_year (chosen), g_date_time_get_month (chosen),
             g_date_time_get_day_of_month (chosen));
  finish_change (self);
}

static void
fill_months (RemDayButton *self)
{
  g_autoptr (GtkStringList) months = gtk_string_list_new (NULL);

  for (int month = 1; month <= 12; month++)
    {
      g_autoptr (GDateTime) noon = g_date_time_new_utc (2000, month, 1, 12, 0, 0);

      /* The form that stands alone: in some languages it differs from the one beside a day. */
      gtk_string_list_take (months, g_date_time_format (noon, "%OB"));
    }
  gtk_drop_down_set_model (self->month_choice, G_LIST_MODEL (months));
}

static gboolean
rem_day_button_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REM_DAY_BUTTON (widget)->button));
}

static void
rem_day_button_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_DAY_BUTTON);

  G_OBJECT_CLASS (rem_day_button_parent_class)->dispose (object);
}

static void
rem_day_button_class_init (RemDayButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_day_button_dispose;
  widget_class->focus = rem_focus_child;
  widget_class->grab_focus = rem_day_button_grab_focus;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-day-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RemDayButton, button);
  gtk_widget_class_bind_template_child (widget_class, RemDayButton, label);
  gtk_widget_class_bind_template_child (widget_class, RemDayButton, popover);
  gtk_widget_class_bind_template_child (widget_class, RemDayButton, precision_choice);
  gtk_widget_class_bind_template_child (widget_class, RemDayButton, parts);
  gtk_widget_class_bind_template_child (widget_class, RemDayButton, month_choice);
  gtk_widget_class_bind_template_child (widget_class, RemDayButton, season_choice);
  gtk_widget_class_bind_template_child (widget_class, RemDayButton, year_choice);
  gtk_widget_class_bind_template_child (widget_class, RemDayButton, calendar);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_changed_cb);
  gtk_widget_class_set_css_name (widget_class, "day");
}

static void
rem_day_button_init (RemDayButton *self)
{
  self->is_updating = TRUE;
  self->date = (RemDate){ 2000, 1, 1 };
  self->season = FIRST_SEASON;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_months (self);
  rem_drop_down_set_name (self->precision_choice, _ ("How exactly you know it"));
  rem_drop_down_set_name (self->month_choice, _ ("Month"));
  rem_drop_down_set_name (self->season_choice, _ ("Season"));
  self->is_updating = FALSE;
  update_label (self);
}

/**
 * rem_day_button_get_day:
 * @self: a button
 *
 * Returns: the day, as exactly as the person said it
 */
RemDay
rem_day_button_get_day (RemDayButton *self)
{
  RemDay day = REM_DAY_NONE;

  g_return_val_if_fail (REM_IS_DAY_BUTTON (self), day);

  switch (self->precision)
    {
    case REM_PRECISION_DAY:
      return rem_day_from_date (self->date);
    case REM_PRECISION_MONTH:
    case REM_PRECISION_SEASON:
    case REM_PRECISION_YEAR:
      day.precision = self->precision;
      day.date = (RemDate){ self->date.year, 1, 1 };
      if (self->precision == REM_PRECISION_MONTH)
        day.date.month = self->date.month;
      else if (self->precision == REM_PRECISION_SEASON)
        day.date.month = (guint8) self->season;
      return day;
    case REM_PRECISION_NONE:
    default:
      return day;
    }
}

/**
 * rem_day_button_set_day:
 * @self: a button
 * @day: the day
 * @today: the day that it is: where the calendar opens as long as nothing is said
 *
 * Shows @day. Does not emit "changed".
 */
void
rem_day_button_set_day (RemDayButton *self, RemDay day, RemDate today)
{
  g_return_if_fail (REM_IS_DAY_BUTTON (self));

  self->precision = day.precision;
  take_date (self, today.year, today.month, today.day);
  self->season = FIRST_SEASON + ((today.month + 9) % 12) / 3;

  switch (day.precision)
    {
    case REM_PRECISION_DAY:
      take_date (self, day.date.year, day.date.month, day.date.day);
      break;
    case REM_PRECISION_MONTH:
      take_date (self, day.date.year, day.date.month, 1);
      break;
    case REM_PRECISION_SEASON:
      self->season = CLAMP (day.date.month, FIRST_SEASON, FIRST_SEASON + 3);
      take_date (self, day.date.year, self->date.month, 1);
      break;
    case REM_PRECISION_YEAR:
      take_date (self, day.date.year, self->date.month, 1);
      break;
    case REM_PRECISION_NONE:
    default:
      break;
    }
  update_widgets (self);
}
