/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-card-back.h"

#include "rem-focus-child.h"
#include "rem-keepsake-words.h"

struct _RemCardBack
{
  GtkWidget parent_instance;

  GtkLabel *words;
  GtkLabel *day;
  GtkWidget *turn_button;
};

typedef enum
{
  SIGNAL_TURNED,
  N_SIGNALS,
} RemCardBackSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemCardBack, rem_card_back, GTK_TYPE_WIDGET)

static void
turn_clicked_cb (RemCardBack *self)
{
  g_signal_emit (self, signals[SIGNAL_TURNED], 0);
}

static gboolean
rem_card_back_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (REM_CARD_BACK (widget)->turn_button);
}

static void
rem_card_back_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_CARD_BACK);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rem_card_back_parent_class)->dispose (object);
}

static void
rem_card_back_class_init (RemCardBackClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_card_back_dispose;
  widget_class->focus = rem_focus_child;
  widget_class->grab_focus = rem_card_back_grab_focus;

  signals[SIGNAL_TURNED] = g_signal_new ("turned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-card-back.ui");
  gtk_widget_class_bind_template_child (widget_class, RemCardBack, words);
  gtk_widget_class_bind_template_child (widget_class, RemCardBack, day);
  gtk_widget_class_bind_template_child (widget_class, RemCardBack, turn_button);
  gtk_widget_class_bind_template_callback (widget_class, turn_clicked_cb);
}

static void
rem_card_back_init (RemCardBack *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_card_back_set_keepsake:
 * @self: a back
 * @keepsake: what lies under it: only its kind and its day are shown
 */
void
rem_card_back_set_keepsake (RemCardBack *self, RemKeepsake *keepsake)
{
  g_autofree char *day = NULL;

  g_return_if_fail (REM_IS_CARD_BACK (self));
  g_return_if_fail (keepsake != NULL);

  day = rem_day_format (rem_keepsake_get_day (keepsake));
  gtk_label_set_label (self->words,
                       rem_keepsake_words_get_face_down (rem_keepsake_get_kind (keepsake)));
  gtk_label_set_label (self->day, day);
  gtk_widget_set_visible (GTK_WIDGET (self->day), *day != '\0');
}
