"""Every check over tables has a module of cases, finds exactly what they state, and is the only one to find it."""

from collections import Counter
from pathlib import Path

import pytest

from scripts.checking.validation import validate
from tests.checking.cases import NAMES, WRITTEN, fails, found, passes
from tests.mutation import killers
from tests.mutation.killers import Killers
from tests.shared.speeds import quick
from tests.shared.tiny import Rows, tiny, write


def test_every_check_has_its_cases() -> None:
    assert WRITTEN == NAMES, (
        "a check is one file in scripts/checks, and one of the same name with its cases in tests/checking/checks"
    )


@pytest.mark.parametrize("check", NAMES)
def test_there_are_packages_on_both_sides_of_a_check(check: str) -> None:
    assert fails(check), "FAILS: at least one package in which the check finds a row"
    assert all(told for _, told in fails(check))
    assert passes(check), "PASSES: at least one package that just passes"


@pytest.mark.thorough
@pytest.mark.parametrize("check", NAMES)
def test_a_check_finds_the_row_that_breaks_it_and_no_other_rule_does(tmp_path: Path, check: str) -> None:
    rows = tiny()
    change, told = fails(check)[0]
    change(rows)
    problems = validate(write(tmp_path, rows)).problems
    assert Counter((p.file, p.line, p.key, p.field, p.value, p.message, p.check) for p in problems) == Counter(
        (f"data/{table}.csv", line_of(rows, table, id_), id_, *rest, check) for table, id_, *rest in found(check, told)
    )


def line_of(rows: Rows, table: str, id_: str) -> int:
    return 2 + [next(iter(row.values())) for row in rows[table]].index(id_)


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Killers:
    return Killers(tmp_path_factory.mktemp("killers"))


@pytest.mark.parametrize("cases", quick(["first", "all"], 1))
@pytest.mark.parametrize("check", NAMES)
def test_a_check_finds_exactly_what_its_cases_state(every: Killers, check: str, cases: str) -> None:
    alone, killers_ = every.alone(check), every.of_check(check)
    for killer in killers_ if cases == "all" else killers_[:2]:
        assert killers.found(killer, None, alone) == killer.expects, killer.name
