#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forty words that stand nowhere else, one in every field, and then a search for them on the disk.

Usage: test-canary.py REMEMBER-BOX

Everything that the programs can write lies below one folder: home, data, state, cache, config,
runtime and temporary files. While it works, and after it was killed in the middle, none of the
words may stand in a file there or in the name of one, and no file outside may be open. Where a disk
image can be mounted, all of that lies on one, and the words are looked for in its raw bytes: what was
deleted, the journal of the file system and the ends of blocks are there, too.
"""

import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

PROGRAM = os.path.abspath(sys.argv[1])
WORDS = [f"zq{first}{second}vexalor" for first in ("bru", "dma", "fno", "gli", "hte")
         for second in ("wix", "kop", "jum", "yat", "ruz", "nep", "sob", "cag")]
KEEPING = ("--kdf-mib", "64")


def picture(words):
    """A PNG whose text chunk and pixels hold the words."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    row = b"\0" + words.encode().ljust(96, b".")
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 32, 8, 8, 2, 0, 0, 0)) +
            chunk(b"tEXt", b"Comment\0" + words.encode()) +
            chunk(b"IDAT", zlib.compress(row * 8, 0)) + chunk(b"IEND", b""))


def list_forms():
    """What all words have in common, in the forms that a program may write."""
    common = "vexalor"
    assert all(common in word for word in WORDS)
    return [common.encode(), common.encode("utf-16-le"), common[::-1].encode()]


def find_raw(path):
    """The words in the bytes of a disk image, wherever they lie."""
    content = path.read_bytes().lower()
    return [form for form in list_forms() if form in content]


class Disk:
    """A small ext4 file system in a file."""
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="remember-disk-"))
        self.image = self.folder / "image"
        self.place = self.folder / "place"
        self.place.mkdir()
        with open(self.image, "wb") as image:
            image.truncate(128 * 1024 * 1024)
        self.tool("mkfs.ext4", "-q", "-F", self.image)
        self.mount()

    def tool(self, *command):
        subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=120)

    def mount(self):
        self.tool("mount", "-o", "loop", self.image, self.place)

    def unmount(self):
        self.tool("umount", self.place)

    def close(self):
        subprocess.run(["umount", str(self.place)], capture_output=True, check=False, timeout=120)
        shutil.rmtree(self.folder)


class Session:
    def __init__(self, root=None):
        self.root = pathlib.Path(root or tempfile.mkdtemp(prefix="remember-canary-"))
        # What the person has outside: the files that she gives, the passphrase.
        self.given = pathlib.Path(tempfile.mkdtemp(prefix="remember-given-"))
        names = ("home", "data", "state", "cache", "config", "runtime", "tmp", "stick")
        for name in names:
            (self.root / name).mkdir(mode=0o700)
        self.box = self.root / "data" / "box.memorybox"
        self.secret = self.given / "secret"
        self.secret.write_text(WORDS[0])
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC",
                            "HOME": str(self.root / "home"), "TMPDIR": str(self.root / "tmp"),
                            "G_MESSAGES_DEBUG": "all"}
        for name in names[1:6]:
            key = "XDG_RUNTIME_DIR" if name == "runtime" else f"XDG_{name.upper()}_HOME"
            self.environment[key] = str(self.root / name)
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        self.unused = list(WORDS[1:])
        self.said = b""

    def word(self):
        return self.unused.pop()

    def command(self, *arguments):
        return [PROGRAM, "--box", str(self.box), "--passphrase-file", str(self.secret),
                *map(str, arguments)]

    def run(self, *arguments, text="", expected=0):
        done = subprocess.run(self.command(*arguments), input=text.encode(), capture_output=True,
                              env=self.environment, cwd=self.root, timeout=120)
        assert done.returncode == expected, (arguments[0], done.returncode, done.stderr)
        # What is asked for is shown; all that is said beside it, for developers too, is not content.
        self.said += done.stderr
        if arguments[0] not in ("list", "show", "search", "upcoming"):
            self.said += done.stdout
        return done.stdout.decode()

    def start(self, *arguments, text=None):
        process = subprocess.Popen(self.command(*arguments), stdin=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=self.environment, cwd=self.root)
        if text is not None:
            process.stdin.write(text.encode())
            process.stdin.flush()
        return process

    def find(self):
        """The places where a word stands: paths, and what is in them."""
        found = []
        forms = list_forms()
        for path in [*self.root.rglob("*")]:
            content = path.read_bytes().lower() if path.is_file() else b""
            name = str(path.relative_to(self.root)).lower().encode()
            found += [(str(path), form) for form in forms if form in content or form in name]
        found += [("what was said", form) for form in forms if form in self.said.lower()]
        return found

    def close(self):
        shutil.rmtree(self.root)
        shutil.rmtree(self.given)


def keep_something(session):
    """One word in every field that the command line has."""
    session.run("create", *KEEPING, "--recovery-file", session.given / "sheet")
    person = session.word()
    session.run("person", "add", person)
    session.run("person", "add", session.word())
    letter = session.run("add", "letter", "--title", session.word(), "--to", session.word(),
                         "--from", session.word(), "--about", person, "--about", session.word(),
                         "--on", "2009-21", "--tag", session.word(), "--tag", session.word(),
                         text=session.word() + "\n\n" + session.word() + " ñ").split()[-1]
    note = session.run("add", "note", "--title", session.word(), "--tag", session.word(),
                       text=session.word() * 200).split()[-1]
    photo = session.given / f"{session.word()}.png"
    photo.write_bytes(picture(session.word()))
    session.run("add", "photo", photo, "--caption", session.word(), "--about", session.word())
    for kind in ("sound", "film", "document"):
        file = session.given / f"{session.word()}.bin"
        file.write_bytes(session.word().encode() * 30000)
        session.run("add", kind, file, "--caption", session.word())
    session.run("add", "object", "--title", session.word(), "--where", session.word())
    session.run("date", "add", "--label", session.word(), "--on", "2020-03-14", "--repeat",
                "yearly", "--remind", "1d@19:00", "--about", session.word())
    return letter, note


