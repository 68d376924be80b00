"""Cases of strikes_are_distinct."""

from tests.checking.edit import both, edit

FIRST = {"first": "st-first234", "name": "Lowtown, 1 October 2020"}
SECOND = ("strikes", "st-secon234", "name", "Lowtown, 2 October 2020", FIRST)
UNLINKED = edit(strike_links={"sl-cccc2222": None})
SAME_DAY = edit(strike_reports={"sr-bbbb2222": {"date_start": "2020-10-01", "date_end": "2020-10-01"}})
NO_POINT = {"latitude": "", "longitude": "", "coordinate_precision": ""}
HIGHTOWN = edit(
    places={"pl-highto34": {"like": "pl-lowto234", "name": "Hightown", "name_az": "Yuxarı"}},
    strikes={"st-secon234": {"place_id": "pl-highto34"}},
)


def days(start: str, end: str) -> dict[str, str]:
    return {"date_start": start, "date_end": end, "date_precision": "days"}


def second(start: str, end: str) -> dict[str, dict[str, str] | None]:
    return {"sr-bbbb2222": days(start, end)}


def other_group(start: str, end: str, **cells: str) -> dict[str, dict[str, dict[str, str] | None]]:
    return {
        "strikes": {"st-zzzz2222": {"like": "st-group234", "name": "Lowtown, 1 to 2 October 2020", **cells}},
        "strike_reports": {"sr-zzzz2222": {"like": "sr-cccc2222", "strike_id": "st-zzzz2222", **days(start, end)}},
    }


def decided(decision: str, id_: str, other_id: str) -> dict[str, dict[str, str] | None]:
    return {"de-bbbb2222": {"like": "de-aaaa2222", "id": id_, "other_id": other_id, "decision": decision}}


GROUP = (
    "strikes",
    "st-zzzz2222",
    "name",
    "Lowtown, 1 to 2 October 2020",
    {"first": "st-group234", "name": "Lowtown, 1 and 2 October 2020"},
)
FAILS = [
    (both(UNLINKED, SAME_DAY), [SECOND]),
    (both(UNLINKED, edit(strike_reports=second("2020-09-30", "2020-10-01"))), [SECOND]),
    (both(UNLINKED, edit(strike_reports=second("2020-10-01", "2020-10-05"))), [SECOND]),
    (both(UNLINKED, edit(strike_reports=second("2020-09-30", "2020-10-05"))), [SECOND]),
    # one of several reports is enough
    (
        both(UNLINKED, edit(strike_reports={"sr-zzzz2222": {"like": "sr-aaaa2222", "strike_id": "st-secon234"}})),
        [SECOND],
    ),
    # another place at the same point, and a place without a point
    (both(UNLINKED, SAME_DAY, HIGHTOWN), [SECOND]),
    (
        both(UNLINKED, SAME_DAY, edit(places={"pl-lowto234": NO_POINT})),
        [SECOND],
    ),
    # the days are in the names, and no report gives them yet
    (
        both(
            UNLINKED,
            edit(strikes={"st-secon234": {"name": "Lower Town, 1 October 2020"}}, strike_reports={"sr-bbbb2222": None}),
        ),
        [("strikes", "st-secon234", "name", "Lower Town, 1 October 2020", FIRST)],
    ),
    (edit(**other_group("2020-10-01", "2020-10-02")), [GROUP]),
]
PASSES = [
    UNLINKED,
    SAME_DAY,
    both(SAME_DAY, edit(strike_links={"sl-cccc2222": {"strike_id": "st-secon234", "other_id": "st-first234"}})),
    both(UNLINKED, SAME_DAY, edit(decisions=decided("distinct", "st-first234", "st-secon234"))),
    both(UNLINKED, SAME_DAY, edit(decisions=decided("distinct", "st-secon234", "st-first234"))),
    both(UNLINKED, edit(strike_reports=second("2020-10-02", "2020-10-05"))),
    both(UNLINKED, edit(strike_reports=second("2020-09-29", "2020-09-30"))),
    both(UNLINKED, SAME_DAY, HIGHTOWN, edit(places={"pl-highto34": {"latitude": "40.6"}})),
    both(UNLINKED, SAME_DAY, HIGHTOWN, edit(places={"pl-highto34": {"longitude": "47.1"}})),
    both(UNLINKED, SAME_DAY, HIGHTOWN, edit(places={"pl-highto34": {"latitude": "40.4"}})),
    both(UNLINKED, SAME_DAY, HIGHTOWN, edit(places={"pl-highto34": {"longitude": "46.9"}})),
    both(
        UNLINKED,
        SAME_DAY,
        HIGHTOWN,
        edit(places=dict.fromkeys(("pl-lowto234", "pl-highto34"), NO_POINT)),
    ),
    both(UNLINKED, SAME_DAY, edit(strikes={"st-secon234": {"level": "series"}})),
    # names without days
    both(UNLINKED, edit(strikes={"st-first234": {"name": "Lowtown"}, "st-secon234": {"name": "Lowtown again"}})),
    # groups may overlap
    edit(**other_group("2020-10-01", "2020-10-03")),
    edit(**other_group("2020-09-30", "2020-10-02")),
    edit(**other_group("2020-10-02", "2020-10-02")),
    edit(**other_group("2020-10-01", "2020-10-01")),
    edit(**other_group("2020-10-01", "2020-10-02", level="campaign")),
    edit(**other_group("2020-10-01", "2020-10-02", place_id="")),
    edit(
        **other_group("2020-10-01", "2020-10-02"),
        strike_links={"sl-zzzz2222": {"strike_id": "st-zzzz2222", "other_id": "st-group234", "relation": "part_of"}},
    ),
]
