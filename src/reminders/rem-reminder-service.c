/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-reminder-service.h"

#include "rem-alarm.h"
#include "rem-notice-server.h"
#include "rem-reminder-state.h"
#include "rem-time-watch.h"

#include <glib/gi18n.h>

/*
 * Everything that happens - the alarm, a clock that was set, another zone, a computer that wakes, a
 * plan that was written, a notification server that appears, an answer - ends in look(), which asks
 * the scheduler what has to be done now, does it, and sets the alarm for the next look. There is no
 * other state than the scheduler's.
 *
 * A notice is written into the record before it is shown: after a crash between the two a day may
 * stay silent, but no crash repeats anything.
 *
 * The service stays for as long as the session. On desktops that talk org.freedesktop.Notifications
 * the buttons of a notice work only while it lives, and it watches for the next plan.
 */

#define NOTICE_ID "today" /* the same each day, so that one takes the place of another */
#define TRIAL_ID  "trial"
#define RETRY_US  ((gint64) 60 * 60 * G_USEC_PER_SEC)
#define ICON_NAME REM_REMINDER_SERVICE_ID "-symbolic"

struct _RemReminderService
{
  GApplication parent_instance;

  RemClock *clock;
  char *plan_path;

  /* From startup to shutdown. */
  RemReminderState *state;
  RemAlarm *alarm;
  RemTimeWatch *time_watch;
  RemNoticeServer *server;
  GFileMonitor *monitor;
  GVariant *platform_data; /* of the call from the desktop that is being handled */
};

G_DEFINE_FINAL_TYPE (RemReminderService, rem_reminder_service, G_TYPE_APPLICATION)

/* Notification servers may read a body as markup; what a person wrote is no markup. */
static char *
build_plain (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "<", -1);

  return g_strjoinv ("‹", parts);
}

static GNotification *
build_notification (const char *title, const char *body)
{
  g_autofree char *plain_title = build_plain (title);
  g_autofree char *plain_body = build_plain (body);
  g_autoptr (GIcon) icon = g_themed_icon_new (ICON_NAME);
  GNotification *notification = g_notification_new (plain_title);

  g_notification_set_body (notification, plain_body);
  g_notification_set_icon (notification, icon);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_NORMAL);

  return notification;
}

static void
show_notice (RemReminderService *self, const RemNotice *notice)
{
  g_autoptr (GNotification) notification = build_notification (notice->title, notice->body);
  const char *id = notice->ids[0];

  g_notification_set_default_action_and_target (notification, "app.open", "s", id);

  /* Translators: the buttons of a reminder on the desktop, short and calm. "Later" brings it once
   * more in an hour, then this evening, then tomorrow; "Not this year" lets this date rest until it
   * comes round again. */
  g_notification_add_button_with_target (notification, _ ("Open"), "app.open", "s", id);
  if (notice->has_later)
    g_notification_add_button_with_target (notification, _ ("Later"), "app.later", "s", id);
  g_notification_add_button_with_target (notification, _ ("Not this year"), "app.skip", "s", id);

  g_application_send_notification (G_APPLICATION (self), NOTICE_ID, notification);
}

/* Returns %TRUE if something was done, so that it has to look again. */
static gboolean
act (RemReminderService *self, RemReminderStep *step)
{
  RemReminderScheduler *scheduler = rem_reminder_state_get_scheduler (self->state);

  if (step->withdraws)
    {
      g_application_withdraw_notification (G_APPLICATION (self), NOTICE_ID);
      rem_reminder_scheduler_withdrew (scheduler);
      rem_reminder_state_save (self->state);
    }

  if (step->notice != NULL && !rem_notice_server_is_there (self->server))
    {
      rem_notice_server_start (self->server);
      return step->withdraws;
    }

  if (step->notice != NULL)
    {
      rem_reminder_scheduler_told (scheduler, step->notice);
      rem_reminder_state_save (self->state);
      show_notice (self, step->notice);
    }

  return step->withdraws || step->notice != NULL;
}

