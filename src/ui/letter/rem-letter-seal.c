/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-letter-seal.h"

#include "rem-focus-child.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/*
 *   SEALED ──asked──► PAUSING ──PAUSE_MS──► DECIDING ──opened
 *      ▲                 │                     │
 *      └─────────────────┴──── left sealed ────┘
 *   READY ──opened: the day has come
 *
 * The pause is for the person, not against: it is short, it is told, and leaving is always there.
 */

/** How long the pause before an early opening is. */
#define PAUSE_MS 30000

typedef enum
{
  STATE_SEALED,
  STATE_PAUSING,
  STATE_DECIDING,
  STATE_READY,
} State;

struct _RemLetterSeal
{
  GtkWidget parent_instance;

  GtkLabel *heading;
  GtkLabel *words;
  GtkWidget *open_button;
  GtkWidget *ask_button;
  GtkWidget *leave_button;

  RemClock *clock;
  RemDate opens;
  State state;
  guint pause_id;
};

typedef enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
} RemLetterSealSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemLetterSeal, rem_letter_seal, GTK_TYPE_WIDGET)

static void
stop_pause (RemLetterSeal *self)
{
  if (self->pause_id != 0)
    rem_clock_remove_timeout (self->clock, self->pause_id);
  self->pause_id = 0;
}

static void
update_widgets (RemLetterSeal *self)
{
  g_autofree char *day = rem_date_format (self->opens, REM_DATE_STYLE_FULL);
  g_autofree char *heading = NULL;
  const char *words = "";

  /* TRANSLATORS: %s is a day such as "14 March 2030". */
  heading = g_strdup_printf (_ ("Sealed until %s"), day);
  switch (self->state)
    {
    case STATE_PAUSING:
    case STATE_DECIDING:
      words = _ ("You sealed this letter for that day. Take a moment: in half a minute it can be "
                 "opened here, if that is what you want. It can also stay as it is.");
      break;
    case STATE_READY:
      words = _ ("The day has come. The letter can be opened now, or on any other day.");
      break;
    case STATE_SEALED:
    default:
      words = _ ("Until then its words are not shown anywhere. It is safe in the box.");
      break;
    }

  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (self->open_button, self->state != STATE_SEALED);
  gtk_widget_set_sensitive (self->open_button, self->state != STATE_PAUSING);
  gtk_widget_set_visible (self->ask_button, self->state == STATE_SEALED);
  gtk_widget_set_visible (self->leave_button,
                          self->state == STATE_PAUSING || self->state == STATE_DECIDING);
}

static void
set_state (RemLetterSeal *self, State state)
{
  stop_pause (self);
  self->state = state;
  update_widgets (self);
}

static void
pause_over_cb (gpointer user_data)
{
  RemLetterSeal *self = REM_LETTER_SEAL (user_data);

  self->pause_id = 0;
  set_state (self, STATE_DECIDING);
}

static void
ask_clicked_cb (RemLetterSeal *self)
{
  set_state (self, STATE_PAUSING);
  self->pause_id = rem_clock_add_timeout (self->clock, PAUSE_MS, pause_over_cb, self);
  gtk_widget_grab_focus (self->leave_button);
}

static void
leave_clicked_cb (RemLetterSeal *self)
{
  set_state (self, STATE_SEALED);
  gtk_widget_grab_focus (self->ask_button);
}

static void
open_clicked_cb (RemLetterSeal *self)
{
  stop_pause (self);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static gboolean
rem_letter_seal_grab_focus (GtkWidget *widget)
{
  RemLetterSeal *self = REM_LETTER_SEAL (widget);

  return gtk_widget_grab_focus (self->state == STATE_READY    ? self->open_button
                                : self->state == STATE_SEALED ? self->ask_button
                                                              : self->leave_button);
}

static void
rem_letter_seal_dispose (GObject *object)
{
  RemLetterSeal *self = REM_LETTER_SEAL (object);
  GtkWidget *child;

  stop_pause (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_LETTER_SEAL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (rem_letter_seal_parent_class)->dispose (object);
}

static void
rem_letter_seal_class_init (RemLetterSealClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_letter_seal_dispose;
  g_type_ensure (ADW_TYPE_CLAMP);
  widget_class->focus = rem_focus_child;
  widget_class->grab_focus = rem_letter_seal_grab_focus;

  signals[SIGNAL_OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-letter-seal.ui");
  gtk_widget_class_bind_template_child (widget_class, RemLetterSeal, heading);
  gtk_widget_class_bind_template_child (widget_class, RemLetterSeal, words);
  gtk_widget_class_bind_template_child (widget_class, RemLetterSeal, open_button);
  gtk_widget_class_bind_template_child (widget_class, RemLetterSeal, ask_button);
  gtk_widget_class_bind_template_child (widget_class, RemLetterSeal, leave_button);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_clicked_cb);
}

static void
rem_letter_seal_init (RemLetterSeal *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_letter_seal_set_day:
 * @self: a seal
 * @opens: the day until which the letter is sealed
 * @clock: tells whether the day has come, and when a pause is over
 *
 * Shows the seal as it is on the day that @clock says. A pause that was begun is over.
 */
void
rem_letter_seal_set_day (RemLetterSeal *self, RemDate opens, RemClock *clock)
{
  g_return_if_fail (REM_IS_LETTER_SEAL (self));
  g_return_if_fail (rem_date_is_valid (opens));
  g_return_if_fail (REM_IS_CLOCK (clock));

  stop_pause (self);
  g_set_object (&self->clock, clock);
  self->opens = opens;
  set_state (self, rem_date_compare (opens, rem_clock_get_today (clock)) <= 0 ? STATE_READY
                                                                              : STATE_SEALED);
}
