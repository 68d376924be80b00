"""Cases of a_replacement_is_of_the_same_table."""

from tests.checking.edit import Change, edit
from tests.shared.tiny import TINY

# the first id of every table, by its prefix
IDS = {id_[:3]: id_ for id_ in (next(iter(rows[0].values())) for table, rows in TINY.items() if table != "withdrawn")}
CLAIMS = ("vc-", "dc-", "sm-", "sr-")


def replaced(id_: str, by: str) -> Change:
    """A second tombstone, with a replacement."""
    return edit(withdrawn={"wd-bbbb2222": {"id": id_, "reason": "Moved.", "replaced_by": by}})


FAILS = [
    (replaced(id_, by), [("withdrawn", "wd-bbbb2222", "replaced_by", by)])
    for id_, by in [
        ("sm-yyyy2222", IDS["ac-"]),
        ("vc-yyyy2222", IDS["dc-"]),
        ("vc-yyyy2222", IDS["ex-"]),
        ("ex-yyyy2222", IDS["st-"]),
        ("ci-yyyy2222", IDS["vc-"]),
    ]
]
PASSES = [
    *[replaced(f"{prefix}yyyy2222", id_) for prefix, id_ in IDS.items()],
    *[replaced("ex-yyyy2222", IDS[prefix]) for prefix in CLAIMS],  # what was excluded is coded now
]
