"""Cases of a_passage_states_one_total."""

from tests.checking.edit import Change, both, edit

KILLED = "killed, civilians, all, any"


def total(id_: str = "vc-yyyy2222", **cells: str) -> Change:
    return edit(victim_counts={id_: {"like": "vc-aaaa2222", "count_min": "3", "count_max": "3", **cells}})


def damaged(**cells: str) -> Change:
    return edit(damage_counts={"dc-yyyy2222": {"like": "dc-aaaa2222", "count_min": "3", "count_max": "3", **cells}})


def cited(**cells: str) -> Change:
    """The passage of a total, words 10 to 14 of its document, cited again with changes for the same total."""
    return edit(
        citations={
            "ci-aaaa2222": {"passage_start": "10", "passage_words": "5"},
            "ci-zzzz2222": {"like": "ci-aaaa2222", **cells},
        },
        victim_counts={"vc-yyyy2222": {"like": "vc-aaaa2222", "citation_id": "ci-zzzz2222", "hedged": "true"}},
    )


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
    # of three, the first is named
    (
        both(total(), total("vc-zzzz2222", hedged="true")),
        [
            ("victim_counts", id_, "scope", "total", {"first": "vc-aaaa2222", "counted": KILLED})
            for id_ in ("vc-yyyy2222", "vc-zzzz2222")
        ],
    ),
    # the same passage and speaker, cited twice
    *(
        (
            cited(**cells),
            [("victim_counts", "vc-yyyy2222", "scope", "total", {"first": "vc-aaaa2222", "counted": KILLED})],
        )
        for cells in (
            {"speech": "quoted"},
            # words that the text repeats, and words of which some are the same
            {"passage_start": "500"},
            {"passage_sha256": "0" * 64},
            {"passage_sha256": "0" * 64, "passage_start": "5", "passage_words": "6"},
            {"passage_sha256": "0" * 64, "passage_start": "14", "passage_words": "50"},
            {"passage_sha256": "0" * 64, "passage_start": "11", "passage_words": "1"},
        )
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
        cited(**cells)
        for cells in (
            {"source_id": "so-watch234"},
            {"speaker_id": "ac-westl234"},
            {"passage_sha256": "0" * 64, "passage_start": "5", "passage_words": "5"},
            {"passage_sha256": "0" * 64, "passage_start": "15"},
        )
    ),
]
