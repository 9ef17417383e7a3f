# SPDX-License-Identifier: GPL-3.0-or-later
"""What every desktop test stands on: fresh folders, a box made beforehand, the other programs, TAP.

The folders are those of build-aux/with-display, so that a program which the session bus starts finds
the same ones; each test finds them empty.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

from driver import Atspi, Window, is_in_state, wait_until

PASSPHRASE = "three quiet words"
ENTRY_ROLES = ("text", "password text", "entry")
ROOT = pathlib.Path(__file__).resolve().parents[2]
PICTURES = ROOT / "tests" / "data" / "pictures"
FOLDERS = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")


class Skip(Exception):
    """The test cannot say anything here, and why."""


def check(truth, what):
    """An assert that also runs under python -O and tells what it wanted."""
    if not truth:
        raise AssertionError(what)


def equal(is_so, should_be):
    """Both, where they differ."""
    if is_so != should_be:
        raise AssertionError(f"{is_so!r} is not {should_be!r}")


class Desk:
    """One test: the folders of a person, and the windows that were opened."""

    template = None
    code = None

    def __init__(self, prefix):
        self.prefix = prefix
        self.windows = []
        self.helpers = []
        self.temporary = pathlib.Path(tempfile.mkdtemp(prefix="desk-"))
        for name in FOLDERS:
            folder = pathlib.Path(os.environ[name])
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        self.box = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "remember" / "memories.memorybox"
        self.plan = pathlib.Path(os.environ["XDG_STATE_HOME"]) / "remember" / "plan"
        self.secret = self.temporary / "passphrase"
        self.secret.write_text(PASSPHRASE)

    def clear(self):
        """Ends what still runs."""
        for window in self.windows:
            window.kill()
        for helper in self.helpers:
            if helper.poll() is None:
                helper.kill()
            helper.wait()
        shutil.rmtree(self.temporary, ignore_errors=True)

    # The other programs

    def cli(self, *arguments, status=0, text=None, secret=None):
        """Runs remember-box on the box; what it wrote, as bytes."""
        command = [str(self.prefix / "bin" / "remember-box"), "--box", str(self.box),
                   "--passphrase-file", str(secret or self.secret)]
        done = subprocess.run(command + [str(a) for a in arguments], capture_output=True, check=False,
                              input=text.encode() if text else b"", timeout=60)
        check(done.returncode == status, f"remember-box {arguments}: {done.returncode} {done.stderr.decode()}")
        return done.stdout

    def json(self, *arguments, **keywords):
        """The same with --json, read."""
        return json.loads(self.cli("--json", *arguments, **keywords))

    def make_box(self):
        """A box with the passphrase, as cheap to open as a box may be; the recovery code."""
        self.box.parent.mkdir(parents=True, exist_ok=True)
        if Desk.template is None:
            Desk.code = self.json("create", "--kdf-mib", 64)["recovery_code"]
            Desk.template = pathlib.Path(tempfile.mkdtemp(prefix="desk-box-")) / "box"
            shutil.copytree(self.box, Desk.template)
        else:
            shutil.copytree(Desk.template, self.box)
        return Desk.code

    def run(self, *command, **keywords):
        """Starts a program that is ended with the test at the latest."""
        helper = subprocess.Popen([str(part) for part in command], **keywords)
        self.helpers.append(helper)
        return helper

    # The window

    def window(self, *arguments, **keywords):
        """Starts Remember."""
        window = Window(self.prefix, *arguments, **keywords)
        self.windows.append(window)
        return window

    def open(self, *arguments, **keywords):
        """Starts Remember and unlocks the box, which is made if there is none."""
        if not self.box.exists():
            self.make_box()
        window = self.window(*arguments, **keywords)
        self.unlock(window)
        return window

    @staticmethod
    def unlock(window, secret=PASSPHRASE):
        """Types the passphrase on the lock page, up to the first page."""
        window.fill(window.words("Passphrase"), secret, *ENTRY_ROLES)
        window.press(window.words("Open", "lock page"))
        window.find(window.words("Write a letter"), "push button")

    @staticmethod
    def wait_answer(window):
        """Until the lock page has answered: what was typed is selected, to be typed over. The sentence
        alone may be the one from before, since GTK lets a quarter of a second pass before it clicks."""
        def is_selected():
            field = window.find(window.words("Passphrase"), *ENTRY_ROLES)
            return is_in_state(field, "editable") and Atspi.Text.get_n_selections(field) > 0
        wait_until(is_selected, lambda: f"an answer\n{window.tell()}")

    # What is left behind

    def is_anywhere(self, words):
        """The files of the person, the box among them, in which the words can be read."""
        found = []
        bottoms = [os.environ[name] for name in FOLDERS + ("HOME", "XDG_RUNTIME_DIR")]
        for bottom in bottoms:
            for path in pathlib.Path(bottom).rglob("*"):
                if path.is_file() and words.encode() in path.read_bytes():
                    found.append(str(path))
        return found


def try_once(test, prefix):
    """Runs one function at a fresh desk: None, the Skip, or what it failed with as text."""
    desk = Desk(prefix)
    try:
        test(desk)
    except Skip as reason:
        return reason
    except Exception:  # pylint: disable=broad-except
        return traceback.format_exc()
    finally:
        desk.clear()
    return None


def run(tests, prefix):
    """Runs functions of a desk in order as TAP; the exit status. One that fails is tried once more: a
    press on a slow screen can come too early. It is told as unsteady then, whatever comes of it."""
    prefix = pathlib.Path(prefix)
    if not (prefix / "bin" / "remember").exists():
        print(f"1..0 # SKIP Remember is not installed in {prefix}: run meson install first")
        return 0
    chosen = sys.argv[2:]
    tests = [test for test in tests if not chosen or test.__name__ in chosen]
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    for number, test in enumerate(tests, 1):
        name = test.__name__.removeprefix("test_").replace("_", " ")
        start = time.monotonic()
        end = try_once(test, prefix)
        if isinstance(end, str):
            print("".join(f"# {line}\n" for line in end.splitlines()), end="")
            print(f"# unsteady: {name}, tried again", flush=True)
            end = try_once(test, prefix)
        if end is None:
            print(f"ok {number} {name}", flush=True)
        elif isinstance(end, Skip):
            print(f"ok {number} {name} # SKIP {end}", flush=True)
        else:
            failed += 1
            print("".join(f"# {line}\n" for line in end.splitlines()), end="")
            print(f"not ok {number} {name}", flush=True)
        print(f"# {time.monotonic() - start:.1f} s", flush=True)
    if Desk.template is not None:
        shutil.rmtree(Desk.template.parent)
    return 1 if failed else 0


def tests_of(namespace):
    """The functions named test_... in the order in which they are written."""
    return [function for name, function in namespace.items() if name.startswith("test_")]
