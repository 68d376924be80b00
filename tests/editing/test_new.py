"""`new` adds one row from options, or says everything that is wrong and changes no byte."""

import re
import shutil
import subprocess
import tempfile
from bisect import bisect
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.checking.spreadsheet import forgiven
from scripts.checking.validation import validate
from scripts.editing.answers import resolved, tables_to_add_to, target_of
from scripts.editing.draft import Draft
from scripts.package.database import open_texts
from scripts.package.ids import LETTERS, fresh_id
from scripts.package.package import open_package
from scripts.package.problem import shorten
from tests.shared.adding import (
    CITED,
    COUNTED,
    CROSSWALK,
    FINDINGS,
    KILLED,
    MUNITION,
    NAMED,
    REPORT,
    added,
    flags,
    new,
    refused,
)
from tests.shared.speeds import quick
from tests.shared.tiny import ROOT, contents

# Options that add a valid row to each table, and what is then still to do.
SOUND = {
    "source": (FINDINGS, ["no citation uses the source; code the document, or remove it"]),
    "citation": (CITED, ["no row uses the citation; add what it is cited for, or remove it"]),
    "actor": (
        {"name": "Third", "kind": "media"},
        ["the actor does not publish, speak, relay or act, and is not a parent; remove it"],
    ),
    "place": (NAMED, ["no strike, report or coding uses the place; remove it"]),
    "strike": (
        {"name": "Lowtown, 3 October 2020", "place-id": "Lowtown"},
        [
            "no report says when or where the strike happened; add a row to strike_reports or withdraw the strike",
            "there is no claim about the strike or any group that it is part of; add a claim or withdraw the strike",
        ],
    ),
    "strike_link": ({"strike-id": "st-group234", "other-id": "st-first234", "relation": "may_be_same"}, []),
    "strike_report": (REPORT, []),
    "victim_count": (KILLED, []),
    "damage_count": (COUNTED | {"object": "house", "extent": "damaged"}, []),
    "statement": (MUNITION, []),
    "exclusion": ({"citation-id": "ci-eeee2222", "reason": "no_claim"}, []),
    "crosswalk": (CROSSWALK, []),
    "decision": (
        {
            "id": "st-first234",
            "other-id": "st-secon234",
            "decision": "may_be_same",
            "reason": "The day is not certain.",
        },
        [],
    ),
    "audit": (
        {"citation-id": "ci-bbbb2222", "auditor": "nobody", "audited-on": "2026-01-03", "verdict": "corrected"},
        [],
    ),
}


# A row of every table


def test_every_table_that_is_added_to_has_a_sound_row() -> None:
    tables = tables_to_add_to(open_package(ROOT))
    assert [tables[name].name for name in SOUND] == list(dict.fromkeys(table.name for table in tables.values()))


