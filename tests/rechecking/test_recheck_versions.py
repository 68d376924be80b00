"""What `recheck` compares: fields that come and go, releases, commits, and versions that were withdrawn."""

import json
import subprocess
from pathlib import Path

import pytest

from scripts.__main__ import main
from tests.shared.differing import changed, columns, descriptor, make
from tests.shared.people import LATIN
from tests.shared.relisting import found, listed, moved, rechecked, stone
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT, tiny, write


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


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("The toll was\nread anew.", "The toll was read anew."),
        ("It rose. Then it fell.", "It rose. (the rest is in CHANGELOG.md, under 0.8.1)"),
        ("It rose by 0.5. x\n\nAnother.", "It rose by 0.5. x (the rest is in CHANGELOG.md, under 0.8.1)"),
        ("Is it 4? Əsgəran was hit.", "Is it 4? (the rest is in CHANGELOG.md, under 0.8.1)"),
        ("Version 0.8.1 was withdrawn (low: b); use 1.0.0.\n\nIt rose.", "It rose."),
    ],
)
def test_of_a_release_the_first_sentence_is_shown(said: str, shown: str, tmp_path: Path) -> None:
    new = make(tmp_path / "new", moved())
    data = "### Data: a patch change\n\n- victim_counts vc-aaaa2222: count_min was 4\n"
    (new / "CHANGELOG.md").write_text(f"## 0.8.1 (2026-01-01)\n\n{said}\n\n{data}", encoding="utf-8")
    descriptor(lambda d: d.update(version="0.9.0"))(new)
    old = make(tmp_path / "old", None, descriptor(lambda d: d.update(version="0.8.0")))
    _, out, _ = rechecked(listed(tmp_path, "claim_id,count_min\nvc-aaaa2222,4\n"), old, new)
    assert [line for line in out.splitlines() if " says: " in line] == [f"0.8.1 says: {shown}"]


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