static void
look (RemReminderService *self)
{
  RemReminderScheduler *scheduler = rem_reminder_state_get_scheduler (self->state);
  g_autoptr (RemReminderStep) step = rem_reminder_scheduler_look (scheduler);
  gint64 next_look_us = 0;

  if (act (self, step))
    {
      g_clear_pointer (&step, rem_reminder_step_free);
      step = rem_reminder_scheduler_look (scheduler);
    }

  next_look_us = step->next_look_unix_us;
  if (step->notice != NULL || step->withdraws)
    {
      gint64 retry_us = rem_clock_get_unix_us (self->clock) + RETRY_US;

      next_look_us = next_look_us == 0 ? retry_us : MIN (next_look_us, retry_us);
    }
  rem_alarm_set (self->alarm, next_look_us);
}

static void
look_cb (gpointer user_data)
{
  look (REM_REMINDER_SERVICE (user_data));
}

static void
file_changed_cb (GFileMonitor *monitor,
                 GFile *file,
                 GFile *other_file,
                 GFileMonitorEvent event,
                 gpointer user_data)
{
  RemReminderService *self = REM_REMINDER_SERVICE (user_data);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *other_name = other_file != NULL ? g_file_get_basename (other_file) : NULL;

  /* The hint comes when the writer is done, and is followed by nothing new. */
  if (event == G_FILE_MONITOR_EVENT_CHANGED || event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
    return;
  if (!rem_reminder_state_is_read_from (self->state, name) &&
      (other_name == NULL || !rem_reminder_state_is_read_from (self->state, other_name)))
    return;

  rem_reminder_state_reload (self->state);
  look (self);
}

static void
watch_folder (RemReminderService *self, const char *path)
{
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);

  /* A folder that does not exist would be looked for every few seconds. */
  if (g_file_query_exists (folder, NULL))
    self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (file_changed_cb), self);
}

/* The part of the platform data that lets the window come to the front. */
static GVariant *
build_platform_data (RemReminderService *self)
{
  static const char *const keys[] = { "desktop-startup-id", "activation-token" };
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  for (gsize i = 0; self->platform_data != NULL && i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GVariant) value =
          g_variant_lookup_value (self->platform_data, keys[i], G_VARIANT_TYPE_STRING);

      if (value != NULL)
        g_variant_builder_add (&builder, "{sv}", keys[i], value);
    }

  return g_variant_builder_end (&builder);
}

static void
window_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    g_message ("The window could not be opened from a reminder");
}

static void
open_window (RemReminderService *self)
{
  g_dbus_connection_call (g_application_get_dbus_connection (G_APPLICATION (self)),
                          REM_APPLICATION_ID, "/org/example/Remember",
                          "org.freedesktop.Application", "Activate",
                          g_variant_new ("(@a{sv})", build_platform_data (self)), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, window_opened_cb, NULL);
}

/* After an answer. The notice that is on the screen may be another one than the answered. */
static void
settle (RemReminderService *self)
{
  RemReminderScheduler *scheduler = rem_reminder_state_get_scheduler (self->state);

  rem_reminder_state_save (self->state);
  if (rem_fired_record_find_shown (rem_reminder_scheduler_get_record (scheduler)) == NULL)
    g_application_withdraw_notification (G_APPLICATION (self), NOTICE_ID);
  look (self);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RemReminderService *self = REM_REMINDER_SERVICE (user_data);

  if (rem_reminder_scheduler_open (rem_reminder_state_get_scheduler (self->state),
                                   g_variant_get_string (parameter, NULL)))
    settle (self);
  open_window (self);
}

static void
later_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RemReminderService *self = REM_REMINDER_SERVICE (user_data);

  if (rem_reminder_scheduler_later (rem_reminder_state_get_scheduler (self->state),
                                    g_variant_get_string (parameter, NULL)))
    settle (self);
}

static void
skip_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RemReminderService *self = REM_REMINDER_SERVICE (user_data);

  rem_reminder_state_not_this_year (self->state, g_variant_get_string (parameter, NULL));
  settle (self);
}

/* What the window shows to try out how a reminder looks; it stands for nothing. */
static void
trial_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RemReminderService *self = REM_REMINDER_SERVICE (user_data);
  const char *title = NULL;
  const char *body = NULL;
  g_autoptr (GNotification) notification = NULL;

  g_variant_get (parameter, "(&s&s)", &title, &body);
  if (g_utf8_strlen (title, -1) > REM_REMINDER_PLAN_MAX_TITLE ||
      g_utf8_strlen (body, -1) > REM_REMINDER_PLAN_MAX_BODY)
    return;

  notification = build_notification (title, body);
  g_application_send_notification (G_APPLICATION (self), TRIAL_ID, notification);
}

