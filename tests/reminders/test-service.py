# SPDX-License-Identifier: GPL-3.0-or-later
"""remember-reminders as a session meets it: a private bus, a notification server, a clock that starts elsewhere."""

import os
import signal
import subprocess
import sys
import tempfile
import traceback

try:
    import gi
    gi.require_version("Gio", "2.0")
    from gi.repository import GLib
    from notice_server import Server, Session, mode_of, until
except (ImportError, ValueError) as error:
    print(f"1..0 # SKIP python3-gi is needed: {error}")
    sys.exit(0)

PROGRAM = os.path.abspath(sys.argv[1])
TITLE = "Remember"
BODY = "There is something here for you."
NOTICE = ("a1", "2026-11-25T10:00", TITLE, BODY, "77")


def plan_text(*entries):
    text = "[plan]\nversion=1\n"
    for key, due, title, body, about in entries:
        text += f"\n[{key}]\ndue={due}\ntitle={title}\nbody={body}\nabout={about}\n"
    return text


class Case:
    """One test: a session, the folder of the state files, and the services that were started."""

    def __init__(self, server="freedesktop"):
        # A service that the bus started may still write something while the folder goes.
        self.temporary = tempfile.TemporaryDirectory(prefix="remember-reminders-", ignore_cleanup_errors=True)
        self.state = os.path.join(self.temporary.name, "state", "remember")
        self.services = []
        self.begin_session("session", server)

    def begin_session(self, folder, server="freedesktop"):
        self.session = self.server = None  # a bus that goes takes the address of the next one with it
        self.session = Session(os.path.join(self.temporary.name, folder), PROGRAM, {
            "XDG_STATE_HOME": os.path.dirname(self.state),
            "HOME": self.temporary.name,
            "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent",
        })
        self.server = Server(self.session, server) if server else None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for service in self.services:
            if service.poll() is None:
                service.kill()
                service.wait()
        if self.server is not None:
            self.server.leave()
        self.session.down()
        self.temporary.cleanup()

    def path(self, name):
        return os.path.join(self.state, name)

    def write_plan(self, *entries, text=None):
        os.makedirs(self.state, mode=0o700, exist_ok=True)
        new = self.path("plan.new")
        with open(new, "w", encoding="utf-8") as out:
            out.write(text if text is not None else plan_text(*entries))
        os.rename(new, self.path("plan"))

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def start(self, clock=None):
        arguments = [PROGRAM] + (["--clock", clock] if clock else [])
        log = os.path.join(self.temporary.name, f"log-{len(self.services)}")
        with open(log, "wb") as errors:
            service = subprocess.Popen(arguments, stderr=errors, stdin=subprocess.DEVNULL)
        service.log = log
        self.services.append(service)
        return service

    @staticmethod
    def said(service):
        """What the service has written to its log until now."""
        with open(service.log, encoding="utf-8") as log:
            return log.read()

    def crash(self, service):
        service.send_signal(signal.SIGKILL)
        service.wait()
        assert until(lambda: not self.session.has_owner("org.example.Remember.Reminders"))

    def lives(self, service):
        return until(lambda: self.session.has_owner("org.example.Remember.Reminders")) and service.poll() is None

    def dry_run(self, *arguments):
        return subprocess.run([PROGRAM, "--dry-run", *arguments], capture_output=True, text=True, check=False)

    def settle(self):
        """Lets the service do all that it has to do; what did not come by then does not come."""
        until(lambda: False, 1.5)

    @property
    def shown(self):
        return self.server.shown


def labels(actions):
    return actions[1::2]


def test_words_at_the_hour():
    """A reminder that falls due while no window runs is shown with its exact words."""
    with Case() as case:
        case.write_plan(NOTICE)
        case.start("2026-11-25T09:59:58")
        assert until(lambda: case.shown)
        _, name, icon, title, body, actions, hints = case.shown[0]
        assert (name, icon, title, body) == ("Reminders", "", TITLE, BODY), case.shown[0]
        assert labels(actions) == ["", "Open", "Later", "Not this year"], actions
        assert hints["urgency"] == 1 and not [key for key in hints if "sound" in key], hints
        assert hints["desktop-entry"] == "org.example.Remember.Reminders"
        assert not case.session.has_owner("org.example.Remember")
        assert mode_of(case.path("told")) == 0o600
        case.settle()
        assert len(case.shown) == 1 and not case.server.closed


def test_not_before_the_hour():
    with Case() as case:
        case.write_plan(NOTICE)
        service = case.start("2026-11-25T09:58:00")
        assert case.lives(service)
        case.settle()
        assert not case.shown and not os.path.exists(case.path("told"))


