"""Time and peak memory of a command in its own process, and a description of the machine."""

import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Spent(NamedTuple):
    """What a process took: seconds by the clock, seconds of all processors, and peak memory in megabytes."""

    seconds: float
    processor: float
    megabytes: float


def measured(words: list[str], ends: tuple[int, ...] = (0,)) -> tuple[float, float]:
    """Run Python with these arguments in the project's folder; returns seconds and peak memory in megabytes.

    Exits with the end of the output if the exit code is not in `ends`.
    """
    spent = run(words, ends)
    assert spent
    return spent.seconds, spent.megabytes


def run(words: list[str], ends: tuple[int, ...] = (0,), limit: float | None = None) -> Spent | None:
    """Like `measured`; None if the process did not end within the limit in seconds."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=said, stderr=said)
        late = threading.Timer(limit or threading.TIMEOUT_MAX, process.kill)
        late.start()
        _, status, usage = os.wait4(process.pid, 0)
        late.cancel()
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if limit and seconds >= limit:
            return None
        said.seek(0)
        if process.returncode not in ends:
            sys.exit(f"{' '.join(words)[:200]} fails:\n{said.read()[-2000:].decode()}")
    return Spent(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def machine(*packages: str) -> str:
    """Cores, memory, system, Python and the versions of these packages, separated by commas."""
    info = Path("/proc/cpuinfo")
    models = (
        [line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
        if info.exists()
        else []
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    cores = f"{os.cpu_count()} cores ({models[0] if models else platform.processor()})"
    return f"{cores}, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}, {versions}"
