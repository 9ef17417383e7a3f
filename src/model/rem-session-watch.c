/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rem-session-watch.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

/* Notes: who is listened to
 *
 *   system bus   org.freedesktop.login1   Session.Lock and LockedHint of our own session (others
 * may be signed in), Active turning false when another person takes over the screen,
 * Manager.PrepareForSleep session bus  the screen savers        ActiveChanged
 *
 * Which session is ours: by XDG_SESSION_ID, by the process, or the one in which the person's own
 * programs appear; a program that the desktop started has none of the first two.
 *
 * While the box is open a delay inhibitor is held: logind then waits some seconds with the sleep.
 * It is let go when the process is replaced, or by rem_session_watch_set_delays_sleep(). */

#define LOGIN1         "org.freedesktop.login1"
#define LOGIN1_PATH    "/org/freedesktop/login1"
#define LOGIN1_MANAGER LOGIN1 ".Manager"
#define LOGIN1_SESSION LOGIN1 ".Session"
#define PROPERTIES     "org.freedesktop.DBus.Properties"

static const char *const screen_savers[] = {
  "org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver", "org.cinnamon.ScreenSaver",
  "org.mate.ScreenSaver",  "org.xfce.ScreenSaver",
};

struct _RemSessionWatch
{
  GObject parent_instance;

  GCancellable *cancellable;
  GDBusConnection *system_bus;
  GDBusConnection *session_bus;
  guint system_ids[3];
  guint session_ids[G_N_ELEMENTS (screen_savers)];
  gboolean delays_sleep;
  gboolean is_asking;
  int inhibitor;
};

enum
{
  SIGNAL_LEAVING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RemSessionWatch, rem_session_watch, G_TYPE_OBJECT)

static void
tell (RemSessionWatch *self)
{
  g_signal_emit (self, signals[SIGNAL_LEAVING], 0);
}

static void
let_go (RemSessionWatch *self)
{
  if (self->inhibitor >= 0)
    close (self->inhibitor);
  self->inhibitor = -1;
}

static void
inhibited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSessionWatch) self = user_data;
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &fds, result,
                                                       &error);
  gint32 index = 0;

  self->is_asking = FALSE;
  if (answer == NULL || fds == NULL)
    {
      g_debug ("Sleep cannot be delayed: %s", error != NULL ? error->message : "no descriptor");
      return;
    }
  g_variant_get (answer, "(h)", &index);
  let_go (self);
  self->inhibitor = g_unix_fd_list_get (fds, index, NULL);
  if (!self->delays_sleep)
    let_go (self);
}

static void
delay_sleep (RemSessionWatch *self)
{
  if (self->system_bus == NULL || self->inhibitor >= 0 || self->is_asking || !self->delays_sleep)
    return;
  self->is_asking = TRUE;
  g_dbus_connection_call_with_unix_fd_list (self->system_bus, LOGIN1, LOGIN1_PATH, LOGIN1_MANAGER,
                                            "Inhibit",
                                            g_variant_new ("(ssss)", "sleep", "Remember",
                                                           "The box is being locked", "delay"),
                                            G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE, -1,
                                            NULL, self->cancellable, inhibited_cb,
                                            g_object_ref (self));
}

static void
sleep_cb (GDBusConnection *connection,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer user_data)
{
  RemSessionWatch *self = user_data;
  gboolean begins = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &begins);
  if (begins)
    tell (self);
  else
    delay_sleep (self);
}

static void
lock_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *signal,
         GVariant *parameters,
         gpointer user_data)
{
  tell (user_data);
}

static void
properties_cb (GDBusConnection *connection,
               const char *sender,
               const char *path,
               const char *interface,
               const char *signal,
               GVariant *parameters,
               gpointer user_data)
{
  g_autoptr (GVariant) changed = NULL;
  const char *name = NULL;
  gboolean is_locked = FALSE;
  gboolean is_active = TRUE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;
  g_variant_get (parameters, "(&s@a{sv}as)", &name, &changed, NULL);
  g_variant_lookup (changed, "LockedHint", "b", &is_locked);
  g_variant_lookup (changed, "Active", "b", &is_active);
  if (is_locked || !is_active)
    tell (user_data);
}

static void
follow_session (RemSessionWatch *self, const char *path)
{
  self->system_ids[1] =
      g_dbus_connection_signal_subscribe (self->system_bus, LOGIN1, LOGIN1_SESSION, "Lock", path,
                                          NULL, G_DBUS_SIGNAL_FLAGS_NONE, lock_cb, self, NULL);
  self->system_ids[2] =
      g_dbus_connection_signal_subscribe (self->system_bus, LOGIN1, PROPERTIES, "PropertiesChanged",
                                          path, LOGIN1_SESSION, G_DBUS_SIGNAL_FLAGS_NONE,
                                          properties_cb, self, NULL);
}

static void
display_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSessionWatch) self = user_data;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr (GVariant) value = NULL;
  const char *path = NULL;

  if (answer == NULL || self->system_bus == NULL)
    return;
  g_variant_get (answer, "(v)", &value);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE ("(so)")))
    return;
  g_variant_get (value, "(&s&o)", NULL, &path);
  if (!g_str_equal (path, "/"))
    follow_session (self, path);
}