def test_computer_was_off():
    """Later on the same day it is told once; a day that is over is never told."""
    with Case() as case:
        case.write_plan(NOTICE)
        service = case.start("2026-11-26T00:10:00")
        assert case.lives(service)
        case.settle()
        assert not case.shown
        case.crash(service)
        case.start("2026-11-25T23:10:00")
        assert until(lambda: case.shown)


def test_crash_repeats_nothing():
    with Case() as case:
        case.write_plan(NOTICE)
        service = case.start("2026-11-25T10:00:00")
        assert until(lambda: case.shown)
        case.crash(service)
        service = case.start("2026-11-25T10:00:05")
        assert case.lives(service)
        case.settle()
        assert len(case.shown) == 1


def test_session_bus_restarts():
    """It goes with its bus; on the next one nothing is repeated, and what is to come comes."""
    with Case() as case:
        case.write_plan(NOTICE, ("a2", "2026-11-26T10:00", TITLE, "the next day", "88"))
        service = case.start("2026-11-25T10:00:00")
        assert until(lambda: case.shown)
        case.settle()
        case.server.leave()
        case.session.down()
        service.wait(20)
        case.begin_session("again")
        service = case.start("2026-11-25T10:05:00")
        assert case.lives(service)
        case.settle()
        assert not case.shown
        case.crash(service)
        case.start("2026-11-26T09:59:58")
        assert until(lambda: case.shown)
        assert case.shown[0][4] == "the next day"


def test_open():
    """Open starts the window, and the notice goes."""
    with Case() as case:
        case.write_plan(NOTICE)
        case.start("2026-11-25T10:00:00")
        assert until(lambda: case.shown)
        case.server.press(1, "Open")
        assert until(lambda: case.session.window_calls())
        assert case.session.window_calls()[0].startswith("Activate /org/example/Remember ")
        assert until(lambda: case.server.closed == [1])
        assert "state=over" in case.read("told")


def test_click():
    """A click on the notice itself opens too."""
    with Case() as case:
        case.write_plan(NOTICE)
        case.start("2026-11-25T10:00:00")
        assert until(lambda: case.shown)
        case.server.press(1, "")
        assert until(lambda: case.session.window_calls())


def test_later():
    """Later brings it once more in an hour, in the evening and tomorrow, also after a restart; then it rests."""
    with Case() as case:
        case.write_plan(NOTICE)
        service = case.start("2026-11-25T10:00:00")
        assert until(lambda: case.shown)
        case.server.press(1, "Later")
        assert until(lambda: case.server.closed == [1])
        assert "state=later" in case.read("told")
        assert not case.session.window_calls()
        case.crash(service)
        service = case.start("2026-11-25T10:55:00")
        assert case.lives(service)
        case.settle()
        assert len(case.shown) == 1
        case.crash(service)
        case.start("2026-11-25T10:59:59")
        assert until(lambda: len(case.shown) == 2)
        assert case.shown[1][3:5] == (TITLE, BODY)
        assert labels(case.shown[1][5]) == ["", "Open", "Later", "Not this year"]
        assert "state=shown-again" in case.read("told")
        case.server.press(2, "Later")
        assert until(lambda: "times=2" in case.read("told"))
        coming = case.dry_run("--clock", "2026-11-25T12:00:00").stdout
        assert coming.startswith("2026-11-25T19:00\t"), coming
        case.crash(case.services[-1])
        service = case.start("2026-11-25T19:00:00")
        assert until(lambda: len(case.shown) == 3)
        case.server.press(3, "Later")
        assert until(lambda: "times=3" in case.read("told"))
        case.crash(service)
        case.start("2026-11-26T09:59:59")
        assert until(lambda: len(case.shown) == 4)
        assert labels(case.shown[3][5]) == ["", "Open", "Not this year"]


def test_trial():
    """The window can have one shown to see how it looks: it has no buttons and is no reminder."""
    with Case() as case:
        os.makedirs(case.state, mode=0o700)
        words = GLib.Variant("(sava{sv})", ("trial", [GLib.Variant("(ss)", ("Remember", "The <b>tea</b>"))], {}))
        case.session.call_service("ActivateAction", words)
        assert until(lambda: case.shown)
        assert case.shown[0][3:5] == ("Remember", "The ‹b>tea‹/b>"), case.shown[0]
        assert labels(case.shown[0][5]) in ([], [""])
        assert not os.path.exists(case.path("told"))


def test_not_this_year():
    """Not this year waits for the window, and what speaks of the same is silent from now on."""
    with Case() as case:
        case.write_plan(NOTICE, ("a2", "2026-11-28T10:00", TITLE, "same", "77"),
                        ("a3", "2026-11-29T10:00", TITLE, "other", "88"))
        service = case.start("2026-11-25T10:00:00")
        assert until(lambda: case.shown)
        case.server.press(1, "Not this year")
        assert until(lambda: case.server.closed == [1])
        assert case.read("answers") == "a1 77\n"
        assert mode_of(case.path("answers")) == 0o600
        coming = case.dry_run("--clock", "2026-11-25T12:00:00").stdout
        assert coming == "2026-11-29T10:00\tRemember\tother\n", coming
        case.crash(service)
        service = case.start("2026-11-28T10:00:00")
        assert case.lives(service)
        case.settle()
        assert len(case.shown) == 1


