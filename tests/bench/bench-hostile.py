#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long calendar files hold the program that want to hold it for ever.

    bench-hostile.py REMEMBER_BOX

Each is read as "import --dry-run" does, beside a plain file of one date in the same run. Whatever it
is, it ends within a tenth of a second, with what can be taken of it and a sentence about the rest.
"""

import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

BAR_MS = 100
ROUNDS = 5

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n"
END = "END:VCALENDAR\r\n"

RULES = {
    "every second": "FREQ=SECONDLY",
    "every minute of a day that never is": "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
    "COUNT of 2^31": "FREQ=DAILY;COUNT=2147483648",
    "COUNT of 2^31-1": "FREQ=YEARLY;COUNT=2147483647",
    "INTERVAL of 0": "FREQ=YEARLY;INTERVAL=0",
    "INTERVAL of 2^31-1": "FREQ=YEARLY;INTERVAL=2147483647",
    "a calendar that is none": "RSCALE=MARTIAN;FREQ=YEARLY",
    "every second in the Hebrew calendar": "RSCALE=HEBREW;FREQ=SECONDLY;BYSECOND=61",
    "BYSETPOS alone": "FREQ=YEARLY;BYSETPOS=1",
    "31 February": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
    "the fifth Monday among one day": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;BYSETPOS=5",
    "every part there is": "FREQ=YEARLY;BYDAY=" + ",".join(f"{n}MO" for n in range(1, 54))
                           + ";BYYEARDAY=" + ",".join(map(str, range(1, 367)))
                           + ";BYSETPOS=" + ",".join(map(str, range(-366, 0))),
}


def event(*lines, uid="one"):
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTART;VALUE=DATE:20200101", "SUMMARY:x", *lines,
                        "END:VEVENT", ""])


def build_files():
    """Name and bytes of each file."""
    files = {name: HEAD + event("RRULE:" + rule) + END for name, rule in RULES.items()}
    files["a line of 10 MB"] = HEAD + event("DESCRIPTION:" + "x" * 10_000_000) + END
    files["10 MB of folded lines"] = HEAD + event("DESCRIPTION:" + "\r\n ".join(["x" * 70] * 140_000)) + END
    files["100,000 open events"] = HEAD + "BEGIN:VEVENT\r\n" * 100_000
    files["100,000 events"] = HEAD + "".join(event("RRULE:FREQ=YEARLY", uid=f"{n}") for n in range(100_000)) + END
    files["7,000 single days"] = HEAD + event("RDATE;VALUE=DATE:" + ",".join(
        f"{1900 + n % 200}{1 + n % 12:02}{1 + n % 28:02}" for n in range(7000))) + END
    files["cut off"] = (HEAD + event("RRULE:FREQ=YEARLY"))[:-20]
    files["UTF-16"] = (HEAD + event() + END).encode("utf-16")
    files["Latin-1"] = (HEAD + event("COMMENT:a\xf1o") + END).encode("latin-1")
    files["10 MB of zeros"] = bytes(10_000_000)
    return {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="bench-hostile-") as folder:
        folder = pathlib.Path(folder)
        (folder / "passphrase").write_text("three quiet words")
        command = [program, "--box", folder / "box", "--passphrase-file", folder / "passphrase"]
        subprocess.run([*command, "create", "--kdf-mib", "64"], check=True, capture_output=True)

        def measure(content):
            """Milliseconds, the median; the passphrase is not asked for where nothing is kept."""
            path = folder / "file.ics"
            path.write_bytes(content)
            times = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                done = subprocess.run([*command, "import", "--dry-run", path], capture_output=True, check=False)
                times.append((time.perf_counter() - began) * 1000)
                if done.returncode < 0 or not done.stdout + done.stderr:
                    sys.exit(f"it ended with {done.returncode} and said nothing")
            return statistics.median(times)

        plain = measure((HEAD + event("RRULE:FREQ=YEARLY") + END).encode())
        print(f"{'one date each year':42} {plain:6.1f} ms")
        late = []
        for name, content in build_files().items():
            taken = measure(content)
            print(f"{name:42} {taken:6.1f} ms  {taken / plain:5.1f} times that")
            # Of these 10,000 are taken, and written down one by one.
            if taken > BAR_MS and name != "100,000 events":
                late.append(name)
        if late:
            sys.exit(f"over {BAR_MS} ms: {', '.join(late)}")


if __name__ == "__main__":
    main()
