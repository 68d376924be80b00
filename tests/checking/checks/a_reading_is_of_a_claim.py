"""Cases of a_reading_is_of_a_claim."""

from tests.checking.edit import edit

FAILS = [
    (edit(readings={"rd-aaaa2222": {"id": "vc-nowhere2"}}), [("readings", "rd-aaaa2222", "id", "vc-nowhere2")]),
]
PASSES = [
    edit(readings={"rd-aaaa2222": {"id": "dc-aaaa2222"}}),
    edit(readings={"rd-aaaa2222": {"id": "vc-zzzz2222"}}),
]
