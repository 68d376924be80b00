"""Cases of a_part_has_the_object_of_its_total."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(damage_counts={"dc-bbbb2222": {"object": "vehicle"}}),
        [
            (
                "damage_counts",
                "dc-bbbb2222",
                "part_of",
                "dc-aaaa2222",
                {"object": "vehicle", "part_of": "dc-aaaa2222", "other": "house"},
            )
        ],
    ),
    (
        edit(damage_counts={"dc-bbbb2222": {"object": "building"}}),
        [
            (
                "damage_counts",
                "dc-bbbb2222",
                "part_of",
                "dc-aaaa2222",
                {"object": "building", "part_of": "dc-aaaa2222", "other": "house"},
            )
        ],
    ),
]
PASSES = [
    edit(damage_counts={"dc-bbbb2222": {"extent": "destroyed"}}),
    edit(damage_counts={"dc-cccc2222": {"like": "dc-aaaa2222", "object": "vehicle"}}),
]
