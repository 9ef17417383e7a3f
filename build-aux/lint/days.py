# SPDX-License-Identifier: GPL-3.0-or-later
"""The days that others keep can be relied on as far as a program can see: a silence that somebody asked for hangs on
each, and the program refuses the whole list for one fault. Rules are looked at as text here; that they fall on days is
shown by the tests of the program.
"""

import re

from help_lines import COUNTRIES, months, CHECKED
from tree import Finding

FILE = 'data/days/days.xml'
HINT = 'see the head of the file'
ID = re.compile(r'[a-z0-9-]{1,32}$')
HOUR = re.compile(r'(?:[01]\d|2[0-3]):[0-5]\d$')
DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
YEARS = 2
# What a rule of such a day is made of: all of them come back each year.
PARTS = {
    'FREQ': r'YEARLY',
    'RSCALE': r'HEBREW|CHINESE|DANGI|ISLAMIC-UMALQURA|PERSIAN|COPTIC|ETHIOPIC|INDIAN',
    'SKIP': r'OMIT|BACKWARD|FORWARD',
    'BYMONTH': r'[1-9]|1[0-3]',
    'BYMONTHDAY': r'-1|[1-9]|[12]\d|3[01]',
    'BYDAY': r'(?:-1|[1-5])(?:MO|TU|WE|TH|FR|SA|SU)',
    'BYEASTER': r'[-+]?\d{1,3}',
    'X-QINGMING': r'[-+]?\d{1,3}',
}


def words(node):
    """The text of a node with its spaces made one."""
    return ' '.join((node.text or '').split())


def faults_of_rule(rule):
    """What is wrong with the text of one rule."""
    parts = [part.partition('=') for part in rule.split(';')]
    names = [name for name, _, _ in parts]
    values = {name: value for name, _, value in parts}
    for name, _, value in parts:
        if name not in PARTS:
            yield f'has a rule with a part that is not known: {name}'
        elif not re.fullmatch(PARTS[name], value):
            yield f'has a rule that says nothing: {name}={value}'
    if len(set(names)) < len(names):
        yield 'has a rule that says one thing twice'
    if 'FREQ' not in names:
        yield 'has a rule that does not come back: no FREQ'
    moving = {'BYEASTER', 'X-QINGMING'} & set(names)
    if not moving and ('BYMONTH' not in names or ('BYMONTHDAY' in names) == ('BYDAY' in names)):
        yield f'has a rule of no day: {rule}'
    month, day = values.get('BYMONTH', ''), values.get('BYMONTHDAY', '')
    if 'RSCALE' not in names and month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 \
            and int(day) > DAYS_IN_MONTH[int(month) - 1]:
        yield f'has a rule of a day that does not exist: {rule}'


def faults_of_day(day, countries):
    """What is wrong with one day."""
    tags = [child.tag for child in day]
    for name in sorted(set(day.keys()) - {'id', 'kind', 'hour', 'checked'}):
        yield f'has an attribute {name} that nobody reads'
    if day.get('kind') not in {'kept', 'hurts'}:
        yield 'does not say why it is here'
    if not CHECKED.match(day.get('checked', '')):
        yield f'was checked on no day: {day.get("checked", "")}'
    if day.get('hour') is not None and not HOUR.match(day.get('hour')):
        yield f'has an hour that is none: {day.get("hour")}'
    if tags.count('title') != 1 or tags.count('about') > 1:
        yield 'needs one title, and one about at most'
    if 'rule' not in tags:
        yield 'falls on no day: it has no rule'
    for tag in sorted(set(tags) - {'title', 'about', 'rule'}):
        yield f'has a part that nobody reads: {tag}'
    told = []
    for child in day:
        if not words(child):
            yield f'has an empty {child.tag}'
        if child.tag == 'about' and not words(child).endswith('.'):
            yield 'has an about that does not end as a sentence'
        if child.tag != 'rule':
            continue
        for name in sorted(set(child.keys()) - {'countries', 'except', 'instead'}):
            yield f'has a rule with an attribute {name} that nobody reads'
        if ('except' in child.keys()) != ('instead' in child.keys()):
            yield 'has half of an exception'
        for text in (words(child), child.get('except'), child.get('instead')):
            yield from faults_of_rule(text) if text else ()
        told += child.get('countries', '').split() or ['everywhere']
    for code in sorted({code for code in told if told.count(code) > 1}):
        yield f'has two rules for {code}'
    for code in sorted(set(told) - countries - {'everywhere'}):
        yield f'has a rule for {code}, which has no name at the head of the file'
    if 'everywhere' in told and len(told) > 1:
        yield 'has a rule for everywhere beside others'


def check_days(tree):
    """Every country and every day of the file."""
    root = tree.xml(FILE)
    if root is None:
        return

    def at(needle):
        return tree.line_of(FILE, needle)

    countries, seen, looks = set(), set(), {}
    for country in root.findall('country'):
        code = country.get('code', '')
        place = at(f'<country code="{code}"')
        if code not in COUNTRIES - {'ZZ'}:
            yield Finding(FILE, place, 'days', f'{code} is no country', 'ISO 3166-1 alpha-2')
        if code in countries:
            yield Finding(FILE, place, 'days', f'{code} stands twice', 'one name for each')
        if not (country.findtext('name') or '').strip():
            yield Finding(FILE, place, 'days', f'{code} has no name', 'write <name> into it')
        countries.add(code)
    for day in root.findall('day'):
        name = day.get('id', '')
        place = at(f'id="{name}"')
        if not ID.match(name):
            yield Finding(FILE, place, 'days', f'"{name}" is no id', 'a-z, 0-9 and -, up to 32 letters')
        if name in seen:
            yield Finding(FILE, place, 'days', f'{name} stands twice', 'an id belongs to one day for ever')
        seen.add(name)
        for fault in faults_of_day(day, countries):
            yield Finding(FILE, place, 'days', f'{name or "a day"} {fault}', HINT)
        if CHECKED.match(day.get('checked', '')):
            looks[name] = months(day.get('checked'))
    old = [name for name, look in looks.items() if look < max(looks.values()) - 12 * YEARS]
    if old:
        tree.notes.append(f'days: not looked at for more than {YEARS} years, please check: {", ".join(old)}')


CHECKS = [check_days]
