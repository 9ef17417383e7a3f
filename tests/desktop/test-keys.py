#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways into the box from the window: changed, added, lost and found again."""

import shutil
import subprocess
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from desk import ENTRY_ROLES, PASSPHRASE, Desk, Skip, check, run, tests_of
from driver import wait_until

NEW = "a lake in autumn"
OTHER = "a river at night"
WRONG = "This is not the passphrase of this box. You can try as often as you like."
SHEET = "The recovery code is not on paper yet. With it the box opens even if the passphrase is forgotten."


def show_keys(window):
    """From the first page to the ways into the box."""
    window.key("F10")
    window.press("Keep safe", "menu item")
    window.press_row("The ways into the box")
    window.find("Change the passphrase", "label")


def make_in_window(desk, *steps):
    """The first start, up to the sheet."""
    window = desk.window()
    for name, words in steps:
        window.fill(name, words, *ENTRY_ROLES)
    return window


def keyring(desk):
    """A real keyring of a login, unlocked."""
    program = shutil.which("gnome-keyring-daemon")
    if program is None:
        raise Skip("gnome-keyring is not installed")
    daemon = desk.run(program, "--foreground", "--unlock", "--components=secrets", stdin=subprocess.PIPE,
                      stdout=subprocess.DEVNULL)
    daemon.stdin.write(b"login")
    daemon.stdin.close()
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def is_there():
        return bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                             GLib.Variant("(s)", ("org.freedesktop.secrets",)), None, 0, -1).unpack()[0]

    wait_until(is_there, "the keyring")
    return daemon


def refuse(window, words):
    """The lock page does not open with them."""
    window.fill("Passphrase", words, *ENTRY_ROLES)
    window.press("Open")
    Desk.wait_answer(window)
    window.find(WRONG, "alert", "label")


def test_a_new_passphrase(desk):
    window = desk.open()
    show_keys(window)
    window.press_row("Change the passphrase")
    window.fill("The passphrase as it is now", "not this", *ENTRY_ROLES)
    window.fill("New passphrase", NEW, *ENTRY_ROLES)
    window.fill("The same once more", NEW, *ENTRY_ROLES)
    window.press("Change it")
    window.find("This is not the passphrase of this box. Nothing was changed.", "alert", "label")
    window.fill("The passphrase as it is now", PASSPHRASE, *ENTRY_ROLES)
    window.press("Change it")
    window.find("The box opens with the new passphrase now.", "label")
    window.lock()
    refuse(window, PASSPHRASE)
    desk.unlock(window, NEW)


def test_two_passphrases_and_one(desk):
    window = desk.open()
    show_keys(window)
    window.press_row("Add a second passphrase")
    window.fill("The passphrase as it is now", PASSPHRASE, *ENTRY_ROLES)
    window.fill("New passphrase", OTHER, *ENTRY_ROLES)
    window.fill("The same once more", OTHER, *ENTRY_ROLES)
    window.press("Add it")
    window.find("Both passphrases open the box now.", "label")
    window.lock()
    desk.unlock(window, OTHER)
    show_keys(window)
    window.press_row("Keep only one passphrase")
    window.fill("Passphrase", OTHER, *ENTRY_ROLES)
    window.press("Keep only this one")
    window.find("Only this passphrase opens the box now.", "label")
    window.lock()
    refuse(window, PASSPHRASE)
    desk.unlock(window, OTHER)


def test_the_code_leads_to_a_new_passphrase(desk):
    code = desk.make_box()
    window = desk.window()
    window.press("Use the recovery code")
    window.find("Use the passphrase", "push button")
    window.fill("Recovery code", code, *ENTRY_ROLES)
    window.press("Open")
    window.find("A new passphrase", "heading", "label")
    window.fill("New passphrase", NEW, *ENTRY_ROLES)
    window.fill("The same once more", NEW, *ENTRY_ROLES)
    window.press("Change it")
    window.find("The box opens with the new passphrase now.", "label")
    window.lock()
    refuse(window, PASSPHRASE)
    desk.unlock(window, NEW)


def test_the_sheet_is_asked_for_until_it_is_answered(desk):
    window = make_in_window(desk, ("Passphrase", PASSPHRASE), ("The same once more", PASSPHRASE))
    window.press("Make the box")
    window.press("Not now")
    window.find(SHEET, "label")
    window.lock()
    desk.unlock(window)
    window.press("Make a sheet")
    window.fill("Passphrase", PASSPHRASE, *ENTRY_ROLES)
    window.press("Make the code")
    window.find("A second way into the box", "heading", "label")
    window.press("I wrote it down")
    window.wait_gone("I wrote it down", "push button")
    window.wait_gone(SHEET, "label")
    window.lock()
    desk.unlock(window)
    check(not window.has(SHEET, "label"), "the sheet is asked for although it was answered")


def test_no_passphrase_and_no_keyring(desk):
    """It is told plainly, and Open is all that the lid asks."""
    window = make_in_window(desk)
    window.press("This computer's login is enough")
    window.press("Make the box")
    window.find_words("whoever uses this computer can open it", "label", "alert")
    window.press("I wrote it down")
    window.find("Write a letter", "push button")
    window.lock()
    window.wait_gone("Passphrase", *ENTRY_ROLES)
    window.press("Open")
    window.find("Write a letter", "push button")
    show_keys_of_open_box(window)


def show_keys_of_open_box(window):
    """From there a passphrase can be chosen."""
    window.key("F10")
    window.press("Keep safe", "menu item")
    window.press_row("The ways into the box")
    window.press_row("Choose a passphrase")
    window.fill("New passphrase", NEW, *ENTRY_ROLES)
    window.fill("The same once more", NEW, *ENTRY_ROLES)
    window.press("Change it")
    window.find("The box opens with the new passphrase now.", "label")
    window.lock()
    refuse(window, PASSPHRASE)


def test_the_login(desk):
    """A keyring that goes away leaves the passphrase, and the way for when it is back."""
    daemon = keyring(desk)
    window = desk.open()
    show_keys(window)
    window.press_row("Open it with this computer's login")
    window.fill("Passphrase", PASSPHRASE, *ENTRY_ROLES)
    window.press("Use the login")
    window.find("The login opens the box now.", "label")
    window.lock()
    window.press("Open with this computer's login")
    window.find("Write a letter", "push button")
    daemon.kill()
    daemon.wait()
    window.lock()
    window.press("Open with this computer's login")
    window.find_words("The keyring of this computer's login did not answer", "alert", "label")
    desk.unlock(window)
    window.lock()
    window.find("Open with this computer's login", "push button")


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
