"""Cases of decisions_are_distinct."""

from tests.checking.edit import Change, edit

AGAIN = {"like": "de-aaaa2222", "reason": "They are two documents."}


def again(id_: str = "de-zzzz2222", **cells: str) -> Change:
    return edit(decisions={id_: {**AGAIN, **cells}})


FAILS = [
    (again(), [("decisions", "de-zzzz2222", "other_id", "so-watch234", {"first": "de-aaaa2222"})]),
    (
        again(id="so-watch234", other_id="so-paper234"),
        [("decisions", "de-zzzz2222", "other_id", "so-paper234", {"first": "de-aaaa2222"})],
    ),
    (
        again("de-0000aaaa", decision="may_be_same"),
        [("decisions", "de-aaaa2222", "other_id", "so-watch234", {"first": "de-0000aaaa"})],
    ),
]
PASSES = [
    again(id="st-first234", other_id="st-secon234"),
    again(other_id="so-zzzz2222"),
    again(id="so-zzzz2222"),
    again(id="so-aaaa2222"),
]
