# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that hurt, count or push stand in no sentence of the program.

words-to-avoid.txt has the expressions, words-allowed.txt the few places where one is right, each with
its reason. Looked through: the English of the sources, each language's catalogue, and the texts of
the data files (JSON), where the keys "en" and "es" tell the language.
"""

import json
import re

from catalogue import parse, template
from tree import Finding

HERE = 'build-aux/lint'


def load_words(tree):
    """(language, expression, what to do instead) for each line of the list."""
    words = []
    for line in (tree.text(f'{HERE}/words-to-avoid.txt') or '').split('\n'):
        if line.strip() and not line.startswith('#'):
            language, _, rest = line.partition(' | ')
            # The expression may hold bars itself.
            expression, _, instead = rest.rpartition(' | ')
            words.append((language.strip(), re.compile(expression.strip(), re.IGNORECASE), instead.strip()))
    return words


def load_allowed(tree):
    """{text: line} of what is right in spite of the list, and a finding for each line without a reason."""
    allowed, wrong = {}, []
    name = f'{HERE}/words-allowed.txt'
    for number, line in enumerate((tree.text(name) or '').split('\n'), 1):
        if line.strip() and not line.startswith('#'):
            text, bar, reason = line.rpartition(' | ')
            if bar and text.strip() and reason.strip():
                allowed[text.strip()] = number
            else:
                wrong.append(Finding(name, number, 'words', 'no reason given', 'write: text | why it is right here'))
    return allowed, wrong


def json_texts(value, language=None):
    """(language or None, text) for every string in a JSON value; strings that are ids or addresses are left out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {'avoid', 'id', 'url', 'web', 'source', 'regex'}:
                continue
            yield from json_texts(inner, key if key in {'en', 'es'} else language)
    elif isinstance(value, list):
        for inner in value:
            yield from json_texts(inner, language)
    elif isinstance(value, str):
        yield language, value


def sentences(tree):
    """(file, line, language or None, text) for every sentence that a person may read."""
    for message in template(tree) or []:
        where, _, line = (message.references or ('po/POTFILES:1',))[0].rpartition(':')
        for text in message.key[1:]:
            if text:
                yield where, int(line), 'en', text
    for name in tree.files('*.po', under=['po']):
        language = name.rsplit('/', 1)[-1][:-3].split('_')[0]
        for message in parse(tree.text(name) or ''):
            for text in message.translations:
                yield name, message.line, language, text
    for name in tree.files('*.json', under=['data']):
        text = tree.text(name) or ''
        try:
            value = json.loads(text)
        except ValueError:
            continue
        for language, found in json_texts(value):
            position = text.find(json.dumps(found, ensure_ascii=False)[1:-1])
            yield name, text.count('\n', 0, max(position, 0)) + 1, language, found


def check_words(tree):
    """Finds the expressions in the sentences, less what is allowed."""
    words = load_words(tree)
    allowed, wrong = load_allowed(tree)
    yield from wrong
    used = set()
    for name, line, language, text in sentences(tree):
        for wanted, expression, instead in words:
            if wanted != '*' and language is not None and wanted != language:
                continue
            for match in expression.finditer(text):
                covering = [one for one in allowed if one in text and match.group() in one]
                if covering:
                    used.update(covering)
                else:
                    yield Finding(name, line, 'words', f'"{match.group().strip()}" in "{text[:70]}"', instead)
    for text, number in allowed.items():
        if text not in used:
            yield Finding(f'{HERE}/words-allowed.txt', number, 'words', f'"{text}" is not needed', 'remove the line')


CHECKS = [check_words]
