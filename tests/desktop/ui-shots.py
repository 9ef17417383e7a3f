#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes pictures of the pages of Remember, to be looked at by people.

    ui-shots.py FOLDER [--only WORD]...

Needs a screen, a session bus with the accessibility registry and a window manager, as
build-aux/with-display gives them. The program is build/install/bin/remember, or what
REMEMBER_PROGRAM names. Each picture is FOLDER/LANGUAGE-LOOK-WIDTH-PAGE.png.
"""

import argparse
import gettext
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSPHRASE = "three quiet words"
CLOCK = "2026-11-22T10:00:00Z"
PATIENCE_S = 20

LOOKS = {
    "light": {"ADW_DEBUG_COLOR_SCHEME": "prefer-light"},
    "dark": {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"},
    "contrast": {"ADW_DEBUG_COLOR_SCHEME": "prefer-light", "ADW_DEBUG_HIGH_CONTRAST": "1"},
    "large": {"ADW_DEBUG_COLOR_SCHEME": "prefer-light"},
}
WIDTHS = {"narrow": (360, 720), "wide": (1200, 800)}
MATRIX = [
    (language, look, width)
    for language in ("en", "es")
    for look in ("light", "dark")
    for width in WIDTHS
] + [
    ("es", "large", "narrow"),
    ("en", "large", "wide"),
    ("en", "contrast", "wide"),
    ("es", "contrast", "narrow"),
]


class Failure(Exception):
    """The program did not do what a person would have seen it do."""


def wait_until(condition, what):
    """Polls, because the accessibility bus tells of no event that is common to all that is waited
    for here."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            result = condition()
        except GLib.Error:
            result = None
        if result:
            return result
        time.sleep(0.05)
    raise Failure(f"waited in vain for {what}")


def walk(node):
    yield node
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield from walk(child)


def locale_of(language):
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.split()
    for name in {"en": ("en_GB.utf8", "en_US.utf8"), "es": ("es_ES.utf8", "es_MX.utf8")}[language]:
        if name in known:
            return {"LC_ALL": name, "LANGUAGE": language}
    return {"LC_ALL": "C.UTF-8", "LANGUAGE": language}


def set_text_size(percent):
    """GTK takes the resolution of text from the resources of the screen when there are no desktop
    settings."""
    subprocess.run(
        ["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s"]
        + ["-set", "RESOURCE_MANAGER", f"Xft.dpi:\t{96 * percent // 100}\n"],
        check=True,
    )


def choose_font():
    """The interface font of GNOME, which nobody sets here."""
    folder = pathlib.Path(GLib.get_user_config_dir()) / "gtk-4.0"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.ini").write_text("[Settings]\ngtk-font-name=Cantarell 11\n")


