"""A pseudo-terminal in which `new` asks and is answered."""

import fcntl
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
from pathlib import Path

from tests.shared.tiny import ROOT


def at_the_terminal() -> None:
    """Make the terminal control this process, and let Ctrl-C interrupt it.

    A process started in the background ignores Ctrl-C, and so do its children.
    """
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Ended(Exception):
    """The command left the terminal."""


class Terminal:
    """The command on its own terminal; a prompt is the last line, directly below the text of the question."""

    PROMPT = re.compile(
        r"[^\n]\n([a-z_0-9]+|the passage that begins at word|[A-Z][A-Za-z .]+\??)((?: \(.*\)| \[.*\])?)(?::|(?<=\?)) $"
    )

    def __init__(self, folder: Path, *words: str) -> None:
        self.ours, theirs = pty.openpty()
        self.said, self.unread, self.key = "", b"", ""
        command = [sys.executable, "-m", "scripts", "--package", str(folder), "new", *words]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | {"PYTHONUTF8": "1"},
            start_new_session=True,
            preexec_fn=at_the_terminal,
        )
        os.close(theirs)

    def _read(self) -> None:
        for _ in range(40):
            if select.select([self.ours], [], [], 5)[0]:
                break
            # Ctrl-C is lost if Python has shown a prompt but does not read yet
            os.write(self.ours, self.key.encode())
        else:
            raise AssertionError(self.said)
        try:
            data = os.read(self.ours, 65536)
        except OSError:  # Linux reports the closed other end this way
            data = b""
        if not data:
            raise Ended
        self.unread += data
        whole = self.unread.decode("utf-8", "ignore")
        self.unread = self.unread[len(whole.encode()) :]
        self.said += whole.replace("\r", "")
        assert len(self.said) < 100_000, self.said[-2000:]

    def prompt(self, start: int) -> tuple[str, str]:
        """Read up to the next prompt; returns the field and what is offered. Raises Ended if the command ends."""
        while not (found := self.PROMPT.search(self.said, max(0, start - 1))):
            self._read()
        return found[1], found[2].strip()

    def talk(self, answers: dict[str, list[str]]) -> tuple[int, list[tuple[str, str]]]:
        """Answer every prompt, with Enter if no answer is left; returns the exit code and each field with its offer."""
        asked: list[tuple[str, str]] = []
        try:
            while len(asked) < 60:
                asked.append(self.prompt(len(self.said)))
                waiting = answers.get(asked[-1][0], [])
                answer = waiting.pop(0) if waiting else "\n"
                self.key = answer if answer == "\x03" else ""
                os.write(self.ours, answer.encode())
        except Ended:
            return self.process.wait(), asked
        finally:
            self.process.kill()
            os.close(self.ours)
        raise AssertionError(self.said)


def talked(folder: Path, answers: dict[str, list[str]], *words: str) -> tuple[Terminal, int, list[tuple[str, str]]]:
    terminal = Terminal(folder, *words)
    return terminal, *terminal.talk({name: list(its) for name, its in answers.items()})
