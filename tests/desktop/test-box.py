#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The box in the real window: finding, tags, photos looked at, what was removed (TAP)."""

import sys

from desk import PICTURES, check, equal, run, tests_of
from driver import is_in_state, wait_until

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


def choose(window, key, name, steps):
    """One of the choices in the popover, by the keys alone: the key that moves is pressed until it is there."""
    while not window.is_focused(name, "combo box"):
        window.key(key)
        wait_until(lambda: any(is_in_state(node, "focused") for node in window.nodes()), "a focus")
    window.key("space")
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
    choose(window, "Tab", "Con qué etiqueta", 1)
    window.find("No solo: coast", "push button")
    choose(window, "shift+Tab", "Sobre quién", 1)
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
    window.press("Write on")
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


def is_enabled(window, name):
    return is_in_state(window.find(name, "push button"), "sensitive")


def wait_enabled(window, name, enabled=True):
    wait_until(lambda: is_enabled(window, name) == enabled, f"“{name}” to be {'' if enabled else 'in'}sensitive")


def test_photos_are_looked_at(desk):
    """Larger and smaller, moved, turned, over the whole screen, by the keys; the file stays as it was given."""
    desk.make_box()
    files = [PICTURES / name for name in ("quarters-6.jpeg", "quarters.png", "quarters-6.webp", "quarters-6.tiff",
                                          "quarters.gif", "quarters.heic", "quarters.avif")]
    for number, path in enumerate(files):
        desk.cli("add", "photo", path, "--caption", f"Photo {path.suffix}", "--on", f"2009-05-{28 - number}")
    window = desk.open()
    window.key("ctrl+2")
    window.click_matching("^A photo, face down. 28 May", "table cell")
    for number, path in enumerate(files):
        window.wait_gone(f"Photo {path.suffix}", "image", "icon")
        if number > 0:
            window.wait_gone(f"Photo {files[number - 1].suffix}", "image", "icon")
        window.press("Turn over")
        wait_until(lambda path=path: window.has(f"Photo {path.suffix}", "image", "icon"), f"the picture of {path.name}")
        wait_enabled(window, "Larger")
        if number < len(files) - 1:
            window.press("The photo after")
    wait_enabled(window, "All of it", False)
    window.key("plus")
    wait_enabled(window, "All of it")
    # It is moved, not left.
    window.key("Left", "Up", "Right", "Down")
    window.find("Photo .avif", "image", "icon")
    window.key("r", "ctrl+plus", "minus", "0")
    wait_enabled(window, "All of it", False)
    window.key("Left")
    wait_until(lambda: window.has("A photo, face down", "label"), "the photo before, face down again")
    window.press("Turn over")
    wait_until(lambda: window.has("Photo .heic", "image", "icon"), "the photo before")
    width = window.place()[2]
    window.key("F11")
    wait_until(lambda: window.place()[2] > width, "the whole screen")
    window.key("Escape")
    wait_until(lambda: window.place()[2] == width, "the window")
    equal(window.quit(), 0)
    kept = {photo["title"] or photo["snippet"]: photo["id"] for photo in desk.json("list")}
    for path in files:
        check(desk.cli("attachment", kept[f"Photo {path.suffix}"]) == path.read_bytes(), f"{path.name} was changed")


def test_removed_put_back_and_emptied(desk):
    fill_box(desk)
    desk.cli("add", "photo", PICTURES / "quarters.png", "--on", "1999-01-01")
    window = desk.open(language="es")
    window.key("ctrl+2")
    for begin in ("^Una foto, boca abajo", "^Una nota. Bread", "^Blue box"):
        window.click_matching(begin, "table cell")
        window.find("Volver", "push button")
        window.key("alt+Left")
        window.find_words(begin, "table cell")
        wait_until(lambda: any(is_in_state(node, "focused") for node in window.nodes()
                               if node.get_role_name() == "table cell"), "the card to have the focus again")
        window.key("Delete")
        window.find_words("^(La foto|La nota|El recuerdo)", "label", "notification")
        wait_until(lambda begin=begin: not any(name.startswith(begin[1:]) for name in cards(window)), "it to go")
    desk_menu(window)
    window.find("Lo que se quitó", "list")
    wait_until(lambda: sum(name.startswith(("Una foto", "Una nota", "Un objeto"))
                           for name in cards_or_rows(window)) == 3, lambda: window.tell())
    window.press("Devolver a la caja")
    wait_until(lambda: len(cards_or_rows(window)) == 2, "one to go back")
    window.press("Vaciar…")
    window.find("Dejarlo", "push button")
    window.key("Return")
    wait_until(lambda: not window.has("Dejarlo", "push button"), "the question to go")
    equal(len(cards_or_rows(window)), 2)
    window.press("Vaciar…")
    window.press("Vaciar")
    window.find("Aquí no hay nada.")
    equal(window.quit(), 0)
    equal(desk.json("list", "--bin"), [])
    equal(len(desk.json("list")), 2)
    equal(desk.json("check")["whole"], True)


def test_somebody_is_put_back(desk):
    """Who was taken out of the list is among what was removed, long after the toast."""
    desk.make_box()
    desk.cli("person", "add", "Luz")
    window = desk.open(language="es")
    window.key("F10")
    window.find("A quién recuerdo", "menu item")
    window.key("q")
    window.click("Luz", "list item")
    window.press("Quitar de la lista")
    window.wait_gone("Luz", "list item")
    window.key("alt+Left")
    window.wait_gone("Añadir a alguien", "push button")
    window.key("ctrl+2")
    desk_menu(window)
    window.find_words("^Alguien a quien recuerdas. Luz", "list item")
    window.press("Devolver a la caja")
    wait_until(lambda: not any(node.get_name().startswith("Alguien a quien") for node in window.nodes()), "the row to go")
    equal(window.quit(), 0)
    equal([person["name"] for person in desk.json("person", "list")], ["Luz"])


def desk_menu(window):
    """The page of what was removed, from the menu of the box, by the keys."""
    window.press("Más de la caja")
    window.find("Lo que se quitó", "menu item")
    window.key("Down")
    wait_until(lambda: any("quitó" in node.get_name() and is_in_state(node, "focused") for node in window.nodes()),
               lambda: f"the menu\n{window.tell()}")
    window.key("Return")


def cards_or_rows(window):
    """The rows of what was removed."""
    return [node.get_name() for node in window.descend("Lo que se quitó", "list")
            if node.get_role_name() in ("list item", "table cell") and node.get_name()]


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
