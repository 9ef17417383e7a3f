# SPDX-License-Identifier: GPL-3.0-or-later
"""A session bus of its own, a notification server on it, and a window that only writes down that it was opened."""

import os
import stat
import sys
import time

from gi.repository import Gio, GLib

NOTIFICATIONS_XML = """
<node><interface name="org.freedesktop.Notifications">
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
  </method>
  <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>
"""

GTK_XML = """
<node><interface name="org.gtk.Notifications">
  <method name="AddNotification">
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
  </method>
  <method name="RemoveNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/></method>
</interface></node>
"""

PORTAL_XML = """
<node><interface name="org.freedesktop.portal.Notification">
  <method name="AddNotification">
    <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
  </method>
  <method name="RemoveNotification"><arg type="s" direction="in"/></method>
</interface></node>
"""

# What to offer, under which name, and where.
KINDS = {
    "freedesktop": (NOTIFICATIONS_XML, "org.freedesktop.Notifications", "/org/freedesktop/Notifications"),
    "gtk": (GTK_XML, "org.gtk.Notifications", "/org/gtk/Notifications"),
    "portal": (PORTAL_XML, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"),
}

FAKE_WINDOW = """
import sys
from gi.repository import Gio, GLib
XML = '''<node><interface name="org.freedesktop.Application">
  <method name="Activate"><arg type="a{sv}" direction="in"/></method>
</interface></node>'''
loop = GLib.MainLoop()

def called(connection, sender, path, interface, method, parameters, invocation):
    with open(sys.argv[1], "a") as log:
        log.write(f"{method} {path} {parameters.print_(False)}\\n")
    invocation.return_value(None)

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
node = Gio.DBusNodeInfo.new_for_xml(XML)
bus.register_object("/org/example/Remember", node.interfaces[0], called, None, None)
Gio.bus_own_name_on_connection(bus, "org.example.Remember", 0, None, lambda *_: loop.quit())
GLib.timeout_add_seconds(20, loop.quit)
loop.run()
"""


def until(condition, seconds=20):
    """Runs the main loop until the condition holds; False if it never does."""
    context = GLib.MainContext.default()
    wake = GLib.timeout_add(20, lambda: GLib.SOURCE_CONTINUE)
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        context.iteration(True)
    GLib.source_remove(wake)
    return bool(condition())


class Session:
    """Everything that a session offers to the reminders, in a temporary folder."""

    def __init__(self, folder, program, environment=None):
        self.folder = folder
        self.window_log = os.path.join(folder, "window.log")
        services = os.path.join(folder, "services")
        os.makedirs(services)
        fake = os.path.join(folder, "window.py")
        with open(fake, "w", encoding="utf-8") as out:
            out.write(FAKE_WINDOW)
        self._write_service(services, "org.example.Remember", f"{sys.executable} -B {fake} {self.window_log}")
        self._write_service(services, "org.example.Remember.Reminders", program)
        # What is activated gets the environment of the bus.
        for key, value in (environment or {}).items():
            os.environ[key] = value
        self.bus = Gio.TestDBus.new(Gio.TestDBusFlags.NONE)
        self.bus.add_service_dir(services)
        self.bus.up()
        self.connection = self._connect()

    @staticmethod
    def _write_service(folder, name, command):
        with open(os.path.join(folder, name + ".service"), "w", encoding="utf-8") as out:
            out.write(f"[D-BUS Service]\nName={name}\nExec={command}\n")

    def _connect(self):
        return Gio.DBusConnection.new_for_address_sync(
            self.bus.get_bus_address(),
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)

    def has_owner(self, name):
        return self.connection.call_sync(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
            GLib.Variant("(s)", (name,)), None, 0, -1, None).unpack()[0]

    def call_service(self, method, parameters):
        return self.connection.call_sync(
            "org.example.Remember.Reminders", "/org/example/Remember/Reminders",
            "org.freedesktop.Application", method, parameters, None, 0, 10000, None)

    def window_calls(self):
        if not os.path.exists(self.window_log):
            return []
        with open(self.window_log, encoding="utf-8") as log:
            return log.read().splitlines()

    def down(self):
        self.connection.close_sync(None)
        self.bus.stop()


class Server:
    """A notification server: the freedesktop one, and on request the one of the GNOME shell or the portal."""

    def __init__(self, session, kind="freedesktop"):
        self.connection = session._connect()
        self.shown = []   # (id, app_name, icon, title, body, actions, hints) or (id, dictionary)
        self.closed = []
        self.kind = kind
        xml, name, path = KINDS[kind]
        node = Gio.DBusNodeInfo.new_for_xml(xml)
        self.connection.register_object(path, node.interfaces[0], self._called, None, None)
        self.connection.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                  "RequestName", GLib.Variant("(su)", (name, 4)), None, 0, -1, None)

    def _called(self, connection, sender, path, interface, method, parameters, invocation):
        values = parameters.unpack()
        if method == "Notify":
            name, replaces, icon, title, body, actions, hints, _timeout = values
            number = replaces or len(self.shown) + 1
            self.shown.append((number, name, icon, title, body, actions, hints))
            invocation.return_value(GLib.Variant("(u)", (number,)))
        elif method == "CloseNotification":
            self.closed.append(values[0])
            self._emit("NotificationClosed", GLib.Variant("(uu)", (values[0], 3)))
            invocation.return_value(None)
        elif method == "AddNotification":
            self.shown.append(tuple(values))
            invocation.return_value(None)
        elif method == "RemoveNotification":
            self.closed.append(values[-1])
            invocation.return_value(None)
        elif method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (["actions", "body", "body-markup"],)))
        else:
            invocation.return_value(GLib.Variant("(ssss)", ("test", "test", "1", "1.2")))

    def _emit(self, signal, parameters):
        self.connection.emit_signal(None, "/org/freedesktop/Notifications",
                                    "org.freedesktop.Notifications", signal, parameters)

    def press(self, number, label):
        """Presses the button of the notice that reads so; "" is the notice itself."""
        actions = [s for s in self.shown if s[0] == number][-1][5]
        keys = {actions[i + 1]: actions[i] for i in range(0, len(actions), 2)}
        self._emit("ActionInvoked", GLib.Variant("(us)", (number, keys[label])))

    def leave(self):
        self.connection.close_sync(None)


def mode_of(path):
    return stat.S_IMODE(os.stat(path).st_mode)
