# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks of every file's form: licence line, length, whitespace, paths, notes to ourselves."""

import re

from tree import Finding, line_at

# Tests are tables, and may be longer.
MAX_LINES = {'src': 600, 'build-aux': 600, 'tests': 1200}
LICENSED = ('*.c', '*.h', '*.py', '*.sh', '*.ui', '*.css', '*.build', '*.supp', '*.xml', '*.svg', '*.desktop',
            '*.in', '*.1', '*.8', 'meson_options.txt', 'dev', 'run', 'with-display')
LICENCE = 'SPDX-License-Identifier: '
# Spelled in two halves so that this file does not find itself.
NOTES = re.compile(r'\b(?:TO' r'DO|FIX' r'ME|XX' r'X)\b(?!\s*\(?#\d+)')


def check_licence(tree):
    """Says which licence it is under, at the top."""
    for name in tree.files(*LICENSED):
        text = tree.text(name)
        if text is None or name.startswith('tests/data/'):
            continue
        lines = text.split('\n')
        head = lines[:1] if name.endswith(('.c', '.h')) else lines[:3]
        if not any(LICENCE in line for line in head):
            yield Finding(name, 1, 'licence', 'no licence line', f'start the file with "{LICENCE}GPL-3.0-or-later"')


def check_length(tree):
    """One noun a file: a file stays readable."""
    for name in tree.files('*.c', '*.h', '*.py', '*.ui', '*.css'):
        length = (tree.text(name) or '').count('\n')
        limit = MAX_LINES.get(name.split('/', 1)[0], 600)
        if length > limit:
            yield Finding(name, length, 'length', f'{length} lines, {limit} at most', 'split it by its nouns')


def check_whitespace(tree):
    """No trailing blanks, tabs in C, carriage returns, or a missing last newline."""
    for name in tree.files():
        text = tree.text(name)
        if not text or name == 'COPYING' or name.startswith('tests/data/') or name.endswith(('.patch', '.svg', '.ics')):
            continue
        for number, line in enumerate(text.split('\n'), 1):
            if line != line.rstrip():
                yield Finding(name, number, 'whitespace', 'blanks at the end of the line', 'remove them')
            elif '\t' in line and name.endswith(('.c', '.h')):
                yield Finding(name, number, 'whitespace', 'a tab', 'indent with spaces (clang-format -i)')
        if not text.endswith('\n'):
            yield Finding(name, text.count('\n') + 1, 'whitespace', 'no newline at the end', 'add one')


def machine_paths(tree):
    """A pattern for the folders of a developer's machine, this one's included."""
    parts = [r'/home/[a-z][\w.-]*/', r'/Users/[A-Za-z][\w.-]*/', r'/(?:root)/']
    here = tree.root
    parts.append(re.escape(f'{here}/'))
    if here.parent.name not in {'', 'tmp', 'src', 'build', 'data', 'tests', 'home', 'root', 'opt', 'usr'}:
        parts.append(re.escape(f'{here.parent}/'))
    return re.compile(r'(?<![\w.})-])(?:' + '|'.join(parts) + ')')


def check_paths(tree):
    """No path of the machine that a file happened to be written on."""
    pattern = machine_paths(tree)
    for name in tree.files():
        text = tree.text(name)
        if text is None or name == '.gitignore':
            continue
        for match in pattern.finditer(text):
            line = line_at(text, match.start())
            if not tree.is_waived(name, line, 'machine-path'):
                yield Finding(name, line, 'machine-path', f'{match.group()} is a path of one machine',
                              'name it relative to the tree, or ask the environment')


def check_notes(tree):
    """A note for later needs an issue, or it is forgotten."""
    for name in tree.files('*.c', '*.h', '*.py', '*.ui', '*.css', '*.build', '*.sh', '*.md', 'dev', 'run'):
        text = tree.text(name) or ''
        for match in NOTES.finditer(text):
            line = line_at(text, match.start())
            if not tree.is_waived(name, line, 'note'):
                yield Finding(name, line, 'note', f'{match.group()} without an issue number',
                              'do it now, or write the number after it: (#12)')


def check_built(tree):
    """Every source is built: a file that no meson.build names is dead, or was lost in a merge."""
    named = '\n'.join(tree.text(name) or '' for name in tree.files('meson.build'))
    for name in tree.files('*.c', under=['src', 'tests']):
        stem = re.escape(name.rsplit('/', 1)[-1][:-2])
        # Tests are listed by the middle of their names: 'vfs' for test-vfs.c.
        short = stem.removeprefix('test\\-')
        if not re.search(rf"['/]{stem}\.c'", named) and not (name.startswith('tests/') and re.search(rf"['\"](?:\w+-)?{short}['\"]", named)):
            yield Finding(name, 1, 'unbuilt', 'no meson.build names it', 'list it in the one of its folder, or remove it')


CHECKS = [check_licence, check_length, check_whitespace, check_paths, check_notes, check_built]
