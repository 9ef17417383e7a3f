#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The candle and the rituals, in the real window (TAP)."""

import subprocess
import sys
import traceback

from remember_window import PROGRAM, Atspi, Failure, GLib, Program, wait_until, walk

# The demo's clock says ten in the morning.
UNTIL = "Until 11:00, or until you put it out."


class Candle:
    """The tests share one throw-away box and run in order."""

    def __init__(self):
        self.program = Program(PROGRAM, "en", "dark", "wide", ["--demo"])
        self.program.find("Write a letter", "push button")

    def names(self):
        """Whatever has words."""
        return [node.get_name() for node in walk(self.program.tree)
                if node.get_name()]

    def see(self, name):
        wait_until(lambda: name in self.names(), f"“{name}”")

    def press(self, name):
        def look():
            for node in walk(self.program.tree):
                if node.get_role_name() == "push button" and node.get_name() == name:
                    return node
            return None
        wait_until(look, f"the button “{name}”").do_action(0)

    # The tests.

    def test_light_from_today(self):
        self.press("Light a candle")
        self.see("A candle. It is not lit.")
        self.press("Light the candle")
        self.see("A candle. It is lit.")
        self.see(UNTIL)

    def test_words_to_read(self):
        self.press("Words to read")
        self.see("Other words")
        if UNTIL in self.names():
            raise Failure("the words to read stand beside the others")

    def test_burns_on(self):
        """Its page can be left, the box even locked: it burns, and a mark leads back to it."""
        self.program.key("alt+Left")
        self.see("Back to the candle")
        self.program.key("ctrl+n")
        self.program.find("A letter", "text")
        self.see("Back to the candle")
        self.press("Back to the candle")
        self.see(UNTIL)
        self.program.key("alt+Left")
        self.program.find("A letter", "text")
        self.program.key("ctrl+l")
        # The process is replaced: it is in the tree anew.
        wait_until(lambda: self.program._find_tree() is None, "the old tree to go")
        self.program.tree = wait_until(self.program._find_tree, "the window")
        self.program.find("Passphrase", "text", "password text")
        if "Back to the candle" in self.names():
            raise Failure("the lock tells of the candle")
        self.program.fill("Passphrase", "demo", "text", "password text")
        self.program.press("Open", "lock page")
        self.program.window = wait_until(self.program._find_window, "a window on the screen")
        self.see("Back to the candle")
        self.press("Back to the candle")
        self.see("A candle. It is lit.")

    def test_put_out_with_a_key(self):
        self.program.key("Escape")
        self.see("The candle is out.")
        self.see("A candle. It is out.")

    def test_keep_a_line(self):
        self.press("Keep")
        self.see("Kept, with today’s date.")
        self.program.key("alt+Left")
        self.program.key("ctrl+4")
        self.see("What you wrote about them")
        self.see("I lit a candle.")

    def test_change_a_line(self):
        self.press("Change the line")
        self.program.fill("The line, in other words", "I lit it by the window.", "text")
        self.program.key("Return")
        self.see("I lit it by the window.")
        wait_until(lambda: "I lit a candle." not in self.names(), "the words of before to go")
        wait_until(lambda: any(node.get_state_set().contains(Atspi.StateType.FOCUSED)
                               for node in walk(self.program.tree) if node.get_name() == "Change the line"),
                   "the line to have the focus again")

    def test_remove_a_line(self):
        self.press("Remove the line")
        wait_until(lambda: "I lit it by the window." not in self.names(), "the line to go")
        self.program.press("Undo", "toast")
        self.see("I lit it by the window.")
        wait_until(lambda: "The line was removed." not in self.names(), "the toast to go")

    def test_ritual_step_by_step(self):
        self.program.key("ctrl+1")
        self.program.key("ctrl+4")
        self.see("A walk with them in mind")
        self.program.click(self.program.find("A minute of candlelight", "list item"))
        self.see("All at once")
        self.press("Next step")
        self.see("Step before")
        self.press("All at once")
        self.see("One step at a time")

    def test_story_of_a_ritual(self):
        """A line about it is told with its years, and can be taken away again."""
        self.program.find("A line about it, if you like", "text")
        self.program.fill("A line about it, if you like", "We went to the lake.", "text")
        self.press("Keep")
        self.see("We went to the lake.")
        self.see("2026")
        row = self.program.find("We went to the lake.", "list item")
        next(node for node in walk(row) if node.get_name() == "Remove the line").do_action(0)
        wait_until(lambda: "We went to the lake." not in self.names(), "the line to go")
        self.program.press("Undo", "toast")
        self.see("We went to the lake.")

    def test_ritual_of_ones_own(self):
        self.program.key("alt+Left")
        self.press("A ritual of your own")
        self.program.fill("What you call it", "Bread", "text")
        self.program.fill("The steps, one a line, if it has any", "Knead it.\nLet it rest.", "text")
        self.press("Keep")
        row = self.program.find("Bread", "list item")
        self.program.click(row)
        self.see("Knead it.")
        self.press("Next step")
        self.press("Change")
        self.press("Remove this ritual")
        self.see("The ritual was removed.")
        wait_until(lambda: "Bread" not in self.names(), "the ritual to go")
        self.program.press("Undo", "toast")
        self.see("Bread")

    def test_quit(self):
        self.program.key("ctrl+q")
        if self.program.process.wait(10) != 0:
            raise Failure("it did not end well")

    def test_hour_of_light(self):
        """It ends at eight by the clock, wherever one is in the window by then."""
        self.program = Program(PROGRAM, "en", "dark", "wide", ["--demo"], "2026-10-15T19:59:15Z")
        self.press("Light a candle")
        self.press("Light the candle")
        self.see("Until eight, with others, or until you put it out.")
        self.program.key("alt+Left")
        self.see("Back to the candle")
        # At eight the toast has 20 seconds.
        wait_until(lambda: "The candle went out." in self.names(), "the candle to go out", 60)
        if "Back to the candle" in self.names():
            raise Failure("the mark is there for a candle that is out")
        self.program.press("A line about it")
        self.see("The candle is out.")
        self.see("Keep")
        self.program.key("alt+Left")
        wait_until(lambda: "The candle is out." not in self.names(), "its page to go")
        self.press("Light a candle")
        self.see("A candle. It is not lit.")


def main():
    failures = 0
    candle = Candle()
    names = [name for name in vars(Candle) if name.startswith("test_")]
    print(f"1..{len(names)}", flush=True)
    for number, name in enumerate(names, 1):
        try:
            getattr(candle, name)()
            print(f"ok {number} {name}", flush=True)
        except (Failure, GLib.Error, OSError, AttributeError, subprocess.SubprocessError):
            failures += 1
            print(f"not ok {number} {name}", flush=True)
            for line in traceback.format_exc().splitlines():
                print(f"# {line}", flush=True)
    if candle.program.process.poll() is None:
        candle.program.stop()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
