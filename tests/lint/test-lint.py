#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each check of ./dev lint finds what it is for in a small bad tree, and nothing in a good one."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
ROOT = ROOT if ROOT.is_dir() else ROOT.parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / 'build-aux' / 'lint'))

from main import find  # noqa: E402 (the path above comes first)

SPDX = '/* SPDX-License-Identifier: GPL-3.0-or-later */\n'
SCRIPT = '# SPDX-License-Identifier: GPL-3.0-or-later\n'
HEADER = SPDX + '#pragma once\n\nint rem_good_double (int value);\n'
SOURCE = SPDX + '''#include "config.h"

#include "rem-good.h"

/**
 * rem_good_double:
 * @value: any number
 *
 * Returns: twice the value.
 */
int
rem_good_double (int value)
{
  return 2 * value;
}
'''
SENTENCE = SPDX + '''#include <glib/gi18n.h>

static const char *
title (void)
{
  return _ ("Keep");
}
'''
PO = '''msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: es\\n"
"MIME-Version: 1.0\\n"
"Content-Transfer-Encoding: 8bit\\n"

'''
KEEP = PO + '#: src/ui/rem-words.c:7\nmsgid "Keep"\nmsgstr "Guardar"\n'
GOOD = {
    'src/core/rem-good.h': HEADER,
    'src/core/rem-good.c': SOURCE,
    'src/ui/rem-words.c': SENTENCE,
    'src/meson.build': '# SPDX-License-Identifier: GPL-3.0-or-later\n'
                       + ''.join(f"files('{name}')\n" for name in ('rem-good.c', 'rem-words.c', 'rem-bad.c', 'test-x.c')),
    'po/POTFILES': '# Sorted.\nsrc/ui/rem-words.c\n',
    'po/LINGUAS': 'es\n',
    'po/es.po': KEEP,
}
LISTS = ['build-aux/lint/words-to-avoid.txt']


def c(body, *includes):
    """A C file with a static function around statements."""
    head = ''.join(f'#include {include}\n' for include in includes)
    return f'{SPDX}{head}\nstatic void\ndo_it (void)\n{{\n{body}}}\n'


def words(english, spanish):
    """Files in which one sentence and its translation stand."""
    return {'src/ui/rem-words.c': SENTENCE.replace('Keep', english),
            'po/es.po': PO + f'#: src/ui/rem-words.c:7\nmsgid "{english}"\nmsgstr "{spanish}"\n'}


HELP_ATTRIBUTES = 'id="a" kind="crisis" crisis="yes" languages="es" checked="2026-08" evidence="dated"'
HELP_PARTS = '<service>A</service><phone>024</phone><hours>Keep</hours><for>Keep</for>'
HELP_EMERGENCY = ('<line id="e" kind="emergency" crisis="yes" languages="es" checked="2026" evidence="dated">'
                  '<phone>112</phone><hours>Keep</hours><for>Keep</for></line>')


RITUAL_PARTS = '<title>Keep</title><time>Keep</time><needs>Keep</needs><step>Kept.</step>'


def ritual(parts, attributes='company="two"'):
    """A list of one ritual, which nobody translates here."""
    return {'data/rituals/rituals.xml': f'<!-- {SPDX[3:-4]} -->\n<rituals version="1"><ritual id="a" {attributes}>'
                                        f'{parts}</ritual></rituals>\n'}


def phrase(attributes, text):
    """A list of one phrase."""
    known = '' if 'id=' in attributes else 'id="a" '
    return {'data/prompts/prompts.xml': f'<!-- {SPDX[3:-4]} -->\n<phrases version="1"><phrase {known}{attributes}>'
                                        f'{text}</phrase></phrases>\n'}


def help_lines(attributes=HELP_ATTRIBUTES, parts=HELP_PARTS, code='ES', first=HELP_EMERGENCY):
    """A file of help lines with one country and one line; its only sentence is translated already."""
    text = (f'<!-- {SPDX[3:-4]} -->\n<help-lines version="1"><language code="es">Keep</language>\n<country code="{code}">'
            f'<name>Keep</name>{first}\n<line {attributes}>{parts}</line></country></help-lines>\n')
    rules = {f'data/its/{name}': (ROOT / 'data/its' / name).read_text() for name in ('help.its', 'help.loc')}
    potfiles = '# Sorted.\ndata/help/help-lines.xml\nsrc/ui/rem-words.c\n'
    return {'data/help/help-lines.xml': text, 'po/POTFILES': potfiles, **rules}


