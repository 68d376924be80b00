"""Cases of links_have_no_cycle."""

from tests.checking.edit import both, edit, groups

CIRCLE = edit(
    strikes={"st-other234": {"like": "st-group234", "name": "Another group"}},
    strike_reports={"sr-zzzz2222": {"like": "sr-cccc2222", "strike_id": "st-other234"}},
    strike_links={
        "sl-yyyy2222": {"strike_id": "st-group234", "other_id": "st-other234", "relation": "part_of"},
        "sl-zzzz2222": {"strike_id": "st-other234", "other_id": "st-group234", "relation": "part_of"},
    },
)
OF_TWO = [
    ("strike_links", "sl-yyyy2222", "other_id", "st-group234", {"steps": "2"}),
    ("strike_links", "sl-zzzz2222", "other_id", "st-other234", {"steps": "2"}),
]
OF_THREE = [
    ("strike_links", "sl-wwww2222", "other_id", "st-other234", {"steps": "3"}),
    ("strike_links", "sl-xxxx2222", "other_id", "st-third234", {"steps": "3"}),
]

FAILS = [
    (CIRCLE, OF_TWO),
    # two circles through one link: the shorter is reported
    (
        both(
            CIRCLE,
            edit(
                strikes={"st-third234": {"like": "st-group234", "name": "A third group"}},
                strike_links={
                    "sl-wwww2222": {"strike_id": "st-other234", "other_id": "st-third234", "relation": "part_of"},
                    "sl-xxxx2222": {"strike_id": "st-third234", "other_id": "st-group234", "relation": "part_of"},
                },
            ),
        ),
        [*OF_THREE, *OF_TWO],
    ),
    *[
        (
            groups(links, closed=True),
            [
                ("strike_links", f"sl-{i:08}", "other_id", f"st-{i:08}", {"steps": str(min(links, 10))})
                for i in range(links)
            ],
        )
        for links in (9, 10, 11)
    ],
    (groups(10), [("strike_links", "sl-00000000", "other_id", "st-00000000", {"steps": "10"})]),
    (both(groups(10), CIRCLE), OF_TWO),  # what runs in a circle is reported first
]
PASSES = [
    both(CIRCLE, edit(strike_links={"sl-zzzz2222": {"relation": "may_be_same"}})),
    groups(9),
]
