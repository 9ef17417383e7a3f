/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-notice-server.h"

/*
 * GNotification chooses its back end at the first notice and loses the notice without a word when
 * there is nothing to show it yet. A service that is started with the session comes too early for
 * many a notification server, so it waits for one of them. Within a sandbox neither name can be
 * seen, and the portal queues the notice itself.
 */

static const char *const server_names[] = {
  "org.gtk.Notifications",
  "org.freedesktop.Notifications",
};

struct _RemNoticeServer
{
  GDBusConnection *session_bus;
  RemNoticeServerFunc func;
  gpointer user_data;
  gboolean uses_portal;
  guint watch_ids[G_N_ELEMENTS (server_names)];
  GHashTable *owned_names; /* of static strings */
};

static const char *
find_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (server_names); i++)
    if (g_str_equal (server_names[i], name))
      return server_names[i];

  return NULL;
}

static void
name_appeared_cb (GDBusConnection *connection,
                  const char *name,
                  const char *owner,
                  gpointer user_data)
{
  RemNoticeServer *self = user_data;

  g_hash_table_add (self->owned_names, (gpointer) find_name (name));
  self->func (self->user_data);
}

static void
name_vanished_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  RemNoticeServer *self = user_data;

  g_hash_table_remove (self->owned_names, find_name (name));
}

/**
 * rem_notice_server_new:
 * @session_bus: the session bus
 * @func: called each time that a server appears
 * @user_data: handed to @func
 *
 * Returns: (transfer full): a watch on the main context
 */
RemNoticeServer *
rem_notice_server_new (GDBusConnection *session_bus, RemNoticeServerFunc func, gpointer user_data)
{
  RemNoticeServer *self = NULL;

  g_return_val_if_fail (G_IS_DBUS_CONNECTION (session_bus), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (RemNoticeServer, 1);
  self->session_bus = g_object_ref (session_bus);
  self->func = func;
  self->user_data = user_data;
  self->uses_portal = g_strcmp0 (g_getenv ("GTK_USE_PORTAL"), "1") == 0 ||
                      g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
  self->owned_names = g_hash_table_new (NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (server_names); i++)
    self->watch_ids[i] =
        g_bus_watch_name_on_connection (session_bus, server_names[i], G_BUS_NAME_WATCHER_FLAGS_NONE,
                                        name_appeared_cb, name_vanished_cb, self, NULL);

  return self;
}

/**
 * rem_notice_server_free:
 * @self: (transfer full): a watch
 */
void
rem_notice_server_free (RemNoticeServer *self)
{
  g_return_if_fail (self != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (server_names); i++)
    g_clear_handle_id (&self->watch_ids[i], g_bus_unwatch_name);
  g_clear_pointer (&self->owned_names, g_hash_table_unref);
  g_clear_object (&self->session_bus);
  g_free (self);
}

/**
 * rem_notice_server_is_there:
 * @self: a watch
 *
 * Returns: %TRUE if a notice that is sent now will be shown
 */
gboolean
rem_notice_server_is_there (RemNoticeServer *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->uses_portal || g_hash_table_size (self->owned_names) > 0;
}

/**
 * rem_notice_server_start:
 * @self: a watch
 *
 * Asks the session to start a notification server if it knows one. Nothing happens if it knows
 * none: one may still appear.
 */
void
rem_notice_server_start (RemNoticeServer *self)
{
  g_return_if_fail (self != NULL);

  g_dbus_connection_call (self->session_bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                          "org.freedesktop.DBus", "StartServiceByName",
                          g_variant_new ("(su)", "org.freedesktop.Notifications", 0), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}
