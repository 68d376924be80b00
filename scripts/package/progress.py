"""Progress: a line on the terminal that shows how far a command is, after its first second and until its end."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

AFTER, EVERY = 1.0, 0.2  # seconds until the line appears, and between updates
WIDEST = 60
Advance = Callable[[], None]
_one_line = threading.Lock()  # held by the outermost progress


def unseen() -> None:
    """Count a step without showing it."""


@contextmanager
def progress(
    doing: str,
    total: int,
    stream: TextIO | None = None,
    *,
    wait: Callable[[threading.Event, float], bool] = threading.Event.wait,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Advance]:
    """Show on `stream` (default: standard error) how many of `total` steps are done; yield a function to count one.

    `doing` is one or two plain words. Nothing is written in the first second, or if the stream is not a terminal. The
    line is blanked at the end, also after an exception. `wait` and `clock` are parameters for tests.
    """
    stream = stream or sys.stderr
    if not _is_terminal(stream) or not _one_line.acquire(blocking=False):
        yield unseen
        return
    done, ended, line = [0], threading.Event(), _Line(stream)

    def keep_drawing() -> None:
        began, seconds = clock(), AFTER
        while not wait(ended, seconds):
            line.draw(line_of(doing, done[0], total, clock() - began, line.room()))
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
        finally:  # also after a second Ctrl-C
            line.blank()
            _one_line.release()


def line_of(doing: str, done: int, total: int, seconds: float, room: int) -> str:
    """The line, such as `validating [#####-----] 5/10 12 s`, in at most `room` characters, after `seconds`."""
    done = min(done, total)
    count = f"{done}/{total} {seconds:.0f} s"
    bar = min(room - len(doing) - len(count) - 4, 20)
    if bar < 3:
        return f"{doing} {count}"[:room] if len(doing) + len(count) < room else count[:room]
    full = bar * done // max(total, 1)
    return f"{doing} [{'#' * full}{'-' * (bar - full)}] {count}"


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether a line can be drawn there and blanked again; the stream is None in some programs without a console."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


class _Line:
    """The terminal line with the cursor, written with only returns and spaces, which every terminal supports."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = ""

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or 80
        except (OSError, ValueError):
            return 80

    def room(self) -> int:
        """How many characters fit, with room for the ^C that a terminal shows."""
        return max(min(self._columns() - 4, WIDEST), 0)

    def draw(self, text: str) -> None:
        if text != self._shown:
            self._write("\r" + text.ljust(len(self._shown)))
            self._shown = text

    def blank(self) -> None:
        if self._shown:
            self._write("\r" + " " * (self._columns() - 1) + "\r")

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # a closed terminal must not stop the work
            self._stream.write(text)
            self._stream.flush()
