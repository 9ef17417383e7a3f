# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks of what a layer of C code may know: see the map in HACKING.md."""

import re

from tree import Finding, code_of, line_at

# What a folder of src/ may include from the others; tests/X may include what src/X may.
MAY_INCLUDE = {
    'core': {'core'},
    'box': {'box', 'core'},
    'exchange': {'exchange', 'core'},
    'model': {'model', 'box', 'exchange', 'core'},
    'media': {'media', 'exchange', 'core'},
    'player': {'player', 'media'},
    'ui': {'ui', 'model', 'media', 'core'},
    'app': {'app', 'ui', 'model', 'core'},
    'cli': {'cli', 'model', 'box', 'exchange', 'core'},
    'reminders': {'reminders', 'core'},
    'picture': {'picture', 'exchange', 'core'},
}
# Values that travel up through the headers of model, so that every layer above may name them.
VALUES = {'rem-secret.h', 'rem-recovery-code.h', 'rem-box-error.h', 'rem-picture.h', 'rem-exchange-error.h',
          'rem-dates-file.h'}
ABOVE_MODEL = {'ui', 'app', 'cli'}
# What two sides of a pipe must agree on.
PROTOCOLS = {'rem-picture-protocol.h': {'exchange'}}
# Headers from outside that only some folders may know.
FOREIGN = [
    (re.compile(r'^sqlite3\.h$'), {'box'}),
    (re.compile(r'^sodium\.h$|^sodium/'), {'box'}),
    (re.compile(r'^libsecret/'), {'box'}),
    (re.compile(r'^(?:gtk|gdk|gsk)/|^adwaita\.h$'), {'ui', 'app'}),
    (re.compile(r'^libical/'), {'core', 'exchange'}),
    (re.compile(r'^gst/'), {'player'}),
    (re.compile(r'^gdk-pixbuf/|^gexiv2/|^libheif/|^seccomp\.h$'), {'picture'}),
]
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+(?:<(?P<foreign>[^>]+)>|"(?P<own>[^"]+)")', re.MULTILINE)

CLOCK = re.compile(r'(?<![\w.>])(?:time \((?:NULL|&|0)|(?:gettimeofday|clock_gettime|localtime|localtime_r|timerfd_create'
                   r'|g_get_real_time|g_get_current_time|g_date_time_new_now\w*|g_timeout_\w+|sleep|usleep|g_usleep'
                   r'|nanosleep)\s*\()')
CLOCK_FILES = {'src/core/rem-system-clock.c', 'src/reminders/rem-alarm.c'}

BLOCKING = re.compile(r'(?<![\w.>])(?:g_main_context_iteration|g_main_loop_run|g_file_(?:load|replace)_contents'
                      r'|g_file_[gs]et_contents\w*|g_subprocess_(?:wait|communicate|communicate_utf8)|\w+_sync)\s*\(')
SINGLETON = re.compile(r'\b(?:rem_\w*_get_default|g_application_get_default)\s*\(')

ASSERT = re.compile(r'\bg_assert \((?P<what>[^;]*);', re.DOTALL)
OUTSIDE = re.compile(r'g_utf8_validate|\w+_(?:parse|read|load|deserialize|from_(?:string|bytes|json|data))\w* \(')

SQL_BUILDER = re.compile(r'\b(?:g_strdup_v?printf|g_string_(?:append_)?v?printf|g_strconcat|g_strjoin|g_snprintf|snprintf'
                         r'|sqlite3_(?:v?m|v?sn)printf|sqlite3_str_appendf)\s*\([^;]*;', re.DOTALL)
SQL_WORD = re.compile(r'"\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|ATTACH|PRAGMA|WITH)\b')


def layer_of(name):
    """The folder of src/ that a file belongs to or tests, or None."""
    parts = name.split('/')
    if len(parts) > 2 and parts[0] in ('src', 'tests') and parts[1] in MAY_INCLUDE:
        return parts[1]
    return None


def sources(tree, *tops):
    """Names and texts of the C files under the top folders that belong to a layer."""
    for name in tree.files('*.c', '*.h', under=tops):
        if layer_of(name) and tree.text(name) is not None:
            yield name, tree.text(name)


