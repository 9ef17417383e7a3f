#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sounds, films, documents and objects: added, opened, played, read elsewhere, described; in both
languages, and never as a plain file."""

import ctypes
import os
import pathlib
import shutil
import struct
import subprocess
import sys

from desk import FOLDERS, PICTURES, ROOT, check, equal, run, tests_of
from driver import Atspi, is_in_state, text_of, wait_until, x

GIVER = pathlib.Path(__file__).with_name("giver.py")
MEDIA = ROOT / "tests" / "data" / "media"
LANGUAGES = ("en", "es")
IN_CLOSE_WRITE, IN_MOVED_TO, IN_CREATE = 0x8, 0x80, 0x100


class Watch:
    """Every file that is made or written in the folders of the person while it lasts."""

    def __init__(self, folders):
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.fd = self.libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        self.names = {}
        for folder in folders:
            for bottom, _, _ in os.walk(folder):
                self.add(bottom)

    def add(self, folder):
        """Watches one folder."""
        number = self.libc.inotify_add_watch(self.fd, str(folder).encode(), IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE)
        if number >= 0:
            self.names[number] = pathlib.Path(folder)

    def files(self):
        """What was made or written so far; new folders are watched from then on."""
        found = set()
        while True:
            try:
                data = os.read(self.fd, 65536)
            except BlockingIOError:
                return found
            at = 0
            while at < len(data):
                number, _, _, length = struct.unpack_from("iIII", data, at)
                name = data[at + 16:at + 16 + length].rstrip(b"\0").decode(errors="replace")
                at += 16 + length
                path = self.names.get(number, pathlib.Path()) / name
                found.add(path)
                if path.is_dir():
                    self.add(path)


def person_folders():
    """Where a program might leave something behind."""
    return [os.environ[name] for name in FOLDERS + ("HOME", "XDG_RUNTIME_DIR")] + ["/tmp", "/var/tmp", "/dev/shm"]


def open_plain_files(pid, head):
    """What the program has open that begins with these bytes, deleted files too."""
    found = []
    for link in pathlib.Path(f"/proc/{pid}/fd").iterdir():
        try:
            if not os.path.isfile(link):
                continue
            with open(link, "rb") as file:
                if head in file.read(65536):
                    found.append(os.readlink(link))
        except OSError:
            continue
    return found


def check_sealed(watch, pid, data):
    """Nothing that was written begins as the file does, and nothing of it is open."""
    head = data[:48]
    for path in watch.files():
        try:
            check(not path.is_file() or head not in path.read_bytes()[:1 << 20], f"{path} can be read")
        except OSError:
            continue
    equal(open_plain_files(pid, head), [])


def open_card(window, pattern):
    """Goes to the box and opens the card of that name."""
    window.key("ctrl+2")
    window.click_matching(pattern, "table cell")


def copy_files(desk, window, *paths):
    """The other program gives files by the clipboard."""
    giver = desk.run(sys.executable, "-B", GIVER, "copy-files", *paths, stdout=subprocess.PIPE, text=True)
    equal(giver.stdout.readline(), "ready\n")
    window.activate()
    window.key("ctrl+v")


def attachment_of(desk, kept):
    """What is known of the one file of a keepsake."""
    (attachment,) = desk.json("show", kept["id"])["attachments"]
    return attachment


def play_sound(desk, language):
    """Pasted, opened, played by the button and the keys; its length is on its card afterwards."""
    path = desk.temporary / "unmistakable heartbeat.ogg"
    shutil.copy(MEDIA / "heartbeat.ogg", path)
    window = desk.open(language=language)
    copy_files(desk, window, path)
    window.find(window.words("The sound is in the box."))
    open_card(window, "unmistakable heartbeat")
    window.find(window.words("Play"), "push button")
    watch = Watch(person_folders())
    window.press(window.words("Play"))
    window.find(window.words("Pause"), "push button")
    check_sealed(watch, window.pid, path.read_bytes())
    window.wait_gone("0:00", "label")
    window.key("space")
    window.find(window.words("Play"), "push button")
    window.key("Right")
    window.find("0:04", "label")
    window.key("Home")
    window.find("0:00", "label")
    check_sealed(watch, window.pid, path.read_bytes())
    window.key("alt+Left")
    window.find("0:04", "label")
    equal(window.quit(), 0)
    (kept,) = desk.json("list")
    equal((kept["kind"], kept["title"]), ("sound", "unmistakable heartbeat"))
    check(3900 < attachment_of(desk, kept)["length_ms"] < 4100, "its length is not known")
    check(desk.cli("attachment", kept["id"]) == path.read_bytes(), "it is not as it was given")
    equal(desk.is_anywhere("unmistakable"), [])


def test_sound(desk):
    play_sound(desk, "en")


def test_sound_in_spanish(desk):
    play_sound(desk, "es")


def test_film(desk):
    """Face down until turned, still until played; then its card has a picture of it."""
    desk.make_box()
    desk.cli("add", "film", MEDIA / "film.mp4", "--title", "At the lake")
    (kept,) = desk.json("list")
    equal(attachment_of(desk, kept)["width"], 0)
    for language in LANGUAGES:
        window = desk.open(language=language)
        watch = Watch(person_folders())
        open_card(window, window.words("A film, face down"))
        window.press(window.words("Turn over"))
        window.press(window.words("Play"))
        window.find(window.words("Pause"), "push button")
        window.find(window.words("The picture of the film"), "image", "icon")
        check_sealed(watch, window.pid, (MEDIA / "film.mp4").read_bytes())
        window.find(window.words("Play"), "push button")
        width = window.place()[2]
        window.key("F11")
        wait_until(lambda: window.place()[2] > width, "the whole screen")
        check(not window.has(window.words("Title"), "text"), "there is something around the film")
        window.key("Escape")
        wait_until(lambda: window.place()[2] == width, "the window")
        window.find(window.words("Title"), "text")
        equal(window.quit(), 0)
    found = attachment_of(desk, kept)
    equal((found["width"], found["height"]), (160, 120))
    check(3900 < found["length_ms"] < 4100, "its length is not known")


def test_what_cannot_be_played(desk):
    """A calm sentence, and the file is as it was."""
    path = desk.temporary / "torn.mp3"
    path.write_bytes(b"ID3" + bytes(range(256)) * 40)
    desk.make_box()
    desk.cli("add", "sound", path, "--title", "Torn")
    for language in LANGUAGES:
        window = desk.open(language=language)
        open_card(window, "Torn")
        start = {"en": "^This cannot be played", "es": "^Esto no se puede reproducir"}[language]
        window.find_words(start, "label", "alert")
        equal(window.quit(), 0)
    (kept,) = desk.json("list")
    check(desk.cli("attachment", kept["id"]) == path.read_bytes(), "it is not as it was given")


def make_reader(desk):
    """A program that opens texts: it notes what it was given."""
    note = desk.temporary / "note"
    reader = desk.temporary / "reader"
    reader.write_text(f'#!/bin/sh\nstat -c "%a %n" "$1" > "{note}.new"\ncat "$1" >> "{note}.new"\nmv "{note}.new" "{note}"\n')
    reader.chmod(0o755)
    folder = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "applications"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "reader.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Reader\nExec={reader} %f\nMimeType=text/plain;\n")
    (folder / "mimeapps.list").write_text("[Default Applications]\ntext/plain=reader.desktop\n")
    return note


def answer(window, words):
    """Presses a button of the question. Until it is gone nothing is read: GTK 4.8 does not bear that."""
    def count():
        return len(x("search", "--onlyvisible", "--pid", window.pid, "--name", ".").split())

    wait_until(lambda: count() == 2, "the question")
    window.press(words)
    wait_until(lambda: count() == 1, "the question to go")
    window.activate()


def readable_copies():
    """What lies readable in the runtime folder."""
    return list(pathlib.Path(os.environ["XDG_RUNTIME_DIR"]).glob("remember-readable-*"))


def test_document(desk):
    """Opened elsewhere only after it was said what that means, and gone with the lock."""
    path = desk.temporary / "unmistakable certificate.txt"
    path.write_text("This is to certify.\n")
    desk.make_box()
    desk.cli("add", "document", path, "--title", "The certificate")
    for language in LANGUAGES:
        note = make_reader(desk)
        note.unlink(missing_ok=True)
        window = desk.open(language=language)
        open_card(window, "The certificate")
        window.find("unmistakable certificate.txt", "label")
        window.press(window.words("Open in another program…"))
        answer(window, window.words("Leave it closed"))
        equal(readable_copies(), [])
        window.press(window.words("Open in another program…"))
        answer(window, window.words("Open the copy"))
        wait_until(note.exists, "the other program")
        first, rest = note.read_text().split("\n", 1)
        mode, copy = first.split(" ", 1)
        equal((mode, pathlib.Path(copy).name, rest), ("600", "document.txt", "This is to certify.\n"))
        equal(os.stat(pathlib.Path(copy).parent).st_mode & 0o777, 0o700)
        window.lock()
        equal(readable_copies(), [])
        window.close()
        wait_until(lambda: window.process.poll() is not None, "the end")


def test_copies_of_a_crash(desk):
    """What a program left that did not get to its end is gone after the next start."""
    left = pathlib.Path(os.environ["XDG_RUNTIME_DIR"]) / "remember-readable-999999999-abcdef"
    left.mkdir(mode=0o700)
    (left / "document.pdf").write_text("readable")
    kept = pathlib.Path(os.environ["XDG_RUNTIME_DIR"]) / f"remember-readable-{os.getpid()}-abcdef"
    kept.mkdir(mode=0o700)
    window = desk.open()
    check(not left.exists(), "it is still there")
    check(kept.exists(), "that of a process that lives is gone")
    kept.rmdir()
    equal(window.quit(), 0)


def end(window):
    """Asks until it ends: after a dialog of its own the window manager may let a key go by."""
    def is_ended():
        window.key("ctrl+q")
        try:
            return window.process.wait(3) == 0
        except subprocess.TimeoutExpired:
            return False

    wait_until(is_ended, "the program to end")


def describe_object(desk, language):
    """Title, place, a photo with words, which lies face down; taken out, put back."""
    title, place = ("La pulsera", "En la caja azul") if language == "es" else ("The bracelet", "In the blue box")
    window = desk.open(language=language)
    window.key("ctrl+2")
    window.press(window.words("Add to the box"))
    item = window.find(window.words("Describe an _object").replace("_", ""), "menu item")
    item.get_action_iface().do_action(0)
    window.fill(window.words("Title"), title)
    window.fill(window.words("Where it is"), place)
    window.find(window.words("Kept"))
    window.press(window.words("Add a photo of it…"))
    window.choose_file(window.words("Add photos of the object"), PICTURES / "quarters-6.jpeg")
    window.find(window.words("The photo is with its object."))
    window.find(window.words("Its photos, face down"))
    window.press(window.words("Turn over"))
    window.fill(window.words("Words under this photo"), "unmistakable clasp")
    wait_until(lambda: window.has("unmistakable clasp", "image", "icon"), "the words to be kept")
    window.press(window.words("Take this photo out"))
    window.find(window.words("The photo lies in the box by itself now."))
    window.wait_gone(window.words("Words under this photo"))
    window.press(window.words("Undo"))
    window.find(window.words("Words under this photo"), "text")
    window.key("alt+Left")
    window.find_words(f"{place}. {title}", "table cell")
    end(window)
    (kept,) = desk.json("list")
    shown = desk.json("show", kept["id"])
    equal((shown["kind"], shown["title"], shown["where"], shown["day"]), ("object", title, place, None))
    equal([found["caption"] for found in shown["attachments"]], ["unmistakable clasp"])
    check(desk.cli("attachment", kept["id"]) == (PICTURES / "quarters-6.jpeg").read_bytes(), "the photo has changed")
    equal([found["id"] for found in desk.json("search", "clasp")], [kept["id"]])
    equal(desk.is_anywhere("unmistakable"), [])


def test_object(desk):
    describe_object(desk, "en")


def test_object_in_spanish(desk):
    describe_object(desk, "es")


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
