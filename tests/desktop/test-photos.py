#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A photo comes into the box by the button, by dropping and by pasting, byte for byte, and leaves no
trace outside."""

import os
import pathlib
import shutil
import subprocess
import sys

from desk import PICTURES, Skip, check, equal, run, tests_of
from driver import Atspi, is_in_state, locale_of, text_of, wait_until, x

GIVER = pathlib.Path(__file__).with_name("giver.py")
NAME = "quarters-unmistakable.jpeg"
KEPT = "The photo is in the box."


def take_photo(desk, source="quarters-6.jpeg", name=NAME):
    """A picture among the person's own files."""
    path = desk.temporary / name
    shutil.copy(PICTURES / source, path)
    return path


def start_giver(desk, window, *arguments):
    """The other program, once it has something to give; its window's id."""
    giver = desk.run(sys.executable, "-B", GIVER, *arguments, stdout=subprocess.PIPE, text=True)
    equal(giver.stdout.readline(), "ready\n")
    found = wait_until(lambda: x("search", "--onlyvisible", "--name", "^giver$").split(), "the other window")
    window.activate()
    return found[-1]


def check_kept(desk, *paths):
    """What came out of the box is what went in, and there is nothing else in it."""
    photos = desk.json("list")
    equal([photo["kind"] for photo in photos], ["photo"] * len(paths))
    kept = {}
    for photo in photos:
        (attachment,) = desk.json("show", photo["id"])["attachments"]
        kept[attachment["name"]] = desk.cli("attachment", photo["id"])
    for path in paths:
        check(kept[path.name] == path.read_bytes(), f"{path.name} is not as it was given")


def check_no_trace(desk, name=NAME):
    """Neither the list of recent files nor a thumbnail nor anything else tells of it."""
    equal(desk.is_anywhere(name), [])
    equal(desk.is_anywhere(pathlib.Path(name).stem), [])
    for folder in ("XDG_CACHE_HOME", "HOME"):
        for path in pathlib.Path(os.environ[folder]).rglob("*"):
            check("thumbnails" not in path.parts, f"there is a thumbnail: {path}")


def find_dialog(title="Add photos to the box"):
    """The window of GTK's file dialog."""
    return x("search", "--onlyvisible", "--name", f"^{title}$").split()


def test_by_the_button(desk):
    """GTK's own dialog: nothing of the desktop's portal takes part here."""
    photo = take_photo(desk)
    window = desk.open()
    window.press("Add a photo")
    (dialog,) = wait_until(find_dialog, "the dialog")
    wait_until(lambda: x("getactivewindow").strip() == dialog, "the dialog to be active")
    window.key("ctrl+l")
    entry = wait_until(lambda: next((node for node in window.nodes() if node.get_role_name() == "text"
                                     and is_in_state(node, "focused")), None), "the entry for a path")
    Atspi.EditableText.set_text_contents(entry, str(photo))
    wait_until(lambda: text_of(entry) == str(photo), "the path")
    window.key("Return")
    # The tree is left alone until the dialog is gone: GTK 4.8 does not bear to be read meanwhile.
    wait_until(lambda: not find_dialog(), "the dialog to go")
    wait_until(lambda: [path for path in (desk.box / "objects").rglob("*") if path.is_file()], "the sealed file")
    window.find_words("^A photo, face down", "table cell")
    equal(window.quit(), 0)
    check_kept(desk, photo)
    check_no_trace(desk)


