#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spanish from the first start on: real words, real dates, and nothing of the other language."""

import sys

from desk import PASSPHRASE, Skip, check, equal, run, tests_of
from driver import locale_of

MORNING = "2026-11-22T08:00:00Z"
LETTER = "Querida Luna: hoy nevó y pensé en ti. ¿Te habría gustado el ñandú?"


def check_all_translated(window):
    """No sentence of the program that has a Spanish form is shown in its English one."""
    catalogue = window.translate._catalog  # pylint: disable=protected-access
    for words in window.all_words().split("\n"):
        spanish = catalogue.get(words)
        check(not words or spanish is None or spanish == words, f"“{words}” is not in Spanish")


def test_spanish(desk):
    """The first start, a letter, the box, a date, the lock."""
    if locale_of("es") is None:
        raise Skip("this computer has no Spanish locale")
    window = desk.window(language="es", clock=MORNING)
    window.find("Crear la caja", "push button")
    check_all_translated(window)
    window.press("Crear la caja")
    window.find("La caja necesita una contraseña, para que nadie más pueda abrirla.", "alert", "label")
    window.fill("Contraseña", PASSPHRASE)
    window.fill("La misma, otra vez", PASSPHRASE)
    window.press("Crear la caja")
    window.find("Ya lo tengo apuntado", "push button")
    check_all_translated(window)
    window.press("Ya lo tengo apuntado")

    window.find("Escribir una carta", "push button")
    window.find_words(r"^[Dd]omingo,\s22 de noviembre$", "label")
    places = [node.get_name() for node in window.descend("Lugares", "list") if node.get_role_name() == "list item"]
    equal(places[:3], ["Hoy", "Caja", "Fechas"])
    check_all_translated(window)
    equal(window.title(), "Remember")

    window.press("Escribir una carta")
    window.fill("Para", "Luna", "text")
    window.fill("Una carta", LETTER, "text")
    window.find("Guardado", "status bar")
    check_all_translated(window)
    window.key("alt+Left")
    window.wait_gone("Para", "text")
    window.key("ctrl+2")
    window.find("Para Luna", "label")
    check_all_translated(window)

    window.key("ctrl+3", "ctrl+d")
    window.find("Cómo la llamas", "text")
    check_all_translated(window)
    window.key("alt+Left")

    window.lock()
    window.find("Usar el código de recuperación", "push button")
    check_all_translated(window)
    window.fill("Contraseña", "otra cosa")
    window.press("Abrir")
    window.find_words("^Esta no es la contraseña de esta caja", "alert", "label")
    desk.unlock(window)
    equal(window.quit(), 0)
    equal([letter["snippet"] for letter in desk.json("search", "nandu")], [LETTER])


def test_spanish_dates(desk):
    if locale_of("es") is None:
        raise Skip("this computer has no Spanish locale")
    desk.make_box()
    desk.cli("date", "add", "--label", "El día de Luna", "--on", "2024-02-29", "--repeat", "yearly",
             "--leap-day", "before")
    desk.cli("date", "add", "--label", "Solo una vez", "--on", "2026-12-24")
    window = desk.window(language="es", clock=MORNING)
    desk.unlock(window)
    window.key("ctrl+3")
    row = window.find_words("^El día de Luna", "list item")
    check("28 de febrero" in row, row)
    check("jueves, 24 de diciembre" in window.find_words("^Solo una vez", "list item").lower(), window.tell())
    window.find_words("^[Dd]iciembre", "label")
    check_all_translated(window)


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