DAY_PARTS = '<title>Keep</title><rule countries="ES">FREQ=YEARLY;BYMONTH=5;BYDAY=1SU</rule>'


def days(parts=DAY_PARTS, attributes='kind="kept" checked="2026-11"', country='<country code="ES"><name>Keep</name></country>'):
    """A file of days with one country and one day; its only sentence is translated already."""
    text = (f'<!-- {SPDX[3:-4]} -->\n<days version="1">{country}\n<day id="a" {attributes}>{parts}</day></days>\n')
    rules = {f'data/its/{name}': (ROOT / 'data/its' / name).read_text() for name in ('days.its', 'days.loc')}
    return {'data/days/days.xml': text, 'po/POTFILES': '# Sorted.\ndata/days/days.xml\nsrc/ui/rem-words.c\n', **rules}


DESKTOP = '[Desktop Entry]\nType=Application\nExec=x\n'
# name: (files that make the tree bad, the check that must say so, a part of its message)
BAD = {
    'licence': ({'src/core/rem-bad.c': 'static int x;\n'}, 'licence', 'no licence line'),
    'unbuilt': ({'src/core/rem-lost.c': SPDX}, 'unbuilt', 'no meson.build names it'),
    'length': ({'src/core/rem-bad.c': SPDX + '\n' * 601}, 'length', '602 lines'),
    'trailing-blank': ({'src/core/rem-bad.c': SPDX + 'static int x; \n'}, 'whitespace', 'end of the line'),
    'tab': ({'src/core/rem-bad.c': SPDX + '\tstatic int x;\n'}, 'whitespace', 'a tab'),
    'no-newline': ({'NEWS.md': 'text'}, 'whitespace', 'no newline'),
    'machine-path': ({'NEWS.md': 'see /' + 'home/ana/remember/x\n'}, 'machine-path', 'one machine'),
    'note': ({'src/core/rem-bad.c': SPDX + '/* TO' + 'DO mend */\n'}, 'note', 'without an issue'),
    'note-in-python': ({'tests/x.py': SCRIPT + '# FIX' + 'ME\n'}, 'note', 'without an issue'),
    'sqlite-in-model': ({'src/model/rem-bad.c': c('', '<sqlite3.h>')}, 'layer', 'only for src/box'),
    'sodium-in-cli': ({'src/cli/rem-bad.c': c('', '<sodium.h>')}, 'layer', 'only for src/box'),
    'gtk-in-core': ({'src/core/rem-bad.c': c('', '<gtk/gtk.h>')}, 'layer', 'only for src/app'),
    'adwaita-in-model': ({'src/model/rem-bad.h': SPDX + '#include <adwaita.h>\n'}, 'layer', 'only for src/app'),
    'libical-in-ui': ({'src/ui/rem-bad.c': c('', '<libical/ical.h>')}, 'layer', 'only for src/core'),
    'pixbuf-in-ui': ({'src/ui/rem-bad.c': c('', '<gdk-pixbuf/gdk-pixbuf.h>')}, 'layer', 'only for src/picture'),
    'upwards': ({'src/model/rem-up.h': SPDX, 'src/core/rem-bad.c': c('', '"rem-up.h"')}, 'layer', 'of src/model'),
    'sideways': ({'src/box/rem-side.h': SPDX, 'src/ui/rem-bad.c': c('', '"rem-side.h"')}, 'layer', 'of src/box'),
    'private': ({'src/core/rem-x-private.h': SPDX, 'src/box/rem-bad.c': c('', '"rem-x-private.h"')}, 'layer', 'private'),
    'time': ({'src/model/rem-bad.c': c('  x = time (NULL);\n')}, 'clock', 'time'),
    'real-time': ({'src/core/rem-bad.c': c('  x = g_get_real_time ();\n')}, 'clock', 'g_get_real_time'),
    'now': ({'src/ui/rem-bad.c': c('  x = g_date_time_new_now_local ();\n')}, 'clock', 'g_date_time_new_now_local'),
    'timeout': ({'src/ui/rem-bad.c': c('  g_timeout_add (1, f, NULL);\n')}, 'clock', 'g_timeout_add'),
    'blocking': ({'src/ui/rem-bad.c': c('  secret_password_lookup_sync (x);\n')}, 'blocking', 'lookup_sync'),
    'iteration': ({'src/model/rem-bad.c': c('  g_main_context_iteration (NULL, TRUE);\n')}, 'blocking', 'iteration'),
    'singleton': ({'src/ui/rem-bad.c': c('  x = rem_context_get_default ();\n')}, 'singleton', 'rem_context_get_default'),
    'assertion': ({'src/exchange/rem-bad.c': c('  g_assert (g_utf8_validate (x, -1, NULL));\n')}, 'assertion', 'outside'),
    'assertion-in-test': ({'tests/core/test-bad.c': c('  g_assert (x);\n')}, 'assertion', 'says nothing'),
    'printed-sql': ({'src/box/rem-bad.c': c('  q = g_strdup_printf ("SELECT a FROM b WHERE c = \'%s\'", d);\n')},
                    'printed-sql', 'built by printing'),
    'printed-sql-by-sqlite': ({'src/box/rem-bad.c': c('  q = sqlite3_mprintf ("DELETE FROM b WHERE c = %Q",\n d);\n')},
                              'printed-sql', 'built by printing'),
    'line-comment': ({'src/core/rem-bad.c': SPDX + 'static int x; // why\n'}, 'comment', '// comment'),
    'no-docstring': ({'src/core/rem-bad.h': SPDX + 'void rem_bad_do (void);\n'}, 'docstring', 'is not explained'),
    'missing-argument': ({'src/core/rem-good.h': HEADER.replace('int value', 'int value, int more')}, 'docstring', '@more'),
    'stale-argument': ({'src/core/rem-good.c': SOURCE.replace(' * @value', ' * @gone: x\n * @value')}, 'docstring', '@gone'),
    'no-returns': ({'src/core/rem-good.c': SOURCE.replace('Returns:', 'Gives')}, 'docstring', 'what it returns'),
    'not-in-potfiles': ({'po/POTFILES': '', 'po/es.po': PO}, 'potfiles', 'not in po/POTFILES'),
    'ui-not-in-potfiles': ({'src/ui/rem-x.ui': f'<!-- {SPDX[3:-4]} --><i translatable="yes">A</i>\n'}, 'potfiles', 'not in'),
    'gone-from-potfiles': ({'po/POTFILES': 'src/ui/rem-gone.c\nsrc/ui/rem-words.c\n'}, 'potfiles', 'does not exist'),
    'unsorted': ({'po/POTFILES': 'src/ui/rem-words.c\nsrc/core/rem-good.c\n'}, 'potfiles', 'out of order'),
    'cdata': ({'src/ui/rem-x.ui': f'<!-- {SPDX[3:-4]} --><i><![CDATA[<a/>]]></i>\n'}, 'potfiles', 'CDATA'),
    'untranslated': ({'po/es.po': KEEP.replace('"Guardar"', '""')}, 'translation', 'is not translated'),
    'fuzzy': ({'po/es.po': KEEP.replace('msgid "Keep"', '#, fuzzy\nmsgid "Keep"')}, 'translation', 'is fuzzy'),
    'obsolete': ({'po/es.po': KEEP + '\n#~ msgid "Old"\n#~ msgstr "Viejo"\n'}, 'translation', 'is obsolete'),
    'not-in-catalogue': ({'po/es.po': PO}, 'translation', '"Keep" is not in po/es.po'),
    'no-longer-there': ({'po/es.po': KEEP + '\nmsgid "Gone"\nmsgstr "Ido"\n'}, 'translation', 'no longer in the sources'),
    'no-catalogue': ({'po/LINGUAS': 'es\nfr\n'}, 'translation', 'po/fr.po does not exist'),
    'wrong-values': ({'src/ui/rem-words.c': SENTENCE.replace('Keep', '%d days'),
                      'po/es.po': PO + '#, c-format\nmsgid "%d days"\nmsgstr "%s"\n'}, 'translation', 'format spec'),
    'english-word': (words('At least it is kept.', 'Guardado.'), 'words', 'At least'),
    'spanish-word': (words('Kept.', 'Pasar página.'), 'words', 'Pasar página'),
    'exclamation': (words('Kept!', 'Guardado.'), 'words', '!'),
    'spanish-exclamation': (words('Kept.', '¡Guardado.'), 'words', '¡'),
    'picture': (words('Kept 🎉', 'Guardado.'), 'words', '🎉'),
    'word-in-data': ({'data/rituals.json': '{"en": "Keep your streak", "es": "x"}\n'}, 'words', 'streak'),
    'spanish-word-in-data': ({'data/rituals.json': '{"en": "x", "es": "Tu racha"}\n'}, 'words', 'racha'),
    'no-reason': ({'build-aux/lint/words-allowed.txt': 'Kept\n'}, 'words', 'no reason'),
    'needless-permission': ({'build-aux/lint/words-allowed.txt': 'goal | why\n'}, 'words', 'not needed'),
    'ritual-no-step': (ritual('<title>Keep</title><time>Keep</time><needs>Keep</needs>'), 'data-texts', 'has no step'),
    'ritual-company': (ritual(RITUAL_PARTS, 'company="all"'), 'data-texts', 'with whom'),
    'ritual-part': (ritual(RITUAL_PARTS + '<score>Keep</score>'), 'data-texts', 'nobody reads'),
    'ritual-sentence': (ritual(RITUAL_PARTS + '<step>Keep</step>'), 'data-texts', 'end as a sentence'),
    'phrase-kind': (phrase('kind="good"', 'Keep.'), 'data-texts', 'no kind'),
    'phrase-id': (phrase('id="A b" kind="hard"', 'Keep.'), 'data-texts', 'no id'),
    'phrase-sentence': (phrase('kind="hard"', 'Keep'), 'data-texts', 'end as a sentence'),
    'phrase-empty': (phrase('kind="hard"', ''), 'data-texts', 'is empty'),
    'help-no-checked': (help_lines(HELP_ATTRIBUTES.replace('checked="2026-08"', '')), 'help-lines', 'has no checked'),
    'help-checked-never': (help_lines(HELP_ATTRIBUTES.replace('2026-08', 'soon')), 'help-lines', 'checked on no day'),
    'help-kind': (help_lines(HELP_ATTRIBUTES.replace('"crisis"', '"magic"')), 'help-lines', 'of no kind'),
    'help-evidence': (help_lines(HELP_ATTRIBUTES.replace('dated', 'rumour')), 'help-lines', 'rests on nothing'),
    'help-attribute': (help_lines(HELP_ATTRIBUTES + ' colour="red"'), 'help-lines', 'attribute colour'),
    'help-language': (help_lines(HELP_ATTRIBUTES.replace('"es"', '"es fr"')), 'help-lines', 'speaks fr'),
    'help-number': (help_lines(parts=HELP_PARTS.replace('024', 'call us')), 'help-lines', 'number that is none'),
    'help-message': (help_lines(parts=HELP_PARTS + '<text to="x">HI</text>'), 'help-lines', 'number that is none'),
    'help-no-hours': (help_lines(parts=HELP_PARTS.replace('<hours>Keep</hours>', '')), 'help-lines', 'does not say when'),
    'help-no-purpose': (help_lines(parts=HELP_PARTS.replace('<for>Keep</for>', '')), 'help-lines', 'what it is for'),
    'help-no-service': (help_lines(parts=HELP_PARTS.replace('<service>A</service>', '')), 'help-lines', 'needs a service'),
    'help-unreachable': (help_lines(parts='<service>A</service><for>Keep</for>'), 'help-lines', 'cannot be reached'),
    'help-web': (help_lines(parts=HELP_PARTS + '<web>http://a.example</web>'), 'help-lines', 'page that is none'),
    'help-twice': (help_lines(parts=HELP_PARTS + '<for>Keep</for>'), 'help-lines', 'for twice'),
    'help-country': (help_lines(code='XX'), 'help-lines', 'no country'),
    'help-no-emergency': (help_lines(first=''), 'help-lines', 'emergency number'),
    'help-emergency-anywhere': (help_lines(code='ZZ'), 'help-lines', 'everywhere'),
    'help-id-twice': (help_lines(HELP_ATTRIBUTES.replace('"a"', '"e"')), 'help-lines', 'stands twice'),
    'help-untranslated': (help_lines(parts=HELP_PARTS + '<note>New</note>'), 'translation', '"New" is not in po/es.po'),
    'help-not-in-potfiles': ({**help_lines(), 'po/POTFILES': 'src/ui/rem-words.c\n'}, 'potfiles', 'not in po/POTFILES'),
    'day-kind': (days(attributes='kind="good" checked="2026-11"'), 'days', 'why it is here'),
    'day-no-checked': (days(attributes='kind="kept"'), 'days', 'checked on no day'),
    'day-attribute': (days(attributes='kind="kept" checked="2026-11" colour="red"'), 'days', 'attribute colour'),
    'day-hour': (days(attributes='kind="kept" checked="2026-11" hour="25:00"'), 'days', 'hour that is none'),
    'day-no-title': (days(DAY_PARTS.replace('<title>Keep</title>', '')), 'days', 'needs one title'),
    'day-no-rule': (days('<title>Keep</title>'), 'days', 'falls on no day'),
    'day-part': (days(DAY_PARTS + '<score>Keep</score>'), 'days', 'nobody reads'),
    'day-about': (days(DAY_PARTS + '<about>Keep</about>'), 'days', 'end as a sentence'),
    'day-empty': (days(DAY_PARTS + '<about></about>'), 'days', 'empty about'),
    'day-rule-never': (days(DAY_PARTS.replace('FREQ=YEARLY;', '')), 'days', 'does not come back'),
    'day-rule-part': (days(DAY_PARTS.replace('BYDAY', 'BYHOUR')), 'days', 'not known: BYHOUR'),
    'day-rule-value': (days(DAY_PARTS.replace('1SU', '6SU')), 'days', 'says nothing: BYDAY=6SU'),
    'day-rule-no-day': (days(DAY_PARTS.replace(';BYDAY=1SU', '')), 'days', 'of no day'),
    'day-rule-no-such-day': (days(DAY_PARTS.replace('BYDAY=1SU', 'BYMONTHDAY=31').replace('H=5', 'H=6')), 'days',
                             'does not exist'),
    'day-rule-twice': (days(DAY_PARTS.replace('BYMONTH=5', 'BYMONTH=5;BYMONTH=6')), 'days', 'one thing twice'),
    'day-rule-country': (days(DAY_PARTS.replace('"ES"', '"ES FR"')), 'days', 'rule for FR'),
    'day-rule-two': (days(DAY_PARTS + '<rule countries="ES">FREQ=YEARLY;BYEASTER=0</rule>'), 'days', 'two rules for ES'),
    'day-rule-beside': (days(DAY_PARTS + '<rule>FREQ=YEARLY;BYEASTER=0</rule>'), 'days', 'everywhere beside'),
    'day-rule-half': (days(DAY_PARTS.replace('countries="ES"', 'except="FREQ=YEARLY;BYEASTER=49"')), 'days', 'half of'),
    'day-country': (days(country='<country code="XX"><name>Keep</name></country>'), 'days', 'no country'),
    'day-country-name': (days(country='<country code="ES"></country>'), 'days', 'has no name'),
    'day-country-twice': (days(country='<country code="ES"><name>Keep</name></country>' * 2), 'days', 'stands twice'),
    'day-untranslated': (days(DAY_PARTS + '<about>New.</about>'), 'translation', '"New." is not in po/es.po'),
    'day-not-in-potfiles': ({**days(), 'po/POTFILES': 'src/ui/rem-words.c\n'}, 'potfiles', 'not in po/POTFILES'),
    'format': ({'src/core/rem-bad.c': SPDX + 'int  x=1;\n'}, 'format', 'house form'),
    'shell': ({'x.sh': '#!/bin/sh\n' + SCRIPT + 'echo $x $(ls *)\n'}, 'shell', 'SC'),
    'python': ({'x.py': SCRIPT + 'def :\n'}, 'python', 'invalid syntax'),
    'xml': ({'src/ui/rem-x.ui': f'<!-- {SPDX[3:-4]} --><a><b></a>\n'}, 'data', 'mismatched'),
    'json': ({'data/x.json': '{"a": }\n'}, 'data', 'Expecting value'),
    'desktop': ({'x.desktop': SCRIPT + DESKTOP}, 'desktop', 'Name'),
    'metainfo': ({'x.metainfo.xml': f'<!-- {SPDX[3:-4]} --><component type="desktop-application"><id>x</id></component>\n'},
                 'metainfo', 'E:|'),
    'manual': ({'data/man/x.1': '.\\" ' + SCRIPT + '.TH X 1\n.nosuchmacro\n'}, 'manual', 'nosuchmacro'),
}
# Files that are right although a careless check would speak.
FINE = {
    'allowed-word': {**words('Your goal here', 'Aquí'), 'build-aux/lint/words-allowed.txt': 'Your goal here | a test\n'},
    'help-lines': help_lines(),
    'days': days(),
    'waiver': {'src/ui/rem-bad.c': c('  /* lint-allow: clock, a test of the waiver */\n  g_timeout_add (1, f, NULL);\n')},
    'in-a-comment': {'src/core/rem-bad.c': SPDX + '/* not g_get_real_time () nor // this */\n'},
    'in-a-string': {'src/core/rem-bad.c': SPDX + 'static const char *x = "g_timeout_add (1) // y";\n'},
    'recovery-code': words('Write down the recovery code.', 'Anota el código de recuperación.'),
    'close-a-window': words('Close', 'Cerrar'),
    'bound-sql': {'src/box/rem-bad.c': c('  x = prepare ("SELECT a FROM b WHERE c = ?1");\n')},
    'plan-of-months': {'src/model/rem-bad.c': c('  x = rem_day_get_time (now);\n')},
    'private-header': {'src/core/rem-x-private.h': SPDX + 'int rem_x_get (void);\n'},
    'secret-in-ui': {'src/box/rem-secret.h': SPDX, 'src/ui/rem-bad.c': c('', '"rem-secret.h"')},
    'test-of-layer': {'tests/box/test-x.c': c('', '<sqlite3.h>')},
}


