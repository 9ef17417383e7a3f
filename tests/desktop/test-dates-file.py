#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates from a calendar file and to one, by the menu of the dates: Debian 12's own dialogs."""

import os
import pathlib
import sys

from desk import check, equal, run, tests_of
from driver import Atspi, is_in_state, text_of, wait_until, x

CORPUS = pathlib.Path(__file__).resolve().parents[1] / "fuzz" / "corpus" / "dates-file"
OPEN, SAVE = "Dates from a calendar file", "Save the dates for another calendar"


def find_dialog(title):
    return x("search", "--onlyvisible", "--name", f"^{title}$").split()


def give_path(window, title, path):
    """Types a path into GTK's own file dialog, and waits until it is gone."""
    (dialog,) = wait_until(lambda: find_dialog(title), "the dialog")
    wait_until(lambda: x("getactivewindow").strip() == dialog, "the dialog to be active")
    if title == OPEN:
        window.key("ctrl+l")
    entry = wait_until(lambda: next((node for node in window.nodes() if node.get_role_name() == "text"
                                     and is_in_state(node, "focused")), None), "the entry for a path")
    Atspi.EditableText.set_text_contents(entry, str(path))
    wait_until(lambda: text_of(entry) == str(path), "the path")
    window.key("Return")
    # The tree is left alone until the dialog is gone: GTK 4.8 does not bear to be read meanwhile.
    wait_until(lambda: not find_dialog(title), "the dialog to go")


def open_page(window, item):
    window.key("ctrl+3")
    window.press("More about dates")
    window.press(item, "menu item")


def test_there_and_back(desk):
    window = desk.open(clock="2026-11-22T08:00:00Z")
    open_page(window, "From a calendar file")
    window.press("Choose a file")
    give_path(window, OPEN, CORPUS / "google.ics")
    # Nothing is chosen yet, so nothing can be kept.
    window.find("In the file")
    button = window.find("Keep these dates", "push button")
    check(not is_in_state(button, "sensitive"), "something was chosen beforehand")
    window.click("The day of the plum tree", "check box")
    wait_until(lambda: is_in_state(button, "sensitive"), "the button to work")
    window.press("Keep these dates")
    window.find("Kept in the box.")
    window.find_words("^The day of the plum tree", "list item")
    window.wait_gone("Group")

    private = desk.temporary / "private.ics"
    open_page(window, "For another calendar")
    window.press("Choose a place")
    give_path(window, SAVE, private)
    window.find_words("^The dates are in “")
    text = wait_until(lambda: private.is_file() and private.read_text(), "the file")
    check("plum" not in text and "SUMMARY:A date you marked" in text, "the words are not private")
    equal(private.stat().st_mode & 0o777, 0o600)

    real = desk.temporary / "real.ics"
    open_page(window, "For another calendar")
    window.press("With the real words", "check box")
    wait_until(lambda: is_in_state(window.find("With the real words", "check box"), "checked"), "the choice")
    window.press("Choose a place")
    give_path(window, SAVE, real)
    wait_until(lambda: real.is_file() and "SUMMARY:The day of the plum tree" in real.read_text(), "the real words")
    equal(window.quit(), 0)
    for name in ("private.ics", "real.ics", "google.ics"):
        equal([place for place in desk.is_anywhere(name) if "recently-used" in str(place)], [])


def test_what_cannot_be_read(desk):
    broken = desk.temporary / "letter.ics"
    broken.write_text("Dear Luna,\n")
    window = desk.open()
    open_page(window, "From a calendar file")
    window.press("Choose a file")
    give_path(window, OPEN, broken)
    window.find_words("^This file could not be read")
    # Another file can be chosen; what is left out of it is told.
    window.press("Choose a file")
    give_path(window, OPEN, CORPUS / "broken.ics")
    window.find("Not as in the file")
    window.find_words("It comes once: how it repeats was not understood.")
    window.key("alt+Left")
    window.wait_gone("Not as in the file")
    equal(window.quit(), 0)


def test_what_never_answers_is_stopped(desk):
    """A pipe that nobody writes to, as a folder of another computer that is away: the button is at hand."""
    pipe = desk.temporary / "dates.ics"
    os.mkfifo(pipe)
    window = desk.open()
    open_page(window, "From a calendar file")
    window.press("Choose a file")
    give_path(window, OPEN, pipe)
    window.find("The file is being read…")
    window.wait_focused("Stop", "push button")
    window.key("space")
    window.wait_gone("The file is being read…")
    window.wait_focused("Choose a file", "push button")
    # Another one can be read.
    window.press("Choose a file")
    give_path(window, OPEN, CORPUS / "google.ics")
    window.find("In the file")
    equal(window.quit(), 0)


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
