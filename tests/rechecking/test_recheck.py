"""`recheck` says of a reader's list what holds, what was corrected, withdrawn or merged, and whether totals hold."""

import json
import subprocess
from pathlib import Path

import pytest

from scripts.__main__ import main
from tests.shared.differing import changed, columns, descriptor, make, without
from tests.shared.people import LATIN
from tests.shared.relisting import found, moved, rechecked, stone
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT, tiny, write


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tiny package as version 0.8.0, and as it moved on as 0.9.0; only read."""
    folder = tmp_path_factory.mktemp("pair")
    old = make(folder / "old", None, descriptor(lambda d: d.update(version="0.8.0")))
    new = make(folder / "new", moved(), descriptor(lambda d: d.update(version="0.9.0")))
    for name in ("CHANGELOG.md", "changes.json"):
        (new / name).unlink(missing_ok=True)
    return old, new


def listed(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


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
    assert out.splitlines()[-3:] == [
        "total of count_min (killed) over 2 lines: corrected, was 9, is now 11",
        "total of count_min (house) over 2 lines: 15; cannot be told for 0.9.0, since a row was split:"
        " choose which replace it",
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


def fields(table: str) -> dict[str, str]:
    schema = json.loads((ROOT / f"schemas/{table}.schema.json").read_text(encoding="utf-8"))
    return {field["name"]: field["name"] for field in schema["fields"]}


@pytest.mark.thorough
def test_an_earlier_name_of_a_field_is_known(pair: tuple[Path, Path], tmp_path: Path) -> None:
    renamed = columns("crosswalk", fields("crosswalk") | {"match": "fit"})
    new = make(tmp_path / "new", changed("crosswalk", 0, match="contains"), renamed)
    for text, status in {"match\ncw-aaaa2222,exact": "corrected", "fit\ncw-aaaa2222,contains": "holds"}.items():
        [line] = found(listed(tmp_path, f"crosswalk_id,{text}\n"), pair[0], new)["lines"]
        assert (line["status"], [(c["old"], c["new"]) for c in line["cells"]]) == (status, [("exact", "contains")])


@pytest.mark.thorough
def test_a_field_that_the_new_version_lacks_is_not_compared(pair: tuple[Path, Path], tmp_path: Path) -> None:
    new = make(tmp_path / "new", None, columns("crosswalk", {n: n for n in fields("crosswalk") if n != "match"}))
    value = found(listed(tmp_path, "crosswalk_id,match\ncw-aaaa2222,exact\n"), pair[0], new)
    assert (value["holds"], value["compared"], value["not_compared"]) == (True, [], ["match"])


@pytest.mark.thorough
def test_a_field_that_the_old_version_lacks_moves_nothing(pair: tuple[Path, Path], tmp_path: Path) -> None:
    old = make(tmp_path / "old", None, columns("crosswalk", {n: n for n in fields("crosswalk") if n != "match"}))
    for text in ("match\ncw-aaaa2222,exact", "match\ncw-aaaa2222,", "page\ncw-aaaa2222,5"):
        [line] = found(listed(tmp_path, f"crosswalk_id,{text}\n"), old, pair[0])["lines"]
        assert line["status"] == "holds", text


NAMED = " ".join(LATIN[0])


@pytest.mark.parametrize("output", quick(["text", "json"], 1))
def test_what_must_not_be_published_stays_withheld(output: str, tmp_path: Path) -> None:
    old = make(tmp_path / "old", changed("strikes", 0, notes=f"As told by {NAMED}."))
    rows = changed("strikes", 0, notes="As told by a resident.")
    rows["withdrawn"].append(stone(1, "vc-gone2222", "", f"It named {NAMED}."))
    new = make(tmp_path / "new", rows)
    text = f"id,notes\nst-first234,As told by {NAMED}.\nvc-gone2222,\n"
    for one, other in ((old, new), (new, old)):
        _, out, err = rechecked(listed(tmp_path, text), one, other, "--output", output)
        assert (NAMED.split()[1] in out, err) == (False, "")
        assert ("[withheld]" in out) is (one == old)


def test_a_release_is_compared_by_its_zip_and_a_version_by_its_commit(released: Path, tmp_path: Path) -> None:
    version = released.name.removeprefix("nk2020-strikes-")
    new = make(tmp_path / "new", moved())
    file = listed(tmp_path, "claim_id,count_min\nvc-aaaa2222,4\nvc-dddd2222,5\n")
    value = found(file, released.with_name(f"{released.name}.zip"), new)
    assert [line["status"] for line in value["lines"]] == ["corrected", "holds"]
    assert (value["old"], value["new"]) == (version, f"{version} as it is here")
    write(new, tiny())
    who = ["-c", "user.name=tests", "-c", "user.email=tests@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "--all"], [*who, "commit", "-qm", "First"], ["tag", "v0.0.1"]):
        subprocess.run(["git", *words], cwd=new, check=True)
    write(new, moved())
    lines = found(file, Path("0.0.1"), new)["lines"]
    assert [line["status"] for line in lines] == ["corrected", "holds"]


def test_the_releases_that_changed_a_cell_are_told_with_their_reasons(tmp_path: Path) -> None:
    old = make(tmp_path / "old", None, descriptor(lambda d: d.update(version="0.8.0")))
    new = make(tmp_path / "new", moved(), descriptor(lambda d: d.update(version="0.9.0")))
    sections = {
        "0.9.0": "A name is as others.\n\n### Data: a patch change\n\n- victim_counts vc-dddd2222: count_min was 1",
        "0.8.1": "The toll was\nread anew.\n\n### Data: a patch change\n\n- victim_counts vc-aaaa2222: count_min was 4",
        "0.8.0": "First.\n\n### Data\n\n- victim_counts vc-aaaa2222: count_max was 3",
    }
    text = "\n".join(f"## {version} (2026-01-01)\n\n{said}\n" for version, said in sections.items())
    (new / "CHANGELOG.md").write_text(text, encoding="utf-8")
    file = listed(tmp_path, "claim_id,count_min\nvc-aaaa2222,4\n")
    _, out, _ = rechecked(file, old, new)
    assert "count_min (killed) was 4, is now 6 since 0.8.1; count_max (killed) was 4, is now 6\n" in out
    assert "\n0.8.1 says: The toll was read anew.\n" in out
    last = {"new": "0.9.0", "differences": [{"table": "victim_counts", "key": "vc-aaaa2222", "field": "count_max"}]}
    (new / "changes.json").write_text(json.dumps(last), encoding="utf-8")
    [line] = found(file, old, new)["lines"]
    assert [cell["versions"] for cell in line["cells"]] == [["0.8.1"], ["0.9.0"]]


def test_a_version_that_was_withdrawn_is_told(pair: tuple[Path, Path], tmp_path: Path) -> None:
    entry = {"version": "0.8.0", "reason": "A toll was misread.", "severity": "high", "replacedBy": "0.9.0"}
    new = make(tmp_path / "new", None, descriptor(lambda d: d.update(withdrawnVersions=[entry])))
    code, out, err = rechecked(listed(tmp_path, "id\nvc-aaaa2222\n"), pair[0], new, "--output", "json")
    [said] = err.splitlines()
    assert said.startswith("version 0.8.0 was withdrawn")
    assert "A toll was misread; use 0.9.0" in said
    assert (code, json.loads(out)["withdrawn_versions"]) == (0, [said])


@pytest.mark.thorough
def test_a_history_tells_the_releases_of_every_cell(tmp_path: Path) -> None:
    old = make(tmp_path / "old", None, descriptor(lambda d: d.update(version="0.8.0")))
    new = make(tmp_path / "new", moved(), descriptor(lambda d: d.update(version="0.9.1")))
    text = "vc-aaaa2222,count_min,0.9.0\nvc-aaaa2222,count_max,0.8.0\nvc-dddd2222,count_max,0.8.1"
    changes = [f"hi-{n:04}test,victim_counts,{line}" for n, line in enumerate(text.split("\n"))]
    header = "change_id,table,id,field,version"
    (new / "data" / "history.csv").write_text("\n".join([header, *changes, ""]), encoding="utf-8")
    told = [{"name": n, "type": "string", "title": n, "description": n, "example": "x"} for n in header.split(",")]
    schema = {"title": "History", "description": "Changes.", "fields": told, "primaryKey": ["change_id"]}
    resource = {"name": "history", "path": "data/history.csv", "schema": schema}
    descriptor(lambda d: d.update(resources=[r for r in d["resources"] if r["name"] != "history"] + [resource]))(new)
    [line] = found(listed(tmp_path, "claim_id,count_min\nvc-aaaa2222,4\n"), old, new)["lines"]
    assert [(cell["column"], cell.get("versions")) for cell in line["cells"]] == [
        ("count_min", ["0.9.0"]),
        ("count_max", None),
    ]


def test_a_version_that_cannot_be_read_is_wrong_usage(pair: tuple[Path, Path], tmp_path: Path) -> None:
    file = listed(tmp_path, "id\nvc-aaaa2222\n")
    assert rechecked(file, Path("9.9.9"), pair[1]) == (
        2,
        "",
        "9.9.9: is not a folder, file, version or git revision here; see git log and git tag, or give the folder or zip"
        " of a release\n",
    )
    broken = make(tmp_path / "broken", changed("victim_counts", 0, count_min="four"))
    code, out, err = rechecked(file, broken, pair[1])
    assert (code, out, "victim_counts.csv" in err) == (2, "", True)


def test_estimates_that_cannot_be_compared_are_told_only_where_the_list_has_some(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    odd = make(tmp_path / "odd", None, columns("strike_links", fields("strike_links") | {"relation": "bond"}))
    assert rechecked(listed(tmp_path, "strike_id\nst-first234\n"), pair[0], odd)[0] == 0
    code, out, err = rechecked(listed(tmp_path, "strike_id,killed\nst-first234,4\n"), pair[0], odd)
    assert (code, out) == (2, "")
    assert err.endswith("since a rule does not fit the tables; leave out the columns of figures\n")


@pytest.mark.thorough
def test_outside_a_package_the_installed_one_is_compared(
    pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    [strike] = (ROOT / "data/strikes.csv").read_text(encoding="utf-8").splitlines()[1:2]
    listed(tmp_path, f"id\n{strike.split(',')[0]}\n")
    assert main(["recheck", "list.csv", "--since", str(ROOT)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 of 1 line hold"
    assert main(["recheck", "list.csv", "--since", "0.3.0"]) in (0, 1)
    assert capsys.readouterr().out.startswith("list.csv: 1 line, 0.3.0 compared with ")
