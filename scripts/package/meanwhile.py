"""Work on large tables in a process of its own, while the caller does something else."""

import atexit
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import TypeVar

LARGE = 4_000_000  # bytes of tables; on fewer, starting a process takes longer than the work
# It does not import the caller's main part, which a script may not guard. An interrupt is for the caller, who ends it.
CHILD = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); sys.path[:] = sys.argv[1:];"
    f" from {__name__} import answer; answer()"
)

Made = TypeVar("Made")


def meanwhile(size: int, do: Callable[..., Made], *given: object) -> Callable[[], Made]:
    """Begin `do(*given)` if it reads many bytes of tables; call the result for its answer, or to do it now if not.

    What is given must not change in between. It, what is returned and what is raised must be possible to pickle. The
    process ends with this one, or with its work if this one is killed; if it is killed itself, its work is done here.
    """
    if size < LARGE:
        return lambda: do(*given)
    with tempfile.TemporaryFile() as asked:
        pickle.dump((do, given), asked)
        asked.seek(0)
        process = subprocess.Popen([sys.executable, "-c", CHILD, *sys.path], stdin=asked, stdout=subprocess.PIPE)
    atexit.register(process.kill)

    def made() -> Made:
        told, _ = process.communicate()
        atexit.unregister(process.kill)
        if not told:
            return do(*given)
        is_done, result = pickle.loads(told)  # noqa: S301 - of our own process
        if not is_done:
            raise result
        return result

    return made


def answer() -> None:
    """In the process: do what standard input asks for, and write what it returns or raises to standard output."""
    do, given = pickle.load(sys.stdin.buffer)  # noqa: S301 - of our own process
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    try:
        result = pickle.dumps((True, do(*given)))
    except Exception as error:
        result = _pickled(error)
    try:
        out.write(result)
        out.flush()
    except BrokenPipeError:  # nobody waits for it any more
        os._exit(1)


def _pickled(error: Exception) -> bytes:
    try:
        told = pickle.dumps((False, error))
        pickle.loads(told)  # noqa: S301 - of our own process
    except Exception:
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
    return told
