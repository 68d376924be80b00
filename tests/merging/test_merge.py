"""`merge` in a repository: what it writes, what it tells and refuses, and what is left to git."""

import json

import pytest

from scripts.package.files import write_csv
from tests.shared.two_lines import Change, TwoLines, cell, copy, put, refused, stone, without

COUNT, OTHER = "vc-cccc2222", "vc-dddd2222"
MORE, LESS = cell("victim_counts", COUNT, count_min="12"), cell("victim_counts", COUNT, count_min="9")
NEXT = "next: python -m scripts check, then git commit --all --no-edit"


def withdraw(*words: str, reason: str = "Counted twice.") -> Change:
    def act(lines: TwoLines) -> None:
        done = lines.run("withdraw", *words, "--reason", reason)
        assert done.code == 0, done.text

    return act


def test_different_cells_are_merged_and_git_records_it(lines: TwoLines) -> None:
    lines.on("theirs", MORE, cell("victim_counts", OTHER, hedged="true"), lambda it: it.write("changes/why.md", "Why."))
    lines.on("main", cell("victim_counts", OTHER, counted_by_coder="true"))
    done = lines.merge("theirs")
    assert done.lines[:-1] == [
        "data/victim_counts.csv: 2 rows changed",
        "data/victim_counts.csv vc-dddd2222: both changed it, ours counted_by_coder, theirs hedged; read the whole row",
    ]
    assert done.lines[-1].startswith("valid: ")
    assert (done.code, done.errors) == (0, [NEXT])
    rows = lines.rows("victim_counts")
    assert (rows[COUNT]["count_min"], rows[OTHER]["hedged"], rows[OTHER]["counted_by_coder"]) == ("12", "true", "true")
    assert (lines.root / "changes/why.md").read_text() == "Why."
    lines.git("commit", "--quiet", "--all", "--message", "Merge")
    assert lines.git("status", "--porcelain") == ""
    assert lines.merge("theirs").lines == ["theirs is part of this branch already; there is nothing to merge"]


@pytest.mark.thorough
def test_conflicts_are_told_cell_by_cell_and_decided(lines: TwoLines) -> None:
    lines.on("theirs", MORE, cell("victim_counts", OTHER, count_min="6", count_max="6"))
    lines.on("main", LESS, cell("victim_counts", OTHER, count_min="7", count_max="7"))
    said = [
        "data/victim_counts.csv vc-cccc2222 count_min: base 10, ours 9, theirs 12",
        "data/victim_counts.csv vc-dddd2222 count_max: base 5, ours 7, theirs 6",
        "data/victim_counts.csv vc-dddd2222 count_min: base 5, ours 7, theirs 6",
    ]
    assert refused(lines) == said
    assert refused(lines, "--ours", OTHER) == said[:1]
    assert refused(lines, "--ours", COUNT, f"{OTHER}.count_min") == said[1:2]
    done = lines.merge("theirs", "--ours", OTHER, "--theirs", f"{COUNT}.count_min")
    assert (done.code, lines.is_under_way()) == (0, True), done.text
    rows = lines.rows("victim_counts")
    assert (rows[COUNT]["count_min"], rows[OTHER]["count_min"]) == ("12", "7")


@pytest.mark.thorough
def test_a_decision_that_names_no_conflict_is_refused(lines: TwoLines) -> None:
    lines.on("theirs", MORE)
    lines.on("main", LESS)
    assert refused(lines, "--ours", f"{COUNT}.count_max", COUNT, "--theirs", COUNT) == [
        "vc-cccc2222: is given to both sides; give it to one",
        "vc-cccc2222.count_max: is in no conflict; leave it out; did you mean vc-cccc2222.count_min?",
    ]


@pytest.mark.thorough
def test_a_dry_run_says_what_would_change(lines: TwoLines) -> None:
    lines.on("theirs", MORE, withdraw("vc-bbbb2222"))
    lines.on("main", copy("victim_counts", COUNT, "vc-eeee2222", outcome="missing"))
    before = lines.tables()
    done = lines.merge("theirs", "--dry-run")
    assert (done.code, done.errors) == (0, ["dry run: nothing was written"])
    assert "data/victim_counts.csv: 1 row changed, 1 row removed" in done.lines
    assert (lines.tables(), lines.is_under_way()) == (before, False)


