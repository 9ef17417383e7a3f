# SPDX-License-Identifier: GPL-3.0-or-later
"""One name for each role and node, whatever release of GTK and of the accessibility bus tells it."""

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

# As Debian 13 says it: as Debian 12 does.
OLD_NAMES = {"button": "push button", "heading": "label", "grouping": "panel", "switch": "check box"}

_told = Atspi.Accessible.get_role_name
_told_name = Atspi.Accessible.get_name


def _get_role_name(node):
    name = _told(node)
    return OLD_NAMES.get(name, name)


def _get_name(node):
    """Debian 13 gives a status no name of its own; a screen reader reads its text."""
    name = _told_name(node)
    if not name and _told(node) == "status bar" and node.get_text_iface() is not None:
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))
    return name


Atspi.Accessible.get_role_name = _get_role_name
Atspi.Accessible.get_name = _get_name
