"""Cases of a_replacement_can_be_found."""

from tests.checking.edit import Change, edit
from tests.shared.tiny import TINY

# the first id of every table
IDS = [next(iter(rows[0].values())) for table, rows in TINY.items() if table != "withdrawn"]


def replaced_by(id_: str) -> Change:
    """A second tombstone, with a replacement of its table."""
    return edit(withdrawn={"wd-bbbb2222": {"id": f"{id_[:3]}yyyy2222", "reason": "Moved.", "replaced_by": id_}})


FAILS = [
    (
        edit(withdrawn={"wd-aaaa2222": {"replaced_by": "vc-nowhere2"}}),
        [("withdrawn", "wd-aaaa2222", "replaced_by", "vc-nowhere2")],
    ),
    # the id of a tombstone itself, not that of which it tells
    (replaced_by("wd-aaaa2222"), [("withdrawn", "wd-bbbb2222", "replaced_by", "wd-aaaa2222")]),
]
PASSES = [
    edit(withdrawn={"wd-aaaa2222": {"replaced_by": ""}}),
    replaced_by("vc-zzzz2222"),  # withdrawn as well
    *[replaced_by(id_) for id_ in IDS],
]
