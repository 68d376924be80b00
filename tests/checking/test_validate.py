"""Every constraint, key, row rule and check finds exactly the cell that breaks it; bad files get a clear message."""

import functools
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.checking.validation import validate
from scripts.package.package import open_package
from scripts.package.problem import Problem
from tests.shared.faults import BROKEN, RULES, SAYS, SM, TYPES, VC, Change, adding, setting
from tests.shared.speeds import quick
from tests.shared.tiny import COUNT, ROOT, Rows, columns, tiny, write

SCHEMAS = {table.name: table.schema for table in open_package(ROOT).tables.values()}


def problems_after(folder: Path, change: Change) -> tuple[list[Problem], Rows]:
    rows = tiny()
    change(rows)
    return validate(write(folder, rows)).problems, rows


def line_of(rows: Rows, table: str, key: str) -> int:
    return 2 + [row[columns(table)[0]] for row in rows[table]].index(key)


def test_the_tiny_package_is_valid_by_all_judges(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, tiny())
    assert main(["--package", str(tmp_path), "validate", "--thorough"]) == 0
    assert "pandera and frictionless agree" in capsys.readouterr().out


# ---- constraints and types: in every table a row for every cell that breaks one; no other row or table is at fault

CONSTRAINTS = [
    (table, field["name"], name)
    for table, schema in SCHEMAS.items()
    for field in schema["fields"]
    for name in field.get("constraints", {})
    if name != "unique"
]
TYPED = [(t, f["name"], f["type"]) for t, s in SCHEMAS.items() for f in s["fields"] if f["type"] != "string"]
# line, key and value of each row at fault, by what it breaks
Places = dict[tuple[str, ...], list[tuple[int, str, str]]]


def unlike(table: str, **cells: str) -> dict[str, str]:
    """A copy of a table's first row in the tiny package, with the cells given and its own values in unique fields."""
    row = {**tiny()[table][0], **cells}
    return row | {
        name: f"{row[name]} {row[columns(table)[0]]}"
        for t, name in UNIQUE
        if t == table and name != columns(table)[0] and row.get(name)
    }


def own_key(rows: Rows, table: str) -> str:
    """A key that the next row of a table may have."""
    return f"{rows[table][0][columns(table)[0]][:3]}{len(rows[table]):08}"


@pytest.fixture(scope="module")
def broken_cells(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Places, list[Problem]]]:
    """For a table in which every constraint and type is broken once: which rows break what, and all problems found."""

    @functools.cache
    def broken(table: str) -> tuple[Places, list[Problem]]:
        rows, places, key = tiny(), Places(), columns(table)[0]

        def add(what: tuple[str, ...], name: str, value: str) -> None:
            row = {**rows[table][0], key: own_key(rows, table), name: value}
            rows[table].append(row)
            places.setdefault(what, []).append((len(rows[table]) + 1, row[key], value))

        for field in SCHEMAS[table]["fields"]:
            for constraint in (c for t, name, c in CONSTRAINTS if (t, name) == (table, field["name"])):
                add(
                    (field["name"], constraint),
                    field["name"],
                    BROKEN[constraint](field["constraints"][constraint], field),
                )
            for value in TYPES.get(field["type"], []):
                add((field["name"], "type"), field["name"], value)
        return places, validate(write(tmp_path_factory.mktemp("cells"), rows))[0]

    return broken


MOST_WRITTEN = {"sources", "citations", "places", "strikes", "victim_counts", "statements"}
ASKED = [case for case in CONSTRAINTS if case[0] in MOST_WRITTEN]


@pytest.mark.parametrize(("table", "name", "constraint"), quick(CONSTRAINTS, ASKED))
def test_every_constraint_sees_the_cell_that_breaks_it(
    broken_cells: Callable[[str], tuple[Places, list[Problem]]], table: str, name: str, constraint: str
) -> None:
    places, found = broken_cells(table)
    [(line, key, value)] = places[name, constraint]
    [mine] = [p for p in found if p.line == line]
    assert SAYS[constraint] in mine.message
    assert mine == Problem(f"data/{table}.csv", line, key, name, value, mine.message)
    assert {p.file for p in found} == {f"data/{table}.csv"}, "broken cells are reported only in their own table"
    assert len(found) == sum(map(len, places.values())), "one broken cell is one problem"


@pytest.mark.parametrize(("table", "name", "kind"), quick(TYPED, [case for case in TYPED if case[0] in MOST_WRITTEN]))
def test_every_type_refuses_what_is_not_of_it(
    broken_cells: Callable[[str], tuple[Places, list[Problem]]], table: str, name: str, kind: str
) -> None:
    places, found = broken_cells(table)
    mine = places[name, "type"]
    assert [value for _, _, value in mine] == TYPES[kind]
    assert [
        (p.line, p.key, p.value) for p in sorted(found) if p.field == name and p.line in {line for line, *_ in mine}
    ] == mine


