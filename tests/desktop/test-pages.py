#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Letters, photos, dates and what was removed, in the real window (TAP)."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import traceback

from remember_window import PASSPHRASE, PROGRAM, ROOT, Atspi, Failure, GLib, Program, wait_until, walk

BOX_PROGRAM = os.environ.get("REMEMBER_BOX_PROGRAM", str(ROOT / "build/install/bin/remember-box"))
PICTURES = ROOT / "tests" / "data" / "pictures"
FALLBACK_NAME = re.compile(r"^(Gtk|Adw|Gdk|Rem)[A-Z]\w*$")
INTERACTIVE = {"push button", "toggle button", "check box", "text", "entry", "combo box",
               "spin button", "switch"}


def check(truth, what):
    if not truth:
        raise Failure(what)


class Pages:
    """The tests share one box and run in order."""

    def __init__(self, folder):
        self.box = folder / "memories.memorybox"
        self.passphrase = folder / "passphrase"
        self.passphrase.write_text(PASSPHRASE)
        self.program = None

    def run(self, *arguments, text=None):
        command = [BOX_PROGRAM, "--box", self.box, "--passphrase-file", self.passphrase, *arguments]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def start(self):
        self.program = Program(PROGRAM, "en", "light", "wide", ["--box", str(self.box)])
        self.program.find("Open", "push button")
        self.program.fill("Passphrase", PASSPHRASE, "text", "password text")
        self.program.press("Open", "lock page")
        self.program.find("Write a letter", "push button")

    def stop(self):
        if self.program is not None and self.program.process.poll() is None:
            self.program.stop()

    def nodes(self, name, *roles):
        return [node for node in walk(self.program.tree)
                if node.get_role_name() in roles and name in (node.get_name() or "")]

    def see(self, name, *roles):
        return wait_until(lambda: self.nodes(name, *(roles or ("label", "status bar", "notification"))),
                          f"“{name}”")[0]

    def open_card(self, name):
        """A click, as cells of a grid have no action on the accessibility bus."""
        def place():
            for node in walk(self.program.tree):
                if node.get_role_name() in ("list item", "table cell") and name in node.get_name():
                    extents = node.get_extents(Atspi.CoordType.WINDOW)
                    if extents.width > 0 and extents.y > 0:
                        return extents
            return None

        spot = wait_until(place, f"the card “{name}”")
        subprocess.run(["xdotool", "mousemove", "--window", self.program.window,
                        str(spot.x + spot.width // 2), str(spot.y + 40), "click", "1"], check=True)

    def find_sheet(self, editable):
        def look():
            for node in walk(self.program.tree):
                states = node.get_state_set()
                if (states.contains(Atspi.StateType.MULTI_LINE)
                        and states.contains(Atspi.StateType.EDITABLE) == editable):
                    return node
            return None

        return wait_until(look, "the page of the letter")

    def read_sheet(self, sheet):
        return Atspi.Text.get_text(sheet, 0, Atspi.Text.get_character_count(sheet))

    def check_names(self):
        """Nothing that can be used is without a name of its own."""
        nameless = []
        for node in walk(self.program.tree):
            name = node.get_name() or ""
            if node.get_role_name() in INTERACTIVE and (not name or FALLBACK_NAME.match(name)):
                parent = node.get_parent()
                if parent is not None and parent.get_name() and not FALLBACK_NAME.match(
                    parent.get_name()
                ):
                    continue
                nameless.append(f"{node.get_role_name()} “{name}”")
        check(not nameless, f"without a name: {nameless}")

    # The tests.

    def test_empty_box(self):
        self.run("create", "--kdf-mib", "64")
        self.start()
        self.program.key("ctrl+2")
        self.see("The box is here for whatever you want to keep")
        self.program.key("ctrl+3")
        self.see("If there are days you would like to keep")
        self.check_names()

    def test_write_a_letter(self):
        self.program.key("ctrl+n")
        sheet = self.find_sheet(True)
        self.check_names()
        Atspi.EditableText.set_text_contents(sheet, "# Hoy\n\nFui al **mar**, corazón.")
        self.see("Kept")
        self.program.key("alt+Left")
        self.program.key("ctrl+2")
        self.see("Hoy")
        self.see("Fui al mar, corazón.")

    def test_read_a_letter(self):
        self.open_card("Hoy")
        sheet = self.find_sheet(False)
        check(self.read_sheet(sheet) == "Hoy\n\nFui al mar, corazón.", "it does not read as written")
        self.check_names()
        self.program.key("e")
        check("**mar**" in self.read_sheet(self.find_sheet(True)), "it is not what was written")
        self.program.key("alt+Left")

    def test_find(self):
        self.program.key("ctrl+f")
        self.program.fill("Find in the box", "corazon", "entry", "text")
        self.see("Fui al mar, corazón.")
        self.program.fill("Find in the box", "nowhere", "entry", "text")
        self.see("There is nothing like this in the box.")
        self.program.fill("Find in the box", "", "entry", "text")
        self.see("Fui al mar, corazón.")

    def test_remove_and_undo(self):
        self.open_card("Hoy")
        self.find_sheet(False)
        self.program.key("alt+Left")
        wait_until(lambda: not [n for n in walk(self.program.tree) if n.get_state_set().contains(
            Atspi.StateType.MULTI_LINE)], "the box")
        self.program.key("Delete")
        self.see("The letter was removed.")
        self.see("The box is here for whatever you want to keep")
        self.program.press("Undo")
        self.see("Fui al mar, corazón.")

    def test_date_without_a_day_rests(self):
        self.program.key("ctrl+d")
        self.program.find("What you call it", "text")
        self.check_names()
        self.program.fill("What you call it", "Una tarde", "text")
        self.program.press("Keep")
        self.program.key("ctrl+3")
        self.see("Resting")
        self.see("Una tarde")

    def test_leaving_a_date_changes_nothing(self):
        self.program.key("ctrl+d")
        self.program.fill("What you call it", "Otra", "text")
        self.program.key("alt+Left")
        self.see("The date was left as it was.")
        check(not self.nodes("Otra", "label"), "it was kept")
        self.program.press("Keep the change")
        self.see("Otra")

    def test_photo_lies_face_down(self):
        self.stop()
        self.run("add", "photo", PICTURES / "quarters-1.jpeg", "--caption", "The water.", "--on", "2026-10-12")
        bad = self.box.with_name("bad.gif")
        bad.write_bytes(b"GIF89a, and then nothing of the kind")
        self.run("add", "photo", bad, "--on", "2026-10-11")
        self.start()
        self.program.key("ctrl+2")
        self.see("A photo, face down")
        check(not self.nodes("The water.", "label"), "what lies face down can be read")
        self.open_card("A photo, face down. 12 October 2026")
        self.program.press("Turn over")
        wait_until(lambda: self.nodes("The water.", "image", "icon"), "the picture")
        self.check_names()

    def test_picture_that_cannot_be_shown(self):
        self.program.press("The photo after")
        # It is the last one: there is none after it.
        wait_until(lambda: not self.nodes("The photo after", "push button"), "the photo after")
        self.program.press("Turn over")
        self.see("The file is kept just as you gave it.")
        self.program.find("Save a copy…", "push button")
        self.check_names()

    def count_colours(self):
        shot = subprocess.run(["import", "-window", self.program.window, "png:-"], capture_output=True, check=True)
        count = subprocess.run(["identify", "-format", "%k", "png:-"], input=shot.stdout,
                               capture_output=True, check=True)
        return int(count.stdout)

    def count_colours_at_rest(self):
        """Not those of two pages of which one fades into the other."""
        counts = []

        def is_at_rest():
            counts.append(self.count_colours())
            return counts[-2:] == [counts[-1]] * 2

        wait_until(is_at_rest, "the page to be at rest")
        return counts[-1]

    def test_photo_that_lies_face_up_is_seen(self):
        self.stop()
        self.program = Program(PROGRAM, "en", "light", "wide", ["--demo"])
        self.program.find("Write a letter", "push button")
        self.program.key("ctrl+n")
        self.find_sheet(True)
        paper = self.count_colours_at_rest()
        self.program.key("alt+Left")
        self.program.key("ctrl+2")
        self.open_card("A photo. The lake, from our bench.")
        self.program.find("Words under the picture", "text")
        # A page without its picture has as few colours as one of paper; the lake has thousands.
        wait_until(lambda: self.count_colours() > 4 * paper + 1000, "the picture on the screen")


def main():
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        pages = Pages(pathlib.Path(folder))
        names = [name for name in vars(Pages) if name.startswith("test_")]
        print(f"1..{len(names)}", flush=True)
        for number, name in enumerate(names, 1):
            try:
                getattr(pages, name)()
                print(f"ok {number} {name}", flush=True)
            except (Failure, GLib.Error, OSError, AttributeError, subprocess.SubprocessError):
                failures += 1
                print(f"not ok {number} {name}", flush=True)
                for line in traceback.format_exc().splitlines():
                    print(f"# {line}", flush=True)
                if number == 1:
                    print("Bail out! There is no box to go on with.", flush=True)
                    break
        pages.stop()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
