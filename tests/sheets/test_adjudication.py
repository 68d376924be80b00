"""Two codings side by side, and settled: rows, both codings and what was decided are written in one step."""

import csv
import re
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.package.package import Package
from scripts.sheets.adjudication.adjudicating import AtFault, beside, settle
from scripts.sheets.adjudication.beside import stretches
from scripts.sheets.coding import code
from scripts.sheets.drawing import ROUND
from scripts.texts.search import Text
from tests.shared.coding import SHEET, TEXT, changed, empty, said, tables, text_of, write_coded

SECOND = SHEET
for OLD, NEW in (
    ("injured 13+", "injured >13"),
    ("  damaged several houses\n", ""),
    ("About 20 people ... in Belmark", "About 20 ... injured"),
    ("by Hill\n", "by HX\n"),
    ("by Hill via", "by HX via"),
    ("HF = new", "HX = new actor Hilland Council; kind office; under Hill\nHF = new"),
    ("out: military_loss", "out: aftermath"),
):
    assert SECOND.count(OLD) == 1
    SECOND = SECOND.replace(OLD, NEW)


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> tuple[Package, Text]:
    folder = tmp_path_factory.mktemp("package")
    return empty(folder), text_of(folder)


@pytest.fixture(scope="module")
def both(given: tuple[Package, Text]) -> str:
    return beside(*given, SHEET, SECOND)


def taken(written: str, mark: str) -> str:
    """A sheet to adjudicate, settled by taking the lines of one coding."""
    other = {"1": "2", "2": "1"}[mark]
    kept = [line for line in written.splitlines() if not line.startswith(f"{other}|")]
    lines = [line.removeprefix(f"{mark}| ").replace("why:", "why: The words say so.") for line in kept]
    return "\n".join(lines) + "\n"


def rows(package: Package, table: str) -> list[dict[str, str]]:
    with package.tables[table].path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_equal_codings_stand_plain(given: tuple[Package, Text]) -> None:
    other = SHEET.replace("HF", "Forces").replace("[4", "[four").replace("killed 4 civilians", "killed 4  civilians ")
    written = beside(*given, SHEET, other)
    assert "|" not in written
    assert "why:" not in written


def test_what_only_one_coding_says_is_marked(both: str) -> None:
    assert (
        "\n1|   injured 13+\n2|   injured >13\n  of them hospitalised 3\n1|   damaged several houses\n  why:\n" in both
    )
    assert "\n2| HC = new actor Hilland Council; kind office; under Hilland\n" in both
    assert re.search(r"\n2\| \[6 @Belmark2Oct\] .*\n2\|   injured ~20 hedged\n1\| \[7 @Belmark2Oct\] .*\n1\| ", both)
    assert both.count("why:") == 4


def test_stretches_join_passages_that_overlap() -> None:
    assert stretches([(0, 5), (5, 5), (7, 9), (12, 2), (30, 1)]) == [[(0, 5)], [(5, 5), (7, 9), (12, 2)], [(30, 1)]]


def test_a_sheet_that_is_not_settled_is_refused(given: tuple[Package, Text], both: str) -> None:
    coded = settle(*given, (SHEET, SECOND), both)
    marked = [number for number, line in enumerate(both.splitlines(), 1) if line[1:2] == "|" or line == "  why:"]
    assert [line for line, _ in said(coded)] == marked
    assert coded.texts == {}


def test_one_sheet_is_not_two_codings(given: tuple[Package, Text], both: str) -> None:
    for compare in (lambda: beside(*given, SHEET, SHEET), lambda: settle(*given, (SECOND, SECOND), taken(both, "2"))):
        with pytest.raises(AtFault) as refused:
            compare()
        [first, [fault]] = refused.value.faults
        assert first == []
        assert "has the same bytes as the first sheet" in fault.message


def test_a_coding_with_faults_is_refused(given: tuple[Package, Text]) -> None:
    with pytest.raises(AtFault) as error:
        beside(*given, SHEET, changed("killed 4", "kiled 4"))
    assert [len(faults) for faults in error.value.faults] == [0, 1]


