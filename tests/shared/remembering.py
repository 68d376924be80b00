"""What the judges said of a package is remembered: of the same bytes they say the same, and most commands ask first."""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

import pytest

from scripts.judge import judge
from scripts.judges import ask_frictionless, ask_pandera
from scripts.package import Package
from scripts.validate import validate


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


def once(asked: Callable[[Package], Any]) -> Callable[[Package], Any]:
    """A judge that gives a copy of its answer where it was asked of the same bytes before."""
    known: dict[str, Any] = {}

    def answer(package: Package) -> Any:
        key = content(package)
        if key is None:
            return asked(package)
        if key not in known:
            known[key] = asked(package)
        return copy(known[key]) if isinstance(known[key], list) else tuple(map(copy, known[key]))

    return answer


@contextmanager
def remembered() -> Iterator[None]:
    """Let every command take what was said of the same bytes before; a test that asks a judge itself has it judge anew."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        for judge_ in (validate, ask_pandera, ask_frictionless):
            kept = once(judge_)
            for module in [module for name, module in sys.modules.items() if name.partition(".")[0] == "scripts"]:
                if vars(module).get(judge_.__name__) is judge_:
                    monkeypatch.setattr(module, judge_.__name__, kept)
        yield
