"""Cases of a_part_is_not_above_its_total."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(victim_counts={"vc-bbbb2222": {"count_min": "9", "count_max": "9"}}),
        [("victim_counts", "vc-bbbb2222", "count_min", "9", {"part_of": "vc-aaaa2222", "total": "4"})],
    ),
    (
        edit(victim_counts={"vc-bbbb2222": {"count_min": "5", "count_max": "5"}}),
        [("victim_counts", "vc-bbbb2222", "count_min", "5", {"part_of": "vc-aaaa2222", "total": "4"})],
    ),
    (
        edit(damage_counts={"dc-bbbb2222": {"count_min": "13", "count_max": "13"}}),
        [("damage_counts", "dc-bbbb2222", "count_min", "13", {"part_of": "dc-aaaa2222", "total": "12"})],
    ),
]
PASSES = [
    edit(victim_counts={"vc-bbbb2222": {"count_min": "4", "count_max": "4"}}),
    edit(damage_counts={"dc-bbbb2222": {"count_min": "12", "count_max": "12"}}),
    edit(
        victim_counts={
            "vc-yyyy2222": {
                "like": "vc-cccc2222",
                "scope": "subgroup",
                "count_min": "99",
                "part_of": "vc-cccc2222",
            },
        },
    ),
]
