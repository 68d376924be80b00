"""Which estimates are summed, by worked cases: the rules of the order, the kinds of conflict, sums over parts."""

import pytest

from tests.shared.speeds import quick
from tests.shared.summing import Days, Figure, Made, Pair, Place, just, summed

NOTHING = Figure()


def series(number: int) -> Figure:
    return just(number, "series")


def countable(
    figures: dict[str, Figure], parts: list[Pair] | None = None, same: list[Pair] | None = None
) -> dict[str, str]:
    return summed(Made(figures, parts or [], same or []))[0]


# the order in which two rows in conflict are taken


@pytest.mark.parametrize(
    ("taken", "left"),
    quick(
        [
            (Figure(1, 1, 1), Figure(None, None, 9)),
            (Figure(3, 3, 3), Figure(2, 9, 9)),
            (Figure(2, 3, 3), Figure(2, 2, 9)),
            (Figure(2, 2, 2), Figure(2, None, 9)),
            (Figure(2, 2, 4), Figure(2, 2, 3)),
            (Figure(2, 2, 2, high_open=False), Figure(2, 2, 2, high_open=True)),
            (Figure(2, 2, 2, name="Hightown"), Figure(2, 2, 2, name="Lowtown")),
        ],
        7,
    ),
)
def test_of_two_strikes_that_may_be_the_same_one_is_taken_and_the_other_is_in_high_alone(
    taken: Figure, left: Figure
) -> None:
    for ids in ("ab", "ba"):
        figures = dict(zip(ids, (taken, left), strict=True))
        for same in (("a", "b"), ("b", "a")):
            expected = {ids[0]: "yes", ids[1]: "high_only"}
            assert countable(figures, same=[same]) == expected
            assert countable(dict(reversed(figures.items())), same=[same]) == expected


def test_a_strike_is_taken_before_a_group_of_more() -> None:
    assert countable({"g": series(9), "a": just(1)}, [("a", "g")]) == {"g": "no", "a": "yes"}


def test_a_group_with_a_low_is_taken_before_a_strike_without() -> None:
    figures = {"g": series(9), "a": Figure(None, None, 2)}
    assert countable(figures, [("a", "g")]) == {"g": "yes", "a": "no"}


def test_a_strike_without_a_low_that_may_be_part_of_the_taken_group_is_in_high_alone() -> None:
    figures = {"g": series(9), "a": NOTHING, "b": Figure(None, None, 2)}
    assert countable(figures, [("a", "g")], [("a", "b")]) == {"g": "yes", "b": "high_only"}


def test_a_strike_is_not_in_high_beside_a_group_that_holds_it() -> None:
    figures = {"a": Figure(None, None, 2), "g": NOTHING, "r": series(5), "h": Figure(None, None, 7, level="series")}
    parts, same = [("a", "g"), ("a", "h")], [("g", "r")]
    assert countable(figures, parts, same) == {"r": "yes", "h": "yes", "a": "no"}


def test_strikes_with_fewer_possible_conflicts_are_taken_before_one_of_more() -> None:
    figures = {"a": just(1), "b": just(9), "c": just(2)}
    assert countable(figures, same=[("a", "b"), ("b", "c")]) == {"a": "yes", "b": "high_only", "c": "yes"}


def test_a_possible_conflict_with_what_has_no_figure_does_not_count() -> None:
    figures = {"a": just(9), "b": just(1), "x": NOTHING, "y": NOTHING}
    assert countable(figures, same=[("a", "b"), ("a", "x"), ("y", "a")]) == {"a": "yes", "b": "high_only"}


def test_what_has_no_figure_is_no_candidate_and_neither_is_a_campaign() -> None:
    figures = {"c": just(99, "campaign"), "g": series(5), "a": NOTHING}
    assert countable(figures, [("a", "g"), ("g", "c")]) == {"g": "yes"}


def test_nought_is_a_figure() -> None:
    assert countable({"a": just(0), "g": series(3)}, [("a", "g")]) == {"a": "yes", "g": "no"}


# the kinds of conflict


def test_strikes_without_a_link_are_two() -> None:
    assert countable({"a": just(4), "b": just(4)}) == {"a": "yes", "b": "yes"}


def test_a_part_of_a_part_is_in_conflict_with_the_whole() -> None:
    figures = {"a": just(1), "g": NOTHING, "h": series(9), "b": just(2)}
    assert countable(figures, [("a", "g"), ("g", "h")]) == {"a": "yes", "b": "yes", "h": "no"}


