"""Time the commands on the real data, as whole processes: python benchmarks/commands.py [RUNS].

Prints the median of the runs of each command in seconds, and of the answers to the first questions of `new`: from the
end of the line that is typed to the next question.
"""

import os
import pty
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ("datapackage.json", "data", "schemas")
QUIET = 1.0  # seconds in which a command says nothing when it waits for an answer
ANSWERS = ("Ministry of benchmarks", "no such kind", "office", "-", "no such id")  # two of them are refused


def timed(words: list[str]) -> float:
    """Wall-clock seconds of one run of a command; raises CalledProcessError if it fails."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "scripts", *words], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def answered() -> list[float]:
    """Seconds from each of some answers to the next question of `new actor` in a terminal; nothing is written."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in PACKAGE:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, Path(scratch) / name)
        terminal, ours = pty.openpty()
        words = [sys.executable, "-m", "scripts", "--package", scratch, "new", "actor"]
        with subprocess.Popen(words, cwd=ROOT, stdin=ours, stdout=ours, stderr=ours) as process:
            _last_word(terminal)
            seconds = []
            for answer in ANSWERS:
                start = time.perf_counter()
                os.write(terminal, f"{answer}\n".encode())
                seconds.append(_last_word(terminal) - start)
            process.terminate()
    return seconds


def _last_word(terminal: int) -> float:
    """When the command said the last of what it says before it waits."""
    said = 0.0
    while not said or select.select([terminal], [], [], QUIET)[0]:
        os.read(terminal, 65536)
        said = time.perf_counter()
    return said


def main() -> None:
    """Time each command, after one run that warms the caches."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, median of {runs} runs, seconds")
    with tempfile.TemporaryDirectory() as to:
        for words in (
            ["--help"],
            ["validate"],
            ["validate", "--thorough"],
            ["format", "--check"],
            ["derive", "--to", to],
            ["build", "--to", to],
        ):
            timed(words)
            shown = " ".join(words[: words.index("--to")] if "--to" in words else words)
            print(f"{shown:<20} {statistics.median(timed(words) for _ in range(runs)):6.2f}")
    print(f"{'an answer to new':<20} {statistics.median(answered()):6.2f}")


if __name__ == "__main__":
    main()
