"""A list may be a computed table of a release; the rows of such a table are compared by their keys, and never added."""

import csv
import io
from pathlib import Path

import pytest

from scripts.derived.compute import computed_csv
from scripts.package.package import open_package
from tests.shared.computed_rows import computed_csvs
from tests.shared.relisting import found, listed, rechecked
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT

pytestmark = pytest.mark.thorough

COMPUTED = [*open_package(ROOT).computed]


@pytest.fixture(scope="module")
def computed(pair: tuple[Path, Path]) -> tuple[dict[str, str], dict[str, str]]:
    """The computed tables of both versions, as CSV."""
    then, now = (computed_csvs(open_package(folder)) for folder in pair)
    return then, now


@pytest.mark.parametrize("table", quick([name for name in COMPUTED if name != "agreement"], 3))
def test_a_computed_table_of_the_same_version_holds(
    table: str, computed: tuple[dict[str, str], dict[str, str]], pair: tuple[Path, Path], tmp_path: Path
) -> None:
    value = found(listed(tmp_path, computed[1][table]), pair[1], pair[1])
    assert {line["status"] for line in value["lines"]} == {"holds"}
    assert len(value["lines"]) == computed[1][table].count("\n") - 1


@pytest.mark.parametrize("table", [*COMPUTED, "history"])
def test_the_real_computed_tables_hold(table: str, tmp_path: Path) -> None:
    history = (ROOT / "data/history.csv").read_text(encoding="utf-8")
    text = history if table == "history" else computed_csv(open_package(ROOT), table)
    code, out, _ = rechecked(listed(tmp_path, text), ROOT, ROOT)
    assert (code, "never used" in out, "differs" in out) == (0, False, False), out[:2000]


def test_a_row_of_a_computed_table_is_told_what_became_of_it(
    computed: tuple[dict[str, str], dict[str, str]], pair: tuple[Path, Path], tmp_path: Path
) -> None:
    then, now = ({row["tally_id"]: row for row in csv.DictReader(io.StringIO(side["tallies"]))} for side in computed)
    moved = next(id_ for id_ in then if id_ in now and then[id_]["low"] and then[id_]["low"] != now[id_]["low"])
    lines = [f"{moved},{row[moved]['low']}" for row in (then, now)] + [f"{moved},999", "strikes nowhere,1"]
    file = listed(tmp_path, "\n".join(["tally_id,low", *lines]))
    code, out, err = rechecked(file, *pair)
    assert (code, err) == (1, "")
    said = [line.split(": ", 1)[1] for line in out.splitlines() if line.startswith(f"{file}:")][1:]
    was, is_now = then[moved]["low"], now[moved]["low"]
    assert said[0].startswith(f"corrected: low was {was}, is now {is_now}")
    assert f"low is 999 in the list, {was} in 0.8.0 and {is_now} in 0.9.0" in said[2]
    assert said[3] == "unknown: tallies has no such row in 0.9.0"
    assert "total of" not in out
    assert "note: no totals are made: rows of the computed table tallies overlap, or are sums already\n" in out


def test_an_id_of_a_computed_table_among_others_is_not_called_never_used(
    computed: tuple[dict[str, str], dict[str, str]], pair: tuple[Path, Path], tmp_path: Path
) -> None:
    tally = next(csv.DictReader(io.StringIO(computed[1]["tallies"])))["tally_id"]
    _, out, _ = rechecked(listed(tmp_path, f"id\nvc-dddd2222\n{tally}\nno such row\n"), *pair)
    assert f"{tally}: unknown: this is a row of the computed table tallies; recheck it in a list with a column" in out
    assert "no such row: unknown: never used; check the spelling" in out


def test_figures_of_strikes_with_the_codes_of_an_estimate_are_still_estimates(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    text = "strike_id,outcome,population,view,best\nst-first234,killed,all,all,4\n"
    [line] = found(listed(tmp_path, text), *pair)["lines"]
    assert (line["id"], line["table"], line["status"]) == ("st-first234", "strikes", "corrected")


def test_counts_of_different_things_are_never_added(tmp_path: Path) -> None:
    text = computed_csv(open_package(ROOT), "claims")
    rows = list(csv.DictReader(io.StringIO(text)))
    value = found(listed(tmp_path, text), ROOT, ROOT)
    totals = {(total["column"], total["of"]): total for total in value["totals"]}
    assert len(totals) == len(value["totals"])
    for (column, of), total in totals.items():
        of_it = [row for row in rows if of in (row["outcome"], row["object"], row["topic"]) and row[column]]
        assert len({(row["resource"], row["unit"]) for row in of_it}) == 1, of
        assert total["given"] == sum(int(row[column]) for row in of_it)
    apart = [remark for remark in value["remarks"] if "counts different things" in remark]
    assert [remark.split()[0] for remark in apart] == ["count_min", "count_max"]
    assert apart[0].endswith("more), so it has no total over all lines, only one for each")
