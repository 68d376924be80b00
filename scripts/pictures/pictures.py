"""All pictures of a package as files, and the passage of the README that shows them with their words."""

import html
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..derived.compute import compute
from ..package.database import open_database
from ..package.package import RULES, Package
from .by_day import by_day
from .drawing import Picture, png, spoken, styled, svg
from .places import places_map
from .reading import by_documents
from .tolls import tolls

if TYPE_CHECKING:
    import duckdb

FOLDER, IN_BUNDLE = "docs/pictures", "pictures"
DRAWN = [by_day, places_map, tolls, by_documents]
OPENS, CLOSES = "<!-- pictures -->\n", "<!-- end of pictures -->"


def picture_files(package: Package, connection: "duckdb.DuckDBPyConnection") -> dict[str, bytes]:
    """Every picture as SVG and PNG by file name; takes a database with the computed tables.

    In the pinned environment, the same package always gives the same bytes.
    """
    files = {}
    with styled():
        for picture in _pictures(package, connection):
            files[f"{picture.name}.svg"] = svg(picture, package)
            files[f"{picture.name}.png"] = png(picture, package)
    return files


def readme_files(package: Package, readme: str) -> dict[str, bytes]:
    """The pictures that the README shows, as SVG, and the README with them, by path; takes a valid package.

    If the README has no passage for pictures, it stays as it is.
    """
    files, shown = {}, []
    own = package.root / "scripts" / "derived"  # an earlier version has rules of its own
    connection = open_database(package)
    compute(connection, package, own if own.is_dir() else RULES)
    with styled():
        for picture in _pictures(package, connection):
            path = f"{FOLDER}/{picture.name}.svg"
            files[path] = svg(picture, package)
            shown.append(f'<img src="{path}" alt="{html.escape(spoken(picture, package))}">\n')
    before, opens, rest = readme.partition(OPENS)
    _, closes, after = rest.partition(CLOSES)
    text = f"{before}{opens}{''.join(shown)}{closes}{after}" if closes else readme
    return files | {"README.md": text.encode()}


def redrawn(root: Path, package: Package) -> dict[Path, bytes]:
    """What a checkout that keeps pictures should have instead of its pictures and README; nothing for another."""
    readme = root / "README.md"
    if not (root / FOLDER).is_dir() or not readme.is_file():
        return {}
    files = readme_files(package, readme.read_text(encoding="utf-8"))
    return {root / path: data for path, data in files.items()}


def _pictures(package: Package, connection: "duckdb.DuckDBPyConnection") -> Iterator[Picture]:
    for draw in DRAWN:
        yield draw(package, connection)
