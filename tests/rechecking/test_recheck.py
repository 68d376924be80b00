"""`recheck` says of a reader's list what holds, what was corrected, withdrawn or merged, and whether totals hold."""

from pathlib import Path

import pytest

from tests.shared.differing import descriptor, make, without
from tests.shared.relisting import found, listed, rechecked, stone
from tests.shared.speeds import quick
from tests.shared.tiny import tiny

WAS_LOST = "scope was subgroup, is now total; part_of was vc-aaaa2222, is now empty; demographic was women, is now all"
# Lists with the columns id, count_min, count_max and name, each line with what is said of it. What holds is said first.
LISTS = {
    "in use": {
        "vc-dddd2222,5,,": "holds",
        "vc-aaaa2222,6,6,": "holds",
        "st-first234,,,Our first case": "holds",
        "st-secon234,,,": "holds; its name changed too",
        "vc-eeee2222,11,,": "holds (new since 0.8.0)",
        "vc-eeee2222,12,,": (
            "differs (new since 0.8.0): count_min (injured) is 12 in the list, empty in 0.8.0 and 11 in 0.9.0"
        ),
        "vc-aaaa2222,4,,": "corrected: count_min (killed) was 4, is now 6; count_max (killed) was 4, is now 6",
        "vc-aaaa2222,,,": "corrected: count_min (killed) was 4, is now 6; count_max (killed) was 4, is now 6",
        "sm-aaaa2222,,,": "corrected: party_id was ac-army2345, is now ac-eastl234",
        'st-secon234,,,"Lowtown, 2 October 2020"': (
            "corrected: name was Lowtown, 2 October 2020, is now Lowtown, early on 2 October 2020"
        ),
        "vc-dddd2222,7,,": "differs: count_min (killed) is 7 in the list, 5 in both versions",
        "vc-aaaa2222,7,,": (
            "corrected: count_min (killed) is 7 in the list, 4 in 0.8.0 and 6 in 0.9.0;"
            " count_max (killed) was 4, is now 6"
        ),
        "vc-aaaa2223,,,": "unknown: never used; did you mean vc-aaaa2222?",
        "Total,,,": "unknown: never used; check the spelling",
    },
    "gone": {
        "vc-bbbb2222,2,,": (
            f"merged since the last release: Counted twice; it is now vc-aaaa2222, in which {WAS_LOST};"
            " count_min (killed) was 2, is now 6; count_max (killed) was 2, is now 6"
        ),
        "vc-cccc2222,10,,": (
            "withdrawn in 0.8.1: Misread; use vc-eeee2222, in which count_min (injured) was 10, is now 11"
        ),
        "dc-aaaa2222,,,": "withdrawn since the last release: Two kinds; use dc-cccc2222 and dc-dddd2222",
        "dc-bbbb2222,,,": "withdrawn since the last release: Not said; nothing replaces it",
        "vc-zzzz2222,,,": "merged in 0.1.0: Counted twice; it is now vc-aaaa2222",
    },
    "gone before": {
        "vc-mmmm2222,12,,": (
            "withdrawn since the last release: Misread again; use vc-eeee2222,"
            " in which count_min (injured) is 12 in the list, empty in 0.8.0 and 11 in 0.9.0"
        ),
    },
    "gone to one row": {
        "vc-mmmm2222,,,": "merged since the last release: Misread again; it is now vc-eeee2222",
        "vc-cccc2222,,,": (
            "merged in 0.8.1: Misread; it is now vc-eeee2222, in which count_min (injured) was 10, is now 11"
        ),
    },
}


@pytest.mark.parametrize("lines", quick(LISTS.values(), 2), ids=LISTS.keys())
def test_each_line_is_told_what_became_of_it(lines: dict[str, str], pair: tuple[Path, Path], tmp_path: Path) -> None:
    file = listed(tmp_path, "\n".join(["id,count_min,count_max,name", *lines]))
    code, out, err = rechecked(file, *pair)
    told = [line for line in out.splitlines() if line.startswith(f"{file}:") and not line.startswith(f"{file}: ")]
    expected = [f"{file}:{n} {line.split(',')[0]}: {said}" for n, (line, said) in enumerate(lines.items(), 2)]
    assert (code, told, err) == (1, expected, "")


