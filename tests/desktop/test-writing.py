#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the first start to a letter that outlives a power cut."""

import stat
import sys

from desk import PASSPHRASE, check, equal, run, tests_of
from driver import wait_until

CANARY = "zarzamora 4417"
LETTER = f"Dear Luna,\n\nit snowed this morning: {CANARY}. Ñandú, שלום, 🌱.\n"


def test_first_start(desk):
    """A passphrase, the recovery sheet, the first page: and a box that tells nothing on the disk."""
    window = desk.window()
    window.find("Make the box", "push button")
    window.press("Make the box")
    window.find("The box needs a passphrase, so that nobody else can open it.", "alert", "label")
    window.fill("Passphrase", PASSPHRASE)
    window.fill("The same once more", "something else")
    window.press("Make the box")
    window.find("The two are not the same yet.", "alert", "label")
    check(not desk.box.exists(), "a box was made before there was a passphrase")
    window.fill("The same once more", PASSPHRASE)
    window.press("Make the box")
    window.find("I wrote it down", "push button")
    code = window.find_words(r"^([0-9A-Z]{2,4}[ \n]){8}[0-9A-Z]{2,4}$", "label")
    check(desk.box.is_dir(), "there is no box folder")
    equal(stat.S_IMODE(desk.box.stat().st_mode), 0o700)
    window.press("I wrote it down")
    window.find("Write a letter", "push button")
    check(code not in window.all_words(), "the recovery code can still be read")
    database = (desk.box / "box.db").read_bytes()
    check(b"SQLite format" not in database and b"keepsake" not in database, "the box is not sealed")
    equal(window.title(), "Remember")
    equal(window.quit(), 0)
    equal(desk.json("info")["format"], 1)


def test_a_letter_is_kept_while_it_is_written(desk):
    """Nobody saves: "Kept" appears by itself, and a power cut takes nothing of it."""
    window = desk.open()
    window.press("Write a letter")
    window.fill("To", "Luna", "text")
    window.fill("Title", "The first snow", "text")
    window.fill("A letter", LETTER, "text")
    window.find("Kept", "status bar")
    window.kill()

    equal(desk.is_anywhere(CANARY), [])
    again = desk.open()
    again.press("Open the box")
    again.click("To Luna. The first snow", "table cell")
    again.find("Write on", "push button")
    wait_until(lambda: CANARY in again.read("A letter", "text"), "the letter")
    check("Ñandú, שלום, 🌱." in again.read("A letter", "text"), again.read("A letter", "text"))
    equal(again.quit(), 0)
    (letter,) = desk.json("list")
    equal((letter["kind"], letter["title"]), ("letter", "The first snow"))
    equal(desk.json("show", letter["id"])["text"], LETTER)
    equal([found["id"] for found in desk.json("search", "zarzamora")], [letter["id"]])


def test_what_is_typed_last_is_kept_when_the_window_closes(desk):
    window = desk.open()
    window.key("ctrl+n")
    window.find("A letter", "text")
    window.type("The last words")
    wait_until(lambda: "The last words" in window.read("A letter", "text"), "the words")
    equal(window.quit(), 0)
    (letter,) = desk.json("list")
    equal(desk.json("show", letter["id"])["text"], "The last words")


def test_a_signal_ends_it_well(desk):
    """The end of a session comes as a signal."""
    window = desk.open()
    window.key("ctrl+n")
    window.fill("A letter", "At the last moment", "text")
    wait_until(lambda: window.read("A letter", "text") == "At the last moment", "the words")
    window.process.terminate()
    equal(window.wait_ended(), 0)
    equal([letter["snippet"] for letter in desk.json("list")], ["At the last moment"])


def test_nothing_is_kept_of_an_empty_page(desk):
    window = desk.open()
    window.key("ctrl+n")
    window.find("A letter", "text")
    window.key("alt+Left")
    window.wait_gone("A letter", "text")
    equal(window.quit(), 0)
    equal(desk.json("list"), [])


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
