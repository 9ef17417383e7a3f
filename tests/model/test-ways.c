/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model-fixture.h"

#include "rem-box-error.h"
#include "rem-keyring.h"
#include "rem-ways.h"

/* The keyring is a real gnome-keyring-daemon, on a session bus of its own. */

#define SECRETS "org.freedesktop.secrets"

typedef struct
{
  ModelFixture model;
  GTestDBus *bus;
  GDBusConnection *connection;
  GSubprocess *daemon;
} Fixture;

static void
name_changed_cb (GDBusConnection *connection,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *signal,
                 GVariant *parameters,
                 gpointer user_data)
{
  const char *owner = NULL;

  g_variant_get (parameters, "(&s&s&s)", NULL, NULL, &owner);
  *(gboolean *) user_data = *owner != '\0';
}

static void
wait_for_service (Fixture *fixture, gboolean is_there)
{
  gboolean has_owner = !is_there;
  guint id = g_dbus_connection_signal_subscribe (fixture->connection, "org.freedesktop.DBus",
                                                 "org.freedesktop.DBus", "NameOwnerChanged",
                                                 "/org/freedesktop/DBus", SECRETS,
                                                 G_DBUS_SIGNAL_FLAGS_NONE, name_changed_cb,
                                                 &has_owner, NULL);
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_sync (fixture->connection, "org.freedesktop.DBus",
                                   "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                   g_variant_new ("(s)", SECRETS), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                                   NULL, NULL);

  g_assert_nonnull (answer);
  g_variant_get (answer, "(b)", &has_owner);
  while (has_owner != is_there)
    g_main_context_iteration (NULL, TRUE);
  g_dbus_connection_signal_unsubscribe (fixture->connection, id);
}

/* With the password of the login; another one than before leaves the keyring locked. */
static void
start_keyring (Fixture *fixture, const char *password)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GError) error = NULL;
  GOutputStream *input;

  g_subprocess_launcher_setenv (launcher, "HOME", fixture->model.folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", fixture->model.folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", fixture->model.folder, TRUE);
  fixture->daemon =
      g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground",
                                   "--unlock", "--components=secrets", NULL);
  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (fixture->daemon);
  g_assert_true (
      g_output_stream_write_all (input, password, strlen (password), NULL, NULL, &error));
  g_assert_true (g_output_stream_close (input, NULL, &error));
  wait_for_service (fixture, TRUE);
}

static void
stop_keyring (Fixture *fixture)
{
  if (fixture->daemon == NULL)
    return;
  g_subprocess_force_exit (fixture->daemon);
  g_assert_true (g_subprocess_wait (fixture->daemon, NULL, NULL));
  wait_for_service (fixture, FALSE);
  g_clear_object (&fixture->daemon);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  model_fixture_set_up (&fixture->model, data);
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (fixture->bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
closed_cb (GDBusConnection *connection, gboolean by_peer, GError *error, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* libsecret takes the shared connection: the next test must not be given that of this bus. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GDBusConnection *shared = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  gboolean is_closed = FALSE;

  stop_keyring (fixture);
  g_clear_object (&fixture->connection);
  model_fixture_tear_down (&fixture->model, data);
  g_dbus_connection_set_exit_on_close (shared, FALSE);
  g_signal_connect (shared, "closed", G_CALLBACK (closed_cb), &is_closed);
  g_test_dbus_stop (fixture->bus);
  while (!is_closed)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (shared, &is_closed);
  g_object_unref (shared);
  g_clear_object (&fixture->bus);
}

static RemWays *
read_ways (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RemWays *ways;

  rem_ways_read_async (fixture->model.context, NULL, model_fixture_store_cb, &result);
  ways = rem_ways_read_finish (fixture->model.context, model_fixture_wait (&result), &error);
  g_assert_no_error (error);
  return ways;
}

/* @expected: the code of an error, or -1. */
static void
change (Fixture *fixture, RemBoxKeyChange what, RemSlotType type, RemSecret *secret, int expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  rem_ways_change_async (fixture->model.context, what, type, secret, NULL, model_fixture_store_cb,
                         &result);
  done =
      rem_ways_change_finish (fixture->model.context, model_fixture_wait (&result), NULL, &error);
  if (expected < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, REM_BOX_ERROR, expected);
  g_assert_cmpint (done, ==, expected < 0);
}

static void
unlock (Fixture *fixture, int expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  rem_ways_unlock_by_keyring_async (fixture->model.context, NULL, model_fixture_store_cb, &result);
  done = rem_ways_unlock_by_keyring_finish (fixture->model.context, model_fixture_wait (&result),
                                            &error);
  if (expected < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, REM_BOX_ERROR, expected);
  g_assert_cmpint (done, ==, expected < 0);
}

/* Whatever the keyring did: the passphrase opens the box, and the way is still there. */
static void
assert_falls_back (Fixture *fixture)
{
  g_autoptr (RemWays) ways = read_ways (fixture);

  g_assert_true (ways->has_keyring);
  g_assert_cmpint (rem_context_get_state (fixture->model.context), ==, REM_CONTEXT_LOCKED);
  model_fixture_unlock (&fixture->model);
}

static void
test_no_service (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RemWays) ways = NULL;

  change (fixture, REM_BOX_KEY_ADD_KEYRING, REM_SLOT_PASSPHRASE, fixture->model.passphrase,
          REM_BOX_ERROR_KEYRING_AWAY);
  ways = read_ways (fixture);
  g_assert_false (ways->has_keyring);
  g_assert_true (ways->has_recovery_code);
  g_assert_cmpuint (ways->n_passphrases, ==, 1);
}

static void
test_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RemSecret) wrong = rem_secret_new_passphrase ("not this", -1);
  g_autoptr (RemWays) ways = NULL;

  start_keyring (fixture, "login");
  change (fixture, REM_BOX_KEY_ADD_KEYRING, REM_SLOT_PASSPHRASE, wrong,
          REM_BOX_ERROR_WRONG_PASSPHRASE);
  ways = read_ways (fixture);
  g_assert_false (ways->has_keyring);
  change (fixture, REM_BOX_KEY_ADD_KEYRING, REM_SLOT_PASSPHRASE, fixture->model.passphrase, -1);
  model_fixture_lock (&fixture->model);
  unlock (fixture, -1);
  g_assert_cmpint (rem_context_get_state (fixture->model.context), ==, REM_CONTEXT_OPEN);

  /* It counts as a way in that is shown once more. */
  change (fixture, REM_BOX_KEY_REMOVE_KEYRING, REM_SLOT_LOGIN_KEYRING, NULL, -1);
  g_clear_pointer (&ways, rem_ways_free);
  ways = read_ways (fixture);
  g_assert_false (ways->has_keyring);
  model_fixture_lock (&fixture->model);
  unlock (fixture, REM_BOX_ERROR_NOT_FOUND);
  model_fixture_unlock (&fixture->model);
}

