#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How I am, and the pages that are put together from it, in the real window (TAP)."""

import subprocess
import sys
import traceback

from remember_window import PROGRAM, Atspi, Failure, GLib, Program, wait_until, walk


class CheckIn:
    """The tests share one throw-away box and run in order."""

    def __init__(self):
        self.program = Program(PROGRAM, "en", "light", "wide", ["--demo"])
        self.program.find("Write a letter", "push button")

    def names(self):
        """Whatever has words, the text in fields as well."""
        found = []
        for node in walk(self.program.tree):
            found.append(node.get_name())
            if node.get_role_name() == "text":
                found += Atspi.Text.get_text(node, 0, -1).splitlines()
        return found

    def see(self, name):
        wait_until(lambda: name in self.names(), f"“{name}”")

    def menu(self):
        """What can be chosen in the menu that is open."""
        return [node.get_name() for node in walk(self.program.tree)
                if node.get_role_name() == "menu item"]

    def wait_gone(self, name):
        wait_until(lambda: name not in self.names(), f"“{name}” to go")

    # The tests.

    def test_not_in_the_menu_before_it_was_wanted(self):
        self.program.key("F10")
        wait_until(lambda: "Lock the box" in self.menu(), "the menu")
        menu = self.menu()
        self.program.key("Escape")
        if "How I am" in menu:
            raise Failure("“How I am” is in the menu before anybody wanted it")

    def test_words_several_at_once(self):
        self.program.key("F2")
        self.program.click(self.program.find("How I am", "list item"))
        for word in ("Relief", "Sadness", "Tears"):
            self.program.press(word)
        self.program.fill("A line, or a few", "By the lake.", "text")
        self.program.press("Keep")
        self.see("Relief, Sadness, Tears")
        self.see("By the lake.")

    def test_find_remove_undo(self):
        entry = self.program.find("Find in earlier days", "text", "entry")
        Atspi.EditableText.set_text_contents(entry, "anger")
        self.wait_gone("Relief, Sadness, Tears")
        Atspi.EditableText.set_text_contents(entry, "RELIEF lake")
        self.see("Relief, Sadness, Tears")
        self.program.press("Remove these words")
        self.program.press("Undo", "toast")
        self.see("Relief, Sadness, Tears")

    def test_change(self):
        """What is kept takes the place of what was there, with its day."""
        entry = self.program.find("Find in earlier days", "text", "entry")
        Atspi.EditableText.set_text_contents(entry, "")
        self.program.press("Change these words")
        self.see("The words of 22 November 2026.")
        self.program.press("Leave them as they were")
        self.wait_gone("The words of 22 November 2026.")
        self.program.press("Change these words")
        self.see("The words of 22 November 2026.")
        self.program.fill("A line, or a few", "By the sea.", "text")
        self.program.press("Tears")
        self.program.press("Keep")
        self.see("Relief, Sadness")
        self.see("By the sea.")
        self.wait_gone("By the lake.")
        self.wait_gone("The words of 22 November 2026.")

    def test_page_for_a_doctor(self):
        self.program.press("What I would like to tell my doctor")
        self.see("Words of earlier days that should be on it")
        node = self.program.find("22 November 2026\nRelief, Sadness", "check box")
        if node.get_state_set().contains(Atspi.StateType.CHECKED):
            raise Failure("something is chosen beforehand")
        self.program.click(node)
        wait_until(lambda: node.get_state_set().contains(Atspi.StateType.CHECKED), "the day to be chosen")
        self.program.fill("What I would like to ask", "How long may I rest?", "text")
        self.program.press("Put it together")
        self.see("How I have been")
        self.see("22 November 2026: Relief, Sadness. By the sea.")
        self.see("How long may I rest?")
        if "Who comes with me" in Atspi.Text.get_text(
                self.program.find("The page; change whatever you like", "text"), 0, -1):
            raise Failure("a part without words stands on the page")

    def test_kept_only_as_a_note(self):
        self.program.press("Keep it as a note")
        self.see("It is in the box, as a note.")
        self.program.key("ctrl+2")
        wait_until(lambda: any("What I would like to tell you" in name for name in self.names()),
                   "the note in the box")

    def test_in_the_menu_once_it_was_wanted(self):
        self.program.key("F10")
        wait_until(lambda: "How I am" in self.menu(), "“How I am” in the menu")
        self.program.key("Escape")

    def test_removed_can_be_put_back_later(self):
        self.program.choose_from_menu("_How I am")
        self.program.press("Remove these words")
        self.wait_gone("By the sea.")
        self.program.key("alt+Left")
        self.program.key("ctrl+2")
        self.program.press("More of the box")
        self.program.find("What was removed", "menu item").do_action(0)
        self.see("How I am · 22 November 2026. Relief, Sadness, By the sea.")
        self.program.press("Put back")
        self.see("Nothing is here.")

    def test_quit(self):
        self.program.key("ctrl+q")
        if self.program.process.wait(60) != 0:
            raise Failure("it did not end well")


def main():
    failures = 0
    check_in = CheckIn()
    names = [name for name in vars(CheckIn) if name.startswith("test_")]
    print(f"1..{len(names)}", flush=True)
    for number, name in enumerate(names, 1):
        try:
            getattr(check_in, name)()
            print(f"ok {number} {name}", flush=True)
        except (Failure, GLib.Error, OSError, AttributeError, subprocess.SubprocessError):
            failures += 1
            print(f"not ok {number} {name}", flush=True)
            for line in traceback.format_exc().splitlines():
                print(f"# {line}", flush=True)
    if check_in.program.process.poll() is None:
        check_in.program.stop()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
