# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of Remember as somebody meets it who uses the keyboard and a screen reader.

Needs a screen, a session bus with the accessibility registry and a window manager, as
build-aux/with-display gives them. The program is build/install/bin/remember, or what
REMEMBER_PROGRAM names.
"""

import gettext
import os
import pathlib
import signal
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

import roles  # noqa: E402, F401

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSPHRASE = "three quiet words"
PROGRAM = os.environ.get("REMEMBER_PROGRAM", str(ROOT / "build" / "install" / "bin" / "remember"))
CLOCK = "2026-11-22T10:00:00Z"
PATIENCE_S = 20

LOOKS = {
    "light": {"ADW_DEBUG_COLOR_SCHEME": "prefer-light"},
    "dark": {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"},
    "contrast": {"ADW_DEBUG_COLOR_SCHEME": "prefer-light", "ADW_DEBUG_HIGH_CONTRAST": "1"},
    "large": {"ADW_DEBUG_COLOR_SCHEME": "prefer-light"},
}
WIDTHS = {"narrow": (360, 720), "wide": (1200, 800)}


class Failure(Exception):
    """The program did not do what a person would have seen it do."""


def wait_until(condition, what, patience=PATIENCE_S):
    """Polls, because the accessibility bus tells of no event that is common to all that is waited
    for here."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            result = condition()
        except GLib.Error:
            result = None
        if result:
            return result
        time.sleep(0.05)
    raise Failure(f"waited in vain for {what}")


def walk(node, seen=None):
    """The node and all below it, each once: Debian 13 lists what a stack shows under each of its pages."""
    seen = seen if seen is not None else set()
    seen.add(node)
    yield node
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None and child not in seen:
            yield from walk(child, seen)


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

    def __init__(self, path, language, look, width, arguments, clock=CLOCK):
        self.size = WIDTHS[width]
        self.too_wide = []
        set_text_size(200 if look == "large" else 100)
        environment = dict(os.environ, **LOOKS[look], **locale_of(language))
        self.process = subprocess.Popen([path, "--clock", clock, *arguments], env=environment)
        prefix = pathlib.Path(path).resolve().parents[1]
        self.translate = gettext.translation(
            "remember", prefix / "share" / "locale", languages=[language], fallback=True
        )
        self.tree = wait_until(self._find_tree, "the window")
        self.window = wait_until(self._find_window, "a window on the screen")
        self.resize()
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

    def read_size(self):
        """The width and the height that the window has."""
        told = subprocess.run(
            ["xdotool", "getwindowgeometry", "--shell", self.window], capture_output=True, text=True
        ).stdout
        values = dict(line.split("=") for line in told.split())
        return int(values["WIDTH"]), int(values["HEIGHT"])

    def resize(self):
        """Asks until it has the size: the sidebar goes first, and only then the rest can be
        narrow."""

        def has_size():
            if self.read_size() == self.size:
                return True
            subprocess.run(
                ["xdotool", "windowsize", self.window, *map(str, self.size)],
                check=True,
                timeout=PATIENCE_S,
            )
            return False

        wait_until(has_size, "the window to have its size")

    def words(self, text, context=None):
        return self.translate.pgettext(context, text) if context else self.translate.gettext(text)

    def find(self, name, *roles):
        """The first that is shown of that name (translated already) and one of the roles."""

        def look():
            for node in walk(self.tree):
                if node.get_role_name() in roles and (
                    node.get_name().endswith(name) or node.get_name().startswith(f"{name}. ")
                ):
                    return node
            return None

        return wait_until(look, f"{'/'.join(roles)} “{name}”")

    def press(self, text, context=None):
        """Of the two halves of a menu button one can be pressed."""
        name = self.words(text, context)

        def look():
            for node in walk(self.tree):
                if (node.get_role_name() in ("push button", "toggle button") and node.get_name().endswith(name)
                        and node.get_action_iface() is not None and node.get_n_actions() > 0):
                    return node
            return None

        wait_until(look, f"push button “{name}”").do_action(0)

    def choose_from_menu(self, text):
        """An entry of the main menu, by its label with the mnemonic."""
        self.key("F10")
        self.find(self.words(text).replace("_", ""), "menu item").do_action(0)

    def fill(self, text, value, *roles):
        node = self.find(self.words(text), *roles)
        Atspi.EditableText.set_text_contents(node, value)

    def click(self, node):
        """Scrolls it into the window, if need be, and clicks on it."""

        def look():
            return node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)

        def place():
            """Where it comes to rest: a page may still slide in."""
            def is_still():
                before = look()
                time.sleep(0.1)
                after = look()
                return after.width > 0 and (before.x, before.y) == (after.x, after.y)
            wait_until(is_still, "a place to click at")
            return look()

        for button in ["5"] * 20 + ["4"] * 40:
            if 60 < place().y < self.size[1] - 190:
                break
            move = ["mousemove", "--window", self.window, *(str(side // 2) for side in self.size)]
            subprocess.run(["xdotool", *move, "click", button], check=True)
        where = place()
        move = ["mousemove", "--window", self.window, where.x + 60, where.y + where.height // 2]
        subprocess.run(["xdotool", *map(str, move), "click", "1"], check=True)

    def scroll_to_end(self):
        """To the foot of the page, with the wheel."""
        middle = [str(side // 2) for side in self.size]
        subprocess.run(["xdotool", "mousemove", "--window", self.window, *middle], check=True)
        subprocess.run(["xdotool", "click", "--repeat", "60", "--delay", "20", "5"], check=True)

    def key(self, *keys):
        subprocess.run(["xdotool", "key", *keys], check=True)

    def picture(self, path):
        """Takes one, and notes when what is shown has made the window wider than it was."""
        # Fades take up to a third of a second; toasts and spinners stay.
        time.sleep(0.7)
        subprocess.run(["import", "-window", self.window, str(path)], check=True)
        width, _ = self.read_size()
        if width > self.size[0]:
            self.too_wide.append(f"{path.stem} is {width} px wide and not {self.size[0]}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
