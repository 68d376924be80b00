"""Cases of a_decision_agrees_with_the_links."""

from tests.checking.edit import Change, both, edit


def decided(decision: str, id_: str = "st-first234", other_id: str = "st-secon234") -> Change:
    return edit(decisions={"de-aaaa2222": {"id": id_, "other_id": other_id, "decision": decision}})


LINKED = edit(
    strike_links={"sl-zzzz2222": {"strike_id": "st-first234", "other_id": "st-group234", "relation": "may_be_same"}}
)
UNLINKED = edit(strike_links={"sl-cccc2222": None})


def says(decision: str, words: str) -> list[tuple[str, str, str, str, dict[str, str]]]:
    return [("decisions", "de-aaaa2222", "decision", decision, {"decision": decision, "says": words})]


FAILS = [
    (decided("distinct"), says("distinct", "links them as may_be_same")),
    (decided("distinct", "st-secon234", "st-first234"), says("distinct", "links them as may_be_same")),
    (decided("distinct", "st-first234", "st-group234"), says("distinct", "links them as part_of")),
    (decided("part_of"), says("part_of", "links them as may_be_same")),
    (decided("may_be_same", "st-group234", "st-first234"), says("may_be_same", "links them as part_of")),
    (both(decided("may_be_same"), UNLINKED), says("may_be_same", "does not link them")),
    (both(decided("part_of"), UNLINKED), says("part_of", "does not link them")),
]
PASSES = [
    decided("may_be_same"),
    decided("may_be_same", "st-secon234", "st-first234"),
    decided("part_of", "st-first234", "st-group234"),
    decided("part_of", "st-group234", "st-secon234"),
    decided("same"),
    both(decided("distinct"), UNLINKED),
    both(decided("part_of", "st-first234", "st-group234"), LINKED),
    decided("may_be_same", "st-first234", "st-gone2345"),
    decided("may_be_same", "so-paper234", "so-watch234"),
    decided("may_be_same", "st-gone2345", "st-first234"),
]