@pytest.mark.thorough
@pytest.mark.parametrize(("mark", "decision"), [("1", "first"), ("2", "second")])
def test_one_coding_that_stays_gives_its_rows(
    given: tuple[Package, Text], both: str, tmp_path: Path, mark: str, decision: str
) -> None:
    package, text = empty(tmp_path), given[1]
    coded = settle(package, text, (SHEET, SECOND), taken(both, mark))
    assert coded.faults == []
    write_coded(coded)
    assert code(package, text, {"1": SHEET, "2": SECOND}[mark]).texts == {}
    decided, codings = rows(package, "adjudications"), rows(package, "codings")
    assert {row["decision"] for row in decided} == {decision}
    assert len(decided) == 4
    ends = [[(int(row["passage_start"]), int(row["passage_words"])) for row in its] for its in (decided, codings)]
    cuts = [sorted({cut for cut in ends[1] if start <= cut[0] < start + words}) for start, words in ends[0]]
    assert sorted(map(len, cuts)) == [1, 1, 1, 2]  # the passage that was cut differently has one decision for both cuts
    for (start, words), its in zip(ends[0], cuts, strict=True):
        assert start + words == max(first + length for first, length in its)
    assert [sum(row["coding"] == name for row in codings) for name in ("first", "second")] == [20, 19]
    assert {row["round"] for row in codings} == {str(ROUND)}
    assert "Hilland Council" in {row["name"] for row in rows(package, "actors")}
    strikes = {(row["strike"], row["date_start"]) for row in codings if row["row_kind"] == "victim_counts"}
    assert ("Belmark, 2 October 2020", "2020-10-02") in strikes
    assert main(["--package", str(tmp_path), "validate"]) == 0


@pytest.mark.thorough
def test_both_neither_and_a_result_that_differs_from_both(
    given: tuple[Package, Text], both: str, tmp_path: Path
) -> None:
    settled = taken(both, "1").replace("  injured 13+\n", "  injured 13\n")
    council = next(line for line in both.splitlines() if line.startswith("2| HC ="))
    settled = settled.replace("\nHilland = new", f"\n{council.removeprefix('2| ')}\nHilland = new")
    settled = settled.replace("  out: military_loss\n", "  out: military_loss\nby HC via RSL\n  out: aftermath\n")
    settled = settled.replace("  killed 5\n", "  killed 5 civilians\n  why: The heading says so.\n")
    package = empty(tmp_path)
    coded = settle(package, given[1], (SHEET, SECOND), settled)
    assert coded.faults == []
    write_coded(coded)
    decided = [row["decision"] for row in rows(package, "adjudications")]
    assert sorted(decided) == ["both", "first", "first", "neither", "neither"]


@pytest.mark.thorough
def test_a_difference_without_a_reason_is_a_fault(given: tuple[Package, Text], both: str) -> None:
    settled = re.sub(r"  why: .*\n", "", taken(both, "1"))
    messages = [message for _, message in said(settle(*given, (SHEET, SECOND), settled))]
    assert messages == ["the codings differ here; write why: and the reason below the passage"] * 4
    changed_alone = taken(both, "1").replace("  killed 5\n", "  killed 5 civilians\n")
    [(_, message)] = said(settle(*given, (SHEET, SECOND), changed_alone))
    assert message.startswith("the codings agree here, and the result differs")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("why", "message"),
    [
        ("Three of whom were taken to hospital, and several houses.", "why: it has words of the document"),
        ("As Velmir Tazakov said.", "why: looks like a person's name"),
    ],
)
def test_a_reason_with_a_name_or_words_of_the_document_is_told_at_its_line(
    given: tuple[Package, Text], both: str, why: str, message: str
) -> None:
    settled = taken(both, "1").replace("The words say so.", why, 1)
    line = next(number for number, its in enumerate(settled.splitlines(), 1) if why in its)
    [(at, told)] = said(settle(*given, (SHEET, SECOND), settled))
    assert (at, told[: len(message)]) == (line, message)


@pytest.mark.thorough
def test_the_command_prints_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = empty(tmp_path / "package")
    files = {"t.txt": TEXT, "1.sheet": SHEET, "2.sheet": SECOND}
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    words = ["--package", str(package.root), "code", *(str(tmp_path / name) for name in files)]
    assert main(words) == 0
    written = capsys.readouterr().out
    (tmp_path / "3.sheet").write_text(written, encoding="utf-8")
    before = tables(package)
    assert main([*words, str(tmp_path / "3.sheet")]) == 1
    assert "3.sheet:" in capsys.readouterr().out
    assert tables(package) == before
    (tmp_path / "3.sheet").write_text(taken(written, "2"), encoding="utf-8")
    assert main([*words, str(tmp_path / "3.sheet")]) == 0
    assert "codings: 39 added" in capsys.readouterr().out
    (tmp_path / "2.sheet").write_text("title: x\n", encoding="utf-8")
    (tmp_path / "t.txt").unlink()
    assert main(words) == 1
    assert not capsys.readouterr().err.startswith("--text")
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8")
    assert main(words) == 1
    assert "2.sheet" in capsys.readouterr().out
