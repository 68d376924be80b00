"""Over random strikes, groups and links: nobody is summed twice, and neither order nor the names of ids matter."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shared.summing import DAY, Days, Figure, Made, Pair, Place, summed

STRIKES, SERIES, CAMPAIGNS = ("a", "b", "c", "d", "e"), ("p", "q", "r", "s"), ("y", "z")
LEVELS = {
    **dict.fromkeys(STRIKES, "strike"),
    **dict.fromkeys(SERIES, "series"),
    **dict.fromkeys(CAMPAIGNS, "campaign"),
}
PLACES: list[Place] = [
    (None, None, None),
    *[("west", None, None), ("west", "north", None), ("west", "north", "town"), ("west", None, "village")],
    *[("enclave", None, None), ("enclave", "south", "hamlet")],
]
DAYS: list[Days] = [(None, None), ("2020-10-01", None), *combinations(["2020-10-01", "2020-10-02", "2020-10-03"], 2)]
DAYS += [(day, day) for day in ("2020-10-01", "2020-10-02", "2020-10-03")]
TRIALS = settings(max_examples=300)


@st.composite
def figures(draw: st.DrawFn, id_: str) -> Figure:
    """A figure with low <= best <= high, some of them missing; few numbers, so that many are equal."""
    low, best, high = sorted(draw(st.lists(st.integers(0, 4), min_size=3, max_size=3)))
    kept = draw(st.sampled_from(["all", "all", "low", "high", "none"]))
    return Figure(
        low if kept in ("all", "low") else None,
        best if kept == "all" else None,
        high if kept in ("all", "high") else None,
        draw(st.booleans()),
        LEVELS[id_],
        f"Name {id_}",
    )


@st.composite
def packages(draw: st.DrawFn) -> Made:
    """Strikes, series and campaigns; parts without cycles, and pairs of one level that may be the same."""
    ids = list(LEVELS)
    below = [(part, whole) for part, whole in combinations(ids, 2) if LEVELS[whole] != "strike"]
    alike = [pair for pair in combinations(ids, 2) if LEVELS[pair[0]] == LEVELS[pair[1]]]
    return Made(
        {id_: draw(figures(id_)) for id_ in ids},
        draw(st.lists(st.sampled_from(below), unique=True, max_size=9)),
        [
            pair[::-1] if draw(st.booleans()) else pair
            for pair in draw(st.lists(st.sampled_from(alike), unique=True, max_size=4))
        ],
        draw(st.dictionaries(st.sampled_from(ids), st.lists(st.sampled_from(PLACES), min_size=1, max_size=2))),
        draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(DAYS))),
    )


# conflicts, in the words of the rule and without the code of the rule


def parts(made: Made, whole: str) -> set[str]:
    """All parts of a group, and their parts."""
    direct = {part for part, of in made.parts if of == whole}
    return direct.union(*(parts(made, part) for part in direct))


def are_nested_or_overlap(made: Made, one: str, other: str) -> bool:
    """One is a part of the other, or they are groups that share a part."""
    ours, theirs = parts(made, one), parts(made, other)
    return other in ours or one in theirs or bool(ours & theirs)


def may_be(made: Made, one: str, other: str) -> bool:
    """One, or a part of it, may be the same as the other, as a part of it, or as a group that contains it."""
    for held in {one} | parts(made, one):
        for pair in made.same:
            if held in pair:
                twin = pair[1] if pair[0] == held else pair[0]
                if twin == other or twin in parts(made, other) or other in parts(made, twin):
                    return True
    return False


def are_possibly_the_same(made: Made, one: str, other: str) -> bool:
    return may_be(made, one, other) or may_be(made, other, one)


def contains(one: Place, other: Place) -> bool:
    return all(part in (None, its) for part, its in zip(one, other, strict=True))


def is_loose(made: Made, id_: str) -> bool:
    """A group, or a strike without a day or settlement."""
    has_place = all(place[2] for place in made.places.get(id_, [(id_, None, id_)]))
    return LEVELS[id_] != "strike" or not has_place or made.days.get(id_) == (None, None)


def extents_meet(made: Made, one: str, other: str) -> bool:
    """One of the two is a group or without a day or settlement, and they have a day and a place in common."""
    (first, last), (start, end) = (made.days.get(id_, DAY) for id_ in (one, other))
    ours, theirs = (made.places.get(id_, [(id_, None, id_)]) for id_ in (one, other))
    if not is_loose(made, one) and not is_loose(made, other):
        return False
    is_there = any(contains(place, of) or contains(of, place) for place in ours for of in theirs)
    return is_there and (first or "") <= (end or "9") and (start or "") <= (last or "9")


def are_in_conflict(made: Made, one: str, other: str) -> bool:
    return (
        are_nested_or_overlap(made, one, other)
        or are_possibly_the_same(made, one, other)
        or extents_meet(made, one, other)
    )


def check(made: Made) -> None:
    countable, _ = summed(made)
    taken = {id_ for id_, how in countable.items() if how == "yes"}
    high_only = {id_ for id_, how in countable.items() if how == "high_only"}
    assert not [pair for pair in combinations(taken, 2) if are_in_conflict(made, *pair)]
    assert not [pair for pair in combinations(taken | high_only, 2) if are_nested_or_overlap(made, *pair)]
    assert all(LEVELS[id_] == "strike" for id_ in high_only)
    assert all(LEVELS[id_] != "campaign" for id_ in countable)
    exact = {id_ for id_ in countable if not is_loose(made, id_) and made.figures[id_].low is not None}
    for id_ in countable.keys() - taken:
        others = taken | (exact if is_loose(made, id_) else set())
        assert any(are_in_conflict(made, id_, other) for other in others), f"{id_} is left out without a conflict"
    for id_ in taken:
        assert not (is_loose(made, id_) and any(extents_meet(made, id_, other) for other in exact))


@given(packages())
@settings(TRIALS, max_examples=25)
def test_no_two_summed_rows_are_in_conflict_and_none_is_left_out_without_one(made: Made) -> None:
    check(made)


def test_a_group_is_left_out_beside_a_strike_in_its_extent_that_has_no_low_figure() -> None:
    figures = {
        "e": Figure(None, None, 0, False, "strike", "Name e"),
        "p": Figure(None, None, 0, False, "series", "Name p"),
    }
    made = Made(figures, [], [], {"e": [("west", "north", "town")], "p": [("west", None, None)]}, {})
    check(made)
    assert summed(made)[0] == {"e": "yes", "p": "no"}


@pytest.mark.exhaustive
@given(packages())
@settings(TRIALS, max_examples=1000)
def test_no_two_summed_rows_are_in_conflict_in_many_trials(made: Made) -> None:
    check(made)


@pytest.mark.exhaustive
@given(packages())
@TRIALS
def test_sums_over_parts_are_in_order_and_hold_no_two_in_conflict(made: Made) -> None:
    for group, (number, low, best, high) in summed(made)[1].items():
        inside = {id_: made.figures[id_] for id_ in parts(made, group)}
        known = {id_ for id_, of in inside.items() if of.level != "campaign" and (of.low, of.high) != (None, None)}
        assert number is not None and 0 < number <= len(known)
        assert (low is None) == (best is None)
        assert low is None or best is None or high is None or low <= best <= high
        free = {id_ for id_ in known if not any(are_in_conflict(made, id_, other) for other in known - {id_})}
        assert number >= len(free)
        if free == known:
            assert low == total([inside[id_].low for id_ in known])


def total(numbers: list[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def renamed(made: Made, rename: Callable[[str], str]) -> Made:
    def pairs(of: list[Pair]) -> list[Pair]:
        return [(rename(one), rename(other)) for one, other in of]

    return Made(
        {rename(id_): of for id_, of in made.figures.items()},
        pairs(made.parts),
        pairs(made.same),
        {rename(id_): made.places.get(id_, [(id_, None, id_)]) for id_ in made.figures},
        {rename(id_): of for id_, of in made.days.items()},
    )


@pytest.mark.exhaustive
@given(packages(), st.permutations(list(LEVELS)), st.randoms(use_true_random=False))
@TRIALS
def test_neither_the_order_of_rows_nor_the_names_of_ids_change_anything(
    made: Made, others: list[str], random: Random
) -> None:
    names = dict(zip(LEVELS, others, strict=True))
    countable, sums = summed(made)
    again = renamed(made, names.__getitem__)
    again = replace(
        again,
        figures=dict(random.sample(list(again.figures.items()), len(again.figures))),
        parts=random.sample(again.parts, len(again.parts)),
        same=[pair[::-1] for pair in random.sample(again.same, len(again.same))],
    )
    assert summed(again) == (
        {names[id_]: how for id_, how in countable.items()},
        {names[id_]: numbers for id_, numbers in sums.items()},
    )
