"""What a release says, read from its CSVs and the types of its descriptor, with nothing but the standard library."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Table:
    """A table: the type of each column by name, in order, and its rows; unknown is None, dates are text."""

    types: dict[str, str]
    rows: list[list[Any]]

    def column(self, name: str) -> list[Any]:
        place = list(self.types).index(name)
        return [row[place] for row in self.rows]


Tables = dict[str, Table]


def tables_of(release: Path) -> Tables:
    """Every table of an unzipped release by name."""
    described = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: _table(release, resource) for resource in described["resources"]}


def _table(release: Path, resource: dict[str, Any]) -> Table:
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    with (release / resource["path"]).open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, strict=True))
    if lines[0] != list(types):
        raise ValueError(f"{resource['path']}: the columns are not those of datapackage.json; build the release anew")
    kinds = list(types.values())
    return Table(types, [[_value(kind, cell) for kind, cell in zip(kinds, row, strict=True)] for row in lines[1:]])


def _value(kind: str, cell: str) -> Any:
    if cell == "":
        return None
    if kind == "boolean":
        return {"true": True, "false": False}[cell]
    return int(cell) if kind == "integer" else float(cell) if kind == "number" else cell


def of_map(tables: Tables, release: Path) -> Tables:
    """What `strikes.geojson` has to say: the properties that it has, from strike_summary and places, and the points."""
    summary, places = tables["strike_summary"], tables["places"]
    rows = dict(zip(places.column("place_id"), places.rows, strict=True))
    found = {name: (kind, summary.column(name)) for name, kind in summary.types.items()}
    found["place"] = found["place_name"]
    for at, name in enumerate(places.types):
        if name.startswith("name_"):
            found[name] = ("string", [rows[place][at] if place else None for place in summary.column("place_id")])
    feature = json.loads((release / "strikes.geojson").read_text(encoding="utf-8"))["features"][0]
    chosen = {name: found[name] for name in (*feature["properties"], "latitude", "longitude")}
    types = {name: kind for name, (kind, _) in chosen.items()}
    return {"strikes.geojson": Table(types, [list(r) for r in zip(*(v for _, v in chosen.values()), strict=True)])}


def of_bibliography(tables: Tables, _: Path) -> Tables:
    """What `sources.bib` has to say: the key and the fields of every document."""
    sources = tables["sources"]
    publishers = dict(zip(tables["actors"].column("actor_id"), tables["actors"].column("name"), strict=True))
    publisher = [publishers[key] for key in sources.column("publisher_id")]
    published = sources.column("published_on")
    found = {
        "key": sources.column("source_id"),
        "title": sources.column("title"),
        "author": [a or p for a, p in zip(sources.column("author"), publisher, strict=True)],
        "publisher": publisher,
        "year": [day and day[:4] for day in published],
        "date": published,
        "url": sources.column("url"),
    }
    rows = [list(row) for row in zip(*found.values(), strict=True)]
    return {"sources.bib": Table(dict.fromkeys(found, "string"), rows)}