@pytest.mark.parametrize("table", quick(SOUND, {"source", "place", "statement", "exclusion"}))
def test_a_row_stands_in_its_place_and_what_is_to_do_is_said(
    package: Path, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, to_do = SOUND[table]
    before, expected = contents(package), to_do
    assert new(package, table, *flags(answers)) == 0
    lines = capsys.readouterr().out.splitlines()
    (name,) = {name for name, data in contents(package).items() if before.get(name) != data}
    old, now = before[name].splitlines(), (package / name).read_bytes().splitlines()
    (place,) = [i for i, line in enumerate(now) if line not in old]
    assert [*now[:place], *now[place + 1 :]] == old
    assert now[1:] == sorted(now[1:])
    id_ = now[place].split(b",")[0].decode()
    assert f"{name}:{place + 1} {id_} added" in lines
    assert [line.split(": ", 1)[1] for line in lines if line.startswith("  data/")] == expected
    assert ("still to do before the package is valid again:" in lines) == bool(expected)
    assert sorted(p.message for p in validate(open_package(package)).problems) == sorted(expected)
    assert main(["--package", str(package), "format", "--check"]) == 0


def test_the_row_is_told_with_the_names_of_what_it_refers_to(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        new(package, "strike_report", "--id", "sr-aaaa3333", *flags(REPORT | {"strike-id": "Lowtown, 1 October 2020"}))
        == 0
    )
    assert capsys.readouterr().out == (
        "data/strike_reports.csv:3 sr-aaaa3333 added\n"
        "  strike_id: st-first234 (Lowtown, 1 October 2020)\n"
        "  citation_id: ci-bbbb2222\n"
        "  date_start: 2020-10-01\n"
        "  date_end: 2020-10-01\n"
        "  date_precision: day\n"
        "  place_id: pl-lowto234 (Lowtown)\n"
        "  basis: stated\n"
    )


def test_cells_with_commas_quotes_and_other_scripts_are_written_as_format_writes_them(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {"name": 'Up, "Down" / Вверх', "name-hy": "Վերին", "name-ru": "  Верхний  ", "admin": "Bərdə's"}
    row = added(package, capsys, "place", NAMED | names)
    assert [row["name"], row["name_hy"], row["name_ru"], row["admin"]] == [
        'Up, "Down" / Вверх',
        "Վերին",
        "Верхний",
        "Bərdə's",
    ]
    assert main(["--package", str(package), "format", "--check"]) == 0


@pytest.mark.thorough
def test_a_row_of_the_real_package_changes_one_line(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (real / "data/places.csv").read_bytes().splitlines()
    added(real, capsys, "place", NAMED, "--no-questions")
    assert [line for line in (real / "data/places.csv").read_bytes().splitlines() if b"Hightown" not in line] == before
    assert main(["--package", str(real), "format", "--check"]) == 0


TAKEN = {
    "places": ["held_by_source", "latitude"],
    "strikes": ["notes"],
    "victim_counts": ["count_min", "hedged"],
    "strike_reports": ["local_time"],
    "sources": ["published_on"],
}
SPOILT = [
    "3/4",
    "1-2",
    "Oct-20",
    "12.10.2020",
    "1,5",
    "#REF!",
    "a?b",
    "'x'",
    "TRUE",
    "1E+05",
    "Ð¡Ñ‚",
    "007",
    "+5",
    ".5",
    "9:05",
]


@pytest.fixture(scope="session")
def draft(made: Path) -> Draft:
    package = open_package(made)
    return Draft(package, open_texts(package))


@settings(max_examples=40, deadline=None)
@given(text=st.text(min_size=1, max_size=20) | st.sampled_from(SPOILT))
def test_an_answer_that_is_taken_is_left_alone_by_format(draft: Draft, text: str) -> None:
    for table in [draft.package.tables[name] for name in TAKEN]:
        for field in [f for f in table.fields if f["name"] in TAKEN[table.name]]:
            cell, fault = resolved(draft, table, field, text.strip())
            assert fault or forgiven(field, cell) == (cell, None)


# What is wrong


def bad_answers(field: dict[str, object], target: str | None) -> list[tuple[str, str]]:
    """Answers that a field refuses, each with a part of the message that says why or what to do."""
    constraints: dict[str, object] = field.get("constraints", {})  # type: ignore[assignment]
    if target:
        own = str(constraints["pattern"])[1:4]
        other = "ac-paper234" if own != "ac-" else "pl-lowto234"
        unknown = f"no row of {target} has this id"
        return [
            (f"{own}qqqq2222", f"{unknown}; see data/{target}.csv"),
            ("Nowhere", unknown),
            (other, f"this field takes a row of {target}"),
            ("vc-zzzz2222", "is withdrawn; see: python -m scripts resolve vc-zzzz2222"),
        ]
    by_type = {
        "integer": [
            ("two", "is not an integer; write digits only"),
            ("1_000", "digits only"),
            ("-1", "is below the minimum"),
        ],
        "number": [("north", "is not a number"), ("1e2", "is not a number"), ("90", "is above the maximum")],
        "date": [
            ("1 October", "is not a date; write"),
            ("2020-13-01", "a calendar date"),
            ("2020/10/01", "is not a date"),
        ],
        "boolean": [("yes", "write true or false"), ("TRUE", "write true or false"), ("0", "write true or false")],
    }
    if field["type"] in by_type:
        return by_type[str(field["type"])]
    if "enum" in constraints:
        code = str(constraints["enum"][0])  # type: ignore[index]
        return [
            (code + "x", f"did you mean {code}?"),
            ("  nonsense ", "is not one of"),
            (code.upper() + "\x1b", "control or invisible character"),
        ]
    if "pattern" in constraints:
        return [("x x", "; write it like"), ("\u200bQ1", "invisible character"), ("ʻ", "; write it like")]
    return [
        ("=1+1", "begins with = + - or @"),
        ("Lоwtown", "letters of two scripts"),
        ("x" * 600, "characters; shorten it"),
        ("a\nb", "control"),
        ("\udcff", "is not UTF-8"),
    ]


@pytest.mark.parametrize("table", quick(SOUND, {"source", "place", "statement"}))
def test_every_field_is_refused_with_flag_value_and_cure_and_all_at_once(
    package: Path, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    its = tables_to_add_to(open_package(package))[table]
    bad = {f["name"]: bad_answers(f, target_of(its, f)) for f in its.fields[1:]}
    for turn in range(max(map(len, bad.values()))):
        given_ = {name: values[turn % len(values)] for name, values in bad.items()}
        lines = refused(
            package, capsys, table, *[f"--{name.replace('_', '-')}={value}" for name, (value, _) in given_.items()]
        )
        assert len(lines) == len(given_)
        for line, (name, (value, cure)) in zip(lines, given_.items(), strict=True):
            assert line.startswith(f"--{name.replace('_', '-')} {shorten(value.strip())}: ")
            assert cure in line


@pytest.mark.parametrize("table", quick(SOUND, 4))
def test_a_row_without_answers_is_told_every_field_that_it_needs(
    package: Path, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    its = tables_to_add_to(open_package(package))[table]
    needed = [
        f["name"]
        for f in its.fields[1:]
        if f.get("constraints", {}).get("required")
        and f["name"] not in ("read_on", "decided_on")
        and "suggested" not in f
    ]
    lines = refused(package, capsys, table)
    assert [re.split(": is empty; fill it in[.] ", line)[0] for line in lines] == [
        f"--{name.replace('_', '-')}" for name in needed
    ]


def test_a_field_that_is_emptied_by_a_flag_does_not_hide_those_that_are_missing(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [line.split(":")[0] for line in refused(package, capsys, "actor", "--notes", "", "--side", "-")] == [
        "--name",
        "--kind",
    ]


def test_a_missing_reference_asks_for_an_id_or_a_name(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    strike = tables_to_add_to(open_package(package))["crosswalk"].fields[1]
    assert refused(package, capsys, "crosswalk", "--scheme", "hrw", "--external-id", "x", "--match", "exact") == [
        f"--strike-id: is empty; fill it in. {strike['description']} Takes the id of a row of strikes, or its name"
    ]


def test_a_fault_of_the_id_is_told_with_all_others(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [
        line.split(":")[0]
        for line in refused(package, capsys, "actor", "--id", "ac-paper234", "--kind", "press", "--name", "N")
    ] == ["--id ac-paper234", "--kind press"]


def test_a_default_that_repeats_an_answer_does_not_repeat_its_fault(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(package, capsys, "victim_count", *flags(KILLED | {"count-min": "seven"})) == [
        "--count-min seven: is not an integer; write digits only, such as 21"
    ]


def test_a_row_rule_and_a_check_over_tables_are_refused_with_the_place_of_the_row(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(package, capsys, "victim_count", "--id", "vc-aaaa3333", *flags(KILLED | {"count-max": "3"})) == [
        "data/victim_counts.csv:3 vc-aaaa3333 count_max=3: count_min (7) exceeds count_max;"
        " correct one of them, or swap them",
        "data/victim_counts.csv:3 vc-aaaa3333 count_max=3: qualifier is exact:"
        " count_min and count_max must be the same number; make them equal, or change the qualifier",
    ]
    assert refused(
        package,
        capsys,
        "exclusion",
        "--id",
        "ex-bbbb2222",
        "--citation-id",
        "ci-gggg2222",
        "--reason",
        "repeat",
        "--repeats",
        "ci-aaaa2222",
    ) == [
        "data/exclusions.csv:3 ex-bbbb2222 repeats=ci-aaaa2222: the exclusion repeats ci-aaaa2222,"
        " a citation of a different document; give a citation of the same document"
    ]


def test_a_package_that_is_not_valid_is_mended_first(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = package / "data/strikes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",series,", ",serial,"), encoding="utf-8")
    assert refused(package, capsys, "place", *flags(NAMED)) == [
        "data/strikes.csv:3 st-group234 level=serial: is not one of strike, series, campaign; did you mean series?"
    ]


def test_a_file_that_is_no_table_is_no_traceback(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "data/strikes.csv").write_bytes(b'strike_id,"name\n')
    before = contents(package)
    assert new(package, "place", *flags(NAMED)) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert contents(package) == before


MISUSED = {
    "no table": ([], "required"),
    "an unknown table": (["plaice"], "there is no table plaice; did you mean place?; there are sources, "),
    "tombstones": (
        ["withdrawn"],
        "rows of withdrawn are not added by hand; see: python -m scripts withdraw ID --reason TEXT",
    ),
    "codings": (["coding"], "rows of codings are not added by hand; see: docs/CODING.md"),
    "a computed table": (["claim"], "claims is computed from the other tables; add to those: sources, "),
    "an unknown flag": (
        ["place", "--nmae", "x"],
        "unrecognized arguments: --nmae x; did you mean --name?; see: python -m scripts new places --help",
    ),
    "a shortened flag": (["place", "--nam", "x"], "did you mean --name?"),
    "a flag without a value": (
        ["place", "--name"],
        "argument --name: expected one argument; see: python -m scripts new places --help",
    ),
    "words too many": (["place", "Hightown"], "unrecognized arguments: Hightown; see: "),
    "a text without words": (["citation", "--text", "x.txt"], "--text and --find go together"),
    "words without a text": (["citation", "--find", "x"], "--text and --find go together"),
    "a place without words": (["citation", "--at", "0"], "--text and --find go together"),
    "no number": (["citation", "--at", "first"], "argument --at: invalid int value: 'first'"),
}


@pytest.mark.parametrize(("words", "said"), MISUSED.values(), ids=MISUSED.keys())
def test_wrong_usage_exits_2_and_writes_nothing(
    package: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(package)
    try:
        code: object = new(package, *words)
    except SystemExit as ended:
        code = ended.code
    output = capsys.readouterr()
    assert (code, output.out, contents(package)) == (2, "", before)
    assert said in output.err


@pytest.mark.parametrize("table", SOUND)
def test_help_tells_every_field_and_every_code(package: Path, table: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        new(package, table, "--help")
    said = "".join(capsys.readouterr().out.split())  # lines are broken at hyphens too
    fields = tables_to_add_to(open_package(package))[table].fields[1:]
    required = [field for field in fields if field.get("constraints", {}).get("required")]
    assert (said.count("(required"), said.count("(maybeempty")) == (len(required), len(fields) - len(required))
    for field in fields:
        assert f"--{field['name'].replace('_', '-')}{field['type'].upper()}" in said
        assert "".join(field["description"].split()) in said
        assert all(f"{code['value']}({''.join(code['label'].split())})" in said for code in field.get("categories", []))


# Ids


@pytest.mark.parametrize(
    ("id_", "why"),
    [
        ("ac-paper234", "is taken, and ids are never reused"),
        ("vc-zzzz2222", "is taken, and ids are never reused"),
        ("wd-aaaa2222", "is taken, and ids are never reused"),
        ("pl-abcd2345", "does not have the right form; write it like ac-7k3mq2xd"),
        ("ac-ABCD2345", "does not have the right form"),
        ("ac-abc", "does not have the right form"),
        ("ac-abcd2345\n", "has a space"),
        ("", "is empty; fill it in"),
        ("\udcff", "is not UTF-8"),
    ],
)
def test_an_id_that_is_taken_withdrawn_or_malformed_is_refused(
    package: Path, id_: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = refused(package, capsys, "actor", "--name", "Third", "--kind", "media", "--id", id_)
    assert line.startswith("--id ")
    assert why in line
    assert line.endswith("; leave out --id to have one drawn")


def test_an_id_of_ones_own_is_taken(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        added(package, capsys, "actor", {"name": "Third", "kind": "media"}, "--id", "ac-third234")["actor_id"]
        == "ac-third234"
    )


def test_an_id_is_drawn_until_it_is_neither_in_use_nor_withdrawn(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = iter("aaaa2222" + "zzzz2222" + "23456789" + "abcd2345")
    monkeypatch.setattr("scripts.package.ids.secrets.choice", lambda letters: next(drawn))
    assert added(package, capsys, "victim_count", KILLED)["claim_id"] == "vc-abcd2345"


@given(taken=st.sets(st.text(LETTERS, min_size=8, max_size=8), max_size=50), prefix=st.sampled_from(["vc-", "st-"]))
def test_a_fresh_id_keeps_the_pattern_and_is_never_taken_nor_drawn_twice(taken: set[str], prefix: str) -> None:
    drawn = [fresh_id(prefix, {prefix + word for word in taken}) for _ in range(50)]
    assert len(set(drawn)) == len(drawn)
    assert all(
        re.fullmatch(f"{prefix}[a-z2-9]{{8}}", id_) and not id_[3:].isdigit() and id_[3:] not in taken for id_ in drawn
    )


@pytest.mark.thorough
@given(
    st.lists(st.text(LETTERS, min_size=8, max_size=8).map("vc-{}".format), min_size=1, max_size=30, unique=True),
    st.data(),
)
def test_two_from_the_same_state_conflict_only_where_they_are_neighbours(there: list[str], data: st.DataObject) -> None:
    ours, theirs = fresh_id("vc-", there), fresh_id("vc-", there)
    there.sort()
    assert ours != theirs
    merged, conflict = merge(*[[*there, *more] for more in ([ours], [], [theirs])])
    neighbours = abs(bisect(there, ours) - bisect(there, theirs)) <= 1
    assert neighbours if conflict else merged == sorted([*there, ours, theirs])


def merge(*versions: list[str]) -> tuple[list[str], bool]:
    """What git makes of our, the old and their lines, and whether it found a conflict."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, str(i)) for i in range(3)]
        for path, lines in zip(paths, versions, strict=True):
            path.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")
        done = subprocess.run(["git", "merge-file", "-p", *map(str, paths)], capture_output=True, text=True)
    return done.stdout.splitlines(), done.returncode != 0


@pytest.mark.thorough
def test_two_pull_requests_merge_into_a_package_in_canonical_form(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, old = shutil.copytree(package, tmp_path / "other"), shutil.copytree(package, tmp_path / "old")
    added(package, capsys, "victim_count", KILLED, "--id", "vc-zzzz3333")
    added(other, capsys, "victim_count", KILLED | {"outcome": "injured"}, "--id", "vc-aaaa3333")
    names = [folder / "data/victim_counts.csv" for folder in (package, old, other)]
    subprocess.run(["git", "merge-file", *map(str, names)], check=True)
    assert validate(open_package(package)).problems == []
    assert main(["--package", str(package), "format", "--check"]) == 0


def test_a_run_that_is_killed_while_it_writes_leaves_the_table_whole(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def dying(path: Path, data: bytes) -> None:
        path.write_bytes(data[: len(data) // 2])
        raise KeyboardInterrupt

    monkeypatch.setattr("scripts.package.files.write", dying)
    before = contents(package)
    assert new(package, "actor", "--name", "Third", "--kind", "media") == 1
    assert (capsys.readouterr(), contents(package)) == (("", "\nnothing was written\n"), before)


@pytest.mark.parametrize(
    ("table", "answers", "field", "why"),
    [
        ("place", {"held_by_source": "Told by Velmir Tazakov."}, "held_by_source", "looks like a person's name"),
        ("place", {"name": "Velmir Tazakov"}, "name", "looks like a person's name"),
        (
            "place",
            {"held_by_source": "Written to someone@example.org."},
            "held_by_source",
            "contains an e-mail address",
        ),
    ],
)
def test_what_check_would_refuse_is_refused_before_it_is_written(
    package: Path, table: str, answers: dict[str, str], field: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (said,) = refused(package, capsys, table, *flags(NAMED | answers))
    assert said.startswith("data/places.csv pl-") and f" {field}: {why}" in said
