#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lid: locking leaves nothing behind, and every way in which a box does not open has its sentence."""

import os
import pathlib
import re
import subprocess
import sys

from desk import ENTRY_ROLES, PASSPHRASE, Desk, Skip, check, equal, run, tests_of

CANARY = "zarzamora-quietwater-4417"
WRONG = "This is not the passphrase of this box. You can try as often as you like."
IN_USE = ("The box is open in another window or program. It is safe there. Close it there, then open it here.")
TRUNCATED = ("A part at the end of the box is not there. What is left was not changed. If you have a copy of the "
             "box, open that.")
DAMAGED = ("A part of the box cannot be read. Nothing was changed. If you have a copy of the box, open that.")
NOT_A_BOX = ("What is in this place is not a memory box. It was left as it is. Choose the folder that holds your "
             "box.")
NEWER = ("This box was last used with a newer Remember. Nothing was changed. Update Remember to open it.")


def write(window, words):
    """A letter, kept."""
    window.key("ctrl+n")
    window.fill("A letter", words, "text")
    window.find("Kept", "status bar")


def forms_of(words):
    """In any of the encodings of the parts of the program."""
    return [words.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-32-le")]


def read_keys(desk):
    """All keys of the box, worked out beside the program; any half of one is a find."""
    done = subprocess.run([os.environ["REMEMBER_SHOW_KEYS"], desk.box, PASSPHRASE], capture_output=True, check=True,
                          timeout=60)
    keys = [bytes.fromhex(line) for line in done.stdout.decode().split()]
    return [half for key in keys for half in (key[:16], key[16:])]


def count_in_memory(pid, forms):
    """How often one of the forms stands in the memory of a process."""
    count = 0
    try:
        with open(f"/proc/{pid}/maps", encoding="ascii") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
            for line in maps:
                span, rights = line.split()[:2]
                start, end = (int(part, 16) for part in span.split("-"))
                if not rights.startswith("rw"):
                    continue
                try:
                    memory.seek(start)
                    content = memory.read(end - start)
                except (OSError, ValueError, OverflowError):
                    continue
                count += sum(content.count(form) for form in forms)
    except PermissionError as error:
        raise Skip("the memory of another process may not be read here") from error
    return count


def refuse(window, sentence, secret=PASSPHRASE):
    """Tries to open the box and reads the sentence."""
    window.fill("Passphrase", secret, *ENTRY_ROLES)
    window.press("Open")
    Desk.wait_answer(window)
    window.find(sentence, "alert", "label")
    check(not window.has("Write a letter"), "the box is open all the same")


def test_locking_leaves_nothing_to_read(desk):
    """The program starts afresh in the same process; then everything is there again."""
    window = desk.open()
    pid = window.pid
    write(window, f"Dear Luna, {CANARY}.")
    window.lock()
    equal(window.pid, pid)
    check(window.process.poll() is None, "the process has ended")
    check(CANARY not in window.all_words(), "a screen reader can still read it")
    equal(desk.is_anywhere(CANARY), [])
    equal(window.title(), "Remember")
    desk.unlock(window)
    window.key("ctrl+2")
    window.find(f"Dear Luna, {CANARY}.", "label")
    equal(window.quit(), 0)
    equal(len(desk.json("list")), 1)


def test_locking_leaves_nothing_in_memory(desk):
    """Neither a word nor a piece of a key; the search finds both while the box is open."""
    window = desk.open()
    write(window, f"Dear Luna, {CANARY}.")
    keys = read_keys(desk)
    check(count_in_memory(window.pid, forms_of(CANARY)) > 0, "the search finds no words at all")
    check(count_in_memory(window.pid, keys[:2]) > 0, "the search does not find the key of the open box")
    window.lock()
    equal(count_in_memory(window.pid, forms_of(CANARY)), 0)
    equal(count_in_memory(window.pid, keys), 0)
    equal(count_in_memory(window.pid, forms_of(PASSPHRASE)), 0)


def test_what_is_typed_last_is_kept_when_it_is_locked(desk):
    window = desk.open()
    window.key("ctrl+n")
    window.find("A letter", "text")
    window.wait_focused("A letter", "text")
    window.type("typed last")
    window.lock()
    desk.unlock(window)
    window.key("ctrl+2")
    window.find("typed last", "label")


def test_no_core_is_written(desk):
    window = desk.open()
    limits = pathlib.Path(f"/proc/{window.pid}/limits").read_text(encoding="ascii")
    check(re.search(r"^Max core file size\s+0\s+0\s", limits, re.M), "a crash may write what is open")
    window.lock()
    limits = pathlib.Path(f"/proc/{window.pid}/limits").read_text(encoding="ascii")
    check(re.search(r"^Max core file size\s+0\s+0\s", limits, re.M), "a crash may write what is open")


def test_a_candle_beside_the_closed_box(desk):
    """Neither it nor the rituals ask for a passphrase; nothing private is on their pages; it burns on inside."""
    desk.make_box()
    window = desk.window()
    window.find("Open", "push button")
    window.press("Rituals")
    window.find("What is yours stays in the box. Nothing is written down here.", "label")
    check(not window.has("A ritual of your own", "push button"), "a ritual can be made")
    window.press_row("A minute of candlelight")
    window.find("Next step", "push button")
    check(not window.has("A line about it, if you like"), "a line is asked for")
    window.press("Light a candle")
    window.press("Light the candle")
    window.find("A candle. It is lit.")
    window.key("Escape")
    window.find("The candle is out.", "label", "status bar")
    check(not window.has("Keep", "push button"), "something can be kept")
    window.press("Light another")
    window.press("Light the candle")
    window.find("A candle. It is lit.")
    for gone in ("Put it out", "Next step", "A minute of candlelight"):
        window.key("alt+Left")
        window.wait_gone(gone)
    window.find("Back to the candle", "push button")
    refuse(window, WRONG, "not this")
    window.find("Back to the candle", "push button")
    desk.unlock(window)
    window.press("Back to the candle")
    window.find("A candle. It is lit.")
    window.lock()
    check(not window.has("Back to the candle"), "the lock page tells of a candle in the box")
    desk.unlock(window)
    window.find("Back to the candle", "push button")
    equal(window.quit(), 0)


def test_a_wrong_passphrase(desk):
    desk.make_box()
    window = desk.window()
    refuse(window, WRONG, "not this")
    refuse(window, WRONG, PASSPHRASE + "x")
    desk.unlock(window)


def test_the_recovery_code(desk):
    code = desk.make_box()
    window = desk.window()
    window.press("Use the recovery code")
    window.find("Use the passphrase", "push button")
    window.fill("Recovery code", "0000 0000", *ENTRY_ROLES)
    window.press("Open")
    window.find("Something in the code is not as it was written. Please compare it with the sheet.")
    window.fill("Recovery code", code.lower().replace("0", "o").replace("-", " "), *ENTRY_ROLES)
    window.press("Open")
    window.find("A new passphrase", "heading", "label")
    window.key("alt+Left")
    window.wait_gone("A new passphrase", "heading", "label")
    window.find("Write a letter", "push button")


def test_in_use(desk):
    """Whoever comes second is told, and nothing is done to the box."""
    window = desk.open()
    desk.cli("list", status=5)
    second = desk.window("--box", desk.box)
    refuse(second, IN_USE)
    equal(second.quit(), 0)
    equal(window.quit(), 0)
    equal(desk.json("list"), [])


def test_in_use_by_the_command_line(desk):
    """remember-box gives a file out to a reader who is in no hurry, and holds the box meanwhile."""
    desk.make_box()
    large = desk.temporary / "large.bin"
    large.write_bytes(bytes(range(256)) * 8192)
    kept = desk.cli("add", "document", large).decode().strip()
    holder = desk.run(desk.prefix / "bin" / "remember-box", "--box", desk.box, "--passphrase-file", desk.secret,
                      "attachment", kept, stdout=subprocess.PIPE)
    equal(holder.stdout.read(4096), large.read_bytes()[:4096])
    window = desk.window()
    refuse(window, IN_USE)
    holder.stdout.read()
    equal(holder.wait(), 0)
    holder.stdout.close()
    desk.unlock(window)


def test_a_box_that_is_cut_off(desk):
    desk.make_box()
    database = desk.box / "box.db"
    os.truncate(database, database.stat().st_size - 4096)
    refuse(desk.window(), TRUNCATED)


def test_a_damaged_box(desk):
    """The pages after the keys are not what they were."""
    desk.make_box()
    with open(desk.box / "box.db", "r+b") as database:
        database.seek(16384 + 200)
        byte = database.read(1)
        database.seek(16384 + 200)
        database.write(bytes([byte[0] ^ 0x55]))
    window = desk.window()
    refuse(window, DAMAGED)
    refuse(window, WRONG, "not this")


def test_what_is_no_box(desk):
    desk.box.mkdir(parents=True)
    (desk.box / "box.db").write_bytes(b"SQLite format 3\0" * 4096)
    (desk.box / "letter.txt").write_text("somebody else's")
    refuse(desk.window(), NOT_A_BOX)
    equal((desk.box / "letter.txt").read_text(), "somebody else's")
    equal((desk.box / "box.db").read_bytes(), b"SQLite format 3\0" * 4096)


def test_a_newer_box(desk):
    desk.make_box()
    for name, copies in (("box.db", (0, 8192)), ("keys", (0,))):
        with open(desk.box / name, "r+b") as file:
            for copy in copies:
                file.seek(copy + 8)
                file.write((2).to_bytes(4, "little"))
    refuse(desk.window(), NEWER)


def test_the_demonstration_leaves_nothing(desk):
    window = desk.window("--demo")
    window.find("Write a letter", "push button")
    runtime = pathlib.Path(os.environ["XDG_RUNTIME_DIR"])
    check(list(runtime.glob("remember-demo-*")), "there is no throw-away box")
    equal(window.quit(), 0)
    equal(list(runtime.glob("remember-demo-*")), [])
    check(not desk.box.exists() and not desk.plan.exists(), "it touched the person's own")


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
