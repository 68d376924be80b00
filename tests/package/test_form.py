"""The form of a file: reading its bytes in blocks finds the same faults as reading the whole file."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.package import csv_form as form
from scripts.package.csv_form import LONGEST_LINE, Scan, check_form, read
from scripts.package.problem import SHOWN, number
from tests.shared.tiny import tiny, write

PIECES = [
    b"\n",
    b"\r",
    b"\0",
    b"a,b",
    "ə,ж".encode(),
    b"\xef\xbb\xbf",
    b'"x"',
    b"x" * (LONGEST_LINE // 2),
    b"x" * LONGEST_LINE,
]


def plainly(data: bytes) -> dict[str, int]:
    """The line of the first fault of each kind, found by splitting the whole file into lines."""
    lines = data.split(b"\n")
    ended = lines.pop() == b""
    whole = lines if ended else data.split(b"\n")
    found = {
        "mark": 1 if data.startswith(b"\xef\xbb\xbf") else 0,
        "nul": next((n for n, line in enumerate(whole, 1) if b"\0" in line), 0),
        "return": next((n for n, line in enumerate(whole, 1) if b"\r" in line), 0),
        "blank": next((n for n, line in enumerate(lines, 1) if not line), 0),
        "end": 0 if ended else len(whole),
        "long": next((n for n, line in enumerate(whole, 1) if len(line) > LONGEST_LINE), 0),
    }
    return {name: line for name, line in found.items() if line}


@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=12),
    cuts=st.lists(st.integers(1, 3 * LONGEST_LINE), max_size=6),
)
def test_faults_are_the_same_however_the_bytes_are_cut_into_blocks(pieces: list[bytes], cuts: list[int]) -> None:
    data = b"".join(pieces)
    places = sorted({0, len(data), *(cut % len(data) for cut in cuts)})
    scan = Scan()
    for start, end in itertools.pairwise(places):
        scan.add(data[start:end])
    assert scan.end() == plainly(data)


@pytest.mark.parametrize("block", [1, 2, 7, 64])
def test_a_file_of_many_blocks_has_the_line_of_its_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    table = write(tmp_path, tiny()).tables["citations"]
    lines = table.path.read_bytes().split(b"\n")
    monkeypatch.setattr(form, "BLOCK", block)
    table.path.write_bytes(b"\n".join([*lines[:3], b"", *lines[3:]]))
    assert [(p.line, p.message.split(";")[0]) for p in check_form(table)] == [(4, "is a blank line")]


def test_of_many_ragged_rows_the_first_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    table = write(tmp_path, tiny()).tables["actors"]
    lines = table.path.read_bytes().count(b"\n")
    with table.path.open("a") as file:
        file.write("too,few\n" * 1000)
    found = read(table, lambda: 0)
    assert [p.line for p in found] == [*range(lines + 1, lines + 1 + SHOWN), 0]
    assert number(found) == 1000
    assert found[-1].message == f"1000 rows are wrong here; the first {SHOWN} are shown"
