"""The console: letters that its encoding lacks, JSON in UTF-8, and a pipe whose reader has stopped."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper


def prepare_console() -> None:
    """Make both output streams print a placeholder for every letter that their encoding lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def print_json(text: str) -> None:
    """Print JSON in UTF-8, whatever the console's encoding: RFC 8259, section 8.1, requires UTF-8."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.flush()
        sys.stdout.buffer.write(f"{text}\n".encode(errors="replace"))
        sys.stdout.buffer.flush()
    else:
        print(text)


def leave_quietly() -> None:
    """Discard the output that is still to be flushed: nobody reads it, or it cannot be written."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
