"""What the reader opens: a package in any form, a table of it by name, some of its columns, and the frames' library."""

import importlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from ..package.package import Package, PackageError, Table, home, open_package, withdrawal
from ..package.problem import shorten
from ..package.snapshot import AGAIN, snapshot
from ..package.soundness.descriptor import DESCRIPTOR
from .arguments import folder, text, texts

Backend = Literal["pandas", "polars"]
BACKENDS: tuple[Backend, ...] = ("pandas", "polars")


class WithdrawnVersionWarning(UserWarning):
    """The version that was loaded was withdrawn; the message says why, and which to use instead."""


WARNED: set[str] = set()  # each version is warned of once in a process


@contextmanager
def opened(package: Any) -> Iterator[Package]:
    """Open the package that is given as a folder, as its datapackage.json, or as a release's zip; None is that shipped.

    Raises TypeError if it is no path, and PackageError if it cannot be opened.
    """
    path = folder(package)
    try:
        there = path.exists()
    except OSError as error:
        raise PackageError(f"{shorten(str(package))}: cannot be opened ({error.strerror}); {AGAIN}") from None
    if not there:
        fetch = "; addresses are not opened: download the zip, and give its path" if "://" in str(package) else ""
        raise PackageError(f"{package}: there is no such file or folder{fetch}")
    if path.is_file() and path.name != DESCRIPTOR:
        with snapshot(str(path), home()) as found:
            yield found
    else:
        yield open_package(path.parent if path.is_file() else path)


def version(package: str | Path | None = None) -> str:
    """The version of a package, such as "0.4.0"; of the data that ships with this code if there is no argument.

    `package` is a release's folder, zip or datapackage.json, or a checkout. Raises PackageError if it cannot be opened.
    """
    with opened(package) as found:
        return found.version


def warn(package: Package, *later: Package) -> None:
    """Warn once, with the reason, if the package's version was withdrawn, by itself or by later ones."""
    said = withdrawal(package.descriptor, *(one.descriptor for one in later))
    if said and package.version not in WARNED:
        WARNED.add(package.version)
        warnings.warn(str(said), WithdrawnVersionWarning, stacklevel=3)


def named(package: Package, name: str) -> Table:
    """A package's table by its name; raises KeyError, with the names that there are."""
    tables = {**package.tables, **package.computed}
    if name not in tables:
        raise KeyError(f"no table {name!r}; there are {', '.join(tables)}")
    return tables[name]


def chosen(table: Table, columns: Any) -> list[str] | None:
    """The names of the columns that are wanted, None for all; raises TypeError, ValueError or KeyError if wrong."""
    if columns is None:
        return None
    names = texts("columns", columns, table.columns[0])
    if not names:
        raise ValueError(f"columns is empty; name some of {', '.join(table.columns)}, or leave it out")
    if unknown := [name for name in names if name not in table.columns]:
        raise KeyError(f"no column {unknown[0]!r} in {table.name}; there are {', '.join(table.columns)}")
    if twice := [name for place, name in enumerate(names) if name in names[:place]]:
        raise ValueError(f"columns has {twice[0]!r} twice; name each column once")
    return names


def library_of(backend: Backend) -> Any:
    """Our module for a library; raises ValueError for an unknown one, and ImportError if it is not installed."""
    if text("backend", backend, "pandas") not in BACKENDS:
        raise ValueError(f"no backend {backend!r}; there are {' and '.join(BACKENDS)}")
    with telling_how_to_install(backend):
        return importlib.import_module(f".{backend}_frames", __package__)


@contextmanager
def telling_how_to_install(library: str) -> Iterator[None]:
    """Let the ImportError of what needs a library that is not installed say how to install it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != library:
            raise
        advice = f"{library} is not installed; install it: python -m pip install {library}"
        raise ImportError(advice, name=library) from None
