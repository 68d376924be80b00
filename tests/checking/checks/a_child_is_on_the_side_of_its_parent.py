"""Cases of a_child_is_on_the_side_of_its_parent."""

from tests.checking.edit import edit

FAILS = [
    (
        edit(actors={"ac-minis234": {"side": "third_party"}}),
        [("actors", "ac-minis234", "side", "third_party", {"parent": "Westland"})],
    ),
    (
        edit(actors={"ac-minis234": {"side": "armenia"}}),
        [("actors", "ac-minis234", "side", "armenia", {"parent": "Westland"})],
    ),
    (
        edit(actors={"ac-minis234": {"side": "", "side_source": ""}}),
        [("actors", "ac-minis234", "side", "", {"parent": "Westland"})],
    ),
    (
        edit(actors={"ac-westl234": {"side": "", "side_source": ""}}),
        [("actors", "ac-minis234", "side", "azerbaijan", {"parent": "Westland"})],
    ),
]
PASSES = [
    edit(actors={"ac-minis234": {"side": "", "side_source": ""}, "ac-westl234": {"side": "", "side_source": ""}}),
]
