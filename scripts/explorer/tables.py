"""What the page shows of a release: tables, labels of codes, titles of fields, changes, and how to cite it."""

import csv
import io
from collections import defaultdict
from typing import Any

from ..export.imprint import imprint
from ..package.files import TO_QUOTE
from ..package.package import Package, Table
from .packing import Row, packed

# Tables that the page has with all their columns, and those of which it has what it shows.
WHOLE = ["strike_summary", "balance"]
SOME = {
    "strike_estimates": [
        *("strike_id", "outcome", "population", "view", "basis", "low", "best", "high", "high_open", "best_is_tie"),
        *("voices", "parts", "parts_low", "parts_high"),
    ],
    "strike_grades": ["strike_id", "accused", "grade", "contested", "group_denials"],
    "strike_dates": [
        *("strike_id", "aspect", "position", "date_start", "date_end", "date_precision", "place_id"),
        *("voices", "is_tie", "reports"),
    ],
    "strikes": ["strike_id", "notes"],
    "places": [
        *("place_id", "name", "name_az", "name_hy", "name_ru", "country", "held_by", "held_by_source"),
        *("latitude", "longitude", "coordinate_precision"),
    ],
    "strike_links": ["strike_id", "other_id", "relation"],
    "sources": ["source_id", "title", "published_on", "language", "url", "archived_url", "text_access"],
    "withdrawn": ["id", "reason", "replaced_by", "version"],
    "tallies": [
        *("territory", "in_war", "outcome", "population", "view", "low", "high", "high_open"),
        *("strikes", "strikes_with_figure", "groups_summed", "largest_group_total"),
    ],
}
# columns of claims that are those of another table with the same key
ELSEWHERE = {
    "strike_name": ("strike_id", "strike_summary", "name"),
    "source_title": ("source_id", "sources", "title"),
    "url": ("source_id", "sources", "url"),
}
DECIDING = ["strike_id", "source_id", "speaker_id"]  # columns of claims that decide others
CHANGED = ["version", "table", "id", "field", "old", "new", "kind", "reason", "strike_id", "rows"]
ADDED = ["row_added", "tombstone_added"]  # kinds of changes that are counted
LISTED = ["actors", "citations"]  # tables whose changes are listed, though their rows are of no strike
PASSAGE = ["passage_start", "passage_words"]


def facts(package: Package, computed: dict[str, str]) -> dict[str, Any]:
    """Everything that the page is drawn from, as values for JSON.

    Takes a valid package and its computed tables as canonical CSV text by name. Cells stay the text that they are in
    the CSVs, so that what is exported equals them.
    """
    shown = {table.name: table for table in [*package.tables.values(), *package.computed.values()]}
    rows = {name: _rows(table, computed) for name, table in shown.items()}
    rows["tallies"] = [row for row in rows["tallies"] if row["kind"] == "strikes"]  # groups have cards
    tables = {name: packed(shown[name].columns, rows[name]) for name in WHOLE}
    tables |= {name: packed(columns, rows[name]) for name, columns in SOME.items()}
    tables["claims"] = _claims(shown["claims"], rows)
    tables["parties"] = _parties(rows)
    tables["changes"] = _changes(shown, rows)
    named = [shown[name] for name in [*WHOLE, *SOME, "claims", "history"]]
    return {
        "package": _about(package),
        "tables": tables,
        "exported": {name: shown[name].columns for name in ("claims", "strike_summary")},
        "labels": {f"{t.name}.{f['name']}": _labels(f) for t in named for f in t.fields if "categories" in f},
        "broader": _broader(shown["claims"]),
        "titles": {f"{t.name}.{f['name']}": f["title"] for t in named for f in t.fields},
        "quoted": TO_QUOTE.pattern,
    }


def _rows(table: Table, computed: dict[str, str]) -> list[Row]:
    text = computed[table.name] if table.name in computed else table.path.read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def _about(package: Package) -> dict[str, Any]:
    """The imprint; where the version was withdrawn, why."""
    gone = [one for one in package.descriptor.get("withdrawnVersions", []) if one["version"] == package.version]
    return imprint(package) | {"withdrawn": gone[0] if gone else None}


def _claims(table: Table, rows: dict[str, list[Row]]) -> dict[str, Any]:
    """The claims, those of a strike together, each with the place of its passage in the text."""
    passages = {row["citation_id"]: {name: row[name] for name in PASSAGE} for row in rows["citations"]}
    claims = [row | passages[row["citation_id"]] for row in rows["claims"]]
    in_order = sorted(claims, key=lambda row: (row["strike_id"], row["claim_id"]))
    made = packed([*table.columns, *PASSAGE], in_order, DECIDING)
    for name, (key, other, field) in ELSEWHERE.items():
        there = {row[key]: row[field] for row in rows[other]}
        if all(row[name] == there.get(row[key]) for row in in_order):
            made["columns"][name] = {"table": other, "key": key, "field": field}
    return made


def _parties(rows: dict[str, list[Row]]) -> dict[str, Any]:
    """The side of every actor that is accused of something."""
    accused = {row["party_id"] for row in rows["claims"]}
    return packed(["actor_id", "side"], [row for row in rows["actors"] if row["actor_id"] in accused])


def _changes(tables: dict[str, Table], rows: dict[str, list[Row]]) -> dict[str, Any]:
    """What the last release changed, with the strike that the changed row is of, where it is of one.

    Rows that were added are counted for each table and strike, and so is whatever changed in tables that the page does
    not show: a release may add thousands of rows.
    """
    of_strike = {
        row[table.key[0]]: row["strike_id"]
        for name, table in tables.items()
        if not table.computed and "strike_id" in table.columns
        for row in rows[name]
    }
    last = max((row["version"] for row in rows["history"]), key=_order, default="")
    changed = [row | {"strike_id": of_strike.get(row["id"], "")} for row in rows["history"] if row["version"] == last]
    listed, counted = list[Row](), defaultdict[tuple[str, ...], list[Row]](list)
    for row in changed:
        is_counted = row["kind"] in ADDED or not (row["strike_id"] or row["table"] in SOME or row["table"] in LISTED)
        key = (row["table"], row["kind"], row["strike_id"])
        (counted[key] if is_counted else listed).append(row | {"rows": "1"})
    for some in counted.values():
        many = {"id": "", "field": "", "old": "", "new": "", "reason": "", "rows": str(len(some))}
        listed.append(some[0] | many if len(some) > 1 else some[0])
    in_order = sorted(listed, key=lambda row: (row["table"], row["id"], row["field"], row["kind"], row["strike_id"]))
    return packed(CHANGED, in_order)


def _order(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]


def _labels(field: dict[str, Any]) -> dict[str, str]:
    return {one["value"]: one["label"] for one in field["categories"]}


def _broader(claims: Table) -> dict[str, str]:
    """The next broader code of each code that has one."""
    [codes] = [field.get("categories", []) for field in claims.fields if field["name"] == "code"]
    return {one["value"]: one["broader"] for one in codes if "broader" in one}
