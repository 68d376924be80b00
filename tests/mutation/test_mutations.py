"""A short run of the mutation tests, and whether docs/MUTATIONS.md was written from the present rules."""

import random
from functools import cache

import pytest

from scripts.checking.judge import CHECKS
from tests.mutation.killers import PACKAGE, Killers, killed_by
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.mutate_rows import mutate
from tests.mutation.mutate_rules import SAY, fingerprint, reasons
from tests.mutation.mutation_report import section

pytestmark = pytest.mark.thorough  # it takes some seconds to make all mutants
SURVIVORS = reasons()
SEED = 44
DRAWN = 3  # mutants of each kind


@cache
def every() -> list[Mutant]:
    return mutants(PACKAGE)


def sample(kind: str, survive: bool) -> list[Mutant]:
    """Some mutants of a kind, drawn from those that survive, or from the others."""
    drawn = [one for one in every() if kind in (one.kind, "any") and (one.name in SURVIVORS) == survive]
    return random.Random(SEED).sample(drawn, DRAWN)  # noqa: S311 - a sample, not a secret


@pytest.fixture(scope="module")
def killers(tmp_path_factory: pytest.TempPathFactory) -> Killers:
    return Killers(tmp_path_factory.mktemp("killers"))


def test_every_mutant_has_a_name_of_its_own_and_every_kind_its_words() -> None:
    assert len({mutant.name for mutant in every()}) == len(every())
    assert {mutant.kind for mutant in every()} == set(SAY)


def test_every_rule_can_be_dropped() -> None:
    dropped = {mutant.name for mutant in every() if mutant.name.endswith(" dropped")}
    rules = {
        f"{table.name}.{rule['name']} dropped"
        for table in PACKAGE.tables.values()
        for rule in table.schema.get("rules", [])
    }
    assert dropped >= rules | {f"{path.stem} dropped" for path in CHECKS.glob("*.sql")}


@pytest.mark.parametrize("number", range(DRAWN))
@pytest.mark.parametrize("kind", SAY)
def test_a_mutant_is_found_out(killers: Killers, kind: str, number: int) -> None:
    mutant = sample(kind, survive=False)[number]
    assert killed_by(killers, mutant), (
        f"survives: {mutant.name}; add a case that detects it to tests/shared/cells.py, tests/shared/edges.py or"
        " tests/checking/checks, or the reason why no case can to tests/mutation/survivors.csv"
    )


@pytest.mark.parametrize("number", range(DRAWN))
def test_what_is_said_to_survive_does(killers: Killers, number: int) -> None:
    assert killed_by(killers, sample("any", survive=True)[number]) is None


def test_every_reason_is_that_of_a_mutant() -> None:
    assert set(SURVIVORS) <= {mutant.name for mutant in every()}
    assert all(reason.endswith(".") for reason in SURVIVORS.values())


def test_the_report_is_of_the_present_rules() -> None:
    told = "docs/MUTATIONS.md was written from other rules. Run: python -m tests.mutation.mutate_rules --write"
    assert f"Mutants: {fingerprint(every())}." in section("Rules"), told
    assert f"| all | {len(every())} | {len(every()) - len(SURVIVORS)} | {len(SURVIVORS)} |" in section("Rules"), told
    assert "Places of faults missed: 0." in section("Rows"), "Run: python -m tests.mutation.mutate_rows --write"


def test_what_the_judges_find_in_mutated_rows_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    account = mutate(PACKAGE, 140, SEED)
    assert account.missed + account.invented == []
    assert account.broken.total() > 40
    assert account.sound.total() > 20


def test_a_judge_that_looks_away_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.checking.judge._rules", lambda engine, tables: [])
    assert mutate(PACKAGE, 60, SEED).missed
