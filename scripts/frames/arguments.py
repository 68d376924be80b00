"""The arguments of the reader's functions: each is of its kind, or one error says what it must be."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..package.package import home
from ..package.problem import PackageError, shorten
from ..package.schema import did_you_mean

WAYS = {"lazy": 'call .lazy() on the frame: load("claims", backend="polars").lazy()'}  # to what is no argument


def refuse(function: str, unknown: dict[str, Any], known: list[str]) -> None:
    """Raise TypeError for the first argument that a function does not have, with those that it has or another way."""
    for name in unknown:
        instead = WAYS.get(name, f"it has {', '.join(known)}{did_you_mean(name, known)}")
        raise TypeError(f"{function} has no argument {shorten(name)!r}; {instead}")


def text(name: str, value: Any, example: str) -> str:
    """The value of an argument that is a text; raises TypeError, with an example, if it is none."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a text, such as {example!r}, not {_shown(value)}")
    return value


def flag(name: str, value: Any) -> bool:
    """The value of an argument that is true or false; raises TypeError if it is neither."""
    if not isinstance(value, bool):
        raise TypeError(f"{name} must be True or False, not {_shown(value)}")
    return value


def texts(name: str, value: Any, example: str) -> list[str]:
    """The value of an argument that is one text or several; raises TypeError, which names the first that is none."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, Iterable) or isinstance(value, bytes):
        raise TypeError(f"{name} must be a text, such as {example!r}, or a list of texts, not {_shown(value)}")
    return [str(text(f"{name}[{place}]", one, example)) for place, one in enumerate(value)]


def folder(value: Any) -> Path:
    """The folder of the argument `package`: that of the package which ships with this code where there is no value.

    Raises TypeError if it is not a path, and PackageError if no folder can have such a name.
    """
    if value is None:
        return home()
    if not isinstance(value, str | Path) or not str(value):
        raise TypeError(f"package must be the path of a folder, not {_shown(value)}")
    if "\0" in str(value):
        raise PackageError(f"{shorten(str(value))}: no folder can have such a name; give that of a release or checkout")
    try:
        return Path(value).expanduser()
    except RuntimeError:  # nobody here has such a name
        return Path(value)


def _shown(value: Any) -> str:
    return f"{shorten(repr(value), 60)} ({type(value).__name__})"