def test_groups_that_share_a_part_without_a_figure_are_in_conflict() -> None:
    figures = {"a": NOTHING, "g": series(5), "h": series(6)}
    assert countable(figures, [("a", "g"), ("a", "h")]) == {"g": "no", "h": "yes"}


def test_two_parts_of_one_group_are_not_in_conflict() -> None:
    figures = {"a": just(5), "b": just(6), "g": series(3)}
    assert countable(figures, [("a", "g"), ("b", "g")]) == {"a": "yes", "b": "yes", "g": "no"}


def test_a_group_is_in_conflict_with_what_its_part_may_be() -> None:
    figures = {"a": NOTHING, "g": series(9), "b": just(1)}
    for same in (("a", "b"), ("b", "a")):
        assert countable(figures, [("a", "g")], [same]) == {"g": "no", "b": "yes"}


def test_groups_whose_parts_may_be_the_same_are_in_conflict() -> None:
    figures = {"a": NOTHING, "g": series(5), "b": NOTHING, "h": series(6)}
    assert countable(figures, [("a", "g"), ("b", "h")], [("a", "b")]) == {"g": "no", "h": "yes"}


def test_a_group_is_in_conflict_with_the_parts_of_a_group_that_it_may_be() -> None:
    figures = {"g": series(9), "b": just(1), "h": NOTHING}
    assert countable(figures, [("b", "h")], [("g", "h")]) == {"g": "no", "b": "yes"}


def test_a_group_is_in_conflict_with_the_group_that_contains_what_it_may_be() -> None:
    figures = {"g": series(9), "h": NOTHING, "k": series(10)}
    assert countable(figures, [("h", "k")], [("g", "h")]) == {"g": "no", "k": "yes"}


def test_parts_of_two_groups_that_may_be_the_same_are_two_without_a_link_of_their_own() -> None:
    figures = {"a": just(1), "g": NOTHING, "b": just(2), "h": NOTHING}
    assert countable(figures, [("a", "g"), ("b", "h")], [("g", "h")]) == {"a": "yes", "b": "yes"}


def test_what_may_be_the_same_is_not_passed_on() -> None:
    figures = {"a": just(1), "b": NOTHING, "c": just(2)}
    assert countable(figures, same=[("a", "b"), ("b", "c")]) == {"a": "yes", "c": "yes"}


def test_a_group_that_only_a_possible_conflict_keeps_out_is_not_in_high() -> None:
    figures = {"g": series(5), "h": series(6)}
    assert countable(figures, same=[("g", "h")]) == {"g": "no", "h": "yes"}


# conflicts by place and days, without a link

WEST, NORTH, TOWN = ("west", None, None), ("west", "north", None), ("west", "north", "town")
OTHER_TOWN, OTHER_DISTRICT, ENCLAVE = ("west", "north", "other"), ("west", "south", None), ("enclave", None, None)
NOWHERE_KNOWN = (None, None, None)
OCTOBER, LATER, OPEN, ANY = (
    ("2020-10-01", "2020-10-31"),
    ("2020-10-02", "2020-10-31"),
    ("2020-09-27", None),
    (None, None),
)


@pytest.mark.parametrize("place", [TOWN, NORTH, WEST, NOWHERE_KNOWN])
@pytest.mark.parametrize("days", [OCTOBER, OPEN, ANY])
def test_a_group_whose_place_and_days_hold_a_counted_strike_is_left_out(place: Place, days: Days) -> None:
    made = Made({"a": just(1), "g": series(9)}, places={"a": [TOWN], "g": [place]}, days={"g": days})
    assert summed(made)[0] == {"a": "yes", "g": "no"}


@pytest.mark.parametrize(
    ("place", "days"), [(OTHER_TOWN, OCTOBER), (OTHER_DISTRICT, OCTOBER), (ENCLAVE, ANY), (TOWN, LATER)]
)
def test_a_group_of_another_place_or_other_days_is_summed_too(place: Place, days: Days) -> None:
    made = Made({"a": just(1), "g": series(9)}, places={"a": [TOWN], "g": [place]}, days={"g": days})
    assert summed(made)[0] == {"a": "yes", "g": "yes"}


def test_of_two_tolls_of_a_place_the_greater_is_summed() -> None:
    made = Made({"g": series(8), "h": series(9)}, places={"g": [TOWN], "h": [TOWN]}, days={"g": ANY, "h": OPEN})
    assert summed(made)[0] == {"g": "no", "h": "yes"}


