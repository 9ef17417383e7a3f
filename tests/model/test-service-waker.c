/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-plan-writer.h"
#include "rem-reminder-plan.h"
#include "rem-service-waker.h"

#include <glib/gstdio.h>

/* A reminder service that only counts how often it was woken. */

static const char service_xml[] =
    "<node><interface name='org.freedesktop.Application'>"
    "<method name='Activate'><arg type='a{sv}' direction='in'/></method>"
    "</interface></node>";

static void
called_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  guint *n_calls = user_data;

  g_assert_cmpstr (method, ==, "Activate");
  (*n_calls)++;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
named_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
wake (void)
{
  g_autoptr (GAsyncResult) result = NULL;

  rem_service_waker_wake_async (model_fixture_store_cb, &result);
  rem_service_waker_wake_finish (model_fixture_wait (&result));
}

static void
keep_a_date (RemClock *clock, const char *plan_path)
{
  g_autofree char *box_path = g_build_filename (g_get_user_data_dir (), "box", NULL);
  g_autoptr (RemSecret) passphrase = rem_secret_new_passphrase ("plum tree in may", -1);
  g_autoptr (RemContext) context = rem_context_new (clock, box_path, plan_path, NULL);
  ModelFixture fixture = { .context = context, .clock = REM_MANUAL_CLOCK (clock) };
  g_autoptr (RemOccasion) date = NULL;
  g_autoptr (GAsyncResult) created = NULL;
  g_autoptr (GAsyncResult) flushed = NULL;
  g_autoptr (GAsyncResult) locked = NULL;
  g_autoptr (GError) error = NULL;

  rem_context_create_async (context, passphrase, 64, NULL, model_fixture_store_cb, &created);
  rem_context_create_finish (context, model_fixture_wait (&created), NULL, &error);
  g_assert_no_error (error);
  date = model_fixture_build_date (&fixture, "A", "2026-11-25", REM_REPEAT_NEVER, "0d@10:00");
  model_fixture_keep_date (&fixture, date);
  rem_plan_writer_flush_async (rem_context_get_plan_writer (context), model_fixture_store_cb,
                               &flushed);
  rem_plan_writer_flush_finish (rem_context_get_plan_writer (context),
                                model_fixture_wait (&flushed), &error);
  g_assert_no_error (error);
  rem_context_lock_async (context, model_fixture_store_cb, &locked);
  rem_context_lock_finish (context, model_fixture_wait (&locked), &error);
  g_assert_no_error (error);
}

/* Where there is no session the plan is written all the same. */
static void
test_no_bus (void)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  wake ();
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
}

static void
test_wakes (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (service_xml, NULL);
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  g_autoptr (RemManualClock) clock = rem_manual_clock_new ("2026-11-22T10:00:00Z", "Europe/Madrid");
  g_autofree char *own_path = rem_reminder_plan_build_default_path ();
  g_autofree char *other_path = g_build_filename (g_get_user_data_dir (), "other-plan", NULL);
  g_autofree char *box_path = g_build_filename (g_get_user_data_dir (), "box", NULL);
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_named = FALSE;
  guint n_calls = 0;
  guint name_id = 0;
  guint object_id = 0;

  g_test_dbus_up (bus);
  connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);

  /* Nobody is there: nothing is said about it. */
  wake ();

  object_id =
      g_dbus_connection_register_object (connection, "/org/example/Remember/Reminders",
                                         node->interfaces[0], &vtable, &n_calls, NULL, &error);
  g_assert_no_error (error);
  name_id =
      g_bus_own_name_on_connection (connection, "org.example.Remember.Reminders",
                                    G_BUS_NAME_OWNER_FLAGS_NONE, named_cb, NULL, &is_named, NULL);
  while (!is_named)
    g_main_context_iteration (NULL, TRUE);

  /* A plan that the service does not follow is no reason to wake it. */
  keep_a_date (REM_CLOCK (clock), other_path);
  g_assert_cmpuint (n_calls, ==, 0);

  /* By the time that the plan is flushed the service knows, as a program may end after it. */
  {
    g_autofree char *second = g_build_filename (g_get_user_data_dir (), "second", NULL);

    g_assert_cmpint (g_rename (box_path, second), ==, 0);
  }
  keep_a_date (REM_CLOCK (clock), own_path);
  g_assert_cmpuint (n_calls, >, 0);

  g_bus_unown_name (name_id);
  g_dbus_connection_unregister_object (connection, object_id);
  g_clear_object (&connection);
  g_test_dbus_stop (bus);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/service-waker/no-bus", test_no_bus);
  g_test_add_func ("/service-waker/wakes", test_wakes);

  return g_test_run ();
}
