"""Cases of replacements_have_no_cycle."""

from itertools import pairwise

from tests.checking.edit import Change, both, edit

CIRCLE = [f"vc-{i:07}b" for i in range(40)]


def chain(*ids: str) -> Change:
    """Tombstones in which each id is replaced by the next."""
    return edit(
        withdrawn={
            f"wd-{i:07}b": {"id": id_, "reason": "Moved.", "replaced_by": by}
            for i, (id_, by) in enumerate(pairwise(ids))
        }
    )


FAILS = [
    (
        chain("vc-wwww2222", "vc-xxxx2222", "vc-wwww2222"),
        [
            ("withdrawn", "wd-0000000b", "replaced_by", "vc-xxxx2222"),
            ("withdrawn", "wd-0000001b", "replaced_by", "vc-wwww2222"),
        ],
    ),
    # a cycle of every tombstone, and one of many steps that others lead to
    (
        both(chain(*CIRCLE, CIRCLE[0]), edit(withdrawn={"wd-aaaa2222": None})),
        [("withdrawn", f"wd-{i:07}b", "replaced_by", CIRCLE[(i + 1) % 40]) for i in range(40)],
    ),
    (
        chain(*CIRCLE, CIRCLE[20]),
        [("withdrawn", f"wd-{i:07}b", "replaced_by", CIRCLE[i + 1] if i < 39 else CIRCLE[20]) for i in range(20, 40)],
    ),
    # what leads into a cycle is not told
    (
        chain("vc-vvvv2222", "vc-wwww2222", "vc-xxxx2222", "vc-wwww2222"),
        [
            ("withdrawn", "wd-0000001b", "replaced_by", "vc-xxxx2222"),
            ("withdrawn", "wd-0000002b", "replaced_by", "vc-wwww2222"),
        ],
    ),
]
PASSES = [
    chain("vc-wwww2222", "vc-xxxx2222", "vc-yyyy2222", "vc-aaaa2222"),
    chain(*(f"vc-{i:07}b" for i in range(20)), "vc-aaaa2222"),
]
