"""Time the commands on the real data, as whole processes: python benchmarks/commands.py [RUNS].

Prints the median of the runs of each command in seconds.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def timed(words: list[str]) -> float:
    """Wall-clock seconds of one run of a command; raises CalledProcessError if it fails."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "scripts", *words], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


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


if __name__ == "__main__":
    main()
