# SPDX-License-Identifier: GPL-3.0-or-later
"""Every function of a public header in src/ is explained above its definition, argument by argument."""

import re

from tree import Finding, code_of, line_at

PROTOTYPE = re.compile(r'^(?P<returns>[A-Za-z_][\w \t*]*?[\s*])(?P<name>rem_\w+)\s*\((?P<arguments>[^;{]*?)\)'
                       r'[\sA-Z_0-9()]*;', re.MULTILINE)
BLOCK = re.compile(r'/\*\*\n \* (?P<name>rem_\w+):[^\n]*\n(?P<body>.*?)\*/', re.DOTALL)
# Explained by what they belong to.
IMPLIED = re.compile(r'_get_type$|_error_quark$')


def prototypes(text):
    """Name, arguments, line and whether something is returned, for each function that a header declares."""
    code = code_of(text)
    # What follows a # belongs to the preprocessor.
    code = re.sub(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*', lambda match: re.sub(r'[^\n]', ' ', match.group()), code, flags=re.MULTILINE)
    for match in PROTOTYPE.finditer(code):
        if match['returns'].lstrip().startswith('typedef'):
            continue
        arguments = []
        flat = re.sub(r'\([^()]*\)', '', match['arguments'])
        for argument in flat.split(','):
            word = re.search(r'(\w+)\s*(?:\[[^\]]*\])?\s*$', argument)
            if word and word[1] != 'void':
                arguments.append(word[1])
            elif '...' in argument:
                arguments.append('...')
        returns = re.sub(r'\b(?:extern|G_\w+)\b', '', match['returns']).strip()
        yield match['name'], arguments, line_at(code, match.start('name')), returns != 'void'


def check_docstrings(tree):
    """Compares the prototypes with the blocks in the sources beside them."""
    blocks = {}
    for name in tree.files('*.c', under=['src']):
        text = tree.text(name) or ''
        for match in BLOCK.finditer(text):
            blocks[(name.rsplit('/', 1)[0], match['name'])] = (name, line_at(text, match.start()), match['body'])
    for header in tree.files('rem-*.h', under=['src']):
        if header.endswith('-private.h'):
            continue
        folder = header.rsplit('/', 1)[0]
        for name, arguments, line, returns in prototypes(tree.text(header) or ''):
            if IMPLIED.search(name) or tree.is_waived(header, line, 'docstring'):
                continue
            if (folder, name) not in blocks:
                yield Finding(header, line, 'docstring', f'{name} is not explained',
                              'write a /** block above its definition, in the form of HACKING.md')
                continue
            where, start, body = blocks[(folder, name)]
            told = re.findall(r'^ \* @([\w.]+):', body, re.MULTILINE)
            for argument in arguments:
                if argument not in told:
                    yield Finding(where, start, 'docstring', f'{name} does not explain @{argument}', 'add a line for it')
            for argument in told:
                if argument not in arguments:
                    yield Finding(where, start, 'docstring', f'{name} explains @{argument}, which it does not have',
                                  'remove or rename it: a stale docstring is a bug')
            if returns and not re.search(r'^ \* Returns:', body, re.MULTILINE):
                yield Finding(where, start, 'docstring', f'{name} does not say what it returns', 'add "Returns:"')


CHECKS = [check_docstrings]
