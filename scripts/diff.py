"""Tell what changed between two packages: tables, fields, codes, rows cell by cell, the impact on figures, and the version it demands.

OLD and NEW are a release's folder or zip, a version such as 0.1.0, a git revision, or . for the working tree.
"""

import argparse
import filecmp
import json
import sys
import tempfile
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .bump import RULES, demanded_version, highest
from .differences import Difference, row_differences, schema_differences
from .engine import connect, load_typed
from .form import check_form
from .impact import Effect, effects, rule_ids
from .package import Package, PackageError
from .progress import Advance, progress, unseen
from .schema import quote
from .snapshot import snapshot

if TYPE_CHECKING:
    import duckdb

ESTIMATED = {"actors", "citations", "sources", "strikes", "strike_links", "victim_counts"}  # what estimates are computed from
MEMORY = "1200MB"
SHOWN = 200  # rows of a kind that are written out; the JSON has all


def register(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("old", help="a release's folder or zip, a version, a git revision, or . for the working tree")
    parser.add_argument("new", nargs="?", default=".", help="the same (default: the working tree)")
    parser.add_argument("--output", choices=["text", "markdown", "json"], default="text", help="how differences are written")


def run(arguments: argparse.Namespace) -> int:
    """Compare and print; 0 where they are equal, 1 where they differ, 2 where one cannot be opened."""
    root = Path(arguments.package)
    try:
        with snapshot(arguments.old, root) as old, snapshot(arguments.new, root) as new:
            changes = compare(old, new)
    except (PackageError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyError as error:
        print(f"a descriptor or schema lacks {error}, or has it of a kind that is not read here; see: python -m scripts validate", file=sys.stderr)
        return 2
    print(RENDERED[arguments.output](changes))
    return 1 if changes["differences"] else 0


def compare(old: Package, new: Package) -> dict[str, Any]:
    """All that changed, as the JSON of docs/changes.schema.json: versions, step and version demanded, differences, impact.

    Raises PackageError where a table cannot be read; `validate` says why.
    """
    found, same = schema_differences(old, new)
    then, now = rule_ids(old), rule_ids(new)
    found += [Difference("rule_changed", name, old=then[name], new=now.get(name)) for name in then if now.get(name) != then[name]]
    loaded = _needed(old, new, same)
    with tempfile.TemporaryDirectory() as folder, progress("comparing", 3 * len(loaded) + 1) as advance:  # read twice, compare; the effects
        connection = connect(old)
        _bound(connection, folder)
        _load(connection, "old", old, set(loaded), advance)
        _load(connection, "new", new, set(loaded.values()), advance)
        found += row_differences(connection, old, new, loaded, advance)
        touched = any(map(_may_move_estimates, found))
        impact = _effects(connection, old, new, set(loaded)) if touched else []
        connection.close()
    _withhold(found, old, new)
    step = highest({d.kind for d in found})
    return {
        "old": old.version, "new": new.version, "step": step, "demanded": demanded_version(old.version, step),
        "demands": dict(sorted(Counter(d.kind for d in found).items(), key=lambda kind: list(RULES).index(kind[0]))),
        "differences": [_plain(d) for d in found],
        "impact": [asdict(e) for e in impact],
    }


def _withhold(found: list[Difference], old: Package, new: Package) -> None:
    """Take from old cells what must not be published, so that a correction for privacy does not publish it once more."""
    rows = [d for d in found if d.key and d.old is not None and d.table in new.tables]
    if not rows:
        return
    from .privacy import known_words, publishable

    known = known_words(new)
    for difference in rows:
        table = old.tables.get(difference.table, new.tables[difference.table])
        if isinstance(difference.old, dict):
            difference.old = publishable(table, difference.old, known)
        else:
            difference.old = publishable(table, {difference.field: difference.old}, known)[difference.field]


def _may_move_estimates(difference: Difference) -> bool:
    """A row that is new moves no estimate by itself: only a count does, or a link of a part to its group, that refers to it."""
    if difference.kind == "row_added":
        return difference.table in ("victim_counts", "strike_links")
    return difference.table in ESTIMATED or difference.kind == "rule_changed"


def _needed(old: Package, new: Package, same: dict[str, str]) -> dict[str, str]:
    """Of the tables that both have, those whose bytes or schemas differ, what refers to them, and the tombstones."""
    differ = {a for a, b in same.items() if not _same_bytes(old.tables[a].path, new.tables[b].path) or old.tables[a].schema != new.tables[b].schema}
    refer = {t.name for t in old.tables.values() for key in t.schema.get("foreignKeys", []) if key["reference"]["resource"] in differ}
    return {a: b for a, b in same.items() if a in differ | refer | {"withdrawn"}}


def _same_bytes(one: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def _bound(connection: "duckdb.DuckDBPyConnection", folder: str) -> None:
    """Attach an empty database for each side, in memory that is bounded; what does not fit goes to `folder`."""
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute(f"SET temp_directory = {quote(folder)}")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("ATTACH ':memory:' AS old")
    connection.execute("ATTACH ':memory:' AS new")


def _load(connection: "duckdb.DuckDBPyConnection", side: str, package: Package, names: set[str], advance: Advance = unseen) -> None:
    """Load the named tables of a package into a side's database."""
    import duckdb

    connection.execute(f"USE {side}")
    for table in [t for t in package.tables.values() if t.name in names]:
        if faults := check_form(table):
            raise PackageError(f"{table.path}: {faults[0].message} (line {faults[0].line}); see: python -m scripts validate")
        try:
            load_typed(connection, table)
        except duckdb.Error as error:
            raise PackageError(f"{table.path}: cannot be read ({str(error).splitlines()[0][:200]}); see: python -m scripts validate") from None
        advance()


def _effects(connection: "duckdb.DuckDBPyConnection", old: Package, new: Package, loaded: set[str]) -> list[Effect]:
    """The effects on estimates; none where the models are too far apart for one rule, which the schema differences tell."""
    import duckdb

    for side, package in (("old", old), ("new", new)):
        _load(connection, side, package, ESTIMATED - loaded)
    published = old.computed.get("strike_estimates")
    try:
        if published and published.path.exists():
            connection.execute(f"CREATE TABLE old.published AS SELECT * FROM read_csv({quote(str(published.path))})")
        connection.execute("SET enable_external_access = false")  # the rules of a package may be anybody's
        return effects(connection, old, new)
    except (duckdb.Error, OSError):
        return []


def _plain(difference: Difference) -> dict[str, Any]:
    return {name: value for name, value in asdict(difference).items() if value not in (None, "", [])} | {"step": RULES[difference.kind][0]}


def dumps(value: Any) -> str:
    """JSON with dates as ISO text, indented, Unicode kept."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=lambda v: v.isoformat() if isinstance(v, date) else str(v))


def text(changes: dict[str, Any]) -> str:
    """What changed, in lines for a terminal: what is demanded and why, then schema, rows, impact."""
    if not changes["differences"]:
        return f"nothing changed from {changes['old']}"
    lines = [f"from {changes['old']}: {changes['step']} changes, at least version {changes['demanded']}"]
    lines += [f"  {RULES[kind][0]:<6}{count:>6} x {kind}: {RULES[kind][1]}" for kind, count in changes["demands"].items()]
    shown: Counter[str] = Counter()
    for difference in changes["differences"]:
        shown[difference["kind"]] += 1
        if shown[difference["kind"]] <= SHOWN:
            lines.append(line_of(difference))
    lines += [f"and {count - SHOWN} more of {kind}; --output json has all" for kind, count in shown.items() if count > SHOWN]
    lines += ["impact on estimates, largest first:"] if changes["impact"] else ["impact: no estimate moves"]
    lines += [f"  {effect_line(effect)}" for effect in changes["impact"][:SHOWN]]
    return "\n".join(lines)


def line_of(difference: dict[str, Any]) -> str:
    """One difference as one line."""
    place = " ".join(str(difference[name]) for name in ("table", "key", "field") if name in difference)
    if difference["kind"] in ("row_added", "tombstone_added", "row_lost", "row_withdrawn", "row_removed_while_referenced"):
        after = f": {difference['reason']}" if "reason" in difference else ""
        after += f" (replaced by {', '.join(difference['replaced_by'])})" if "replaced_by" in difference else ""
        return f"{difference['kind']} {place}{after}"
    sides = f": {_short(difference.get('old'))} -> {_short(difference.get('new'))}" if "old" in difference or "new" in difference else ""
    return f"{difference['kind']} {place}{sides}"


def _short(value: Any) -> str:
    shown = "empty" if value is None else str(value)
    return shown if len(shown) <= 80 else f"{shown[:79]}…"


def effect_line(effect: dict[str, Any]) -> str:
    """One effect as one line: strike, outcome, view, and low/best/high before and after."""
    before, after = effect_sides(effect)
    return f"{effect['name']}, {effect['outcome']}, {effect['view']}: {before} -> {after}"


def effect_sides(effect: dict[str, Any]) -> tuple[str, str]:
    """An estimate before and after, as low / best / high each, and by what it moved where that was not the data."""
    figures = ("low", "best", "high")
    before, after = (" / ".join("-" if side[f] is None else str(side[f]) for f in figures) if side else "none" for side in (effect["before"], effect["after"]))
    return before, after + (" (by the changed rule)" if effect["cause"] == "rule" else "")


def markdown(changes: dict[str, Any]) -> str:
    """What changed, as the data section of a changelog."""
    from .changelog import data_section

    return data_section(changes)


RENDERED = {"text": text, "markdown": markdown, "json": dumps}
