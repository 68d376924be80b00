"""Cases of a_passage_states_one_total."""

from tests.checking.edit import Change, edit

KILLED = "killed, civilians, all, any"


def total(id_: str = "vc-yyyy2222", **cells: str) -> Change:
    return edit(victim_counts={id_: {"like": "vc-aaaa2222", "count_min": "3", "count_max": "3", **cells}})


def damaged(**cells: str) -> Change:
    return edit(damage_counts={"dc-yyyy2222": {"like": "dc-aaaa2222", "count_min": "3", "count_max": "3", **cells}})


FAILS = [
    (total(), [("victim_counts", "vc-yyyy2222", "scope", "total", {"first": "vc-aaaa2222", "counted": KILLED})]),
    (
        total("vc-0000aaaa", hedged="true"),
        [("victim_counts", "vc-aaaa2222", "scope", "total", {"first": "vc-0000aaaa", "counted": KILLED})],
    ),
    (
        total(qualifier="unquantified", count_min="", count_max=""),
        [("victim_counts", "vc-yyyy2222", "scope", "total", {"first": "vc-aaaa2222", "counted": KILLED})],
    ),
    (
        damaged(),
        [("damage_counts", "dc-yyyy2222", "scope", "total", {"first": "dc-aaaa2222", "counted": "house, damaged"})],
    ),
    # the same passage and speaker, cited twice
    (
        edit(
            citations={"ci-zzzz2222": {"like": "ci-aaaa2222", "speech": "quoted"}},
            victim_counts={"vc-yyyy2222": {"like": "vc-aaaa2222", "citation_id": "ci-zzzz2222"}},
        ),
        [("victim_counts", "vc-yyyy2222", "scope", "total", {"first": "vc-aaaa2222", "counted": KILLED})],
    ),
]
PASSES = [
    total(strike_id="st-secon234"),
    total(outcome="injured"),
    total(population="persons"),
    total(demographic="women"),
    total(occupation="medical"),
    total(scope="subgroup"),
    total(scope="unclear"),
    total(citation_id="ci-bbbb2222"),
    damaged(strike_id="st-secon234"),
    damaged(object="school"),
    damaged(extent="destroyed"),
    damaged(scope="subgroup"),
    damaged(citation_id="ci-aaaa2222"),
    *(
        edit(
            citations={"ci-zzzz2222": {"like": "ci-aaaa2222", **cells}},
            victim_counts={"vc-yyyy2222": {"like": "vc-aaaa2222", "citation_id": "ci-zzzz2222"}},
        )
        for cells in (
            {"source_id": "so-watch234"},
            {"passage_sha256": "0" * 64},
            {"passage_start": "50"},
            {"passage_start": "0"},
            {"speaker_id": "ac-westl234"},
        )
    ),
]
