"""Cases of every_strike_has_a_claim."""

from tests.checking.checks.links_have_no_cycle import CIRCLE
from tests.checking.edit import both, edit, groups

ALONE = edit(strike_links={"sl-bbbb2222": None})  # the second strike is part of nothing
FOUND = [("strikes", "st-secon234", "strike_id", "st-secon234")]

FAILS = [
    (ALONE, FOUND),
    (
        both(
            ALONE,
            edit(
                strike_links={
                    "sl-zzzz2222": {"strike_id": "st-secon234", "other_id": "st-group234", "relation": "may_be_same"}
                }
            ),
        ),
        FOUND,
    ),
    (groups(10), [("strikes", "st-00000000", "strike_id", "st-00000000")]),
]
PASSES = [
    both(ALONE, edit(victim_counts={"vc-zzzz2222": {"like": "vc-aaaa2222", "strike_id": "st-secon234"}})),
    both(ALONE, edit(damage_counts={"dc-zzzz2222": {"like": "dc-aaaa2222", "strike_id": "st-secon234"}})),
    both(ALONE, edit(statements={"sm-zzzz2222": {"like": "sm-aaaa2222", "strike_id": "st-secon234"}})),
    groups(9),
    CIRCLE,  # it comes to an end
]
