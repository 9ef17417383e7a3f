/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-time-watch.h"

/*
 * Three sources, each of which may be missing (a container has no system bus, a small system no
 * logind): the file that names the local zone, timedated and logind. What none of them tells is
 * found by the look that comes within the hour.
 */

#define ZONE_FILE "/etc/localtime"

struct _RemTimeWatch
{
  RemTimeWatchFunc func;
  gpointer user_data;
  GFileMonitor *zone_monitor;
  GCancellable *cancellable;
  GDBusConnection *system_bus; /* %NULL until there is one */
  guint sleep_id;
  guint zone_id;
};

static void
zone_file_changed_cb (GFileMonitor *monitor,
                      GFile *file,
                      GFile *other_file,
                      GFileMonitorEvent event,
                      gpointer user_data)
{
  RemTimeWatch *self = user_data;

  self->func (self->user_data);
}

static void
system_changed_cb (GDBusConnection *connection,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *signal,
                   GVariant *parameters,
                   gpointer user_data)
{
  RemTimeWatch *self = user_data;

  self->func (self->user_data);
}

static void
system_bus_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RemTimeWatch *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) system_bus = g_bus_get_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (system_bus == NULL)
    {
      g_debug ("There is no system bus");
      return;
    }

  g_dbus_connection_set_exit_on_close (system_bus, FALSE);
  self->system_bus = g_steal_pointer (&system_bus);
  self->sleep_id =
      g_dbus_connection_signal_subscribe (self->system_bus, "org.freedesktop.login1",
                                          "org.freedesktop.login1.Manager", "PrepareForSleep",
                                          "/org/freedesktop/login1", NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                          system_changed_cb, self, NULL);
  self->zone_id =
      g_dbus_connection_signal_subscribe (self->system_bus, "org.freedesktop.timedate1",
                                          "org.freedesktop.DBus.Properties", "PropertiesChanged",
                                          "/org/freedesktop/timedate1", NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, system_changed_cb, self, NULL);
}

/**
 * rem_time_watch_new:
 * @func: called each time that it is time to look at the clock
 * @user_data: handed to @func
 *
 * Returns: (transfer full): a watch on the main context
 */
RemTimeWatch *
rem_time_watch_new (RemTimeWatchFunc func, gpointer user_data)
{
  RemTimeWatch *self = NULL;
  g_autoptr (GFile) zone_file = g_file_new_for_path (ZONE_FILE);

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (RemTimeWatch, 1);
  self->func = func;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  self->zone_monitor = g_file_monitor_file (zone_file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->zone_monitor != NULL)
    g_signal_connect (self->zone_monitor, "changed", G_CALLBACK (zone_file_changed_cb), self);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, system_bus_ready_cb, self);

  return self;
}

/**
 * rem_time_watch_free:
 * @self: (transfer full): a watch
 */
void
rem_time_watch_free (RemTimeWatch *self)
{
  g_return_if_fail (self != NULL);

  g_cancellable_cancel (self->cancellable);
  if (self->system_bus != NULL)
    {
      g_dbus_connection_signal_unsubscribe (self->system_bus, self->sleep_id);
      g_dbus_connection_signal_unsubscribe (self->system_bus, self->zone_id);
    }
  if (self->zone_monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->zone_monitor, self);
  g_clear_object (&self->zone_monitor);
  g_clear_object (&self->system_bus);
  g_clear_object (&self->cancellable);
  g_free (self);
}
