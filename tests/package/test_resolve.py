"""`resolve` shows what became of an id, through every chain of replacements."""

import json
from pathlib import Path

import pandas
import pytest

from scripts import resolve
from scripts.__main__ import main
from tests.shared.tiny import ROOT, Rows, tiny, write


def stone(number: int, id_: str, replaced_by: str = "", version: str = "", reason: str = "Wrong.") -> dict[str, str]:
    return {
        "withdrawal_id": f"wd-{number:04}test",
        "id": id_,
        "reason": reason,
        "replaced_by": replaced_by,
        "version": version,
    }


def resolved(folder: Path, rows: Rows, *ids: str) -> int:
    write(folder, rows)
    return main(["--package", str(folder), "resolve", *ids])


IN_USE = {
    "vc-aaaa2222": "vc-aaaa2222: in use, in data/victim_counts.csv:2\n",
    "st-first234": "st-first234: in use, in data/strikes.csv:2: Lowtown, 1 October 2020\n",
    "ac-eastl234": "ac-eastl234: in use, in data/actors.csv:3: Eastland\n",
    "wd-aaaa2222": "wd-aaaa2222: in use, in data/withdrawn.csv:2\n",
}


@pytest.mark.parametrize(("id_", "said"), IN_USE.items(), ids=IN_USE.keys())
def test_an_id_in_use_is_told_with_its_file_and_line(
    tmp_path: Path, id_: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert resolved(tmp_path, tiny(), id_) == 0
    assert capsys.readouterr().out == said


WITHDRAWN = {
    "replaced": (
        tiny()["withdrawn"],
        "vc-zzzz2222",
        "vc-zzzz2222: withdrawn in 0.1.0 (data/withdrawn.csv:2): Counted twice.\n"
        "  replaced by vc-aaaa2222: in use, in data/victim_counts.csv:2\n"
        "  in use now: vc-aaaa2222\n",
    ),
    "not replaced": (
        [stone(1, "vc-gone2222")],
        "vc-gone2222",
        "vc-gone2222: withdrawn since the last release (data/withdrawn.csv:2): Wrong.\n  no replacement is in use\n",
    ),
    "replaced and then split": (
        [
            stone(9, "st-old22222", "st-mid22222", "0.1.0"),
            stone(1, "st-old22222", "st-secon234", "0.1.0"),
            stone(2, "st-mid22222", "st-first234", reason="Split."),
            stone(3, "st-mid22222", "st-secon234", reason="Split."),
        ],
        "st-old22222",
        "st-old22222: withdrawn in 0.1.0 (data/withdrawn.csv:2, data/withdrawn.csv:3): Wrong.\n"
        "  replaced by st-mid22222: withdrawn since the last release (data/withdrawn.csv:4, data/withdrawn.csv:5):"
        " Split.\n"
        "    replaced by st-first234: in use, in data/strikes.csv:2: Lowtown, 1 October 2020\n"
        "    replaced by st-secon234: in use, in data/strikes.csv:4: Lowtown, 2 October 2020\n"
        "  replaced by st-secon234: shown above\n"
        "  in use now: st-first234, st-secon234\n",
    ),
    "in a circle": (
        [stone(1, "st-aaaa2222", "st-bbbb2222"), stone(2, "st-bbbb2222", "st-aaaa2222")],
        "st-aaaa2222",
        "st-aaaa2222: withdrawn since the last release (data/withdrawn.csv:2): Wrong.\n"
        "  replaced by st-bbbb2222: withdrawn since the last release (data/withdrawn.csv:3): Wrong.\n"
        "    replaced by st-aaaa2222: shown above\n"
        "  no replacement is in use\n",
    ),
    "cut short": (
        [stone(1, "vc-cccc2222")],
        "vc-cccc2222",
        "vc-cccc2222: in use, in data/victim_counts.csv:4, though it has a tombstone: its withdrawal was cut short\n",
    ),
}


@pytest.mark.parametrize(("stones", "id_", "said"), WITHDRAWN.values(), ids=WITHDRAWN.keys())
def test_a_withdrawn_id_is_told_with_every_replacement_to_the_rows_in_use_now(
    tmp_path: Path, stones: list[dict[str, str]], id_: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert resolved(tmp_path, tiny() | {"withdrawn": stones}, id_) == 0
    assert capsys.readouterr().out == said


def test_a_chain_may_be_long(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stones = [stone(n, f"vc-{n:04}long", f"vc-{n + 1:04}long") for n in range(1500)] + [
        stone(1500, "vc-1500long", "vc-aaaa2222")
    ]
    assert resolved(tmp_path, tiny() | {"withdrawn": stones}, "vc-0000long") == 0
    assert capsys.readouterr().out.endswith("\n  in use now: vc-aaaa2222\n")


def test_an_id_never_used_is_told_with_the_nearest_and_exits_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert resolved(tmp_path, tiny(), "vc-aaaa2223", "42", "VC-AAAA2222", "vc-aaxx22x2", "vc-aaaa2222") == 1
    assert capsys.readouterr().out == (
        "vc-aaaa2223: never used here; did you mean vc-aaaa2222?\n42: never used here; check the spelling\n"
        "VC-AAAA2222: never used here; did you mean vc-aaaa2222?\nvc-aaxx22x2: never used here; check the spelling\n"
        "vc-aaaa2222: in use, in data/victim_counts.csv:2\n"
    )


HOSTILE = "\x1b[2J\x07\u202e"


def test_control_characters_of_ids_names_and_reasons_are_escaped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tiny()
    rows["strikes"][0]["name"] = HOSTILE
    rows["withdrawn"] = [stone(1, "st-gone2222", "st-first234", HOSTILE, HOSTILE), stone(2, "st-lost2222", HOSTILE)]
    assert resolved(tmp_path, rows, "st-gone2222", "st-lost2222", f"{HOSTILE}\r\n") == 1
    said = capsys.readouterr().out
    assert not [c for c in said if c != "\n" and not c.isprintable()]
    assert said.count(r"\x1b[2J\x07\u202e") == 5
    assert len(said.splitlines()) == 7


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, tiny())
    with (tmp_path / "data/actors.csv").open("a", encoding="utf-8") as file:
        file.write("one,two\n")
    assert main(["--package", str(tmp_path), "resolve", "vc-aaaa2222"]) == 1
    assert capsys.readouterr().err == "data/actors.csv: cannot be read as CSV; see: python -m scripts validate\n"
    (tmp_path / "data/actors.csv").write_text("actor_id,nam\n", encoding="utf-8")
    assert main(["--package", str(tmp_path), "resolve", "vc-aaaa2222"]) == 1
    assert capsys.readouterr().err.startswith("data/actors.csv:1 nam: the schema has no such column")


def test_every_strike_of_the_real_package_is_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    lines = (ROOT / "data/strikes.csv").read_text(encoding="utf-8").splitlines()[1:]
    ids = [line.split(",")[0] for line in lines]
    assert main(["--package", str(ROOT), "resolve", *ids]) == 0
    said = capsys.readouterr().out.splitlines()
    wanted = [[id_, f"in use, in data/strikes.csv:{line}"] for line, id_ in enumerate(ids, 2)]
    assert [line.split(": ")[:2] for line in said] == wanted


SPLIT = [
    stone(9, "st-old22222", "st-mid22222", "0.1.0"),
    stone(2, "st-mid22222", "st-first234", reason="Split."),
    stone(3, "st-mid22222", "st-secon234", reason="Split."),
]


def test_as_json_each_id_has_its_standing_its_steps_and_the_rows_in_use_now(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = ["st-old22222", "st-first234", "st-first235", "st-mid22222"]
    write(tmp_path, tiny() | {"withdrawn": SPLIT})
    assert main(["--package", str(tmp_path), "resolve", *ids, "--output", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert [(one["id"], one["standing"], one["now"]) for one in said] == [
        ("st-old22222", "withdrawn", ["st-first234", "st-secon234"]),
        ("st-first234", "in_use", ["st-first234"]),
        ("st-first235", "unknown", []),
        ("st-mid22222", "withdrawn", ["st-first234", "st-secon234"]),
    ]
    assert said[0]["steps"] == [
        {"id": "st-old22222", "reason": "Wrong.", "replaced_by": "st-mid22222", "version": "0.1.0"},
        {"id": "st-mid22222", "reason": "Split.", "replaced_by": "st-first234", "version": ""},
        {"id": "st-mid22222", "reason": "Split.", "replaced_by": "st-secon234", "version": ""},
    ]
    assert said[1] == {
        **{"id": "st-first234", "standing": "in_use", "now": ["st-first234"], "table": "strikes"},
        **{"file": "data/strikes.csv", "line": 2, "name": "Lowtown, 1 October 2020"},
    }
    assert said[2]["hint"] == "did you mean st-first234?"


def test_the_reader_resolves_one_id_or_many_and_follows_chains(tmp_path: Path) -> None:
    circle = [stone(4, "vc-aaaa3333", "vc-bbbb3333"), stone(5, "vc-bbbb3333", "vc-aaaa3333")]
    write(tmp_path, tiny() | {"withdrawn": SPLIT + circle})
    assert [one.standing for one in resolve("st-first234", tmp_path)] == ["in_use"]
    found = resolve(["vc-aaaa3333", "st-old22222"], str(tmp_path))
    assert [(one.now, len(one.steps)) for one in found] == [([], 2), (["st-first234", "st-secon234"], 3)]
    assert list(pandas.DataFrame(found).columns)[:3] == ["id", "standing", "now"]


def test_the_reader_resolves_in_the_package_that_ships_with_it() -> None:
    [strike] = (ROOT / "data/strikes.csv").read_text(encoding="utf-8").splitlines()[1:2]
    [found] = resolve([strike.split(",")[0]])
    assert (found.standing, found.file, found.line) == ("in_use", "data/strikes.csv", 2)


def test_outside_a_package_ids_of_the_installed_one_are_resolved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    [strike] = (ROOT / "data/strikes.csv").read_text(encoding="utf-8").splitlines()[1:2]
    assert main(["resolve", strike.split(",")[0]]) == 0
    assert capsys.readouterr().out.startswith(f"{strike.split(',')[0]}: in use, in data/strikes.csv:2")
    assert main(["--package", str(tmp_path), "resolve", "st-first234"]) == 1
