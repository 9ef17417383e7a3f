#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A date that comes back each year, and its reminder, up to the window that the reminder opens."""

import os
import pathlib
import signal
import stat
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "reminders"))

from desk import check, equal, run, tests_of  # noqa: E402
from driver import APPLICATION, Atspi, Window, wait_until  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402
from notice_server import Server, until  # noqa: E402

LABEL = "Zarzamora's day"
SERVICE = APPLICATION + ".Reminders"
MORNING = "2026-11-22T08:00:00Z"
TITLE, BODY = "Remember", "There is something here for you."
LAST = "Opening Remember keeps reminders coming."
REMINDERS = f"{APPLICATION}.Reminders"


def add_date(window, label=LABEL, year=None):
    """The day that it is, each year, with a reminder on the day at ten."""
    window.key("ctrl+d")
    window.fill("What you call it", label, "text")
    window.press("The day it belongs to: none")
    window.wait_focused("How exactly you know it")
    window.key("space")
    window.find("The month", "label")
    window.key(*["Up"] * 4, "Return")
    window.find("The day it belongs to: 22 November 2026", "push button")
    if year:
        spin = window.find("Year", "spin button")
        Atspi.Value.set_current_value(spin.get_value_iface(), year)
        window.find(f"The day it belongs to: 22 November {year}", "push button")
    window.key("Escape")
    window.choose("Comes back", 1, "Each year")
    window.find("Every year on 22 November.", "label")
    window.click("On the day", "check box")
    window.find("On the day, at", "combo box")
    window.find("The first of these would come within a day.", "label")
    window.press("Keep")
    # It is asked once in the life of a box, when the first reminder was chosen.
    window.wait_gone("What you call it", "text")
    window.find("They may come", "push button")


def test_a_date_each_year(desk):
    """It is there with its reason, and outside the box there are private words only."""
    window = desk.open(clock=MORNING)
    window.key("ctrl+3")
    window.find_words("^If there are days you would like to keep", "label")
    add_date(window, year=2024)
    row = window.find_words("Zarzamora", "list item")
    equal(row, f"{LABEL}. Today. Every year on 22 November." if "Today" in row else
          f"{LABEL}. Sunday, 22 November. Every year on 22 November.")
    wait_until(desk.plan.exists, "the plan of reminders")
    equal(stat.S_IMODE(desk.plan.stat().st_mode), 0o600)
    equal(stat.S_IMODE(desk.plan.parent.stat().st_mode), 0o700)
    entries = read_plan(desk)
    equal([entry["due"] for entry in entries], ["2026-11-22T10:00", "2027-11-22T10:00", "2028-11-22T10:00"])
    equal([entry["title"] for entry in entries], [TITLE] * 3)
    equal([entry["body"] for entry in entries], [BODY, BODY, f"{BODY} {LAST}"])
    folder = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "autostart"
    equal(folder.exists(), False)
    window.press("They may come")
    wait_until((folder / f"{REMINDERS}.desktop").exists, "the entry that starts the reminders")
    (folder / f"{REMINDERS}.desktop").unlink()
    folder.rmdir()
    equal(window.quit(), 0)
    equal(desk.is_anywhere("arzamora"), [])
    (date,) = desk.json("date", "list")
    equal((date["label"], date["on"] if "on" in date else date["day"]), (LABEL, "2024-11-22"))
    coming = desk.json("upcoming", "--from", "2026-11-22", "--count", 2)
    equal([day["date"] for day in coming], ["2026-11-22", "2027-11-22"])


def read_plan(desk):
    """The entries of the plan."""
    plan = GLib.KeyFile()
    plan.load_from_file(str(desk.plan), GLib.KeyFileFlags.NONE)
    groups = [group for group in plan.get_groups()[0] if group != "plan"]
    return [{key: plan.get_string(group, key) for key in plan.get_keys(group)[0]} for group in groups]


def test_a_date_that_was_not_kept_is_offered_again(desk):
    """Going back changes nothing and says so."""
    window = desk.open(clock=MORNING)
    window.key("ctrl+d")
    window.fill("What you call it", LABEL, "text")
    window.key("alt+Left")
    window.find("The date was left as it was.")
    window.press("Keep the change")
    window.key("ctrl+3")
    window.find_words("Zarzamora", "list item")
    equal(window.quit(), 0)
    equal([date["label"] for date in desk.json("date", "list")], [LABEL])


class Bus:
    """The session bus of this test, as the notification server wants it."""

    def __init__(self):
        self.connection = self._connect()

    @staticmethod
    def _connect():
        return Gio.DBusConnection.new_for_address_sync(
            os.environ["DBUS_SESSION_BUS_ADDRESS"],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)

    def ask(self, method, name):
        """Asks the bus about a name."""
        try:
            return self.connection.call_sync(
                "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
                GLib.Variant("(s)", (name,)), None, 0, -1, None).unpack()[0]
        except GLib.Error:
            return None


def end_service(bus):
    """Ends the service of reminders if it runs."""
    pid = bus.ask("GetConnectionUnixProcessID", SERVICE)
    if pid is not None:
        os.kill(pid, signal.SIGTERM)
        wait_until(lambda: not bus.ask("NameHasOwner", SERVICE), "the service to end")


def test_a_reminder_opens_the_window(desk):
    """With the window closed and the box locked the private words come at the hour; "Open" starts the
    window through the session bus, and it shows the lid."""
    window = desk.open(clock=MORNING)
    add_date(window)
    wait_until(desk.plan.exists, "the plan of reminders")
    equal(window.quit(), 0)

    # The plan has woken the service, if it lives in the same folders; here it is one that lives on
    # the day of the date.
    bus = Bus()
    woken = bus.ask("GetConnectionUnixProcessID", REMINDERS)
    if woken:
        os.kill(woken, signal.SIGTERM)
    wait_until(lambda: not bus.ask("NameHasOwner", REMINDERS), "the end of the service")
    server = Server(bus)
    try:
        service = desk.run(desk.prefix / "bin" / "remember-reminders", "--clock", "2026-11-22T09:59:58")
        check(until(lambda: server.shown), "no reminder came")
        number, _, _, title, body, _, _ = server.shown[0]
        equal((title, body), (TITLE, BODY))
        check("arzamora" not in repr(server.shown[0]), "the reminder tells of the date")
        equal(bus.ask("NameHasOwner", APPLICATION), False)
        server.press(number, "Open")
        check(until(lambda: bus.ask("NameHasOwner", APPLICATION)), "the window was not started")
        pid = bus.ask("GetConnectionUnixProcessID", APPLICATION)
        opened = Window.of_process(desk.prefix, pid)
        desk.windows.append(opened)
        opened.find("Use the recovery code", "push button")
        check("arzamora" not in opened.all_words(), "the locked window tells of the date")
        equal(opened.title(), "Remember")
        desk.unlock(opened)
        opened.key("ctrl+3")
        opened.find_words("Zarzamora", "list item")
        check(service.poll() is None, "the service has ended")
    finally:
        server.leave()


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