class Program:
    """One run of the window."""

    def __init__(self, path, language, look, width, arguments):
        self.size = WIDTHS[width]
        set_text_size(200 if look == "large" else 100)
        environment = dict(os.environ, **LOOKS[look], **locale_of(language))
        self.process = subprocess.Popen([path, "--clock", CLOCK, *arguments], env=environment)
        prefix = pathlib.Path(path).resolve().parents[1]
        self.translate = gettext.translation(
            "remember", prefix / "share" / "locale", languages=[language], fallback=True
        )
        self.tree = wait_until(self._find_tree, "the window")
        self.window = wait_until(self._find_window, "a window on the screen")
        subprocess.run(
            ["xdotool", "windowsize", "--sync", self.window, *map(str, self.size)],
            check=True,
            timeout=PATIENCE_S,
        )
        subprocess.run(["xdotool", "windowactivate", "--sync", self.window], timeout=PATIENCE_S)

    def _find_tree(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                return child if child.get_child_count() > 0 else None
        return None

    def _find_window(self):
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "."],
            capture_output=True,
            text=True,
        ).stdout.split()
        return found[-1] if found else None

    def words(self, text, context=None):
        return self.translate.pgettext(context, text) if context else self.translate.gettext(text)

    def find(self, name, *roles):
        """The first that is shown of that name (translated already) and one of the roles."""

        def look():
            for node in walk(self.tree):
                if node.get_role_name() in roles and node.get_name().endswith(name):
                    return node
            return None

        return wait_until(look, f"{'/'.join(roles)} “{name}”")

    def press(self, text, context=None):
        self.find(self.words(text, context), "push button").do_action(0)

    def fill(self, text, value, *roles):
        node = self.find(self.words(text), *roles)
        Atspi.EditableText.set_text_contents(node, value)

    def key(self, *keys):
        subprocess.run(["xdotool", "key", *keys], check=True)

    def picture(self, path):
        # Fades take up to a third of a second; toasts and spinners stay.
        time.sleep(0.7)
        subprocess.run(["import", "-window", self.window, str(path)], check=True)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def show_first_start(program, shot):
    shot("start")
    program.fill("Passphrase", PASSPHRASE, "text", "password text")
    program.fill("The same once more", "something else", "text", "password text")
    program.press("Make the box")
    program.find(program.words("The two are not the same yet."), "label", "alert")
    shot("start-differs")
    program.fill("The same once more", PASSPHRASE, "text", "password text")
    program.press("Make the box")
    program.find(program.words("I wrote it down"), "push button")
    shot("sheet")
    program.press("I wrote it down")
    program.find(program.words("Write a letter"), "push button")
    shot("today")
    program.key("Escape")
    program.key("Escape")
    program.find(program.words("Show again", "cover"), "push button")
    shot("cover")


def show_lock(program, shot):
    program.find(program.words("Open", "lock page"), "push button")
    shot("lock")
    program.fill("Passphrase", "not this", "text", "password text")
    program.press("Open", "lock page")
    program.find(
        program.words(
            "This is not the passphrase of this box. You can try as often as you like."
        ),
        "label",
        "alert",
    )
    shot("lock-wrong")
    program.press("Use the recovery code")
    shot("lock-code")


def show_demo(program, shot):
    program.find(program.words("Write a letter"), "push button")
    shot("near")
    for place, key in (("box", "ctrl+2"), ("dates", "ctrl+3")):
        program.key(key)
        shot(place)
    program.key("ctrl+n")
    shot("letter")
    program.key("alt+Left")
    time.sleep(0.5)
    program.key("ctrl+d")
    shot("date")


def take(path, folder, language, look, width, scenes):
    """Runs the scenes of one cell of the matrix in order; tells what failed."""
    failures = []
    work = pathlib.Path(tempfile.mkdtemp(prefix="remember-shots-"))
    box = work / "memories.memorybox"
    for arguments, scene in (
        (["--box", str(box)], show_first_start),
        (["--box", str(box)], show_lock),
        (["--demo"], show_demo),
    ):
        if scenes and scene.__name__ not in scenes:
            continue
        program = None
        try:
            program = Program(path, language, look, width, arguments)
            scene(
                program,
                lambda page: program.picture(folder / f"{language}-{look}-{width}-{page}.png"),
            )
        except (Failure, GLib.Error, subprocess.SubprocessError) as error:
            failures.append(f"{language}-{look}-{width} {scene.__name__}: {error}")
        finally:
            if program is not None:
                program.stop()
    shutil.rmtree(work)
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=pathlib.Path, nargs="?", default=ROOT / "build" / "ui-shots")
    parser.add_argument("--only", action="append", default=[], help="a cell, such as es-dark-narrow")
    parser.add_argument("--scene", action="append", default=[], help="a scene, such as show_lock")
    options = parser.parse_args()

    path = os.environ.get("REMEMBER_PROGRAM", str(ROOT / "build" / "install" / "bin" / "remember"))
    choose_font()
    options.folder.mkdir(parents=True, exist_ok=True)
    failures = []
    for language, look, width in MATRIX:
        cell = f"{language}-{look}-{width}"
        if options.only and cell not in options.only:
            continue
        failures += take(path, options.folder, language, look, width, options.scene)
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"pictures are in {options.folder}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
