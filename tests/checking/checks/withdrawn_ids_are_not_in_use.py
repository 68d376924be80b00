"""Cases of withdrawn_ids_are_not_in_use."""

from tests.checking.edit import edit
from tests.shared.tiny import TINY

# the first id of every table
IDS = [next(iter(rows[0].values())) for table, rows in TINY.items() if table != "withdrawn"]

FAILS = [
    (edit(withdrawn={"wd-aaaa2222": {"id": "vc-bbbb2222"}}), [("withdrawn", "wd-aaaa2222", "id", "vc-bbbb2222")]),
    *[
        (edit(withdrawn={"wd-aaaa2222": {"id": id_, "replaced_by": ""}}), [("withdrawn", "wd-aaaa2222", "id", id_)])
        for id_ in IDS
    ],
]
PASSES = [
    edit(withdrawn={"wd-aaaa2222": {"id": "vc-bbbb2223"}}),
    edit(withdrawn={"wd-aaaa2222": {"id": "wd-aaaa2222"}}),  # a tombstone is no row that is in use
]
