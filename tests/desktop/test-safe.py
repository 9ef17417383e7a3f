#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keep safe in the window: copies, earlier states, damage that is told and mended, what can be saved
of a damaged box, a box that can only be read, and too little memory."""

import os
import pathlib
import re
import subprocess
import sys

from desk import ENTRY_ROLES, Skip, check, equal, run, tests_of
from driver import is_in_state, wait_until

TITLE = "Paper of the hospital"


def show_safe(window, row):
    """From the first page to a page of Keep safe."""
    window.key("F10")
    window.press("Keep safe", "menu item")
    window.press_row(row)


def keep_some(desk):
    """A letter, and a file of which there is one in the box; where that lies."""
    desk.make_box()
    desk.cli("add", "letter", text="The first snow.")
    paper = desk.temporary / "paper.pdf"
    paper.write_bytes(b"%PDF-1.4 in the winter " + bytes(range(200)) * 50)
    desk.cli("add", "document", "--title", TITLE, paper)
    (found,) = [path for path in (desk.box / "objects").glob("??/*")]
    return found


def choose_folder(window, title, folder):
    """In GTK's own dialog, which then has to go before the tree is read."""
    folder.mkdir(exist_ok=True)
    window.choose_file(title, folder)


def wait_on(window, name):
    """Until a switch is on."""
    wait_until(lambda: is_in_state(window.find(name, "check box"), "checked"), f"“{name}” to be on")


def turn_on(window, name):
    """A switch in a row of a list."""
    window.press_row(name)
    wait_on(window, name)


def test_copies_by_hand_and_each_week(desk):
    keep_some(desk)
    stick = desk.temporary / "stick"
    window = desk.open()
    show_safe(window, "Copies")
    window.press("Choose the folder for copies")
    choose_folder(window, "Where copies are made", stick)
    window.press("Make a copy now")
    window.find_words("^Your copy holds 1 letter, 1 document", "label")
    check((stick / desk.box.name / "box.db").exists(), "there is no copy")
    turn_on(window, "A copy each week")
    turn_on(window, "Tell me softly")
    window.lock()
    desk.unlock(window)
    show_safe(window, "Copies")
    window.find_words("The last copy is of", "label")
    for name in ("A copy each week", "Tell me softly"):
        wait_on(window, name)
    equal(window.quit(), 0)


def test_an_earlier_state_beside(desk):
    keep_some(desk)
    desk.cli("snapshot", "take")
    window = desk.open()
    show_safe(window, "Earlier states")
    row = wait_until(lambda: next((node for node in window.nodes() if node.get_role_name() == "list item"
                                   and "Kept by itself" in node.get_name() + node.get_description()
                                   + " ".join(part.get_name() for part in window.descend(node.get_name(), "list item"))),
                                  None), lambda: window.tell())
    window.click(row.get_name(), "list item")
    place = desk.temporary / "beside"
    choose_folder(window, "Where the new box is made", place)
    window.find_words("opens with the passphrase of this one", "label")
    (beside,) = place.glob("*.memorybox")
    equal(window.quit(), 0)
    desk.box = beside
    equal(len(desk.json("list")), 2)


def test_damage_is_told_and_mended(desk):
    found = keep_some(desk)
    stick = desk.temporary / "stick"
    stick.mkdir()
    desk.cli("copy", stick)
    found.write_bytes(found.read_bytes()[:-3] + b"abc")
    window = desk.open()
    show_safe(window, "Is everything whole")
    window.press("Read everything")
    window.find_words("1 file cannot be read", "label")
    window.find(TITLE, "list item")
    window.lock()
    desk.unlock(window)
    window.find_words("^Something in the box could not be read", "label")
    window.press("See what, and what helps")
    window.find(TITLE, "list item")
    window.press("Bring in a copy…")
    window.press("Choose the other box…")
    choose_folder(window, "The folder of the other box", stick / desk.box.name)
    window.find_words("1 file that cannot be read here is whole there", "label")
    window.press("Bring it in")
    window.find_words("1 file that could not be read here was taken from there", "label")
    window.lock()
    desk.unlock(window)
    window.wait_gone("See what, and what helps", "push button")
    equal(window.quit(), 0)
    equal(desk.json("check")["whole"], True)


def test_damage_can_be_left_be(desk):
    found = keep_some(desk)
    found.unlink()
    window = desk.open()
    show_safe(window, "Is everything whole")
    window.press("Read everything")
    window.find_words("1 file cannot be read", "label")
    window.press("Back")
    window.wait_gone("Read everything", "push button")
    window.press("Back")
    window.wait_gone("Back", "push button")
    window.press("Leave it")
    window.wait_gone("Leave it", "push button")
    window.lock()
    desk.unlock(window)
    check(not window.has("Leave it", "push button"), "it is told again")
    equal(window.quit(), 0)


def test_what_can_be_read_is_saved(desk):
    keep_some(desk)
    database = desk.box / "box.db"
    spoilt = bytearray(database.read_bytes())
    spoilt[16384 + 100] ^= 1
    database.write_bytes(spoilt)
    window = desk.window()
    window.fill("Passphrase", "three quiet words", *ENTRY_ROLES)
    window.press("Open")
    window.find_words("^A part of the box cannot be read", "label", "alert")
    window.press("Save what can be read…")
    window.press("Save what can be read")
    window.find_words("The new box holds 1 letter, 1 document", "label", "alert")
    window.press("Put the new box in its place")
    window.find_words("opens as always", "label", "alert")
    window.key("alt+Left")
    window.wait_gone("Back", "push button")
    desk.unlock(window)
    equal(window.quit(), 0)
    equal(len(desk.json("list")), 2)
    equal(bytes(spoilt), (desk.box.parent / "memories-damaged.memorybox" / "box.db").read_bytes())


def test_a_box_that_can_only_be_read(desk):
    keep_some(desk)
    place = desk.temporary / "protected"
    place.mkdir()
    for command in (["mount", "--bind", desk.box.parent, place], ["mount", "-o", "remount,bind,ro", place]):
        if subprocess.run(command, check=False, capture_output=True).returncode != 0:
            raise Skip("nothing can be mounted here")
    try:
        window = desk.window("--box", place / desk.box.name)
        window.fill("Passphrase", "three quiet words", *ENTRY_ROLES)
        window.press("Open")
        window.find_words("^Nothing can be written where this box lies", "label")
        check(not is_in_state(window.find("Write a letter", "push button"), "sensitive"), "a letter can be begun")
        window.press("Open the box")
        window.find_words("The first snow", "table cell", "list item", "label")
        equal(window.quit(), 0)
    finally:
        subprocess.run(["umount", "-l", place], check=False)


def size_of(process):
    """Its address space in bytes."""
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmSize:\s+(\d+)", status).group(1)) * 1024


def test_too_little_memory(desk):
    """The key derivation does not get its 512 MiB, and everything else gets enough: a sentence, and later it opens."""
    desk.box.parent.mkdir(parents=True, exist_ok=True)
    desk.json("create", "--kdf-mib", 512)
    window = desk.window()
    window.find("Open", "push button")
    process = window.process.pid if window.process is not None else window.pid
    limit = size_of(process) + 400 * 1024 * 1024
    subprocess.run(["prlimit", f"--pid={process}", f"--as={limit}:unlimited"], check=True)
    window.fill("Passphrase", "three quiet words", *ENTRY_ROLES)
    window.press("Open")
    window.find_words("^There was not enough free memory to open the box", "label", "alert")
    subprocess.run(["prlimit", f"--pid={process}", "--as=unlimited:unlimited"], check=True)
    desk.unlock(window)
    equal(window.quit(), 0)


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
