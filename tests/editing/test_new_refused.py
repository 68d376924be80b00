"""`new` says everything that is wrong with a row and changes no byte."""

import re
from pathlib import Path

import pytest

from scripts.editing.answers import tables_to_add_to, target_of
from scripts.package.package import open_package
from scripts.package.problem import shorten
from tests.shared.adding import (
    KILLED,
    NAMED,
    SOUND,
    flags,
    new,
    refused,
)
from tests.shared.speeds import quick
from tests.shared.tiny import contents


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
    "codings": (["coding"], "rows of codings are not added by hand; see: docs/SHEET.md"),
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