def save_without_place(desk, photo, language, names):
    """A copy of a photo outside, by the menu and GTK's own dialog."""
    card, menu, entry, letter, title, leave_out, save, told = names
    pictures = pathlib.Path(os.environ["HOME"]) / "outside"
    pictures.mkdir(exist_ok=True)
    (pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "user-dirs.dirs").write_text(f'XDG_PICTURES_DIR="{pictures}"\n')
    window = desk.open(language=language)
    window.key("ctrl+2")
    window.find_words(card, "table cell")
    window.click_matching(card, "table cell")
    window.press(menu)
    window.find(entry, "menu item")
    window.key(letter)
    (dialog,) = wait_until(lambda: find_dialog(title), "the dialog")
    wait_until(lambda: x("getactivewindow").strip() == dialog, "the dialog to be active")
    box = window.find(leave_out, "check box")
    extents = box.get_extents(Atspi.CoordType.WINDOW)
    x("mousemove", "--window", dialog, extents.x + 10, extents.y + extents.height // 2, "click", 1)
    wait_until(lambda: is_in_state(box, "checked"), "the box to be ticked")
    window.press(save)
    wait_until(lambda: not find_dialog(title), "the dialog to go")
    window.find(told)
    equal(window.quit(), 0)
    (saved,) = pictures.iterdir()
    check(b"2011:03:04" in photo.read_bytes(), "the photo says nothing")
    check(b"2011:03:04" not in saved.read_bytes(), "the day is in the copy")
    equal(pixels_of(desk, saved.read_bytes()), pixels_of(desk, photo.read_bytes()))
    shutil.rmtree(pictures)
    check_no_trace(desk)


def test_saved_without_place(desk):
    photo = take_photo(desk)
    desk.make_box()
    desk.cli("add", "photo", photo)
    save_without_place(desk, photo, "en", (
        "^A photo, face down", "More", "Save a copy…", "s", "Save a copy that anyone can read",
        "Leave out place and camera data", "Save",
        "A readable copy without place and camera data is in “outside” now."))


def test_saved_without_place_in_spanish(desk):
    if locale_of("es") is None:
        raise Skip("this computer has no Spanish locale")
    photo = take_photo(desk)
    desk.make_box()
    desk.cli("add", "photo", photo)
    save_without_place(desk, photo, "es", (
        "^Una foto, boca abajo", "Más", "Guardar una copia…", "g", "Guardar una copia que cualquiera puede leer",
        "Quitar los datos de lugar y de cámara", "Guardar",
        "Ahora hay una copia legible, sin datos de lugar ni de cámara, en «outside»."))


def test_by_pasting_files(desk):
    photos = [take_photo(desk), take_photo(desk, "quarters.heic", "second-unmistakable.heic")]
    window = desk.open()
    start_giver(desk, window, "copy-files", *photos)
    window.key("ctrl+v")
    window.find("The photos are in the box.")
    equal(window.quit(), 0)
    check_kept(desk, *photos)
    check_no_trace(desk)
    check_no_trace(desk, photos[1].name)


def test_by_pasting_a_picture(desk):
    """Pixels without a file are kept as a PNG."""
    photo = take_photo(desk, "quarters.png", "pixels.png")
    window = desk.open()
    start_giver(desk, window, "copy-picture", photo)
    window.key("ctrl+v")
    window.find(KEPT)
    equal(window.quit(), 0)
    (kept,) = desk.json("list")
    (attachment,) = desk.json("show", kept["id"])["attachments"]
    equal((attachment["name"], attachment["media_type"]), ("picture.png", "image/png"))
    data = desk.cli("attachment", kept["id"])
    check(data.startswith(b"\x89PNG\r\n"), "it is no PNG")
    equal(pixels_of(desk, data), pixels_of(desk, photo.read_bytes()))


def pixels_of(desk, data):
    """What a picture shows, whatever its file looks like."""
    path = desk.temporary / "compared.png"
    path.write_bytes(data)
    done = subprocess.run(["convert", f"{path}", "-depth", "8", "rgba:-"], capture_output=True, check=True)
    return done.stdout


def test_by_dropping(desk):
    photo = take_photo(desk)
    window = desk.open()
    giver = start_giver(desk, window, "drag-files", photo)
    drag(window, giver)
    window.find(KEPT)
    equal(window.quit(), 0)
    check_kept(desk, photo)
    check_no_trace(desk)


def drag(window, giver):
    """From the other program's window to the middle of ours, as a hand does."""
    x("windowactivate", "--sync", giver)
    x("windowmove", "--sync", giver, 0, 0)
    values = dict(line.split("=") for line in x("getwindowgeometry", "--shell", giver).split())
    left, top = int(values["X"]) + int(values["WIDTH"]) // 2, int(values["Y"]) + int(values["HEIGHT"]) // 2
    window_left, window_top, width, height = window.place()
    right, bottom = window_left + width // 2, window_top + height // 2
    x("mousemove", left, top, "mousedown", 1)
    for step in range(1, 21):
        x("mousemove", left + (right - left) * step // 20, top + (bottom - top) * step // 20)
    wait_until(lambda: x("mousemove", right + 1, bottom, "mousemove", right, bottom)
               or x("search", "--onlyvisible", "--name", "^would be taken$"), "the drop to be welcome")
    x("mouseup", 1)


def test_what_is_no_picture_is_a_document(desk):
    """Whatever it is called; but a folder is nothing that can be kept as it is."""
    path = desk.temporary / "words.jpeg"
    path.write_text("not a picture")
    folder = desk.temporary / "folder"
    folder.mkdir()
    window = desk.open()
    start_giver(desk, window, "copy-files", path, folder)
    window.key("ctrl+v")
    window.find("The document is in the box.")
    window.find("A folder cannot be kept as it is. It was left where it is; the files in it can be added.")
    equal(window.quit(), 0)
    equal([(kept["kind"], kept["title"]) for kept in desk.json("list")], [("document", "words")])


def paste_beside_letter(desk, language, paper, told):
    photo = take_photo(desk, "quarters.png", "pixels.png")
    desk.make_box()
    desk.cli("person", "add", "Luna")
    desk.cli("add", "letter", "--title", "Snow", "--about", "Luna", "--on", "2009-21", text="snow")
    window = desk.open(language=language)
    start_giver(desk, window, "copy-picture", photo)
    window.key("ctrl+2")
    window.click_matching("Snow", "table cell")
    window.find(paper, "text")
    window.key("e")
    window.find(window.words("Title"), "text")
    window.key("ctrl+v")
    window.find(told)
    equal(window.read(paper, "text"), "snow")
    equal(window.quit(), 0)
    (kept,) = desk.json("list", "--kind", "photo")
    equal((kept["about"], kept["day"], kept["precision"]), (["Luna"], "2009-21", "season"))
    (letter,) = desk.json("list", "--kind", "letter")
    equal(desk.json("show", letter["id"])["text"], "snow")


def test_a_picture_is_pasted_beside_a_letter(desk):
    """It becomes a photo about the same ones and of the same day; the letter stays as it is, and in view."""
    paste_beside_letter(desk, "en", "A letter", KEPT)


def test_a_picture_is_pasted_beside_a_letter_in_spanish(desk):
    if locale_of("es") is None:
        raise Skip("this computer has no Spanish locale")
    paste_beside_letter(desk, "es", "Una carta", "La foto está en la caja.")


def test_words_are_pasted_where_words_are_written(desk):
    window = desk.open()
    start_giver(desk, window, "copy-words", "Dear", "Luna")
    window.key("ctrl+n")
    window.find("A letter", "text")
    window.key("ctrl+v")
    wait_until(lambda: window.read("A letter", "text") == "Dear Luna", "the words")
    equal(window.quit(), 0)
    equal([letter["kind"] for letter in desk.json("list")], ["letter"])


if __name__ == "__main__":
    sys.exit(run(tests_of(dict(globals())), sys.argv[1]))
