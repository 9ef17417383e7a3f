# SPDX-License-Identifier: GPL-3.0-or-later
"""The help lines can be trusted as far as a program can see: nothing is missing from an entry, numbers
look like numbers, and each says when somebody last looked. Age is told as a note, counted from the
newest look in the file, so that the same tree always gives the same answer.
"""

import re

from tree import Finding

FILE = 'data/help/help-lines.xml'
KINDS = {'emergency', 'crisis', 'perinatal', 'loss', 'peer', 'health'}
EVIDENCE = {'dated', 'copy', 'unconfirmed'}
ANYWHERE = 'ZZ'
MONTHS = 12
ATTRIBUTES = {'id', 'kind', 'crisis', 'languages', 'checked', 'evidence'}
ONCE = {'service', 'region', 'web', 'hours', 'for', 'note'}
NUMBER = re.compile(r'[+*]?[0-9](?:[0-9 -]*[0-9])?$')
WEB = re.compile(r'https://[A-Za-z0-9.-]+\.[a-z]{2,}(?:/\S*)?$')
CHECKED = re.compile(r'(?P<year>20\d\d)(?:-(?P<month>0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$')
# ISO 3166-1 alpha-2, and the code of its own for anywhere.
COUNTRIES = set('''AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV
BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU
MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB
SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'''.split()) | {ANYWHERE}


def months(checked):
    """The months since the year 0 of a day, a month, or a year, which counts from its first month."""
    match = CHECKED.match(checked)
    return int(match['year']) * 12 + int(match['month'] or 1)


def faults_of(line, languages):
    """What is wrong with one entry."""
    given = {name: line.get(name, '') for name in ATTRIBUTES}
    parts = {child.tag: (child.text or '').strip() for child in line}
    tags = [child.tag for child in line]
    for name in sorted(ATTRIBUTES - set(line.keys())):
        yield f'has no {name}'
    for name in sorted(set(line.keys()) - ATTRIBUTES):
        yield f'has an attribute {name} that nobody reads'
    if 'id' in line.keys() and not re.match(r'[a-z0-9-]{1,64}$', given['id']):
        yield 'has an id of other letters than a-z, 0-9 and -'
    if 'kind' in line.keys() and given['kind'] not in KINDS:
        yield f'is of no kind that is known: {given["kind"]}'
    if 'crisis' in line.keys() and given['crisis'] not in {'yes', 'no'}:
        yield 'does not say yes or no to crisis'
    if 'evidence' in line.keys() and given['evidence'] not in EVIDENCE:
        yield f'rests on nothing that is known: {given["evidence"]}'
    if 'checked' in line.keys() and not CHECKED.match(given['checked']):
        yield f'was checked on no day: {given["checked"]}'
    for language in given['languages'].split():
        if language not in languages:
            yield f'speaks {language}, which has no name at the head of the file'
    for tag in sorted(set(tags) - ONCE - {'phone', 'text'}):
        yield f'has a part that nobody reads: {tag}'
    for tag in sorted(tag for tag in ONCE if tags.count(tag) > 1):
        yield f'has {tag} twice'
    for child in line:
        number = child.get('to', '') if child.tag == 'text' else (child.text or '').strip()
        if child.tag in {'phone', 'text'} and not NUMBER.match(number):
            yield f'has a number that is none: {number}'
        if child.tag == 'text' and child.get('language') not in {None, *given['languages'].split()}:
            yield 'has a message in a language that it does not speak'
        if child.tag in ONCE and not (child.text or '').strip():
            yield f'has an empty {child.tag}'
    if not parts.get('for'):
        yield 'does not say what it is for'
    if (given['kind'] == 'emergency') == ('service' in tags):
        yield 'needs a service' if given['kind'] != 'emergency' else 'is an emergency number with a name'
    is_answered = 'phone' in tags or 'text' in tags
    if is_answered and not parts.get('hours'):
        yield 'is answered, and does not say when: without hours it reads as always'
    if not is_answered and 'web' not in tags:
        yield 'cannot be reached'
    if parts.get('web') and not WEB.match(parts['web']):
        yield f'has a page that is none: {parts["web"]}'


def check_help_lines(tree):
    """Every entry of the file, and the order of each country."""
    root = tree.xml(FILE)
    if root is None:
        return

    def at(needle):
        return tree.line_of(FILE, needle)

    languages = {one.get('code') for one in root.findall('language')}
    seen, looks = set(), {}
    for country in root.findall('country'):
        code = country.get('code', '')
        place = at(f'<country code="{code}"')
        if code not in COUNTRIES:
            yield Finding(FILE, place, 'help-lines', f'{code} is no country', 'ISO 3166-1 alpha-2, or ZZ for anywhere')
        if not (country.findtext('name') or '').strip():
            yield Finding(FILE, place, 'help-lines', f'{code} has no name', 'write <name> first')
        kinds = [line.get('kind') for line in country.findall('line')]
        if code != ANYWHERE and (kinds[:1] != ['emergency'] or kinds.count('emergency') != 1):
            yield Finding(FILE, place, 'help-lines', f'{code} does not begin with its emergency number', 'one, and first')
        if code == ANYWHERE and 'emergency' in kinds:
            yield Finding(FILE, place, 'help-lines', 'no number is an emergency number everywhere', 'move it to its country')
        for line in country.findall('line'):
            name = line.get('id', '')
            place = at(f'id="{name}"')
            for fault in faults_of(line, languages):
                yield Finding(FILE, place, 'help-lines', f'{name or "a line"} {fault}', 'see the head of the file')
            if name in seen:
                yield Finding(FILE, place, 'help-lines', f'{name} stands twice', 'an id belongs to one line for ever')
            seen.add(name)
            if CHECKED.match(line.get('checked', '')):
                looks[name] = months(line.get('checked'))
    old = [name for name, look in looks.items() if look < max(looks.values()) - MONTHS]
    if old:
        tree.notes.append(f'help-lines: not looked at for more than a year, please check: {", ".join(old)}')


CHECKS = [check_help_lines]