@pytest.mark.thorough
def test_a_merge_that_git_began_is_gone_on_with(lines: TwoLines) -> None:
    """Without a revision it merges what git is merging; what a text merge left with marks is merged by rows."""
    lines.on("theirs", MORE)
    lines.on("main", cell("victim_counts", COUNT, hedged="true"))
    with pytest.raises(Exception, match="returned non-zero"):
        lines.git("merge", "theirs")
    assert "<<<<<<<" in (lines.root / "data/victim_counts.csv").read_text()
    found = lines.run("format")
    assert "has an unresolved git conflict; run: python -m scripts merge" in found.text
    done = lines.merge()
    assert (done.code, done.errors) == (0, [NEXT]), done.text
    row = lines.rows("victim_counts")[COUNT]
    assert (row["count_min"], row["hedged"]) == ("12", "true")
    assert lines.merge("theirs").code == 0  # again: nothing changes
    assert lines.merge("HEAD~1").errors == [
        f"a merge of another commit ({lines.git('rev-parse', '--short=7', 'theirs')}) is under way; end it with git"
        " commit, or give it up with git merge --abort"
    ]


@pytest.mark.thorough
def test_a_table_edited_during_the_merge_is_not_overwritten(lines: TwoLines) -> None:
    lines.on("theirs", MORE)
    lines.on("main", cell("victim_counts", COUNT, hedged="true"))
    assert lines.merge("theirs").code == 0
    cell("victim_counts", OTHER, counted_by_coder="true")(lines)
    before = lines.tables()
    done = lines.merge()
    edited = "data/victim_counts.csv: was edited since git began to merge; to merge it anew: git checkout --merge"
    assert done.lines == [f"{edited} data/victim_counts.csv"]
    assert (done.code, lines.tables()) == (1, before)
    lines.git("checkout", "--merge", "data/victim_counts.csv")
    assert lines.merge().code == 0
    assert lines.rows("victim_counts")[OTHER]["counted_by_coder"] == "false"


@pytest.mark.thorough
def test_the_order_of_rows_and_the_spelling_of_a_spreadsheet_are_no_conflict(lines: TwoLines) -> None:
    def shuffled(it: TwoLines) -> None:
        put("victim_counts", dict(reversed(it.rows("victim_counts").items())))(it)
        path = it.root / "data/victim_counts.csv"
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n").replace(b"false", b"FALSE"))

    lines.on("theirs", MORE, shuffled)
    lines.on("main", cell("victim_counts", COUNT, hedged="true"))
    assert lines.merge("theirs").code == 0
    assert [*lines.rows("victim_counts")] == sorted(lines.rows("victim_counts"))
    assert (
        lines.git("diff", "--stat", "HEAD", "--", "data").splitlines()[-1].strip().startswith("1 file changed, 1 ins")
    )


# ---- rows that one side removed


@pytest.mark.thorough
@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_row_withdrawn_here_and_changed_there_is_a_conflict(lines: TwoLines, side: str) -> None:
    lines.on("theirs", MORE)
    lines.on("main", withdraw(COUNT))
    assert refused(lines) == [
        "data/victim_counts.csv vc-cccc2222: ours withdrew it (Counted twice); theirs changed count_min from 10 to 12"
    ]
    done = lines.merge("theirs", f"--{side}", COUNT)
    assert done.code == 0, done.text
    assert (COUNT in lines.rows("victim_counts")) == (side == "theirs")
    assert [row["id"] for row in lines.rows("withdrawn").values()] == ([COUNT] if side == "ours" else [])


@pytest.mark.thorough
def test_a_row_withdrawn_on_both_sides_has_one_tombstone(lines: TwoLines) -> None:
    lines.on("theirs", without("victim_counts", COUNT), stone("wd-bbbb2222", COUNT, "Counted twice."))
    lines.on("main", without("victim_counts", COUNT), stone("wd-cccc2222", COUNT, "Counted twice."))
    assert lines.merge("theirs").code == 0
    assert [*lines.rows("withdrawn")] == ["wd-cccc2222"]


@pytest.mark.thorough
@pytest.mark.parametrize(("side", "left"), [("ours", ["wd-cccc2222"]), ("theirs", ["wd-bbbb2222", "wd-dddd2222"])])
def test_two_accounts_of_one_withdrawal_are_a_conflict(lines: TwoLines, side: str, left: list[str]) -> None:
    gone = without("victim_counts", COUNT)
    split = [stone(key, COUNT, "Two.", to) for key, to in (("wd-bbbb2222", OTHER), ("wd-dddd2222", "vc-aaaa2222"))]
    lines.on("theirs", gone, *split)
    lines.on("main", gone, stone("wd-cccc2222", COUNT, "Counted twice."))
    assert refused(lines) == [
        "data/withdrawn.csv vc-cccc2222: both withdrew it: ours (Counted twice), not replaced; theirs (Two), replaced"
        " by vc-aaaa2222 and vc-dddd2222"
    ]
    assert lines.merge("theirs", f"--{side}", COUNT).code == 0
    assert [*lines.rows("withdrawn")] == left


