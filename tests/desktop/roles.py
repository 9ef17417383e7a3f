# SPDX-License-Identifier: GPL-3.0-or-later
"""One name for each role, whatever release of GTK and of the accessibility bus tells it."""

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

# As Debian 13 says it: as Debian 12 does.
OLD_NAMES = {"button": "push button", "heading": "label", "grouping": "panel", "switch": "check box"}

_told = Atspi.Accessible.get_role_name


def _get_role_name(node):
    name = _told(node)
    return OLD_NAMES.get(name, name)


Atspi.Accessible.get_role_name = _get_role_name
