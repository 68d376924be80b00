"""Cases of a_part_has_the_outcome_of_its_total."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(victim_counts={"vc-bbbb2222": {"outcome": "injured"}}),
        [
            (
                "victim_counts",
                "vc-bbbb2222",
                "part_of",
                "vc-aaaa2222",
                {"outcome": "injured", "part_of": "vc-aaaa2222", "other": "killed"},
            )
        ],
    ),
    (
        edit(
            victim_counts={
                "vc-yyyy2222": {
                    "like": "vc-aaaa2222",
                    "outcome": "hospitalised",
                    "scope": "subgroup",
                    "part_of": "vc-aaaa2222",
                },
            },
        ),
        [
            (
                "victim_counts",
                "vc-yyyy2222",
                "part_of",
                "vc-aaaa2222",
                {"outcome": "hospitalised", "part_of": "vc-aaaa2222", "other": "killed"},
            )
        ],
    ),
    (
        edit(
            victim_counts={
                "vc-yyyy2222": {
                    "like": "vc-cccc2222",
                    "outcome": "killed",
                    "scope": "subgroup",
                    "part_of": "vc-cccc2222",
                },
            },
        ),
        [
            (
                "victim_counts",
                "vc-yyyy2222",
                "part_of",
                "vc-cccc2222",
                {"outcome": "killed", "part_of": "vc-cccc2222", "other": "injured"},
            )
        ],
    ),
]
PASSES = [
    edit(
        victim_counts={
            "vc-yyyy2222": {
                "like": "vc-cccc2222",
                "outcome": "hospitalised",
                "scope": "subgroup",
                "part_of": "vc-cccc2222",
            },
        },
    ),
]
