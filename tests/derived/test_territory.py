"""Whether a strike or group lies in the war, and whose territory it is on."""

import pytest

from tests.shared.actors import EAST_MINISTRY, INSPECTORS, INSTITUTE, PAPER, VILLAGER, WATCH, WEST_MINISTRY
from tests.shared.computed_rows import summary
from tests.shared.deriving import (
    CAMPAIGN,
    HIGHTOWN,
    SECOND,
    SERIES,
    STRIKE,
    THIRD,
    Compute,
    case,
    dates,
    nested,
    says,
    strike,
)
from tests.shared.speeds import quick
from tests.shared.tiny import Rows

WAR, OUTSIDE, UNKNOWN = "true azerbaijan", "false -", "- -"
NAMES = "in_war territory"


def on(rows: Rows, day: str, of: str = STRIKE, speaker: str = WEST_MINISTRY, end: str = "") -> None:
    """Add a document that gives a day, or a period."""
    dates(rows, PAPER, speaker, day, on="2020-12-20", end=end, of=of)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    quick(
        [
            ("2020-09-27", "", WAR),
            ("2020-09-26", "", OUTSIDE),
            ("2020-09-26", "2020-09-27", UNKNOWN),
            ("2020-11-10", "", WAR),
            ("2020-11-11", "", OUTSIDE),
            ("2020-09-27", "2020-11-10", WAR),
            ("2020-11-10", "2020-11-11", UNKNOWN),
            ("2020-07-12", "2020-09-26", OUTSIDE),
            ("2020-09-01", "2020-12-01", UNKNOWN),
            ("", "", UNKNOWN),
        ],
        3,
    ),
)
def test_a_strike_is_in_the_war_if_its_best_date_lies_wholly_within_it(
    compute: Compute, first: str, last: str, expected: str
) -> None:
    rows = case()
    on(rows, first, end=last)
    assert summary(compute(rows), NAMES) == expected


@pytest.mark.parametrize(
    ("day", "published", "expected"),
    [
        ("2020-09-27", "2020-11-10", WAR),
        ("2020-09-27", "2020-11-11", UNKNOWN),
        ("2020-10-01", "2020-12-20", UNKNOWN),
        ("2020-11-11", "2020-12-20", OUTSIDE),
        ("2020-07-12", "2020-09-26", OUTSIDE),
        ("2020-07-12", "2020-09-27", UNKNOWN),
        ("2020-07-12", "", UNKNOWN),
    ],
)
def test_an_open_period_is_over_when_the_last_document_that_gives_it_is_published(
    compute: Compute, day: str, published: str, expected: str
) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, day, on=published)
    rows["strike_reports"][-1] |= {"date_end": "", "date_precision": "period"}
    assert summary(compute(rows), NAMES) == expected


def test_a_strike_without_a_date_is_in_the_war_if_its_name_says_so(compute: Compute) -> None:
    rows = case()
    rows["strikes"][0]["name"] = "Lowtown, war of 2020"
    says(rows, PAPER, WEST_MINISTRY, 4)
    assert summary(compute(rows), NAMES) == WAR


def test_dates_that_tie_must_agree(compute: Compute) -> None:
    rows = case()
    on(rows, "2020-10-01")
    on(rows, "2020-10-03", speaker=EAST_MINISTRY)
    assert summary(compute(rows), f"{NAMES} date_is_tie") == f"{WAR} true"
    on(rows, "2020-09-20", speaker=WATCH)
    assert summary(compute(rows), f"{NAMES} date_is_tie") == f"{UNKNOWN} true"


def test_a_date_of_fewer_voices_does_not_matter(compute: Compute) -> None:
    rows = case()
    for speaker in (WEST_MINISTRY, EAST_MINISTRY):
        on(rows, "2020-10-01", speaker=speaker)
    on(rows, "2020-09-20", speaker=WATCH)
    on(rows, "2020-09-21", speaker=INSPECTORS)
    assert summary(compute(rows), f"{NAMES} date_is_tie") == f"{WAR} false"


