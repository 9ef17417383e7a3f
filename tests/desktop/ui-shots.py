#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes pictures of the pages of Remember, to be looked at by people.

    ui-shots.py FOLDER [--only WORD]...

Needs a screen, a session bus with the accessibility registry and a window manager, as
build-aux/with-display gives them. The program is build/install/bin/remember, or what
REMEMBER_PROGRAM names. Each picture is FOLDER/LANGUAGE-LOOK-WIDTH-PAGE.png.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from remember_window import Atspi, PASSPHRASE, PROGRAM, ROOT, WIDTHS, Failure, GLib, Program, choose_font

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


def show_first_start(program, shot):
    shot("start")
    program.fill("Passphrase", PASSPHRASE, "text", "password text")
    program.fill("The same once more", "something else", "text", "password text")
    program.press("Make the box")
    program.find(program.words("The two are not the same yet."), "label", "alert")
    shot("start-differs")
    program.press("This computer's login is enough")
    shot("start-login")
    program.press("Use a passphrase")
    program.fill("Passphrase", PASSPHRASE, "text", "password text")
    program.fill("The same once more", PASSPHRASE, "text", "password text")
    program.press("Make the box")
    program.find(program.words("I wrote it down"), "push button")
    shot("sheet")
    program.press("Not now")
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


def show_story(program, shot):
    """What was done on a date, and with a ritual, through the years."""
    program.find(program.words("Write a letter"), "push button")
    program.key("ctrl+3")
    program.click(program.find(program.words("The morning we found out"), "list item"))
    time.sleep(1)
    program.press("Something from the box")
    time.sleep(1)
    shot("chooser")
    program.key("alt+Left")
    time.sleep(0.7)
    program.scroll_to_end()
    shot("date-story")
    program.key("alt+Left")
    time.sleep(0.5)
    program.key("ctrl+4")
    program.press("A ritual of your own")
    time.sleep(0.7)
    program.fill("What you call it", program.words("The lake, from our bench"), "text")
    program.fill("The steps, one a line, if it has any", "1\n2", "text")
    shot("ritual-editor")
    program.press("Keep")
    time.sleep(0.7)
    shot("rituals-own")
    program.click(program.find(program.words("Planting something"), "list item"))
    time.sleep(1)
    shot("ritual-tree")
    program.scroll_to_end()
    shot("ritual-story")


def show_month(program, shot):
    """The month, and what falls on the day that the keys have reached."""
    program.find(program.words("Write a letter"), "push button")
    program.key("ctrl+3")
    program.press("As a month")
    time.sleep(0.5)
    shot("month")
    program.key("Right", "Right")
    time.sleep(0.5)
    shot("month-day")


def show_check_in(program, shot):
    """How I am, and what is put together from it."""
    program.find(program.words("Write a letter"), "push button")
    program.key("F2")
    time.sleep(0.5)
    program.click(program.find(program.words("How I am"), "list item"))
    time.sleep(0.7)
    for word in ("Relief", "Sadness"):
        program.press(word, "feeling")
    program.press("Tears", "body")
    shot("check-in")
    program.press("Keep")
    program.find(program.words("Earlier days"), "label")
    program.scroll_to_end()
    shot("check-in-earlier")
    program.key("alt+Left")
    time.sleep(0.5)
    program.click(program.find(program.words("What I would like to tell my doctor"), "list item"))
    time.sleep(0.7)
    shot("doctor")
    node = program.find(program.words("What I would like to say", "told"), "text")
    Atspi.EditableText.set_text_contents(node, program.words("The lake, from our bench"))
    program.press("Put it together")
    shot("doctor-page")


def show_a_date(program, shot):
    """One date to be read, then its editor with the other ways of coming back, then what is estimated."""
    program.find(program.words("Write a letter"), "push button")
    program.key("ctrl+3")
    time.sleep(0.5)
    program.key("Return")
    time.sleep(0.7)
    shot("a-date")
    program.press("Change")
    time.sleep(0.7)
    shot("a-date-change")


def show_known_days(program, shot):
    """The days of others, with one of each kind opened."""
    program.find(program.words("Write a letter"), "push button")
    program.key("ctrl+3")
    time.sleep(0.5)
    program.press("More about dates")
    time.sleep(0.5)
    program.find(program.words("_Days of others").replace("_", ""), "menu item").do_action(0)
    time.sleep(1)
    shot("days")
    program.click(program.find(program.words("15 October, day of remembrance"), "list item"))
    time.sleep(0.7)
    shot("days-open")


