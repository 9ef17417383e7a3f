#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Help is there without a box, over everything, and remembers what she wrote about her own people."""

import os
import pathlib
import sys

from desk import check, equal, run, tests_of
from driver import wait_until

CANARY = "quebrantahuesos"
FIRST = "You do not need to be in crisis to ask."
CORRECTIONS = """<help-lines version="1"><country code="ES">
<line id="es-emergency" kind="emergency" crisis="yes" languages="es" checked="2027-03-01" evidence="copy">
<phone>113</phone><hours>Always</hours><for>For a test.</for></line>
<line id="es-024" hidden="yes"/></country></help-lines>
"""


def state(name):
    """A file of the program's state folder."""
    return pathlib.Path(os.environ["XDG_STATE_HOME"]) / "remember" / name


def choose_country(code):
    """As if it had been chosen before."""
    state("help-country").parent.mkdir(parents=True, exist_ok=True)
    state("help-country").write_text(f"{code}\n")


def make_room(window):
    """Every row of the first page is on the screen."""
    window.resize(1000, 880)


def tap(window, name, *roles):
    """Clicks on what has stopped sliding."""
    places = []

    def is_still():
        places.append(window.centre(window.find(name, *roles)))
        return len(places) > 5 and len(set(places[-5:])) == 1

    wait_until(is_still, f"“{name}” to lie still")
    window.click(name, *roles)


def go(window, title):
    """Opens a page of Help from its row."""
    tap(window, title, "list item")


def count(window, name):
    """How often it is there: Help as a place may be behind Help over a letter."""
    return sum(1 for node in window.nodes() if node.get_name() == name)


def test_help_needs_no_box(desk):
    """From the first start, by the button; nothing is made and nothing is written."""
    window = desk.window()
    make_room(window)
    window.find("Make the box", "push button")
    window.press("Help")
    window.find(FIRST, "label")
    window.find_words(r"^(999|911)$", "list item")
    check(not window.has("My people", "list item"), "her own people are asked for without a box")
    go(window, "When to ask for help")
    window.find("Panic that does not pass.", "label")
    window.key("alt+Left")
    window.wait_gone("Panic that does not pass.", "label")
    window.key("alt+Left")
    window.wait_gone(FIRST, "label")
    window.find("Make the box", "push button")
    check(not desk.box.exists(), "a box was made")
    check(not state("help-country").exists(), "a guess was written down as a choice")
    equal(window.quit(), 0)


def test_help_from_the_lid(desk):
    """By the key, with the lines of the country that was chosen, while the box stays locked."""
    desk.make_box()
    choose_country("ES")
    window = desk.window()
    make_room(window)
    window.find("Open", "push button")
    window.key("F2")
    window.find("112", "list item")
    go(window, "Somebody to talk to")
    window.find("Teléfono de la Esperanza", "label")
    window.find("Find A Helpline", "list item")
    window.key("F2")
    window.key("alt+Left")
    window.wait_gone("Teléfono de la Esperanza", "label")
    window.key("alt+Left")
    desk.unlock(window)
    equal(window.quit(), 0)


def test_her_own_corrections_count(desk):
    """A number can be mended without a new program; a bad file is told and costs nothing."""
    file = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "remember" / "help-lines.xml"
    choose_country("ES")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(CORRECTIONS)
    window = desk.window()
    make_room(window)
    window.press("Help")
    window.find("113", "list item")
    go(window, "Somebody to talk to")
    window.find("Teléfono de la Esperanza", "label")
    check(not window.has("024, línea de atención a la conducta suicida"), "what was taken away is there")
    equal(window.quit(), 0)

    file.write_text(CORRECTIONS.replace("</help-lines>", ""))
    again = desk.window()
    make_room(again)
    again.press("Help")
    again.find("112", "list item")
    go(again, "Somebody to talk to")
    again.find("Your own file with help lines could not be read. What came with Remember is shown.", "label")
    equal(again.quit(), 0)


def test_help_leads_back_to_the_letter(desk):
    window = desk.open()
    window.key("ctrl+n")
    window.fill("A letter", "Dear Luna", "text")
    before = count(window, FIRST)
    window.key("F2")
    wait_until(lambda: count(window, FIRST) == before + 1, "Help")
    window.key("alt+Left")
    wait_until(lambda: count(window, FIRST) == before, "Help to go")
    equal(window.read("A letter", "text"), "Dear Luna")
    equal(window.quit(), 0)


def test_her_people_are_kept(desk):
    """As they are written; sealed; in Help beside the lines; taken out and put back."""
    window = desk.open()
    make_room(window)
    window.key("F2")
    go(window, "My people")
    window.press("Add somebody")
    window.fill("Name", f"Ana {CANARY}", "text", "entry")
    window.fill("How they help", "listens at night", "text", "entry")
    window.fill("Number", "600 000 000", "text", "entry")
    window.find("Copy 600 000 000", "push button")
    equal(window.quit(), 0)
    equal(desk.is_anywhere(CANARY), [])

    again = desk.open()
    make_room(again)
    again.key("F2")
    go(again, "Somebody to talk to")
    again.find(f"Ana {CANARY}", "label")
    again.press("Copy 600 000 000")
    again.find("Copied.", "label")
    again.key("alt+Left")
    again.wait_gone(f"Ana {CANARY}", "label")
    go(again, "My people")
    tap(again, f"Ana {CANARY}", "label")
    tap(again, "Remove from the list", "push button")
    again.wait_gone(f"Ana {CANARY}", "label")
    again.press("Undo")
    again.find(f"Ana {CANARY}", "label")
    equal(again.quit(), 0)


def test_what_comforts_is_kept_and_chosen(desk):
    window = desk.open()
    make_room(window)
    window.key("F2")
    go(window, "What comforts me")
    window.press("Choose one for me")
    window.find("Another one", "push button")
    window.fill("Something else that comforts me", f"The {CANARY} on the roof", "text", "entry")
    tap(window, "Something else that comforts me", "text", "entry")
    window.key("Return")
    window.find(f"The {CANARY} on the roof", "label")
    equal(window.quit(), 0)
    equal(desk.is_anywhere(CANARY), [])


def test_spanish_speaks_in_two_ways(desk):
    """Tú, and usted for those who are not close; English has no such switch."""
    window = desk.window(language="es")
    make_room(window)
    window.press("Ayuda")
    go(window, "Decir que no")
    window.find("Sé que lo dices con cariño. Esa frase me duele.", "label")
    tap(window, "De usted, para quien no es de confianza", "list item")
    window.find("Sé que lo dice con cariño. Esa frase me duele.", "label")
    equal(window.quit(), 0)

    english = desk.window()
    make_room(english)
    english.press("Help")
    go(english, "Saying no")
    english.find("I know you mean well. That sentence hurts me.", "label")
    check(not english.has("For somebody who is not close"), "there is a switch for nothing")
    equal(english.quit(), 0)


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