ESTIMATES = {
    "the best by default": ("strike_id,killed\nst-first234,4", [("killed", "killed", 4, 6, "corrected")]),
    "all three": (
        "Strike ID;Killed (low);killed best;KILLED_HIGH\nst-first234;4;6;9",
        [
            ("Killed (low)", "killed", 4, 6, "corrected"),
            ("killed best", "killed", 4, 6, "holds"),
            ("KILLED_HIGH", "killed", 4, 6, "differs"),
        ],
    ),
    "civilians": (
        "strike_id,civilians_killed_best\nst-first234,4",
        [("civilians_killed_best", "civilians killed", 4, 6, "corrected")],
    ),
    "of the codes of the line": (
        "strike_id,outcome,view,population,best\nst-first234,killed,azerbaijan,all,4",
        [("best", "killed, azerbaijan", 4, 6, "corrected")],
    ),
    "of an earlier code": (
        "strike_id,outcome,view,best\nst-first234,killed,azerbaijani,4",
        [("best", "killed, azerbaijan", 4, 6, "corrected")],
    ),
    "of nothing": ("strike_id,missing\nst-first234,3", [("missing", "missing", None, None, "differs")]),
    "unmoved": ("strike_id,killed\nst-group234,5", [("killed", "killed", 5, 5, "holds")]),
}


@pytest.mark.parametrize(("text", "cells"), quick(ESTIMATES.values(), 2), ids=ESTIMATES.keys())
def test_estimates_of_strikes_are_compared(
    text: str, cells: list[tuple[str, str, int, int, str]], pair: tuple[Path, Path], tmp_path: Path
) -> None:
    [line] = found(listed(tmp_path, text), *pair)["lines"]
    assert [(c["column"], c["of"], c["old"], c["new"], c["status"]) for c in line["cells"]] == cells


def test_an_estimate_that_moved_is_told_with_the_claims_that_moved_it(pair: tuple[Path, Path], tmp_path: Path) -> None:
    _, out, _ = rechecked(listed(tmp_path, "strike_id,killed,injured_low\nst-first234,4,10"), *pair)
    told = "killed was 4, is now 6, because claims corrected: vc-aaaa2222; claims withdrawn: vc-bbbb2222"
    also = "injured_low was 10, is now 11, because claims added: vc-eeee2222; claims withdrawn: vc-cccc2222"
    assert f"st-first234: corrected: {told}; {also}" in out


def test_a_list_that_holds_exits_0_and_says_what_was_compared(pair: tuple[Path, Path], tmp_path: Path) -> None:
    file = listed(tmp_path, "claim_id,count_min,page\nvc-dddd2222,5,12\nvc-eeee2222,11.0,\n")
    assert rechecked(file, *pair) == (
        0,
        f"{file}: 2 lines, 0.8.0 compared with 0.9.0\n"
        "column of ids: claim_id; compared: count_min\n"
        "not compared, since the rows have no such field: page\n"
        f"{file}:2 vc-dddd2222: holds\n"
        f"{file}:3 vc-eeee2222: holds (new since 0.8.0)\n"
        "note: count_min counts different things (killed, injured), so it has no total over all lines, only one for"
        " each\n"
        "2 of 2 lines hold\n",
        "",
    )


TOTALS = {
    "one that holds": ("vc-dddd2222,5\nvc-aaaa2222,6", [("killed", 2, 11, 9, 11, "holds")]),
    "one that was corrected": ("vc-dddd2222,5\nvc-aaaa2222,4", [("killed", 2, 9, 9, 11, "corrected")]),
    "one that differs": ("vc-dddd2222,5\nvc-aaaa2222,5", [("killed", 2, 10, 9, 11, "differs")]),
    "what two rows came to counts once": ("vc-bbbb2222,2\nvc-aaaa2222,4", [("killed", 2, 6, 6, 6, "holds")]),
    "a line that is there twice counts twice": ("vc-aaaa2222,4\nvc-aaaa2222,4", [("killed", 2, 8, 8, 12, "corrected")]),
    "different things have no sum": ("vc-aaaa2222,4\nvc-cccc2222,10", []),
    "a split": ("dc-aaaa2222,12\ndc-bbbb2222,3", [("house", 2, 15, 15, None, "unknown")]),
    "an unknown id is in no sum": ("vc-aaaa2222,6\nvc-dddd2222,5\nTotal,11", [("killed", 2, 11, 9, 11, "holds")]),
}


