"""Cases of a_claim_is_of_one_strike."""

from typing import Any

from tests.checking.edit import Change, both, edit

LINKED = {
    "first": "vc-aaaa2222",
    "other": "st-first234",
    "name": "Lowtown, 1 October 2020",
    "why": "may be the same, as strike_links says",
    "before": "remove the link and ",
    "value": "st-secon234",
}
NEAR = LINKED | {"why": "are within a kilometre of each other, on days that may be the same", "before": ""}
COPIED = ("victim_counts", "vc-yyyy2222", "strike_id", "st-secon234", LINKED)
UNLINKED = edit(strike_links={"sl-cccc2222": None})
COPY = "st-zzzz2222"


def again(table: str = "victim_counts", like: str = "vc-aaaa2222", of: str = "st-secon234", **cells: str) -> Change:
    """A claim that is put on a second strike as well."""
    return edit(**{table: {f"{like[:3]}yyyy2222": {"like": like, "strike_id": of, **cells}}})


def passage(**cells: str) -> Change:
    """A claim that is put on the second strike from another citation."""
    cited = edit(citations={"ci-zzzz2222": {"like": "ci-aaaa2222", **cells}})
    return both(cited, again(citation_id="ci-zzzz2222"))


def copied(start: str = "2020-10-01", end: str = "2020-10-01", **cells: str) -> Change:
    """The first strike and one of its claims copied, with changes in the strike and its days."""
    precision = "days" if end else "period" if start else "unknown"
    days = {"date_start": start, "date_end": end, "date_precision": precision}
    strike = edit(
        places={"pl-highto34": {"like": "pl-lowto234", "name": "Hightown", "name_az": "Yuxarı"}},
        strikes={COPY: {"like": "st-first234", "name": "A copy", **cells}},
        strike_reports={"sr-zzzz2222": {"like": "sr-aaaa2222", "strike_id": COPY, **days}},
    )
    return both(strike, again(of=COPY))


def at(latitude: str, longitude: str) -> Change:
    """The copy at another place."""
    point = {"latitude": latitude, "longitude": longitude}
    return both(copied(place_id="pl-highto34"), edit(places={"pl-highto34": point}))


def group(start: str, end: str) -> Change:
    """The series and its claim copied, on other days."""
    days = {"date_start": start, "date_end": end, "date_precision": "days"}
    strike = edit(
        strikes={COPY: {"like": "st-group234", "name": "A copy"}},
        strike_reports={"sr-zzzz2222": {"like": "sr-cccc2222", "strike_id": COPY, **days}},
    )
    return both(strike, again(like="vc-dddd2222", of=COPY))


def found(id_: str = "vc-yyyy2222") -> list[tuple[Any, ...]]:
    return [("victim_counts", id_, "strike_id", COPY, NEAR | {"value": COPY})]


def decided(decision: str, id_: str, other_id: str) -> Change:
    return edit(
        decisions={"de-zzzz2222": {"like": "de-aaaa2222", "id": id_, "other_id": other_id, "decision": decision}}
    )


def linked(*ends: tuple[str, str], relation: str = "part_of") -> Change:
    links = {
        f"sl-{i:08}": {"strike_id": one, "other_id": other, "relation": relation} for i, (one, other) in enumerate(ends)
    }
    return edit(strike_links=links)


def first_strike(**cells: str) -> Change:
    """Other days of the first strike."""
    return edit(strike_reports={"sr-aaaa2222": cells})


