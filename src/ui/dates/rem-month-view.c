/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-month-view.h"

#include "rem-occasion-words.h"

#include <glib/gi18n.h>
#include <langinfo.h>

/*
 * The chosen day is the one place of the month that the tab key stops at; the other keys choose
 * another day, and the focus goes there, so that a screen reader tells its name. Another month gets
 * new buttons for the same reason: the name of a button that keeps the focus is not read again.
 */

#define N_COLUMNS 7
#define N_WEEKS   6
#define MAX_DAYS  31

struct _RemMonthView
{
  GtkWidget parent_instance;

  GtkLabel *heading;
  GtkGrid *grid;
  GtkWidget *today_button;

  RemDate today;
  RemDate selected;
  GPtrArray *occurrences; /* nullable, of RemOccurrence */
  GtkWidget *days[MAX_DAYS];
};

typedef enum
{
  SIGNAL_SELECTED,
  SIGNAL_MONTH_CHANGED,
  N_SIGNALS,
} RemMonthViewSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemMonthView, rem_month_view, GTK_TYPE_WIDGET)

/* The day with which weeks begin where the person is: 0 is Sunday. */
static int
find_first_weekday (void)
{
  union
  {
    unsigned int word;
    char *string;
  } origin = { .string = nl_langinfo (_NL_TIME_WEEK_1STDAY) };
  const char *first = nl_langinfo (_NL_TIME_FIRST_WEEKDAY);
  int week_origin = origin.word == 19971201 ? 1 : 0;

  return (week_origin + first[0] + 6) % N_COLUMNS;
}

static gboolean
is_same_month (RemDate a, RemDate b)
{
  return a.year == b.year && a.month == b.month;
}

/* Another month with the same day, or the last one if it is shorter. */
static RemDate
add_months (RemDate date, int months)
{
  int index = date.year * 12 + date.month - 1 + months;
  RemDate moved = { .year = (gint16) (index / 12), .month = (guint8) (index % 12 + 1), .day = 1 };

  if (index < 12 || index / 12 > 9999)
    return date;
  moved.day = (guint8) MIN ((int) date.day, rem_date_days_in_month (moved.year, moved.month));

  return moved;
}

static char *
build_name (RemMonthView *self, RemDate date, gboolean *has_occurrence_out)
{
  g_autofree char *day = rem_date_format (date, REM_DATE_STYLE_LONG);
  g_autoptr (GString) name = g_string_new (NULL);

  if (rem_date_equal (date, self->today))
    g_string_append_printf (name, "%s. ", C_ ("month", "Today"));
  g_string_append (name, day);

  *has_occurrence_out = FALSE;
  for (guint i = 0; self->occurrences != NULL && i < self->occurrences->len; i++)
    {
      RemOccurrence *occurrence = g_ptr_array_index (self->occurrences, i);
      g_autofree char *what = NULL;

      if (rem_occurrence_get_day (occurrence).precision != REM_PRECISION_DAY ||
          !rem_date_equal (rem_occurrence_get_date (occurrence), date))
        continue;
      what = rem_occasion_words_build_name (rem_occurrence_get_occasion (occurrence));
      g_string_append_printf (name, ". %s", what);
      *has_occurrence_out = TRUE;
    }

  return g_string_free (g_steal_pointer (&name), FALSE);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
update_days (RemMonthView *self)
{
  RemDate date = self->selected;

  for (int i = 0; i < rem_date_days_in_month (date.year, date.month); i++)
    {
      g_autofree char *name = NULL;
      gboolean has_occurrence = FALSE;
      gboolean is_selected = i + 1 == self->selected.day;

      date.day = (guint8) (i + 1);
      name = build_name (self, date, &has_occurrence);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->days[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name, -1);
      gtk_widget_set_focusable (self->days[i], is_selected);
      set_class (self->days[i], "rem-chosen", is_selected);
      set_class (self->days[i], "rem-today", rem_date_equal (date, self->today));
      set_class (self->days[i], "rem-falls", has_occurrence);
    }
  gtk_widget_set_visible (self->today_button, !rem_date_equal (self->selected, self->today));
}

static void
day_clicked_cb (GtkWidget *button, RemMonthView *self)
{
  RemDate date = self->selected;

  for (int i = 0; i < MAX_DAYS; i++)
    if (self->days[i] == button)
      date.day = (guint8) (i + 1);
  rem_month_view_select (self, date);
  gtk_widget_grab_focus (button);
}

static GtkWidget *
create_day (RemMonthView *self, int day)
{
  g_autofree char *number = g_strdup_printf ("%d", day);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box), gtk_label_new (number));
  gtk_widget_add_css_class (dot, "rem-dot");
  gtk_widget_set_halign (dot, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), dot);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "rem-month-day");
  g_signal_connect_object (button, "clicked", G_CALLBACK (day_clicked_cb), self, 0);

  return button;
}

