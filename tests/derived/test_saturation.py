"""Strikes found against documents read, in the order of reading."""

from tests.shared.actors import PAPER, WEST_MINISTRY
from tests.shared.computed_rows import cells
from tests.shared.deriving import HIGHTOWN, SECOND, SERIES, STRIKE, Compute, case, dates, says, strike
from tests.shared.tiny import Rows

FOUND = "strikes new_strikes new_azerbaijan new_nagorno_karabakh new_armenia strikes_found"


def read(rows: Rows, *positions: tuple[str, str]) -> None:
    """Let candidates with these seams and positions lead to the sources, in the order of their rows."""
    for number, (source, (seam, position)) in enumerate(zip(rows["sources"], positions, strict=True)):
        rows["candidates"].append(
            {
                "candidate_id": f"ca-test000{number}",
                "url": f"https://example.org/{number}",
                "seam": seam,
                "position": position,
                "read_on": "2026-01-02",
                "disposition": "coded",
                "source_id": source["source_id"],
            }
        )


def in_order(tables: Rows, names: str) -> list[str]:
    """Some cells of the rows, in the order of reading."""
    return [cells(row, names) for row in sorted(tables["saturation"], key=lambda row: int(row["documents"]))]


def three() -> Rows:
    """Three documents: two report the first strike, and the third another and its group."""
    rows = case()
    strike(rows, SERIES, "series")
    strike(rows, SECOND, place=HIGHTOWN, part_of=SERIES)
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", of=STRIKE)
    says(rows, PAPER, WEST_MINISTRY, 3)
    says(rows, PAPER, WEST_MINISTRY, 4, of=SERIES)
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-02", of=SECOND)
    return rows


def test_a_strike_is_new_in_the_first_document_that_was_read(compute: Compute) -> None:
    rows = three()
    first, second, third, fourth = (row["source_id"] for row in rows["sources"])
    read(rows, ("B", "1"), ("A", "2"), ("A", "10"), ("B", "2"))
    assert in_order(compute(rows), f"documents source_id seam position {FOUND}") == [
        f"1 {second} A 2 1 1 1 0 0 1",
        f"2 {third} A 10 0 0 0 0 0 1",
        f"3 {first} B 1 1 0 0 0 0 1",
        f"4 {fourth} B 2 1 1 0 1 0 2",
    ]


def test_documents_without_a_candidate_come_first_on_their_day(compute: Compute) -> None:
    rows = three()
    first, second, third, fourth = (row["source_id"] for row in rows["sources"])
    read(rows, ("A", "1"), ("A", "2"), ("A", "3"), ("A", "4"))
    del rows["candidates"][2]
    rows["sources"][3]["read_on"] = "2026-01-01"
    assert in_order(compute(rows), "source_id") == [fourth, third, first, second]


def test_groups_and_strikes_outside_the_war_are_in_no_territory(compute: Compute) -> None:
    rows = case()
    says(rows, PAPER, WEST_MINISTRY, 2)
    dates(rows, PAPER, WEST_MINISTRY, "2020-07-04", of=STRIKE)
    assert in_order(compute(rows), "strikes new_strikes new_azerbaijan") == ["1 1 0", "1 0 0"]
