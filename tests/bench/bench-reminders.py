#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the reminder service costs: memory, start, and how often it wakes while nothing is due."""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "reminders"))

from notice_server import Session, until  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
NAME = "org.example.Remember.Reminders"
CLOCK = "2026-11-25T10:00:00"
N_ENTRIES = 730
N_STARTS = 7
SETTLE_S = 16  # an idle thread of a pool ends after fifteen seconds
IDLE_S = 20

# Limits of the project: proportional memory, start, wake-ups between due times.
MAX_PSS_KIB = 6 * 1024
MAX_START_MS = 50
MAX_WAKE_UPS = 0


def write_plan(folder):
    """A reminder a day for two years, the next one in three days."""
    os.makedirs(folder, mode=0o700)
    first = time.mktime((2026, 11, 28, 12, 0, 0, 0, 0, 0))
    with open(os.path.join(folder, "plan"), "w", encoding="utf-8") as plan:
        plan.write("[plan]\nversion=1\n")
        for i in range(N_ENTRIES):
            day = time.strftime("%Y-%m-%d", time.localtime(first + i * 24 * 60 * 60))
            plan.write(f"\n[{i:032x}]\ndue={day}T10:00\ntitle=Remember\n"
                       f"body=There is something here for you.\nabout={i + 4096:032x}\n")


def read_switches(pid):
    """How often each thread of a process was put to sleep so far: there is a wake-up before each."""
    switches = {}
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/status", encoding="utf-8") as status:
            switches[task] = sum(int(line.split()[1]) for line in status if line.startswith("voluntary"))
    return switches


def read_pss(pid):
    """Proportional memory in KiB, or None where one may not look."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="utf-8") as rollup:
            return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    except OSError:
        return None


def start(session):
    """The service and the milliseconds until it had its name, seen from outside."""
    begin = time.monotonic()
    service = subprocess.Popen([PROGRAM, "--clock", CLOCK], stdin=subprocess.DEVNULL)
    while not session.has_owner(NAME):
        if time.monotonic() - begin > 10:
            raise SystemExit("the service did not start")
        time.sleep(0.001)
    return service, (time.monotonic() - begin) * 1000


def stop(session, service):
    service.terminate()
    service.wait()
    until(lambda: not session.has_owner(NAME))


def main():
    with tempfile.TemporaryDirectory(prefix="remember-bench-") as folder:
        state = os.path.join(folder, "state", "remember")
        write_plan(state)
        session = Session(folder, PROGRAM, {
            "XDG_STATE_HOME": os.path.dirname(state),
            "HOME": folder,
            "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent",
        })
        times = []
        for _ in range(N_STARTS):
            service, elapsed = start(session)
            times.append(elapsed)
            stop(session, service)
        service, _ = start(session)
        time.sleep(SETTLE_S)
        pss = read_pss(service.pid)
        before = read_switches(service.pid)
        time.sleep(IDLE_S)
        after = read_switches(service.pid)
        n_wake_ups = sum(n - before.get(task, 0) for task, n in after.items())
        stop(session, service)
        session.down()

    median = statistics.median(times)
    print(f"start: median {median:.0f} ms of {N_STARTS} (limit {MAX_START_MS}), best {min(times):.0f}")
    print(f"memory: {'not readable' if pss is None else f'{pss} KiB proportional'} (limit {MAX_PSS_KIB})")
    print(f"wake-ups: {n_wake_ups} in {IDLE_S} s with {N_ENTRIES} reminders to come (limit {MAX_WAKE_UPS})")
    is_good = median <= MAX_START_MS and (pss is None or pss <= MAX_PSS_KIB) and n_wake_ups <= MAX_WAKE_UPS
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
