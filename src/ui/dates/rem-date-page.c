/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-date-page.h"

#include "rem-date-editor-page.h"
#include "rem-error-text.h"
#include "rem-occasion-changer.h"
#include "rem-occasion-words.h"
#include "rem-occasions.h"
#include "rem-occurrences.h"
#include "rem-persons.h"
#include "rem-story-view.h"
#include "rem-time-since.h"
#include "rem-week-then.h"
#include "rem-window.h"
#include "rem-wrap-box.h"

#include <glib/gi18n.h>

/* What the box says is read anew whenever it changes, and shown; the page holds nothing else. A
 * date that is removed while its page is open takes the page away. */

/** How far ahead the next day is looked for: a 29 February that is kept in leap years only. */
#define DAYS_AHEAD (366 * 9)

struct _RemDatePage
{
  AdwBin parent_instance;

  GtkMenuButton *menu_button;
  GtkWidget *content;
  GtkLabel *kind;
  GtkLabel *name;
  GtkLabel *day;
  GtkLabel *week;
  GtkLabel *since;
  GtkWidget *coming;
  GtkLabel *next;
  GtkLabel *why;
  GtkLabel *note;
  GtkLabel *reminders;
  GtkActionable *candle_button;
  GtkButton *skip_button;
  RemStoryView *story;
  GtkLabel *trouble;

  RemContext *context;
  GCancellable *cancellable;
  char *uuid;
  RemOccasion *occasion;     /* nullable */
  RemOccurrence *coming_day; /* nullable: the next day on which it falls */
  GPtrArray *persons;        /* nullable: those who are remembered */
};

G_DEFINE_FINAL_TYPE (RemDatePage, rem_date_page, ADW_TYPE_BIN)

static RemWindow *
get_window (RemDatePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return REM_IS_WINDOW (root) ? REM_WINDOW (root) : NULL;
}

