"""Cases of a_passage_has_one_stance."""

from typing import Any

from tests.checking.edit import Change, both, edit


def says(stance: str, of: str = "sm-aaaa2222", id_: str = "sm-yyyy2222", **cells: str) -> Change:
    """A statement again, with another stance."""
    return edit(statements={id_: {"like": of, "stance": stance, **cells}})


def cited(**cells: str) -> Change:
    """An accusation in words 10 to 14 of its document, and a denial of the same in another citation."""
    return edit(
        citations={
            "ci-aaaa2222": {"passage_start": "10", "passage_words": "5"},
            "ci-zzzz2222": {"like": "ci-aaaa2222", **cells},
        },
        statements={"sm-yyyy2222": {"like": "sm-aaaa2222", "stance": "denies", "citation_id": "ci-zzzz2222"}},
    )


def told(value: str, other: str, first: str, id_: str = "sm-yyyy2222") -> list[tuple[Any, ...]]:
    return [("statements", id_, "stance", value, {"value": value, "other": other, "first": first})]


FAILS = [
    (says("denies"), told("denies", "accuses", "sm-aaaa2222")),
    (says("denies", id_="sm-0000aaaa"), told("accuses", "denies", "sm-0000aaaa", "sm-aaaa2222")),
    (says("denies", "sm-bbbb2222"), told("denies", "asserts", "sm-bbbb2222")),
    (says("denies", "sm-dddd2222"), told("denies", "confirms", "sm-dddd2222")),
    (says("denies", hedged="true", answers="sm-dddd2222"), told("denies", "accuses", "sm-aaaa2222")),
    (says("accuses", "sm-cccc2222", answers=""), told("accuses", "denies", "sm-cccc2222")),
    # of several earlier statements, the message is about the first
    (both(says("confirms", id_="sm-xxxx2222"), says("denies")), told("denies", "accuses", "sm-aaaa2222")),
    (both(says("confirms", id_="sm-0000aaaa"), says("denies")), told("denies", "confirms", "sm-0000aaaa")),
    *(
        (cited(**cells), told("denies", "accuses", "sm-aaaa2222"))
        for cells in (
            {"speech": "quoted"},
            {"passage_start": "500"},
            {"passage_sha256": "0" * 64, "passage_start": "5", "passage_words": "6"},
            {"passage_sha256": "0" * 64, "passage_start": "14", "passage_words": "50"},
        )
    ),
]
PASSES = [
    says("confirms"),
    says("admits", "sm-cccc2222"),  # what was denied before
    says("denies", strike_id="st-secon234"),
    says("denies", party_id="ac-westl234"),
    says("denies", party_role="supported"),
    says("denies", "sm-bbbb2222", code="munition_missile"),
    says("denies", citation_id="ci-dddd2222"),
    *(
        cited(**cells)
        for cells in (
            {"source_id": "so-watch234"},
            {"speaker_id": "ac-westl234"},
            {"passage_sha256": "0" * 64, "passage_start": "5", "passage_words": "5"},
            {"passage_sha256": "0" * 64, "passage_start": "1", "passage_words": "5"},
            {"passage_sha256": "0" * 64, "passage_start": "15"},
        )
    ),
]
