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
FAILS += [
    (
        edit(damage_counts={"dc-aaaa2222": {"object": whole}, "dc-bbbb2222": {"object": part}}),
        [
            (
                "damage_counts",
                "dc-bbbb2222",
                "part_of",
                "dc-aaaa2222",
                {"object": part, "part_of": "dc-aaaa2222", "other": whole},
            )
        ],
    )
    for whole, part in (
        ("vehicle", "school"),
        ("vehicle", "house"),
        ("residential_building", "school"),
        ("residential_building", "ambulance"),
        ("school", "civil_infrastructure"),
    )
]
PASSES = [
    edit(damage_counts={"dc-bbbb2222": {"extent": "destroyed"}}),
    edit(damage_counts={"dc-cccc2222": {"like": "dc-aaaa2222", "object": "vehicle"}}),
    *(
        edit(damage_counts={"dc-aaaa2222": {"object": whole}, "dc-bbbb2222": {"object": part}})
        for whole, part in (
            ("civil_infrastructure", "school"),
            ("urban_infrastructure", "road"),
            ("residential_facility", "house"),
            ("building", "school"),
            ("public_building", "school"),
            ("property", "vehicle"),
            ("vehicle", "ambulance"),
            ("vehicle", "emergency_vehicle"),
            ("residential_building", "house"),
            ("residential_building", "apartment"),
        )
    ),
]
