#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written goes into the box and nowhere else, also when the computer goes off in the middle."""

import os
import pathlib
import sys

from desk import FOLDERS, check, equal, run, tests_of
from driver import wait_until

# One of its own for every place in which something is written.
TITLE = "cardomomo-title-2291"
TEXT = "zarzamora-letter-4417"
DRAFT = "hinojo-draft-8830"
LABEL = "romero-label-5573"
NAME = "tomillo-name-7719"
TAG = "laurel-tag-6604"
NOTE = "albahaca-note-3385"
CANARIES = (TITLE, TEXT, DRAFT, LABEL, NAME, TAG, NOTE)


def forms_of(words):
    """In any of the encodings of the parts of the program."""
    return [words.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-32-le")]


def find_readable(folders):
    """The files in which one of the words can be read, or whose name tells it."""
    found = []
    for folder in folders:
        for path in pathlib.Path(folder).rglob("*"):
            if any(words in str(path) for words in CANARIES):
                found.append(str(path))
            if path.is_file() and not path.is_symlink():
                content = path.read_bytes()
                found += [f"{words} in {path}" for words in CANARIES if any(form in content for form in forms_of(words))]
    return found


def find_written(desk, pid):
    """The files outside the box that the process holds open to write in."""
    found = []
    for link in pathlib.Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = os.readlink(link)
            flags = int(pathlib.Path(f"/proc/{pid}/fdinfo/{link.name}").read_text(encoding="ascii")
                        .split("flags:")[1].split()[0], 8)
        except OSError:
            continue
        path = pathlib.Path(target)
        is_ours = desk.box in path.parents or path in (desk.temporary / "log", desk.temporary / "messages")
        if target.startswith("/") and path.is_file() and flags & os.O_ACCMODE != os.O_RDONLY and not is_ours:
            found.append(target)
    return found


def start(desk):
    """A window that says all that it can say, into a file."""
    wrapper = desk.temporary / "remember"
    wrapper.write_text(f"#!/bin/sh\nexec '{desk.prefix}/bin/remember' \"$@\" 2>'{desk.temporary}/log' "
                       f">'{desk.temporary}/messages'\n")
    wrapper.chmod(0o700)
    return desk.open(program=wrapper, environment={"G_MESSAGES_DEBUG": "all"})


def test_a_session_and_a_kill(desk):
    desk.make_box()
    desk.cli("person", "add", NAME)
    desk.cli("add", "note", "--title", TITLE, "--about", NAME, "--tag", TAG, text=NOTE)
    desk.cli("date", "add", "--label", LABEL, "--on", "2026-11-25", "--repeat", "yearly", "--remind", "0d@10:00")
    window = start(desk)
    window.key("ctrl+n")
    window.fill("A letter", f"Dear Luna, {TEXT}.", "text")
    window.find("Kept", "status bar")
    window.key("alt+Left")
    window.key("ctrl+2")
    window.find_words(TITLE)
    window.key("ctrl+3")
    window.find_words(LABEL)
    window.key("ctrl+n")
    window.fill("A letter", f"In the middle of {DRAFT}", "text")
    window.find("Kept", "status bar")
    equal(find_written(desk, window.pid), [])
    equal(window.title(), "Remember")
    window.kill()

    # What was said to be kept is there, and it can be read in the box only, with the key.
    letters = " ".join(letter["snippet"] for letter in desk.json("list"))
    check(TEXT in letters and DRAFT in letters, letters)
    homes = [os.environ[name] for name in FOLDERS + ("HOME", "XDG_RUNTIME_DIR", "TMPDIR")]
    equal(find_readable(homes + [desk.temporary]), [])


def test_the_search_finds(desk):
    """The control: what is not sealed is found."""
    (pathlib.Path(os.environ["XDG_CACHE_HOME"]) / "thumbnail").write_bytes(TEXT.encode("utf-16-le"))
    wait_until(lambda: len(find_readable([os.environ["XDG_CACHE_HOME"]])) == 1, "the word to be found")


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
