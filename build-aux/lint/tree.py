# SPDX-License-Identifier: GPL-3.0-or-later
"""The source tree as the checks see it, and what a check says of it."""

import fnmatch
import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import namedtuple
from pathlib import Path

# Where, which check, what is wrong, and what to do about it.
Finding = namedtuple('Finding', 'path line check message hint')

WAIVER = re.compile(r'lint-allow: (?P<check>[a-z-]+), \S')


class Tree:
    """The files under a root folder, read once; `notes` collects what could not be checked here."""

    def __init__(self, root):
        self.root = Path(root).resolve()
        self.notes = []
        self._texts = {}
        self._files = self._list_files()

    def _list_files(self):
        # Known to git, or new and not ignored; an archive without git is walked.
        try:
            listing = subprocess.run(
                ['git', '-c', 'safe.directory=*', '-C', str(self.root), 'ls-files', '-z', '-c', '-o', '--exclude-standard'],
                capture_output=True, check=True).stdout.decode()
            names = [name for name in listing.split('\0') if name]
        except (OSError, subprocess.CalledProcessError):
            names = []
            for folder, folders, files in os.walk(self.root):
                folders[:] = [name for name in folders if name not in {'.git', 'build', '__pycache__'}]
                names += [os.path.relpath(os.path.join(folder, name), self.root) for name in files]
        return sorted({name for name in names if (self.root / name).is_file()})

    def files(self, *patterns, under=None):
        """Names of the files whose last part fits a pattern, in one of the folders `under`."""
        return [name for name in self._files
                if (not patterns or any(fnmatch.fnmatch(name.rsplit('/', 1)[-1], pattern) for pattern in patterns))
                and (under is None or any(name.startswith(folder + '/') for folder in under))]

    def text(self, name):
        """The text of a file, or None if there is none or it is not UTF-8 text."""
        if name not in self._texts:
            data = (self.root / name).read_bytes() if (self.root / name).is_file() else b'\0'
            try:
                self._texts[name] = None if b'\0' in data else data.decode()
            except UnicodeDecodeError:
                self._texts[name] = None
        return self._texts[name]

    def xml(self, name):
        """The root element of a file, or None if it cannot be read; another check says so."""
        text = self.text(name)
        try:
            return None if text is None else ElementTree.fromstring(text)
        except ElementTree.ParseError:
            return None

    def line_of(self, name, words):
        """The number of the first line of a text that has the words, or 1."""
        return next((number for number, line in enumerate(self.text(name).split('\n'), 1) if words in line), 1)

    def is_waived(self, name, line, check):
        """Whether a comment on the line or just above it (two lines at most) allows this, with a reason."""
        lines = (self.text(name) or '').split('\n')
        for number in range(line - 2, line + 1):
            if 1 <= number <= len(lines):
                match = WAIVER.search(lines[number - 1])
                if match and match['check'] == check:
                    return True
        return False


def code_of(text, keep_strings=False):
    """C text with comments, and strings unless kept, blanked; lines and columns stay."""
    pattern = r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''

    def blank(match):
        found = match.group()
        if found.startswith('/*'):
            return re.sub(r'[^\n]', ' ', found)
        return found if keep_strings else found[0] + ' ' * (len(found) - 2) + found[-1]

    return re.sub(pattern, blank, text, flags=re.DOTALL)


def line_at(text, position):
    """The line number of a position in a text."""
    return text.count('\n', 0, position) + 1