OF_GROUP = NEAR | {
    "first": "vc-dddd2222",
    "other": "st-group234",
    "name": "Lowtown, 1 and 2 October 2020",
    "value": COPY,
}
OPEN = {"date_end": "", "date_precision": "period"}
NO_DAY = {"date_start": "", "date_end": "", "date_precision": "unknown"}
NO_POINT = {"latitude": "", "longitude": "", "coordinate_precision": ""}
FAILS = [
    (again(), [COPIED]),
    *((again(**cells), [COPIED]) for cells in ({"scope": "unclear"}, {"occupation": "medical"}, {"hedged": "true"})),
    (
        again("damage_counts", "dc-aaaa2222"),
        [("damage_counts", "dc-yyyy2222", "strike_id", "st-secon234", LINKED | {"first": "dc-aaaa2222"})],
    ),
    (
        again("statements", "sm-bbbb2222"),
        [("statements", "sm-yyyy2222", "strike_id", "st-secon234", LINKED | {"first": "sm-bbbb2222"})],
    ),
    # the passage is cited again, as it is, elsewhere in the text, or with other limits
    *(
        (passage(**cells), [COPIED])
        for cells in (
            {"speech": "quoted"},
            {"passage_start": "500"},
            {"passage_sha256": "0" * 64, "passage_words": "1"},
        )
    ),
    (
        both(
            edit(citations={"ci-aaaa2222": {"passage_start": "10", "passage_words": "5"}}),
            passage(passage_sha256="0" * 64, passage_start="1", passage_words="10"),
        ),
        [COPIED],
    ),
    # the link is the other way round, or there is a decision as well
    (
        both(edit(strike_links={"sl-cccc2222": {"strike_id": "st-secon234", "other_id": "st-first234"}}), again()),
        [COPIED],
    ),
    (both(decided("may_be_same", "st-first234", "st-secon234"), again()), [COPIED]),
    # the strike is copied: at another level, on days that overlap, that are open or unknown, at a place nearby
    *((copied(level=level), found()) for level in ("series", "campaign")),
    (copied("2020-09-29", "2020-10-01", level="series"), found()),
    (copied("2020-10-01", "2020-10-09", level="series"), found()),
    (copied("2020-09-29", ""), found()),
    (copied("", ""), found()),
    (both(first_strike(**OPEN), copied()), found()),
    *(
        (at(*point), found())
        for point in (
            *(("40.508", "47.011"), ("40.492", "46.989")),
            *(("40.5", "47.001"), ("40.5", "46.999"), ("40.501", "47"), ("40.499", "47")),
        )
    ),
    (both(copied(level="series"), edit(places={"pl-lowto234": NO_POINT})), found()),
    (
        both(
            copied(level="series"),
            decided("distinct", "st-first234", "st-secon234"),
            linked((COPY, "st-group234")),
        ),
        found(),
    ),
    *(
        (group(*days), [("victim_counts", "vc-yyyy2222", "strike_id", COPY, OF_GROUP)])
        for days in (
            *(("2020-10-01", "2020-10-01"), ("2020-10-01", "2020-10-03")),
            *(("2020-09-30", "2020-10-02"), ("2020-10-02", "2020-10-02")),
        )
    ),
    # a strike nearby that may be the same is told once, as linked
    (
        both(copied("", ""), linked(("st-first234", COPY), relation="may_be_same")),
        [("victim_counts", "vc-yyyy2222", "strike_id", COPY, LINKED | {"value": COPY})],
    ),
    # what may be the same as a part of a group, or as the group itself, is no part of it
    (
        both(edit(strike_links={"sl-aaaa2222": None}), again(of="st-group234")),
        [("victim_counts", "vc-yyyy2222", "strike_id", "st-group234", NEAR | {"value": "st-group234"})],
    ),
    (both(copied(level="series"), linked(("st-group234", COPY), relation="may_be_same")), found()),
]
PASSES = [
    both(UNLINKED, again()),  # on other days
    *(
        again(**cells)
        for cells in (
            {"outcome": "injured"},
            {"population": "persons"},
            {"demographic": "women"},
            {"count_min": "3", "qualifier": "range"},
            {"count_max": "5", "qualifier": "range"},
            {"count_max": "", "qualifier": "at_least"},
            {"of": "st-group234"},
        )
    ),
    *(again("damage_counts", "dc-aaaa2222", **cells) for cells in ({"object": "school"}, {"extent": "destroyed"})),
    again("statements", "sm-bbbb2222", code="munition_missile"),
    again("statements", "sm-aaaa2222", party_id="ac-westl234"),
    again("statements", "sm-aaaa2222", stance="confirms"),
    *(
        passage(**cells)
        for cells in (
            {"source_id": "so-watch234"},
            {"speaker_id": "ac-westl234"},
            {"passage_sha256": "0" * 64, "passage_start": "500"},
        )
    ),
    *(
        both(
            edit(citations={"ci-aaaa2222": {"passage_start": "10", "passage_words": "5"}}),
            passage(passage_sha256="0" * 64, passage_start=start, passage_words=words),
        )
        for start, words in (("1", "9"), ("1", "5"), ("15", "9"))
    ),
    # one strike, whose days are open
    both(first_strike(**OPEN), again(of="st-first234", hedged="true")),
    # a report without a day says nothing against the days of another
    both(
        copied("2020-10-02", "2020-10-02"),
        edit(strike_reports={"sr-yyyy2222": {"like": "sr-bbbb2222", "strike_id": COPY, **NO_DAY}}),
    ),
    copied("2020-09-29", "2020-09-30"),
    copied("2020-10-02", "2020-10-02"),
    copied("2020-10-02", ""),
    copied(level="campaign", place_id=""),
    *(at(*point) for point in (("40.51", "47"), ("40.49", "47"), ("40.5", "47.013"), ("40.5", "46.987"))),
    # strikes_are_distinct tells of these
    *(copied(*days) for days in ((), ("2020-09-29", "2020-10-01"), ("2020-10-01", "2020-10-09"))),
    at("40.5", "47"),
    both(copied(), edit(places={"pl-lowto234": NO_POINT})),
    group("2020-10-01", "2020-10-02"),
    # a group and its parts, also those of its parts; and what was decided
    both(copied(level="series"), linked(("st-first234", COPY))),
    both(copied(level="series"), linked(("st-group234", COPY))),
    *(
        both(copied(level="series"), decided("distinct", *ends))
        for ends in (("st-first234", COPY), (COPY, "st-first234"))
    ),
]