@pytest.mark.thorough
def test_a_period_around_the_best_date_is_no_tie_that_must_agree(compute: Compute) -> None:
    rows = case()
    on(rows, "2020-10-01")
    on(rows, "2020-09-20", end="2020-10-10")
    assert summary(compute(rows), f"{NAMES} date_is_tie") == f"{WAR} false"


@pytest.mark.thorough
def test_dates_that_tie_below_the_best_need_not_agree(compute: Compute) -> None:
    rows = case()
    for speakers, day in (((WEST_MINISTRY, VILLAGER), "2020-10-01"), ((EAST_MINISTRY, WATCH), "2020-10-03")):
        for speaker in speakers:
            on(rows, day, speaker=speaker)
    on(rows, "2020-09-20", speaker=INSPECTORS)
    on(rows, "2020-09-21", speaker=INSTITUTE)
    assert summary(compute(rows), f"{NAMES} date_is_tie") == f"{WAR} true"


@pytest.mark.thorough
def test_the_territory_of_a_strike_is_its_places_whatever_is_reported(compute: Compute) -> None:
    rows = case()
    dates(rows, PAPER, WEST_MINISTRY, "2020-10-01", place=HIGHTOWN)
    assert summary(compute(rows), NAMES) == WAR


def placed(third: str = "") -> Rows:
    """A campaign in the war: a series of two strikes on Lowtown, and a third strike, which may be elsewhere."""
    rows = nested()
    if third:
        next(row for row in rows["strikes"] if row["strike_id"] == THIRD)["place_id"] = third
    for day, of in enumerate((STRIKE, SECOND, THIRD), 1):
        on(rows, f"2020-10-0{day}", of)
    for of in (SERIES, CAMPAIGN):
        on(rows, "", of)
    return rows


def test_a_group_without_a_date_is_in_the_war_if_all_its_strikes_are(compute: Compute) -> None:
    rows = placed()
    tables = compute(rows)
    assert [summary(tables, NAMES, of) for of in (SERIES, CAMPAIGN)] == [WAR, WAR]
    strike(rows, "st-fourthon", part_of=CAMPAIGN)
    on(rows, "", of="st-fourthon")
    tables = compute(rows)
    assert [summary(tables, NAMES, of) for of in (SERIES, CAMPAIGN)] == [WAR, UNKNOWN]


def test_a_group_without_a_place_has_the_territory_that_its_strikes_share(compute: Compute) -> None:
    tables = compute(placed(HIGHTOWN))
    found = [summary(tables, NAMES, of) for of in (STRIKE, THIRD, SERIES, CAMPAIGN)]
    assert found == [WAR, "true nagorno_karabakh", WAR, "true -"]


def test_the_date_of_a_group_goes_before_those_of_its_strikes(compute: Compute) -> None:
    rows = placed()
    on(rows, "2020-09-20", CAMPAIGN, end="2020-10-20")
    on(rows, "2020-09-28", SERIES, end="2020-10-20")
    tables = compute(rows)
    assert [summary(tables, NAMES, of) for of in (SERIES, CAMPAIGN)] == [WAR, UNKNOWN]


@pytest.mark.thorough
def test_a_group_without_strikes_has_the_territory_of_its_place_if_any(compute: Compute) -> None:
    rows = case()
    strike(rows, SERIES, "series")
    strike(rows, CAMPAIGN, "campaign", "")
    for of in (STRIKE, SERIES, CAMPAIGN):
        on(rows, "2020-10-01", of)
    tables = compute(rows)
    assert [summary(tables, NAMES, of) for of in (SERIES, CAMPAIGN)] == [WAR, "true -"]


@pytest.mark.thorough
def test_claims_have_the_time_and_territory_of_the_summary(compute: Compute) -> None:
    rows = placed(HIGHTOWN)
    says(rows, PAPER, VILLAGER, 9, of=CAMPAIGN)
    tables = compute(rows)
    names = "date_start date_end date_is_tie place_id place_name territory in_war latitude longitude country level"
    for row in tables["claims"]:
        of = row["strike_id"]
        assert summary(tables, names, of) == " ".join(row[name] or "-" for name in names.split())