@pytest.mark.parametrize(
    "value", ["vc-aaaa2222 ", " vc-aaaa2222", "vc-aaaa2222\t", "vc-aaaa2222\u200b", "vc-aaaa2222\u00a0"]
)
def test_a_stray_character_in_an_id_is_named_as_such(tmp_path: Path, value: str) -> None:
    found, _ = problems_after(tmp_path, setting("victim_counts", 0, claim_id=value))
    assert [(p.line, p.field, p.value) for p in found] == [(2, "claim_id", value)]
    assert "a space at its beginning or end, or a control or invisible character" in found[0].message


def test_a_stray_space_in_a_text_is_found(tmp_path: Path) -> None:
    found, _ = problems_after(tmp_path, setting("strikes", 0, notes="ends with a space "))
    assert [(p.file, p.line, p.field) for p in found] == [("data/strikes.csv", 2, "notes")]


def test_a_code_that_is_nearly_right_is_offered(tmp_path: Path) -> None:
    found, _ = problems_after(tmp_path, setting("victim_counts", 0, outcome="kiled"))
    assert found[0].message.endswith("did you mean killed?")


UNIQUE = [(t, f["name"]) for t, s in SCHEMAS.items() for f in s["fields"] if f.get("constraints", {}).get("unique")]


@pytest.fixture(scope="module")
def doubled(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """The problems of a package in which every key and unique field repeats a value."""
    rows = tiny()
    rows["sources"][0] |= {"text_sha256": "0" * 64, "text_words": "200"}
    for table, name in UNIQUE:
        others = {
            other: f"{len(rows[table]):064}" if other == "text_sha256" else own_key(rows, table)
            for t, other in UNIQUE
            if t == table and other != name
        }
        rows[table].append({**rows[table][0], **others})
    return validate(write(tmp_path_factory.mktemp("doubled"), rows))[0]


@pytest.mark.parametrize(("table", "name"), UNIQUE)
def test_every_key_and_unique_field_sees_its_second_use(doubled: list[Problem], table: str, name: str) -> None:
    line = 2 + len(tiny()[table]) + [field for t, field in UNIQUE if t == table].index(name)
    [mine] = [p for p in doubled if (p.file, p.line) == (f"data/{table}.csv", line)]
    assert (mine.field, mine.value) == (name, "0" * 64 if name == "text_sha256" else tiny()[table][0][name])
    assert mine.message.startswith("is already used on line 2")
    assert len(doubled) == len(UNIQUE)


FOREIGN = [(t, k["fields"][0]) for t, s in SCHEMAS.items() for k in s.get("foreignKeys", [])]


@pytest.fixture(scope="module")
def dangling(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """The problems of a package with one row per foreign key that refers to a missing row."""
    rows = tiny()
    for table, name in FOREIGN:
        rows[table].append(unlike(table, **{columns(table)[0]: own_key(rows, table), name: nowhere(table, name)}))
    return validate(write(tmp_path_factory.mktemp("dangling"), rows))[0]


def nowhere(table: str, name: str) -> str:
    """An id of the kind that a field refers to, used by no row."""
    return str(next(f for f in SCHEMAS[table]["fields"] if f["name"] == name)["example"][:3]) + "nowhere2"


@pytest.mark.parametrize(("table", "name"), FOREIGN)
def test_every_foreign_key_sees_a_key_to_nowhere(dangling: list[Problem], table: str, name: str) -> None:
    line = 2 + len(tiny()[table]) + [field for t, field in FOREIGN if t == table].index(name)
    [mine] = [p for p in dangling if (p.file, p.line) == (f"data/{table}.csv", line)]
    assert (mine.field, mine.value) == (name, nowhere(table, name))
    assert mine.message.startswith("no row of ")
    assert len(dangling) == len(FOREIGN)


# ---- row rules: one failing row for every rule


def test_every_row_rule_has_a_failing_case() -> None:
    assert set(RULES) == {
        (table, rule["name"]) for table, schema in SCHEMAS.items() for rule in schema.get("rules", [])
    }


ROUNDS: dict[tuple[str, str], int] = {}  # a rule of every table is broken at a time
for _table, _name in RULES:
    ROUNDS[_table, _name] = sum(table == _table for table, _ in ROUNDS)


@pytest.fixture(scope="module")
def broken_rules(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], tuple[Rows, list[Problem]]]:
    """The rows of a round, and the problems found in them."""

    @functools.cache
    def broken(round_: int) -> tuple[Rows, list[Problem]]:
        rows = tiny()
        for rule, its in ROUNDS.items():
            if its == round_:
                RULES[rule](rows)
        return rows, validate(write(tmp_path_factory.mktemp("rules"), rows))[0]

    return broken


@pytest.mark.parametrize(("table", "name"), RULES)
def test_every_row_rule_sees_the_row_that_breaks_it(
    broken_rules: Callable[[int], tuple[Rows, list[Problem]]], table: str, name: str
) -> None:
    rule = next(r for r in SCHEMAS[table]["rules"] if r["name"] == name)
    rows, found = broken_rules(ROUNDS[table, name])
    changed = [i for i, row in enumerate(rows[table]) if row != tiny()[table][i]]
    row = {**dict.fromkeys(columns(table), ""), **rows[table][changed[0]]}
    message = rule["message"].format(**{k: v or "empty" for k, v in row.items()})
    field = rule["fields"][0]
    mine = [p for p in found if p.file == f"data/{table}.csv"]
    assert mine == [Problem(f"data/{table}.csv", changed[0] + 2, row[columns(table)[0]], field, row[field], message)]
    assert len(found) == list(ROUNDS.values()).count(ROUNDS[table, name])


# ---- checks over tables: one failing package for every check


def test_a_thorough_validation_asks_the_rules_of_computed_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, tiny())
    schema = tmp_path / "schemas" / "strike_estimates.schema.json"
    schema.write_text(
        schema.read_text(encoding="utf-8").replace("low <= best AND best <= high", "low > best"), encoding="utf-8"
    )
    assert main(["--package", str(tmp_path), "validate"]) == 0
    assert main(["--package", str(tmp_path), "validate", "--thorough"]) == 1
    assert (
        "strike_estimates.csv st-first234 killed all all best=4: low (4), best (4) and high (4) are out of order"
        in capsys.readouterr().out
    )


