"""Cases of a_withdrawal_says_why."""

from tests.checking.edit import edit

FAILS = [
    (edit(withdrawn={"wd-aaaa2222": {"reason": reason}}), [("withdrawn", "wd-aaaa2222", "reason", reason)])
    for reason in (".", "...", "12")
]
PASSES = [edit(withdrawn={"wd-aaaa2222": {"reason": reason}}) for reason in ("Wrong.", "Counted twice.", "Größe.")]
