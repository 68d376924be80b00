"""Cases of replacements_have_no_cycle."""

from itertools import pairwise

from tests.checking.edit import Change, edit


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
