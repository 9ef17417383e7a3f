# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that other programs make: formatting, shell, desktop entry, metainfo, man pages, syntax."""

import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree

from tree import Finding

FORMAT_VERSION = 14
# Opinions of appstreamcli that do not hold here: the program has no page on the web.
METAINFO_OPINIONS = ('url-homepage-missing',)


def run(tree, *command, **environment):
    """The exit status and all output of a program, run in the tree."""
    done = subprocess.run(command, cwd=tree.root, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
                          env={**os.environ, 'LC_ALL': 'C.UTF-8', **environment})
    return done.returncode, done.stdout + done.stderr


def findings_in(output, check, hint, pattern=r'^(?P<file>[^\s:]+):(?P<line>\d+):(?:\d+:)?\s*(?P<what>.*)$'):
    """A finding for each line of a program's output that names a place."""
    for match in re.finditer(pattern, output, re.MULTILINE):
        yield Finding(match['file'], int(match['line']), check, match['what'], hint)


def missing(tree, check, program, names):
    """Whether a program is not here (which is noted if there was something to check)."""
    if shutil.which(program):
        return False
    if names:
        tree.notes.append(f'{check}: not checked, {program} is not installed')
    return True


def formatter(tree):
    """The clang-format whose output is the house form, or None with a note."""
    for program in (f'clang-format-{FORMAT_VERSION}', 'clang-format'):
        if shutil.which(program):
            match = re.search(r'version (\d+)', run(tree, program, '--version')[1])
            if match and int(match[1]) == FORMAT_VERSION:
                return program
    tree.notes.append(f'format: not checked, clang-format {FORMAT_VERSION} is not here and others format differently')
    return None


def check_format(tree):
    """C code has the form of .clang-format."""
    names = tree.files('*.c', '*.h', under=['src', 'tests'])
    program = formatter(tree) if names else None
    if program:
        _, output = run(tree, program, '--dry-run', '-Werror', *names)
        seen = set()
        for finding in findings_in(output, 'format', f'{program} -i FILE'):
            if (finding.path, finding.line) not in seen and 'error:' in finding.message:
                seen.add((finding.path, finding.line))
                yield finding._replace(message='not in the house form')


def scripts(tree, *interpreters):
    """Names of the files whose first line calls one of the interpreters."""
    pattern = re.compile(r'#!\S*(?:/|/env )(?:' + '|'.join(interpreters) + r')\b')
    return [name for name in tree.files() if pattern.match((tree.text(name) or '')[:80])]


def check_shell(tree):
    """Shell scripts pass shellcheck."""
    names = sorted(set(tree.files('*.sh')) | set(scripts(tree, 'sh', 'bash', 'dash')))
    if names and not missing(tree, 'shell', 'shellcheck', names):
        _, output = run(tree, 'shellcheck', '--format=gcc', *names)
        yield from findings_in(output, 'shell', 'see the SC number, or write why with "# shellcheck disable=..."')


def check_python(tree):
    """Python scripts compile."""
    for name in sorted(set(tree.files('*.py')) | set(scripts(tree, 'python3'))):
        try:
            compile(tree.text(name) or '', name, 'exec')
        except SyntaxError as error:
            yield Finding(name, error.lineno or 1, 'python', str(error.msg), 'mend the syntax')


def check_data(tree):
    """XML and JSON files can be read."""
    for name in tree.files('*.ui', '*.xml', '*.svg', '*.gresource.xml'):
        try:
            xml.etree.ElementTree.fromstring(tree.text(name) or '')
        except xml.etree.ElementTree.ParseError as error:
            yield Finding(name, error.position[0], 'data', str(error), 'mend the XML')
    for name in tree.files('*.json'):
        try:
            json.loads(tree.text(name) or '')
        except ValueError as error:
            yield Finding(name, getattr(error, 'lineno', 1), 'data', str(error), 'mend the JSON')


def check_desktop(tree):
    """Desktop entries are valid."""
    names = tree.files('*.desktop')
    if not missing(tree, 'desktop', 'desktop-file-validate', names):
        for name in names:
            status, output = run(tree, 'desktop-file-validate', '--warn-kde', name)
            for line in output.splitlines():
                if status != 0 or 'warning' in line:
                    yield Finding(name, 1, 'desktop', line.removeprefix(f'{name}: '), 'see the desktop entry specification')


def check_metainfo(tree):
    """The software centre's page is valid."""
    names = tree.files('*.metainfo.xml')
    if not missing(tree, 'metainfo', 'appstreamcli', names):
        for name in names:
            # Only what is wrong fails; an opinion on wording is told by --pedantic and does not.
            status, output = run(tree, 'appstreamcli', 'validate', '--no-net', '--pedantic', '--no-color', name)
            for match in re.finditer(r'^[EW]: ([^\n]*)', output, re.MULTILINE):
                if match[1].split()[-1] in METAINFO_OPINIONS:
                    continue
                line = re.search(r':(\d+):', match[1])
                yield Finding(name, int(line[1]) if line else 1, 'metainfo', match[1], 'see appstreamcli explain TAG')
            if status != 0 and not re.search(r'^[EW]: ', output, re.MULTILINE):
                yield Finding(name, 1, 'metainfo', output.strip().splitlines()[-1], 'run appstreamcli validate --explain')


def check_manual(tree):
    """Manual pages are set without a warning."""
    names = tree.files('*.1', '*.5', '*.8', under=['data'])
    if not missing(tree, 'manual', 'groff', names):
        for name in names:
            _, output = run(tree, 'groff', '-man', '-Tutf8', '-Kutf8', '-ww', '-z', name)
            yield from findings_in(output, 'manual', 'see groff_man(7)', r'^(?:troff:\s*)?(?P<file>[^\s:]+):(?P<line>\d+):\s*(?P<what>.*)$')


CHECKS = [check_format, check_shell, check_python, check_data, check_desktop, check_metainfo, check_manual]