@pytest.mark.thorough
def test_a_new_reference_to_a_row_that_the_other_side_withdrew_is_a_conflict(lines: TwoLines) -> None:
    lines.on("theirs", copy("victim_counts", COUNT, "vc-eeee2222", strike_id="st-secon234", outcome="missing"))
    lines.on("main", withdraw("st-secon234", "--replaced-by", "st-first234", "--move", reason="The same strike."))
    assert refused(lines) == [
        "data/strikes.csv st-secon234: ours withdrew it (The same strike); theirs refers to it in strike_id of"
        " vc-eeee2222"
    ]
    done = lines.merge("theirs", "--ours", "st-secon234")
    assert done.code == 1
    assert any("vc-eeee2222 strike_id=st-secon234: no row of strikes has this strike_id" in line for line in done.lines)
    assert done.errors[-1].startswith("the tables are merged; settle what is listed above")
    assert lines.run("move", "vc-eeee2222", "--to", "st-first234").code == 0
    assert lines.run("validate").code == 0


@pytest.mark.thorough
def test_a_row_that_is_to_stay_is_put_back_without_its_tombstone(lines: TwoLines) -> None:
    """What was withdrawn with it is asked for in turn, if the row put back refers to it."""
    lines.on("theirs", copy("victim_counts", COUNT, "vc-eeee2222", strike_id="st-secon234", outcome="missing"))
    lines.on("main", withdraw("st-secon234", "--replaced-by", "st-first234", "--move", reason="The same strike."))
    done = lines.merge("theirs", "--theirs", "st-secon234")
    assert "st-secon234" in lines.rows("strikes")
    assert "st-secon234" not in {row["id"] for row in lines.rows("withdrawn").values()}
    assert not any("no row of strikes has" in line for line in done.lines)


@pytest.mark.thorough
def test_both_added_a_row_of_one_id_with_other_cells(lines: TwoLines) -> None:
    lines.on("theirs", copy("victim_counts", COUNT, "vc-eeee2222", outcome="missing", count_min="3"))
    lines.on("main", copy("victim_counts", COUNT, "vc-eeee2222", outcome="missing", count_min="4"))
    assert refused(lines) == [
        "data/victim_counts.csv vc-eeee2222 count_min: base none, since both added the row, ours 4, theirs 3"
    ]
    assert lines.merge("theirs", "--theirs", "vc-eeee2222").code == 0
    assert lines.rows("victim_counts")["vc-eeee2222"]["count_min"] == "3"


# ---- schemas and other files


def new_column(name: str, at: int, value: str = "") -> Change:
    """Add a column to the schema of victim counts, and to the table."""

    def act(lines: TwoLines) -> None:
        path = lines.root / "schemas/victim_counts.schema.json"
        schema = json.loads(path.read_text(encoding="utf-8"))
        field = {"name": name, "type": "string", "title": "New", "description": "New.", "example": "new"}
        schema["fields"].insert(at, field | {"constraints": {"maxLength": 20}})
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        assert lines.run("format").code == 0
        if value:
            cell("victim_counts", COUNT, **{name: value})(lines)

    return act


def no_column(table: str, name: str) -> Change:
    """Remove a column from a schema and a table."""

    def act(lines: TwoLines) -> None:
        path = lines.root / f"schemas/{table}.schema.json"
        schema = json.loads(path.read_text(encoding="utf-8"))
        schema["fields"] = [field for field in schema["fields"] if field["name"] != name]
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        rows = lines.rows(table)
        columns = [field["name"] for field in schema["fields"]]
        text = write_csv(columns, [[row[name] for name in columns] for row in rows.values()])
        lines.write(f"data/{table}.csv", text)
        assert lines.run("format").code == 0

    return act


