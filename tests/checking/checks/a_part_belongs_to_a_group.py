"""Cases of a_part_belongs_to_a_group."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(strikes={"st-group234": {"level": "strike"}}),
        [
            ("strike_links", "sl-aaaa2222", "other_id", "st-group234"),
            ("strike_links", "sl-bbbb2222", "other_id", "st-group234"),
        ],
    ),
]
PASSES = [
    edit(strikes={"st-group234": {"level": "campaign"}}),
]
