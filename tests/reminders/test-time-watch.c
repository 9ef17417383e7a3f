/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-time-watch.h"

#define PATIENCE_MS 20000
#define AGAIN_MS    20

typedef struct
{
  GMainLoop *loop;
  GDBusConnection *system;
  const char *path;
  const char *interface;
  const char *signal;
  GVariant *parameters;
} Emission;

static void
called_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
}

/* The watch subscribes in its own time, so the signal comes again until it is heard. */
static gboolean
emit_cb (gpointer user_data)
{
  Emission *emission = user_data;

  g_dbus_connection_emit_signal (emission->system, NULL, emission->path, emission->interface,
                                 emission->signal, emission->parameters, NULL);

  return G_SOURCE_CONTINUE;
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_assert_not_reached ();

  return G_SOURCE_REMOVE;
}

static void
own_name (GDBusConnection *connection, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                   "org.freedesktop.DBus", "RequestName",
                                   g_variant_new ("(su)", name, 4), NULL, G_DBUS_CALL_FLAGS_NONE,
                                   -1, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply);
}

static void
assert_heard (GDBusConnection *system,
              const char *path,
              const char *interface,
              const char *signal,
              GVariant *parameters)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GVariant) sunk = g_variant_ref_sink (parameters);
  Emission emission = { loop, system, path, interface, signal, sunk };
  RemTimeWatch *watch = rem_time_watch_new (called_cb, loop);
  guint again = g_timeout_add (AGAIN_MS, emit_cb, &emission);
  guint patience = g_timeout_add (PATIENCE_MS, give_up_cb, NULL);

  g_main_loop_run (loop);
  g_source_remove (again);
  g_source_remove (patience);
  rem_time_watch_free (watch);
}

static void
test_no_system_bus (void)
{
  RemTimeWatch *watch = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  watch = rem_time_watch_new (called_cb, loop);
  g_timeout_add (AGAIN_MS, G_SOURCE_FUNC (g_main_loop_quit), loop);
  g_main_loop_run (loop);
  rem_time_watch_free (watch);

  /* And one that goes before it has begun. */
  watch = rem_time_watch_new (called_cb, loop);
  rem_time_watch_free (watch);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
test_system_bus (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GDBusConnection) system = NULL;
  g_autoptr (GError) error = NULL;

  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
  system =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  own_name (system, "org.freedesktop.login1");
  own_name (system, "org.freedesktop.timedate1");

  assert_heard (system, "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
                "PrepareForSleep", g_variant_new ("(b)", FALSE));
  assert_heard (system, "/org/freedesktop/timedate1", "org.freedesktop.DBus.Properties",
                "PropertiesChanged",
                g_variant_new_parsed ("('org.freedesktop.timedate1', "
                                      "{'Timezone': <'Asia/Tokyo'>}, @as [])"));

  g_dbus_connection_close_sync (system, NULL, NULL);
  g_test_dbus_stop (bus);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* In this order: a bus that failed lingers in the process for a while. */
  g_test_add_func ("/time-watch/system-bus", test_system_bus);
  g_test_add_func ("/time-watch/no-system-bus", test_no_system_bus);

  return g_test_run ();
}
