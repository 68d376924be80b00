"""Cases of links_are_distinct."""

from tests.checking.edit import edit

BACKWARDS = {"strike_id": "st-secon234", "other_id": "st-first234", "relation": "may_be_same"}

FAILS = [
    (
        edit(strike_links={"sl-zzzz2222": BACKWARDS}),
        [("strike_links", "sl-zzzz2222", "other_id", "st-first234", {"first": "sl-cccc2222"})],
    ),
    (
        edit(strike_links={"sl-0000aaaa": BACKWARDS}),
        [("strike_links", "sl-cccc2222", "other_id", "st-secon234", {"first": "sl-0000aaaa"})],
    ),
]
PASSES = [
    edit(
        strike_links={
            "sl-zzzz2222": {"strike_id": "st-group234", "other_id": "st-secon234", "relation": "may_be_same"},
        },
    ),
    edit(
        strike_links={
            "sl-zzzz2222": {"strike_id": "st-secon234", "other_id": "st-group234", "relation": "may_be_same"},
        },
    ),
    edit(strike_links={"sl-zzzz2222": {"like": "sl-aaaa2222", "relation": "may_be_same"}}),
    edit(strike_links={"sl-zzzz2222": {**BACKWARDS, "relation": "part_of"}}),
    edit(
        strike_links={
            "sl-zzzz2222": {"strike_id": "st-group234", "other_id": "st-first234", "relation": "part_of"},
        },
    ),  # a cycle, which another check finds
]
