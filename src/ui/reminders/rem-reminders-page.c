/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminders-page.h"

#include "rem-autostart.h"
#include "rem-day-button.h"
#include "rem-error-text.h"
#include "rem-reminders.h"

#include <glib/gi18n.h>

/*
 * What was chosen is a value. Each change by the person makes a new one and keeps it at once; then
 * the box tells of the change, and everything is read and shown anew, so that the page never says
 * what the box does not. What will be said comes from the plan itself.
 */

#define COMING_DAYS (8 * 7)
#define WEEK_DAYS   7

typedef enum
{
  PAUSE_ROW_NONE,
  PAUSE_ROW_WEEK,
  PAUSE_ROW_MONTH,
  PAUSE_ROW_UNTIL,
  PAUSE_ROW_OPEN,
} PauseRow;

struct _RemRemindersPage
{
  AdwBin parent_instance;

  GtkWidget *content;
  GtkLabel *trouble;
  AdwComboRow *pause_row;
  GtkWidget *until_row;
  RemDayButton *until_button;
  AdwComboRow *words_row;
  GtkWidget *autostart_group;
  GtkSwitch *autostart_switch;
  GtkLabel *nothing_label;
  GtkListBox *coming;

  RemContext *context;
  GCancellable *cancellable;
  RemReminderSettings *settings;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (RemRemindersPage, rem_reminders_page, ADW_TYPE_BIN)

static RemDate
get_today (RemRemindersPage *self)
{
  return rem_clock_get_today (rem_context_get_clock (self->context));
}

static RemDate
add_month (RemDate date)
{
  RemDate next = { .year = date.month == 12 ? (gint16) (date.year + 1) : date.year,
                   .month = (guint8) (date.month % 12 + 1),
                   .day = 1 };

  next.day = (guint8) MIN ((int) date.day, rem_date_days_in_month (next.year, next.month));
  return next;
}

static void
show_trouble (RemRemindersPage *self, const GError *error)
{
  g_autofree char *words = rem_error_text_build (error);

  gtk_label_set_label (self->trouble, words);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
}

static void
fill_choices (RemRemindersPage *self)
{
  const char *pauses[] = { C_ ("silence", "None"),        C_ ("silence", "For a week"),
                           C_ ("silence", "For a month"), C_ ("silence", "Until a day"),
                           C_ ("silence", "Until I say"), NULL };
  const char *words[] = { _ ("Nothing that gives it away"), _ ("That it is one of your dates"),
                          _ ("What the date is called"), NULL };
  g_autoptr (GtkStringList) pause_list = gtk_string_list_new (pauses);
  g_autoptr (GtkStringList) words_list = gtk_string_list_new (words);

  adw_combo_row_set_model (self->pause_row, G_LIST_MODEL (pause_list));
  adw_combo_row_set_model (self->words_row, G_LIST_MODEL (words_list));
}

static void
update_widgets (RemRemindersPage *self)
{
  RemDate until = REM_DATE_UNKNOWN;
  RemReminderPause pause = rem_reminder_settings_get_pause (self->settings, &until);
  PauseRow row = PAUSE_ROW_NONE;

  if (rem_reminder_settings_is_paused_on (self->settings, get_today (self)))
    row = pause == REM_REMINDER_PAUSE_OPEN ? PAUSE_ROW_OPEN : PAUSE_ROW_UNTIL;

  self->is_updating = TRUE;
  adw_combo_row_set_selected (self->pause_row, row);
  gtk_widget_set_visible (self->until_row, row == PAUSE_ROW_UNTIL);
  if (row == PAUSE_ROW_UNTIL)
    rem_day_button_set_day (self->until_button, rem_day_from_date (until), get_today (self));
  adw_combo_row_set_selected (self->words_row, rem_reminder_settings_get_words (self->settings));
  gtk_widget_set_sensitive (self->content, TRUE);
  self->is_updating = FALSE;
}

static GtkWidget *
build_notice_row (RemRemindersPage *self, const RemNotice *notice)
{
  RemClock *clock = rem_context_get_clock (self->context);
  g_autoptr (GTimeZone) zone = rem_clock_dup_time_zone (clock);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (notice->due_unix_s);
  g_autoptr (GDateTime) due = g_date_time_to_timezone (utc, zone);
  g_autofree char *day = rem_date_format (notice->day, REM_DATE_STYLE_WEEKDAY);
  /* TRANSLATORS: when a reminder comes: a day like "Wednesday, 25 November", and the hour. */
  g_autofree char *when = g_strdup_printf (_ ("%s, at %02d:%02d"), day, g_date_time_get_hour (due),
                                           g_date_time_get_minute (due));
  g_autofree char *words = g_strconcat (notice->title, "\n", notice->body, NULL);
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  return row;
}

static void
show_coming (RemRemindersPage *self, GPtrArray *notices)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->coming))) != NULL)
    gtk_list_box_remove (self->coming, row);
  for (guint i = 0; i < notices->len; i++)
    gtk_list_box_append (self->coming, build_notice_row (self, g_ptr_array_index (notices, i)));

  gtk_label_set_label (self->nothing_label, _ ("Nothing will be said."));
  gtk_widget_set_visible (GTK_WIDGET (self->nothing_label), notices->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->coming), notices->len > 0);
}