static RemDate
get_today (RemDatePage *self)
{
  return rem_clock_get_today (rem_context_get_clock (self->context));
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static char *
build_reminder (RemReminder reminder)
{
  if (reminder.lead_days == 0)
    /* TRANSLATORS: when a date is told of; an hour and minutes follow. */
    return g_strdup_printf (_ ("A reminder on the day, at %02u:%02u."), reminder.hour,
                            reminder.minute);
  if (reminder.lead_days == 1)
    return g_strdup_printf (_ ("A reminder the day before, at %02u:%02u."), reminder.hour,
                            reminder.minute);
  if (reminder.lead_days == 7)
    return g_strdup_printf (_ ("A reminder a week before, at %02u:%02u."), reminder.hour,
                            reminder.minute);

  return g_strdup_printf (_ ("A reminder beforehand, at %02u:%02u."), reminder.hour,
                          reminder.minute);
}

static char *
build_reminders (RemOccasion *occasion)
{
  gsize n_reminders = 0;
  const RemReminder *reminders = rem_occasion_get_reminders (occasion, &n_reminders);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n_reminders; i++)
    {
      g_autofree char *sentence = build_reminder (reminders[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", sentence);
    }
  if (n_reminders > 0 && rem_occasion_is_muted (occasion))
    g_string_append_printf (text, "\n%s", _ ("They rest for now; nothing is said."));
  if (n_reminders == 0)
    g_string_append (text, _ ("No reminder."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
build_day (RemOccasion *occasion)
{
  g_autofree char *day = rem_day_format (rem_occasion_get_anchor (occasion));
  g_autofree char *first = NULL;
  const char *hour = rem_occasion_get_hour (occasion);

  if (*day == '\0')
    return g_strdup (hour);
  first = g_utf8_strup (day, g_utf8_next_char (day) - day);
  if (*hour == '\0')
    return g_strconcat (first, g_utf8_next_char (day), NULL);

  return g_strconcat (first, g_utf8_next_char (day), "\n", hour, NULL);
}

static char *
build_next (RemDatePage *self)
{
  g_autofree char *day = NULL;
  RemDate date = REM_DATE_UNKNOWN;

  if (self->coming_day == NULL)
    return NULL;
  date = rem_occurrence_get_date (self->coming_day);
  if (rem_occurrence_get_day (self->coming_day).precision != REM_PRECISION_DAY)
    return NULL;
  if (rem_date_equal (date, get_today (self)))
    return g_strdup (_ ("It is today. Nothing is expected of you."));

  day = rem_date_format (date, REM_DATE_STYLE_LONG);
  if (rem_occurrence_is_skipped (self->coming_day))
    /* TRANSLATORS: a day on which a date falls that shall pass in silence. */
    return g_strdup_printf (_ ("It passes quietly on %s."), day);

  /* TRANSLATORS: the next day on which a date falls, as "Sunday, 22 November 2026". */
  return g_strdup_printf (_ ("It comes on %s."), day);
}

static void
fill_menu (RemDatePage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();
  gsize n_reminders = 0;

  rem_occasion_get_reminders (self->occasion, &n_reminders);
  if (n_reminders > 0)
    g_menu_append (menu,
                   rem_occasion_is_muted (self->occasion) ? _ ("_Let its reminders come")
                                                          : _ ("Let its _reminders rest"),
                   "date.mute");
  if (rem_date_is_valid (rem_occasion_get_ended (self->occasion)))
    g_menu_append (menu, _ ("Let it come _back again"), "date.end");
  else if (rem_occasion_get_repeat (self->occasion) != REM_REPEAT_NEVER)
    g_menu_append (menu, _ ("Let it come _no more"), "date.end");
  g_menu_append_section (rest, NULL, G_MENU_MODEL (menu));
  {
    g_autoptr (GMenu) removal = g_menu_new ();

    g_menu_append (removal, _ ("_Remove this date"), "date.remove");
    g_menu_append_section (rest, NULL, G_MENU_MODEL (removal));
  }
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (rest));
}

static void
update_widgets (RemDatePage *self)
{
  g_autofree char *name = rem_occasion_words_build_name (self->occasion);
  const char *kind = rem_occasion_words_get_kind (rem_occasion_get_kind (self->occasion));
  g_autofree char *day = build_day (self->occasion);
  g_autofree char *next = build_next (self);
  g_autofree char *why = NULL;
  g_autofree char *reminders = build_reminders (self->occasion);
  gboolean has_day = self->coming_day != NULL &&
                     rem_occurrence_get_day (self->coming_day).precision == REM_PRECISION_DAY;

  if (self->coming_day != NULL)
    why = rem_occurrence_dup_why (self->coming_day);
  else if (rem_date_is_valid (rem_occasion_get_ended (self->occasion)))
    why = g_strdup (_ ("It rests from now on, as you chose. All of it is still here."));

  set_text (self->kind, g_str_equal (kind, name) ? NULL : kind);
  set_text (self->name, name);
  set_text (self->day, day);
  set_text (self->next, next);
  set_text (self->why, why);
  gtk_widget_set_visible (self->coming, next != NULL || (why != NULL && *why != '\0'));
  set_text (self->note, rem_occasion_get_note (self->occasion));
  set_text (self->reminders, rem_day_equal (rem_occasion_get_anchor (self->occasion), REM_DAY_NONE)
                                 ? NULL
                                 : reminders);
  gtk_actionable_set_action_target (self->candle_button, "s", self->uuid);
  gtk_actionable_set_action_name (self->candle_button, "win.light-candle");
  gtk_widget_set_visible (GTK_WIDGET (self->skip_button), has_day);
  if (has_day)
    gtk_button_set_label (self->skip_button, rem_occurrence_is_skipped (self->coming_day)
                                                 ? _ ("Let it come")
                                                 : rem_occasion_words_get_skip (
                                                       rem_occasion_get_repeat (self->occasion)));
  fill_menu (self);
  gtk_widget_set_visible (self->content, TRUE);
}

static void
occasions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemDatePage) self = user_data;
  g_autoptr (GPtrArray) occasions = rem_occasions_list_finish (REM_CONTEXT (source), result, NULL);
  g_autofree char *week = NULL;

  if (occasions == NULL || self->cancellable == NULL || self->occasion == NULL)
    return;

  week = rem_week_then_build (self->occasion, occasions, self->persons);
  set_text (self->week, week);
}

static void
persons_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemDatePage) self = user_data;
  g_autoptr (GPtrArray) persons = rem_persons_list_finish (REM_CONTEXT (source), result, NULL);
  g_autofree char *since = NULL;

  if (persons == NULL || self->cancellable == NULL || self->occasion == NULL)
    return;

  since = rem_time_since_build (self->occasion, persons, get_today (self));
  set_text (self->since, since);
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  self->persons = g_steal_pointer (&persons);
  if (rem_occasion_get_kind (self->occasion) == REM_OCCASION_KIND_LOSS)
    rem_occasions_list_async (self->context, self->cancellable, occasions_cb, g_object_ref (self));
  else
    set_text (self->week, NULL);
}

static void
coming_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemDatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = rem_occurrences_list_finish (REM_CONTEXT (source), result, &error);

  if (days == NULL || self->cancellable == NULL || self->occasion == NULL)
    return;

  g_clear_object (&self->coming_day);
  for (guint i = 0; i < days->len && self->coming_day == NULL; i++)
    {
      RemOccurrence *occurrence = g_ptr_array_index (days, i);

      if (g_str_equal (rem_occasion_get_uuid (rem_occurrence_get_occasion (occurrence)),
                       self->uuid))
        self->coming_day = g_object_ref (occurrence);
    }
  update_widgets (self);
}

