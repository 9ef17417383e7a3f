#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first start, locking, covering and leaving, in the real window (TAP)."""

import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback

from remember_window import PASSPHRASE, PROGRAM, Atspi, Failure, GLib, Program, wait_until, walk

CANARY = "zarzamora-quietwater-4417"
WRONG = "This is not the passphrase of this box. You can try as often as you like."
FALLBACK_NAME = re.compile(r"^(Gtk|Adw|Gdk|Rem)[A-Z]\w*$")
INTERACTIVE = {
    "push button", "toggle button", "check box", "radio button", "text", "entry", "password text",
    "combo box", "slider", "spin button", "list item", "menu item", "link", "switch",
}


def check(truth, what):
    if not truth:
        raise Failure(what)


class Shell:
    """The tests share one box and run in order."""

    def __init__(self, folder):
        self.box = folder / "memories.memorybox"
        self.code = None
        self.program = None

    def start(self, *arguments, width="wide"):
        self.program = Program(
            PROGRAM, "en", "light", width, arguments or ["--box", str(self.box)]
        )
        return self.program

    def stop(self):
        if self.program is not None and self.program.process.poll() is None:
            self.program.stop()
        self.program = None

    def open(self):
        self.program.find("Open", "push button")
        self.program.fill("Passphrase", PASSPHRASE, "text", "password text")
        self.program.press("Open", "lock page")
        self.program.find("Write a letter", "push button")

    def say(self):
        return [
            node.get_name()
            for node in walk(self.program.tree)
            if node.get_role_name() in ("label", "alert", "notification")
        ]

    def refuses_with(self, text):
        wait_until(lambda: text in self.say(), f"“{text}”")

    def write(self, words):
        self.program.key("ctrl+n")

        def find_sheet():
            for node in walk(self.program.tree):
                if node.get_state_set().contains(Atspi.StateType.MULTI_LINE):
                    return node
            return None

        sheet = wait_until(find_sheet, "the page to write on")
        Atspi.EditableText.set_text_contents(sheet, words)

    def check_names(self):
        """Nothing that can be used is without a name of its own."""
        nameless = []
        for node in walk(self.program.tree):
            name = node.get_name() or ""
            if node.get_role_name() in INTERACTIVE and (not name or FALLBACK_NAME.match(name)):
                parent = node.get_parent()
                # The two halves of a menu button, and parts of an entry row, are one to a person.
                if parent is not None and parent.get_name() and not FALLBACK_NAME.match(
                    parent.get_name()
                ):
                    continue
                nameless.append(f"{node.get_role_name()} “{name}”")
        check(not nameless, f"without a name: {nameless}")

    # The tests.

    def test_first_start(self):
        program = self.start()
        program.find("Make the box", "push button")
        self.check_names()
        program.press("Make the box")
        self.refuses_with("The box needs a passphrase, so that nobody else can open it.")
        program.fill("Passphrase", PASSPHRASE, "text", "password text")
        program.fill("The same once more", PASSPHRASE + "x", "text", "password text")
        program.press("Make the box")
        self.refuses_with("The two are not the same yet.")
        check(not self.box.exists(), "a box was made before there was a passphrase")
        program.fill("The same once more", PASSPHRASE, "text", "password text")
        program.press("Make the box")
        program.find("I wrote it down", "push button")
        self.check_names()
        codes = [text for text in self.say() if re.fullmatch(r"([0-9A-Z]{2,4}[ \n]?){9}", text)]
        check(len(codes) == 1, "no recovery code is shown")
        self.code = codes[0]
        program.press("I wrote it down")
        program.find("Write a letter", "push button")
        check(self.code not in self.say(), "the code is still there")

    def test_no_core_is_written(self):
        limits = pathlib.Path(f"/proc/{self.program.process.pid}/limits").read_text()
        check(re.search(r"^Max core file size\s+0\s+0\s", limits, re.M), "there may be a core file")

    def test_every_place_has_names(self):
        for key in ("ctrl+1", "ctrl+2", "ctrl+3"):
            self.program.key(key)
            time.sleep(0.3)
            self.check_names()
        self.program.key("ctrl+1")

    def test_cover(self):
        program = self.program
        program.key("Escape")
        program.key("Escape")
        program.find("Show again", "push button")
        check("Write a letter" not in self.say(), "the page can be read under the cover")
        program.key("Return")
        program.find("Write a letter", "push button")

    def test_another_window_is_told(self):
        first = self.program
        self.start(width="narrow")
        try:
            self.program.find("Open", "push button")
            self.program.fill("Passphrase", PASSPHRASE, "text", "password text")
            self.program.press("Open", "lock page")
            wait_until(lambda: any("another window" in text for text in self.say()), "the sentence")
        finally:
            self.stop()
            self.program = first
        subprocess.run(["xdotool", "windowactivate", "--sync", first.window], check=True)

    def test_lock_leaves_nothing_in_memory(self):
        program = self.program
        self.write(f"Dear Luna, {CANARY}.")
        check(self.count_in_memory() > 0, "the search of the memory finds nothing at all")
        subprocess.run(["xdotool", "windowactivate", "--sync", program.window], check=True)
        program.key("ctrl+l")
        words = f"/proc/{program.process.pid}/cmdline"
        wait_until(lambda: b"--locked" in pathlib.Path(words).read_bytes(), "the new image")
        program.tree = wait_until(program._find_tree, "the window")
        program.find("Use the recovery code", "push button")
        check(self.count_in_memory() == 0, "what was written is still in memory")
        self.check_names()

    def count_in_memory(self):
        count = 0
        pid = self.program.process.pid
        with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
            for line in maps:
                span, rights = line.split()[:2]
                if not rights.startswith("rw"):
                    continue
                start, end = (int(part, 16) for part in span.split("-"))
                # A sanitizer's shadow is terabytes of nothing.
                if end - start > 1 << 31:
                    continue
                try:
                    memory.seek(start)
                    content = memory.read(end - start)
                except (OSError, ValueError, OverflowError):
                    continue
                for encoding in ("utf-8", "utf-16-le", "utf-32-le"):
                    count += content.count(CANARY.encode(encoding))
        return count

    def test_nothing_is_on_the_disk(self):
        for folder in [self.box] + [
            pathlib.Path(os.environ[name])
            for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
            + ("XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
        ]:
            for path in folder.rglob("*"):
                if path.is_file():
                    check(CANARY.encode() not in path.read_bytes(), f"{path} tells")

    def test_wrong_passphrase(self):
        self.program.fill("Passphrase", "not this", "text", "password text")
        self.program.press("Open", "lock page")
        self.refuses_with(WRONG)

    def test_recovery_code(self):
        program = self.program
        program.press("Use the recovery code")
        program.fill("Recovery code", "0000 0000", "text", "password text")
        program.press("Open", "lock page")
        wait_until(lambda: any("compare it" in text for text in self.say()), "the sentence")
        program.fill(
            "Recovery code", self.code.lower().replace("0", "o"), "text", "password text"
        )
        program.press("Open", "lock page")
        program.find("New passphrase", "text", "password text")
        program.press("Back")
        program.find("Write a letter", "push button")

    def test_signal_keeps_what_is_written(self):
        self.write(f"Kept at the last moment, {CANARY}.")
        self.program.process.send_signal(signal.SIGTERM)
        check(self.program.process.wait(10) == 0, "it did not end well")
        shown = self.start()
        self.open()
        shown.key("ctrl+2")
        wait_until(
            lambda: any("Kept at the last moment" in text for text in self.say()), "the letter"
        )

    def test_quit(self):
        self.program.window = self.program._find_window()
        self.program.key("ctrl+q")
        check(self.program.process.wait(10) == 0, "it did not end well")

    def test_damage_is_not_a_wrong_passphrase(self):
        database = self.box / "box.db"
        whole = database.read_bytes()
        database.write_bytes(whole[: len(whole) // 2])
        (self.box / "keys").unlink(missing_ok=True)
        self.start()
        self.program.find("Open", "push button")
        self.program.fill("Passphrase", PASSPHRASE, "text", "password text")
        self.program.press("Open", "lock page")
        sentence = wait_until(
            lambda: next((text for text in self.say() if len(text) > 60), None), "a sentence"
        )
        check(sentence != WRONG, "half a box is taken for a wrong passphrase")
        self.stop()
        database.write_bytes(whole)

    def test_demo_leaves_nothing(self):
        self.start("--demo")
        self.program.find("Write a letter", "push button")
        runtime = pathlib.Path(os.environ["XDG_RUNTIME_DIR"])
        check(list(runtime.glob("remember-demo-*")), "there is no throw-away box")
        self.program.key("ctrl+q")
        check(self.program.process.wait(10) == 0, "it did not end well")
        check(not list(runtime.glob("remember-demo-*")), "the throw-away box is still there")


def main():
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(pathlib.Path(folder))
        names = [name for name in vars(Shell) if name.startswith("test_")]
        print(f"1..{len(names)}", flush=True)
        for number, name in enumerate(names, 1):
            try:
                getattr(shell, name)()
                print(f"ok {number} {name}", flush=True)
            except (Failure, GLib.Error, OSError, AttributeError, subprocess.SubprocessError):
                failures += 1
                print(f"not ok {number} {name}", flush=True)
                for line in traceback.format_exc().splitlines():
                    print(f"# {line}", flush=True)
                if number == 1:
                    print("Bail out! There is no box to go on with.", flush=True)
                    break
        shell.stop()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
