#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts every single test in one or more of Meson's testlog.json files.

A test program that speaks TAP counts once for each of its cases, any other once. A program that
crashed, timed out or ran fewer cases than it planned counts as one more failure. Skipped and failed
ones are listed with their reason, and those that a program had to try twice; the last line is
"N passed, N failed, N skipped".
"""

import json
import re
import sys

CASE = re.compile(r'^(?P<indent>\s*)(?P<no>not )?ok\b\s*\d*\s*(?:- )?(?P<name>[^#]*)(?:#\s*(?P<directive>.*))?$')
PLAN = re.compile(r'^1\.\.(?P<count>\d+)(?:\s*#\s*SKIP\s*(?P<reason>.*))?$', re.IGNORECASE)
UNSTEADY = re.compile(r'^# unsteady: (?P<name>.*), tried again$')
GOOD = {'OK', 'EXPECTEDFAIL'}


class Count:
    """What was seen: numbers, and a line for each case that did not simply pass."""

    def __init__(self):
        self.passed = 0
        self.failed = []
        self.skipped = []
        self.unsteady = []

    def add_case(self, program, match):
        """Adds one TAP line."""
        name = f"{program}: {match['name'].strip()}"
        directive = (match['directive'] or '').strip()
        if directive.upper().startswith('SKIP'):
            self.skipped.append(f"{name} ({directive[4:].strip() or 'no reason given'})")
        elif match['no'] and not directive.upper().startswith('TODO'):  # lint-allow: note, a word of TAP
            self.failed.append(name)
        else:
            self.passed += 1

    def add_tap(self, program, text):
        """Adds the cases of a TAP stream; returns whether it was one, and whole."""
        cases = 0
        planned = None
        deepest = {}
        for line in text.splitlines():
            plan = PLAN.match(line)
            if plan:
                planned = int(plan['count'])
                if planned == 0:
                    self.skipped.append(f"{program} ({(plan['reason'] or '').strip() or 'nothing to run'})")
                    return True
                continue
            unsteady = UNSTEADY.match(line)
            if unsteady:
                self.unsteady.append(f"{program}: {unsteady['name']}")
            match = CASE.match(line)
            if not match:
                continue
            depth = len(match['indent'])
            if depth == 0:
                cases += 1
            # A line that sums up deeper ones (TAP 14) is not a case itself.
            if any(deepest.pop(deeper) for deeper in list(deepest) if deeper > depth):
                continue
            deepest[depth] = True
            self.add_case(program, match)
        return planned is not None and cases == planned

    def add_program(self, entry):
        """Adds one entry of a test log."""
        program = entry['name']
        result = entry['result']
        text = entry.get('stdout') or ''
        before = len(self.failed)
        if any(PLAN.match(line) for line in text.splitlines()):
            whole = self.add_tap(program, text)
            if (result not in GOOD | {'SKIP'} or not whole) and len(self.failed) == before:
                self.failed.append(f"{program}: ended early ({result}, exit status {entry.get('returncode')})")
        elif result in GOOD:
            self.passed += 1
        elif result == 'SKIP':
            self.skipped.append(f'{program} (the program said so)')
        else:
            self.failed.append(f"{program}: {result}, exit status {entry.get('returncode')}")

    def add_log(self, path):
        """Adds a test log: one JSON value a line."""
        try:
            with open(path, encoding='utf-8') as log:
                for line in log:
                    if line.strip():
                        self.add_program(json.loads(line))
        except (OSError, ValueError) as error:
            self.failed.append(f'{path}: no test log to read ({error})')


def main(paths):
    """Prints the count of the logs named; the exit status says whether all is well."""
    count = Count()
    for path in paths:
        count.add_log(path)
    for title, lines in (('Unsteady:', count.unsteady), ('Skipped:', count.skipped), ('Failed:', count.failed)):
        if lines:
            print(title)
            for line in lines:
                print(f'  {line}')
    print(f'{count.passed} passed, {len(count.failed)} failed, {len(count.skipped)} skipped')
    return 1 if count.failed or count.passed == 0 else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