static void
fill_weekdays (RemMonthView *self, int first_weekday)
{
  for (int i = 0; i < N_COLUMNS; i++)
    {
      /* 2 January 2000 was a Sunday. */
      g_autoptr (GDateTime) day =
          g_date_time_new_utc (2000, 1, 2 + (first_weekday + i) % N_COLUMNS, 12, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%a");
      GtkWidget *label = gtk_label_new (name);

      gtk_widget_add_css_class (label, "rem-quiet");
      gtk_widget_add_css_class (label, "rem-weekday");
      gtk_grid_attach (self->grid, label, i, 0, 1, 1);
    }
}

static void
show_month (RemMonthView *self)
{
  int first_weekday = find_first_weekday ();
  RemDate first = { self->selected.year, self->selected.month, 1 };
  int column = (rem_date_get_weekday (first) - first_weekday + N_COLUMNS) % N_COLUMNS;
  int n_days = rem_date_days_in_month (first.year, first.month);
  g_autofree char *month = rem_date_format (first, REM_DATE_STYLE_MONTH_YEAR);
  g_autofree char *initial = g_utf8_strup (month, g_utf8_next_char (month) - month);
  g_autofree char *heading = g_strconcat (initial, g_utf8_next_char (month), NULL);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  for (int i = 0; i < MAX_DAYS; i++)
    self->days[i] = NULL;

  gtk_label_set_label (self->heading, heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  fill_weekdays (self, first_weekday);
  for (int i = 0; i < n_days; i++)
    {
      self->days[i] = create_day (self, i + 1);
      gtk_grid_attach (self->grid, self->days[i], (column + i) % N_COLUMNS,
                       1 + (column + i) / N_COLUMNS, 1, 1);
    }
  /* Every month has the same height, so that nothing below it jumps. */
  for (int week = 0; week < N_WEEKS; week++)
    if (gtk_grid_get_child_at (self->grid, 0, week + 1) == NULL)
      {
        GtkWidget *filler = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

        gtk_widget_add_css_class (filler, "rem-month-filler");
        gtk_grid_attach (self->grid, filler, 0, week + 1, 1, 1);
      }
  update_days (self);
}

static void
grab_chosen (RemMonthView *self)
{
  gtk_widget_grab_focus (self->days[self->selected.day - 1]);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  RemMonthView *self = REM_MONTH_VIEW (user_data);
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  RemDate date = self->selected;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      date = rem_date_add_days (date, -forward);
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      date = rem_date_add_days (date, forward);
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      date = rem_date_add_days (date, -N_COLUMNS);
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      date = rem_date_add_days (date, N_COLUMNS);
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      date = add_months (date, -1);
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      date = add_months (date, 1);
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      date.day = 1;
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      date.day = (guint8) rem_date_days_in_month (date.year, date.month);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }

  if (rem_date_is_valid (date))
    {
      rem_month_view_select (self, date);
      grab_chosen (self);
    }

  return GDK_EVENT_STOP;
}

static void
move_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemMonthView *self = REM_MONTH_VIEW (widget);

  if (g_str_equal (action_name, "month.today"))
    {
      rem_month_view_select (self, self->today);
      grab_chosen (self);
    }
  else
    {
      rem_month_view_select (self, add_months (self->selected,
                                               g_str_equal (action_name, "month.next") ? 1 : -1));
    }
}