@pytest.mark.parametrize(("lines", "expected"), quick(TOTALS.values(), 3), ids=TOTALS.keys())
def test_the_totals_of_a_list_are_told_to_hold_or_not(
    lines: str, expected: list[tuple[object, ...]], pair: tuple[Path, Path], tmp_path: Path
) -> None:
    totals = found(listed(tmp_path, f"claim_id,count_min\n{lines}\n"), *pair)["totals"]
    assert [(t["of"], t["lines"], t["given"], t["old"], t["new"], t["status"]) for t in totals] == expected
    assert {t["column"] for t in totals} <= {"count_min"}


@pytest.mark.thorough
def test_a_row_that_is_withdrawn_counts_nothing_in_the_present_sum(pair: tuple[Path, Path], tmp_path: Path) -> None:
    rows = without(tiny(), "vc-dddd2222")
    rows["withdrawn"].append(stone(1, "vc-dddd2222"))
    new = make(tmp_path / "new", rows)
    [total] = found(listed(tmp_path, "claim_id,count_min\nvc-aaaa2222,4\nvc-dddd2222,5\n"), pair[0], new)["totals"]
    assert (total["given"], total["old"], total["new"], total["status"]) == (9, 9, 4, "corrected")


def test_totals_are_told_in_words(pair: tuple[Path, Path], tmp_path: Path) -> None:
    text = "claim_id,count_min\nvc-dddd2222,5\nvc-aaaa2222,4\ndc-aaaa2222,12\ndc-bbbb2222,3\n"
    _, out, _ = rechecked(listed(tmp_path, text), *pair)
    assert out.splitlines()[-4:] == [
        "total of count_min (killed) over 2 lines: corrected, was 9, is now 11",
        "total of count_min (house) over 2 lines: 15; not known for 0.9.0, since a row was split:"
        " choose which replace it",
        "note: count_min counts different things (killed, house), so it has no total over all lines, only one for each",
        "1 of 4 lines hold (1 corrected, 2 withdrawn); 0 of 2 totals hold",
    ]


@pytest.mark.thorough
def test_strikes_that_overlap_are_told(pair: tuple[Path, Path], tmp_path: Path) -> None:
    text = "strike_id,killed\nst-first234,6\nst-secon234,\nst-group234,5\n"
    assert found(listed(tmp_path, text), *pair)["remarks"] == [
        "st-first234 is part of st-group234, so a sum with both counts the same people twice"
    ]
    assert found(listed(tmp_path, "strike_id\nst-first234\nst-group234\n"), *pair)["remarks"] == []


def test_a_figure_that_is_listed_twice_is_told(pair: tuple[Path, Path], tmp_path: Path) -> None:
    text = "strike_id,killed\nst-first234,6\nst-first234,6\n"
    assert found(listed(tmp_path, text), *pair)["remarks"] == ["st-first234 has killed on 2 lines"]


def test_a_figure_of_strikes_beside_a_row_of_another_table_does_not_hold(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    [line] = found(listed(tmp_path, "id,killed\nvc-dddd2222,999\n"), *pair)["lines"]
    assert line["status"] == "differs"
    assert line["remark"] == "killed: only strikes have such figures, and this is a row of victim_counts"


def test_as_json_a_line_has_its_status_its_cells_and_the_ids_to_use(pair: tuple[Path, Path], tmp_path: Path) -> None:
    value = found(listed(tmp_path, "claim_id,count_min\nvc-cccc2222,10\nvc-nnnn2222,1\n"), *pair)
    assert value["lines"] == [
        {
            **{"line": 2, "id": "vc-cccc2222", "status": "withdrawn", "table": "victim_counts"},
            **{"reason": "Misread.", "version": "0.8.1", "now": ["vc-eeee2222"]},
            "cells": [
                {"column": "count_min", "given": "10", "old": 10, "new": 11, "status": "corrected", "of": "injured"}
            ],
        },
        {"line": 3, "id": "vc-nnnn2222", "status": "unknown"},
    ]
    assert (value["old"], value["new"], value["id_column"]) == ("0.8.0", "0.9.0", "claim_id")
    assert (value["compared"], value["not_compared"]) == (["count_min"], [])
    assert value["counts"] == {"withdrawn": 1, "unknown": 1}


def test_a_row_that_is_lost_is_told(pair: tuple[Path, Path], tmp_path: Path) -> None:
    new = make(tmp_path / "new", without(tiny(), "vc-dddd2222"), descriptor(lambda d: d.update(version="0.8.1")))
    _, out, _ = rechecked(listed(tmp_path, "id\nvc-dddd2222"), pair[0], new)
    assert "vc-dddd2222: withdrawn (is not in 0.8.1, and has no tombstone there); nothing replaces it" in out
