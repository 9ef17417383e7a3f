# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window of Remember: through the accessibility tree to read and press, through the
X server where a hand or a key is needed. Needs what build-aux/with-display gives.

Nothing here sleeps for a fixed time: whatever is waited for is asked for again until it is there or
the patience is at its end.
"""

import gettext
import os
import pathlib
import re
import signal
import subprocess
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

import roles  # noqa: E402, F401

# The bindings call interface getters deprecated that have no other form for what is needed here.
warnings.simplefilter("ignore", DeprecationWarning)

APPLICATION = "org.example.Remember"
CLOCK = "2026-11-22T10:00:00Z"
PATIENCE_S = 30
# How often something is seen in the same place before it counts as lying still.
STILL = 5
LOCALES = {
    "en": ("en_GB.utf8", "en_US.utf8"),
    "es": ("es_ES.utf8", "es_MX.utf8"),
}

# What a person acts upon, as opposed to what only holds or tells.
INTERACTIVE = frozenset({
    "push button", "toggle button", "check box", "radio button", "entry", "text", "password text",
    "combo box", "slider", "spin button", "link", "menu item", "list item", "switch", "tree item",
    "table cell", "page tab", "calendar", "option pane",
})

# What GTK calls a widget that has no name.
FALLBACK_NAME = re.compile(r"^(Gtk|Adw|Gdk|Rem)[A-Z]\w*$")

PAGE_NAME = re.compile(r"^Rem\w+Page$")


class Failure(AssertionError):
    """The program did not do what a person would have seen it do."""


def wait_until(condition, what, seconds=PATIENCE_S):
    """What condition gives, once it is true. A widget that goes away meanwhile is no failure."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            result = condition()
        except GLib.Error:
            result = None
        if result:
            return result
        if time.monotonic() > deadline:
            raise Failure(f"waited in vain for {what() if callable(what) else what}")
        time.sleep(0.02)


def locale_of(language):
    """The variables of a language, with a locale of it that this computer has, or None without one."""
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    for name in LOCALES[language]:
        if name in known:
            return {"LC_ALL": name, "LANG": name, "LANGUAGE": language}
    return None


def walk(node, seen=None):
    """The node and all below it, in the order in which they are read. A page that has not been shown
    yet is left out: GTK tells of it, but it has no size. Debian 13 lists what a stack shows under each
    of its pages; it is met once."""
    seen = seen if seen is not None else set()
    seen.add(node)
    yield node
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if (child is not None and child not in seen
                and not (PAGE_NAME.match(child.get_name()) and not is_laid_out(child))):
            yield from walk(child, seen)


def is_named(node, name):
    """A button with a mnemonic is called "_Save Save"."""
    own = node.get_name()
    return own == name or own.endswith(" " + name)


def text_of(node):
    """What stands in an entry, a text or a label."""
    text = node.get_text_iface()
    if text is None:
        return node.get_name()
    return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))


def is_laid_out(node):
    """Whether it has a place in the window: what a stack does not show has none at first."""
    extents = Atspi.Component.get_extents(node.get_component_iface(), Atspi.CoordType.WINDOW)
    return extents.width > 0 and extents.height > 0


def is_in_state(node, state):
    """Whether a node is, for instance, "focused" or "checked"."""
    return node.get_state_set().contains(getattr(Atspi.StateType, state.upper()))


def path_of(node):
    """For a person who reads a failure."""
    parts = []
    while node is not None and node.get_role_name() != "application":
        parts.append(f"{node.get_role_name()} “{node.get_name()}”")
        node = node.get_parent()
    return " < ".join(parts)


def x(*arguments):
    """Runs xdotool."""
    done = subprocess.run(["xdotool", *map(str, arguments)], capture_output=True, text=True,
                          timeout=PATIENCE_S, check=False)
    return done.stdout


