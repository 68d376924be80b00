"""Live feedback: a line on the terminal that tells how far a command is, once it has taken a second, and nothing of it afterwards."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

AFTER, EVERY = 1.0, 0.2  # seconds until the line appears, and until it is looked at again
WIDEST = 60
Advance = Callable[[], None]
_one_line = threading.Lock()  # the outermost progress has the line


def unseen() -> None:
    """A step of which nobody is told."""


@contextmanager
def progress(
    doing: str,
    total: int,
    stream: TextIO | None = None,
    *,
    wait: Callable[[threading.Event, float], bool] = threading.Event.wait,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Advance]:
    """Tell on standard error how many of `total` steps are done; the function given says that one more is.

    `doing` is a word or two of plain letters, such as "validating". Where the stream is no terminal, and in the first
    second, nothing is written; at the end, also one by an exception, the line is blanked. The steps only count: a thread
    of its own draws. `wait` and `clock` are what passes the time.
    """
    stream = stream or sys.stderr
    if not _is_terminal(stream) or not _one_line.acquire(blocking=False):
        yield unseen
        return
    done = [0]
    ended = threading.Event()
    line = _Line(stream)

    def keep_drawing() -> None:
        began, seconds = clock(), AFTER
        while not wait(ended, seconds):
            line.draw(told(doing, done[0], total, clock() - began, line.room()))
            seconds = EVERY

    def advance() -> None:
        done[0] += 1

    thread = threading.Thread(target=keep_drawing, daemon=True)
    try:
        thread.start()
        yield advance
    finally:
        ended.set()
        try:
            thread.join()
        finally:  # also where Ctrl-C is pressed twice
            line.blank()
            _one_line.release()


def told(doing: str, done: int, total: int, seconds: float, room: int) -> str:
    """The line, in no more than `room` letters: `validating [#####-----] 5/10 12 s`; where there is no room for all, less of it."""
    done = min(done, total)
    count = f"{done}/{total} {seconds:.0f} s"
    bar = min(room - len(doing) - len(count) - 4, 20)
    if bar < 3:
        return f"{doing} {count}"[:room] if len(doing) + len(count) < room else count[:room]
    full = bar * done // max(total, 1)
    return f"{doing} [{'#' * full}{'-' * (bar - full)}] {count}"


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether a line can be drawn there and blanked again. There is no standard error at all in some windowed programs."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


class _Line:
    """The line of the terminal on which the cursor stands. It is written with returns and spaces alone, which every terminal knows."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = ""

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or 80
        except (OSError, ValueError):
            return 80

    def room(self) -> int:
        """How many letters fit, with the ^C beside them that a terminal shows."""
        return max(min(self._columns() - 4, WIDEST), 0)

    def draw(self, text: str) -> None:
        if text != self._shown:
            self._write("\r" + text.ljust(len(self._shown)))
            self._shown = text

    def blank(self) -> None:
        if self._shown:
            self._write("\r" + " " * (self._columns() - 1) + "\r")

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # a terminal that has gone is no fault of the work
            self._stream.write(text)
            self._stream.flush()
