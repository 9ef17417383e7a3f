# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sentence is listed, and every language has all of them."""

import re
import subprocess

from catalogue import listed, parse, template
from tree import Finding, code_of, line_at

CALL = re.compile(r'(?<!\w)(?:_|N_|C_|NC_|ngettext|gettext|g_dngettext|g_dpgettext2|dgettext)\s*\(\s*"')
MARKED = re.compile(r'\btranslatable\s*=\s*"(?:yes|true|1)"')
REFRESH = './dev po, then translate'


def has_sentences(tree, name):
    """Whether a file holds something to translate."""
    text = tree.text(name) or ''
    if name.endswith(('.c', '.h')):
        return CALL.search(code_of(text, keep_strings=True)) is not None
    if name.endswith('.ui'):
        return MARKED.search(text) is not None
    if name.startswith(('data/days/', 'data/help/', 'data/prompts/', 'data/rituals/')):
        return True
    return name.endswith(('.desktop', '.metainfo.xml'))


def check_listed(tree):
    """po/POTFILES names each file with sentences, sorted, and no other."""
    names = [name for name, _ in listed(tree)]
    lines = dict(listed(tree))
    wanted = [name for name in tree.files('*.c', '*.h', '*.ui', under=['src'])
              + tree.files('*.desktop', '*.metainfo.xml') + tree.files('*.xml', under=['data/days', 'data/help', 'data/prompts', 'data/rituals']) if not name.startswith('tests/') and has_sentences(tree, name)]
    for name in wanted:
        if name not in lines:
            yield Finding(name, 1, 'potfiles', 'has sentences to translate, and is not in po/POTFILES', 'add it there, in order')
    for name, line in lines.items():
        if name not in tree.files():
            yield Finding('po/POTFILES', line, 'potfiles', f'{name} does not exist', 'remove the line')
        elif name.endswith(('.c', '.h', '.ui')) and not has_sentences(tree, name):
            yield Finding('po/POTFILES', line, 'potfiles', f'{name} has nothing to translate', 'remove the line')
    if names != sorted(set(names)):
        wrong = next((name for name, other in zip(names, sorted(set(names))) if name != other), names[-1])
        yield Finding('po/POTFILES', lines[wrong], 'potfiles', f'{wrong} stands out of order, or twice', 'sort -u (LC_ALL=C)')
    for name in tree.files('*.ui'):
        text = tree.text(name) or ''
        for match in re.finditer(r'<!\[CDATA\[', text):
            yield Finding(name, line_at(text, match.start()), 'potfiles', 'sentences inside CDATA are lost to translators',
                          'make the row a class with a template of its own')


def check_languages(tree):
    """Each language has every message, whole, and none that is gone."""
    wanted = template(tree)
    if wanted is None:
        yield Finding('po/POTFILES', 1, 'translation', 'xgettext could not read the sources', 'see the note below')
        return
    keys = {message.key: message for message in wanted}
    languages = [line.strip() for line in (tree.text('po/LINGUAS') or '').split('\n') if line.strip() and not line.startswith('#')]
    for language in languages:
        name = f'po/{language}.po'
        if name not in tree.files():
            yield Finding('po/LINGUAS', 1, 'translation', f'{name} does not exist', 'add it, or remove the language')
            continue
        messages = parse(tree.text(name) or '')
        have = set()
        for message in messages:
            short = message.key[1].replace('\n', ' ')[:60]
            if message.obsolete:
                yield Finding(name, message.line, 'translation', f'"{short}" is obsolete', 'remove it')
                continue
            have.add(message.key)
            if 'fuzzy' in message.flags:
                yield Finding(name, message.line, 'translation', f'"{short}" is fuzzy', 'read it, mend it, remove the mark')
            elif not message.translations or not all(message.translations):
                yield Finding(name, message.line, 'translation', f'"{short}" is not translated', 'translate it')
            if message.key not in keys:
                yield Finding(name, message.line, 'translation', f'"{short}" is no longer in the sources', REFRESH)
        for key, message in keys.items():
            if key not in have:
                where, _, line = (message.references or ('po/POTFILES:1',))[0].rpartition(':')
                text = key[1].replace('\n', ' ')[:60]
                yield Finding(where, int(line), 'translation', f'"{text}" is not in {name}', REFRESH)
        done = subprocess.run(['msgfmt', '--check', '--output-file=/dev/null', str(tree.root / name)],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            for line in done.stderr.splitlines():
                match = re.match(r'.*?:(\d+):\s*(.*)', line)
                if match:
                    yield Finding(name, int(match[1]), 'translation', match[2], 'make both texts take the same values')


CHECKS = [check_listed, check_languages]
