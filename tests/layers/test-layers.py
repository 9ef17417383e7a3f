#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-layers.py SOURCE BUILD: the walls between the layers break the build when crossed.

For every folder of src/ that is built, a one-line source is compiled with the very flags of that
folder: once harmless, which must pass, and once for each header that the layer must not know, which
must fail with the wall's sentence (or not be found, for our own headers). Then a program is linked
with the core alone: it must not reach the box.
"""

import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

WALL = 'see the layers in HACKING.md'
GONE = 'No such file or directory'
STORAGE = ['sqlite3.h', 'sodium.h']
DISPLAY = ['gtk/gtk.h', 'adwaita.h']
CALENDAR = ['libical/ical.h']
PLAYER = ['gst/gst.h']
# folder of src/: headers from outside that it must not know, and folders whose headers it must not find.
WALLS = {
    'core': (STORAGE + DISPLAY + PLAYER, ['box', 'exchange', 'model', 'ui']),
    'box': (DISPLAY + CALENDAR + PLAYER, ['exchange', 'model', 'ui']),
    'exchange': (STORAGE + DISPLAY + PLAYER, ['box', 'model', 'ui']),
    'media': (STORAGE + DISPLAY + CALENDAR + PLAYER, ['box', 'model', 'ui']),
    'player': (STORAGE + DISPLAY + CALENDAR, ['core', 'box', 'exchange', 'model', 'ui']),
    'model': (STORAGE + DISPLAY + CALENDAR + PLAYER, ['media', 'ui']),
    # The values of the box and of exchange travel up through the headers of model; ./dev lint knows which.
    'ui': (STORAGE + CALENDAR + PLAYER, []),
    'app': (STORAGE + CALENDAR + PLAYER, []),
    'cli': (STORAGE + DISPLAY + CALENDAR + PLAYER, ['media', 'ui']),
    'reminders': (STORAGE + DISPLAY + CALENDAR + PLAYER, ['box', 'exchange', 'model', 'ui']),
    'picture': (STORAGE + DISPLAY + CALENDAR + PLAYER, ['box', 'model', 'ui']),
}


class Layers:
    """The compile commands of a build folder, one for each layer."""

    def __init__(self, source, build):
        self.source = Path(source).resolve()
        self.build = Path(build).resolve()
        self.commands = {}
        for entry in json.loads((self.build / 'compile_commands.json').read_text()):
            path = (Path(entry['directory']) / entry['file']).resolve()
            if self.source / 'src' in path.parents:
                layer = path.relative_to(self.source / 'src').parts[0]
                self.commands.setdefault(layer, shlex.split(entry['command']))

    def compile(self, layer, text):
        """Whether a text compiles with a layer's flags, and what the compiler said."""
        flags, skip = [], False
        for word in self.commands[layer]:
            if skip:
                skip = False
            elif word in ('-o', '-MF', '-MQ', '-MT'):
                skip = True
            elif word not in ('-c', '-MD', '-Werror') and not word.endswith('.c'):
                flags.append(word)
        done = subprocess.run([*flags, '-fsyntax-only', '-x', 'c', '-'], input=text, cwd=self.build,
                              capture_output=True, text=True, check=False, env={'PATH': '/usr/bin:/bin', 'LC_ALL': 'C'})
        return done.returncode == 0, done.stderr

    def headers(self, folder):
        """The first of our headers in a folder of src/, if there is one."""
        return [path.name for path in sorted((self.source / 'src' / folder).glob('rem-*.h'))][:1]

    def link(self, archives):
        """Whether a program that calls the box links with these libraries, and what the linker said."""
        text = 'int rem_box_exists (const char *path);\nint main (void) { return rem_box_exists ("/"); }\n'
        libraries = subprocess.run(['pkg-config', '--libs', 'gio-unix-2.0', 'sqlite3', 'libsodium', 'libical'],
                                   capture_output=True, text=True, check=True).stdout.split()
        with tempfile.TemporaryDirectory() as folder:
            compiler = self.commands['core'][:1]
            if 'ccache' in compiler[0]:
                compiler = self.commands['core'][1:2]
            sanitize = [word for word in self.commands['core'] if word.startswith('-fsanitize')]
            done = subprocess.run([*compiler, *sanitize, '-x', 'c', '-', '-x', 'none', '-o', f'{folder}/program',
                                   *archives, *libraries],
                                  input=text, capture_output=True, text=True, check=False)
            return done.returncode == 0, done.stderr


def cases(layers):
    """(name, good, why) for each wall."""
    for layer, (foreign, folders) in WALLS.items():
        if not any((layers.source / 'src' / layer).glob('**/*.c')):
            continue
        if layer not in layers.commands:
            yield f'{layer}/is-built', False, f'no compile command for src/{layer}'
            continue
        passed, told = layers.compile(layer, '#include "config.h"\n#include <gio/gio.h>\n')
        yield f'{layer}/control', passed, told
        for header in foreign:
            passed, told = layers.compile(layer, f'#include <{header}>\n')
            yield f'{layer}/{header}', not passed and WALL in told, told or 'it compiled'
        for folder in folders:
            for header in layers.headers(folder):
                passed, told = layers.compile(layer, f'#include "{header}"\n')
                yield f'{layer}/{header}', not passed and GONE in told, told or 'it compiled'
    unknown = {path.parent.name for path in (layers.source / 'src').glob('*/meson.build')} - set(WALLS) - {'walls'}
    yield 'every-folder-has-walls', not unknown, f'add {sorted(unknown)} to WALLS'

    core = str(layers.build / 'src/core/librem-core.a')
    box = str(layers.build / 'src/box/librem-box.a')
    if (layers.source / 'src/box/rem-box.c').is_file():
        passed, told = layers.link([core])
        yield 'link/core-alone', not passed and 'rem_box_exists' in told, told or 'it linked'
        passed, told = layers.link([box, core])
        yield 'link/control', passed, told


def main(source, build):
    """Says each case as TAP."""
    number, failed = 0, 0
    for number, (name, good, why) in enumerate(cases(Layers(source, build)), 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        if not good:
            failed += 1
            print('\n'.join(f'# {line}' for line in why.splitlines()[:12]))
    print(f'1..{number}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:3]))
