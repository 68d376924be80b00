"""A list may come from any program; what cannot be read is told with its line, column, value and remedy."""

import time
from pathlib import Path

import pytest

from tests.shared.differing import Edit, descriptor, make
from tests.shared.relisting import found, moved, rechecked
from tests.shared.speeds import quick


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tiny package as version 0.8.0, and as it moved on; only read."""
    old: Edit = descriptor(lambda d: d.update(version="0.8.0"))
    folder = tmp_path_factory.mktemp("pair")
    return make(folder / "old", None, old), make(folder / "new", moved())


def listed(folder: Path, text: bytes | str) -> Path:
    path = folder / "list.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


READ = {
    "semicolons, a mark and carriage returns": "\ufeffclaim_id;count_min\r\nvc-aaaa2222;4\r\n".encode(),
    "tabs in UTF-16": "claim_id\tcount_min\nvc-aaaa2222\t4\n".encode("utf-16"),
    "bars": "claim_id|count_min\nvc-aaaa2222|4",
    "a line for spreadsheets": "sep=;\nclaim_id;count_min\nvc-aaaa2222;4\n",
    "quotes and spaces": '"Claim ID", " Count-min "\n" vc-aaaa2222 ", 4 \n',
    "an index and another id": ",id,claim_id,count_min\n0,17,vc-aaaa2222,4\n",
    "blank lines and empty ones": "claim_id,count_min\n\n,\nvc-aaaa2222,4\n\n",
    "a number of pandas": "claim_id,count_min,count_max\nvc-aaaa2222,4.0,NaN\n",
    "the ids of strikes and citations too": "strike_id,citation_id,claim_id,count_min\nst-first234,,vc-aaaa2222,4\n",
    "the table of claims": "claim_id,strike_id,place_id,source_id,count_min\nvc-aaaa2222,st-first234,x,y,4\n",
}


@pytest.mark.parametrize("text", quick(READ.values(), 2), ids=READ.keys())
def test_a_list_of_any_program_is_read(text: bytes | str, pair: tuple[Path, Path], tmp_path: Path) -> None:
    [line] = found(listed(tmp_path, text), *pair)["lines"]
    assert (line["id"], line["status"]) == ("vc-aaaa2222", "corrected")
    [cell] = [c for c in line["cells"] if c["column"].lower().startswith("count") and c["column"][-3:] == "min"]
    assert (cell["given"], cell["old"], cell["new"]) == ("4", 4, 6)


REFUSED = {
    "no file": (None, "list.csv: cannot be read (No such file or directory); give a CSV"),
    "empty": ("", "list.csv: is empty; its first line must name the columns, one of ids"),
    "a header alone": ("claim_id\n", "list.csv:1: is the only line; give a line for each id below it"),
    "a spreadsheet": (b"PK\x03\x04....", "list.csv: is a spreadsheet or a zip; save the sheet as CSV in UTF-8"),
    "another encoding": (
        b"claim_id,place\nvc-aaaa2222,G\xe4nj\xe4\n",
        "list.csv:2: has a byte that is not UTF-8; save the file again as CSV in UTF-8",
    ),
    "a damaged file": (b"claim_id\nvc\0\n", "list.csv:2: has a NUL byte; save the file again as CSV in UTF-8"),
    "an open quote": (
        'claim_id,a\nvc-aaaa2222,"b\n',
        "list.csv: cannot be read as CSV (unexpected end of data); close every quote, and save the file again",
    ),
    "uneven lines, all at once": (
        "claim_id,a\nvc-aaaa2222\nvc-aaaa2222,1\nvc-aaaa2222,1,2\n",
        "list.csv:2: has 1 cell where the header has 2; add or remove commas, and quote a cell that contains one\n"
        "list.csv:4: has 3 cells where the header has 2; add or remove commas, and quote a cell that contains one",
    ),
    "a column twice": (
        "claim_id,Killed,killed\nvc-aaaa2222,1,2\n",
        "list.csv:1 killed: is a second column of this name, beside Killed; rename or remove one",
    ),
    "no ids": (
        "claims,count_min\nvc-aaaa2222,4\n",
        "list.csv:1: has no column of ids; call it id, or as its table does, such as claim_id or strike_id, or name it"
        " with --id",
    ),
    "a slip in the name of the ids": (
        "clam_id,count_min\nvc-aaaa2222,4\n",
        "list.csv:1: has no column of ids; call it id, or as its table does, such as claim_id or strike_id, or name it"
        " with --id; did you mean claim_id?",
    ),
    "ids of two kinds": (
        "source_id,place_id\nso-paper234,pl-lowto234\n",
        "list.csv:1: has several columns of ids, source_id, place_id; say which is meant, such as --id source_id",
    ),
    "lines without an id, all at once": (
        "claim_id,count_min\n,4\nvc-aaaa2222,4\nNA,5\n",
        "list.csv:2 claim_id: is empty; give the id of every line, or remove the line\n"
        "list.csv:4 claim_id: is empty; give the id of every line, or remove the line",
    ),
    "no numbers, all at once": (
        "claim_id,Count_min,hedged\nvc-aaaa2222,four,no\nvc-bbbb2222,1 000,perhaps\n",
        "list.csv:2 Count_min=four: is not a whole number; write digits only, such as 12, or rename the column if it is"
        " not the count_min of victim_counts\n"
        "list.csv:3 Count_min=1 000: is not a whole number; write digits only, such as 12, or rename the column if it"
        " is not the count_min of victim_counts\n"
        "list.csv:3 hedged=perhaps: is neither true nor false; write one of them, or rename the column if it is not the"
        " hedged of victim_counts",
    ),
    "no date": (
        "report_id,date_end\nsr-aaaa2222,1.10.2020\n",
        "list.csv:2 date_end=1.10.2020: is not a date; write year, month and day, such as 2020-10-04, or rename the"
        " column if it is not the date_end of strike_reports",
    ),
    "no figure": (
        "strike_id,killed\nst-first234,many\n",
        "list.csv:2 killed=many: is not a whole number; write digits only, such as 12",
    ),
    "a figure without an outcome": (
        "strike_id,best\nst-first234,4\n",
        "list.csv:2 best: does not say of which outcome it is; add a column outcome with one of killed, injured,"
        " hospitalised, orphaned, missing, casualties, or call it killed_best",
    ),
    "an outcome that is none": (
        "strike_id,outcome,best\nst-first234,kiled,4\n",
        "list.csv:2 outcome=kiled: is not one of killed, injured, hospitalised, orphaned, missing, casualties; correct"
        " it, or rename the column; did you mean killed?",
    ),
}


@pytest.mark.parametrize(("text", "said"), quick(REFUSED.values(), 10), ids=REFUSED.keys())
def test_what_cannot_be_used_is_told_with_its_place_and_the_remedy(
    text: bytes | str | None, said: str, pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if text is not None:
        listed(tmp_path, text)
    monkeypatch.chdir(tmp_path)
    assert rechecked(Path("list.csv"), *pair) == (2, "", f"{said}\n")


def test_the_column_of_ids_may_be_named(pair: tuple[Path, Path], tmp_path: Path) -> None:
    file = listed(tmp_path, "Fall,place_id,source_id\nvc-aaaa2222,pl-lowto234,so-paper234\n")
    assert found(file, *pair, "--id", "fall")["lines"][0]["id"] == "vc-aaaa2222"
    code, out, err = rechecked(file, *pair, "--id", "case")
    assert (code, out) == (2, "")
    assert err == f"{file}:1: has no column case; there are Fall, place_id, source_id\n"


def test_a_folder_is_no_list(pair: tuple[Path, Path], tmp_path: Path) -> None:
    assert rechecked(tmp_path, *pair) == (2, "", f"{tmp_path}: cannot be read (Is a directory); give a CSV\n")


def test_odd_characters_of_a_list_are_escaped(pair: tuple[Path, Path], tmp_path: Path) -> None:
    _, out, _ = rechecked(listed(tmp_path, "id,\x1b[31m\nvc-\x1b[31m,1\n"), *pair)
    assert "\x1b" not in out
    assert "vc-\\x1b[31m: unknown" in out


@pytest.mark.parametrize(
    "written", quick(["VC-AAAA2222", "vc - aaaa2222", "vc-aaaa2222\u00a0", "\u200bVc-aaaa2222"], 2)
)
def test_an_id_in_capitals_or_with_spaces_is_the_id(written: str, pair: tuple[Path, Path], tmp_path: Path) -> None:
    [line] = found(listed(tmp_path, f"claim_id,count_min\n{written},4\n"), *pair)["lines"]
    assert (line["id"], line["status"]) == ("vc-aaaa2222", "corrected")


def test_a_claim_that_is_listed_twice_is_told(pair: tuple[Path, Path], tmp_path: Path) -> None:
    text = "claim_id,count_min\nvc-dddd2222,5\nVC-DDDD2222,5\nvc-dddd2222,\n"
    assert found(listed(tmp_path, text), *pair)["remarks"] == ["vc-dddd2222 has count_min on 2 lines"]


@pytest.mark.thorough
def test_a_list_of_300_000_lines_takes_less_than_two_minutes_of_processor_time(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    file = listed(tmp_path, "claim_id,count_min\n" + "vc-aaaa2222,4\nvc-dddd2222,5\nvc-nope2222,1\n" * 100_000)
    before = time.process_time()
    _, out, _ = rechecked(file, *pair)
    assert time.process_time() - before < 120
    assert "100000 of 300000 lines hold (100000 corrected, 100000 unknown)" in out


HOSTILE = [
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xef\xbb\xbfid\n",
    b"\0",
    b"\n\n\n",
    b",,,\n,,,\n",
    b'"',
    b"id\r\rvc\r",
    b"sep=\n",
]
HOSTILE += [
    b"\xfe\xff\xd8\x00",
    b"id\n" + b"a" * 200_000,
    "claim_id\n1\n".encode("utf-16-le"),
    b"PK\x05\x06",
    b"%PDF-1.7",
]


@pytest.mark.parametrize("data", quick(HOSTILE, 3))
def test_no_bytes_end_in_a_traceback(data: bytes, pair: tuple[Path, Path], tmp_path: Path) -> None:
    code, out, err = rechecked(listed(tmp_path, data), *pair)
    assert code in (1, 2)
    assert (out if code == 1 else err).count(" ") > 3
    assert "Traceback" not in out + err
