"""What the page shows of a release: tables, labels of codes, titles of fields, changes, and how to cite it."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from ..export.imprint import imprint
from ..package.files import TO_QUOTE
from ..package.package import Package, Table
from .packing import Columns, kept, packed, read_columns, taken

Row = dict[str, str]

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
WITHDRAWN = ["row_withdrawn", "row_removed_while_referenced"]  # kinds of changes to whole rows, which are gone
LISTED = ["actors", "citations"]  # tables whose changes are listed, though their rows are of no strike
ALSO = {"tallies": ["kind"]}  # columns that decide what is shown
PASSAGE = ["passage_start", "passage_words"]


def facts(package: Package, csvs: Mapping[str, bytes]) -> dict[str, Any]:
    """Everything that the page is drawn from, as values for JSON.

    Takes a valid package and its tables, written and computed, as canonical CSV by path. Cells stay the text that they
    are in the CSVs, so that what is exported equals them.
    """
    shown = {table.name: table for table in [*package.tables.values(), *package.computed.values()]}

    def read(name: str, columns: list[str]) -> Columns:
        return read_columns(csvs[shown[name].file], columns)

    tables = {name: read(name, shown[name].columns) for name in [*WHOLE, "claims"]}
    tables |= {name: read(name, [*columns, *ALSO.get(name, [])]) for name, columns in SOME.items()}
    tables["tallies"] = kept(tables["tallies"], "kind", {"strikes"})  # groups have cards
    made = {name: packed(tables[name]) for name in WHOLE}
    made |= {name: packed({column: tables[name][column] for column in columns}) for name, columns in SOME.items()}
    made["claims"] = _claims(tables, read("citations", ["citation_id", *PASSAGE]))
    made["parties"] = _parties(tables["claims"], read("actors", ["actor_id", "side"]))
    made["changes"] = _changes(read("history", shown["history"].columns), _strikes_of_rows(shown, read))
    named = [shown[name] for name in [*WHOLE, *SOME, "claims", "history"]]
    return {
        "package": _about(package),
        "tables": made,
        "exported": {name: shown[name].columns for name in ("claims", "strike_summary")},
        "labels": {f"{t.name}.{f['name']}": _labels(f) for t in named for f in t.fields if "categories" in f},
        "broader": _broader(shown["claims"]),
        "titles": {f"{t.name}.{f['name']}": f["title"] for t in named for f in t.fields},
        "quoted": TO_QUOTE.pattern,
    }


def _about(package: Package) -> dict[str, Any]:
    """The imprint; where the version was withdrawn, why."""
    gone = [one for one in package.descriptor.get("withdrawnVersions", []) if one["version"] == package.version]
    return imprint(package) | {"withdrawn": gone[0] if gone else None}


def _claims(tables: dict[str, Columns], citations: Columns) -> dict[str, Any]:
    """The claims, those of a strike together, each with the place of its passage in the text."""
    claims = tables["claims"]
    keys = list(zip(claims["strike_id"], claims["claim_id"], strict=True))
    in_order = taken(claims, sorted(range(len(keys)), key=keys.__getitem__))
    for name in PASSAGE:
        there = dict(zip(citations["citation_id"], citations[name], strict=True))
        in_order[name] = [there[citation] for citation in in_order["citation_id"]]
    made = packed(in_order, DECIDING)
    for name, (key, other, field) in ELSEWHERE.items():
        there = dict(zip(tables[other][key], tables[other][field], strict=True))
        if all(value == there.get(by) for value, by in zip(in_order[name], in_order[key], strict=True)):
            made["columns"][name] = {"table": other, "key": key, "field": field}
    return made


def _parties(claims: Columns, actors: Columns) -> dict[str, Any]:
    """The side of every actor that is accused of something."""
    return packed(kept(actors, "actor_id", {*claims["party_id"]}))


def _strikes_of_rows(tables: dict[str, Table], read: Callable[[str, list[str]], Columns]) -> dict[str, str]:
    """The strike of every row of a written table that is of one, by the id of the row."""
    found = dict[str, str]()
    for name, table in tables.items():
        if not table.computed and "strike_id" in table.columns:
            columns = read(name, [table.key[0], "strike_id"])
            found |= zip(columns[table.key[0]], columns["strike_id"], strict=True)
    return found


def _changes(history: Columns, strikes: dict[str, str]) -> dict[str, Any]:
    """What the last release changed, with the strike that the changed row is of, where it is of one.

    Rows that were added are counted for each table and strike, and so is whatever changed in tables that the page does
    not show: a release may add thousands of rows.
    """
    last = max(history["version"], key=_order, default="")
    those = kept(history, "version", {last})
    changed = [dict(zip(those, row, strict=True)) for row in zip(*those.values(), strict=True)]
    listed, counted = list[Row](), defaultdict[tuple[str, ...], list[Row]](list)
    gone: set[tuple[str, str]] = set()  # history has every cell of a row that went, and the page says it once
    for row in changed:
        if row["kind"] in WITHDRAWN:
            if (row["table"], row["id"]) in gone:
                continue
            gone.add((row["table"], row["id"]))
            row["kind"] = WITHDRAWN[0]  # the page need not tell them apart
        row |= {"strike_id": strikes.get(row["id"], ""), "rows": "1"}
        is_counted = row["kind"] in ADDED or not (row["strike_id"] or row["table"] in SOME or row["table"] in LISTED)
        key = (row["table"], row["kind"], row["strike_id"])
        (counted[key] if is_counted else listed).append(row)
    for some in counted.values():
        many = {"id": "", "field": "", "old": "", "new": "", "reason": "", "rows": str(len(some))}
        listed.append(some[0] | many if len(some) > 1 else some[0])
    in_order = sorted(listed, key=lambda row: (row["table"], row["id"], row["field"], row["kind"], row["strike_id"]))
    return packed({name: [row[name] for row in in_order] for name in CHANGED})


def _order(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]


def _labels(field: dict[str, Any]) -> dict[str, str]:
    return {one["value"]: one["label"] for one in field["categories"]}


def _broader(claims: Table) -> dict[str, str]:
    """The next broader code of each code that has one."""
    [codes] = [field.get("categories", []) for field in claims.fields if field["name"] == "code"]
    return {one["value"]: one["broader"] for one in codes if "broader" in one}
