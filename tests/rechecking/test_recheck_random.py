"""Whatever moved between two random packages, a list of all rows is told to hold but for the rows that differ."""

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.comparing.compare import compare
from scripts.package.package import Package, open_package
from scripts.rechecking.recheck import recheck
from tests.shared.random_edits import edited


def moved(old: Package, new: Package) -> set[str]:
    """The keys of rows that differ in a field that both packages have, or that are gone; from what `diff` finds."""
    differences = compare(old, new).differences
    added = {(d.table, d.field) for d in differences if d.kind == "field_added"}
    changed = [d for d in differences if d.kind in ("value_changed", "reference_changed")]
    gone = ("row_withdrawn", "row_removed_while_referenced", "row_lost", "id_renamed")
    kept = {d.key for d in changed if (d.table, d.field) not in added}
    return kept | {d.key for d in differences if d.kind in gone}


def listed(package: Package, path: Path) -> Path:
    """A list of every row of a package with all its cells; its ids are in the column `row`."""
    rows = []
    for table in package.tables.values():
        with table.path.open(encoding="utf-8", newline="") as file:
            rows += [row | {"row": row[table.key[0]]} for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.exhaustive
@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 6))
def test_all_rows_hold_but_those_that_differ(seed: int, count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old, new = (open_package(path) for path in edited(seed, count, Path(folder))[:2])
        file = listed(old, Path(folder) / "list.csv")
        assert recheck(file, old, old, "row").holds
        told = recheck(file, old, new, "row").lines
        # of a text that the list does not give it says only that it changed
        said = {line.id for line in told if line.status != "holds" or line.also}
        assert said == {line.id for line in told} & moved(old, new)
