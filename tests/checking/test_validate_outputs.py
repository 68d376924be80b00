"""What `validate` prints; files and arguments that it cannot use get a clear message, and nothing changes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.__main__ import main
from tests.shared.faults import VC
from tests.shared.speeds import quick
from tests.shared.tiny import tiny, write

# ---- outputs


def test_text_names_file_line_id_field_value_fault_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tiny()
    rows[VC][0] |= {"qualifier": "range", "count_min": "5", "count_max": "4"}
    write(tmp_path, rows)
    assert main(["--package", str(tmp_path), "validate"]) == 1
    printed = capsys.readouterr()
    assert (
        printed.out == "data/victim_counts.csv:2 vc-aaaa2222 count_max=4: count_min (5) exceeds count_max;"
        " correct one of them, or swap them\n"
    )
    assert printed.err == "1 problem\n"


def test_github_output_marks_the_line_and_cannot_be_broken_out_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tiny()
    rows[VC][0]["outcome"] = "a%0A::error::b"
    write(tmp_path, rows)
    assert main(["--package", str(tmp_path), "validate", "--output", "github"]) == 1
    line = capsys.readouterr().out.strip()
    assert line.startswith("::error file=data/victim_counts.csv,line=2::")
    assert "%250A" in line
    assert "\n" not in line


def test_json_output_is_a_list_of_problems_and_empty_where_there_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, tiny())
    assert main(["--package", str(tmp_path), "validate", "--output", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    rows = tiny()
    rows[VC][0]["outcome"] = "dead"
    write(tmp_path, rows)
    assert main(["--package", str(tmp_path), "validate", "--output", "json"]) == 1
    assert [p["line"] for p in json.loads(capsys.readouterr().out)] == [2]


# ---- bad files: a clear message, and nothing changed

BAD: dict[str, tuple[Callable[[bytes], bytes | None], int, str]] = {
    "missing column": (lambda b: b.replace(b",outcome,", b",", 1), 1, "the column is missing"),
    "swapped columns": (lambda b: b.replace(b"claim_id,strike_id", b"strike_id,claim_id", 1), 1, "out of order"),
    "unknown column": (
        lambda b: b.replace(b"outcome", b"outcum", 1),
        1,
        "the schema has no such column; remove it; did you mean outcome?",
    ),
    "semicolons": (lambda b: b.replace(b",", b";"), 1, "has semicolons between its cells"),
    "byte order mark": (lambda b: b"\xef\xbb\xbf" + b, 1, "has a byte order mark"),
    "CRLF": (lambda b: b.replace(b"\n", b"\r\n"), 1, "has a carriage return"),
    "ragged row": (
        lambda b: b.replace(b"vc-bbbb2222,", b"vc-bbbb2222,,", 1),
        3,
        "has 16 cells where the header has 15",
    ),
    "short row": (
        lambda b: b.replace(b"vc-bbbb2222,st-first234,", b"vc-bbbb2222,", 1),
        3,
        "has 14 cells where the header has 15",
    ),
    "blank line": (lambda b: b.replace(b"\nvc-bbbb2222", b"\n\nvc-bbbb2222", 1), 3, "is a blank line"),
    "open quote": (lambda b: b.replace(b"vc-bbbb2222,", b'"vc-bbbb2222,', 1), 3, "close"),
    "line break in a cell": (lambda b: b.replace(b"vc-bbbb2222,", b'"vc-bbbb\n2222",', 1), 3, "runs over to line 4"),
    "a byte that is not UTF-8": (lambda b: b.replace(b"women", b"wom\xe9n", 1), 3, "has a byte that is not UTF-8"),
    "NUL": (lambda b: b.replace(b"women", b"wo\0en", 1), 3, "has a NUL byte"),
    "empty file": (lambda b: b"", 0, "is empty; its first line must be claim_id"),
    "missing file": (lambda b: None, 0, "cannot be read (No such file or directory)"),
    "a cell of 10 MB": (lambda b: b.replace(b"women", b"w" * 10_000_000, 1), 3, "is longer than 100000 bytes"),
    "no last line feed": (lambda b: b.rstrip(b"\n"), 5, "does not end with a line feed"),
}


@pytest.mark.parametrize("name", quick(BAD, 6))
def test_a_bad_file_gets_one_clear_message_and_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    damage, line, says = BAD[name]
    write(tmp_path, tiny())
    path = tmp_path / "data/victim_counts.csv"
    damaged = damage(path.read_bytes())
    path.unlink() if damaged is None else path.write_bytes(damaged)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert main(["--package", str(tmp_path), "validate", "--output", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(p["file"], p["line"]) for p in found] == [("data/victim_counts.csv", line)], found
    assert says in found[0]["message"]
    assert len(str(found[0])) < 600, "a long cell is cut"
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda d: "not json", "not readable as JSON"),
        (lambda d: json.dumps({k: v for k, v in d.items() if k != "resources"}), "resources: is missing"),
        (
            lambda d: json.dumps({**d, "resources": [{**d["resources"][0], "path": "../../etc/passwd"}]}),
            "leads out of the package",
        ),
        (
            lambda d: json.dumps({**d, "resources": [{**d["resources"][0], "schema": "schemas/none.json"}]}),
            "there is no such file",
        ),
    ],
)
def test_a_bad_descriptor_gets_a_message_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[Any], str], says: str
) -> None:
    write(tmp_path, tiny())
    path = tmp_path / "datapackage.json"
    path.write_text(damage(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    assert main(["--package", str(tmp_path), "validate"]) == 1
    assert says in capsys.readouterr().err


def test_a_folder_without_a_package_is_said_to_have_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--package", str(tmp_path), "validate"]) == 1
    assert "datapackage.json: there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["nonsense"], [], ["validate", "--output", "xml"]])
def test_wrong_usage_exits_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
