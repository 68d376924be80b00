"""Cases of a_firing_party_does_not_hold_the_place."""

from tests.checking.edit import Change, edit


def fires(side: str, held_by: str) -> Change:
    """A party of a side fires on a place held by another."""
    of = {"side": side, "side_source": "What it is." if side else ""}
    return edit(
        actors={"ac-army2345": {**of, "kind": "office"}, "ac-eastl234": of},
        places={"pl-lowto234": {"held_by": held_by, "country": "AM" if held_by == "armenia" else "AZ"}},
        statements={"sm-dddd2222": {"party_role": "supported"}},
    )


ARMY = [("statements", "sm-aaaa2222", "party_id", "ac-army2345", {"party": "Army of Eastland", "place": "Lowtown"})]

FAILS = [
    (
        edit(statements={"sm-aaaa2222": {"party_id": "ac-westl234"}}),
        [("statements", "sm-aaaa2222", "party_id", "ac-westl234", {"party": "Westland", "place": "Lowtown"})],
    ),
    (fires("armenia_or_nagorno_karabakh", "armenia"), ARMY),
    (fires("armenia_or_nagorno_karabakh", "nagorno_karabakh"), ARMY),
]
PASSES = [
    edit(
        strikes={"st-first234": {"notes": "The document says so."}},
        statements={"sm-aaaa2222": {"party_id": "ac-westl234"}},
    ),
    edit(statements={"sm-aaaa2222": {"party_id": "ac-westl234", "party_role": "supported"}}),
    edit(statements={"sm-cccc2222": {"party_id": "ac-westl234"}}),  # it is denied
    fires("armenia_or_nagorno_karabakh", "azerbaijan"),
    fires("nagorno_karabakh", "armenia"),
    fires("", "armenia"),
    edit(
        places={"pl-other234": {"like": "pl-lowto234", "name": "Hightown", "country": "AM", "held_by": "armenia"}}
    ),  # not there
]
