"""A line on the terminal shows how far a command is, after a second, and leaves nothing behind.

The tests use real pseudo-terminals and a clock of their own.
"""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import pytest

from scripts.package.progress import line_of, progress
from tests.shared.tiny import ROOT


class Screen:
    """What a one-line terminal would show after the bytes written to it."""

    def __init__(self, columns: int) -> None:
        self.columns, self.cells, self.at, self.was = columns, [" "] * columns, 0, b""

    def write(self, data: bytes) -> None:
        for letter in data.decode("ascii"):
            if letter == "\r":
                self.at = 0
            else:
                assert letter.isprintable(), repr(letter)
                assert self.at < self.columns, "the line wraps"
                self.cells[self.at] = letter
                self.at += 1
        self.was += data

    @property
    def shown(self) -> str:
        return "".join(self.cells).rstrip()


class Terminal:
    """A pseudo-terminal with this number of columns, and its screen."""

    def __init__(self, columns: int = 80) -> None:
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.stream: TextIO = os.fdopen(self.slave, "w", closefd=False)
        self.screen = Screen(columns)

    def read(self) -> str:
        """What it shows now; all bytes have arrived, since this process writes them."""
        os.set_blocking(self.master, False)
        try:
            while data := os.read(self.master, 4096):
                self.screen.write(data)
        except BlockingIOError:
            pass
        finally:
            os.set_blocking(self.master, True)
        return self.screen.shown


class Clock:
    """Time that passes only when the test calls `pass_`: the drawing thread waits for it, and it for the next wait."""

    def __init__(self) -> None:
        self.now, self.asked = 0.0, threading.Semaphore(0)
        self._go, self.waits = threading.Semaphore(0), list[float]()

    def wait(self, ended: threading.Event, seconds: float) -> bool:
        self.waits.append(seconds)
        self.asked.release()
        while not self._go.acquire(timeout=0.01):
            if ended.is_set():
                return True
        self.now += seconds
        return ended.is_set()

    def pass_(self) -> None:
        self._go.release()
        assert self.asked.acquire(timeout=30)

    def ready(self) -> None:
        assert self.asked.acquire(timeout=30)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with opened() as made:
        yield made


@contextmanager
def opened(columns: int = 80) -> Iterator[Terminal]:
    made = Terminal(columns)
    try:
        yield made
    finally:
        made.stream.close()
        os.close(made.master)
        os.close(made.slave)


def test_after_a_second_the_line_tells_how_far_it_is_and_at_the_end_it_is_blank(terminal: Terminal) -> None:
    clock = Clock()
    with progress("validating", 4, terminal.stream, wait=clock.wait, clock=lambda: clock.now) as advance:
        clock.ready()
        advance()
        assert terminal.read() == ""
        clock.pass_()
        assert terminal.read() == "validating [#####---------------] 1/4 1 s"
        advance()
        advance()
        assert terminal.read() == "validating [#####---------------] 1/4 1 s"
        clock.pass_()
        assert terminal.read() == "validating [###############-----] 3/4 1 s"
        advance()
        clock.pass_()
        assert terminal.read() == "validating [####################] 4/4 1 s"
    assert terminal.read() == ""
    assert terminal.screen.at == 0
    assert clock.waits[0] == 1


def test_what_takes_less_than_a_second_writes_nothing_at_all(terminal: Terminal) -> None:
    clock = Clock()
    with progress("validating", 4, terminal.stream, wait=clock.wait) as advance:
        clock.ready()
        for _ in range(4):
            advance()
    assert terminal.read() == ""
    assert terminal.screen.was == b""


def test_a_line_that_has_nothing_new_is_not_written_again(terminal: Terminal) -> None:
    clock = Clock()
    with progress("validating", 4, terminal.stream, wait=clock.wait, clock=lambda: 0.0):
        clock.ready()
        for _ in range(3):
            clock.pass_()
        terminal.read()
        assert terminal.screen.was.count(b"validating") == 1


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_blanks_the_line_and_goes_on(terminal: Terminal, error: type[BaseException]) -> None:
    clock = Clock()
    with pytest.raises(error), progress("validating", 4, terminal.stream, wait=clock.wait):
        clock.ready()
        clock.pass_()
        assert terminal.read() != ""
        raise error
    assert terminal.read() == ""
    with progress("next", 1, terminal.stream, wait=(after := Clock()).wait):
        after.ready()
        after.pass_()
        assert terminal.read().startswith("next ")


@pytest.mark.parametrize("columns", [1, 4, 5, 12, 20, 40, 79, 80, 200])
def test_a_terminal_of_any_width_keeps_it_on_one_line(columns: int) -> None:
    clock = Clock()
    with opened(columns) as terminal:
        with progress("verifying citations", 1000, terminal.stream, wait=clock.wait) as advance:
            clock.ready()
            for _ in range(5):
                for _ in range(200):
                    advance()
                clock.pass_()
            shown = terminal.read()
            assert len(shown) <= max(columns - 4, 0)  # room for ^C
            assert ("1000/1000" in shown) == (columns > 12)
            assert ("verifying citations" in shown) == (columns >= 40)
        assert terminal.read() == ""


