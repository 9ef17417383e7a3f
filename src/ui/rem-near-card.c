/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-near-card.h"

#include "rem-occasions.h"
#include "rem-window-toasts.h"
#include "rem-window.h"
#include "rem-wrap-box.h"

#include <glib/gi18n.h>

struct _RemNearCard
{
  AdwBin parent_instance;

  GtkLabel *label_label;
  GtkLabel *sentence_label;
  GtkActionable *candle_button;
  GtkButton *skip_button;

  RemContext *context;
  RemOccurrence *occurrence;
};

/* One day that is near: her words for it, one sentence, what may be done. */
G_DEFINE_FINAL_TYPE (RemNearCard, rem_near_card, ADW_TYPE_BIN)

/* "Not this year" and its undoing; it outlives the card, which goes with the day it shows. */
typedef struct
{
  RemContext *context;
  char *uuid;
  RemDate date;
  gboolean skip;
  GWeakRef window;
} Skip;

static Skip *
skip_new (RemContext *context, const char *uuid, RemDate date, gboolean skip, RemWindow *window)
{
  Skip *self = g_new0 (Skip, 1);

  self->context = g_object_ref (context);
  self->uuid = g_strdup (uuid);
  self->date = date;
  self->skip = skip;
  g_weak_ref_init (&self->window, window);
  return self;
}

static void
skip_free (Skip *self)
{
  g_object_unref (self->context);
  g_free (self->uuid);
  g_weak_ref_clear (&self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Skip, skip_free)

static void skip_run (Skip *self);

static void
undo_clicked_cb (AdwToast *toast, Skip *done)
{
  g_autoptr (RemWindow) window = g_weak_ref_get (&done->window);

  skip_run (skip_new (done->context, done->uuid, done->date, !done->skip, window));
}

static void
skip_freed_with_toast (gpointer data, GClosure *closure)
{
  skip_free (data);
}

static void
skip_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Skip) self = user_data;
  g_autoptr (RemWindow) window = g_weak_ref_get (&self->window);
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (!rem_occasions_set_skipped_finish (self->context, result, &error))
    {
      if (window != NULL)
        rem_window_show_error (window, error);
      return;
    }
  if (!self->skip || window == NULL)
    return;
  toast = adw_toast_new (_ ("It will stay quiet this time."));
  adw_toast_set_button_label (toast, C_ ("toast", "Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb),
                         g_steal_pointer (&self), skip_freed_with_toast, 0);
  rem_window_add_toast (window, toast);
}

static void
skip_run (Skip *self)
{
  rem_occasions_set_skipped_async (self->context, self->uuid, self->date, self->skip, NULL,
                                   skip_done_cb, self);
}

static void
skip_clicked_cb (RemNearCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  RemOccasion *occasion;

  if (self->occurrence == NULL)
    return;
  occasion = rem_occurrence_get_occasion (self->occurrence);
  skip_run (skip_new (self->context, rem_occasion_get_uuid (occasion),
                      rem_occurrence_get_date (self->occurrence), TRUE, REM_WINDOW (root)));
}

/* Whole sentences, without figures: a day that is near is not counted down to. */
static const char *
find_sentence (RemDate today, RemDate date)
{
  /* Translators: a date that the person keeps falls on that day of this week. */
  static const char *const by_weekday[] = {
    N_ ("It comes on Monday. You decide what to do with it."),
    N_ ("It comes on Tuesday. You decide what to do with it."),
    N_ ("It comes on Wednesday. You decide what to do with it."),
    N_ ("It comes on Thursday. You decide what to do with it."),
    N_ ("It comes on Friday. You decide what to do with it."),
    N_ ("It comes on Saturday. You decide what to do with it."),
    N_ ("It comes on Sunday. You decide what to do with it."),
  };
  int days = rem_date_days_between (today, date);

  if (days == 0)
    return _ ("It is today. Nothing is expected of you.");
  if (days == 1)
    return _ ("It comes tomorrow. You decide what to do with it.");
  return _ (by_weekday[(rem_date_get_weekday (date) + 6) % 7]);
}

static void
update_widgets (RemNearCard *self)
{
  RemOccasion *occasion = rem_occurrence_get_occasion (self->occurrence);
  RemRepeat repeat = rem_occasion_get_repeat (occasion);
  RemDate today = rem_clock_get_today (rem_context_get_clock (self->context));
  const char *label = rem_occurrence_get_label (self->occurrence);
  gboolean once_a_year = repeat == REM_REPEAT_NEVER || repeat == REM_REPEAT_YEARLY;

  gtk_label_set_label (self->label_label,
                       label != NULL && *label != '\0' ? label : _ ("A date you keep"));
  gtk_label_set_label (self->sentence_label,
                       find_sentence (today, rem_occurrence_get_date (self->occurrence)));
  gtk_actionable_set_action_target (self->candle_button, "s", rem_occasion_get_uuid (occasion));
  gtk_actionable_set_action_name (self->candle_button, "win.light-candle");
  gtk_button_set_label (self->skip_button, once_a_year ? _ ("Not this year") : _ ("Not this time"));
}

static void
rem_near_card_dispose (GObject *object)
{
  RemNearCard *self = REM_NEAR_CARD (object);

  g_clear_object (&self->occurrence);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_NEAR_CARD);

  G_OBJECT_CLASS (rem_near_card_parent_class)->dispose (object);
}

static void
rem_near_card_class_init (RemNearCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rem_near_card_dispose;

  g_type_ensure (REM_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-near-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RemNearCard, label_label);
  gtk_widget_class_bind_template_child (widget_class, RemNearCard, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, RemNearCard, candle_button);
  gtk_widget_class_bind_template_child (widget_class, RemNearCard, skip_button);
  gtk_widget_class_bind_template_callback (widget_class, skip_clicked_cb);
}

static void
rem_near_card_init (RemNearCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_near_card_set_context:
 * @self: a card
 * @context: what knows the day and keeps the answer
 *
 * Must be called once, before rem_near_card_set_occurrence().
 */
void
rem_near_card_set_context (RemNearCard *self, RemContext *context)
{
  g_return_if_fail (REM_IS_NEAR_CARD (self));
  g_return_if_fail (REM_IS_CONTEXT (context));

  g_set_object (&self->context, context);
}

/**
 * rem_near_card_set_occurrence:
 * @self: a card
 * @occurrence: (nullable): the day that is near; %NULL hides the card
 *
 * Shows @occurrence as seen from today: call it again when the day changes.
 */
void
rem_near_card_set_occurrence (RemNearCard *self, RemOccurrence *occurrence)
{
  g_return_if_fail (REM_IS_NEAR_CARD (self));
  g_return_if_fail (self->context != NULL);

  g_set_object (&self->occurrence, occurrence);
  gtk_widget_set_visible (GTK_WIDGET (self), occurrence != NULL);
  if (occurrence != NULL)
    update_widgets (self);
}