@pytest.mark.thorough
@pytest.mark.parametrize("side", ["main", "theirs"])
def test_a_column_of_one_side_is_kept(lines: TwoLines, side: str) -> None:
    lines.on(side, new_column("shown_as", 4, "about ten"))
    lines.on("theirs" if side == "main" else "main", MORE, cell("victim_counts", OTHER, counted_by_coder="true"))
    done = lines.merge("theirs")
    assert done.code == 0, done.text
    rows = lines.rows("victim_counts")
    assert (rows[COUNT]["shown_as"], rows[COUNT]["count_min"], rows[OTHER]["counted_by_coder"]) == (
        "about ten",
        "12",
        "true",
    )
    assert [*rows[COUNT]].index("shown_as") == 4
    assert lines.run("format", "--check").code == 0


@pytest.mark.thorough
def test_a_cell_of_a_column_that_the_other_side_removed_is_not_lost_in_silence(lines: TwoLines) -> None:
    lines.on("main", no_column("strikes", "notes"))
    lines.on(
        "theirs",
        cell("strikes", "st-first234", notes="One."),
        copy("strikes", "st-first234", "st-third234", notes="Two."),
    )
    was = lines.rows("strikes")["st-first234"]
    said = "data/strikes.csv st-first234 notes: base empty, ours without the column, theirs One."
    assert ("notes" in was, refused(lines)) == (False, [said])
    done = lines.merge("theirs", "--ours", "st-first234")
    assert done.lines == [
        "data/strikes.csv st-third234 notes=Two.: the merged schema has no such column, and the cell would be lost;"
        " put the column back, or empty the cell"
    ]
    assert done.errors[-1].startswith("git is merging, and the tables are not merged yet")


@pytest.mark.thorough
def test_conflicts_in_other_files_are_left_to_git(lines: TwoLines) -> None:
    lines.on("theirs", MORE, lambda it: it.edit("README.md", "# nk2020-strikes", "# One"))
    lines.on("main", lambda it: it.edit("README.md", "# nk2020-strikes", "# Two"))
    done = lines.merge("theirs")
    assert (done.code, done.lines[-1]) == (1, "git found a conflict in README.md; settle it in an editor")
    assert lines.rows("victim_counts")[COUNT]["count_min"] == "12"


@pytest.mark.thorough
def test_a_conflict_in_a_schema_is_settled_first(lines: TwoLines) -> None:
    lines.on("theirs", new_column("one", 4), MORE)
    lines.on("main", new_column("two", 4))
    done = lines.merge("theirs")
    assert done.code == 1
    assert done.lines[0] == "git found a conflict in schemas/victim_counts.schema.json; settle it in an editor"
    assert done.errors[-1].startswith("git is merging, and the tables are not merged yet: run the same command again")
    lines.git("checkout", "--ours", "schemas/victim_counts.schema.json")
    done = lines.merge("theirs")
    assert lines.rows("victim_counts")[COUNT]["count_min"] == "12", done.text


# ---- merged both ways before


def crossed(lines: TwoLines, then: Change) -> None:
    """Ours changes a cell, both merge each other at the same time, and then theirs makes another change."""
    lines.on("main", MORE)
    lines.on("theirs", cell("victim_counts", "vc-aaaa2222", hedged="true"))
    was = lines.git("rev-parse", "main")
    lines.merge("theirs")
    lines.git("commit", "--quiet", "--all", "--message", "Merge theirs")
    lines.git("switch", "--quiet", "theirs")
    lines.merge(was)
    lines.git("commit", "--quiet", "--all", "--message", "Merge main")
    lines.git("switch", "--quiet", "main")
    lines.on("theirs", then)
    assert len(lines.git("merge-base", "--all", "main", "theirs").split()) == 2


@pytest.mark.thorough
def test_a_cell_set_back_after_both_merged_each_other_is_not_brought_back_in_silence(lines: TwoLines) -> None:
    crossed(lines, cell("victim_counts", COUNT, count_min="10"))
    assert refused(lines) == [
        "data/victim_counts.csv vc-cccc2222 count_min:",
        "  base not one: both began in several commits, which do not agree",
        "  ours 12",
        "  theirs 10",
    ]
    assert lines.merge("theirs", "--theirs", f"{COUNT}.count_min").code == 0
    assert lines.rows("victim_counts")[COUNT]["count_min"] == "10"


@pytest.mark.thorough
def test_other_cells_merge_after_both_merged_each_other(lines: TwoLines) -> None:
    crossed(lines, cell("victim_counts", OTHER, hedged="true"))
    assert lines.merge("theirs").code == 0
    rows = lines.rows("victim_counts")
    assert (rows[COUNT]["count_min"], rows[OTHER]["hedged"], rows["vc-aaaa2222"]["hedged"]) == ("12", "true", "true")