class Window:
    """One process of Remember and its window."""

    def __init__(self, prefix, *arguments, language="en", clock=CLOCK, environment=None, program=None):
        self.prefix = pathlib.Path(prefix)
        command = [str(program or self.prefix / "bin" / "remember")]
        if clock:
            command += ["--clock", clock]
        variables = dict(os.environ, **(locale_of(language) or {"LC_ALL": "C.UTF-8", "LANGUAGE": language}))
        self.process = subprocess.Popen(command + [str(a) for a in arguments], stdin=subprocess.DEVNULL,
                                        env={**variables, **(environment or {})})
        self._begin(self.process.pid, language)

    @classmethod
    def of_process(cls, prefix, pid, language="en"):
        """The window of a process that somebody else started, such as the session bus."""
        self = cls.__new__(cls)
        self.prefix = pathlib.Path(prefix)
        self.process = None
        self._begin(pid, language)
        return self

    def _begin(self, pid, language):
        self.pid = pid
        self.translate = gettext.translation("remember", self.prefix / "share" / "locale",
                                             languages=[language], fallback=True)
        self.meet()

    def meet(self):
        """Finds the accessibility tree and the window, as after a start or a lock."""
        self.tree = wait_until(self._find_tree, self._tell_absence)
        self.image = self._read_image()
        self.id = wait_until(self._find_window, "a window on the screen")
        self.activate()

    def _read_image(self):
        """What differs from one image of a program to the next in the same process: where it lies. Right
        after it began this is not written yet."""
        return pathlib.Path(f"/proc/{self.pid}/auxv").read_bytes()

    def _tell_absence(self):
        status = self.process.poll() if self.process else None
        return "the window" + (f"; the program ended with {status}" if status is not None else "")

    def _find_tree(self):
        desktop = Atspi.get_desktop(0)
        found = None
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.pid and child.get_child_count() > 0:
                found = child
        return found

    def _find_window(self):
        found = x("search", "--onlyvisible", "--pid", self.pid, "--name", ".").split()
        return found[-1] if found else None

    # What is there

    def words(self, text, context=None):
        """A sentence of the program, in the language of this window."""
        return self.translate.pgettext(context, text) if context else self.translate.gettext(text)

    def nodes(self):
        """Everything that a screen reader could come to."""
        return walk(self.tree)

    def _look(self, name, roles):
        for node in self.nodes():
            if (not roles or node.get_role_name() in roles) and is_named(node, name):
                return node
        return None

    def find(self, name, *roles, seconds=PATIENCE_S):
        """The first of that name and of one of the roles, once it is there."""
        return wait_until(lambda: self._look(name, roles),
                          lambda: f"{'/'.join(roles) or 'anything'} “{name}”\n{self.tell()}", seconds)

    def is_focused(self, name, *roles):
        """Whether the keys go there, or to a part of it."""
        return any(is_in_state(part, "focused") for node in self.nodes()
                   if (not roles or node.get_role_name() in roles) and is_named(node, name)
                   for part in walk(node))

    def wait_focused(self, name, *roles):
        """Until the keys go there."""
        wait_until(lambda: self.is_focused(name, *roles), lambda: f"“{name}” to have the focus\n{self.tell()}")

    def has(self, name, *roles):
        """Whether it is there now."""
        while True:
            try:
                return self._look(name, roles) is not None
            except GLib.Error:
                continue

    def wait_gone(self, name, *roles):
        """Until it is not there any more."""
        wait_until(lambda: not self.has(name, *roles), f"“{name}” to go")

    def find_words(self, pattern, *roles, seconds=PATIENCE_S):
        """The name of the first node that matches a regular expression."""
        def look():
            for node in self.nodes():
                if not roles or node.get_role_name() in roles:
                    if re.search(pattern, node.get_name()):
                        return node.get_name()
            return None
        return wait_until(look, lambda: f"words as “{pattern}”\n{self.tell()}", seconds)

    def all_words(self):
        """All names, descriptions and texts of the tree, each on a line of its own."""
        found = []
        while True:
            try:
                for node in self.nodes():
                    found += [node.get_name(), node.get_description()]
                    if node.get_text_iface() is not None:
                        found.append(text_of(node))
                return "\n".join(found)
            except GLib.Error:
                found.clear()

    def tell(self):
        """The tree as lines, for the log of a failure."""
        lines = []
        if self.process is not None and self.process.poll() is not None:
            lines.append(f"the program ended with {self.process.poll()}")

        def add(node, depth):
            if node.get_name() and not FALLBACK_NAME.match(node.get_name()):
                states = "*" if node.get_state_set().contains(Atspi.StateType.FOCUSED) else ""
                lines.append(f"{'  ' * depth}{states}{node.get_role_name()} “{node.get_name()}”")
                depth += 1
            for i in range(node.get_child_count()):
                child = node.get_child_at_index(i)
                if child is not None and not (PAGE_NAME.match(child.get_name()) and not is_laid_out(child)):
                    add(child, depth)
        try:
            add(self.tree, 0)
        except GLib.Error as error:
            lines.append(f"({error.message})")
        return "\n".join(lines[:60])

    # What is done

    def press(self, name, *roles):
        """Presses a button as a screen reader does. Of the two halves of a menu button one can be pressed."""
        def look():
            for node in self.nodes():
                if node.get_role_name() in (roles or ("push button", "toggle button")) and is_named(node, name):
                    action = node.get_action_iface()
                    if action is not None and Atspi.Action.get_n_actions(action) > 0:
                        return action
            return None
        action = wait_until(look, lambda: f"“{name}” to press\n{self.tell()}")
        Atspi.Action.do_action(action, 0)

    def fill(self, name, value, *roles):
        """Puts a text in place of the one in an entry; any letters."""
        node = self.find(name, *(roles or ("text", "entry", "password text")))
        Atspi.EditableText.set_text_contents(node, value)
        return node

    def descend(self, name, role):
        """The parts of one widget, such as a row or a page."""
        return walk(self.find(name, role))

    def choose(self, name, steps, words):
        """Opens a row of choices with the mouse, goes some steps down, or up, and sees what it shows then."""
        self.click(name, "combo box")
        wait_until(lambda: is_in_state(self.find(name, "combo box"), "expanded") or
                   sum(node.get_role_name() == "list item" for node in self.descend(name, "combo box")) > 1,
                   f"the choices of “{name}”")
        self.key(*["Down"] * steps, *["Up"] * -steps, "Return")
        wait_until(lambda: any(node.get_name() == words for node in self.descend(name, "combo box")),
                   f"“{words}” to be chosen\n{self.tell()}")

    def choose_file(self, title, path):
        """A file or a folder, in GTK's own dialog of that title."""
        def find_dialog():
            return x("search", "--onlyvisible", "--name", f"^{title}$").split()

        (dialog,) = wait_until(find_dialog, "the dialog")
        wait_until(lambda: x("getactivewindow").strip() == dialog, "the dialog to be active")
        self.key("ctrl+l")
        entry = wait_until(lambda: next((node for node in self.nodes() if node.get_role_name() == "text"
                                         and is_in_state(node, "focused")), None), "the entry for a path")
        Atspi.EditableText.set_text_contents(entry, str(path))
        wait_until(lambda: text_of(entry) == str(path), "the path")
        self.key("Return")
        # The tree is left alone until the dialog is gone: GTK 4.8 does not bear to be read meanwhile.
        wait_until(lambda: not find_dialog(), "the dialog to go")

    def read(self, name, *roles):
        """What stands in an entry or a text."""
        return text_of(self.find(name, *(roles or ("text", "entry", "password text"))))

    def activate(self):
        """Makes the window the one that gets the keys."""
        def is_active():
            if x("getactivewindow").strip() == self.id:
                return True
            x("windowactivate", self.id)
            return False
        wait_until(is_active, "the window to be active")

    def key(self, *keys):
        """Presses keys, as "ctrl+l"."""
        x("key", "--delay", "20", *keys)

    def type(self, text):
        """Types ASCII letters."""
        x("type", "--delay", "15", text)

    def place(self):
        """The left, top, width and height of the window."""
        values = dict(line.split("=") for line in x("getwindowgeometry", "--shell", self.id).split())
        return tuple(int(values[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))

    def centre(self, node):
        """Where a node is on the screen."""
        extents = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        left, top, _, _ = self.place()
        return left + extents.x + extents.width // 2, top + extents.y + extents.height // 2

    def click_matching(self, pattern, *roles):
        """The same for a name of which only a part is known."""
        self.click(self.find_words(pattern, *roles), *roles)

    def click(self, name, *roles):
        """Clicks with the mouse, as soon as it lies still where it belongs."""
        places = []

        def is_still():
            node = self._look(name, roles)
            if node is None or not is_laid_out(node):
                return False
            places.append(self.centre(node))
            return len(places) >= STILL and len(set(places[-STILL:])) == 1
        wait_until(is_still, lambda: f"“{name}” to click\n{self.tell()}")
        x("mousemove", *places[-1], "click", 1)

    def press_row(self, name):
        """Clicks on a row of a list."""
        self.click(name, "list item")

    def lock(self):
        """Locks by the key, up to the lock page: a fresh image of the program in the same process."""
        self.key("ctrl+l")
        self.wait_locked()

    def wait_locked(self, seconds=PATIENCE_S):
        """Until the lock page of a fresh image is there."""
        wait_until(lambda: self._read_image() != self.image, "the fresh image", seconds)

        def is_there():
            """The registry may still know the image before."""
            self.tree = self._find_tree() or self.tree
            return self._look(self.words("Open", "lock page"), ("push button",))
        wait_until(is_there, self._tell_absence)
        self.image = self._read_image()
        self.id = wait_until(self._find_window, "a window on the screen")
        self.activate()

    def resize(self, width, height):
        """Asks for a size; what comes of it is in place()."""
        x("windowsize", "--sync", self.id, width, height)

    def title(self):
        """What the window list of a desktop shows."""
        return x("getwindowname", self.id).rstrip("\n")

    # How it ends

    def close(self):
        """Closes the window as a person does, and waits for the program to end."""
        x("windowclose" if self.process is None else "key", *([self.id] if self.process is None else ["ctrl+q"]))
        self.wait_ended()

    def quit(self):
        """Asks the program to end by the key, wherever the focus is."""
        self.activate()
        self.key("ctrl+q")
        return self.wait_ended()

    def wait_ended(self):
        """Until the process has ended; its exit status."""
        if self.process is None:
            wait_until(lambda: not os.path.exists(f"/proc/{self.pid}"), "the program to end")
            return None
        return self.process.wait(PATIENCE_S)

    def kill(self):
        """As a power cut: without a word."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        elif self.process is None and os.path.exists(f"/proc/{self.pid}"):
            os.kill(self.pid, signal.SIGKILL)
