"""Freshness: the text that every table and generated file should have, and the files that have a different one."""

from collections.abc import Collection
from pathlib import Path

from ..checking.canonical import canonical_csv
from ..package.package import Package
from ..package.problem import Problem
from .citation_cff import citation_cff
from .codebook import codebook

STALE = "not in canonical form or out of date"
RUN_FORMAT = "run: python -m scripts format"
GENERATED = {"CODEBOOK.md": codebook, "CITATION.cff": citation_cff}


def outdated(package: Package, names: Collection[str] | None = None) -> tuple[dict[Path, str], list[Problem]]:
    """The canonical text of every table and generated file that does not have it, and the problems that prevent it.

    If tables are named, only these are looked at, and the generated files.
    """
    old, problems = dict[Path, str](), []
    for table in package.some(names):
        text, found = canonical_csv(table)
        problems += found
        old |= _stale_of({table.path: text})
    return old | _stale_of({package.root.resolve() / name: made(package) for name, made in GENERATED.items()}), problems


def _stale_of(wanted: dict[Path, str]) -> dict[Path, str]:
    return {path: wanted[path] for path in stale(wanted)}


def stale(wanted: dict[Path, str]) -> list[Path]:
    """The paths whose file is missing or does not have the wanted text."""
    return [path for path, text in wanted.items() if not path.exists() or path.read_bytes() != text.encode()]


def shown(package: Package, path: Path) -> str:
    """The path of one of the package's files as a user knows it: relative to the package."""
    return path.relative_to(package.root.resolve()).as_posix()
