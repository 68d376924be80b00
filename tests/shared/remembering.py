"""Cached results of the validators: the same bytes give the same result, and most commands validate first."""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest

from scripts.checking.aside import ask_aside
from scripts.checking.judge import judge
from scripts.checking.second_opinions import ask_frictionless, ask_pandera
from scripts.checking.validation import Verdict, validate
from scripts.package.database import open_database
from scripts.package.package import Package


def content(package: Package) -> str | None:
    """A hash of all that validation reads: checks, descriptor, schemas and tables; None if a table cannot be read."""
    checks = sys.modules[judge.__module__].CHECKS
    found = hashlib.sha256(
        json.dumps([str(checks), package.descriptor, [table.schema for table in package.tables.values()]]).encode()
    )
    try:
        for table in package.tables.values():
            data = table.path.read_bytes()
            found.update(f"{len(data)} ".encode() + data)
    except OSError:
        return None
    return found.hexdigest()


class Reopened:
    """The database of a package known to be valid, opened at its first use."""

    def __init__(self, package: Package, scratch: Any = None) -> None:
        self.package, self.scratch = package, scratch

    def __getattr__(self, name: str) -> Any:
        if "connection" not in self.__dict__:
            self.__dict__["connection"] = open_database(self.package, scratch=self.scratch)
        return getattr(self.__dict__["connection"], name)


def once(asked: Callable[..., Any]) -> Callable[..., Any]:
    """A validator that repeats its result for the same bytes; a verdict's database is opened again."""
    known: dict[str, Any] = {}

    def answer(package: Package, *more: Any) -> Any:
        key = content(package)
        if key is None:
            return asked(package, *more)
        if key not in known:
            found = asked(package, *more)
            known[key] = (list(found.problems), found.account) if isinstance(found, Verdict) else list(found)
            return found
        if isinstance(known[key], list):
            return list(known[key])
        problems, account = known[key]
        return Verdict(list(problems), account, cast("Any", Reopened(package, *more)))

    return answer


def in_one_process(pandera: Callable[..., Any], frictionless: Callable[..., Any]) -> Callable[..., Any]:
    """The second opinions without a process of their own, which takes two seconds to start."""
    return lambda package, *_: pandera(package) + frictionless(package)


@contextmanager
def remembered() -> Iterator[None]:
    """Let every command use cached results for the same bytes; a test that calls a validator directly bypasses them."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        kept = {judge_: once(judge_) for judge_ in (validate, ask_pandera, ask_frictionless)}
        kept[ask_aside] = in_one_process(kept[ask_pandera], kept[ask_frictionless])
        for judge_, answer in kept.items():
            for module in [module for name, module in sys.modules.items() if name.partition(".")[0] == "scripts"]:
                if vars(module).get(judge_.__name__) is judge_:
                    monkeypatch.setattr(module, judge_.__name__, answer)
        yield
