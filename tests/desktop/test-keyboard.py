#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything without a mouse: only keys are pressed here, and only focus and words are looked at."""

import sys

from desk import PASSPHRASE, check, equal, run, tests_of
from driver import is_in_state, wait_until


def focused(window):
    """The names of what has the focus; for a part of a widget, that of the whole as well."""
    return [node.get_name() for node in window.nodes() if is_in_state(node, "focused")]


def wait_entry_row(window, name):
    """The entry rows of libadwaita 1.2 do not tell that they have the focus; then nothing else has it."""
    wait_until(lambda: focused(window) in ([], [name]), lambda: f"“{name}” to have the focus and not {focused(window)}")


def tab_to(window, name, key="Tab", most=40):
    """Presses Tab until the focus is there."""
    for _ in range(most):
        if window.is_focused(name):
            return
        before = focused(window)
        window.key(key)
        wait_until(lambda: focused(window) != before, f"{key} to move the focus from {before}", 5)
    raise AssertionError(f"“{name}” cannot be reached with {key}\n{window.tell()}")


def test_first_start(desk):
    """From nothing to a letter."""
    window = desk.window()
    window.find("Make the box", "push button")
    window.key("Tab")
    window.wait_focused("Help")
    window.key("Tab")
    window.wait_focused("Rituals")
    window.key("Tab")
    window.wait_focused("What is private, and what is not")
    window.key("Tab")
    wait_entry_row(window, "Passphrase")
    window.type(PASSPHRASE)
    wait_until(lambda: window.read("Passphrase", "text", "password text") not in ("", "Passphrase"), "the passphrase")
    window.key("Return")
    window.type(PASSPHRASE)
    window.key("Return")
    window.find_words(r"^([0-9A-Z]{2,4}[ \n]){8}[0-9A-Z]{2,4}$", "label")
    tab_to(window, "I wrote it down")
    window.key("Return")
    tab_to(window, "Write a letter")
    window.key("Return")
    window.wait_focused("A letter", "text")
    window.type("Dear Luna")
    wait_until(lambda: window.read("A letter", "text") == "Dear Luna", "the words")
    equal(window.quit(), 0)
    equal([letter["snippet"] for letter in desk.json("list")], ["Dear Luna"])


def test_everything_on_a_letter_can_be_reached(desk):
    """The tab key moves on and is never written into the letter."""
    window = desk.open()
    window.key("ctrl+n")
    window.wait_focused("A letter", "text")
    window.type("one")
    for name in ("To", "Title", "Back", "More"):
        tab_to(window, name)
    tab_to(window, "A letter", "shift+Tab")
    window.type("two")
    wait_until(lambda: window.read("A letter", "text") in ("onetwo", "twoone"), "the words")
    window.key("alt+Left")
    window.wait_gone("To", "text")


def test_the_places_can_be_reached(desk):
    window = desk.open()
    for name in ("Add a photo", "Main menu", "Box", "Dates"):
        tab_to(window, name)


def test_find_and_read(desk):
    desk.make_box()
    desk.cli("add", "letter", "--title", "The first snow", "--to", "Luna", text="It snowed: corazón.")
    desk.cli("add", "note", "--title", "The song", text="In the bakery.")
    window = desk.window()
    window.wait_focused("Passphrase")
    window.type(PASSPHRASE)
    window.key("Return")
    window.find("Write a letter", "push button")
    window.key("ctrl+2")
    window.find_words("The song", "table cell")
    window.key("ctrl+f")
    window.wait_focused("Find in the box")
    window.type("corazon")
    wait_until(lambda: not [1 for node in window.nodes() if node.get_role_name() == "table cell"
                            and "The song" in node.get_name()], "the others to go")
    tab_to(window, "To Luna. The first snow")
    window.key("Return")
    window.find("Write on", "push button")
    wait_until(lambda: window.read("A letter", "text").strip() != "", "the letter")
    check("corazón" in window.all_words(), window.tell())
    window.key("e")
    window.find("Title", "text")
    window.wait_focused("A letter", "text")


def test_dates_and_lock(desk):
    window = desk.open()
    window.key("ctrl+3")
    window.find_words("^If there are days you would like to keep", "label")
    tab_to(window, "Add a date")
    window.key("Return")
    window.find("What you call it", "text")
    wait_entry_row(window, "What you call it")
    window.type("A day of mine")
    wait_until(lambda: window.read("What you call it", "text") == "A day of mine", "the words")
    tab_to(window, "Keep")
    window.key("Return")
    window.find_words("A day of mine", "list item")
    window.lock()
    window.wait_focused("Passphrase")
    window.type(PASSPHRASE)
    window.key("Return")
    window.find("Write a letter", "push button")


def test_the_main_menu(desk):
    window = desk.open()
    window.key("F10")
    window.find("Lock the box", "menu item")
    window.key("Escape")
    for _ in range(2):
        window.key("ctrl+question")
        window.find("Cover the window at once")
        window.key("Escape")
        window.wait_gone("Cover the window at once")
    equal(window.quit(), 0)


def test_escape_twice_covers(desk):
    """At once, even while writing; what was written stays, and Return shows it again."""
    window = desk.open()
    window.key("ctrl+n")
    window.wait_focused("A letter", "text")
    window.type("behind the cover")
    wait_until(lambda: window.read("A letter", "text") == "behind the cover", "the words")
    window.key("Escape", "Escape")
    window.find("Show again", "push button")
    check("behind the cover" not in window.all_words(), "it can be read under the cover")
    check(not window.has("To", "text"), "the page is there under the cover")
    window.key("ctrl+n")
    equal(window.title(), "Remember")
    window.wait_focused("Show again")
    window.key("Return")
    window.wait_focused("A letter", "text")
    equal(window.read("A letter", "text"), "behind the cover")


def test_escape_once_does_not_cover(desk):
    window = desk.open()
    window.key("Escape", "Tab", "Escape")
    check(not window.has("Show again", "push button"), "it is covered")
    window.find("Write a letter", "push button")


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
