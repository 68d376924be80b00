"""Freshness: the text that every table and generated file should have, and the files that have a different one."""

from pathlib import Path

from ..checking.canonical import canonical_csv
from ..package.package import Package
from ..package.problem import Problem
from .citation_cff import citation_cff
from .codebook import codebook

STALE = "not in canonical form or out of date"
RUN_FORMAT = "run: python -m scripts format"
GENERATED = {"CODEBOOK.md": codebook, "CITATION.cff": citation_cff}


def canonical(package: Package) -> tuple[dict[Path, str], list[Problem]]:
    """The canonical text of every table and generated file, by path, and the problems that prevent it."""
    wanted, problems = {}, []
    for table in package.tables.values():
        text, found = canonical_csv(table)
        wanted[table.path] = text
        problems += found
    for name, generate in GENERATED.items():
        wanted[package.root.resolve() / name] = generate(package)
    return wanted, problems


def stale(wanted: dict[Path, str]) -> list[Path]:
    """The paths whose file is missing or does not have the wanted text."""
    return [path for path, text in wanted.items() if not path.exists() or path.read_bytes() != text.encode()]


def shown(package: Package, path: Path) -> str:
    """The path of one of the package's files as a user knows it: relative to the package."""
    return path.relative_to(package.root.resolve()).as_posix()
