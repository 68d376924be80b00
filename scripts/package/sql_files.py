"""SQL files: rules, checks and views, which may come from anyone and may only read."""

import re
import stat
from functools import lru_cache
from pathlib import Path

from .closed import asker
from .problem import PackageError

LARGEST = 100_000  # bytes
DEFINITION = re.compile(r"CREATE (?:VIEW|TABLE) [a-z_]+ AS\s+(?:WITH|SELECT)\b")
# DuckDB also obeys these inside a WITH.
CHANGES = re.compile(r"\b(?:COPY|INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE)


def read_sql(path: Path) -> tuple[str, str]:
    """Split a SQL file into its comment, joined into one line, and its query.

    The query is one SELECT, or in voices.sql CREATE TABLE or CREATE VIEW statements. Raises PackageError, which names
    the file, if it is anything else.
    """
    name = f"scripts/{path.parent.name}/{path.name}"
    lines = _text(path, name).splitlines()
    comment = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    query = "\n".join(line for line in lines if not line.startswith("--"))
    if fault := _fault(query, path.name == "voices.sql"):
        raise PackageError(f"{name}: {fault}")
    return " ".join(comment), query


def _text(path: Path, name: str) -> str:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise PackageError(f"{name}: is not a file; replace it with a SQL file")
        if status.st_size > LARGEST:
            raise PackageError(f"{name}: has {status.st_size} bytes, more than {LARGEST}; shorten it")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise PackageError(f"{name}: is not UTF-8; save the file again") from None


@lru_cache(maxsize=200)
def _fault(query: str, defines_terms: bool) -> str | None:
    """What is wrong with the statements of a SQL file, and how to fix it; None if they only read."""
    import duckdb

    try:
        statements = asker().extract_statements(query)
    except duckdb.Error as error:
        return f"cannot be read ({str(error).splitlines()[0].split(': ', 1)[-1].strip()}); correct its SQL"
    if found := CHANGES.search(query):
        return f"has the word {found[0]}; it may only read, so remove it"
    if defines_terms:
        if statements and all(DEFINITION.match(statement.query.strip()) for statement in statements):
            return None
        return "may only have statements like CREATE TABLE name AS SELECT; remove the others"
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        return "must be one SELECT; remove the other statements"
    return None