static void
coming_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemRemindersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notices =
      rem_reminders_list_coming_finish (REM_CONTEXT (source), result, COMING_DAYS, &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (notices == NULL)
    show_trouble (self, error);
  else
    show_coming (self, notices);
}

static void
settings_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemRemindersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RemReminderSettings) settings =
      rem_reminders_get_settings_finish (REM_CONTEXT (source), result, &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (settings == NULL)
    {
      show_trouble (self, error);
      return;
    }

  g_clear_pointer (&self->settings, rem_reminder_settings_unref);
  self->settings = g_steal_pointer (&settings);
  update_widgets (self);
}

static void
read_again (RemRemindersPage *self)
{
  rem_reminders_get_settings_async (self->context, self->cancellable, settings_cb,
                                    g_object_ref (self));
  rem_reminders_list_coming_async (self->context, self->cancellable, coming_cb,
                                   g_object_ref (self));
}

static void
context_changed_cb (RemContext *context, guint changes, RemRemindersPage *self)
{
  if (self->cancellable != NULL && (changes & (REM_BOX_CHANGE_OCCASIONS | REM_BOX_CHANGE_PERSONS |
                                               REM_BOX_CHANGE_SETTINGS)) != 0)
    read_again (self);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemRemindersPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_reminders_set_settings_finish (REM_CONTEXT (source), result, &error) &&
      self->cancellable != NULL)
    show_trouble (self, error);
}

/* Takes @settings over. */
static void
keep (RemRemindersPage *self, RemReminderSettings *settings)
{
  g_clear_pointer (&self->settings, rem_reminder_settings_unref);
  self->settings = settings;
  update_widgets (self);
  rem_reminders_set_settings_async (self->context, settings, kept_cb, g_object_ref (self));
}

static void
keep_pause (RemRemindersPage *self, RemReminderPause pause, RemDate until)
{
  keep (self, rem_reminder_settings_with_pause (self->settings, pause, until));
}

static void
pause_changed_cb (RemRemindersPage *self)
{
  RemDate today = REM_DATE_UNKNOWN;

  if (self->is_updating || self->settings == NULL)
    return;

  today = get_today (self);
  switch (adw_combo_row_get_selected (self->pause_row))
    {
    case PAUSE_ROW_NONE:
      keep_pause (self, REM_REMINDER_PAUSE_NONE, REM_DATE_UNKNOWN);
      break;
    case PAUSE_ROW_MONTH:
      keep_pause (self, REM_REMINDER_PAUSE_UNTIL, add_month (today));
      break;
    case PAUSE_ROW_OPEN:
      keep_pause (self, REM_REMINDER_PAUSE_OPEN, REM_DATE_UNKNOWN);
      break;
    case PAUSE_ROW_WEEK:
    case PAUSE_ROW_UNTIL:
    default:
      keep_pause (self, REM_REMINDER_PAUSE_UNTIL, rem_date_add_days (today, WEEK_DAYS));
      break;
    }
}

