/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-sealer.h"

#include "rem-focus-child.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RemLetterSealer
{
  GtkWidget parent_instance;

  GtkCalendar *calendar;
  GtkLabel *words;
  GtkWidget *seal_button;

  RemDate today;
};

typedef enum
{
  SIGNAL_CHOSEN,
  SIGNAL_LEFT,
  N_SIGNALS,
} RemLetterSealerSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemLetterSealer, rem_letter_sealer, GTK_TYPE_WIDGET)

static void
update_widgets (RemLetterSealer *self)
{
  RemDate day = rem_letter_sealer_get_day (self);
  gboolean is_ahead = rem_date_compare (day, self->today) > 0;
  g_autofree char *date = rem_date_format (day, REM_DATE_STYLE_LONG);
  g_autofree char *words = NULL;

  if (is_ahead)
    /* TRANSLATORS: %s is a day such as "Thursday, 14 March 2030". */
    words =
        g_strdup_printf (_ ("Its words rest until %s. Then you will be offered to open it."), date);
  else
    words = g_strdup (_ ("Choose a day that is still to come."));
  gtk_label_set_label (self->words, words);
  gtk_widget_set_sensitive (self->seal_button, is_ahead);
}

static void
calendar_changed_cb (RemLetterSealer *self)
{
  update_widgets (self);
}

static void
seal_clicked_cb (RemLetterSealer *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
leave_clicked_cb (RemLetterSealer *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static gboolean
rem_letter_sealer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REM_LETTER_SEALER (widget)->calendar));
}

static void
rem_letter_sealer_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_LETTER_SEALER);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rem_letter_sealer_parent_class)->dispose (object);
}

static void
rem_letter_sealer_class_init (RemLetterSealerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_letter_sealer_dispose;
  g_type_ensure (ADW_TYPE_CLAMP);
  widget_class->focus = rem_focus_child;
  widget_class->grab_focus = rem_letter_sealer_grab_focus;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-letter-sealer.ui");
  gtk_widget_class_bind_template_child (widget_class, RemLetterSealer, calendar);
  gtk_widget_class_bind_template_child (widget_class, RemLetterSealer, words);
  gtk_widget_class_bind_template_child (widget_class, RemLetterSealer, seal_button);
  gtk_widget_class_bind_template_callback (widget_class, calendar_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, seal_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_clicked_cb);
}

/* GTK gives the arrows of a calendar no names. They stand in the order in which they are named
 * here; where another GTK has others, they stay as they are. */
static void
name_arrows (GtkWidget *widget, guint *n_named)
{
  static const char *const names[] = {
    N_ ("The month before"),
    N_ ("The month after"),
    N_ ("The year before"),
    N_ ("The year after"),
  };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_BUTTON (child))
        name_arrows (child, n_named);
      else if (*n_named < G_N_ELEMENTS (names))
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        _ (names[(*n_named)++]), -1);
    }
}

static void
rem_letter_sealer_init (RemLetterSealer *self)
{
  guint n_named = 0;

  gtk_widget_init_template (GTK_WIDGET (self));
  name_arrows (GTK_WIDGET (self->calendar), &n_named);
}

/**
 * rem_letter_sealer_begin:
 * @self: a question
 * @today: the day that it is
 *
 * Asks anew; what it proposes is the same day of the next year, or the day before where there is
 * none.
 */
void
rem_letter_sealer_begin (RemLetterSealer *self, RemDate today)
{
  int year = today.year + 1;
  int last = rem_date_days_in_month (year, today.month);
  g_autoptr (GDateTime) day = NULL;

  g_return_if_fail (REM_IS_LETTER_SEALER (self));
  g_return_if_fail (rem_date_is_valid (today));

  self->today = today;
  day = g_date_time_new_utc (year, today.month, MIN (today.day, last), 12, 0, 0);
  if (day != NULL)
    gtk_calendar_select_day (self->calendar, day);
  update_widgets (self);
}

/**
 * rem_letter_sealer_get_day:
 * @self: a question
 *
 * Returns: the day that is chosen now; the seal button can only be pressed where it is still to
 *   come
 */
RemDate
rem_letter_sealer_get_day (RemLetterSealer *self)
{
  g_autoptr (GDateTime) day = NULL;

  g_return_val_if_fail (REM_IS_LETTER_SEALER (self), REM_DATE_UNKNOWN);

  day = gtk_calendar_get_date (self->calendar);
  return (RemDate){ (gint16) g_date_time_get_year (day), (guint8) g_date_time_get_month (day),
                    (guint8) g_date_time_get_day_of_month (day) };
}
