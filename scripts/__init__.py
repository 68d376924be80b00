"""nk2020-strikes: strikes on populated places in the 2020 Nagorno-Karabakh war, as claims with their sources.

The rooms, in reading order; each imports only from those listed before it:

- `package`: what a package is: descriptor, tables, schemas, ids, problems, files, git, the database that holds it
- `texts`: words of documents: fingerprints, quantities, search, completeness
- `derived`: computed tables, one SQL file or function each
- `export`: the release's other formats, one module a format
- `explorer`: the page to look at a release with: its data, and files of HTML, CSS, JavaScript and texts
- `pictures`: pictures of a release as SVG and PNG, one module a picture
- `frames`: the installed reader: pandas and polars frames, pandera schemas, what became of ids
- `checks`: rules over tables, one SQL file each (no Python)
- `checking`: is it right: cells, keys, row rules, checks, canonical form, spreadsheets, privacy
- `pages`: generated pages: codebook, citation, report
- `comparing`: two packages: differences, effect, demanded version, wording
- `rechecking`: what became of a reader's own list of ids and figures
- `merging`: two lines of work: their rows, cell by cell, against the commit in which both began
- `editing`: adding, moving and withdrawing rows; the gazetteer
- `sheets`: coding sheets: their grammar, from a sheet to rows, and from rows to a sheet
- `contribution`: what a change does, and the comment on it
- `release`: the bundle, the checklist and journal of a release, verification
- `commands`: the verbs, one small file each; `__main__` calls them

Installed as `nk2020_strikes`, it is the reader: `load`, `pandera_schema` and `resolve`, from `frames`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .frames.frames import load
    from .frames.opening import WithdrawnVersionWarning, version
    from .frames.resolving import resolve
    from .frames.schemas import pandera_schema
    from .package.package import PackageError

HOMES = {
    "PackageError": "package.package",
    "WithdrawnVersionWarning": "frames.opening",
    "load": "frames.frames",
    "pandera_schema": "frames.schemas",
    "resolve": "frames.resolving",
    "version": "frames.opening",
}
__all__ = ["PackageError", "WithdrawnVersionWarning", "load", "pandera_schema", "resolve", "version"]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return __getattr__("version")()
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # pandas is heavy; the commands that do without it must not wait for it
    return getattr(import_module(f".{HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
