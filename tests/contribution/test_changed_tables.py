"""`check` judges the rows and the form of tables that differ from main; all of them where what judges differs."""

import pytest

from tests.shared.bench import COUNTS, Bench

STRIKES, SOURCES = "data/strikes.csv", "data/sources.csv"
NAMED = "data/strikes.csv:2 st-first234 notes: looks like a person's name"


def write_name(bench: Bench) -> None:
    """A cell gets a made-up name."""
    text = (bench.root / STRIKES).read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.startswith("st-first234"))
    bench.edit(STRIKES, first, first.rstrip(",") + ",Told by Velmir Tazgul")


def committed_name(bench: Bench) -> None:
    """Main gets a name, which its own checks should have refused."""
    write_name(bench)
    bench.commit("A name")
    assert any(NAMED in line for line in bench.check().lines)  # nothing changed, so everything is judged
    bench.git("switch", "--quiet", "--create", "mine")


def names(bench: Bench) -> bool:
    return any(NAMED in line for line in bench.check("--read-only").lines)


def test_a_table_that_is_as_in_main_is_not_judged_again(bench: Bench) -> None:
    committed_name(bench)
    bench.correct()
    outcome = bench.check("--read-only")
    assert not any(NAMED in line for line in outcome.lines)
    assert any("in changed rows, files, reasons" in line for line in outcome.lines)


def test_a_changed_row_is_judged_whole(bench: Bench) -> None:
    committed_name(bench)
    bench.edit(STRIKES, "1 October 2020", "2 October 2020")
    assert names(bench)


def test_a_row_of_a_changed_table_that_is_as_in_main_is_not_judged_again(bench: Bench) -> None:
    committed_name(bench)
    rows = (bench.root / STRIKES).read_text(encoding="utf-8").splitlines()
    bench.edit(STRIKES, other := rows[-1], other.rstrip(",") + ",Reported twice")
    assert STRIKES in bench.git("diff", "--name-only", "main")
    assert not names(bench)


def test_a_table_that_git_is_told_to_take_for_unchanged_is_judged(bench: Bench) -> None:
    bench.git("switch", "--quiet", "--create", "mine")
    bench.correct()
    write_name(bench)
    bench.git("update-index", "--assume-unchanged", STRIKES)
    assert STRIKES not in bench.git("diff", "--name-only", "main")
    assert names(bench)


@pytest.mark.thorough
@pytest.mark.parametrize("file", ["scripts/new.py", "schemas/more.json", "datapackage.json"])
def test_every_table_is_judged_where_rules_code_or_descriptor_change(bench: Bench, file: str) -> None:
    committed_name(bench)
    bench.correct()
    path = bench.root / file
    bench.write(file, path.read_text(encoding="utf-8") + "\n" if path.exists() else "\n")
    assert names(bench)


def test_the_form_of_an_unchanged_table_is_left_alone_and_that_of_a_changed_one_corrected(bench: Bench) -> None:
    for table in (SOURCES, COUNTS):
        header, *rows = (bench.root / table).read_text(encoding="utf-8").splitlines(keepends=True)
        bench.write(table, header + "".join(rows[::-1]))
    bench.commit("Rows in another order")
    bench.git("switch", "--quiet", "--create", "mine")
    bench.correct()
    assert f"{COUNTS}: rewritten in canonical form" in bench.check().lines
    assert SOURCES not in bench.git("diff", "--name-only", "main")