def show_calendar_file(program, shot):
    """What a calendar file holds before anything of it is kept, and the page that gives dates away."""
    corpus = ROOT / "tests" / "fuzz" / "corpus" / "dates-file"
    program.find(program.words("Write a letter"), "push button")
    for item, name in (("From a calendar _file", "take"), ("For another _calendar", "give")):
        program.key("ctrl+3")
        time.sleep(0.5)
        program.press("More about dates")
        time.sleep(0.5)
        program.find(program.words(item).replace("_", ""), "menu item").do_action(0)
        time.sleep(1)
        shot(f"dates-{name}")
        if name == "take":
            program.press("Choose a file")
            time.sleep(2)
            program.key("ctrl+l")
            time.sleep(1)
            subprocess.run(["xdotool", "type", str(corpus / "broken.ics")], check=True)
            program.key("Return")
            time.sleep(2)
            shot("dates-found")
            program.scroll_to_end()
            shot("dates-left-out")
        program.key("alt+Left")
        time.sleep(0.7)


def show_keepsakes(program, shot):
    """Two of the demo's keepsakes, opened with the keyboard from their cards."""
    program.find(program.words("Write a letter"), "push button")
    for steps, page in ((0, "reading"), (2, "photo")):
        program.key("ctrl+2")
        program.key("ctrl+f")
        time.sleep(0.7)
        program.key("Tab", "Tab", "Tab", *["Right"] * steps, "Return")
        time.sleep(1)
        shot(page)
        if page == "photo":
            program.key("plus", "plus", "plus", "plus", "Right", "Down")
            time.sleep(1)
            shot("photo-larger")
            program.key("0", "r", "F11")
            time.sleep(1)
            shot("photo-filled")
            program.key("Escape")
        program.key("alt+Left")
        time.sleep(0.7)


def show_finding(program, shot):
    """The box, words found in it, what it can be narrowed to, and the tags of a letter."""
    program.find(program.words("Write a letter"), "push button")
    program.key("ctrl+2")
    program.find(program.words("Show only some"), "toggle button", "push button")
    program.key("ctrl+f")
    program.fill("Find in the box", "lu", "entry", "text")
    shot("found")
    program.key("Tab", "Return")
    time.sleep(0.7)
    shot("narrow")
    program.key("Tab", "Tab", "Tab", "space")
    time.sleep(0.7)
    program.key("Down", "Return")
    time.sleep(0.7)
    program.key("Escape")
    program.fill("Find in the box", "", "entry", "text")
    shot("narrowed")
    program.fill("Find in the box", "xyz", "entry", "text")
    shot("none-found")
    program.key("ctrl+n")
    time.sleep(0.7)
    program.find(program.words("Its tags: none"), "toggle button", "push button")
    program.key("Tab", "Tab", "Return")
    time.sleep(0.7)
    shot("tags")


def show_rest(program, shot):
    """Help, the rituals and the candle, unlit and lit."""
    program.find(program.words("Write a letter"), "push button")
    program.key("F2")
    time.sleep(0.7)
    shot("help")
    program.key("alt+Left")
    program.key("ctrl+4")
    time.sleep(0.7)
    shot("rituals")
    program.key("ctrl+k")
    time.sleep(0.7)
    shot("candle")
    program.press("Light the candle")
    time.sleep(2)
    shot("candle-lit")


def show_reminders(program, shot):
    program.find(program.words("Write a letter"), "push button")
    program.key("ctrl+comma")
    program.find(program.words("Light or dark"), "label")
    time.sleep(0.7)
    shot("preferences")
    program.key("alt+Left")
    time.sleep(0.7)
    program.choose_from_menu("_Reminders")
    program.find(program.words("Silence"), "label")
    time.sleep(0.7)
    shot("reminders")


def show_persons(program, shot):
    """Who is remembered, with one of them unfolded."""
    program.find(program.words("Write a letter"), "push button")
    program.choose_from_menu("_Who I remember")
    program.find(program.words("Add somebody"), "push button")
    program.press("Add somebody")
    program.find(program.words("Name, nickname, or none"), "text")
    time.sleep(0.7)
    shot("persons")


def choose_by_letter(program, menu, entry):
    """An entry of a menu of a page, by the letter that is underlined in it."""
    words = program.words(entry)
    program.press(menu)
    time.sleep(0.7)
    program.key(words[words.index("_") + 1].lower())