def use_it(session, letter, note):
    assert WORDS[0] not in session.run("info")
    session.run("list")
    assert session.run("show", letter)
    session.run("search", session.word())
    session.run("upcoming")
    session.run("remove", note)
    session.run("restore", note)
    session.run("check")
    session.run("copy", session.root / "stick")
    session.run("recovery", "--recovery-file", session.given / "second sheet")
    other = session.given / "other"
    other.write_text(session.word())
    session.run("passphrase", "--new-passphrase-file", other, *KEEPING)
    session.secret = other


def test_session(session):
    letter, note = keep_something(session)
    use_it(session, letter, note)
    found = session.find()
    assert found == [], found[:3]
    assert sum(path.is_file() for path in session.root.rglob("*")) > 10


def test_killed(session):
    """Killed in the middle of keeping, at ten moments; then in the middle of a copy."""
    film = session.given / "film"
    film.write_bytes(session.word().encode() * 400000)
    text = (session.word() + "\n") * 20000
    for moment in range(10):
        arguments = ("add", "film", film) if moment % 2 else ("add", "letter")
        process = session.start(*arguments)
        if not moment % 2:
            process.stdin.write(text.encode())
        process.stdin.close()
        try:
            process.wait(0.1 + 0.04 * moment)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
        found = session.find()
        assert found == [], found[:3]
    process = session.start("copy", session.root / "stick")
    try:
        process.wait(0.3)
    except subprocess.TimeoutExpired:
        process.kill()
    process.wait()
    found = session.find()
    assert found == [], found[:3]
    session.run("check")


def kill_in_the_middle(session):
    text = (session.word() + "\n") * 20000
    film = session.given / "long film"
    film.write_bytes(session.word().encode() * 400000)
    for moment, arguments in enumerate((("add", "letter"), ("add", "film", film)) * 3):
        process = session.start(*arguments)
        if arguments[1] == "letter":
            try:
                process.stdin.write(text.encode())
            except BrokenPipeError:
                pass
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
        try:
            process.wait(0.12 + 0.08 * moment)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()


def test_disk_image(_session):
    """All of it on a disk of its own, killed in the middle; then the raw bytes of the disk."""
    if os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        return "a disk image is mounted by root, with mkfs.ext4"
    disk = None
    try:
        disk = Disk()
    except (subprocess.CalledProcessError, OSError) as error:
        return f"no disk image can be mounted here ({type(error).__name__})"
    try:
        session = Session(disk.place)
        # Of the forty words the last ones stand in what is killed.
        saved, session.unused = session.unused[:3], session.unused[3:]
        letter, note = keep_something(session)
        session.unused += saved
        kill_in_the_middle(session)
        session.unused += WORDS[-4:]
        use_it(session, letter, note)
        disk.unmount()
        found = find_raw(disk.image)
        assert found == [], found[:3]
        # The control: what was written in clear and deleted again is still found.
        disk.mount()
        place = disk.place / "cache" / "draft"
        place.write_bytes(WORDS[5].encode() * 400)
        os.sync()
        place.unlink()
        disk.unmount()
        assert len(find_raw(disk.image)) == 1
        shutil.rmtree(session.given)
    finally:
        disk.close()
    return None


def test_open_files(session):
    """While a letter is being given on standard input, nothing outside the box is open to write."""
    text = "a line of a letter\n" * 3000
    process = session.start("add", "letter", text=text)
    outside = []
    try:
        for step in range(200):
            try:
                process.wait(0.005)
                break
            except subprocess.TimeoutExpired:
                pass
            try:
                names = os.listdir(f"/proc/{process.pid}/fd")
            except PermissionError:
                return "the open files of a program that hides its memory are for root alone"
            for name in names:
                try:
                    target = os.readlink(f"/proc/{process.pid}/fd/{name}")
                    flags = pathlib.Path(f"/proc/{process.pid}/fdinfo/{name}").read_text()
                except OSError:
                    continue
                writable = int(flags.split("flags:")[1].split()[0], 8) & os.O_ACCMODE
                if (writable and target.startswith("/") and target != "/dev/null" and
                        not target.startswith(str(session.box)) and
                        not target.startswith(str(session.root / "state"))):
                    outside.append(target)
            if step == 20:
                process.stdin.close()
    finally:
        process.kill()
        process.wait()
    assert outside == [], outside[:3]
    return None


def test_control(session):
    """The search finds a word that was written where it should not be."""
    place = session.root / "cache" / "thumbnail"
    place.write_bytes(b"\0\1" + WORDS[7].upper().encode())
    assert len(session.find()) == 1
    place.unlink()
    assert session.find() == []


def main():
    tests = [test_session, test_killed, test_open_files, test_disk_image, test_control]
    session = Session()
    failed = False
    print(f"1..{len(tests)}", flush=True)
    for number, test in enumerate(tests, 1):
        try:
            reason = test(session)
            print(f"ok {number} {test.__name__}{' # SKIP ' + reason if reason else ''}", flush=True)
        except AssertionError as error:
            failed = True
            print(f"not ok {number} {test.__name__}", flush=True)
            print(f"{test.__name__}: {error}", file=sys.stderr)
    session.close()
    return failed


if __name__ == "__main__":
    sys.exit(main())