static gboolean
rem_month_view_grab_focus (GtkWidget *widget)
{
  RemMonthView *self = REM_MONTH_VIEW (widget);

  return gtk_widget_grab_focus (self->days[self->selected.day - 1]);
}

static void
rem_month_view_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_MONTH_VIEW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rem_month_view_parent_class)->dispose (object);
}

static void
rem_month_view_finalize (GObject *object)
{
  RemMonthView *self = REM_MONTH_VIEW (object);

  g_clear_pointer (&self->occurrences, g_ptr_array_unref);

  G_OBJECT_CLASS (rem_month_view_parent_class)->finalize (object);
}

static void
rem_month_view_class_init (RemMonthViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_month_view_dispose;
  object_class->finalize = rem_month_view_finalize;
  widget_class->grab_focus = rem_month_view_grab_focus;

  signals[SIGNAL_SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MONTH_CHANGED] =
      g_signal_new ("month-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-month-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RemMonthView, heading);
  gtk_widget_class_bind_template_child (widget_class, RemMonthView, grid);
  gtk_widget_class_bind_template_child (widget_class, RemMonthView, today_button);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_install_action (widget_class, "month.today", NULL, move_activated);
  gtk_widget_class_install_action (widget_class, "month.previous", NULL, move_activated);
  gtk_widget_class_install_action (widget_class, "month.next", NULL, move_activated);
  gtk_widget_class_set_css_name (widget_class, "month");
}

static void
rem_month_view_init (RemMonthView *self)
{
  self->today = (RemDate){ 2000, 1, 1 };
  self->selected = self->today;
  gtk_widget_init_template (GTK_WIDGET (self));
  show_month (self);
}

/**
 * rem_month_view_new:
 *
 * Returns: (transfer floating): a month
 */
GtkWidget *
rem_month_view_new (void)
{
  return g_object_new (REM_TYPE_MONTH_VIEW, NULL);
}

/**
 * rem_month_view_set_today:
 * @self: a month
 * @today: the day that it is
 *
 * Marks the day. Which one is chosen stays as it is.
 */
void
rem_month_view_set_today (RemMonthView *self, RemDate today)
{
  g_return_if_fail (REM_IS_MONTH_VIEW (self));
  g_return_if_fail (rem_date_is_valid (today));

  self->today = today;
  update_days (self);
}

/**
 * rem_month_view_select:
 * @self: a month
 * @date: the day to choose
 *
 * Chooses a day and shows its month.
 */
void
rem_month_view_select (RemMonthView *self, RemDate date)
{
  gboolean is_same = FALSE;

  g_return_if_fail (REM_IS_MONTH_VIEW (self));
  g_return_if_fail (rem_date_is_valid (date));

  if (rem_date_equal (self->selected, date))
    return;

  is_same = is_same_month (self->selected, date);
  self->selected = date;
  if (is_same)
    {
      update_days (self);
    }
  else
    {
      g_clear_pointer (&self->occurrences, g_ptr_array_unref);
      show_month (self);
      g_signal_emit (self, signals[SIGNAL_MONTH_CHANGED], 0);
    }
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

/**
 * rem_month_view_get_selected:
 * @self: a month
 *
 * Returns: the chosen day
 */
RemDate
rem_month_view_get_selected (RemMonthView *self)
{
  g_return_val_if_fail (REM_IS_MONTH_VIEW (self), REM_DATE_UNKNOWN);

  return self->selected;
}

/**
 * rem_month_view_set_occurrences:
 * @self: a month
 * @occurrences: (element-type RemOccurrence): what falls on the days of the month
 *
 * Shows where there is something.
 */
void
rem_month_view_set_occurrences (RemMonthView *self, GPtrArray *occurrences)
{
  g_return_if_fail (REM_IS_MONTH_VIEW (self));
  g_return_if_fail (occurrences != NULL);

  g_clear_pointer (&self->occurrences, g_ptr_array_unref);
  self->occurrences = g_ptr_array_ref (occurrences);
  update_days (self);
}