def show_removed(program, shot):
    """What was removed, and the question before it is gone for good."""
    program.find(program.words("Write a letter"), "push button")
    program.key("ctrl+2", "ctrl+f")
    time.sleep(0.7)
    program.key("Tab", "Tab", "Return")
    time.sleep(1)
    choose_by_letter(program, "More", "Re_move")
    time.sleep(1)
    choose_by_letter(program, "More of the box", "What was _removed")
    program.find(program.words("Put back"), "push button")
    time.sleep(0.7)
    shot("removed")
    program.press("Empty…")
    time.sleep(1)
    # The question is a window of its own.
    program.window = subprocess.run(["xdotool", "getactivewindow"], capture_output=True, check=True,
                                    text=True).stdout.strip()
    shot("removed-emptying")


def show_endings(program, shot):
    """A letter that is written, and the question until which day it rests."""
    program.find(program.words("Write a letter"), "push button")
    program.key("ctrl+n")
    program.fill("A letter", "Luna, nieva.", "text")
    choose_by_letter(program, "More", "_Words to begin from")
    time.sleep(0.7)
    shot("letter-prompt")
    program.press("None", "prompt")
    program.press("Tools for writing")
    time.sleep(0.7)
    shot("letter-tools")
    program.press("More")
    time.sleep(0.7)
    program.key("s")
    program.find(program.words("Seal the letter"), "push button")
    time.sleep(0.7)
    shot("letter-sealing")
    program.press("Seal the letter")
    time.sleep(0.7)
    shot("letter-sealed")


def show_safe(program, shot):
    """Keep safe, and the pages behind its rows."""
    program.find(program.words("Write a letter"), "push button")
    program.choose_from_menu("Keep _safe")
    program.find(program.words("What is private, and what is not"), "label")
    time.sleep(0.5)
    shot("safe")
    for title, name in (
        ("Copies", "copies"),
        ("Is everything whole", "check"),
        ("Earlier states", "earlier"),
        ("Bring in another box", "other-box"),
    ):
        program.click(program.find(program.words(title), "list item"))
        time.sleep(0.5)
        if name == "check":
            program.find(program.words("_Read everything").replace("_", ""), "push button").do_action(0)
            time.sleep(3)
        shot(f"safe-{name}")
        program.key("alt+Left")
        time.sleep(0.5)
    program.click(program.find(program.words("What is private, and what is not"), "list item"))
    time.sleep(0.5)
    shot("safe-privacy")
    program.key("alt+Left")
    time.sleep(0.5)
    program.click(program.find(program.words("The ways into the box"), "list item"))
    program.find(program.words("Make a new recovery code"), "label")
    time.sleep(0.5)
    shot("safe-keys")
    for title, name in (("Change the passphrase", "change"), ("Open it with this computer's login", "login")):
        program.click(program.find(program.words(title), "list item"))
        time.sleep(0.7)
        shot(f"safe-{name}")
        program.key("alt+Left")
        time.sleep(0.7)


def show_help(program, shot):
    program.find(program.words("Write a letter"), "push button")
    program.key("F2")
    time.sleep(0.5)
    shot("help")
    for title, name in (
        ("When grief gets heavier", "heavier"),
        ("When to ask for help", "when"),
        ("The body, in the days after", "body"),
        ("Saying no", "saying-no"),
        ("What comforts me", "comfort"),
        ("Words for others", "for-others"),
        ("My people", "people"),
        ("Somebody to talk to", "lines"),
    ):
        program.click(program.find(program.words(title), "list item"))
        time.sleep(0.5)
        if name == "people":
            program.press("Add somebody")
        if name == "comfort":
            program.press("Choose one for me")
        shot(f"help-{name}")
        program.key("alt+Left")
        time.sleep(0.5)


def show_candle(program, shot):
    program.find(program.words("Write a letter"), "push button")
    program.key("ctrl+4")
    shot("rituals")
    program.key("Tab", "Down", "Return")
    time.sleep(0.7)
    shot("ritual")
    program.key("alt+Left")
    time.sleep(0.7)
    program.key("ctrl+k")
    time.sleep(0.7)
    shot("candle-unlit")
    program.key("Return")
    time.sleep(2.5)
    shot("candle")
    program.key("ctrl+n")
    time.sleep(0.7)
    shot("candle-burns-on")
    program.key("ctrl+k")
    time.sleep(0.7)
    program.key("Escape")
    time.sleep(0.5)
    shot("candle-smoke")
    time.sleep(6)
    shot("candle-out")


