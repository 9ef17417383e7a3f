#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The count at the end of ./dev test tells the truth, also of programs that crash half way."""

import json
import subprocess
import sys
import tempfile

PROGRAM = f'{sys.argv[1]}/build-aux/count-tests.py'
# name: (result and standard output of each program, the last line, whether the status is good)
CASES = {
    'nothing-ran': ([], '0 passed, 0 failed, 0 skipped', False),
    'failed-case': ([('FAIL', 'TAP version 13\nnot ok 1 /a\nok 2 /b\n1..2\n')], '1 passed, 1 failed, 0 skipped', False),
    'crashed': ([('ERROR', '1..3\nok 1 /a\n')], '1 passed, 1 failed, 0 skipped', False),
    'crashed-at-once': ([('ERROR', '')], '0 passed, 1 failed, 0 skipped', False),
    'timeout': ([('TIMEOUT', '1..2\nok 1 /a\nok 2 /b\n')], '2 passed, 1 failed, 0 skipped', False),
    'fewer-than-planned': ([('OK', '1..2\nok 1 /a\n')], '1 passed, 1 failed, 0 skipped', False),
    'no-tap-failed': ([('FAIL', 'x\n')], '0 passed, 1 failed, 0 skipped', False),
    'passed': ([('OK', '1..2\n# random seed: x\nok 1 /a\n# Start of b tests\nok 2 /b/c\n')],
               '2 passed, 0 failed, 0 skipped', True),
    'skipped-case': ([('OK', '1..2\nok 1 /a # SKIP no heif loader\nok 2 /b\n')], '1 passed, 0 failed, 1 skipped', True),
    'skipped-program': ([('SKIP', '1..0 # SKIP no Xvfb\n'), ('OK', '')], '1 passed, 0 failed, 1 skipped', True),
    'nested': ([('OK', 'TAP version 14\n# Subtest: a\n    ok 1 /a/b\n    ok 2 /a/c\n    1..2\nok 1 /a\n1..1\n')],
               '2 passed, 0 failed, 0 skipped', True),
    'unsteady': ([('OK', '1..1\n# unsteady: a, tried again\nok 1 a\n')], '1 passed, 0 failed, 0 skipped', True),
    'unsteady-failed': ([('FAIL', '1..1\n# unsteady: a, tried again\nnot ok 1 a\n')],
                        '0 passed, 1 failed, 0 skipped', False),
    'known-failure': ([('OK', '1..1\nnot ok 1 /a # TO' 'DO later\n')], '1 passed, 0 failed, 0 skipped', True),
}


def main():
    """Says each case as TAP."""
    failed = 0
    print(f'1..{len(CASES)}')
    for number, (name, (programs, last, good)) in enumerate(CASES.items(), 1):
        with tempfile.NamedTemporaryFile('w', suffix='.json') as log:
            for result, text in programs:
                log.write(json.dumps({'name': 'p', 'result': result, 'stdout': text, 'returncode': 0}) + '\n')
            log.flush()
            done = subprocess.run([sys.executable, '-B', PROGRAM, log.name], capture_output=True, text=True, check=False)
        right = done.stdout.splitlines()[-1:] == [last] and (done.returncode == 0) == good
        right = right and ('Unsteady:' in done.stdout) == name.startswith('unsteady')
        failed += 0 if right else 1
        print(f"{'ok' if right else 'not ok'} {number} - {name}")
        if not right:
            print(f'# {done.stdout!r} {done.stderr!r}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