def test_a_count_that_becomes_shorter_leaves_no_letters_behind(terminal: Terminal) -> None:
    clock, seconds = Clock(), iter([0, 1234567, 3])
    with progress("validating", 4, terminal.stream, wait=clock.wait, clock=lambda: float(next(seconds))):
        clock.ready()
        clock.pass_()
        clock.pass_()
        assert terminal.read() == "validating [--------------------] 0/4 3 s"


def test_within_another_only_the_outer_one_is_shown(terminal: Terminal) -> None:
    outer, inner = Clock(), Clock()
    with progress("building", 2, terminal.stream, wait=outer.wait) as advance:
        outer.ready()
        outer.pass_()
        with progress("validating", 9, terminal.stream, wait=inner.wait) as advance_inner:
            advance_inner()
        advance()
        outer.pass_()
        assert terminal.read().startswith("building [##########----------] 1/2")
    assert inner.waits == []


def test_no_line_where_standard_error_is_no_terminal(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("progress") / "stderr"
    clock, before = Clock(), threading.active_count()
    with path.open("w") as stream, progress("validating", 4, stream, wait=clock.wait) as advance:
        advance()
        assert threading.active_count() == before
    assert path.read_bytes() == b""
    assert clock.waits == []


def test_no_line_on_a_terminal_that_cannot_return(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    clock = Clock()
    with progress("validating", 4, terminal.stream, wait=clock.wait):
        pass
    assert clock.waits == []


def test_no_line_where_there_is_no_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with progress("validating", 4) as advance:
        advance()


def test_a_terminal_that_goes_away_does_not_stop_the_work() -> None:
    clock = Clock()
    with opened() as terminal:
        with progress("validating", 4, terminal.stream, wait=clock.wait) as advance:
            clock.ready()
            clock.pass_()
            terminal.stream.close()
            advance()
            clock.now = 100
            clock.pass_()
        assert terminal.read().startswith("validating")


@pytest.mark.parametrize(("done", "total"), [(0, 0), (3, 2), (1, 0)])
def test_a_count_without_sense_is_told_without_a_fault(done: int, total: int) -> None:
    assert line_of("reading", done, total, 2, 60).endswith(f"] {min(done, total)}/{total} 2 s")


def test_every_line_fits_its_room() -> None:
    for room in range(80):
        for done in (0, 7, 100):
            assert len(line_of("verifying citations", done, 100, 12345, room)) <= room


# whole processes

CHILD = """
import fcntl, json, sys, termios
fcntl.ioctl(2, termios.TIOCSCTTY, 0)
from scripts.package.progress import progress
try:
    with progress("validating", 3, wait=lambda ended, seconds: ended.wait(0.001)) as advance:
        advance()
        sys.stdin.readline()
except KeyboardInterrupt:
    sys.exit(130)
print(json.dumps([1, 2]))
"""


@contextmanager
def child(terminal: Terminal) -> Iterator["subprocess.Popen[bytes]"]:
    """A process on this terminal that draws a line and then waits for a line of input; its results go to a pipe."""
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", CHILD],
        cwd=ROOT,
        stdin=terminal.slave,
        stdout=subprocess.PIPE,
        stderr=terminal.slave,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm"},
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def until_drawn(terminal: Terminal) -> None:
    while not terminal.screen.shown.startswith("validating [#####"):
        assert select.select([terminal.master], [], [], 60)[0], "the process does not draw"
        terminal.screen.write(os.read(terminal.master, 4096))


@pytest.mark.thorough
@pytest.mark.parametrize("columns", [40, 80])
def test_ctrl_c_leaves_nothing_on_the_terminal(columns: int) -> None:
    with opened(columns) as terminal, child(terminal) as process:
        until_drawn(terminal)
        os.write(terminal.master, b"\x03")
        assert process.communicate(timeout=60) == (b"", None)
        assert process.returncode == 130
        assert terminal.read() == ""
        assert b"^C" in terminal.screen.was


@pytest.mark.thorough
def test_results_go_to_standard_output_alone_and_progress_to_the_terminal_alone(terminal: Terminal) -> None:
    attributes = termios.tcgetattr(terminal.slave)
    attributes[3] &= ~termios.ECHO
    termios.tcsetattr(terminal.slave, termios.TCSANOW, attributes)
    with child(terminal) as process:
        until_drawn(terminal)
        os.write(terminal.master, b"\n")
        assert process.communicate(timeout=60) == (b"[1, 2]\n", None)
        assert process.returncode == 0
        assert terminal.read() == ""
