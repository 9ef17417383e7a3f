#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program, from which a picture comes to Remember.

    giver.py copy-files|copy-picture|drag-files|drag-picture|copy-words FILE...
    giver.py tell

It copies to the clipboard, or shows a small window from which to drag, and says "ready" once it can
give and its window has the keys: it would otherwise take them from whatever window was made active
meanwhile. While something is dragged, the window's title says whether it would be taken where it is. It goes on until it is ended. Or it tells in what forms something lies in the clipboard.
"""

import ctypes
import sys

import gi

gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, Gtk  # noqa: E402


def make_content(what, paths):
    """What is given, in the form in which a file manager or an image viewer gives it."""
    if what.endswith("picture"):
        # A viewer offers the pixels and not the file.
        with open(paths[0], "rb") as file:
            return Gdk.ContentProvider.new_for_bytes("image/png", GLib.Bytes.new(file.read()))
    if what.endswith("words"):
        return Gdk.ContentProvider.new_for_value(" ".join(paths))
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in paths])
    return Gdk.ContentProvider.new_for_value(files)


def list_targets():
    """The forms in which the clipboard is offered. GTK leaves those out that are no media types."""
    xlib = ctypes.CDLL("libX11.so.6")
    for name, result in (("XOpenDisplay", ctypes.c_void_p), ("XCreateSimpleWindow", ctypes.c_ulong),
                         ("XDefaultRootWindow", ctypes.c_ulong), ("XInternAtom", ctypes.c_ulong),
                         ("XGetAtomName", ctypes.c_char_p)):
        getattr(xlib, name).restype = result
    display = ctypes.c_void_p(xlib.XOpenDisplay(None))
    window = ctypes.c_ulong(xlib.XCreateSimpleWindow(
        display, ctypes.c_ulong(xlib.XDefaultRootWindow(display)), 0, 0, 1, 1, 0, 0, 0))
    clipboard, targets, answer = (ctypes.c_ulong(xlib.XInternAtom(display, name, 0))
                                  for name in (b"CLIPBOARD", b"TARGETS", b"ANSWER"))
    event = (ctypes.c_long * 24)()
    xlib.XConvertSelection(display, clipboard, targets, answer, window, 0)
    xlib.XNextEvent(display, event)
    kind, form = ctypes.c_ulong(), ctypes.c_int()
    count, rest, atoms = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.POINTER(ctypes.c_ulong)()
    xlib.XGetWindowProperty(display, window, answer, 0, 1024, 0, 0, ctypes.byref(kind), ctypes.byref(form),
                            ctypes.byref(count), ctypes.byref(rest), ctypes.byref(atoms))
    return [xlib.XGetAtomName(display, ctypes.c_ulong(atoms[i])).decode() for i in range(count.value)]


def tell_of_drag(source, drag, window):
    """A hand lets go when the pointer shows that it may; a test reads the title."""
    drag.connect("notify::selected-action",
                 lambda *_: window.set_title("would be taken" if drag.get_selected_action() else "giver"))


def tell_ready(window, _property):
    """Once, when the window manager has given the keys to the window."""
    window.disconnect_by_func(tell_ready)
    print("ready")


def main():
    """Runs until it is ended."""
    what, *paths = sys.argv[1:]
    if what == "tell":
        print("\n".join(list_targets()))
        return
    Gtk.init()
    content = make_content(what, paths)
    window = Gtk.Window(title="giver", default_width=200, default_height=120)
    window.set_child(Gtk.Label(label="Take it from here", hexpand=True, vexpand=True))
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY, content=content)
    source.connect("drag-begin", tell_of_drag, window)
    window.get_child().add_controller(source)
    window.connect("notify::is-active", tell_ready)
    if what.startswith("copy"):
        window.get_clipboard().set_content(content)
    sys.stdout.reconfigure(line_buffering=True)
    window.present()
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