def test_a_package_of_another_version_is_told_which_checks_do_not_fit_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tiny()
    package = write(tmp_path, rows)
    schema = tmp_path / "schemas" / "sources.schema.json"
    fewer = json.loads(schema.read_text(encoding="utf-8"))
    fewer["fields"] = [f for f in fewer["fields"] if f["name"] not in ("text_words", "text_sha256")]
    fewer["rules"] = [r for r in fewer["rules"] if r["name"] != "text_is_fingerprinted_with_its_length"]
    schema.write_text(json.dumps(fewer), encoding="utf-8")
    path = package.tables["sources"].path
    path.write_text(
        path.read_text(encoding="utf-8").replace("text_words,text_sha256,", "").replace("full_text,,,", "full_text,"),
        encoding="utf-8",
    )
    assert main(["--package", str(tmp_path), "validate"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("datapackage.json: the check a_passage_lies_in_its_text does not fit these schemas")
    assert said.err == "1 problem\n"


def test_a_package_without_a_table_is_told_which_checks_ask_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, tiny())
    path = tmp_path / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(
        json.dumps({**descriptor, "resources": [r for r in descriptor["resources"] if r["name"] != "strike_links"]}),
        encoding="utf-8",
    )
    assert main(["--package", str(tmp_path), "validate"]) == 1
    said = capsys.readouterr()
    assert [line.split(" does not fit")[0] for line in said.out.splitlines()] == [
        f"datapackage.json: the check {check}"
        for check in (
            "a_claim_is_of_one_strike",
            "a_decision_agrees_with_the_links",
            "a_part_belongs_to_a_group",
            "a_part_is_dated_inside_its_group",
            "every_strike_has_a_claim",
            "links_are_distinct",
            "links_have_no_cycle",
            "strikes_are_distinct",
        )
    ]
    assert said.err == "8 problems\n"


def test_hospitalised_may_stand_under_injured(tmp_path: Path) -> None:
    change = adding(
        VC,
        claim_id="vc-yyyy2222",
        strike_id="st-first234",
        citation_id="ci-aaaa2222",
        outcome="hospitalised",
        part_of="vc-cccc2222",
        **{**COUNT, "population": "persons"},
        count_min="10",
        count_max="10",
    )
    assert problems_after(tmp_path, change)[0] == []


def test_a_firing_party_may_hold_the_place_where_a_note_explains_it(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        rows[SM][0]["party_id"] = "ac-westl234"
        rows["strikes"][0]["notes"] = "The document says that it hit its own town by mistake."

    assert problems_after(tmp_path, change)[0] == []


def test_all_problems_of_all_tables_are_shown_at_once(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        rows["sources"][0]["language"] = "English"
        rows[VC][0]["count_max"] = "1e3"
        rows[VC][2]["outcome"] = "dead"
        rows["strikes"][1]["level"] = ""

    found, _ = problems_after(tmp_path, change)
    assert [(p.file, p.line, p.field) for p in sorted(found)] == [
        ("data/sources.csv", 2, "language"),
        ("data/strikes.csv", 3, "level"),
        ("data/victim_counts.csv", 2, "count_max"),
        ("data/victim_counts.csv", 4, "outcome"),
    ]


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    hostile = "'; DROP TABLE strikes; --"
    found, _ = problems_after(tmp_path, setting("strikes", 0, notes=hostile))
    assert found == []
    found, _ = problems_after(tmp_path, setting(VC, 0, outcome=hostile))
    assert [(p.field, p.value) for p in found] == [("outcome", hostile)]
