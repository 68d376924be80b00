"""Closed databases: a DuckDB that reads only the files that it is given, and that answers within a time limit."""

import atexit
import os
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from .problem import PackageError

if TYPE_CHECKING:
    import duckdb

# Spark's name for DuckDB's regexp_matches, so that each check is written only once for both.
MACRO = "CREATE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)"
LIMIT, SECONDS = "NK2020_SECONDS", 60.0

# A database for each thread that was asked about rules and patterns, and that has no tables yet; to open another takes
# time, and one answers a single question at a time.
_fresh = threading.local()
atexit.register(lambda: vars(_fresh).clear())  # a connection that outlives the interpreter makes its library complain
# The questions that are being answered: when the time of each is over, its database, and what to set then.
_asked: dict[object, tuple[float, "duckdb.DuckDBPyConnection", Event]] = {}
WATCH, TICK = "time limit of questions", 0.1


class OutOfTime(PackageError):
    """A question took longer than the time limit."""

    def __init__(self) -> None:
        super().__init__(f"the package: a question was not answered within {seconds():g} seconds; {REMEDY}")


REMEDY = f"simplify the rule, check or pattern, or raise the limit: {LIMIT}=SECONDS"


def seconds() -> float:
    """The time limit of one question in seconds: the environment variable NK2020_SECONDS, or 60."""
    try:
        given = float(os.environ.get(LIMIT, ""))
    except ValueError:
        return SECONDS
    return given if 0 < given < 1e6 else SECONDS


def asker() -> "duckdb.DuckDBPyConnection":
    """A database without tables, to be asked what an expression or a pattern means; it runs neither."""
    import duckdb

    if not hasattr(_fresh, "database"):
        connection = duckdb.connect(config={"python_enable_replacements": "false"})
        connection.execute(f"{MACRO}; PRAGMA disable_optimizer; SET threads = 1; SET enable_progress_bar = false")
        _fresh.database = connection
    database: duckdb.DuckDBPyConnection = _fresh.database
    return database


def closed(
    files: Iterable[Path] = (), folder: Path | None = None, settings: Iterable[str] = ()
) -> "duckdb.DuckDBPyConnection":
    """An empty in-memory database, closed off from all but `files` and `folder`; `settings` configure it first."""
    connection = opened(settings)
    close_off(connection, files, folder)
    return connection


def opened(settings: Iterable[str] = ()) -> "duckdb.DuckDBPyConnection":
    """An empty in-memory database for our own statements that load files; `close_off` it before SQL of strangers."""
    connection = asker()
    del _fresh.database
    for statement in settings:
        connection.execute(statement)
    return connection


def close_off(connection: "duckdb.DuckDBPyConnection", files: Iterable[Path] = (), folder: Path | None = None) -> None:
    """Deny a database the system and the network, which cannot be undone.

    It can still read and write `files` and what is in `folder`: DuckDB has no path that can only be read. So SQL of
    strangers gets neither, except a scratch folder.
    """
    if paths := ", ".join(_quoted(path) for path in files):
        connection.execute(f"SET allowed_paths = [{paths}]")
    if folder:
        connection.execute(f"SET allowed_directories = [{_quoted(folder.resolve())}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def misfit(error: Exception) -> str | None:
    """What to say of a query that failed on the package or on a file; None for other errors."""
    duckdb = sys.modules.get("duckdb")
    if duckdb is None or not isinstance(error, duckdb.Error):
        return None
    why = str(error).partition("\n")[0]
    if isinstance(error, duckdb.IOException):
        return f"a file cannot be used: {why}"
    return f"the package does not fit this command ({why}); see: python -m scripts validate"


@contextmanager
def limited(connection: "duckdb.DuckDBPyConnection") -> Iterator[None]:
    """Interrupt what the database is asked inside once the time limit is over; raise OutOfTime then."""
    import duckdb

    over, key = Event(), object()
    _asked[key] = (time.monotonic() + seconds(), connection, over)
    _watch()
    try:
        yield
    except duckdb.InterruptException:
        if over.is_set():
            raise OutOfTime from None
        raise
    finally:
        del _asked[key]


def _watch() -> None:
    """Start the thread that interrupts late questions, unless it runs: a timer for each question takes too long."""
    if not any(thread.name == WATCH for thread in threading.enumerate()):
        threading.Thread(target=_interrupt_for_ever, name=WATCH, daemon=True).start()


def _interrupt_for_ever() -> None:
    while True:
        time.sleep(TICK)
        _interrupt_late()


def _interrupt_late() -> None:
    for end, connection, over in list(_asked.values()):
        if time.monotonic() > end:
            over.set()
            connection.interrupt()
