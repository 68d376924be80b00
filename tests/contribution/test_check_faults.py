"""`check` tells everything that is wrong with a change at once, and repeats no name."""

import re
import subprocess

import pytest

from tests.shared.bench import COUNTS, Bench

NAME = "Velmir Tazakov"  # nobody's
QUOTED = 'The paper wrote "we saw the rockets come down upon us" that day.'


def test_all_faults_are_told_at_once_and_nothing_is_written(bench: Bench) -> None:
    counts = (bench.root / COUNTS).read_text(encoding="utf-8").splitlines(keepends=True)
    bench.write(
        COUNTS, "".join([counts[0], *reversed(counts[1:])]).replace(",killed,", ",kiled,", 1)
    )  # out of order too
    bench.edit("data/strikes.csv", "st-first234", "<<<<<<< HEAD\nst-first234")
    bench.edit("data/strike_reports.csv", "2020-10-01,2020-10-01,day", "10/05/2020,2020-10-01,dya")
    bench.write("changes/why.md", f"Told by {NAME} of the town.\n")
    bench.write("photo.jpg", "\0")
    before = {path: path.read_bytes() for path in bench.root.rglob("*") if path.is_file() and ".git" not in path.parts}
    outcome = bench.check()
    places = [line.split(": ")[0] for line in outcome.lines]
    for wanted in (
        r"photo\.jpg",
        r"changes/why\.md:1",
        r"data/strikes\.csv:2",
        r"data/strike_reports\.csv:\d sr-aaaa2222 date_start=\S+",
        r"data/strike_reports\.csv:\d sr-aaaa2222 date_precision=dya",
        r"data/victim_counts\.csv:\d \S+ outcome=kiled",
    ):
        assert len([place for place in places if re.fullmatch(wanted, place)]) == 1, wanted
    assert (outcome.code, len(places)) == (1, 6)
    assert before == {path: path.read_bytes() for path in before}


def test_what_format_changes_is_written_or_a_fault_when_nothing_may_be_written(bench: Bench) -> None:
    sound = (bench.root / COUNTS).read_text(encoding="utf-8")
    header, *rows = sound.splitlines(keepends=True)
    stale = bench.write(COUNTS, "".join([header, *reversed(rows)]))
    left_alone = bench.check("--read-only")
    assert (
        left_alone.code == 1
        and f"{COUNTS}: not in canonical form or out of date; run: python -m scripts format" in left_alone.lines
    )
    assert stale.read_text(encoding="utf-8") != sound
    mended = bench.check()
    assert mended.code == 0 and f"{COUNTS}: rewritten in canonical form" in mended.lines
    assert stale.read_text(encoding="utf-8") == sound


def test_a_table_that_a_spreadsheet_saved_as_unicode_text_is_no_archive(bench: Bench) -> None:
    (bench.root / COUNTS).write_text(
        (bench.root / COUNTS).read_text(encoding="utf-8").replace(",", "\t"), encoding="utf-16"
    )
    assert bench.check().code == 0


@pytest.mark.parametrize("folder", [False, True])
def test_a_table_that_is_gone_is_one_fault(bench: Bench, folder: bool) -> None:
    (bench.root / COUNTS).unlink()
    if folder:
        bench.write(f"{COUNTS}/x", "")
    outcome = bench.check()
    assert (
        outcome.code == 1
        and [line for line in outcome.lines if line.startswith(f"{COUNTS}: ")]
        and str(bench.root) not in outcome.text
    )


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("schemas/strikes.schema.json", '"type": "string"', '"tpye": "string"'),
        ("schemas/strikes.schema.json", "{", ""),
        ("datapackage.json", '"version":', '"vresion":'),
        ("datapackage.json", '"path": "data/strikes.csv"', '"path": "data"'),
    ],
)
def test_a_descriptor_or_schema_that_cannot_be_read_is_a_fault_by_its_name_in_the_package(
    bench: Bench, file: str, old: str, new: str
) -> None:
    bench.edit(file, old, new)
    outcome = bench.check()
    assert (
        outcome.code == 1
        and str(bench.root) not in outcome.text
        and re.match(r"(datapackage\.json|schemas/strikes\.schema\.json|data)( [\w ]+)?: ", outcome.lines[0])
    )


def test_names_and_quotes_in_reasons_and_messages_are_told_and_not_repeated(bench: Bench) -> None:
    bench.git("switch", "--quiet", "--create", "mine")
    bench.write("changes/why.md", f"First line.\n\n{QUOTED}\n")
    named = bench.commit(f"Say what {NAME} told")
    witnessed = bench.commit(f"Add a count\n\nWitnessed-by: {NAME}")
    reported = bench.commit(f"Add a count\n\nReported-by: the dead are {NAME}")
    posed = bench.commit(f"Add a count\n\nSigned-off-by: the dead, {NAME} <a@example.org>")
    signed = bench.commit(
        f"Add a count\n\nSigned-off-by: {NAME} <a@example.org>\nCo-authored-by: {NAME} <b@example.org>"
    )
    outcome = bench.check()
    assert outcome.code == 1
    assert [line.split(": ")[0] for line in outcome.lines if "(word" in line] == [
        "changes/why.md:3",
        *sorted([f"commit {named[:7]}:1", *(f"commit {made[:7]}:3" for made in (witnessed, reported, posed, posed))]),
    ]
    assert signed[:7] not in outcome.text
    for word in [*NAME.split(), "rockets"]:
        assert word not in outcome.text


def test_a_message_that_is_not_utf_8_is_read_all_the_same(bench: Bench) -> None:
    tree, parent = bench.git("rev-parse", "HEAD^{tree}", "HEAD").split()
    # git commit would correct the bytes
    head = f"tree {tree}\nparent {parent}\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n\n"
    words = ["git", "-C", str(bench.root), "hash-object", "-t", "commit", "-w", "--stdin"]
    made = subprocess.run(
        words,
        input=head.encode() + b"Add \xff\xfe\n\nTold by " + NAME.encode() + b".\n",
        capture_output=True,
        check=True,
    )
    bench.git("reset", "--quiet", "--hard", made.stdout.decode().strip())
    outcome = bench.check("--base", "HEAD^")
    assert outcome.code == 1 and "looks like a person's name" in outcome.text and NAME not in outcome.text