static void
get_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemDatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemOccasion) occasion =
      rem_occasions_get_finish (REM_CONTEXT (source), result, &error);
  RemDate today = REM_DATE_UNKNOWN;
  gboolean is_first = self->occasion == NULL;

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (occasion == NULL)
    {
      g_autofree char *words = rem_error_text_build (error);

      set_text (self->trouble, words);
      return;
    }

  g_clear_pointer (&self->occasion, rem_occasion_unref);
  self->occasion = g_steal_pointer (&occasion);
  if (is_first)
    rem_story_view_show_date (self->story, self->context, self->occasion);
  today = get_today (self);
  rem_occurrences_list_async (self->context, self->uuid, today,
                              rem_date_add_days (today, DAYS_AHEAD), self->cancellable, coming_cb,
                              g_object_ref (self));
  rem_persons_list_async (self->context, self->cancellable, persons_cb, g_object_ref (self));
}

static void
load (RemDatePage *self)
{
  rem_occasions_get_async (self->context, self->uuid, self->cancellable, get_cb,
                           g_object_ref (self));
}

static void
context_changed_cb (RemDatePage *self, guint changes)
{
  if (self->cancellable != NULL &&
      (changes & (REM_BOX_CHANGE_OCCASIONS | REM_BOX_CHANGE_PERSONS)) != 0)
    load (self);
}

static void
change_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemDatePage *self = REM_DATE_PAGE (widget);

  rem_window_push_page (get_window (self), rem_date_editor_page_new (self->context, self->uuid));
}

static void
skip_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemDatePage *self = REM_DATE_PAGE (widget);

  if (self->coming_day != NULL)
    rem_occasion_changer_skip (get_window (self), self->uuid,
                               rem_occurrence_get_date (self->coming_day),
                               !rem_occurrence_is_skipped (self->coming_day));
}

static void
mute_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemDatePage *self = REM_DATE_PAGE (widget);
  g_autoptr (RemOccasion) changed = NULL;

  if (self->occasion == NULL)
    return;
  changed = rem_occasion_with_muted (self->occasion, !rem_occasion_is_muted (self->occasion));
  rem_occasion_changer_keep (get_window (self), changed);
}

static void
end_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemDatePage *self = REM_DATE_PAGE (widget);
  g_autoptr (RemOccasion) changed = NULL;
  gboolean is_ended = FALSE;

  if (self->occasion == NULL)
    return;
  is_ended = rem_date_is_valid (rem_occasion_get_ended (self->occasion));
  changed =
      rem_occasion_with_ended (self->occasion, is_ended ? REM_DATE_UNKNOWN : get_today (self));
  rem_occasion_changer_keep (get_window (self), changed);
}

static void
remove_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RemDatePage *self = REM_DATE_PAGE (widget);
  RemWindow *window = get_window (self);

  rem_occasion_changer_remove (window, self->uuid);
  rem_window_pop_page (window);
}

static void
rem_date_page_dispose (GObject *object)
{
  RemDatePage *self = REM_DATE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->coming_day);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_DATE_PAGE);

  G_OBJECT_CLASS (rem_date_page_parent_class)->dispose (object);
}

static void
rem_date_page_finalize (GObject *object)
{
  RemDatePage *self = REM_DATE_PAGE (object);

  g_clear_pointer (&self->occasion, rem_occasion_unref);
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_clear_object (&self->context);
  g_free (self->uuid);

  G_OBJECT_CLASS (rem_date_page_parent_class)->finalize (object);
}

static void
rem_date_page_class_init (RemDatePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_date_page_dispose;
  object_class->finalize = rem_date_page_finalize;

  g_type_ensure (REM_TYPE_STORY_VIEW);
  g_type_ensure (REM_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-date-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, content);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, kind);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, name);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, day);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, since);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, week);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, coming);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, next);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, why);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, note);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, reminders);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, candle_button);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, skip_button);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, story);
  gtk_widget_class_bind_template_child (widget_class, RemDatePage, trouble);
  gtk_widget_class_install_action (widget_class, "date.change", NULL, change_activated);
  gtk_widget_class_install_action (widget_class, "date.skip", NULL, skip_activated);
  gtk_widget_class_install_action (widget_class, "date.mute", NULL, mute_activated);
  gtk_widget_class_install_action (widget_class, "date.end", NULL, end_activated);
  gtk_widget_class_install_action (widget_class, "date.remove", NULL, remove_activated);
}

static void
rem_date_page_init (RemDatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rem_date_page_new:
 * @context: a context whose box is open
 * @uuid: which date
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_date_page_new (RemContext *context, const char *uuid)
{
  RemDatePage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  self = g_object_new (REM_TYPE_DATE_PAGE, NULL);
  self->context = g_object_ref (context);
  self->uuid = g_strdup (uuid);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (context, "changed", G_CALLBACK (context_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}