def search(tree, check, pattern, names_and_texts, message, hint):
    """A finding for each place where the pattern stands in code, unless waived."""
    for name, text in names_and_texts:
        code = code_of(text)
        for match in pattern.finditer(code):
            line = line_at(code, match.start())
            if not tree.is_waived(name, line, check):
                yield Finding(name, line, check, message.format(match.group().rstrip(' (')), hint)


def check_includes(tree):
    """Arrows never point up, and a library is known to one layer."""
    owner = {name.rsplit('/', 1)[-1]: layer_of(name) for name in tree.files('*.h', under=['src']) if layer_of(name)}
    for name, text in sources(tree, 'src', 'tests'):
        layer = layer_of(name)
        for match in INCLUDE.finditer(text):
            line = line_at(text, match.start())
            if tree.is_waived(name, line, 'layer'):
                continue
            if match['own']:
                header = match['own'].rsplit('/', 1)[-1]
                if (header in VALUES and layer in ABOVE_MODEL) or layer in PROTOCOLS.get(header, ()):
                    continue
                if owner.get(header, layer) not in MAY_INCLUDE[layer]:
                    yield Finding(name, line, 'layer', f'src/{layer} includes {header} of src/{owner[header]}',
                                  'hand the value down, or send a signal up: see the layers in HACKING.md')
                elif header.endswith('-private.h') and name.startswith('src/') and owner.get(header) != layer:
                    yield Finding(name, line, 'layer', f'{header} is private to src/{owner.get(header)}',
                                  'use what its public header offers')
                continue
            for pattern, layers in FOREIGN:
                if pattern.search(match['foreign']) and layer not in layers:
                    where = ' and '.join(f'src/{one}' for one in sorted(layers))
                    yield Finding(name, line, 'layer', f"{match['foreign']} is only for {where}",
                                  'move the code there and call it: see the layers in HACKING.md')


def check_clock(tree):
    """Time comes from RemClock, so that a test can be any day."""
    places = ((name, text) for name, text in sources(tree, 'src') if name not in CLOCK_FILES)
    return search(tree, 'clock', CLOCK, places, '{} reads the time or makes a timer by itself',
                  'take a RemClock, or the day itself, as an argument (g_idle_add_once and frame clocks are fine)')


def check_blocking(tree):
    """Nothing in the window waits for a disk."""
    places = ((name, text) for name, text in sources(tree, 'src') if layer_of(name) in ('ui', 'model'))
    return search(tree, 'blocking', BLOCKING, places, '{} may block the window', 'use the asynchronous form')


def check_singletons(tree):
    """A context is handed down; two boxes can live in one process."""
    return search(tree, 'singleton', SINGLETON, sources(tree, 'src'), '{} is a singleton',
                  'take what is needed in the constructor')


def check_assertions(tree):
    """What comes from outside gives an error, never an abort; tests say what differed."""
    for name, text in sources(tree, 'src', 'tests'):
        code = code_of(text)
        for match in ASSERT.finditer(code):
            line = line_at(code, match.start())
            if tree.is_waived(name, line, 'assertion'):
                continue
            if name.startswith('tests/'):
                yield Finding(name, line, 'assertion', 'g_assert says nothing when it fails',
                              'g_assert_true, g_assert_cmpint, g_assert_no_error ...')
            elif OUTSIDE.search(match['what']):
                yield Finding(name, line, 'assertion', 'an assertion on what comes from outside',
                              'set a GError and return')


def check_sql(tree):
    """Values are bound, never printed into a statement."""
    for name, text in sources(tree, 'src'):
        code = code_of(text, keep_strings=True)
        for match in SQL_BUILDER.finditer(code):
            line = line_at(code, match.start())
            if SQL_WORD.search(match.group()) and not tree.is_waived(name, line, 'printed-sql'):
                yield Finding(name, line, 'printed-sql', 'a statement built by printing', 'prepare it and bind the values')


def check_comments(tree):
    """Comments are /* */."""
    for name, text in sources(tree, 'src', 'tests'):
        for match in re.finditer(r'//', code_of(text)):
            yield Finding(name, line_at(text, match.start()), 'comment', 'a // comment', 'write /* */')


CHECKS = [check_includes, check_clock, check_blocking, check_singletons, check_assertions, check_sql, check_comments]
