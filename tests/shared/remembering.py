"""What the judge said of a package is remembered: of the same bytes it says the same, and most commands ask it first."""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from scripts.judge import judge
from scripts.package import Package
from scripts.report import Problem
from scripts.validate import validate

Judged = tuple[list[Problem], str]


def content(package: Package) -> str | None:
    """A hash of all that the judge reads: checks, descriptor, schemas, bytes of the tables; none where one cannot be read."""
    checks = sys.modules[judge.__module__].CHECKS
    found = hashlib.sha256(json.dumps([str(checks), package.descriptor, [table.schema for table in package.tables.values()]]).encode())
    try:
        for table in package.tables.values():
            data = table.path.read_bytes()
            found.update(f"{len(data)} ".encode() + data)
    except OSError:
        return None
    return found.hexdigest()


@contextmanager
def remembered() -> Iterator[None]:
    """Let every command take what was said of the same bytes before; a test that calls `validate` itself has it judge anew."""
    known: dict[str, Judged] = {}

    def once(package: Package) -> Judged:
        key = content(package)
        if key is None:
            return validate(package)
        if key not in known:
            known[key] = validate(package)
        problems, account = known[key]
        return list(problems), account

    with pytest.MonkeyPatch.context() as monkeypatch:
        for module in holding(validate):
            monkeypatch.setattr(module, "validate", once)
        yield


def holding(function: Callable[[Package], Judged]) -> list[object]:
    """The modules of the package that have the function by its name."""
    return [module for name, module in list(sys.modules.items()) if name.partition(".")[0] == "scripts" and vars(module).get("validate") is function]