def test_day_ends():
    with Case() as case:
        case.write_plan(("a1", "2026-11-25T23:00", TITLE, BODY, "77"))
        case.start("2026-11-25T23:59:57")
        assert until(lambda: case.shown)
        assert until(lambda: case.server.closed == [1])


def test_plan_is_rewritten():
    """A plan that is written while the service waits is followed at once."""
    with Case() as case:
        case.write_plan(("a1", "2026-11-25T18:00", TITLE, BODY, "77"))
        service = case.start("2026-11-25T12:00:00")
        assert case.lives(service)
        case.settle()
        case.write_plan(("b1", "2026-11-25T11:00", TITLE, "sooner", "77"))
        assert until(lambda: case.shown)
        assert case.shown[0][4] == "sooner"
        case.settle()  # GLib can take back only what the server has answered
        case.write_plan(("c1", "2026-11-27T11:00", TITLE, "another", "77"))
        assert until(lambda: case.server.closed == [1])
        case.settle()
        assert len(case.shown) == 1


def test_silence_without_a_good_plan():
    """Missing, damaged and of a newer version: nothing is said, and the log gives nothing away."""
    with Case() as case:
        nothing = case.start("2026-11-25T10:00:00")
        assert nothing.wait(20) == 0  # no folder: reminders were never chosen
        secret = "a word of somebody"
        bad = plan_text(NOTICE).replace(BODY, secret).replace("T10:00", "T99:00")
        newer = plan_text(NOTICE).replace(BODY, secret).replace("version=1", "version=2")
        for text in ("", bad, newer, "\x00", secret):
            case.write_plan(text=text)
            service = case.start("2026-11-25T10:00:00")
            assert case.lives(service), text
            # The name is there before the plan was read: how long after, depends on the computer.
            assert until(lambda: "The reminder plan" in case.said(service)), text
            case.settle()
            assert not case.shown
            case.crash(service)
            said = case.said(service)
            assert said.count("The reminder plan") == 1, said
            assert secret not in said and "a1" not in said, said
        os.unlink(case.path("plan"))
        service = case.start("2026-11-25T10:00:00")
        assert case.lives(service)
        case.write_plan(NOTICE)  # and it comes back to life
        assert until(lambda: case.shown)


def test_one_speaks():
    with Case() as case:
        case.write_plan(NOTICE)
        first = case.start("2026-11-25T09:59:57")
        assert case.lives(first)
        second = case.start("2026-11-25T10:00:00")
        assert second.wait(20) == 0
        assert until(lambda: case.shown)
        case.settle()
        assert len(case.shown) == 1 and first.poll() is None


def test_server_comes_late():
    """Where nothing can show a notice yet, it waits on the same day and is not lost."""
    with Case(server=None) as case:
        case.write_plan(NOTICE)
        service = case.start("2026-11-25T10:00:00")
        assert case.lives(service)
        case.settle()
        assert not os.path.exists(case.path("told"))
        case.server = Server(case.session)
        assert until(lambda: case.shown)


def test_gnome_shell():
    """The back end of the GNOME shell gets the same words, and takes the notice back."""
    with Case(server="gtk") as case:
        case.write_plan(NOTICE, ("a2", "2026-11-26T10:00", TITLE, BODY, "88"))
        service = case.start("2026-11-25T10:00:00")
        assert until(lambda: case.shown)
        application, _, notice = case.shown[0]
        assert application == "org.example.Remember.Reminders"
        assert (notice["title"], notice["body"]) == (TITLE, BODY)
        assert notice["priority"] == "normal"
        assert notice["default-action"] == "app.open"
        assert [b["label"] for b in notice["buttons"]] == ["Open", "Later", "Not this year"]
        case.crash(service)
        # The shell calls the service by its name, which starts it, and hands its token on.
        case.session.call_service("ActivateAction", GLib.Variant(
            "(sava{sv})", ("open", [GLib.Variant("s", "a1")],
                           {"desktop-startup-id": GLib.Variant("s", "token-1"),
                            "other": GLib.Variant("s", "not handed on")})))
        assert until(lambda: case.session.window_calls())
        call = case.session.window_calls()[0]
        assert "token-1" in call and "not handed on" not in call, call
        assert until(lambda: case.server.closed)