KEPT = (
    ("object", "--title", "The bracelet", "--where", "In the blue box, on the shelf", "--photo", "pictures/quarters-1.jpeg"),
    ("document", "pictures/quarters.bmp", "--title", "The certificate"),
    ("film", "media/film.mp4", "--title", "At the lake"),
    ("sound", "media/heartbeat.ogg", "--title", "Heartbeat, week 12"),
)


def fill_with_kept(box):
    """One of each kind, by the command line; the newest stands first."""
    tool = [str(pathlib.Path(PROGRAM).with_name("remember-box")), "--box", str(box), "--passphrase-file"]
    secret = box.with_name("passphrase")
    secret.write_text(PASSPHRASE)
    subprocess.run([*tool, str(secret), "create", "--kdf-mib", "64"], check=True, capture_output=True)
    subprocess.run([*tool, str(secret), "person", "add", "Luna"], check=True, capture_output=True)
    for kind, *words in KEPT:
        words = [str(ROOT / "tests" / "data" / word) if "/" in word else word for word in words]
        subprocess.run([*tool, str(secret), "add", kind, *words, "--about", "Luna"], check=True, capture_output=True)


def show_kept(program, shot):
    """A sound, a film, a document and an object, with their cards before and after."""
    program.fill("Passphrase", PASSPHRASE, "text", "password text")
    program.press("Open", "lock page")
    program.find(program.words("Write a letter"), "push button")
    program.key("ctrl+2")
    time.sleep(1)
    shot("kept-cards")
    for steps, page in ((0, "sound"), (1, "film"), (2, "document"), (3, "object")):
        program.key("ctrl+2")
        program.key("ctrl+f")
        time.sleep(0.7)
        program.key("Tab", "Tab", *["Right"] * steps, "Return")
        time.sleep(1.5)
        shot(f"kept-{page}")
        if page == "film":
            program.key("Return")
            time.sleep(1.5)
            shot("kept-film-turned")
        program.key("alt+Left")
        time.sleep(0.7)
    program.key("ctrl+2")
    time.sleep(1)
    shot("kept-cards-after")


def take(folder, language, look, width, scenes):
    """Runs the scenes of one cell of the matrix in order; tells what failed."""
    failures = []
    work = pathlib.Path(tempfile.mkdtemp(prefix="remember-shots-"))
    box = work / "memories.memorybox"
    for arguments, scene in (
        (["--box", str(box)], show_first_start),
        (["--box", str(box)], show_lock),
        (["--box", str(work / "kept.memorybox")], show_kept),
        (["--demo"], show_candle),
        (["--demo"], show_demo),
        (["--demo"], show_story),
        (["--demo"], show_month),
        (["--demo"], show_check_in),
        (["--demo"], show_a_date),
        (["--demo"], show_calendar_file),
        (["--demo"], show_known_days),
        (["--demo"], show_keepsakes),
        (["--demo"], show_finding),
        (["--demo"], show_reminders),
        (["--demo"], show_persons),
        (["--demo"], show_endings),
        (["--demo"], show_removed),
        (["--demo"], show_safe),
        (["--demo"], show_help),
        (["--demo"], show_rest),
    ):
        if scenes and scene.__name__ not in scenes:
            continue
        program = None
        if scene is show_kept:
            fill_with_kept(work / "kept.memorybox")
        try:
            program = Program(PROGRAM, language, look, width, arguments)
            scene(
                program,
                lambda page: program.picture(folder / f"{language}-{look}-{width}-{page}.png"),
            )
        except (Failure, GLib.Error, subprocess.SubprocessError) as error:
            failures.append(f"{language}-{look}-{width} {scene.__name__}: {error}")
        finally:
            if program is not None:
                failures += program.too_wide
                program.stop()
    shutil.rmtree(work)
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=pathlib.Path, nargs="?", default=ROOT / "build" / "ui-shots")
    parser.add_argument("--only", action="append", default=[], help="a cell, such as es-dark-narrow")
    parser.add_argument("--scene", action="append", default=[], help="a scene, such as show_lock")
    options = parser.parse_args()

    choose_font()
    options.folder.mkdir(parents=True, exist_ok=True)
    failures = []
    for language, look, width in MATRIX:
        cell = f"{language}-{look}-{width}"
        if options.only and cell not in options.only:
            continue
        failures += take(options.folder, language, look, width, options.scene)
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"pictures are in {options.folder}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
