"""The cases of the checks over tables: one module per check, with packages that fail it or just pass it."""

from importlib import import_module
from pathlib import Path
from typing import Any

from scripts.checking.judge import CHECKS
from scripts.package.sql_files import read_sql
from tests.checking.edit import Change
from tests.shared.tiny import Rows, tiny

NAMES = sorted(path.stem for path in CHECKS.glob("*.sql"))
WRITTEN = sorted(path.stem for path in (Path(__file__).parent / "checks").glob("[a-z]*.py"))

# A change, and for each row found its table, id, field, value and the other values that the message uses.
Fails = tuple[Change, list[tuple[Any, ...]]]
Found = tuple[str, str, str, str, str]  # table, id, field, value, message


def fails(check: str) -> list[Fails]:
    """The changes that make a check find something; the first breaks no other rule."""
    return import_module(f"tests.checking.checks.{check}").FAILS


def passes(check: str) -> list[Change]:
    """The changes that just pass a check."""
    return import_module(f"tests.checking.checks.{check}").PASSES


def message(check: str, details: dict[str, str]) -> str:
    """The message of a check for a row, with the values that it names, such as its id."""
    return read_sql(CHECKS / f"{check}.sql")[0].format(**details)


def found(check: str, told: list[tuple[Any, ...]]) -> list[Found]:
    """What a check finds, with the complete message."""
    return [(*its[:4], message(check, {"id": its[1]} | dict(*its[4:]))) for its in told]


def of_check(check: str) -> list[tuple[str, Rows, list[Found]]]:
    """Name, rows and faults of every package for one check; the last is the unchanged tiny package."""
    cases = [*fails(check), *((change, []) for change in passes(check)), (lambda rows: None, [])]
    packages = []
    for number, (change, told) in enumerate(cases, 1):
        rows = tiny()
        change(rows)
        packages.append((f"{check} {number}", rows, found(check, told)))
    return packages
