"""How the sources lean: by territory, by the speaker's side, by the publication's side, in the war or outside."""

import pytest

from tests.shared.actors import EAST_ARMY, ENCLAVE_OFFICE, NOBODY, PAPER, WEST_MINISTRY
from tests.shared.computed_rows import cells
from tests.shared.deriving import CAMPAIGN, STRIKE, Compute, case, dates, holds, nested, says
from tests.shared.mixed_claims import mixed
from tests.shared.tiny import Rows


def balance(tables: Rows, grouping: str, names: str = "value strikes groups claims denials admissions") -> list[str]:
    """Some cells of the rows of one grouping."""
    return [cells(row, names) for row in tables["balance"] if row["grouping"] == grouping]


def test_balance_counts_in_five_ways_and_has_every_side_and_territory_also_without_a_claim(compute: Compute) -> None:
    names = "grouping value strikes groups claims sources voices languages denials admissions"
    assert [cells(row, names) for row in compute(mixed())["balance"]] == [
        "in_war in_war 2 0 7 2 4 2 1 0",
        "in_war outside 0 0 0 0 0 0 0 0",
        "in_war unknown 0 0 0 0 0 0 0 0",
        "language en 2 0 4 1 1 1 0 0",
        "language hy 2 0 3 1 3 1 1 0",
        "publication_side armenian 2 0 3 1 3 1 1 0",
        "publication_side azerbaijan 0 0 0 0 0 0 0 0",
        "publication_side third_party 2 0 4 1 1 1 0 0",
        "publication_side unknown 0 0 0 0 0 0 0 0",
        "speaker_side armenian 1 0 2 1 2 1 1 0",
        "speaker_side azerbaijan 2 0 4 1 1 1 0 0",
        "speaker_side third_party 0 0 0 0 0 0 0 0",
        "speaker_side unknown 1 0 1 1 1 1 0 0",
        "territory armenia 0 0 0 0 0 0 0 0",
        "territory azerbaijan 1 0 5 2 3 2 1 0",
        "territory nagorno_karabakh 1 0 2 2 2 2 0 0",
        "territory several 0 0 0 0 0 0 0 0",
        "territory unknown 0 0 0 0 0 0 0 0",
    ]


@pytest.mark.parametrize("grouping", ["territory", "speaker_side", "publication_side", "in_war", "language"])
@pytest.mark.thorough
def test_each_grouping_adds_up_to_the_claims(compute: Compute, grouping: str) -> None:
    tables = compute(mixed())
    assert sum(int(row["claims"]) for row in tables["balance"] if row["grouping"] == grouping) == 7
    assert len(tables["claims"]) == 7


def test_excerpts_are_counted_among_the_documents(compute: Compute) -> None:
    rows = mixed()
    rows["sources"][1]["text_access"] = "excerpt"
    tables = compute(rows)
    assert balance(tables, "territory", "value sources excerpts")[1:3] == ["azerbaijan 2 1", "nagorno_karabakh 2 1"]
    assert balance(tables, "language", "value sources excerpts") == ["en 1 0", "hy 1 1"]


def test_groups_are_counted_apart_from_strikes(compute: Compute) -> None:
    rows = nested()
    says(rows, PAPER, WEST_MINISTRY, 9, of=CAMPAIGN)
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", of=STRIKE)
    tables = compute(rows)
    assert balance(tables, "territory")[1] == "azerbaijan 1 0 1 0 0"
    assert balance(tables, "territory")[4] == "unknown 0 1 1 0 0"
    assert balance(tables, "in_war") == ["in_war 1 0 1 0 0", "outside 0 0 0 0 0", "unknown 0 1 1 0 0"]


def test_a_strike_outside_the_war_is_in_no_territory(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-07-12")
    tables = compute(rows)
    assert balance(tables, "in_war") == ["in_war 0 0 0 0 0", "outside 1 0 1 0 0", "unknown 0 0 0 0 0"]
    assert balance(tables, "territory", "value claims")[4] == "unknown 1"


@pytest.mark.thorough
def test_denials_and_admissions_are_counted_by_side(compute: Compute) -> None:
    rows = case()
    holds(rows, NOBODY, WEST_MINISTRY, "accuses")
    holds(rows, PAPER, EAST_ARMY, "denies")
    holds(rows, PAPER, ENCLAVE_OFFICE, "admits")
    tables = compute(rows)
    assert balance(tables, "speaker_side")[0] == "armenian 1 0 2 1 1"
    assert balance(tables, "publication_side")[2:] == ["third_party 1 0 2 1 1", "unknown 1 0 1 0 0"]


@pytest.mark.thorough
def test_no_computed_table_depends_on_the_order_of_rows(compute: Compute) -> None:
    rows = mixed()
    tables = compute(rows)
    assert compute({table: its_rows[::-1] for table, its_rows in rows.items()}) == tables