static void
rem_reminder_service_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "open", .activate = open_cb, .parameter_type = "s" },
    { .name = "later", .activate = later_cb, .parameter_type = "s" },
    { .name = "skip", .activate = skip_cb, .parameter_type = "s" },
    { .name = "trial", .activate = trial_cb, .parameter_type = "(ss)" },
  };
  RemReminderService *self = REM_REMINDER_SERVICE (application);
  g_autofree char *folder = NULL;

  G_APPLICATION_CLASS (rem_reminder_service_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);

  /* Watched first and read then: what is written between the two is seen twice, not never. */
  folder = g_path_get_dirname (self->plan_path);
  watch_folder (self, folder);
  self->state = rem_reminder_state_new (self->clock, self->plan_path);
  self->alarm = rem_alarm_new (self->clock, look_cb, self);
  self->time_watch = rem_time_watch_new (look_cb, self);
  self->server =
      rem_notice_server_new (g_application_get_dbus_connection (application), look_cb, self);
  g_application_hold (application);
  look (self);
}

static void
rem_reminder_service_shutdown (GApplication *application)
{
  RemReminderService *self = REM_REMINDER_SERVICE (application);

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->server, rem_notice_server_free);
  g_clear_pointer (&self->time_watch, rem_time_watch_free);
  g_clear_pointer (&self->alarm, rem_alarm_free);
  g_clear_pointer (&self->state, rem_reminder_state_free);

  G_APPLICATION_CLASS (rem_reminder_service_parent_class)->shutdown (application);
}

/* The window does this after it has written the first plan of a session. */
static void
rem_reminder_service_activate (GApplication *application)
{
  RemReminderService *self = REM_REMINDER_SERVICE (application);

  watch_folder (self, rem_reminder_state_get_folder (self->state));
  rem_reminder_state_reload (self->state);
  look (self);
}

static void
rem_reminder_service_before_emit (GApplication *application, GVariant *platform_data)
{
  RemReminderService *self = REM_REMINDER_SERVICE (application);

  g_clear_pointer (&self->platform_data, g_variant_unref);
  self->platform_data = g_variant_ref (platform_data);
}

static void
rem_reminder_service_after_emit (GApplication *application, GVariant *platform_data)
{
  RemReminderService *self = REM_REMINDER_SERVICE (application);

  g_clear_pointer (&self->platform_data, g_variant_unref);
}

static void
rem_reminder_service_dispose (GObject *object)
{
  RemReminderService *self = REM_REMINDER_SERVICE (object);

  g_clear_object (&self->clock);

  G_OBJECT_CLASS (rem_reminder_service_parent_class)->dispose (object);
}

static void
rem_reminder_service_finalize (GObject *object)
{
  RemReminderService *self = REM_REMINDER_SERVICE (object);

  g_clear_pointer (&self->platform_data, g_variant_unref);
  g_free (self->plan_path);

  G_OBJECT_CLASS (rem_reminder_service_parent_class)->finalize (object);
}

static void
rem_reminder_service_class_init (RemReminderServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = rem_reminder_service_dispose;
  object_class->finalize = rem_reminder_service_finalize;
  application_class->startup = rem_reminder_service_startup;
  application_class->shutdown = rem_reminder_service_shutdown;
  application_class->activate = rem_reminder_service_activate;
  application_class->before_emit = rem_reminder_service_before_emit;
  application_class->after_emit = rem_reminder_service_after_emit;
}

static void
rem_reminder_service_init (RemReminderService *self)
{
}

/**
 * rem_reminder_service_new:
 * @clock: the clock
 * @plan_path: where the plan lies; what was told and what was answered lie beside it
 *
 * Makes the service that shows reminders. It speaks once it has its name on the session bus.
 *
 * Returns: (transfer full): an application to run
 */
RemReminderService *
rem_reminder_service_new (RemClock *clock, const char *plan_path)
{
  RemReminderService *self = NULL;

  g_return_val_if_fail (REM_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (plan_path != NULL, NULL);

  self = g_object_new (REM_TYPE_REMINDER_SERVICE, "application-id", REM_REMINDER_SERVICE_ID,
                       "flags", G_APPLICATION_IS_SERVICE, NULL);
  self->clock = g_object_ref (clock);
  self->plan_path = g_strdup (plan_path);

  return self;
}