class Tap:
    """Says each result as TAP."""

    def __init__(self):
        self.number = 0
        self.failed = 0

    def say(self, good, name, why=''):
        """One case."""
        self.number += 1
        self.failed += 0 if good else 1
        print(f"{'ok' if good else 'not ok'} {self.number} - {name}")
        if why and not good:
            print(f'# {why}')

    def skip(self, name, why):
        """One case that could not be tried here."""
        self.number += 1
        print(f'ok {self.number} - {name} # SKIP {why}')


def look(files):
    """What lint says of a tree of the good files and these."""
    with tempfile.TemporaryDirectory() as folder:
        every = {**GOOD, **{name: (ROOT / name).read_text() for name in LISTS}, **files}
        for name, text in every.items():
            path = Path(folder) / 'remember' / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        for name in ('.clang-format',):
            (Path(folder) / 'remember' / name).write_text((ROOT / name).read_text())
        return find(Path(folder) / 'remember')


def main():
    """All cases."""
    tap = Tap()
    findings, _ = look({})
    tap.say(not findings, 'good-tree', str(findings))
    for name, files in FINE.items():
        only = [finding for finding in look(files)[0] if finding.check not in ('format',)]
        tap.say(not only, f'fine/{name}', str(only))
    for name, (files, check, message) in BAD.items():
        findings, notes = look(files)
        if any(note.startswith(f'{check}: not checked') for note in notes):
            tap.skip(f'bad/{name}', next(note for note in notes if note.startswith(check)))
            continue
        parts = message.split('|')
        told = [finding for finding in findings if finding.check == check
                and (parts[0] in finding.message or parts[-1] == '')]
        whole = all(finding.path and finding.line > 0 and finding.hint for finding in told)
        tap.say(bool(told) and whole, f'bad/{name}', str(findings))
    _, notes = look(help_lines(HELP_ATTRIBUTES.replace('2026-08', '2028-01')))
    tap.say(any('more than a year' in note and note.endswith(': e') for note in notes), 'help-age-note', str(notes))
    done = subprocess.run([sys.executable, '-B', str(ROOT / 'build-aux/lint/main.py'), str(ROOT), 'no-such-check'],
                          capture_output=True, text=True, check=False)
    tap.say(done.returncode == 0 and 'nothing found' in done.stdout, 'program', done.stdout + done.stderr)
    print(f'1..{tap.number}')
    return 1 if tap.failed else 0


if __name__ == '__main__':
    sys.exit(main())