static void
until_changed_cb (RemRemindersPage *self)
{
  RemDay day = rem_day_button_get_day (self->until_button);

  /* A month or a season begins with its first day; without a day it lasts until the person says. */
  if (day.precision == REM_PRECISION_NONE)
    keep_pause (self, REM_REMINDER_PAUSE_OPEN, REM_DATE_UNKNOWN);
  else
    keep_pause (self, REM_REMINDER_PAUSE_UNTIL, rem_day_get_first (day));
}

static void
words_changed_cb (RemRemindersPage *self)
{
  guint selected = adw_combo_row_get_selected (self->words_row);

  if (self->is_updating || self->settings == NULL || selected > REM_REMINDER_WORDS_NAMED)
    return;

  keep (self, rem_reminder_settings_with_words (self->settings, (RemReminderWords) selected));
}

static void
autostart_known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemRemindersPage) self = user_data;
  gboolean is_on = rem_autostart_get_finish (result);

  if (self->cancellable == NULL)
    return;
  self->is_updating = TRUE;
  gtk_switch_set_active (self->autostart_switch, is_on);
  gtk_widget_set_sensitive (self->autostart_group, TRUE);
  self->is_updating = FALSE;
}

static void
autostart_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemRemindersPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rem_autostart_set_finish (result, &error) && self->cancellable != NULL)
    show_trouble (self, error);
  rem_autostart_get_async (autostart_known_cb, g_object_ref (self));
}

static void
autostart_changed_cb (RemRemindersPage *self)
{
  if (!self->is_updating)
    rem_autostart_set_async (gtk_switch_get_active (self->autostart_switch), autostart_set_cb,
                             g_object_ref (self));
}

static void
rem_reminders_page_dispose (GObject *object)
{
  RemRemindersPage *self = REM_REMINDERS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), REM_TYPE_REMINDERS_PAGE);

  G_OBJECT_CLASS (rem_reminders_page_parent_class)->dispose (object);
}

static void
rem_reminders_page_finalize (GObject *object)
{
  RemRemindersPage *self = REM_REMINDERS_PAGE (object);

  g_clear_pointer (&self->settings, rem_reminder_settings_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (rem_reminders_page_parent_class)->finalize (object);
}

static void
rem_reminders_page_class_init (RemRemindersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rem_reminders_page_dispose;
  object_class->finalize = rem_reminders_page_finalize;

  g_type_ensure (REM_TYPE_DAY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Remember/ui/rem-reminders-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RemRemindersPage, content);
  gtk_widget_class_bind_template_child (widget_class, RemRemindersPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, RemRemindersPage, pause_row);
  gtk_widget_class_bind_template_child (widget_class, RemRemindersPage, until_row);
  gtk_widget_class_bind_template_child (widget_class, RemRemindersPage, until_button);
  gtk_widget_class_bind_template_child (widget_class, RemRemindersPage, words_row);
  gtk_widget_class_bind_template_child (widget_class, RemRemindersPage, autostart_group);
  gtk_widget_class_bind_template_child (widget_class, RemRemindersPage, autostart_switch);
  gtk_widget_class_bind_template_child (widget_class, RemRemindersPage, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, RemRemindersPage, coming);
  gtk_widget_class_bind_template_callback (widget_class, pause_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, until_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, autostart_changed_cb);
}

static void
rem_reminders_page_init (RemRemindersPage *self)
{
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choices (self);
  gtk_widget_set_sensitive (self->autostart_group, FALSE);
  gtk_widget_set_visible (self->until_row, FALSE);
  self->is_updating = FALSE;
}

/**
 * rem_reminders_page_new:
 * @context: a context whose box is open
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rem_reminders_page_new (RemContext *context)
{
  RemRemindersPage *self = NULL;

  g_return_val_if_fail (REM_IS_CONTEXT (context), NULL);

  self = g_object_new (REM_TYPE_REMINDERS_PAGE, NULL);
  self->context = g_object_ref (context);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (context, "changed", G_CALLBACK (context_changed_cb), self, 0);
  read_again (self);
  gtk_widget_set_visible (self->autostart_group, rem_context_get_plan_writer (context) != NULL);
  rem_autostart_get_async (autostart_known_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
