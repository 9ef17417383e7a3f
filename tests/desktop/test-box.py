#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The box in the real window: finding, tags, photos looked at, what was removed (TAP)."""

import sys

from desk import check, equal, run, tests_of
from driver import wait_until

ENTRY = ("entry", "text")


def fill_box(desk):
    desk.make_box()
    desk.cli("add", "letter", "--title", "The sea", "--to", "Luna", "--about", "Luna", "--on", "2009-05-02",
             "--tag", "coast", text="We went to the sea. Tu corazón iba conmigo.\n\nAnd <b>nothing</b> else.")
    desk.cli("add", "note", "--title", "Bread", "--on", "2010-01-03", text="With the seeds.")
    desk.cli("add", "object", "--title", "The hat", "--where", "Blue box", "--about", "Vera", "--tag", "coast")


def cards(window):
    """The names of the cards that are shown."""
    return [node.get_name() for node in window.nodes()
            if node.get_role_name() in ("table cell", "list item") and "." in node.get_name()]


def wait_cards(window, *beginnings):
    wait_until(lambda: sorted(name for name in cards(window)) and
               all(any(name.startswith(begin) for name in cards(window)) for begin in beginnings) and
               len(cards(window)) == len(beginnings),
               lambda: f"the cards {beginnings}, there are {cards(window)}")


def test_found_as_one_types(desk):
    fill_box(desk)
    window = desk.open()
    window.key("ctrl+2")
    wait_cards(window, "To Luna. The sea", "A note. Bread", "Blue box. The hat")
    window.key("ctrl+f")
    window.type("coraz")
    wait_cards(window, "To Luna. The sea")
    check("corazón" in window.find_words("corazón", "label"), "the place found is not shown")
    # A tag and a name are found as well, and marks of HTML are only letters.
    for words, begin in (("coast", "Blue box. The hat"), ("vera", "Blue box. The hat"), ("blue", "Blue box. The hat"),
                         ("nothing", "To Luna. The sea")):
        window.fill("Find in the box", words, *ENTRY)
        wait_until(lambda: any(name.startswith(begin) for name in cards(window)), f"“{words}”")
    window.find_words("<b>nothing</b>", "label")
    window.fill("Find in the box", "nowhere", *ENTRY)
    window.press("Show everything")
    wait_cards(window, "To Luna. The sea", "A note. Bread", "Blue box. The hat")
    equal(window.quit(), 0)


def choose(window, tabs, steps):
    """One of the choices in the popover, by the keys alone, from the one that has the focus."""
    window.key(*["Tab"] * tabs, "space")
    wait_until(lambda: any(node.get_role_name() == "list item" and node.get_parent().get_role_name() == "list"
                           for node in window.nodes()), "the choices")
    window.key(*["Down"] * steps, "Return")


def test_narrowed_by_several(desk):
    fill_box(desk)
    window = desk.open(language="es")
    window.key("ctrl+2")
    window.find("Mostrar solo algunos", "toggle button", "push button")
    window.press("Mostrar solo algunos")
    window.find("Con qué etiqueta", "combo box")
    wait_until(lambda: window.is_focused("Qué recuerdos mostrar", "combo box"), "the first choice")
    choose(window, 3, 1)
    window.find("No solo: coast", "push button")
    window.key("shift+Tab", "shift+Tab")
    choose(window, 0, 1)
    window.find("No solo: Luna", "push button")
    window.key("Escape")
    wait_cards(window, "Para Luna. The sea")
    window.press("No solo: Luna")
    wait_cards(window, "Para Luna. The sea", "Blue box. The hat")
    window.press("Mostrar todo")
    wait_cards(window, "Para Luna. The sea", "Una nota. Bread", "Blue box. The hat")
    equal(window.quit(), 0)


def test_tags_are_added_and_taken_away(desk):
    fill_box(desk)
    window = desk.open()
    window.key("ctrl+2")
    window.click_matching("^A note. Bread", "table cell")
    window.find("Its tags: none", "toggle button", "push button")
    window.press("Its tags: none")
    window.find("coast", "check box")
    window.fill("A tag of your own", "Sunday ", *ENTRY)
    window.key("Return")
    window.find("Its tags: Sunday")
    window.fill("A tag of your own", "COAST", *ENTRY)
    window.key("Return")
    window.find("Its tags: Sunday, coast")
    window.key("Tab", "Tab", "space")
    window.find("Its tags: coast")
    window.key("Escape")
    window.find("Kept")
    equal(window.quit(), 0)
    (note,) = desk.json("list", "--kind", "note")
    equal(desk.json("show", note["id"])["tags"], ["coast"])


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
