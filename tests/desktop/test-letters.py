#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The endings of a letter, the marks, and whom it is about."""

import pathlib
import subprocess
import sys

from desk import Skip, check, equal, run, tests_of
from driver import Atspi, locale_of, wait_until, walk

GIVER = pathlib.Path(__file__).with_name("giver.py")
WORDS = "I waited for the snow with you: zarzamora."
MORNING = "2026-11-22T08:00:00Z"
A_YEAR_LATER = "2027-11-23T08:00:00Z"
SEALED_CARD = "A letter, sealed until 22 November 2027. To Luna"


def choose(window, menu, entry, letter):
    """An entry of one of the menus of a page, by its letter."""
    window.press(menu)
    window.find(entry, "menu item")
    window.key(letter)


def write_letter(window, words=WORDS):
    window.key("ctrl+n")
    window.fill("To", "Luna", "text")
    window.fill("A letter", words, "text")
    window.find("Kept", "status bar")


def test_a_letter_rests_until_its_day(desk):
    """It shows its day and none of its words, is offered on that day and opened by the person."""
    window = desk.open(clock=MORNING)
    write_letter(window)
    choose(window, "More", "Seal until a day…", "s")
    window.find_words("^Its words rest until Monday, 22 November 2027", "label")
    window.press("Seal the letter")
    window.find("Sealed until 22 November 2027", "label")
    wait_until(lambda: "zarzamora" not in window.all_words(), "the words to go")
    window.key("alt+Left")
    window.key("ctrl+2")
    window.click(SEALED_CARD, "table cell")
    window.press("Open it before that day")
    window.press("Leave it sealed")
    window.find("Open it before that day", "push button")
    check("zarzamora" not in window.all_words(), "the sealed letter tells of its words")
    equal(window.quit(), 0)
    (letter,) = desk.json("list")
    equal((letter["snippet"], desk.json("show", letter["id"])["opens"]), ("", "2027-11-22"))

    later = desk.open(clock=A_YEAR_LATER)
    later.key("ctrl+2")
    later.click(SEALED_CARD, "table cell")
    later.find_words("^The day has come", "label")
    check("zarzamora" not in later.all_words(), "it was opened by itself")
    later.press("Open the letter")
    wait_until(lambda: "zarzamora" in later.read("A letter", "text"), "the letter")
    equal(later.quit(), 0)
    equal(desk.json("show", letter["id"])["opens"], None)


def test_a_letter_is_put_away(desk):
    """It is not listed and not found, until it is asked for and taken out again."""
    window = desk.open(clock=MORNING)
    write_letter(window)
    choose(window, "More", "Put away", "a")
    window.find_words("^It was put away", "label")
    window.wait_gone("A letter", "text")
    equal(desk_list(window), [])
    choose(window, "More of the box", "What was put away", "a")
    window.click("To Luna", "list item")
    wait_until(lambda: "zarzamora" in window.read("A letter", "text"), "the letter")
    choose(window, "More", "Take out again", "o")
    window.find_words("^It lies with the others", "label")
    window.key("alt+Left")
    window.find("Nothing is here.", "label")
    window.key("alt+Left")
    window.find_words("^To Luna", "table cell")
    equal(window.quit(), 0)
    equal([letter["kind"] for letter in desk.json("search", "zarzamora")], ["letter"])


def desk_list(window):
    """The cards of the box."""
    window.key("ctrl+2")
    window.find("More of the box", "toggle button", "push button")
    return [node.get_name() for node in window.nodes()
            if node.get_role_name() == "table cell" and "Luna" in node.get_name()]


def prompt_of(window):
    """The words to begin from that are shown."""
    another = window.find(window.words("Another", "prompt"), "push button")
    return next((node.get_name() for node in walk(another.get_parent().get_parent())
                 if node.get_role_name() == "status bar"), None)


def begin_from_words(window, menu, entry, letter, paper):
    """They come when they are asked for, one at a time, go again, and are never written by themselves."""
    window.key("ctrl+n")
    window.find(paper, "text")
    check(not window.has(window.words("Another", "prompt")), "there are words that nobody asked for")
    choose(window, menu, entry, letter)
    seen = [wait_until(lambda: prompt_of(window), "words to begin from")]
    for _ in range(3):
        window.press(window.words("Another", "prompt"))
        seen.append(wait_until(lambda: prompt_of(window) not in seen and prompt_of(window), "other words"))
    check(all(words.endswith(".") for words in seen), seen)
    equal(window.read(paper, "text"), "")
    window.press(window.words("None", "prompt"))
    window.wait_gone(window.words("Another", "prompt"), "push button")
    window.wait_focused(paper, "text")
    equal(window.quit(), 0)


