#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The box locks by itself: when nobody is there, when the screen is locked, and before sleep."""

import os
import subprocess
import sys
import time

import dbus
import dbusmock

from desk import check, equal, run, tests_of
from driver import wait_until

MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"


class Login:
    """A system bus of its own with the part of logind that is listened to."""

    def __init__(self, desk):
        self.desk = desk
        conf = desk.temporary / "system.conf"
        conf.write_text("<busconfig><type>session</type>"
                        f"<listen>unix:tmpdir={desk.temporary}</listen><auth>EXTERNAL</auth>"
                        "<policy context='default'><allow send_destination='*' eavesdrop='true'/>"
                        "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>")
        daemon = desk.run("dbus-daemon", f"--config-file={conf}", "--nofork", "--print-address=1",
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.address = daemon.stdout.readline().decode().strip()
        self.bus = dbus.bus.BusConnection(self.address)
        desk.run(sys.executable, "-m", "dbusmock", "--system", "--template", "logind", stdout=subprocess.DEVNULL,
                 env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": self.address})
        wait_until(lambda: self.bus.name_has_owner("org.freedesktop.login1"), "logind")
        self.mock = dbus.Interface(self.bus.get_object("org.freedesktop.login1", "/org/freedesktop/login1"),
                                   dbusmock.MOCK_IFACE)
        self.session = self.mock.AddSession("c1", "seat0", dbus.UInt32(1000), "tester", True)
        self.other = self.mock.AddSession("c2", "seat0", dbus.UInt32(1001), "another", True)
        self.environment = {"DBUS_SYSTEM_BUS_ADDRESS": self.address, "XDG_SESSION_ID": "c1"}

    def of(self, path):
        """The mock of one session."""
        return dbus.Interface(self.bus.get_object("org.freedesktop.login1", path), dbusmock.MOCK_IFACE)

    def holds_sleep(self):
        """Whether somebody delays the sleep."""
        manager = dbus.Interface(self.bus.get_object("org.freedesktop.login1", "/org/freedesktop/login1"), MANAGER)
        return any(str(what) == "sleep" and str(mode) == "delay" and str(who) == "Remember"
                   for what, who, _, mode, _, _ in manager.ListInhibitors())

    def open(self, *arguments):
        """A window with an open box that listens to this bus."""
        window = self.desk.open(*arguments, environment=self.environment)
        wait_until(self.holds_sleep, "the sleep to be delayed while the box is open")
        return window


def write(window, words):
    """A letter that is still being written."""
    window.key("ctrl+n")
    window.wait_focused("A letter", "text")
    window.type(words)


def test_sleep(desk):
    """What is typed last is kept first; then the computer may sleep."""
    login = Login(desk)
    window = login.open()
    write(window, "typed before sleep")
    login.mock.EmitSignal(MANAGER, "PrepareForSleep", "b", [True])
    window.wait_locked()
    wait_until(lambda: not login.holds_sleep(), "the sleep to be let go")
    equal([letter["snippet"] for letter in desk.json("list")], ["typed before sleep"])
    desk.unlock(window)
    wait_until(login.holds_sleep, "the sleep to be delayed again")


def test_the_session(desk):
    """By the signal and by the hint; the session of somebody else is nothing to us."""
    login = Login(desk)
    window = login.open()
    login.of(login.other).EmitSignal(SESSION, "Lock", "", [])
    login.of(login.other).UpdateProperties(SESSION, {"LockedHint": dbus.Boolean(True)})
    login.of(login.session).EmitSignal(SESSION, "Unlock", "", [])
    window.key("ctrl+2")
    window.find("Write a note", "push button")
    login.of(login.session).EmitSignal(SESSION, "Lock", "", [])
    window.wait_locked()
    desk.unlock(window)
    wait_until(login.holds_sleep, "the fresh image to listen")
    login.of(login.session).UpdateProperties(SESSION, {"LockedHint": dbus.Boolean(True)})
    window.wait_locked()


def test_the_screen_saver(desk):
    """There is no system bus here at all: the desktop's own signal is enough."""
    for name in ("org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver"):
        path = "/" + name.replace(".", "/")
        mock = desk.run(sys.executable, "-m", "dbusmock", name, path, name, stdout=subprocess.DEVNULL)
        bus = dbus.SessionBus()
        wait_until(lambda name=name: bus.name_has_owner(name), name)
        window = desk.open()
        saver = dbus.Interface(bus.get_object(name, path), dbusmock.MOCK_IFACE)
        saver.EmitSignal(name, "ActiveChanged", "b", [False])
        window.key("ctrl+2")
        window.find("Write a note", "push button")
        saver.EmitSignal(name, "ActiveChanged", "b", [True])
        window.wait_locked()
        window.kill()
        mock.kill()
        mock.wait()


def test_nobody_there(desk):
    """After the shortest time that can be chosen. Whoever is there is left in peace."""
    window = desk.open()
    window.key("ctrl+comma")
    window.choose("When nobody is there", -2, "After a minute")
    window.key("alt+Left")
    window.find("Write a letter", "push button")
    chosen = time.monotonic()
    wait_until(lambda: time.monotonic() - chosen > 15, "some time", 20)
    window.key("shift")
    moved = time.monotonic()
    window.wait_locked(120)
    check(time.monotonic() - moved > 55, "it locked although somebody was there")



if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