def test_a_group_over_several_places_is_left_out_if_one_of_them_is_counted() -> None:
    made = Made({"a": just(1), "g": series(9)}, places={"a": [TOWN], "g": [ENCLAVE, TOWN]})
    assert summed(made)[0] == {"a": "yes", "g": "no"}


def test_a_strike_without_a_day_may_be_any_strike_of_its_place() -> None:
    places = {"a": [TOWN], "b": [TOWN], "c": [OTHER_TOWN]}
    made = Made({"a": just(1), "b": just(9), "c": just(2)}, places=places, days={"b": ANY, "c": ANY})
    assert summed(made)[0] == {"a": "yes", "b": "high_only", "c": "yes"}


def test_a_strike_without_a_settlement_may_be_any_strike_of_its_district_on_its_day() -> None:
    places = {"a": [TOWN], "b": [NORTH], "c": [OTHER_DISTRICT]}
    made = Made({"a": just(1), "b": just(9), "c": just(2)}, places=places)
    assert summed(made)[0] == {"a": "yes", "b": "high_only", "c": "yes"}


def test_a_strike_without_a_day_may_be_one_that_is_left_out_as_possibly_another() -> None:
    figures = {"a": just(9), "b": just(4), "c": just(4)}
    places = {"a": [OTHER_TOWN], "b": [TOWN], "c": [TOWN]}
    made = Made(figures, same=[("a", "b")], places=places, days={"c": ANY})
    assert summed(made)[0] == {"a": "yes", "b": "high_only", "c": "high_only"}


def test_two_strikes_of_a_place_with_days_are_two_without_a_link() -> None:
    made = Made({"a": just(1), "b": just(9)}, places={"a": [TOWN], "b": [TOWN]})
    assert summed(made)[0] == {"a": "yes", "b": "yes"}


def test_a_strike_without_a_low_beside_a_counted_group_of_its_place_is_in_high_alone() -> None:
    made = Made({"a": Figure(None, None, 2), "g": series(9)}, places={"a": [TOWN], "g": [NORTH]})
    assert summed(made)[0] == {"a": "high_only", "g": "yes"}


def test_a_group_within_a_group_is_summed_once_over_its_parts() -> None:
    made = Made(
        {"g": series(99), "h": series(5), "k": series(7)}, [("h", "g"), ("k", "g")], places={"h": [TOWN], "k": [NORTH]}
    )
    assert summed(made)[1]["g"] == (1, 7, 7, 7)


# the sums over the parts of a group


def parts_of(figures: dict[str, Figure], parts: list[Pair], same: list[Pair] | None = None) -> dict[str, str]:
    """The number of parts summed, and their low, best and high, of each group."""
    sums = summed(Made({**figures, "g": series(99)}, parts, same or []))[1]
    return {
        group: " ".join("-" if number is None else str(number) for number in numbers) for group, numbers in sums.items()
    }


def test_the_parts_are_summed_by_low_best_or_low_and_high_or_low() -> None:
    figures = {"a": Figure(4, 5, 6), "b": Figure(3), "c": NOTHING, "d": just(50)}
    assert parts_of(figures, [("a", "g"), ("b", "g"), ("c", "g")]) == {"g": "2 7 8 9"}


def test_a_part_that_may_be_another_is_in_high_alone() -> None:
    figures = {"a": just(4), "b": just(3)}
    assert parts_of(figures, [("a", "g"), ("b", "g")], [("a", "b")]) == {"g": "1 4 4 7"}


def test_a_part_that_may_be_what_is_not_in_the_group_is_summed_within_it() -> None:
    figures = {"a": just(4), "b": just(9), "c": just(8)}
    made = Made({**figures, "g": series(99)}, [("a", "g")], [("a", "b"), ("a", "c")])
    found, sums = summed(made)
    assert found == {"a": "high_only", "b": "yes", "c": "yes", "g": "no"}
    assert sums == {"g": (1, 4, 4, 4)}


def test_a_strike_in_a_group_within_the_group_is_summed_once() -> None:
    figures = {"a": just(4), "h": series(9), "b": just(1), "k": series(7)}
    parts = [("a", "h"), ("h", "g"), ("a", "g"), ("b", "g"), ("k", "g")]
    assert parts_of(figures, parts) == {"g": "3 12 12 12", "h": "1 4 4 4"}


def test_parts_without_a_low_have_a_high_alone() -> None:
    assert parts_of({"a": Figure(None, None, 5)}, [("a", "g")]) == {"g": "1 - - 5"}


def test_a_group_whose_parts_have_no_figure_has_no_sum() -> None:
    assert parts_of({"a": NOTHING}, [("a", "g")]) == {}