def test_portal():
    """In a sandbox the portal gets the same words; its buttons come back by the name of the service."""
    # As GLib 2.74 and 2.84 call it.
    switches = ("GTK_USE_PORTAL", "GIO_USE_PORTALS")
    os.environ.update(dict.fromkeys(switches, "1"))
    try:
        with Case(server="portal") as case:
            case.write_plan(NOTICE)
            case.start("2026-11-25T10:00:00")
            assert until(lambda: case.shown)
            _, notice = case.shown[0]
            assert (notice["title"], notice["body"]) == (TITLE, BODY)
            assert notice["priority"] == "normal" and notice["default-action"] == "app.open"
            assert [b["label"] for b in notice["buttons"]] == ["Open", "Later", "Not this year"]
            case.session.call_service("ActivateAction", GLib.Variant(
                "(sava{sv})", ("skip", [GLib.Variant("s", "a1")], {})))
            assert until(lambda: case.server.closed)
            assert until(lambda: os.path.exists(case.path("answers")))
            assert not case.session.window_calls()
    finally:
        for switch in switches:
            del os.environ[switch]


def test_strangers_are_ignored():
    """Whatever another program of the session sends, nothing is answered that was not told."""
    with Case() as case:
        case.write_plan(NOTICE, ("a2", "2026-11-28T10:00", TITLE, BODY, "88"))
        service = case.start("2026-11-25T10:00:00")
        assert until(lambda: case.shown)
        for action in ("skip", "later"):
            for target in ("a2", "zz", "", "../../x", "a" * 5000):
                case.session.call_service("ActivateAction", GLib.Variant(
                    "(sava{sv})", (action, [GLib.Variant("s", target)], {})))
        for bad in ([], [GLib.Variant("i", 1)]):
            try:
                case.session.call_service("ActivateAction", GLib.Variant("(sava{sv})", ("skip", bad, {})))
                raise AssertionError("a call of the wrong form was taken")
            except GLib.Error:
                pass
        case.session.call_service("Activate", GLib.Variant("(a{sv})", ({},)))
        case.settle()
        assert service.poll() is None and not case.server.closed
        assert not os.path.exists(case.path("answers"))
        assert "state=shown" in case.read("told")


def test_words_are_no_markup():
    with Case() as case:
        case.write_plan(("a1", "2026-11-25T10:00", "<b>T</b>", "Ana <3 & <a href=x>y</a>", "77"))
        case.start("2026-11-25T10:00:00")
        assert until(lambda: case.shown)
        assert case.shown[0][3:5] == ("‹b>T‹/b>", "Ana ‹3 & ‹a href=x>y‹/a>")


def test_dry_run():
    with Case() as case:
        case.write_plan(NOTICE, ("a2", "2027-03-28T02:30", TITLE, "spring", "88"),
                        ("a3", "2027-03-28T09:00", TITLE, "too", "88"),
                        ("a4", "2027-04-01T10:00", TITLE, "april", "99"))
        environment = dict(os.environ, TZ="Europe/Madrid")
        done = subprocess.run([PROGRAM, "--dry-run", "--until", "2027-03-31", "--clock", "2026-11-24T12:00:00",
                               "--plan", case.path("plan")],
                              capture_output=True, text=True, env=environment, check=False)
        assert done.stdout == (f"2026-11-25T10:00\t{TITLE}\t{BODY}\n"
                               f"2027-03-28T03:00\t{TITLE}\tspring too\n"), done.stdout
        assert (done.returncode, done.stderr) == (0, "")
        assert case.dry_run("--clock", "2026-11-25T12:00:00").stdout.startswith("2026-11-25T12:00\t")
        assert case.dry_run("--until", "soon").returncode == 2
        assert case.dry_run("--clock", "soon").returncode == 2
        assert case.dry_run("--plan", case.path("none")).stdout == ""
        assert subprocess.run([PROGRAM, "--until", "2026-11-25"], capture_output=True, check=False).returncode == 2
        assert subprocess.run([PROGRAM, "--nonsense"], capture_output=True, check=False).returncode == 2
        assert not os.path.exists(case.path("told"))


def test_links_little():
    """Neither the box nor a display nor a calendar library is loaded, not even by way of another one."""
    linked = subprocess.run(["ldd", PROGRAM], capture_output=True, text=True, check=True).stdout
    for name in ("libical", "libicu", "libsqlite3", "libsodium", "libsecret", "libgtk", "libadwaita", "libcairo"):
        assert name not in linked, linked


def main():
    tests = [(name, function) for name, function in globals().items() if name.startswith("test_")]
    chosen = sys.argv[2:]
    if chosen:
        tests = [(name, function) for name, function in tests if name in chosen]
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            print(f"ok {number} {name}", flush=True)
        except Exception:  # pylint: disable=broad-except
            failed += 1
            print("".join("# " + line for line in traceback.format_exc().splitlines(True)))
            print(f"not ok {number} {name}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
