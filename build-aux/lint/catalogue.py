# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads gettext catalogues, and makes the template from the sources as Meson's target does."""

import os
import re
import subprocess
import tempfile
from collections import namedtuple

# One message. `key` is (context, text, plural); `line` is where it stands in its file.
Message = namedtuple('Message', 'key translations flags obsolete references line')

KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3', 'dgettext:2']
ESCAPES = {'n': '\n', 't': '\t', '"': '"', '\\': '\\', 'r': '\r'}


def unquote(line):
    """The text between the quotes of a catalogue's line."""
    inner = line[line.index('"') + 1:line.rindex('"')]
    return re.sub(r'\\(.)', lambda match: ESCAPES.get(match[1], match[1]), inner)


def parse(text):
    """The messages of a catalogue, without its header."""
    messages = []
    fields, flags, references, obsolete, start, current = {}, set(), [], False, 0, None

    def finish():
        if fields.get('msgid'):
            key = (fields.get('msgctxt'), fields['msgid'], fields.get('msgid_plural'))
            translations = [value for name, value in fields.items() if name.startswith('msgstr')]
            messages.append(Message(key, translations, frozenset(flags), obsolete, tuple(references), start))

    for number, line in enumerate(text.split('\n'), 1):
        if line.startswith('#~'):
            obsolete_line, line = True, line[2:].lstrip()
        else:
            obsolete_line = False
        if line.startswith('#') or not line.strip():
            if current and current.startswith('msgstr'):
                finish()
                fields, flags, references, current = {}, set(), [], None
            if line.startswith('#,'):
                flags |= {flag.strip() for flag in line[2:].split(',')}
            elif line.startswith('#:'):
                references += line[2:].split()
            continue
        match = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+"', line)
        if match:
            if match[1] in ('msgctxt', 'msgid') and current and current.startswith('msgstr'):
                finish()
                fields, flags, references = {}, set(), []
            if match[1] in ('msgctxt', 'msgid') and 'msgid' not in fields:
                start, obsolete = number, obsolete_line
            current = match[1]
            fields[current] = unquote(line)
        elif line.startswith('"') and current:
            fields[current] += unquote(line)
    finish()
    return messages


def listed(tree):
    """The files that po/POTFILES names, with their lines."""
    text = tree.text('po/POTFILES') or ''
    return [(line.strip(), number) for number, line in enumerate(text.split('\n'), 1)
            if line.strip() and not line.startswith('#')]


def template(tree):
    """The messages of the sources that po/POTFILES names; None if xgettext failed, with a note."""
    names = [name for name, _ in listed(tree) if (tree.root / name).is_file()]
    if not names:
        return []
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, 'remember.pot')
        command = ['xgettext', '--from-code=UTF-8', '--add-comments', f'--output={target}', f'--directory={tree.root}']
        command += [f'--keyword={keyword}' for keyword in KEYWORDS]
        # The rules for the XML of data/ are in data/its.
        done = subprocess.run(command + names, capture_output=True, text=True, check=False,
                              env=dict(os.environ, GETTEXTDATADIRS=str(tree.root / 'data')))
        if done.returncode != 0:
            tree.notes.append(f'translations: xgettext failed: {done.stderr.strip()}')
            return None
        if not os.path.exists(target):
            return []
        with open(target, encoding='utf-8') as file:
            return parse(file.read())