static void
by_process_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSessionWatch) self = user_data;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  const char *path = NULL;

  if (self->system_bus == NULL)
    return;
  if (answer == NULL)
    {
      g_dbus_connection_call (self->system_bus, LOGIN1, LOGIN1_PATH "/user/self", PROPERTIES, "Get",
                              g_variant_new ("(ss)", LOGIN1 ".User", "Display"),
                              G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable,
                              display_cb, g_object_ref (self));
      return;
    }
  g_variant_get (answer, "(&o)", &path);
  follow_session (self, path);
}

static void
find_session (RemSessionWatch *self)
{
  const char *id = g_getenv ("XDG_SESSION_ID");

  if (id != NULL && *id != '\0')
    g_dbus_connection_call (self->system_bus, LOGIN1, LOGIN1_PATH, LOGIN1_MANAGER, "GetSession",
                            g_variant_new ("(s)", id), G_VARIANT_TYPE ("(o)"),
                            G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, by_process_cb,
                            g_object_ref (self));
  else
    g_dbus_connection_call (self->system_bus, LOGIN1, LOGIN1_PATH, LOGIN1_MANAGER,
                            "GetSessionByPID", g_variant_new ("(u)", (guint32) getpid ()),
                            G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable,
                            by_process_cb, g_object_ref (self));
}

static void
system_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSessionWatch) self = user_data;
  g_autoptr (GError) error = NULL;

  self->system_bus = g_bus_get_finish (result, &error);
  if (self->system_bus == NULL)
    {
      g_debug ("Nothing is heard of sleep: %s", error->message);
      return;
    }
  g_dbus_connection_set_exit_on_close (self->system_bus, FALSE);
  self->system_ids[0] =
      g_dbus_connection_signal_subscribe (self->system_bus, LOGIN1, LOGIN1_MANAGER,
                                          "PrepareForSleep", LOGIN1_PATH, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, sleep_cb, self, NULL);
  find_session (self);
  delay_sleep (self);
}

static void
active_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *signal,
           GVariant *parameters,
           gpointer user_data)
{
  gboolean is_active = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &is_active);
  if (is_active)
    tell (user_data);
}

static void
session_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RemSessionWatch) self = user_data;
  g_autoptr (GError) error = NULL;

  self->session_bus = g_bus_get_finish (result, &error);
  if (self->session_bus == NULL)
    {
      g_debug ("Nothing is heard of screen savers: %s", error->message);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (screen_savers); i++)
    self->session_ids[i] =
        g_dbus_connection_signal_subscribe (self->session_bus, screen_savers[i], screen_savers[i],
                                            "ActiveChanged", NULL, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                            active_cb, self, NULL);
}

static void
unsubscribe (GDBusConnection *bus, guint *ids, gsize n_ids)
{
  for (gsize i = 0; bus != NULL && i < n_ids; i++)
    if (ids[i] != 0)
      g_dbus_connection_signal_unsubscribe (bus, ids[i]);
}

static void
rem_session_watch_dispose (GObject *object)
{
  RemSessionWatch *self = REM_SESSION_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  unsubscribe (self->system_bus, self->system_ids, G_N_ELEMENTS (self->system_ids));
  unsubscribe (self->session_bus, self->session_ids, G_N_ELEMENTS (self->session_ids));
  g_clear_object (&self->system_bus);
  g_clear_object (&self->session_bus);
  g_clear_object (&self->cancellable);
  let_go (self);

  G_OBJECT_CLASS (rem_session_watch_parent_class)->dispose (object);
}

static void
rem_session_watch_class_init (RemSessionWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rem_session_watch_dispose;

  /**
   * RemSessionWatch::leaving:
   * @self: a watch
   *
   * The person leaves the screen, or the computer goes to sleep.
   */
  signals[SIGNAL_LEAVING] = g_signal_new ("leaving", REM_TYPE_SESSION_WATCH, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rem_session_watch_init (RemSessionWatch *self)
{
  self->inhibitor = -1;
  self->cancellable = g_cancellable_new ();
}

/**
 * rem_session_watch_new:
 *
 * Begins to listen; what can be heard is found out meanwhile.
 *
 * Returns: (transfer full): a watch
 */
RemSessionWatch *
rem_session_watch_new (void)
{
  RemSessionWatch *self = g_object_new (REM_TYPE_SESSION_WATCH, NULL);

  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, system_bus_cb, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, session_bus_cb, g_object_ref (self));
  return self;
}

/**
 * rem_session_watch_set_delays_sleep:
 * @self: a watch
 * @delays: %TRUE while there is a box to be locked first
 *
 * Asks the computer to wait with going to sleep, as long as it lets a program do so: some seconds.
 */
void
rem_session_watch_set_delays_sleep (RemSessionWatch *self, gboolean delays)
{
  g_return_if_fail (REM_IS_SESSION_WATCH (self));

  self->delays_sleep = delays;
  if (delays)
    delay_sleep (self);
  else
    let_go (self);
}
