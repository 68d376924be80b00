"""Cases of every_actor_has_a_root."""

from tests.checking.edit import Change, edit


def descended(steps: int) -> Change:
    """An actor below a chain of parents that ends with Eastland."""
    ids = [*(f"ac-{i:08}" for i in range(steps)), "ac-eastl234"]
    actors = {
        id_: {
            "name": f"Unit {i}",
            "kind": "office",
            "side": "armenia",
            "side_source": "Its office.",
            "parent_id": ids[i + 1],
        }
        for i, id_ in enumerate(ids[:-1])
    }
    return edit(actors=actors, statements={"sm-aaaa2222": {"party_id": ids[0]}})


FAILS = [
    (
        edit(actors={"ac-eastl234": {"parent_id": "ac-army2345"}}),
        [
            ("actors", "ac-army2345", "parent_id", "ac-eastl234"),
            ("actors", "ac-eastl234", "parent_id", "ac-army2345"),
        ],
    ),
    (descended(10), [("actors", "ac-00000000", "parent_id", "ac-00000001")]),
]
PASSES = [
    descended(9),
]
