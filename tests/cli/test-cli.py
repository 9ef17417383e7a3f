#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""remember-box as a person or a script would use it: real processes on a real box.

Usage: test-cli.py REMEMBER-BOX PICTURE-FIXTURES CALENDAR-FILES
"""

import collections
import datetime
import fcntl
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv[1])
PICTURES = pathlib.Path(sys.argv[2])
CALENDARS = pathlib.Path(sys.argv[3])
NO_ICU = os.path.abspath(sys.argv[4])


def tearDownModule():
    if Case.template is not None:
        shutil.rmtree(Case.template)


class Case(unittest.TestCase):
    template = None
    code = None

    def setUp(self):
        self.is_made = False
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="remember-cli-"))
        self.box = self.folder / "box.memorybox"
        self.secret = self.folder / "passphrase"
        self.secret.write_text("the sea in winter\n")
        for name in ("home", "data", "state", "cache", "config", "runtime"):
            (self.folder / name).mkdir(mode=0o700)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder / "home"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_RUNTIME_DIR": str(self.folder / "runtime"),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "G_DEBUG": "fatal-criticals",
        }
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def tearDown(self):
        shutil.rmtree(self.folder)

    def run_box(self, *arguments, status=0, text=None, secret=None, as_bytes=False, env=None):
        command = [PROGRAM, "--box", str(self.box), "--passphrase-file",
                   str(secret or self.secret), *map(str, arguments)]
        done = subprocess.run(command, input=text.encode() if text is not None else b"",
                              capture_output=True, env={**self.environment, **(env or {})},
                              timeout=60, start_new_session=True)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        return done.stdout if as_bytes else done.stdout.decode()

    def json_of(self, *arguments, **keywords):
        return json.loads(self.run_box("--json", *arguments, **keywords))

    def create(self):
        """A box; the first one of each test is a copy of the first one of all, which costs no key derivation."""
        if self.is_made or Case.template is None:
            code = self.json_of("create", "--kdf-mib", 64)["recovery_code"]
            if Case.template is None:
                Case.template, Case.code = pathlib.Path(tempfile.mkdtemp(prefix="remember-cli-box-")), code
                shutil.copytree(self.box, Case.template / "box")
        else:
            shutil.copytree(Case.template / "box", self.box)
            code = Case.code
        self.is_made = True
        return code


class Errors(Case):
    def test_usage(self):
        self.run_box(status=2)
        self.run_box("fly", status=2)
        self.run_box("create", "--kdf-mib", 63, status=2)
        self.run_box("add", "song", status=2)
        self.run_box("add", "photo", status=2)
        self.run_box("list", "--kind", "song", status=2)
        self.run_box("date", "add", "--label", "x", "--on", "2026-02-30", status=2)
        self.run_box("date", "add", "--label", "x", "--on", "2026-02-03", "--repeat",
                     "FREQ=SECONDLY", status=2)
        self.run_box("date", "add", "--label", "x", "--on", "2026-02-03", "--remind", "10:00",
                     status=2)
        self.run_box("upcoming", "--days", 3, "--count", 3, status=2)

    def test_no_box(self):
        self.run_box("list", status=1)

    def test_wrong_passphrase(self):
        self.create()
        wrong = self.folder / "wrong"
        wrong.write_text("the sea in summer")
        self.run_box("list", status=3, secret=wrong)

    def test_no_terminal(self):
        self.create()
        done = subprocess.run([PROGRAM, "--box", self.box, "list"], env=self.environment,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
                              start_new_session=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn("--passphrase-file", done.stderr.decode())

    def test_not_a_box(self):
        self.box.mkdir()
        (self.box / "box.db").write_bytes(b"SQLite format 3\0" * 4096)
        self.run_box("list", status=4)
        shutil.rmtree(self.box)
        self.box.write_text("a letter")
        self.run_box("list", status=4)

    def test_truncated(self):
        self.create()
        database = self.box / "box.db"
        os.truncate(database, database.stat().st_size - 4096)
        self.run_box("list", status=4)

    def test_four_sentences(self):
        sentences = set()
        self.create()
        wrong = self.folder / "wrong"
        wrong.write_text("no")

        def said(expected, secret=self.secret):
            done = subprocess.run([PROGRAM, "--box", self.box, "--passphrase-file", secret, "list"],
                                  env=self.environment, capture_output=True, timeout=60)
            self.assertEqual(done.returncode, expected)
            sentences.add(done.stderr.decode())

        said(3, wrong)
        with open(self.box / "lock", "r+") as lock:
            fcntl.fcntl(lock, fcntl.F_OFD_SETLK, _flock())
            said(5)
        os.truncate(self.box / "box.db", (self.box / "box.db").stat().st_size - 4096)
        said(4)
        (self.box / "keys").unlink()
        (self.box / "box.db").write_bytes(b"x" * 40000)
        said(4)
        self.assertEqual(len(sentences), 4)

    def test_exists(self):
        self.create()
        self.run_box("create", "--kdf-mib", 64, status=1)

    def test_unknown_ids(self):
        self.create()
        self.run_box("show", "nothing", status=1)
        self.run_box("attachment", "nothing", "-o", self.folder / "out", status=1)
        self.assertFalse((self.folder / "out").exists())
        self.run_box("remove", "nothing", status=1)
        kept = self.run_box("add", "note", text="a").strip()
        self.run_box("remove", kept, "nothing", status=6)


def _flock():
    import struct
    return struct.pack("hhqqi", fcntl.F_WRLCK, 0, 0, 0, 0)


class Keeping(Case):
    def test_letter_and_search(self):
        self.create()
        letter = "Había un perro pequeño. Mi corazón 🕯 אהובה\n\nSegunda línea.\n"
        kept = self.run_box("add", "letter", "--to", "Luna", "--from", "mí", "--about", "Luna",
                            "--on", "2009-21", "--tag", "mar", text=letter).strip()
        for words in ("corazon", "CORAZÓN", "perro peque", "luna", "אהוב"):
            found = self.json_of("search", *words.split())
            self.assertEqual([row["id"] for row in found], [kept], words)
        self.assertEqual(self.json_of("search", "gato"), [])
        shown = self.json_of("show", kept)
        self.assertEqual(shown["text"], letter.rstrip("\n"))
        self.assertEqual(shown["about"], ["Luna"])
        self.assertEqual((shown["day"], shown["precision"]), ("2009-21", "season"))
        row = self.json_of("list", "--kind", "letter")[0]
        self.assertLessEqual({"id", "kind", "title", "day", "precision", "about", "snippet"},
                             set(row))

    def test_narrowing(self):
        self.create()
        sea = self.run_box("add", "letter", "--about", "Luna", "--on", "2009-05", "--tag", "mar",
                           "--tag", "la playa", text="La luz.").strip()
        note = self.run_box("add", "note", "--on", "2010-01-01", "--tag", "mar",
                            text="La luz otra vez.").strip()
        self.run_box("add", "note", "--on", "2010-02-01", text="Sin nada.")

        def ids(*arguments):
            return sorted(row["id"] for row in self.json_of(*arguments))
        for command in (["list"], ["search", "luz"]):
            self.assertEqual(ids(*command, "--tag", "mar"), sorted([sea, note]), command)
            self.assertEqual(ids(*command, "--tag", "MÁR", "--kind", "note"), [note])
            self.assertEqual(ids(*command, "--tag", "mar", "--until", "2009-12-31"), [sea])
            self.assertEqual(ids(*command, "--from", "2009-05-01", "--until", "2009-05-31"), [sea])
            self.assertEqual(ids(*command, "--about", "Luna"), [sea])
            self.assertEqual(ids(*command, "--tag", "ma"), [])
        self.assertEqual(self.json_of("search", "playa")[0]["snippet"], "mar la playa")
        self.assertEqual(self.json_of("tags"), ["la playa", "mar"])
        self.assertEqual(self.run_box("tags"), "la playa\nmar\n")

    def test_long_letter(self):
        self.create()
        letter = "A line that goes on for a while, with ñ and é.\n" * 4200
        kept = self.run_box("add", "letter", text=letter).strip()
        self.assertEqual(self.json_of("show", kept)["text"], letter.rstrip("\n"))

    def test_not_utf8(self):
        self.create()
        done = subprocess.run([PROGRAM, "--box", self.box, "--passphrase-file", self.secret,
                               "add", "note"], input=b"\xff\xfe", env=self.environment,
                              capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(self.json_of("list"), [])

    def check_without_place(self, ids, out):
        out.write_bytes(b"old")
        # What cannot be cleaned is not given out by mistake, and does not take the place of what is there.
        self.run_box("attachment", ids["quarters.gif"], "--without-place", "-o", out, status=1)
        self.assertEqual(out.read_bytes(), b"old")
        self.run_box("attachment", ids["quarters-6.jpeg"], "--without-place", "-o", out)
        self.assertIn(b"2011:03:04", (PICTURES / "quarters-6.jpeg").read_bytes())
        self.assertNotIn(b"2011:03:04", out.read_bytes())
        self.assertTrue(out.read_bytes().startswith(b"\xff\xd8"))

    def test_photos(self):
        self.create()
        files = sorted(PICTURES.glob("quarters*"))
        ids = self.json_of("add", "photo", *files, "--caption", "The light")
        self.assertEqual(len(ids), len(files))
        for file, kept in zip(files, ids):
            shown = self.json_of("show", kept["id"])
            attachment = shown["attachments"][0]
            self.assertEqual(attachment["name"], file.name)
            self.assertEqual(attachment["size"], file.stat().st_size)
            self.assertEqual(attachment["blake2b"],
                             hashlib.blake2b(file.read_bytes(), digest_size=32).hexdigest())
            out = self.folder / "out"
            self.run_box("attachment", attachment["id"], "-o", out)
            self.assertEqual(out.read_bytes(), file.read_bytes())
        self.assertEqual(self.run_box("attachment", ids[0]["id"], as_bytes=True),
                         files[0].read_bytes())
        self.check_without_place({file.name: kept["id"] for file, kept in zip(files, ids)}, out)
        self.assertTrue(self.json_of("check")["whole"])

    def test_sounds_films_documents_and_objects(self):
        self.create()
        data = pathlib.Path(__file__).parents[1] / "data"
        luna = self.json_of("person", "add", "Luna")["id"]
        self.assertTrue(luna)
        for kind, name, media_type in (
            ("sound", "media/heartbeat.ogg", "audio/ogg"),
            ("film", "media/film.mp4", "video/mp4"),
            ("document", "media/film.mov", "video/quicktime"),
        ):
            kept = self.json_of("add", kind, data / name, "--title", "One", "--about", "Luna", "--on", "2009-21")["id"]
            shown = self.json_of("show", kept)
            (attachment,) = shown["attachments"]
            self.assertEqual((shown["kind"], shown["title"], shown["about"]), (kind, "One", ["Luna"]))
            self.assertEqual((attachment["name"], attachment["media_type"]), (name.split("/")[1], media_type))
            self.assertEqual((attachment["caption"], attachment["length_ms"]), ("", 0))
            self.assertEqual(self.run_box("attachment", kept, as_bytes=True), (data / name).read_bytes())
        photo = data / "pictures" / "quarters-6.jpeg"
        kept = self.json_of("add", "object", "--title", "The bracelet", "--where", "In the blue box", "--photo", photo)["id"]
        shown = self.json_of("show", kept)
        self.assertEqual((shown["where"], shown["day"], len(shown["attachments"])), ("In the blue box", None, 1))
        self.assertEqual(self.run_box("attachment", kept, as_bytes=True), photo.read_bytes())

    def test_a_file_that_cannot_be_read(self):
        self.create()
        some = next(PICTURES.glob("quarters*"))
        ids = self.json_of("add", "photo", some, self.folder / "nothing.jpg", status=6)
        self.assertEqual(len(ids), 1)

    def test_bin(self):
        self.create()
        kept = self.run_box("add", "note", text="to be removed").strip()
        self.run_box("remove", kept)
        self.assertEqual(self.json_of("list"), [])
        self.assertEqual(self.json_of("search", "removed"), [])
        self.assertEqual([row["id"] for row in self.json_of("list", "--bin")], [kept])
        self.run_box("restore", kept)
        self.assertEqual([row["id"] for row in self.json_of("list")], [kept])

    def test_persons(self):
        self.create()
        first = self.run_box("person", "add", "Luna").strip()
        self.run_box("person", "add", "Begoña")
        listed = self.json_of("person", "list")
        self.assertEqual([row["name"] for row in listed], ["Luna", "Begoña"])
        self.assertEqual(listed[0]["id"], first)
        self.run_box("add", "note", "--about", "Luna", text="for Luna")
        self.run_box("add", "note", text="for nobody")
        self.assertEqual(len(self.json_of("list", "--about", "Luna")), 1)
        self.assertEqual(len(self.json_of("person", "list")), 2)

    def test_recovery_code(self):
        code = self.create()
        other = self.folder / "code"
        other.write_text(code.lower().replace("0", "o"))
        self.assertEqual(self.json_of("list", secret=other), [])

    def test_recovery_file(self):
        sheet = self.folder / "sheet"
        self.assertEqual(self.run_box("create", "--kdf-mib", 64, "--recovery-file", sheet), "")
        self.assertEqual(sheet.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.json_of("list", secret=sheet), [])

    def test_check_finds_damage(self):
        self.create()
        kept = self.run_box("add", "photo", PICTURES / "quarters.png").strip()
        attachment = self.json_of("show", kept)["attachments"][0]["id"]
        self.assertTrue(self.json_of("check")["whole"])
        sealed = [path for path in (self.box / "objects").rglob("*") if path.is_file()]
        self.assertEqual(len(sealed), 1)
        os.chmod(sealed[0], 0o600)
        with open(sealed[0], "r+b") as file:
            file.seek(-10, os.SEEK_END)
            byte = file.read(1)
            file.seek(-10, os.SEEK_END)
            file.write(bytes([byte[0] ^ 1]))
        report = self.json_of("check", status=4)
        self.assertEqual(report["damaged"], [attachment])
        self.assertTrue(self.json_of("check", "--quick")["whole"])
        out = self.folder / "out"
        out.write_text("what was here before")
        self.run_box("attachment", attachment, "-o", out, status=4)
        self.assertEqual(out.read_text(), "what was here before")

    def test_info_tells_no_content(self):
        self.create()
        self.run_box("add", "note", "--title", "canary", text="canary")
        text = self.run_box("--json", "info")
        self.assertNotIn("canary", text)
        info = json.loads(text)
        self.assertEqual(info["counts"]["note"], 1)
        self.assertEqual(info["kdf"]["mem_kib"], 65536)

    def test_nothing_in_clear(self):
        words = ["quimera", "zafiro", "lapislazuli"]
        self.create()
        self.run_box("add", "letter", "--title", words[0], "--about", words[1], text=words[2])
        self.run_box("add", "photo", PICTURES / "quarters.png", "--caption", words[0])
        self.run_box("date", "add", "--label", words[1], "--on", "2024-03-14", "--repeat",
                     "yearly", "--remind", "0d@10:00")
        png = (PICTURES / "quarters.png").read_bytes()
        for path in self.folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                for word in words:
                    self.assertNotIn(word.encode(), content, path)
                self.assertNotIn(png[:64], content, path)


class Copies(Case):
    def setUp(self):
        super().setUp()
        self.stick = self.folder / "stick"
        self.stick.mkdir()

    def test_copy(self):
        self.create()
        self.run_box("add", "letter", text="kept")
        self.run_box("add", "photo", *sorted(PICTURES.glob("quarters*"))[:2])
        self.assertEqual(self.run_box("copy", self.stick),
                         "Your copy holds 1 letter, 2 photos. All whole.\n")
        report = self.json_of("copy", self.stick)
        self.assertEqual((report["whole"], report["missing"], report["new_files"]), (True, [], 0))
        self.assertEqual((report["generations"], report["counts"]["photo"]), (2, 2))
        # A box by itself, when the first one is gone.
        shutil.rmtree(self.box)
        self.box = pathlib.Path(report["place"])
        self.assertTrue(self.json_of("check")["whole"])
        self.assertEqual(len(self.json_of("list")), 3)

    def test_empty(self):
        self.create()
        self.assertIn("nothing in the box yet", self.run_box("copy", self.stick))

    def test_in_part(self):
        self.create()
        kept = self.run_box("add", "photo", PICTURES / "quarters.png").strip()
        attachment = self.json_of("show", kept)["attachments"][0]["id"]
        next(path for path in (self.box / "objects").rglob("*") if path.is_file()).unlink()
        report = self.json_of("copy", self.stick, status=6)
        self.assertEqual((report["whole"], report["missing"]), (False, [attachment]))
        self.assertIn(attachment, self.run_box("copy", self.stick, status=6))

    def test_refusals(self):
        self.create()
        self.run_box("copy", status=2)
        self.run_box("copy", self.stick, self.stick, status=2)
        self.run_box("copy", self.folder / "nothing", status=1)
        self.run_box("copy", self.box.parent, status=1)
        (self.stick / self.box.name).write_text("mine")
        self.run_box("copy", self.stick, status=1)
        self.assertEqual((self.stick / self.box.name).read_text(), "mine")

    def test_killed_while_copying(self):
        self.create()
        big = self.folder / "film"
        self.run_box("copy", self.stick)
        for number in range(6):
            big.write_bytes(os.urandom(3_000_000))
            self.run_box("add", "film", big)
            command = [PROGRAM, "--box", self.box, "--passphrase-file", self.secret, "copy",
                       self.stick]
            running = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            try:
                running.wait(0.15 + 0.03 * number)
            except subprocess.TimeoutExpired:
                running.kill()
            running.wait()
            first, self.box = self.box, self.stick / self.box.name
            self.assertTrue(self.json_of("check")["whole"])
            self.box = first
        self.assertEqual(self.json_of("copy", self.stick)["counts"]["film"], 6)


class Keys(Case):
    def secret_file(self, name, words):
        path = self.folder / name
        path.write_text(words)
        return path

    def test_change_passphrase(self):
        code = self.create()
        kept = self.run_box("add", "note", text="kept").strip()
        lake = self.secret_file("lake", "a lake\n")
        self.run_box("passphrase", "--new-passphrase-file", lake, "--kdf-mib", 64, status=3,
                     secret=lake)
        self.assertEqual(self.json_of("passphrase", "--new-passphrase-file", lake,
                                      "--kdf-mib", 64),
                         {"passphrases": 1, "recovery_code": True})
        self.run_box("list", status=3)
        self.assertEqual([row["id"] for row in self.json_of("list", secret=lake)], [kept])
        # Forgotten: the code makes way for a new one.
        sheet = self.secret_file("sheet", code)
        self.run_box("passphrase", "--new-passphrase-file", self.secret, "--kdf-mib", 64,
                     secret=sheet)
        self.run_box("list", status=3, secret=lake)
        self.run_box("list")

    def test_two_passphrases(self):
        self.create()
        lake = self.secret_file("lake", "a lake")
        self.run_box("passphrase", "--remove", status=1)
        self.assertEqual(self.json_of("passphrase", "--add", "--new-passphrase-file", lake,
                                      "--kdf-mib", 64)["passphrases"], 2)
        self.run_box("list", secret=lake)
        self.run_box("list")
        self.run_box("passphrase", "--remove")
        self.run_box("list", status=3)
        self.run_box("list", secret=lake)

    def test_list_ways(self):
        """Without the passphrase: they stand in front of the box."""
        self.create()
        nothing = self.secret_file("nothing", "not this")
        self.assertEqual(self.json_of("passphrase", "--list", secret=nothing),
                         {"passphrases": 1, "recovery_code": True, "login": False, "open": False})
        self.run_box("passphrase", "--list", "--add", status=2)

    def test_new_passphrase_from_a_descriptor(self):
        self.create()
        lake = self.secret_file("lake", "a lake")
        with open(lake) as file:
            done = subprocess.run([PROGRAM, "--box", self.box, "--passphrase-file", self.secret,
                                   "passphrase", "--kdf-mib", "64", "--new-passphrase-fd",
                                   str(file.fileno())], env=self.environment, timeout=60,
                                  pass_fds=[file.fileno()], capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.run_box("list", secret=lake)

    def test_new_passphrase_that_cannot_be_one(self):
        self.create()
        empty = self.secret_file("empty", "\n")
        self.run_box("passphrase", "--new-passphrase-file", empty, status=1)
        self.run_box("passphrase", "--new-passphrase-file", self.folder / "nothing", status=1)
        self.run_box("passphrase", status=1)
        self.run_box("passphrase", "--add", "--remove", status=2)
        self.run_box("passphrase", "words", status=2)
        self.run_box("list")

    def test_new_recovery_code(self):
        old = self.secret_file("old", self.create())
        new = self.secret_file("new", self.json_of("recovery")["recovery_code"])
        self.run_box("list", status=3, secret=old)
        self.run_box("list", secret=new)
        sheet = self.folder / "sheet"
        self.run_box("recovery", "--recovery-file", sheet, secret=new)
        self.assertEqual(sheet.stat().st_mode & 0o777, 0o600)
        self.run_box("recovery", "--recovery-file", sheet, status=1)
        self.run_box("list", secret=sheet)
        self.assertEqual(self.json_of("recovery", "--remove"),
                         {"passphrases": 1, "recovery_code": False})
        self.run_box("list", status=3, secret=sheet)
        self.run_box("recovery", "--remove", status=1)


class Dates(Case):
    def test_yearly(self):
        self.create()
        kept = self.run_box("date", "add", "--label", "Luna", "--on", "2024-02-29", "--repeat",
                            "yearly", "--remind", "0d@10:00", "--remind", "7d@19:00").strip()
        coming = self.json_of("upcoming", "--from", "2025-01-01", "--count", 4)
        self.assertEqual([row["date"] for row in coming],
                         ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"])
        self.assertEqual({row["id"] for row in coming}, {kept})
        self.assertTrue(all(row["why"] for row in coming))
        listed = self.json_of("date", "list")[0]
        self.assertEqual(listed["remind"], ["7d@19:00", "0d@10:00"])
        self.run_box("date", "skip", kept, "2026-02-28")
        coming = self.json_of("upcoming", "--from", "2025-01-01", "--days", 1100)
        self.assertEqual([row["date"] for row in coming], ["2025-02-28", "2027-02-28"])
        self.run_box("date", "remove", kept)
        self.assertEqual(self.json_of("upcoming"), [])

    def test_rule_and_once(self):
        self.create()
        self.run_box("date", "add", "--label", "First Sunday", "--on", "2026-05-03", "--repeat",
                     "FREQ=YEARLY;BYMONTH=5;BYDAY=1SU")
        self.run_box("date", "add", "--label", "Once", "--on", "2027-04-01")
        coming = self.json_of("upcoming", "--from", "2027-01-01", "--days", 365)
        self.assertEqual([(row["date"], row["label"]) for row in coming],
                         [("2027-04-01", "Once"), ("2027-05-02", "First Sunday")])

    def test_every_way_of_coming_back(self):
        self.create()
        day = ("--on", "2024-01-31")
        leap = ("--on", "2024-02-29", "--repeat", "yearly", "--leap-day")
        cases = [
            ((*day, "--repeat", "never"), ["2024-01-31"]),
            ((*day, "--repeat", "yearly"), ["2024-01-31", "2025-01-31"]),
            ((*day, "--repeat", "monthly"), ["2024-01-31", "2024-02-29", "2024-03-31"]),
            ((*day, "--repeat", "weekly", "--times", 3),
             ["2024-01-31", "2024-02-07", "2024-02-14"]),
            ((*day, "--repeat", "monthly", "--every", 3, "--times", 3),
             ["2024-01-31", "2024-04-30", "2024-07-31"]),
            ((*day, "--repeat", "yearly", "--every", 5, "--times", 2),
             ["2024-01-31", "2029-01-31"]),
            ((*day, "--repeat", "nth-weekday"), ["2024-01-31", "2025-01-29"]),
            ((*day, "--repeat", "nth-weekday-monthly"), ["2024-01-31", "2024-02-28"]),
            ((*day, "--repeat", "daily", "--times", 2), ["2024-01-31", "2024-02-01"]),
            ((*day, "--repeat", "FREQ=YEARLY;BYEASTER=-21"), ["2024-03-10", "2025-03-30"]),
            ((*leap, "after"), ["2024-02-29", "2025-03-01"]),
            ((*leap, "leap-years"), ["2024-02-29", "2028-02-29"]),
            # The day itself is the first one.
            ((*day, "--nth-day", 40), ["2024-03-10"]),
            ((*day, "--nth-day", 49), ["2024-03-19"]),
            ((*day, "--nth-day", 100), ["2024-05-09"]),
        ]
        for number, (arguments, _) in enumerate(cases):
            self.run_box("date", "add", "--label", number, *arguments)
        self.run_box("date", "add", "--label", "year", *day, "--repeat", "monthly-first-year")
        self.run_box("date", "add", "--label", "seven", *day, "--nth-day", 7, "--repeat", "daily",
                     "--every", 7, "--times", 7)
        coming = self.json_of("upcoming", "--from", "2024-01-01", "--days", 2000)
        days = {}
        for row in coming:
            self.assertTrue(row["why"])
            days.setdefault(row["label"], []).append(row["date"])
        for number, (_, wanted) in enumerate(cases):
            self.assertEqual(days[str(number)][:len(wanted)], wanted)
        self.assertEqual(days["year"][-2:], ["2024-12-31", "2025-01-31"])
        self.assertEqual((len(days["seven"]), days["seven"][-1]), (7, "2024-03-19"))

    def test_wrong_ways_of_coming_back(self):
        for wrong in (("--every", 2), ("--times", -1, "--repeat", "weekly"),
                      ("--repeat", "never", "--times", 3), ("--nth-day", -1), ("--adar", "first"),
                      ("--adar", "third", "--calendar", "hebrew"), ("--after-sunset",),
                      ("--nth-day", 99999), ("--repeat", "weekly", "--times", 99999)):
            self.run_box("date", "add", "--label", "x", "--on", "2024-01-31", *wrong, status=2)
        self.run_box("date", "add", "--label", "x", "--on", "2024-01", "--nth-day", 3, status=2)
        self.run_box("date", "add", "--label", "x", "--on", "2024-01", "--repeat", "daily", status=2)

    def test_hebrew(self):
        self.create()
        hebrew = ("--calendar", "hebrew", "--repeat", "yearly", "--on")
        command = [PROGRAM, "--box", str(self.box), "--passphrase-file", str(self.secret), "date",
                   "add", "--label", "first", *hebrew, "2023-03-07", "--adar", "first"]
        done = subprocess.run(command, capture_output=True, env=self.environment, timeout=60,
                              text=True)
        if "cannot reckon" in done.stderr:
            self.skipTest("libical has no other calendars here")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.run_box("date", "add", "--label", "second", *hebrew, "2023-03-07", "--adar", "second")
        self.run_box("date", "add", "--label", "evening", *hebrew, "2023-03-06", "--adar", "second",
                     "--after-sunset")
        coming = self.json_of("upcoming", "--from", "2023-01-01", "--days", 600)
        # 14 Adar: in a leap year in the first one or in the second one, as it is chosen.
        self.assertEqual([row["date"] for row in coming if row["label"] == "first"],
                         ["2023-03-07", "2024-02-23"])
        for label in ("second", "evening"):
            self.assertEqual([row["date"] for row in coming if row["label"] == label],
                             ["2023-03-07", "2024-03-24"])

    def test_a_rule_is_told_in_words(self):
        self.create()
        command = [PROGRAM, "--box", str(self.box), "--passphrase-file", str(self.secret), "date",
                   "add", "--label", "x", "--on", "2024-03-14", "--repeat",
                   "FREQ=YEARLY;BYMONTH=5;BYDAY=1SU"]
        done = subprocess.run(command, capture_output=True, env=self.environment, timeout=60,
                              text=True, check=True)
        self.assertIn("Every year on the first Sunday of May.", done.stderr)
        self.assertEqual(len(done.stdout.split()), 1)

    def test_plan_is_written_with_private_words(self):
        self.create()
        self.run_box("date", "add", "--label", "zafiro", "--on", "2020-03-14", "--repeat",
                     "yearly", "--remind", "1d@19:00")
        plan = self.folder / "state" / "remember" / "plan"
        self.assertEqual(plan.stat().st_mode & 0o777, 0o600)
        text = plan.read_text()
        self.assertIn("-03-13T19:00", text)
        self.assertIn("There is something here for you.", text)
        self.assertNotIn("zafiro", text)


class Safety(Case):
    """Earlier states, salvage and merge, as a script would use them."""

    def setUp(self):
        super().setUp()
        self.create()
        self.letter = self.run_box("add", "letter", text="The first snow.").strip()

    def text_of(self, box, letter):
        return json.loads(self.run_box("--box", box, "--json", "show", letter))["text"]

    def test_usage(self):
        self.run_box("snapshot", status=2)
        self.run_box("snapshot", "restore", "now", status=2)
        self.run_box("salvage", status=2)
        self.run_box("merge", status=2)
        self.run_box("snapshot", "restore", "2000-01-01.db", self.folder / "new", status=1)
        self.run_box("snapshot", "restore", "now", self.box, status=1)
        self.run_box("merge", self.box, status=1)
        self.run_box("merge", self.folder, status=4)

    def test_snapshot(self):
        name = self.json_of("snapshot", "take")["name"]
        self.run_box("add", "letter", text="The second snow.")
        self.assertEqual([(one["name"], one["kind"]) for one in self.json_of("snapshot", "list")],
                         [(name, "daily")])
        self.assertEqual(self.run_box("snapshot", "list").split(), [name])
        restored = self.json_of("snapshot", "restore", name, self.folder / "earlier")
        self.assertEqual((restored["counts"]["letter"], restored["whole"]), (1, True))
        self.assertEqual(self.text_of(self.folder / "earlier", self.letter), "The first snow.")
        now = self.run_box("snapshot", "restore", "now", self.folder / "later")
        self.assertIn("2 letters", now)

    def test_salvage(self):
        database = self.box / "box.db"
        content = bytearray(database.read_bytes())
        content[16384 + 500] ^= 1
        database.write_bytes(content)
        self.run_box("list", status=4)
        report = self.json_of("salvage", self.folder / "saved", status=6)
        self.assertEqual(report["steps"], ["rows", "first-page"])
        self.assertEqual(report["counts"]["letter"], 1)
        self.assertEqual(self.text_of(self.folder / "saved", self.letter), "The first snow.")
        self.assertEqual(database.read_bytes(), bytes(content))
        wrong = self.folder / "wrong"
        wrong.write_text("the sea in summer")
        self.run_box("salvage", self.folder / "other", status=3, secret=wrong)

    def test_merge(self):
        stick = self.folder / "stick"
        stick.mkdir()
        self.run_box("copy", stick)
        copy = stick / "box.memorybox"
        other = self.run_box("--box", copy, "add", "letter", text="Written on the stick.").strip()
        self.assertEqual(self.json_of("merge", "--preview", copy)["new"]["letter"], 1)
        self.run_box("show", other, status=1)
        report = self.json_of("merge", copy)
        self.assertEqual((report["new"]["letter"], report["twice"]), (1, 0))
        self.assertEqual(self.text_of(self.box, other), "Written on the stick.")
        self.assertIn("nothing that is not here already", self.run_box("merge", copy))
        self.assertEqual({one["kind"] for one in self.json_of("snapshot", "list")}, {"merge"})


class Calendars(Case):
    """Calendar files of other programs, and for them."""

    def test_wrong_files(self):
        nothing = self.folder / "nothing.ics"
        self.run_box("import", status=2)
        self.run_box("import", nothing, status=1)
        nothing.write_text("Dear Luna,\n")
        self.run_box("import", "--dry-run", nothing, status=1)
        self.run_box("export-dates", status=2)
        self.run_box("export-dates", nothing, status=1)

    def test_import(self):
        self.create()
        file = CALENDARS / "google.ics"
        found = self.json_of("import", "--dry-run", file)
        self.assertEqual([date["label"] for date in found["dates"]],
                         ["The day of the plum tree", "Group"])
        self.assertNotIn("kept", found)
        self.assertEqual(self.json_of("date", "list"), [])

        taken = self.json_of("import", file)
        self.assertEqual((taken["kept"], taken["here_already"], taken["remarks"]), (2, 0, []))
        coming = self.json_of("upcoming", "--from", "2026-01-01", "--days", 62)
        self.assertEqual([row["date"] for row in coming if row["label"] == "Group"],
                         ["2026-01-05", "2026-01-12", "2026-01-28", "2026-02-09", "2026-02-16",
                          "2026-02-23", "2026-03-02"])
        # The same file again changes nothing.
        again = self.json_of("import", file)
        self.assertEqual((again["kept"], again["here_already"]), (0, 2))
        self.assertEqual(len(self.json_of("date", "list")), 2)

    def test_import_in_part(self):
        self.create()
        taken = self.json_of("import", CALENDARS / "broken.ics", status=6)
        self.assertEqual(taken["kept"], 6)
        self.assertTrue(all(remark["what"].endswith(".") for remark in taken["remarks"]))
        self.assertIn(True, [remark["left_out"] for remark in taken["remarks"]])
        # One file that is none beside one that is.
        self.run_box("import", self.folder / "none.ics", CALENDARS / "own.ics", status=6)

    def test_there_and_back(self):
        self.create()
        for arguments in (("--on", "2024-02-29", "--repeat", "yearly", "--remind", "7d@10:00"),
                          ("--on", "2024-01-31", "--repeat", "monthly"),
                          ("--on", "2024-01-31", "--repeat", "FREQ=YEARLY;BYEASTER=0"),
                          ("--on", "2009-21",)):
            self.run_box("date", "add", "--label", "zafiro", *arguments)
        out = self.folder / "out.ics"
        self.assertEqual(self.json_of("export-dates", out), {"given": 4, "left_out": 0})
        self.assertEqual(out.stat().st_mode & 0o777, 0o600)
        self.assertNotIn(b"zafiro", out.read_bytes())
        self.run_box("export-dates", out, status=1)
        self.run_box("export-dates", out, "--overwrite", "--real-words")
        self.assertEqual(out.read_bytes().count(b"SUMMARY:zafiro\r\n"), 4)

        before = self.json_of("upcoming", "--from", "2024-01-01", "--days", 50 * 365)
        listed = self.json_of("date", "list")
        self.box = self.folder / "other.memorybox"
        self.create()
        self.assertEqual(self.json_of("import", out)["kept"], 4)
        self.assertEqual(self.json_of("upcoming", "--from", "2024-01-01", "--days", 50 * 365),
                         before)
        self.assertEqual(self.json_of("date", "list"), listed)

    def test_another_reader(self):
        """python3-icalendar reads what we write, where it is installed."""
        try:
            import icalendar
        except ImportError:
            self.skipTest("python3-icalendar is not installed")
        self.create()
        self.run_box("date", "add", "--label", "Ñandú, río; \\ más", "--on", "2024-02-29",
                     "--repeat", "yearly", "--remind", "7d@10:00", "--remind", "0d@10:00")
        self.run_box("date", "add", "--label", "x", "--on", "2024-01-01", "--repeat",
                     "FREQ=YEARLY;BYEASTER=0")
        out = self.folder / "out.ics"
        self.run_box("export-dates", out, "--real-words")
        calendar = icalendar.Calendar.from_ical(out.read_bytes())
        first, second = sorted(calendar.walk("VEVENT"), key=lambda event: event["DTSTART"].dt)
        self.assertEqual(str(first["SUMMARY"]), "Ñandú, río; \\ más")
        self.assertEqual(first["DTSTART"].dt.isoformat(), "2024-02-29")
        self.assertEqual(dict(first["RRULE"]),
                         {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [-1]})
        self.assertEqual(sorted(str(alarm["TRIGGER"].dt) for alarm in first.walk("VALARM")),
                         ["-7 days, 10:00:00", "10:00:00"])
        self.assertEqual(second["DTSTART"].dt.isoformat(), "2024-03-31")
        lines = second["RDATE"] if isinstance(second["RDATE"], list) else [second["RDATE"]]
        days = [day.dt.isoformat() for line in lines for day in line.dts]
        self.assertEqual(days[:3], ["2025-04-20", "2026-04-05", "2027-03-28"])
        self.assertGreater(len(days), 30)


    def test_another_reader_finds_the_same_days(self):
        """python3-icalendar and dateutil, on thirty years of every repeat that there is."""
        try:
            import icalendar
            from dateutil import rrule
        except ImportError:
            self.skipTest("python3-icalendar is not installed")
        self.create()
        leap = ("--on", "2024-02-29", "--repeat", "yearly", "--leap-day")
        end = ("--on", "2024-01-31", "--repeat")
        for arguments in ((*end, "never"), (*end, "yearly"), (*end, "monthly"), (*end, "monthly-first-year"),
                          (*end, "weekly", "--times", 40), (*end, "monthly", "--every", 3),
                          (*end, "yearly", "--every", 5), (*end, "nth-weekday"), (*end, "nth-weekday-monthly"),
                          (*end, "daily", "--times", 60), (*end, "never", "--nth-day", 40),
                          (*end, "FREQ=YEARLY;BYEASTER=-21"), (*end, "FREQ=YEARLY;X-QINGMING=0"),
                          (*end, "FREQ=MONTHLY;BYDAY=-1FR"), (*leap, "before"), (*leap, "after"),
                          (*leap, "leap-years"), ("--on", "2024-03-12", "--repeat", "yearly", "--calendar", "hebrew"),
                          ("--on", "2024-03-12", "--repeat", "yearly", "--calendar", "chinese"),
                          ("--on", "2024-03-12", "--repeat", "yearly", "--calendar", "islamic")):
            self.run_box("date", "add", "--label", " ".join(map(str, arguments)), *arguments)
        out = self.folder / "out.ics"
        self.run_box("export-dates", out, "--real-words")
        first, last = datetime.date(2024, 1, 1), datetime.date(2053, 12, 31)
        theirs = collections.defaultdict(set)
        for event in icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT"):
            begun = event["DTSTART"].dt
            days = {begun}
            if "RRULE" in event:
                rule = rrule.rrulestr(event["RRULE"].to_ical().decode(),
                                      dtstart=datetime.datetime.combine(begun, datetime.time()))
                days = {day.date() for day in rule.between(datetime.datetime(2024, 1, 1),
                                                           datetime.datetime(2053, 12, 31), inc=True)}
            for name, change in (("RDATE", days.update), ("EXDATE", days.difference_update)):
                lines = event.get(name, [])
                for line in lines if isinstance(lines, list) else [lines]:
                    change(day.dt for day in line.dts)
            theirs[str(event["SUMMARY"])] |= {day.isoformat() for day in days if first <= day <= last}
        ours = collections.defaultdict(set)
        for day in self.json_of("upcoming", "--from", first.isoformat(), "--days", (last - first).days):
            ours[day["label"]].add(day["date"])
        self.assertEqual(set(theirs), set(ours))
        for label, days in ours.items():
            self.assertEqual(sorted(theirs[label] ^ days), [], label)


class WithoutIcu(Case):
    """On a computer whose libical was built without ICU."""

    def test_what_cannot_be_reckoned_waits(self):
        self.create()
        without = {"LD_PRELOAD": NO_ICU, "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0"}
        for calendar in ("gregorian", "hebrew", "islamic"):
            self.run_box("date", "add", "--label", calendar, "--on", "2024-03-11", "--repeat", "yearly",
                         "--calendar", calendar, "--remind", "0d@10:00")
        everywhere = ("upcoming", "--from", "2027-01-01", "--count", 3)
        self.assertEqual({day["label"] for day in self.json_of(*everywhere)}, {"gregorian", "hebrew", "islamic"})
        # Nothing new can be kept by such a calendar; what is there stays, and says nothing meanwhile.
        self.run_box("date", "add", "--label", "x", "--on", "2024-03-11", "--repeat", "yearly",
                     "--calendar", "persian", status=2, env=without)
        self.assertEqual({day["label"] for day in self.json_of(*everywhere, env=without)}, {"gregorian", "hebrew"})
        listed = {date["label"]: date["calendar"] for date in self.json_of("date", "list", env=without)}
        self.assertEqual(listed, {name: name for name in ("gregorian", "hebrew", "islamic")})
        given = self.folder / "given.ics"
        self.run_box("export-dates", given, status=6, env=without)
        self.assertEqual(given.read_text().count("BEGIN:VEVENT"), 2)
        self.assertEqual({day["label"] for day in self.json_of(*everywhere)}, {"gregorian", "hebrew", "islamic"})


class Tap(unittest.TextTestResult):
    """Numbered lines for Meson, one a test."""

    number = 0

    def line(self, good, test, why=""):
        Tap.number += 1
        name = f"{type(test).__name__}.{test._testMethodName}"
        print(f"{'ok' if good else 'not ok'} {Tap.number} {name}{why}", flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.line(True, test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.line(True, test, f" # SKIP {reason}")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.line(False, test)

    def addError(self, test, err):
        super().addError(test, err)
        self.line(False, test)


# Which classes; without a name all of them.
chosen = sys.argv[5:] or [name for name, value in list(globals().items()) if isinstance(value, type) and issubclass(value, Case)]
suite = unittest.defaultTestLoader.loadTestsFromNames(chosen, sys.modules[__name__])
print(f"1..{suite.countTestCases()}", flush=True)
result = unittest.TextTestRunner(stream=sys.stderr, resultclass=Tap).run(suite)
sys.exit(not result.wasSuccessful())
