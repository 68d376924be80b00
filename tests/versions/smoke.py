"""Use the installed reader: python -m tests.versions.smoke RELEASE FILE, with the Python of an environment.

Loads every table of the release in pandas and polars, checks each frame with its pandera schema, computes the computed
tables of the package that ships with the reader, and asks what became of ids. Writes what was read and what is wrong to
FILE, as JSON.
"""

import json
import platform
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nk2020_strikes
import pandera.errors
from nk2020_strikes import load, pandera_schema, resolve

from tests.interop.readers.plain import Reading, table

from .cells import LIBRARIES

KINDS = {
    "pandas": {
        "string": "string",
        "Int64": "integer",
        "Float64": "number",
        "boolean": "boolean",
        "datetime64[s]": "date",
    },
    "polars": {"String": "string", "Int64": "integer", "Float64": "number", "Boolean": "boolean", "Date": "date"},
}
UNUSED = "st-22222222"  # an id that no strike ever had
RECHECKED = {"in_use": {"holds"}, "withdrawn": {"withdrawn", "merged"}, "unknown": {"unknown"}}


def main(release: Path, to: Path) -> None:
    """Write what the reader read, and what is wrong."""
    described = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    names = [resource["name"] for resource in described["resources"]]
    frames = {backend: {name: load(name, release, backend) for name in names} for backend in KINDS}
    faults = [*_of_place(), *_of_schemas(frames), *_of_shipped(release), *_of_ids(release, frames["pandas"])]
    said = {
        "python": platform.python_version(),
        "versions": {name: version(name) for name in LIBRARIES},
        "tables": {
            backend: {name: _table(frame, backend) for name, frame in found.items()}
            for backend, found in frames.items()
        },
        "faults": faults,
    }
    to.write_text(json.dumps(said), encoding="utf-8")


def _of_place() -> Iterator[str]:
    if not Path(nk2020_strikes.__file__).is_relative_to(sys.prefix):
        yield "the reader that was tried is not the one that was installed"


def _table(frame: Any, backend: str) -> Reading:
    rows = frame.itertuples(index=False) if backend == "pandas" else frame.rows()
    types = [KINDS[backend].get(str(kind), str(kind)) for kind in frame.dtypes]
    return table(frame.columns, rows, dict(zip(frame.columns, types, strict=True)))


def _of_schemas(frames: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Each table is valid; with every row twice it is not, since its key is not unique."""
    for backend, tables in frames.items():
        for name, frame in tables.items():
            schema = pandera_schema(name, backend=backend)
            if not _is_valid(schema, frame):
                yield f"{name} in {backend}: the schema refuses the table"
            elif len(frame) and _is_valid(schema, _twice(frame, backend)):
                yield f"{name} in {backend}: the schema accepts the table with every row twice"


def _is_valid(schema: Any, frame: Any) -> bool:
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors:
        return False
    return True


def _twice(frame: Any, backend: str) -> Any:
    if backend == "polars":
        return frame.vstack(frame)
    import pandas

    return pandas.concat([frame, frame], ignore_index=True)


def _of_shipped(release: Path) -> Iterator[str]:
    """The reader computes, of what it ships with, the computed tables of the release."""
    from nk2020_strikes.derived.compute import computed_database, csv_of
    from nk2020_strikes.package.package import home, open_package

    there = open_package(release)
    package = open_package(home())
    connection = computed_database(package)
    for name in package.computed:
        if csv_of(connection, package.computed[name]) != there.computed[name].path.read_text(encoding="utf-8"):
            yield f"{name}: the reader computes another table than that of the release"


def _of_ids(release: Path, tables: dict[str, Any]) -> Iterator[str]:
    """`resolve` and `recheck` know the ids of strikes, those that were withdrawn, and one that was never used."""
    from nk2020_strikes.package.package import open_package
    from nk2020_strikes.rechecking.recheck import recheck

    there = [*tables["strikes"].strike_id]
    withdrawn = [id_ for id_ in tables["withdrawn"].id if id_.startswith("st-")]
    wanted = dict.fromkeys(there, "in_use") | dict.fromkeys(withdrawn, "withdrawn") | {UNUSED: "unknown"}
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "list.csv"
        listing.write_text("\n".join(["strike_id", *wanted, ""]), encoding="utf-8")
        package = open_package(release)
        told = {line.id: line.status for line in recheck(listing, package, package).lines}
    said = {one.id: one.standing for one in resolve(wanted, release)}
    for id_, standing in wanted.items():
        if said.get(id_) != standing:
            yield f"{id_}: resolve says {said.get(id_)}, not {standing}"
        if told.get(id_) not in RECHECKED[standing]:
            yield f"{id_}: recheck says {told.get(id_)}, and it is {standing}"


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
