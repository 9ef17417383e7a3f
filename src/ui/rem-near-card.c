/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-near-card.h"

#include "rem-letter-page.h"
#include "rem-occasions.h"
#include "rem-person-words.h"
#include "rem-persons.h"
#include "rem-wall-time.h"
#include "rem-window-toasts.h"
#include "rem-window.h"
#include "rem-wrap-box.h"

#include <glib/gi18n.h>

#define EVENING_HOUR 19
#define MAX_WAIT_MS  (60 * 60 * 1000)

struct _RemNearCard
{
  AdwBin parent_instance;

  GtkLabel *label_label;
  GtkLabel *sentence_label;
  GtkWidget *write_button;
  GtkLabel *write_label;
  GtkActionable *candle_button;
  GtkButton *skip_button;

  RemContext *context;
  RemOccurrence *occurrence;
  RemPerson *person;  /* nullable: whose day it is, if it is that of one alone */
  char *put_off_uuid; /* nullable: the date that was put off, and until when */
  gint64 put_off_until_us;
  guint timeout_id;
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
update_write_button (RemNearCard *self)
{
  g_autofree char *words = self->person != NULL ? rem_person_words_build_write (self->person)
                                                : g_strdup (C_ ("near date", "Write"));

  gtk_label_set_label (self->write_label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->write_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* The only one of whom the day is, or NULL. */
static const char *
get_person_uuid (RemNearCard *self)
{
  const char *const *persons =
      self->occurrence != NULL
          ? rem_occasion_get_persons (rem_occurrence_get_occasion (self->occurrence))
          : NULL;

  return persons != NULL && persons[0] != NULL && persons[1] == NULL ? persons[0] : NULL;
}

static void
persons_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemNearCard) self = user_data;
  g_autoptr (GPtrArray) persons = rem_persons_list_finish (REM_CONTEXT (source), result, NULL);
  const char *uuid = get_person_uuid (self);

  if (persons == NULL || self->context == NULL)
    return;
  g_clear_pointer (&self->person, rem_person_unref);
  for (guint i = 0; uuid != NULL && i < persons->len; i++)
    if (g_str_equal (rem_person_get_uuid (g_ptr_array_index (persons, i)), uuid))
      self->person = rem_person_ref (g_ptr_array_index (persons, i));
  update_write_button (self);
}

static void
write_clicked_cb (RemNearCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->person != NULL)
    rem_window_push_page (REM_WINDOW (root),
                          rem_letter_page_new_to_write_to (self->context, self->person));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.write-letter", NULL);
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

/* What was put off is hidden until its time, as long as the window lives. */
static gboolean
is_put_off (RemNearCard *self, RemOccurrence *occurrence)
{
  const char *uuid = rem_occasion_get_uuid (rem_occurrence_get_occasion (occurrence));

  return g_strcmp0 (self->put_off_uuid, uuid) == 0 &&
         rem_clock_get_unix_us (rem_context_get_clock (self->context)) < self->put_off_until_us;
}

static void update_visible (RemNearCard *self);

static void
put_off_cb (gpointer user_data)
{
  RemNearCard *self = user_data;

  self->timeout_id = 0;
  update_visible (self);
}

static void
update_visible (RemNearCard *self)
{
  RemClock *clock = rem_context_get_clock (self->context);
  gboolean is_hidden = self->occurrence == NULL || is_put_off (self, self->occurrence);

  gtk_widget_set_visible (GTK_WIDGET (self), !is_hidden);
  if (self->occurrence != NULL)
    update_widgets (self);
  if (self->timeout_id != 0)
    rem_clock_remove_timeout (clock, self->timeout_id);
  self->timeout_id = 0;
  if (self->occurrence != NULL && is_hidden)
    {
      gint64 wait_ms = (self->put_off_until_us - rem_clock_get_unix_us (clock)) / 1000 + 1;

      self->timeout_id =
          rem_clock_add_timeout (clock, (guint) MIN (wait_ms, MAX_WAIT_MS), put_off_cb, self);
    }
}

static void
later_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemNearCard *self = REM_NEAR_CARD (widget);
  const char *when = g_variant_get_string (parameter, NULL);
  RemClock *clock = rem_context_get_clock (self->context);
  RemDate today = rem_clock_get_today (clock);
  g_autoptr (GTimeZone) zone = rem_clock_dup_time_zone (clock);
  gint64 in_an_hour = rem_clock_get_unix_us (clock) / G_USEC_PER_SEC + 60 * 60;
  gint64 until = in_an_hour;

  if (self->occurrence == NULL)
    return;
  if (g_str_equal (when, "evening"))
    until = MAX (in_an_hour, rem_wall_time_find (today, EVENING_HOUR, 0, zone));
  else if (g_str_equal (when, "tomorrow"))
    until = rem_wall_time_find (rem_date_add_days (today, 1), 0, 0, zone);

  g_free (self->put_off_uuid);
  self->put_off_uuid =
      g_strdup (rem_occasion_get_uuid (rem_occurrence_get_occasion (self->occurrence)));
  self->put_off_until_us = until * G_USEC_PER_SEC;
  update_visible (self);
}

static void
rem_near_card_dispose (GObject *object)
{
  RemNearCard *self = REM_NEAR_CARD (object);

  if (self->timeout_id != 0)
    rem_clock_remove_timeout (rem_context_get_clock (self->context), self->timeout_id);
  self->timeout_id = 0;
  g_clear_pointer (&self->put_off_uuid, g_free);
  g_clear_object (&self->occurrence);
  g_clear_pointer (&self->person, rem_person_unref);
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
  gtk_widget_class_bind_template_child (widget_class, RemNearCard, write_button);
  gtk_widget_class_bind_template_child (widget_class, RemNearCard, write_label);
  gtk_widget_class_bind_template_child (widget_class, RemNearCard, candle_button);
  gtk_widget_class_bind_template_child (widget_class, RemNearCard, skip_button);
  gtk_widget_class_bind_template_callback (widget_class, skip_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, write_clicked_cb);
  gtk_widget_class_install_action (widget_class, "near.later", "s", later_activated);
}

static void
rem_near_card_init (RemNearCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_write_button (self);
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
  g_clear_pointer (&self->person, rem_person_unref);
  update_write_button (self);
  if (get_person_uuid (self) != NULL)
    rem_persons_list_async (self->context, NULL, persons_cb, g_object_ref (self));
  update_visible (self);
}
