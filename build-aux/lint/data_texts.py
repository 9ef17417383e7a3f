# SPDX-License-Identifier: GPL-3.0-or-later
"""The words that the program offers have the form that their readers expect: nothing is missing from a ritual or a
phrase, no id stands twice, and sentences end as sentences do.
"""

import re
import xml.etree.ElementTree as ElementTree

from tree import Finding

RITUALS = 'data/rituals/rituals.xml'
PROMPTS = 'data/prompts/prompts.xml'
CHECK_IN = 'data/prompts/check-in.xml'
ID = re.compile(r'[a-z-]{1,32}$')
COMPANY = {'either', 'two', 'others'}
ONCE = ('title', 'time', 'needs')
KINDS = {
    PROMPTS: {'remembering', 'hard', 'self', 'others', 'calm', 'date'},
    CHECK_IN: {'feeling', 'body'},
}
HINT = 'see the head of the file'


def words(node):
    """The text of a node with its spaces made one."""
    return ' '.join((node.text or '').split())


def faults_of_ritual(ritual):
    """What is wrong with one ritual."""
    tags = [child.tag for child in ritual]
    if ritual.get('company') not in COMPANY:
        yield 'does not say with whom it can be'
    for name in sorted(set(ritual.keys()) - {'id', 'company', 'candle'}):
        yield f'has an attribute {name} that nobody reads'
    for tag in ONCE:
        if tags.count(tag) != 1:
            yield f'needs one {tag}'
    if 'step' not in tags:
        yield 'has no step'
    for tag in sorted(set(tags) - {*ONCE, 'step', 'note'}):
        yield f'has a part that nobody reads: {tag}'
    for child in ritual:
        if not words(child):
            yield f'has an empty {child.tag}'
        elif child.tag in {'step', 'note'} and not words(child).endswith('.'):
            yield f'has a {child.tag} that does not end as a sentence'


def faults_of_phrase(name, phrase):
    """What is wrong with one phrase."""
    if phrase.get('kind') not in KINDS[name]:
        yield f'is of no kind that is known: {phrase.get("kind")}'
    for attribute in sorted(set(phrase.keys()) - {'id', 'kind', 'for', 'light'}):
        yield f'has an attribute {attribute} that nobody reads'
    if phrase.get('for', 'anybody') not in {'anybody', 'two'}:
        yield 'is for nobody that is known'
    if not words(phrase):
        yield 'is empty'
    elif (name == PROMPTS) != words(phrase).endswith('.'):
        yield 'should end as a sentence' if name == PROMPTS else 'is a word and no sentence'


def check_data_texts(tree):
    """Every ritual and every phrase."""
    for name, tag in ((RITUALS, 'ritual'), (PROMPTS, 'phrase'), (CHECK_IN, 'phrase')):
        text = tree.text(name)
        if text is None:
            continue
        try:
            root = ElementTree.fromstring(text)
        except ElementTree.ParseError:
            continue
        lines = text.split('\n')
        seen = set()
        for node in root:
            known = node.get('id', '')
            place = next((number for number, line in enumerate(lines, 1) if f'id="{known}"' in line), 1)
            if node.tag != tag:
                yield Finding(name, place, 'data-texts', f'{node.tag} stands between the others', HINT)
                continue
            if not ID.match(known):
                yield Finding(name, place, 'data-texts', f'"{known}" is no id', 'a-z and -, up to 32 letters')
            if known in seen:
                yield Finding(name, place, 'data-texts', f'{known} stands twice', 'an id belongs to one for ever')
            seen.add(known)
            faults = faults_of_ritual(node) if tag == 'ritual' else faults_of_phrase(name, node)
            for fault in faults:
                yield Finding(name, place, 'data-texts', f'{known} {fault}', HINT)


CHECKS = [check_data_texts]