def test_words_to_begin_from(desk):
    begin_from_words(desk.open(clock=MORNING), "More", "Words to begin from", "w", "A letter")


def test_words_to_begin_from_in_spanish(desk):
    if locale_of("es") is None:
        raise Skip("this computer has no Spanish locale")
    begin_from_words(desk.open(clock=MORNING, language="es"), "Más", "Una frase para empezar", "e", "Una carta")


def test_tags_are_told_where_there_are_some(desk):
    """Who reads a letter without tags is not told that there are none."""
    desk.make_box()
    for words, tags in (("plain", ()), ("tagged", ("--tag", "snow"))):
        desk.cli("add", "letter", "--title", words, *tags, text=words)
    window = desk.open(clock=MORNING)
    window.key("ctrl+2")
    window.click_matching("plain", "table cell")
    window.find("Write on", "push button")
    check(not window.has("No tags"), "it is told of no tags")
    window.press("Write on")
    window.find("No tags", "label")
    window.key("alt+Left")
    window.click_matching("tagged", "table cell")
    window.find("snow", "label")
    equal(window.quit(), 0)


def formats_of_clipboard():
    """In what forms something lies there, as another program sees it."""
    return subprocess.run([sys.executable, "-B", GIVER, "tell"], capture_output=True, check=True, text=True).stdout.split()


def test_copied_words_are_marked_as_private(desk):
    """A program that keeps a history of the clipboard is asked to leave them out."""
    window = desk.open(clock=MORNING)
    write_letter(window)
    for key in ("ctrl+c", "ctrl+x"):
        window.click("A letter", "text")
        window.key("ctrl+a")
        wait_until(lambda: Atspi.Text.get_n_selections(window.find("A letter", "text")) > 0, "all to be selected")
        window.key(key)
        wait_until(lambda: "x-kde-passwordManagerHint" in formats_of_clipboard(), "the hint")
        check("text/plain;charset=utf-8" in formats_of_clipboard(), "there are no words")
        window.key("ctrl+v")
        wait_until(lambda: window.read("A letter", "text") == WORDS, "the words to be back")
    equal(window.quit(), 0)


def test_marks_by_keys_and_tools(desk):
    """Markdown is what is kept."""
    window = desk.open(clock=MORNING)
    window.key("ctrl+n")
    window.find("A letter", "text")
    window.type("plums")
    window.key("ctrl+shift+l")
    window.key("End", "Return")
    window.type("pears")
    window.key("ctrl+a", "ctrl+b")
    wait_until(lambda: window.read("A letter", "text") == "- **plums**\n- **pears**", "bold lines")
    window.key("ctrl+z")
    wait_until(lambda: window.read("A letter", "text") == "- plums\n- pears", "the step before")
    window.press("Tools for writing")
    window.find("List", "push button")
    window.key("ctrl+a")
    wait_until(lambda: Atspi.Text.get_n_selections(window.find("A letter", "text")) > 0, "all to be selected")
    window.press("List")
    wait_until(lambda: window.read("A letter", "text") == "plums\npears", "no list")
    window.press("Heading")
    wait_until(lambda: "## pears" in window.read("A letter", "text"), "a heading")
    equal(window.quit(), 0)


def test_who_is_remembered(desk):
    """Somebody without a name, the words for them, and a letter about them."""
    window = desk.open(clock=MORNING)
    window.key("F10")
    window.find("Who I remember", "menu item")
    window.key("w")
    window.press("Add somebody")
    window.find("Name, nickname, or none", "text")
    window.choose("For what happened, say", 1, "the death")
    window.find_words("The day your baby died", "label")
    window.fill("Name, nickname, or none", "Luz", "text")
    window.find_words("“The day Luz died”", "label")
    wait_until(lambda: window.has("Luz", "list item"), "the name")
    window.key("alt+Left")
    window.wait_gone("Add somebody", "push button")
    window.key("ctrl+n")
    window.fill("A letter", WORDS, "text")
    window.press("About…")
    window.find("Luz", "check box")
    window.wait_focused("Luz", "check box")
    window.key("space")
    window.find("About Luz", "push button", "toggle button")
    window.key("Escape")
    window.find("Kept", "status bar")
    equal(window.quit(), 0)
    (person,) = desk.json("person", "list")
    equal(person["name"], "Luz")
    equal([letter["about"] for letter in desk.json("search", "luz")], [["Luz"]])


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