/* The keyring was emptied, away for a while, or its password was changed by somebody else. */
static void
test_falls_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) cleared = NULL;
  g_autoptr (RemWays) ways = NULL;

  start_keyring (fixture, "login");
  change (fixture, REM_BOX_KEY_ADD_KEYRING, REM_SLOT_PASSPHRASE, fixture->model.passphrase, -1);
  model_fixture_lock (&fixture->model);

  stop_keyring (fixture);
  unlock (fixture, REM_BOX_ERROR_KEYRING_AWAY);
  assert_falls_back (fixture);
  model_fixture_lock (&fixture->model);

  start_keyring (fixture, "another login");
  unlock (fixture, REM_BOX_ERROR_KEYRING_LOCKED);
  assert_falls_back (fixture);
  change (fixture, REM_BOX_KEY_REMOVE_KEYRING, REM_SLOT_LOGIN_KEYRING, NULL,
          REM_BOX_ERROR_KEYRING_LOCKED);
  model_fixture_lock (&fixture->model);
  stop_keyring (fixture);

  start_keyring (fixture, "login");
  unlock (fixture, -1);
  model_fixture_lock (&fixture->model);
  ways = read_ways (fixture);
  rem_keyring_clear_async (ways->uuid, REM_CLOCK (fixture->model.clock), NULL,
                           model_fixture_store_cb, &cleared);
  g_assert_true (rem_keyring_clear_finish (model_fixture_wait (&cleared), NULL));
  unlock (fixture, REM_BOX_ERROR_NOT_FOUND);
  assert_falls_back (fixture);
}

/* Takes calls and answers none. */
static void
silent_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  gboolean *was_called = user_data;

  *was_called = TRUE;
  g_object_unref (invocation);
}

static void
test_silent (Fixture *fixture, gconstpointer data)
{
  static const char xml[] =
      "<node><interface name='org.freedesktop.Secret.Service'>"
      "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>"
      "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
      "</interface></node>";
  static const GDBusInterfaceVTable vtable = { .method_call = silent_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean was_called = FALSE;
  guint object_id =
      g_dbus_connection_register_object (fixture->connection, "/org/freedesktop/secrets",
                                         node->interfaces[0], &vtable, &was_called, NULL, &error);
  guint name_id =
      g_bus_own_name_on_connection (fixture->connection, SECRETS, G_BUS_NAME_OWNER_FLAGS_NONE, NULL,
                                    NULL, NULL, NULL);

  g_assert_no_error (error);
  wait_for_service (fixture, TRUE);
  rem_ways_change_async (fixture->model.context, REM_BOX_KEY_ADD_KEYRING, REM_SLOT_PASSPHRASE,
                         fixture->model.passphrase, NULL, model_fixture_store_cb, &result);
  while (!was_called)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (result);
  rem_manual_clock_advance (fixture->model.clock, 5);
  g_assert_false (
      rem_ways_change_finish (fixture->model.context, model_fixture_wait (&result), NULL, &error));
  g_assert_error (error, REM_BOX_ERROR, REM_BOX_ERROR_KEYRING_AWAY);
  g_bus_unown_name (name_id);
  g_dbus_connection_unregister_object (fixture->connection, object_id);
}

int
main (int argc, char *argv[])
{
  g_autofree char *daemon = g_find_program_in_path ("gnome-keyring-daemon");

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("GIO_USE_VFS", "local", TRUE);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ways/no-service", test_no_service);
  ADD ("/ways/silent", test_silent);
  if (daemon != NULL)
    {
      ADD ("/ways/way", test_way);
      ADD ("/ways/falls-back", test_falls_back);
    }
#undef ADD
  return g_test_run ();
}
