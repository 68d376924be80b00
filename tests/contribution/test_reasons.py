"""Reasons go into the changelog as they are, so `check` refuses what is more than some plain text."""

import shutil
from pathlib import Path

import pytest

from scripts.comparing.reasons import LONGEST, WRITE, fault_of_reason, lack_of_words
from tests.shared.bench import Bench
from tests.shared.rehearsing import found

SOUND = [
    "The passage says eleven (https://example.org/a_b#c), not ten.\n",
    "Two lines.\n\nA second paragraph: 3 < 4, 5 > 4, #12 and a - b.\n",
    "- one\n- two\n",
    "x" * LONGEST,
    "\u0259" * LONGEST,
    "Windows.\r\nLines.\r\n",
    "The field count_min of `*.csv` and `*.json`, ~5 to ~6, 3 * 4 * 5; see https://example.org/@a [1].\n",
    "* one\n* two (see [note])\n",
    "Ga\u0308nca, \u0432\u043e\u0301\u0439\u043d\u0430, caf\u00e9\n",
    "Deuxi\u00e8me \u0532\u0561\u0580\u0565\u0582.\n",
]
FAULTY: list[tuple[str | bytes, str]] = [
    ("x" * (LONGEST + 1), f"has 1001 characters, more than 1000; {WRITE}"),
    (b"first\nG\xe4nc\xe4\n", "is not UTF-8 in line 2; save it as UTF-8"),
    ("why".encode("utf-16"), "is not UTF-8 in line 1; save it as UTF-8"),
    ("# Why\n", "has a heading"),
    ("Text.\n   ###### Why\n", "has a heading"),
    ("Text.\n## 9.9.9 (2026-01-01)\n", "has a heading"),
    ("- ## Why\n", "has a heading"),
    ("> # Why\n", "has a heading"),
    ("1. # Why\n", "has a heading"),
    ("Text.\n##\n", "has a heading"),
    ("Why\n===\n", "has a heading"),
    ("Why\n---\n", "has a heading"),
    ("Why\r\n--\r\n", "has a heading"),
    ("Text <b>bold</b>.\n", "has HTML"),
    ("Text </div>.\n", "has HTML"),
    ("Text <!-- hidden\n", "has HTML"),
    ("Text <?php\n", "has HTML"),
    ("<https://example.org>\n", "has HTML"),
    ("Text.\n```\nhides the rest\n", "has a block of code"),
    ("- ~~~\n", "has a block of code"),
    ("[the passage]: https://example.org\n", "has a link definition"),
    ("Text.\x1b[2J\n", "has a control or invisible character"),
    ("Text.\u202e\n", "has a control or invisible character"),
    ("\ufeffText.\n", "has a control or invisible character"),
    ("Text.\rMore.\n", "has a control or invisible character"),
    ("Text.\U000e0041\n", "has a control or invisible character"),
    ("See [the passage](https://example.org).\n", "has a link behind other words"),
    ("See ![a map][map].\n", "has a link behind other words"),
    ("Told to @someone.\n", "has a mention"),
    ("(@org/team)\n", "has a mention"),
    ("It is **eleven**.\n", "has emphasis"),
    ("It is *eleven\nand no* more.\n", "has emphasis"),
    ("It is 3*4*5.\n", "has emphasis"),
    ("It is _the count_min_.\n", "has emphasis"),
    ("It is __eleven__.\n", "has emphasis"),
    ("It is ~~ten~~ eleven.\n", "has emphasis"),
    ("E\u0301\u0302\u0303leven.\n", "has letters under several marks"),
    ("Z\u0351\u036b\u0343algo.\n", "has letters under several marks"),
    ("e\u0336l\u0336e\u0336ven.\n", "has letters under several marks"),
    ("A\u20dd\u20de.\n", "has letters under several marks"),
]


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("text", SOUND)
def test_plain_text_is_a_reason(tmp_path: Path, text: str) -> None:
    assert fault_of_reason(write(tmp_path / "why.md", text)) is None


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        ("", "is empty"),
        (" \n.\n", "is empty"),
        ("?!", "is empty"),
        ("x", "has fewer than 2 words"),
        ("a b c 1 2", "has fewer than 2 words"),
        ("Typo.", "has fewer than 2 words"),
        ("11", "has fewer than 2 words"),
        ("Wrong toll.", None),
    ],
)
def test_a_reason_has_words(text: str, lack: str | None) -> None:
    assert lack_of_words(text) == lack


@pytest.mark.parametrize(("text", "fault"), FAULTY)
def test_what_is_more_than_text_is_refused(tmp_path: Path, text: str | bytes, fault: str) -> None:
    assert (fault_of_reason(write(tmp_path / "why.md", text)) or "").startswith(fault)


def test_a_link_or_a_missing_file_is_no_reason(tmp_path: Path) -> None:
    (tmp_path / "why.md").symlink_to("/etc/hostname")
    assert fault_of_reason(tmp_path / "why.md") == "is not a regular file; put the file itself there"
    assert "cannot be read" in (fault_of_reason(tmp_path / "none.md") or "")


@pytest.mark.thorough
def test_check_names_every_reason_at_fault_and_reads_the_folders_readme_as_any_page(tmp_path: Path) -> None:
    found(tmp_path / "package", None)
    bench = Bench(tmp_path / "package")
    bench.correct()
    bench.write("changes/README.md", "# Why\n\n<b>Reasons</b>\n")
    bench.write("changes/why.md", "The passage says eleven.\n")
    assert bench.check().code == 0
    bench.write("changes/why.md", "# Why\n")
    write(bench.root / "changes/more.md", b"\xff")
    outcome = bench.check()
    assert outcome.code == 1
    assert [line for line in outcome.lines if line.startswith("changes/")] == [
        "changes/more.md: is not UTF-8 in line 1; save it as UTF-8",
        f"changes/why.md: has a heading; {WRITE}",
    ]
    shutil.rmtree(bench.root / "changes")
