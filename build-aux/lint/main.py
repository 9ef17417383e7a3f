#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""main.py ROOT [CHECK...]: all checks of the source tree, or the named ones.

Prints "file:line: check: what is wrong. What to do." for each finding, and what could not be checked
on this computer. A line may be excused by a comment on it or above it: lint-allow: CHECK, REASON.
The exit status is 1 if anything was found.
"""

import sys

import data_texts
import days
import docstrings
import help_lines
import layers
import source
import tools
import translations
import words
from tree import Tree

MODULES = [source, layers, docstrings, translations, words, help_lines, days, data_texts, tools]


def find(root, only=()):
    """All findings in a tree, in the order of places, and the notes."""
    tree = Tree(root)
    findings = {finding for module in MODULES for check in module.CHECKS for finding in check(tree)
                if not only or finding.check in only}
    return sorted(findings), tree.notes


def main(arguments):
    """Prints what was found."""
    findings, notes = find(arguments[0], arguments[1:])
    for finding in findings:
        print(f'{finding.path}:{finding.line}: {finding.check}: {finding.message}. Hint: {finding.hint}.')
    for note in notes:
        print(f'note: {note}')
    print('lint: nothing found' if not findings else f'lint: {len(findings)} findings')
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
